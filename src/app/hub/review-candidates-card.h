/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_CANDIDATES_CARD (review_candidates_card_get_type ())
G_DECLARE_FINAL_TYPE (ReviewCandidatesCard, review_candidates_card, REVIEW, CANDIDATES_CARD, AdwBin)

void review_candidates_card_bind (ReviewCandidatesCard *self, ReviewSession *session);

G_END_DECLS
