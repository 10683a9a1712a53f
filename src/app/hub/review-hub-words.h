/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-changes.h"
#include "review-session.h"
#include "review-tone.h"

G_BEGIN_DECLS

/* How a measure of a back-test is written, and which way is better. */
typedef enum
{
  REVIEW_MEASURE_SHARE,
  REVIEW_MEASURE_COUNT
} ReviewMeasureKind;

const char *review_hub_words_measure (const char *measure);
ReviewMeasureKind review_hub_words_measure_kind (const char *measure);
int review_hub_words_measure_better (const char *measure);

const char *review_hub_words_state (int state);
ReviewTone review_hub_words_state_tone (int state);
const char *review_hub_words_effect (int effect);
const char *review_hub_words_op (int op);
char *review_hub_words_error (int code, int act);

/* What a fact is called, and a condition as a sentence; (transfer full). */
char *review_hub_words_fact (ReviewSession *session, const char *fact);
char *review_hub_words_condition (ReviewSession *session, const ReviewCondition *condition);
char *review_hub_words_rule (ReviewSession *session, const ReviewRule *rule);
const char *review_hub_words_person (ReviewSession *session, const char *name, const char *id);
char *review_hub_words_version (const ReviewPolicyVersion *version);

/* Where a difference is, and one of its sides as people read it; (transfer full). */
char *review_hub_words_change (ReviewSession *session, const ReviewChange *change);
char *review_hub_words_change_side (ReviewSession *session,
                                    const ReviewChange *change,
                                    gboolean after,
                                    const ReviewPolicy *policy);

G_END_DECLS
