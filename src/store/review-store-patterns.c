/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recurring errors of ROCA, what happened to them, and cases that show them. */
#define G_LOG_DOMAIN "review-store"
#include "review-store-patterns.h"

#include <string.h>

#include "review-codec.h"
#include "review-store-private.h"

#define MAX_BODY  (1024 * 1024)
#define MAX_ITEMS 500 /* that an answer lists */

/* The body keeps what the columns and the other tables do not. */
static char *
encode_body (const ReviewPattern *pattern)
{
  g_autoptr (ReviewPattern) body = review_record_copy (pattern);

  g_clear_pointer (&body->exemplars, g_ptr_array_unref);
  g_clear_pointer (&body->steps, g_ptr_array_unref);
  g_clear_pointer (&body->owner_name, g_free);
  return review_encode (body);
}

/**
 * review_store_add_pattern:
 * @pattern: complete but for id, display id and version, which it gets
 *
 * %REVIEW_ERROR_CONFLICT when one with the same conditions is on record.
 */
gboolean
review_store_add_pattern (ReviewTx *tx, ReviewPattern *pattern, GError **error)
{
  g_autofree char *hash =
      review_pattern_hash (pattern->case_type, pattern->label, pattern->conditions);
  g_autofree char *body = NULL;
  gint64 number = review_tx_next (tx, "pattern", error), n;

  if (number < 0)
    return FALSE;
  pattern->id = review_tx_new_id (tx);
  pattern->display_id = g_strdup_printf ("PT-%" G_GINT64_FORMAT, number);
  pattern->version = 1;
  body = encode_body (pattern);
  n = review_tx_exec (tx, error,
                      "INSERT INTO pattern (id, display_id, case_type, label, predicate, state, "
                      "version, found_at, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) "
                      "ON CONFLICT DO NOTHING",
                      "ssssssiis", pattern->id, pattern->display_id, pattern->case_type,
                      review_enum_nick (&review_labels, pattern->label), hash,
                      review_enum_nick (&review_pattern_states, pattern->state), pattern->version,
                      pattern->found_at, body);
  if (n == 0)
    review_error_refuse (error, REVIEW_ERROR_CONFLICT, "the pattern is on record already");
  return n == 1;
}

/**
 * review_store_put_pattern:
 * @pattern: as it is now, with the version that was seen, which grows
 *
 * %REVIEW_ERROR_CONFLICT when it was changed since.
 */
gboolean
review_store_put_pattern (ReviewTx *tx, ReviewPattern *pattern, GError **error)
{
  gint64 seen = pattern->version++, n;
  g_autofree char *body = encode_body (pattern);

  n = review_tx_exec (
      tx, error,
      "UPDATE pattern SET state = $2, version = $3, body = $4 WHERE id = $1 AND version = $5",
      "ssisi", pattern->id, review_enum_nick (&review_pattern_states, pattern->state),
      pattern->version, body, seen);
  if (n == 0)
    review_error_refuse (error, REVIEW_ERROR_CONFLICT, "the pattern has changed since");
  return n == 1;
}

/**
 * review_store_set_exemplars:
 * @cases: @n ids of cases, the clearest first
 */
gboolean
review_store_set_exemplars (
    ReviewTx *tx, const char *pattern, const char *const *cases, guint n, GError **error)
{
  if (review_tx_exec (tx, error, "DELETE FROM pattern_case WHERE pattern = $1", "s", pattern) < 0)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (review_tx_exec (tx, error,
                        "INSERT INTO pattern_case (pattern, n, case_id) VALUES ($1, $2, $3)", "sis",
                        pattern, (gint64) i + 1, cases[i])
        != 1)
      return FALSE;
  return TRUE;
}

/**
 * review_store_set_fact_cases:
 * @kind: #ReviewEvidenceKind
 * @cases: (element-type utf8): ids of cases in which reviewers cited such evidence
 */
gboolean
review_store_set_fact_cases (
    ReviewTx *tx, const char *pattern, int kind, const GPtrArray *cases, GError **error)
{
  for (guint i = 0; i < cases->len; i++)
    if (review_tx_exec (tx, error,
                        "INSERT INTO pattern_fact_case (pattern, kind, n, case_id) "
                        "VALUES ($1, $2, $3, $4)",
                        "ssis", pattern, review_enum_nick (&review_evidence_kinds, kind),
                        (gint64) i + 1, cases->pdata[i])
        != 1)
      return FALSE;
  return TRUE;
}

/** review_store_clear_fact_cases: of an earlier request. */
gboolean
review_store_clear_fact_cases (ReviewTx *tx, const char *pattern, GError **error)
{
  return review_tx_exec (tx, error, "DELETE FROM pattern_fact_case WHERE pattern = $1", "s",
                         pattern)
         >= 0;
}

/**
 * review_store_add_pattern_step:
 * @step: without its number
 */
gboolean
review_store_add_pattern_step (ReviewTx *tx,
                               const char *pattern,
                               const ReviewPatternStep *step,
                               GError **error)
{
  return review_tx_exec (tx, error,
                         "INSERT INTO pattern_step (pattern, n, act, state, account, at, reason) "
                         "SELECT $1, COALESCE(MAX(n), 0) + 1, $2, $3, $4, $5, $6 "
                         "FROM pattern_step WHERE pattern = $1",
                         "ssssis", pattern, review_enum_nick (&review_pattern_acts, step->act),
                         review_enum_nick (&review_pattern_states, step->state), step->by, step->at,
                         step->reason)
         == 1;
}

static GPtrArray *
read_cases (ReviewRows *rows, GError **error)
{
  g_autoptr (GPtrArray) list = review_records_new ();
  GError *local = NULL;

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    {
      ReviewPatternCase *one = review_record_new (&review_pattern_case_type);

      one->case_id = review_rows_dup_text (rows, 0);
      one->display_id = review_rows_dup_text (rows, 1);
      g_ptr_array_add (list, one);
    }
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}

static gboolean
read_exemplars (ReviewTx *tx, ReviewPattern *pattern, GError **error)
{
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT c.id, c.display_id FROM pattern_case p JOIN case_file c ON c.id = p.case_id "
      "WHERE p.pattern = $1 AND " REVIEW_NOT_BLIND " ORDER BY p.n LIMIT $2",
      "si", pattern->id, (gint64) REVIEW_PATTERN_EXEMPLARS);

  pattern->exemplars = read_cases (rows, error);
  return pattern->exemplars != NULL;
}

static gboolean
read_examples (ReviewTx *tx, const ReviewPattern *pattern, ReviewPatternFact *fact, GError **error)
{
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT c.id, c.display_id FROM pattern_fact_case p JOIN case_file c ON c.id = p.case_id "
      "WHERE p.pattern = $1 AND p.kind = $2 AND " REVIEW_NOT_BLIND " ORDER BY p.n LIMIT $3",
      "ssi", pattern->id, review_enum_nick (&review_evidence_kinds, fact->kind),
      (gint64) REVIEW_PATTERN_EXEMPLARS);

  fact->examples = read_cases (rows, error);
  return fact->examples != NULL;
}

/* The cases of what was cited; @shown: not in a list. */
static gboolean
read_request (ReviewTx *tx, ReviewPattern *pattern, gboolean shown, GError **error)
{
  GPtrArray *facts = pattern->request != NULL ? pattern->request->facts : NULL;

  for (guint i = 0; facts != NULL && i < facts->len; i++)
    {
      ReviewPatternFact *fact = facts->pdata[i];

      g_clear_pointer (&fact->examples, g_ptr_array_unref);
      if (shown && !read_examples (tx, pattern, fact, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_steps (ReviewTx *tx, ReviewPattern *pattern, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT s.n, s.act, s.state, s.account, a.name, s.at, s.reason FROM pattern_step s "
      "LEFT JOIN account a ON a.id = s.account WHERE s.pattern = $1 ORDER BY s.n",
      "s", pattern->id);

  if (rows == NULL)
    return FALSE;
  pattern->steps = review_records_new ();
  while (review_rows_next (rows, &local))
    {
      ReviewPatternStep *one = review_record_new (&review_pattern_step_type);

      one->n = review_rows_get_int (rows, 0);
      one->act = review_rows_get_enum (rows, 1, &review_pattern_acts);
      one->state = review_rows_get_enum (rows, 2, &review_pattern_states);
      one->by = review_rows_dup_text (rows, 3);
      one->by_name = review_rows_dup_text (rows, 4);
      one->at = review_rows_get_int (rows, 5);
      one->reason = review_rows_dup_text (rows, 6);
      g_ptr_array_add (pattern->steps, one);
    }
  return review_rows_end (error, local);
}

#define PATTERNS "SELECT p.body, p.version FROM pattern p "

static ReviewPattern *
read_pattern (ReviewRows *rows, GError **error)
{
  ReviewPattern *pattern = review_decode_limited (
      &review_pattern_type, review_rows_get_text (rows, 0), -1, MAX_BODY, error);

  if (pattern != NULL)
    pattern->version = review_rows_get_int (rows, 1);
  return pattern;
}

static gboolean
read_owner (ReviewTx *tx, ReviewPattern *pattern, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = NULL;

  if (pattern->owner == NULL)
    return TRUE;
  rows = review_tx_query (tx, error, "SELECT name FROM account WHERE id = $1", "s", pattern->owner);
  if (rows == NULL)
    return FALSE;
  if (review_rows_next (rows, &local))
    pattern->owner_name = review_rows_dup_text (rows, 0);
  return review_rows_end (error, local);
}

/**
 * review_store_load_pattern:
 *
 * Returns: (transfer full): the pattern with its history and the cases that may be shown; %NULL with
 *   %REVIEW_ERROR_NOT_FOUND
 */
ReviewPattern *
review_store_load_pattern (ReviewTx *tx, const char *id, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewPattern) pattern = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (tx, error, PATTERNS "WHERE p.id = $1", "s", id);

  if (rows == NULL)
    return NULL;
  if (review_rows_next (rows, &local))
    pattern = read_pattern (rows, &local);
  if (!review_rows_end (error, local))
    return NULL;
  if (pattern == NULL)
    {
      review_store_set_not_found (error);
      return NULL;
    }
  g_clear_pointer (&rows, review_rows_free);
  return read_exemplars (tx, pattern, error) && read_steps (tx, pattern, error)
                 && read_owner (tx, pattern, error) && read_request (tx, pattern, TRUE, error)
             ? g_steal_pointer (&pattern)
             : NULL;
}

/**
 * review_store_find_pattern:
 * @ret_id: (out) (transfer full) (nullable): %NULL: there is none with these conditions
 */
gboolean
review_store_find_pattern (ReviewTx *tx,
                           const char *case_type,
                           int label,
                           GPtrArray *conditions,
                           char **ret_id,
                           GError **error)
{
  g_autofree char *hash = review_pattern_hash (case_type, label, conditions);
  GError *local = NULL;
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error, "SELECT id FROM pattern WHERE predicate = $1", "s", hash);

  *ret_id = NULL;
  if (rows == NULL)
    return FALSE;
  if (review_rows_next (rows, &local))
    *ret_id = review_rows_dup_text (rows, 0);
  return review_rows_end (error, local);
}

/**
 * review_store_list_patterns:
 * @case_type: (nullable): only of this type
 *
 * Returns: (transfer full): array of #ReviewPattern without history and cases: what waits for
 *   somebody first, then the newest
 */
GPtrArray *
review_store_list_patterns (ReviewTx *tx, const char *case_type, GError **error)
{
  g_autoptr (GPtrArray) list = review_records_new ();
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      PATTERNS "WHERE $1 IS NULL OR p.case_type = $1 ORDER BY CASE p.state "
               "WHEN 'confirmed' THEN 0 WHEN 'working' THEN 1 WHEN 'candidate' THEN 2 "
               "WHEN 'repaired' THEN 3 WHEN 'closed' THEN 4 ELSE 5 END, p.found_at DESC, p.id DESC "
               "LIMIT $2",
      "si", case_type, (gint64) MAX_ITEMS);

  if (rows == NULL)
    return NULL;
  while (local == NULL && review_rows_next (rows, &local))
    {
      ReviewPattern *one = read_pattern (rows, &local);

      if (one != NULL)
        g_ptr_array_add (list, one);
    }
  if (!review_rows_end (error, local))
    return NULL;
  g_clear_pointer (&rows, review_rows_free);
  for (guint i = 0; i < list->len; i++)
    if (!read_owner (tx, list->pdata[i], error) || !read_request (tx, list->pdata[i], FALSE, error))
      return NULL;
  return g_steal_pointer (&list);
}

/**
 * review_store_list_sampled_patterns:
 *
 * Returns: (transfer full): array of #ReviewPattern of the type that are confirmed, and of which too
 *   little is known to say what mends them
 */
GPtrArray *
review_store_list_sampled_patterns (ReviewTx *tx, const char *case_type, GError **error)
{
  g_autoptr (GPtrArray) list = review_records_new ();
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error, PATTERNS "WHERE p.case_type = $1 AND p.state = 'confirmed' ORDER BY p.id", "s",
      case_type);

  if (rows == NULL)
    return NULL;
  while (local == NULL && review_rows_next (rows, &local))
    {
      g_autoptr (ReviewPattern) one = read_pattern (rows, &local);

      if (one != NULL && one->suggested == 0)
        g_ptr_array_add (list, g_steal_pointer (&one));
    }
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}
