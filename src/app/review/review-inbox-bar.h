/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_INBOX_BAR (review_inbox_bar_get_type ())
G_DECLARE_FINAL_TYPE (ReviewInboxBar, review_inbox_bar, REVIEW, INBOX_BAR, AdwBin)

void review_inbox_bar_take_focus (ReviewInboxBar *self);
void review_inbox_bar_bind (ReviewInboxBar *self, ReviewSession *session);

G_END_DECLS
