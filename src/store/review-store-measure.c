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
