/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Versions of SOPs, and clauses that people propose for their gaps: only ever added. */
#define G_LOG_DOMAIN "review-store"
#include "review-store-sops.h"

#include "review-codec.h"
#include "review-store-private.h"

#define MAX_BODY   (16 * 1024 * 1024)
#define MAX_DRAFTS 20 /* of one gap that an answer lists */
#define MAX_GAPS   100
/* Of c: a case that nobody has yet to judge blind. */
#define DRAFT_COLUMNS                                                                         \
  "SELECT d.id, d.case_type, d.version, d.feature, d.step, d.kind, d.text_en, d.text_zh_cn, " \
  "d.case_id, c.display_id, d.account, a.name, d.at, w.at FROM sop_draft d "                  \
  "JOIN account a ON a.id = d.account JOIN case_file c ON c.id = d.case_id "                  \
  "LEFT JOIN sop_draft_withdrawal w ON w.draft = d.id "

/**
 * review_store_list_sop_versions:
 * @sop: id of the SOP
 *
 * Returns: (transfer full): array of #ReviewSopVersion, the newest first; which one is in force is
 *   not known here
 */
GPtrArray *
review_store_list_sop_versions (ReviewTx *tx, const char *sop, GError **error)
{
  g_autoptr (GPtrArray) list = review_records_new ();
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT version, published_at, author, approver, sha256 FROM sop_version WHERE sop = $1 "
      "ORDER BY published_at DESC, version DESC",
      "s", sop);

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    {
      ReviewSopVersion *one = review_record_new (&review_sop_version_type);

      one->version = review_rows_dup_text (rows, 0);
      one->published_at = review_rows_get_int (rows, 1);
      one->author = review_rows_dup_text (rows, 2);
      one->approver = review_rows_dup_text (rows, 3);
      one->hash = review_rows_dup_text (rows, 4);
      g_ptr_array_add (list, one);
    }
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}

/**
 * review_store_load_sop:
 *
 * Returns: (transfer full): the version as it went on record, parameters not filled in; %NULL with
 *   %REVIEW_ERROR_NOT_FOUND
 */
ReviewSop *
review_store_load_sop (ReviewTx *tx, const char *sop, const char *version, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewSop) found = NULL;
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error, "SELECT body FROM sop_version WHERE sop = $1 AND version = $2",
                       "ss", sop, version);

  if (rows == NULL)
    return NULL;
  if (review_rows_next (rows, &local))
    found = review_decode_limited (&review_sop_type, review_rows_get_text (rows, 0), -1, MAX_BODY,
                                   &local);
  if (!review_rows_end (error, local))
    return NULL;
  if (found == NULL)
    g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND, "there is no such object");
  return g_steal_pointer (&found);
}

static gboolean
add_clauses (ReviewTx *tx, const ReviewSop *sop, GError **error)
{
  for (guint i = 0; sop->clauses != NULL && i < sop->clauses->len; i++)
    {
      const ReviewClause *clause = sop->clauses->pdata[i];
      g_autofree char *when =
          clause->applies_when != NULL ? review_encode (clause->applies_when) : NULL;

      if (review_tx_exec (tx, error,
                          "INSERT INTO sop_clause (sop, version, id, n, kind, applies_when) "
                          "VALUES ($1, $2, $3, $4, $5, $6)",
                          "sssiss", sop->id, sop->version, clause->id, (gint64) i + 1,
                          review_enum_nick (&review_clause_kinds, clause->kind), when)
          != 1)
        return FALSE;
    }
  return TRUE;
}

/**
 * review_store_add_sop_version:
 * @one: who wrote and who approved it, and its hash
 *
 * Puts a version with its clauses on record.
 *
 * Returns: 1: it is on record now; 0: one of that name was; -1 with @error
 */
int
review_store_add_sop_version (ReviewTx *tx,
                              const ReviewSop *sop,
                              const ReviewSopVersion *one,
                              GError **error)
{
  g_autofree char *body = review_encode (sop);
  gint64 added;

  if (review_tx_exec (tx, error,
                      "INSERT INTO sop (id, case_type, owner, review_by) VALUES ($1, $2, $3, $4) "
                      "ON CONFLICT (id) DO NOTHING",
                      "ssst", sop->id, sop->case_type, sop->owner, sop->review_by)
      < 0)
    return -1;
  added = review_tx_exec (tx, error,
                          "INSERT INTO sop_version (sop, version, body, author, approver, sha256, "
                          "published_at) VALUES ($1, $2, $3, $4, $5, $6, $7) "
                          "ON CONFLICT (sop, version) DO NOTHING",
                          "ssssssi", sop->id, sop->version, body, one->author, one->approver,
                          one->hash, review_tx_get_now (tx));
  if (added == 1)
    return add_clauses (tx, sop, error) ? 1 : -1;
  return added == 0 ? 0 : -1;
}

/**
 * review_store_find_published_sop:
 * @sop: id of the SOP
 * @ret_version: (out) (transfer full) (nullable): the newest version, where people published it;
 *   %NULL: the newest is one that the program brought
 */
gboolean
review_store_find_published_sop (ReviewTx *tx, const char *sop, char **ret_version, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error,
                       "SELECT version, approver FROM sop_version WHERE sop = $1 "
                       "ORDER BY published_at DESC, version DESC LIMIT 1",
                       "s", sop);

  *ret_version = NULL;
  if (rows == NULL)
    return FALSE;
  if (review_rows_next (rows, &local) && review_rows_get_text (rows, 1) != NULL)
    *ret_version = review_rows_dup_text (rows, 0);
  return review_rows_end (error, local);
}

/**
 * review_store_count_sop_coverage:
 * @versions: (element-type ReviewSopVersion): the newest first; of each the cases of the type that
 *   were first assessed while it was in force are counted, and those with a gap; none that somebody
 *   has yet to judge blind
 */
gboolean
review_store_count_sop_coverage (ReviewTx *tx,
                                 const char *case_type,
                                 GPtrArray *versions,
                                 GError **error)
{
  gint64 until = G_MAXINT64;

  for (guint i = 0; i < versions->len; i++)
    {
      ReviewSopVersion *one = versions->pdata[i];

      if (!review_tx_get_int (tx, &one->cases, error,
                              "SELECT COUNT(*) FROM assessment a JOIN case_file c "
                              "ON c.id = a.case_id WHERE c.type = $1 AND c.history = 0 "
                              "AND " REVIEW_NOT_BLIND
                              " AND a.n = 1 AND a.created_at >= $2 AND a.created_at < $3",
                              "sii", case_type, one->published_at, until)
          || !review_tx_get_int (tx, &one->gaps, error,
                                 "SELECT COUNT(DISTINCT a.id) FROM sop_gap g JOIN assessment a "
                                 "ON a.id = g.assessment JOIN case_file c ON c.id = a.case_id "
                                 "WHERE c.type = $1 AND c.history = 0 AND " REVIEW_NOT_BLIND
                                 " AND a.n = 1 "
                                 "AND a.created_at >= $2 AND a.created_at < $3",
                                 "sii", case_type, one->published_at, until))
        return FALSE;
      until = one->published_at;
    }
  return TRUE;
}

/**
 * review_store_count_gap_cases:
 * @ret: (out): cases of the type with an open gap for the feature; none that somebody has yet to judge
 *   blind
 */
gboolean
review_store_count_gap_cases (
    ReviewTx *tx, const char *case_type, const char *feature, gint64 *ret, GError **error)
{
  return review_tx_get_int (tx, ret, error,
                            "SELECT COUNT(DISTINCT g.case_id) FROM sop_gap g "
                            "JOIN case_file c ON c.id = g.case_id WHERE g.feature = $1 "
                            "AND c.type = $2 AND g.state <> 'closed' AND " REVIEW_NOT_BLIND,
                            "ss", feature, case_type);
}

/**
 * review_store_list_sop_gaps:
 *
 * Returns: (transfer full) (element-type ReviewGap): gaps that no published clause closed, those
 *   that most cases show first, not counting cases that somebody has yet to judge blind; without
 *   examples and drafts
 */
GPtrArray *
review_store_list_sop_gaps (ReviewTx *tx, GError **error)
{
  g_autoptr (GPtrArray) list = review_records_new ();
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT c.type, g.feature, COUNT(DISTINCT g.case_id), MIN(g.at), MAX(g.at) FROM sop_gap g "
      "JOIN case_file c ON c.id = g.case_id WHERE g.state <> 'closed' AND g.feature IS NOT NULL "
      "AND " REVIEW_NOT_BLIND
      " GROUP BY c.type, g.feature ORDER BY 3 DESC, c.type, g.feature LIMIT $1",
      "i", (gint64) MAX_GAPS);

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    {
      ReviewGap *one = review_record_new (&review_gap_type);

      one->case_type = review_rows_dup_text (rows, 0);
      one->feature = review_rows_dup_text (rows, 1);
      one->cases = review_rows_get_int (rows, 2);
      one->first_at = review_rows_get_int (rows, 3);
      one->last_at = review_rows_get_int (rows, 4);
      g_ptr_array_add (list, one);
    }
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}

/**
 * review_store_show_sop_gap:
 * @gap: gets cases that show it: none that somebody has yet to judge blind
 */
gboolean
review_store_show_sop_gap (ReviewTx *tx, ReviewGap *gap, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT c.id, c.display_id, MAX(g.at) FROM sop_gap g JOIN case_file c ON c.id = g.case_id "
      "WHERE c.type = $1 AND g.feature = $2 AND g.state <> 'closed' "
      "AND " REVIEW_NOT_BLIND " GROUP BY c.id, c.display_id ORDER BY 3 DESC, c.id LIMIT $3",
      "ssi", gap->case_type, gap->feature, (gint64) REVIEW_SOP_GAP_EXAMPLES);

  if (rows == NULL)
    return FALSE;
  gap->examples = review_records_new ();
  while (review_rows_next (rows, &local))
    {
      ReviewGapCase *one = review_record_new (&review_gap_case_type);

      one->case_id = review_rows_dup_text (rows, 0);
      one->display_id = review_rows_dup_text (rows, 1);
      g_ptr_array_add (gap->examples, one);
    }
  return review_rows_end (error, local);
}

/** review_store_close_sop_gap: a published clause covers @feature from now on. */
gboolean
review_store_close_sop_gap (ReviewTx *tx,
                            const char *case_type,
                            const char *feature,
                            GError **error)
{
  return review_tx_exec (tx, error,
                         "UPDATE sop_gap SET state = 'closed' WHERE state <> 'closed' "
                         "AND feature = $1 AND case_id IN (SELECT id FROM case_file "
                         "WHERE type = $2)",
                         "ss", feature, case_type)
         >= 0;
}

/**
 * review_store_add_sop_draft:
 * @draft: complete, with id
 * @assessment: whose step shows the gap
 *
 * The gap is drafted from now on.
 */
gboolean
review_store_add_sop_draft (ReviewTx *tx,
                            const ReviewSopDraft *draft,
                            const char *assessment,
                            GError **error)
{
  return review_tx_exec (tx, error,
                         "INSERT INTO sop_draft (id, case_type, version, feature, step, kind, "
                         "text_en, text_zh_cn, case_id, account, at) "
                         "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                         "ssssisssssi", draft->id, draft->case_type, draft->sop_version,
                         draft->feature, draft->step,
                         review_enum_nick (&review_clause_kinds, draft->kind), draft->text->en,
                         draft->text->zh_cn, draft->case_id, draft->author, draft->at)
             == 1
         && review_tx_exec (tx, error,
                            "UPDATE sop_gap SET state = 'drafted', draft = $1 WHERE case_id = $2 "
                            "AND assessment = $3 AND step = $4 AND state = 'open'",
                            "sssi", draft->id, draft->case_id, assessment, draft->step)
                >= 0;
}

static ReviewSopDraft *
read_draft (ReviewRows *rows)
{
  ReviewSopDraft *draft = review_record_new (&review_sop_draft_type);

  draft->id = review_rows_dup_text (rows, 0);
  draft->case_type = review_rows_dup_text (rows, 1);
  draft->sop_version = review_rows_dup_text (rows, 2);
  draft->feature = review_rows_dup_text (rows, 3);
  draft->step = review_rows_get_int (rows, 4);
  draft->kind = review_rows_get_enum (rows, 5, &review_clause_kinds);
  draft->text = review_text_new (review_rows_get_text (rows, 6), review_rows_get_text (rows, 7));
  draft->case_id = review_rows_dup_text (rows, 8);
  draft->case_display_id = review_rows_dup_text (rows, 9);
  draft->author = review_rows_dup_text (rows, 10);
  draft->author_name = review_rows_dup_text (rows, 11);
  draft->at = review_rows_get_int (rows, 12);
  draft->withdrawn_at = review_rows_get_int (rows, 13);
  return draft;
}

/**
 * review_store_load_sop_draft:
 *
 * Returns: (transfer full): the draft; %NULL with %REVIEW_ERROR_NOT_FOUND
 */
ReviewSopDraft *
review_store_load_sop_draft (ReviewTx *tx, const char *id, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewSopDraft) draft = NULL;
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error, DRAFT_COLUMNS "WHERE d.id = $1", "s", id);

  if (rows == NULL)
    return NULL;
  if (review_rows_next (rows, &local))
    draft = read_draft (rows);
  if (!review_rows_end (error, local))
    return NULL;
  if (draft == NULL)
    g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND, "there is no such object");
  return g_steal_pointer (&draft);
}

/**
 * review_store_list_sop_drafts:
 * @drafts: (element-type ReviewSopDraft): receives the drafts of the gap that stand, the newest
 *   first
 */
gboolean
review_store_list_sop_drafts (
    ReviewTx *tx, const char *case_type, const char *feature, GPtrArray *drafts, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error,
                       DRAFT_COLUMNS "WHERE d.case_type = $1 AND d.feature = $2 "
                                     "AND w.draft IS NULL ORDER BY d.at DESC, d.id DESC LIMIT $3",
                       "ssi", case_type, feature, (gint64) MAX_DRAFTS);

  if (rows == NULL)
    return FALSE;
  while (review_rows_next (rows, &local))
    g_ptr_array_add (drafts, read_draft (rows));
  return review_rows_end (error, local);
}

/**
 * review_store_withdraw_sop_draft:
 * @account: who does it
 *
 * The gap that the draft was written for is open again.
 */
gboolean
review_store_withdraw_sop_draft (ReviewTx *tx,
                                 const ReviewSopDraft *draft,
                                 const char *account,
                                 GError **error)
{
  return review_tx_exec (tx, error,
                         "INSERT INTO sop_draft_withdrawal (draft, account, at) "
                         "VALUES ($1, $2, $3)",
                         "ssi", draft->id, account, draft->withdrawn_at)
             == 1
         && review_tx_exec (tx, error,
                            "UPDATE sop_gap SET state = 'open', draft = NULL WHERE draft = $1 "
                            "AND state = 'drafted'",
                            "s", draft->id)
                >= 0;
}
