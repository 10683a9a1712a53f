/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-scorecard.h"
#include "review-session.h"
#include "review-sheet.h"

G_BEGIN_DECLS

/* Each is (transfer full). @slice is of all cases of the card. */
ReviewSheet *review_score_sheet_scopes (const ReviewScoreSlice *slice);
ReviewSheet *review_score_sheet_scopes_small (const ReviewScoreSlice *slice);
ReviewSheet *review_score_sheet_claims (const ReviewScoreSlice *slice);
ReviewSheet *review_score_sheet_matrix (const ReviewScoreSlice *slice);
ReviewSheet *
review_score_sheet_by (ReviewSession *session, const ReviewScorecard *card, int dimension);
ReviewSheet *review_score_sheet_money (const ReviewScorecard *card);
ReviewSheet *review_score_sheet_people (const ReviewScorecard *card);
ReviewSheet *review_score_sheet_drift (ReviewSession *session, const ReviewScorecard *card);
ReviewSheet *
review_score_sheet_time (ReviewSession *session, const ReviewScorecard *card, const char *type);
ReviewSheet *review_score_sheet_overturned (const ReviewScorecard *card);

G_END_DECLS
