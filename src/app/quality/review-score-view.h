/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_SCORE_VIEW (review_score_view_get_type ())
/* The scorecard: how good ROCA, what it decides alone, and the whole are. */
G_DECLARE_FINAL_TYPE (ReviewScoreView, review_score_view, REVIEW, SCORE_VIEW, AdwBin)

void review_score_view_bind (ReviewScoreView *self, ReviewSession *session);
void review_score_view_take_focus (ReviewScoreView *self);

G_END_DECLS
