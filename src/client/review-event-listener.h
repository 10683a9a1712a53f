/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ReviewEventListener: keeps the server's event stream open and says when it is not. */
#pragma once

#include "review-client.h"
#include "review-item.h"

G_BEGIN_DECLS

/**
 * ReviewEventListener:
 *
 * Signals, on the main thread:
 * - "opened": the stream stands; what happened while it did not is repeated by the server as far
 *   as it remembers, so read again what is shown
 * - "event" (#ReviewItem of a ReviewEvent)
 * - "lost" (int: #ReviewErrorCode, uint: ms until the next try): once for each try that failed.
 *   After UNAUTHORIZED and PROTOCOL no further try is made (the uint is 0)
 */
#define REVIEW_TYPE_EVENT_LISTENER (review_event_listener_get_type ())
G_DECLARE_FINAL_TYPE (ReviewEventListener, review_event_listener, REVIEW, EVENT_LISTENER, GObject)

ReviewEventListener *review_event_listener_new (ReviewClient *client);
void review_event_listener_start (ReviewEventListener *self);
void review_event_listener_start_after (ReviewEventListener *self, gint64 seq);
void review_event_listener_stop (ReviewEventListener *self);
void review_event_listener_retry_now (ReviewEventListener *self);
gint64 review_event_listener_get_last_id (ReviewEventListener *self);

G_END_DECLS
