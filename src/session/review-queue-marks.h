/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-queue.h"

G_BEGIN_DECLS

/**
 * ReviewQueueMarks:
 * Rows of the queue that are chosen together, by their work items: an act on many of them is a lead's.
 * They stay while the queue is read anew, and go when its filter shows other cases.
 *
 * Signals "changed": other rows are marked; "too-many": so many cannot be.
 */
#define REVIEW_TYPE_QUEUE_MARKS (review_queue_marks_get_type ())
G_DECLARE_FINAL_TYPE (ReviewQueueMarks, review_queue_marks, REVIEW, QUEUE_MARKS, GObject)

ReviewQueueMarks *review_queue_marks_new (ReviewQueue *queue);

/* Whether rows may be marked at all; FALSE forgets those that are. */
void review_queue_marks_set_allowed (ReviewQueueMarks *self, gboolean allowed);
gboolean review_queue_marks_get_allowed (ReviewQueueMarks *self);

guint review_queue_marks_get_count (ReviewQueueMarks *self);
gboolean review_queue_marks_has (ReviewQueueMarks *self, const char *work_item);
/* (transfer full): work items, in the order in which they were marked. */
char **review_queue_marks_dup_ids (ReviewQueueMarks *self);

void review_queue_marks_add (ReviewQueueMarks *self, guint position, guint n);
void review_queue_marks_remove (ReviewQueueMarks *self, const char *work_item);
void review_queue_marks_clear (ReviewQueueMarks *self);

G_END_DECLS
