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
 * - "error-code": int: #ReviewErrorCode of the last reading, 0: none
 */
#define REVIEW_TYPE_INBOX (review_inbox_get_type ())
G_DECLARE_FINAL_TYPE (ReviewInbox, review_inbox, REVIEW, INBOX, GObject)

/* (transfer none): the same objects for the inbox's life. */
GListModel *review_inbox_get_escalations (ReviewInbox *self);
GListModel *review_inbox_get_feedback (ReviewInbox *self);
guint review_inbox_get_waiting (ReviewInbox *self);
guint review_inbox_get_unread (ReviewInbox *self);
int review_inbox_get_error_code (ReviewInbox *self);
/* Reads anew soon; calls within a short time become one. */
void review_inbox_refresh (ReviewInbox *self);
/* All feedback that is shown has been read. */
void review_inbox_mark_read (ReviewInbox *self);

G_END_DECLS
