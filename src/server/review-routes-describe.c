/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the table of routes to the description of the API. */
#define G_LOG_DOMAIN "review-server"
#include "review-routes-describe.h"

#include <string.h>

#include "config.h"
#include "review-openapi.h"
#include "review-routes.h"

/* What the open segments of a collection's paths are called. A second one is named by a hash, except
 * among the SOPs. */
static const struct
{
  const char *prefix;
  const char *parameter;
} parameters[] = {
  { "/v1/sops/", "type" },          { "/v1/hub/", "type" }, { "/v1/policies/", "version" },
  { "/v1/attachments/", "sha256" }, { "/v1/", "id" },
};

static const char *
name_parameter (const char *pattern)
{
  if (strstr (pattern, "{}") == NULL)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (parameters); i++)
    if (g_str_has_prefix (pattern, parameters[i].prefix))
      return parameters[i].parameter;
  return NULL;
}

static const char *
name_second_parameter (const char *pattern)
{
  if (g_str_has_prefix (pattern, "/v1/views/"))
    return "work_item";
  if (g_str_has_prefix (pattern, "/v1/scorecard/"))
    return "type";
  return g_str_has_prefix (pattern, "/v1/sops/") ? "version" : "sha256";
}

static const char *const *
list_roles (guint set)
{
  const char **names = g_new0 (const char *, REVIEW_ROLE_SERVICE + 1);
  guint n = 0;

  for (int role = REVIEW_ROLE_BPO; role <= REVIEW_ROLE_SERVICE; role++)
    if ((set & (1u << role)) != 0)
      names[n++] = review_enum_nick (&review_roles, role);
  return names;
}

/**
 * review_routes_describe:
 *
 * Returns: (transfer full): the API as an OpenAPI document, from the table that is served
 */
char *
review_routes_describe (void)
{
  static const char *const page[] = { "offset", "limit", NULL };
  gsize n;
  const ReviewApiRoute *routes = review_routes_get (&n);
  g_autofree ReviewOperation *operations = g_new0 (ReviewOperation, n);
  char *json;

  for (gsize i = 0; i < n; i++)
    operations[i] = (ReviewOperation){
      .method = routes[i].method,
      .pattern = routes[i].pattern,
      .parameters = { name_parameter (routes[i].pattern),
                      name_second_parameter (routes[i].pattern) },
      .summary = routes[i].summary,
      .roles = list_roles (routes[i].roles),
      .query = (routes[i].flags & REVIEW_ROUTE_QUERY) != 0 ? page : NULL,
      .body = routes[i].body,
      .answer = routes[i].answer,
      .bytes = (routes[i].flags & REVIEW_ROUTE_BYTES_IN) != 0,
      .media = (routes[i].flags & REVIEW_ROUTE_LINES) != 0       ? REVIEW_MEDIA_LINES
               : (routes[i].flags & REVIEW_ROUTE_STREAM) != 0    ? REVIEW_MEDIA_EVENTS
               : (routes[i].flags & REVIEW_ROUTE_BYTES_OUT) != 0 ? REVIEW_MEDIA_BYTES
                                                                 : REVIEW_MEDIA_JSON,
      .open = (routes[i].flags & REVIEW_ROUTE_OPEN) != 0,
      .key = (routes[i].flags & REVIEW_ROUTE_KEY) != 0,
      .versioned = (routes[i].flags & REVIEW_ROUTE_VERSION) != 0,
    };
  json = review_openapi_describe (operations, n, PACKAGE_VERSION);
  for (gsize i = 0; i < n; i++)
    g_free ((gpointer) operations[i].roles);
  return json;
}
