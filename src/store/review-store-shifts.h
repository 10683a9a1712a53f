/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-shift.h"
#include "review-store.h"

G_BEGIN_DECLS

/* For which an ended shift means that the person has gone; later they are as one without shifts. */
#define REVIEW_SHIFT_OVER_FOR (12 * REVIEW_HOUR)

/* Which shift of a person. */
typedef enum
{
  REVIEW_SHIFT_THAT_IS_ON = 1,
  REVIEW_SHIFT_THAT_IS_DUE, /* planned for now, or within a few hours, and not started */
  REVIEW_SHIFT_THAT_ENDED,  /* last, lately, and nothing was started since */
  REVIEW_SHIFT_THAT_COMES   /* planned next */
} ReviewWhichShift;

gboolean
review_store_add_shift (ReviewTx *tx, const ReviewShift *shift, const char *by, GError **error);
ReviewShift *review_store_load_shift (ReviewTx *tx, const char *id, GError **error);
gboolean review_store_find_shift (
    ReviewTx *tx, const char *account, ReviewWhichShift which, ReviewShift **ret, GError **error);
GPtrArray *review_store_list_shifts (ReviewTx *tx, GError **error);
GPtrArray *review_store_list_overrun (ReviewTx *tx, GError **error);
gboolean review_store_has_shift_between (
    ReviewTx *tx, const char *account, gint64 start, gint64 end, gboolean *ret, GError **error);
gboolean review_store_start_shift (ReviewTx *tx, const char *id, GError **error);
gboolean review_store_end_shift (ReviewTx *tx, const char *id, GError **error);
gboolean review_store_cancel_shift (ReviewTx *tx, const char *id, gint64 version, GError **error);

gboolean review_store_add_absence (ReviewTx *tx,
                                   const ReviewAbsence *absence,
                                   const char *by,
                                   GError **error);
ReviewAbsence *review_store_load_absence (ReviewTx *tx, const char *id, GError **error);
gboolean review_store_find_absence (
    ReviewTx *tx, const char *account, gboolean now_only, ReviewAbsence **ret, GError **error);
gboolean review_store_cancel_absence (ReviewTx *tx, const char *id, gint64 version, GError **error);

/* A limit that a lead set; @at_most 0: none, or taken back. */
typedef struct
{
  gint64 at_most;
  char *reason;
  gint64 version;
} ReviewLimitRow;

void review_limit_row_clear (ReviewLimitRow *self);
gboolean
review_store_load_limit (ReviewTx *tx, const char *account, ReviewLimitRow *ret, GError **error);
gboolean review_store_set_limit (ReviewTx *tx,
                                 const char *account,
                                 const ReviewLimitRequest *request,
                                 const char *by,
                                 GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ReviewLimitRow, review_limit_row_clear)

G_END_DECLS
