/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-report.h"
#include "review-scorecard.h"
#include "review-session.h"

G_BEGIN_DECLS

ReviewReport *review_score_report_new (ReviewSession *session,
                                       const ReviewScorecard *card,
                                       const char *case_type);

G_END_DECLS
