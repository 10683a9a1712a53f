/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Annotations, so that one can be told from an earlier one. */
#define G_LOG_DOMAIN "review-store"
#include "review-annotation.h"
#include "review-store-decisions.h"
#include "review-store-private.h"

#define STANDS "NOT EXISTS (SELECT 1 FROM decision_retraction r WHERE r.decision = a.decision)"

static char *
hash_annotation (const char *text)
{
  g_autofree char *folded = review_annotation_fold (text);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, folded, -1);
}

/**
 * review_store_add_annotation:
 * @decision: nothing is written when its form has no annotation
 */
gboolean
review_store_add_annotation (ReviewTx *tx,
                             const ReviewDecision *decision,
                             const char *case_type,
                             GError **error)
{
  const char *text = decision->form->annotation;
  g_autofree char *sha256 = text != NULL ? hash_annotation (text) : NULL;

  return text == NULL
         || review_tx_exec (tx, error,
                            "INSERT INTO annotation (decision, account, case_id, case_type, text, "
                            "sha256, at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                            "ssssssi", decision->id, decision->actor, decision->case_id, case_type,
                            text, sha256, decision->decided_at)
                == 1;
}

/**
 * review_store_count_annotations:
 * @item_case: whose type is meant; its own annotations do not count
 * @text: of which those are looked for that are the same once folded
 *
 * Returns: how many decisions that stand were annotated so; -1 on error
 */
gint64
review_store_count_annotations (ReviewTx *tx,
                                const ReviewCase *item_case,
                                const char *text,
                                GError **error)
{
  g_autofree char *sha256 = hash_annotation (text);
  gint64 n = -1;

  return review_tx_get_int (tx, &n, error,
                            "SELECT COUNT(*) FROM annotation a WHERE a.case_type = $1 "
                            "AND a.sha256 = $2 AND a.case_id <> $3 AND " STANDS,
                            "sss", item_case->type, sha256, item_case->id)
             ? n
             : -1;
}

/**
 * review_store_list_annotations:
 * @item_case: its own annotations are left out
 *
 * Returns: (transfer full) (element-type utf8): the newest annotations of @account that stand
 */
GPtrArray *
review_store_list_annotations (ReviewTx *tx,
                               const ReviewCase *item_case,
                               const char *account,
                               GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT a.text FROM annotation a WHERE a.account = $1 AND a.case_id <> $2 AND " STANDS
      " ORDER BY a.at DESC LIMIT 50",
      "ss", account, item_case->id);

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    g_ptr_array_add (list, review_rows_dup_text (rows, 0));
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}

/**
 * review_store_list_case_annotations:
 *
 * Returns: (transfer full) (element-type utf8): what people wrote of the case in decisions that stand,
 *   the oldest first
 */
GPtrArray *
review_store_list_case_annotations (ReviewTx *tx, const char *case_id, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT a.text FROM annotation a WHERE a.case_id = $1 AND " STANDS " ORDER BY a.at", "s",
      case_id);

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    g_ptr_array_add (list, review_rows_dup_text (rows, 0));
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}
