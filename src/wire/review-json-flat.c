/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON that is nobody's record: a row of a foreign JSON Lines file as paths and texts, and a record
 * laid out for people who will edit it. */
#define G_LOG_DOMAIN "review-wire"
#include "review-json-flat.h"

#include <json-glib/json-glib.h>
#include <math.h>

#include "review-error.h"
#include "review-json-check.h"

static void flatten (GHashTable *texts, const char *path, JsonNode *node);

/* The shortest of the texts that read back as @value. */
static char *
format_number (double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  for (int digits = 15; digits <= 17; digits++)
    {
      g_autofree char *format = g_strdup_printf ("%%.%dg", digits);

      g_ascii_formatd (text, sizeof text, format, value);
      if (g_ascii_strtod (text, NULL) == value)
        break;
    }
  return g_strdup (text);
}

static char *
format_value (JsonNode *node)
{
  GType type = json_node_get_value_type (node);

  if (type == G_TYPE_STRING)
    return g_strdup (json_node_get_string (node));
  if (type == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  if (type == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? "true" : "false");
  return format_number (json_node_get_double (node));
}

static char *
join (const char *path, const char *name)
{
  return *path == '\0' ? g_strdup (name) : g_strdup_printf ("%s.%s", path, name);
}

static void
flatten_object (GHashTable *texts, const char *path, JsonObject *object)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *child;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &child))
    {
      g_autofree char *child_path = join (path, name);

      flatten (texts, child_path, child);
    }
}

static void
flatten (GHashTable *texts, const char *path, JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    flatten_object (texts, path, json_node_get_object (node));
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          g_autofree char *index = g_strdup_printf ("%u", i);
          g_autofree char *child_path = join (path, index);

          flatten (texts, child_path, json_array_get_element (array, i));
        }
    }
  else if (JSON_NODE_HOLDS_VALUE (node))
    g_hash_table_replace (texts, g_strdup (path), format_value (node));
}

/**
 * review_json_flatten:
 * @json: an object, checked by review_json_check() with @max_len
 *
 * A member of a nested object is called `a.b`, an element of an array `a.0`; a null is left out.
 *
 * Returns: (transfer full) (element-type utf8 utf8): text by path; %NULL with TOO_LARGE or SYNTAX
 */
GHashTable *
review_json_flatten (const char *json, gsize len, gsize max_len, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GHashTable) texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  if (!review_json_check (json, len, max_len, error)
      || !json_parser_load_from_data (parser, json, (gssize) len, error))
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    {
      g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_SYNTAX, "an object is expected");
      return NULL;
    }
  flatten (texts, "", json_parser_get_root (parser));
  return g_steal_pointer (&texts);
}

/* Members that are false or 0 go: a record reads back the same without them. */
static void
drop_defaults (JsonNode *node)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        drop_defaults (json_array_get_element (array, i));
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      g_autoptr (GList) names = json_object_get_members (object);

      for (GList *l = names; l != NULL; l = l->next)
        {
          JsonNode *child = json_object_get_member (object, l->data);
          GType type = JSON_NODE_HOLDS_VALUE (child) ? json_node_get_value_type (child) : 0;

          if ((type == G_TYPE_BOOLEAN && !json_node_get_boolean (child))
              || (type == G_TYPE_INT64 && json_node_get_int (child) == 0))
            json_object_remove_member (object, l->data);
          else
            drop_defaults (child);
        }
    }
}

/**
 * review_json_indent:
 * @json: JSON that review_encode() made of a record without required numbers or booleans
 *
 * Returns: (transfer full): the same for people: over many lines, two spaces deep, without the
 *   members that are false or 0
 */
char *
review_json_indent (const char *json, GError **error)
{
  g_autoptr (JsonNode) node = json_from_string (json, error);
  g_autofree char *text = NULL;

  if (node == NULL)
    return NULL;
  drop_defaults (node);
  text = json_to_string (node, TRUE);
  return g_strconcat (text, "\n", NULL);
}
