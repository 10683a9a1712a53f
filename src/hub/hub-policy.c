/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a policy can be put in force: its thresholds, certificates, parameters and validity
 * (hub-policy-rules.c: its rules). One error at a time, naming the member, so that whoever edits
 * the policy can go there; nothing is repaired in silence. */
#define G_LOG_DOMAIN "review-hub"
#include "hub-policy.h"

#include <math.h>
#include <string.h>

#include "hub-certificate.h"
#include "review-error.h"

#define MOST_PARAMETER 1e12            /* of any amount, count or time */
#define MOST_MINUTES   (60 * 24 * 365) /* of an SLA */
#define ROUNDING       1e-9
#define MOST_LABELS    1000000000000 /* of a certificate */

static gboolean
is_share (double value)
{
  return value >= 0 && value <= 1;
}

static gboolean
check_unique (GHashTable *seen, const char *key, const char *path, GError **error)
{
  if (g_hash_table_add (seen, g_strdup (key)))
    return TRUE;
  review_error_set_field (error, path, "\"%s\" is there twice", key);
  return FALSE;
}

static gboolean
check_parameters (const ReviewPolicy *policy, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; policy->parameters != NULL && i < policy->parameters->len; i++)
    {
      const ReviewParameter *parameter = policy->parameters->pdata[i];
      g_autofree char *name = g_strdup_printf ("parameters[%u].name", i);
      g_autofree char *value = g_strdup_printf ("parameters[%u].value", i);

      if (parameter->name[0] == '\0')
        review_error_set_field (error, name, "a parameter has a name");
      else if (!isfinite (parameter->value) || fabs (parameter->value) > MOST_PARAMETER)
        review_error_set_field (error, value, "a number of at most %g is needed", MOST_PARAMETER);
      else if (g_strcmp0 (parameter->unit, "share") == 0 && !is_share (parameter->value))
        review_error_set_field (error, value, "a share lies in 0..1");
      else if (check_unique (seen, parameter->name, name, error))
        continue;
      return FALSE;
    }
  return TRUE;
}

/* A claim of something proven; one without lambda claims nothing. */
static const char *
find_flaw (const ReviewCertificate *one, const ReviewTypePolicy *type)
{
  gboolean pass = one->side == REVIEW_SIDE_PASS;
  const struct
  {
    gboolean ok;
    const char *says;
  } rules[] = {
    { is_share (one->lambda), "lambda lies in 0..1" },
    { pass ? one->lambda < type->verdict_cut : one->lambda >= type->verdict_cut,
      "lambda lies on the other side of the verdict's cut" },
    { one->target >= (pass ? HUB_RECALL_TARGET : HUB_PRECISION_TARGET) - ROUNDING,
      "the target is below what the house promises" },
    { one->delta > 0 && one->delta <= HUB_DELTA + ROUNDING, "delta is above 0 and at most 0.1" },
    { one->n > 0, "it rests on no case" },
    { one->bound >= one->target - ROUNDING && one->bound <= 1, "the bound misses the target" },
    { one->model != NULL && one->model[0] != '\0', "it names no model" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (!rules[i].ok)
      return rules[i].says;
  return NULL;
}

static gboolean
check_certificate (const ReviewCertificate *one,
                   const ReviewTypePolicy *type,
                   const char *path,
                   GError **error)
{
  const char *flaw = NULL;

  if (one->side != REVIEW_SIDE_PASS && one->side != REVIEW_SIDE_BLOCK)
    flaw = "a certificate is of a side";
  else if (!is_share (one->target))
    flaw = "the target lies in 0..1";
  else if (one->k < 0 || one->n < one->k || one->n > MOST_LABELS)
    flaw = "0 <= k <= n";
  else if (isinf (one->lambda) || isinf (one->bound) || isinf (one->delta)
           || isinf (one->sensitivity))
    flaw = "a number is infinite";
  else if (!isnan (one->lambda))
    flaw = find_flaw (one, type);
  if (flaw == NULL)
    return TRUE;
  review_error_set_field (error, path, "%s", flaw);
  return FALSE;
}

/* A side that decides nothing needs no proof; one that does must stay inside what was proven. */
static gboolean
is_proven (const ReviewTypePolicy *type, ReviewSide side)
{
  return !review_type_policy_decides (type, (int) side)
         || review_type_policy_find_certificate (type, (int) side, NULL, NULL) != NULL;
}

static gboolean
check_certificates (const ReviewTypePolicy *type, const char *path, GError **error)
{
  g_autofree char *certified = g_strconcat (path, ".certified", NULL);

  for (guint i = 0; type->certificates != NULL && i < type->certificates->len; i++)
    {
      g_autofree char *child = g_strdup_printf ("%s.certificates[%u]", path, i);

      if (!check_certificate (type->certificates->pdata[i], type, child, error))
        return FALSE;
    }
  if (type->certified && strcmp (type->case_type, REVIEW_POLICY_OTHER_TYPES) == 0)
    {
      review_error_set_field (error, certified, "a certificate is of one case type");
      return FALSE;
    }
  if (!type->certified
      || (is_proven (type, REVIEW_SIDE_PASS) && is_proven (type, REVIEW_SIDE_BLOCK)))
    return TRUE;
  review_error_set_field (error, certified, "no certificate covers the threshold");
  return FALSE;
}

static gboolean
check_thresholds (const ReviewTypePolicy *type, const char *path, GError **error)
{
  const struct
  {
    const char *member;
    gboolean ok;
    const char *message;
  } rules[] = {
    { "threshold_pass", is_share (type->threshold_pass), "lies in 0..1" },
    { "threshold_block", is_share (type->threshold_block), "lies in 0..1" },
    { "verdict_cut", is_share (type->verdict_cut), "lies in 0..1" },
    { "threshold_pass", type->threshold_pass < type->threshold_block,
      "must lie below threshold_block: they cross" },
    { "verdict_cut", type->threshold_pass < type->verdict_cut,
      "must lie above threshold_pass: a case would pass against the verdict" },
    { "verdict_cut", type->verdict_cut <= type->threshold_block,
      "must not lie above threshold_block: a case would be blocked against the verdict" },
    { "audit_rate", isnan (type->audit_rate) || is_share (type->audit_rate), "lies in 0..1" },
    { "sla_minutes", type->sla_minutes > 0, "is more than nothing" },
    { "sla_minutes", type->sla_minutes <= MOST_MINUTES, "is at most a year" },
    { "blind_share", isnan (type->blind_share) || is_share (type->blind_share), "lies in 0..1" },
    { "blind_share", !(type->audit_rate > 0) || review_type_policy_blind_share (type) > 0,
      "must be above 0: a blind audit would be the only blind case of its queue" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (!rules[i].ok)
      {
        g_autofree char *member = g_strconcat (path, ".", rules[i].member, NULL);

        review_error_set_field (error, member, "%s", rules[i].message);
        return FALSE;
      }
  return TRUE;
}

static gboolean
check_type (const ReviewTypePolicy *type,
            const HubPolicyContext *context,
            const char *path,
            GError **error)
{
  g_autofree char *name = g_strconcat (path, ".case_type", NULL);

  if (strcmp (type->case_type, REVIEW_POLICY_OTHER_TYPES) != 0
      && review_catalog_find_type (context->catalog, type->case_type) == NULL)
    {
      review_error_set_field (error, name, "\"%s\" is no case type", type->case_type);
      return FALSE;
    }
  return check_thresholds (type, path, error) && check_certificates (type, path, error);
}

static gboolean
check_types (const ReviewPolicy *policy, const HubPolicyContext *context, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *known = context->catalog->case_types;

  for (guint i = 0; policy->types != NULL && i < policy->types->len; i++)
    {
      const ReviewTypePolicy *type = policy->types->pdata[i];
      g_autofree char *path = g_strdup_printf ("types[%u]", i);
      g_autofree char *name = g_strconcat (path, ".case_type", NULL);

      if (!check_unique (seen, type->case_type, name, error)
          || !check_type (type, context, path, error))
        return FALSE;
    }
  for (guint i = 0; known != NULL && i < known->len; i++)
    {
      const ReviewCaseType *type = known->pdata[i];

      if (review_policy_find_type (policy, type->id) != NULL)
        continue;
      review_error_set_field (error, "types", "nothing is said of \"%s\"", type->id);
      return FALSE;
    }
  return TRUE;
}

static gboolean
require_parameter (const ReviewPolicy *policy, const char *name, const char *clause, GError **error)
{
  if (review_policy_find_parameter (policy, name) != NULL)
    return TRUE;
  review_error_set_field (error, "parameters", "clause %s needs \"%s\"", clause, name);
  return FALSE;
}

/* What stands in braces in a clause's text. */
static gboolean
check_text (const ReviewPolicy *policy, const char *text, const char *clause, GError **error)
{
  for (const char *p = strchr (text, '{'); p != NULL; p = strchr (p + 1, '{'))
    {
      const char *end = strchr (p, '}');
      g_autofree char *name = end != NULL ? g_strndup (p + 1, (gsize) (end - p - 1)) : NULL;

      if (name != NULL && !require_parameter (policy, name, clause, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_clause (const ReviewPolicy *policy, const ReviewClause *clause, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  review_condition_collect_params (clause->applies_when, names);
  review_condition_collect_params (clause->met_when, names);
  for (guint i = 0; i < names->len; i++)
    if (!require_parameter (policy, names->pdata[i], clause->id, error))
      return FALSE;
  return clause->text == NULL
         || (check_text (policy, review_text_get (clause->text, "en"), clause->id, error)
             && check_text (policy, review_text_get (clause->text, "zh-CN"), clause->id, error));
}

/* No number is written twice: the SOPs in force read theirs here. */
static gboolean
check_sops (const ReviewPolicy *policy, const HubPolicyContext *context, GError **error)
{
  GPtrArray *sops = context->catalog->sops;

  for (guint i = 0; sops != NULL && i < sops->len; i++)
    {
      const ReviewSop *sop = sops->pdata[i];

      for (guint c = 0; sop->clauses != NULL && c < sop->clauses->len; c++)
        if (!check_clause (policy, sop->clauses->pdata[c], error))
          return FALSE;
    }
  return TRUE;
}

static gboolean
check_validity (const ReviewPolicy *policy, GError **error)
{
  if (policy->valid_from >= 0
      && (policy->valid_until == 0 || policy->valid_until > policy->valid_from))
    return TRUE;
  review_error_set_field (error, "valid_until", "must lie after valid_from");
  return FALSE;
}

/**
 * hub_policy_check:
 * @policy: as decoded; nothing is taken for granted
 * @context: what it speaks of
 * @error: %REVIEW_ERROR_INVALID naming the first wrong member, as `types[0].threshold_pass`
 *
 * Thresholds that cross, shares outside 0..1, numbers that are none or absurd, unknown case types,
 * certificates that do not cover what is claimed, parameters that an SOP needs, validity, rules
 * (hub_policy_check_rules()).
 *
 * Returns: whether it may be put in force
 */
gboolean
hub_policy_check (const ReviewPolicy *policy, const HubPolicyContext *context, GError **error)
{
  return check_parameters (policy, error) && check_types (policy, context, error)
         && check_sops (policy, context, error) && check_validity (policy, error)
         && hub_policy_check_rules (policy, context, error);
}
