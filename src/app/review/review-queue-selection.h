/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "review-queue-marks.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_QUEUE_SELECTION (review_queue_selection_get_type ())
G_DECLARE_FINAL_TYPE (
    ReviewQueueSelection, review_queue_selection, REVIEW, QUEUE_SELECTION, GObject)

ReviewQueueSelection *review_queue_selection_new (ReviewQueue *queue, ReviewQueueMarks *marks);

G_END_DECLS
