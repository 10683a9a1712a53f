/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The storage contract: what any driver must keep. REVIEW_TEST_STORE names another store by URI. */
#define G_LOG_DOMAIN "test-store"
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "review-id.h"
#include "review-store.h"
#include "store-fixture.h"

static gboolean
make_table (ReviewTx *tx, gpointer user_data, GError **error)
{
  return review_tx_exec (tx, error,
                         "CREATE TABLE thing (id TEXT PRIMARY KEY, n BIGINT, x DOUBLE PRECISION, "
                         "data BLOB)",
                         "")
         >= 0;
}

static gboolean
put_thing (ReviewTx *tx, gpointer user_data, GError **error)
{
  const char *id = user_data;
  g_autoptr (GBytes) data = g_bytes_new ("a\0b", 3);

  return review_tx_exec (tx, error, "INSERT INTO thing (id, n, x, data) VALUES ($1, $2, $3, $4)",
                         "sidb", id, (gint64) 7, NAN, data)
         == 1;
}

static gboolean
count_things (ReviewTx *tx, gpointer user_data, GError **error)
{
  return review_tx_get_int (tx, user_data, error, "SELECT COUNT(*) FROM thing", "");
}

static gint64
count (ReviewStore *store)
{
  GError *error = NULL;
  gint64 n = -1;

  review_store_read (store, count_things, &n, &error);
  g_assert_no_error (error);
  return n;
}

static gboolean
read_thing (ReviewTx *tx, gpointer user_data, GError **error)
{
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error, "SELECT n, x, data, id FROM thing WHERE id = $1", "s", user_data);
  g_autoptr (GBytes) data = NULL;

  g_assert_nonnull (rows);
  g_assert_true (review_rows_next (rows, error));
  g_assert_cmpint (review_rows_get_int (rows, 0), ==, 7);
  g_assert_true (review_rows_is_null (rows, 1));
  g_assert_true (isnan (review_rows_get_double (rows, 1)));
  data = review_rows_dup_bytes (rows, 2);
  g_assert_cmpmem (g_bytes_get_data (data, NULL), g_bytes_get_size (data), "a\0b", 3);
  g_assert_cmpstr (review_rows_get_text (rows, 3), ==, user_data);
  g_assert_false (review_rows_next (rows, error));
  return TRUE;
}

static void
test_values (Fixture *f, gconstpointer data)
{
  static const char hostile[] = "'; DROP TABLE thing; -- \xe5\xae\xa2\xe6\x88\xb7 \xf0\x9f\x92\xa9";
  GError *error = NULL;

  g_assert_true (review_store_write (f->store, make_table, NULL, &error));
  g_assert_true (review_store_write (f->store, put_thing, (gpointer) hostile, &error));
  g_assert_true (review_store_read (f->store, read_thing, (gpointer) hostile, &error));
  g_assert_no_error (error);
}

static gboolean
put_then_fail (ReviewTx *tx, gpointer user_data, GError **error)
{
  g_assert_true (put_thing (tx, user_data, error));
  g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID, "x: no");
  return FALSE;
}

static void
test_all_or_nothing (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) twice = NULL;

  g_assert_true (review_store_write (f->store, make_table, NULL, NULL));
  g_assert_false (review_store_write (f->store, put_then_fail, (gpointer) "a", &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  g_assert_cmpint (count (f->store), ==, 0);
  g_assert_true (review_store_write (f->store, put_thing, (gpointer) "a", NULL));
  g_assert_false (review_store_write (f->store, put_thing, (gpointer) "a", &twice));
  g_assert_error (twice, REVIEW_ERROR, REVIEW_ERROR_CONFLICT);
  g_assert_cmpint (count (f->store), ==, 1);
}

static void
test_readers_do_not_write (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (review_store_write (f->store, make_table, NULL, NULL));
  g_assert_false (review_store_read (f->store, put_thing, (gpointer) "a", &error));
  g_assert_nonnull (error);
  g_assert_cmpint (count (f->store), ==, 0);
}

static gboolean
next_numbers (ReviewTx *tx, gpointer user_data, GError **error)
{
  g_assert_cmpint (review_tx_next (tx, "c", error), ==, 1);
  g_assert_cmpint (review_tx_next (tx, "c", error), ==, 2);
  g_assert_cmpint (review_tx_next (tx, "d", error), ==, 1);
  return TRUE;
}

static void
test_counter (Fixture *f, gconstpointer data)
{
  g_assert_true (review_store_write (f->store, next_numbers, NULL, NULL));
}

#define THREADS 4
#define WRITES  50

static gpointer
write_many (gpointer data)
{
  ReviewStore *store = data;

  for (guint i = 0; i < WRITES; i++)
    {
      g_autofree char *id = review_id_new (review_clock_system ());
      GError *error = NULL;

      g_assert_true (review_store_write (store, put_thing, id, &error));
      g_assert_no_error (error);
      g_assert_true (review_store_read (store, read_thing, id, &error));
      g_assert_no_error (error);
    }
  return NULL;
}

static void
test_threads (Fixture *f, gconstpointer data)
{
  GThread *threads[THREADS];

  g_assert_true (review_store_write (f->store, make_table, NULL, NULL));
  for (guint i = 0; i < THREADS; i++)
    threads[i] = g_thread_new ("writer", write_many, f->store);
  for (guint i = 0; i < THREADS; i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (count (f->store), ==, THREADS * WRITES);
}

static void
test_survives_reopening (Fixture *f, gconstpointer data)
{
  g_assert_true (review_store_write (f->store, make_table, NULL, NULL));
  g_assert_true (review_store_write (f->store, put_thing, (gpointer) "a", NULL));
  fixture_reopen (f);
  g_assert_cmpint (count (f->store), ==, 1);
}

static void
test_one_holder (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *pid = g_strdup_printf ("%d", (int) getpid ());

  g_assert_null (review_store_open (f->uri, REVIEW_STORE_DEFAULT, &f->clock.clock, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_BUSY);
  g_assert_nonnull (strstr (error->message, pid));
}

static void
test_uris (void)
{
  static const char *const wrong[] = { "", "sqlite:", "mysql:x", "/plain/path", "sqlit:x" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (review_store_open (wrong[i], 0, review_clock_system (), &error));
      g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
    }
}

static void
test_must_exist (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("review-XXXXXX", NULL);
  g_autofree char *uri = g_strconcat ("sqlite:", folder, "/none.db", NULL);

  g_assert_null (review_store_open (uri, REVIEW_STORE_MUST_EXIST, review_clock_system (), &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_private_files (Fixture *f, gconstpointer data)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", ".lock" };
  g_autofree char *inner = g_build_filename (f->folder, "inner", NULL);
  struct stat info;

  g_assert_true (review_store_write (f->store, make_table, NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = g_strconcat (f->path, suffixes[i], NULL);

      g_assert_cmpint (stat (path, &info), ==, 0);
      g_assert_cmpint (info.st_mode & 0777, ==, 0600);
    }
  g_assert_cmpint (stat (inner, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);
}

#define ADD(name, func) \
  g_test_add ("/store/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("values", test_values);
  ADD ("all-or-nothing", test_all_or_nothing);
  ADD ("readers-do-not-write", test_readers_do_not_write);
  ADD ("counter", test_counter);
  ADD ("threads", test_threads);
  ADD ("survives-reopening", test_survives_reopening);
  ADD ("one-holder", test_one_holder);
  ADD ("private-files", test_private_files);
  g_test_add_func ("/store/uris", test_uris);
  g_test_add_func ("/store/must-exist", test_must_exist);
  return g_test_run ();
}
