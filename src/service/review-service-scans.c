/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is asked for stands in the store, so that whoever asked may leave, cancel from elsewhere, and read
 * how far it is. */
#define G_LOG_DOMAIN "review-service"
#include "review-service-scans.h"

#include "review-id.h"
#include "review-service-private.h"
#include "review-store-audit.h"
#include "review-store-events.h"
#include "review-store-scans.h"

#define TRIES 3 /* a pattern that changed meanwhile makes a scan fail */

static gboolean
list (ReviewTx *tx, gpointer user_data, GError **error)
{
  ReviewScanJobList *jobs = user_data;

  jobs->items = review_store_list_scans (tx, error);
  return jobs->items != NULL;
}

/** review_service_list_scans: Returns: (transfer full): the newest first, of whatever type. */
ReviewScanJobList *
review_service_list_scans (ReviewService *self, GError **error)
{
  g_autoptr (ReviewScanJobList) jobs = review_record_new (&review_scan_job_list_type);

  return review_store_read (self->store, list, jobs, error) ? g_steal_pointer (&jobs) : NULL;
}

static gboolean
tell (ReviewTx *tx,
      const ReviewUser *user,
      const char *action,
      const ReviewScanJob *job,
      GError **error)
{
  g_autofree char *object = g_strconcat ("patterns:", job->case_type, NULL);
  ReviewAuditEntry entry = {
    .actor = user->id, .action = action, .object = object, .ref = job->id
  };

  return review_audit_add (tx, &entry, error)
         && review_event_add (tx, "pattern_scan", job->id, NULL, error);
}

static gpointer
ask (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewPatternScanRequest *request = write->body;
  g_autoptr (ReviewScanJob) job = review_record_new (&review_scan_job_type);
  GError *local = NULL;

  job->id = review_id_new (review_tx_get_clock (tx));
  job->case_type = g_strdup (request->case_type);
  job->state = REVIEW_TRAINING_WAITING;
  job->asked_by = g_strdup (write->call->user->id);
  job->asked_by_name = g_strdup (write->call->user->name);
  job->asked_at = REVIEW_WHOLE_MS (review_tx_get_now (tx));
  job->request = review_record_ref ((gpointer) request);
  if (!review_store_add_scan (tx, job, &local))
    {
      if (!g_error_matches (local, REVIEW_ERROR, REVIEW_ERROR_CONFLICT))
        {
          g_propagate_error (error, local);
          return NULL;
        }
      g_clear_error (&local);
      review_error_refuse (error, REVIEW_ERROR_CONFLICT, "the labels of this type are being read");
      return NULL;
    }
  return tell (tx, write->call->user, "scan_ask", job, error) ? g_steal_pointer (&job) : NULL;
}

/**
 * review_service_ask_scan:
 *
 * Returns: (transfer full): the job, which waits; %NULL with %REVIEW_ERROR_CONFLICT while another one
 *   of the type is open, %REVIEW_ERROR_NOT_FOUND for a type that there is not
 */
ReviewScanJob *
review_service_ask_scan (ReviewService *self,
                         const ReviewCall *call,
                         const ReviewPatternScanRequest *request,
                         GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "ask_scan",
                        .body = request,
                        .answer_type = &review_scan_job_type,
                        .keep = REVIEW_KEEP_WRITE,
                        .run = ask };

  if (review_catalog_find_type (review_service_get_catalog (self), request->case_type) != NULL)
    return review_service_run (&write, error);
  review_error_refuse (error, REVIEW_ERROR_NOT_FOUND, "there is no such object");
  return NULL;
}

static gpointer
cancel (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  g_autoptr (ReviewScanJob) job = review_store_load_scan (tx, write->object, error);

  if (job == NULL)
    return NULL;
  if (!review_scan_job_is_open (job))
    {
      review_error_refuse (error, REVIEW_ERROR_CONFLICT, "the job is over");
      return NULL;
    }
  job->state = REVIEW_TRAINING_CANCELLED;
  return review_store_update_scan (tx, job, error)
                 && tell (tx, write->call->user, "scan_cancel", job, error)
             ? g_steal_pointer (&job)
             : NULL;
}

/**
 * review_service_cancel_scan:
 *
 * What it found by then is not kept.
 *
 * Returns: (transfer full): the job; %NULL with %REVIEW_ERROR_CONFLICT when it is over
 */
ReviewScanJob *
review_service_cancel_scan (ReviewService *self,
                            const ReviewCall *call,
                            const char *job,
                            GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "cancel_scan",
                        .object = job,
                        .answer_type = &review_scan_job_type,
                        .keep = REVIEW_KEEP_WRITE,
                        .run = cancel };

  return review_service_run (&write, error);
}

/* A job in work. */
typedef struct
{
  ReviewService *service;
  GCancellable *stopping;
  ReviewScanJob *job; /* (owned) (nullable) */
  gboolean cancelled; /* in the store, by somebody */
} Work;

static void
work_clear (Work *self)
{
  g_clear_pointer (&self->job, review_record_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static gboolean
find (ReviewTx *tx, gpointer user_data, GError **error)
{
  Work *work = user_data;

  return review_store_find_open_scan (tx, &work->job, error);
}

/* Notes how far the job is, unless it is not wanted any more. */
static gboolean
note (ReviewTx *tx, gpointer user_data, GError **error)
{
  Work *work = user_data;
  g_autoptr (ReviewScanJob) now = review_store_load_scan (tx, work->job->id, error);

  if (now == NULL)
    return FALSE;
  work->cancelled = now->state == REVIEW_TRAINING_CANCELLED;
  return work->cancelled
         || (review_store_update_scan (tx, work->job, error)
             && review_event_add (tx, "pattern_scan", work->job->id, NULL, error));
}

static gboolean
follow (gint64 done, gint64 total, gpointer user_data)
{
  Work *work = user_data;
  g_autoptr (GError) error = NULL;

  work->job->state = REVIEW_TRAINING_RUNNING;
  work->job->done = done;
  work->job->total = total;
  if (!review_service_write (work->service, note, work, &error))
    g_warning ("the progress of a scan is not noted: %s", error->message);
  return !work->cancelled && !g_cancellable_is_cancelled (work->stopping);
}

static ReviewPatternScan *
scan (Work *work, GError **error)
{
  const ReviewCall call = { review_service_system_user (), NULL, 0 };

  for (guint i = 1;; i++)
    {
      g_autoptr (GError) local = NULL;
      ReviewPatternScan *done = review_service_scan_patterns (
          work->service, &call, work->job->request, follow, work, &local);

      if (done != NULL)
        return done;
      if (i == TRIES || !g_error_matches (local, REVIEW_ERROR, REVIEW_ERROR_CONFLICT))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
    }
}

/**
 * review_service_run_scan:
 * @stopping: ends the job in work, which begins again with the next start
 *
 * Carries out the job that was asked for first, if there is one. What goes wrong is said in the job.
 */
gboolean
review_service_run_scan (ReviewService *self, GCancellable *stopping, GError **error)
{
  g_auto (Work) work = { .service = self, .stopping = stopping };
  g_autoptr (GError) local = NULL;

  if (!review_store_read (self->store, find, &work, error))
    return FALSE;
  if (work.job == NULL)
    return TRUE;
  work.job->scan = scan (&work, &local);
  if (work.cancelled || g_cancellable_is_cancelled (stopping))
    return TRUE;
  work.job->state = work.job->scan != NULL ? REVIEW_TRAINING_DONE : REVIEW_TRAINING_FAILED;
  work.job->done = work.job->total;
  g_free (work.job->error);
  work.job->error = local != NULL ? g_strdup (local->message) : NULL;
  return review_service_write (self, note, &work, error);
}
