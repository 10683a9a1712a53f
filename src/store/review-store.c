/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store as its users see it: opened under an exclusive lock, migrated, then one connection
 * that writes and a small pool that reads. */
#define G_LOG_DOMAIN "review-store"
#include "review-store.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "review-store-driver.h"

#define N_READERS 3

struct _ReviewStore
{
  const ReviewStoreDriver *driver;
  const ReviewClock *clock; /* (borrowed) */
  char *location;           /* (owned) */
  int lock;

  GMutex write_lock;
  gpointer writer; /* (owned) connection; guarded by write_lock */

  GMutex read_lock;
  GCond read_ready;
  GPtrArray *readers; /* (owned): idle connections; guarded by read_lock */
};

static const ReviewStoreDriver *
find_driver (const char *uri, const char **ret_location, GError **error)
{
  static const ReviewStoreDriver *const drivers[] = { &review_store_sqlite_driver };

  for (guint i = 0; i < G_N_ELEMENTS (drivers); i++)
    {
      gsize len = strlen (drivers[i]->scheme);

      if (strncmp (uri, drivers[i]->scheme, len) == 0 && uri[len] == ':' && uri[len + 1] != '\0')
        {
          *ret_location = uri + len + 1;
          return drivers[i];
        }
    }
  g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID,
               "database: '%s' is none that this program can open; use sqlite:PATH", uri);
  return NULL;
}

static gboolean
prepare_place (const char *location, ReviewStoreFlags flags, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (location);

  if ((flags & REVIEW_STORE_MUST_EXIST) != 0 && !g_file_test (location, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND, "there is no store at %s",
                   location);
      return FALSE;
    }
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_FAILED, "%s: %s", folder, g_strerror (errno));
      return FALSE;
    }
  return TRUE;
}

static gboolean
migrate (ReviewStore *self, GError **error)
{
  g_autoptr (GPtrArray) migrations = review_migrations_load (self->driver->scheme);
  ReviewTx tx = { self->driver, self->writer, self->clock, review_clock_now (self->clock), 0 };

  return review_store_migrate (&tx, migrations, self->location, error);
}

static gboolean
connect_all (ReviewStore *self, GError **error)
{
  self->writer = self->driver->connect (self->location, TRUE, error);
  if (self->writer == NULL || !migrate (self, error))
    return FALSE;
  for (guint i = 0; i < N_READERS; i++)
    {
      gpointer reader = self->driver->connect (self->location, FALSE, error);

      if (reader == NULL)
        return FALSE;
      g_ptr_array_add (self->readers, reader);
    }
  return TRUE;
}

/**
 * review_store_open:
 * @uri: `sqlite:PATH`
 * @clock: (transfer none): must outlive the store
 *
 * Opens the store under its exclusive lock and brings its schema to this version. The folder is
 * made with mode 0700, the files with 0600.
 *
 * Returns: (transfer full): the store; %NULL with %REVIEW_ERROR_BUSY when another process (named
 *   in the message) holds it, %REVIEW_ERROR_MIGRATION when it cannot be brought to this version
 */
ReviewStore *
review_store_open (const char *uri,
                   ReviewStoreFlags flags,
                   const ReviewClock *clock,
                   GError **error)
{
  const char *location = NULL;
  const ReviewStoreDriver *driver = find_driver (uri, &location, error);
  g_autoptr (ReviewStore) self = NULL;

  if (driver == NULL || !prepare_place (location, flags, error))
    return NULL;
  self = g_new0 (ReviewStore, 1);
  self->driver = driver;
  self->clock = clock;
  self->location = g_strdup (location);
  self->readers = g_ptr_array_new ();
  g_mutex_init (&self->write_lock);
  g_mutex_init (&self->read_lock);
  g_cond_init (&self->read_ready);
  self->lock = review_store_lock (location, error);
  if (self->lock < 0 || !connect_all (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * review_store_close:
 * @self: (nullable) (transfer full): a store that no thread uses any more
 *
 * Readers go first, so that the last one to close, which checkpoints, is the writer.
 */
void
review_store_close (ReviewStore *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->readers->len; i++)
    self->driver->disconnect (self->readers->pdata[i]);
  g_clear_pointer (&self->writer, self->driver->disconnect);
  review_store_unlock (self->lock);
  g_ptr_array_unref (self->readers);
  g_mutex_clear (&self->write_lock);
  g_mutex_clear (&self->read_lock);
  g_cond_clear (&self->read_ready);
  g_free (self->location);
  g_free (self);
}

const ReviewClock *
review_store_get_clock (ReviewStore *self)
{
  return self->clock;
}

const char *
review_store_get_location (ReviewStore *self)
{
  return self->location;
}

/**
 * review_store_write:
 * @func: runs once, inside a transaction on the only writing connection; must not open another
 *
 * When this returns %TRUE the changes are on the disk.
 */
gboolean
review_store_write (ReviewStore *self, ReviewTxFunc func, gpointer user_data, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->write_lock);
  ReviewTx tx = { self->driver, self->writer, self->clock, review_clock_now (self->clock), 0 };

  if (!self->driver->begin (self->writer, TRUE, error))
    return FALSE;
  if (func (&tx, user_data, error) && self->driver->commit (self->writer, error))
    return TRUE;
  self->driver->rollback (self->writer);
  return FALSE;
}

static gpointer
borrow_reader (ReviewStore *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->read_lock);

  while (self->readers->len == 0)
    g_cond_wait (&self->read_ready, &self->read_lock);
  return g_ptr_array_steal_index_fast (self->readers, self->readers->len - 1);
}

static void
return_reader (ReviewStore *self, gpointer reader)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->read_lock);

  g_ptr_array_add (self->readers, reader);
  g_cond_signal (&self->read_ready);
}

/**
 * review_store_read:
 * @func: runs inside a read-only transaction: it sees one state of the store throughout
 */
gboolean
review_store_read (ReviewStore *self, ReviewTxFunc func, gpointer user_data, GError **error)
{
  gpointer reader = borrow_reader (self);
  ReviewTx tx = { self->driver, reader, self->clock, review_clock_now (self->clock), 0 };
  gboolean ok = self->driver->begin (reader, FALSE, error);

  if (ok)
    {
      ok = func (&tx, user_data, error);
      self->driver->rollback (reader);
    }
  return_reader (self, reader);
  return ok;
}

/**
 * review_store_backup:
 * @path: of the copy; a file there is replaced
 *
 * Copies one consistent state through the writing connection.
 */
gboolean
review_store_backup (ReviewStore *self, const char *path, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->write_lock);

  return self->driver->backup (self->writer, path, error);
}
