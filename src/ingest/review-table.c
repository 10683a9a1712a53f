/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV and JSON Lines behind one face: rows of named columns, faults with their line. */
#define G_LOG_DOMAIN "review-ingest"
#include "review-table.h"

#include <string.h>

#include "review-csv.h"
#include "review-error.h"
#include "review-json-flat.h"
#include "review-lines.h"

#define MAX_PATHS  500       /* most member paths that are told of a JSON Lines file */
#define ROW_NUMBER G_MAXUINT /* a place: the number of the row instead of a column */

struct _ReviewTable
{
  ReviewInput *input; /* (owned) */
  ReviewCsv *csv;     /* (owned) (nullable): one of the two */
  ReviewLines *lines; /* (owned) (nullable) */
  GPtrArray *columns; /* (owned) (element-type utf8): of the file; empty for JSON Lines */
  GPtrArray *bound;   /* (owned) (element-type utf8) */
  guint *places;      /* (owned): of the bound columns in a CSV record, or ROW_NUMBER */
  gint64 n_rows;      /* that were read */
  char number[24];    /* the last of them, as text */
  char **missing;     /* (owned) (nullable): texts that stand for no value */
  GHashTable *object; /* (owned) (nullable): the JSON row at hand */
  GPtrArray *values;  /* (owned): of the row at hand, borrowed texts */
  char *fault;        /* (owned) (nullable): of the row at hand */
};

void
review_table_free (ReviewTable *self)
{
  if (self == NULL)
    return;
  review_csv_free (self->csv);
  review_lines_free (self->lines);
  review_input_free (self->input);
  g_ptr_array_unref (self->columns);
  g_clear_pointer (&self->bound, g_ptr_array_unref);
  g_free (self->places);
  g_strfreev (self->missing);
  g_clear_pointer (&self->object, g_hash_table_unref);
  g_ptr_array_unref (self->values);
  g_free (self->fault);
  g_free (self);
}

/* Whether the first character that is no blank opens an object. */
static gboolean
looks_like_json (const char *path, gboolean *ret_json, GError **error)
{
  g_autoptr (ReviewInput) input = review_input_open (path, error);
  guint8 head[512];
  gsize len = 0, i = 0;

  if (input == NULL || !review_input_read (input, head, sizeof head, &len, error))
    return FALSE;
  if (len >= 3 && memcmp (head, "\xef\xbb\xbf", 3) == 0)
    i = 3;
  while (i < len && g_ascii_isspace (head[i]))
    i++;
  *ret_json = i < len && head[i] == '{';
  return TRUE;
}

static gboolean
fail (const ReviewTable *self, GError **error, const char *text)
{
  g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID, "%s: %s",
               review_input_get_name (self->input), text);
  return FALSE;
}

static gboolean
read_header (ReviewTable *self, GError **error)
{
  ReviewCsvRecord record;
  gboolean end;

  if (!review_csv_next (self->csv, &record, &end, error))
    return FALSE;
  if (end)
    return fail (self, error, "the file is empty; a header is expected");
  if (record.fault != NULL)
    return fail (self, error, record.fault);
  for (guint i = 0; i < record.fields->len; i++)
    g_ptr_array_add (self->columns, g_strstrip (g_strdup (record.fields->pdata[i])));
  return TRUE;
}

static gboolean
start (ReviewTable *self, const char *const *columns, char delimiter, gboolean json, GError **error)
{
  if (json)
    {
      self->lines = review_lines_new (self->input, REVIEW_LINES_LF, error);
      return self->lines != NULL;
    }
  self->csv = review_csv_new (self->input, delimiter, error);
  if (self->csv == NULL)
    return FALSE;
  if (columns == NULL)
    return read_header (self, error);
  for (guint i = 0; columns[i] != NULL; i++)
    g_ptr_array_add (self->columns, g_strdup (columns[i]));
  return TRUE;
}

/**
 * review_table_open:
 * @columns: (nullable): names of the columns of a CSV file without a header
 * @delimiter: of a CSV file; 0: found from its first lines
 *
 * Returns: (transfer full): the table before its first row; %NULL when the file cannot be read or
 *   has no usable header
 */
ReviewTable *
review_table_open (const char *path, const char *const *columns, char delimiter, GError **error)
{
  g_autoptr (ReviewTable) self = g_new0 (ReviewTable, 1);
  gboolean json = FALSE;

  self->columns = g_ptr_array_new_with_free_func (g_free);
  self->values = g_ptr_array_new ();
  if (!looks_like_json (path, &json, error))
    return NULL;
  self->input = review_input_open (path, error);
  if (self->input == NULL
      || !start (self, columns, delimiter, json && columns == NULL && delimiter == '\0', error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * review_table_get_columns:
 *
 * Returns: (transfer none) (element-type utf8): the columns of a CSV file; none for JSON Lines
 */
GPtrArray *
review_table_get_columns (const ReviewTable *self)
{
  return self->columns;
}

gboolean
review_table_is_json (const ReviewTable *self)
{
  return self->lines != NULL;
}

/**
 * review_table_get_input:
 *
 * Returns: (transfer none): the file below, for its name and progress
 */
ReviewInput *
review_table_get_input (const ReviewTable *self)
{
  return self->input;
}

static gboolean
find_place (const ReviewTable *self, const char *name, guint *ret_place, GError **error)
{
  guint found = 0;

  for (guint i = 0; i < self->columns->len; i++)
    if (strcmp (self->columns->pdata[i], name) == 0)
      {
        *ret_place = i;
        found++;
      }
  if (found == 0 && strcmp (name, REVIEW_TABLE_ROW) == 0)
    *ret_place = ROW_NUMBER;
  if (found == 1 || *ret_place == ROW_NUMBER)
    return TRUE;
  g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID, "%s: column \"%s\" %s",
               review_input_get_name (self->input), name,
               found == 0 ? "is missing" : "occurs more than once");
  return FALSE;
}

/**
 * review_table_bind:
 * @columns: (element-type utf8): the columns that rows are to give, in this order
 * @missing: (nullable): texts that stand for no value, beside the empty one
 *
 * Returns: %FALSE with INVALID when a CSV file lacks one of @columns or has it twice
 */
gboolean
review_table_bind (ReviewTable *self,
                   GPtrArray *columns,
                   const char *const *missing,
                   GError **error)
{
  self->bound = g_ptr_array_ref (columns);
  self->missing = g_strdupv ((char **) missing);
  self->places = g_new0 (guint, columns->len + 1);
  for (guint i = 0; self->csv != NULL && i < columns->len; i++)
    if (!find_place (self, columns->pdata[i], &self->places[i], error))
      return FALSE;
  return TRUE;
}

static const char *
value_or_null (const ReviewTable *self, const char *text)
{
  if (text == NULL || *text == '\0')
    return NULL;
  if (self->missing != NULL && g_strv_contains ((const char *const *) self->missing, text))
    return NULL;
  return text;
}

static void
take_fault (ReviewTable *self, ReviewTableRow *ret_row, char *fault)
{
  g_free (self->fault);
  self->fault = fault;
  ret_row->fault = self->fault;
}

static gboolean
next_csv (ReviewTable *self, ReviewTableRow *ret_row, gboolean *ret_end, GError **error)
{
  ReviewCsvRecord record;

  if (!review_csv_next (self->csv, &record, ret_end, error))
    return FALSE;
  if (*ret_end)
    return TRUE;
  ret_row->line = record.line;
  if (record.fault != NULL)
    take_fault (self, ret_row, g_strdup (record.fault));
  else if (record.fields->len != self->columns->len)
    take_fault (self, ret_row,
                g_strdup_printf ("the row has %u fields, %u are expected", record.fields->len,
                                 self->columns->len));
  else
    for (guint i = 0; i < self->bound->len; i++)
      g_ptr_array_add (self->values,
                       self->places[i] == ROW_NUMBER
                           ? self->number
                           : (char *) value_or_null (self, record.fields->pdata[self->places[i]]));
  return TRUE;
}

static gboolean
is_blank (const ReviewLine *line)
{
  for (gsize i = 0; i < line->len; i++)
    if (!g_ascii_isspace (line->bytes[i]))
      return FALSE;
  return line->fault == NULL;
}

static gboolean
next_json (ReviewTable *self, ReviewTableRow *ret_row, gboolean *ret_end, GError **error)
{
  g_autoptr (GError) fault = NULL;
  ReviewLine line;

  do
    if (!review_lines_next (self->lines, &line, ret_end, error))
      return FALSE;
  while (!*ret_end && is_blank (&line));
  if (*ret_end)
    return TRUE;
  ret_row->line = line.number;
  if (line.fault != NULL)
    {
      take_fault (self, ret_row, g_strdup (line.fault));
      return TRUE;
    }
  g_clear_pointer (&self->object, g_hash_table_unref);
  self->object = review_json_flatten (line.bytes, line.len, REVIEW_LINE_MAX, &fault);
  if (self->object == NULL)
    take_fault (self, ret_row, g_strdup (fault->message));
  for (guint i = 0; self->object != NULL && i < self->bound->len; i++)
    {
      const char *text = g_hash_table_lookup (self->object, self->bound->pdata[i]);

      if (text == NULL && strcmp (self->bound->pdata[i], REVIEW_TABLE_ROW) == 0)
        text = self->number;
      g_ptr_array_add (self->values, (char *) value_or_null (self, text));
    }
  return TRUE;
}

/**
 * review_table_next:
 * @ret_row: (out): the next row, or a fault with its line
 * @ret_end: (out): set to %TRUE, without a row, at the end
 *
 * Returns: %FALSE when the file cannot be read on
 */
gboolean
review_table_next (ReviewTable *self, ReviewTableRow *ret_row, gboolean *ret_end, GError **error)
{
  gboolean ok;

  *ret_row = (ReviewTableRow){ 0 };
  g_ptr_array_set_size (self->values, 0);
  g_snprintf (self->number, sizeof self->number, "%" G_GINT64_FORMAT, ++self->n_rows);
  ok = self->csv != NULL ? next_csv (self, ret_row, ret_end, error)
                         : next_json (self, ret_row, ret_end, error);
  ret_row->values = (const char *const *) self->values->pdata;
  return ok;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * review_table_list_paths:
 * @path: a JSON Lines file
 *
 * Returns: (transfer full) (element-type utf8): every member path that occurs in its rows, sorted
 */
GPtrArray *
review_table_list_paths (const char *path, GError **error)
{
  g_autoptr (ReviewTable) table = review_table_open (path, NULL, '\0', error);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  if (table == NULL || !review_table_bind (table, none, NULL, error))
    return NULL;
  for (;;)
    {
      ReviewTableRow row;
      gboolean end = FALSE;
      GHashTableIter iter;
      gpointer name;

      if (!review_table_next (table, &row, &end, error))
        return NULL;
      if (end)
        break;
      if (row.fault != NULL || table->object == NULL)
        continue;
      g_hash_table_iter_init (&iter, table->object);
      while (paths->len < MAX_PATHS && g_hash_table_iter_next (&iter, &name, NULL))
        if (!g_hash_table_contains (seen, name))
          {
            g_ptr_array_add (paths, g_strdup (name));
            g_hash_table_add (seen, paths->pdata[paths->len - 1]);
          }
    }
  g_ptr_array_sort (paths, compare_names);
  return g_steal_pointer (&paths);
}
