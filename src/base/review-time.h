/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Times are gint64 microseconds since 1970-01-01 UTC; 0 stands for "no time". */
char *review_time_format (gint64 time);
gboolean review_time_parse (const char *text, gint64 *ret_time);
gboolean review_time_is_zone (const char *zone);

/* What a clock on a wall says, and which moment that is. */
typedef enum
{
  REVIEW_WALL_EARLIER, /* of two moments that it may mean, when clocks are set back, the first */
  REVIEW_WALL_LATER
} ReviewWallChoice;

gboolean review_time_parse_wall (const char *text,
                                 const char *zone,
                                 ReviewWallChoice choice,
                                 gint64 *ret_time);

G_END_DECLS
