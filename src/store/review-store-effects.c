/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands to other systems: what is to be sent, in which order, and how far each has come. The rows
 * are the outbox: they are written in the transaction in which the decision takes effect, so that a
 * command exists exactly if its decision does. */
#define G_LOG_DOMAIN "review-store"
#include "review-store-effects.h"

#include "review-codec.h"
#include "review-store-private.h"

#define COLUMNS                                                                               \
  "e.id, e.decision, e.kind, e.target, e.state, e.at, e.n, e.after_kinds, e.parameters, "     \
  "e.version, e.round, e.attempts, e.sent_at, e.accepted_at, e.next_at, e.reason, e.detail, " \
  "e.by_account, b.name, e.note, e.simulated, "                                               \
  "CASE WHEN e.kind = 'notify_customer' THEN n.text END, n.text_zh_cn "
#define FROM                                                  \
  "FROM effect e LEFT JOIN account b ON b.id = e.by_account " \
  "LEFT JOIN customer_notice n ON n.decision = e.decision "
#define N_COLUMNS 23

/* A look in which nobody may learn how the case was decided. */
#define IN_BLIND_LOOK                                                                          \
  "EXISTS (SELECT 1 FROM work_item w WHERE w.case_id = e.case_id AND w.state <> 'closed' AND " \
  "(w.blind = 'hidden' OR w.purpose IN ('audit', 'gold', 'qa', 'calibration')))"
#define TROUBLED                                                                                 \
  "(e.state = 'failed' OR (e.state = 'requested' AND e.next_at IS NOT NULL AND e.at < $1)) AND " \
  "($2 = 1 OR NOT " IN_BLIND_LOOK ")"

static char **
split (const char *words)
{
  return words != NULL && *words != '\0' ? g_strsplit (words, " ", -1) : NULL;
}

/* NULL where there are none. */
static char *
join (char **words)
{
  return words != NULL && words[0] != NULL ? g_strjoinv (" ", words) : NULL;
}

static GPtrArray *
read_parameters (ReviewRows *rows, int column)
{
  const char *json = review_rows_get_text (rows, column);

  return json != NULL ? review_decode_list (&review_parameter_type, json, -1, NULL) : NULL;
}

static ReviewEffect *
read_effect (ReviewRows *rows)
{
  ReviewEffect *effect = review_record_new (&review_effect_type);

  effect->id = review_rows_dup_text (rows, 0);
  effect->decision = review_rows_dup_text (rows, 1);
  effect->kind = review_rows_dup_text (rows, 2);
  effect->target = review_rows_dup_text (rows, 3);
  effect->state = review_rows_get_enum (rows, 4, &review_effect_states);
  effect->at = review_rows_get_int (rows, 5);
  effect->n = review_rows_get_int (rows, 6);
  effect->after = split (review_rows_get_text (rows, 7));
  effect->parameters = read_parameters (rows, 8);
  effect->version = review_rows_get_int (rows, 9);
  effect->round = review_rows_get_int (rows, 10);
  effect->attempts = review_rows_get_int (rows, 11);
  effect->sent_at = review_rows_get_int (rows, 12);
  effect->accepted_at = review_rows_get_int (rows, 13);
  effect->next_at = review_rows_get_int (rows, 14);
  effect->reason = review_rows_dup_text (rows, 15);
  effect->detail = review_rows_dup_text (rows, 16);
  effect->by = review_rows_dup_text (rows, 17);
  effect->by_name = review_rows_dup_text (rows, 18);
  effect->note = review_rows_dup_text (rows, 19);
  effect->simulated = review_rows_get_int (rows, 20) != 0;
  if (!review_rows_is_null (rows, 21))
    effect->notice =
        review_text_new (review_rows_get_text (rows, 21), review_rows_get_text (rows, 22));
  return effect;
}

static gboolean
add_effect (ReviewTx *tx,
            const ReviewDecision *decision,
            const ReviewEffect *effect,
            GError **error)
{
  g_autofree char *id = review_tx_new_id (tx);
  g_autofree char *after = join (effect->after);
  g_autofree char *parameters =
      effect->parameters != NULL ? review_encode_list (effect->parameters) : NULL;
  gint64 now = review_tx_get_now (tx);
  gboolean sent = effect->state == REVIEW_EFFECT_REQUESTED && after == NULL;

  return review_tx_exec (tx, error,
                         "INSERT INTO effect (id, decision, case_id, n, kind, target, state, at, "
                         "after_kinds, parameters, next_at, reason, detail) "
                         "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
                         "sssisssisstss", id, decision->id, decision->case_id, effect->n,
                         effect->kind, effect->target,
                         review_enum_nick (&review_effect_states, effect->state), now, after,
                         parameters, sent ? now : (gint64) 0, effect->reason, effect->detail)
         == 1;
}

/**
 * review_store_add_effects:
 * @effects: (element-type ReviewEffect): kind, target, n, state, after, parameters, reason and detail
 *   are read
 *
 * Records commands to other systems; those that are requested and wait for no other are to be sent
 * now.
 */
gboolean
review_store_add_effects (ReviewTx *tx,
                          const ReviewDecision *decision,
                          GPtrArray *effects,
                          GError **error)
{
  for (guint i = 0; i < effects->len; i++)
    if (!add_effect (tx, decision, effects->pdata[i], error))
      return FALSE;
  return TRUE;
}

/**
 * review_store_add_notice:
 * @code: of list `customer_notice`
 * @text: as the customer reads it
 */
gboolean
review_store_add_notice (ReviewTx *tx,
                         const ReviewDecision *decision,
                         const char *code,
                         const ReviewText *text,
                         GError **error)
{
  g_autofree char *id = review_tx_new_id (tx);

  return review_tx_exec (tx, error,
                         "INSERT INTO customer_notice (id, decision, code, text, text_zh_cn, at) "
                         "VALUES ($1, $2, $3, $4, $5, $6)",
                         "sssssi", id, decision->id, code, text->en, text->zh_cn,
                         review_tx_get_now (tx))
         == 1;
}

/**
 * review_store_list_effects:
 *
 * Returns: (transfer full): array of #ReviewEffect of all the case's decisions, oldest first
 */
GPtrArray *
review_store_list_effects (ReviewTx *tx, const char *case_id, GError **error)
{
  g_autoptr (GPtrArray) list = review_records_new ();
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT " COLUMNS FROM "JOIN decision d ON d.id = e.decision WHERE d.case_id = $1 "
      "ORDER BY d.n, e.n",
      "s", case_id);

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    g_ptr_array_add (list, read_effect (rows));
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}

/**
 * review_store_load_effect:
 * @ret_case_id: (out)
 *
 * Returns: (transfer full): it; %NULL with %REVIEW_ERROR_NOT_FOUND
 */
ReviewEffect *
review_store_load_effect (ReviewTx *tx, const char *id, char **ret_case_id, GError **error)
{
  GError *local = NULL;
  ReviewEffect *effect = NULL;
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error, "SELECT " COLUMNS ", e.case_id " FROM "WHERE e.id = $1", "s", id);

  if (rows == NULL)
    return NULL;
  if (review_rows_next (rows, &local))
    {
      effect = read_effect (rows);
      *ret_case_id = review_rows_dup_text (rows, N_COLUMNS);
    }
  else if (local == NULL)
    review_store_set_not_found (&local);
  if (local != NULL)
    g_propagate_error (error, local);
  return effect;
}

/**
 * review_store_move_effect:
 * @effect: as it is to be; its version is counted up here
 * @version: that was seen
 *
 * Returns: %FALSE with %REVIEW_ERROR_CONFLICT when it changed meanwhile
 */
gboolean
review_store_move_effect (ReviewTx *tx, const ReviewEffect *effect, gint64 version, GError **error)
{
  gint64 n = review_tx_exec (tx, error,
                             "UPDATE effect SET state = $3, at = $4, round = $5, attempts = $6, "
                             "next_at = $7, sent_at = $8, "
                             "accepted_at = $9, reason = $10, detail = $11, by_account = $12, note "
                             "= $13, simulated = $14, "
                             "version = version + 1 WHERE id = $1 AND version = $2",
                             "sisiiitttssssi", effect->id, version,
                             review_enum_nick (&review_effect_states, effect->state), effect->at,
                             effect->round, effect->attempts, effect->next_at, effect->sent_at,
                             effect->accepted_at, effect->reason, effect->detail, effect->by,
                             effect->note, (gint64) effect->simulated);

  if (n == 0)
    g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT, "it changed meanwhile");
  return n == 1;
}

/**
 * review_store_defer_effect:
 * @effect: attempts, sent_at, next_at and reason are read
 *
 * An attempt that came to nothing. It is no change of state, so the version stays as it is.
 */
gboolean
review_store_defer_effect (ReviewTx *tx, const ReviewEffect *effect, GError **error)
{
  return review_tx_exec (
             tx, error,
             "UPDATE effect SET attempts = $2, sent_at = $3, next_at = $4, reason = $5, "
             "simulated = $6 WHERE id = $1 AND state = 'requested'",
             "sittsi", effect->id, effect->attempts, effect->sent_at, effect->next_at,
             effect->reason, (gint64) effect->simulated)
         >= 0;
}

static GPtrArray *
list_ids (ReviewRows *rows, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  GError *local = NULL;

  while (review_rows_next (rows, &local))
    g_ptr_array_add (list, review_rows_dup_text (rows, 0));
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}

/**
 * review_store_list_due_effects:
 *
 * Of one case they are sent in their order: none while one before it is on its way and the other
 * system does not have it.
 *
 * Returns: (transfer full): ids of effects that are to be sent, or asked about, now
 */
GPtrArray *
review_store_list_due_effects (ReviewTx *tx, gint64 limit, GError **error)
{
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT e.id FROM effect e WHERE e.state = 'requested' AND e.next_at <= $1 "
      "AND NOT EXISTS (SELECT 1 FROM effect p WHERE p.case_id = e.case_id AND p.id <> e.id "
      "AND p.state = 'requested' AND p.next_at IS NOT NULL AND p.accepted_at IS NULL "
      "AND (p.decision < e.decision OR (p.decision = e.decision AND p.n < e.n))) "
      "AND e.case_id IS NOT NULL ORDER BY e.next_at, e.id LIMIT $2",
      "ii", review_tx_get_now (tx), limit);

  return rows != NULL ? list_ids (rows, error) : NULL;
}

/**
 * review_store_load_command:
 * @id: of an effect
 *
 * Returns: (transfer full): what is sent for it
 */
ReviewCommandOut *
review_store_load_command (ReviewTx *tx, const char *id, GError **error)
{
  g_autofree char *case_id = NULL;
  g_autoptr (ReviewEffect) effect = review_store_load_effect (tx, id, &case_id, error);
  g_autoptr (ReviewCommandOut) out = review_record_new (&review_command_out_type);
  GError *local = NULL;
  g_autoptr (ReviewRows) rows =
      effect != NULL ? review_tx_query (
          tx, error,
          "SELECT c.type, c.external_id, c.source, s.external_id, c.language, "
          "d.effective_at, n.code FROM decision d "
          "JOIN case_file c ON c.id = d.case_id JOIN subject s ON s.id = c.subject "
          "LEFT JOIN customer_notice n ON n.decision = d.id WHERE d.id = $1",
          "s", effect->decision)
                     : NULL;

  if (rows == NULL)
    return NULL;
  if (!review_rows_next (rows, &local))
    {
      if (local == NULL)
        review_store_set_not_found (&local);
      g_propagate_error (error, local);
      return NULL;
    }
  out->id = g_strdup (effect->id);
  out->round = effect->round;
  out->kind = g_strdup (effect->kind);
  out->target = g_strdup (effect->target);
  out->parameters = effect->parameters != NULL ? g_ptr_array_ref (effect->parameters) : NULL;
  out->case_id = g_steal_pointer (&case_id);
  out->case_type = review_rows_dup_text (rows, 0);
  out->external_id = review_rows_dup_text (rows, 1);
  out->source = review_rows_dup_text (rows, 2);
  out->subject = review_rows_dup_text (rows, 3);
  out->requested_at = review_rows_get_int (rows, 5);
  if (effect->notice != NULL)
    {
      out->language = review_rows_dup_text (rows, 4);
      out->notice = review_rows_dup_text (rows, 6);
      out->customer_text = review_text_copy (effect->notice);
    }
  return g_steal_pointer (&out);
}

static gboolean
get_flag (ReviewTx *tx, gboolean *ret, GError **error, const char *sql, const char *case_id)
{
  gint64 n = 0;

  if (!review_tx_get_int (tx, &n, error, sql, "s", case_id))
    return FALSE;
  *ret = n > 0;
  return TRUE;
}

/**
 * review_store_has_open_effects:
 * @ret: (out): whether any effect of the case is neither confirmed nor cancelled
 */
gboolean
review_store_has_open_effects (ReviewTx *tx, const char *case_id, gboolean *ret, GError **error)
{
  return get_flag (tx, ret, error,
                   "SELECT COUNT(*) FROM effect e WHERE e.case_id = $1 "
                   "AND e.state IN ('requested', 'failed')",
                   case_id);
}

/**
 * review_store_is_in_blind_look:
 * @ret: (out): whether the case is open in a look in which nobody may learn how it was decided
 */
gboolean
review_store_is_in_blind_look (ReviewTx *tx, const char *case_id, gboolean *ret, GError **error)
{
  return get_flag (tx, ret, error,
                   "SELECT COUNT(*) FROM (SELECT CAST ($1 AS TEXT) AS case_id) e "
                   "WHERE " IN_BLIND_LOOK,
                   case_id);
}

static ReviewEffectRow *
read_row (ReviewRows *rows, const char *account)
{
  ReviewEffectRow *row = review_record_new (&review_effect_row_type);
  const int at = N_COLUMNS;

  row->effect = read_effect (rows);
  row->case_id = review_rows_dup_text (rows, at);
  row->display_id = review_rows_dup_text (rows, at + 1);
  row->case_type = review_rows_dup_text (rows, at + 2);
  row->priority = review_rows_get_int (rows, at + 3);
  row->value = review_rows_dup_text (rows, at + 4);
  row->currency = review_rows_dup_text (rows, at + 5);
  row->decided_by_name = review_rows_dup_text (rows, at + 6);
  row->own = g_strcmp0 (review_rows_get_text (rows, at + 7), account) == 0;
  return row;
}

/**
 * review_store_list_troubled:
 *
 * Returns: (transfer full): array of #ReviewEffectRow: failed first, then late, the oldest first
 */
GPtrArray *
review_store_list_troubled (ReviewTx *tx, const ReviewEffectFilter *filter, GError **error)
{
  g_autoptr (GPtrArray) list = review_records_new ();
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT " COLUMNS ", c.id, c.display_id, c.type, c.priority, c.value, c.currency, a.name, "
      "d.account " FROM "JOIN case_file c ON c.id = e.case_id JOIN decision d ON d.id = e.decision "
      "LEFT JOIN account a ON a.id = d.account WHERE " TROUBLED
      " ORDER BY e.state, e.at, e.id LIMIT $3",
      "iii", filter->late_before, (gint64) filter->all, filter->limit);

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    g_ptr_array_add (list, read_row (rows, filter->account));
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}

/**
 * review_store_count_troubled:
 * @ret_failed: (out): that failed
 * @ret_late: (out): that nobody confirmed in time
 */
gboolean
review_store_count_troubled (ReviewTx *tx,
                             const ReviewEffectFilter *filter,
                             gint64 *ret_failed,
                             gint64 *ret_late,
                             GError **error)
{
  return review_tx_get_int (tx, ret_failed, error,
                            "SELECT COUNT(*) FROM effect e WHERE e.state = 'failed' AND " TROUBLED,
                            "ii", filter->late_before, (gint64) filter->all)
         && review_tx_get_int (tx, ret_late, error,
                               "SELECT COUNT(*) FROM effect e WHERE e.state = 'requested' "
                               "AND " TROUBLED,
                               "ii", filter->late_before, (gint64) filter->all);
}
