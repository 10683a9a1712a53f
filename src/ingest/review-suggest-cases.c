/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the columns of the cases become: features that a model can read, and the profile that people
 * read. */
#define G_LOG_DOMAIN "review-ingest"
#include "review-suggest-private.h"

#include <string.h>

#define MIN_ROWS     20   /* fewer make no category of a text */
#define REPEAT_SHARE 0.05 /* of a column's rows that must repeat a value for it to be counted */

/* Columns that were written after the fact give the answer away: no feature is made of them. */
static const char *const answer_words[] = { "label",    "verdict", "outcome",    "decision",
                                            "fraud",    "scam",    "chargeback", "dispute",
                                            "resolved", "closed",  "flagged",    "reviewed",
                                            NULL };
/* Times under these names are when a person began, not the case. */
static const char *const birth_words[] = { "birth", "born", "dob", "birthday", NULL };
/* Whole numbers under these names are names themselves, and counted like them. */
static const char *const code_words[] = { "id",       "bin",    "zip",     "code",   "postal",
                                          "phone",    "no",     "account", "device", "card",
                                          "ssn",      "number", "user",    "entity", "mobile",
                                          "merchant", NULL };

/* What is said of a column under a feature's id and name. */
typedef struct
{
  int op;
  int type;
  const char *unit;
  const char *suffix; /* of the id */
  const char *en;     /* of the name, after the column's */
  const char *zh_cn;
  const char *window;  /* (nullable) */
  gboolean of_domain;  /* of the domain of the column's e-mail address */
  gboolean needs_time; /* cases have one */
} Derived;

/* A text by itself. */
static const Derived of_text[] = {
  { REVIEW_MAP_LENGTH, REVIEW_VALUE_NUMBER, "", "length", "length", "长度" },
  { REVIEW_MAP_DIGIT_SHARE, REVIEW_VALUE_NUMBER, "ratio", "digit_share", "share of digits",
    "数字占比" },
  { REVIEW_MAP_ENTROPY, REVIEW_VALUE_NUMBER, "", "entropy", "entropy", "信息熵" },
};

/* What came before with the same value. */
static const Derived of_history[] = {
  { REVIEW_MAP_COUNT_BY, REVIEW_VALUE_NUMBER, "count", "count", "earlier cases", "此前案件数",
    "all" },
  { REVIEW_MAP_COUNT_BY, REVIEW_VALUE_NUMBER, "count", "count_24h", "cases in 24 h before",
    "此前 24 小时案件数", "24h", FALSE, TRUE },
  { REVIEW_MAP_SHARE_BY, REVIEW_VALUE_NUMBER, "ratio", "share", "share of earlier cases",
    "此前案件占比", "all" },
};

static const Derived of_email[] = {
  { REVIEW_MAP_SHARE_BY, REVIEW_VALUE_NUMBER, "ratio", "domain_share",
    "domain, share of earlier cases", "域名，此前案件占比", "all", TRUE },
  { REVIEW_MAP_COUNT_BY, REVIEW_VALUE_NUMBER, "count", "domain_24h", "domain, cases in 24 h before",
    "域名，此前 24 小时案件数", "24h", TRUE, TRUE },
  { REVIEW_MAP_LENGTH, REVIEW_VALUE_NUMBER, "", "domain_length", "domain, length", "域名，长度",
    NULL, TRUE },
};

static const Derived of_time[] = {
  { REVIEW_MAP_HOUR, REVIEW_VALUE_NUMBER, "h", "hour", "hour of the day (UTC)", "小时（UTC）" },
};

static const Derived of_other_time[] = {
  { REVIEW_MAP_AGE_DAYS, REVIEW_VALUE_NUMBER, "d", "age", "days before the case", "距案件天数",
    NULL, FALSE, TRUE },
};

static void
add_feature (ReviewSuggestion *s,
             const char *id,
             const char *en,
             const char *zh_cn,
             const char *unit,
             ReviewMappingValue *value)
{
  ReviewMappingFeature *f = review_record_new (&review_mapping_feature_type);

  f->id = g_strdup (id);
  f->name = review_text_new (en, zh_cn);
  f->value = value;
  f->unit = g_strdup (unit);
  g_ptr_array_add (s->mapping->features, f);
}

static void
add_column (ReviewSuggestion *s, const ReviewColumnProfile *c, GHashTable *taken)
{
  int type = review_suggest_type (c);
  g_autofree char *id = review_suggest_id (c->name, taken);

  add_feature (s, id, c->name, c->name, type == REVIEW_VALUE_BOOLEAN ? "bool" : "",
               review_suggest_value (NULL, c->name, type));
}

/* One of a few texts: yes or no. */
static void
add_category (ReviewSuggestion *s,
              const ReviewColumnProfile *c,
              const char *text,
              GHashTable *taken)
{
  g_autofree char *title = g_strdup_printf ("%s: %s", c->name, text);
  g_autofree char *id = review_suggest_id (title, taken);
  ReviewMappingValue *v = review_suggest_value (NULL, c->name, REVIEW_VALUE_BOOLEAN);

  v->op = REVIEW_MAP_IS;
  v->values = g_new0 (char *, 2);
  v->values[0] = g_strdup (text);
  add_feature (s, id, title, title, "bool", v);
}

static void
add_derived (ReviewSuggestion *s,
             const ReviewColumnProfile *c,
             const Derived *list,
             gsize n,
             GHashTable *taken)
{
  for (gsize i = 0; i < n; i++)
    {
      const Derived *d = &list[i];
      g_autofree char *title = g_strdup_printf ("%s %s", c->name, d->suffix);
      g_autofree char *en = g_strdup_printf ("%s: %s", c->name, d->en);
      g_autofree char *zh_cn = g_strdup_printf ("%s：%s", c->name, d->zh_cn);
      g_autofree char *id = NULL;
      ReviewMappingValue *v;

      if (d->needs_time && s->opened == NULL)
        continue;
      id = review_suggest_id (title, taken);
      v = review_suggest_value (NULL, d->of_domain ? NULL : c->name, d->type);
      v->op = d->op;
      v->window = g_strdup (d->window);
      if (d->of_domain)
        {
          v->of = review_suggest_value (NULL, c->name, REVIEW_VALUE_TEXT);
          v->of->op = REVIEW_MAP_DOMAIN_OF;
        }
      if (d->op == REVIEW_MAP_HOUR || d->op == REVIEW_MAP_AGE_DAYS)
        v->format = g_strdup (c->format);
      add_feature (s, id, en, zh_cn, d->unit, v);
    }
}

#define ADD_DERIVED(s, c, list, taken) add_derived (s, c, list, G_N_ELEMENTS (list), taken)

static gboolean
repeats (const ReviewSuggestion *s, const ReviewColumnProfile *c)
{
  return c->distinct->len > 1 && s->cases->rows >= MIN_ROWS
         && (double) c->repeated >= REPEAT_SHARE * (double) c->filled;
}

static void
add_text (ReviewSuggestion *s,
          const ReviewColumnProfile *c,
          GHashTable *features,
          GHashTable *fields)
{
  g_ptr_array_add (s->mapping->profile, review_suggest_field (c, fields));
  if (c->distinct->len < 2 || s->cases->rows < MIN_ROWS)
    return;
  if (c->email)
    ADD_DERIVED (s, c, of_email, features);
  if (!c->many)
    for (guint i = 0; i < c->distinct->len; i++)
      add_category (s, c, c->distinct->pdata[i], features);
  else if (!c->ip)
    ADD_DERIVED (s, c, of_text, features);
  if (c->many && repeats (s, c))
    ADD_DERIVED (s, c, of_history, features);
}

/* A column of the cases: numbers and yes/no are features, few different texts are one feature
 * each; of many texts it is what they look like, and how often they came before. People read the
 * texts in the profile. */
static void
add_case_column (ReviewSuggestion *s,
                 const ReviewColumnProfile *c,
                 GHashTable *features,
                 GHashTable *fields)
{
  int type = review_suggest_type (c);

  if (c->filled == 0 || review_suggest_has_word (c->name, answer_words))
    return;
  if (type == REVIEW_VALUE_TEXT)
    add_text (s, c, features, fields);
  else if (c == s->opened)
    ADD_DERIVED (s, c, of_time, features);
  else if (type == REVIEW_VALUE_TIME)
    {
      g_ptr_array_add (s->mapping->profile, review_suggest_field (c, fields));
      ADD_DERIVED (s, c, of_other_time, features);
    }
  else
    {
      add_column (s, c, features);
      if (c->whole && c->many && review_suggest_has_word (c->name, code_words) && repeats (s, c))
        ADD_DERIVED (s, c, of_history, features);
    }
}

static gboolean
is_reserved (const ReviewSuggestion *s, const ReviewColumnProfile *c)
{
  return strcmp (c->name, s->options->id_column) == 0
         || g_strcmp0 (c->name, s->options->truth_column) == 0;
}

/* The first time that is neither an answer nor a birth says when the case was opened. */
static void
find_opened (ReviewSuggestion *s)
{
  for (guint i = 0; i < s->cases->columns->len && s->opened == NULL; i++)
    {
      const ReviewColumnProfile *c = s->cases->columns->pdata[i];

      if (!is_reserved (s, c) && c->filled > 0 && review_suggest_type (c) == REVIEW_VALUE_TIME
          && !review_suggest_has_word (c->name, answer_words)
          && !review_suggest_has_word (c->name, birth_words))
        s->opened = c;
    }
  if (s->opened == NULL)
    return;
  s->mapping->opened_at = review_suggest_value (NULL, s->opened->name, REVIEW_VALUE_TIME);
  s->mapping->opened_at->format = g_strdup (s->opened->format);
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
  find_opened (s);
  for (guint i = 0; i < s->cases->columns->len; i++)
    if (!is_reserved (s, s->cases->columns->pdata[i]))
      add_case_column (s, s->cases->columns->pdata[i], features, fields);
}
