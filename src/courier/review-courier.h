/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-core.h"
#include "review-service.h"

G_BEGIN_DECLS

/**
 * ReviewCourier:
 * Takes commands from the service to a core system and its answers back, one at a time, in a thread
 * of its own or turn by turn. What it knows is in the store: it may be killed anywhere.
 */
typedef struct _ReviewCourier ReviewCourier;

ReviewCourier *review_courier_new (ReviewService *service, const ReviewCore *core);
void review_courier_free (ReviewCourier *self);
void review_courier_start (ReviewCourier *self);
gint64 review_courier_turn (ReviewCourier *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReviewCourier, review_courier_free)

G_END_DECLS
