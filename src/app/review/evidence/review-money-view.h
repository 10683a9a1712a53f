/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_MONEY_VIEW (review_money_view_get_type ())
G_DECLARE_FINAL_TYPE (ReviewMoneyView, review_money_view, REVIEW, MONEY_VIEW, AdwBin)

void
review_money_view_set (ReviewMoneyView *self, ReviewSession *session, const ReviewCaseView *view);
void review_money_view_select_evidence (ReviewMoneyView *self, const ReviewEvidence *evidence);

G_END_DECLS
