/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_UNDO_BAR (review_undo_bar_get_type ())
G_DECLARE_FINAL_TYPE (ReviewUndoBar, review_undo_bar, REVIEW, UNDO_BAR, AdwBin)

void review_undo_bar_bind (ReviewUndoBar *self, ReviewSession *session);

G_END_DECLS
