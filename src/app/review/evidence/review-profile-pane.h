/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-evidence-pane.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_PROFILE_PANE (review_profile_pane_get_type ())
G_DECLARE_FINAL_TYPE (
    ReviewProfilePane, review_profile_pane, REVIEW, PROFILE_PANE, ReviewEvidencePane)

int review_profile_pane_count (const ReviewCaseView *view);

G_END_DECLS
