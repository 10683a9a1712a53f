/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows become cases and evidence, as a mapping says. Pure: a row and a mapping give the same values
 * whatever stood before it, so that no order of rows or files matters. */
#define G_LOG_DOMAIN "review-ingest"
#include "review-row-case.h"

#include <math.h>
#include <string.h>

#include "review-error.h"
#include "review-time.h"

/* The part of a case row that is being made; keeps calls short. */
typedef struct
{
  const ReviewMappingRow *row;
  const char **ret_column;
  GError **error;
} Maker;

static gboolean
make (const Maker *m, const ReviewMappingValue *v, char **ret_text)
{
  *ret_text = NULL;
  return v == NULL || review_mapping_value_make (v, m->row, ret_text, m->ret_column, m->error);
}

static gboolean
make_time (const Maker *m, const ReviewMappingValue *v, gint64 *ret_time)
{
  g_autofree char *text = NULL;

  if (!make (m, v, &text))
    return FALSE;
  if (text != NULL)
    review_time_parse (text, ret_time);
  return TRUE;
}

static gboolean
make_fields (const Maker *m, GPtrArray *values, GPtrArray **ret_fields)
{
  g_autoptr (GPtrArray) fields = review_records_new ();

  for (guint i = 0; values != NULL && i < values->len; i++)
    {
      const ReviewMappingValue *v = values->pdata[i];
      g_autofree char *text = NULL;
      ReviewField *field;

      if (!make (m, v, &text))
        return FALSE;
      if (text == NULL)
        continue;
      field = review_record_new (&review_field_type);
      field->name = g_strdup (v->name);
      field->value = g_steal_pointer (&text);
      field->type = v->type;
      field->klass = v->klass != 0 ? v->klass : REVIEW_CLASS_PERSONAL;
      g_ptr_array_add (fields, field);
    }
  *ret_fields = g_steal_pointer (&fields);
  return TRUE;
}

/**
 * review_row_add_evidence:
 * @row: with the id of the case it is seen from, or without (then only checked)
 * @evidence: receives the evidence that @file's mapping makes of the row
 * @ret_column: (out) (transfer none): the column that an error is about
 *
 * Returns: %FALSE with INVALID when a value of the row is of another type
 */
gboolean
review_row_add_evidence (const ReviewMappingFile *file,
                         const ReviewMappingRow *row,
                         GPtrArray *evidence,
                         const char **ret_column,
                         GError **error)
{
  const Maker m = { row, ret_column, error };

  for (guint i = 0; file->evidence != NULL && i < file->evidence->len; i++)
    {
      const ReviewMappingEvidence *spec = file->evidence->pdata[i];
      g_autoptr (ReviewEvidence) e = review_record_new (&review_evidence_type);

      e->kind = spec->kind;
      if (!make_time (&m, spec->at, &e->at) || !make (&m, spec->external_id, &e->external_id)
          || !make_fields (&m, spec->fields, &e->fields))
        return FALSE;
      if (e->fields->len > 0)
        g_ptr_array_add (evidence, g_steal_pointer (&e));
    }
  return TRUE;
}

/**
 * review_row_says_nothing:
 *
 * Returns: whether every column that the mapping lists under `skip_when_empty` is empty
 */
gboolean
review_row_says_nothing (const ReviewMappingFile *file, const ReviewMappingRow *row)
{
  for (guint i = 0; file->skip_when_empty != NULL && file->skip_when_empty[i] != NULL; i++)
    if (review_mapping_row_get (row, file->skip_when_empty[i]) != NULL)
      return FALSE;
  return file->skip_when_empty != NULL && file->skip_when_empty[0] != NULL;
}

static double
feature_number (const char *text)
{
  gboolean truth;

  if (text == NULL)
    return NAN;
  if (strcmp (text, "true") == 0 || strcmp (text, "false") == 0)
    return review_value_parse_boolean (text, &truth) && truth ? 1.0 : 0.0;
  return g_ascii_strtod (text, NULL);
}

static gboolean
make_features (const Maker *m, GPtrArray *features, ReviewIntake *intake)
{
  if (features == NULL || features->len == 0)
    return TRUE;
  intake->features = review_records_new ();
  for (guint i = 0; i < features->len; i++)
    {
      const ReviewMappingFeature *f = features->pdata[i];
      g_autofree char *text = NULL;
      ReviewFeatureValue *value;

      if (!make (m, f->value, &text))
        return FALSE;
      value = review_record_new (&review_feature_value_type);
      value->name = g_strdup (f->id);
      value->value = feature_number (text);
      g_ptr_array_add (intake->features, value);
    }
  return TRUE;
}

static gboolean
refuse_truth (const Maker *m, const char *column, const char *text, const char *what)
{
  *m->ret_column = column;
  g_set_error (m->error, REVIEW_ERROR, REVIEW_ERROR_INVALID, "\"%s\" is %s", text, what);
  return FALSE;
}

static gboolean
make_truth (const Maker *m, const ReviewMappingTruth *spec, ReviewIntake *intake)
{
  const char *text = spec != NULL ? review_mapping_row_get (m->row, spec->column) : NULL;
  const char *nature;
  gboolean positive;
  ReviewTruth *truth;

  if (text == NULL)
    return TRUE;
  positive = g_strv_contains ((const char *const *) spec->positive, text);
  if (!positive && spec->negative != NULL
      && !g_strv_contains ((const char *const *) spec->negative, text))
    return refuse_truth (m, spec->column, text, "neither a positive nor a negative value");
  nature = review_mapping_row_get (m->row, spec->nature_column);
  if (nature != NULL && review_enum_value (&review_natures, nature) == 0)
    return refuse_truth (m, spec->nature_column, nature, "no nature of a positive");
  truth = intake->truth = review_record_new (&review_truth_type);
  truth->positive = positive;
  if (positive)
    truth->nature = nature != NULL ? review_enum_value (&review_natures, nature) : spec->nature;
  truth->typology = g_strdup (review_mapping_row_get (m->row, spec->typology_column));
  truth->cluster_id = g_strdup (review_mapping_row_get (m->row, spec->cluster_column));
  truth->source = g_strdup (spec->source != NULL ? spec->source : "import");
  truth->maturity = spec->maturity != 0 ? spec->maturity : REVIEW_MATURITY_CONFIRMED;
  truth->basis = spec->basis != 0 ? spec->basis : REVIEW_BASIS_NEW_EVIDENCE;
  return TRUE;
}

static gboolean
make_priority (const Maker *m, const ReviewMappingValue *spec, ReviewIntake *intake)
{
  g_autofree char *text = NULL;
  double value;

  if (!make (m, spec, &text))
    return FALSE;
  if (text == NULL)
    return TRUE;
  value = g_ascii_strtod (text, NULL);
  if (value < 0 || value > 100 || value != floor (value))
    {
      *m->ret_column = spec->column;
      g_set_error (m->error, REVIEW_ERROR, REVIEW_ERROR_INVALID,
                   "\"%s\" is no priority from 0 to 100", text);
      return FALSE;
    }
  intake->priority = (gint64) value;
  return TRUE;
}

static gboolean
make_subject (const Maker *m, const ReviewMapping *mapping, ReviewIntake *intake)
{
  g_autofree char *id = NULL;

  intake->subject = review_record_new (&review_subject_type);
  if (!make (m, mapping->subject, &id)
      || !make_fields (m, mapping->profile, &intake->subject->profile))
    return FALSE;
  intake->subject->external_id =
      id != NULL ? g_steal_pointer (&id) : g_strdup (intake->external_id);
  return TRUE;
}

/**
 * review_row_to_case:
 * @row: its case_id and opened_at are set to the case's
 * @ret_column: (out) (transfer none): the column that an error is about
 *
 * Returns: (transfer full): the case that a row of a file of cases is, with the evidence of that
 *   row; %NULL with INVALID
 */
ReviewIntake *
review_row_to_case (const ReviewMapping *mapping,
                    const ReviewMappingFile *file,
                    ReviewMappingRow *row,
                    const char **ret_column,
                    GError **error)
{
  g_autoptr (ReviewIntake) intake = review_record_new (&review_intake_type);
  const Maker m = { row, ret_column, error };

  row->case_id = review_mapping_row_get (row, mapping->id_column);
  if (row->case_id == NULL)
    {
      *ret_column = mapping->id_column;
      g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_INVALID, "the id is empty");
      return NULL;
    }
  intake->schema = g_strdup (REVIEW_INTAKE_SCHEMA);
  intake->external_id = g_strdup (row->case_id);
  intake->source = g_strdup (mapping->source);
  intake->type = g_strdup (mapping->case_type);
  intake->evidence = review_records_new ();
  if (!make_time (&m, mapping->opened_at, &intake->opened_at))
    return NULL;
  row->opened_at = intake->opened_at;
  if (!make_time (&m, mapping->as_of, &intake->as_of) || !make (&m, mapping->value, &intake->value)
      || !make (&m, mapping->currency, &intake->currency)
      || !make (&m, mapping->market, &intake->market)
      || !make (&m, mapping->language, &intake->language)
      || !make (&m, mapping->vendor, &intake->vendor)
      || !make_priority (&m, mapping->priority, intake) || !make_subject (&m, mapping, intake)
      || !make_features (&m, mapping->features, intake) || !make_truth (&m, mapping->truth, intake)
      || !review_row_add_evidence (file, row, intake->evidence, ret_column, error))
    return NULL;
  return g_steal_pointer (&intake);
}

static void
row_key_free (gpointer data)
{
  ReviewRowKey *key = data;

  g_free (key->key);
  g_free (key->value);
  g_free (key);
}

static void
add_key (GPtrArray *keys, const char *key, const char *value, gboolean lower)
{
  ReviewRowKey *row_key;

  if (value == NULL)
    return;
  row_key = g_new (ReviewRowKey, 1);
  row_key->key = lower ? g_strconcat (key, "/lower", NULL) : g_strdup (key);
  row_key->value = lower ? g_utf8_strdown (value, -1) : g_strdup (value);
  g_ptr_array_add (keys, row_key);
}

/**
 * review_row_list_keys:
 * @row: of a file of cases
 *
 * Returns: (transfer full) (element-type ReviewRowKey): every key by which further rows may name
 *   the case, each also in lower case for joins that compare so
 */
GPtrArray *
review_row_list_keys (const ReviewMapping *mapping, const ReviewMappingRow *row)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (row_key_free);
  const char *id = review_mapping_row_get (row, mapping->id_column);

  add_key (keys, "id", id, FALSE);
  add_key (keys, "id", id, TRUE);
  for (guint i = 0; mapping->keys != NULL && i < mapping->keys->len; i++)
    {
      const ReviewMappingKey *key = mapping->keys->pdata[i];
      const char *value = review_mapping_row_get (row, key->column);

      add_key (keys, key->name, value, FALSE);
      add_key (keys, key->name, value, TRUE);
    }
  return keys;
}

/**
 * review_row_list_links:
 * @row: of a file of rows
 *
 * Returns: (transfer full) (element-type ReviewRowKey): the keys that the row names, none twice
 */
GPtrArray *
review_row_list_links (const ReviewMappingFile *file, const ReviewMappingRow *row)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (row_key_free);

  for (guint i = 0; file->joins != NULL && i < file->joins->len; i++)
    {
      const ReviewMappingJoin *join = file->joins->pdata[i];

      add_key (keys, join->key, review_mapping_row_get (row, join->column), join->lower);
    }
  return keys;
}

static int
compare_evidence (gconstpointer a, gconstpointer b)
{
  const ReviewEvidence *x = *(const ReviewEvidence *const *) a;
  const ReviewEvidence *y = *(const ReviewEvidence *const *) b;

  if (x->at != y->at)
    return x->at < y->at ? -1 : 1;
  return strcmp (x->sha256, y->sha256);
}

/**
 * review_evidence_settle:
 * @evidence: (element-type ReviewEvidence): of one case, in any order
 *
 * Puts the rows into the one order that depends on their content alone, the oldest first. Rows that
 * are equal in everything are told apart as "copy 2", "copy 3" … in their external id: two equal
 * transfers in one transaction are two transfers, and a repeated import finds the same two.
 */
void
review_evidence_settle (GPtrArray *evidence)
{
  guint copy = 1;

  for (guint i = 0; i < evidence->len; i++)
    {
      ReviewEvidence *e = evidence->pdata[i];

      g_free (e->sha256);
      e->sha256 = review_evidence_hash (e);
    }
  g_ptr_array_sort (evidence, compare_evidence);
  for (guint i = 0; i < evidence->len; i++)
    {
      ReviewEvidence *e = evidence->pdata[i];
      const ReviewEvidence *before = i > 0 ? evidence->pdata[i - 1] : NULL;

      copy = before != NULL && strcmp (before->sha256, e->sha256) == 0 ? copy + 1 : 1;
      if (copy > 1 && e->external_id == NULL)
        e->external_id = g_strdup_printf ("copy %u", copy);
    }
  for (guint i = 0; i < evidence->len; i++)
    g_clear_pointer (&((ReviewEvidence *) evidence->pdata[i])->sha256, g_free);
}
