/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-side-page.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_HUB_PAGE (review_hub_page_get_type ())
G_DECLARE_FINAL_TYPE (ReviewHubPage, review_hub_page, REVIEW, HUB_PAGE, ReviewSidePage)

G_END_DECLS
