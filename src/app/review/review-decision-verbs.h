/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REVIEW_TYPE_DECISION_VERBS (review_decision_verbs_get_type ())
G_DECLARE_FINAL_TYPE (ReviewDecisionVerbs, review_decision_verbs, REVIEW, DECISION_VERBS, GtkWidget)

void review_decision_verbs_set_session (ReviewDecisionVerbs *self, ReviewSession *session);
void review_decision_verbs_set_leaving (ReviewDecisionVerbs *self, ReviewDeskAction leaving);

G_END_DECLS
