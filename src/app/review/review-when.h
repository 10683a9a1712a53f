/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-chips.h"

G_BEGIN_DECLS

#define REVIEW_WHEN_TOMORROW "tomorrow" /* 09:00 of the next day */
#define REVIEW_WHEN_OTHER    "other"    /* a time that is typed */

/* A time at which a case comes back, as a chip offers it. */
typedef struct
{
  const char *id;
  const char *text; /* to be translated */
  gint64 after;     /* µs; 0: REVIEW_WHEN_TOMORROW or REVIEW_WHEN_OTHER */
} ReviewWhen;

void review_when_fill (ReviewChips *chips, const ReviewWhen *choices, gsize n);
gint64 review_when_find (
    const ReviewWhen *choices, gsize n, const char *chosen, const char *typed, gint64 now);

G_END_DECLS
