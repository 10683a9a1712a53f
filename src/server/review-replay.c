/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The history of a case type, read and scored once and routed by two policies. */
#define G_LOG_DOMAIN "review-server"
#include "review-replay.h"

#include "hub-backtest.h"
#include "review-error.h"
#include "review-history.h"

static gboolean
add_case (HubBacktest *test, const ReviewPastCase *one, GError **error)
{
  const ReviewTruth *truth = one->values->truth;
  HubReplayTruth known = { .known = one->known,
                           .positive = one->positive,
                           .pi = one->pi,
                           .cluster = truth != NULL ? truth->cluster_id : NULL,
                           .at = one->at };
  HubFacts facts;
  HubCase item;

  review_past_case_fill (one, &facts, &item);
  return hub_backtest_add (test, &item, &known, error);
}

/**
 * review_replay:
 * @model: whose risks are replayed: out of fold for what it was trained on
 * @tried: against the policy in force
 * @external_ids: (nullable): only these cases
 * @since: µs; cases whose evidence ends before it are left out. 0: the whole history
 * @error: NOT_FOUND when there is no case
 *
 * Routes the history of the model's case type by both policies. Nothing is stored.
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

  if (history == NULL)
    return NULL;
  if (history->cases->len == 0)
    {
      g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND, "there is no case of %s to replay",
                   case_type);
      return NULL;
    }
  test = hub_backtest_new (review_service_get_policy (service), tried, case_type);
  for (guint i = 0; i < history->cases->len; i++)
    if (!add_case (test, history->cases->pdata[i], error))
      return NULL;
  return hub_backtest_finish (test);
}
