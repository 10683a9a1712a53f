/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-aside.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_MENTION_LIST (review_mention_list_get_type ())
G_DECLARE_FINAL_TYPE (ReviewMentionList, review_mention_list, REVIEW, MENTION_LIST, AdwBin)

void review_mention_list_bind (ReviewMentionList *self, GtkTextView *text, ReviewAside *aside);

G_END_DECLS
