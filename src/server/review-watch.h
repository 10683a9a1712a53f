/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-service.h"

G_BEGIN_DECLS

/**
 * ReviewWatch:
 * Looks at the labels of every case type once a day, beside everything else: for errors that recur,
 * and whether those that were repaired stay away.
 */
typedef struct _ReviewWatch ReviewWatch;

ReviewWatch *review_watch_new (ReviewService *service, gint64 first, gint64 every);
void review_watch_free (ReviewWatch *self);

G_END_DECLS
