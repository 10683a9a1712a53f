/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must hold of effects and of what customers read of a decision. A text of ours never says that
 * a report, a list or an inquiry exists; and a customer cannot read it from which text they got: the
 * notice of a sensitive disposition is also the notice of one that is not, and no notice is named
 * after a code of our own. */
#define G_LOG_DOMAIN "review-wire"
#include "review-catalog-notices.h"

#include <string.h>

#include "review-tipping-off.h"

#define NOTIFY "notify_customer"

/* Lists whose codes say what we think of a customer. */
static const char *const internal[] = { "disposition", "typology",
                                        "root_cause",  "escalation_reason",
                                        "hold_reason", "priority_reason",
                                        NULL };

static gboolean
fault (ReviewCatalogFault *ret, const char *member, char *why)
{
  *ret = (ReviewCatalogFault){ member, why };
  return FALSE;
}

static gboolean
has (char **list, const char *name)
{
  return list != NULL && g_strv_contains ((const char *const *) list, name);
}

static gboolean
check_text (const ReviewText *text, ReviewCatalogFault *ret)
{
  const char *halves[] = { text->en, text->zh_cn };

  for (gsize i = 0; i < G_N_ELEMENTS (halves); i++)
    {
      g_autofree char *found = review_tipping_off_find (halves[i]);

      if (found != NULL)
        return fault (ret, ".message", g_strdup_printf ("a customer must not read \"%s\"", found));
    }
  return TRUE;
}

static gboolean
check_notice_name (const ReviewCatalog *catalog, const ReviewCode *notice, ReviewCatalogFault *ret)
{
  for (guint i = 0; i < catalog->codes->len; i++)
    {
      const ReviewCode *one = catalog->codes->pdata[i];

      if (g_strv_contains (internal, one->list) && strstr (notice->code, one->code) != NULL)
        return fault (ret, ".code",
                      g_strdup_printf ("\"%s\" is named after %s \"%s\"", notice->code, one->list,
                                       one->code));
    }
  return TRUE;
}

static gboolean
check_pair (const ReviewCatalog *catalog,
            char **effects,
            const char *notice,
            const char *case_type,
            const char *member,
            ReviewCatalogFault *ret)
{
  if (has (effects, NOTIFY) != (notice != NULL))
    return fault (ret, member, g_strdup ("belongs to " NOTIFY ", and it needs one"));
  if (notice != NULL
      && review_catalog_find_code (catalog, "customer_notice", notice, case_type) == NULL)
    return fault (ret, member,
                  g_strdup_printf ("\"%s\" is no code of list customer_notice", notice));
  return TRUE;
}

/* Whether a disposition of the type that is not sensitive tells the customer the same. */
static gboolean
is_shared (const ReviewCatalog *catalog, const char *notice, const char *case_type)
{
  g_autoptr (GPtrArray) list = review_catalog_list_codes (catalog, "disposition", case_type);

  for (guint i = 0; i < list->len; i++)
    {
      const ReviewCode *one = list->pdata[i];

      if (!one->sensitive && g_strcmp0 (one->notice, notice) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
check_disposition (const ReviewCatalog *catalog, const ReviewCode *code, ReviewCatalogFault *ret)
{
  if (code->types == NULL)
    return check_pair (catalog, code->effects, code->notice, NULL, ".notice", ret);
  for (char **type = code->types; *type != NULL; type++)
    {
      if (!check_pair (catalog, code->effects, code->notice, *type, ".notice", ret))
        return FALSE;
      if (code->sensitive && code->notice != NULL && !is_shared (catalog, code->notice, *type))
        return fault (
            ret, ".notice",
            g_strdup_printf ("\"%s\" tells a sensitive disposition from all others", code->notice));
    }
  return TRUE;
}

static gboolean
check_effect (const ReviewCatalog *catalog,
              const ReviewPolicy *policy,
              const ReviewCode *code,
              ReviewCatalogFault *ret)
{
  for (char **name = code->after; name != NULL && *name != NULL; name++)
    if (strcmp (*name, "*") != 0
        && review_catalog_find_code (catalog, "effect", *name, NULL) == NULL)
      return fault (ret, ".after", g_strdup_printf ("\"%s\" is no code of list effect", *name));
  if (code->undo != NULL && review_catalog_find_code (catalog, "effect", code->undo, NULL) == NULL)
    return fault (ret, ".undo", g_strdup_printf ("\"%s\" is no code of list effect", code->undo));
  for (char **name = code->parameters; name != NULL && *name != NULL; name++)
    {
      double value;

      if (!review_policy_get_parameter (policy, *name, &value))
        return fault (ret, ".parameters",
                      g_strdup_printf ("\"%s\" is no parameter of the policy", *name));
    }
  return TRUE;
}

/**
 * review_catalog_check_commands:
 * @catalog: merged from all files
 * @policy: whose parameters commands carry
 * @ret: filled where %FALSE is returned
 *
 * Returns: whether what @code says of effects and of customers' texts may be so
 */
gboolean
review_catalog_check_commands (const ReviewCatalog *catalog,
                               const ReviewPolicy *policy,
                               const ReviewCode *code,
                               ReviewCatalogFault *ret)
{
  gboolean disposition = strcmp (code->list, "disposition") == 0;
  gboolean effect = strcmp (code->list, "effect") == 0;

  if (!disposition && (code->notice != NULL || code->sensitive))
    return fault (ret, ".notice", g_strdup ("belongs to dispositions"));
  if (!effect
      && (code->target != NULL || code->parameters != NULL || code->after != NULL
          || code->undo != NULL || code->lasting || code->again))
    return fault (ret, ".target", g_strdup ("belongs to effects"));
  if (code->message != NULL && !check_text (code->message, ret))
    return FALSE;
  if (strcmp (code->list, "customer_notice") == 0)
    return check_notice_name (catalog, code, ret);
  if (disposition)
    return check_disposition (catalog, code, ret);
  return !effect || check_effect (catalog, policy, code, ret);
}

/**
 * review_catalog_check_pass:
 * @ret: filled where %FALSE is returned
 *
 * Returns: whether the effects and the notice of a pass fit
 */
gboolean
review_catalog_check_pass (const ReviewCatalog *catalog,
                           const ReviewCaseType *type,
                           ReviewCatalogFault *ret)
{
  return check_pair (catalog, type->pass_effects, type->pass_notice, type->id, ".pass_notice", ret);
}
