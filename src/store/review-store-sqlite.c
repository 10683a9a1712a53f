/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The SQLite driver. Owns the pragmas: the writer syncs fully and is the only connection that
 * checkpoints; readers are query_only. A failed sync ends the process: what was not known to be
 * on the disk is never acknowledged. */
#define G_LOG_DOMAIN "review-store"
#include "review-store-driver.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <unistd.h>

#define EXIT_SYNC_FAILED 74 /* EX_IOERR */

typedef struct
{
  sqlite3 *db;            /* (owned) */
  GHashTable *statements; /* (owned): SQL -> idle sqlite3_stmt */
} Connection;

static int
error_code (int rc)
{
  switch (rc & 0xff)
    {
    case SQLITE_CONSTRAINT:
      return REVIEW_ERROR_CONFLICT;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return REVIEW_ERROR_BUSY;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return REVIEW_ERROR_CORRUPT;
    case SQLITE_TOOBIG:
      return REVIEW_ERROR_TOO_LARGE;
    default:
      return REVIEW_ERROR_FAILED;
    }
}

static void
set_error (GError **error, sqlite3 *db)
{
  int rc = sqlite3_extended_errcode (db);

  if (rc == SQLITE_IOERR_FSYNC || rc == SQLITE_IOERR_DIR_FSYNC)
    {
      fprintf (stderr, "The disk refused to sync the store; stopping, so that nothing is "
                       "acknowledged that may be lost.\n");
      _exit (EXIT_SYNC_FAILED);
    }
  g_set_error (error, REVIEW_ERROR, error_code (rc), "store: %s", sqlite3_errmsg (db));
}

static gboolean
run_script (gpointer connection, const char *sql, GError **error)
{
  sqlite3 *db = ((Connection *) connection)->db;

  if (sqlite3_exec (db, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  set_error (error, db);
  return FALSE;
}

static void
finalize (gpointer statement)
{
  sqlite3_finalize (statement);
}

static void
disconnect (gpointer connection)
{
  Connection *self = connection;

  g_hash_table_unref (self->statements);
  sqlite3_close_v2 (self->db);
  g_free (self);
}

static gboolean
set_pragmas (Connection *self, gboolean writer, GError **error)
{
  static const char common[] =
      "PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;"
      "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY;";

  sqlite3_extended_result_codes (self->db, 1);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  if (!run_script (self, common, error))
    return FALSE;
  if (writer)
    return run_script (self,
                       "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                       "PRAGMA secure_delete = ON;",
                       error);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  return run_script (self, "PRAGMA wal_autocheckpoint = 0; PRAGMA query_only = ON;", error);
}

/* Made by us, for us alone, before SQLite sees it: its side files take over the mode. */
static gboolean
create_file (const char *location, GError **error)
{
  int fd = open (location, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (fd < 0)
    {
      g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_FAILED, "%s: %s", location,
                   g_strerror (errno));
      return FALSE;
    }
  close (fd);
  return TRUE;
}

static gpointer
connect_to (const char *location, gboolean writer, GError **error)
{
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
  Connection *self;

  if (writer && !create_file (location, error))
    return NULL;
  self = g_new0 (Connection, 1);
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, finalize);
  if (sqlite3_open_v2 (location, &self->db, flags, NULL) != SQLITE_OK)
    set_error (error, self->db);
  else if (set_pragmas (self, writer, error))
    return self;
  g_prefix_error (error, "%s: ", location);
  disconnect (self);
  return NULL;
}

static gboolean
begin (gpointer connection, gboolean write, GError **error)
{
  return run_script (connection, write ? "BEGIN IMMEDIATE" : "BEGIN", error);
}

static gboolean
commit (gpointer connection, GError **error)
{
  return run_script (connection, "COMMIT", error);
}

static void
rollback (gpointer connection)
{
  sqlite3 *db = ((Connection *) connection)->db;

  if (!sqlite3_get_autocommit (db))
    sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
}

/* VACUUM INTO copies a consistent state through the connection that writes. */
static gboolean
backup (gpointer connection, const char *path, GError **error)
{
  sqlite3 *db = ((Connection *) connection)->db;
  sqlite3_stmt *statement = NULL;
  gboolean ok = FALSE;

  unlink (path);
  if (!create_file (path, error))
    return FALSE;
  if (sqlite3_prepare_v2 (db, "VACUUM INTO ?1", -1, &statement, NULL) == SQLITE_OK)
    {
      sqlite3_bind_text (statement, 1, path, -1, SQLITE_TRANSIENT);
      ok = sqlite3_step (statement) == SQLITE_DONE;
    }
  if (!ok)
    set_error (error, db);
  sqlite3_finalize (statement);
  return ok;
}

/* A statement in use is out of the table, so that the same SQL may run inside itself. */
static gpointer
prepare (gpointer connection, const char *sql, GError **error)
{
  Connection *self = connection;
  gpointer statement = NULL;

  if (g_hash_table_steal_extended (self->statements, sql, NULL, &statement))
    return statement;
  if (sqlite3_prepare_v3 (self->db, sql, -1, SQLITE_PREPARE_PERSISTENT,
                          (sqlite3_stmt **) &statement, NULL)
      != SQLITE_OK)
    set_error (error, self->db);
  return statement;
}

static gboolean
bind_value (sqlite3_stmt *statement, int at, const ReviewParam *param)
{
  gsize len = 0;
  gconstpointer data = param->bytes != NULL ? g_bytes_get_data (param->bytes, &len) : NULL;

  switch (param->type)
    {
    case 's':
      return sqlite3_bind_text (statement, at, param->text, -1, SQLITE_TRANSIENT) == SQLITE_OK;
    case 'i':
    case 'e':
      return sqlite3_bind_int64 (statement, at, param->integer) == SQLITE_OK;
    case 't':
      return (param->integer == 0 ? sqlite3_bind_null (statement, at)
                                  : sqlite3_bind_int64 (statement, at, param->integer))
             == SQLITE_OK;
    case 'd':
      return (isnan (param->real) ? sqlite3_bind_null (statement, at)
                                  : sqlite3_bind_double (statement, at, param->real))
             == SQLITE_OK;
    case 'b':
      return (param->bytes == NULL
                  ? sqlite3_bind_null (statement, at)
                  : sqlite3_bind_blob64 (statement, at, data, len, SQLITE_TRANSIENT))
             == SQLITE_OK;
    default:
      return FALSE;
    }
}

static guint
count_params (gpointer statement)
{
  return (guint) sqlite3_bind_parameter_count (statement);
}

static gboolean
bind_param (gpointer statement, guint n, const ReviewParam *param)
{
  char name[16];
  int at;

  g_snprintf (name, sizeof name, "$%u", n);
  at = sqlite3_bind_parameter_index (statement, name);
  return at > 0 && bind_value (statement, at, param);
}

static int
step (gpointer connection, gpointer statement, GError **error)
{
  int rc = sqlite3_step (statement);

  if (rc == SQLITE_ROW)
    return 1;
  if (rc == SQLITE_DONE)
    return 0;
  set_error (error, ((Connection *) connection)->db);
  return -1;
}

static gint64
changes (gpointer connection)
{
  return sqlite3_changes64 (((Connection *) connection)->db);
}

static void
finish (gpointer connection, gpointer statement)
{
  Connection *self = connection;
  const char *sql = sqlite3_sql (statement);

  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
  if (g_hash_table_contains (self->statements, sql))
    sqlite3_finalize (statement);
  else
    g_hash_table_insert (self->statements, (gpointer) sql, statement);
}

static gboolean
is_null (gpointer statement, int column)
{
  return sqlite3_column_type (statement, column) == SQLITE_NULL;
}

static const char *
get_text (gpointer statement, int column)
{
  return (const char *) sqlite3_column_text (statement, column);
}

static gint64
get_int (gpointer statement, int column)
{
  return sqlite3_column_int64 (statement, column);
}

static double
get_double (gpointer statement, int column)
{
  return is_null (statement, column) ? NAN : sqlite3_column_double (statement, column);
}

static GBytes *
dup_bytes (gpointer statement, int column)
{
  gconstpointer data = sqlite3_column_blob (statement, column);

  return g_bytes_new (data, (gsize) sqlite3_column_bytes (statement, column));
}

const ReviewStoreDriver review_store_sqlite_driver = {
  .scheme = "sqlite",
  .connect = connect_to,
  .disconnect = disconnect,
  .begin = begin,
  .commit = commit,
  .rollback = rollback,
  .run_script = run_script,
  .backup = backup,
  .prepare = prepare,
  .count_params = count_params,
  .bind = bind_param,
  .step = step,
  .changes = changes,
  .finish = finish,
  .is_null = is_null,
  .get_text = get_text,
  .get_int = get_int,
  .get_double = get_double,
  .dup_bytes = dup_bytes,
};
