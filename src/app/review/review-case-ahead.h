/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-evidence-card.h"
#include "review-twin.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_CASE_AHEAD (review_case_ahead_get_type ())
G_DECLARE_FINAL_TYPE (ReviewCaseAhead, review_case_ahead, REVIEW, CASE_AHEAD, GObject)

ReviewCaseAhead *
review_case_ahead_new (ReviewSession *session, ReviewTwin *reasons, ReviewEvidenceCard *evidence);

G_END_DECLS
