/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_WAITING_BAR (review_waiting_bar_get_type ())
G_DECLARE_FINAL_TYPE (ReviewWaitingBar, review_waiting_bar, REVIEW, WAITING_BAR, AdwBin)

void review_waiting_bar_take_focus (ReviewWaitingBar *self);
void review_waiting_bar_bind (ReviewWaitingBar *self, ReviewSession *session);

G_END_DECLS
