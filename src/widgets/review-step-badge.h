/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REVIEW_TYPE_STEP_BADGE (review_step_badge_get_type ())
G_DECLARE_FINAL_TYPE (ReviewStepBadge, review_step_badge, REVIEW, STEP_BADGE, GtkWidget)

GtkWidget *review_step_badge_new (guint number);
guint review_step_badge_get_number (ReviewStepBadge *self);

G_END_DECLS
