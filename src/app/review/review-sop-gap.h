/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "review-assessment.h"
#include "review-session.h"
#include "review-sop-clause.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_SOP_GAP (review_sop_gap_get_type ())
G_DECLARE_FINAL_TYPE (ReviewSopGap, review_sop_gap, REVIEW, SOP_GAP, GtkBox)

GtkWidget *review_sop_gap_new (const ReviewStep *step, ReviewSopLanguages languages);
gint64 review_sop_gap_get_step (ReviewSopGap *self);
void review_sop_gap_set_current (ReviewSopGap *self, gboolean current);
void review_sop_gap_set_flagged (ReviewSopGap *self, const char *root_cause);
void review_sop_gap_show_drafts (ReviewSopGap *self, ReviewSopDrafts *drafts);

G_END_DECLS
