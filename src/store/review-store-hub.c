/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts that the Decision Hub shows beside what it measures. */
#define G_LOG_DOMAIN "review-store"
#include "review-store-hub.h"

#include <math.h>

#include "review-codec.h"
#include "review-decision.h"
#include "review-store-models.h"
#include "review-store-private.h"

#define LATELY 300 /* decisions that the active time is averaged over */

static gboolean
count_cases (ReviewTx *tx, const char *case_type, ReviewTypeCounts *counts, GError **error)
{
  return review_tx_get_int (tx, &counts->assessed, error,
                            "SELECT COUNT(*) FROM case_file c JOIN assessment a ON a.id = "
                            "c.assessment WHERE c.type = $1",
                            "s", case_type)
         && review_tx_get_int (tx, &counts->automatic, error,
                               "SELECT COUNT(*) FROM case_file c JOIN assessment a ON a.id = "
                               "c.assessment WHERE c.type = $1 "
                               "AND a.route IN ('auto_pass', 'auto_block', 'audit')",
                               "s", case_type)
         && review_tx_get_int (tx, &counts->audits, error,
                               "SELECT COUNT(*) FROM work_item WHERE case_type = $1 "
                               "AND purpose = 'audit'",
                               "s", case_type)
         && review_tx_get_int (tx, &counts->truths, error,
                               "SELECT COUNT(*) FROM truth t JOIN case_file c ON c.id = t.case_id "
                               "WHERE c.type = $1",
                               "s", case_type)
         && review_tx_get_int (tx, &counts->people, error,
                               "SELECT COUNT(DISTINCT d.account) FROM decision d JOIN case_file c "
                               "ON c.id = d.case_id WHERE c.type = $1 AND d.work_item IS NOT NULL "
                               "AND d.decided_at > $2",
                               "si", case_type, review_tx_get_now (tx) - REVIEW_DAY);
}

/* The active time stands in what was seen, which is kept as it was served. */
static gboolean
average_time (ReviewTx *tx, const char *case_type, ReviewTypeCounts *counts, GError **error)
{
  GError *local = NULL;
  gint64 total = 0, n = 0;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT d.body FROM decision d JOIN case_file c ON c.id = d.case_id WHERE c.type = $1 "
      "AND d.work_item IS NOT NULL ORDER BY d.decided_at DESC LIMIT $2",
      "si", case_type, (gint64) LATELY);

  if (rows == NULL)
    return FALSE;
  while (review_rows_next (rows, &local))
    {
      g_autoptr (ReviewDecision) decision = review_decode_limited (
          &review_decision_type, review_rows_get_text (rows, 0), -1, G_MAXINT, &local);

      if (decision == NULL)
        break;
      if (decision->seen == NULL || decision->seen->active_ms <= 0)
        continue;
      total += decision->seen->active_ms;
      n++;
    }
  counts->handling_minutes = n > 0 ? (double) total / (double) n / 60000 : NAN;
  return review_rows_end (error, local);
}

/**
 * review_store_count_type:
 * @ret_counts: (out): clear with review_type_counts_clear()
 */
gboolean
review_store_count_type (ReviewTx *tx,
                         const char *case_type,
                         ReviewTypeCounts *ret_counts,
                         GError **error)
{
  *ret_counts = (ReviewTypeCounts){ .handling_minutes = NAN };
  return review_store_find_live_version (tx, case_type, &ret_counts->model, error)
         && count_cases (tx, case_type, ret_counts, error)
         && average_time (tx, case_type, ret_counts, error);
}

void
review_type_counts_clear (ReviewTypeCounts *self)
{
  g_clear_pointer (&self->model, g_free);
}
