/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Migrations: old schema or new one, never both; a copy first; nothing newer is touched. And what
 * is acknowledged survives a kill; what cannot be synced is not acknowledged. */
#define G_LOG_DOMAIN "test-migrate"
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "review-store-driver.h"
#include "store-fixture.h"

static gint64
ask (const char *path, const char *sql)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;
  gint64 n = -1;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  if (sqlite3_step (statement) == SQLITE_ROW)
    n = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return n;
}

static void
run (const char *path, const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
close_store (Fixture *f)
{
  review_store_close (f->store);
  f->store = NULL;
}

static void
test_newer_is_refused (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize n_before, n_after;

  close_store (f);
  run (f->path, "INSERT INTO schema_migration VALUES (9999, 'later', 'x', 1)");
  g_file_get_contents (f->path, &before, &n_before, NULL);
  g_assert_null (review_store_open (f->uri, REVIEW_STORE_DEFAULT, &f->clock.clock, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_MIGRATION);
  g_file_get_contents (f->path, &after, &n_after, NULL);
  g_assert_cmpmem (before, n_before, after, n_after);
}

static ReviewMigration *
make_migration (gint64 version, const char *sql)
{
  ReviewMigration *one = g_new0 (ReviewMigration, 1);

  one->version = version;
  one->name = g_strdup_printf ("%04d-test", (int) version);
  one->sql = g_strdup (sql);
  return one;
}

static gboolean
migrate (Fixture *f, const char *first, const char *second, GError **error)
{
  const ReviewStoreDriver *driver = &review_store_sqlite_driver;
  g_autoptr (GPtrArray) list = review_migrations_load ("sqlite");
  ReviewTx tx = { .driver = driver, .clock = &f->clock.clock, .now = FIXTURE_START };
  gboolean ok;

  g_ptr_array_add (list, make_migration (101, first));
  g_ptr_array_add (list, make_migration (102, second));
  tx.connection = driver->connect (f->path, TRUE, error);
  g_assert_nonnull (tx.connection);
  ok = review_store_migrate (&tx, list, f->path, error);
  driver->disconnect (tx.connection);
  return ok;
}

static void
test_failing_one (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *newest = NULL;
  g_autofree char *copy = NULL;
  gint64 version;

  close_store (f);
  version = ask (f->path, "SELECT MAX(version) FROM schema_migration");
  g_assert_false (migrate (f, "CREATE TABLE good (x TEXT)",
                           "CREATE TABLE half (x TEXT); INSERT INTO half VALUES ('a'); BROKEN",
                           &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_MIGRATION);
  g_assert_nonnull (strstr (error->message, "0102-test"));
  g_assert_cmpint (ask (f->path, "SELECT MAX(version) FROM schema_migration"), ==, 101);
  g_assert_cmpint (ask (f->path, "SELECT COUNT(*) FROM sqlite_master WHERE name = 'half'"), ==, 0);
  /* The copy is of the state before the first one, and opens by itself. */
  copy = g_strdup_printf ("%s.before-%d", f->path, (int) version + 1);
  g_assert_cmpint (ask (copy, "SELECT MAX(version) FROM schema_migration"), ==, version);
  g_assert_cmpint (ask (copy, "SELECT COUNT(*) FROM sqlite_master WHERE name = 'good'"), ==, 0);
  g_clear_error (&error);
  g_assert_true (migrate (f, "CREATE TABLE good (x TEXT)", "CREATE TABLE half (x TEXT)", &error));
  g_assert_no_error (error);
  g_assert_true (migrate (f, "BROKEN", "BROKEN", &error));
}

/* Opening a new store is killed at many moments: the next start always gets one whole schema. */
static void
test_killed (Fixture *f, gconstpointer data)
{
  close_store (f);
  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s.k%u", f->path, i);
      g_autofree char *uri = g_strconcat ("sqlite:", path, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (ReviewStore) store = NULL;
      pid_t child = fork ();

      if (child == 0)
        {
          review_store_open (uri, REVIEW_STORE_DEFAULT, &f->clock.clock, NULL);
          raise (SIGKILL);
          _exit (0);
        }
      g_usleep (i * i * 200);
      kill (child, SIGKILL);
      waitpid (child, NULL, 0);
      store = review_store_open (uri, REVIEW_STORE_DEFAULT, &f->clock.clock, &error);
      g_assert_no_error (error);
      g_clear_pointer (&store, review_store_close);
      g_assert_cmpint (ask (path, "SELECT COUNT(*) FROM sqlite_master WHERE name IN "
                                  "('case_file', 'idempotency')"),
                       ==, 2);
    }
}

static gboolean
add_number (ReviewTx *tx, gpointer user_data, GError **error)
{
  return review_tx_next (tx, "n", error) > 0;
}

/* A child counts and reports each number after its commit, until it is killed. */
static void
count_until_killed (Fixture *f, int fd)
{
  ReviewStore *store = review_store_open (f->uri, REVIEW_STORE_DEFAULT, &f->clock.clock, NULL);

  while (store != NULL && review_store_write (store, add_number, NULL, NULL))
    if (write (fd, "x", 1) != 1)
      break;
  _exit (1);
}

static void
test_acknowledged_survives (Fixture *f, gconstpointer data)
{
  gint64 acknowledged = 0;

  close_store (f);
  for (guint i = 0; i < 8; i++)
    {
      int ends[2];
      char buffer[4096];
      ssize_t got;
      pid_t child;
      gint64 kept;

      g_assert_cmpint (pipe (ends), ==, 0);
      child = fork ();
      if (child == 0)
        count_until_killed (f, ends[1]);
      close (ends[1]);
      g_assert_cmpint (read (ends[0], buffer, 1), ==, 1);
      acknowledged++;
      g_usleep (2000 + i * 1500);
      kill (child, SIGKILL);
      waitpid (child, NULL, 0);
      while ((got = read (ends[0], buffer, sizeof buffer)) > 0)
        acknowledged += got;
      close (ends[0]);
      kept = ask (f->path, "SELECT value FROM counter WHERE name = 'n'");
      g_assert_cmpint (kept, >=, acknowledged);
      g_assert_cmpint (kept, <=, acknowledged + 1);
      acknowledged = kept;
      g_assert_cmpint (ask (f->path, "SELECT COUNT(*) FROM pragma_integrity_check "
                                     "WHERE integrity_check = 'ok'"),
                       ==, 1);
    }
}

/* A file system whose syncs fail from a moment on. SQLite's own has a few tables of methods; each
 * gets a twin. */
#define N_TWINS 8
static sqlite3_vfs failing_vfs;
static struct
{
  const sqlite3_io_methods *real;
  sqlite3_io_methods twin;
} twins[N_TWINS];
static gboolean syncs_fail;

static int
fail_sync (sqlite3_file *file, int flags)
{
  for (guint i = 0; !syncs_fail && i < N_TWINS; i++)
    if (file->pMethods == &twins[i].twin)
      return twins[i].real->xSync (file, flags);
  return SQLITE_IOERR_FSYNC;
}

static void
give_twin (sqlite3_file *file)
{
  guint i = 0;

  while (twins[i].real != NULL && twins[i].real != file->pMethods)
    g_assert_cmpint (++i, <, N_TWINS);
  twins[i].real = file->pMethods;
  twins[i].twin = *file->pMethods;
  twins[i].twin.xSync = fail_sync;
  file->pMethods = &twins[i].twin;
}

static int
open_file (sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
  sqlite3_vfs *real = vfs->pAppData;
  int rc = real->xOpen (real, name, file, flags, out);

  if (rc == SQLITE_OK && file->pMethods != NULL)
    give_twin (file);
  return rc;
}

static void
write_without_sync (Fixture *f, int fd)
{
  ReviewStore *store;

  failing_vfs = *sqlite3_vfs_find (NULL);
  failing_vfs.pAppData = sqlite3_vfs_find (NULL);
  failing_vfs.zName = "failing";
  failing_vfs.xOpen = open_file;
  sqlite3_vfs_register (&failing_vfs, 1);
  store = review_store_open (f->uri, REVIEW_STORE_DEFAULT, &f->clock.clock, NULL);
  syncs_fail = TRUE;
  review_store_write (store, add_number, NULL, NULL);
  if (write (fd, "acknowledged", 12) != 12)
    _exit (2);
  _exit (0);
}

static void
test_failed_sync (Fixture *f, gconstpointer data)
{
  int ends[2], status = 0;
  char buffer[16];
  pid_t child;

  close_store (f);
  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  if (child == 0)
    write_without_sync (f, ends[1]);
  close (ends[1]);
  g_assert_cmpint (read (ends[0], buffer, sizeof buffer), ==, 0);
  close (ends[0]);
  waitpid (child, &status, 0);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 74);
}

static void
test_not_a_store (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  close_store (f);
  g_assert_true (g_file_set_contents (f->path, "this is no database, it is a letter.", -1, NULL));
  g_assert_null (review_store_open (f->uri, REVIEW_STORE_DEFAULT, &f->clock.clock, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_CORRUPT);
}

#define ADD(name, func) \
  g_test_add ("/migrate/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("newer-is-refused", test_newer_is_refused);
  ADD ("failing-one", test_failing_one);
  ADD ("killed", test_killed);
  ADD ("acknowledged-survives", test_acknowledged_survives);
  ADD ("failed-sync", test_failed_sync);
  ADD ("not-a-store", test_not_a_store);
  return g_test_run ();
}
