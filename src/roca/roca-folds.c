/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which rows a fold model sees: groups are dealt to parts by the seed, never split. */
#define G_LOG_DOMAIN "review-roca"
#include "roca-folds.h"

static void
shuffle (GPtrArray *names, GRand *rand)
{
  for (guint i = names->len; i > 1; i--)
    {
      guint j = (guint) g_rand_int_range (rand, 0, (gint32) i);
      gpointer swap = names->pdata[i - 1];

      names->pdata[i - 1] = names->pdata[j];
      names->pdata[j] = swap;
    }
}

/**
 * roca_folds_deal:
 * @n_parts: parts to deal to
 * @outer: (nullable): an earlier deal of the same rows
 * @except: rows of this part of @outer are left out
 * @seed: decides who goes where
 *
 * Deals the groups out, those with a positive row and those without apart, so that each part has
 * its share of both.
 *
 * Returns: (transfer full): the part of each row, ROCA_NO_FOLD for those left out
 */
guint *
roca_folds_deal (
    const RocaMatrix *matrix, guint n_parts, const guint *outer, guint except, guint32 seed)
{
  g_autoptr (GHashTable) kind = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) part_of = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GPtrArray) negative = g_ptr_array_new ();
  g_autoptr (GPtrArray) positive = g_ptr_array_new ();
  GPtrArray *names[2] = { negative, positive };
  guint *parts = g_new (guint, MAX (matrix->ids->len, 1));
  guint next = 0;

  for (guint i = 0; i < matrix->ids->len; i++)
    if (outer == NULL || outer[i] != except)
      {
        gpointer group = matrix->groups->pdata[i];
        int before = GPOINTER_TO_INT (g_hash_table_lookup (kind, group));

        g_hash_table_insert (
            kind, group, GINT_TO_POINTER (MAX (before, roca_matrix_get_positive (matrix, i) + 1)));
      }
  for (guint i = 0; i < matrix->ids->len; i++)
    {
      gpointer group = matrix->groups->pdata[i];

      if (g_hash_table_contains (kind, group) && g_hash_table_add (part_of, group))
        g_ptr_array_add (names[GPOINTER_TO_INT (g_hash_table_lookup (kind, group)) - 1], group);
    }
  for (int k = 0; k < 2; k++)
    {
      shuffle (names[k], rand);
      for (guint i = 0; i < names[k]->len; i++)
        g_hash_table_insert (part_of, names[k]->pdata[i], GUINT_TO_POINTER (next++ % n_parts));
    }
  for (guint i = 0; i < matrix->ids->len; i++)
    parts[i] = outer == NULL || outer[i] != except
                   ? GPOINTER_TO_UINT (g_hash_table_lookup (part_of, matrix->groups->pdata[i]))
                   : ROCA_NO_FOLD;
  return parts;
}

static char *
name_row (const char *source, const char *id)
{
  return g_strconcat (source, "\n", id, NULL);
}

/**
 * roca_folds_keep:
 * @trained: (element-type RocaTrainedRow): rows that were dealt before
 * @n_parts: parts that they were dealt to
 * @seed: decides where the others go
 *
 * Rows of before stay in their part, so that the models of a part can be trained on and still have
 * never seen it; a new row goes where its group is, or where roca_folds_deal() puts it.
 *
 * Returns: (transfer full): the part of each row
 */
guint *
roca_folds_keep (const RocaMatrix *matrix, GPtrArray *trained, guint n_parts, guint32 seed)
{
  g_autoptr (GHashTable) before = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) groups = g_hash_table_new (g_str_hash, g_str_equal);
  guint *parts = roca_folds_deal (matrix, n_parts, NULL, 0, seed);
  gpointer part;

  for (guint i = 0; i < trained->len; i++)
    {
      const RocaTrainedRow *row = trained->pdata[i];

      g_hash_table_insert (before, name_row (row->source, row->id), GUINT_TO_POINTER (row->fold));
    }
  for (guint i = 0; i < matrix->ids->len; i++)
    {
      g_autofree char *name = name_row (matrix->sources->pdata[i], matrix->ids->pdata[i]);

      if (g_hash_table_lookup_extended (before, name, NULL, &part))
        g_hash_table_insert (groups, matrix->groups->pdata[i], part);
    }
  for (guint i = 0; i < matrix->ids->len; i++)
    {
      g_autofree char *name = name_row (matrix->sources->pdata[i], matrix->ids->pdata[i]);

      if (g_hash_table_lookup_extended (before, name, NULL, &part)
          || g_hash_table_lookup_extended (groups, matrix->groups->pdata[i], NULL, &part))
        parts[i] = GPOINTER_TO_UINT (part);
    }
  return parts;
}

/**
 * roca_part_new:
 * @columns: (element-type guint): the columns to copy
 *
 * Returns: (transfer full): no rows; clear with roca_part_clear()
 */
RocaPart
roca_part_new (GArray *columns)
{
  return (RocaPart){ g_array_new (FALSE, FALSE, sizeof (float)),
                     g_array_new (FALSE, FALSE, sizeof (float)),
                     g_array_new (FALSE, FALSE, sizeof (guint)), g_array_ref (columns) };
}

void
roca_part_clear (RocaPart *part)
{
  g_array_unref (part->values);
  g_array_unref (part->labels);
  g_array_unref (part->index);
  g_array_unref (part->columns);
}

/**
 * roca_part_add:
 *
 * Copies @row of @matrix.
 */
void
roca_part_add (RocaPart *part, const RocaMatrix *matrix, guint row)
{
  float label = roca_matrix_get_positive (matrix, row) ? 1 : 0;
  const float *values = roca_matrix_get_row (matrix, row);

  for (guint i = 0; i < part->columns->len; i++)
    g_array_append_val (part->values, values[g_array_index (part->columns, guint, i)]);
  g_array_append_val (part->labels, label);
  g_array_append_val (part->index, row);
}

/**
 * roca_part_rows:
 *
 * Returns: the rows as XGBoost reads them, borrowed until the next roca_part_add()
 */
RocaRows
roca_part_rows (const RocaPart *part)
{
  return (RocaRows){ (const float *) (void *) part->values->data,
                     (const float *) (void *) part->labels->data, part->index->len,
                     part->columns->len };
}
