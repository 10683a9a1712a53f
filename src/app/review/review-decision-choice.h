/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REVIEW_TYPE_DECISION_CHOICE (review_decision_choice_get_type ())
G_DECLARE_FINAL_TYPE (
    ReviewDecisionChoice, review_decision_choice, REVIEW, DECISION_CHOICE, GtkWidget)

void review_decision_choice_set_session (ReviewDecisionChoice *self, ReviewSession *session);
void review_decision_choice_open_reasons (ReviewDecisionChoice *self);
gboolean review_decision_choice_choose_option (ReviewDecisionChoice *self, guint position);
gboolean review_decision_choice_focus_field (ReviewDecisionChoice *self, const char *field);

G_END_DECLS
