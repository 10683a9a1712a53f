/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-tone.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_BANNER (review_banner_get_type ())
G_DECLARE_FINAL_TYPE (ReviewBanner, review_banner, REVIEW, BANNER, GtkWidget)

GtkWidget *review_banner_new (void);
void review_banner_show (ReviewBanner *self,
                         ReviewTone tone,
                         const char *icon_name,
                         const char *message,
                         const char *button,
                         const char *action_name);
void review_banner_hide (ReviewBanner *self);
gboolean review_banner_get_revealed (ReviewBanner *self);
const char *review_banner_get_message (ReviewBanner *self);

G_END_DECLS
