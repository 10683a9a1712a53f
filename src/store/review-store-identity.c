/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People, their tokens (only hashes are kept) and qualifications; answers to repeated writes. */
#define G_LOG_DOMAIN "review-store"
#include "review-store-identity.h"

#include <string.h>

#include "review-store-private.h"

static gboolean
put_qualifications (ReviewTx *tx, const ReviewUser *user, GError **error)
{
  if (review_tx_exec (tx, error, "DELETE FROM qualification WHERE account = $1", "s", user->id) < 0)
    return FALSE;
  for (guint i = 0; user->qualifications != NULL && i < user->qualifications->len; i++)
    {
      const ReviewQualification *q = user->qualifications->pdata[i];

      if (review_tx_exec (tx, error,
                          "INSERT INTO qualification (account, case_type, language, stage, since) "
                          "VALUES ($1, $2, $3, $4, $5)",
                          "ssssi", user->id, q->case_type, q->language != NULL ? q->language : "*",
                          review_enum_nick (&review_qualification_stages, q->stage),
                          q->since != 0 ? q->since : review_tx_get_now (tx))
          != 1)
        return FALSE;
    }
  return TRUE;
}

/**
 * review_store_put_account:
 * @user: added, or its name, role, language, vendor, zone and qualifications replaced
 * @local: one of the embedded server's users
 */
gboolean
review_store_put_account (ReviewTx *tx, const ReviewUser *user, gboolean local, GError **error)
{
  return review_tx_exec (tx, error,
                         "INSERT INTO account (id, name, role, language, vendor, local, "
                         "created_at, zone) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) "
                         "ON CONFLICT (id) DO UPDATE SET name = excluded.name, "
                         "role = excluded.role, language = excluded.language, "
                         "vendor = excluded.vendor, zone = excluded.zone",
                         "ssssseis", user->id, user->name,
                         review_enum_nick (&review_roles, user->role), user->language, user->vendor,
                         local, review_tx_get_now (tx), user->zone)
             == 1
         && put_qualifications (tx, user, error);
}

static ReviewUser *
read_account (ReviewRows *rows)
{
  ReviewUser *user = review_record_new (&review_user_type);

  user->id = review_rows_dup_text (rows, 0);
  user->name = review_rows_dup_text (rows, 1);
  user->role = review_rows_get_enum (rows, 2, &review_roles);
  user->language = review_rows_dup_text (rows, 3);
  user->vendor = review_rows_dup_text (rows, 4);
  user->zone = review_rows_dup_text (rows, 5);
  return user;
}

static gboolean
load_qualifications (ReviewTx *tx, ReviewUser *user, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT case_type, language, stage, since FROM qualification WHERE account = $1 "
      "ORDER BY case_type, language",
      "s", user->id);

  if (rows == NULL)
    return FALSE;
  user->qualifications = review_records_new ();
  while (review_rows_next (rows, &local))
    {
      ReviewQualification *q = review_record_new (&review_qualification_type);

      q->case_type = review_rows_dup_text (rows, 0);
      q->language = review_rows_dup_text (rows, 1);
      q->stage = review_rows_get_enum (rows, 2, &review_qualification_stages);
      q->since = review_rows_get_int (rows, 3);
      g_ptr_array_add (user->qualifications, q);
    }
  return review_rows_end (error, local);
}

static ReviewUser *
load_user (ReviewTx *tx, const char *sql, const char *key, gint64 now, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewUser) user = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (tx, error, sql, "si", key, now);

  if (rows == NULL)
    return NULL;
  if (review_rows_next (rows, &local))
    user = read_account (rows);
  if (!review_rows_end (error, local))
    return NULL;
  if (user == NULL)
    review_store_set_not_found (error);
  return user != NULL && load_qualifications (tx, user, error) ? g_steal_pointer (&user) : NULL;
}

/**
 * review_store_load_account:
 *
 * Returns: (transfer full): the person with their qualifications; %NULL with
 *   %REVIEW_ERROR_NOT_FOUND when absent or disabled
 */
ReviewUser *
review_store_load_account (ReviewTx *tx, const char *id, GError **error)
{
  return load_user (tx,
                    "SELECT id, name, role, language, vendor, zone FROM account WHERE id = $1 "
                    "AND (disabled_at IS NULL OR disabled_at > $2)",
                    id, review_tx_get_now (tx), error);
}

/**
 * review_store_find_token:
 * @sha256: hash of the token
 *
 * Returns: (transfer full): whose it is; %NULL with %REVIEW_ERROR_NOT_FOUND when it is unknown,
 *   expired, revoked, or its person is disabled
 */
ReviewUser *
review_store_find_token (ReviewTx *tx, const char *sha256, GError **error)
{
  return load_user (tx,
                    "SELECT a.id, a.name, a.role, a.language, a.vendor, a.zone FROM token t "
                    "JOIN account a ON a.id = t.account WHERE t.sha256 = $1 "
                    "AND t.expires_at > $2 AND t.revoked_at IS NULL AND a.disabled_at IS NULL",
                    sha256, review_tx_get_now (tx), error);
}

/**
 * review_store_list_accounts:
 *
 * Returns: (transfer full): array of #ReviewUser, enabled ones, by id
 */
GPtrArray *
review_store_list_accounts (ReviewTx *tx, gboolean local_only, GError **error)
{
  g_autoptr (GPtrArray) list = review_records_new ();
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT id, name, role, language, vendor, zone FROM account WHERE disabled_at IS NULL "
      "AND role <> 'service' AND ($1 = 0 OR local = 1) ORDER BY id",
      "e", local_only);

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    g_ptr_array_add (list, read_account (rows));
  for (guint i = 0; local == NULL && i < list->len; i++)
    load_qualifications (tx, list->pdata[i], &local);
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}

/**
 * review_store_disable_account:
 *
 * Their tokens stop working and their leases go back to the queue.
 */
gboolean
review_store_disable_account (ReviewTx *tx, const char *id, GError **error)
{
  gint64 now = review_tx_get_now (tx);
  gint64 n = review_tx_exec (
      tx, error, "UPDATE account SET disabled_at = $2 WHERE id = $1 AND disabled_at IS NULL", "si",
      id, now);

  if (n == 0)
    review_store_set_not_found (error);
  return n == 1
         && review_tx_exec (tx, error,
                            "UPDATE token SET revoked_at = $2 WHERE account = $1 "
                            "AND revoked_at IS NULL",
                            "si", id, now)
                >= 0
         && review_tx_exec (tx, error, "UPDATE lease SET until = $2 WHERE account = $1", "si", id,
                            now)
                >= 0;
}

gboolean
review_store_put_token (
    ReviewTx *tx, const char *sha256, const char *account, gint64 expires_at, GError **error)
{
  return review_tx_exec (tx, error,
                         "INSERT INTO token (sha256, account, created_at, expires_at) "
                         "VALUES ($1, $2, $3, $4)",
                         "ssii", sha256, account, review_tx_get_now (tx), expires_at)
         == 1;
}

gboolean
review_store_revoke_token (ReviewTx *tx, const char *sha256, GError **error)
{
  return review_tx_exec (tx, error,
                         "UPDATE token SET revoked_at = $2 WHERE sha256 = $1 "
                         "AND revoked_at IS NULL",
                         "si", sha256, review_tx_get_now (tx))
         >= 0;
}

/**
 * review_store_load_stage:
 * @language: (nullable): of the case
 * @ret_stage: (out): the person's #ReviewQualificationStage for it; 0 when they have none
 */
gboolean
review_store_load_stage (ReviewTx *tx,
                         const char *account,
                         const char *case_type,
                         const char *language,
                         int *ret_stage,
                         GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error,
                       "SELECT stage FROM qualification WHERE account = $1 AND case_type = $2 "
                       "AND (language = '*' OR $3 IS NULL OR language = $3) "
                       "ORDER BY CASE WHEN language = '*' THEN 1 ELSE 0 END LIMIT 1",
                       "sss", account, case_type, language);

  *ret_stage = 0;
  if (rows == NULL)
    return FALSE;
  if (review_rows_next (rows, &local))
    *ret_stage = review_rows_get_enum (rows, 0, &review_qualification_stages);
  return review_rows_end (error, local);
}

/**
 * review_store_find_answer:
 * @ret_answer: (out) (transfer full) (nullable): what was answered the first time
 *
 * Returns: %FALSE with %REVIEW_ERROR_KEY_REUSED when the key came with another request
 */
gboolean
review_store_find_answer (ReviewTx *tx,
                          const char *account,
                          const char *key,
                          const char *request_sha256,
                          char **ret_answer,
                          GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error, "SELECT request_sha256, answer FROM idempotency WHERE account = $1 AND key = $2",
      "ss", account, key);

  *ret_answer = NULL;
  if (rows == NULL)
    return FALSE;
  if (!review_rows_next (rows, &local))
    return review_rows_end (error, local);
  if (strcmp (review_rows_get_text (rows, 0), request_sha256) != 0)
    {
      g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_KEY_REUSED,
                           "this key was used for another request");
      return FALSE;
    }
  *ret_answer = review_rows_dup_text (rows, 1);
  return TRUE;
}

/**
 * review_store_keep_answer:
 * @keep_until: µs; 0: for ever
 */
gboolean
review_store_keep_answer (ReviewTx *tx,
                          const char *account,
                          const char *key,
                          const char *operation,
                          const char *request_sha256,
                          const char *answer,
                          gint64 keep_until,
                          GError **error)
{
  return review_tx_exec (tx, error,
                         "INSERT INTO idempotency (account, key, operation, request_sha256, "
                         "answer, at, keep_until) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                         "sssssit", account, key, operation, request_sha256, answer,
                         review_tx_get_now (tx), keep_until)
         == 1;
}

/* Drops kept answers whose time is over. */
gboolean
review_store_forget_answers (ReviewTx *tx, GError **error)
{
  return review_tx_exec (tx, error, "DELETE FROM idempotency WHERE keep_until <= $1", "i",
                         review_tx_get_now (tx))
         >= 0;
}
