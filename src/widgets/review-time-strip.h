/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Something that happened: at a time, µs UTC, of a kind that has a lane of its own. */
typedef struct
{
  gint64 at;
  guint lane; /* from 0 */
} ReviewTimeMark;

/**
 * ReviewTimeStrip:
 *
 * A strip of time with a mark for everything that happened, and a part of it that is looked at. A
 * drag, or the keys, choose another part.
 *
 * Signal "range-changed": the part that is looked at is another
 */
#define REVIEW_TYPE_TIME_STRIP (review_time_strip_get_type ())
G_DECLARE_FINAL_TYPE (ReviewTimeStrip, review_time_strip, REVIEW, TIME_STRIP, GtkWidget)

void review_time_strip_set_marks (ReviewTimeStrip *self,
                                  const ReviewTimeMark *marks,
                                  gsize n,
                                  guint lanes);
void review_time_strip_set_range (ReviewTimeStrip *self, gint64 from, gint64 to);
gboolean review_time_strip_get_range (ReviewTimeStrip *self, gint64 *ret_from, gint64 *ret_to);
void review_time_strip_zoom (ReviewTimeStrip *self, double factor);
void review_time_strip_pan (ReviewTimeStrip *self, double share);

G_END_DECLS
