/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the day begins with, in figures and in the lists behind them.
 *
 * A case with a blind look that is not over is in none of them that its reader could see move: it
 * counts when the look is over. All hidden looks are left out alike. */
#define G_LOG_DOMAIN "review-store"
#include "review-store-today.h"

#include "review-store-private.h"

#define MOST 200 /* cases that a list shows */

/* @c: the column with the case. */
#define IN_NO_BLIND_LOOK(c)                                                                \
  "NOT EXISTS (SELECT 1 FROM work_item o WHERE o.case_id = " c " AND o.state <> 'closed' " \
  "AND (o.blind = 'hidden' OR o.purpose IN ('audit', 'gold', 'calibration')))"

/**
 * review_store_find_last_work:
 * @since: µs: how far back it is looked for
 * @gap: µs: as long a pause ends a day's work
 * @ret: (out): when @account was last at work before the present stretch; 0: never since then
 */
gboolean
review_store_find_last_work (
    ReviewTx *tx, const char *account, gint64 since, gint64 gap, gint64 *ret, GError **error)
{
  return review_tx_get_int (
      tx, ret, error,
      "SELECT COALESCE(MAX(at), 0) FROM (SELECT at, LEAD(at, 1, $3) OVER (ORDER BY at) AS next "
      "FROM audit WHERE actor = $1 AND at >= $2 "
      "AND action IN ('take_next', 'take', 'take_back', 'renew', 'decide')) acts "
      "WHERE next - at >= $4",
      "siii", account, since, review_tx_get_now (tx), gap);
}

/* Of one type: [n, hits]. */
static const char *const shares[] = {
  [REVIEW_RATE_AUTOMATION] =
      "SELECT c.type, COUNT(*), SUM(CASE WHEN a.route IN ('auto_pass', 'auto_block', 'audit') "
      "THEN 1 ELSE 0 END) FROM case_file c JOIN assessment a ON a.id = c.assessment "
      "WHERE c.history = 0 AND c.opened_at >= $1 - 2592000000000 AND c.received_at >= $1 "
      "AND c.received_at < $2 AND " IN_NO_BLIND_LOOK ("c.id") " GROUP BY c.type",
  [REVIEW_RATE_BLOCK] =
      "SELECT w.case_type, COUNT(*), SUM(CASE WHEN d.choice = 'block' THEN 1 ELSE 0 END) "
      "FROM decision d JOIN effective_decision e ON e.decision = d.id "
      "JOIN work_item w ON w.id = d.work_item WHERE d.effective_at >= $1 AND d.effective_at < $2 "
      "AND d.choice IN ('pass', 'block') AND w.purpose IN ('sla', 'second_review') "
      "AND " IN_NO_BLIND_LOOK ("d.case_id") " GROUP BY w.case_type",
  [REVIEW_RATE_APPEAL] =
      "SELECT w.case_type, COUNT(*), (SELECT COUNT(*) FROM reopening r JOIN case_file c "
      "ON c.id = r.case_id WHERE c.type = w.case_type AND r.trigger_code = 'appeal' "
      "AND r.at >= $1 AND r.at < $2 AND " IN_NO_BLIND_LOOK (
          "r.case_id") ") "
                       "FROM decision d JOIN effective_decision e ON e.decision = d.id "
                       "JOIN work_item w ON w.id = d.work_item WHERE d.effective_at >= $1 AND "
                       "d.effective_at < $2 "
                       "AND d.choice IN ('pass', 'block') AND w.purpose IN ('sla', "
                       "'second_review') "
                       "AND " IN_NO_BLIND_LOOK ("d.case_id") " GROUP BY w.case_type",
};

/**
 * review_store_count_share:
 * @kind: #ReviewTodayRateKind
 * @from: µs
 * @until: µs: and before then
 * @ret: array that gets a #ReviewTodayRate of each type that had any, with n and hits
 */
gboolean
review_store_count_share (
    ReviewTx *tx, int kind, gint64 from, gint64 until, GPtrArray *ret, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (tx, error, shares[kind], "ii", from, until);

  if (rows == NULL)
    return FALSE;
  while (review_rows_next (rows, &local))
    {
      ReviewTodayRate *one = review_record_new (&review_today_rate_type);

      one->kind = kind;
      one->case_type = review_rows_dup_text (rows, 0);
      one->n = review_rows_get_int (rows, 1);
      one->hits = review_rows_get_int (rows, 2);
      g_ptr_array_add (ret, one);
    }
  return review_rows_end (error, local);
}

/* The first of a kind replaces nothing and is no change. */
#define GONE_LIVE                                                                               \
  "SELECT 'policy', s.version, NULL, s.at FROM policy_state s WHERE s.state = 'live' "          \
  "AND s.at >= $1 AND EXISTS (SELECT 1 FROM policy_state b WHERE b.state = 'live' "             \
  "AND b.seq < s.seq) UNION ALL "                                                               \
  "SELECT 'model', m.version, m.case_type, m.created_at FROM model m WHERE m.state = 'live' "   \
  "AND m.created_at >= $1 AND EXISTS (SELECT 1 FROM model b WHERE b.case_type = m.case_type "   \
  "AND b.created_at < m.created_at) UNION ALL "                                                 \
  "SELECT 'calibration', k.version, m.case_type, k.at FROM calibration k "                      \
  "JOIN model m ON m.version = k.model WHERE k.state = 'live' AND k.at >= $1 "                  \
  "AND EXISTS (SELECT 1 FROM calibration b WHERE b.model = k.model AND b.at < k.at) UNION ALL " \
  "SELECT 'sop', v.version, s.case_type, v.published_at FROM sop_version v "                    \
  "JOIN sop s ON s.id = v.sop WHERE v.published_at >= $1 AND EXISTS (SELECT 1 "                 \
  "FROM sop_version b WHERE b.sop = v.sop AND b.published_at < v.published_at) "                \
  "ORDER BY 4 DESC, 2 LIMIT 50"

/**
 * review_store_list_gone_live:
 * @since: µs
 *
 * Returns: (transfer full): array of #ReviewTodayVersion, the newest first
 */
GPtrArray *
review_store_list_gone_live (ReviewTx *tx, gint64 since, GError **error)
{
  g_autoptr (GPtrArray) list = review_records_new ();
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (tx, error, GONE_LIVE, "i", since);

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    {
      ReviewTodayVersion *one = review_record_new (&review_today_version_type);

      one->kind = review_rows_get_enum (rows, 0, &review_live_kinds);
      one->version = review_rows_dup_text (rows, 1);
      one->case_type = review_rows_dup_text (rows, 2);
      one->at = review_rows_get_int (rows, 3);
      g_ptr_array_add (list, one);
    }
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}

#define CASE                                                                        \
  "c.id, c.display_id, c.type, c.value, c.currency, (SELECT x.id FROM work_item x " \
  "WHERE x.case_id = c.id ORDER BY x.queued_at DESC, x.id DESC LIMIT 1), "

/* Each ends with state, machine, person, at; and how many looks the list was taken from. */
static const char *
get_list (int kind)
{
  if (kind == REVIEW_TODAY_FINDS)
    return "SELECT " CASE "NULL, m.choice, COALESCE(NULLIF(f.choice, 'undecided'), d.choice), "
           "d.effective_at FROM decision d JOIN work_item w ON w.id = d.work_item "
           "JOIN effective_decision e ON e.decision = d.id JOIN case_file c ON c.id = d.case_id "
           "JOIN decision m ON m.case_id = d.case_id AND m.work_item IS NULL "
           "LEFT JOIN first_call f ON f.work_item = w.id AND f.account = d.account "
           "WHERE w.purpose = 'audit' AND d.effective_at >= $1 "
           "AND " IN_NO_BLIND_LOOK ("c.id") " ORDER BY d.effective_at DESC, d.id";
  if (kind == REVIEW_TODAY_REFERRALS)
    return "SELECT " CASE "r.state, NULL, NULL, r.at FROM referral r "
           "JOIN case_file c ON c.id = r.case_id WHERE r.state IN ('drafted', 'sent') "
           "AND r.at >= $1 AND " IN_NO_BLIND_LOOK ("c.id") " ORDER BY r.at, r.id";
  return "SELECT " CASE "r.trigger_code, NULL, NULL, r.at FROM reopening r "
         "JOIN case_file c ON c.id = r.case_id WHERE r.outcome IS NULL AND r.at >= $1 "
         "AND " IN_NO_BLIND_LOOK ("c.id") " ORDER BY r.at, r.id";
}

static ReviewTodayItem *
read_item (ReviewRows *rows, int kind)
{
  ReviewTodayItem *one = review_record_new (&review_today_item_type);

  one->kind = kind;
  one->case_id = review_rows_dup_text (rows, 0);
  one->display_id = review_rows_dup_text (rows, 1);
  one->case_type = review_rows_dup_text (rows, 2);
  one->value = review_rows_dup_text (rows, 3);
  one->currency = review_rows_dup_text (rows, 4);
  one->work_item = review_rows_dup_text (rows, 5);
  one->state = review_rows_dup_text (rows, 6);
  one->machine = review_rows_get_enum (rows, 7, &review_choices);
  one->person = review_rows_get_enum (rows, 8, &review_choices);
  one->at = review_rows_get_int (rows, 9);
  return one;
}

/**
 * review_store_list_today:
 * @kind: finds, referrals or reopened
 * @since: µs
 * @ret_of: (out): of how many audits the finds are; else how many there are
 *
 * Returns: (transfer full): array of #ReviewTodayItem
 */
GPtrArray *
review_store_list_today (ReviewTx *tx, int kind, gint64 since, gint64 *ret_of, GError **error)
{
  g_autoptr (GPtrArray) list = review_records_new ();
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (tx, error, get_list (kind), "i", since);

  *ret_of = 0;
  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    {
      g_autoptr (ReviewTodayItem) one = read_item (rows, kind);

      (*ret_of)++;
      if (list->len < MOST && (kind != REVIEW_TODAY_FINDS || one->machine != one->person))
        g_ptr_array_add (list, g_steal_pointer (&one));
    }
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}

/* What was established last by something else than the decision itself. Cases that were decided as a
 * group are one call of one person and count for none. */
#define ACCURACY                                                                                  \
  "SELECT d.account, a.name, COUNT(*), SUM(CASE WHEN (d.choice = 'block' AND t.positive = 1) "    \
  "OR (d.choice = 'pass' AND t.positive = 0) THEN 1 ELSE 0 END) FROM decision d "                 \
  "JOIN effective_decision e ON e.decision = d.id JOIN account a ON a.id = d.account "            \
  "JOIN truth t ON t.case_id = d.case_id WHERE d.effective_at >= $1 AND d.effective_at < $2 "     \
  "AND d.choice IN ('pass', 'block') AND a.role <> 'service' AND ($3 IS NULL OR d.account = $3) " \
  "AND ($4 IS NULL OR a.vendor = $4) AND t.basis = 'on_record' "                                  \
  "AND COALESCE(t.nature, '') <> 'unfit' AND COALESCE(t.by_account, '') <> d.account "            \
  "AND t.n = (SELECT o.n FROM truth o WHERE o.case_id = d.case_id "                               \
  "AND o.maturity <> 'provisional' AND COALESCE(o.decision, '') <> d.id "                         \
  "ORDER BY CASE o.maturity WHEN 'matured' THEN 0 ELSE 1 END, o.n DESC LIMIT 1) "                 \
  "AND NOT EXISTS (SELECT 1 FROM campaign_item g WHERE g.decision = d.id) "                       \
  "AND " IN_NO_BLIND_LOOK ("d.case_id") " GROUP BY d.account, a.name ORDER BY a.name, d.account"

/**
 * review_store_measure_people:
 * @account: (nullable): only this person
 * @vendor: (nullable): only people of this vendor
 * @from: µs: decisions that took effect from then on
 * @until: µs: and before then
 *
 * Returns: (transfer full): array of #ReviewTodayAccuracy with n and right, by name
 */
GPtrArray *
review_store_measure_people (ReviewTx *tx,
                             const char *account,
                             const char *vendor,
                             gint64 from,
                             gint64 until,
                             GError **error)
{
  g_autoptr (GPtrArray) list = review_records_new ();
  GError *local = NULL;
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error, ACCURACY, "iiss", from, until, account, vendor);

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    {
      ReviewTodayAccuracy *one = review_record_new (&review_today_accuracy_type);

      one->account = review_rows_dup_text (rows, 0);
      one->name = review_rows_dup_text (rows, 1);
      one->n = review_rows_get_int (rows, 2);
      one->right = review_rows_get_int (rows, 3);
      g_ptr_array_add (list, one);
    }
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}
