/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REVIEW_TYPE_THRESHOLD_HANDLE (review_threshold_handle_get_type ())
G_DECLARE_FINAL_TYPE (
    ReviewThresholdHandle, review_threshold_handle, REVIEW, THRESHOLD_HANDLE, GtkWidget)

GtkWidget *review_threshold_handle_new (void);
void review_threshold_handle_set (ReviewThresholdHandle *self,
                                  double value,
                                  const char *name,
                                  const char *text);
double review_threshold_handle_get_value (ReviewThresholdHandle *self);

G_END_DECLS
