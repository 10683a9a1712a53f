/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-attainment.h"
#include "review-client.h"
#include "review-reopening.h"

G_BEGIN_DECLS

void review_client_get_attainment_async (ReviewClient *self, guint days, REVIEW_CALL_TAIL);
void review_client_get_overturns_async (ReviewClient *self, REVIEW_CALL_TAIL);

REVIEW_CLIENT_FINISH (attainment, ReviewAttainment, review_attainment_type)
REVIEW_CLIENT_FINISH (overturns, ReviewOverturnRates, review_overturn_rates_type)

G_END_DECLS
