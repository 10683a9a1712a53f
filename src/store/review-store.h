/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-clock.h"
#include "review-error.h"

G_BEGIN_DECLS

/**
 * ReviewStore:
 * Where everything is kept, opened by URI (`sqlite:PATH`). A driver below does the work; the SQL
 * above it is common to SQLite >= 3.40 and PostgreSQL >= 15. Thread-safe: one connection writes
 * (and checkpoints), a few others only read.
 */
typedef struct _ReviewStore ReviewStore;

/* One transaction. Valid inside the function that received it, in that thread. */
typedef struct _ReviewTx ReviewTx;

/* The answer to a query, read row by row. Must be freed before its transaction ends. */
typedef struct _ReviewRows ReviewRows;

typedef enum
{
  REVIEW_STORE_DEFAULT = 0,
  REVIEW_STORE_MUST_EXIST = 1 << 0 /* do not create: an absent store is an error */
} ReviewStoreFlags;

/**
 * ReviewTxFunc:
 *
 * Returns: %TRUE to commit; %FALSE, with @error set, to roll back
 */
typedef gboolean (*ReviewTxFunc) (ReviewTx *tx, gpointer user_data, GError **error);

ReviewStore *review_store_open (const char *uri,
                                ReviewStoreFlags flags,
                                const ReviewClock *clock,
                                GError **error);
void review_store_close (ReviewStore *self);
const ReviewClock *review_store_get_clock (ReviewStore *self);
const char *review_store_get_location (ReviewStore *self);
gboolean
review_store_write (ReviewStore *self, ReviewTxFunc func, gpointer user_data, GError **error);
gboolean
review_store_read (ReviewStore *self, ReviewTxFunc func, gpointer user_data, GError **error);
gboolean review_store_backup (ReviewStore *self, const char *path, GError **error);

const ReviewClock *review_tx_get_clock (ReviewTx *self);
gint64 review_tx_get_now (ReviewTx *self);
gint64 review_tx_get_last_event (ReviewTx *self);
char *review_tx_new_id (ReviewTx *self);

/* Parameters are $1, $2 …; @types names the C type of each argument that follows:
 *   s  const char *, NULL is SQL NULL      i  gint64            e  int, gboolean
 *   d  double, NaN is SQL NULL             b  GBytes *, NULL is SQL NULL
 *   t  gint64 time, 0 is SQL NULL */
gint64 review_tx_exec (ReviewTx *self, GError **error, const char *sql, const char *types, ...);
ReviewRows *
review_tx_query (ReviewTx *self, GError **error, const char *sql, const char *types, ...);

gboolean review_rows_next (ReviewRows *self, GError **error);
gboolean review_rows_is_null (ReviewRows *self, int column);
const char *review_rows_get_text (ReviewRows *self, int column);
char *review_rows_dup_text (ReviewRows *self, int column);
gint64 review_rows_get_int (ReviewRows *self, int column);
double review_rows_get_double (ReviewRows *self, int column);
GBytes *review_rows_dup_bytes (ReviewRows *self, int column);
void review_rows_free (ReviewRows *self);

gint64 review_tx_next (ReviewTx *self, const char *counter, GError **error);
gboolean review_tx_get_int (
    ReviewTx *self, gint64 *ret, GError **error, const char *sql, const char *types, ...);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReviewStore, review_store_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReviewRows, review_rows_free)

G_END_DECLS
