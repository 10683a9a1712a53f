/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be known to be wrong with a mapping before a file is opened; what was left out is filled
 * in on the way, so that a user of the mapping sees no default. */
#define G_LOG_DOMAIN "review-ingest"
#include <string.h>

#include "review-clock.h"
#include "review-decimal.h"
#include "review-error.h"
#include "review-mapping-private.h"
#include "review-moment.h"

static gboolean
wrong (GError **error, const char *path, const char *member, const char *text)
{
  g_autofree char *field = g_strdup_printf ("%s%s%s", path, *path != '\0' ? "." : "", member);

  review_error_set_field (error, field, "%s", text);
  return FALSE;
}

static gboolean
has_column (const ReviewMappingValue *v)
{
  return v->column != NULL || (v->columns != NULL && v->columns[0] != NULL);
}

/* What a derivation gives, where that is fixed, and what it is made from. */
enum
{
  COLUMN = 1 << 0, /* a column, or the first of several */
  OF = 1 << 1,     /* or a text that is derived first */
  CONSTANT = 1 << 2,
  SIDES = 1 << 3,
  VALUES = 1 << 4,
  FORMAT = 1 << 5,
  LIST = 1 << 6,
  UNTIL = 1 << 7,
  WINDOW = 1 << 8
};

typedef struct
{
  int type;
  guint takes;
} Derivation;

static const Derivation derivations[] = {
  [REVIEW_MAP_COPY] = { 0, COLUMN },
  [REVIEW_MAP_CONSTANT] = { 0, CONSTANT },
  [REVIEW_MAP_SCALE] = { REVIEW_VALUE_AMOUNT, COLUMN },
  [REVIEW_MAP_DIRECTION] = { REVIEW_VALUE_TEXT, SIDES },
  [REVIEW_MAP_COUNTERPARTY] = { REVIEW_VALUE_TEXT, SIDES },
  [REVIEW_MAP_IS] = { REVIEW_VALUE_BOOLEAN, COLUMN | OF | VALUES },
  [REVIEW_MAP_PRESENT] = { REVIEW_VALUE_BOOLEAN, COLUMN | OF },
  [REVIEW_MAP_DOMAIN_OF] = { REVIEW_VALUE_TEXT, COLUMN | OF },
  [REVIEW_MAP_IN_LIST] = { REVIEW_VALUE_BOOLEAN, COLUMN | OF | LIST },
  [REVIEW_MAP_LENGTH] = { REVIEW_VALUE_NUMBER, COLUMN | OF },
  [REVIEW_MAP_DIGIT_SHARE] = { REVIEW_VALUE_NUMBER, COLUMN | OF },
  [REVIEW_MAP_ENTROPY] = { REVIEW_VALUE_NUMBER, COLUMN | OF },
  [REVIEW_MAP_HOUR] = { REVIEW_VALUE_NUMBER, COLUMN | FORMAT },
  [REVIEW_MAP_AGE_DAYS] = { REVIEW_VALUE_NUMBER, COLUMN | FORMAT | UNTIL },
  [REVIEW_MAP_COUNT_BY] = { REVIEW_VALUE_NUMBER, COLUMN | OF | WINDOW },
  [REVIEW_MAP_SHARE_BY] = { REVIEW_VALUE_NUMBER, COLUMN | OF | WINDOW },
};

/**
 * review_mapping_op_counts:
 * @op: a ReviewMappingOp
 *
 * Returns: whether it looks at earlier rows
 */
gboolean
review_mapping_op_counts (int op)
{
  return (derivations[op].takes & WINDOW) != 0;
}

/**
 * review_mapping_parse_window:
 * @text: a whole number and s, m, h or d ("90m", "24h", "7d"), or "all"
 * @ret_window: (out): µs; %G_MAXINT64 for "all"
 *
 * Returns: whether @text is a window of a second to a hundred years, or of everything
 */
gboolean
review_mapping_parse_window (const char *text, gint64 *ret_window)
{
  static const struct
  {
    char letter;
    gint64 length;
  } units[] = {
    { 's', REVIEW_SECOND }, { 'm', REVIEW_MINUTE }, { 'h', REVIEW_HOUR }, { 'd', REVIEW_DAY }
  };
  const gint64 longest = 36525 * REVIEW_DAY;
  char *end = NULL;
  guint64 n;

  *ret_window = G_MAXINT64;
  if (strcmp (text, "all") == 0)
    return TRUE;
  if (!g_ascii_isdigit (*text))
    return FALSE;
  n = g_ascii_strtoull (text, &end, 10);
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (end[0] == units[i].letter && end[1] == '\0' && n > 0
        && n <= (guint64) (longest / units[i].length))
      {
        *ret_window = (gint64) n * units[i].length;
        return TRUE;
      }
  return FALSE;
}

static gboolean
check_window (const ReviewMappingValue *v, gboolean timed, const char *path, GError **error)
{
  gint64 window;

  if (!review_mapping_parse_window (v->window, &window))
    return wrong (error, path, "window", "is none of 90m, 24h, 7d … or all");
  return window == G_MAXINT64 || timed
         || wrong (error, path, "window", "needs rows with a time: only all goes without");
}

/* What it takes must be there, and what stands there must be taken. */
static gboolean
check_op (const ReviewMappingValue *v, gboolean timed, const char *path, GError **error)
{
  guint takes = derivations[v->op].takes;
  const struct
  {
    guint what;
    gboolean given;
    const char *member;
    const char *lack;  /* NULL: may be left out */
    const char *extra; /* NULL: may stand there for nothing */
  } members[] = {
    { CONSTANT, v->constant != NULL, "constant", "is required", NULL },
    { SIDES, v->from != NULL && v->to != NULL, "from", "and to are required", NULL },
    { VALUES, v->values != NULL, "values", "is required", NULL },
    { FORMAT, v->format != NULL, "format", "is required", NULL },
    { LIST, v->list != NULL && *v->list != '\0', "list", "is required", "does not belong here" },
    { WINDOW, v->window != NULL, "window", "is required", "does not belong here" },
    { UNTIL, v->until != NULL, "until", NULL, "does not belong here" },
    { OF, v->of != NULL, "of", NULL, "does not belong here" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      gboolean taken = (takes & members[i].what) != 0;

      if (taken && !members[i].given && members[i].lack != NULL)
        return wrong (error, path, members[i].member, members[i].lack);
      if (!taken && members[i].given && members[i].extra != NULL)
        return wrong (error, path, members[i].member, members[i].extra);
    }
  if (v->of != NULL && has_column (v))
    return wrong (error, path, "of", "and a column exclude each other");
  if ((takes & COLUMN) != 0 && v->of == NULL && !has_column (v))
    return wrong (error, path, "column", "is required");
  if (v->op == REVIEW_MAP_SCALE && ABS (v->decimals) > REVIEW_DECIMAL_MAX_SHIFT)
    return wrong (error, path, "decimals", "is out of range");
  return (takes & WINDOW) == 0 || check_window (v, timed, path, error);
}

static gboolean complete_value (
    ReviewMappingValue *v, const char *path, int wanted, gboolean timed, GError **error);

static gboolean
complete_inner (ReviewMappingValue *v, const char *path, GError **error)
{
  g_autofree char *of = g_strdup_printf ("%s%sof", path, *path != '\0' ? "." : "");
  g_autofree char *until = g_strdup_printf ("%s%suntil", path, *path != '\0' ? "." : "");

  return complete_value (v->of, of, REVIEW_VALUE_TEXT, FALSE, error)
         && complete_value (v->until, until, REVIEW_VALUE_TIME, FALSE, error);
}

/* Fills in what was left out, then checks. @wanted: a type the place demands, 0 for any. @timed:
 * the rows have a time there. */
static gboolean
complete_value (ReviewMappingValue *v, const char *path, int wanted, gboolean timed, GError **error)
{
  int fixed;

  if (v == NULL)
    return TRUE;
  if (v->op == 0)
    v->op = v->constant != NULL ? REVIEW_MAP_CONSTANT : REVIEW_MAP_COPY;
  fixed = derivations[v->op].type;
  if (v->type == 0)
    v->type = fixed != 0 ? fixed : wanted != 0 ? wanted : REVIEW_VALUE_TEXT;
  if (fixed != 0 && v->type != fixed)
    return wrong (error, path, "type", "does not fit the derivation");
  if (wanted != 0 && v->type != wanted)
    return wrong (error, path, "type", "is not what this place takes");
  if (v->type == REVIEW_VALUE_TIME && v->format == NULL)
    return wrong (error, path, "format", "is required for a time");
  if (v->format != NULL && !review_moment_format_is_known (v->format))
    return wrong (
        error, path, "format",
        "is none of unix_d, unix_s, unix_ms, unix_us, rfc3339 or a pattern of %Y %m %d …");
  return check_op (v, timed, path, error) && complete_inner (v, path, error);
}

static gboolean
complete_fields (GPtrArray *fields, const char *path, gboolean timed, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; fields != NULL && i < fields->len; i++)
    {
      g_autofree char *child = g_strdup_printf ("%s[%u]", path, i);
      ReviewMappingValue *v = fields->pdata[i];

      if (v->name == NULL || *v->name == '\0')
        return wrong (error, child, "name", "is required");
      if (!g_hash_table_add (names, v->name))
        return wrong (error, child, "name", "is used twice");
      if (!complete_value (v, child, 0, timed, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
complete_evidence (GPtrArray *evidence, const char *path, GError **error)
{
  for (guint i = 0; evidence != NULL && i < evidence->len; i++)
    {
      ReviewMappingEvidence *e = evidence->pdata[i];
      g_autofree char *at = g_strdup_printf ("%s.evidence[%u].at", path, i);
      g_autofree char *id = g_strdup_printf ("%s.evidence[%u].external_id", path, i);
      g_autofree char *fields = g_strdup_printf ("%s.evidence[%u].fields", path, i);

      if (!complete_value (e->at, at, REVIEW_VALUE_TIME, FALSE, error)
          || !complete_value (e->external_id, id, REVIEW_VALUE_TEXT, FALSE, error)
          || !complete_fields (e->fields, fields, e->at != NULL, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
complete_transfers (ReviewMappingTransfers *t, const char *path, GError **error)
{
  g_autofree char *from = g_strdup_printf ("%s.transfers.from", path);
  g_autofree char *to = g_strdup_printf ("%s.transfers.to", path);
  g_autofree char *amount = g_strdup_printf ("%s.transfers.amount", path);
  g_autofree char *at = g_strdup_printf ("%s.transfers.at", path);

  if (t == NULL)
    return TRUE;
  if (t->amount->type == 0 && t->amount->op == 0)
    t->amount->type = REVIEW_VALUE_AMOUNT;
  if (!complete_value (t->from, from, REVIEW_VALUE_TEXT, FALSE, error)
      || !complete_value (t->to, to, REVIEW_VALUE_TEXT, FALSE, error)
      || !complete_value (t->at, at, REVIEW_VALUE_TIME, FALSE, error)
      || !complete_value (t->amount, amount, 0, FALSE, error))
    return FALSE;
  return t->amount->type == REVIEW_VALUE_AMOUNT || t->amount->type == REVIEW_VALUE_NUMBER
         || wrong (error, amount, "type", "is number or amount");
}

static gboolean
key_exists (const ReviewMapping *self, const char *key)
{
  for (guint i = 0; self->keys != NULL && i < self->keys->len; i++)
    if (strcmp (((ReviewMappingKey *) self->keys->pdata[i])->name, key) == 0)
      return TRUE;
  return strcmp (key, "id") == 0;
}

static gboolean
complete_file (ReviewMapping *self, ReviewMappingFile *file, const char *path, GError **error)
{
  if (file->delimiter != NULL && strlen (file->delimiter) != 1)
    return wrong (error, path, "delimiter", "is one character");
  if (file->role == REVIEW_FILE_CASES && file->joins != NULL)
    return wrong (error, path, "joins", "belong to files of rows");
  if (file->role == REVIEW_FILE_CASES && file->transfers != NULL)
    return wrong (error, path, "transfers", "belong to files of rows");
  if (file->role == REVIEW_FILE_ROWS && (file->joins == NULL || file->joins->len == 0))
    return wrong (error, path, "joins", "is required");
  if (file->role == REVIEW_FILE_ROWS && (file->evidence == NULL || file->evidence->len == 0))
    return wrong (error, path, "evidence", "is required");
  for (guint i = 0; file->joins != NULL && i < file->joins->len; i++)
    {
      ReviewMappingJoin *join = file->joins->pdata[i];
      g_autofree char *child = g_strdup_printf ("%s.joins[%u]", path, i);

      if (join->key == NULL)
        join->key = g_strdup ("id");
      if (!key_exists (self, join->key))
        return wrong (error, child, "key", "is no key of the mapping");
    }
  return complete_evidence (file->evidence, path, error)
         && complete_transfers (file->transfers, path, error);
}

static gboolean
complete_files (ReviewMapping *self, GError **error)
{
  guint n_cases = 0;

  for (guint i = 0; i < self->files->len; i++)
    {
      ReviewMappingFile *file = self->files->pdata[i];
      g_autofree char *path = g_strdup_printf ("files[%u]", i);

      n_cases += file->role == REVIEW_FILE_CASES;
      if (!complete_file (self, file, path, error))
        return FALSE;
    }
  return n_cases > 0 || wrong (error, "", "files", "has none with the role cases");
}

static gboolean
complete_features (ReviewMapping *self, GError **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; self->features != NULL && i < self->features->len; i++)
    {
      ReviewMappingFeature *f = self->features->pdata[i];
      g_autofree char *path = g_strdup_printf ("features[%u]", i);
      g_autofree char *value = g_strdup_printf ("features[%u].value", i);

      if (f->value->type == 0 && f->value->op == 0)
        f->value->type = REVIEW_VALUE_NUMBER;
      if (!g_hash_table_add (ids, f->id))
        return wrong (error, path, "id", "is used twice");
      if (f->name->en == NULL || f->name->zh_cn == NULL)
        return wrong (error, path, "name", "is required in both languages");
      if (f->monotone < -1 || f->monotone > 1)
        return wrong (error, path, "monotone", "is -1, 0 or 1");
      if (!complete_value (f->value, value, 0, self->opened_at != NULL, error))
        return FALSE;
      if (f->value->type == REVIEW_VALUE_TIME || f->value->type == REVIEW_VALUE_TEXT)
        return wrong (error, path, "value.type", "is number, amount or boolean for a feature");
    }
  return TRUE;
}

/*
 * review_mapping_complete:
 *
 * Fills in what was left out and checks the rest.
 *
 * Returns: %FALSE with INVALID naming the member
 */
gboolean
review_mapping_complete (ReviewMapping *self, GError **error)
{
  struct
  {
    ReviewMappingValue *value;
    const char *path;
    int type;
  } const single[] = {
    { self->opened_at, "opened_at", REVIEW_VALUE_TIME },
    { self->as_of, "as_of", REVIEW_VALUE_TIME },
    { self->value, "value", REVIEW_VALUE_AMOUNT },
    { self->currency, "currency", REVIEW_VALUE_TEXT },
    { self->priority, "priority", REVIEW_VALUE_NUMBER },
    { self->market, "market", REVIEW_VALUE_TEXT },
    { self->language, "language", REVIEW_VALUE_TEXT },
    { self->vendor, "vendor", REVIEW_VALUE_TEXT },
    { self->subject, "subject", REVIEW_VALUE_TEXT },
  };

  if (strcmp (self->schema, REVIEW_MAPPING_SCHEMA) != 0)
    return wrong (error, "", "schema", "is not " REVIEW_MAPPING_SCHEMA);
  if (*self->case_type == '\0'
      || strspn (self->case_type, "abcdefghijklmnopqrstuvwxyz0123456789_")
             != strlen (self->case_type))
    return wrong (error, "", "case_type", "has letters a to z, digits and _ only");
  if (self->type != NULL && strcmp (self->type->id, self->case_type) != 0)
    return wrong (error, "type", "id", "is not the mapping's case_type");
  for (gsize i = 0; i < G_N_ELEMENTS (single); i++)
    if (!complete_value (single[i].value, single[i].path, single[i].type, self->opened_at != NULL,
                         error))
      return FALSE;
  return complete_fields (self->profile, "profile", self->opened_at != NULL, error)
         && complete_features (self, error) && complete_files (self, error);
}
