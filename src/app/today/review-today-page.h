/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_TODAY_PAGE (review_today_page_get_type ())
G_DECLARE_FINAL_TYPE (ReviewTodayPage, review_today_page, REVIEW, TODAY_PAGE, AdwBin)

void review_today_page_bind (ReviewTodayPage *self, ReviewSession *session);
void review_today_page_set_shown (ReviewTodayPage *self, gboolean shown);
void review_today_page_take_focus (ReviewTodayPage *self);

G_END_DECLS
