/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What models in shadow say of the cases that the live one assessed. */
#define G_LOG_DOMAIN "review-store"
#include "review-store-shadow.h"

#include "review-assessment.h"
#include "review-store-private.h"

/* Assessments are stored in nearly the order of their time: what is older than the newest one that a
 * shadow read by more than this was read as well. */
#define SLACK (5 * REVIEW_MINUTE)

static void
free_task (gpointer data)
{
  ReviewShadowTask *self = data;

  g_free (self->model);
  g_free (self->case_type);
  g_free (self->assessment);
  g_free (self->case_id);
  g_free (self);
}

static ReviewShadowTask *
read_task (ReviewRows *rows)
{
  ReviewShadowTask *self = g_new0 (ReviewShadowTask, 1);

  self->model = review_rows_dup_text (rows, 0);
  self->case_type = review_rows_dup_text (rows, 1);
  self->assessment = review_rows_dup_text (rows, 2);
  self->case_id = review_rows_dup_text (rows, 3);
  self->as_of = review_rows_get_int (rows, 4);
  self->at = review_rows_get_int (rows, 5);
  return self;
}

/**
 * review_store_list_shadow_tasks:
 *
 * Returns: (transfer full) (element-type ReviewShadowTask): at most @limit first assessments by ROCA
 *   since their models went into shadow, the oldest first
 */
GPtrArray *
review_store_list_shadow_tasks (ReviewTx *tx, gint64 limit, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (free_task);
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT m.version, m.case_type, a.id, a.case_id, a.as_of, a.created_at FROM model m "
      "JOIN assessment a ON a.created_at >= (SELECT MAX (s.at) FROM model_state s "
      "WHERE s.model = m.version AND s.state = 'shadow') "
      "AND a.created_at >= COALESCE ((SELECT MAX (x.at) FROM model_shadow x "
      "WHERE x.model = m.version), 0) - $2 "
      "JOIN case_file c ON c.id = a.case_id AND c.type = m.case_type "
      "WHERE m.state = 'shadow' AND a.agent = $3 AND a.n = 1 AND NOT EXISTS "
      "(SELECT 1 FROM model_shadow y WHERE y.model = m.version AND y.assessment = a.id) "
      "ORDER BY m.version, a.created_at LIMIT $1",
      "iis", limit, (gint64) SLACK, REVIEW_AGENT_ROCA);

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    g_ptr_array_add (list, read_task (rows));
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}

/**
 * review_store_add_shadow:
 * @risk: 0..1, of the model in shadow
 */
gboolean
review_store_add_shadow (ReviewTx *tx, const ReviewShadowTask *task, double risk, GError **error)
{
  return review_tx_exec (tx, error,
                         "INSERT INTO model_shadow (model, assessment, at, risk) "
                         "VALUES ($1, $2, $3, $4)",
                         "ssid", task->model, task->assessment, task->at, risk)
         == 1;
}

/**
 * review_store_find_shadow_start:
 * @ret_since: (out): µs: when the model went into shadow; 0: it never did
 */
gboolean
review_store_find_shadow_start (ReviewTx *tx, const char *model, gint64 *ret_since, GError **error)
{
  return review_tx_get_int (tx, ret_since, error,
                            "SELECT COALESCE (MAX (at), 0) FROM model_state "
                            "WHERE model = $1 AND state = 'shadow'",
                            "s", model);
}

/**
 * review_store_list_shadow:
 *
 * The truth that counts is the most mature, and of those the newest, never a provisional one nor an
 * `unfit` case.
 *
 * Returns: (transfer full) (element-type ReviewShadowRow): what the model said beside the live one
 */
GArray *
review_store_list_shadow (ReviewTx *tx, const char *model, GError **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (ReviewShadowRow));
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT a.risk, s.risk, a.verdict_cut, CASE WHEN EXISTS (SELECT 1 FROM decision d "
      "WHERE d.assessment = a.id AND d.work_item IS NOT NULL) AND a.pi > 0 THEN a.pi ELSE 1 END, "
      "t.positive FROM model_shadow s JOIN assessment a ON a.id = s.assessment "
      "LEFT JOIN truth t ON t.case_id = a.case_id AND COALESCE (t.nature, '') <> 'unfit' "
      "AND t.n = (SELECT u.n FROM truth u WHERE u.case_id = a.case_id "
      "AND u.maturity <> 'provisional' "
      "ORDER BY CASE u.maturity WHEN 'matured' THEN 0 ELSE 1 END, u.n DESC LIMIT 1) "
      "WHERE s.model = $1",
      "s", model);

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    {
      ReviewShadowRow row = { .risks = { review_rows_get_double (rows, 0),
                                         review_rows_get_double (rows, 1) },
                              .cut = review_rows_get_double (rows, 2),
                              .pi = review_rows_get_double (rows, 3),
                              .known = !review_rows_is_null (rows, 4) };

      row.positive = row.known && review_rows_get_int (rows, 4) != 0;
      g_array_append_val (list, row);
    }
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}
