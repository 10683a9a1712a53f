/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How an experiment routes a case. Both policies read it. In shadow the one in force decides, and where
 * the other would have done something else the case is judged blind: by the person who gets it anyway,
 * or by one who audits what was decided alone. In a roll-out a keyed lot of the experiment's own, fixed
 * for the case, says whose gates it goes through; a larger share keeps those that were in it. */
#define G_LOG_DOMAIN "review-service"
#include "review-service-trial.h"

#include <string.h>

#include "review-service-private.h"
#include "review-store-policies.h"

/* @name and the two ids make the lot, so that experiments do not share theirs. */
static gboolean
draw_lot (ReviewService *service,
          const char *name,
          const char *experiment,
          const char *case_id,
          double *ret,
          GError **error)
{
  g_autofree char *lot = g_strjoin (":", name, experiment, case_id, NULL);

  return review_service_draw (service, lot, ret, error);
}

/**
 * review_trial_init:
 * @draw: review_service_draw() of the case
 *
 * Finds the experiment that runs on the type, if one does; one whose policy in force is not in force
 * any more compares nothing and is left alone until it is stopped.
 */
gboolean
review_trial_init (ReviewTrial *self,
                   ReviewService *service,
                   ReviewTx *tx,
                   const char *case_id,
                   const char *case_type,
                   double draw,
                   GError **error)
{
  double bucket = 1, lot = 1;
  const char *id;

  *self = (ReviewTrial){ .draw = draw };
  if (!review_store_find_experiment (tx, case_type, &self->experiment, error))
    return FALSE;
  if (self->experiment == NULL)
    return TRUE;
  if (strcmp (self->experiment->live, review_service_get_policy (service)->version) != 0)
    {
      g_clear_pointer (&self->experiment, review_record_unref);
      return TRUE;
    }
  id = self->experiment->id;
  self->tried = review_store_load_policy (tx, self->experiment->tried, error);
  if (self->tried == NULL || !draw_lot (service, "experiment", id, case_id, &bucket, error)
      || !draw_lot (service, "adjudicate", id, case_id, &lot, error))
    return FALSE;
  self->to_tried =
      self->experiment->state == REVIEW_EXPERIMENT_ROLLOUT && bucket < self->experiment->share;
  self->drawn = lot < self->experiment->adjudicated;
  return TRUE;
}

/**
 * review_trial_clear:
 */
void
review_trial_clear (ReviewTrial *self)
{
  g_clear_pointer (&self->experiment, review_record_unref);
  g_clear_pointer (&self->tried, review_record_unref);
}

/* What is done without a person; 0: nothing. An audited case is decided alone, too. */
static int
find_act (const ReviewAssessment *said)
{
  if (said->route == REVIEW_ROUTE_AUTO_PASS)
    return REVIEW_VERDICT_PASS;
  if (said->route == REVIEW_ROUTE_AUTO_BLOCK)
    return REVIEW_VERDICT_BLOCK;
  if (said->route != REVIEW_ROUTE_AUDIT)
    return 0;
  return said->gates != NULL && said->gates->act != 0 ? said->gates->act : said->verdict;
}

static ReviewGates *
mark_gates (const ReviewTrial *self, const ReviewGates *gates)
{
  ReviewGates *marked =
      gates != NULL ? review_record_copy (gates) : review_record_new (&review_gates_type);

  g_free (marked->experiment);
  marked->experiment = g_strdup (self->experiment->id);
  marked->arm = self->to_tried ? REVIEW_ARM_TRIED : REVIEW_ARM_LIVE;
  return marked;
}

/* The truth of what was decided alone is found out by the blind audit; every figure that is weighted
 * by pi goes on being right, because the case was to be labelled with this probability. */
static void
send_to_audit (const ReviewTrial *self, ReviewAssessment *said)
{
  double left = 1 - self->experiment->adjudicated;

  said->pi = 1 - left * (1 - said->pi);
  if (!self->adjudicated || said->route == REVIEW_ROUTE_AUDIT)
    return;
  said->route = REVIEW_ROUTE_AUDIT;
  said->gates->act = self->live_act;
  g_free (said->reason);
  said->reason = g_strdup ("shadow_disagreement");
  review_text_free (said->reason_text);
  said->reason_text =
      review_text_new ("Two policies would treat this case differently: a person judges it blind.",
                       "两个策略对本案的处理不同：由人工盲审裁定。");
}

/**
 * review_trial_choose:
 * @policy: in force
 * @live: (transfer full): what is said of the case under it
 * @tried: (transfer full): under the one on trial
 *
 * Returns: (transfer full): the one that is followed, marked with experiment and arm
 */
ReviewAssessment *
review_trial_choose (ReviewTrial *self,
                     const ReviewPolicy *policy,
                     ReviewAssessment *live,
                     ReviewAssessment *tried)
{
  ReviewAssessment *said = self->to_tried ? tried : live;
  const ReviewTypePolicy *type =
      review_policy_find_type (self->to_tried ? self->tried : policy, self->experiment->case_type);
  gboolean shadow = self->experiment->state == REVIEW_EXPERIMENT_SHADOW, differ;
  ReviewGates *gates = mark_gates (self, said->gates);

  self->live_act = find_act (live);
  self->tried_act = find_act (tried);
  differ = self->live_act != self->tried_act;
  self->adjudicated = shadow && differ && self->drawn;
  self->uniform = type != NULL && self->draw < type->audit_rate;
  g_clear_pointer (&said->gates, review_record_unref);
  said->gates = gates;
  if (shadow && differ && self->live_act != 0)
    send_to_audit (self, said);
  review_record_unref (said == live ? tried : live);
  return said;
}

/**
 * review_trial_still_runs:
 * @ret: (out): whether the experiment is as it was when the case was read; a case that was not under
 *   one is as well read as before
 */
gboolean
review_trial_still_runs (const ReviewTrial *self, ReviewTx *tx, gboolean *ret, GError **error)
{
  gint64 version = 0;

  *ret = TRUE;
  if (self->experiment == NULL)
    return TRUE;
  if (!review_tx_get_int (tx, &version, error, "SELECT version FROM experiment WHERE id = $1", "s",
                          self->experiment->id))
    return FALSE;
  *ret = version == self->experiment->version;
  return TRUE;
}

/**
 * review_trial_keep:
 * @said: of a case that is routed now, as stored
 *
 * Puts on record under which arm the case was.
 */
gboolean
review_trial_keep (const ReviewTrial *self,
                   ReviewService *service,
                   ReviewTx *tx,
                   const ReviewAssessment *said,
                   const char *case_type,
                   GError **error)
{
  const ReviewExperimentCase one = {
    .experiment = self->experiment->id,
    .case_id = said->case_id,
    .assessment = said->id,
    .rollout = self->experiment->state == REVIEW_EXPERIMENT_ROLLOUT,
    .arm = self->to_tried ? REVIEW_ARM_TRIED : REVIEW_ARM_LIVE,
    .live_act = self->live_act,
    .tried_act = self->tried_act,
    .adjudicated = self->adjudicated,
    .uniform = self->uniform,
    .due_at =
        review_tx_get_now (tx) + review_service_sla_minutes (service, case_type) * REVIEW_MINUTE,
  };

  return review_store_add_experiment_case (tx, &one, error);
}
