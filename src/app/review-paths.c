/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the app finds what is beside it: installed, or in the build folder it runs from. The build
 * folder is told by the program's own place alone; no environment variable is read or needed. */
#define G_LOG_DOMAIN "review-app"
#include "review-paths.h"

#include "config.h"

#define DEPTH 4 /* folders between a program and the root of its build folder, at most */

static char *
find_build_root (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : NULL;

  for (int i = 0; i < DEPTH && folder != NULL; i++)
    {
      g_autofree char *ninja = g_build_filename (folder, "build.ninja", NULL);
      g_autofree char *schemas = g_build_filename (folder, "data", "gschemas.compiled", NULL);
      char *parent;

      if (g_file_test (ninja, G_FILE_TEST_EXISTS) && g_file_test (schemas, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&folder);
      parent = g_path_get_dirname (folder);
      g_free (folder);
      folder = parent;
    }
  return NULL;
}

/**
 * review_paths_get_build_root:
 *
 * Returns: (transfer none) (nullable): the build folder that this program runs from, NULL when it
 *   is installed
 */
const char *
review_paths_get_build_root (void)
{
  static char *root;
  static gsize once;

  if (g_once_init_enter (&once))
    {
      root = find_build_root ();
      g_once_init_leave (&once, 1);
    }
  return root;
}

/**
 * review_paths_dup_locale_dir:
 *
 * Returns: (transfer full): the folder of the message catalogues
 */
char *
review_paths_dup_locale_dir (void)
{
  const char *root = review_paths_get_build_root ();

  return root != NULL ? g_build_filename (root, "po", NULL) : g_strdup (LOCALEDIR);
}

/**
 * review_paths_dup_locpath:
 *
 * Returns: (transfer full): the folder of the app's own locales
 */
char *
review_paths_dup_locpath (void)
{
  const char *root = review_paths_get_build_root ();

  return root != NULL ? g_build_filename (root, "data", "locale", NULL)
                      : g_build_filename (PKGLIBDIR, "locale", NULL);
}

/**
 * review_paths_new_settings:
 *
 * Returns: (transfer full): the app's settings, with the schema of the build folder when it runs
 *   from there
 */
GSettings *
review_paths_new_settings (void)
{
  const char *root = review_paths_get_build_root ();
  g_autofree char *folder = NULL;
  g_autoptr (GSettingsSchemaSource) source = NULL;
  g_autoptr (GSettingsSchema) schema = NULL;

  if (root == NULL)
    return g_settings_new (APP_ID);
  folder = g_build_filename (root, "data", NULL);
  source = g_settings_schema_source_new_from_directory (
      folder, g_settings_schema_source_get_default (), TRUE, NULL);
  schema = source != NULL ? g_settings_schema_source_lookup (source, APP_ID, FALSE) : NULL;
  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : g_settings_new (APP_ID);
}
