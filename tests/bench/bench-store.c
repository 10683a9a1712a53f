/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A full queue without the hours that intake would take: rows by SQL. */
#define G_LOG_DOMAIN "bench"
#include "bench-app.h"

#include "review-store.h"

typedef struct
{
  gint64 rows;
  gint64 few;
} Fill;

static gboolean
fill (ReviewTx *tx, gpointer user_data, GError **error)
{
  const Fill *job = user_data;
  gint64 rows = job->rows;
  gint64 now = review_tx_get_now (tx);

  /* No text to search for: the index stays empty. */
  return review_tx_exec (tx, error, "INSERT INTO counter (name, value) VALUES ('search_filled', 1)",
                         "")
             == 1
         && review_tx_exec (tx, error,
                            "INSERT INTO subject (id, source, external_id, display, created_at) "
                            "VALUES ('s', 'bench', 'c', 'u•••0001', $1)",
                            "i", now)
                == 1
         && review_tx_exec (
                tx, error,
                "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1) "
                "INSERT INTO case_file (id, display_id, external_id, source, type, subject, "
                "priority, value, currency, value_rank, opened_at, received_at, as_of, state, "
                "version, history, content_sha256) SELECT printf('%032x', i), 'C-' || i, 'x' || i, "
                "'bench', CASE WHEN i % ($1 / $2) = 0 THEN $4 ELSE $5 END, 's', i % 70, "
                "'' || (i * 7919 % 100000), 'USD', i * 7919 % 100000 * 100, $3, $3, $3, 'queued', "
                "1, 0, '' FROM n",
                "iiiss", rows, job->few, now, BENCH_FEW_TYPE, BENCH_MANY_TYPE)
                == rows
         && review_tx_exec (
                tx, error,
                "INSERT INTO work_item (id, case_id, purpose, round, as_of, queued_at, due_at, "
                "state, version, band, case_type, key_user, value_rank, stage) SELECT 'f' || "
                "substr(id, 2), id, 'sla', 1, as_of, opened_at, opened_at + $1, 'queued', 1, 3, "
                "type, 0, value_rank, 'first' FROM case_file",
                "i", (gint64) 8 * 3600 * G_USEC_PER_SEC)
                == rows;
}

/* A store of @rows cases that wait, @few of which are of another type than the rest. */
void
bench_store_fill (const char *uri, gint64 rows, gint64 few)
{
  Fill fill_job = { rows, few };
  g_autoptr (GError) error = NULL;
  ReviewStore *store =
      review_store_open (uri, REVIEW_STORE_DEFAULT, review_clock_system (), &error);

  if (store == NULL || !review_store_write (store, fill, &fill_job, &error))
    g_error ("no store: %s", error->message);
  review_store_close (store);
}
