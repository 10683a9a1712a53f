/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-side-page.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_QUALITY_PAGE (review_quality_page_get_type ())
/* How good the work is: the scorecard first. */
G_DECLARE_FINAL_TYPE (ReviewQualityPage, review_quality_page, REVIEW, QUALITY_PAGE, ReviewSidePage)

G_END_DECLS
