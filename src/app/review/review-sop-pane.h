/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReviewSopPane:
 *
 * Actions:
 * - `sop.toggle-language`: English, 中文, both, and round again
 * - `sop.language` (s): "en", "zh-CN" or "both"
 * - `sop.flag-gap` (x): flags that no clause covers the step
 * - `sop.search`: to the search field
 * - `sop.version` (s): shows an older version; "": the one in force
 * - `sop.draft` (x): writes a clause for the gap of the step
 * - `sop.withdraw` (s): takes one's own proposal back
 */
#define REVIEW_TYPE_SOP_PANE (review_sop_pane_get_type ())
G_DECLARE_FINAL_TYPE (ReviewSopPane, review_sop_pane, REVIEW, SOP_PANE, GtkWidget)

GtkWidget *review_sop_pane_new (ReviewSession *session);
void review_sop_pane_bind (ReviewSopPane *self, ReviewSession *session, GSettings *settings);
void review_sop_pane_show_clause (ReviewSopPane *self, const char *clause_id);
void review_sop_pane_focus_step (ReviewSopPane *self, gint64 n);
void review_sop_pane_focus_feature (ReviewSopPane *self, const char *feature);
gint64 review_sop_pane_get_gap_step (ReviewSopPane *self);
void review_sop_pane_save (ReviewSopPane *self);

G_END_DECLS
