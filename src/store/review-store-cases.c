/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases as they are read: the case, its evidence, the values it was assessed on, its truth. */
#define G_LOG_DOMAIN "review-store"
#include "review-store-cases.h"

#include <string.h>

#include "review-codec.h"
#include "review-store-attachments.h"
#include "review-store-fields.h"
#include "review-store-labels.h"
#include "review-store-private.h"

/* Ends a loop over rows: hands @local on, if there is one. */
gboolean
review_rows_end (GError **error, GError *local)
{
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* (transfer full): the first column of all rows. @rows: (nullable): NULL hands the error on. */
GPtrArray *
review_rows_read_ids (ReviewRows *rows, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  GError *local = NULL;

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    g_ptr_array_add (list, review_rows_dup_text (rows, 0));
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}

/* @rows: (nullable): of a query that failed. @ret: (out) (nullable): %NULL: there is no row */
gboolean
review_rows_read_first (ReviewRows *rows, ReviewRowsReadFunc read, gpointer *ret, GError **error)
{
  GError *local = NULL;

  *ret = NULL;
  if (rows == NULL)
    return FALSE;
  if (!review_rows_next (rows, &local))
    return review_rows_end (error, local);
  *ret = read (rows, error);
  return *ret != NULL;
}

/* Likewise of what has to be there: %NULL with %REVIEW_ERROR_NOT_FOUND where there is no row. */
gpointer
review_rows_read_only (ReviewRows *rows, ReviewRowsReadFunc read, GError **error)
{
  gpointer one;

  if (review_rows_read_first (rows, read, &one, error) && one == NULL)
    review_store_set_not_found (error);
  return one;
}

/* (transfer full): of what @read makes of each row. @rows: (nullable): of a query that failed */
GPtrArray *
review_rows_read_all (ReviewRows *rows, ReviewRowsReadFunc read, GError **error)
{
  g_autoptr (GPtrArray) list = review_records_new ();
  GError *local = NULL;

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    {
      gpointer one = read (rows, error);

      if (one == NULL)
        return NULL;
      g_ptr_array_add (list, one);
    }
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}

int
review_rows_get_enum (ReviewRows *self, int column, const ReviewEnum *list)
{
  const char *nick = review_rows_get_text (self, column);

  return nick != NULL ? review_enum_value (list, nick) : 0;
}

/* One wording for absent and for not visible. */
void
review_store_set_not_found (GError **error)
{
  g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND, "there is no such object");
}

static ReviewSubject *
read_subject (ReviewRows *rows, int column, GError **error)
{
  g_autoptr (ReviewSubject) subject = review_record_new (&review_subject_type);

  subject->id = review_rows_dup_text (rows, column);
  subject->external_id = review_rows_dup_text (rows, column + 1);
  subject->display = review_rows_dup_text (rows, column + 2);
  subject->profile = review_fields_unpack (review_rows_get_text (rows, column + 3), error);
  return subject->profile != NULL ? g_steal_pointer (&subject) : NULL;
}

static gboolean
read_reasons (ReviewRows *rows, int column, GPtrArray **reasons, GError **error)
{
  const char *text = review_rows_get_text (rows, column);

  if (text == NULL)
    return TRUE;
  *reasons = review_decode_list (&review_priority_reason_type, text, -1, error);
  return *reasons != NULL;
}

static gpointer
read_case (ReviewRows *rows, GError **error)
{
  g_autoptr (ReviewCase) self = review_record_new (&review_case_type);

  self->id = review_rows_dup_text (rows, 0);
  self->display_id = review_rows_dup_text (rows, 1);
  self->external_id = review_rows_dup_text (rows, 2);
  self->source = review_rows_dup_text (rows, 3);
  self->type = review_rows_dup_text (rows, 4);
  self->priority = review_rows_get_int (rows, 5);
  self->value = review_rows_dup_text (rows, 7);
  self->currency = review_rows_dup_text (rows, 8);
  self->opened_at = review_rows_get_int (rows, 9);
  self->state = review_rows_get_enum (rows, 10, &review_case_states);
  self->version = review_rows_get_int (rows, 11);
  self->market = review_rows_dup_text (rows, 12);
  self->language = review_rows_dup_text (rows, 13);
  self->vendor = review_rows_dup_text (rows, 14);
  self->campaign = review_rows_dup_text (rows, 15);
  self->subject = read_subject (rows, 16, error);
  if (self->subject == NULL || !read_reasons (rows, 6, &self->priority_reasons, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * review_store_load_case:
 *
 * Returns: (transfer full): the case; %NULL with %REVIEW_ERROR_NOT_FOUND
 */
ReviewCase *
review_store_load_case (ReviewTx *tx, const char *id, GError **error)
{
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT c.id, c.display_id, c.external_id, c.source, c.type, c.priority, "
      "c.priority_reasons, c.value, c.currency, c.opened_at, c.state, c.version, c.market, "
      "c.language, c.vendor, c.campaign, s.id, s.external_id, s.display, c.profile "
      "FROM case_file c JOIN subject s ON s.id = c.subject WHERE c.id = $1",
      "s", id);

  return review_rows_read_only (rows, read_case, error);
}

/**
 * review_store_find_case:
 *
 * Returns: (transfer full) (nullable): id of the case with this external id; %NULL with
 *   %REVIEW_ERROR_NOT_FOUND when there is none
 */
char *
review_store_find_case (
    ReviewTx *tx, const char *source, const char *type, const char *external_id, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error, "SELECT id FROM case_file WHERE source = $1 AND type = $2 AND external_id = $3",
      "sss", source, type, external_id);

  if (rows == NULL)
    return NULL;
  if (review_rows_next (rows, &local))
    return review_rows_dup_text (rows, 0);
  if (review_rows_end (error, local))
    review_store_set_not_found (error);
  return NULL;
}

static ReviewEvidence *
read_evidence (ReviewRows *rows, GError **error)
{
  g_autoptr (ReviewEvidence) row = review_record_new (&review_evidence_type);

  row->label = g_strdup_printf (REVIEW_EVIDENCE_LABEL, review_rows_get_int (rows, 0));
  row->id = review_rows_dup_text (rows, 1);
  row->external_id = review_rows_dup_text (rows, 2);
  row->kind = review_rows_get_enum (rows, 3, &review_evidence_kinds);
  row->at = review_rows_get_int (rows, 4);
  row->sha256 = review_rows_dup_text (rows, 6);
  row->fields = review_fields_unpack (review_rows_get_text (rows, 5), error);
  return row->fields != NULL ? g_steal_pointer (&row) : NULL;
}

/**
 * review_store_load_evidence:
 * @as_of: µs; rows after it are left out. 0: all rows
 *
 * Returns: (transfer full): array of #ReviewEvidence, oldest first
 */
GPtrArray *
review_store_load_evidence (ReviewTx *tx, const char *case_id, gint64 as_of, GError **error)
{
  g_autoptr (GPtrArray) list = review_records_new ();
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT n, id, external_id, kind, at, fields, sha256 FROM evidence "
      "WHERE case_id = $1 AND ($2 = 0 OR at IS NULL OR at <= $2) ORDER BY COALESCE(at, 0), n",
      "si", case_id, as_of);

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    {
      ReviewEvidence *row = read_evidence (rows, &local);

      if (row == NULL)
        break;
      g_ptr_array_add (list, row);
    }
  if (!review_rows_end (error, local) || !review_store_fill_attachments (tx, case_id, list, error))
    return NULL;
  return g_steal_pointer (&list);
}

static gboolean
load_features (ReviewTx *tx, const char *case_id, GPtrArray **features, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error, "SELECT body FROM feature_set WHERE case_id = $1 ORDER BY n DESC LIMIT 1", "s",
      case_id);

  if (rows == NULL)
    return FALSE;
  if (review_rows_next (rows, &local))
    *features = review_features_unpack (review_rows_get_text (rows, 0), &local);
  return review_rows_end (error, local);
}

static void
take_case_members (ReviewIntake *values, const ReviewCase *from)
{
  values->schema = g_strdup (REVIEW_INTAKE_SCHEMA);
  values->external_id = g_strdup (from->external_id);
  values->source = g_strdup (from->source);
  values->type = g_strdup (from->type);
  values->subject = review_record_ref (from->subject);
  values->priority = from->priority;
  values->priority_reasons =
      from->priority_reasons != NULL ? g_ptr_array_ref (from->priority_reasons) : NULL;
  values->value = g_strdup (from->value);
  values->currency = g_strdup (from->currency);
  values->opened_at = from->opened_at;
  values->market = g_strdup (from->market);
  values->language = g_strdup (from->language);
  values->vendor = g_strdup (from->vendor);
}

/**
 * review_store_load_values:
 * @as_of: µs; 0: the case's own as-of time
 *
 * Loads what an assessment may read: the case, supplied features, and evidence up to @as_of with
 * ids, labels and hashes. Truth is never part of it.
 *
 * Returns: (transfer full): the values
 */
ReviewIntake *
review_store_load_values (ReviewTx *tx, const char *case_id, gint64 as_of, GError **error)
{
  g_autoptr (ReviewCase) from = review_store_load_case (tx, case_id, error);
  g_autoptr (ReviewIntake) values = NULL;
  GError *local = NULL;

  if (from == NULL)
    return NULL;
  values = review_record_new (&review_intake_type);
  take_case_members (values, from);
  values->as_of = as_of;
  if (as_of == 0)
    review_tx_get_int (tx, &values->as_of, &local, "SELECT as_of FROM case_file WHERE id = $1", "s",
                       case_id);
  if (!review_rows_end (error, local))
    return NULL;
  values->evidence = review_store_load_evidence (tx, case_id, values->as_of, error);
  if (values->evidence == NULL || !load_features (tx, case_id, &values->features, error))
    return NULL;
  return g_steal_pointer (&values);
}

static ReviewTruth *
read_truth (ReviewRows *rows)
{
  ReviewTruth *truth = review_record_new (&review_truth_type);

  truth->positive = review_rows_get_int (rows, 0) != 0;
  truth->nature = review_rows_get_enum (rows, 1, &review_natures);
  truth->typology = review_rows_dup_text (rows, 2);
  truth->source = review_rows_dup_text (rows, 3);
  truth->maturity = review_rows_get_enum (rows, 4, &review_maturities);
  truth->basis = review_rows_get_enum (rows, 5, &review_bases);
  truth->cluster_id = review_rows_dup_text (rows, 6);
  return truth;
}

/**
 * review_store_load_truth:
 *
 * The truth that counts: the most mature, and of those the newest.
 *
 * Returns: (transfer full): the truth; %NULL with %REVIEW_ERROR_NOT_FOUND when none is known
 */
ReviewTruth *
review_store_load_truth (ReviewTx *tx, const char *case_id, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT positive, nature, typology, source, maturity, basis, cluster_id FROM truth "
      "WHERE case_id = $1 ORDER BY CASE maturity WHEN 'matured' THEN 0 WHEN 'confirmed' THEN 1 "
      "ELSE 2 END, n DESC LIMIT 1",
      "s", case_id);

  if (rows == NULL)
    return NULL;
  if (review_rows_next (rows, &local))
    return read_truth (rows);
  if (review_rows_end (error, local))
    review_store_set_not_found (error);
  return NULL;
}

/**
 * review_store_add_truth:
 * @by: (nullable): account that established it
 * @decision: (nullable): decision it rests on
 *
 * Appends a version; the one before it stays. Where it names no cluster, the campaign that the case
 * is in is one. The labels that follow from it are logged.
 */
gboolean
review_store_add_truth (ReviewTx *tx,
                        const char *case_id,
                        const ReviewTruth *truth,
                        const char *by,
                        const char *decision,
                        GError **error)
{
  return review_tx_exec (
             tx, error,
             "INSERT INTO truth (case_id, n, positive, nature, typology, source, maturity, basis, "
             "cluster_id, by_account, decision, at, supersedes) "
             "SELECT $1, COALESCE(MAX(n), 0) + 1, $2, $3, $4, $5, $6, $7, COALESCE($8, (SELECT "
             "campaign FROM case_file WHERE id = $1)), $9, $10, $11, MAX(n) "
             "FROM truth WHERE case_id = $1",
             "sessssssssi", case_id, truth->positive,
             review_enum_nick (&review_natures, truth->nature), truth->typology, truth->source,
             review_enum_nick (&review_maturities, truth->maturity != 0
                                                       ? truth->maturity
                                                       : REVIEW_MATURITY_PROVISIONAL),
             review_enum_nick (&review_bases,
                               truth->basis != 0 ? truth->basis : REVIEW_BASIS_ON_RECORD),
             truth->cluster_id, by, decision, review_tx_get_now (tx))
             == 1
         && review_store_log_labels (tx, case_id, NULL, error);
}

/**
 * review_store_raise_priority:
 * @item_case: with its new priority and the reasons that make it up
 *
 * Also of the looks that wait or are being read: a key user is one from now on.
 */
gboolean
review_store_raise_priority (ReviewTx *tx, const ReviewCase *item_case, GError **error)
{
  g_autofree char *reasons = review_encode_list (item_case->priority_reasons);

  return review_tx_exec (tx, error,
                         "UPDATE case_file SET priority = $2, priority_reasons = $3 WHERE id = $1",
                         "sis", item_case->id, item_case->priority, reasons)
             == 1
         && review_tx_exec (tx, error,
                            "UPDATE work_item SET key_user = $2 WHERE case_id = $1 "
                            "AND state NOT IN ('decided', 'closed')",
                            "se", item_case->id,
                            review_priority_is_key_user (item_case->priority) ? 1 : 0)
                >= 0;
}

/**
 * review_store_set_case_state:
 * @state: #ReviewCaseState; the version grows by one
 */
gboolean
review_store_set_case_state (ReviewTx *tx, const char *case_id, int state, GError **error)
{
  return review_tx_exec (tx, error,
                         "UPDATE case_file SET state = $2, version = version + 1 WHERE id = $1",
                         "ss", case_id, review_enum_nick (&review_case_states, state))
         == 1;
}
