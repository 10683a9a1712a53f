/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Agents of other houses: an LLM agent, a vendor's model. They read a case as ROCA does and deliver
 * what they think of it under a service account of their own: the same checks, the same gates, the
 * same record, and labels that say whose verdict was right. */
#define G_LOG_DOMAIN "review-service"
#include <math.h>

#include "review-error.h"
#include "review-service-private.h"
#include "review-store-cases.h"
#include "review-store-decisions.h"

typedef struct
{
  ReviewService *service;
  const char *case_id;
  ReviewAgentView *view; /* (owned) (nullable) */
} Reading;

static gboolean
read_case (ReviewTx *tx, gpointer user_data, GError **error)
{
  Reading *reading = user_data;
  g_autoptr (ReviewIntake) values = review_store_load_values (tx, reading->case_id, 0, error);

  if (values == NULL)
    return FALSE;
  reading->view = review_record_new (&review_agent_view_type);
  reading->view->evidence_hash = review_evidence_set_hash (values->evidence);
  reading->view->values = g_steal_pointer (&values);
  return TRUE;
}

/**
 * review_service_read_for_agent:
 *
 * Returns: (transfer full): the case as it is now, its truth left out, with the SOP to think by
 */
ReviewAgentView *
review_service_read_for_agent (ReviewService *self, const char *case_id, GError **error)
{
  Reading reading = { .service = self, .case_id = case_id };
  g_autoptr (ReviewCatalog) catalog = NULL;
  const ReviewTypePolicy *type;
  const ReviewSop *sop;

  if (!review_store_read (self->store, read_case, &reading, error))
    return NULL;
  catalog = review_service_dup_expanded_catalog (self);
  sop = review_catalog_find_sop (catalog, reading.view->values->type);
  type = review_policy_find_type (review_service_get_policy (self), reading.view->values->type);
  if (sop != NULL)
    reading.view->sop = review_record_ref ((gpointer) sop);
  reading.view->verdict_cut = type != NULL ? type->verdict_cut : NAN;
  return reading.view;
}

/* A write, and the lot that was drawn for its case. */
typedef struct
{
  ReviewWrite write; /* first, so that one is the other */
  double draw;
} Delivering;

static gboolean
check_undecided (const ReviewCase *item_case, GError **error)
{
  if (!review_case_state_is_decided (item_case->state))
    return TRUE;
  g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT,
               "the case is %s: what is said of it now comes too late",
               review_enum_nick (&review_case_states, item_case->state));
  return FALSE;
}

/* What agents are called must not be mistaken for a person, a model of the house, or the agent of
 * another account: a name belongs to the account that used it first. */
static gboolean
check_names (ReviewTx *tx, const ReviewDelivery *said, const ReviewUser *user, GError **error)
{
  g_autofree char *name = g_ascii_strdown (said->agent, -1);
  gint64 accounts = 0, models = 0, mine = 0, taken = 0;

  if (!review_tx_get_int (tx, &accounts, error, "SELECT COUNT(*) FROM account WHERE LOWER(id) = $1",
                          "s", name)
      || !review_tx_get_int (tx, &models, error, "SELECT COUNT(*) FROM model WHERE version = $1",
                             "s", said->model)
      || !review_tx_get_int (tx, &taken, error, "SELECT COUNT(*) FROM agent_name WHERE name = $1",
                             "s", name)
      || !review_tx_get_int (tx, &mine, error,
                             "SELECT COUNT(*) FROM agent_name WHERE name = $1 AND account = $2",
                             "ss", name, user->id))
    return FALSE;
  if (accounts > 0)
    review_error_set_field (error, "agent", "is the name of an account");
  else if (models > 0)
    review_error_set_field (error, "model", "is a model of the house");
  else if (taken > mine)
    review_error_set_field (error, "agent", "belongs to another account");
  else
    return taken > 0
           || review_tx_exec (tx, error,
                              "INSERT INTO agent_name (name, account, at) VALUES ($1, $2, $3)",
                              "ssi", name, user->id, review_tx_get_now (tx))
                  == 1;
  return FALSE;
}

/* What was delivered, sent through the gates of one policy. */
static ReviewAssessment *
route_by (const ReviewAssessor *assessor,
          const Delivering *self,
          const ReviewDeliveryGround *ground,
          const ReviewPolicy *policy)
{
  ReviewDeliveryGround own = *ground;
  ReviewAssessment *said;

  own.policy = policy;
  said = review_delivery_to_assessment (self->write.body, &own);
  assessor->route (assessor->self, ground->values, policy, ground->catalog, self->draw, said);
  return said;
}

static ReviewAssessment *
send_through_gates (const ReviewAssessor *assessor,
                    const Delivering *self,
                    const ReviewDeliveryGround *ground,
                    ReviewTrial *trial)
{
  ReviewAssessment *live = route_by (assessor, self, ground, ground->policy);

  return trial->experiment != NULL ? review_trial_choose (
             trial, ground->policy, live, route_by (assessor, self, ground, trial->tried))
                                   : live;
}

static gpointer
deliver (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  ReviewService *self = write->service;
  g_autoptr (ReviewCase) item_case = review_store_load_case (tx, write->object, error);
  g_autoptr (ReviewIntake) values =
      item_case != NULL ? review_store_load_values (tx, write->object, 0, error) : NULL;
  ReviewDeliveryGround ground = { values, review_service_get_catalog (self),
                                  review_service_get_policy (self), review_tx_get_now (tx) };
  g_autoptr (ReviewAssessment) said = NULL;
  g_auto (ReviewTrial) trial = { 0 };
  g_autofree char *band = NULL;
  ReviewAssessor assessor;

  if (values == NULL || !check_undecided (item_case, error)
      || !review_delivery_check (write->body, &ground, error)
      || !check_names (tx, write->body, write->call->user, error))
    return NULL;
  g_mutex_lock (&self->lock);
  assessor = self->assessor;
  g_mutex_unlock (&self->lock);
  if (assessor.route == NULL)
    {
      g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_FAILED,
                           "this server has no gates to send the case through");
      return NULL;
    }
  if (!review_trial_init (&trial, self, tx, item_case->id, item_case->type,
                          ((Delivering *) write)->draw, error))
    return NULL;
  said = send_through_gates (&assessor, (Delivering *) write, &ground, &trial);
  if (!review_service_widen_band (self, tx, item_case, said, &band, error))
    return NULL;
  if (band != NULL)
    {
      review_error_refuse (error, REVIEW_ERROR_BUSY,
                           "the people who would have to decide it have all they can take");
      return NULL;
    }
  return review_service_file_assessment (self, tx, item_case, said, write->call->user, &trial,
                                         error)
             ? g_steal_pointer (&said)
             : NULL;
}

/**
 * review_service_deliver:
 * @delivery: what the agent says; held against the case as it is in the same transaction
 *
 * Returns: (transfer full): the assessment as stored, with its route. CONFLICT when the case is
 *   decided; INVALID naming the member that does not fit
 */
ReviewAssessment *
review_service_deliver (ReviewService *self,
                        const ReviewCall *call,
                        const char *case_id,
                        const ReviewDelivery *delivery,
                        GError **error)
{
  Delivering delivering = { .write = { .service = self,
                                       .call = call,
                                       .operation = "deliver",
                                       .object = case_id,
                                       .body = delivery,
                                       .answer_type = &review_assessment_type,
                                       .keep = REVIEW_KEEP_WRITE,
                                       .run = deliver } };

  return review_service_draw (self, case_id, &delivering.draw, error)
             ? review_service_run (&delivering.write, error)
             : NULL;
}
