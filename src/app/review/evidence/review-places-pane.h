/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-evidence-pane.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_PLACES_PANE (review_places_pane_get_type ())
G_DECLARE_FINAL_TYPE (ReviewPlacesPane, review_places_pane, REVIEW, PLACES_PANE, ReviewEvidencePane)

G_END_DECLS
