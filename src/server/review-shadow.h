/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-service.h"

G_BEGIN_DECLS

/**
 * ReviewShadow:
 * Lets models in shadow read what the live ones assessed. Of one thread.
 */
typedef struct _ReviewShadow ReviewShadow;

ReviewShadow *review_shadow_new (ReviewService *service);
void review_shadow_free (ReviewShadow *self);
gboolean review_shadow_turn (ReviewShadow *self, guint *ret_read, GError **error);

G_END_DECLS
