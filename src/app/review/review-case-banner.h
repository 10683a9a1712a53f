/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-banner.h"
#include "review-session.h"

G_BEGIN_DECLS

void review_case_banner_show (ReviewBanner *banner, ReviewSession *session);
void review_case_banner_show_session (ReviewBanner *banner, ReviewSession *session);

G_END_DECLS
