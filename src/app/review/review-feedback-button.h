/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_FEEDBACK_BUTTON (review_feedback_button_get_type ())
G_DECLARE_FINAL_TYPE (ReviewFeedbackButton, review_feedback_button, REVIEW, FEEDBACK_BUTTON, AdwBin)

void review_feedback_button_open (ReviewFeedbackButton *self);
void review_feedback_button_bind (ReviewFeedbackButton *self, ReviewSession *session);

G_END_DECLS
