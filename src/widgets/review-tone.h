/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a colour means. Every use of a tone also carries a word or a sign. */
typedef enum
{
  REVIEW_TONE_NEUTRAL,
  REVIEW_TONE_ACCENT,
  REVIEW_TONE_SUCCESS,
  REVIEW_TONE_WARNING,
  REVIEW_TONE_ERROR
} ReviewTone;

#define REVIEW_TYPE_TONE (review_tone_get_type ())
GType review_tone_get_type (void);

void review_tone_apply (GtkWidget *widget, ReviewTone tone);

G_END_DECLS
