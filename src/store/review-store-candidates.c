/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Training jobs, and models as versions with a card and a history of states. */
#define G_LOG_DOMAIN "review-store"
#include "review-store-candidates.h"

#include "review-codec.h"
#include "review-store-models.h"
#include "review-store-private.h"

#define MOST_JOBS 20 /* that a list shows */

#define JOB_QUERY                                                                            \
  "SELECT j.id, j.case_type, j.state, j.method, j.reason, j.slice, j.asked_by, j.asked_at, " \
  "j.done, j.total, j.error, j.model, a.name FROM training_job j "                           \
  "LEFT JOIN account a ON a.id = j.asked_by "

/**
 * review_store_add_job:
 *
 * Returns: %FALSE with %REVIEW_ERROR_CONFLICT when another job of the type is open
 */
gboolean
review_store_add_job (ReviewTx *tx, const ReviewTrainingJob *job, GError **error)
{
  g_autofree char *slice = job->slice != NULL ? review_encode (job->slice) : NULL;

  return review_tx_exec (tx, error,
                         "INSERT INTO training_job (id, case_type, state, method, reason, slice, "
                         "asked_by, asked_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                         "sssssssi", job->id, job->case_type,
                         review_enum_nick (&review_training_states, job->state),
                         review_enum_nick (&review_training_methods, job->method), job->reason,
                         slice, job->asked_by, job->asked_at)
         == 1;
}

static gpointer
read_job (ReviewRows *rows, GError **error)
{
  g_autoptr (ReviewTrainingJob) job = review_record_new (&review_training_job_type);

  job->id = review_rows_dup_text (rows, 0);
  job->case_type = review_rows_dup_text (rows, 1);
  job->state = review_rows_get_enum (rows, 2, &review_training_states);
  job->method = review_rows_get_enum (rows, 3, &review_training_methods);
  job->reason = review_rows_dup_text (rows, 4);
  if (!review_rows_is_null (rows, 5))
    {
      job->slice =
          review_decode (&review_condition_type, review_rows_get_text (rows, 5), -1, error);
      if (job->slice == NULL)
        return NULL;
    }
  job->asked_by = review_rows_dup_text (rows, 6);
  job->asked_at = review_rows_get_int (rows, 7);
  job->done = review_rows_get_int (rows, 8);
  job->total = review_rows_get_int (rows, 9);
  job->error = review_rows_dup_text (rows, 10);
  job->model = review_rows_dup_text (rows, 11);
  job->asked_by_name = review_rows_dup_text (rows, 12);
  return g_steal_pointer (&job);
}

/**
 * review_store_load_job:
 *
 * Returns: (transfer full): the job; %NULL with %REVIEW_ERROR_NOT_FOUND
 */
ReviewTrainingJob *
review_store_load_job (ReviewTx *tx, const char *id, GError **error)
{
  g_autoptr (ReviewRows) rows = review_tx_query (tx, error, JOB_QUERY "WHERE j.id = $1", "s", id);

  return review_rows_read_only (rows, read_job, error);
}

/**
 * review_store_find_open_job:
 * @ret: (out) (transfer full) (nullable): the one that was asked for first and is not over
 */
gboolean
review_store_find_open_job (ReviewTx *tx, ReviewTrainingJob **ret, GError **error)
{
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      JOB_QUERY "WHERE j.state IN ('waiting', 'running') ORDER BY j.asked_at, j.id LIMIT 1", "");

  return review_rows_read_first (rows, read_job, (gpointer *) ret, error);
}

/**
 * review_store_list_jobs:
 *
 * Returns: (transfer full) (element-type ReviewTrainingJob): the newest of the type first
 */
GPtrArray *
review_store_list_jobs (ReviewTx *tx, const char *case_type, GError **error)
{
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error, JOB_QUERY "WHERE j.case_type = $1 ORDER BY j.asked_at DESC, j.id DESC LIMIT $2",
      "si", case_type, (gint64) MOST_JOBS);

  return review_rows_read_all (rows, read_job, error);
}

/**
 * review_store_update_job:
 * @job: its state, how far it is, its error and its model are kept
 */
gboolean
review_store_update_job (ReviewTx *tx, const ReviewTrainingJob *job, GError **error)
{
  return review_tx_exec (tx, error,
                         "UPDATE training_job SET state = $2, done = $3, total = $4, error = $5, "
                         "model = $6 WHERE id = $1",
                         "ssiiss", job->id, review_enum_nick (&review_training_states, job->state),
                         job->done, job->total, job->error, job->model)
         == 1;
}

static gboolean
add_state (ReviewTx *tx,
           const char *version,
           ReviewModelState state,
           const char *account,
           const char *reason,
           GError **error)
{
  gint64 seq = review_tx_next (tx, "model_state", error);

  return seq > 0
         && review_tx_exec (tx, error,
                            "INSERT INTO model_state (seq, model, state, account, at, reason) "
                            "VALUES ($1, $2, $3, $4, $5, $6)",
                            "isssis", seq, version,
                            review_enum_nick (&review_model_states, (int) state), account,
                            review_tx_get_now (tx), reason)
                == 1;
}

/**
 * review_store_put_candidate:
 * @training: #ReviewTrainingRow of every case it was trained on
 * @card: what it was made of and how it compares
 * @job: that made it
 *
 * The live model stays what it is.
 */
gboolean
review_store_put_candidate (ReviewTx *tx,
                            const ReviewStoredModel *model,
                            GPtrArray *training,
                            const ReviewModelVersion *card,
                            const ReviewTrainingJob *job,
                            GError **error)
{
  g_autofree char *comparison = review_encode_list (card->comparison);

  return review_store_add_model (tx, model, REVIEW_MODEL_CANDIDATE, training, error)
         && review_tx_exec (
                tx, error,
                "INSERT INTO model_card (model, job, base, dataset, rows_trained, "
                "positives, passed, comparison) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                "ssssiiis", model->version, job->id, card->base, card->dataset, card->rows,
                card->positives, (gint64) (card->passed ? 1 : 0), comparison)
                == 1
         && add_state (tx, model->version, REVIEW_MODEL_CANDIDATE, job->asked_by, job->reason,
                       error);
}

#define VERSION_QUERY                                                                      \
  "SELECT m.version, m.case_type, m.state, m.created_at, j.method, c.base, c.dataset, "    \
  "c.rows_trained, c.positives, j.reason, j.asked_by, c.passed, c.comparison, s.account, " \
  "s.at, a.name, b.name FROM model m LEFT JOIN model_card c ON c.model = m.version "       \
  "LEFT JOIN training_job j ON j.id = c.job LEFT JOIN account a ON a.id = j.asked_by "     \
  "LEFT JOIN model_state s ON s.seq = (SELECT MAX (t.seq) FROM model_state t "             \
  "WHERE t.model = m.version AND t.state = 'live') LEFT JOIN account b ON b.id = s.account "

static gpointer
read_version (ReviewRows *rows, GError **error)
{
  g_autoptr (ReviewModelVersion) one = review_record_new (&review_model_version_type);

  one->version = review_rows_dup_text (rows, 0);
  one->case_type = review_rows_dup_text (rows, 1);
  one->state = review_rows_get_enum (rows, 2, &review_model_states);
  one->created_at = review_rows_get_int (rows, 3);
  one->live_by = review_rows_dup_text (rows, 13);
  one->live_at = review_rows_is_null (rows, 14) ? 0 : review_rows_get_int (rows, 14);
  one->asked_by_name = review_rows_dup_text (rows, 15);
  one->live_by_name = review_rows_dup_text (rows, 16);
  if (review_rows_is_null (rows, 4))
    return g_steal_pointer (&one);
  one->method = review_rows_get_enum (rows, 4, &review_training_methods);
  one->base = review_rows_dup_text (rows, 5);
  one->dataset = review_rows_dup_text (rows, 6);
  one->rows = review_rows_get_int (rows, 7);
  one->positives = review_rows_get_int (rows, 8);
  one->reason = review_rows_dup_text (rows, 9);
  one->asked_by = review_rows_dup_text (rows, 10);
  one->passed = review_rows_get_int (rows, 11) != 0;
  one->comparison = review_decode_list (&review_model_comparison_type,
                                        review_rows_get_text (rows, 12), -1, error);
  return one->comparison != NULL ? g_steal_pointer (&one) : NULL;
}

/**
 * review_store_list_models:
 *
 * Returns: (transfer full) (element-type ReviewModelVersion): of the type, the newest first
 */
GPtrArray *
review_store_list_models (ReviewTx *tx, const char *case_type, GError **error)
{
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error, VERSION_QUERY "WHERE m.case_type = $1 ORDER BY m.created_at DESC, m.version DESC",
      "s", case_type);

  return review_rows_read_all (rows, read_version, error);
}

/**
 * review_store_load_model_version:
 *
 * Returns: (transfer full): what is known of a model; %NULL with %REVIEW_ERROR_NOT_FOUND
 */
ReviewModelVersion *
review_store_load_model_version (ReviewTx *tx, const char *version, GError **error)
{
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error, VERSION_QUERY "WHERE m.version = $1", "s", version);

  return review_rows_read_only (rows, read_version, error);
}

/**
 * review_store_is_live:
 * @ret: (out): whether the model decides now
 */
gboolean
review_store_is_live (ReviewTx *tx, const char *version, gboolean *ret, GError **error)
{
  gint64 n = 0;

  if (!review_tx_get_int (tx, &n, error,
                          "SELECT COUNT(*) FROM model WHERE version = $1 AND state = 'live'", "s",
                          version))
    return FALSE;
  *ret = n > 0;
  return TRUE;
}

/**
 * review_store_was_live:
 * @ret: (out): whether a model that is not live now was so once. One without a card went live when it
 *   was made
 */
gboolean
review_store_was_live (ReviewTx *tx, const char *version, gboolean *ret, GError **error)
{
  gint64 n = 0;

  if (!review_tx_get_int (
          tx, &n, error,
          "SELECT (SELECT COUNT(*) FROM model_state WHERE model = $1 "
          "AND state = 'live') + (SELECT COUNT(*) FROM model m WHERE m.version = $1 "
          "AND NOT EXISTS (SELECT 1 FROM model_card c WHERE c.model = m.version))",
          "s", version))
    return FALSE;
  *ret = n > 0;
  return TRUE;
}

/* Of one type one model is live: the one before leaves its place first. */
static gboolean
retire_live (
    ReviewTx *tx, const char *case_type, const char *account, const char *reason, GError **error)
{
  g_autofree char *live = NULL;

  if (!review_store_find_live_version (tx, case_type, &live, error))
    return FALSE;
  return live == NULL
         || (review_tx_exec (tx, error, "UPDATE model SET state = 'retired' WHERE version = $1",
                             "s", live)
                 == 1
             && add_state (tx, live, REVIEW_MODEL_RETIRED, account, reason, error));
}

/**
 * review_store_set_model_state:
 * @state: live: the one that was live retires
 * @account: who did it
 * @reason: (nullable): why
 */
gboolean
review_store_set_model_state (ReviewTx *tx,
                              const ReviewModelVersion *model,
                              ReviewModelState state,
                              const char *account,
                              const char *reason,
                              GError **error)
{
  if (state == REVIEW_MODEL_LIVE && !retire_live (tx, model->case_type, account, reason, error))
    return FALSE;
  return review_tx_exec (tx, error, "UPDATE model SET state = $2 WHERE version = $1", "ss",
                         model->version, review_enum_nick (&review_model_states, (int) state))
             == 1
         && add_state (tx, model->version, state, account, reason, error);
}
