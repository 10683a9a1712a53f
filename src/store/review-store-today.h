/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-store.h"
#include "review-today.h"

G_BEGIN_DECLS

/* Arrivals of a type by the hour of the day, UTC. */
typedef struct
{
  gint64 by_hour[24];
  gint64 n;
} ReviewArrivals;

/* How long people had a case before they decided it. */
typedef struct
{
  gint64 n;
  double minutes; /* mean; 0 of none */
  double squares; /* mean of the squares */
} ReviewHandling;

/* Somebody who may take a type. */
typedef struct
{
  char *account;   /* (owned) */
  char *case_type; /* (owned) */
  gboolean on;     /* at work now; the service says it */
} ReviewAble;

void review_able_free (ReviewAble *self);

gboolean review_store_count_waiting (ReviewTx *tx, ReviewTodayType *type, GError **error);
GArray *review_store_list_due (ReviewTx *tx, const char *case_type, gint64 now, GError **error);
gboolean review_store_count_arrivals (
    ReviewTx *tx, const char *case_type, gint64 since, ReviewArrivals *ret, GError **error);
gboolean review_store_find_first_arrival (ReviewTx *tx, gint64 since, gint64 *ret, GError **error);
gboolean review_store_measure_handling (
    ReviewTx *tx, const char *case_type, gint64 since, ReviewHandling *ret, GError **error);
GPtrArray *review_store_list_able (ReviewTx *tx, GError **error);

gboolean review_store_find_last_work (
    ReviewTx *tx, const char *account, gint64 since, gint64 gap, gint64 *ret, GError **error);
gboolean review_store_count_share (
    ReviewTx *tx, int kind, gint64 from, gint64 until, GPtrArray *ret, GError **error);
GPtrArray *review_store_list_gone_live (ReviewTx *tx, gint64 since, GError **error);
GPtrArray *
review_store_list_today (ReviewTx *tx, int kind, gint64 since, gint64 *ret_of, GError **error);
GPtrArray *review_store_measure_people (ReviewTx *tx,
                                        const char *account,
                                        const char *vendor,
                                        gint64 from,
                                        gint64 until,
                                        GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReviewAble, review_able_free)

G_END_DECLS
