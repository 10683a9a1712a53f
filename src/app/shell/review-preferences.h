/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define REVIEW_TYPE_PREFERENCES (review_preferences_get_type ())
G_DECLARE_FINAL_TYPE (ReviewPreferences, review_preferences, REVIEW, PREFERENCES, AdwWindow)

GtkWidget *review_preferences_new (GtkWindow *parent, GSettings *settings);
void review_preferences_move (GtkWindow *from, GtkWindow *to, GSettings *settings);

G_END_DECLS
