/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-report.h"
#include "review-session.h"

G_BEGIN_DECLS

ReviewReport *review_case_report_new (ReviewSession *session, const ReviewCaseView *view);

G_END_DECLS
