/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The house's own lists: entries, who proposed and who approved them, and the cases they hit. */
#define G_LOG_DOMAIN "review-store"
#include "review-store-house.h"

#include "review-link.h"
#include "review-store-private.h"
#include "review-text.h"

#define MOST 500 /* entries that are listed */

/**
 * review_store_add_entry:
 * @entry: proposed: complete, with its value
 * @value_hash: review_link_hash() of its value
 */
gboolean
review_store_add_entry (ReviewTx *tx,
                        const ReviewHouseEntry *entry,
                        const char *value_hash,
                        GError **error)
{
  return review_tx_exec (tx, error,
                         "INSERT INTO house_entry (id, display_id, list, kind, value, value_hash, "
                         "source, case_id, reason, expires_at, sha256, state, version, "
                         "proposed_by, proposed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, "
                         "$10, $11, 'proposed', 1, $12, $13)",
                         "ssssssssstssi", entry->id, entry->display_id,
                         review_enum_nick (&review_house_lists, entry->list),
                         review_enum_nick (&review_link_kinds, entry->kind), entry->value,
                         value_hash, entry->source, entry->case_id, entry->reason,
                         entry->expires_at, entry->sha256, entry->proposed_by, entry->proposed_at)
         == 1;
}

#define COLUMNS                                                                                  \
  "SELECT e.id, e.display_id, e.list, e.kind, e.value, e.source, e.case_id, c.display_id, "      \
  "e.reason, e.expires_at, e.state, e.version, e.sha256, e.proposed_by, p.name, e.proposed_at, " \
  "e.decided_by, d.name, e.decided_at, e.decided_reason, "                                       \
  "(SELECT COUNT(*) FROM house_hit h WHERE h.entry = e.id), "                                    \
  "(SELECT MAX(h.at) FROM house_hit h WHERE h.entry = e.id), e.review_at FROM house_entry e "    \
  "JOIN account p ON p.id = e.proposed_by LEFT JOIN account d ON d.id = e.decided_by "           \
  "LEFT JOIN case_file c ON c.id = e.case_id "

static ReviewHouseEntry *
read_entry (ReviewRows *rows)
{
  ReviewHouseEntry *self = review_record_new (&review_house_entry_type);

  self->id = review_rows_dup_text (rows, 0);
  self->display_id = review_rows_dup_text (rows, 1);
  self->list = review_rows_get_enum (rows, 2, &review_house_lists);
  self->kind = review_rows_get_enum (rows, 3, &review_link_kinds);
  self->value = review_rows_dup_text (rows, 4);
  self->masked = review_text_mask (self->value);
  self->source = review_rows_dup_text (rows, 5);
  self->case_id = review_rows_dup_text (rows, 6);
  self->case_display_id = review_rows_dup_text (rows, 7);
  self->reason = review_rows_dup_text (rows, 8);
  self->expires_at = review_rows_get_int (rows, 9);
  self->state = review_rows_get_enum (rows, 10, &review_entry_states);
  self->version = review_rows_get_int (rows, 11);
  self->sha256 = review_rows_dup_text (rows, 12);
  self->proposed_by = review_rows_dup_text (rows, 13);
  self->proposed_by_name = review_rows_dup_text (rows, 14);
  self->proposed_at = review_rows_get_int (rows, 15);
  self->decided_by = review_rows_dup_text (rows, 16);
  self->decided_by_name = review_rows_dup_text (rows, 17);
  self->decided_at = review_rows_get_int (rows, 18);
  self->decided_reason = review_rows_dup_text (rows, 19);
  self->hits = review_rows_get_int (rows, 20);
  self->last_hit_at = review_rows_get_int (rows, 21);
  self->review_at = review_rows_get_int (rows, 22);
  return self;
}

static GPtrArray *
read_entries (ReviewRows *taken, GError **error)
{
  g_autoptr (ReviewRows) rows = taken;
  g_autoptr (GPtrArray) list = review_records_new ();
  GError *local = NULL;

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    g_ptr_array_add (list, read_entry (rows));
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}

/**
 * review_store_list_entries:
 *
 * Returns: (transfer full): array of #ReviewHouseEntry with their values: those that wait for
 *   somebody first, then what is in force, then the rest, at most 500
 */
GPtrArray *
review_store_list_entries (ReviewTx *tx, GError **error)
{
  return read_entries (
      review_tx_query (tx, error,
                       COLUMNS "ORDER BY CASE WHEN e.state = 'proposed' THEN 0 WHEN e.state = "
                               "'live' AND e.review_at IS NOT NULL THEN 1 WHEN e.state = 'live' "
                               "THEN 2 ELSE 3 END, e.proposed_at DESC, e.id DESC LIMIT $1",
                       "i", (gint64) MOST),
      error);
}

/**
 * review_store_load_entry:
 *
 * Returns: (transfer full): the entry with its value; %NULL with %REVIEW_ERROR_NOT_FOUND
 */
ReviewHouseEntry *
review_store_load_entry (ReviewTx *tx, const char *id, GError **error)
{
  g_autoptr (GPtrArray) list =
      read_entries (review_tx_query (tx, error, COLUMNS "WHERE e.id = $1", "s", id), error);

  if (list == NULL)
    return NULL;
  if (list->len > 0)
    return review_record_ref (list->pdata[0]);
  review_store_set_not_found (error);
  return NULL;
}

static gboolean
check_changed (gint64 n, GError **error)
{
  if (n == 0)
    g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT, "the entry changed meanwhile");
  return n == 1;
}

/**
 * review_store_approve_entry:
 * @account: not who proposed it
 * @sha256: of what was read
 *
 * One statement checks version, state, person and content; then it is in force.
 */
gboolean
review_store_approve_entry (ReviewTx *tx,
                            const char *id,
                            gint64 version,
                            const char *account,
                            const char *sha256,
                            GError **error)
{
  return check_changed (
      review_tx_exec (tx, error,
                      "UPDATE house_entry SET state = 'live', version = version + 1, "
                      "decided_by = $3, decided_at = $5 WHERE id = $1 AND version = $2 "
                      "AND state = 'proposed' AND proposed_by <> $3 AND sha256 = $4",
                      "sissi", id, version, account, sha256, review_tx_get_now (tx)),
      error);
}

/**
 * review_store_end_entry:
 * @seen: as it was read, at the version that the caller saw
 * @state: #ReviewEntryState in which it is in force no more
 */
gboolean
review_store_end_entry (ReviewTx *tx,
                        const ReviewHouseEntry *seen,
                        int state,
                        const char *account,
                        const char *reason,
                        GError **error)
{
  return check_changed (
      review_tx_exec (
          tx, error,
          "UPDATE house_entry SET state = $4, version = version + 1, review_at = NULL, "
          "decided_by = $5, decided_at = $6, decided_reason = $7 "
          "WHERE id = $1 AND version = $2 AND state = $3",
          "sisssis", seen->id, seen->version, review_enum_nick (&review_entry_states, seen->state),
          review_enum_nick (&review_entry_states, state), account, review_tx_get_now (tx), reason),
      error);
}

/**
 * review_store_keep_entry:
 *
 * The other look that was wanted has been had: it stays in force.
 */
gboolean
review_store_keep_entry (ReviewTx *tx,
                         const ReviewHouseEntry *seen,
                         const char *account,
                         const char *reason,
                         GError **error)
{
  return check_changed (
      review_tx_exec (tx, error,
                      "UPDATE house_entry SET version = version + 1, review_at = NULL, "
                      "decided_by = $3, decided_at = $4, decided_reason = $5 WHERE id = $1 "
                      "AND version = $2 AND state = 'live' AND review_at IS NOT NULL",
                      "sisis", seen->id, seen->version, account, review_tx_get_now (tx), reason),
      error);
}

/**
 * review_store_has_live_entries:
 * @ret: (out): whether anything is in force
 */
gboolean
review_store_has_live_entries (ReviewTx *tx, gboolean *ret, GError **error)
{
  gint64 n = 0;

  if (!review_tx_get_int (tx, &n, error,
                          "SELECT COUNT(*) FROM (SELECT 1 FROM house_entry WHERE state = 'live' "
                          "LIMIT 1) s",
                          ""))
    return FALSE;
  *ret = n > 0;
  return TRUE;
}

/**
 * review_store_match_entries:
 * @keys: (element-type ReviewLinkKey): of a case
 *
 * Returns: (transfer full): array of #ReviewHouseEntry in force whose value the case carries, each
 *   once
 */
GPtrArray *
review_store_match_entries (ReviewTx *tx, GPtrArray *keys, GError **error)
{
  g_autoptr (GPtrArray) found = review_records_new ();

  for (guint i = 0; i < keys->len; i++)
    {
      const ReviewLinkKey *key = keys->pdata[i];
      g_autoptr (GPtrArray) some = read_entries (
          review_tx_query (tx, error,
                           COLUMNS "WHERE e.state = 'live' AND e.kind = $1 AND e.value_hash = $2 "
                                   "AND (e.expires_at IS NULL OR e.expires_at > $3) "
                                   "ORDER BY e.id",
                           "ssi", review_enum_nick (&review_link_kinds, key->kind), key->hash,
                           review_tx_get_now (tx)),
          error);

      if (some == NULL)
        return NULL;
      for (guint j = 0; j < some->len; j++)
        g_ptr_array_add (found, review_record_ref (some->pdata[j]));
    }
  return g_steal_pointer (&found);
}

/**
 * review_store_add_hit:
 *
 * The case carries the entry's value; counted once.
 */
gboolean
review_store_add_hit (ReviewTx *tx, const char *entry, const char *case_id, GError **error)
{
  return review_tx_exec (tx, error,
                         "INSERT INTO house_hit (entry, case_id, at) VALUES ($1, $2, $3) "
                         "ON CONFLICT DO NOTHING",
                         "ssi", entry, case_id, review_tx_get_now (tx))
         >= 0;
}

static GPtrArray *
read_ids (ReviewRows *taken, GError **error)
{
  g_autoptr (ReviewRows) rows = taken;
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  GError *local = NULL;

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    g_ptr_array_add (list, review_rows_dup_text (rows, 0));
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}

/**
 * review_store_list_expired_entries:
 *
 * Returns: (transfer full) (element-type utf8): ids of entries in force whose time is over
 */
GPtrArray *
review_store_list_expired_entries (ReviewTx *tx, GError **error)
{
  return read_ids (review_tx_query (tx, error,
                                    "SELECT id FROM house_entry WHERE state = 'live' "
                                    "AND expires_at <= $1 LIMIT 100",
                                    "i", review_tx_get_now (tx)),
                   error);
}

/**
 * review_store_list_unapplied:
 *
 * Returns: (transfer full) (element-type utf8): ids of entries in force that open cases have not been
 *   looked at for
 */
GPtrArray *
review_store_list_unapplied (ReviewTx *tx, GError **error)
{
  return read_ids (review_tx_query (tx, error,
                                    "SELECT id FROM house_entry WHERE state = 'live' "
                                    "AND applied = 0 LIMIT 20",
                                    ""),
                   error);
}

/**
 * review_store_list_to_apply:
 *
 * Returns: (transfer full) (element-type utf8): ids of cases that are not decided, carry the entry's
 *   value and have no hit of it yet, at most @limit
 */
GPtrArray *
review_store_list_to_apply (ReviewTx *tx, const char *entry, gint64 limit, GError **error)
{
  return read_ids (
      review_tx_query (tx, error,
                       "SELECT c.id FROM house_entry e JOIN link_key k ON k.kind = e.kind "
                       "AND k.value_hash = e.value_hash JOIN case_file c ON c.id = k.case_id "
                       "WHERE e.id = $1 AND c.history = 0 AND c.state NOT IN ('auto_decided', "
                       "'decided', 'effects_pending', 'closed') AND NOT EXISTS (SELECT 1 "
                       "FROM house_hit h WHERE h.entry = e.id AND h.case_id = c.id) "
                       "ORDER BY c.id LIMIT $2",
                       "si", entry, limit),
      error);
}

/**
 * review_store_set_applied:
 */
gboolean
review_store_set_applied (ReviewTx *tx, const char *entry, GError **error)
{
  return review_tx_exec (tx, error, "UPDATE house_entry SET applied = 1 WHERE id = $1", "s", entry)
         == 1;
}

/**
 * review_store_review_entries:
 * @case_id: whose decision was overturned
 * @ret_n: (out): how many entries that came from it want another look now
 */
gboolean
review_store_review_entries (ReviewTx *tx, const char *case_id, gint64 *ret_n, GError **error)
{
  *ret_n = review_tx_exec (tx, error,
                           "UPDATE house_entry SET review_at = $2, version = version + 1 "
                           "WHERE case_id = $1 AND state IN ('proposed', 'live')",
                           "si", case_id, review_tx_get_now (tx));
  return *ret_n >= 0;
}
