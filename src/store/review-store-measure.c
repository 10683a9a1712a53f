/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What measuring needs of what was drawn, decided and found out, in sets. */
#define G_LOG_DOMAIN "review-store"
#include "review-store-measure.h"

#include <string.h>

#include "review-store-private.h"

/**
 * review_store_list_pi:
 *
 * Returns: (transfer full): case id to double: for the cases of @case_type that a person decided
 *   and that were drawn for it with a probability below 1, that probability, as the first decision
 *   of each found it
 */
GHashTable *
review_store_list_pi (ReviewTx *tx, const char *case_type, GError **error)
{
  g_autoptr (GHashTable) list = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT d.case_id, a.pi FROM decision d JOIN assessment a ON a.id = d.assessment "
      "JOIN case_file c ON c.id = d.case_id WHERE c.type = $1 AND d.work_item IS NOT NULL "
      "AND a.pi > 0 AND a.pi < 1 ORDER BY d.case_id, d.n DESC",
      "s", case_type);

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    {
      double *pi = g_new (double, 1);

      *pi = review_rows_get_double (rows, 1);
      g_hash_table_insert (list, review_rows_dup_text (rows, 0), pi);
    }
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}

/**
 * review_store_count_found:
 * @ret_found: (out): truly bad cases that the person blocked
 * @ret_seen: (out): truly bad cases that people passed or blocked
 *
 * People's sensitivity on cases of @case_type whose truth something other than their own decision
 * established: gold cases, and queue cases that QA looked at. A truth that is provisional or
 * `unfit` does not count.
 */
gboolean
review_store_count_found (
    ReviewTx *tx, const char *case_type, guint *ret_found, guint *ret_seen, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT d.choice FROM effective_decision e JOIN decision d ON d.id = e.decision "
      "JOIN work_item w ON w.id = d.work_item JOIN case_file c ON c.id = d.case_id "
      "JOIN truth t ON t.case_id = d.case_id "
      "WHERE c.type = $1 AND d.choice IN ('pass', 'block') "
      "AND (w.purpose = 'gold' OR (w.purpose IN ('sla', 'second_review') AND EXISTS "
      "(SELECT 1 FROM work_item q WHERE q.case_id = d.case_id AND q.purpose = 'qa'))) "
      "AND t.positive = 1 AND COALESCE (t.nature, '') <> 'unfit' "
      "AND t.n = (SELECT o.n FROM truth o WHERE o.case_id = d.case_id "
      "AND o.maturity <> 'provisional' AND COALESCE (o.decision, '') <> d.id "
      "ORDER BY CASE o.maturity WHEN 'matured' THEN 0 ELSE 1 END, o.n DESC LIMIT 1)",
      "s", case_type);

  *ret_found = *ret_seen = 0;
  if (rows == NULL)
    return FALSE;
  while (review_rows_next (rows, &local))
    {
      (*ret_seen)++;
      *ret_found += strcmp (review_rows_get_text (rows, 0), "block") == 0 ? 1 : 0;
    }
  return review_rows_end (error, local);
}

static void
free_measured (gpointer data)
{
  ReviewMeasured *self = data;

  g_free (self->case_id);
  g_free (self->case_type);
  g_free (self->market);
  g_free (self->language);
  g_free (self->value);
  g_free (self->currency);
  g_free (self->assessment);
  g_free (self->agent);
  g_free (self->model);
  g_free (self->policy);
  g_free (self->cluster);
  g_free (self);
}

static ReviewMeasured *
read_measured (ReviewRows *rows)
{
  ReviewMeasured *self = g_new0 (ReviewMeasured, 1);

  self->case_id = review_rows_dup_text (rows, 0);
  self->case_type = review_rows_dup_text (rows, 1);
  self->market = review_rows_dup_text (rows, 2);
  self->language = review_rows_dup_text (rows, 3);
  self->value = review_rows_dup_text (rows, 4);
  self->currency = review_rows_dup_text (rows, 5);
  self->assessment = review_rows_dup_text (rows, 6);
  self->agent = review_rows_dup_text (rows, 7);
  self->model = review_rows_dup_text (rows, 8);
  self->policy = review_rows_dup_text (rows, 9);
  self->as_of = review_rows_get_int (rows, 10);
  self->opened_at = review_rows_get_int (rows, 11);
  self->risk = review_rows_get_double (rows, 12);
  self->cut = review_rows_get_double (rows, 13);
  self->pi = review_rows_get_double (rows, 14);
  self->verdict = review_rows_get_enum (rows, 15, &review_verdicts);
  self->route = review_rows_get_enum (rows, 16, &review_routes);
  self->positive = review_rows_get_int (rows, 17) != 0;
  self->nature = review_rows_get_enum (rows, 18, &review_natures);
  self->maturity = review_rows_get_enum (rows, 19, &review_maturities);
  self->cluster = review_rows_dup_text (rows, 20);
  self->from_look = review_rows_get_int (rows, 21) != 0;
  self->choice = review_rows_get_enum (rows, 22, &review_choices);
  self->decided_at = review_rows_get_int (rows, 23);
  self->by_person = review_rows_get_int (rows, 24) != 0;
  return self;
}

/**
 * review_store_list_measured:
 * @case_type: (nullable): %NULL: all
 * @since: µs; cases whose evidence ends before it are left out
 * @until: µs; exclusive
 *
 * What ROCA said first of each case, not what it said when more was known; and the truth that
 * counts: the most mature, and of those the newest, never a provisional one.
 *
 * Returns: (transfer full): array of #ReviewMeasured in the order of time
 */
GPtrArray *
review_store_list_measured (
    ReviewTx *tx, const char *case_type, gint64 since, gint64 until, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (free_measured);
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT c.id, c.type, c.market, c.language, c.value, c.currency, a.id, a.agent, a.model, "
      "a.policy, a.as_of, c.opened_at, a.risk, a.verdict_cut, a.pi, a.verdict, a.route, "
      "t.positive, t.nature, t.maturity, COALESCE (t.cluster_id, c.campaign), "
      "CASE WHEN t.decision IS NULL THEN 0 ELSE 1 END, d.choice, d.effective_at, "
      "CASE WHEN d.work_item IS NULL THEN 0 ELSE 1 END "
      "FROM assessment a JOIN case_file c ON c.id = a.case_id "
      "LEFT JOIN truth t ON t.case_id = c.id AND t.n = (SELECT u.n FROM truth u "
      "WHERE u.case_id = c.id AND u.maturity <> 'provisional' "
      "ORDER BY CASE u.maturity WHEN 'matured' THEN 0 ELSE 1 END, u.n DESC LIMIT 1) "
      "LEFT JOIN decision d ON d.case_id = c.id AND d.n = (SELECT e.n FROM decision e "
      "WHERE e.case_id = c.id AND e.choice IN ('pass', 'block') AND NOT EXISTS "
      "(SELECT 1 FROM decision_retraction r WHERE r.decision = e.id) AND NOT EXISTS "
      "(SELECT 1 FROM work_item w WHERE w.id = e.work_item "
      "AND w.purpose NOT IN ('sla', 'second_review')) ORDER BY e.n DESC LIMIT 1) "
      "WHERE a.n = 1 AND a.as_of >= $2 AND a.as_of < $3 AND ($1 IS NULL OR c.type = $1) "
      "ORDER BY a.as_of, c.id",
      "sii", case_type, since, until);

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    g_ptr_array_add (list, read_measured (rows));
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}

static void
free_call (gpointer data)
{
  ReviewMeasuredCall *self = data;

  g_free (self->case_id);
  g_free (self->account);
  g_free (self->cause);
  g_free (self);
}

/**
 * review_store_list_calls:
 * @case_type: (nullable): %NULL: all
 * @since: µs: as review_store_list_measured()
 * @until: µs; exclusive
 *
 * Returns: (transfer full): array of #ReviewMeasuredCall: what people, not machines, decided of
 *   those cases in whatever look, case by case in the order of time; retracted decisions are none
 */
GPtrArray *
review_store_list_calls (
    ReviewTx *tx, const char *case_type, gint64 since, gint64 until, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (free_call);
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT d.case_id, d.account, d.choice, r.code, r.path, r.step FROM decision d "
      "JOIN assessment a ON a.case_id = d.case_id AND a.n = 1 "
      "JOIN case_file c ON c.id = d.case_id JOIN account p ON p.id = d.account "
      "LEFT JOIN root_cause r ON r.decision = d.id "
      "WHERE d.work_item IS NOT NULL AND p.role <> 'service' AND a.as_of >= $2 AND a.as_of < $3 "
      "AND ($1 IS NULL OR c.type = $1) AND NOT EXISTS (SELECT 1 FROM decision_retraction x "
      "WHERE x.decision = d.id) ORDER BY d.case_id, d.n",
      "sii", case_type, since, until);

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    {
      ReviewMeasuredCall *one = g_new0 (ReviewMeasuredCall, 1);

      one->case_id = review_rows_dup_text (rows, 0);
      one->account = review_rows_dup_text (rows, 1);
      one->choice = review_rows_get_enum (rows, 2, &review_choices);
      one->cause = review_rows_dup_text (rows, 3);
      one->path = review_rows_get_enum (rows, 4, &review_paths);
      one->step = review_rows_get_int (rows, 5);
      g_ptr_array_add (list, one);
    }
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}
