/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_DECISION_BAR (review_decision_bar_get_type ())
G_DECLARE_FINAL_TYPE (ReviewDecisionBar, review_decision_bar, REVIEW, DECISION_BAR, AdwBin)

void review_decision_bar_bind (ReviewDecisionBar *self, ReviewSession *session);
void review_decision_bar_open_root_cause (ReviewDecisionBar *self);
void review_decision_bar_choose_option (ReviewDecisionBar *self, guint n);
void review_decision_bar_save (ReviewDecisionBar *self);

G_END_DECLS
