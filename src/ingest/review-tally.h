/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-store.h"

G_BEGIN_DECLS

#define REVIEW_WINDOW_ALL G_MAXINT64

/**
 * ReviewTally:
 * Counts for every row of an import the earlier rows that hold the same. What is counted is a slot:
 * a window, and one key and time per row. The rows are staged in the store and read back in the
 * order of key and time, so that memory holds one batch, the times of one key within its window, and
 * four bytes of result per row and slot.
 * Earlier is decided by time, among equal times by the order of files and lines: a row that comes
 * later never counts.
 */
typedef struct _ReviewTally ReviewTally;

ReviewTally *review_tally_new (ReviewStore *store);
void review_tally_free (ReviewTally *self);
guint review_tally_add_slot (ReviewTally *self, gint64 window);
gboolean review_tally_add (ReviewTally *self,
                           guint slot,
                           const char *key,
                           gint64 at,
                           int file,
                           gint64 line,
                           GError **error);
gboolean review_tally_settle (ReviewTally *self, GError **error);
gint64 review_tally_get (const ReviewTally *self, guint slot, int file, gint64 line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReviewTally, review_tally_free)

G_END_DECLS
