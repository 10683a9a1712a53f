/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Training jobs become candidates. What is asked for stands in the store, so that whoever asked may
 * leave, cancel from elsewhere, and read how far it is. */
#define G_LOG_DOMAIN "review-server"
#include "review-trainer.h"

#include "review-candidate.h"
#include "review-error.h"
#include "review-shadow.h"
#include "review-store-audit.h"
#include "review-store-candidates.h"
#include "review-store-events.h"
#include "review-training.h"

#define TURN G_USEC_PER_SEC /* between two looks for work */

struct _ReviewTrainer
{
  ReviewService *service; /* (borrowed) */
  ReviewAgent *agent;     /* (borrowed) */
  GThread *thread;
  GCancellable *stopping;
  char *trouble; /* (owned) (nullable): of the shadow, as it was told last */
  GMutex lock;
  GCond stopped;
};

/* A job in work. */
typedef struct
{
  ReviewTrainer *trainer;
  ReviewTrainingJob *job;    /* (owned) */
  GCancellable *cancellable; /* (owned): of this job; also when the server stops */
  ReviewTrained trained;
  ReviewModelVersion *card; /* (owned) */
  gboolean cancelled;       /* in the store, by somebody */
} Work;

static void
work_clear (Work *self)
{
  g_clear_pointer (&self->job, review_record_unref);
  g_clear_pointer (&self->card, review_record_unref);
  g_clear_object (&self->cancellable);
  review_trained_clear (&self->trained);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static ReviewStore *
store_of (const Work *work)
{
  return review_service_get_store (work->trainer->service);
}

static gboolean
find_job (ReviewTx *tx, gpointer user_data, GError **error)
{
  Work *work = user_data;

  return review_store_find_open_job (tx, &work->job, error);
}

/* Whether somebody cancelled the job meanwhile. */
static gboolean
check_wanted (ReviewTx *tx, Work *work, GError **error)
{
  g_autoptr (ReviewTrainingJob) now = review_store_load_job (tx, work->job->id, error);

  if (now == NULL)
    return FALSE;
  work->cancelled = now->state == REVIEW_TRAINING_CANCELLED;
  return TRUE;
}

/* Notes how far the job is, unless it is not wanted any more. */
static gboolean
note (ReviewTx *tx, gpointer user_data, GError **error)
{
  Work *work = user_data;

  return check_wanted (tx, work, error)
         && (work->cancelled
             || (review_store_update_job (tx, work->job, error)
                 && review_event_add (tx, "candidate", work->job->case_type, NULL, error)));
}

static gboolean
follow (gint64 done, gint64 total, gpointer user_data)
{
  Work *work = user_data;
  g_autoptr (GError) error = NULL;

  work->job->state = REVIEW_TRAINING_RUNNING;
  work->job->done = done;
  work->job->total = total;
  if (!review_store_write (store_of (work), note, work, &error))
    g_warning ("the progress of a training is not noted: %s", error->message);
  return !work->cancelled && !g_cancellable_is_cancelled (work->trainer->stopping);
}

static gboolean
load_base (ReviewTx *tx, gpointer user_data, GError **error)
{
  ReviewStoredModel **base = user_data;
  const char *case_type = (*base)->case_type;
  ReviewStoredModel *stored = review_store_load_live_model (tx, case_type, error);

  if (stored == NULL)
    return FALSE;
  review_stored_model_free (*base);
  *base = stored;
  return TRUE;
}

/* Of a job that continues: the live model's trees. */
static gboolean
find_base (const Work *work, ReviewStoredModel **ret_base, GError **error)
{
  *ret_base = NULL;
  if (work->job->method != REVIEW_TRAINING_CONTINUED)
    return TRUE;
  *ret_base = review_stored_model_new ();
  (*ret_base)->case_type = g_strdup (work->job->case_type);
  return review_store_read (store_of (work), load_base, ret_base, error);
}

static gboolean
train (Work *work, GError **error)
{
  g_autoptr (ReviewStoredModel) base = NULL;
  ReviewTraining training = { NULL };

  if (!find_base (work, &base, error))
    return FALSE;
  training.base = base != NULL ? base->artefact : NULL;
  return review_training_make (work->trainer->service, work->job->case_type, work->cancellable,
                               follow, work, &training, &work->trained, error);
}

static gboolean
compare (Work *work, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (RocaModel) live =
      review_agent_dup_model (work->trainer->agent, work->job->case_type, &local);
  ReviewModelVersion *card = work->card = review_record_new (&review_model_version_type);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  card->version = g_strdup (work->trained.stored->version);
  card->case_type = g_strdup (work->job->case_type);
  card->base = live != NULL ? g_strdup (roca_model_get_version (live)) : NULL;
  card->dataset = g_strdup (work->trained.dataset);
  card->rows = work->trained.metrics.n;
  card->positives = work->trained.metrics.positives;
  card->comparison = review_candidate_compare (work->trainer->service, live, work->trained.model,
                                               work->job->slice, &card->passed, error);
  return card->comparison != NULL;
}

/* What passed its gate beside a live model goes on to live cases by itself. */
static gboolean
start_shadow (ReviewTx *tx, const ReviewModelVersion *card, GError **error)
{
  return !card->passed || card->base == NULL
         || review_store_set_model_state (tx, card, REVIEW_MODEL_SHADOW,
                                          review_service_system_user ()->id, NULL, error);
}

static gboolean
put (ReviewTx *tx, gpointer user_data, GError **error)
{
  Work *work = user_data;
  g_autofree char *object = g_strconcat ("model:", work->job->case_type, NULL);
  ReviewAuditEntry entry = { .actor = review_service_system_user ()->id,
                             .action = "candidate_made",
                             .object = object,
                             .ref = work->card->version,
                             .reason = work->card->dataset };

  if (!check_wanted (tx, work, error))
    return FALSE;
  if (work->cancelled)
    return TRUE;
  work->job->state = REVIEW_TRAINING_DONE;
  work->job->model = g_strdup (work->card->version);
  return review_store_put_candidate (tx, work->trained.stored, work->trained.rows, work->card,
                                     work->job, error)
         && review_training_put_calibration (tx, &work->trained, error)
         && start_shadow (tx, work->card, error) && review_store_update_job (tx, work->job, error)
         && review_event_add (tx, "candidate", work->job->case_type, NULL, error)
         && review_audit_add (tx, &entry, error);
}

/* What went wrong is said where it was asked for. A stop of the server is no failure. */
static void
finish (Work *work, const GError *failed)
{
  g_autoptr (GError) error = NULL;

  if (work->cancelled || g_cancellable_is_cancelled (work->trainer->stopping))
    return;
  work->job->state = REVIEW_TRAINING_FAILED;
  g_clear_pointer (&work->job->model, g_free);
  work->job->error = g_strdup (failed->message);
  if (!review_store_write (store_of (work), note, work, &error))
    g_warning ("a training failed (%s), which is not noted: %s", failed->message, error->message);
}

static void
stop_cb (GCancellable *stopping, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static void
run_job (Work *work)
{
  g_autoptr (GError) error = NULL;
  GCancellable *stopping = work->trainer->stopping;
  gulong handler;

  work->cancellable = g_cancellable_new ();
  handler = g_cancellable_connect (stopping, G_CALLBACK (stop_cb), g_object_ref (work->cancellable),
                                   g_object_unref);
  if (follow (0, 0, work)
      && (!train (work, &error) || !compare (work, &error)
          || !review_store_write (store_of (work), put, work, &error)))
    finish (work, error);
  g_cancellable_disconnect (stopping, handler);
}

static gboolean
wait_a_turn (ReviewTrainer *self)
{
  gint64 until = g_get_monotonic_time () + TURN;

  g_mutex_lock (&self->lock);
  while (!g_cancellable_is_cancelled (self->stopping)
         && g_cond_wait_until (&self->stopped, &self->lock, until))
    ;
  g_mutex_unlock (&self->lock);
  return !g_cancellable_is_cancelled (self->stopping);
}

/* As many as there are; a failure is told once, and tried again with the next turn. */
static void
read_in_shadow (ReviewTrainer *self, ReviewShadow *shadow)
{
  g_autoptr (GError) error = NULL;
  guint n;

  while (review_shadow_turn (shadow, &n, &error) && n > 0
         && !g_cancellable_is_cancelled (self->stopping))
    ;
  if (error != NULL && g_strcmp0 (error->message, self->trouble) != 0)
    g_warning ("a model in shadow does not read: %s", error->message);
  g_free (self->trouble);
  self->trouble = error != NULL ? g_strdup (error->message) : NULL;
}

static gpointer
work_in_turn (gpointer user_data)
{
  ReviewTrainer *self = user_data;
  ReviewShadow *shadow = review_shadow_new (self->service);

  do
    {
      g_auto (Work) work = { .trainer = self };
      g_autoptr (GError) error = NULL;

      if (!review_store_read (store_of (&work), find_job, &work, &error))
        g_warning ("training jobs are not read: %s", error->message);
      else if (work.job != NULL)
        run_job (&work);
      read_in_shadow (self, shadow);
    }
  while (wait_a_turn (self));
  review_shadow_free (shadow);
  return NULL;
}

/**
 * review_trainer_start:
 * @service: (transfer none): outlives this
 * @agent: (transfer none): knows the live models; outlives this
 *
 * Returns: (transfer full): at work; ended by review_trainer_stop()
 */
ReviewTrainer *
review_trainer_start (ReviewService *service, ReviewAgent *agent)
{
  ReviewTrainer *self = g_new0 (ReviewTrainer, 1);

  self->service = service;
  self->agent = agent;
  self->stopping = g_cancellable_new ();
  g_mutex_init (&self->lock);
  g_cond_init (&self->stopped);
  self->thread = g_thread_new ("trainer", work_in_turn, self);
  return self;
}

/**
 * review_trainer_stop:
 * @self: (transfer full)
 *
 * Ends the job in work, which begins again with the next start, and the thread.
 */
void
review_trainer_stop (ReviewTrainer *self)
{
  g_mutex_lock (&self->lock);
  g_cancellable_cancel (self->stopping);
  g_cond_broadcast (&self->stopped);
  g_mutex_unlock (&self->lock);
  g_thread_join (self->thread);
  g_object_unref (self->stopping);
  g_free (self->trouble);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->stopped);
  g_free (self);
}
