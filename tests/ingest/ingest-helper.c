/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files for the tests of ingest. */
#include "ingest-helper.h"

#include <glib/gstdio.h>
#include <string.h>

char *
test_folder_new (void)
{
  char *folder = g_dir_make_tmp ("review-ingest-XXXXXX", NULL);

  g_assert_nonnull (folder);
  return folder;
}

void
test_folder_remove (char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_free (folder);
}

/* Returns: (transfer full): the file's path */
char *
test_write (const char *folder, const char *name, const char *bytes, gssize len)
{
  char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path, bytes, len, G_FILE_SET_CONTENTS_NONE, 0644, &error);
  g_assert_no_error (error);
  return path;
}

GBytes *
test_gzip (const char *bytes, gssize len)
{
  g_autoptr (GConverter) compressor =
      G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6));
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, compressor);
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (stream, bytes, len < 0 ? strlen (bytes) : (gsize) len, NULL, NULL,
                             &error);
  g_assert_no_error (error);
  g_output_stream_close (stream, NULL, &error);
  g_assert_no_error (error);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

char *
test_write_gzip (const char *folder, const char *name, const char *bytes, gssize len)
{
  g_autoptr (GBytes) packed = test_gzip (bytes, len);

  return test_write (folder, name, g_bytes_get_data (packed, NULL),
                     (gssize) g_bytes_get_size (packed));
}

/* Returns: (transfer full) (nullable): a file of the shared suites, where it is present */
char *
test_shared (const char *path)
{
  char *full = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", "shared", path, NULL);

  if (g_file_test (full, G_FILE_TEST_EXISTS))
    return full;
  g_free (full);
  return NULL;
}
