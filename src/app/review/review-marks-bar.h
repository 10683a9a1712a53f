/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_MARKS_BAR (review_marks_bar_get_type ())
G_DECLARE_FINAL_TYPE (ReviewMarksBar, review_marks_bar, REVIEW, MARKS_BAR, AdwBin)

void review_marks_bar_bind (ReviewMarksBar *self, ReviewSession *session);

G_END_DECLS
