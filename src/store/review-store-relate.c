/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is looked up across cases, made from the evidence of each: what they share (link_key) and who
 * paid whom (flow). Both can be thrown away and made again. A case that comes or grows waits in
 * `flow_queue`; one of a store from before links is found by `linked`. */
#define G_LOG_DOMAIN "review-store"
#include "review-store-relate.h"

#include "review-store-cases.h"
#include "review-store-flows.h"
#include "review-store-links.h"
#include "review-store-private.h"

#define AT_A_TIME 40 /* cases of a round, of either kind */

/**
 * review_store_queue_relating:
 *
 * What the evidence of @case_id says is to be written anew.
 */
gboolean
review_store_queue_relating (ReviewTx *tx, const char *case_id, GError **error)
{
  return review_tx_exec (tx, error,
                         "INSERT INTO flow_queue (case_id) VALUES ($1) "
                         "ON CONFLICT (case_id) DO NOTHING",
                         "s", case_id)
         >= 0;
}

/**
 * review_store_list_unrelated:
 *
 * Returns: (transfer full): ids of some cases that wait, the newest first
 */
GPtrArray *
review_store_list_unrelated (ReviewTx *tx, GError **error)
{
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT case_id FROM "
      "(SELECT case_id FROM flow_queue ORDER BY case_id DESC LIMIT $1) queued "
      "UNION SELECT id FROM "
      "(SELECT id FROM case_file WHERE linked = 0 ORDER BY received_at DESC LIMIT $1) unlinked",
      "e", AT_A_TIME);

  return review_rows_read_ids (rows, error);
}

/* A case that came after links has them from the moment it came. */
static gboolean
make_links (ReviewTx *tx, const ReviewCase *one, GPtrArray *evidence, GError **error)
{
  gint64 linked = 0;

  if (!review_tx_get_int (tx, &linked, error, "SELECT linked FROM case_file WHERE id = $1", "s",
                          one->id))
    return FALSE;
  return linked != 0
         || (review_store_link_case (tx, one, evidence, error)
             && review_tx_exec (tx, error, "UPDATE case_file SET linked = 1 WHERE id = $1", "s",
                                one->id)
                    == 1);
}

/**
 * review_store_relate_case:
 *
 * Writes what @case_id shares and whom its customer dealt with, as its evidence says now; then it
 * waits no longer.
 */
gboolean
review_store_relate_case (ReviewTx *tx, const char *case_id, GError **error)
{
  g_autoptr (ReviewCase) one = review_store_load_case (tx, case_id, error);
  g_autoptr (GPtrArray) evidence =
      one != NULL ? review_store_load_evidence (tx, case_id, 0, error) : NULL;

  return evidence != NULL && make_links (tx, one, evidence, error)
         && review_store_write_flows (tx, one, evidence, error)
         && review_tx_exec (tx, error, "DELETE FROM flow_queue WHERE case_id = $1", "s", case_id)
                >= 0;
}
