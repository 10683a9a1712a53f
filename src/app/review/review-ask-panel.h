/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REVIEW_TYPE_ASK_PANEL (review_ask_panel_get_type ())
G_DECLARE_FINAL_TYPE (ReviewAskPanel, review_ask_panel, REVIEW, ASK_PANEL, GtkWidget)

void review_ask_panel_set_session (ReviewAskPanel *self, ReviewSession *session);
gboolean review_ask_panel_choose (ReviewAskPanel *self, guint position);
void review_ask_panel_focus_note (ReviewAskPanel *self);
char *review_ask_panel_dup_unmet (ReviewAskPanel *self);
void review_ask_panel_send (ReviewAskPanel *self, gboolean then_next);

G_END_DECLS
