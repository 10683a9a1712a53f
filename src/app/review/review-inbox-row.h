/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "review-item.h"
#include "review-session.h"

G_BEGIN_DECLS

/* What a row of a list above the queue says of its case. */
typedef struct
{
  const char *work_item; /* tells that a row is still of the same */
  const char *case_type;
  const char *display_id;
  const char *text; /* the second line */
  gint64 until;     /* µs UTC; 0: no clock */
  gboolean coloured;
} ReviewInboxRow;

GtkWidget *review_inbox_row_new (ReviewSession *session, gpointer item, const ReviewInboxRow *what);
void review_inbox_rows_bind (GtkListBox *list,
                             GListModel *model,
                             GtkListBoxCreateWidgetFunc make,
                             gpointer user_data);
gconstpointer review_inbox_row_get_record (GtkListBoxRow *row);

G_END_DECLS
