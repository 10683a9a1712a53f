/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labelled cases with their attributes, and which conditions they meet. */
#define G_LOG_DOMAIN "review-radar"
#include "radar-table-private.h"

#include <math.h>
#include <string.h>

static RadarColumn *
column_new (const char *name)
{
  RadarColumn *self = g_new0 (RadarColumn, 1);

  self->name = g_strdup (name);
  self->numbers = g_array_new (FALSE, FALSE, sizeof (double));
  self->texts = g_ptr_array_new_with_free_func (g_free);
  self->known = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

static void
column_free (gpointer data)
{
  RadarColumn *self = data;

  g_free (self->name);
  g_array_unref (self->numbers);
  g_hash_table_unref (self->known);
  g_ptr_array_unref (self->texts);
  g_free (self);
}

double
radar_column_get (const RadarColumn *self, guint row)
{
  return row < self->numbers->len ? g_array_index (self->numbers, double, row) : NAN;
}

static void
column_set (RadarColumn *self, guint row, double value)
{
  const double missing = NAN;

  while (self->numbers->len <= row)
    g_array_append_val (self->numbers, missing);
  g_array_index (self->numbers, double, row) = value;
}

RadarTable *
radar_table_new (void)
{
  RadarTable *self = g_new0 (RadarTable, 1);

  self->cases = g_array_new (FALSE, FALSE, sizeof (RadarCase));
  self->names = g_string_chunk_new (4096);
  self->columns = g_ptr_array_new_with_free_func (column_free);
  self->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
radar_table_free (RadarTable *self)
{
  g_array_unref (self->cases);
  g_string_chunk_free (self->names);
  g_hash_table_unref (self->by_name);
  g_ptr_array_unref (self->columns);
  g_free (self);
}

/**
 * radar_table_add:
 *
 * Returns: the row of the case, for its attributes
 */
guint
radar_table_add (RadarTable *self, const RadarCase *one)
{
  RadarCase copy = *one;

  if (copy.cluster != NULL)
    copy.cluster = g_string_chunk_insert_const (self->names, copy.cluster);
  g_array_append_val (self->cases, copy);
  return self->cases->len - 1;
}

guint
radar_table_get_n (const RadarTable *self)
{
  return self->cases->len;
}

/**
 * radar_table_get:
 *
 * Returns: (transfer none): valid until the next case is added
 */
const RadarCase *
radar_table_get (const RadarTable *self, guint row)
{
  return &g_array_index (self->cases, RadarCase, row);
}

static RadarColumn *
get_column (RadarTable *self, const char *attribute)
{
  RadarColumn *column = g_hash_table_lookup (self->by_name, attribute);

  if (column == NULL)
    {
      column = column_new (attribute);
      g_ptr_array_add (self->columns, column);
      g_hash_table_insert (self->by_name, column->name, column);
    }
  return column;
}

/**
 * radar_table_set_text:
 * @value: (nullable): %NULL leaves it missing
 */
void
radar_table_set_text (RadarTable *self, guint row, const char *attribute, const char *value)
{
  RadarColumn *column = get_column (self, attribute);
  guint known;

  if (value == NULL || column->numeric)
    return;
  known = GPOINTER_TO_UINT (g_hash_table_lookup (column->known, value));
  if (known == 0)
    {
      g_ptr_array_add (column->texts, g_strdup (value));
      known = column->texts->len;
      g_hash_table_insert (column->known, column->texts->pdata[known - 1],
                           GUINT_TO_POINTER (known));
    }
  column_set (column, row, known - 1);
}

/**
 * radar_table_set_number:
 * @value: NaN leaves it missing
 */
void
radar_table_set_number (RadarTable *self, guint row, const char *attribute, double value)
{
  RadarColumn *column = get_column (self, attribute);

  if (column->texts->len > 0)
    return;
  column->numeric = TRUE;
  column_set (column, row, value);
}

/**
 * radar_table_set_of_error:
 *
 * Says that only errors carry the attribute.
 */
void
radar_table_set_of_error (RadarTable *self, const char *attribute)
{
  get_column (self, attribute)->of_error = TRUE;
}

gboolean
radar_table_is_of_error (const RadarTable *self, const char *attribute)
{
  const RadarColumn *column = g_hash_table_lookup (self->by_name, attribute);

  return column != NULL && column->of_error;
}

/**
 * radar_table_is_asked:
 *
 * Returns: whether ROCA said of the case what can be an error of @kind
 */
gboolean
radar_table_is_asked (const RadarTable *self, guint row, RadarKind kind)
{
  return radar_table_get (self, row)->blocks == (kind == RADAR_FP);
}

gboolean
radar_table_is_error (const RadarTable *self, guint row, RadarKind kind)
{
  const RadarCase *one = radar_table_get (self, row);

  return one->blocks == (kind == RADAR_FP) && one->positive == (kind == RADAR_FN);
}

/**
 * radar_table_meets:
 *
 * Returns: whether the case meets the condition; an attribute that no case has is missing in all
 */
gboolean
radar_table_meets (const RadarTable *self, guint row, const RadarCondition *condition)
{
  const RadarColumn *column = g_hash_table_lookup (self->by_name, condition->attribute);
  double value = column != NULL ? radar_column_get (column, row) : NAN;

  if (condition->missing)
    return isnan (value);
  if (isnan (value) || column->numeric != (condition->equals == NULL))
    return FALSE;
  if (condition->equals != NULL)
    return strcmp (column->texts->pdata[(guint) value], condition->equals) == 0;
  return value >= condition->low && value < condition->high;
}

/**
 * radar_table_meets_all:
 * @conditions: (element-type RadarCondition)
 * @of_error: also those on attributes that only errors carry
 */
gboolean
radar_table_meets_all (const RadarTable *self, guint row, GPtrArray *conditions, gboolean of_error)
{
  for (guint i = 0; i < conditions->len; i++)
    {
      const RadarCondition *condition = conditions->pdata[i];

      if ((of_error || !radar_table_is_of_error (self, condition->attribute))
          && !radar_table_meets (self, row, condition))
        return FALSE;
    }
  return TRUE;
}

static RadarCondition *
condition_new (const char *attribute)
{
  RadarCondition *self = g_new0 (RadarCondition, 1);

  self->attribute = g_strdup (attribute);
  self->low = -INFINITY;
  self->high = INFINITY;
  return self;
}

RadarCondition *
radar_condition_new_text (const char *attribute, const char *value)
{
  RadarCondition *self = condition_new (attribute);

  self->equals = g_strdup (value);
  return self;
}

/**
 * radar_condition_new_range:
 * @low: -INFINITY: open
 * @high: INFINITY: open
 */
RadarCondition *
radar_condition_new_range (const char *attribute, double low, double high)
{
  RadarCondition *self = condition_new (attribute);

  self->low = low;
  self->high = high;
  return self;
}

RadarCondition *
radar_condition_new_missing (const char *attribute)
{
  RadarCondition *self = condition_new (attribute);

  self->missing = TRUE;
  return self;
}

RadarCondition *
radar_condition_copy (const RadarCondition *self)
{
  RadarCondition *copy = g_memdup2 (self, sizeof *self);

  copy->attribute = g_strdup (self->attribute);
  copy->equals = g_strdup (self->equals);
  return copy;
}

void
radar_condition_free (RadarCondition *self)
{
  g_free (self->attribute);
  g_free (self->equals);
  g_free (self);
}

/**
 * radar_conditions_new:
 *
 * Returns: (transfer full) (element-type RadarCondition): an empty list that owns its conditions
 */
GPtrArray *
radar_conditions_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) radar_condition_free);
}
