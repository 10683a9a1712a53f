/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tones: the few meanings that may be coloured, each as one style class. */
#define G_LOG_DOMAIN "review-widgets"
#include "review-tone.h"

G_DEFINE_ENUM_TYPE (ReviewTone,
                    review_tone,
                    G_DEFINE_ENUM_VALUE (REVIEW_TONE_NEUTRAL, "neutral"),
                    G_DEFINE_ENUM_VALUE (REVIEW_TONE_ACCENT, "accent"),
                    G_DEFINE_ENUM_VALUE (REVIEW_TONE_SUCCESS, "success"),
                    G_DEFINE_ENUM_VALUE (REVIEW_TONE_WARNING, "warning"),
                    G_DEFINE_ENUM_VALUE (REVIEW_TONE_ERROR, "error"))

static const char *const classes[] = { "tone-neutral", "tone-accent", "tone-success",
                                       "tone-warning", "tone-error" };

/**
 * review_tone_apply:
 *
 * Gives @widget the style class of @tone and takes the other tones' classes away.
 */
void
review_tone_apply (GtkWidget *widget, ReviewTone tone)
{
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      if (i == (guint) tone)
        gtk_widget_add_css_class (widget, classes[i]);
      else
        gtk_widget_remove_css_class (widget, classes[i]);
    }
}
