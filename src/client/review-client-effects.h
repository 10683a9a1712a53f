/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-client.h"

G_BEGIN_DECLS

void review_client_get_effects_async (ReviewClient *self, REVIEW_CALL_TAIL);
void review_client_retry_effect_async (
    ReviewClient *self, const char *effect, gint64 version, const char *key, REVIEW_CALL_TAIL);
void review_client_confirm_effect_async (ReviewClient *self,
                                         const char *effect,
                                         gint64 version,
                                         const ReviewEffectAct *act,
                                         const char *key,
                                         REVIEW_CALL_TAIL);

REVIEW_CLIENT_FINISH (effect_list, ReviewEffectList, review_effect_list_type)
REVIEW_CLIENT_FINISH (effect, ReviewEffect, review_effect_type)

G_END_DECLS
