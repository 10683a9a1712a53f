/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_WAVE_VIEW (review_wave_view_get_type ())
G_DECLARE_FINAL_TYPE (ReviewWaveView, review_wave_view, REVIEW, WAVE_VIEW, AdwBin)

void review_wave_view_bind (ReviewWaveView *self, ReviewSession *session);

G_END_DECLS
