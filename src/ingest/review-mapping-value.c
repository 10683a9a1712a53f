/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The closed list of derivations: a row and a mapping's value give a text in the canonical form of
 * its type (number: C locale; amount: plain decimal; time: RFC 3339; boolean: true/false). */
#define G_LOG_DOMAIN "review-ingest"
#include "review-mapping-value.h"

#include <math.h>
#include <string.h>

#include "review-counts.h"
#include "review-decimal.h"
#include "review-derive.h"
#include "review-error.h"
#include "review-list.h"
#include "review-moment.h"
#include "review-text.h"
#include "review-time.h"

#define SHOWN 40 /* characters of a wrong value that a report quotes */

/**
 * review_mapping_row_places:
 * @columns: (element-type utf8): the bound columns of a table; must outlive the result
 *
 * Returns: (transfer full): where each stands
 */
GHashTable *
review_mapping_row_places (GPtrArray *columns)
{
  GHashTable *places = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < columns->len; i++)
    g_hash_table_insert (places, columns->pdata[i], GUINT_TO_POINTER (i + 1));
  return places;
}

/**
 * review_mapping_row_get:
 *
 * Returns: (transfer none) (nullable): what @column holds; %NULL when it is missing
 */
const char *
review_mapping_row_get (const ReviewMappingRow *row, const char *column)
{
  guint place = column != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (row->places, column)) : 0;

  return place > 0 ? row->values[place - 1] : NULL;
}

static const char *
first_of (const ReviewMappingRow *row, char **columns, const char **ret_column)
{
  for (guint i = 0; columns != NULL && columns[i] != NULL; i++)
    {
      const char *text = review_mapping_row_get (row, columns[i]);

      *ret_column = columns[i];
      if (text != NULL)
        return text;
    }
  return NULL;
}

static const char *
source_of (const ReviewMappingValue *self, const ReviewMappingRow *row, const char **ret_column)
{
  if (self->column == NULL)
    return first_of (row, self->columns, ret_column);
  *ret_column = self->column;
  return review_mapping_row_get (row, self->column);
}

/**
 * review_value_parse_boolean:
 *
 * Returns: whether @text is one of true/false, yes/no, t/f, y/n, 1/0 in any case
 */
gboolean
review_value_parse_boolean (const char *text, gboolean *ret_value)
{
  static const char *const words[] = { "false", "true", "no", "yes", "f", "t", "n", "y", "0", "1" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (text, words[i]) == 0)
      {
        *ret_value = i % 2 == 1;
        return TRUE;
      }
  return FALSE;
}

/**
 * review_value_is_number:
 *
 * Returns: whether @text is a finite decimal number of the C locale (no "nan", no "0x1f")
 */
gboolean
review_value_is_number (const char *text)
{
  char *end = NULL;
  double value;

  if (*text == '\0' || strspn (text, "+-.0123456789eE") != strlen (text))
    return FALSE;
  value = g_ascii_strtod (text, &end);
  return *end == '\0' && isfinite (value);
}

static gboolean
refuse (GError **error, const char *text, const char *what)
{
  glong n = g_utf8_strlen (text, -1);
  g_autofree char *shown = g_utf8_substring (text, 0, MIN (n, SHOWN));
  g_autofree char *visible = review_text_visible (shown);

  g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID, "\"%s%s\" is no %s", visible,
               n > SHOWN ? "…" : "", what);
  return FALSE;
}

static gboolean
parse_time (const ReviewMappingValue *self, const char *raw, gint64 *ret_time, GError **error)
{
  g_autofree char *text = g_strstrip (g_strdup (raw));
  g_autofree char *what = NULL;

  if (review_moment_parse (text, self->format, ret_time))
    return TRUE;
  what = g_strdup_printf ("time of the format %s", self->format);
  return refuse (error, raw, what);
}

static gboolean
canonical_time (const ReviewMappingValue *self, const char *raw, char **ret_text, GError **error)
{
  gint64 time;

  if (!parse_time (self, raw, &time, error))
    return FALSE;
  *ret_text = review_time_format (time);
  return TRUE;
}

static gboolean
canonical (const ReviewMappingValue *self, const char *raw, char **ret_text, GError **error)
{
  g_autofree char *text = g_strstrip (g_strdup (raw));
  gboolean truth;

  switch ((ReviewValueType) self->type)
    {
    case REVIEW_VALUE_NUMBER:
      if (!review_value_is_number (text))
        return refuse (error, raw, "number");
      *ret_text = g_steal_pointer (&text);
      return TRUE;
    case REVIEW_VALUE_AMOUNT:
      *ret_text = review_decimal_scale (text, 0);
      return *ret_text != NULL || refuse (error, raw, "amount");
    case REVIEW_VALUE_TIME:
      return canonical_time (self, raw, ret_text, error);
    case REVIEW_VALUE_BOOLEAN:
      if (!review_value_parse_boolean (text, &truth))
        return refuse (error, raw, "yes or no");
      *ret_text = g_strdup (truth ? "true" : "false");
      return TRUE;
    case REVIEW_VALUE_TEXT:
    default:
      *ret_text = self->lower ? g_utf8_strdown (raw, -1) : g_strdup (raw);
      return TRUE;
    }
}

/* One value while it is being made; keeps the derivations' calls short. */
typedef struct
{
  const ReviewMappingValue *self;
  const ReviewMappingRow *row;
  char **ret_text;
  const char **ret_column;
  GError **error;
} Making;

static gboolean
make_scaled (const Making *m, const char *raw)
{
  g_autofree char *text = g_strstrip (g_strdup (raw));
  gint64 decimals = m->self->decimals;

  if (m->self->decimals_column != NULL)
    {
      const char *places = review_mapping_row_get (m->row, m->self->decimals_column);

      if (places == NULL)
        return TRUE; /* without its decimals the amount is not known */
      if (!g_ascii_string_to_signed (places, 10, -REVIEW_DECIMAL_MAX_SHIFT,
                                     REVIEW_DECIMAL_MAX_SHIFT, &decimals, NULL))
        {
          *m->ret_column = m->self->decimals_column;
          return refuse (m->error, places, "number of decimals");
        }
    }
  *m->ret_text = review_decimal_scale (text, decimals);
  return *m->ret_text != NULL || refuse (m->error, raw, "amount");
}

static gboolean
is_account (const ReviewMappingValue *self, const char *text, const char *case_id)
{
  if (text == NULL || case_id == NULL)
    return FALSE;
  return (self->lower ? g_ascii_strcasecmp (text, case_id) : strcmp (text, case_id)) == 0;
}

/* A transfer from the account to itself leaves it first: "out", with itself as counterparty. */
static gboolean
see_from_account (const Making *m, const char *raw)
{
  const ReviewMappingValue *self = m->self;
  const char *column;
  const char *from = first_of (m->row, self->from, &column);
  const char *to = first_of (m->row, self->to, &column);
  gboolean out = is_account (self, from, m->row->case_id);
  gboolean in = is_account (self, to, m->row->case_id);

  if (!out && !in)
    return TRUE;
  if (self->op == REVIEW_MAP_DIRECTION)
    *m->ret_text = g_strdup (out ? "out" : "in");
  else if (self->lower && (out ? to : from) != NULL)
    *m->ret_text = g_ascii_strdown (out ? to : from, -1);
  else
    *m->ret_text = g_strdup (out ? to : from);
  return TRUE;
}

static gboolean
make_copy (const Making *m, const char *raw)
{
  return canonical (m->self, raw, m->ret_text, m->error);
}

static gboolean
make_constant (const Making *m, const char *raw)
{
  return canonical (m->self, m->self->constant, m->ret_text, m->error);
}

static gboolean
say (const Making *m, gboolean truth)
{
  *m->ret_text = g_strdup (truth ? "true" : "false");
  return TRUE;
}

/* NaN is missing. */
static gboolean
say_number (const Making *m, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (isfinite (value))
    *m->ret_text = g_strdup (g_ascii_formatd (text, sizeof text, "%.12g", value));
  return TRUE;
}

static gboolean
make_present (const Making *m, const char *raw)
{
  return say (m, raw != NULL);
}

static gboolean
make_is (const Making *m, const char *raw)
{
  return say (m, g_strv_contains ((const char *const *) m->self->values, raw));
}

static gboolean
make_domain (const Making *m, const char *raw)
{
  *m->ret_text = review_derive_domain (raw);
  return TRUE;
}

static gboolean
make_in_list (const Making *m, const char *raw)
{
  const ReviewList *list =
      m->row->lists != NULL ? g_hash_table_lookup (m->row->lists, m->self->list) : NULL;

  return list == NULL || say (m, review_list_contains (list, raw));
}

static gboolean
make_length (const Making *m, const char *raw)
{
  return say_number (m, (double) g_utf8_strlen (raw, -1));
}

static gboolean
make_digit_share (const Making *m, const char *raw)
{
  return say_number (m, review_derive_digit_share (raw));
}

static gboolean
make_entropy (const Making *m, const char *raw)
{
  return say_number (m, review_derive_entropy (raw));
}

static gboolean
make_hour (const Making *m, const char *raw)
{
  gint64 time;

  return parse_time (m->self, raw, &time, m->error)
         && say_number (m, (double) (time / REVIEW_HOUR % 24));
}

static gboolean
make_age (const Making *m, const char *raw)
{
  g_autofree char *text = NULL;
  gint64 from;
  gint64 until = m->row->opened_at;

  if (!parse_time (m->self, raw, &from, m->error))
    return FALSE;
  if (m->self->until != NULL
      && !review_mapping_value_make (m->self->until, m->row, &text, m->ret_column, m->error))
    return FALSE;
  if (m->self->until != NULL && (text == NULL || !review_time_parse (text, &until)))
    return TRUE;
  return until == 0 || say_number (m, (double) (until - from) / (double) REVIEW_DAY);
}

static gboolean
make_count (const Making *m, const char *raw)
{
  return m->row->counts == NULL
         || say_number (m, review_counts_get (m->row->counts, m->self, m->row->file, m->row->line));
}

typedef struct
{
  gboolean (*make) (const Making *m, const char *raw);
  gboolean always; /* also when the row holds nothing */
} Derivation;

static const Derivation derivations[] = {
  [REVIEW_MAP_COPY] = { make_copy },
  [REVIEW_MAP_CONSTANT] = { make_constant, TRUE },
  [REVIEW_MAP_SCALE] = { make_scaled },
  [REVIEW_MAP_DIRECTION] = { see_from_account, TRUE },
  [REVIEW_MAP_COUNTERPARTY] = { see_from_account, TRUE },
  [REVIEW_MAP_IS] = { make_is },
  [REVIEW_MAP_PRESENT] = { make_present, TRUE },
  [REVIEW_MAP_DOMAIN_OF] = { make_domain },
  [REVIEW_MAP_IN_LIST] = { make_in_list },
  [REVIEW_MAP_LENGTH] = { make_length },
  [REVIEW_MAP_DIGIT_SHARE] = { make_digit_share },
  [REVIEW_MAP_ENTROPY] = { make_entropy },
  [REVIEW_MAP_HOUR] = { make_hour },
  [REVIEW_MAP_AGE_DAYS] = { make_age },
  [REVIEW_MAP_COUNT_BY] = { make_count },
  [REVIEW_MAP_SHARE_BY] = { make_count },
};

static gboolean
derive (const Making *m)
{
  const Derivation *derivation = &derivations[m->self->op];
  g_autofree char *derived = NULL;
  const char *raw;

  if (m->self->of == NULL)
    raw = source_of (m->self, m->row, m->ret_column);
  else if (review_mapping_value_make (m->self->of, m->row, &derived, m->ret_column, m->error))
    raw = derived;
  else
    return FALSE;
  return (raw == NULL && !derivation->always) || derivation->make (m, raw);
}

/* Without a case, who is on which side is not known yet, nor are counts before the last row was
 * read: that is no fault of the row. */
static gboolean
is_early (const ReviewMappingValue *self, const ReviewMappingRow *row)
{
  if (self->of != NULL && is_early (self->of, row))
    return TRUE;
  if (review_mapping_op_counts (self->op))
    return row->counts == NULL;
  return row->case_id == NULL
         && (self->op == REVIEW_MAP_DIRECTION || self->op == REVIEW_MAP_COUNTERPARTY
             || (self->op == REVIEW_MAP_AGE_DAYS && self->until == NULL));
}

/**
 * review_mapping_value_dup_key:
 * @self: a value that is counted over earlier rows
 *
 * Returns: (transfer full) (nullable): what is compared; %NULL when the row holds nothing
 */
char *
review_mapping_value_dup_key (const ReviewMappingValue *self, const ReviewMappingRow *row)
{
  g_autofree char *derived = NULL;
  const char *column;
  const char *raw = NULL;

  if (self->of == NULL)
    raw = source_of (self, row, &column);
  else if (review_mapping_value_make (self->of, row, &derived, &column, NULL))
    raw = derived;
  if (raw == NULL)
    return NULL;
  return self->lower ? g_utf8_strdown (raw, -1) : g_strdup (raw);
}

/**
 * review_mapping_value_make:
 * @self: a value of a completed mapping
 * @ret_text: (out) (transfer full) (nullable): the value; %NULL when it is missing
 * @ret_column: (out) (transfer none): the column that an error is about
 *
 * Returns: %FALSE with INVALID when the row holds something of another type, or nothing where the
 *   mapping requires something
 */
gboolean
review_mapping_value_make (const ReviewMappingValue *self,
                           const ReviewMappingRow *row,
                           char **ret_text,
                           const char **ret_column,
                           GError **error)
{
  const Making m = { self, row, ret_text, ret_column, error };

  *ret_text = NULL;
  *ret_column = NULL;
  if (!derive (&m))
    return FALSE;
  if (*ret_text != NULL || !self->required || is_early (self, row))
    return TRUE;
  g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_INVALID,
                       "nothing, where a value is required");
  return FALSE;
}
