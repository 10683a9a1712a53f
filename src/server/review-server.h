/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-http.h"
#include "review-push.h"
#include "review-service.h"
#include "review-sessions.h"

G_BEGIN_DECLS

/**
 * ReviewServer:
 * The API over a service: listens, knows who calls, pushes events and runs the
 * timer job. Embedded, it also has local users to switch between.
 */
typedef struct _ReviewServer ReviewServer;

ReviewServer *review_server_start (ReviewService *service,
                                   const ReviewHttpLimits *limits,
                                   gboolean embedded,
                                   GError **error);
gboolean review_server_stop (ReviewServer *self);
guint16 review_server_get_port (const ReviewServer *self);
ReviewService *review_server_get_service (const ReviewServer *self);
ReviewPush *review_server_get_push (const ReviewServer *self);
ReviewSessions *review_server_get_sessions (const ReviewServer *self);
void review_server_set_progress (ReviewServer *self, const char *stage, gint64 done, gint64 total);
ReviewHealth *review_server_dup_health (ReviewServer *self);

G_END_DECLS
