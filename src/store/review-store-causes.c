/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which root causes people give. */
#define G_LOG_DOMAIN "review-store"
#include "review-store-causes.h"

#include "review-cause.h"
#include "review-store-private.h"

/**
 * review_store_count_causes:
 * @vendor: (nullable): only what that vendor's people decided
 * @since: µs; decisions that took effect from then on
 *
 * Counts over decisions of people that stand. A case with a blind look that is not over is left out:
 * its reader must not see it move.
 *
 * Returns: (transfer full): array of #ReviewRootCauseCount, the most frequent first
 */
GPtrArray *
review_store_count_causes (
    ReviewTx *tx, const char *case_type, const char *vendor, gint64 since, GError **error)
{
  g_autoptr (GPtrArray) list = review_records_new ();
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT r.code, COUNT(*) AS given FROM decision d "
      "JOIN effective_decision e ON e.decision = d.id JOIN root_cause r ON r.decision = d.id "
      "JOIN case_file c ON c.id = d.case_id JOIN account a ON a.id = d.account "
      "WHERE d.effective_at >= $2 AND c.type = $1 AND a.role <> 'service' "
      "AND ($3 IS NULL OR a.vendor = $3) AND NOT EXISTS (SELECT 1 FROM work_item o "
      "WHERE o.case_id = c.id AND o.state <> 'closed' AND (o.blind = 'hidden' "
      "OR o.purpose IN ('audit', 'gold', 'calibration'))) "
      "GROUP BY r.code ORDER BY given DESC, r.code",
      "sis", case_type, since, vendor);

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    {
      ReviewRootCauseCount *one = review_record_new (&review_root_cause_count_type);

      one->code = review_rows_dup_text (rows, 0);
      one->n = review_rows_get_int (rows, 1);
      g_ptr_array_add (list, one);
    }
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}
