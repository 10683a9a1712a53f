/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The history of a case type, read and scored once and routed by two policies. */
#define G_LOG_DOMAIN "review-server"
#include "review-replay.h"

#include "hub-backtest.h"
#include "review-error.h"
#include "review-history.h"

/* Routes @one by both policies, each with its own answers of the clauses. */
static gboolean
add_case (HubBacktest *test,
          const ReviewPastCase *one,
          const RocaSchema *tried,
          double *features,
          GError **error)
{
  const ReviewTruth *truth = one->values->truth;
  HubReplayTruth known = { .known = one->known,
                           .positive = one->positive,
                           .pi = one->pi,
                           .cluster = truth != NULL ? truth->cluster_id : NULL,
                           .at = one->at };
  ReviewPastCase again;
  HubFacts facts[2];
  HubCase items[2];

  review_past_case_fill (one, &facts[0], &items[0]);
  review_past_case_answer (one, tried, features, &again);
  review_past_case_fill (&again, &facts[1], &items[1]);
  return hub_backtest_add (test, &items[0], &items[1], &known, error);
}

/**
 * review_replay:
 * @model: whose risks are replayed: out of fold for what it was trained on
 * @tried: against the policy in force
 * @external_ids: (nullable): only these cases
 * @since: µs; cases whose evidence ends before it are left out. 0: the whole history
 * @error: NOT_FOUND when there is no case
 *
 * Routes the history of the model's case type by both policies, with the clauses of the SOP answered
 * by the parameters of each. Risks are those of the policy in force. Nothing is stored.
 *
 * Returns: (transfer full): what differs; see hub_backtest_finish()
 */
ReviewBacktest *
review_replay (ReviewService *service,
               const RocaModel *model,
               const ReviewPolicy *tried,
               const char *const *external_ids,
               gint64 since,
               GError **error)
{
  const char *case_type = roca_model_get_case_type (model);
  g_autoptr (ReviewHistory) history =
      review_history_read (service, model, external_ids, since, error);
  g_autoptr (HubBacktest) test = NULL;
  g_autoptr (RocaSchema) schema =
      roca_schema_new (review_service_get_catalog (service), tried, case_type);
  g_autofree double *features = NULL;

  if (history == NULL || !roca_model_fit_schema (model, schema, error))
    return NULL;
  if (history->cases->len == 0)
    {
      g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND, "there is no case of %s to replay",
                   case_type);
      return NULL;
    }
  test = hub_backtest_new (review_service_get_policy (service), tried, case_type);
  features = g_new (double, MAX (schema->columns->len, 1));
  for (guint i = 0; i < history->cases->len; i++)
    if (!add_case (test, history->cases->pdata[i], schema, features, error))
      return NULL;
  return hub_backtest_finish (test);
}
