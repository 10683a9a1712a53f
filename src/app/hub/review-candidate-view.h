/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_CANDIDATE_VIEW (review_candidate_view_get_type ())
G_DECLARE_FINAL_TYPE (ReviewCandidateView, review_candidate_view, REVIEW, CANDIDATE_VIEW, AdwBin)

void review_candidate_view_bind (ReviewCandidateView *self, ReviewSession *session);

G_END_DECLS
