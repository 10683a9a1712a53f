/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a row is seen with beside its own values: the lists that the mapping names, found where the
 * import says, beside the mapping, or beside the files. */
#define G_LOG_DOMAIN "review-ingest"
#include "review-error.h"
#include "review-import-private.h"
#include "review-list.h"

static char *
beside (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR) ? g_steal_pointer (&path) : NULL;
}

static char *
find_list (const ReviewImportOptions *options, const char *name)
{
  const char *given = options->lists != NULL ? g_hash_table_lookup (options->lists, name) : NULL;
  char *path = NULL;

  if (given != NULL)
    return g_strdup (given);
  if (g_path_is_absolute (name))
    return beside ("/", name);
  if (options->folder != NULL)
    path = beside (options->folder, name);
  for (guint i = 0; path == NULL && options->files[i] != NULL; i++)
    {
      g_autofree char *folder = g_path_get_dirname (options->files[i]);

      path = beside (folder, name);
    }
  return path;
}

static gboolean
refuse_strangers (const ReviewImportOptions *options, GPtrArray *names, GError **error)
{
  GHashTableIter iter;
  gpointer name;

  if (options->lists == NULL)
    return TRUE;
  g_hash_table_iter_init (&iter, options->lists);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
      {
        g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID,
                     "the mapping asks no list that is called \"%s\"", (const char *) name);
        return FALSE;
      }
  return TRUE;
}

/*
 * review_import_load_lists:
 *
 * Reads every list that the mapping names.
 *
 * Returns: %FALSE when one is not found or cannot be used, or when a list was given that the
 *   mapping does not name
 */
gboolean
review_import_load_lists (ReviewImport *self, GError **error)
{
  g_autoptr (GPtrArray) names = review_mapping_list_lists (self->options->mapping);

  self->lists =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) review_list_free);
  if (!refuse_strangers (self->options, names, error))
    return FALSE;
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = names->pdata[i];
      g_autofree char *path = find_list (self->options, name);
      ReviewList *list = path != NULL ? review_list_load (path, error) : NULL;

      if (path == NULL)
        g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID,
                     "the list \"%s\" is neither beside the mapping nor beside a file; say where "
                     "it is with --list %s=PATH",
                     name, name);
      if (list == NULL)
        return FALSE;
      g_hash_table_insert (self->lists, g_strdup (name), list);
    }
  return TRUE;
}

/*
 * review_import_make_row:
 * @spec: index into the mapping's files
 * @values: (transfer none): of its bound columns
 *
 * Returns: the row, without case and without counts
 */
ReviewMappingRow
review_import_make_row (const ReviewImport *self, int spec, const char *const *values)
{
  return (ReviewMappingRow){ .places = self->places[spec], .values = values, .lists = self->lists };
}
