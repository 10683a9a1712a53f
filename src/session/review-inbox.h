/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ReviewInbox: what waits for a person beside the queue: escalations that they may answer, and what
 * came back of their own. Read when the server is there, and again when an event says so. */
#pragma once

#include <gio/gio.h>

#include "review-escalation.h"
#include "review-item.h"

G_BEGIN_DECLS

/**
 * ReviewInbox:
 *
 * Properties (explicit notify, read-only):
 * - "escalations": GListModel of #ReviewItem of ReviewEscalation: the oldest first
 * - "waiting": uint: how many of them nobody holds
 * - "feedback": GListModel of #ReviewItem of ReviewFeedback: the newest first
 * - "unread": uint: how many of them were not read
 * - "own": GListModel of #ReviewItem of ReviewWaiting: the person's own cases that came back, then
 *   those that still wait, the soonest first, then what was put off or given to them by a lead
 * - "mentions": GListModel of #ReviewItem of ReviewMention: notes in which they are named, the newest
 *   first
 * - "error-code": int: #ReviewErrorCode of the last reading, 0: none
 */
#define REVIEW_TYPE_INBOX (review_inbox_get_type ())
G_DECLARE_FINAL_TYPE (ReviewInbox, review_inbox, REVIEW, INBOX, GObject)

/* (transfer none): the same objects for the inbox's life. */
GListModel *review_inbox_get_escalations (ReviewInbox *self);
GListModel *review_inbox_get_feedback (ReviewInbox *self);
GListModel *review_inbox_get_own (ReviewInbox *self);
GListModel *review_inbox_get_mentions (ReviewInbox *self);
guint review_inbox_get_waiting (ReviewInbox *self);
guint review_inbox_get_unread (ReviewInbox *self);
int review_inbox_get_error_code (ReviewInbox *self);
/* Reads anew soon; calls within a short time become one. */
void review_inbox_refresh (ReviewInbox *self);
/* Ends a hold before its time; the case is then the person's next one. */
void review_inbox_wake_async (ReviewInbox *self,
                              const char *work_item,
                              gint64 version,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/* Returns: (transfer full): the item as it is then */
ReviewWorkItem *review_inbox_wake_finish (ReviewInbox *self, GAsyncResult *result, GError **error);
/* All feedback that is shown has been read. */
void review_inbox_mark_read (ReviewInbox *self);
/* Says that the person has read the note of a mention. */
void review_inbox_read_mention (ReviewInbox *self, const char *mention);

G_END_DECLS
