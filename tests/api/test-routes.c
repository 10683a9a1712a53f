/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The route table and its matching, and the sessions of an embedded server: no socket, no store. */
#define G_LOG_DOMAIN "test"

#include <string.h>

#include "review-routes.h"
#include "review-sessions.h"

#define ID "0123456789abcdef0123456789abcdef"

typedef struct
{
  const char *method;
  const char *path;
  const char *pattern; /* NULL: no route */
  const char *param;
  const char *allow; /* methods named when the path knows others */
  const char *second;
} Match;

static const Match matches[] = {
  { "GET", "/v1/health", "/v1/health" },
  { "POST", "/v1/health", NULL, NULL, "GET" },
  { "GET", "/v1/health/", NULL },
  { "GET", "/v1/healthy", NULL },
  { "GET", "//v1/health", NULL },
  { "GET", "/", NULL },
  { "GET", "", NULL },
  { "GET", "/v1/sops/poa_review", "/v1/sops/{}", "poa_review" },
  { "GET", "/v1/sops/", NULL },
  { "GET", "/v1/sops/a/b", NULL },
  { "POST", "/v1/work-items/take-next", "/v1/work-items/take-next" },
  { "GET", "/v1/work-items/take-next", "/v1/work-items/{}", "take-next" },
  { "GET", "/v1/work-items/" ID, "/v1/work-items/{}", ID },
  { "POST", "/v1/work-items/" ID "/take", "/v1/work-items/{}/take", ID },
  { "GET", "/v1/work-items/" ID "/take", NULL, NULL, "POST" },
  { "PUT", "/v1/work-items/" ID "/take", NULL, NULL, "POST" },
  { "POST", "/v1/work-items//take", NULL },
  { "POST", "/v1/work-items/" ID "/take/", NULL },
  { "POST", "/v1/work-items/" ID "/takes", NULL },
  { "GET", "/v1/sops/" ID ID, "/v1/sops/{}", ID ID },
  { "GET", "/v1/sops/" ID ID "0", NULL },
  { "GET", "/v1/work-items/" ID "/attachments/" ID ID, "/v1/work-items/{}/attachments/{}", ID,
    .second = ID ID },
  { "GET", "/v1/work-items/" ID "/attachments/", NULL },
  { "GET", "/v1/work-items//attachments/" ID, NULL },
  { "GET", "/v1/work-items/" ID "/attachments/" ID "/x", NULL },
  { "GET", "/v1/work-items/" ID "/attachments/" ID ID "0", NULL },
  { "PUT", "/v1/work-items/" ID "/attachments/" ID, NULL, NULL, "GET" },
};

static void
test_match (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (matches); i++)
    {
      g_auto (GStrv) params = NULL;
      g_autofree char *allow = NULL;
      const ReviewApiRoute *route =
          review_routes_find (matches[i].method, matches[i].path, &params, &allow);

      g_test_message ("%s %s", matches[i].method, matches[i].path);
      g_assert_cmpstr (route != NULL ? route->pattern : NULL, ==, matches[i].pattern);
      g_assert_true ((params != NULL) == (route != NULL));
      g_assert_cmpstr (params != NULL ? params[0] : NULL, ==, matches[i].param);
      if (matches[i].second != NULL)
        g_assert_cmpstr (params[1], ==, matches[i].second);
      g_assert_cmpstr (allow, ==, matches[i].allow);
    }
}

/* Each row has roles, a handler and a place of its own; what writes needs its key. */
static void
test_table (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gsize n;
  const ReviewApiRoute *routes = review_routes_get (&n);

  g_assert_cmpuint (n, >=, 12);
  for (gsize i = 0; i < n; i++)
    {
      g_assert_true (
          g_hash_table_add (seen, g_strdup_printf ("%s %s", routes[i].method, routes[i].pattern)));
      g_assert_cmpuint (routes[i].roles, !=, 0);
      g_assert_cmpuint (routes[i].roles & ~((2u << REVIEW_ROLE_SERVICE) - 2u), ==, 0);
      g_assert_nonnull (routes[i].handle);
      g_assert_true (g_str_has_prefix (routes[i].pattern, "/v1/"));
      if ((routes[i].flags & REVIEW_ROUTE_VERSION) != 0)
        g_assert_true ((routes[i].flags & REVIEW_ROUTE_KEY) != 0);
      if (strcmp (routes[i].method, "GET") == 0)
        g_assert_true (routes[i].body == NULL && (routes[i].flags & REVIEW_ROUTE_KEY) == 0);
    }
}

static void
test_sessions (void)
{
  ReviewTestClock clock;
  g_autoptr (ReviewSessions) sessions = NULL;
  g_autofree char *one_time = NULL;
  g_autofree char *token = NULL;
  g_autofree char *other = NULL;
  g_autofree char *user = NULL;
  g_autofree char *user2 = NULL;

  review_test_clock_init (&clock, 1, 7);
  sessions = review_sessions_new (&clock.clock);
  g_assert_false (review_sessions_is_one_time (sessions, ""));
  one_time = review_sessions_issue_one_time (sessions);
  g_assert_true (review_sessions_is_one_time (sessions, one_time));
  g_assert_null (review_sessions_find (sessions, one_time));
  g_assert_false (review_sessions_redeem (sessions, "x"));
  g_assert_true (review_sessions_redeem (sessions, one_time));
  g_assert_false (review_sessions_redeem (sessions, one_time));
  g_assert_false (review_sessions_is_one_time (sessions, one_time));
  token = review_sessions_open (sessions, "u-a");
  other = review_sessions_open (sessions, "u-b");
  g_assert_cmpstr (token, !=, other);
  user = review_sessions_find (sessions, token);
  user2 = review_sessions_find (sessions, other);
  g_assert_cmpstr (user, ==, "u-a");
  g_assert_cmpstr (user2, ==, "u-b");
  g_assert_null (review_sessions_find (sessions, "u-a"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/routes/match", test_match);
  g_test_add_func ("/routes/table", test_table);
  g_test_add_func ("/sessions/one-time", test_sessions);
  return g_test_run ();
}
