/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-decision.h"
#include "review-requests.h"
#include "review-store.h"

G_BEGIN_DECLS

gboolean
review_store_keep_assessment (ReviewTx *tx, const ReviewAssessment *assessment, GError **error);
gboolean
review_store_add_assessment (ReviewTx *tx, const ReviewAssessment *assessment, GError **error);
ReviewAssessment *review_store_load_assessment (ReviewTx *tx, const char *id, GError **error);
char *review_store_find_assessment (ReviewTx *tx, const char *case_id, GError **error);

/* @has_work: made by a person on a work item; otherwise by ROCA alone. */
gboolean review_store_add_decision (ReviewTx *tx,
                                    const ReviewDecision *decision,
                                    gboolean has_work,
                                    GError **error);
ReviewDecision *review_store_load_decision (ReviewTx *tx, const char *id, GError **error);
GPtrArray *review_store_list_decisions (ReviewTx *tx, const char *case_id, GError **error);
gint64 review_store_next_decision (ReviewTx *tx, const char *case_id, GError **error);
gboolean review_store_make_pending (ReviewTx *tx, const ReviewDecision *decision, GError **error);
gboolean review_store_retract (ReviewTx *tx,
                               const ReviewDecision *decision,
                               const char *account,
                               gint64 version,
                               gint64 lease_time,
                               GError **error);
GPtrArray *review_store_list_pending (ReviewTx *tx, GError **error);
gboolean review_store_end_pending (ReviewTx *tx, const char *decision, GError **error);

gboolean review_store_add_root_cause (ReviewTx *tx, const ReviewDecision *decision, GError **error);
gboolean review_store_add_escalation (
    ReviewTx *tx, const ReviewDecision *decision, const char *to_role, gint64 wait, GError **error);
gboolean review_store_answer_escalation (ReviewTx *tx,
                                         const char *work_item,
                                         const char *account,
                                         const char *answer,
                                         const char *guidance,
                                         GError **error);
gboolean review_store_pass_escalation (ReviewTx *tx,
                                       const char *work_item,
                                       const char *account,
                                       const char *to_role,
                                       gint64 wait,
                                       GError **error);
GPtrArray *review_store_list_unanswered (ReviewTx *tx, GError **error);
gboolean review_store_add_annotation (ReviewTx *tx,
                                      const ReviewDecision *decision,
                                      const char *case_type,
                                      GError **error);
gint64 review_store_count_annotations (ReviewTx *tx,
                                       const ReviewCase *item_case,
                                       const char *text,
                                       GError **error);
GPtrArray *review_store_list_case_annotations (ReviewTx *tx, const char *case_id, GError **error);
GPtrArray *review_store_list_annotations (ReviewTx *tx,
                                          const ReviewCase *item_case,
                                          const char *account,
                                          GError **error);
typedef gboolean (*ReviewLabelRowFunc) (const ReviewLabelRow *row,
                                        gpointer user_data,
                                        GError **error);
gboolean review_store_each_label (ReviewTx *tx,
                                  gboolean takes,
                                  gint64 after,
                                  ReviewLabelRowFunc func,
                                  gpointer user_data,
                                  GError **error);

G_END_DECLS
