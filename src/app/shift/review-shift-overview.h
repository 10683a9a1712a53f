/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_SHIFT_OVERVIEW (review_shift_overview_get_type ())
G_DECLARE_FINAL_TYPE (ReviewShiftOverview, review_shift_overview, REVIEW, SHIFT_OVERVIEW, AdwBin)

void review_shift_overview_bind (ReviewShiftOverview *self, ReviewSession *session);

G_END_DECLS
