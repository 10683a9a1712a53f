/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "test-store"
#include "store-fixture.h"

#include <glib/gstdio.h>

/* REVIEW_TEST_STORE is a URI with @PATH@ where a fresh path goes; SQLite otherwise. */
static char *
make_uri (const char *path)
{
  const char *pattern = g_getenv ("REVIEW_TEST_STORE");
  g_auto (GStrv) parts = g_strsplit (pattern != NULL ? pattern : "sqlite:@PATH@", "@PATH@", -1);

  return g_strjoinv (path, parts);
}

void
fixture_set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->folder = g_dir_make_tmp ("review-store-XXXXXX", &error);
  g_assert_no_error (error);
  f->path = g_build_filename (f->folder, "inner", "review.db", NULL);
  f->uri = make_uri (f->path);
  review_test_clock_init (&f->clock, FIXTURE_START, 42);
  f->store = review_store_open (f->uri, REVIEW_STORE_DEFAULT, &f->clock.clock, &error);
  g_assert_no_error (error);
}

void
fixture_remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        fixture_remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

void
fixture_tear_down (Fixture *f, gconstpointer data)
{
  review_store_close (f->store);
  fixture_remove_folder (f->folder);
  g_free (f->folder);
  g_free (f->path);
  g_free (f->uri);
}

/* Closes the store and opens it again, as after a clean stop. */
void
fixture_reopen (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  review_store_close (f->store);
  f->store = review_store_open (f->uri, REVIEW_STORE_MUST_EXIST, &f->clock.clock, &error);
  g_assert_no_error (error);
}
