/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-routes.h"

gpointer review_planted_handle (const ReviewApiRoute *route, ReviewExchange *x, GError **error);
