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
  static const ReviewCaseState decided[] = { REVIEW_CASE_AUTO_DECIDED, REVIEW_CASE_DECIDED,
                                             REVIEW_CASE_EFFECTS_PENDING, REVIEW_CASE_CLOSED };

  for (gsize i = 0; i < G_N_ELEMENTS (decided); i++)
    if (item_case->state == (int) decided[i])
      {
        g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT,
                     "the case is %s: what is said of it now comes too late",
                     review_enum_nick (&review_case_states, item_case->state));
        return FALSE;
      }
  return TRUE;
}

static gpointer
deliver (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  ReviewService *self = write->service;
  g_autoptr (ReviewCase) item_case = review_store_load_case (tx, write->object, error);
  g_autoptr (ReviewIntake) values =
      item_case != NULL ? review_store_load_values (tx, write->object, 0, error) : NULL;
  ReviewDeliveryGround ground = { values, self->catalog, review_service_get_policy (self),
                                  review_tx_get_now (tx) };
  g_autoptr (ReviewAssessment) said = NULL;
  ReviewAssessor assessor;

  if (values == NULL || !check_undecided (item_case, error)
      || !review_delivery_check (write->body, &ground, error))
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
  said = review_delivery_to_assessment (write->body, &ground);
  assessor.route (assessor.self, values, ground.policy, self->catalog, ((Delivering *) write)->draw,
                  said);
  return review_service_file_assessment (self, tx, item_case, said, write->call->user, error)
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
