/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_PATTERNS_VIEW (review_patterns_view_get_type ())
/* Recurring errors of ROCA: what there is, the one that is looked at, and what is done about it. */
G_DECLARE_FINAL_TYPE (ReviewPatternsView, review_patterns_view, REVIEW, PATTERNS_VIEW, AdwBin)

void review_patterns_view_bind (ReviewPatternsView *self, ReviewSession *session);
void review_patterns_view_take_focus (ReviewPatternsView *self);

G_END_DECLS
