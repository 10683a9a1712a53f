/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What arrives: the case, its customer, its evidence. */
#define G_LOG_DOMAIN "review-model"
#include "review-case.h"

#include <math.h>
#include <string.h>

#include "review-canonical.h"
#include "review-record-table.h"

static const ReviewMember review_field_type_members[] = {
  REVIEW_M_STRING (ReviewField, name, REQ),
  REVIEW_M_STRING (ReviewField, value, OPT),
  REVIEW_M_ENUM (ReviewField, type, review_value_types, OPT),
  REVIEW_M_ENUM (ReviewField, klass, review_classes, OPT),
  REVIEW_M_BOOLEAN (ReviewField, masked, OPT),
  REVIEW_M_END,
};
TYPE (review_field_type, ReviewField, "field")

static const ReviewMember review_evidence_type_members[] = {
  REVIEW_M_STRING (ReviewEvidence, id, OPT),
  REVIEW_M_STRING (ReviewEvidence, label, OPT),
  REVIEW_M_STRING (ReviewEvidence, external_id, OPT),
  REVIEW_M_ENUM (ReviewEvidence, kind, review_evidence_kinds, REQ),
  REVIEW_M_TIME (ReviewEvidence, at, OPT),
  REVIEW_M_RECORDS (ReviewEvidence, fields, review_field_type, OPT),
  REVIEW_M_RECORDS (ReviewEvidence, attachments, review_attachment_type, OPT),
  REVIEW_M_STRING (ReviewEvidence, sha256, OPT),
  REVIEW_M_END,
};
TYPE (review_evidence_type, ReviewEvidence, "evidence")

static const ReviewMember review_subject_type_members[] = {
  REVIEW_M_STRING (ReviewSubject, id, OPT),
  REVIEW_M_STRING (ReviewSubject, external_id, OPT),
  REVIEW_M_STRING (ReviewSubject, display, OPT),
  REVIEW_M_RECORDS (ReviewSubject, profile, review_field_type, OPT),
  REVIEW_M_END,
};
TYPE (review_subject_type, ReviewSubject, "subject")

static const ReviewMember review_priority_reason_type_members[] = {
  REVIEW_M_STRING (ReviewPriorityReason, code, REQ),
  REVIEW_M_INT (ReviewPriorityReason, points, REQ),
  REVIEW_M_BOOLEAN (ReviewPriorityReason, key_user_reason, OPT),
  REVIEW_M_END,
};
TYPE (review_priority_reason_type, ReviewPriorityReason, "priority_reason")

static const ReviewMember review_feature_value_type_members[] = {
  REVIEW_M_STRING (ReviewFeatureValue, name, REQ),
  REVIEW_M_DOUBLE (ReviewFeatureValue, value, OPT),
  REVIEW_M_END,
};
TYPE (review_feature_value_type, ReviewFeatureValue, "feature_value")

static const ReviewMember review_truth_type_members[] = {
  REVIEW_M_BOOLEAN (ReviewTruth, positive, REQ),
  REVIEW_M_ENUM (ReviewTruth, nature, review_natures, OPT),
  REVIEW_M_STRING (ReviewTruth, typology, OPT),
  REVIEW_M_STRING (ReviewTruth, source, OPT),
  REVIEW_M_ENUM (ReviewTruth, maturity, review_maturities, OPT),
  REVIEW_M_ENUM (ReviewTruth, basis, review_bases, OPT),
  REVIEW_M_STRING (ReviewTruth, cluster_id, OPT),
  REVIEW_M_END,
};
TYPE (review_truth_type, ReviewTruth, "truth")

static const ReviewMember review_case_type_members[] = {
  REVIEW_M_STRING (ReviewCase, id, REQ),
  REVIEW_M_STRING (ReviewCase, display_id, REQ),
  REVIEW_M_STRING (ReviewCase, external_id, OPT),
  REVIEW_M_STRING (ReviewCase, source, OPT),
  REVIEW_M_STRING (ReviewCase, type, REQ),
  REVIEW_M_RECORD (ReviewCase, subject, review_subject_type, OPT),
  REVIEW_M_INT (ReviewCase, priority, REQ),
  REVIEW_M_RECORDS (ReviewCase, priority_reasons, review_priority_reason_type, OPT),
  REVIEW_M_STRING (ReviewCase, value, OPT),
  REVIEW_M_STRING (ReviewCase, currency, OPT),
  REVIEW_M_TIME (ReviewCase, opened_at, OPT),
  REVIEW_M_ENUM (ReviewCase, state, review_case_states, OPT),
  REVIEW_M_INT (ReviewCase, version, OPT),
  REVIEW_M_STRING (ReviewCase, market, OPT),
  REVIEW_M_STRING (ReviewCase, language, OPT),
  REVIEW_M_STRING (ReviewCase, vendor, OPT),
  REVIEW_M_STRING (ReviewCase, campaign, OPT),
  REVIEW_M_END,
};
TYPE (review_case_type, ReviewCase, "case")

static const ReviewMember review_work_item_type_members[] = {
  REVIEW_M_STRING (ReviewWorkItem, id, REQ),
  REVIEW_M_STRING (ReviewWorkItem, case_id, REQ),
  REVIEW_M_INT (ReviewWorkItem, round, OPT),
  REVIEW_M_TIME (ReviewWorkItem, as_of, OPT),
  REVIEW_M_TIME (ReviewWorkItem, queued_at, OPT),
  REVIEW_M_TIME (ReviewWorkItem, due_at, OPT),
  REVIEW_M_INT (ReviewWorkItem, paused_ms, OPT),
  REVIEW_M_ENUM (ReviewWorkItem, state, review_work_states, REQ),
  REVIEW_M_INT (ReviewWorkItem, version, REQ),
  REVIEW_M_ENUM (ReviewWorkItem, purpose, review_purposes, PRIVATE),
  REVIEW_M_END,
};
TYPE (review_work_item_type, ReviewWorkItem, "work_item")

static const ReviewMember review_queue_row_type_members[] = {
  REVIEW_M_STRING (ReviewQueueRow, work_item, REQ),
  REVIEW_M_STRING (ReviewQueueRow, case_id, REQ),
  REVIEW_M_STRING (ReviewQueueRow, display_id, REQ),
  REVIEW_M_STRING (ReviewQueueRow, type, REQ),
  REVIEW_M_INT (ReviewQueueRow, priority, REQ),
  REVIEW_M_BOOLEAN (ReviewQueueRow, key_user, OPT),
  REVIEW_M_STRING (ReviewQueueRow, subject, OPT),
  REVIEW_M_STRING (ReviewQueueRow, value, OPT),
  REVIEW_M_STRING (ReviewQueueRow, currency, OPT),
  REVIEW_M_TIME (ReviewQueueRow, queued_at, OPT),
  REVIEW_M_TIME (ReviewQueueRow, due_at, OPT),
  REVIEW_M_ENUM (ReviewQueueRow, state, review_work_states, REQ),
  REVIEW_M_INT (ReviewQueueRow, version, REQ),
  REVIEW_M_STRING (ReviewQueueRow, holder, OPT),
  REVIEW_M_STRING (ReviewQueueRow, holder_name, OPT),
  REVIEW_M_END,
};
TYPE (review_queue_row_type, ReviewQueueRow, "queue_row")

static const ReviewMember review_intake_type_members[] = {
  REVIEW_M_STRING (ReviewIntake, schema, REQ),
  REVIEW_M_STRING (ReviewIntake, external_id, REQ),
  REVIEW_M_STRING (ReviewIntake, source, REQ),
  REVIEW_M_STRING (ReviewIntake, type, REQ),
  REVIEW_M_RECORD (ReviewIntake, subject, review_subject_type, OPT),
  REVIEW_M_INT (ReviewIntake, priority, OPT),
  REVIEW_M_RECORDS (ReviewIntake, priority_reasons, review_priority_reason_type, OPT),
  REVIEW_M_STRING (ReviewIntake, value, OPT),
  REVIEW_M_STRING (ReviewIntake, currency, OPT),
  REVIEW_M_TIME (ReviewIntake, opened_at, OPT),
  REVIEW_M_TIME (ReviewIntake, as_of, OPT),
  REVIEW_M_STRING (ReviewIntake, market, OPT),
  REVIEW_M_STRING (ReviewIntake, language, OPT),
  REVIEW_M_STRING (ReviewIntake, vendor, OPT),
  REVIEW_M_RECORDS (ReviewIntake, features, review_feature_value_type, OPT),
  REVIEW_M_RECORDS (ReviewIntake, evidence, review_evidence_type, OPT),
  REVIEW_M_RECORD (ReviewIntake, truth, review_truth_type, OPT),
  REVIEW_M_END,
};
TYPE (review_intake_type, ReviewIntake, "intake")

/**
 * review_fields_find:
 * @fields: (nullable): array of #ReviewField
 *
 * Returns: (transfer none) (nullable): the field called @name
 */
const ReviewField *
review_fields_find (GPtrArray *fields, const char *name)
{
  for (guint i = 0; fields != NULL && i < fields->len; i++)
    {
      const ReviewField *field = fields->pdata[i];

      if (strcmp (field->name, name) == 0)
        return field;
    }
  return NULL;
}

/**
 * review_fields_get:
 *
 * Returns: (transfer none) (nullable): the value of field @name; NULL when missing
 */
const char *
review_fields_get (GPtrArray *fields, const char *name)
{
  const ReviewField *field = review_fields_find (fields, name);

  return field != NULL ? field->value : NULL;
}

/**
 * review_fields_get_number:
 *
 * Returns: the value of field @name as a number, NaN when it is missing or no finite number
 */
double
review_fields_get_number (GPtrArray *fields, const char *name)
{
  const char *text = review_fields_get (fields, name);
  char *end = NULL;
  double value;

  if (text == NULL || *text == '\0')
    return NAN;
  value = g_ascii_strtod (text, &end);
  return *end == '\0' && isfinite (value) ? value : NAN;
}

/** review_fields_is_true: Returns: whether field @name says "true"; a missing one does not. */
gboolean
review_fields_is_true (GPtrArray *fields, const char *name)
{
  return g_strcmp0 (review_fields_get (fields, name), "true") == 0;
}

gboolean
review_priority_is_key_user (gint64 priority)
{
  return priority >= REVIEW_KEY_USER_PRIORITY;
}

static int
compare_field_names (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(const ReviewField *const *) a)->name, (*(const ReviewField *const *) b)->name);
}

/**
 * review_evidence_hash:
 * @evidence: a row; its id, label and sha256 are not part of the hash
 *
 * Returns: (transfer full): SHA-256 over the canonical bytes of the row's content
 */
char *
review_evidence_hash (const ReviewEvidence *evidence)
{
  g_autoptr (ReviewCanonical) bytes = review_canonical_new (1);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

  review_canonical_add (bytes, review_enum_nick (&review_evidence_kinds, evidence->kind));
  review_canonical_add_int (bytes, evidence->at);
  review_canonical_add (bytes, evidence->external_id);
  for (guint i = 0; evidence->fields != NULL && i < evidence->fields->len; i++)
    g_ptr_array_add (sorted, evidence->fields->pdata[i]);
  g_ptr_array_sort (sorted, compare_field_names);
  for (guint i = 0; i < sorted->len; i++)
    {
      const ReviewField *field = sorted->pdata[i];

      review_canonical_add (bytes, field->name);
      review_canonical_add_int (bytes, field->type);
      review_canonical_add (bytes, field->value);
    }
  /* A row without any hashes as it did before there were attachments. */
  for (guint i = 0; evidence->attachments != NULL && i < evidence->attachments->len; i++)
    {
      const ReviewAttachment *attachment = evidence->attachments->pdata[i];

      review_canonical_add (bytes, attachment->sha256);
      review_canonical_add (bytes, review_enum_nick (&review_document_roles, attachment->role));
    }
  return review_canonical_hash (bytes);
}

static int
compare_text (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * review_evidence_set_hash:
 * @evidence: (nullable): rows whose sha256 is set
 *
 * Returns: (transfer full): hash of the set, whatever its order: what a decision has seen
 */
char *
review_evidence_set_hash (GPtrArray *evidence)
{
  g_autoptr (ReviewCanonical) bytes = review_canonical_new (1);
  g_autoptr (GPtrArray) hashes = g_ptr_array_new ();

  for (guint i = 0; evidence != NULL && i < evidence->len; i++)
    g_ptr_array_add (hashes, ((ReviewEvidence *) evidence->pdata[i])->sha256);
  g_ptr_array_sort (hashes, compare_text);
  for (guint i = 0; i < hashes->len; i++)
    review_canonical_add (bytes, hashes->pdata[i]);
  return review_canonical_hash (bytes);
}

/* Only a named identifier that differs clears a match: the word alone does not. */
static gboolean
is_cleared (const ReviewEvidence *row)
{
  const char *identifier = review_fields_get (row->fields, "secondary_identifier");

  return g_strcmp0 (review_fields_get (row->fields, "cleared"), "true") == 0 && identifier != NULL
         && identifier[0] != '\0';
}

/* Words by which a screening row says that it found nothing. Indirect exposure is a share, which
 * clauses and rules judge; it is no match. */
static gboolean
says_nothing_found (const ReviewEvidence *row)
{
  static const char *const fields[] = { "exposure", "result", "match", "outcome", "status" };
  static const char *const words[] = { "none",     "indirect", "clear", "clean",
                                       "no_match", "negative", "false", NULL };
  gboolean said = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *word = review_fields_get (row->fields, fields[i]);

      if (word == NULL)
        continue;
      if (!g_strv_contains (words, word))
        return FALSE;
      said = TRUE;
    }
  return said;
}

/**
 * review_evidence_has_open_match:
 * @evidence: (nullable): #ReviewEvidence
 *
 * Screening rows are read on the safe side: what does not say in one of the known words that
 * nothing was found is a match, until it is cleared by a secondary identifier that differs
 * (fields `cleared` and `secondary_identifier` of the row).
 *
 * Returns: whether a row is a screening match that is not cleared
 */
gboolean
review_evidence_has_open_match (const GPtrArray *evidence)
{
  for (guint i = 0; evidence != NULL && i < evidence->len; i++)
    {
      const ReviewEvidence *row = evidence->pdata[i];

      if (row->kind == REVIEW_EVIDENCE_SCREENING && !says_nothing_found (row) && !is_cleared (row))
        return TRUE;
    }
  return FALSE;
}
