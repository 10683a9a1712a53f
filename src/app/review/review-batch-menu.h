/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_BATCH_MENU (review_batch_menu_get_type ())
G_DECLARE_FINAL_TYPE (ReviewBatchMenu, review_batch_menu, REVIEW, BATCH_MENU, AdwBin)

void review_batch_menu_bind (ReviewBatchMenu *self, ReviewSession *session, GSettings *settings);

G_END_DECLS
