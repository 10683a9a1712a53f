/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-clock.h"

G_BEGIN_DECLS

/* 128 bits as 32 lower-case hex digits, plus the NUL. */
#define REVIEW_ID_LENGTH 32

char *review_id_new (const ReviewClock *clock);
gboolean review_id_is_valid (const char *id);
char *review_token_new (const ReviewClock *clock);

G_END_DECLS
