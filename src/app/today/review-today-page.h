/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-side-page.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_TODAY_PAGE (review_today_page_get_type ())
G_DECLARE_FINAL_TYPE (ReviewTodayPage, review_today_page, REVIEW, TODAY_PAGE, ReviewSidePage)

G_END_DECLS
