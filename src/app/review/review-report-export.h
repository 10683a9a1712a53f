/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "review-report.h"
#include "review-session.h"

G_BEGIN_DECLS

/* Where a document comes from: asked of the server, then put into words. */
typedef struct
{
  void (*fetch) (ReviewSession *session, GAsyncReadyCallback callback, gpointer user_data);
  ReviewReport *(*finish) (ReviewSession *session, GAsyncResult *result, GError **error);
} ReviewReportSource;

void review_report_export_from (GtkWidget *widget,
                                ReviewSession *session,
                                const char *name,
                                const ReviewReportSource *source);
void review_report_export (GtkWidget *widget, ReviewSession *session);

G_END_DECLS
