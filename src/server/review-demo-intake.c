/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Brings generated cases into the store through the service's bulk intake, in batches so that
 * other writers get their turn. A case that is there already is left alone, so an interrupted
 * run continues where it stopped. The truth of arriving cases stays here: it is counted for the
 * oracle and forgotten. */
#define G_LOG_DOMAIN "review-server"
#include "review-demo-intake.h"

#include "review-papers.h"
#include "stats-binary.h"

#define BATCH 100

typedef struct
{
  ReviewService *service;
  GPtrArray *cases; /* ReviewDemoCase */
  GPtrArray *files; /* of each case: array of GBytes */
  guint added;
} Batch;

static gboolean
is_there (ReviewTx *tx, const ReviewIntake *intake, gboolean *ret_there, GError **error)
{
  gint64 n = 0;

  if (!review_tx_get_int (tx, &n, error,
                          "SELECT count(*) FROM case_file WHERE source = $1 AND type = $2 AND "
                          "external_id = $3",
                          "sss", intake->source, intake->type, intake->external_id))
    return FALSE;
  *ret_there = n > 0;
  return TRUE;
}

/* Of a new case the files too: a case and what its documents name come together. */
static gboolean
write_case (ReviewTx *tx, Batch *batch, guint i, GError **error)
{
  const ReviewUser *actor = review_service_system_user ();
  const ReviewDemoCase *one = batch->cases->pdata[i];
  GPtrArray *files = batch->files->pdata[i];
  ReviewIntakeOutcome outcome;

  for (guint k = 0; k < files->len; k++)
    {
      g_autoptr (ReviewAttachment) kept =
          review_service_put_attachment_in (tx, actor, files->pdata[k], error);

      if (kept == NULL)
        return FALSE;
    }
  return review_service_intake_in (batch->service, tx, actor, one->intake, REVIEW_INTAKE_AUTO,
                                   &outcome, NULL, error);
}

static gboolean
write_batch (ReviewTx *tx, gpointer user_data, GError **error)
{
  Batch *batch = user_data;

  batch->added = 0;
  for (guint i = 0; i < batch->cases->len; i++)
    {
      const ReviewDemoCase *one = batch->cases->pdata[i];
      gboolean there;

      if (!is_there (tx, one->intake, &there, error))
        return FALSE;
      if (there)
        continue;
      if (!write_case (tx, batch, i, error))
        return FALSE;
      batch->added++;
    }
  return TRUE;
}

/* What the oracle is measured on. */
typedef struct
{
  double *probability;
  guint8 *positive;
} Truth;

static void
free_case (gpointer data)
{
  review_demo_case_free (data);
}

static void
make_batch (const ReviewDemoOptions *options,
            guint from,
            guint to,
            Batch *batch,
            Truth *truth,
            ReviewDemoTally *tally)
{
  g_ptr_array_set_size (batch->cases, 0);
  g_ptr_array_set_size (batch->files, 0);
  for (guint i = from; i < to; i++)
    {
      ReviewDemoCase *one = review_demo_make (options, tally->case_type, i);

      truth->probability[i] = one->probability;
      truth->positive[i] = one->positive ? 1 : 0;
      tally->positives += one->positive ? 1 : 0;
      tally->planted += one->planted != NULL ? 1 : 0;
      g_ptr_array_add (batch->cases, one);
      /* Nobody looks into the documents of history. */
      g_ptr_array_add (batch->files,
                       i < options->history ? g_ptr_array_new () : review_papers_draw (one));
    }
}

static gboolean
run_batches (ReviewService *service,
             const ReviewDemoOptions *options,
             GCancellable *cancellable,
             ReviewProgressFunc progress,
             gpointer user_data,
             Truth *truth,
             ReviewDemoTally *tally,
             GError **error)
{
  guint n = options->history + options->arriving;
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func (free_case);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  Batch batch = { service, cases, files, 0 };

  for (guint from = 0; from < n; from += BATCH)
    {
      guint to = MIN (from + BATCH, n);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      make_batch (options, from, to, &batch, truth, tally);
      if (!review_store_write (review_service_get_store (service), write_batch, &batch, error))
        return FALSE;
      tally->added += batch.added;
      if (progress != NULL && !progress (to, n, user_data))
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "the demo was cancelled");
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * review_demo_intake:
 * @options: what to generate
 * @case_type: one of review_demo_list_types()
 * @cancellable: (nullable): stops between two batches
 * @progress: (nullable): cases so far, after each batch; %FALSE stops
 * @ret_tally: (out): what was generated, also of cases that were there before
 *
 * Returns: %FALSE with an error of the store, or G_IO_ERROR_CANCELLED; batches before stay
 */
gboolean
review_demo_intake (ReviewService *service,
                    const ReviewDemoOptions *options,
                    const char *case_type,
                    GCancellable *cancellable,
                    ReviewProgressFunc progress,
                    gpointer user_data,
                    ReviewDemoTally *ret_tally,
                    GError **error)
{
  guint n = options->history + options->arriving;
  Truth truth = { g_new0 (double, n + 1), g_new0 (guint8, n + 1) };
  gboolean done;

  *ret_tally = (ReviewDemoTally){ .case_type = case_type,
                                  .history = options->history,
                                  .arriving = options->arriving };
  done = run_batches (service, options, cancellable, progress, user_data, &truth, ret_tally, error);
  if (done)
    ret_tally->oracle_auc = stats_auc (truth.probability, truth.positive, n);
  g_free (truth.probability);
  g_free (truth.positive);
  return done;
}
