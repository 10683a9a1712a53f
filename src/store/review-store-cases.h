/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-case.h"
#include "review-store.h"

G_BEGIN_DECLS

#define REVIEW_EVIDENCE_LABEL "E%" G_GINT64_FORMAT /* of the nth row of a case */

/* How an intake is stored. @prefix is that of the type's display ids. */
typedef struct
{
  const ReviewIntake *intake;
  const char *prefix;
  const char *actor;
  gboolean history; /* it is over: closed, never work */
  gboolean arrives; /* it is work, even if it was stored as history before */
} ReviewIntakePut;

typedef enum
{
  REVIEW_PUT_ADDED = 1,
  REVIEW_PUT_EXTENDED,
  REVIEW_PUT_UNCHANGED
} ReviewPutOutcome;

gboolean review_store_put_intake (ReviewTx *tx,
                                  const ReviewIntakePut *put,
                                  ReviewPutOutcome *ret_outcome,
                                  char **ret_case_id,
                                  GError **error);

ReviewCase *review_store_load_case (ReviewTx *tx, const char *id, GError **error);
char *review_store_find_case (
    ReviewTx *tx, const char *source, const char *type, const char *external_id, GError **error);
GPtrArray *
review_store_load_evidence (ReviewTx *tx, const char *case_id, gint64 as_of, GError **error);
ReviewIntake *
review_store_load_values (ReviewTx *tx, const char *case_id, gint64 as_of, GError **error);
ReviewTruth *review_store_load_truth (ReviewTx *tx, const char *case_id, GError **error);
gboolean review_store_add_truth (ReviewTx *tx,
                                 const char *case_id,
                                 const ReviewTruth *truth,
                                 const char *by,
                                 const char *decision,
                                 GError **error);
gboolean review_store_set_case_state (ReviewTx *tx, const char *case_id, int state, GError **error);

/* Many cases, streamed. */
typedef struct
{
  const char *case_type;
  const char *const *external_ids; /* (nullable): only these */
  gboolean with_truth;             /* only cases whose truth is known; it is set in @values */
} ReviewCaseFilter;

/* Returns FALSE to stop, with or without an error. */
typedef gboolean (*ReviewValuesFunc) (const char *case_id,
                                      const ReviewIntake *values,
                                      gpointer user_data,
                                      GError **error);
gboolean review_store_each_case (ReviewStore *store,
                                 const ReviewCaseFilter *filter,
                                 ReviewValuesFunc func,
                                 gpointer user_data,
                                 GError **error);
gint64 review_store_count_cases (ReviewStore *store, const char *case_type, GError **error);

gboolean review_store_raise_priority (ReviewTx *tx, const ReviewCase *item_case, GError **error);

G_END_DECLS
