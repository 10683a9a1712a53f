/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

/* One command to another system: what it is, how far it has come and why, and what a person who sees
 * to them may do about it. */
#define REVIEW_TYPE_EFFECT_VIEW (review_effect_view_get_type ())
G_DECLARE_FINAL_TYPE (ReviewEffectView, review_effect_view, REVIEW, EFFECT_VIEW, AdwBin)

GtkWidget *review_effect_view_new (ReviewSession *session);
void review_effect_view_show (ReviewEffectView *self,
                              const ReviewEffect *effect,
                              const char *case_name,
                              gboolean own);
const char *review_effect_view_get_id (ReviewEffectView *self);

G_END_DECLS
