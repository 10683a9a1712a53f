/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The call for what the day begins with. */
#pragma once

#include "review-client.h"
#include "review-today.h"

G_BEGIN_DECLS

void review_client_get_today_async (ReviewClient *self, REVIEW_CALL_TAIL);

REVIEW_CLIENT_FINISH (today, ReviewToday, review_today_type)

G_END_DECLS
