/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_HUB_PAGE (review_hub_page_get_type ())
G_DECLARE_FINAL_TYPE (ReviewHubPage, review_hub_page, REVIEW, HUB_PAGE, AdwBin)

void review_hub_page_bind (ReviewHubPage *self, ReviewSession *session);
void review_hub_page_show (ReviewHubPage *self);
void review_hub_page_save (ReviewHubPage *self);
void review_hub_page_take_focus (ReviewHubPage *self);

G_END_DECLS
