/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_PAGE (review_page_get_type ())
G_DECLARE_FINAL_TYPE (ReviewPage, review_page, REVIEW, PAGE, AdwBin)

void review_page_bind (ReviewPage *self, ReviewSession *session, GSettings *settings);
void review_page_save (ReviewPage *self);
gboolean review_page_can (ReviewPage *self, const char *action);
gboolean review_page_can_take_next (ReviewPage *self);
void review_page_take_next (ReviewPage *self);
void review_page_go_to (ReviewPage *self, const char *place);
void review_page_take_focus (ReviewPage *self);

G_END_DECLS
