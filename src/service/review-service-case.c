/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The case on the desk: what one person may see of one look at a case. A blind look shows nothing
 * of ROCA, of other decisions or of what followed until this person's own call is made
 * (review-service-blind.c); one that measures shows evidence as of its time. */
#define G_LOG_DOMAIN "review-service"
#include <string.h>

#include "review-service-private.h"
#include "review-store-cases.h"
#include "review-store-decisions.h"
#include "review-store-effects.h"
#include "review-store-escalations.h"
#include "review-store-sops.h"
#include "review-store-waiting.h"

/* In a blind look only rows that lay before the look count. */
static gboolean
load_evidence (ReviewLook *self, GError **error)
{
  gboolean as_of = review_purpose_is_always_blind (self->work->item->purpose);

  self->evidence = review_store_load_evidence (self->tx, self->work->item->case_id,
                                               as_of ? self->work->item->as_of : 0, error);
  if (self->evidence == NULL)
    return FALSE;
  self->evidence_hash = review_evidence_set_hash (self->evidence);
  return TRUE;
}

/* How many cases of the type have the same open gap: one is an oddity, a dozen want a clause. */
static gboolean
count_gaps (ReviewLook *self, GError **error)
{
  GPtrArray *steps = self->assessment->steps;

  for (guint i = 0; i < steps->len; i++)
    {
      ReviewStep *step = steps->pdata[i];

      if (step->no_clause && step->features != NULL
          && !review_store_count_gap_cases (self->tx, self->item_case->type, step->features[0],
                                            &step->gap_cases, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
load_assessment (ReviewLook *self, GError **error)
{
  g_autoptr (ReviewAssessment) said = NULL;

  if (self->work->assessment == NULL)
    return TRUE;
  said = review_store_load_assessment (self->tx, self->work->assessment, error);
  if (said == NULL)
    return FALSE;
  self->assessment = review_check_citations (said, self->evidence);
  return count_gaps (self, error);
}

/**
 * review_look_init:
 * @work: (transfer none): must outlive the look
 *
 * Loads what a look is made of, unmasked; what leaves the server comes from
 * review_look_to_view().
 */
gboolean
review_look_init (ReviewLook *self,
                  ReviewService *service,
                  ReviewTx *tx,
                  const ReviewUser *user,
                  ReviewWork *work,
                  GError **error)
{
  *self = (ReviewLook){ .service = service, .tx = tx, .user = user, .work = work };
  self->holds = work->holder != NULL && strcmp (work->holder, user->id) == 0
                && work->lease_until > review_tx_get_now (tx);
  if (!review_look_load_blindness (self, error))
    return FALSE;
  self->item_case = review_store_load_case (tx, work->item->case_id, error);
  return self->item_case != NULL && load_evidence (self, error) && load_assessment (self, error);
}

void
review_look_clear (ReviewLook *self)
{
  g_clear_pointer (&self->item_case, review_record_unref);
  g_clear_pointer (&self->evidence, g_ptr_array_unref);
  g_clear_pointer (&self->evidence_hash, g_free);
  g_clear_pointer (&self->assessment, review_record_unref);
  g_clear_pointer (&self->first_call, review_record_unref);
}

/* What was decided first is kept from the second person until their own call is made: until the look
 * is over, or, where it is hidden, until they have said what they think. */
static gboolean
is_kept_back (const ReviewDecision *decision, const ReviewLook *look)
{
  const ReviewWorkItem *item = look->work->item;

  return item->purpose == REVIEW_PURPOSE_SECOND_REVIEW && look->work->stage == REVIEW_STAGE_SECOND
         && item->state != REVIEW_WORK_DECIDED && item->state != REVIEW_WORK_CLOSED
         && look->first_call == NULL && g_strcmp0 (decision->work_item, item->id) != 0
         && g_strcmp0 (decision->actor, look->user->id) != 0;
}

/* Who is blind sees what they decided themselves; a veiled look shows what was decided in it. */
static gboolean
is_shown (const ReviewDecision *decision, const ReviewLook *look)
{
  if (is_kept_back (decision, look))
    return FALSE;
  if (!look->blind && !look->veiled)
    return TRUE;
  return g_strcmp0 (decision->work_item, look->work->item->id) == 0
         && (!look->blind || g_strcmp0 (decision->actor, look->user->id) == 0);
}

/* What another system said, and what was written beside it, stays in the house. */
static gboolean
fill_effects (ReviewLook *self, ReviewCaseView *view, GError **error)
{
  gboolean vendor = review_role_is_vendor (self->user->role);

  view->effects = review_store_list_effects (self->tx, self->work->item->case_id, error);
  for (guint i = 0; vendor && view->effects != NULL && i < view->effects->len; i++)
    {
      ReviewEffect *effect = view->effects->pdata[i];

      g_clear_pointer (&effect->detail, g_free);
      g_clear_pointer (&effect->note, g_free);
    }
  return view->effects != NULL;
}

static gboolean
fill_decisions (ReviewLook *self, ReviewCaseView *view, GError **error)
{
  g_autoptr (GPtrArray) all =
      review_store_list_decisions (self->tx, self->work->item->case_id, error);

  if (all == NULL)
    return FALSE;
  view->decisions = review_records_new ();
  for (guint i = 0; i < all->len; i++)
    if (is_shown (all->pdata[i], self))
      g_ptr_array_add (view->decisions, review_record_ref (all->pdata[i]));
  if (self->blind || self->veiled)
    return TRUE;
  return fill_effects (self, view, error);
}

/* A note is a colleague's word on the case: whoever is blind reads only their own. */
static void
hide_notes (const ReviewLook *self, ReviewCaseView *view)
{
  for (guint i = 0; self->blind && i < view->requests->len; i++)
    {
      ReviewCustomerRequest *one = view->requests->pdata[i];

      if (g_strcmp0 (one->account, self->user->id) != 0)
        g_clear_pointer (&one->note, g_free);
    }
  for (guint i = 0; self->blind && i < view->holds->len; i++)
    {
      ReviewHold *one = view->holds->pdata[i];

      if (g_strcmp0 (one->account, self->user->id) != 0)
        g_clear_pointer (&one->note, g_free);
    }
}

/* What was asked and what was waited for: in a look that may tell nothing of others, its own. */
static gboolean
fill_waiting (ReviewLook *self, ReviewCaseView *view, GError **error)
{
  const char *case_id = self->work->item->case_id;
  const char *only = self->blind || self->veiled || !review_work_has_effects (self->work)
                         ? self->work->item->id
                         : NULL;

  view->requests = review_store_list_requests (self->tx, case_id, only, error);
  view->holds =
      view->requests != NULL ? review_store_list_holds (self->tx, case_id, only, error) : NULL;
  if (view->holds == NULL)
    return FALSE;
  hide_notes (self, view);
  return TRUE;
}

static void
fill_lease (const ReviewLook *self, ReviewCaseView *view)
{
  const ReviewWork *work = self->work;

  if (work->holder == NULL)
    return;
  view->lease = review_record_new (&review_lease_type);
  view->lease->work_item = g_strdup (work->item->id);
  view->lease->user = g_strdup (work->holder);
  view->lease->user_name = g_strdup (work->holder_name);
  view->lease->until = work->lease_until;
}

static gboolean
fill_draft (ReviewLook *self, ReviewCaseView *view, GError **error)
{
  GError *local = NULL;

  view->draft = review_store_load_draft (self->tx, self->work->item->id, self->user->id, &local);
  if (view->draft != NULL || g_error_matches (local, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND))
    {
      g_clear_error (&local);
      return TRUE;
    }
  g_propagate_error (error, local);
  return FALSE;
}

/* The state of a case whose look is blind would say what was decided: show the look's own. The wave
 * that it is in was found later than the look. */
static void
hide_outcome (const ReviewLook *self, ReviewCase *item_case)
{
  item_case->state =
      self->work->item->state == REVIEW_WORK_QUEUED ? REVIEW_CASE_QUEUED : REVIEW_CASE_LEASED;
  item_case->version = 1;
  g_clear_pointer (&item_case->campaign, g_free);
}

static void
fill_contents (const ReviewLook *self, ReviewCaseView *view)
{
  gboolean vendor = review_role_is_vendor (self->user->role);
  gboolean texts = !vendor && self->user->role != REVIEW_ROLE_MODEL;
  gboolean personal = self->holds && !vendor;

  view->item_case =
      personal ? review_open_case (self->item_case) : review_mask_case (self->item_case);
  view->evidence = self->holds ? review_open_evidence (self->evidence, !vendor)
                               : review_mask_evidence (self->evidence);
  if (self->blind || self->veiled)
    hide_outcome (self, view->item_case);
  if (!self->blind && self->assessment != NULL)
    view->assessment =
        review_look_veil (self, review_mask_assessment (self->assessment, view->evidence, texts));
}

/**
 * review_look_to_view:
 *
 * Returns: (transfer full): what the person may see, complete
 */
ReviewCaseView *
review_look_to_view (ReviewLook *self, GError **error)
{
  g_autoptr (ReviewCaseView) view = review_record_new (&review_case_view_type);

  view->server_time = review_tx_get_now (self->tx);
  view->work_item = review_record_ref (self->work->item);
  view->evidence_hash = g_strdup (self->evidence_hash);
  view->blind = self->blind;
  view->blind_mode = self->mode;
  if (self->first_call != NULL)
    view->first_call = review_record_ref (self->first_call);
  fill_contents (self, view);
  fill_lease (self, view);
  view->asking = review_service_get_asking (self->service, self->tx, self->work, error);
  if (view->asking == NULL)
    return NULL;
  view->escalations = review_store_list_escalations (self->tx, self->work->item->id, error);
  if (view->escalations == NULL || !fill_decisions (self, view, error)
      || !fill_waiting (self, view, error) || !fill_draft (self, view, error))
    return NULL;
  return g_steal_pointer (&view);
}

/* The view of a work item inside a transaction; NOT_FOUND when it is absent or out of scope. */
ReviewCaseView *
review_service_build_view (ReviewService *self,
                           ReviewTx *tx,
                           const ReviewUser *user,
                           const char *work_item,
                           GError **error)
{
  ReviewScope scope = review_service_scope (user);
  g_autoptr (ReviewWork) work = review_store_load_work (tx, work_item, &scope, error);
  g_auto (ReviewLook) look = { 0 };

  if (work == NULL || !review_look_init (&look, self, tx, user, work, error))
    return NULL;
  return review_look_to_view (&look, error);
}

typedef struct
{
  ReviewService *service;
  const ReviewUser *user;
  const char *id;
  gboolean is_case;
  ReviewCaseView *view; /* (owned) */
} Job;

static gboolean
read_view (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;
  g_autofree char *work =
      job->is_case ? review_store_find_work_of_case (tx, job->id, error) : g_strdup (job->id);

  if (work == NULL)
    return FALSE;
  job->view = review_service_build_view (job->service, tx, job->user, work, error);
  return job->view != NULL;
}

/**
 * review_service_get_work_item:
 *
 * Returns: (transfer full): the case view of a work item, masked unless the caller holds its lease
 *   and is no vendor's
 */
ReviewCaseView *
review_service_get_work_item (ReviewService *self,
                              const ReviewUser *user,
                              const char *work_item,
                              GError **error)
{
  Job job = { self, user, work_item, FALSE, NULL };

  return review_store_read (self->store, read_view, &job, error) ? job.view : NULL;
}

/**
 * review_service_get_case:
 *
 * Returns: (transfer full): the view of the case's newest work item, blind where that is
 */
ReviewCaseView *
review_service_get_case (ReviewService *self,
                         const ReviewUser *user,
                         const char *case_id,
                         GError **error)
{
  Job job = { self, user, case_id, TRUE, NULL };

  return review_store_read (self->store, read_view, &job, error) ? job.view : NULL;
}
