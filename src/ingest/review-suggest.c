/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A first mapping from the files themselves. It imports as it is; names, units and classes are for
 * a person to better. Only what every row bears out is claimed. */
#define G_LOG_DOMAIN "review-ingest"
#include "review-suggest-private.h"

#include <string.h>

#include "review-error.h"
#include "review-table.h"

#define JOIN_SHARE 0.9 /* of a column's values that must be ids for it to be a join */

static const char *const id_words[] = { "id",       "account", "node",   "user",
                                        "customer", "address", "wallet", NULL };
static const char *const amount_words[] = { "amount", "value", "price", "balance", "sum", NULL };
static const char *const from_words[] = {
  "from", "sender", "source", "src", "payer", "orig", NULL
};
static const char *const to_words[] = { "to",   "receiver", "recipient", "target", "dst",
                                        "dest", "payee",    "benef",     NULL };
static const char *const positive_words[] = { "1",         "true",     "yes", "y",    "t",
                                              "fraud",     "positive", "bad", "scam", "block",
                                              "malicious", "illicit",  NULL };

/* Whether @name begins with one of @words, or holds it after a change of case or a separator:
 * "sourceNodeId" holds "id", "paid" does not. */
gboolean
review_suggest_has_word (const char *name, const char *const *words)
{
  for (guint w = 0; words[w] != NULL; w++)
    {
      gsize n = strlen (words[w]);

      for (const char *p = name; strlen (p) >= n; p++)
        {
          gboolean starts = p == name || !g_ascii_isalnum (p[-1])
                            || (g_ascii_isupper (*p) && g_ascii_islower (p[-1]));

          if (starts && g_ascii_strncasecmp (p, words[w], n) == 0
              && !(n < 4 && g_ascii_islower (p[n])))
            return TRUE;
        }
    }
  return FALSE;
}

ReviewMappingValue *
review_suggest_value (const char *name, const char *column, int type)
{
  ReviewMappingValue *v = review_record_new (&review_mapping_value_type);

  v->name = g_strdup (name);
  v->column = g_strdup (column);
  v->type = type;
  return v;
}

/* `a-zA-Z0-9` of a column's name as snake_case, unlike any in @taken. */
char *
review_suggest_id (const char *column, GHashTable *taken)
{
  GString *id = g_string_new (NULL);
  g_autofree char *base = NULL;

  for (const char *p = column; *p != '\0'; p++)
    {
      if (g_ascii_isupper (*p) && p > column && g_ascii_islower (p[-1]))
        g_string_append_c (id, '_');
      if (g_ascii_isalnum (*p))
        g_string_append_c (id, g_ascii_tolower (*p));
      else if (id->len > 0 && id->str[id->len - 1] != '_')
        g_string_append_c (id, '_');
    }
  if (id->len > 0 && id->str[id->len - 1] == '_')
    g_string_truncate (id, id->len - 1);
  if (id->len == 0 || g_ascii_isdigit (id->str[0]))
    g_string_prepend (id, "f_");
  base = g_strdup (id->str);
  for (int n = 2; !g_hash_table_add (taken, g_strdup (id->str)); n++)
    g_string_printf (id, "%s_%d", base, n);
  return g_string_free (id, FALSE);
}

int
review_suggest_type (const ReviewColumnProfile *c)
{
  if (c->filled == 0)
    return REVIEW_VALUE_TEXT;
  if (c->words
      || (c->boolean && (g_str_has_prefix (c->name, "is") || g_str_has_prefix (c->name, "has"))))
    return REVIEW_VALUE_BOOLEAN;
  if (c->format != NULL)
    return REVIEW_VALUE_TIME;
  if (c->amount && review_suggest_has_word (c->name, amount_words))
    return REVIEW_VALUE_AMOUNT;
  return c->number ? REVIEW_VALUE_NUMBER : REVIEW_VALUE_TEXT;
}

ReviewMappingValue *
review_suggest_field (const ReviewColumnProfile *c, GHashTable *taken)
{
  g_autofree char *id = review_suggest_id (c->name, taken);
  ReviewMappingValue *v = review_suggest_value (id, c->name, review_suggest_type (c));

  if (v->type == REVIEW_VALUE_TIME)
    v->format = g_strdup (c->format);
  return v;
}

GHashTable *
review_suggest_names (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static gboolean
is_positive_word (const char *text)
{
  for (guint i = 0; positive_words[i] != NULL; i++)
    if (g_ascii_strcasecmp (text, positive_words[i]) == 0)
      return TRUE;
  return FALSE;
}

/* The values that sound like it; else the rarest one, as fraud is. */
static void
share_out (const ReviewColumnProfile *c, ReviewMappingTruth *truth)
{
  g_autoptr (GStrvBuilder) positive = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) negative = g_strv_builder_new ();
  gboolean by_word = FALSE;
  guint rarest = 0;

  for (guint i = 0; i < c->distinct->len; i++)
    {
      by_word = by_word || is_positive_word (c->distinct->pdata[i]);
      if (g_array_index (c->counts, gint64, i) < g_array_index (c->counts, gint64, rarest))
        rarest = i;
    }
  for (guint i = 0; i < c->distinct->len; i++)
    {
      const char *text = c->distinct->pdata[i];

      g_strv_builder_add ((by_word ? is_positive_word (text) : i == rarest) ? positive : negative,
                          text);
    }
  truth->positive = g_strv_builder_end (positive);
  truth->negative = g_strv_builder_end (negative);
}

static gboolean
describe_truth (ReviewSuggestion *s, GError **error)
{
  const ReviewColumnProfile *c;

  if (s->options->truth_column == NULL)
    return TRUE;
  c = review_file_profile_find (s->cases, s->options->truth_column);
  if (c->many || c->distinct->len < 2)
    {
      g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID,
                   "column \"%s\" has %s different values; a truth has two or a few", c->name,
                   c->many ? "many" : "fewer than two");
      return FALSE;
    }
  s->mapping->truth = review_record_new (&review_mapping_truth_type);
  s->mapping->truth->column = g_strdup (c->name);
  share_out (c, s->mapping->truth);
  return TRUE;
}

static gboolean
is_join (const ReviewSuggestion *s, const ReviewColumnProfile *c)
{
  const ReviewColumnProfile *id = review_file_profile_find (s->cases, s->options->id_column);

  if (c->filled == 0 || (double) c->ids < JOIN_SHARE * (double) c->filled)
    return FALSE;
  /* small whole numbers are ids of something by chance; then the name has to say so, too */
  return !id->whole || review_suggest_has_word (c->name, id_words)
         || g_ascii_strcasecmp (c->name, id->name) == 0;
}

static gboolean
is_joined_by (const ReviewMappingFile *file, const char *column)
{
  for (guint i = 0; i < file->joins->len; i++)
    if (strcmp (((ReviewMappingJoin *) file->joins->pdata[i])->column, column) == 0)
      return TRUE;
  return FALSE;
}

static char **
one (const char *text)
{
  char **list = g_new0 (char *, 2);

  list[0] = g_strdup (text);
  return list;
}

/* Two columns, one of which is the account in nine rows of ten, make a direction. */
static gboolean
add_direction (const ReviewFileProfile *p, const ReviewMappingFile *file, GPtrArray *fields)
{
  const ReviewColumnProfile *from = NULL;
  const ReviewColumnProfile *to = NULL;

  for (guint i = 0; i < p->columns->len; i++)
    {
      const ReviewColumnProfile *c = p->columns->pdata[i];

      if (from == NULL && (c->own > 0 || is_joined_by (file, c->name))
          && review_suggest_has_word (c->name, from_words))
        from = c;
      else if (to == NULL && (c->own > 0 || is_joined_by (file, c->name))
               && review_suggest_has_word (c->name, to_words))
        to = c;
    }
  if (from == NULL || to == NULL
      || (double) (from->own + to->own) < JOIN_SHARE * (double) (p->rows - p->hollow))
    return FALSE;
  for (int op = REVIEW_MAP_DIRECTION; op <= REVIEW_MAP_COUNTERPARTY; op++)
    {
      ReviewMappingValue *v =
          review_suggest_value (op == REVIEW_MAP_DIRECTION ? "direction" : "counterparty", NULL, 0);

      v->op = op;
      v->type = REVIEW_VALUE_TEXT;
      v->from = one (from->name);
      v->to = one (to->name);
      g_ptr_array_add (fields, v);
    }
  return TRUE;
}

static void
describe_evidence (const ReviewFileProfile *p, ReviewMappingFile *file)
{
  g_autoptr (GHashTable) taken = review_suggest_names ();
  g_autoptr (GStrvBuilder) filled = g_strv_builder_new ();
  ReviewMappingEvidence *e = review_record_new (&review_mapping_evidence_type);
  gboolean moves;

  e->fields = review_records_new ();
  g_hash_table_add (taken, g_strdup ("direction"));
  g_hash_table_add (taken, g_strdup ("counterparty"));
  moves = add_direction (p, file, e->fields);
  for (guint i = 0; i < p->columns->len; i++)
    {
      const ReviewColumnProfile *c = p->columns->pdata[i];

      if (c->filled == 0 || (is_joined_by (file, c->name)))
        continue;
      g_strv_builder_add (filled, c->name);
      if (review_suggest_type (c) == REVIEW_VALUE_TIME && e->at == NULL)
        {
          e->at = review_suggest_value (NULL, c->name, REVIEW_VALUE_TIME);
          e->at->format = g_strdup (c->format);
          continue;
        }
      moves = moves || review_suggest_type (c) == REVIEW_VALUE_AMOUNT;
      g_ptr_array_add (e->fields, review_suggest_field (c, taken));
    }
  e->kind = moves ? REVIEW_EVIDENCE_TRANSACTION : REVIEW_EVIDENCE_EVENT;
  file->evidence = review_records_new ();
  g_ptr_array_add (file->evidence, e);
  if (p->hollow > 0)
    file->skip_when_empty = g_strv_builder_end (filled);
}

static ReviewMappingFile *
new_file (const ReviewFileProfile *p, int role)
{
  ReviewMappingFile *file = review_record_new (&review_mapping_file_type);

  file->name = g_strdup (p->name);
  file->role = role;
  file->match = one (p->name);
  if (!p->no_header || p->json)
    return file;
  file->columns = g_new0 (char *, p->columns->len + 1);
  for (guint i = 0; i < p->columns->len; i++)
    file->columns[i] = g_strdup (((ReviewColumnProfile *) p->columns->pdata[i])->name);
  return file;
}

/* Rows without an id are told apart by their numbers. */
static gboolean
has_numbers (const ReviewSuggestion *s)
{
  return strcmp (s->options->id_column, REVIEW_TABLE_ROW) == 0;
}

static gboolean
describe_rows (ReviewSuggestion *s, const char *path, GError **error)
{
  g_autoptr (ReviewFileProfile) p =
      review_file_profile_new (path, s->options->no_header, s->ids, error);
  g_autoptr (ReviewMappingFile) file = NULL;

  if (p == NULL)
    return FALSE;
  if (has_numbers (s))
    {
      g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID,
                   "%s: cannot be joined: the cases have numbers in place of ids", p->name);
      return FALSE;
    }
  file = new_file (p, REVIEW_FILE_ROWS);
  file->joins = review_records_new ();
  for (guint i = 0; i < p->columns->len; i++)
    {
      const ReviewColumnProfile *c = p->columns->pdata[i];
      ReviewMappingJoin *join;

      if (!is_join (s, c))
        continue;
      join = review_record_new (&review_mapping_join_type);
      join->column = g_strdup (c->name);
      g_ptr_array_add (file->joins, join);
    }
  if (file->joins->len == 0)
    {
      g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID,
                   "%s: no column holds ids of \"%s\"; it cannot be joined", p->name,
                   s->options->id_column);
      return FALSE;
    }
  for (guint i = 0; i < file->joins->len; i++)
    if (!review_file_profile_count_own (p, ((ReviewMappingJoin *) file->joins->pdata[i])->column,
                                        error))
      return FALSE;
  describe_evidence (p, file);
  g_ptr_array_add (s->mapping->files, g_steal_pointer (&file));
  return TRUE;
}

static gboolean
has_cases (const ReviewSuggestion *s, const ReviewFileProfile *p)
{
  return (has_numbers (s) || review_file_profile_find (p, s->options->id_column) != NULL)
         && (s->options->truth_column == NULL
             || review_file_profile_find (p, s->options->truth_column) != NULL);
}

/* The first file that has the id's column and the truth's is the one of the cases. */
static int
find_cases (ReviewSuggestion *s, GError **error)
{
  for (int i = 0; s->options->files[i] != NULL; i++)
    {
      g_autoptr (ReviewFileProfile) p =
          review_file_profile_new (s->options->files[i], s->options->no_header, NULL, error);

      if (p == NULL)
        return -1;
      if (!has_cases (s, p))
        continue;
      s->cases = g_steal_pointer (&p);
      return i;
    }
  g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID, "no file has the column \"%s\"%s%s%s",
               s->options->id_column, s->options->truth_column != NULL ? " and the column \"" : "",
               s->options->truth_column != NULL ? s->options->truth_column : "",
               s->options->truth_column != NULL ? "\"" : "");
  return -1;
}

static gboolean
collect_ids (ReviewSuggestion *s, GError **error)
{
  const ReviewColumnProfile *id = review_file_profile_find (s->cases, s->options->id_column);

  s->ids = review_suggest_names ();
  if (has_numbers (s))
    return TRUE;
  if (!review_file_profile_collect (s->cases, s->options->id_column, s->ids, error))
    return FALSE;
  if ((gint64) g_hash_table_size (s->ids) == id->filled)
    return TRUE;
  g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID,
               "column \"%s\" is no id: %" G_GINT64_FORMAT " rows hold %u different values",
               s->options->id_column, id->filled, g_hash_table_size (s->ids));
  return FALSE;
}

static gboolean
suggest (ReviewSuggestion *s, GError **error)
{
  int cases = find_cases (s, error);
  g_autofree char *stem = NULL;

  if (cases < 0 || !collect_ids (s, error))
    return FALSE;
  stem = g_strdup (s->cases->name);
  *strchrnul (stem, '.') = '\0';
  s->mapping->schema = g_strdup (REVIEW_MAPPING_SCHEMA);
  s->mapping->source = g_steal_pointer (&stem);
  s->mapping->case_type = g_strdup (s->options->case_type);
  s->mapping->type = review_mapping_dup_case_type (s->mapping);
  s->mapping->id_column = g_strdup (s->options->id_column);
  s->mapping->missing = g_strdupv ((char **) review_profile_missing);
  s->mapping->files = review_records_new ();
  g_ptr_array_add (s->mapping->files, new_file (s->cases, REVIEW_FILE_CASES));
  review_suggest_cases (s);
  if (!describe_truth (s, error))
    return FALSE;
  for (int i = 0; s->options->files[i] != NULL; i++)
    if (i != cases && !describe_rows (s, s->options->files[i], error))
      return FALSE;
  return TRUE;
}

/**
 * review_suggest_mapping:
 *
 * Types hold for every row that can be read; a further file is joined by the columns whose values
 * are ids of the cases.
 *
 * Returns: (transfer full): a mapping that imports @options' files as it is; %NULL when the id is
 *   not unique, the truth is none, or a file cannot be joined
 */
ReviewMapping *
review_suggest_mapping (const ReviewSuggestOptions *options, GError **error)
{
  g_autoptr (ReviewMapping) mapping = review_record_new (&review_mapping_type);
  ReviewSuggestion s = { .options = options, .mapping = mapping };
  gboolean ok = suggest (&s, error);

  review_file_profile_free (s.cases);
  g_clear_pointer (&s.ids, g_hash_table_unref);
  return ok ? g_steal_pointer (&mapping) : NULL;
}
