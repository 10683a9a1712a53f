/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to this room. */
#pragma once

#include "review-service-private.h"

G_BEGIN_DECLS

void review_service_sample_more (ReviewService *service,
                                 const GPtrArray *patterns,
                                 ReviewAssessment *said,
                                 const ReviewIntake *values,
                                 double draw);

G_END_DECLS
