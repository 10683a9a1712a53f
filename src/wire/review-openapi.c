/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The API's description in OpenAPI 3.1, made from what is served: operations come from the route
 * table, schemas from the member tables that the codec itself reads and writes. Nothing is written
 * by hand, so nothing can differ. */
#define G_LOG_DOMAIN "review-wire"
#include "review-openapi.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "review-people.h"

#define SCHEMAS "#/components/schemas/"
#define BYTES   "application/octet-stream"

typedef struct
{
  JsonBuilder *json;
  GHashTable *seen;   /* types that are described or wait for it */
  GPtrArray *waiting; /* ReviewRecordType */
} Writer;

static void
put (Writer *self, const char *name, const char *value)
{
  json_builder_set_member_name (self->json, name);
  json_builder_add_string_value (self->json, value);
}

static void
put_boolean (Writer *self, const char *name, gboolean value)
{
  json_builder_set_member_name (self->json, name);
  json_builder_add_boolean_value (self->json, value);
}

static void
begin (Writer *self, const char *name)
{
  if (name != NULL)
    json_builder_set_member_name (self->json, name);
  json_builder_begin_object (self->json);
}

static void
end (Writer *self)
{
  json_builder_end_object (self->json);
}

static void
put_strings (Writer *self, const char *name, const char *const *values)
{
  json_builder_set_member_name (self->json, name);
  json_builder_begin_array (self->json);
  for (gsize i = 0; values[i] != NULL; i++)
    json_builder_add_string_value (self->json, values[i]);
  json_builder_end_array (self->json);
}

/* {"$ref": …}; the type's schema follows later. */
static void
put_reference (Writer *self, const ReviewRecordType *type)
{
  g_autofree char *reference = g_strconcat (SCHEMAS, type->name, NULL);

  if (g_hash_table_add (self->seen, (gpointer) type))
    g_ptr_array_add (self->waiting, (gpointer) type);
  put (self, "$ref", reference);
}

static void
put_text_schema (Writer *self)
{
  static const char *const languages[] = { "en", "zh-CN", NULL };

  put (self, "type", "object");
  begin (self, "properties");
  for (gsize i = 0; languages[i] != NULL; i++)
    {
      begin (self, languages[i]);
      put (self, "type", "string");
      end (self);
    }
  end (self);
  put_boolean (self, "additionalProperties", FALSE);
}

static void
put_member_schema (Writer *self, const ReviewMember *member)
{
  static const char *const simple[] = {
    [REVIEW_KIND_STRING] = "string", [REVIEW_KIND_INT] = "integer",
    [REVIEW_KIND_DOUBLE] = "number", [REVIEW_KIND_BOOLEAN] = "boolean",
    [REVIEW_KIND_TIME] = "string",   [REVIEW_KIND_ENUM] = "string",
    [REVIEW_KIND_STRINGS] = "array", [REVIEW_KIND_RECORDS] = "array"
  };
  gboolean listed = member->kind < (int) G_N_ELEMENTS (simple) && simple[member->kind] != NULL;

  if (listed)
    put (self, "type", simple[member->kind]);
  if (member->kind == REVIEW_KIND_TIME)
    put (self, "format", "date-time");
  else if (member->kind == REVIEW_KIND_ENUM)
    put_strings (self, "enum", ((const ReviewEnum *) member->of)->nicks);
  else if (member->kind == REVIEW_KIND_TEXT)
    put_text_schema (self);
  else if (member->kind == REVIEW_KIND_RECORD)
    put_reference (self, member->of);
  else if (member->kind == REVIEW_KIND_STRINGS || member->kind == REVIEW_KIND_RECORDS)
    {
      begin (self, "items");
      if (member->kind == REVIEW_KIND_RECORDS)
        put_reference (self, member->of);
      else
        put (self, "type", "string");
      end (self);
    }
}

static void
put_record_schema (Writer *self, const ReviewRecordType *type)
{
  g_autoptr (GPtrArray) required = g_ptr_array_new ();

  begin (self, type->name);
  put (self, "type", "object");
  begin (self, "properties");
  for (const ReviewMember *m = type->members; m->name != NULL; m++)
    {
      if ((m->flags & REVIEW_MEMBER_PRIVATE) != 0)
        continue;
      if ((m->flags & REVIEW_MEMBER_REQUIRED) != 0)
        g_ptr_array_add (required, (gpointer) m->name);
      begin (self, m->name);
      put_member_schema (self, m);
      end (self);
    }
  end (self);
  g_ptr_array_add (required, NULL);
  if (required->len > 1)
    put_strings (self, "required", (const char *const *) required->pdata);
  put_boolean (self, "additionalProperties", FALSE);
  end (self);
}

static void
put_parameter (Writer *self, const char *name, const char *in, const char *type, gboolean required)
{
  begin (self, NULL);
  put (self, "name", name);
  put (self, "in", in);
  put_boolean (self, "required", required);
  begin (self, "schema");
  put (self, "type", type);
  end (self);
  end (self);
}

static void
put_parameters (Writer *self, const ReviewOperation *operation)
{
  const char *hole = operation->pattern;

  json_builder_set_member_name (self->json, "parameters");
  json_builder_begin_array (self->json);
  for (guint i = 0; (hole = strstr (hole, "{}")) != NULL; i++, hole += 2)
    put_parameter (self, operation->parameters[i], "path", "string", TRUE);
  for (gsize i = 0; operation->query != NULL && operation->query[i] != NULL; i++)
    put_parameter (self, operation->query[i], "query", "integer", FALSE);
  if (operation->key)
    put_parameter (self, "Idempotency-Key", "header", "string", TRUE);
  if (operation->versioned)
    put_parameter (self, "If-Match", "header", "string", TRUE);
  if (operation->media == REVIEW_MEDIA_EVENTS)
    put_parameter (self, "Last-Event-ID", "header", "integer", FALSE);
  json_builder_end_array (self->json);
}

/* Bytes are described by their media type alone. */
static void
put_content (Writer *self, const char *media, const ReviewRecordType *type)
{
  begin (self, "content");
  begin (self, media);
  if (strcmp (media, BYTES) != 0)
    {
      begin (self, "schema");
      if (type != NULL)
        put_reference (self, type);
      else
        put (self, "type", "object");
      end (self);
    }
  end (self);
  end (self);
}

static void
put_answers (Writer *self, const ReviewOperation *operation)
{
  static const char *const media[] = { [REVIEW_MEDIA_JSON] = "application/json",
                                       [REVIEW_MEDIA_LINES] = "application/jsonl",
                                       [REVIEW_MEDIA_EVENTS] = "text/event-stream",
                                       [REVIEW_MEDIA_BYTES] = BYTES };

  begin (self, "responses");
  begin (self, "200");
  put (self, "description", "Done");
  put_content (self, media[operation->media], operation->answer);
  end (self);
  begin (self, "default");
  put (self, "description", "Refused: the code says why, the field names what is wrong");
  put_content (self, "application/problem+json", &review_problem_type);
  end (self);
  end (self);
}

static void
put_operation (Writer *self, const ReviewOperation *operation)
{
  g_autofree char *method = g_ascii_strdown (operation->method, -1);

  begin (self, method);
  put (self, "summary", operation->summary);
  put_strings (self, "x-roles", operation->roles);
  put_parameters (self, operation);
  if (operation->open)
    {
      json_builder_set_member_name (self->json, "security");
      json_builder_begin_array (self->json);
      json_builder_end_array (self->json);
    }
  if (operation->body != NULL || operation->bytes)
    {
      begin (self, "requestBody");
      put_boolean (self, "required", TRUE);
      put_content (self, operation->bytes ? BYTES : "application/json", operation->body);
      end (self);
    }
  put_answers (self, operation);
  end (self);
}

static char *
name_path (const ReviewOperation *operation)
{
  g_autoptr (GString) path = g_string_new (NULL);
  const char *rest = operation->pattern;
  const char *hole;

  for (guint i = 0; (hole = strstr (rest, "{}")) != NULL; i++, rest = hole + 2)
    {
      g_string_append_len (path, rest, hole - rest);
      g_string_append_printf (path, "{%s}", operation->parameters[i]);
    }
  g_string_append (path, rest);
  return g_string_free (g_steal_pointer (&path), FALSE);
}

/* A path stands once, with all its methods in it. */
static void
put_paths (Writer *self, const ReviewOperation *operations, gsize n)
{
  begin (self, "paths");
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *path = name_path (&operations[i]);
      gboolean earlier = FALSE;

      for (gsize k = 0; k < i; k++)
        earlier |= strcmp (operations[k].pattern, operations[i].pattern) == 0;
      if (earlier)
        continue;
      begin (self, path);
      for (gsize k = i; k < n; k++)
        if (strcmp (operations[k].pattern, operations[i].pattern) == 0)
          put_operation (self, &operations[k]);
      end (self);
    }
  end (self);
}

static void
put_components (Writer *self)
{
  begin (self, "components");
  begin (self, "securitySchemes");
  begin (self, "token");
  put (self, "type", "http");
  put (self, "scheme", "bearer");
  end (self);
  end (self);
  begin (self, "schemas");
  for (guint i = 0; i < self->waiting->len; i++) /* grows while it runs */
    put_record_schema (self, self->waiting->pdata[i]);
  end (self);
  end (self);
}

static void
put_head (Writer *self, const char *version)
{
  put (self, "openapi", "3.1.0");
  begin (self, "info");
  put (self, "title", "RiskOps Review");
  put (self, "version", version);
  end (self);
  json_builder_set_member_name (self->json, "security");
  json_builder_begin_array (self->json);
  begin (self, NULL);
  json_builder_set_member_name (self->json, "token");
  json_builder_begin_array (self->json);
  json_builder_end_array (self->json);
  end (self);
  json_builder_end_array (self->json);
}

/**
 * review_openapi_describe:
 * @operations: what is served
 * @n: how many
 * @version: of the program
 *
 * Returns: (transfer full): an OpenAPI 3.1 document as JSON; the same table gives the same bytes
 */
char *
review_openapi_describe (const ReviewOperation *operations, gsize n, const char *version)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) waiting = g_ptr_array_new ();
  g_autoptr (JsonNode) root = NULL;
  Writer self = { json, seen, waiting };

  begin (&self, NULL);
  put_head (&self, version);
  put_paths (&self, operations, n);
  put_components (&self);
  end (&self);
  root = json_builder_get_root (json);
  return json_to_string (root, TRUE);
}
