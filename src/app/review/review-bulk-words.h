/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-bulk-board.h"
#include "review-session.h"

G_BEGIN_DECLS

char *review_bulk_words_title (int kind, guint n, const char *name);
char *review_bulk_words_plan (const ReviewBulk *plan);
char *review_bulk_words_outcome (const ReviewBulk *act);
char *review_bulk_words_left_alone (const ReviewBulkItem *item);
char *review_bulk_words_room (const ReviewPerson *person);
char *review_bulk_words_error (int code, const char *field);

G_END_DECLS
