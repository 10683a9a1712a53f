/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The index of what cases share, and other cases as they may be heard of. Every question carries
 * the reader's scope: what one may not see is not even counted. */
#define G_LOG_DOMAIN "review-store"
#include "review-store-links.h"

#include <string.h>

#include "review-store-private.h"

#define COUNT_ROWS    5000 /* of one key that are looked at to count who shares it */
#define SUBJECT_CASES 200

/* What @view lets count of case_file c; parameters $1 to $3. */
#define VISIBLE "($1 = 0 OR c.vendor = $2) AND ($3 = 0 OR c.opened_at <= $3)"

void
review_linked_case_free (gpointer linked)
{
  ReviewLinkedCase *self = linked;

  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->display_id);
  g_free (self->type);
  g_free (self->subject);
  g_free (self->subject_display);
  g_free (self->work_item);
  g_free (self);
}

/**
 * review_store_add_links:
 * @keys: (element-type ReviewLinkKey): of rows that are new to the case, oldest first
 *
 * Puts the case into the index under its keys; where it is already, the first row stays.
 */
gboolean
review_store_add_links (ReviewTx *tx, const char *case_id, GPtrArray *keys, GError **error)
{
  g_autoptr (GPtrArray) unique = review_link_keys_unique (keys);

  for (guint i = 0; i < unique->len; i++)
    {
      const ReviewLinkKey *key = unique->pdata[i];

      if (review_tx_exec (tx, error,
                          "INSERT INTO link_key (kind, value_hash, case_id, n, at, gateway) "
                          "VALUES ($1, $2, $3, $4, $5, $6) "
                          "ON CONFLICT (kind, value_hash, case_id) DO UPDATE SET gateway = "
                          "CASE WHEN link_key.gateway = 1 THEN 1 ELSE excluded.gateway END",
                          "sssiie", review_enum_nick (&review_link_kinds, key->kind), key->hash,
                          case_id, key->n, key->at, key->gateway ? 1 : 0)
          < 0)
        return FALSE;
    }
  return TRUE;
}

/**
 * review_store_link_case:
 * @evidence: of @one
 *
 * Puts a case of an older store into the index.
 */
gboolean
review_store_link_case (ReviewTx *tx, const ReviewCase *one, GPtrArray *evidence, GError **error)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (review_link_key_free);

  review_link_add_subject_keys (keys, one->source, one->subject);
  for (guint i = 0; i < evidence->len; i++)
    {
      const ReviewEvidence *row = evidence->pdata[i];

      review_link_add_row_keys (keys, one->source, row, g_ascii_strtoll (row->label + 1, NULL, 10));
    }
  return review_store_add_links (tx, one->id, keys, error);
}

/**
 * review_store_list_links:
 * @as_of: µs; rows after it are left out. 0: all
 *
 * Returns: (transfer full) (element-type ReviewLinkKey): what the case could share
 */
GPtrArray *
review_store_list_links (ReviewTx *tx, const char *case_id, gint64 as_of, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (review_link_key_free);
  GError *local = NULL;
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error,
                       "SELECT kind, value_hash, n, at, gateway FROM link_key "
                       "WHERE case_id = $1 AND ($2 = 0 OR at <= $2) ORDER BY n, kind, value_hash",
                       "si", case_id, as_of);

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    {
      ReviewLinkKey *key = g_new0 (ReviewLinkKey, 1);

      key->kind = review_rows_get_enum (rows, 0, &review_link_kinds);
      key->hash = review_rows_dup_text (rows, 1);
      key->n = review_rows_get_int (rows, 2);
      key->at = review_rows_get_int (rows, 3);
      key->gateway = review_rows_get_int (rows, 4) != 0;
      g_ptr_array_add (list, key);
    }
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}

/**
 * review_store_count_link:
 * @ret_customers: (out): how many customers share @key, as far as the reader may see; of very many
 *   rows the first 5,000 are looked at
 * @ret_gateway: (out): a row of any of them says that it is a gateway
 */
gboolean
review_store_count_link (ReviewTx *tx,
                         const ReviewLinkKey *key,
                         const ReviewLinkView *view,
                         gint64 *ret_customers,
                         gboolean *ret_gateway,
                         GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT COUNT(DISTINCT s.subject), MAX(s.gateway) FROM (SELECT c.subject AS subject, "
      "k.gateway AS gateway FROM link_key k JOIN case_file c ON c.id = k.case_id "
      "WHERE k.kind = $4 AND k.value_hash = $5 AND ($3 = 0 OR k.at <= $3) AND " VISIBLE
      " LIMIT $6) s",
      "esissi", view->scope->vendor_only, view->scope->vendor, view->as_of,
      review_enum_nick (&review_link_kinds, key->kind), key->hash, (gint64) COUNT_ROWS);

  *ret_customers = 0;
  *ret_gateway = FALSE;
  if (rows == NULL)
    return FALSE;
  if (review_rows_next (rows, &local))
    {
      *ret_customers = review_rows_get_int (rows, 0);
      *ret_gateway = review_rows_get_int (rows, 1) != 0;
    }
  return review_rows_end (error, local);
}

/**
 * review_store_list_sharing:
 * @except: id of a case that is left out
 *
 * Returns: (transfer full): ids of cases that share @key, the newest first, at most @limit
 */
GPtrArray *
review_store_list_sharing (ReviewTx *tx,
                           const ReviewLinkKey *key,
                           const ReviewLinkView *view,
                           const char *except,
                           gint64 limit,
                           GError **error)
{
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT c.id FROM link_key k JOIN case_file c ON c.id = k.case_id "
      "WHERE k.kind = $4 AND k.value_hash = $5 AND ($3 = 0 OR k.at <= $3) AND c.id <> $6 "
      "AND " VISIBLE " ORDER BY c.opened_at DESC, c.id LIMIT $7",
      "esisssi", view->scope->vendor_only, view->scope->vendor, view->as_of,
      review_enum_nick (&review_link_kinds, key->kind), key->hash, except, limit);

  return review_rows_read_ids (rows, error);
}

/**
 * review_store_shares_link:
 *
 * Returns: whether @case_id has @key too; %FALSE with @error set when that cannot be told
 */
gboolean
review_store_shares_link (
    ReviewTx *tx, const ReviewLinkKey *key, const char *case_id, gint64 as_of, GError **error)
{
  gint64 n = 0;

  return review_tx_get_int (tx, &n, error,
                            "SELECT COUNT(*) FROM link_key WHERE kind = $1 AND value_hash = $2 "
                            "AND case_id = $3 AND ($4 = 0 OR at <= $4)",
                            "sssi", review_enum_nick (&review_link_kinds, key->kind), key->hash,
                            case_id, as_of)
         && n > 0;
}

/**
 * review_store_list_of_subject:
 * @except: id of a case that is left out
 *
 * Returns: (transfer full): ids of the customer's cases that the reader may see, the newest first
 */
GPtrArray *
review_store_list_of_subject (ReviewTx *tx,
                              const char *subject,
                              const ReviewLinkView *view,
                              const char *except,
                              GError **error)
{
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT c.id FROM case_file c WHERE c.subject = $4 AND c.id <> $5 AND " VISIBLE
      " ORDER BY c.opened_at DESC, c.id LIMIT $6",
      "esissi", view->scope->vendor_only, view->scope->vendor, view->as_of, subject, except,
      (gint64) SUBJECT_CASES);

  return review_rows_read_ids (rows, error);
}

/* Of what a person, or ROCA alone, decided and is in force; looks without effects measure only. */
static int
read_outcome (ReviewRows *rows, int column)
{
  static const int of_choice[] = { 0, REVIEW_OUTCOME_PASSED, REVIEW_OUTCOME_BLOCKED,
                                   REVIEW_OUTCOME_ESCALATED };
  int choice = review_rows_get_enum (rows, column, &review_choices);
  int state = review_rows_get_enum (rows, column + 1, &review_case_states);

  if (choice == REVIEW_CHOICE_ESCALATE && state != REVIEW_CASE_ESCALATED)
    return REVIEW_OUTCOME_OPEN;
  if (choice != 0)
    return of_choice[choice];
  return state == REVIEW_CASE_CLOSED ? REVIEW_OUTCOME_CLOSED : REVIEW_OUTCOME_OPEN;
}

static ReviewLinkedCase *
read_linked (ReviewRows *rows)
{
  ReviewLinkedCase *self = g_new0 (ReviewLinkedCase, 1);
  gboolean looked_at_blind = review_rows_get_int (rows, 9) > 0;

  self->id = review_rows_dup_text (rows, 0);
  self->display_id = review_rows_dup_text (rows, 1);
  self->type = review_rows_dup_text (rows, 2);
  self->subject = review_rows_dup_text (rows, 3);
  self->subject_display = review_rows_dup_text (rows, 4);
  self->opened_at = review_rows_get_int (rows, 5);
  self->work_item = review_rows_dup_text (rows, 6);
  self->outcome = looked_at_blind ? REVIEW_OUTCOME_OPEN : read_outcome (rows, 7);
  return self;
}

/* What something other than the case's own decision established: the decision shows already. */
static gboolean
read_truth (ReviewTx *tx, ReviewLinkedCase *linked, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error,
                       "SELECT positive, nature FROM truth WHERE case_id = $1 AND decision IS NULL "
                       "AND maturity IN ('confirmed', 'matured') "
                       "ORDER BY CASE maturity WHEN 'matured' THEN 0 ELSE 1 END, n DESC LIMIT 1",
                       "s", linked->id);

  if (rows == NULL)
    return FALSE;
  if (review_rows_next (rows, &local))
    {
      gboolean positive = review_rows_get_int (rows, 0) != 0;

      linked->nature = positive ? review_rows_get_enum (rows, 1, &review_natures) : 0;
      linked->established = !positive || linked->nature != 0;
    }
  return review_rows_end (error, local);
}

/**
 * review_store_load_linked:
 *
 * How another case ended: by the newest decision that stands and is in force, and by its truth once
 * something else than that decision has confirmed it. A case that still waits for a blind look is open to everybody, however it
 * was decided: it may be the reader's next.
 *
 * Returns: (transfer full): the case; %NULL with %REVIEW_ERROR_NOT_FOUND
 */
ReviewLinkedCase *
review_store_load_linked (ReviewTx *tx, const char *case_id, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT c.id, c.display_id, c.type, c.subject, s.display, c.opened_at, "
      "(SELECT w.id FROM work_item w WHERE w.case_id = c.id AND w.purpose IN ('sla', "
      "'second_review') ORDER BY w.queued_at DESC, w.id DESC LIMIT 1), "
      "(SELECT d.choice FROM decision d LEFT JOIN work_item w ON w.id = d.work_item "
      "WHERE d.case_id = c.id AND d.effective_at <= $2 AND (w.id IS NULL OR w.purpose IN ('sla', "
      "'second_review')) AND NOT EXISTS (SELECT 1 FROM decision_retraction r "
      "WHERE r.decision = d.id) ORDER BY d.n DESC LIMIT 1), c.state, "
      "(SELECT COUNT(*) FROM work_item w WHERE w.case_id = c.id AND w.purpose IN ('audit', "
      "'gold', 'calibration') AND w.state NOT IN ('decided', 'closed')) "
      "FROM case_file c JOIN subject s ON s.id = c.subject WHERE c.id = $1",
      "si", case_id, review_tx_get_now (tx));
  ReviewLinkedCase *linked = NULL;

  if (rows == NULL)
    return NULL;
  if (review_rows_next (rows, &local))
    linked = read_linked (rows);
  else if (review_rows_end (error, local))
    review_store_set_not_found (error);
  if (linked == NULL || linked->outcome == REVIEW_OUTCOME_OPEN || read_truth (tx, linked, error))
    return linked;
  review_linked_case_free (linked);
  return NULL;
}
