/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-evidence-pane.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_RELATED_PANE (review_related_pane_get_type ())
G_DECLARE_FINAL_TYPE (
    ReviewRelatedPane, review_related_pane, REVIEW, RELATED_PANE, ReviewEvidencePane)

G_END_DECLS
