/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-side-page.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_WAVES_PAGE (review_waves_page_get_type ())
G_DECLARE_FINAL_TYPE (ReviewWavesPage, review_waves_page, REVIEW, WAVES_PAGE, ReviewSidePage)

G_END_DECLS
