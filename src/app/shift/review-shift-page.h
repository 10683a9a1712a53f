/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-side-page.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_SHIFT_PAGE (review_shift_page_get_type ())
G_DECLARE_FINAL_TYPE (ReviewShiftPage, review_shift_page, REVIEW, SHIFT_PAGE, ReviewSidePage)

/* Screen state: which place of the page is shown. */
#define REVIEW_SHIFT_PLACE "shift/place"

G_END_DECLS
