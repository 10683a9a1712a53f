/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The objects of the rows that somebody holds: shown ones, mostly. */
#pragma once

#include "review-queue-view.h"

G_BEGIN_DECLS

/* Nothing in here keeps an object alive; one that nobody holds any more leaves by itself. */
typedef struct
{
  GHashTable *items;     /* (owned): position → ReviewItem */
  GHashTable *positions; /* (owned): ReviewItem → position */
} ReviewQueueLive;

/* What a list model tells. */
typedef struct
{
  guint first, removed, added;
} ReviewQueueChange;

void review_queue_live_init (ReviewQueueLive *self);
void review_queue_live_forget_all (ReviewQueueLive *self);
void review_queue_live_clear (ReviewQueueLive *self);
ReviewItem *review_queue_live_get (const ReviewQueueLive *self, guint position);
void review_queue_live_put (ReviewQueueLive *self, guint position, ReviewItem *item);
void review_queue_live_add_pages (const ReviewQueueLive *self, GHashTable *pages);
ReviewQueueChange
review_queue_live_move (ReviewQueueLive *self, guint before, const ReviewQueueView *after);
void review_queue_live_update (const ReviewQueueLive *self, const ReviewQueueView *view);

G_END_DECLS
