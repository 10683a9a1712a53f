/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which features a case type has, and their values for one case. An extractor is a table of
 * families; a type without one has the supplied features that the catalogue names. */
#define G_LOG_DOMAIN "review-roca"
#include "roca-features.h"

#include <math.h>
#include <string.h>

#include "roca-answers.h"
#include "roca-ledger.h"

#define MAX_FAMILIES 8

struct _RocaExtractor
{
  const char *case_type;
  const RocaFamily *families[MAX_FAMILIES];
};

static const RocaExtractor extractors[] = {
  { "withdrawal_anomaly",
    { &roca_family_amounts, &roca_family_timing, &roca_family_counterparties, &roca_family_balance,
      &roca_family_tokens, &roca_family_request, &roca_family_security, &roca_family_graph } },
  { "ato", { &roca_family_ato_access, &roca_family_ato_control, &roca_family_ato_loss } },
  { "reset_2fa", { &roca_family_reset_proof, &roca_family_reset_setting } },
  { "kyc_audit", { &roca_family_identity_document, &roca_family_applicant } },
  { "poa_review", { &roca_family_address_document } },
};

struct _RocaFeatures
{
  GArray *values;       /* double */
  GArray *reads;        /* guint, by column; 0 where the value came with the case */
  GArray *answers;      /* RocaAnswer, by clause of the SOP */
  RocaLedger *ledger;   /* NULL: supplied features only */
  ReviewIntake *intake; /* (owned): the ledger borrows its rows */
};

/**
 * roca_extractor_find:
 * @case_type: id of a case type
 *
 * Returns: (transfer none) (nullable): its extractor; NULL: it has supplied features only
 */
const RocaExtractor *
roca_extractor_find (const char *case_type)
{
  for (guint i = 0; i < G_N_ELEMENTS (extractors); i++)
    if (strcmp (extractors[i].case_type, case_type) == 0)
      return &extractors[i];
  return NULL;
}

/**
 * roca_extractor_list_features:
 *
 * Returns: (transfer full) (element-type ReviewFeatureDef): the extractor's features as the
 *   catalogue describes supplied ones, in the order of its columns
 */
GPtrArray *
roca_extractor_list_features (const RocaExtractor *self)
{
  GPtrArray *list = review_records_new ();

  for (guint f = 0; f < MAX_FAMILIES && self->families[f] != NULL; f++)
    for (guint i = 0; i < self->families[f]->n; i++)
      {
        const RocaFeatureDef *def = &self->families[f]->defs[i];
        ReviewFeatureDef *feature = review_record_new (&review_feature_def_type);

        feature->case_type = g_strdup (self->case_type);
        feature->id = g_strdup (def->id);
        feature->unit = g_strdup (def->unit);
        feature->name = review_text_new (def->en, def->zh_cn);
        feature->meaning = review_text_new (def->meaning, NULL);
        feature->klass = REVIEW_CLASS_OPEN;
        feature->monotone = def->monotone;
        g_ptr_array_add (list, feature);
      }
  return list;
}

void
roca_column_free (gpointer data)
{
  RocaColumn *column = data;

  g_free (column->id);
  g_free (column->unit);
  review_text_free (column->name);
  review_text_free (column->meaning);
  g_free (column);
}

RocaColumn *
roca_column_copy (const RocaColumn *self)
{
  RocaColumn *copy = g_memdup2 (self, sizeof *self);

  copy->id = g_strdup (self->id);
  copy->unit = g_strdup (self->unit);
  copy->name = review_text_copy (self->name);
  copy->meaning = review_text_copy (self->meaning);
  return copy;
}

static void
add_computed (RocaSchema *self, const RocaFamily *family)
{
  for (guint i = 0; i < family->n; i++)
    {
      const RocaFeatureDef *def = &family->defs[i];
      RocaColumn *column = g_new0 (RocaColumn, 1);

      column->id = g_strdup (def->id);
      column->unit = g_strdup (def->unit);
      column->name = review_text_new (def->en, def->zh_cn);
      column->meaning = review_text_new (def->meaning, NULL);
      column->version = def->version;
      column->reads = def->reads;
      column->monotone = def->monotone;
      g_ptr_array_add (self->columns, column);
    }
}

static void
add_supplied (RocaSchema *self, const ReviewFeatureDef *feature)
{
  int computed = roca_schema_find (self, feature->id);
  RocaColumn *column;

  if (strcmp (feature->case_type, self->case_type) != 0)
    return;
  if (computed >= 0)
    {
      ((RocaColumn *) self->columns->pdata[computed])->off = feature->off;
      return;
    }
  column = g_new0 (RocaColumn, 1);
  column->id = g_strdup (feature->id);
  column->unit = g_strdup (feature->unit);
  column->name = review_text_copy (feature->name);
  column->meaning = review_text_copy (feature->meaning);
  column->version = 1;
  column->monotone = (int) feature->monotone;
  column->supplied = TRUE;
  g_ptr_array_add (self->columns, column);
}

/**
 * roca_schema_new:
 * @catalog: (nullable): names the supplied features, and those of the extractor that are switched
 *   off: they keep their column, so that clauses can name them, and are always missing; holds the
 *   SOP
 * @policy: (nullable): the parameters that the SOP's conditions use
 * @case_type: id of a case type
 *
 * Returns: (transfer full): the columns of @case_type; none when it has neither an extractor nor
 *   supplied features
 */
RocaSchema *
roca_schema_new (const ReviewCatalog *catalog, const ReviewPolicy *policy, const char *case_type)
{
  RocaSchema *self = g_new0 (RocaSchema, 1);

  self->case_type = g_strdup (case_type);
  self->extractor = roca_extractor_find (case_type);
  self->columns = g_ptr_array_new_with_free_func (roca_column_free);
  for (guint f = 0; self->extractor != NULL && f < MAX_FAMILIES; f++)
    if (self->extractor->families[f] != NULL)
      add_computed (self, self->extractor->families[f]);
  for (guint i = 0; catalog != NULL && catalog->features != NULL && i < catalog->features->len; i++)
    add_supplied (self, catalog->features->pdata[i]);
  if (policy != NULL)
    self->policy = review_record_ref ((gpointer) policy);
  if (catalog != NULL && self->columns->len > 0)
    roca_schema_add_clauses (self, review_catalog_find_sop (catalog, case_type));
  return self;
}

void
roca_schema_free (RocaSchema *self)
{
  if (self == NULL)
    return;
  g_free (self->case_type);
  g_ptr_array_unref (self->columns);
  g_clear_pointer (&self->sop, review_record_unref);
  g_clear_pointer (&self->policy, review_record_unref);
  g_free (self);
}

/**
 * roca_schema_find:
 *
 * Returns: the column of feature @id, -1 when there is none
 */
int
roca_schema_find (const RocaSchema *self, const char *id)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (strcmp (((const RocaColumn *) self->columns->pdata[i])->id, id) == 0)
      return (int) i;
  return -1;
}

/**
 * roca_features_list_rows:
 *
 * Returns: (transfer container) (element-type ReviewEvidence): the rows that the feature in
 *   @column read, oldest first
 */
GPtrArray *
roca_features_list_rows (const RocaFeatures *self, guint column)
{
  GPtrArray *rows = g_ptr_array_new ();
  guint reads = g_array_index (self->reads, guint, column);

  for (guint i = 0; self->ledger != NULL && reads != 0 && i < self->ledger->rows->len; i++)
    if (roca_ledger_row_is_read (self->ledger, self->ledger->rows->pdata[i], reads))
      g_ptr_array_add (rows, self->ledger->rows->pdata[i]);
  return rows;
}

static double
supplied_value (const ReviewIntake *intake, const char *id)
{
  for (guint i = 0; intake->features != NULL && i < intake->features->len; i++)
    {
      const ReviewFeatureValue *value = intake->features->pdata[i];

      if (strcmp (value->name, id) == 0)
        return isfinite (value->value) ? value->value : NAN;
    }
  return NAN;
}

static gboolean
found_nothing (const RocaFeatures *self, guint column, double value)
{
  g_autoptr (GPtrArray) rows = isnan (value) ? NULL : roca_features_list_rows (self, column);

  return rows == NULL || rows->len == 0;
}

/* What came with the case is joined by name. Evidence goes first: a supplied value stands only
 * where the extractor found no value or no row ("0 payers" of nobody), and then no row stands
 * behind it. */
static void
join_supplied (RocaFeatures *self, const RocaSchema *schema, double *values)
{
  for (guint i = 0; i < self->values->len; i++)
    {
      const RocaColumn *column = schema->columns->pdata[i];
      double supplied = column->clause == NULL ? supplied_value (self->intake, column->id) : NAN;

      g_array_index (self->reads, guint, i) = column->reads;
      if (column->off)
        {
          values[i] = NAN;
          continue;
        }
      if (!column->supplied && (isnan (supplied) || !found_nothing (self, i, values[i])))
        continue;
      values[i] = supplied;
      g_array_index (self->reads, guint, i) = ROCA_READS_SUPPLIED;
    }
}

/**
 * roca_extract:
 * @schema: columns to fill
 * @intake: the case; its evidence in any order
 * @as_of: rows after it are not read; 0: roca_intake_as_of()
 *
 * A column of the extractor that the evidence leaves open takes the value that the case brought
 * under the same name, so that a case with features only is assessed like one with evidence.
 *
 * Returns: (transfer full): one value per column, NaN where the data does not carry it
 */
RocaFeatures *
roca_extract (const RocaSchema *schema, const ReviewIntake *intake, gint64 as_of)
{
  RocaFeatures *self = g_new0 (RocaFeatures, 1);
  guint n = schema->columns->len, at = 0;
  double *values;

  self->values = g_array_sized_new (FALSE, TRUE, sizeof (double), n);
  self->reads = g_array_sized_new (FALSE, TRUE, sizeof (guint), n);
  self->intake = review_record_ref ((gpointer) intake);
  g_array_set_size (self->values, n);
  g_array_set_size (self->reads, n);
  values = (double *) (void *) self->values->data;
  if (schema->extractor != NULL)
    self->ledger = roca_ledger_new (intake, as_of != 0 ? as_of : roca_intake_as_of (intake));
  for (guint f = 0; schema->extractor != NULL && f < MAX_FAMILIES; f++)
    if (schema->extractor->families[f] != NULL)
      {
        schema->extractor->families[f]->fill (self->ledger, values + at);
        at += schema->extractor->families[f]->n;
      }
  join_supplied (self, schema, values);
  self->answers = roca_schema_answer (schema, intake, values);
  return self;
}

void
roca_features_free (RocaFeatures *self)
{
  if (self == NULL)
    return;
  roca_ledger_free (self->ledger);
  review_record_unref (self->intake);
  g_array_unref (self->values);
  g_array_unref (self->reads);
  g_array_unref (self->answers);
  g_free (self);
}

guint
roca_features_get_n (const RocaFeatures *self)
{
  return self->values->len;
}

/**
 * roca_features_get_values:
 *
 * Returns: (transfer none): one value per column of the schema, NaN is missing
 */
const double *
roca_features_get_values (const RocaFeatures *self)
{
  return (const double *) (void *) self->values->data;
}

/**
 * roca_features_get_answers:
 *
 * Returns: (transfer none) (element-type RocaAnswer): one per clause of the schema's SOP
 */
const GArray *
roca_features_get_answers (const RocaFeatures *self)
{
  return self->answers;
}

/**
 * roca_features_get_answer:
 * @clause: index in the schema's SOP
 *
 * Returns: (transfer none): what it came to
 */
const RocaAnswer *
roca_features_get_answer (const RocaFeatures *self, guint clause)
{
  return &g_array_index (self->answers, RocaAnswer, clause);
}

/**
 * roca_features_get_currency:
 *
 * Returns: (transfer none) (nullable): what amounts without a currency of their own are in
 */
const char *
roca_features_get_currency (const RocaFeatures *self)
{
  return self->ledger != NULL ? self->ledger->currency : NULL;
}

/**
 * roca_features_is_supplied:
 *
 * Returns: whether the value in @column came with the case, and no row was read for it
 */
gboolean
roca_features_is_supplied (const RocaFeatures *self, guint column)
{
  return g_array_index (self->reads, guint, column) == ROCA_READS_SUPPLIED;
}

/**
 * roca_features_dup_evidence:
 * @max: at most so many labels
 * @ret_count: (out) (nullable): how many rows it read in all
 *
 * Returns: (transfer full) (nullable): labels of the rows that the feature in @column read, the
 *   newest first; NULL when there are none
 */
char **
roca_features_dup_evidence (const RocaFeatures *self, guint column, guint max, gint64 *ret_count)
{
  g_autoptr (GPtrArray) rows = roca_features_list_rows (self, column);
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);

  for (guint i = rows->len; i-- > 0 && labels->len < max;)
    {
      const ReviewEvidence *row = rows->pdata[i];

      if (row->label != NULL)
        g_ptr_array_add (labels, g_strdup (row->label));
    }
  if (ret_count != NULL)
    *ret_count = rows->len;
  if (labels->len == 0)
    return NULL;
  g_ptr_array_add (labels, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&labels), FALSE);
}
