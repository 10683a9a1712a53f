/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReviewTabStrip:
 *
 * A row of tabs that is one stop for Tab; the arrow keys choose. It scrolls where it is narrow.
 *
 * - "selected": string (nullable, read-only, explicit notify): id of the chosen tab
 */
#define REVIEW_TYPE_TAB_STRIP (review_tab_strip_get_type ())
G_DECLARE_FINAL_TYPE (ReviewTabStrip, review_tab_strip, REVIEW, TAB_STRIP, GtkWidget)

void review_tab_strip_append (ReviewTabStrip *self, const char *id, const char *title);
void review_tab_strip_set_shown (ReviewTabStrip *self, const char *id, gboolean shown);
void review_tab_strip_set_count (ReviewTabStrip *self, const char *id, int count);
void review_tab_strip_set_panel (ReviewTabStrip *self, const char *id, GtkWidget *panel);
gboolean review_tab_strip_select (ReviewTabStrip *self, const char *id);
const char *review_tab_strip_get_selected (ReviewTabStrip *self);
void review_tab_strip_move (ReviewTabStrip *self, int step);

G_END_DECLS
