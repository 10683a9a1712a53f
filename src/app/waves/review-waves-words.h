/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-session.h"
#include "review-tone.h"

G_BEGIN_DECLS

const char *review_waves_words_exception (int exception);
const char *review_waves_words_outcome (int outcome);
const char *review_waves_words_state (int state);
ReviewTone review_waves_words_state_tone (int state);
const char *review_waves_words_unmet (const char *code);
const char *review_waves_words_list (int list);
ReviewTone review_waves_words_list_tone (int list);
const char *review_waves_words_entry_state (int state);
const char *review_waves_words_kind (int kind);
const char *review_waves_words_trigger (int trigger);
const char *review_waves_words_basis (int basis);
char *review_waves_words_error (int code, const char *field);

G_END_DECLS
