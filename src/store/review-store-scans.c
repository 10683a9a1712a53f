/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Searches for recurring errors in the background. */
#define G_LOG_DOMAIN "review-store"
#include "review-store-scans.h"

#include "review-codec.h"
#include "review-store-private.h"

#define MOST_JOBS 20 /* that a list shows */

#define QUERY                                                                            \
  "SELECT j.id, j.case_type, j.state, j.asked_by, a.name, j.asked_at, j.done, j.total, " \
  "j.error, j.request, j.answer FROM pattern_scan j LEFT JOIN account a ON a.id = j.asked_by "

/**
 * review_store_add_scan:
 *
 * Returns: %FALSE with %REVIEW_ERROR_CONFLICT when another one of the type is open
 */
gboolean
review_store_add_scan (ReviewTx *tx, const ReviewScanJob *job, GError **error)
{
  g_autofree char *request = review_encode (job->request);

  return review_tx_exec (tx, error,
                         "INSERT INTO pattern_scan (id, case_type, state, asked_by, asked_at, "
                         "request) VALUES ($1, $2, $3, $4, $5, $6)",
                         "ssssis", job->id, job->case_type,
                         review_enum_nick (&review_training_states, job->state), job->asked_by,
                         job->asked_at, request)
         == 1;
}

static gpointer
read_job (ReviewRows *rows, GError **error)
{
  g_autoptr (ReviewScanJob) job = review_record_new (&review_scan_job_type);

  job->id = review_rows_dup_text (rows, 0);
  job->case_type = review_rows_dup_text (rows, 1);
  job->state = review_rows_get_enum (rows, 2, &review_training_states);
  job->asked_by = review_rows_dup_text (rows, 3);
  job->asked_by_name = review_rows_dup_text (rows, 4);
  job->asked_at = review_rows_get_int (rows, 5);
  job->done = review_rows_get_int (rows, 6);
  job->total = review_rows_get_int (rows, 7);
  job->error = review_rows_dup_text (rows, 8);
  job->request =
      review_decode (&review_pattern_scan_request_type, review_rows_get_text (rows, 9), -1, error);
  if (job->request == NULL)
    return NULL;
  if (review_rows_is_null (rows, 10))
    return g_steal_pointer (&job);
  job->scan = review_decode (&review_pattern_scan_type, review_rows_get_text (rows, 10), -1, error);
  return job->scan != NULL ? g_steal_pointer (&job) : NULL;
}

/** review_store_load_scan: Returns: (transfer full): the job; %NULL with %REVIEW_ERROR_NOT_FOUND. */
ReviewScanJob *
review_store_load_scan (ReviewTx *tx, const char *id, GError **error)
{
  g_autoptr (ReviewRows) rows = review_tx_query (tx, error, QUERY "WHERE j.id = $1", "s", id);

  return review_rows_read_only (rows, read_job, error);
}

/**
 * review_store_find_open_scan:
 * @ret: (out) (transfer full) (nullable): the one that was asked for first and is not over
 */
gboolean
review_store_find_open_scan (ReviewTx *tx, ReviewScanJob **ret, GError **error)
{
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error, QUERY "WHERE j.state IN ('waiting', 'running') ORDER BY j.asked_at, j.id LIMIT 1",
      "");

  return review_rows_read_first (rows, read_job, (gpointer *) ret, error);
}

/** review_store_list_scans: Returns: (transfer full) (element-type ReviewScanJob): the newest first. */
GPtrArray *
review_store_list_scans (ReviewTx *tx, GError **error)
{
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error, QUERY "ORDER BY j.asked_at DESC, j.id DESC LIMIT $1", "i", (gint64) MOST_JOBS);

  return review_rows_read_all (rows, read_job, error);
}

/** review_store_update_scan: keeps how far it is, or what came of it; one that is over stays so. */
gboolean
review_store_update_scan (ReviewTx *tx, const ReviewScanJob *job, GError **error)
{
  g_autofree char *answer = job->scan != NULL ? review_encode (job->scan) : NULL;

  return review_tx_exec (tx, error,
                         "UPDATE pattern_scan SET state = $2, done = $3, total = $4, error = $5, "
                         "answer = $6 WHERE id = $1 AND state IN ('waiting', 'running')",
                         "ssiiss", job->id, review_enum_nick (&review_training_states, job->state),
                         job->done, job->total, job->error, answer)
         >= 0;
}
