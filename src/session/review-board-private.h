/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For the kinds of boards. */
#pragma once

#include "review-board.h"
#include "review-feed.h"

G_BEGIN_DECLS

struct _ReviewBoard
{
  GObject parent_instance;
  ReviewFeed feed;
  char *error_field; /* (owned) (nullable) */
  int error_code;
};

void review_board_tell (ReviewBoard *self);
void review_board_set_error (ReviewBoard *self, const GError *error);

G_END_DECLS
