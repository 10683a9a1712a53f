/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-side-page.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_ATTAINMENT_PAGE (review_attainment_page_get_type ())
G_DECLARE_FINAL_TYPE (
    ReviewAttainmentPage, review_attainment_page, REVIEW, ATTAINMENT_PAGE, ReviewSidePage)

G_END_DECLS
