/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Decision Hub's page: what is measured comes from ROCA and the Hub, through the assessor. */
#define G_LOG_DOMAIN "review-service"
#include "review-service-private.h"

#include <math.h>
#include <string.h>

#include "review-store-calibration.h"
#include "review-store-hub.h"
#include "review-store-policies.h"

typedef struct
{
  ReviewService *service;
  ReviewHubOverview *overview; /* (owned) */
} Job;

/* Whether the policy's certificates are of the live model on its live calibration: the one that came
 * with the model, or the newest fitted since. */
static gboolean
is_certified (ReviewTx *tx,
              const ReviewTypePolicy *type,
              const char *model,
              gboolean *ret_certified,
              GError **error)
{
  g_autofree char *own = g_strdup_printf ("beta/%s", model);
  g_autoptr (ReviewStoredCalibration) stored = NULL;
  GError *local = NULL;

  stored = review_store_load_live_calibration (tx, model, &local);
  if (local != NULL && !g_error_matches (local, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  g_clear_error (&local);
  *ret_certified =
      review_type_policy_is_proven_for (type, model, stored != NULL ? stored->version : own);
  return TRUE;
}

static ReviewHubType *
describe_type (ReviewTx *tx, const ReviewPolicy *policy, const char *case_type, GError **error)
{
  const ReviewTypePolicy *type = review_policy_find_type (policy, case_type);
  g_auto (ReviewTypeCounts) counts = { 0 };
  g_autoptr (ReviewHubType) one = NULL;

  if (!review_store_count_type (tx, case_type, &counts, error))
    return NULL;
  one = review_record_new (&review_hub_type_type);
  one->case_type = g_strdup (case_type);
  one->automation = counts.model != NULL && counts.assessed > 0
                        ? (double) counts.automatic / (double) counts.assessed
                        : NAN;
  if (type != NULL && counts.model != NULL
      && !is_certified (tx, type, counts.model, &one->certified, error))
    return NULL;
  one->model = g_steal_pointer (&counts.model);
  return g_steal_pointer (&one);
}

static gboolean
count_drafts (ReviewTx *tx, gint64 *ret, GError **error)
{
  g_autoptr (GPtrArray) versions = review_store_list_policies (tx, error);

  for (guint i = 0; versions != NULL && i < versions->len; i++)
    {
      const ReviewPolicyVersion *version = versions->pdata[i];

      *ret += version->state == REVIEW_POLICY_DRAFT || version->state == REVIEW_POLICY_APPROVED;
    }
  return versions != NULL;
}

static gint64
count_rules (const ReviewPolicy *policy)
{
  gint64 n = 0;

  for (guint i = 0; policy->rules != NULL && i < policy->rules->len; i++)
    n += ((ReviewRule *) policy->rules->pdata[i])->off ? 0 : 1;
  return n;
}

static gboolean
read_overview (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;
  const ReviewPolicy *policy = review_service_get_policy (job->service);
  GPtrArray *types = review_service_get_catalog (job->service)->case_types;

  job->overview = review_record_new (&review_hub_overview_type);
  job->overview->policy = g_strdup (policy->version);
  job->overview->rules = count_rules (policy);
  job->overview->types = review_records_new ();
  for (guint i = 0; types != NULL && i < types->len; i++)
    {
      ReviewHubType *one =
          describe_type (tx, policy, ((ReviewCaseType *) types->pdata[i])->id, error);

      if (one == NULL)
        return FALSE;
      g_ptr_array_add (job->overview->types, one);
    }
  return count_drafts (tx, &job->overview->drafts, error);
}

/**
 * review_service_describe_hub:
 *
 * Returns: (transfer full): the policy in force, how many rules are on and versions wait, and how
 *   each type does: the share of its assessed cases that was decided without a person
 */
ReviewHubOverview *
review_service_describe_hub (ReviewService *self, const ReviewUser *user, GError **error)
{
  Job job = { .service = self };

  if (review_store_read (self->store, read_overview, &job, error))
    return job.overview;
  g_clear_pointer (&job.overview, review_record_unref);
  return NULL;
}

static gboolean
find_assessor (ReviewService *self, const char *case_type, ReviewAssessor *ret, GError **error)
{
  if (review_catalog_find_type (review_service_get_catalog (self), case_type) == NULL)
    {
      g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND, "there is no such object");
      return FALSE;
    }
  g_mutex_lock (&self->lock);
  *ret = self->assessor;
  g_mutex_unlock (&self->lock);
  if (ret->describe != NULL && ret->backtest != NULL)
    return TRUE;
  g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_FAILED, "nobody is there to measure");
  return FALSE;
}

/**
 * review_service_describe_hub_type:
 *
 * Returns: (transfer full): what any pair of thresholds would do to the type's history; %NULL with
 *   %REVIEW_ERROR_NOT_FOUND when there is no such type, %REVIEW_ERROR_BUSY while another thread
 *   measures it for the first time
 */
ReviewHubView *
review_service_describe_hub_type (ReviewService *self,
                                  const ReviewUser *user,
                                  const char *case_type,
                                  GError **error)
{
  ReviewAssessor assessor;

  if (!find_assessor (self, case_type, &assessor, error))
    return NULL;
  return assessor.describe (assessor.self, self, case_type, error);
}

/**
 * review_service_backtest:
 * @request: the policy that is tried; nothing of it is kept
 *
 * Returns: (transfer full): history once more under that policy, beside the live one; %NULL with
 *   %REVIEW_ERROR_INVALID naming the member that keeps it from ever being in force
 */
ReviewBacktest *
review_service_backtest (ReviewService *self,
                         const ReviewUser *user,
                         const char *case_type,
                         const ReviewBacktestRequest *request,
                         GError **error)
{
  ReviewAssessor assessor;

  if (!find_assessor (self, case_type, &assessor, error))
    return NULL;
  if (request->policy == NULL)
    {
      review_error_set_field (error, "policy", "is required");
      return NULL;
    }
  if (!review_service_check_policy (self, request->policy, error))
    {
      g_prefix_error (error, "policy.");
      return NULL;
    }
  return assessor.backtest (assessor.self, self, case_type, request, error);
}
