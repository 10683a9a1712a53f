/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a file holds, column by column: read from its first row to its last, because a type that
 * fits the first thousand rows and not the next makes a mapping that refuses rows. */
#define G_LOG_DOMAIN "review-ingest"
#include "review-profile.h"

#include <gio/gio.h>
#include <string.h>

#include "review-csv.h"
#include "review-decimal.h"
#include "review-derive.h"
#include "review-error.h"
#include "review-mapping-value.h"
#include "review-moment.h"
#include "review-table.h"

const char *const review_profile_missing[] = { "NA",  "N/A", "NULL", "null",
                                               "NaN", "nan", "None", NULL };

static void
column_free (gpointer data)
{
  ReviewColumnProfile *column = data;

  g_free (column->name);
  g_ptr_array_unref (column->distinct);
  g_array_unref (column->counts);
  g_hash_table_unref (column->seen);
  g_free (column);
}

void
review_file_profile_free (ReviewFileProfile *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_free (self->name);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_free (self);
}

/**
 * review_file_profile_find:
 *
 * Returns: (transfer none) (nullable): the column called @name
 */
ReviewColumnProfile *
review_file_profile_find (const ReviewFileProfile *self, const char *name)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      ReviewColumnProfile *column = self->columns->pdata[i];

      if (strcmp (column->name, name) == 0)
        return column;
    }
  return NULL;
}

static void
note_distinct (ReviewColumnProfile *c, const char *text)
{
  static const gint64 once = 1;

  for (guint i = 0; i < c->distinct->len; i++)
    if (strcmp (c->distinct->pdata[i], text) == 0)
      {
        g_array_index (c->counts, gint64, i)++;
        return;
      }
  if (c->distinct->len == REVIEW_PROFILE_DISTINCT)
    {
      c->many = TRUE;
      return;
    }
  g_ptr_array_add (c->distinct, g_strdup (text));
  g_array_append_val (c->counts, once);
}

/* Two values of one hash among a hundred thousand only make a repetition too many. */
static void
note_repetition (ReviewColumnProfile *c, const char *text)
{
  gpointer hash = GUINT_TO_POINTER (g_str_hash (text));

  if (g_hash_table_contains (c->seen, hash))
    c->repeated++;
  else if (g_hash_table_size (c->seen) < REVIEW_PROFILE_SEEN)
    g_hash_table_add (c->seen, hash);
}

static gboolean
is_email (const char *text)
{
  const char *at = strrchr (text, '@');
  g_autofree char *host = at != NULL && at > text ? review_derive_host (text) : NULL;

  return host != NULL && strchr (host, '.') != NULL && strpbrk (text, " \t") == NULL;
}

static gboolean
is_amount (const char *text)
{
  g_autofree char *scaled = review_decimal_scale (text, 0);

  return scaled != NULL;
}

static void
note (ReviewColumnProfile *c, const char *raw, GHashTable *ids)
{
  g_autofree char *text = g_strstrip (g_strdup (raw));
  gboolean truth;
  gint64 time;

  if (c->filled++ == 0)
    {
      c->number = c->whole = c->amount = c->boolean = c->words = c->email = c->ip = TRUE;
      c->format = review_moment_guess (text);
    }
  c->number = c->number && review_value_is_number (text);
  c->whole = c->whole && c->number && strspn (text, "+-0123456789") == strlen (text);
  c->amount = c->amount && is_amount (text);
  c->boolean = c->boolean && review_value_parse_boolean (text, &truth);
  c->words = c->words && c->boolean && !g_ascii_isdigit (text[0]);
  c->email = c->email && is_email (text);
  c->ip = c->ip && g_hostname_is_ip_address (text);
  note_repetition (c, text);
  if (c->format != NULL && !review_moment_parse (text, c->format, &time))
    c->format = NULL;
  if (ids != NULL && g_hash_table_contains (ids, raw))
    c->ids++;
  if (!c->many)
    note_distinct (c, raw);
}

static void
note_row (ReviewFileProfile *self, const ReviewTableRow *row, GHashTable *ids)
{
  gboolean hollow = TRUE;

  self->rows++;
  for (guint i = 0; i < self->columns->len; i++)
    {
      if (row->values[i] == NULL)
        continue;
      hollow = hollow && ids != NULL && g_hash_table_contains (ids, row->values[i]);
      note (self->columns->pdata[i], row->values[i], ids);
    }
  self->hollow += hollow;
}

/* Names for a file that has none: c1, c2 … */
static char **
make_names (const char *path, GError **error)
{
  g_autoptr (ReviewInput) input = review_input_open (path, error);
  g_autoptr (ReviewCsv) csv = input != NULL ? review_csv_new (input, '\0', error) : NULL;
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  ReviewCsvRecord record = { 0 };
  gboolean end = FALSE;

  if (csv == NULL || !review_csv_next (csv, &record, &end, error))
    return NULL;
  for (guint i = 0; !end && record.fields != NULL && i < record.fields->len; i++)
    {
      g_autofree char *name = g_strdup_printf ("c%u", i + 1);

      g_strv_builder_add (names, name);
    }
  return g_strv_builder_end (names);
}

static ReviewTable *
open_table (const ReviewFileProfile *self, GError **error)
{
  g_auto (GStrv) names = NULL;

  if (self->no_header)
    {
      names = make_names (self->path, error);
      if (names == NULL)
        return NULL;
    }
  return review_table_open (self->path, (const char *const *) names, '\0', error);
}

typedef void (*RowFunc) (const ReviewTableRow *row, gpointer user_data);

/* Runs @func over the rows that have no fault, with the values of @columns. */
static gboolean
each_row (const ReviewFileProfile *self,
          GPtrArray *columns,
          RowFunc func,
          gpointer user_data,
          GError **error)
{
  g_autoptr (ReviewTable) table = open_table (self, error);

  if (table == NULL || !review_table_bind (table, columns, review_profile_missing, error))
    return FALSE;
  for (;;)
    {
      ReviewTableRow row;
      gboolean end = FALSE;

      if (!review_table_next (table, &row, &end, error))
        return FALSE;
      if (end)
        return TRUE;
      if (row.fault == NULL)
        func (&row, user_data);
    }
}

typedef struct
{
  ReviewFileProfile *profile;
  GHashTable *set;
} Visit;

static void
visit_note (const ReviewTableRow *row, gpointer user_data)
{
  Visit *visit = user_data;

  note_row (visit->profile, row, visit->set);
}

static void
visit_collect (const ReviewTableRow *row, gpointer user_data)
{
  if (row->values[0] != NULL)
    g_hash_table_add (((Visit *) user_data)->set, g_strdup (row->values[0]));
}

static void
visit_own (const ReviewTableRow *row, gpointer user_data)
{
  ReviewFileProfile *self = ((Visit *) user_data)->profile;

  for (guint i = 0; row->values[0] != NULL && i < self->columns->len; i++)
    if (g_strcmp0 (row->values[i + 1], row->values[0]) == 0)
      ((ReviewColumnProfile *) self->columns->pdata[i])->own++;
}

static GPtrArray *
list_names (ReviewFileProfile *self, GError **error)
{
  g_autoptr (ReviewTable) table = open_table (self, error);

  if (table == NULL)
    return NULL;
  self->json = review_table_is_json (table);
  if (self->json)
    return review_table_list_paths (self->path, error);
  return g_ptr_array_ref (review_table_get_columns (table));
}

/**
 * review_file_profile_new:
 * @no_header: the file is CSV and begins with a row; its columns are called c1, c2 …
 * @ids: (nullable) (element-type utf8): the ids of the cases
 *
 * Returns: (transfer full): what its columns hold
 */
ReviewFileProfile *
review_file_profile_new (const char *path, gboolean no_header, GHashTable *ids, GError **error)
{
  g_autoptr (ReviewFileProfile) self = g_new0 (ReviewFileProfile, 1);
  g_autoptr (GPtrArray) names = NULL;
  Visit visit = { self, ids };

  self->path = g_strdup (path);
  self->name = g_path_get_basename (path);
  self->no_header = no_header;
  self->columns = g_ptr_array_new_with_free_func (column_free);
  names = list_names (self, error);
  if (names == NULL)
    return NULL;
  for (guint i = 0; i < names->len; i++)
    {
      ReviewColumnProfile *column = g_new0 (ReviewColumnProfile, 1);

      column->name = g_strdup (names->pdata[i]);
      column->distinct = g_ptr_array_new_with_free_func (g_free);
      column->counts = g_array_new (FALSE, FALSE, sizeof (gint64));
      column->seen = g_hash_table_new (NULL, NULL);
      g_ptr_array_add (self->columns, column);
    }
  if (!each_row (self, names, visit_note, &visit, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * review_file_profile_collect:
 * @values: (element-type utf8): a set that owns its texts; receives what @column holds
 */
gboolean
review_file_profile_collect (const ReviewFileProfile *self,
                             const char *column,
                             GHashTable *values,
                             GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  Visit visit = { NULL, values };

  g_ptr_array_add (names, (char *) column);
  return each_row (self, names, visit_collect, &visit, error);
}

/**
 * review_file_profile_count_own:
 * @key: a column
 *
 * Counts for each column the rows in which it holds what @key holds.
 */
gboolean
review_file_profile_count_own (ReviewFileProfile *self, const char *key, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  Visit visit = { self, NULL };

  g_ptr_array_add (names, (char *) key);
  for (guint i = 0; i < self->columns->len; i++)
    g_ptr_array_add (names, ((ReviewColumnProfile *) self->columns->pdata[i])->name);
  return each_row (self, names, visit_own, &visit, error);
}
