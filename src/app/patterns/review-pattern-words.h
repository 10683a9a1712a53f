/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-pattern.h"
#include "review-scan-job.h"
#include "review-session.h"
#include "review-sheet.h"
#include "review-tone.h"

G_BEGIN_DECLS

const char *review_pattern_words_state (int state);
ReviewTone review_pattern_words_state_tone (int state);
const char *review_pattern_words_act (int act);
char *review_pattern_words_attribute (ReviewSession *session, const char *attribute);
char *review_pattern_words_slice (ReviewSession *session, const ReviewPattern *pattern);
char *review_pattern_words_lift (const ReviewPattern *pattern);
char *review_pattern_words_path (const ReviewPattern *pattern);
char *review_pattern_words_query (const ReviewPattern *pattern);
char *review_pattern_words_scan (const ReviewScanJob *job);
char *review_pattern_words_request (const ReviewFeatureRequest *request);
char *review_pattern_words_answer (const ReviewFeatureRequest *request);
char *review_pattern_words_error (int code, const char *field);
ReviewSheet *review_pattern_sheet_counts (const ReviewPattern *pattern);
ReviewSheet *review_pattern_sheet_proofs (const ReviewPattern *pattern);
ReviewSheet *review_pattern_sheet_facts (ReviewSession *session,
                                         const ReviewFeatureRequest *request);
ReviewSheet *review_pattern_sheet_steps (const ReviewPattern *pattern);

G_END_DECLS
