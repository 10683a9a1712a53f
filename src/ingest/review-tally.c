/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each row holds is staged in the store and read once, sorted, which the database does outside
 * of memory. What was found stays in memory: four bytes per row and slot. */
#define G_LOG_DOMAIN "review-ingest"
#include "review-tally.h"

#include <string.h>

#include "review-canonical.h"

#define BATCH_ITEMS 5000
#define KEY_MAX     64 /* bytes; a longer key is staged as its hash */

/* What a row has in a slot. */
typedef struct
{
  guint slot;
  char *key; /* (owned); "": every row has it */
  gint64 at;
  int file;
  gint64 line;
} Entry;

struct _ReviewTally
{
  ReviewStore *store; /* (unowned) */
  GArray *windows;    /* (owned) (element-type gint64): of the slots, in µs */
  GArray *batch;      /* (owned) (element-type Entry) */
  GHashTable *totals; /* (owned): file and slot → GArray of gint32 by line, -1: not counted */
};

/* The rows of one key, while they are read in their order. */
typedef struct
{
  guint slot;
  char *key;     /* (owned) */
  gint64 before; /* rows that were read */
  GQueue times;  /* of gint64 *: those that may still lie in a window */
} Run;

typedef struct
{
  ReviewTally *self; /* (unowned) */
  Run run;
} Settling;

static void
entry_clear (gpointer data)
{
  g_free (((Entry *) data)->key);
}

/**
 * review_tally_new:
 * @store: must outlive the result; its staging tables are empty
 *
 * Returns: (transfer full): a tally without slots
 */
ReviewTally *
review_tally_new (ReviewStore *store)
{
  ReviewTally *self = g_new0 (ReviewTally, 1);

  self->store = store;
  self->windows = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->batch = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->batch, entry_clear);
  self->totals =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_array_unref);
  return self;
}

void
review_tally_free (ReviewTally *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->windows);
  g_array_unref (self->batch);
  g_hash_table_unref (self->totals);
  g_free (self);
}

/**
 * review_tally_add_slot:
 * @window: in µs, or %REVIEW_WINDOW_ALL
 *
 * Returns: the number of the new slot, from 0
 */
guint
review_tally_add_slot (ReviewTally *self, gint64 window)
{
  g_array_append_val (self->windows, window);
  return self->windows->len - 1;
}

static gboolean
write_counts (ReviewTx *tx, gpointer user_data, GError **error)
{
  GArray *batch = user_data;

  for (guint i = 0; i < batch->len; i++)
    {
      const Entry *e = &g_array_index (batch, Entry, i);

      if (review_tx_exec (tx, error,
                          "INSERT INTO import_count (slot, key, at, file, line) "
                          "VALUES ($1, $2, $3, $4, $5)",
                          "esiei", (int) e->slot, e->key, e->at, e->file, e->line)
          < 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
flush (ReviewTally *self, GError **error)
{
  gboolean ok =
      self->batch->len == 0 || review_store_write (self->store, write_counts, self->batch, error);

  g_array_set_size (self->batch, 0);
  return ok;
}

/**
 * review_tally_add:
 * @slot: of review_tally_add_slot()
 * @key: what the row holds
 * @at: its time, 0 for every row where there are no times
 * @file: index into the import's files
 * @line: where the row begins in it; with @file and @slot it is there once
 */
gboolean
review_tally_add (ReviewTally *self,
                  guint slot,
                  const char *key,
                  gint64 at,
                  int file,
                  gint64 line,
                  GError **error)
{
  gsize n = strlen (key);
  Entry entry = { slot, n > KEY_MAX ? review_sha256 (key, n) : g_strdup (key), at, file, line };

  g_array_append_val (self->batch, entry);
  return self->batch->len < BATCH_ITEMS || flush (self, error);
}

static void
run_clear (Run *run)
{
  g_clear_pointer (&run->key, g_free);
  g_queue_clear_full (&run->times, g_free);
  run->before = 0;
}

/* How many rows of the run came before one of @at; then that one belongs to the run. */
static gint64
count_earlier (Run *run, gint64 at, gint64 window)
{
  gint64 *own;

  if (window == REVIEW_WINDOW_ALL)
    return run->before++;
  while (!g_queue_is_empty (&run->times) && *(gint64 *) run->times.head->data < at - window)
    g_free (g_queue_pop_head (&run->times));
  own = g_new (gint64, 1);
  *own = at;
  g_queue_push_tail (&run->times, own);
  return run->times.length - 1;
}

static GArray *
totals_of (const ReviewTally *self, int file, guint slot)
{
  gint64 place = (gint64) file << 32 | slot;

  return g_hash_table_lookup (self->totals, &place);
}

static void
put_total (ReviewTally *self, int file, guint slot, gint64 line, gint64 total)
{
  static const gint32 none = -1;
  GArray *totals = totals_of (self, file, slot);

  if (totals == NULL)
    {
      gint64 place = (gint64) file << 32 | slot;

      totals = g_array_new (FALSE, FALSE, sizeof (gint32));
      g_hash_table_insert (self->totals, g_memdup2 (&place, sizeof place), totals);
    }
  while (totals->len <= line)
    g_array_append_val (totals, none);
  g_array_index (totals, gint32, line) = (gint32) MIN (total, G_MAXINT32);
}

static void
settle_row (Settling *s, ReviewRows *rows)
{
  guint slot = (guint) review_rows_get_int (rows, 0);
  const char *key = review_rows_get_text (rows, 1);
  gint64 window = g_array_index (s->self->windows, gint64, slot);
  gint64 total;

  if (s->run.key == NULL || s->run.slot != slot || strcmp (s->run.key, key) != 0)
    {
      run_clear (&s->run);
      s->run.slot = slot;
      s->run.key = g_strdup (key);
    }
  total = count_earlier (&s->run, review_rows_get_int (rows, 2), window);
  put_total (s->self, (int) review_rows_get_int (rows, 3), slot, review_rows_get_int (rows, 4),
             total);
}

static gboolean
settle (ReviewTx *tx, gpointer user_data, GError **error)
{
  Settling *s = user_data;
  g_autoptr (GError) local = NULL;
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error,
                       "SELECT slot, key, at, file, line FROM import_count "
                       "ORDER BY slot, key, at, file, line",
                       "");

  if (rows == NULL)
    return FALSE;
  while (review_rows_next (rows, &local))
    settle_row (s, rows);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/**
 * review_tally_settle:
 *
 * Counts, once every row was added.
 */
gboolean
review_tally_settle (ReviewTally *self, GError **error)
{
  Settling s = { .self = self, .run = { .times = G_QUEUE_INIT } };
  gboolean ok = flush (self, error)
                && (self->windows->len == 0 || review_store_read (self->store, settle, &s, error));

  run_clear (&s.run);
  return ok;
}

/**
 * review_tally_get:
 * @file: index into the import's files
 * @line: of a row
 *
 * Returns: the number of rows before it in @slot; -1 when it has no key or no time there
 */
gint64
review_tally_get (const ReviewTally *self, guint slot, int file, gint64 line)
{
  GArray *totals = totals_of (self, file, slot);

  return totals != NULL && line < totals->len ? g_array_index (totals, gint32, line) : -1;
}
