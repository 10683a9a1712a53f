/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REVIEW_TYPE_DECISION_FORM (review_decision_form_get_type ())
G_DECLARE_FINAL_TYPE (ReviewDecisionForm, review_decision_form, REVIEW, DECISION_FORM, GtkWidget)

void review_decision_form_set_session (ReviewDecisionForm *self, ReviewSession *session);
void review_decision_form_save (ReviewDecisionForm *self);
void review_decision_form_open_reasons (ReviewDecisionForm *self);
void review_decision_form_open_root_cause (ReviewDecisionForm *self);
void review_decision_form_open_annotation (ReviewDecisionForm *self);
gboolean review_decision_form_choose_option (ReviewDecisionForm *self, guint position);
gboolean review_decision_form_focus_field (ReviewDecisionForm *self, const char *field);
void review_decision_form_insert_evidence (ReviewDecisionForm *self, const char *label);

G_END_DECLS
