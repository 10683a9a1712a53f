/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The background job of a first start. Every step looks at the store first and does only what is
 * missing: cases that are there are skipped, a type with a live model is not trained again, and
 * only cases without an assessment are assessed. */
#define G_LOG_DOMAIN "review-server"
#include "review-preparation.h"

#include <string.h>

#include "review-demo-intake.h"

#define MARKER      "preparation" /* counter: 1 begun, 2 done */
#define ASSESS_MOST 100000

struct _ReviewPreparation
{
  ReviewService *service; /* (borrowed) */
  ReviewPreparationOptions options;
  GCancellable *cancellable;
  GThread *thread;
};

/* The progress of one stage; an event is posted when a tenth more is done, since each is a write. */
typedef struct
{
  ReviewService *service;
  const ReviewPreparationOptions *options;
  GCancellable *cancellable;
  const char *stage;
  gint64 tenth;
} Stage;

/**
 * review_preparation_options_init:
 * @options: (out): the default demo; @train is left for the caller
 * @now: µs UTC
 */
void
review_preparation_options_init (ReviewPreparationOptions *options, gint64 now)
{
  *options = (ReviewPreparationOptions){ .train = NULL };
  review_demo_options_init (&options->demo, now);
}

static gboolean
read_marker (ReviewTx *tx, gint64 *ret_marker, GError **error)
{
  return review_tx_get_int (tx, ret_marker, error,
                            "SELECT coalesce(max(value), 0) FROM counter WHERE name = $1", "s",
                            MARKER);
}

static gboolean
look (ReviewTx *tx, gpointer user_data, GError **error)
{
  gboolean *needed = user_data;
  gint64 marker = 0, cases = 0;

  if (!read_marker (tx, &marker, error)
      || !review_tx_get_int (tx, &cases, error, "SELECT count(*) FROM case_file", ""))
    return FALSE;
  *needed = marker == 1 || (marker == 0 && cases == 0);
  return TRUE;
}

/**
 * review_preparation_is_needed:
 * @ret_needed: (out): the store is empty, or a preparation was interrupted. A store with cases
 *   of its own is never filled with generated ones.
 */
gboolean
review_preparation_is_needed (ReviewService *service, gboolean *ret_needed, GError **error)
{
  return review_store_read (review_service_get_store (service), look, ret_needed, error);
}

/* Brings the marker from one below @target to it; where it is already, it stays. */
static gboolean
raise_marker (ReviewTx *tx, gint64 target, GError **error)
{
  gint64 marker = 0;

  return read_marker (tx, &marker, error)
         && (marker != target - 1 || review_tx_next (tx, MARKER, error) == target);
}

static gboolean
mark_begun (ReviewTx *tx, gpointer user_data, GError **error)
{
  return raise_marker (tx, 1, error);
}

static gboolean
mark_done (ReviewTx *tx, gpointer user_data, GError **error)
{
  return raise_marker (tx, 2, error);
}

static void
begin_stage (Stage *stage, const char *name)
{
  stage->stage = name;
  stage->tenth = -1;
}

static gboolean
report (gint64 done, gint64 total, gpointer user_data)
{
  Stage *stage = user_data;
  gint64 tenth = total > 0 ? done * 10 / total : 0;
  g_autoptr (GError) error = NULL;

  if (stage->options->progress != NULL)
    stage->options->progress (stage->stage, done, total, stage->options->progress_data);
  if (tenth != stage->tenth
      && !review_service_post_event (stage->service, "preparation", NULL, stage->stage, done, total,
                                     &error))
    g_warning ("progress is not told: %s", error->message);
  stage->tenth = tenth;
  return !g_cancellable_is_cancelled (stage->cancellable);
}

static gboolean
find_live_model (ReviewTx *tx, const char *case_type, gboolean *ret_live, GError **error)
{
  gint64 n = 0;

  if (!review_tx_get_int (tx, &n, error,
                          "SELECT count(*) FROM model WHERE case_type = $1 AND state = 'live'", "s",
                          case_type))
    return FALSE;
  *ret_live = n > 0;
  return TRUE;
}

typedef struct
{
  const char *case_type;
  gboolean live;
} ModelQuestion;

static gboolean
ask_for_model (ReviewTx *tx, gpointer user_data, GError **error)
{
  ModelQuestion *question = user_data;

  return find_live_model (tx, question->case_type, &question->live, error);
}

static gboolean
train (Stage *stage, const char *case_type, GError **error)
{
  const ReviewPreparationOptions *options = stage->options;
  ModelQuestion question = { case_type, FALSE };

  if (!review_store_read (review_service_get_store (stage->service), ask_for_model, &question,
                          error))
    return FALSE;
  if (question.live)
    return TRUE;
  begin_stage (stage, "training");
  report (0, 1, stage);
  return options->train (stage->service, case_type, stage->cancellable, report, stage,
                         options->train_data, error);
}

static gboolean
prepare_type (Stage *stage, const char *case_type, GError **error)
{
  ReviewDemoTally tally;
  gint64 started = g_get_monotonic_time ();
  gint64 taken_in, trained;

  begin_stage (stage, "demo");
  if (!review_demo_intake (stage->service, &stage->options->demo, case_type, stage->cancellable,
                           report, stage, &tally, error))
    return FALSE;
  taken_in = g_get_monotonic_time ();
  if (!train (stage, case_type, error))
    return FALSE;
  trained = g_get_monotonic_time ();
  if (g_cancellable_set_error_if_cancelled (stage->cancellable, error))
    return FALSE;
  begin_stage (stage, "assessing");
  if (review_service_assess_pending (stage->service, case_type, ASSESS_MOST, report, stage, error)
      < 0)
    return FALSE;
  g_info ("%s: demo %.1f s, training %.1f s, assessing %.1f s", case_type,
          (double) (taken_in - started) / G_USEC_PER_SEC,
          (double) (trained - taken_in) / G_USEC_PER_SEC,
          (double) (g_get_monotonic_time () - trained) / G_USEC_PER_SEC);
  return !g_cancellable_set_error_if_cancelled (stage->cancellable, error);
}

/**
 * review_preparation_run:
 * @options: what to make, how to train, whom to tell
 * @cancellable: (nullable): stops at the next step; the next run carries on
 *
 * Does whatever is missing, in the caller's thread.
 */
gboolean
review_preparation_run (ReviewService *service,
                        const ReviewPreparationOptions *options,
                        GCancellable *cancellable,
                        GError **error)
{
  ReviewStore *store = review_service_get_store (service);
  Stage stage = { service, options, cancellable, NULL, -1 };

  if (!review_store_write (store, mark_begun, NULL, error))
    return FALSE;
  for (const char *const *type = review_demo_list_types (); *type != NULL; type++)
    if (!prepare_type (&stage, *type, error))
      return FALSE;
  return review_store_write (store, mark_done, NULL, error);
}

static void
tell_end (ReviewPreparation *self, const GError *failure)
{
  const ReviewPreparationOptions *options = &self->options;
  g_autoptr (GError) error = NULL;

  if (options->progress != NULL)
    options->progress (NULL, 0, 0, options->progress_data);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (!review_service_post_event (self->service, "preparation", NULL,
                                  failure != NULL ? "failed" : "done", 1, 1, &error))
    g_warning ("the end of the preparation is not told: %s", error->message);
}

static gpointer
run_in_thread (gpointer user_data)
{
  ReviewPreparation *self = user_data;
  g_autoptr (GError) error = NULL;

  if (!review_preparation_run (self->service, &self->options, self->cancellable, &error)
      && !g_cancellable_is_cancelled (self->cancellable))
    g_warning ("the first start could not be prepared: %s", error->message);
  tell_end (self, error);
  return NULL;
}

/**
 * review_preparation_start:
 * @service: (transfer none): outlives the preparation
 * @options: copied; the functions and their data outlive the preparation
 *
 * Returns: (transfer full): the running job; ended by review_preparation_stop()
 */
ReviewPreparation *
review_preparation_start (ReviewService *service, const ReviewPreparationOptions *options)
{
  ReviewPreparation *self = g_new0 (ReviewPreparation, 1);

  self->service = service;
  self->options = *options;
  self->cancellable = g_cancellable_new ();
  self->thread = g_thread_new ("preparation", run_in_thread, self);
  return self;
}

/**
 * review_preparation_stop:
 * @self: (transfer full) (nullable): cancelled if it still runs, waited for, freed
 */
void
review_preparation_stop (ReviewPreparation *self)
{
  if (self == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_thread_join (self->thread);
  g_object_unref (self->cancellable);
  g_free (self);
}
