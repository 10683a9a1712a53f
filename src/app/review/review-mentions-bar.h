/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_MENTIONS_BAR (review_mentions_bar_get_type ())
G_DECLARE_FINAL_TYPE (ReviewMentionsBar, review_mentions_bar, REVIEW, MENTIONS_BAR, AdwBin)

void review_mentions_bar_bind (ReviewMentionsBar *self, ReviewSession *session);
void review_mentions_bar_take_focus (ReviewMentionsBar *self);

G_END_DECLS
