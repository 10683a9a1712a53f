/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ReviewShown: the case that a widget shows: the one on the desk, or another one while nobody sees
 * the widget: the next case, so that it is drawn as soon as it is wanted. */
#pragma once

#include "review-desk.h"

G_BEGIN_DECLS

/**
 * ReviewShown:
 *
 * Signals:
 * - "changed": another case, or other news of it
 */
#define REVIEW_TYPE_SHOWN (review_shown_get_type ())
G_DECLARE_FINAL_TYPE (ReviewShown, review_shown, REVIEW, SHOWN, GObject)

ReviewShown *review_shown_new (ReviewDesk *desk);
const ReviewCaseView *review_shown_get_view (ReviewShown *self);
const ReviewAssessment *review_shown_get_assessment (ReviewShown *self);
void review_shown_look_at (ReviewShown *self, const ReviewCaseView *view);
void review_shown_stay (ReviewShown *self);
void review_shown_follow (ReviewShown *self);

G_END_DECLS
