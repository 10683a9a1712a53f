/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REVIEW_TYPE_STEP_MARKS (review_step_marks_get_type ())
G_DECLARE_FINAL_TYPE (ReviewStepMarks, review_step_marks, REVIEW, STEP_MARKS, GtkWidget)

GtkWidget *review_step_marks_new (ReviewSession *session, const ReviewStep *step);
gint64 review_step_marks_get_step (ReviewStepMarks *self);

G_END_DECLS
