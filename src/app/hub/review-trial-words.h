/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-model-board.h"
#include "review-session.h"
#include "review-tone.h"
#include "review-trial-board.h"

G_BEGIN_DECLS

const char *review_trial_words_model_state (int state);
ReviewTone review_trial_words_model_tone (int state);
const char *review_trial_words_method (int method);
/* (transfer full): what was compared, as "Market BR". */
char *review_trial_words_comparison (const char *name);
const char *review_trial_words_model_unmet (const char *code);
char *review_trial_words_model_error (int code);

const char *review_trial_words_state (int state);
ReviewTone review_trial_words_state_tone (int state);
const char *review_trial_words_verdict (int verdict);
ReviewTone review_trial_words_verdict_tone (int verdict);
const char *review_trial_words_measure (int measure);
const char *review_trial_words_unmet (const char *code);
/* (transfer full): why an experiment stopped, or a person's own words. */
char *review_trial_words_reason (const char *reason);

/* (transfer full): figures with their intervals; "—" where nothing is known. */
char *review_trial_words_interval (double value, double low, double high);
char *review_trial_words_score (double value);
char *review_trial_words_pair (double live, double candidate);
char *review_trial_words_gain (const ReviewModelComparison *one);

G_END_DECLS
