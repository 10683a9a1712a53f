/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The closed lists that are data: case types, codes, features, SOPs. */
#define G_LOG_DOMAIN "review-model"
#include "review-catalog.h"

#include "review-policy.h"
#include "review-record-table.h"

#include <math.h>
#include <string.h>

static const ReviewMember review_code_type_members[] = {
  REVIEW_M_STRING (ReviewCode, list, REQ),
  REVIEW_M_STRING (ReviewCode, code, REQ),
  REVIEW_M_TEXT (ReviewCode, text, REQ),
  REVIEW_M_STRINGS (ReviewCode, types, OPT),
  REVIEW_M_STRINGS (ReviewCode, labels, OPT),
  REVIEW_M_ENUM (ReviewCode, path, review_paths, OPT),
  REVIEW_M_STRING (ReviewCode, fix, OPT),
  REVIEW_M_STRINGS (ReviewCode, effects, OPT),
  REVIEW_M_STRING (ReviewCode, notice, OPT),
  REVIEW_M_BOOLEAN (ReviewCode, sensitive, OPT),
  REVIEW_M_STRING (ReviewCode, target, OPT),
  REVIEW_M_STRINGS (ReviewCode, parameters, OPT),
  REVIEW_M_STRINGS (ReviewCode, after, OPT),
  REVIEW_M_STRING (ReviewCode, undo, OPT),
  REVIEW_M_BOOLEAN (ReviewCode, lasting, OPT),
  REVIEW_M_BOOLEAN (ReviewCode, again, OPT),
  REVIEW_M_TEXT (ReviewCode, message, OPT),
  REVIEW_M_BOOLEAN (ReviewCode, retired, OPT),
  REVIEW_M_END,
};
TYPE (review_code_type, ReviewCode, "code")

static const ReviewMember review_case_type_type_members[] = {
  REVIEW_M_STRING (ReviewCaseType, id, REQ),
  REVIEW_M_STRING (ReviewCaseType, prefix, REQ),
  REVIEW_M_TEXT (ReviewCaseType, name, REQ),
  REVIEW_M_TEXT (ReviewCaseType, question, OPT),
  REVIEW_M_TEXT (ReviewCaseType, pass_verb, REQ),
  REVIEW_M_TEXT (ReviewCaseType, block_verb, REQ),
  REVIEW_M_TEXT (ReviewCaseType, warning, OPT),
  REVIEW_M_STRINGS (ReviewCaseType, pass_effects, OPT),
  REVIEW_M_STRING (ReviewCaseType, pass_notice, OPT),
  REVIEW_M_BOOLEAN (ReviewCaseType, pass_irreversible, OPT),
  REVIEW_M_STRING (ReviewCaseType, no_answer, OPT),
  REVIEW_M_END,
};
TYPE (review_case_type_type, ReviewCaseType, "case_type")

static const ReviewMember review_feature_def_type_members[] = {
  REVIEW_M_STRING (ReviewFeatureDef, case_type, REQ),
  REVIEW_M_STRING (ReviewFeatureDef, id, REQ),
  REVIEW_M_STRING (ReviewFeatureDef, unit, OPT),
  REVIEW_M_TEXT (ReviewFeatureDef, name, REQ),
  REVIEW_M_TEXT (ReviewFeatureDef, meaning, OPT),
  REVIEW_M_ENUM (ReviewFeatureDef, klass, review_classes, OPT),
  REVIEW_M_INT (ReviewFeatureDef, monotone, OPT),
  REVIEW_M_BOOLEAN (ReviewFeatureDef, off, OPT),
  REVIEW_M_END,
};
TYPE (review_feature_def_type, ReviewFeatureDef, "feature_def")

static const ReviewMember review_clause_type_members[] = {
  REVIEW_M_STRING (ReviewClause, id, REQ),
  REVIEW_M_ENUM (ReviewClause, kind, review_clause_kinds, REQ),
  REVIEW_M_TEXT (ReviewClause, text, REQ),
  REVIEW_M_TEXT (ReviewClause, title, OPT),
  REVIEW_M_RECORD (ReviewClause, applies_when, review_condition_type, REQ),
  REVIEW_M_RECORD (ReviewClause, met_when, review_condition_type, OPT),
  REVIEW_M_STRING (ReviewClause, code, OPT),
  REVIEW_M_STRINGS (ReviewClause, covers, OPT),
  REVIEW_M_BOOLEAN (ReviewClause, met_lowers, OPT),
  REVIEW_M_STRING (ReviewClause, draft, OPT),
  REVIEW_M_END,
};
TYPE (review_clause_type, ReviewClause, "clause")

static const ReviewMember review_sop_type_members[] = {
  REVIEW_M_STRING (ReviewSop, id, REQ),
  REVIEW_M_STRING (ReviewSop, case_type, REQ),
  REVIEW_M_STRING (ReviewSop, version, REQ),
  REVIEW_M_TEXT (ReviewSop, title, OPT),
  REVIEW_M_STRING (ReviewSop, owner, OPT),
  REVIEW_M_TIME (ReviewSop, review_by, OPT),
  REVIEW_M_RECORDS (ReviewSop, clauses, review_clause_type, REQ),
  REVIEW_M_RECORDS (ReviewSop, uncovered, review_situation_type, OPT),
  REVIEW_M_STRING (ReviewSop, hash, OPT),
  REVIEW_M_END,
};
TYPE (review_sop_type, ReviewSop, "sop")

static const ReviewMember review_situation_type_members[] = {
  REVIEW_M_STRING (ReviewSituation, id, REQ),
  REVIEW_M_TEXT (ReviewSituation, text, REQ),
  REVIEW_M_END,
};
TYPE (review_situation_type, ReviewSituation, "situation")

static const ReviewMember review_catalog_type_members[] = {
  REVIEW_M_RECORDS (ReviewCatalog, case_types, review_case_type_type, OPT),
  REVIEW_M_RECORDS (ReviewCatalog, codes, review_code_type, OPT),
  REVIEW_M_RECORDS (ReviewCatalog, features, review_feature_def_type, OPT),
  REVIEW_M_RECORDS (ReviewCatalog, sops, review_sop_type, OPT),
  REVIEW_M_RECORDS (ReviewCatalog, parameters, review_parameter_type, OPT),
  REVIEW_M_END,
};
TYPE (review_catalog_type, ReviewCatalog, "catalog")

/**
 * review_catalog_find_type:
 *
 * Returns: (transfer none) (nullable): the case type @id
 */
const ReviewCaseType *
review_catalog_find_type (const ReviewCatalog *self, const char *id)
{
  for (guint i = 0; self->case_types != NULL && i < self->case_types->len; i++)
    {
      const ReviewCaseType *type = self->case_types->pdata[i];

      if (strcmp (type->id, id) == 0)
        return type;
    }
  return NULL;
}

static gboolean
code_is_for_type (const ReviewCode *code, const char *case_type)
{
  return code->types == NULL || case_type == NULL
         || g_strv_contains ((const char *const *) code->types, case_type);
}

/**
 * review_catalog_find_code:
 * @list: name of the closed list
 * @case_type: (nullable): only codes for this type; NULL: any
 *
 * Returns: (transfer none) (nullable): the member, retired ones included
 */
const ReviewCode *
review_catalog_find_code (const ReviewCatalog *self,
                          const char *list,
                          const char *code,
                          const char *case_type)
{
  for (guint i = 0; self->codes != NULL && i < self->codes->len; i++)
    {
      const ReviewCode *one = self->codes->pdata[i];

      if (strcmp (one->list, list) == 0 && strcmp (one->code, code) == 0
          && code_is_for_type (one, case_type))
        return one;
    }
  return NULL;
}

/**
 * review_catalog_list_codes:
 *
 * Returns: (transfer full): (element-type ReviewCode): the members that may be chosen for
 *   @case_type, in the order of the data
 */
GPtrArray *
review_catalog_list_codes (const ReviewCatalog *self, const char *list, const char *case_type)
{
  GPtrArray *found = review_records_new ();

  for (guint i = 0; self->codes != NULL && i < self->codes->len; i++)
    {
      ReviewCode *one = self->codes->pdata[i];

      if (strcmp (one->list, list) == 0 && !one->retired && code_is_for_type (one, case_type))
        g_ptr_array_add (found, review_record_ref (one));
    }
  return found;
}

/** review_catalog_get_parameter: Returns: of the policy in force; NaN when it has none of that name. */
double
review_catalog_get_parameter (const ReviewCatalog *self, const char *name)
{
  for (guint i = 0; self->parameters != NULL && i < self->parameters->len; i++)
    {
      const ReviewParameter *parameter = self->parameters->pdata[i];

      if (strcmp (parameter->name, name) == 0)
        return parameter->value;
    }
  return (double) NAN;
}

/**
 * review_catalog_find_sop:
 *
 * Returns: (transfer none) (nullable): the SOP of @case_type
 */
const ReviewSop *
review_catalog_find_sop (const ReviewCatalog *self, const char *case_type)
{
  for (guint i = 0; self->sops != NULL && i < self->sops->len; i++)
    {
      const ReviewSop *sop = self->sops->pdata[i];

      if (strcmp (sop->case_type, case_type) == 0)
        return sop;
    }
  return NULL;
}

/**
 * review_sop_find_clause:
 *
 * Returns: (transfer none) (nullable): clause @id
 */
const ReviewClause *
review_sop_find_clause (const ReviewSop *self, const char *id)
{
  for (guint i = 0; self->clauses != NULL && i < self->clauses->len; i++)
    {
      const ReviewClause *clause = self->clauses->pdata[i];

      if (strcmp (clause->id, id) == 0)
        return clause;
    }
  return NULL;
}

/**
 * review_clause_reads:
 *
 * Returns: whether a condition of the clause reads the feature, or it names it as covered
 */
gboolean
review_clause_reads (const ReviewClause *self, const char *feature)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func (g_free);

  review_condition_collect_facts (self->applies_when, facts);
  review_condition_collect_facts (self->met_when, facts);
  return g_ptr_array_find_with_equal_func (facts, feature, g_str_equal, NULL)
         || (self->covers != NULL && g_strv_contains ((const char *const *) self->covers, feature));
}

/**
 * review_code_is_for_label:
 * @label: a #ReviewLabel, 0 while there is none
 *
 * Returns: whether a root-cause code is offered for @label; codes without labels always are
 */
gboolean
review_code_is_for_label (const ReviewCode *self, int label)
{
  return self->labels == NULL || label == 0
         || g_strv_contains ((const char *const *) self->labels,
                             review_enum_nick (&review_labels, label));
}
