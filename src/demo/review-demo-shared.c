/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one case of a wave shares with the others, what a home has to itself, and customers who come
 * again. Drawn beside the case's own stream, so that it changes no other draw. */
#define G_LOG_DOMAIN "review-demo"
#include <string.h>

#include "review-demo-private.h"

#define TRIES 24 /* earlier cases that are looked at for one of the same market */

/* Begins a stream for @what of this case; of its wave, where @wave says so. */
void
review_demo_begin_side (const Making *self, Random *side, const char *what, gboolean wave)
{
  g_autofree char *stream =
      g_strconcat (wave ? self->scenario->id : self->intake->type, " ", what, NULL);

  review_demo_random_init (side, self->options->seed, stream,
                           wave ? self->index / 40 : self->index);
}

/* One device of a model: "Pixel 9 · 3f2a91c4". */
char *
review_demo_mark_device (Random *side, const char *model)
{
  return g_strdup_printf ("%s · %08x", model, (guint) (bits (side) & 0xffffffffu));
}

/* The address of a home, from the net kept for documentation (RFC 3849). */
char *
review_demo_draw_home_ip (Random *side)
{
  guint a = (guint) (bits (side) & 0xffffu), b = (guint) (bits (side) & 0xffffu);

  return g_strdup_printf ("2001:db8:%x:%x::%x", a, b, between (side, 2, 0xfff));
}

/* Some who have a case now had one before, in the same market: their customer is that one's. */
void
review_demo_come_again (Making *self)
{
  const ReviewDemoOptions *options = self->options;

  if (self->history || self->index % 6 != 2 || options->history == 0)
    return;
  for (guint k = 0; k < TRIES; k++)
    {
      guint index = (self->index * 37u + k * 101u) % options->history;
      g_autoptr (ReviewDemoCase) before = review_demo_make (options, self->intake->type, index);

      if (g_strcmp0 (before->intake->market, self->intake->market) != 0)
        continue;
      g_free (self->intake->subject->external_id);
      self->intake->subject->external_id = g_strdup (before->intake->subject->external_id);
      return;
    }
}
