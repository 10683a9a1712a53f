/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One codec for every record: runs over member tables, strict in both directions. A text is
 * {"en": …, "zh-CN": …}; a time is RFC 3339; an absent member is left out, never null. */
#define G_LOG_DOMAIN "review-wire"
#include "review-codec.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "review-error.h"
#include "review-json-check.h"
#include "review-time.h"

#define MEMBER(c_type, record, member) G_STRUCT_MEMBER (c_type, record, (member)->offset)
#define LIMIT_TRUSTED                  (64 * 1024 * 1024) /* own stores and the peer's answers */

static gpointer
decode_object (const ReviewRecordType *type, JsonNode *node, const char *path, GError **error);

static gboolean
wrong (GError **error, const char *path, const char *expected)
{
  review_error_set_field (error, path, "%s is expected", expected);
  return FALSE;
}

static gboolean
holds (JsonNode *node, GType type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

static gboolean
decode_string (JsonNode *node, const char *path, char **ret_value, GError **error)
{
  if (!holds (node, G_TYPE_STRING))
    return wrong (error, path, "a text");
  *ret_value = g_strdup (json_node_get_string (node));
  return TRUE;
}

static gboolean
decode_double (JsonNode *node, const char *path, double *ret_value, GError **error)
{
  if (!holds (node, G_TYPE_DOUBLE) && !holds (node, G_TYPE_INT64))
    return wrong (error, path, "a number");
  *ret_value = json_node_get_double (node);
  return TRUE;
}

static gboolean
decode_int (JsonNode *node, const char *path, gint64 *ret_value, GError **error)
{
  if (!holds (node, G_TYPE_INT64))
    return wrong (error, path, "a whole number");
  *ret_value = json_node_get_int (node);
  return TRUE;
}

static gboolean
decode_boolean (JsonNode *node, const char *path, gboolean *ret_value, GError **error)
{
  if (!holds (node, G_TYPE_BOOLEAN))
    return wrong (error, path, "true or false");
  *ret_value = json_node_get_boolean (node);
  return TRUE;
}

static gboolean
decode_time (JsonNode *node, const char *path, gint64 *ret_value, GError **error)
{
  if (!holds (node, G_TYPE_STRING) || !review_time_parse (json_node_get_string (node), ret_value))
    return wrong (error, path, "an RFC 3339 time");
  return TRUE;
}

static gboolean
decode_enum (
    JsonNode *node, const char *path, const ReviewEnum *list, int *ret_value, GError **error)
{
  g_autofree char *members = NULL;
  const char *nick = holds (node, G_TYPE_STRING) ? json_node_get_string (node) : NULL;

  *ret_value = review_enum_value (list, nick);
  if (*ret_value != 0)
    return TRUE;
  members = g_strjoinv (", ", (char **) list->nicks);
  review_error_set_field (error, path, "\"%s\" is not one of %s", nick != NULL ? nick : "",
                          members);
  return FALSE;
}

static gboolean
decode_text (JsonNode *node, const char *path, ReviewText **ret_value, GError **error)
{
  g_autoptr (ReviewText) text = review_text_new (NULL, NULL);
  g_autoptr (GList) names = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return wrong (error, path, "an object of texts by language");
  names = json_object_get_members (json_node_get_object (node));
  for (GList *l = names; l != NULL; l = l->next)
    {
      g_autofree char *child = g_strdup_printf ("%s.%s", path, (char *) l->data);
      JsonNode *value = json_object_get_member (json_node_get_object (node), l->data);
      char **half = strcmp (l->data, "en") == 0      ? &text->en
                    : strcmp (l->data, "zh-CN") == 0 ? &text->zh_cn
                                                     : NULL;

      if (half == NULL)
        return wrong (error, child, "en or zh-CN");
      if (!decode_string (value, child, half, error))
        return FALSE;
    }
  *ret_value = g_steal_pointer (&text);
  return TRUE;
}

static gboolean
decode_strings (JsonNode *node, const char *path, GStrv *ret_value, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return wrong (error, path, "an array of texts");
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *child = g_strdup_printf ("%s[%u]", path, i);
      g_autofree char *text = NULL;

      if (!decode_string (json_array_get_element (array, i), child, &text, error))
        return FALSE;
      g_strv_builder_add (builder, text);
    }
  *ret_value = g_strv_builder_end (builder);
  return TRUE;
}

static GPtrArray *
decode_array (const ReviewRecordType *type, JsonNode *node, const char *path, GError **error)
{
  g_autoptr (GPtrArray) records = review_records_new ();
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      wrong (error, path, "an array");
      return NULL;
    }
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *child = g_strdup_printf ("%s[%u]", path, i);
      gpointer record = decode_object (type, json_array_get_element (array, i), child, error);

      if (record == NULL)
        return NULL;
      g_ptr_array_add (records, record);
    }
  return g_steal_pointer (&records);
}

static gboolean
decode_member (
    gpointer record, const ReviewMember *m, JsonNode *node, const char *path, GError **error)
{
  switch (m->kind)
    {
    case REVIEW_KIND_STRING:
      return decode_string (node, path, &MEMBER (char *, record, m), error);
    case REVIEW_KIND_INT:
      return decode_int (node, path, &MEMBER (gint64, record, m), error);
    case REVIEW_KIND_DOUBLE:
      return decode_double (node, path, &MEMBER (double, record, m), error);
    case REVIEW_KIND_BOOLEAN:
      return decode_boolean (node, path, &MEMBER (gboolean, record, m), error);
    case REVIEW_KIND_TIME:
      return decode_time (node, path, &MEMBER (gint64, record, m), error);
    case REVIEW_KIND_ENUM:
      return decode_enum (node, path, m->of, &MEMBER (int, record, m), error);
    case REVIEW_KIND_TEXT:
      return decode_text (node, path, &MEMBER (ReviewText *, record, m), error);
    case REVIEW_KIND_STRINGS:
      return decode_strings (node, path, &MEMBER (GStrv, record, m), error);
    case REVIEW_KIND_RECORD:
      MEMBER (gpointer, record, m) = decode_object (m->of, node, path, error);
      return MEMBER (gpointer, record, m) != NULL;
    case REVIEW_KIND_RECORDS:
      MEMBER (GPtrArray *, record, m) = decode_array (m->of, node, path, error);
      return MEMBER (GPtrArray *, record, m) != NULL;
    case REVIEW_KIND_JSON:
    default:
      MEMBER (char *, record, m) = json_to_string (node, FALSE);
      return TRUE;
    }
}

static const ReviewMember *
find_member (const ReviewRecordType *type, const char *name)
{
  for (const ReviewMember *m = type->members; m->name != NULL; m++)
    if (strcmp (m->name, name) == 0 && (m->flags & REVIEW_MEMBER_PRIVATE) == 0)
      return m;
  return NULL;
}

static char *
join_path (const char *path, const char *name)
{
  return *path != '\0' ? g_strdup_printf ("%s.%s", path, name) : g_strdup (name);
}

static gboolean
decode_members (gpointer record, JsonObject *object, const char *path, GError **error)
{
  const ReviewRecordType *type = ((ReviewRecord *) record)->type;
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *l = names; l != NULL; l = l->next)
    {
      const ReviewMember *m = find_member (type, l->data);
      g_autofree char *name = g_utf8_substring (l->data, 0, MIN (40, g_utf8_strlen (l->data, -1)));
      g_autofree char *child = join_path (path, g_strdelimit (name, " :", '_'));

      if (m == NULL)
        {
          review_error_set_field (error, child, "not a member of %s", type->name);
          return FALSE;
        }
      if (!decode_member (record, m, json_object_get_member (object, l->data), child, error))
        return FALSE;
    }
  for (const ReviewMember *m = type->members; m->name != NULL; m++)
    if ((m->flags & REVIEW_MEMBER_REQUIRED) != 0 && !json_object_has_member (object, m->name))
      {
        g_autofree char *child = join_path (path, m->name);

        review_error_set_field (error, child, "is required");
        return FALSE;
      }
  return TRUE;
}

static gpointer
decode_object (const ReviewRecordType *type, JsonNode *node, const char *path, GError **error)
{
  gpointer record;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      wrong (error, *path != '\0' ? path : type->name, "an object");
      return NULL;
    }
  record = review_record_new (type);
  if (!decode_members (record, json_node_get_object (node), path, error))
    g_clear_pointer (&record, review_record_unref);
  return record;
}

static JsonNode *
parse (const char *json, gssize len, gsize max_len, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  gsize n = len < 0 ? strlen (json) : (gsize) len;

  if (!review_json_check (json, n, max_len, error)
      || !json_parser_load_from_data (parser, json, (gssize) n, error))
    return NULL;
  return json_node_ref (json_parser_get_root (parser));
}

/**
 * review_decode_limited:
 * @type: what the text must be
 * @json: text of @len bytes (-1: ends with NUL)
 * @max_len: most bytes accepted
 *
 * Refuses unknown members, wrong types, unknown enumeration values and missing required
 * members; the error names the member's path.
 *
 * Returns: (transfer full): a record of @type, or %NULL with TOO_LARGE, SYNTAX or INVALID
 */
gpointer
review_decode_limited (
    const ReviewRecordType *type, const char *json, gssize len, gsize max_len, GError **error)
{
  g_autoptr (JsonNode) root = parse (json, len, max_len, error);

  return root != NULL ? decode_object (type, root, "", error) : NULL;
}

/**
 * review_decode:
 *
 * As review_decode_limited(), for text of our own store or of the peer: up to 64 MiB.
 */
gpointer
review_decode (const ReviewRecordType *type, const char *json, gssize len, GError **error)
{
  return review_decode_limited (type, json, len, LIMIT_TRUSTED, error);
}

/**
 * review_decode_list:
 *
 * Returns: (transfer full): (element-type ReviewRecord): the records of a JSON array
 */
GPtrArray *
review_decode_list (const ReviewRecordType *type, const char *json, gssize len, GError **error)
{
  g_autoptr (JsonNode) root = parse (json, len, LIMIT_TRUSTED, error);

  return root != NULL ? decode_array (type, root, type->name, error) : NULL;
}

static void encode_object (JsonBuilder *builder, gconstpointer record, gboolean with_private);

static void
encode_text (JsonBuilder *builder, const ReviewText *text)
{
  json_builder_begin_object (builder);
  if (text->en != NULL)
    json_builder_add_string_value (json_builder_set_member_name (builder, "en"), text->en);
  if (text->zh_cn != NULL)
    json_builder_add_string_value (json_builder_set_member_name (builder, "zh-CN"), text->zh_cn);
  json_builder_end_object (builder);
}

static void
encode_array (JsonBuilder *builder, GPtrArray *records, gboolean with_private)
{
  json_builder_begin_array (builder);
  for (guint i = 0; records != NULL && i < records->len; i++)
    encode_object (builder, records->pdata[i], with_private);
  json_builder_end_array (builder);
}

static void
encode_strings (JsonBuilder *builder, GStrv strings)
{
  json_builder_begin_array (builder);
  for (guint i = 0; strings[i] != NULL; i++)
    json_builder_add_string_value (builder, strings[i]);
  json_builder_end_array (builder);
}

static gboolean
is_absent (gconstpointer record, const ReviewMember *m)
{
  switch (m->kind)
    {
    case REVIEW_KIND_INT:
    case REVIEW_KIND_BOOLEAN:
      return FALSE;
    case REVIEW_KIND_TIME:
      return MEMBER (gint64, record, m) == 0;
    case REVIEW_KIND_ENUM:
      return MEMBER (int, record, m) == 0;
    case REVIEW_KIND_DOUBLE:
      return !isfinite (MEMBER (double, record, m));
    case REVIEW_KIND_STRING:
    case REVIEW_KIND_TEXT:
    case REVIEW_KIND_STRINGS:
    case REVIEW_KIND_RECORD:
    case REVIEW_KIND_RECORDS:
    case REVIEW_KIND_JSON:
    default:
      return MEMBER (gpointer, record, m) == NULL;
    }
}

static void
encode_member (JsonBuilder *builder,
               gconstpointer record,
               const ReviewMember *m,
               gboolean with_private)
{
  g_autofree char *time = NULL;

  switch (m->kind)
    {
    case REVIEW_KIND_STRING:
      json_builder_add_string_value (builder, MEMBER (char *, record, m));
      break;
    case REVIEW_KIND_INT:
      json_builder_add_int_value (builder, MEMBER (gint64, record, m));
      break;
    case REVIEW_KIND_DOUBLE:
      json_builder_add_double_value (builder, MEMBER (double, record, m));
      break;
    case REVIEW_KIND_BOOLEAN:
      json_builder_add_boolean_value (builder, MEMBER (gboolean, record, m));
      break;
    case REVIEW_KIND_TIME:
      time = review_time_format (MEMBER (gint64, record, m));
      json_builder_add_string_value (builder, time);
      break;
    case REVIEW_KIND_ENUM:
      json_builder_add_string_value (builder, review_enum_nick (m->of, MEMBER (int, record, m)));
      break;
    case REVIEW_KIND_TEXT:
      encode_text (builder, MEMBER (ReviewText *, record, m));
      break;
    case REVIEW_KIND_STRINGS:
      encode_strings (builder, MEMBER (GStrv, record, m));
      break;
    case REVIEW_KIND_RECORD:
      encode_object (builder, MEMBER (gpointer, record, m), with_private);
      break;
    case REVIEW_KIND_RECORDS:
      encode_array (builder, MEMBER (GPtrArray *, record, m), with_private);
      break;
    case REVIEW_KIND_JSON:
    default:
      json_builder_add_value (builder, json_from_string (MEMBER (char *, record, m), NULL));
      break;
    }
}

static void
encode_object (JsonBuilder *builder, gconstpointer record, gboolean with_private)
{
  json_builder_begin_object (builder);
  for (const ReviewMember *m = ((const ReviewRecord *) record)->type->members; m->name != NULL; m++)
    {
      if (is_absent (record, m) || (!with_private && (m->flags & REVIEW_MEMBER_PRIVATE) != 0))
        continue;
      json_builder_set_member_name (builder, m->name);
      encode_member (builder, record, m, with_private);
    }
  json_builder_end_object (builder);
}

static char *
generate (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

/**
 * review_encode:
 * @record: a record
 *
 * Returns: (transfer full): its JSON on one line, without private members
 */
char *
review_encode (gconstpointer record)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  encode_object (builder, record, FALSE);
  return generate (builder);
}

/**
 * review_encode_private:
 *
 * As review_encode(), with private members: for the server's own store only.
 */
char *
review_encode_private (gconstpointer record)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  encode_object (builder, record, TRUE);
  return generate (builder);
}

/**
 * review_encode_list:
 * @records: (nullable) (element-type ReviewRecord): records
 *
 * Returns: (transfer full): a JSON array
 */
char *
review_encode_list (GPtrArray *records)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  encode_array (builder, records, FALSE);
  return generate (builder);
}
