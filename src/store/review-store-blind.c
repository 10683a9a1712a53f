/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people said before they saw what ROCA says, and when they asked for it: one row of each per
 * person and look, which nothing changes. */
#define G_LOG_DOMAIN "review-store"
#include "review-store-blind.h"

#include "review-codec.h"
#include "review-store-private.h"

static gboolean
set_there (GError **error, const char *text)
{
  g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT, text);
  return FALSE;
}

/**
 * review_store_add_first_call:
 * @assessment: (nullable): what was withheld when the call was made
 *
 * %REVIEW_ERROR_CONFLICT when the person has made one already.
 */
gboolean
review_store_add_first_call (ReviewTx *tx,
                             const char *work_item,
                             const char *account,
                             const char *assessment,
                             const ReviewFirstCall *call,
                             GError **error)
{
  g_autofree char *body = review_encode (call);
  gint64 n = review_tx_exec (tx, error,
                             "INSERT INTO first_call (work_item, account, choice, assessment, at, "
                             "body) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
                             "ssssis", work_item, account,
                             review_enum_nick (&review_recommendations, call->choice), assessment,
                             call->at, body);

  return n == 1 || (n == 0 && set_there (error, "the first call was made already"));
}

/**
 * review_store_load_first_call:
 * @ret_call: (out) (transfer full) (nullable): %NULL: the person has made none
 */
gboolean
review_store_load_first_call (ReviewTx *tx,
                              const char *work_item,
                              const char *account,
                              ReviewFirstCall **ret_call,
                              GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error, "SELECT body FROM first_call WHERE work_item = $1 AND account = $2", "ss",
      work_item, account);

  *ret_call = NULL;
  if (rows == NULL)
    return FALSE;
  if (review_rows_next (rows, &local))
    *ret_call = review_decode (&review_first_call_type, review_rows_get_text (rows, 0), -1, &local);
  return review_rows_end (error, local);
}

/**
 * review_store_add_verdict_shown:
 * @assessment: (nullable): what was shown
 *
 * %REVIEW_ERROR_CONFLICT when it was shown to the person already.
 */
gboolean
review_store_add_verdict_shown (ReviewTx *tx,
                                const char *work_item,
                                const char *account,
                                const char *assessment,
                                const ReviewVerdictShown *reveal,
                                GError **error)
{
  gint64 n =
      review_tx_exec (tx, error,
                      "INSERT INTO verdict_shown (work_item, account, choice, assessment, at) "
                      "VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
                      "ssssi", work_item, account,
                      review_enum_nick (&review_choices, reveal->choice), assessment, reveal->at);

  return n == 1 || (n == 0 && set_there (error, "it is shown already"));
}

/**
 * review_store_load_verdict_shown:
 * @ret_shown: (out): its `at` is 0 when the person never asked
 */
gboolean
review_store_load_verdict_shown (ReviewTx *tx,
                                 const char *work_item,
                                 const char *account,
                                 ReviewVerdictShown *ret_shown,
                                 GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error, "SELECT at, choice FROM verdict_shown WHERE work_item = $1 AND account = $2", "ss",
      work_item, account);

  *ret_shown = (ReviewVerdictShown){ 0 };
  if (rows == NULL)
    return FALSE;
  if (review_rows_next (rows, &local))
    {
      ret_shown->at = review_rows_get_int (rows, 0);
      ret_shown->choice = review_rows_get_enum (rows, 1, &review_choices);
    }
  return review_rows_end (error, local);
}

/**
 * review_store_has_blind_look:
 * @but_work_item: not this one
 * @account: who has made their first call on it may know
 * @ret: (out): whether another look at the case is hidden and not over
 */
gboolean
review_store_has_blind_look (ReviewTx *tx,
                             const char *case_id,
                             const char *but_work_item,
                             const char *account,
                             gboolean *ret,
                             GError **error)
{
  gint64 n = 0;

  if (!review_tx_get_int (tx, &n, error,
                          "SELECT COUNT(*) FROM work_item w WHERE w.case_id = $1 AND w.id <> $2 "
                          "AND w.state <> 'closed' AND (w.blind = 'hidden' "
                          "OR w.purpose IN ('audit', 'gold', 'calibration')) "
                          "AND NOT EXISTS (SELECT 1 FROM first_call f WHERE f.work_item = w.id "
                          "AND f.account = $3)",
                          "sss", case_id, but_work_item, account))
    return FALSE;
  *ret = n > 0;
  return TRUE;
}
