/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labels in the order in which they became known, and who else says the same. */
#define G_LOG_DOMAIN "review-store"
#include "review-store-labels.h"

#include "review-store-events.h"
#include "review-store-private.h"

/* A person's decision whose newest entry no longer says what counts. */
typedef struct
{
  char *decision;
  gboolean correction;
} Stale;

static void
free_stale (gpointer data)
{
  Stale *self = data;

  g_free (self->decision);
  g_free (self);
}

/* Decisions of the case whose label is new, or has turned or matured. */
static GPtrArray *
list_stale (ReviewTx *tx, const char *case_id, gint64 truth_n, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (free_stale);
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT d.id, CASE WHEN p.positive IS NOT NULL AND p.positive <> t.positive THEN 1 ELSE 0 "
      "END FROM decision d JOIN effective_decision e ON e.decision = d.id "
      "JOIN account a ON a.id = d.account "
      "JOIN truth t ON t.case_id = d.case_id AND t.n = $2 "
      "LEFT JOIN label_log l ON l.decision = d.id AND l.seq = (SELECT MAX(m.seq) FROM label_log m "
      "WHERE m.decision = d.id) LEFT JOIN truth p ON p.case_id = d.case_id AND p.n = l.truth_n "
      "WHERE d.case_id = $1 AND a.role <> 'service' AND EXISTS (SELECT 1 FROM truth o "
      "WHERE o.decision = d.id) AND (p.positive IS NULL OR p.positive <> t.positive "
      "OR p.maturity <> t.maturity OR COALESCE (p.nature, '') <> COALESCE (t.nature, '')) "
      "ORDER BY d.n",
      "si", case_id, truth_n);

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    {
      Stale *one = g_new0 (Stale, 1);

      one->decision = review_rows_dup_text (rows, 0);
      one->correction = review_rows_get_int (rows, 1) != 0;
      g_ptr_array_add (list, one);
    }
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}

static gboolean
add_entry (ReviewTx *tx, const char *case_id, const Stale *stale, gint64 truth_n, GError **error)
{
  gint64 seq = review_tx_next (tx, "label_log", error), told = 0;

  /* Who decides a reopened case otherwise says so at once, before the truth that counts turns. */
  return seq > 0
         && review_tx_get_int (tx, &told, error,
                               "SELECT COUNT(*) FROM event WHERE kind = 'label_correction' "
                               "AND object = $1 AND at > COALESCE ((SELECT MAX(at) FROM label_log "
                               "WHERE decision = $1), 0)",
                               "s", stale->decision)
         && review_tx_exec (tx, error,
                            "INSERT INTO label_log (seq, decision, case_id, truth_n, correction, "
                            "at) VALUES ($1, $2, $3, $4, $5, $6)",
                            "issiei", seq, stale->decision, case_id, truth_n, stale->correction,
                            review_tx_get_now (tx))
                == 1
         && (!stale->correction || told > 0
             || review_event_add (tx, "label_correction", stale->decision, NULL, error));
}

/**
 * review_store_log_labels:
 * @ret_corrections: (out) (nullable): labels that turned
 *
 * Adds an entry for each person's decision of the case whose label is new, or is another by the
 * truth that counts now; one that turned is a correction and an event of its own.
 */
gboolean
review_store_log_labels (ReviewTx *tx, const char *case_id, gint64 *ret_corrections, GError **error)
{
  g_autoptr (GPtrArray) stale = NULL;
  gint64 truth_n = 0, corrections = 0;

  if (!review_tx_get_int (tx, &truth_n, error,
                          "SELECT COALESCE ((SELECT n FROM truth WHERE case_id = $1 "
                          "ORDER BY CASE maturity WHEN 'matured' THEN 0 WHEN 'confirmed' THEN 1 "
                          "ELSE 2 END, n DESC LIMIT 1), 0)",
                          "s", case_id))
    return FALSE;
  stale = list_stale (tx, case_id, truth_n, error);
  if (stale == NULL)
    return FALSE;
  for (guint i = 0; i < stale->len; i++)
    {
      const Stale *one = stale->pdata[i];

      if (!add_entry (tx, case_id, one, truth_n, error))
        return FALSE;
      corrections += one->correction ? 1 : 0;
    }
  if (ret_corrections != NULL)
    *ret_corrections = corrections;
  return TRUE;
}

/**
 * review_store_is_agreed:
 * @account: who says it
 * @ret: (out): whether the last word of another person who looked at the case is the same
 */
gboolean
review_store_is_agreed (ReviewTx *tx,
                        const char *case_id,
                        gboolean positive,
                        const char *account,
                        gboolean *ret,
                        GError **error)
{
  gint64 n = 0;

  if (!review_tx_get_int (
          tx, &n, error,
          "SELECT COUNT(*) FROM truth t JOIN account a ON a.id = t.by_account WHERE t.case_id = $1 "
          "AND t.positive = $2 AND t.decision IS NOT NULL AND t.by_account <> $3 "
          "AND a.role <> 'service' AND NOT EXISTS (SELECT 1 FROM truth o WHERE o.case_id = "
          "t.case_id "
          "AND o.by_account = t.by_account AND o.n > t.n AND o.positive <> t.positive)",
          "ses", case_id, positive, account))
    return FALSE;
  *ret = n > 0;
  return TRUE;
}
