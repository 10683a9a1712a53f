/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The closed list of derivations: a row and a mapping's value give a text in the canonical form of
 * its type (number: C locale; amount: plain decimal; time: RFC 3339; boolean: true/false). */
#define G_LOG_DOMAIN "review-ingest"
#include "review-mapping-value.h"

#include <math.h>
#include <string.h>

#include "review-decimal.h"
#include "review-error.h"
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
canonical_time (const ReviewMappingValue *self, const char *text, char **ret_text, GError **error)
{
  gint64 time;

  if (!review_moment_parse (text, self->format, &time))
    {
      g_autofree char *what = g_strdup_printf ("time of the format %s", self->format);

      return refuse (error, text, what);
    }
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
      return canonical_time (self, text, ret_text, error);
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

static gboolean
scale (const ReviewMappingValue *self,
       const ReviewMappingRow *row,
       const char *raw,
       char **ret_text,
       const char **ret_column,
       GError **error)
{
  g_autofree char *text = g_strstrip (g_strdup (raw));
  gint64 decimals = self->decimals;

  if (self->decimals_column != NULL)
    {
      const char *places = review_mapping_row_get (row, self->decimals_column);

      if (places == NULL)
        return TRUE; /* without its decimals the amount is not known */
      if (!g_ascii_string_to_signed (places, 10, -REVIEW_DECIMAL_MAX_SHIFT,
                                     REVIEW_DECIMAL_MAX_SHIFT, &decimals, NULL))
        {
          *ret_column = self->decimals_column;
          return refuse (error, places, "number of decimals");
        }
    }
  *ret_text = review_decimal_scale (text, decimals);
  return *ret_text != NULL || refuse (error, raw, "amount");
}

static gboolean
is_account (const ReviewMappingValue *self, const char *text, const char *case_id)
{
  if (text == NULL || case_id == NULL)
    return FALSE;
  return (self->lower ? g_ascii_strcasecmp (text, case_id) : strcmp (text, case_id)) == 0;
}

/* A transfer from the account to itself leaves it first: "out", with itself as counterparty. */
static void
see_from_account (const ReviewMappingValue *self, const ReviewMappingRow *row, char **ret_text)
{
  const char *column;
  const char *from = first_of (row, self->from, &column);
  const char *to = first_of (row, self->to, &column);
  gboolean out = is_account (self, from, row->case_id);
  gboolean in = is_account (self, to, row->case_id);

  if (!out && !in)
    return;
  if (self->op == REVIEW_MAP_DIRECTION)
    *ret_text = g_strdup (out ? "out" : "in");
  else if (self->lower && (out ? to : from) != NULL)
    *ret_text = g_ascii_strdown (out ? to : from, -1);
  else
    *ret_text = g_strdup (out ? to : from);
}

static gboolean
derive (const ReviewMappingValue *self,
        const ReviewMappingRow *row,
        char **ret_text,
        const char **ret_column,
        GError **error)
{
  const char *raw = source_of (self, row, ret_column);

  switch ((ReviewMappingOp) self->op)
    {
    case REVIEW_MAP_CONSTANT:
      return canonical (self, self->constant, ret_text, error);
    case REVIEW_MAP_DIRECTION:
    case REVIEW_MAP_COUNTERPARTY:
      see_from_account (self, row, ret_text);
      return TRUE;
    case REVIEW_MAP_PRESENT:
      *ret_text = g_strdup (raw != NULL ? "true" : "false");
      return TRUE;
    case REVIEW_MAP_IS:
      if (raw != NULL)
        *ret_text =
            g_strdup (g_strv_contains ((const char *const *) self->values, raw) ? "true" : "false");
      return TRUE;
    case REVIEW_MAP_SCALE:
      return raw == NULL || scale (self, row, raw, ret_text, ret_column, error);
    case REVIEW_MAP_COPY:
    default:
      return raw == NULL || canonical (self, raw, ret_text, error);
    }
}

/* Without a case, who is on which side is not known yet: that is no fault of the row. */
static gboolean
needs_case (const ReviewMappingValue *self, const ReviewMappingRow *row)
{
  return row->case_id == NULL
         && (self->op == REVIEW_MAP_DIRECTION || self->op == REVIEW_MAP_COUNTERPARTY);
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
  *ret_text = NULL;
  *ret_column = NULL;
  if (!derive (self, row, ret_text, ret_column, error))
    return FALSE;
  if (*ret_text != NULL || !self->required || needs_case (self, row))
    return TRUE;
  g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_INVALID,
                       "nothing, where a value is required");
  return FALSE;
}
