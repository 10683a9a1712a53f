/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Evidence fields and feature values as they lie in the store: short JSON, because there are
 * millions of them and the general codec builds a tree for each. Fields are
 * [["name",type,class,"value"|null],…], features [["name",number|null],…]. */
#define G_LOG_DOMAIN "review-store"
#include "review-store-fields.h"

#include <math.h>
#include <string.h>

#include "review-error.h"

static void
append_string (GString *out, const char *text)
{
  if (text == NULL)
    {
      g_string_append (out, "null");
      return;
    }
  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++)
    if (*p == '"' || *p == '\\')
      g_string_append_printf (out, "\\%c", *p);
    else if ((guchar) *p < 0x20)
      g_string_append_printf (out, "\\u%04x", (guchar) *p);
    else
      g_string_append_c (out, *p);
  g_string_append_c (out, '"');
}

/**
 * review_fields_pack:
 * @fields: (nullable): array of #ReviewField
 *
 * Returns: (transfer full): the text for the store
 */
char *
review_fields_pack (GPtrArray *fields)
{
  GString *out = g_string_new ("[");

  for (guint i = 0; fields != NULL && i < fields->len; i++)
    {
      const ReviewField *field = fields->pdata[i];

      g_string_append (out, i > 0 ? ",[" : "[");
      append_string (out, field->name);
      g_string_append_printf (out, ",%d,%d,", field->type, field->klass);
      append_string (out, field->value);
      g_string_append_c (out, ']');
    }
  g_string_append_c (out, ']');
  return g_string_free (out, FALSE);
}

/**
 * review_features_pack:
 * @features: (nullable): array of #ReviewFeatureValue
 *
 * Returns: (transfer full): the text for the store; numbers keep all their digits
 */
char *
review_features_pack (GPtrArray *features)
{
  GString *out = g_string_new ("[");
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint i = 0; features != NULL && i < features->len; i++)
    {
      const ReviewFeatureValue *feature = features->pdata[i];

      g_string_append (out, i > 0 ? ",[" : "[");
      append_string (out, feature->name);
      g_string_append_c (out, ',');
      g_string_append (out, isfinite (feature->value)
                                ? g_ascii_dtostr (number, sizeof number, feature->value)
                                : "null");
      g_string_append_c (out, ']');
    }
  g_string_append_c (out, ']');
  return g_string_free (out, FALSE);
}

/* A reader of exactly what the functions above write. */

static gboolean
skip (const char **at, const char *text)
{
  gsize len = strlen (text);

  if (strncmp (*at, text, len) != 0)
    return FALSE;
  *at += len;
  return TRUE;
}

static gboolean
read_escape (const char **at, GString *out)
{
  char hex[5] = "";

  if (**at == '"' || **at == '\\')
    {
      g_string_append_c (out, *(*at)++);
      return TRUE;
    }
  if (**at != 'u' || strnlen (*at + 1, 4) < 4)
    return FALSE;
  memcpy (hex, *at + 1, 4);
  g_string_append_c (out, (char) g_ascii_strtoull (hex, NULL, 16));
  *at += 5;
  return TRUE;
}

static gboolean
read_string (const char **at, char **ret)
{
  g_autoptr (GString) out = NULL;

  *ret = NULL;
  if (skip (at, "null"))
    return TRUE;
  if (!skip (at, "\""))
    return FALSE;
  out = g_string_new (NULL);
  while (**at != '"')
    {
      const char *run = *at;

      *at += strcspn (*at, "\"\\");
      g_string_append_len (out, run, *at - run);
      if (**at == '\0' || (**at == '\\' && (++*at, !read_escape (at, out))))
        return FALSE;
    }
  ++*at;
  *ret = g_string_free (g_steal_pointer (&out), FALSE);
  return TRUE;
}

static gboolean
read_number (const char **at, double *ret)
{
  char *end = NULL;

  if (skip (at, "null"))
    {
      *ret = NAN;
      return TRUE;
    }
  *ret = g_ascii_strtod (*at, &end);
  if (end == *at)
    return FALSE;
  *at = end;
  return TRUE;
}

static gboolean
read_field (const char **at, gpointer record)
{
  ReviewField *field = record;
  double type = 0, klass = 0;

  if (!read_string (at, &field->name) || field->name == NULL || !skip (at, ",")
      || !read_number (at, &type) || !skip (at, ",") || !read_number (at, &klass) || !skip (at, ",")
      || !read_string (at, &field->value))
    return FALSE;
  field->type = (int) type;
  field->klass = (int) klass;
  return TRUE;
}

static gboolean
read_feature (const char **at, gpointer record)
{
  ReviewFeatureValue *feature = record;

  return read_string (at, &feature->name) && feature->name != NULL && skip (at, ",")
         && read_number (at, &feature->value);
}

static GPtrArray *
unpack (const char *text,
        const ReviewRecordType *type,
        gboolean (*read) (const char **, gpointer),
        GError **error)
{
  g_autoptr (GPtrArray) list = review_records_new ();
  const char *at = text != NULL ? text : "[]";
  gboolean ok = skip (&at, "[");

  while (ok && !skip (&at, "]"))
    {
      gpointer record = review_record_new (type);

      if (list->len > 0)
        ok = skip (&at, ",");
      g_ptr_array_add (list, record);
      ok = ok && skip (&at, "[") && read (&at, record) && skip (&at, "]");
    }
  if (!ok || *at != '\0')
    {
      g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_CORRUPT, "store: a list of %ss is damaged",
                   type->name);
      return NULL;
    }
  return g_steal_pointer (&list);
}

/**
 * review_fields_unpack:
 * @text: (nullable): of review_fields_pack()
 *
 * Returns: (transfer full): array of #ReviewField; %NULL with %REVIEW_ERROR_CORRUPT
 */
GPtrArray *
review_fields_unpack (const char *text, GError **error)
{
  return unpack (text, &review_field_type, read_field, error);
}

/**
 * review_features_unpack:
 * @text: (nullable): of review_features_pack()
 *
 * Returns: (transfer full): array of #ReviewFeatureValue; %NULL with %REVIEW_ERROR_CORRUPT
 */
GPtrArray *
review_features_unpack (const char *text, GError **error)
{
  return unpack (text, &review_feature_value_type, read_feature, error);
}
