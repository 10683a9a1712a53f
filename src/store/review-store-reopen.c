/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases that were over and are looked at once more, and referrals that stand beside a case. */
#define G_LOG_DOMAIN "review-store"
#include "review-store-reopen.h"

#include "review-store-private.h"

/**
 * review_store_next_round:
 *
 * Returns: the number of a new look at the case, above those of all looks before; -1 on error
 */
gint64
review_store_next_round (ReviewTx *tx, const char *case_id, GError **error)
{
  gint64 round = -1;

  review_tx_get_int (tx, &round, error,
                     "SELECT COALESCE(MAX(round), 0) + 1 FROM work_item WHERE case_id = $1", "s",
                     case_id);
  return round;
}

/**
 * review_store_add_reopening:
 * @one: with its id, look, reason and what stood before
 */
gboolean
review_store_add_reopening (ReviewTx *tx, const ReviewReopening *one, GError **error)
{
  return review_tx_exec (tx, error,
                         "INSERT INTO reopening (id, case_id, round, work_item, trigger_code, "
                         "basis, reason, account, at, decision, choice) "
                         "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                         "ssisssssiss", one->id, one->case_id, one->round, one->work_item,
                         review_enum_nick (&review_reopen_triggers, one->trigger),
                         review_enum_nick (&review_bases, one->basis), one->reason, one->by,
                         one->at, one->decision, review_enum_nick (&review_choices, one->choice))
         == 1;
}

/* Of a row r with a case. */
#define IN_NO_BLIND_LOOK                                                                       \
  "NOT EXISTS (SELECT 1 FROM work_item w WHERE w.case_id = r.case_id AND w.state <> 'closed' " \
  "AND (w.blind = 'hidden' OR w.purpose IN ('audit', 'gold', 'qa', 'calibration')))"

#define REOPENINGS                                                                               \
  "SELECT r.id, r.case_id, r.work_item, r.round, r.trigger_code, r.basis, r.reason, r.account, " \
  "a.name, r.at, r.decision, r.choice, r.after_decision, r.outcome, r.decided_at "               \
  "FROM reopening r JOIN account a ON a.id = r.account "

static ReviewReopening *
read_reopening (ReviewRows *rows)
{
  ReviewReopening *one = review_record_new (&review_reopening_type);

  one->id = review_rows_dup_text (rows, 0);
  one->case_id = review_rows_dup_text (rows, 1);
  one->work_item = review_rows_dup_text (rows, 2);
  one->round = review_rows_get_int (rows, 3);
  one->trigger = review_rows_get_enum (rows, 4, &review_reopen_triggers);
  one->basis = review_rows_get_enum (rows, 5, &review_bases);
  one->reason = review_rows_dup_text (rows, 6);
  one->by = review_rows_dup_text (rows, 7);
  one->by_name = review_rows_dup_text (rows, 8);
  one->at = review_rows_get_int (rows, 9);
  one->decision = review_rows_dup_text (rows, 10);
  one->choice = review_rows_get_enum (rows, 11, &review_choices);
  one->after = review_rows_dup_text (rows, 12);
  one->outcome = review_rows_get_enum (rows, 13, &review_reopen_outcomes);
  one->decided_at = review_rows_get_int (rows, 14);
  return one;
}

/**
 * review_store_list_reopenings:
 *
 * Returns: (transfer full): array of #ReviewReopening of the case, the oldest first
 */
GPtrArray *
review_store_list_reopenings (ReviewTx *tx, const char *case_id, GError **error)
{
  g_autoptr (GPtrArray) list = review_records_new ();
  GError *local = NULL;
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error, REOPENINGS "WHERE r.case_id = $1 ORDER BY r.round", "s", case_id);

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    g_ptr_array_add (list, read_reopening (rows));
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}

/**
 * review_store_find_reopening:
 * @ret: (out) (transfer full) (nullable): what made the look of that round; %NULL: nothing did
 */
gboolean
review_store_find_reopening (
    ReviewTx *tx, const char *case_id, gint64 round, ReviewReopening **ret, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error, REOPENINGS "WHERE r.case_id = $1 AND r.round = $2", "si", case_id, round);

  *ret = NULL;
  if (rows == NULL)
    return FALSE;
  if (review_rows_next (rows, &local))
    *ret = read_reopening (rows);
  return review_rows_end (error, local);
}

/**
 * review_store_end_reopening:
 * @decision: of the new look; of a second review after it the last one counts
 */
gboolean
review_store_end_reopening (
    ReviewTx *tx, const char *id, const char *decision, int outcome, GError **error)
{
  return review_tx_exec (tx, error,
                         "UPDATE reopening SET after_decision = $2, outcome = $3, decided_at = $4 "
                         "WHERE id = $1",
                         "sssi", id, decision, review_enum_nick (&review_reopen_outcomes, outcome),
                         review_tx_get_now (tx))
         == 1;
}

/**
 * review_store_count_overturned:
 *
 * Returns: (transfer full): array of #ReviewOverturnRate with their counts, by basis and trigger
 */
GPtrArray *
review_store_count_overturned (ReviewTx *tx, GError **error)
{
  g_autoptr (GPtrArray) list = review_records_new ();
  GError *local = NULL;
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error,
                       "SELECT basis, trigger_code, COUNT(*), "
                       "SUM(CASE WHEN outcome = 'overturned' THEN 1 ELSE 0 END) FROM reopening "
                       "WHERE outcome IS NOT NULL GROUP BY basis, trigger_code "
                       "ORDER BY basis DESC, trigger_code",
                       "");

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    {
      ReviewOverturnRate *one = review_record_new (&review_overturn_rate_type);

      one->basis = review_rows_get_enum (rows, 0, &review_bases);
      one->trigger = review_rows_get_enum (rows, 1, &review_reopen_triggers);
      one->n = review_rows_get_int (rows, 2);
      one->overturned = review_rows_get_int (rows, 3);
      g_ptr_array_add (list, one);
    }
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}

/* Rounds that are over, without those of cases that somebody looks at blind. */
#define OVERTURNED                                                                      \
  "SELECT r.work_item, r.case_id, c.display_id, c.type, r.decided_at, r.trigger_code, " \
  "r.basis, r.outcome FROM reopening r JOIN case_file c ON c.id = r.case_id "           \
  "WHERE r.outcome IS NOT NULL AND " IN_NO_BLIND_LOOK " ORDER BY r.decided_at DESC, r.id DESC"

static ReviewFinding *
read_finding (ReviewRows *rows)
{
  ReviewFinding *one = review_record_new (&review_finding_type);

  one->work_item = review_rows_dup_text (rows, 0);
  one->case_id = review_rows_dup_text (rows, 1);
  one->display_id = review_rows_dup_text (rows, 2);
  one->case_type = review_rows_dup_text (rows, 3);
  one->at = review_rows_get_int (rows, 4);
  one->trigger = review_rows_get_enum (rows, 5, &review_reopen_triggers);
  one->basis = review_rows_get_enum (rows, 6, &review_bases);
  one->kind = review_rows_get_enum (rows, 7, &review_reopen_outcomes) == REVIEW_REOPENED_OVERTURNED
                  ? REVIEW_FINDING_OVERTURNED
                  : REVIEW_FINDING_UPHELD;
  return one;
}

/**
 * review_store_list_overturned:
 * @ret_left_off: (out): how many are not in the list, which is full
 *
 * Returns: (transfer full): array of #ReviewFinding of the cases that were decided again, the newest
 *   first; without those that are open in a blind look
 */
GPtrArray *
review_store_list_overturned (ReviewTx *tx, gint64 *ret_left_off, GError **error)
{
  g_autoptr (GPtrArray) list = review_records_new ();
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (tx, error, OVERTURNED, "");

  *ret_left_off = 0;
  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    if (list->len < REVIEW_MAX_FINDINGS)
      g_ptr_array_add (list, read_finding (rows));
    else
      ++*ret_left_off;
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}

/**
 * review_store_add_referral:
 */
gboolean
review_store_add_referral (ReviewTx *tx, const ReviewReferral *one, GError **error)
{
  return review_tx_exec (tx, error,
                         "INSERT INTO referral (id, case_id, state, version, text, account, at) "
                         "VALUES ($1, $2, $3, $4, $5, $6, $7)",
                         "sssissi", one->id, one->case_id,
                         review_enum_nick (&review_referral_states, one->state), one->version,
                         one->text, one->by, one->at)
         == 1;
}

#define REFERRALS                                                                         \
  "SELECT r.id, r.case_id, r.state, r.version, r.text, r.account, a.name, r.at, b.name, " \
  "r.changed_at, r.note, c.display_id, c.type, s.display FROM referral r "                \
  "JOIN account a ON a.id = r.account JOIN case_file c ON c.id = r.case_id "              \
  "JOIN subject s ON s.id = c.subject LEFT JOIN account b ON b.id = r.changed_by "
/* In a blind look nobody learns of what another person wrote about the case. */
#define NOT_IN_BLIND_LOOK "(r.account = $1 OR " IN_NO_BLIND_LOOK ") "

static ReviewReferral *
read_referral (ReviewRows *rows)
{
  ReviewReferral *one = review_record_new (&review_referral_type);

  one->id = review_rows_dup_text (rows, 0);
  one->case_id = review_rows_dup_text (rows, 1);
  one->state = review_rows_get_enum (rows, 2, &review_referral_states);
  one->version = review_rows_get_int (rows, 3);
  one->text = review_rows_dup_text (rows, 4);
  one->by = review_rows_dup_text (rows, 5);
  one->by_name = review_rows_dup_text (rows, 6);
  one->at = review_rows_get_int (rows, 7);
  one->changed_by_name = review_rows_dup_text (rows, 8);
  one->changed_at = review_rows_get_int (rows, 9);
  one->note = review_rows_dup_text (rows, 10);
  one->display_id = review_rows_dup_text (rows, 11);
  one->case_type = review_rows_dup_text (rows, 12);
  one->subject = review_rows_dup_text (rows, 13);
  return one;
}

/**
 * review_store_list_referrals:
 * @reader: account: of a case that is open in a blind look they get what they wrote themselves only
 * @case_id: (nullable): %NULL: of all cases
 *
 * Returns: (transfer full): array of #ReviewReferral: those that are not over first, then the newest;
 *   500 at most
 */
GPtrArray *
review_store_list_referrals (ReviewTx *tx, const char *reader, const char *case_id, GError **error)
{
  g_autoptr (GPtrArray) list = review_records_new ();
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      REFERRALS "WHERE " NOT_IN_BLIND_LOOK "AND ($2 = '' OR r.case_id = $2) "
                "ORDER BY CASE WHEN r.state IN ('drafted', 'sent') THEN 0 ELSE 1 END, r.at DESC, "
                "r.id DESC LIMIT 500",
      "ss", reader, case_id != NULL ? case_id : "");

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    g_ptr_array_add (list, read_referral (rows));
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}

/**
 * review_store_load_referral:
 *
 * Returns: (transfer full): it; %NULL with %REVIEW_ERROR_NOT_FOUND
 */
ReviewReferral *
review_store_load_referral (ReviewTx *tx, const char *id, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (tx, error, REFERRALS "WHERE r.id = $1", "s", id);

  if (rows == NULL)
    return NULL;
  if (review_rows_next (rows, &local))
    return read_referral (rows);
  if (review_rows_end (error, local))
    review_store_set_not_found (error);
  return NULL;
}

/**
 * review_store_move_referral:
 * @seen: as it was read, at the version that the caller saw
 *
 * One statement; %REVIEW_ERROR_CONFLICT when it is not as seen.
 */
gboolean
review_store_move_referral (ReviewTx *tx,
                            const ReviewReferral *seen,
                            const ReviewReferralAct *act,
                            const char *account,
                            GError **error)
{
  gint64 n = review_tx_exec (tx, error,
                             "UPDATE referral SET state = $4, version = version + 1, "
                             "changed_by = $5, changed_at = $6, note = $7 "
                             "WHERE id = $1 AND version = $2 AND state = $3",
                             "sisssis", seen->id, seen->version,
                             review_enum_nick (&review_referral_states, seen->state),
                             review_enum_nick (&review_referral_states, act->state), account,
                             review_tx_get_now (tx), act->note);

  if (n == 0)
    g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT, "it changed meanwhile");
  return n == 1;
}
