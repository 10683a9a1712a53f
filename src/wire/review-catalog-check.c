/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must hold across the files of the catalogue and the policy: unique ids, both languages,
 * references that exist, well-formed conditions. One error at a time, naming the file (from
 * @origins) and the path inside it, so that whoever edits the data can go there. */
#define G_LOG_DOMAIN "review-wire"
#include "review-catalog-check.h"

#include <math.h>
#include <string.h>

#include "review-catalog-load.h"
#include "review-catalog-notices.h"
#include "review-error.h"

typedef struct
{
  const ReviewCatalog *catalog;
  const ReviewPolicy *policy;
  GHashTable *origins; /* record → "catalog/FILE: codes[3]"; NULL where not known */
} Check;

/* The lists that codes may belong to. A new one is a decision of the code that reads it. */
static const char *const lists[] = { "root_cause",
                                     "disposition",
                                     "request_information",
                                     "hold_reason",
                                     "wake_event",
                                     "reveal_reason",
                                     "escalation_reason",
                                     "escalation_answer",
                                     "skip_reason",
                                     "absence_reason",
                                     "handover_step",
                                     "close_reason",
                                     "nature",
                                     "typology",
                                     "effect",
                                     "priority_reason",
                                     "customer_frame",
                                     "customer_notice",
                                     "benign",
                                     "event",
                                     "field",
                                     "value",
                                     NULL };

static char *
get_path (const Check *check, gconstpointer record, const char *fallback)
{
  const char *origin = check->origins != NULL ? g_hash_table_lookup (check->origins, record) : NULL;

  return g_strdup (origin != NULL ? origin : fallback);
}

static gboolean
wrong (GError **error, const char *path, const char *member, const char *message)
{
  g_autofree char *whole = g_strconcat (path, member, NULL);

  review_error_set_field (error, whole, "%s", message);
  return FALSE;
}

static gboolean
wrong_name (GError **error, const char *path, const char *member, const char *name, const char *why)
{
  g_autofree char *message = g_strdup_printf ("\"%s\" %s", name != NULL ? name : "", why);

  return wrong (error, path, member, message);
}

static gboolean
is_blank (const char *text)
{
  return text == NULL || *text == '\0';
}

static gboolean
check_text (const ReviewText *text, const char *path, const char *member, GError **error)
{
  if (text == NULL || (!is_blank (text->en) && !is_blank (text->zh_cn)))
    return TRUE;
  return wrong (error, path, member,
                is_blank (text->en) ? "the English text is missing"
                                    : "the Chinese text is missing");
}

/* Adds @key to @seen; an error when it was there before. */
static gboolean
check_unique (
    GHashTable *seen, const char *key, const char *path, const char *member, GError **error)
{
  if (g_hash_table_add (seen, g_strdup (key)))
    return TRUE;
  return wrong_name (error, path, member, key, "is there twice");
}

/* Of its own: a type that the program ships does not lean on the row for all others. */
static gboolean
has_thresholds (const ReviewPolicy *policy, const char *case_type)
{
  const ReviewTypePolicy *type = review_policy_find_type (policy, case_type);

  return type != NULL && strcmp (type->case_type, case_type) == 0;
}

static gboolean
check_pass (const Check *check, const ReviewCaseType *type, const char *path, GError **error)
{
  ReviewCatalogFault fault;
  gboolean ok = review_catalog_check_pass (check->catalog, type, &fault)
                || wrong (error, path, fault.member, fault.why);

  if (!ok)
    g_free (fault.why);
  return ok;
}

static gboolean
check_case_types (const Check *check, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < check->catalog->case_types->len; i++)
    {
      const ReviewCaseType *type = check->catalog->case_types->pdata[i];
      g_autofree char *path = get_path (check, type, type->id);
      g_autofree char *prefix = g_strconcat ("prefix ", type->prefix, NULL);

      if (!check_unique (seen, type->id, path, ".id", error)
          || !check_unique (seen, prefix, path, ".prefix", error)
          || !check_text (type->name, path, ".name", error)
          || !check_text (type->question, path, ".question", error)
          || !check_text (type->pass_verb, path, ".pass_verb", error)
          || !check_text (type->block_verb, path, ".block_verb", error)
          || !check_text (type->warning, path, ".warning", error))
        return FALSE;
      for (char **effect = type->pass_effects; effect != NULL && *effect != NULL; effect++)
        if (review_catalog_find_code (check->catalog, "effect", *effect, NULL) == NULL)
          return wrong_name (error, path, ".pass_effects", *effect, "is no code of list effect");
      if (type->no_answer != NULL
          && review_catalog_find_code (check->catalog, "disposition", type->no_answer, type->id)
                 == NULL)
        return wrong_name (error, path, ".no_answer", type->no_answer,
                           "is no disposition of the type");
      if (!check_pass (check, type, path, error))
        return FALSE;
      if (!has_thresholds (check->policy, type->id))
        return wrong_name (error, path, ".id", type->id, "has no thresholds in the policy");
    }
  return TRUE;
}

static gboolean
check_root_cause (const ReviewCode *code, const char *path, GError **error)
{
  gboolean path_a = code->path == REVIEW_PATH_A;

  for (char **label = code->labels; label != NULL && *label != NULL; label++)
    if (review_enum_value (&review_labels, *label) == 0)
      return wrong_name (error, path, ".labels", *label, "is no label");
  if (code->path == 0)
    return wrong (error, path, ".path", "a root cause suggests a path");
  if (path_a != (code->fix != NULL))
    return wrong (error, path, ".fix", "belongs to path A, and path A needs it");
  if (path_a && strcmp (code->fix, "weight") != 0 && strcmp (code->fix, "feature") != 0)
    return wrong (error, path, ".fix", "is \"weight\" or \"feature\"");
  return TRUE;
}

/* What a customer reads is written beforehand, in both languages. */
static gboolean
check_message (const ReviewCode *code, const char *path, GError **error)
{
  gboolean wanted =
      strcmp (code->list, "request_information") == 0 || g_str_has_prefix (code->list, "customer_");

  if (wanted)
    return check_text (code->message, path, ".message", error);
  return code->message == NULL
         || wrong (error, path, ".message", "belongs to what a customer reads");
}

static gboolean
check_commands (const Check *check, const ReviewCode *code, const char *path, GError **error)
{
  ReviewCatalogFault fault;
  gboolean ok = review_catalog_check_commands (check->catalog, check->policy, code, &fault)
                || wrong (error, path, fault.member, fault.why);

  if (!ok)
    g_free (fault.why);
  return ok;
}

static gboolean
check_code (const Check *check, const ReviewCode *code, const char *path, GError **error)
{
  if (!g_strv_contains (lists, code->list))
    return wrong_name (error, path, ".list", code->list, "is no list that the product knows");
  if (!check_text (code->text, path, ".text", error) || !check_message (code, path, error))
    return FALSE;
  for (char **type = code->types; type != NULL && *type != NULL; type++)
    if (review_catalog_find_type (check->catalog, *type) == NULL)
      return wrong_name (error, path, ".types", *type, "is no case type");
  if (strcmp (code->list, "root_cause") == 0)
    return check_root_cause (code, path, error);
  if (code->labels != NULL || code->path != 0 || code->fix != NULL)
    return wrong (error, path, "", "labels, path and fix belong to root causes");
  if (code->effects != NULL && strcmp (code->list, "disposition") != 0)
    return wrong (error, path, ".effects", "belong to dispositions");
  for (char **effect = code->effects; effect != NULL && *effect != NULL; effect++)
    if (review_catalog_find_code (check->catalog, "effect", *effect, NULL) == NULL)
      return wrong_name (error, path, ".effects", *effect, "is no code of list effect");
  return check_commands (check, code, path, error);
}

/* A code is unique in its list, per case type where it names types. */
static gboolean
check_code_unique (GHashTable *seen, const ReviewCode *code, const char *path, GError **error)
{
  static char *any[] = { (char *) "", NULL };

  for (char **type = code->types != NULL ? code->types : any; *type != NULL; type++)
    {
      g_autofree char *key = g_strconcat (code->list, " ", code->code, " ", *type, NULL);

      g_strchomp (key);
      if (!check_unique (seen, key, path, ".code", error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_codes (const Check *check, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < check->catalog->codes->len; i++)
    {
      const ReviewCode *code = check->catalog->codes->pdata[i];
      g_autofree char *path = get_path (check, code, code->code);

      if (!check_code_unique (seen, code, path, error) || !check_code (check, code, path, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_features (const Check *check, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < check->catalog->features->len; i++)
    {
      const ReviewFeatureDef *feature = check->catalog->features->pdata[i];
      g_autofree char *path = get_path (check, feature, feature->id);
      g_autofree char *key = g_strconcat (feature->case_type, " ", feature->id, NULL);

      if (review_catalog_find_type (check->catalog, feature->case_type) == NULL)
        return wrong_name (error, path, ".case_type", feature->case_type, "is no case type");
      if (!check_unique (seen, key, path, ".id", error)
          || !check_text (feature->name, path, ".name", error)
          || !check_text (feature->meaning, path, ".meaning", error))
        return FALSE;
      if (feature->monotone < -1 || feature->monotone > 1)
        return wrong (error, path, ".monotone", "is -1, 0 or 1");
    }
  return TRUE;
}

/* Each `{name}` in @text is a parameter of the policy; their set is the same in both halves. */
static gboolean
check_params (const Check *check, const ReviewClause *clause, const char *path, GError **error)
{
  const char *halves[] = { clause->text->en, clause->text->zh_cn };

  for (guint h = 0; h < G_N_ELEMENTS (halves); h++)
    for (const char *p = strchr (halves[h], '{'); p != NULL; p = strchr (p + 1, '{'))
      {
        const char *end = strchr (p, '}');
        g_autofree char *braced = end != NULL ? g_strndup (p, (gsize) (end - p) + 1) : NULL;
        g_autofree char *name = end != NULL ? g_strndup (p + 1, (gsize) (end - p) - 1) : NULL;
        double value;

        if (name == NULL)
          return wrong (error, path, ".text", "a brace is not closed");
        if (!review_policy_get_parameter (check->policy, name, &value))
          return wrong_name (error, path, ".text", name, "is no parameter of the policy");
        if (strstr (halves[1 - h], braced) == NULL)
          return wrong_name (error, path, ".text", name, "is a parameter in one language only");
      }
  return TRUE;
}

static gboolean
check_condition (const Check *check,
                 const ReviewCondition *condition,
                 const char *path,
                 const char *member,
                 GError **error)
{
  g_autofree char *whole = g_strconcat (path, member, NULL);
  g_autoptr (GPtrArray) params = g_ptr_array_new_with_free_func (g_free);

  if (condition == NULL)
    return TRUE;
  if (!review_condition_check (condition, whole, error))
    return FALSE;
  review_condition_collect_params (condition, params);
  for (guint i = 0; i < params->len; i++)
    {
      double value;

      if (!review_policy_get_parameter (check->policy, params->pdata[i], &value))
        return wrong_name (error, path, member, params->pdata[i], "is no parameter of the policy");
    }
  return TRUE;
}

/* The list a clause's code is of, by kind; NULL: it takes none. */
static const char *
get_code_list (int kind)
{
  static const char *const by_kind[] = { NULL, NULL, "request_information", "hold_reason",
                                         NULL, NULL, "escalation_reason" };

  return kind >= 0 && kind < (int) G_N_ELEMENTS (by_kind) ? by_kind[kind] : NULL;
}

static gboolean
check_clause_code (const Check *check,
                   const ReviewSop *sop,
                   const ReviewClause *clause,
                   const char *path,
                   GError **error)
{
  const char *list = get_code_list (clause->kind);
  g_autofree char *why = NULL;

  if (clause->code == NULL)
    return clause->kind != REVIEW_CLAUSE_ASK
           || wrong (error, path, ".code", "an ask names what is requested");
  if (list == NULL)
    return wrong (error, path, ".code", "belongs to ask, hold and escalate");
  if (review_catalog_find_code (check->catalog, list, clause->code, sop->case_type) != NULL)
    return TRUE;
  why = g_strconcat ("is no code of list ", list, NULL);
  return wrong_name (error, path, ".code", clause->code, why);
}

static gboolean
check_clause (const Check *check,
              const ReviewSop *sop,
              const ReviewClause *clause,
              const char *path,
              GError **error)
{
  const ReviewCaseType *type = review_catalog_find_type (check->catalog, sop->case_type);
  g_autofree char *start = g_strconcat (type->prefix, "-", NULL);
  gboolean is_check = clause->kind == REVIEW_CLAUSE_CHECK;

  if (!g_str_has_prefix (clause->id, start))
    return wrong_name (error, path, ".id", clause->id, "does not begin with the type's prefix");
  if (is_check != (clause->met_when != NULL))
    return wrong (error, path, ".met_when", "belongs to check clauses, and they need it");
  return check_text (clause->text, path, ".text", error)
         && check_text (clause->title, path, ".title", error)
         && check_params (check, clause, path, error)
         && check_condition (check, clause->applies_when, path, ".applies_when", error)
         && check_condition (check, clause->met_when, path, ".met_when", error)
         && check_clause_code (check, sop, clause, path, error);
}

static gboolean
check_sop (
    const Check *check, const ReviewSop *sop, const char *path, GHashTable *seen, GError **error)
{
  g_autofree char *of_type = g_strconcat ("an SOP of ", sop->case_type, NULL);

  if (review_catalog_find_type (check->catalog, sop->case_type) == NULL)
    return wrong_name (error, path, ".case_type", sop->case_type, "is no case type");
  if (!check_unique (seen, of_type, path, ".case_type", error)
      || !check_text (sop->title, path, ".title", error))
    return FALSE;
  for (guint i = 0; i < sop->clauses->len; i++)
    {
      const ReviewClause *clause = sop->clauses->pdata[i];
      g_autofree char *child = g_strdup_printf ("%s.clauses[%u]", path, i);

      if (!check_unique (seen, clause->id, child, ".id", error)
          || !check_clause (check, sop, clause, child, error))
        return FALSE;
    }
  for (guint i = 0; sop->uncovered != NULL && i < sop->uncovered->len; i++)
    {
      const ReviewSituation *situation = sop->uncovered->pdata[i];
      g_autofree char *child = g_strdup_printf ("%s.uncovered[%u]", path, i);

      if (!check_unique (seen, situation->id, child, ".id", error)
          || !check_text (situation->text, child, ".text", error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_sops (const Check *check, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < check->catalog->sops->len; i++)
    {
      const ReviewSop *sop = check->catalog->sops->pdata[i];
      g_autofree char *path = get_path (check, sop, sop->id);

      if (!check_sop (check, sop, path, seen, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_type_policy (const Check *check,
                   const ReviewTypePolicy *type,
                   const char *path,
                   GError **error)
{
  if (strcmp (type->case_type, REVIEW_POLICY_OTHER_TYPES) != 0
      && review_catalog_find_type (check->catalog, type->case_type) == NULL)
    return wrong_name (error, path, ".case_type", type->case_type, "is no case type");
  if (!(type->threshold_pass >= 0 && type->threshold_pass < type->verdict_cut
        && type->verdict_cut < type->threshold_block && type->threshold_block <= 1))
    return wrong (error, path, "", "0 <= threshold_pass < verdict_cut < threshold_block <= 1");
  if (type->sla_minutes <= 0)
    return wrong (error, path, ".sla_minutes", "is above 0");
  if (!(type->audit_rate >= 0 && type->audit_rate <= 1))
    return wrong (error, path, ".audit_rate", "is between 0 and 1");
  return TRUE;
}

static gboolean
check_policy (const Check *check, GError **error)
{
  const ReviewPolicy *policy = check->policy;
  g_autofree char *file = g_strdup_printf ("policy/%s.json: ", policy->version);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; policy->parameters != NULL && i < policy->parameters->len; i++)
    {
      const ReviewParameter *parameter = policy->parameters->pdata[i];
      g_autofree char *path = g_strdup_printf ("%sparameters[%u]", file, i);

      if (!check_unique (seen, parameter->name, path, ".name", error))
        return FALSE;
      if (!isfinite (parameter->value))
        return wrong (error, path, ".value", "a number is needed");
    }
  for (guint i = 0; i < policy->types->len; i++)
    {
      const ReviewTypePolicy *type = policy->types->pdata[i];
      g_autofree char *path = g_strdup_printf ("%stypes[%u]", file, i);
      g_autofree char *key = g_strconcat ("type ", type->case_type, NULL);

      if (!check_unique (seen, key, path, ".case_type", error)
          || !check_type_policy (check, type, path, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * review_catalog_check:
 * @catalog: merged from all files, all four arrays set
 * @policy: the policy that goes with it
 * @origins: (nullable): record → where it stands, for messages
 *
 * Everything that the data alone can show. Facts of conditions are checked by
 * review_catalog_check_facts(), where the extractors' features are known.
 *
 * Returns: %FALSE with an INVALID error naming file and path
 */
gboolean
review_catalog_check (const ReviewCatalog *catalog,
                      const ReviewPolicy *policy,
                      GHashTable *origins,
                      GError **error)
{
  Check check = { catalog, policy, origins };

  return check_policy (&check, error) && check_case_types (&check, error)
         && check_codes (&check, error) && check_features (&check, error)
         && check_sops (&check, error);
}

static gboolean
has_feature (const ReviewCatalog *catalog, const char *case_type, const char *id)
{
  for (guint i = 0; catalog->features != NULL && i < catalog->features->len; i++)
    {
      const ReviewFeatureDef *feature = catalog->features->pdata[i];

      if (strcmp (feature->case_type, case_type) == 0 && strcmp (feature->id, id) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
check_clause_facts (const ReviewCatalog *catalog,
                    const ReviewSop *sop,
                    const ReviewClause *clause,
                    ReviewFactKnownFunc known,
                    gpointer user_data,
                    GError **error)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func (g_free);

  review_condition_collect_facts (clause->applies_when, facts);
  review_condition_collect_facts (clause->met_when, facts);
  for (char **name = clause->covers; name != NULL && *name != NULL; name++)
    g_ptr_array_add (facts, g_strdup (*name));
  for (guint i = 0; i < facts->len; i++)
    {
      const char *fact = facts->pdata[i];
      g_autofree char *path = NULL;

      if (has_feature (catalog, sop->case_type, fact)
          || (known != NULL && known (sop->case_type, fact, user_data)))
        continue;
      path = g_strconcat (sop->id, ".", clause->id, NULL);
      return wrong_name (error, path, "", fact, "is no feature of the case type");
    }
  return TRUE;
}

/**
 * review_catalog_check_facts:
 * @catalog: as loaded
 * @known: (nullable) (scope call): features that code computes, beside those in @catalog
 *
 * Returns: whether each fact in a condition, and each feature a clause covers, can exist
 */
gboolean
review_catalog_check_facts (const ReviewCatalog *catalog,
                            ReviewFactKnownFunc known,
                            gpointer user_data,
                            GError **error)
{
  for (guint i = 0; catalog->sops != NULL && i < catalog->sops->len; i++)
    {
      const ReviewSop *sop = catalog->sops->pdata[i];

      for (guint c = 0; c < sop->clauses->len; c++)
        if (!check_clause_facts (catalog, sop, sop->clauses->pdata[c], known, user_data, error))
          return FALSE;
    }
  return TRUE;
}
