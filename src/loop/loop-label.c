/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The labels of a floor. The queue is labelled whole and everything else by lot, so each label keeps
 * its stream and the probability with which it came. */
#define G_LOG_DOMAIN "review-loop"
#include "loop-label.h"

LoopLabels *
loop_labels_new (void)
{
  LoopLabels *self = g_new (LoopLabels, 1);

  self->items = g_array_new (FALSE, FALSE, sizeof (LoopLabel));
  self->places = g_hash_table_new (NULL, NULL);
  return self;
}

/**
 * loop_labels_put:
 * @label: replaces what was known of the case. What comes to light later corrects the word of who
 *   looked, and leaves with what chance they did
 */
void
loop_labels_put (LoopLabels *self, const LoopLabel *label)
{
  gpointer place;
  LoopLabel *known;

  if (!g_hash_table_lookup_extended (self->places, GUINT_TO_POINTER (label->row), NULL, &place))
    {
      g_hash_table_insert (self->places, GUINT_TO_POINTER (label->row),
                           GUINT_TO_POINTER (self->items->len));
      g_array_append_val (self->items, *label);
      return;
    }
  known = &g_array_index (self->items, LoopLabel, GPOINTER_TO_UINT (place));
  known->positive = label->positive;
  known->confirmed = label->confirmed;
  if (known->stream == LOOP_STREAM_ASSUMED)
    known->stream = label->stream;
}

/* What ROCA would have said at the time, of the @i th label. */
void
loop_labels_set_verdict (LoopLabels *self, guint i, int verdict)
{
  g_array_index (self->items, LoopLabel, i).verdict = verdict;
}

/**
 * loop_labels_find:
 *
 * Returns: (transfer none) (nullable): what is known of the case of @row
 */
const LoopLabel *
loop_labels_find (const LoopLabels *self, guint row)
{
  gpointer place;

  if (!g_hash_table_lookup_extended (self->places, GUINT_TO_POINTER (row), NULL, &place))
    return NULL;
  return loop_labels_get (self, GPOINTER_TO_UINT (place));
}

guint
loop_labels_get_n (const LoopLabels *self)
{
  return self->items->len;
}

const LoopLabel *
loop_labels_get (const LoopLabels *self, guint i)
{
  return &g_array_index (self->items, LoopLabel, i);
}

void
loop_labels_free (LoopLabels *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->items);
  g_hash_table_unref (self->places);
  g_free (self);
}
