/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions to customers on their way to the system that carries them. */
#define G_LOG_DOMAIN "review-store"
#include "review-store-post.h"

#include "review-store-private.h"

#define KIND   "request_information"
#define TARGET "customer"

void
review_post_clear (ReviewPost *self)
{
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->work_item, g_free);
  g_clear_pointer (&self->detail, g_free);
}

/**
 * review_store_list_due_posts:
 *
 * Returns: (transfer full): ids of questions that are to be sent, or asked about, now
 */
GPtrArray *
review_store_list_due_posts (ReviewTx *tx, gint64 limit, GError **error)
{
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error,
                       "SELECT id FROM information_request WHERE delivery = 'requested' "
                       "AND next_at <= $1 AND ended_at IS NULL ORDER BY next_at, id LIMIT $2",
                       "ii", review_tx_get_now (tx), limit);

  return review_rows_read_ids (rows, error);
}

/**
 * review_store_load_post_command:
 * @id: of a question
 *
 * Returns: (transfer full): what is sent for it
 */
ReviewCommandOut *
review_store_load_post_command (ReviewTx *tx, const char *id, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewCommandOut) out = review_record_new (&review_command_out_type);
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT c.id, c.type, c.external_id, c.source, s.external_id, c.language, r.at, r.codes, "
      "r.due_at, r.text_en, r.text_zh_cn FROM information_request r "
      "JOIN work_item w ON w.id = r.work_item JOIN case_file c ON c.id = w.case_id "
      "JOIN subject s ON s.id = c.subject WHERE r.id = $1",
      "s", id);

  if (rows == NULL)
    return NULL;
  if (!review_rows_next (rows, &local))
    {
      if (review_rows_end (error, local))
        review_store_set_not_found (error);
      return NULL;
    }
  out->id = g_strdup (id);
  out->round = 1;
  out->kind = g_strdup (KIND);
  out->target = g_strdup (TARGET);
  out->case_id = review_rows_dup_text (rows, 0);
  out->case_type = review_rows_dup_text (rows, 1);
  out->external_id = review_rows_dup_text (rows, 2);
  out->source = review_rows_dup_text (rows, 3);
  out->subject = review_rows_dup_text (rows, 4);
  out->language = review_rows_dup_text (rows, 5);
  out->requested_at = review_rows_get_int (rows, 6);
  out->codes = g_strsplit (review_rows_get_text (rows, 7), " ", -1);
  out->due_at = review_rows_get_int (rows, 8);
  out->customer_text =
      review_text_new (review_rows_get_text (rows, 9), review_rows_get_text (rows, 10));
  return g_steal_pointer (&out);
}

/**
 * review_store_load_post:
 * @ret: (out caller-allocates): cleared by review_post_clear()
 *
 * Returns: %FALSE with %REVIEW_ERROR_NOT_FOUND when there is no such question
 */
gboolean
review_store_load_post (ReviewTx *tx, const char *id, ReviewPost *ret, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT work_item, at, ended_at IS NOT NULL, delivery, attempts, next_at, accepted_at, "
      "delivery_detail FROM information_request WHERE id = $1",
      "s", id);

  *ret = (ReviewPost){ 0 };
  if (rows == NULL)
    return FALSE;
  if (!review_rows_next (rows, &local))
    {
      if (review_rows_end (error, local))
        review_store_set_not_found (error);
      return FALSE;
    }
  ret->id = g_strdup (id);
  ret->work_item = review_rows_dup_text (rows, 0);
  ret->at = review_rows_get_int (rows, 1);
  ret->over = review_rows_get_int (rows, 2) != 0;
  ret->state = review_rows_get_enum (rows, 3, &review_effect_states);
  ret->attempts = review_rows_get_int (rows, 4);
  ret->next_at = review_rows_get_int (rows, 5);
  ret->accepted_at = review_rows_get_int (rows, 6);
  ret->detail = review_rows_dup_text (rows, 7);
  return TRUE;
}

/** review_store_move_post: @post: as it is to be; when it came into its state is now. */
gboolean
review_store_move_post (ReviewTx *tx, const ReviewPost *post, GError **error)
{
  return review_tx_exec (tx, error,
                         "UPDATE information_request SET delivery_at = CASE WHEN delivery = $2 "
                         "THEN delivery_at ELSE $3 END, delivery = $2, attempts = $4, "
                         "next_at = $5, accepted_at = $6, delivery_detail = $7 WHERE id = $1",
                         "ssiitts", post->id, review_enum_nick (&review_effect_states, post->state),
                         review_tx_get_now (tx), post->attempts, post->next_at, post->accepted_at,
                         post->detail)
         == 1;
}
