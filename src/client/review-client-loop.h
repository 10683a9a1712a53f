/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-client.h"
#include "review-pattern.h"
#include "review-scan-job.h"
#include "review-scorecard.h"

G_BEGIN_DECLS

void review_client_get_scorecard_async (ReviewClient *self,
                                        guint days,
                                        const char *case_type,
                                        REVIEW_CALL_TAIL);
void review_client_get_patterns_async (ReviewClient *self, REVIEW_CALL_TAIL);
void review_client_get_pattern_async (ReviewClient *self, const char *id, REVIEW_CALL_TAIL);
void review_client_nominate_pattern_async (ReviewClient *self,
                                           const ReviewPatternNomination *nomination,
                                           const char *key,
                                           REVIEW_CALL_TAIL);
void review_client_get_scans_async (ReviewClient *self, REVIEW_CALL_TAIL);
void review_client_ask_scan_async (ReviewClient *self,
                                   const ReviewPatternScanRequest *request,
                                   const char *key,
                                   REVIEW_CALL_TAIL);
void review_client_cancel_scan_async (ReviewClient *self,
                                      const char *job,
                                      const char *key,
                                      REVIEW_CALL_TAIL);
void review_client_accept_pattern_async (ReviewClient *self,
                                         const char *id,
                                         const ReviewPatternAcceptance *acceptance,
                                         gint64 version,
                                         const char *key,
                                         REVIEW_CALL_TAIL);
void review_client_repair_pattern_async (ReviewClient *self,
                                         const char *id,
                                         const ReviewPatternActRequest *act,
                                         gint64 version,
                                         const char *key,
                                         REVIEW_CALL_TAIL);
void review_client_dismiss_pattern_async (ReviewClient *self,
                                          const char *id,
                                          const ReviewPatternActRequest *act,
                                          gint64 version,
                                          const char *key,
                                          REVIEW_CALL_TAIL);
void review_client_request_feature_async (ReviewClient *self,
                                          const char *id,
                                          const ReviewPatternActRequest *act,
                                          gint64 version,
                                          const char *key,
                                          REVIEW_CALL_TAIL);
void review_client_answer_feature_async (ReviewClient *self,
                                         const char *id,
                                         const ReviewFeatureAnswer *answer,
                                         gint64 version,
                                         const char *key,
                                         REVIEW_CALL_TAIL);

REVIEW_CLIENT_FINISH (scorecard, ReviewScorecard, review_scorecard_type)
REVIEW_CLIENT_FINISH (patterns, ReviewPatternList, review_pattern_list_type)
REVIEW_CLIENT_FINISH (pattern, ReviewPattern, review_pattern_type)
REVIEW_CLIENT_FINISH (scan, ReviewScanJob, review_scan_job_type)
REVIEW_CLIENT_FINISH (scans, ReviewScanJobList, review_scan_job_list_type)

G_END_DECLS
