/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Features that a case brings: each has to be one that ROCA knows, with a value that its unit
 * allows. A misspelt name would otherwise be missing for ever, and nobody would be told. */
#define G_LOG_DOMAIN "review-roca"
#include <math.h>
#include <string.h>

#include "review-error.h"
#include "roca-features.h"

/* Whether one of the words of the id is "age" and its unit is one of time: a duration that cannot be
 * negative. Without a unit it may be anything, an age on some scale of its own. */
static gboolean
is_age (const RocaColumn *column)
{
  static const char *const units[] = { "d", "h", "min", "s", "years", NULL };
  g_auto (GStrv) words = g_strsplit (column->id, "_", -1);

  return g_strv_contains (units, column->unit)
         && g_strv_contains ((const char *const *) words, "age");
}

/* Why @value cannot be a value of @column; NULL: it can. */
static const char *
refuse_by_unit (const RocaColumn *column, double value)
{
  static const struct
  {
    const char *unit;
    double least, most;
    const char *why;
  } table[] = { { "count", 0, INFINITY, "counts something, and that is never negative" },
                { "years", 0, 150, "is no age of a person" } };

  if (strcmp (column->unit, "bool") == 0 && fabs (value) > 0 && fabs (value - 1) > 0)
    return "is yes or no: 1 or 0";
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (strcmp (column->unit, table[i].unit) == 0
        && (value < table[i].least || value > table[i].most))
      return table[i].why;
  return value < 0 && is_age (column) ? "is an age, and that is never negative" : NULL;
}

static gboolean
check_one (const RocaSchema *schema, const ReviewFeatureValue *value, guint i, GError **error)
{
  int at = g_str_has_prefix (value->name, ROCA_CLAUSE_PREFIX)
               ? -1
               : roca_schema_find (schema, value->name);
  const char *why = at >= 0 ? refuse_by_unit (schema->columns->pdata[at], value->value) : NULL;
  g_autofree char *path = g_strdup_printf ("features[%u].%s", i, at >= 0 ? "value" : "name");
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (at >= 0 && (isnan (value->value) || why == NULL))
    return TRUE;
  if (at < 0)
    review_error_set_field (error, path, "'%s' is no feature of %s", value->name,
                            schema->case_type);
  else
    review_error_set_field (error, path, "'%s' %s; it is %s", value->name, why,
                            g_ascii_formatd (number, sizeof number, "%g", value->value));
  return FALSE;
}

/**
 * roca_check_supplied:
 * @catalog: names the supplied features
 * @intake: a case
 *
 * A type that has no features at all takes any: it is stored before anybody described it.
 *
 * Returns: FALSE with REVIEW_ERROR_INVALID when @intake brings a feature that its type does not
 *   have, or a value that the feature's unit does not allow
 */
gboolean
roca_check_supplied (const ReviewCatalog *catalog, const ReviewIntake *intake, GError **error)
{
  g_autoptr (RocaSchema) schema = NULL;

  if (intake->features == NULL || intake->features->len == 0)
    return TRUE;
  schema = roca_schema_new (catalog, NULL, intake->type);
  for (guint i = 0; schema->columns->len > 0 && i < intake->features->len; i++)
    if (!check_one (schema, intake->features->pdata[i], i, error))
      return FALSE;
  return TRUE;
}
