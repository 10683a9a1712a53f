/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReviewDecisionBar:
 *
 * Actions (each is off while it cannot be done):
 * - `decision.pass`, `decision.block`, `decision.escalate`: choose; a second time changes nothing
 * - `decision.ask`, `decision.hold`: ask the customer, hold, in the bar's place; `decision.back`:
 *   to the decision again
 * - `decision.option` (u, from 1): the nth option of what is asked next: way of blocking or
 *   recommendation, else one of the quick root causes; what to ask for; reason and time of a hold
 * - `decision.sound`, `decision.flawed`: the reasoning
 * - `decision.root-cause`: opens the root causes
 * - `decision.annotation`: shows the annotation and puts the focus there
 * - `decision.submit`: submits, asks or holds and takes the next case; with something unmet the focus goes there
 * - `decision.keep-mine`, `decision.take-other`: end a draft conflict
 */
#define REVIEW_TYPE_DECISION_BAR (review_decision_bar_get_type ())
G_DECLARE_FINAL_TYPE (ReviewDecisionBar, review_decision_bar, REVIEW, DECISION_BAR, GtkWidget)

GtkWidget *review_decision_bar_new (ReviewSession *session);
void review_decision_bar_bind (ReviewDecisionBar *self, ReviewSession *session);
void review_decision_bar_save (ReviewDecisionBar *self);
void review_decision_bar_open_root_cause (ReviewDecisionBar *self);
gboolean review_decision_bar_choose_option (ReviewDecisionBar *self, guint n);
void review_decision_bar_insert_evidence (ReviewDecisionBar *self, const char *label);

G_END_DECLS
