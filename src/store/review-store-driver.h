/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table a database driver fills. Private to this room: only review-store-*.c include it. */
#pragma once

#include "review-store.h"

G_BEGIN_DECLS

typedef struct
{
  char type; /* as in review_tx_exec() */
  const char *text;
  gint64 integer;
  double real;
  GBytes *bytes;
} ReviewParam;

typedef struct
{
  const char *scheme; /* of the URI, and the suffix of migrations in its own dialect */
  gpointer (*connect) (const char *location, gboolean writer, GError **error);
  void (*disconnect) (gpointer connection);
  gboolean (*begin) (gpointer connection, gboolean write, GError **error);
  gboolean (*commit) (gpointer connection, GError **error);
  void (*rollback) (gpointer connection);
  gboolean (*run_script) (gpointer connection, const char *sql, GError **error);
  gboolean (*backup) (gpointer connection, const char *path, GError **error);

  gpointer (*prepare) (gpointer connection, const char *sql, GError **error);
  guint (*count_params) (gpointer statement);
  gboolean (*bind) (gpointer statement, guint n, const ReviewParam *param);
  int (*step) (gpointer connection, gpointer statement, GError **error); /* 1 row, 0 end, -1 */
  gint64 (*changes) (gpointer connection);
  void (*finish) (gpointer connection, gpointer statement);
  gboolean (*is_null) (gpointer statement, int column);
  const char *(*get_text) (gpointer statement, int column);
  gint64 (*get_int) (gpointer statement, int column);
  double (*get_double) (gpointer statement, int column);
  GBytes *(*dup_bytes) (gpointer statement, int column);
} ReviewStoreDriver;

extern const ReviewStoreDriver review_store_sqlite_driver;

struct _ReviewTx
{
  const ReviewStoreDriver *driver;
  gpointer connection;
  const ReviewClock *clock;
  gint64 now;        /* of the whole transaction */
  gint64 last_event; /* newest event it made, 0: none */
};

/* One migration: its number and the scripts that run in its one transaction. */
typedef struct
{
  gint64 version;
  char *name;
  char *sql;     /* (owned) common to all databases */
  char *dialect; /* (owned) (nullable) of this driver only */
} ReviewMigration;

GPtrArray *review_migrations_load (const char *scheme);
void review_migration_free (gpointer migration);
gboolean
review_store_migrate (ReviewTx *tx, GPtrArray *migrations, const char *location, GError **error);

int review_store_lock (const char *location, GError **error);
void review_store_unlock (int lock);

G_END_DECLS
