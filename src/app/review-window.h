/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-application.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_WINDOW (review_window_get_type ())
G_DECLARE_FINAL_TYPE (ReviewWindow, review_window, REVIEW, WINDOW, AdwApplicationWindow)

ReviewWindow *review_window_new (ReviewApplication *app);
void review_window_bind (ReviewWindow *self, ReviewSession *session, GSettings *settings);
void review_window_take_next (ReviewWindow *self);
void review_window_save (ReviewWindow *self);

G_END_DECLS
