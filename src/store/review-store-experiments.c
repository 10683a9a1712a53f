/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Experiments, their steps and their cases. */
#define G_LOG_DOMAIN "review-store"
#include "review-store-experiments.h"

#include "review-codec.h"
#include "review-store-private.h"

#define MAX_BODY (1024 * 1024)
#define MOST     200 /* experiments that are listed */

/**
 * review_store_add_experiment:
 * @one: with its terms, which never change from now on
 */
gboolean
review_store_add_experiment (ReviewTx *tx, const ReviewExperiment *one, GError **error)
{
  g_autofree char *body = review_encode (one);

  return review_tx_exec (tx, error,
                         "INSERT INTO experiment (id, case_type, state, version, live, tried, "
                         "share, body, author, created_at) "
                         "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                         "sssissdssi", one->id, one->case_type,
                         review_enum_nick (&review_experiment_states, one->state), one->version,
                         one->live, one->tried, one->share, body, one->author, one->created_at)
         == 1;
}

#define EXPERIMENTS                                                                   \
  "SELECT e.body, e.state, e.version, e.share, e.ended_at, a.name FROM experiment e " \
  "JOIN account a ON a.id = e.author "

static ReviewExperiment *
read_experiment (ReviewRows *rows, GError **error)
{
  g_autoptr (ReviewExperiment) one = review_decode_limited (
      &review_experiment_type, review_rows_get_text (rows, 0), -1, MAX_BODY, error);

  if (one == NULL)
    return NULL;
  one->state = review_rows_get_enum (rows, 1, &review_experiment_states);
  one->version = review_rows_get_int (rows, 2);
  one->share = review_rows_get_double (rows, 3);
  one->ended_at = review_rows_get_int (rows, 4);
  g_free (one->author_name);
  one->author_name = review_rows_dup_text (rows, 5);
  return g_steal_pointer (&one);
}

static GPtrArray *
read_experiments (ReviewRows *rows, GError **error)
{
  g_autoptr (GPtrArray) list = review_records_new ();
  GError *local = NULL;

  while (local == NULL && review_rows_next (rows, &local))
    {
      ReviewExperiment *one = read_experiment (rows, &local);

      if (one != NULL)
        g_ptr_array_add (list, one);
    }
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}

static GPtrArray *
list_steps (ReviewTx *tx, const char *id, GError **error)
{
  g_autoptr (GPtrArray) list = review_records_new ();
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT s.state, s.share, s.account, a.name, s.at, s.reason FROM experiment_step s "
      "LEFT JOIN account a ON a.id = s.account WHERE s.experiment = $1 ORDER BY s.n",
      "s", id);

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    {
      ReviewExperimentStep *step = review_record_new (&review_experiment_step_type);

      step->state = review_rows_get_enum (rows, 0, &review_experiment_states);
      step->share = review_rows_get_double (rows, 1);
      step->by = review_rows_dup_text (rows, 2);
      step->by_name = review_rows_dup_text (rows, 3);
      step->at = review_rows_get_int (rows, 4);
      step->reason = review_rows_dup_text (rows, 5);
      g_ptr_array_add (list, step);
    }
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}

/**
 * review_store_load_experiment:
 *
 * Returns: (transfer full): it, with its steps; %NULL with %REVIEW_ERROR_NOT_FOUND
 */
ReviewExperiment *
review_store_load_experiment (ReviewTx *tx, const char *id, GError **error)
{
  g_autoptr (ReviewRows) rows = review_tx_query (tx, error, EXPERIMENTS "WHERE e.id = $1", "s", id);
  g_autoptr (GPtrArray) list = rows != NULL ? read_experiments (rows, error) : NULL;
  g_autoptr (ReviewExperiment) one = NULL;

  if (list == NULL)
    return NULL;
  if (list->len == 0)
    {
      review_store_set_not_found (error);
      return NULL;
    }
  one = review_record_ref (list->pdata[0]);
  one->steps = list_steps (tx, id, error);
  return one->steps != NULL ? g_steal_pointer (&one) : NULL;
}

/**
 * review_store_list_experiments:
 *
 * Returns: (transfer full): array of #ReviewExperiment without their steps, the newest first
 */
GPtrArray *
review_store_list_experiments (ReviewTx *tx, GError **error)
{
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error, EXPERIMENTS "ORDER BY e.created_at DESC, e.id DESC LIMIT $1", "i", (gint64) MOST);

  return rows != NULL ? read_experiments (rows, error) : NULL;
}

/**
 * review_store_find_experiment:
 * @ret: (out) (transfer full) (nullable): the one that runs on the type; %NULL: none
 */
gboolean
review_store_find_experiment (ReviewTx *tx,
                              const char *case_type,
                              ReviewExperiment **ret,
                              GError **error)
{
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error, EXPERIMENTS "WHERE e.case_type = $1 AND e.state IN ('shadow', 'rollout')", "s",
      case_type);
  g_autoptr (GPtrArray) list = rows != NULL ? read_experiments (rows, error) : NULL;

  *ret = list != NULL && list->len > 0 ? review_record_ref (list->pdata[0]) : NULL;
  return list != NULL;
}

/**
 * review_store_move_experiment:
 * @seen: as it was read
 *
 * %REVIEW_ERROR_CONFLICT when it is not as seen, or when another one runs on its type.
 */
gboolean
review_store_move_experiment (
    ReviewTx *tx, const ReviewExperiment *seen, int state, double share, GError **error)
{
  gboolean runs = state == REVIEW_EXPERIMENT_SHADOW || state == REVIEW_EXPERIMENT_ROLLOUT;
  gint64 others = 0, n;

  if (runs
      && !review_tx_get_int (tx, &others, error,
                             "SELECT COUNT(*) FROM experiment WHERE case_type = $1 AND id <> $2 "
                             "AND state IN ('shadow', 'rollout')",
                             "ss", seen->case_type, seen->id))
    return FALSE;
  if (others > 0)
    return review_error_refuse (error, REVIEW_ERROR_CONFLICT,
                                "another experiment runs on this case type");
  n = review_tx_exec (tx, error,
                      "UPDATE experiment SET state = $3, share = $4, version = version + 1, "
                      "ended_at = $5 WHERE id = $1 AND version = $2",
                      "sisdt", seen->id, seen->version,
                      review_enum_nick (&review_experiment_states, state), share,
                      runs ? (gint64) 0 : review_tx_get_now (tx));
  return n == 1
         || (n == 0 && review_error_refuse (error, REVIEW_ERROR_CONFLICT, "it changed meanwhile"));
}

/**
 * review_store_add_experiment_step:
 * @one: as it is now
 * @account: who brought it there
 */
gboolean
review_store_add_experiment_step (ReviewTx *tx,
                                  const ReviewExperiment *one,
                                  const char *account,
                                  const char *reason,
                                  GError **error)
{
  return review_tx_exec (tx, error,
                         "INSERT INTO experiment_step (experiment, n, state, share, account, at, "
                         "reason) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                         "sisdsis", one->id, one->version,
                         review_enum_nick (&review_experiment_states, one->state), one->share,
                         account, review_tx_get_now (tx), reason)
         == 1;
}

/* (nullable): of what is done without a person. */
static const char *
nick_of_act (int act)
{
  return act != 0 ? review_enum_nick (&review_verdicts, act) : NULL;
}

/**
 * review_store_add_experiment_case:
 *
 * A case is routed once; what is on record of it stays.
 */
gboolean
review_store_add_experiment_case (ReviewTx *tx, const ReviewExperimentCase *one, GError **error)
{
  return review_tx_exec (tx, error,
                         "INSERT INTO experiment_case (experiment, case_id, assessment, rollout, "
                         "arm, live_act, tried_act, adjudicated, uniform, at, due_at) "
                         "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                         "sssisssiiii", one->experiment, one->case_id, one->assessment,
                         (gint64) one->rollout, review_enum_nick (&review_arms, one->arm),
                         nick_of_act (one->live_act), nick_of_act (one->tried_act),
                         (gint64) one->adjudicated, (gint64) one->uniform, review_tx_get_now (tx),
                         one->due_at)
         == 1;
}

/* The truth that is best established, where the case is not unfit; whether its first look was late;
 * whether its customer appealed. */
#define COUNTS                                                                                     \
  "WITH one AS (SELECT x.rollout, x.arm, x.live_act, x.tried_act, x.adjudicated, x.uniform, "      \
  "COALESCE((SELECT CASE WHEN COALESCE(t.nature, '') = 'unfit' THEN 0 ELSE 1 + t.positive END "    \
  "FROM truth t WHERE t.case_id = x.case_id ORDER BY CASE t.maturity WHEN 'matured' THEN 0 "       \
  "WHEN 'confirmed' THEN 1 ELSE 2 END, t.n DESC LIMIT 1), 0) AS truth, "                           \
  "CASE WHEN x.due_at <= $2 THEN 1 ELSE 0 END AS over, "                                           \
  "CASE WHEN EXISTS (SELECT 1 FROM work_item w WHERE w.case_id = x.case_id AND w.purpose = 'sla' " \
  "AND w.round = 1 AND w.due_at <= $2 AND NOT EXISTS (SELECT 1 FROM effective_decision f "         \
  "JOIN decision d ON d.id = f.decision WHERE f.work_item = w.id AND d.choice <> 'escalate' "      \
  "AND d.decided_at <= w.due_at)) THEN 1 ELSE 0 END AS late, "                                     \
  "CASE WHEN EXISTS (SELECT 1 FROM reopening r WHERE r.case_id = x.case_id "                       \
  "AND r.trigger_code = 'appeal') THEN 1 ELSE 0 END AS appealed "                                  \
  "FROM experiment_case x WHERE x.experiment = $1) "                                               \
  "SELECT rollout, arm, live_act, tried_act, adjudicated, uniform, truth, over, late, appealed, "  \
  "COUNT(*) FROM one GROUP BY rollout, arm, live_act, tried_act, adjudicated, uniform, truth, "    \
  "over, late, appealed"

/**
 * review_store_count_experiment:
 * @func: called for each kind of case that there is
 */
gboolean
review_store_count_experiment (ReviewTx *tx,
                               const char *experiment,
                               ReviewExperimentCountFunc func,
                               gpointer user_data,
                               GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error, COUNTS, "si", experiment, review_tx_get_now (tx));

  if (rows == NULL)
    return FALSE;
  while (review_rows_next (rows, &local))
    {
      const ReviewExperimentCount count = {
        .rollout = review_rows_get_int (rows, 0) != 0,
        .arm = review_rows_get_enum (rows, 1, &review_arms),
        .live_act = review_rows_get_enum (rows, 2, &review_verdicts),
        .tried_act = review_rows_get_enum (rows, 3, &review_verdicts),
        .adjudicated = review_rows_get_int (rows, 4) != 0,
        .uniform = review_rows_get_int (rows, 5) != 0,
        .truth = (int) review_rows_get_int (rows, 6),
        .over = review_rows_get_int (rows, 7) != 0,
        .late = review_rows_get_int (rows, 8) != 0,
        .appealed = review_rows_get_int (rows, 9) != 0,
        .n = (guint) review_rows_get_int (rows, 10),
      };

      func (&count, user_data);
    }
  return review_rows_end (error, local);
}
