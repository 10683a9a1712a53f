/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_LOOK_WINDOW (review_look_window_get_type ())
G_DECLARE_FINAL_TYPE (ReviewLookWindow, review_look_window, REVIEW, LOOK_WINDOW, AdwWindow)

ReviewLookWindow *
review_look_window_open (GtkWindow *parent, ReviewSession *session, const char *case_id);

G_END_DECLS
