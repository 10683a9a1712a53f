/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of a file's values are counted over earlier rows, and in which slot of the tally: values
 * that ask the same share one, and a share is the quotient of two. */
#define G_LOG_DOMAIN "review-ingest"
#include "review-counts.h"

#include <math.h>

#include "review-codec.h"
#include "review-time.h"

typedef struct
{
  guint n;                       /* in the tally */
  const ReviewMappingValue *key; /* (unowned) (nullable): NULL: every row */
  const ReviewMappingValue *at;  /* (unowned) (nullable): NULL: rows have no time */
  char *signature;               /* (owned): equal for slots that count the same */
} Slot;

struct _ReviewCounts
{
  ReviewTally *tally; /* (unowned) */
  GPtrArray *slots;   /* (owned) (element-type Slot) */
  GHashTable *parts;  /* (owned): ReviewMappingValue → Slot that counts its key */
  GHashTable *wholes; /* (owned): ReviewMappingValue → Slot that counts every row */
};

static void
slot_free (gpointer data)
{
  Slot *slot = data;

  g_free (slot->signature);
  g_free (slot);
}

void
review_counts_free (ReviewCounts *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->slots);
  g_hash_table_unref (self->parts);
  g_hash_table_unref (self->wholes);
  g_free (self);
}

/* What is compared: everything of the value that says which text a row holds. */
static char *
make_signature (const ReviewMappingValue *key, const ReviewMappingValue *at, const char *window)
{
  g_autoptr (ReviewMappingValue) bare = review_record_new (&review_mapping_value_type);
  g_autofree char *json = NULL;

  if (key != NULL)
    {
      bare->column = g_strdup (key->column);
      bare->columns = g_strdupv (key->columns);
      bare->lower = key->lower;
      bare->of = key->of != NULL ? review_record_ref (key->of) : NULL;
    }
  json = review_encode (bare);
  return g_strdup_printf ("%p %s %d %s", (gconstpointer) at, window, key != NULL, json);
}

static Slot *
get_slot (ReviewCounts *self,
          const ReviewMappingValue *key,
          const ReviewMappingValue *at,
          const char *window)
{
  g_autofree char *signature = make_signature (key, at, window);
  gint64 length = 0;
  Slot *slot;

  for (guint i = 0; i < self->slots->len; i++)
    if (g_str_equal (((Slot *) self->slots->pdata[i])->signature, signature))
      return self->slots->pdata[i];
  review_mapping_parse_window (window, &length);
  slot = g_new (Slot, 1);
  *slot =
      (Slot){ review_tally_add_slot (self->tally, length), key, at, g_steal_pointer (&signature) };
  g_ptr_array_add (self->slots, slot);
  return slot;
}

/**
 * review_counts_new:
 * @mapping: must outlive the result
 * @file: one of its files
 * @tally: receives the slots; must outlive the result
 *
 * Returns: (transfer full): what is counted of @file's rows
 */
ReviewCounts *
review_counts_new (const ReviewMapping *mapping, const ReviewMappingFile *file, ReviewTally *tally)
{
  ReviewCounts *self = g_new0 (ReviewCounts, 1);
  g_autoptr (GPtrArray) places = review_mapping_list_values (mapping, file);

  self->tally = tally;
  self->slots = g_ptr_array_new_with_free_func (slot_free);
  self->parts = g_hash_table_new (NULL, NULL);
  self->wholes = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < places->len; i++)
    {
      const ReviewMappingPlace *place = places->pdata[i];
      ReviewMappingValue *v = (ReviewMappingValue *) place->value;

      if (!review_mapping_op_counts (v->op))
        continue;
      g_hash_table_insert (self->parts, v, get_slot (self, v, place->at, v->window));
      if (v->op == REVIEW_MAP_SHARE_BY)
        g_hash_table_insert (self->wholes, v, get_slot (self, NULL, place->at, v->window));
    }
  return self;
}

/**
 * review_counts_is_empty:
 *
 * Returns: whether nothing is counted of the file's rows
 */
gboolean
review_counts_is_empty (const ReviewCounts *self)
{
  return self->slots->len == 0;
}

/* Whether the row has a time, where one is asked for. */
static gboolean
read_time (const ReviewMappingValue *at, const ReviewMappingRow *row, gint64 *ret_time)
{
  g_autofree char *text = NULL;
  const char *column;

  *ret_time = 0;
  if (at == NULL)
    return TRUE;
  return review_mapping_value_make (at, row, &text, &column, NULL) && text != NULL
         && review_time_parse (text, ret_time);
}

/**
 * review_counts_stage:
 * @row: a row that is right
 * @file: index into the import's files
 * @line: where @row begins in it
 *
 * Hands to the tally what the row holds. A row without the key is not counted, one without a time
 * neither, where rows have times.
 */
gboolean
review_counts_stage (
    const ReviewCounts *self, const ReviewMappingRow *row, int file, gint64 line, GError **error)
{
  for (guint i = 0; i < self->slots->len; i++)
    {
      const Slot *slot = self->slots->pdata[i];
      g_autofree char *key =
          slot->key != NULL ? review_mapping_value_dup_key (slot->key, row) : g_strdup ("");
      gint64 at;

      if (key != NULL && read_time (slot->at, row, &at)
          && !review_tally_add (self->tally, slot->n, key, at, file, line, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * review_counts_get:
 * @value: one of the file's values that are counted
 * @file: index into the import's files
 * @line: of the row; the tally is settled
 *
 * Returns: the number of earlier rows, or their share; NaN when the row has no key or no time, or
 *   when there is no earlier row to take a share of
 */
double
review_counts_get (const ReviewCounts *self, const ReviewMappingValue *value, int file, gint64 line)
{
  const Slot *part = g_hash_table_lookup (self->parts, value);
  const Slot *whole = g_hash_table_lookup (self->wholes, value);
  gint64 n = part != NULL ? review_tally_get (self->tally, part->n, file, line) : -1;
  gint64 all = whole != NULL ? review_tally_get (self->tally, whole->n, file, line) : 1;

  return n >= 0 && all > 0 ? (double) n / (double) all : NAN;
}
