/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_EFFECTS_BAR (review_effects_bar_get_type ())
G_DECLARE_FINAL_TYPE (ReviewEffectsBar, review_effects_bar, REVIEW, EFFECTS_BAR, AdwBin)

void review_effects_bar_take_focus (ReviewEffectsBar *self);
void review_effects_bar_bind (ReviewEffectsBar *self, ReviewSession *session);

G_END_DECLS
