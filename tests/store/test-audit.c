/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The audit chain: every changed byte, deleted, swapped or added row is found. */
#define G_LOG_DOMAIN "test-audit"
#include <sqlite3.h>
#include <string.h>

#include "review-store-audit.h"
#include "store-fixture.h"

#define OBJECTS 3
#define ROWS    8

static gboolean
fill (ReviewTx *tx, gpointer user_data, GError **error)
{
  for (guint i = 0; i < ROWS; i++)
    for (guint j = 0; j < OBJECTS; j++)
      {
        g_autofree char *object = g_strdup_printf ("case:%u", j);
        g_autofree char *ref = g_strdup_printf ("ref-%u", i);
        ReviewAuditEntry entry = { .actor = "u-agent",
                                   .action = "look",
                                   .object = object,
                                   .ref = ref,
                                   .reason = i % 2 == 0 ? NULL : "because" };

        if (!review_audit_add (tx, &entry, error))
          return FALSE;
      }
  return review_audit_checkpoint (tx, error);
}

static gboolean
verify (ReviewTx *tx, gpointer user_data, GError **error)
{
  return review_audit_verify (tx, user_data, error);
}

static gboolean
is_sound (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  ReviewAuditReport report;
  gboolean ok = review_store_read (f->store, verify, &report, &error);

  if (!ok)
    g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_CORRUPT);
  return ok;
}

static void
fill_store (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  review_store_write (f->store, fill, NULL, &error);
  g_assert_no_error (error);
  f->clock.time += REVIEW_MINUTE;
  review_store_write (f->store, fill, NULL, &error);
  g_assert_no_error (error);
}

static void
test_sound (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  ReviewAuditReport report;

  fill_store (f);
  review_store_read (f->store, verify, &report, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report.rows, ==, 2 * ROWS * OBJECTS);
  g_assert_cmpint (report.objects, ==, OBJECTS);
  g_assert_cmpint (report.checkpoints, ==, 2);
}

/* What someone with the file in hand can do: SQL without our triggers. */
static void
tamper (Fixture *f, const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (f->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

/* Each change alone is found; undone, the chain is sound again. */
static void
expect_found (Fixture *f, const char *change, const char *undo)
{
  tamper (f, change);
  if (is_sound (f))
    g_error ("not found: %s", change);
  tamper (f, undo);
  g_assert_true (is_sound (f));
}

static void
drop_guards (Fixture *f)
{
  static const char *const tables[] = { "audit", "checkpoint" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *sql = g_strdup_printf (
          "DROP TRIGGER %s_no_update; DROP TRIGGER %s_no_delete", tables[i], tables[i]);

      tamper (f, sql);
    }
}

static void
test_guards (Fixture *f, gconstpointer data)
{
  sqlite3 *db = NULL;

  fill_store (f);
  g_assert_cmpint (sqlite3_open (f->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "UPDATE audit SET actor = 'x'", NULL, NULL, NULL), !=,
                   SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "DELETE FROM audit", NULL, NULL, NULL), !=, SQLITE_OK);
  sqlite3_close (db);
  g_assert_true (is_sound (f));
}

/* Every byte of every text column, and every number, of some rows. */
static void
test_every_byte (Fixture *f, gconstpointer data)
{
  static const char *const texts[] = { "actor",  "action",    "object", "ref",
                                       "reason", "prev_hash", "hash" };
  static const char *const numbers[] = { "seq", "at", "n" };
  static const guint lengths[] = { 7, 4, 6, 5, 7, 64, 64 };

  fill_store (f);
  drop_guards (f);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (guint at = 1; at <= lengths[i]; at += lengths[i] > 10 ? 9 : 1)
      {
        g_autofree char *change = g_strdup_printf (
            "CREATE TABLE kept AS SELECT seq, %s AS v FROM audit WHERE seq = 29;"
            "UPDATE audit SET %s = SUBSTR(%s, 1, %u) || '~' || SUBSTR(%s, %u) WHERE seq = 29",
            texts[i], texts[i], texts[i], at - 1, texts[i], at + 1);
        g_autofree char *undo = g_strdup_printf (
            "UPDATE audit SET %s = (SELECT v FROM kept) WHERE seq = 29; DROP TABLE kept", texts[i]);

        expect_found (f, change, undo);
      }
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *change = g_strdup_printf (
          "UPDATE audit SET %s = %s + 1000 WHERE hash = (SELECT hash FROM audit_head "
          "WHERE object = 'case:1')",
          numbers[i], numbers[i]);
      g_autofree char *undo = g_strdup_printf (
          "UPDATE audit SET %s = %s - 1000 WHERE hash = (SELECT hash FROM audit_head "
          "WHERE object = 'case:1')",
          numbers[i], numbers[i]);

      expect_found (f, change, undo);
    }
}

/* NULL and '' are not the same. */
static void
test_null_is_not_empty (Fixture *f, gconstpointer data)
{
  fill_store (f);
  drop_guards (f);
  expect_found (f, "UPDATE audit SET reason = '' WHERE seq = 1",
                "UPDATE audit SET reason = NULL WHERE seq = 1");
  expect_found (f, "UPDATE audit SET before_hash = '' WHERE seq = 1",
                "UPDATE audit SET before_hash = NULL WHERE seq = 1");
}

static void
test_rows (Fixture *f, gconstpointer data)
{
  static const char keep[] =
      "CREATE TABLE kept AS SELECT * FROM audit; CREATE TABLE heads AS SELECT * FROM audit_head;"
      "CREATE TABLE points AS SELECT * FROM checkpoint;";
  static const char undo[] =
      "DELETE FROM audit; INSERT INTO audit SELECT * FROM kept; DROP TABLE kept;"
      "DELETE FROM audit_head; INSERT INTO audit_head SELECT * FROM heads; DROP TABLE heads;"
      "DELETE FROM checkpoint; INSERT INTO checkpoint SELECT * FROM points; DROP TABLE points;";
  static const char *const changes[] = {
    /* deleted: first, middle, last, last with its head, a whole chain with its head */
    "DELETE FROM audit WHERE object = 'case:1' AND n = 1",
    "DELETE FROM audit WHERE object = 'case:1' AND n = 5",
    "DELETE FROM audit WHERE object = 'case:1' AND n = 16",
    "DELETE FROM audit WHERE object = 'case:1' AND n = 16; UPDATE audit_head SET n = 15, hash = "
    "(SELECT hash FROM audit WHERE object = 'case:1' AND n = 15) WHERE object = 'case:1'",
    "DELETE FROM audit WHERE object = 'case:1'; DELETE FROM audit_head WHERE object = 'case:1'",
    "DELETE FROM audit",
    /* the tail with its head and the checkpoint that sealed it */
    "DELETE FROM audit WHERE seq = 48; UPDATE audit_head SET n = 15, hash = (SELECT hash FROM "
    "audit WHERE object = 'case:2' AND n = 15) WHERE object = 'case:2'; DELETE FROM checkpoint "
    "WHERE seq = 2",
    /* swapped, and moved to another chain */
    "UPDATE audit SET n = -1 WHERE object = 'case:1' AND n = 4; UPDATE audit SET n = 4 WHERE "
    "object = 'case:1' AND n = 5; UPDATE audit SET n = 5 WHERE object = 'case:1' AND n = -1",
    "UPDATE audit SET object = 'case:9' WHERE object = 'case:1'; UPDATE audit_head SET object = "
    "'case:9' WHERE object = 'case:1'",
    /* checkpoints: dropped, changed */
    "DELETE FROM checkpoint WHERE seq = 1",
    "UPDATE checkpoint SET at = at + 1 WHERE seq = 2",
    "UPDATE checkpoint SET last_audit = last_audit - 1 WHERE seq = 2",
  };

  fill_store (f);
  drop_guards (f);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *change = g_strconcat (keep, changes[i], NULL);

      expect_found (f, change, undo);
    }
}

#define ADD(name, func) \
  g_test_add ("/audit/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("sound", test_sound);
  ADD ("guards", test_guards);
  ADD ("every-byte", test_every_byte);
  ADD ("null-is-not-empty", test_null_is_not_empty);
  ADD ("rows", test_rows);
  return g_test_run ();
}
