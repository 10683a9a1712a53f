/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_STATE_PAGE (review_state_page_get_type ())
G_DECLARE_FINAL_TYPE (ReviewStatePage, review_state_page, REVIEW, STATE_PAGE, AdwBin)

void review_state_page_bind (ReviewStatePage *self, ReviewSession *session);

G_END_DECLS
