/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_GAPS_VIEW (review_gaps_view_get_type ())
/* What no clause covers, and how a proposed clause becomes one. */
G_DECLARE_FINAL_TYPE (ReviewGapsView, review_gaps_view, REVIEW, GAPS_VIEW, AdwBin)

void review_gaps_view_bind (ReviewGapsView *self, ReviewSession *session);
void review_gaps_view_take_focus (ReviewGapsView *self);

G_END_DECLS
