/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the columns of the cases become: features that a model can read, and the profile that people
 * read. */
#define G_LOG_DOMAIN "review-ingest"
#include "review-suggest-private.h"

#include <string.h>

#define MIN_ROWS 20 /* fewer make no category of a text */

static void
add_feature (ReviewSuggestion *s, const ReviewColumnProfile *c, const char *is, GHashTable *taken)
{
  ReviewMappingFeature *f = review_record_new (&review_mapping_feature_type);
  g_autofree char *title =
      is != NULL ? g_strdup_printf ("%s: %s", c->name, is) : g_strdup (c->name);

  f->id = review_suggest_id (title, taken);
  f->name = review_text_new (title, title);
  f->value = review_suggest_value (NULL, c->name,
                                   is != NULL ? REVIEW_VALUE_BOOLEAN : review_suggest_type (c));
  f->unit = g_strdup (f->value->type == REVIEW_VALUE_BOOLEAN ? "bool" : "");
  if (is != NULL)
    {
      f->value->op = REVIEW_MAP_IS;
      f->value->values = g_new0 (char *, 2);
      f->value->values[0] = g_strdup (is);
    }
  g_ptr_array_add (s->mapping->features, f);
}

/* A column of the cases: numbers and yes/no are features, few different texts are one feature
 * each, a time opens the case, and what people read goes into the profile. */
static void
add_case_column (ReviewSuggestion *s,
                 const ReviewColumnProfile *c,
                 GHashTable *features,
                 GHashTable *fields)
{
  int type = review_suggest_type (c);

  if (c->filled == 0)
    return;
  if (type == REVIEW_VALUE_TIME && s->mapping->opened_at == NULL)
    {
      s->mapping->opened_at = review_suggest_value (NULL, c->name, type);
      s->mapping->opened_at->format = g_strdup (c->format);
      return;
    }
  if (type != REVIEW_VALUE_TIME && type != REVIEW_VALUE_TEXT)
    {
      add_feature (s, c, NULL, features);
      return;
    }
  g_ptr_array_add (s->mapping->profile, review_suggest_field (c, fields));
  if (type != REVIEW_VALUE_TEXT || c->many || c->distinct->len < 2 || s->cases->rows < MIN_ROWS)
    return;
  for (guint i = 0; i < c->distinct->len; i++)
    add_feature (s, c, c->distinct->pdata[i], features);
}

/*
 * review_suggest_cases:
 *
 * Describes what the columns of the cases give: features, the profile, when a case was opened.
 */
void
review_suggest_cases (ReviewSuggestion *s)
{
  g_autoptr (GHashTable) features = review_suggest_names ();
  g_autoptr (GHashTable) fields = review_suggest_names ();

  s->mapping->features = review_records_new ();
  s->mapping->profile = review_records_new ();
  for (guint i = 0; i < s->cases->columns->len; i++)
    {
      const ReviewColumnProfile *c = s->cases->columns->pdata[i];

      if (strcmp (c->name, s->options->id_column) != 0
          && g_strcmp0 (c->name, s->options->truth_column) != 0)
        add_case_column (s, c, features, fields);
    }
}
