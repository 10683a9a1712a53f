/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define REVIEW_WAKE_MOST_DAYS 30 /* a hold does not reach further ahead */

gint64 review_wake_tomorrow (gint64 now, GTimeZone *zone);
gint64 review_wake_parse (const char *text, gint64 now, GTimeZone *zone);

G_END_DECLS
