/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calls about commands to other systems. */
#define G_LOG_DOMAIN "review-client"
#include "review-client-effects.h"

#include "review-client-private.h"

/** review_client_get_effects_async: ends with review_client_finish_effect_list(). */
void
review_client_get_effects_async (ReviewClient *self, REVIEW_CALL_TAIL)
{
  review_call_get (self, g_strdup ("/v1/effects"), &review_effect_list_type,
                   review_client_get_effects_async, cancellable, callback, user_data);
}

/** review_client_retry_effect_async: ends with review_client_finish_effect(). */
void
review_client_retry_effect_async (
    ReviewClient *self, const char *effect, gint64 version, const char *key, REVIEW_CALL_TAIL)
{
  review_call_post (self, review_call_path ("/v1/effects/", effect, "/retry"), NULL, version, key,
                    &review_effect_type, review_client_retry_effect_async, cancellable, callback,
                    user_data);
}

/** review_client_confirm_effect_async: by hand; ends with review_client_finish_effect(). */
void
review_client_confirm_effect_async (ReviewClient *self,
                                    const char *effect,
                                    gint64 version,
                                    const ReviewEffectAct *act,
                                    const char *key,
                                    REVIEW_CALL_TAIL)
{
  review_call_post (self, review_call_path ("/v1/effects/", effect, "/confirm"), act, version, key,
                    &review_effect_type, review_client_confirm_effect_async, cancellable, callback,
                    user_data);
}
