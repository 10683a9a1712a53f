/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A view of the queue as far as it has been read: whole pages by position. */
#pragma once

#include "review-queue.h"
#include "review-requests.h"

G_BEGIN_DECLS

/* An ordered view and what has been read of it. */
typedef struct
{
  char *id; /* (owned) */
  guint count;
  GHashTable *pages;   /* (owned): page → GPtrArray of ReviewQueueRow, whole pages only */
  GHashTable *reading; /* (owned): pages on their way */
  gint64 bands[REVIEW_N_BANDS];
} ReviewQueueView;

ReviewQueueView *review_queue_view_new (const ReviewViewPage *answer);
void review_queue_view_free (ReviewQueueView *view);
int review_queue_view_band_at (const ReviewQueueView *view, guint position, gint64 *ret_count);
guint review_queue_view_page_length (const ReviewQueueView *view, guint page);
gboolean review_queue_view_has_page (const ReviewQueueView *view, guint page);
ReviewQueueRow *review_queue_view_row (const ReviewQueueView *view, guint position);
guint review_queue_view_find (const ReviewQueueView *view, const char *work_item);
GHashTable *review_queue_view_index (const ReviewQueueView *view);
void review_queue_view_take (ReviewQueueView *view, const ReviewViewPage *answer);

G_END_DECLS
