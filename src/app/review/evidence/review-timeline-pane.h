/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-evidence-pane.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_TIMELINE_PANE (review_timeline_pane_get_type ())
G_DECLARE_FINAL_TYPE (
    ReviewTimelinePane, review_timeline_pane, REVIEW, TIMELINE_PANE, ReviewEvidencePane)

G_END_DECLS
