/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_SHIFT_CONTROL (review_shift_control_get_type ())
G_DECLARE_FINAL_TYPE (ReviewShiftControl, review_shift_control, REVIEW, SHIFT_CONTROL, AdwBin)

void review_shift_control_bind (ReviewShiftControl *self, ReviewSession *session);

G_END_DECLS
