/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-requests.h"
#include "review-store.h"
#include "review-waiting.h"

G_BEGIN_DECLS

/* Questions to customers */
typedef struct
{
  const char *work_item;
  const char *account;
  const ReviewInformationRequest *asked;
  const ReviewText *text; /* as the customer reads it */
  gboolean wish;          /* of a look that measures: it never leaves the house */
} ReviewNewRequest;

/* A question as the server knows it. */
typedef struct
{
  char *id;
  char *work_item;
  char *case_id;
  char *account;
  gboolean wish;
  gint64 due_at;
  gint64 ended_at; /* 0: it is out */
  int outcome;     /* ReviewRequestOutcome */
} ReviewRequestRow;

void review_request_row_clear (ReviewRequestRow *self);

char *review_store_add_request (ReviewTx *tx, const ReviewNewRequest *request, GError **error);
gint64 review_store_count_requests (ReviewTx *tx, const char *work_item, GError **error);
gboolean
review_store_end_request (ReviewTx *tx, const char *work_item, int outcome, GError **error);
gboolean
review_store_load_request (ReviewTx *tx, const char *id, ReviewRequestRow *ret, GError **error);
gboolean review_store_load_open_request (ReviewTx *tx,
                                         const char *work_item,
                                         ReviewRequestRow *ret,
                                         GError **error);
GPtrArray *review_store_list_requests (ReviewTx *tx,
                                       const char *case_id,
                                       const char *work_item,
                                       GError **error);
GPtrArray *review_store_list_outgoing (ReviewTx *tx, GError **error);
GPtrArray *review_store_list_lapsed (ReviewTx *tx, GError **error);
GPtrArray *review_store_list_asking (ReviewTx *tx, const char *case_id, GError **error);

/* What customers answered */
gboolean review_store_find_receipt (ReviewTx *tx,
                                    const char *request,
                                    const char *external_id,
                                    ReviewReceipt **ret,
                                    GError **error);
gboolean review_store_add_receipt (ReviewTx *tx,
                                   const ReviewReceipt *receipt,
                                   const ReviewCustomerAnswer *answer,
                                   const char *account,
                                   GError **error);

/* Holds */
gboolean review_store_add_hold (ReviewTx *tx,
                                const char *work_item,
                                const char *account,
                                const ReviewHoldRequest *request,
                                GError **error);
ReviewHold *review_store_load_open_hold (ReviewTx *tx, const char *work_item, GError **error);
gboolean review_store_end_hold (ReviewTx *tx, const char *work_item, int woken, GError **error);
GPtrArray *
review_store_list_holds (ReviewTx *tx, const char *case_id, const char *work_item, GError **error);
GPtrArray *review_store_list_to_wake (ReviewTx *tx, GError **error);

GPtrArray *review_store_list_waiting (ReviewTx *tx, const char *account, GError **error);
gboolean review_store_is_on_duty (
    ReviewTx *tx, const char *account, gint64 since, gboolean *ret, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ReviewRequestRow, review_request_row_clear)

G_END_DECLS
