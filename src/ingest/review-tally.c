/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two tables of the store: import_count holds what each row has, in no order; import_total what was
 * found for it. Between them lies one sorted read, which the database does outside of memory. */
#define G_LOG_DOMAIN "review-ingest"
#include "review-tally.h"

#include <string.h>

#include "review-canonical.h"

#define BATCH_ITEMS 5000
#define KEY_MAX     64 /* bytes; a longer key is staged as its hash */

/* What a row has in a slot, and then how many came before it. */
typedef struct
{
  guint slot;
  char *key; /* (owned); "": every row has it */
  gint64 at;
  int file;
  gint64 line;
  gint64 total;
} Entry;

struct _ReviewTally
{
  ReviewStore *store; /* (unowned) */
  GArray *windows;    /* (owned) (element-type gint64): of the slots, in µs */
  GArray *batch;      /* (owned) (element-type Entry) */
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
  return self;
}

void
review_tally_free (ReviewTally *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->windows);
  g_array_unref (self->batch);
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

guint
review_tally_get_n_slots (const ReviewTally *self)
{
  return self->windows->len;
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
write_totals (ReviewTx *tx, gpointer user_data, GError **error)
{
  GArray *batch = user_data;

  for (guint i = 0; i < batch->len; i++)
    {
      const Entry *e = &g_array_index (batch, Entry, i);

      if (review_tx_exec (tx, error,
                          "INSERT INTO import_total (file, line, slot, total) "
                          "VALUES ($1, $2, $3, $4)",
                          "eiei", e->file, e->line, (int) e->slot, e->total)
          < 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
flush (ReviewTally *self, ReviewTxFunc write, GError **error)
{
  gboolean ok =
      self->batch->len == 0 || review_store_write (self->store, write, self->batch, error);

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
  Entry entry = { slot, n > KEY_MAX ? review_sha256 (key, n) : g_strdup (key), at, file, line, 0 };

  g_array_append_val (self->batch, entry);
  return self->batch->len < BATCH_ITEMS || flush (self, write_counts, error);
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

static gboolean
settle_row (Settling *s, ReviewRows *rows, GError **error)
{
  const char *key = review_rows_get_text (rows, 1);
  Entry e = { .slot = (guint) review_rows_get_int (rows, 0),
              .at = review_rows_get_int (rows, 2),
              .file = (int) review_rows_get_int (rows, 3),
              .line = review_rows_get_int (rows, 4) };

  if (s->run.key == NULL || s->run.slot != e.slot || strcmp (s->run.key, key) != 0)
    {
      run_clear (&s->run);
      s->run.slot = e.slot;
      s->run.key = g_strdup (key);
    }
  e.total = count_earlier (&s->run, e.at, g_array_index (s->self->windows, gint64, e.slot));
  g_array_append_val (s->self->batch, e);
  return s->self->batch->len < BATCH_ITEMS || flush (s->self, write_totals, error);
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
    if (!settle_row (s, rows, error))
      return FALSE;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/**
 * review_tally_settle:
 *
 * Counts, once every row was added. The sorted rows are read on one connection while the totals
 * are written in batches on the other.
 */
gboolean
review_tally_settle (ReviewTally *self, GError **error)
{
  Settling s = { .self = self, .run = { .times = G_QUEUE_INIT } };
  gboolean ok = flush (self, write_counts, error)
                && (self->windows->len == 0 || review_store_read (self->store, settle, &s, error))
                && flush (self, write_totals, error);

  run_clear (&s.run);
  return ok;
}

/**
 * review_tally_load:
 * @file: index into the import's files
 * @line: of a row that was added
 * @totals: (out caller-allocates): per slot the number of earlier rows; -1 where the row has no key
 *   or no time
 * @n: slots
 */
gboolean
review_tally_load (ReviewTx *tx, int file, gint64 line, gint64 *totals, guint n, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error, "SELECT slot, total FROM import_total WHERE file = $1 AND line = $2", "ei", file,
      line);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < n; i++)
    totals[i] = -1;
  while (review_rows_next (rows, &local))
    if ((guint64) review_rows_get_int (rows, 0) < n)
      totals[review_rows_get_int (rows, 0)] = review_rows_get_int (rows, 1);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
