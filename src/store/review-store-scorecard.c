/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the scorecard is counted of: one row for each case that was assessed. */
#define G_LOG_DOMAIN "review-store"
#include "review-store-scorecard.h"

#include <string.h>

#include "review-store-private.h"

/* The truth of a case that is best established. */
#define BEST_TRUTH(of)                                                                         \
  "(SELECT o.n FROM truth o WHERE o.case_id = " of " ORDER BY CASE o.maturity WHEN 'matured' " \
  "THEN 0 WHEN 'confirmed' THEN 1 ELSE 2 END, o.n DESC LIMIT 1)"

#define SCORES                                                                                \
  "SELECT c.id, c.type, c.market, a.model, a.policy, a.risk, a.verdict = 'block', "           \
  "a.route = 'audit', a.pi, a.created_at, m.choice, m.decided_at, p.choice, p.decided_at, "   \
  "t.positive, t.nature, t.maturity, t.cluster_id, c.value, c.currency, c.received_at, "      \
  "NOT EXISTS (SELECT 1 FROM sop_gap g WHERE g.assessment = a.id) "                           \
  "FROM assessment a JOIN case_file c ON c.id = a.case_id "                                   \
  "LEFT JOIN decision m ON m.case_id = c.id AND m.work_item IS NULL AND m.assessment = a.id " \
  "LEFT JOIN decision p ON p.id = (SELECT d.id FROM decision d JOIN effective_decision f "    \
  "ON f.decision = d.id JOIN work_item w ON w.id = d.work_item WHERE d.case_id = c.id "       \
  "AND w.purpose IN ('sla', 'second_review') AND d.choice <> 'escalate' ORDER BY d.n DESC "   \
  "LIMIT 1) LEFT JOIN truth t ON t.case_id = c.id AND t.n = " BEST_TRUTH (                    \
      "c.id") " "                                                                             \
              "WHERE a.created_at >= $1 AND a.created_at < $2 AND c.history = 0 "             \
              "AND ($3 IS NULL OR c.type = $3) AND a.n = (SELECT MIN(b.n) FROM assessment b " \
              "WHERE b.case_id = c.id) "                                                      \
              "ORDER BY a.created_at, c.id"

static ReviewScoreRow
read_score (ReviewRows *rows)
{
  const char *maturity = review_rows_get_text (rows, 16);
  gboolean unfit = g_strcmp0 (review_rows_get_text (rows, 15), "unfit") == 0;

  return (ReviewScoreRow){
    .case_id = review_rows_get_text (rows, 0),
    .case_type = review_rows_get_text (rows, 1),
    .market = review_rows_get_text (rows, 2),
    .model = review_rows_get_text (rows, 3),
    .policy = review_rows_get_text (rows, 4),
    .risk = review_rows_get_double (rows, 5),
    .verdict = review_rows_get_int (rows, 6) != 0,
    .audited = review_rows_get_int (rows, 7) != 0,
    .pi = review_rows_get_double (rows, 8),
    .at = review_rows_get_int (rows, 9),
    .act = review_rows_get_enum (rows, 10, &review_choices),
    .acted_at = review_rows_get_int (rows, 11),
    .final = review_rows_get_enum (rows, 12, &review_choices),
    .final_at = review_rows_get_int (rows, 13),
    .known = maturity != NULL && !unfit,
    .unfit = unfit,
    .positive = review_rows_get_int (rows, 14) != 0,
    .provisional = g_strcmp0 (maturity, "provisional") == 0,
    .cluster = review_rows_get_text (rows, 17),
    .value = review_rows_get_text (rows, 18),
    .currency = review_rows_get_text (rows, 19),
    .received_at = review_rows_get_int (rows, 20),
    .covered = review_rows_get_int (rows, 21) != 0,
  };
}

/**
 * review_store_each_score:
 * @since: µs: cases that were first assessed from then on
 * @until: µs: and before then
 * @case_type: (nullable): only of this type
 *
 * The oldest assessment first.
 */
gboolean
review_store_each_score (ReviewTx *tx,
                         gint64 since,
                         gint64 until,
                         const char *case_type,
                         ReviewScoreFunc func,
                         gpointer data,
                         GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (tx, error, SCORES, "iis", since, until, case_type);

  if (rows == NULL)
    return FALSE;
  while (review_rows_next (rows, &local))
    {
      ReviewScoreRow row = read_score (rows);

      func (&row, data);
    }
  return review_rows_end (error, local);
}

/* First calls that contradict the verdict, with what the same person decided then. The truth is the
 * best one that is not their own. */
#define SWITCHES                                                                                \
  "SELECT (a.verdict = 'block') = (t.positive = 1), d.choice = a.verdict, COUNT(*) "            \
  "FROM first_call f JOIN assessment a ON a.id = f.assessment "                                 \
  "JOIN decision d ON d.work_item = f.work_item AND d.account = f.account "                     \
  "JOIN effective_decision e ON e.decision = d.id JOIN truth t ON t.case_id = d.case_id "       \
  "AND t.n = (SELECT o.n FROM truth o WHERE o.case_id = d.case_id "                             \
  "AND COALESCE(o.decision, '') <> d.id AND COALESCE(o.by_account, '') <> d.account "           \
  "AND o.maturity <> 'provisional' ORDER BY CASE o.maturity WHEN 'matured' THEN 0 ELSE 1 END, " \
  "o.n DESC LIMIT 1) WHERE f.at >= $1 AND f.at < $2 AND f.choice IN ('pass', 'block') "         \
  "AND f.choice <> a.verdict AND d.choice IN ('pass', 'block') "                                \
  "AND COALESCE(t.nature, '') <> 'unfit' "                                                      \
  "GROUP BY (a.verdict = 'block') = (t.positive = 1), d.choice = a.verdict"

/**
 * review_store_count_switches:
 *
 * How often people whose own call was another changed over to ROCA's verdict, when it was wrong and
 * when it was right.
 */
gboolean
review_store_count_switches (
    ReviewTx *tx, gint64 since, gint64 until, ReviewSwitches *ret, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (tx, error, SWITCHES, "ii", since, until);

  *ret = (ReviewSwitches){ { 0 }, { 0 } };
  if (rows == NULL)
    return FALSE;
  while (review_rows_next (rows, &local))
    {
      int right = review_rows_get_int (rows, 0) != 0 ? 1 : 0;
      gint64 n = review_rows_get_int (rows, 2);

      ret->n[right] += n;
      ret->switched[right] += review_rows_get_int (rows, 1) != 0 ? n : 0;
    }
  return review_rows_end (error, local);
}
