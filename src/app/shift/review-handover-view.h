/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_HANDOVER_VIEW (review_handover_view_get_type ())
G_DECLARE_FINAL_TYPE (ReviewHandoverView, review_handover_view, REVIEW, HANDOVER_VIEW, AdwBin)

void review_handover_view_bind (ReviewHandoverView *self, ReviewSession *session);
void review_handover_view_show (ReviewHandoverView *self, const ReviewHandover *handover);
const ReviewHandover *review_handover_view_get (ReviewHandoverView *self);

G_END_DECLS
