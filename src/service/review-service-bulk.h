/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-service-private.h"

G_BEGIN_DECLS

gboolean review_service_run_bulk (ReviewService *self, GError **error);

G_END_DECLS
