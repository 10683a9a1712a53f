/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Versions of the policy: bodies that never change, and the states that each went through. */
#define G_LOG_DOMAIN "review-store"
#include "review-store-policies.h"

#include <string.h>

#include "review-codec.h"
#include "review-store-fields.h"
#include "review-store-private.h"

#define MAX_BODY (16 * 1024 * 1024)

/**
 * review_store_lock_policies:
 * @ret_seq: (out): number of the state that comes next
 *
 * Begins every write about policies: whoever holds the number is alone until the transaction ends,
 * so of two approvals, or two versions that go live, the second sees the first.
 */
gboolean
review_store_lock_policies (ReviewTx *tx, gint64 *ret_seq, GError **error)
{
  *ret_seq = review_tx_next (tx, "policy_state", error);
  return *ret_seq > 0;
}

/**
 * review_store_add_policy:
 * @policy: with its version; %REVIEW_ERROR_CONFLICT when the version is there
 */
gboolean
review_store_add_policy (ReviewTx *tx, const ReviewPolicy *policy, GError **error)
{
  g_autofree char *body = review_encode (policy);
  g_autofree char *hash = review_record_content_hash (policy);

  return review_tx_exec (tx, error,
                         "INSERT INTO policy (version, body, sha256, author, approver, "
                         "published_at) VALUES ($1, $2, $3, $4, $5, $6)",
                         "sssssi", policy->version, body, hash, policy->author, policy->approver,
                         review_tx_get_now (tx))
         == 1;
}

/**
 * review_store_add_policy_state:
 * @seq: of review_store_lock_policies(), or the next after one that was used
 * @account: who did it
 * @reason: (nullable): why
 *
 * The state is bound to the content: it carries the hash of the body that stands in the table.
 */
gboolean
review_store_add_policy_state (ReviewTx *tx,
                               gint64 seq,
                               const char *version,
                               ReviewPolicyState state,
                               const char *account,
                               const char *reason,
                               GError **error)
{
  return review_tx_exec (tx, error,
                         "INSERT INTO policy_state (seq, version, state, account, at, reason, "
                         "sha256) SELECT $1, version, $3, $4, $5, $6, sha256 FROM policy "
                         "WHERE version = $2",
                         "isssis", seq, version,
                         review_enum_nick (&review_policy_states, (int) state), account,
                         review_tx_get_now (tx), reason)
         == 1;
}

/* A row from before content hashes has one that other programs than its own cannot compute. */
static gpointer
read_policy (ReviewRows *rows, GError **error)
{
  g_autoptr (ReviewPolicy) policy = review_decode_limited (
      &review_policy_type, review_rows_get_text (rows, 0), -1, MAX_BODY, error);
  g_autofree char *hash = NULL;

  if (policy == NULL)
    return NULL;
  hash = review_record_content_hash (policy);
  if (strcmp (hash, review_rows_get_text (rows, 1)) == 0
      || !g_str_has_prefix (review_rows_get_text (rows, 1), REVIEW_CONTENT_HASH))
    return g_steal_pointer (&policy);
  g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_CORRUPT,
               "policy %s does not match its checksum; it is not used", policy->version);
  return NULL;
}

/**
 * review_store_load_policy:
 *
 * Returns: (transfer full): the version as it was written, its content checked; %NULL with
 *   %REVIEW_ERROR_NOT_FOUND, or %REVIEW_ERROR_CORRUPT when it was tampered with
 */
ReviewPolicy *
review_store_load_policy (ReviewTx *tx, const char *version, GError **error)
{
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error, "SELECT body, sha256 FROM policy WHERE version = $1", "s", version);

  return review_rows_read_only (rows, read_policy, error);
}

/**
 * review_store_find_live_policy:
 *
 * Returns: (transfer full): version in force; %NULL with %REVIEW_ERROR_NOT_FOUND when none is yet
 */
char *
review_store_find_live_policy (ReviewTx *tx, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error, "SELECT version FROM policy_state WHERE state = 'live' ORDER BY seq DESC LIMIT 1",
      "");

  if (rows == NULL)
    return NULL;
  if (review_rows_next (rows, &local))
    return review_rows_dup_text (rows, 0);
  if (review_rows_end (error, local))
    review_store_set_not_found (error);
  return NULL;
}

static void
set_who (char **id, char **name, gint64 *at, ReviewRows *rows)
{
  g_free (*id);
  g_free (*name);
  *id = review_rows_dup_text (rows, 5);
  *name = review_rows_dup_text (rows, 6);
  *at = review_rows_get_int (rows, 7);
}

/* A row of a version's states, oldest first: what it adds to what is known of the version. */
static void
add_state (ReviewPolicyVersion *one, ReviewRows *rows)
{
  one->state = review_rows_get_enum (rows, 4, &review_policy_states);
  if (one->state == REVIEW_POLICY_APPROVED)
    set_who (&one->approver, &one->approver_name, &one->approved_at, rows);
  else if (one->state == REVIEW_POLICY_LIVE)
    set_who (&one->live_by, &one->live_by_name, &one->live_at, rows);
  one->ended_at = one->state == REVIEW_POLICY_SUPERSEDED || one->state == REVIEW_POLICY_WITHDRAWN
                      ? review_rows_get_int (rows, 7)
                      : 0;
}

static ReviewPolicyVersion *
read_version (ReviewRows *rows, GError **error)
{
  g_autoptr (ReviewPolicy) policy = review_decode_limited (
      &review_policy_type, review_rows_get_text (rows, 1), -1, MAX_BODY, error);
  ReviewPolicyVersion *one;

  if (policy == NULL)
    return NULL;
  one = review_record_new (&review_policy_version_type);
  one->version = review_rows_dup_text (rows, 0);
  one->base = g_strdup (policy->base);
  one->note = g_strdup (policy->note);
  one->author = g_strdup (policy->author);
  one->author_name = review_rows_dup_text (rows, 2);
  one->approver = g_strdup (policy->approver);
  one->created_at = review_rows_get_int (rows, 3);
  return one;
}

/* The versions, each with its states, in the order in which they were written. */
static GPtrArray *
read_versions (ReviewRows *rows, GError **error)
{
  g_autoptr (GPtrArray) list = review_records_new ();
  GError *local = NULL;

  while (local == NULL && review_rows_next (rows, &local))
    {
      ReviewPolicyVersion *one = list->len > 0 ? list->pdata[list->len - 1] : NULL;

      if (one == NULL || strcmp (one->version, review_rows_get_text (rows, 0)) != 0)
        {
          one = read_version (rows, &local);
          if (one == NULL)
            break;
          g_ptr_array_add (list, one);
        }
      add_state (one, rows);
    }
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}

/**
 * review_store_list_policies:
 *
 * Returns: (transfer full): array of #ReviewPolicyVersion, the newest first
 */
GPtrArray *
review_store_list_policies (ReviewTx *tx, GError **error)
{
  g_autoptr (GPtrArray) oldest_first = NULL;
  GPtrArray *list;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT p.version, p.body, w.name, p.published_at, s.state, s.account, a.name, s.at "
      "FROM policy p JOIN policy_state s ON s.version = p.version "
      "LEFT JOIN account w ON w.id = p.author LEFT JOIN account a ON a.id = s.account "
      "ORDER BY (SELECT MIN(f.seq) FROM policy_state f WHERE f.version = p.version), s.seq",
      "");

  if (rows == NULL)
    return NULL;
  oldest_first = read_versions (rows, error);
  if (oldest_first == NULL)
    return NULL;
  list = review_records_new ();
  for (guint i = oldest_first->len; i-- > 0;)
    g_ptr_array_add (list, review_record_ref (oldest_first->pdata[i]));
  return list;
}

/**
 * review_store_load_policy_version:
 *
 * Returns: (transfer full): what became of the version; %NULL with %REVIEW_ERROR_NOT_FOUND
 */
ReviewPolicyVersion *
review_store_load_policy_version (ReviewTx *tx, const char *version, GError **error)
{
  g_autoptr (GPtrArray) list = review_store_list_policies (tx, error);

  for (guint i = 0; list != NULL && i < list->len; i++)
    if (strcmp (((ReviewPolicyVersion *) list->pdata[i])->version, version) == 0)
      return review_record_ref (list->pdata[i]);
  if (list != NULL)
    review_store_set_not_found (error);
  return NULL;
}

/**
 * review_store_is_approved:
 * @sha256: of the content as it is now
 * @ret: (out): whether exactly this content was approved, or in force from the beginning
 */
gboolean
review_store_is_approved (
    ReviewTx *tx, const char *version, const char *sha256, gboolean *ret, GError **error)
{
  gint64 n = 0;

  if (!review_tx_get_int (tx, &n, error,
                          "SELECT COUNT(*) FROM policy_state WHERE version = $1 AND sha256 = $2 "
                          "AND state IN ('approved', 'live')",
                          "ss", version, sha256))
    return FALSE;
  *ret = n > 0;
  return TRUE;
}

/**
 * review_store_get_secret:
 *
 * Returns: (transfer full): a text that never leaves the server; %NULL with
 *   %REVIEW_ERROR_NOT_FOUND
 */
char *
review_store_get_secret (ReviewTx *tx, const char *name, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error, "SELECT value FROM secret WHERE name = $1", "s", name);

  if (rows == NULL)
    return NULL;
  if (review_rows_next (rows, &local))
    return review_rows_dup_text (rows, 0);
  if (review_rows_end (error, local))
    review_store_set_not_found (error);
  return NULL;
}

/**
 * review_store_put_secret:
 *
 * Keeps @value unless a secret of that name is there: the first one stays.
 */
gboolean
review_store_put_secret (ReviewTx *tx, const char *name, const char *value, GError **error)
{
  return review_tx_exec (tx, error,
                         "INSERT INTO secret (name, value, created_at) VALUES ($1, $2, $3) "
                         "ON CONFLICT (name) DO NOTHING",
                         "ssi", name, value, review_tx_get_now (tx))
         >= 0;
}
