/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A look at a related case: masked as for anybody without its lease, with nothing that ROCA says of
 * it. How it ended is left out while the reader's own case is to be judged blind, and while this one
 * is: it may be the reader's next. Each look leaves an audit row on the case that is looked at. */
#define G_LOG_DOMAIN "review-service"
#include <string.h>

#include "review-service-private.h"
#include "review-store-cases.h"
#include "review-store-decisions.h"

typedef struct
{
  ReviewService *service;
  const ReviewUser *user;
  const char *work_item;
  const ReviewLookRequest *request;
  ReviewHearsay hearsay;
  ReviewCaseLook *look; /* (owned) */
} Job;

/* Whether the case waits to be judged blind by anybody; one that never was work is over. */
static gboolean
load_blindness (Job *job, ReviewTx *tx, gboolean *ret_hidden, GError **error)
{
  ReviewScope scope = review_service_scope (job->user);
  g_autoptr (ReviewWork) work = NULL;
  g_autofree char *id = NULL;
  GError *local = NULL;
  ReviewLook look = { .service = job->service, .tx = tx, .user = job->user };

  *ret_hidden = job->hearsay.blind;
  id = review_store_find_work_of_case (tx, job->request->case_id, &local);
  if (id == NULL && g_error_matches (local, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND))
    {
      g_clear_error (&local);
      return TRUE;
    }
  if (id == NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  work = review_store_load_work (tx, id, &scope, error);
  look.work = work;
  if (work == NULL || !review_look_load_blindness (&look, error))
    return FALSE;
  *ret_hidden = *ret_hidden || look.blind || look.veiled;
  review_look_clear (&look);
  return TRUE;
}

/* What would say how it ended, or that it did. */
static void
hide_outcome (ReviewCaseLook *look)
{
  look->outcome_hidden = TRUE;
  look->related->outcome = 0;
  look->related->established = FALSE;
  look->related->nature = 0;
  look->item_case->state = REVIEW_CASE_QUEUED;
  look->item_case->version = 1;
}

static gboolean
fill (Job *job, ReviewTx *tx, GError **error)
{
  const char *id = job->request->case_id;
  g_autoptr (ReviewCase) item_case = review_store_load_case (tx, id, error);
  g_autoptr (GPtrArray) rows =
      item_case != NULL ? review_store_load_evidence (tx, id, job->hearsay.as_of, error) : NULL;
  gboolean hidden = FALSE;

  if (rows == NULL || !load_blindness (job, tx, &hidden, error))
    return FALSE;
  job->look = review_record_new (&review_case_look_type);
  job->look->work_item = g_strdup (job->work_item);
  job->look->server_time = review_tx_get_now (tx);
  job->look->related = review_record_ref (job->hearsay.related);
  job->look->item_case = review_mask_case (item_case);
  job->look->evidence = review_mask_evidence (rows);
  if (hidden)
    hide_outcome (job->look);
  else
    job->look->decisions = review_store_list_decisions (tx, id, error);
  return hidden || job->look->decisions != NULL;
}

static gboolean
run (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;
  gboolean ok;

  if (!review_hearsay_init (&job->hearsay, job->service, tx, job->user, job->work_item,
                            job->request->case_id, error))
    return FALSE;
  ok = fill (job, tx, error)
       && review_service_audit_case (tx, job->user, "look_related", job->request->case_id,
                                     job->work_item, NULL, NULL, NULL, error);
  g_clear_pointer (&job->hearsay.related, review_record_unref);
  if (!ok)
    g_clear_pointer (&job->look, review_record_unref);
  return ok;
}

/**
 * review_service_look_at:
 * @work_item: the look from which the caller looks
 * @request: a case that it is related to
 *
 * Nothing changes by it but the audit.
 *
 * Returns: (transfer full): the other case; NOT_FOUND for one that is absent, out of the caller's
 *   scope, or not related
 */
ReviewCaseLook *
review_service_look_at (ReviewService *self,
                        const ReviewUser *user,
                        const char *work_item,
                        const ReviewLookRequest *request,
                        GError **error)
{
  Job job = { .service = self, .user = user, .work_item = work_item, .request = request };

  return review_service_write (self, run, &job, error) ? job.look : NULL;
}
