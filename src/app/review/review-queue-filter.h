/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_QUEUE_FILTER (review_queue_filter_get_type ())
G_DECLARE_FINAL_TYPE (ReviewQueueFilter, review_queue_filter, REVIEW, QUEUE_FILTER, AdwBin)

void review_queue_filter_bind (ReviewQueueFilter *self, ReviewSession *session);
void review_queue_filter_take_focus (ReviewQueueFilter *self);

G_END_DECLS
