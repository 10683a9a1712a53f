/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Attributes made into conditions: a text as it is, a number by its quarters and halves. The edges
 * are of the cases alone; errors have no say in them. */
#define G_LOG_DOMAIN "review-radar"
#include "radar-lattice.h"

#include <math.h>
#include <stdlib.h>

#include "radar-count.h"
#include "radar-table-private.h"

#define FEW_VALUES 5 /* a number with no more values than this is taken value by value */

static void
literal_free (gpointer data)
{
  RadarLiteral *self = data;

  g_clear_pointer (&self->condition, radar_condition_free);
  g_free (self->set);
  g_free (self);
}

static RadarLiteral *
literal_new (const RadarLattice *lattice,
             const RadarTable *table,
             guint column,
             RadarCondition *condition)
{
  RadarLiteral *self = g_new0 (RadarLiteral, 1);

  self->column = column;
  self->condition = condition;
  self->set = radar_bits_new (lattice->n);
  for (guint i = 0; i < lattice->n; i++)
    if (condition == NULL || radar_table_meets (table, lattice->rows[i], condition))
      RADAR_BITS_ADD (self->set, i);
  self->n = radar_bits_count (self->set, lattice->words);
  return self;
}

/* What a maker of conditions works on. */
typedef struct
{
  RadarLattice *lattice;
  const RadarTable *table;
  guint number; /* of the column */
  const RadarColumn *column;
  guint min_cases;
  guint min_errors;
} Maker;

/* Takes the condition. One that nearly all or nearly none meet divides nothing. */
static void
add_literal (const Maker *m, RadarCondition *condition)
{
  RadarLattice *lattice = m->lattice;
  RadarLiteral *literal = literal_new (lattice, m->table, m->number, condition);

  if (m->column->of_error)
    {
      literal->n = radar_bits_and (literal->set, literal->set, lattice->errors, lattice->words);
      if (literal->n >= m->min_errors)
        g_ptr_array_add (lattice->targets, literal);
      else
        literal_free (literal);
    }
  else if (literal->n >= m->min_cases && lattice->n - literal->n >= m->min_cases)
    g_ptr_array_add (lattice->literals, literal);
  else
    literal_free (literal);
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* The column's values in the period, in order. */
static GArray *
list_values (const Maker *m)
{
  GArray *values = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < m->lattice->n; i++)
    {
      double value = radar_column_get (m->column, m->lattice->rows[i]);

      if (!isnan (value))
        g_array_append_val (values, value);
    }
  g_array_sort (values, compare_numbers);
  return values;
}

static GArray *
list_distinct (GArray *values)
{
  GArray *distinct = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < values->len && distinct->len <= FEW_VALUES; i++)
    {
      double value = g_array_index (values, double, i);

      if (distinct->len == 0 || g_array_index (distinct, double, distinct->len - 1) < value)
        g_array_append_val (distinct, value);
    }
  return distinct;
}

/* @edges: the lower end of each range but the first, which is open. */
static void
add_ranges (const Maker *m, const double *edges, guint n)
{
  for (guint i = 0; i <= n; i++)
    add_literal (m, radar_condition_new_range (m->column->name, i > 0 ? edges[i - 1] : -INFINITY,
                                               i < n ? edges[i] : INFINITY));
}

static void
add_numbers (const Maker *m)
{
  g_autoptr (GArray) values = list_values (m);
  g_autoptr (GArray) distinct = list_distinct (values);
  double edges[3];
  guint n = 0;

  if (distinct->len < 2)
    return;
  if (distinct->len <= FEW_VALUES)
    {
      add_ranges (m, &g_array_index (distinct, double, 1), distinct->len - 1);
      return;
    }
  for (guint i = 1; i < 4; i++)
    {
      double edge = g_array_index (values, double, (gsize) values->len *i / 4);

      if (edge > g_array_index (values, double, 0) && (n == 0 || edge > edges[n - 1]))
        edges[n++] = edge;
    }
  add_ranges (m, edges, n);
  if (n == 3)
    add_ranges (m, &edges[1], 1);
}

static void
add_column (const Maker *m)
{
  guint known = 0;

  for (guint i = 0; i < m->lattice->n; i++)
    known += isnan (radar_column_get (m->column, m->lattice->rows[i])) ? 0 : 1;
  if (m->column->numeric)
    add_numbers (m);
  for (guint i = 0; i < m->column->texts->len; i++)
    add_literal (m, radar_condition_new_text (m->column->name, m->column->texts->pdata[i]));
  if (known > 0 && !m->column->of_error)
    add_literal (m, radar_condition_new_missing (m->column->name));
}

/**
 * radar_lattice_new:
 * @since: µs
 * @until: µs; exclusive
 * @min_cases: conditions that fewer meet, or that fewer do not, are left out
 * @min_errors: the same of conditions on errors
 *
 * Returns: (transfer full): the cases and conditions of the period
 */
RadarLattice *
radar_lattice_new (const RadarTable *table,
                   RadarKind kind,
                   gint64 since,
                   gint64 until,
                   guint min_cases,
                   guint min_errors)
{
  RadarLattice *self = g_new0 (RadarLattice, 1);
  RadarLiteral *all;

  self->rows = radar_rows (table, kind, since, until, &self->n);
  self->words = RADAR_WORDS (self->n);
  self->errors = radar_bits_new (self->n);
  for (guint i = 0; i < self->n; i++)
    if (radar_table_is_error (table, self->rows[i], kind))
      RADAR_BITS_ADD (self->errors, i);
  self->n_errors = radar_bits_count (self->errors, self->words);
  self->literals = g_ptr_array_new_with_free_func (literal_free);
  self->targets = g_ptr_array_new_with_free_func (literal_free);
  all = literal_new (self, table, G_MAXUINT, NULL);
  all->n = radar_bits_and (all->set, all->set, self->errors, self->words);
  g_ptr_array_add (self->targets, all);
  for (guint i = 0; i < table->columns->len; i++)
    add_column (&(Maker){ self, table, i, table->columns->pdata[i], min_cases, min_errors });
  return self;
}

void
radar_lattice_free (RadarLattice *self)
{
  g_free (self->rows);
  g_free (self->errors);
  g_ptr_array_unref (self->literals);
  g_ptr_array_unref (self->targets);
  g_free (self);
}
