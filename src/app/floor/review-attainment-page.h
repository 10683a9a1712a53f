/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_ATTAINMENT_PAGE (review_attainment_page_get_type ())
G_DECLARE_FINAL_TYPE (ReviewAttainmentPage, review_attainment_page, REVIEW, ATTAINMENT_PAGE, AdwBin)

void review_attainment_page_bind (ReviewAttainmentPage *self, ReviewSession *session);
void review_attainment_page_show (ReviewAttainmentPage *self);
void review_attainment_page_take_focus (ReviewAttainmentPage *self);

G_END_DECLS
