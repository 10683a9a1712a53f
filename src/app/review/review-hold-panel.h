/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REVIEW_TYPE_HOLD_PANEL (review_hold_panel_get_type ())
G_DECLARE_FINAL_TYPE (ReviewHoldPanel, review_hold_panel, REVIEW, HOLD_PANEL, GtkWidget)

void review_hold_panel_set_session (ReviewHoldPanel *self, ReviewSession *session);
gboolean review_hold_panel_choose (ReviewHoldPanel *self, guint position);
void review_hold_panel_focus_note (ReviewHoldPanel *self);
char *review_hold_panel_dup_unmet (ReviewHoldPanel *self);
void review_hold_panel_send (ReviewHoldPanel *self, gboolean then_next);

G_END_DECLS
