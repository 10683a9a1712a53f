/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The call about root causes. */
#pragma once

#include "review-cause.h"
#include "review-client.h"

G_BEGIN_DECLS

void review_client_get_causes_async (ReviewClient *self, const char *case_type, REVIEW_CALL_TAIL);

REVIEW_CLIENT_FINISH (causes, ReviewCauseCounts, review_cause_counts_type)

G_END_DECLS
