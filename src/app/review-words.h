/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-decision.h"
#include "review-session.h"
#include "review-tone.h"

G_BEGIN_DECLS

const char *review_words_role (int role);
const char *review_words_clause_kind (int kind);
const char *review_words_answer (int answer);
const char *review_words_answer_icon (int answer);
ReviewTone review_words_answer_tone (int answer);
const char *review_words_citation (int status);
const char *review_words_step_kind (int kind);
const char *review_words_label (int label);
const char *review_words_label_long (int label);
const char *review_words_maturity (int maturity);
const char *review_words_path (int path);
const char *review_words_path_long (int path);
const char *review_words_effect_state (int state);
const char *review_words_stage (const char *stage);
const char *review_words_unmet (const char *code);
const char *review_words_error (int code);
const char *review_words_desk_action (int action);
const char *review_words_connection (int connection);
const char *review_words_value (const char *value);

const char *review_words_code (ReviewSession *session, const char *list, const char *code);
const char *review_words_fact (ReviewSession *session, const char *case_type, const char *name);

/* Words of the case type: the verb on the button, or the general word. (transfer none) */
const char *review_words_choice (ReviewSession *session, const char *case_type, int choice);
const char *review_words_type (ReviewSession *session, const char *case_type);
const char *review_words_type_icon (const char *case_type);
const char *review_words_type_prefix (ReviewSession *session, const char *case_type);

G_END_DECLS
