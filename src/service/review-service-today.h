/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files behind the Today page share. */
#pragma once

#include "review-service.h"
#include "review-store-today.h"

G_BEGIN_DECLS

/* Who may take what, and is at work (review-service-standing.c) */
GPtrArray *review_service_list_able (ReviewTx *tx, GError **error);
GPtrArray *review_service_forecast (ReviewService *self, ReviewTx *tx, GError **error);

G_END_DECLS
