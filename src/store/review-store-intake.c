/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases as they arrive. The same external id with the same content adds nothing; with other
 * content what is new becomes new evidence, and the case waits for a new assessment. */
#define G_LOG_DOMAIN "review-store"
#include <math.h>
#include <string.h>

#include "review-canonical.h"
#include "review-codec.h"
#include "review-store-attachments.h"
#include "review-store-audit.h"
#include "review-store-cases.h"
#include "review-store-fields.h"
#include "review-store-relate.h"
#include "review-store-links.h"
#include "review-store-private.h"
#include "review-store-search.h"
#include "review-text.h"

#define FIRST_NUMBER 10000 /* display ids start above it */

static void
add_fields (ReviewCanonical *bytes, GPtrArray *fields)
{
  g_autofree char *text = review_fields_pack (fields);

  review_canonical_add (bytes, text);
}

static char *
hash_features (GPtrArray *features)
{
  g_autofree char *text = review_features_pack (features);

  return review_sha256 (text, strlen (text));
}

/* Of everything that an intake can say twice; truth and evidence have hashes of their own. */
static char *
hash_content (const ReviewIntake *intake, GPtrArray *hashes)
{
  g_autoptr (ReviewCanonical) bytes = review_canonical_new (1);
  g_autofree char *features = hash_features (intake->features);
  g_autofree char *truth = review_record_hash (intake->truth);

  review_canonical_add_int (bytes, intake->priority);
  review_canonical_add (bytes, intake->value);
  review_canonical_add (bytes, intake->currency);
  review_canonical_add_int (bytes, intake->opened_at);
  review_canonical_add (bytes, intake->market);
  review_canonical_add (bytes, intake->language);
  review_canonical_add (bytes, intake->vendor);
  add_fields (bytes, intake->subject != NULL ? intake->subject->profile : NULL);
  review_canonical_add (bytes, features);
  review_canonical_add (bytes, truth);
  for (guint i = 0; i < hashes->len; i++)
    review_canonical_add (bytes, hashes->pdata[i]);
  return review_canonical_hash (bytes);
}

static GPtrArray *
hash_evidence (const ReviewIntake *intake)
{
  GPtrArray *hashes = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; intake->evidence != NULL && i < intake->evidence->len; i++)
    g_ptr_array_add (hashes, review_evidence_hash (intake->evidence->pdata[i]));
  return hashes;
}

static gint64
newest_evidence (const ReviewIntake *intake)
{
  gint64 newest = 0;

  for (guint i = 0; intake->evidence != NULL && i < intake->evidence->len; i++)
    newest = MAX (newest, ((ReviewEvidence *) intake->evidence->pdata[i])->at);
  return newest;
}

static gint64
pick_as_of (ReviewTx *tx, const ReviewIntake *intake)
{
  gint64 newest = newest_evidence (intake);

  if (intake->as_of != 0)
    return intake->as_of;
  if (MAX (intake->opened_at, newest) != 0)
    return MAX (intake->opened_at, newest);
  return review_tx_get_now (tx);
}

/**
 * review_store_rank_value:
 * @value: (nullable): decimal
 *
 * Returns: value at stake for the order inside a band: hundredths, as far as a double is exact
 */
gint64
review_store_rank_value (const char *value)
{
  double number = value != NULL ? g_ascii_strtod (value, NULL) : 0;

  return (gint64) (CLAMP (isfinite (number) ? number : 0, 0, 9e13) * 100);
}

static char *
put_subject (ReviewTx *tx, const ReviewIntake *intake, GError **error)
{
  const char *external_id = intake->subject != NULL && intake->subject->external_id != NULL
                                ? intake->subject->external_id
                                : intake->external_id;
  g_autofree char *id = review_tx_new_id (tx);
  g_autofree char *display = review_text_mask (external_id);
  g_autoptr (ReviewRows) rows = NULL;

  if (review_tx_exec (tx, error,
                      "INSERT INTO subject (id, source, external_id, display, created_at) "
                      "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (source, external_id) DO NOTHING",
                      "ssssi", id, intake->source, external_id, display, review_tx_get_now (tx))
      < 0)
    return NULL;
  rows =
      review_tx_query (tx, error, "SELECT id FROM subject WHERE source = $1 AND external_id = $2",
                       "ss", intake->source, external_id);
  return rows != NULL && review_rows_next (rows, error) ? review_rows_dup_text (rows, 0) : NULL;
}

static gboolean
insert_case (
    ReviewTx *tx, const ReviewIntakePut *put, const char *id, const char *content, GError **error)
{
  const ReviewIntake *in = put->intake;
  g_autofree char *subject = put_subject (tx, in, error);
  g_autofree char *counter = g_strconcat ("display:", put->prefix, NULL);
  gint64 number = subject != NULL ? review_tx_next (tx, counter, error) : -1;
  g_autofree char *display =
      g_strdup_printf ("%s-%" G_GINT64_FORMAT, put->prefix, number + FIRST_NUMBER);
  g_autofree char *reasons =
      in->priority_reasons != NULL ? review_encode_list (in->priority_reasons) : NULL;
  g_autofree char *profile = review_fields_pack (in->subject != NULL ? in->subject->profile : NULL);
  gint64 as_of = pick_as_of (tx, in);

  if (number < 0)
    return FALSE;
  return review_tx_exec (
             tx, error,
             "INSERT INTO case_file (id, display_id, external_id, source, type, subject, priority, "
             "priority_reasons, value, currency, value_rank, opened_at, received_at, as_of, state, "
             "version, market, language, vendor, profile, stale, history, content_sha256, linked) "
             "VALUES "
             "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 1, $16, $17, $18, "
             "$19, $20, $21, $22, 1)",
             "ssssssisssiiiisssssees", id, display, in->external_id, in->source, in->type, subject,
             in->priority, reasons, in->value, in->currency, review_store_rank_value (in->value),
             in->opened_at != 0 ? in->opened_at : as_of, review_tx_get_now (tx), as_of,
             put->history ? "closed" : "new", in->market, in->language, in->vendor, profile,
             !put->history, put->history, content)
         == 1;
}

typedef struct
{
  const ReviewEvidence *row;
  const char *hash;
} Incoming;

static int
compare_incoming (gconstpointer a, gconstpointer b, gpointer data)
{
  const ReviewEvidence *x = ((const Incoming *) a)->row, *y = ((const Incoming *) b)->row;

  return (x->at > y->at) - (x->at < y->at);
}

/* Labels follow time: the array is sorted, stable, before the rows get their numbers. */
static GArray *
sort_evidence (const ReviewIntake *intake, GPtrArray *hashes)
{
  GArray *sorted = g_array_new (FALSE, FALSE, sizeof (Incoming));

  for (guint i = 0; i < hashes->len; i++)
    {
      Incoming one = { intake->evidence->pdata[i], hashes->pdata[i] };

      g_array_append_val (sorted, one);
    }
  if (sorted->len > 1)
    g_qsort_with_data (sorted->data, (gint) sorted->len, sizeof (Incoming), compare_incoming, NULL);
  return sorted;
}

/* Returns how many rows were new; -1 on error. */
static gint64
put_evidence (ReviewTx *tx,
              const char *case_id,
              const ReviewIntake *intake,
              GPtrArray *hashes,
              GError **error)
{
  g_autoptr (GArray) sorted = sort_evidence (intake, hashes);
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (review_link_key_free);
  GError *local = NULL;
  gint64 last = 0, added = 0;

  review_tx_get_int (tx, &last, &local, "SELECT MAX(n) FROM evidence WHERE case_id = $1", "s",
                     case_id);
  for (guint i = 0; local == NULL && i < sorted->len; i++)
    {
      const Incoming *one = &g_array_index (sorted, Incoming, i);
      g_autofree char *id = review_tx_new_id (tx);
      g_autofree char *fields = review_fields_pack (one->row->fields);
      gint64 changed = review_tx_exec (
          tx, &local,
          "INSERT INTO evidence (case_id, n, id, external_id, kind, at, received_at, fields, "
          "sha256) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) "
          "ON CONFLICT (case_id, sha256) DO NOTHING",
          "sissstiss", case_id, last + added + 1, id, one->row->external_id,
          review_enum_nick (&review_evidence_kinds, one->row->kind), one->row->at,
          review_tx_get_now (tx), fields, one->hash);

      if (changed <= 0)
        continue;
      added++;
      review_store_put_row_attachments (tx, case_id, last + added, one->row, &local);
      review_link_add_row_keys (keys, intake->source, one->row, last + added);
    }
  if (last == 0)
    review_link_add_subject_keys (keys, intake->source, intake->subject);
  if (local == NULL && (added > 0 || last == 0))
    review_store_add_links (tx, case_id, keys, &local);
  return review_rows_end (error, local) ? added : -1;
}

/* A new version only when it differs from the newest; returns how many were added, -1 on error. */
static gint64
put_features (ReviewTx *tx, const char *case_id, const ReviewIntake *intake, GError **error)
{
  g_autofree char *body = review_features_pack (intake->features);
  g_autofree char *hash = review_sha256 (body, strlen (body));

  if (intake->features == NULL || intake->features->len == 0)
    return 0;
  return review_tx_exec (
      tx, error,
      "INSERT INTO feature_set (case_id, n, received_at, body, sha256) "
      "SELECT $1, COALESCE(MAX(n), 0) + 1, $2, $3, $4 FROM feature_set WHERE case_id = $1 "
      "HAVING NOT EXISTS (SELECT 1 FROM feature_set f WHERE f.case_id = $1 AND f.sha256 = $4 "
      "AND f.n = (SELECT MAX(g.n) FROM feature_set g WHERE g.case_id = $1))",
      "siss", case_id, review_tx_get_now (tx), body, hash);
}

static gboolean
same_truth (ReviewTx *tx, const char *case_id, const ReviewTruth *truth)
{
  g_autoptr (ReviewTruth) known = review_store_load_truth (tx, case_id, NULL);
  g_autoptr (ReviewTruth) given = review_record_copy (truth);

  if (known == NULL)
    return FALSE;
  given->maturity = given->maturity != 0 ? given->maturity : REVIEW_MATURITY_PROVISIONAL;
  given->basis = given->basis != 0 ? given->basis : REVIEW_BASIS_ON_RECORD;
  if (given->cluster_id == NULL)
    given->cluster_id = g_strdup (known->cluster_id);
  return review_record_equal (known, given);
}

static gboolean
put_truth (ReviewTx *tx, const ReviewIntakePut *put, const char *case_id, GError **error)
{
  const ReviewTruth *truth = put->intake->truth;

  if (truth == NULL || same_truth (tx, case_id, truth))
    return TRUE;
  return review_store_add_truth (tx, case_id, truth, put->actor, NULL, error);
}

static gboolean
audit (ReviewTx *tx,
       const ReviewIntakePut *put,
       const char *case_id,
       const char *action,
       const char *content,
       GError **error)
{
  g_autofree char *object = g_strconcat ("case:", case_id, NULL);
  ReviewAuditEntry entry = {
    .actor = put->actor, .action = action, .object = object, .ref = case_id, .reason = content
  };

  return review_audit_add (tx, &entry, error);
}

static gboolean
add_case (ReviewTx *tx,
          const ReviewIntakePut *put,
          const char *id,
          GPtrArray *hashes,
          const char *content,
          GError **error)
{
  return insert_case (tx, put, id, content, error)
         && put_evidence (tx, id, put->intake, hashes, error) >= 0
         && put_features (tx, id, put->intake, error) >= 0 && put_truth (tx, put, id, error)
         && review_store_queue_relating (tx, id, error)
         && audit (tx, put, id, "intake", content, error);
}

static gboolean
extend_case (ReviewTx *tx,
             const ReviewIntakePut *put,
             const char *id,
             GPtrArray *hashes,
             const char *content,
             ReviewPutOutcome *outcome,
             GError **error)
{
  gint64 rows = put_evidence (tx, id, put->intake, hashes, error);
  gint64 sets = rows >= 0 ? put_features (tx, id, put->intake, error) : -1;

  if (sets < 0 || !put_truth (tx, put, id, error)
      || (rows > 0
          && !(review_store_queue_relating (tx, id, error)
               && review_store_index_news (tx, id, error))))
    return FALSE;
  *outcome = rows + sets > 0 ? REVIEW_PUT_EXTENDED : REVIEW_PUT_UNCHANGED;
  return review_tx_exec (tx, error,
                         "UPDATE case_file SET content_sha256 = $2, version = version + $3, "
                         "as_of = CASE WHEN $3 = 1 AND as_of < $4 THEN $4 ELSE as_of END, "
                         "stale = CASE WHEN $3 = 1 AND history = 0 THEN 1 ELSE stale END "
                         "WHERE id = $1",
                         "ssei", id, content, rows + sets > 0, pick_as_of (tx, put->intake))
             == 1
         && audit (tx, put, id, "intake_again", content, error);
}

static gboolean
read_known (ReviewTx *tx, const ReviewIntake *intake, char **id, char **content, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error,
                       "SELECT id, content_sha256 FROM case_file WHERE source = $1 AND type = $2 "
                       "AND external_id = $3",
                       "sss", intake->source, intake->type, intake->external_id);

  if (rows == NULL)
    return FALSE;
  if (review_rows_next (rows, &local))
    {
      *id = review_rows_dup_text (rows, 0);
      *content = review_rows_dup_text (rows, 1);
    }
  return review_rows_end (error, local);
}

/* History that is asked for as work: it waits for its assessment like a new case. */
static gboolean
wake_history (ReviewTx *tx,
              const ReviewIntakePut *put,
              const char *id,
              const char *content,
              ReviewPutOutcome *outcome,
              GError **error)
{
  gint64 woken = review_tx_exec (tx, error,
                                 "UPDATE case_file SET history = 0, state = 'new', stale = 1, "
                                 "version = version + 1 WHERE id = $1 AND history = 1",
                                 "s", id);

  if (woken > 0)
    *outcome = REVIEW_PUT_EXTENDED;
  return woken == 0 || (woken > 0 && audit (tx, put, id, "intake_as_work", content, error));
}

/**
 * review_store_put_intake:
 * @put: the intake, already checked
 * @ret_outcome: (out): what became of it
 * @ret_case_id: (out) (optional) (transfer full): id of the case
 *
 * Stores a case with its customer, evidence, supplied features and truth, in the caller's
 * transaction, with one audit row; nothing at all when it is the same again.
 */
gboolean
review_store_put_intake (ReviewTx *tx,
                         const ReviewIntakePut *put,
                         ReviewPutOutcome *ret_outcome,
                         char **ret_case_id,
                         GError **error)
{
  g_autoptr (GPtrArray) hashes = hash_evidence (put->intake);
  g_autofree char *content = hash_content (put->intake, hashes);
  g_autofree char *known = NULL;
  g_autofree char *id = NULL;
  gboolean ok = TRUE;

  *ret_outcome = REVIEW_PUT_UNCHANGED;
  if (!read_known (tx, put->intake, &id, &known, error))
    return FALSE;
  if (id == NULL)
    {
      id = review_tx_new_id (tx);
      *ret_outcome = REVIEW_PUT_ADDED;
      ok = add_case (tx, put, id, hashes, content, error);
    }
  else if (strcmp (known, content) != 0)
    ok = extend_case (tx, put, id, hashes, content, ret_outcome, error);
  if (ok && known != NULL && put->arrives)
    ok = wake_history (tx, put, id, content, ret_outcome, error);
  if (ok && ret_case_id != NULL)
    *ret_case_id = g_steal_pointer (&id);
  return ok;
}
