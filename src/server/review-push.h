/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-http.h"
#include "review-service.h"

G_BEGIN_DECLS

/**
 * ReviewPush:
 * The server-sent events: every open stream gets the events its user may see,
 * in the order of their numbers, and a comment when nothing happens. One
 * thread of its own.
 */
typedef struct _ReviewPush ReviewPush;

#define REVIEW_PUSH_HEARTBEAT (10 * G_TIME_SPAN_SECOND)
#define REVIEW_PUSH_STREAMS   64

ReviewPush *review_push_new (ReviewService *service, gint64 heartbeat);
void review_push_notify (ReviewPush *self);
gboolean review_push_add (ReviewPush *self,
                          const ReviewUser *user,
                          gint64 after,
                          ReviewHttpRequest *request,
                          GError **error);
void review_push_close (ReviewPush *self);
void review_push_free (ReviewPush *self);

G_END_DECLS
