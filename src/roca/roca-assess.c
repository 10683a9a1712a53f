/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a case to what ROCA says of it. Pure over values: score, clauses, signals, chain. */
#define G_LOG_DOMAIN "review-roca"
#include "roca-assess.h"

#include <math.h>

#include "review-error.h"
#include "roca-chain.h"
#include "roca-matrix.h"

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 x = (*(const ReviewEvidence *const *) a)->at, y = (*(const ReviewEvidence *const *) b)->at;

  return (x > y) - (x < y);
}

static GPtrArray *
list_rows (const ReviewIntake *intake, gint64 as_of)
{
  GPtrArray *rows = g_ptr_array_new ();

  for (guint i = 0; intake->evidence != NULL && i < intake->evidence->len; i++)
    if (((ReviewEvidence *) intake->evidence->pdata[i])->at <= as_of)
      g_ptr_array_add (rows, intake->evidence->pdata[i]);
  g_ptr_array_sort (rows, compare_times);
  return rows;
}

static void
case_clear (RocaCase *self)
{
  g_clear_pointer (&self->features, roca_features_free);
  g_clear_pointer (&self->schema, roca_schema_free);
  roca_score_clear (&self->score);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->covered, g_hash_table_unref);
  g_clear_pointer (&self->out, review_record_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RocaCase, case_clear)

/* Evidence that comes to no number XGBoost can hold is bad evidence: better no assessment than one
 * that took it for missing. */
static gboolean
check_values (const RocaCase *self, GError **error)
{
  for (guint i = 0; i < self->schema->columns->len; i++)
    if (!isnan (self->values[i]) && isnan (roca_to_float (self->values[i])))
      {
        review_error_set_field (error, ((RocaColumn *) self->schema->columns->pdata[i])->id,
                                "comes to %g, beyond any magnitude that means something",
                                self->values[i]);
        return FALSE;
      }
  return TRUE;
}

static gboolean
prepare (RocaCase *self, GError **error)
{
  self->type_policy = review_policy_find_type (self->policy, self->intake->type);
  if (self->type_policy == NULL)
    {
      g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID, "policy %s does not know type %s",
                   self->policy->version, self->intake->type);
      return FALSE;
    }
  self->schema = roca_schema_new (self->catalog, self->policy, self->intake->type);
  if (!roca_model_fit_schema (self->model, self->schema, error))
    return FALSE;
  self->case_type = review_catalog_find_type (self->catalog, self->intake->type);
  self->sop = self->schema->sop;
  self->features = roca_extract (self->schema, self->intake, self->as_of);
  self->values = roca_features_get_values (self->features);
  self->rows = list_rows (self->intake, self->as_of);
  if (!check_values (self, error))
    return FALSE;
  self->covered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return roca_model_score (self->model, self->values, roca_features_get_n (self->features),
                           &self->score, error);
}

static void
fill_head (RocaCase *self)
{
  ReviewAssessment *out = self->out;

  out->as_of = self->as_of;
  out->agent = g_strdup (REVIEW_AGENT_ROCA);
  out->model = g_strdup (roca_model_get_version (self->model));
  out->calibration = g_strdup (roca_model_get_calibration (self->model));
  out->policy = g_strdup (self->policy->version);
  out->sop_version = self->sop != NULL ? g_strdup (self->sop->version) : NULL;
  out->risk = self->score.risk;
  out->raw_score = self->score.raw;
  out->base = self->score.base;
  out->verdict_cut = self->type_policy->verdict_cut;
  out->threshold_pass = self->type_policy->threshold_pass;
  out->threshold_block = self->type_policy->threshold_block;
  out->certified =
      review_type_policy_is_proven_for (self->type_policy, out->model, out->calibration);
  out->verdict =
      out->risk >= out->verdict_cut ? (int) REVIEW_VERDICT_BLOCK : (int) REVIEW_VERDICT_PASS;
  out->signals = review_records_new ();
  out->steps = review_records_new ();
  out->asks = review_records_new ();
}

static void
move_all (GPtrArray *from, GPtrArray *to)
{
  for (guint i = 0; i < from->len; i++)
    g_ptr_array_add (to, review_record_ref (from->pdata[i]));
}

/* Clauses that apply, facts for and against, what the model does not read, negative results and
 * gaps in the data, ROCA's record, conclusion. */
static void
fill_chain (RocaCase *self)
{
  g_autoptr (GPtrArray) open = review_records_new ();
  GPtrArray *steps = self->out->steps;

  roca_case_add_clause_steps (self, steps, open);
  roca_case_add_fact_steps (self, steps);
  roca_case_add_unread_steps (self, steps);
  move_all (open, steps);
  roca_case_add_record (self, steps);
  roca_case_conclude (self, steps);
  for (guint i = 0; i < steps->len; i++)
    ((ReviewStep *) steps->pdata[i])->n = i + 1;
}

struct _RocaFacts
{
  GHashTable *values; /* (owned): name → double * */
};

static void
keep_fact (RocaFacts *facts, const char *name, double value)
{
  if (!isnan (value))
    g_hash_table_insert (facts->values, g_strdup (name), g_memdup2 (&value, sizeof value));
}

static RocaFacts *
keep_facts (const RocaCase *self)
{
  RocaFacts *facts = g_new0 (RocaFacts, 1);

  facts->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < self->schema->columns->len; i++)
    keep_fact (facts, ((RocaColumn *) self->schema->columns->pdata[i])->id, self->values[i]);
  for (guint i = 0; self->sop != NULL && i < self->sop->clauses->len; i++)
    {
      const ReviewClause *clause = self->sop->clauses->pdata[i];
      g_autofree char *name = g_strconcat (ROCA_CLAUSE_PREFIX, clause->id, NULL);
      ReviewFact fact;

      if (roca_case_get_fact (name, &fact, (gpointer) self))
        keep_fact (facts, name, fact.number);
    }
  return facts;
}

/**
 * roca_facts_get:
 * @user_data: a #RocaFacts
 *
 * A #ReviewFactFunc.
 */
gboolean
roca_facts_get (const char *name, ReviewFact *ret_fact, gpointer user_data)
{
  const RocaFacts *self = user_data;
  const double *value = g_hash_table_lookup (self->values, name);

  *ret_fact = (ReviewFact){ value != NULL ? *value : NAN, NULL };
  return value != NULL;
}

void
roca_facts_free (RocaFacts *self)
{
  g_hash_table_unref (self->values);
  g_free (self);
}

/**
 * roca_assess_with_facts:
 * @ret_facts: (out) (optional): receives, with the assessment, what rules may ask of the case
 *
 * As roca_assess().
 */
ReviewAssessment *
roca_assess_with_facts (const RocaModel *model,
                        const ReviewCatalog *catalog,
                        const ReviewPolicy *policy,
                        const ReviewIntake *intake,
                        gint64 as_of,
                        RocaFacts **ret_facts,
                        GError **error)
{
  g_auto (RocaCase) self = { .model = model,
                             .catalog = catalog,
                             .policy = policy,
                             .intake = intake,
                             .as_of = as_of != 0 ? as_of : roca_intake_as_of (intake) };

  if (!prepare (&self, error))
    return NULL;
  self.out = review_record_new (&review_assessment_type);
  fill_head (&self);
  roca_case_note_covered (&self);
  roca_case_add_signals (&self);
  fill_chain (&self);
  if (!roca_case_find_change (&self, error))
    return NULL;
  if (ret_facts != NULL)
    *ret_facts = keep_facts (&self);
  return g_steal_pointer (&self.out);
}

ReviewAssessment *
roca_assess (const RocaModel *model,
             const ReviewCatalog *catalog,
             const ReviewPolicy *policy,
             const ReviewIntake *intake,
             gint64 as_of,
             GError **error)
{
  return roca_assess_with_facts (model, catalog, policy, intake, as_of, NULL, error);
}
