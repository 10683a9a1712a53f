/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_REVEAL_BUTTON (review_reveal_button_get_type ())
G_DECLARE_FINAL_TYPE (ReviewRevealButton, review_reveal_button, REVIEW, REVEAL_BUTTON, AdwBin)

GtkWidget *review_reveal_button_new (ReviewSession *session,
                                     const char *evidence,
                                     const char *field,
                                     const char *name);
gboolean review_reveal_button_choose (ReviewRevealButton *self, guint position);

G_END_DECLS
