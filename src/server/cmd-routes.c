/* SPDX-License-Identifier: GPL-3.0-or-later */
/* routes: prints the table of routes, one JSON object a line, so that a test can be generated
 * from what is really served; --openapi prints the description of the API instead. */
#define G_LOG_DOMAIN "review-server"

#include <string.h>

#include "commands.h"
#include "review-command.h"
#include "review-routes-describe.h"
#include "review-routes.h"

int
review_cmd_routes (int argc, char **argv)
{
  gsize n;
  const ReviewApiRoute *routes = review_routes_get (&n);

  if (argc > 1 && strcmp (argv[1], "--openapi") == 0)
    {
      g_autofree char *json = review_routes_describe ();

      review_command_print ("%s\n", json);
      return 0;
    }
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GString) roles = g_string_new (NULL);

      for (int role = REVIEW_ROLE_BPO; role <= REVIEW_ROLE_SERVICE; role++)
        if ((routes[i].roles & (1u << role)) != 0)
          g_string_append_printf (roles, "%s\"%s\"", roles->len > 0 ? ", " : "",
                                  review_enum_nick (&review_roles, role));
      review_command_print (
          "{\"method\": \"%s\", \"pattern\": \"%s\", \"roles\": [%s], \"open\": %s, "
          "\"key\": %s, \"version\": %s, \"bytes\": %s, \"body\": \"%s\"}\n",
          routes[i].method, routes[i].pattern, roles->str,
          routes[i].flags & REVIEW_ROUTE_OPEN ? "true" : "false",
          routes[i].flags & REVIEW_ROUTE_KEY ? "true" : "false",
          routes[i].flags & REVIEW_ROUTE_VERSION ? "true" : "false",
          routes[i].flags & REVIEW_ROUTE_BYTES_IN ? "true" : "false",
          routes[i].body != NULL ? routes[i].body->name : "");
    }
  return 0;
}
