/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows to train on or to evaluate, in memory and as the file that the training process reads. */
#define G_LOG_DOMAIN "review-roca"
#include "roca-matrix.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "review-error.h"
#include "roca-bytes.h"

#define MAX_ROWS    50000000
#define MAX_COLUMNS 10000

/**
 * roca_matrix_new:
 * @schema: its columns
 *
 * Returns: (transfer full): a matrix without rows
 */
RocaMatrix *
roca_matrix_new (const RocaSchema *schema)
{
  RocaMatrix *self = roca_matrix_new_empty (schema->case_type);

  for (guint i = 0; i < schema->columns->len; i++)
    {
      const RocaColumn *column = schema->columns->pdata[i];

      roca_matrix_add_column (self, column->id, column->version, column->monotone);
    }
  return self;
}

RocaMatrix *
roca_matrix_new_empty (const char *case_type)
{
  RocaMatrix *self = g_new0 (RocaMatrix, 1);

  self->case_type = g_strdup (case_type);
  self->columns = g_ptr_array_new_with_free_func (g_free);
  self->versions = g_array_new (FALSE, FALSE, sizeof (int));
  self->monotone = g_array_new (FALSE, FALSE, sizeof (int));
  self->sources = g_ptr_array_new_with_free_func (g_free);
  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->groups = g_ptr_array_new_with_free_func (g_free);
  self->positives = g_array_new (FALSE, FALSE, sizeof (guint8));
  self->values = g_array_new (FALSE, FALSE, sizeof (float));
  return self;
}

void
roca_matrix_free (RocaMatrix *self)
{
  if (self == NULL)
    return;
  g_free (self->case_type);
  g_ptr_array_unref (self->columns);
  g_array_unref (self->versions);
  g_array_unref (self->monotone);
  g_ptr_array_unref (self->sources);
  g_ptr_array_unref (self->ids);
  g_ptr_array_unref (self->groups);
  g_array_unref (self->positives);
  g_array_unref (self->values);
  g_free (self);
}

void
roca_matrix_add_column (RocaMatrix *self, const char *id, int version, int monotone)
{
  g_ptr_array_add (self->columns, g_strdup (id));
  g_array_append_val (self->versions, version);
  g_array_append_val (self->monotone, monotone);
}

/**
 * roca_to_float:
 *
 * Returns: @value as XGBoost takes it; NaN, missing, where it is no number that a float holds
 */
float
roca_to_float (double value)
{
  return fabs (value) <= (double) FLT_MAX ? (float) value : NAN;
}

/**
 * roca_matrix_add:
 *
 * As roca_matrix_add_from() for rows that have no source.
 */
void
roca_matrix_add (
    RocaMatrix *self, const char *id, const char *group, gboolean positive, const double *values)
{
  roca_matrix_add_from (self, NULL, id, group, positive, values);
}

/* A row alone is a group of its own: as its id, which another source may have given as well. */
static char *
make_group (const char *source, const char *id, const char *group)
{
  if (group != NULL && *group != '\0')
    return g_strdup (group);
  return *source != '\0' ? g_strdup_printf ("%s\n%s", source, id) : g_strdup (id);
}

/**
 * roca_matrix_add_from:
 * @source: (nullable): where @id comes from; two sources may give the same
 * @id: external id of the case
 * @group: (nullable): rows of one group stay in one fold; NULL: the row is alone
 * @values: one number per column, NaN is missing
 */
void
roca_matrix_add_from (RocaMatrix *self,
                      const char *source,
                      const char *id,
                      const char *group,
                      gboolean positive,
                      const double *values)
{
  guint8 label = positive ? 1 : 0;

  source = source != NULL ? source : "";
  g_ptr_array_add (self->sources, g_strdup (source));
  g_ptr_array_add (self->ids, g_strdup (id));
  g_ptr_array_add (self->groups, make_group (source, id, group));
  g_array_append_val (self->positives, label);
  for (guint i = 0; i < self->columns->len; i++)
    {
      float value = roca_to_float (values[i]);

      g_array_append_val (self->values, value);
    }
}

/**
 * roca_matrix_add_case:
 * @schema: the one the matrix was made with
 * @intake: a case with its truth; one without truth is left out
 * @as_of: see roca_extract()
 */
void
roca_matrix_add_case (RocaMatrix *self,
                      const RocaSchema *schema,
                      const ReviewIntake *intake,
                      gint64 as_of)
{
  g_autoptr (RocaFeatures) features = NULL;

  if (intake->truth == NULL)
    return;
  features = roca_extract (schema, intake, as_of);
  roca_matrix_add_from (self, intake->source, intake->external_id, intake->truth->cluster_id,
                        intake->truth->positive, roca_features_get_values (features));
}

guint
roca_matrix_get_n_rows (const RocaMatrix *self)
{
  return self->ids->len;
}

guint
roca_matrix_get_n_columns (const RocaMatrix *self)
{
  return self->columns->len;
}

const char *
roca_matrix_get_id (const RocaMatrix *self, guint row)
{
  return self->ids->pdata[row];
}

gboolean
roca_matrix_get_positive (const RocaMatrix *self, guint row)
{
  return g_array_index (self->positives, guint8, row) != 0;
}

const float *
roca_matrix_get_row (const RocaMatrix *self, guint row)
{
  return &g_array_index (self->values, float, (gsize) row * self->columns->len);
}

/* Copies @row of @from, which has the same columns. */
void
roca_matrix_add_row_of (RocaMatrix *self, const RocaMatrix *from, guint row)
{
  guint8 label = g_array_index (from->positives, guint8, row);

  g_ptr_array_add (self->sources, g_strdup (from->sources->pdata[row]));
  g_ptr_array_add (self->ids, g_strdup (from->ids->pdata[row]));
  g_ptr_array_add (self->groups, g_strdup (from->groups->pdata[row]));
  g_array_append_val (self->positives, label);
  g_array_append_vals (self->values, roca_matrix_get_row (from, row), from->columns->len);
}

static gboolean
is_telling (const RocaMatrix *self, guint column)
{
  for (guint i = 1; i < self->ids->len; i++)
    {
      float first = roca_matrix_get_row (self, 0)[column];
      float value = roca_matrix_get_row (self, i)[column];

      if (isnan (value) != isnan (first) || value < first || value > first)
        return TRUE;
    }
  return FALSE;
}

/**
 * roca_matrix_list_telling:
 *
 * Returns: (transfer full) (element-type guint): the columns that are not the same in all rows.
 *   Trees can do nothing with the others; left in, they would only take the place of columns that
 *   tell something when each tree draws its share of them.
 */
GArray *
roca_matrix_list_telling (const RocaMatrix *self)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->columns->len; i++)
    if (is_telling (self, i))
      g_array_append_val (columns, i);
  return columns;
}

/**
 * roca_matrix_to_bytes:
 *
 * Returns: (transfer full): the matrix as a sealed file
 */
GBytes *
roca_matrix_to_bytes (const RocaMatrix *self)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();

  roca_put_string (out, self->case_type);
  roca_put_int (out, self->columns->len);
  for (guint i = 0; i < self->columns->len; i++)
    {
      roca_put_string (out, self->columns->pdata[i]);
      roca_put_int (out, (guint64) g_array_index (self->versions, int, i));
      roca_put_int (out, (guint64) g_array_index (self->monotone, int, i));
    }
  roca_put_int (out, self->ids->len);
  for (guint i = 0; i < self->ids->len; i++)
    {
      roca_put_string (out, self->sources->pdata[i]);
      roca_put_string (out, self->ids->pdata[i]);
      roca_put_string (out, self->groups->pdata[i]);
      roca_put_int (out, g_array_index (self->positives, guint8, i));
      for (guint c = 0; c < self->columns->len; c++)
        roca_put_double (out, (double) roca_matrix_get_row (self, i)[c]);
    }
  return roca_seal (ROCA_BYTES_MATRIX, out);
}

static void
read_rows (RocaMatrix *self, RocaReader *reader)
{
  guint n = roca_get_count (reader, MAX_ROWS);
  g_autofree double *values = g_new (double, MAX (self->columns->len, 1));

  for (guint i = 0; i < n && !reader->failed; i++)
    {
      g_autofree char *source = roca_get_string (reader);
      g_autofree char *id = roca_get_string (reader);
      g_autofree char *group = roca_get_string (reader);
      gboolean positive = roca_get_int (reader) != 0;

      for (guint c = 0; c < self->columns->len; c++)
        values[c] = roca_get_double (reader);
      if (!reader->failed)
        roca_matrix_add_from (self, source, id, group, positive, values);
    }
}

/**
 * roca_matrix_from_bytes:
 * @bytes: from roca_matrix_to_bytes()
 *
 * Returns: (transfer full) (nullable): the matrix; REVIEW_ERROR_CORRUPT when damaged
 */
RocaMatrix *
roca_matrix_from_bytes (GBytes *bytes, GError **error)
{
  g_autoptr (RocaMatrix) self = NULL;
  g_autofree char *case_type = NULL;
  RocaReader reader;
  guint n;

  if (!roca_open (bytes, ROCA_BYTES_MATRIX, &reader, error))
    return NULL;
  case_type = roca_get_string (&reader);
  self = roca_matrix_new_empty (case_type);
  n = roca_get_count (&reader, MAX_COLUMNS);
  for (guint i = 0; i < n && !reader.failed; i++)
    {
      g_autofree char *id = roca_get_string (&reader);
      int version = (int) roca_get_int (&reader);

      roca_matrix_add_column (self, id, version, (int) roca_get_int (&reader));
    }
  read_rows (self, &reader);
  return roca_reader_finish (&reader, error) ? g_steal_pointer (&self) : NULL;
}
