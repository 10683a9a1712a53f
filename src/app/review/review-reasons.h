/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_REASONS (review_reasons_get_type ())
G_DECLARE_FINAL_TYPE (ReviewReasons, review_reasons, REVIEW, REASONS, AdwBin)

GtkWidget *review_reasons_new (ReviewSession *session, gboolean follow);
void review_reasons_mark (ReviewReasons *self, int mark);
gboolean review_reasons_get_ready (ReviewReasons *self, const ReviewCaseView *view);
gboolean review_reasons_shows (ReviewReasons *self, const ReviewCaseView *view);
void review_reasons_follow (ReviewReasons *self, gboolean follow);

G_END_DECLS
