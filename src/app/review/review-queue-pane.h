/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_QUEUE_PANE (review_queue_pane_get_type ())
G_DECLARE_FINAL_TYPE (ReviewQueuePane, review_queue_pane, REVIEW, QUEUE_PANE, AdwBin)

void review_queue_pane_bind (ReviewQueuePane *self, ReviewSession *session);
void review_queue_pane_move (ReviewQueuePane *self, int step);
void review_queue_pane_search (ReviewQueuePane *self);
void review_queue_pane_go_to (ReviewQueuePane *self, const char *place);
void review_queue_pane_save (ReviewQueuePane *self);

G_END_DECLS
