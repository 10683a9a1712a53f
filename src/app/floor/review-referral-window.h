/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_REFERRAL_WINDOW (review_referral_window_get_type ())
G_DECLARE_FINAL_TYPE (
    ReviewReferralWindow, review_referral_window, REVIEW, REFERRAL_WINDOW, AdwWindow)

gboolean review_referral_window_is_for (ReviewSession *session);
void review_referral_window_present (GtkWindow *parent, ReviewSession *session);

G_END_DECLS
