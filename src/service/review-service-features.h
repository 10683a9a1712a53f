/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Features that are asked for, because none carries the fact that decides. */
#pragma once

#include "review-pattern.h"
#include "review-service.h"

G_BEGIN_DECLS

ReviewPattern *review_service_request_feature (ReviewService *self,
                                               const ReviewCall *call,
                                               const char *pattern,
                                               const ReviewPatternActRequest *request,
                                               GError **error);
ReviewPattern *review_service_answer_feature (ReviewService *self,
                                              const ReviewCall *call,
                                              const char *pattern,
                                              const ReviewFeatureAnswer *body,
                                              GError **error);

G_END_DECLS
