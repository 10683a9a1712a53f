/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Brings a store to this version: numbered SQL files, compiled in, each in one transaction with
 * the row that says it ran. A store that holds something is copied first. */
#define G_LOG_DOMAIN "review-store"
#include <gio/gio.h>
#include <string.h>

#include "review-canonical.h"
#include "review-store-driver.h"
#include "review-store-resources.h"

#define FOLDER "/org/riskops/Review/migrations"

void
review_migration_free (gpointer migration)
{
  ReviewMigration *self = migration;

  g_free (self->name);
  g_free (self->sql);
  g_free (self->dialect);
  g_free (self);
}

static char *
load_text (GResource *resource, const char *name)
{
  g_autofree char *path = g_strconcat (FOLDER "/", name, NULL);
  g_autoptr (GBytes) bytes =
      g_resource_lookup_data (resource, path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  if (bytes == NULL)
    return NULL;
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static int
compare_versions (gconstpointer a, gconstpointer b)
{
  gint64 x = (*(const ReviewMigration *const *) a)->version;
  gint64 y = (*(const ReviewMigration *const *) b)->version;

  return (x > y) - (x < y);
}

/**
 * review_migrations_load:
 * @scheme: of the driver whose dialect files belong to it
 *
 * Returns: (transfer full): #ReviewMigration, in order
 */
GPtrArray *
review_migrations_load (const char *scheme)
{
  GResource *resource = review_store_resources_get_resource ();
  g_auto (GStrv) names =
      g_resource_enumerate_children (resource, FOLDER, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  GPtrArray *list = g_ptr_array_new_with_free_func (review_migration_free);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *stem = g_strdup (names[i]);
      g_autofree char *dialect = NULL;
      ReviewMigration *one;

      *strchr (stem, '.') = '\0';
      if (strcmp (names[i] + strlen (stem), ".sql") != 0)
        continue;
      dialect = g_strconcat (stem, ".", scheme, ".sql", NULL);
      one = g_new0 (ReviewMigration, 1);
      one->version = g_ascii_strtoll (stem, NULL, 10);
      one->name = g_steal_pointer (&stem);
      one->sql = load_text (resource, names[i]);
      one->dialect = load_text (resource, dialect);
      g_ptr_array_add (list, one);
    }
  g_ptr_array_sort (list, compare_versions);
  return list;
}

static gboolean
read_version (ReviewTx *tx, gint64 *version, GError **error)
{
  GError *local = NULL;

  *version = 0;
  if (!tx->driver->run_script (tx->connection,
                               "CREATE TABLE IF NOT EXISTS schema_migration (version BIGINT "
                               "PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, "
                               "applied_at BIGINT NOT NULL)",
                               error))
    return FALSE;
  review_tx_get_int (tx, version, &local, "SELECT MAX(version) FROM schema_migration", "");
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
apply_scripts (ReviewTx *tx, const ReviewMigration *one, GError **error)
{
  g_autofree char *sha256 = review_sha256 (one->sql, strlen (one->sql));

  if (!tx->driver->run_script (tx->connection, one->sql, error))
    return FALSE;
  if (one->dialect != NULL && !tx->driver->run_script (tx->connection, one->dialect, error))
    return FALSE;
  return review_tx_exec (tx, error,
                         "INSERT INTO schema_migration (version, name, sha256, applied_at) "
                         "VALUES ($1, $2, $3, $4)",
                         "issi", one->version, one->name, sha256, tx->now)
         == 1;
}

static gboolean
apply (ReviewTx *tx, const ReviewMigration *one, GError **error)
{
  if (!tx->driver->begin (tx->connection, TRUE, error))
    return FALSE;
  if (apply_scripts (tx, one, error) && tx->driver->commit (tx->connection, error))
    return TRUE;
  tx->driver->rollback (tx->connection);
  return FALSE;
}

static void
set_migration_error (GError **error, GError *cause, const char *step)
{
  g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_MIGRATION, "%s: %s; the store stays as it was",
               step, cause->message);
  g_error_free (cause);
}

static gboolean
copy_first (ReviewTx *tx, const char *location, gint64 version, GError **error)
{
  g_autofree char *path = g_strdup_printf ("%s.before-%" G_GINT64_FORMAT, location, version + 1);
  GError *cause = NULL;

  if (tx->driver->backup (tx->connection, path, &cause))
    return TRUE;
  set_migration_error (error, cause, "the copy before the migration failed");
  return FALSE;
}

static gboolean
apply_newer (
    ReviewTx *tx, GPtrArray *migrations, gint64 version, const char *location, GError **error)
{
  gboolean copied = version == 0;

  for (guint i = 0; i < migrations->len; i++)
    {
      const ReviewMigration *one = migrations->pdata[i];
      GError *cause = NULL;

      if (one->version <= version)
        continue;
      if (!copied && !copy_first (tx, location, version, error))
        return FALSE;
      copied = TRUE;
      if (!apply (tx, one, &cause))
        {
          set_migration_error (error, cause, one->name);
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * review_store_migrate:
 * @tx: on the writing connection, outside a transaction
 * @migrations: #ReviewMigration in order
 * @location: beside which the copy is put: LOCATION.before-N
 *
 * Runs what has not run yet. Killed anywhere, the store has the old schema or the new one.
 *
 * Returns: %FALSE with %REVIEW_ERROR_MIGRATION when one fails, or the store is newer than this
 *   program
 */
gboolean
review_store_migrate (ReviewTx *tx, GPtrArray *migrations, const char *location, GError **error)
{
  gint64 newest = migrations->len > 0
                      ? ((ReviewMigration *) migrations->pdata[migrations->len - 1])->version
                      : 0;
  gint64 version = 0;

  if (!read_version (tx, &version, error))
    return FALSE;
  if (version > newest)
    {
      g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_MIGRATION,
                   "the store has schema %" G_GINT64_FORMAT ", this program knows %" G_GINT64_FORMAT
                   ": a newer version wrote it",
                   version, newest);
      return FALSE;
    }
  return apply_newer (tx, migrations, version, location, error);
}
