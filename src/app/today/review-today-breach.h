/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_TODAY_BREACH (review_today_breach_get_type ())
G_DECLARE_FINAL_TYPE (ReviewTodayBreach, review_today_breach, REVIEW, TODAY_BREACH, AdwBin)

void review_today_breach_bind (ReviewTodayBreach *self, ReviewSession *session);
void review_today_breach_show (ReviewTodayBreach *self, const ReviewToday *page, gboolean moved);

G_END_DECLS
