/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_HOUSE_VIEW (review_house_view_get_type ())
G_DECLARE_FINAL_TYPE (ReviewHouseView, review_house_view, REVIEW, HOUSE_VIEW, AdwBin)

void review_house_view_bind (ReviewHouseView *self, ReviewSession *session);

G_END_DECLS
