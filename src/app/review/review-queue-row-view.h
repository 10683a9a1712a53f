/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_QUEUE_ROW_VIEW (review_queue_row_view_get_type ())
G_DECLARE_FINAL_TYPE (ReviewQueueRowView, review_queue_row_view, REVIEW, QUEUE_ROW_VIEW, GtkWidget)

GtkWidget *review_queue_row_view_new (void);
gboolean review_queue_row_view_set_band (ReviewQueueRowView *self, int band, gint64 count);
void review_queue_row_view_show (ReviewQueueRowView *self,
                                 ReviewSession *session,
                                 const ReviewQueueRow *row);
char *review_queue_row_view_dup_name (ReviewSession *session,
                                      const ReviewQueueRow *row,
                                      int band,
                                      gint64 count);

G_END_DECLS
