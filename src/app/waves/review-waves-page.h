/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_WAVES_PAGE (review_waves_page_get_type ())
G_DECLARE_FINAL_TYPE (ReviewWavesPage, review_waves_page, REVIEW, WAVES_PAGE, AdwBin)

void review_waves_page_bind (ReviewWavesPage *self, ReviewSession *session);
void review_waves_page_show (ReviewWavesPage *self);
void review_waves_page_take_focus (ReviewWavesPage *self);

G_END_DECLS
