/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bugs on purpose, in a build of the server that only the tests make: each breaks one promise of
 * the compare-and-set, chosen by REVIEW_PLANTED_FAULT. The linearizability check must find them. */
#define G_LOG_DOMAIN "test"
#include "planted-faults.h"

#include <string.h>

/* Takes any version for the right one. */
static gpointer
ignore_version (const ReviewApiRoute *route, ReviewExchange *x, GError **error)
{
  g_autoptr (ReviewCaseView) view = NULL;

  if (x->call.version != 0 && g_str_has_prefix (route->pattern, "/v1/work-items/"))
    view = review_service_get_work_item (x->service, x->user, x->param, NULL);
  if (view != NULL)
    x->call.version = view->work_item->version;
  return route->handle (x, error);
}

/* Acts in the name of whoever holds the item. */
static gpointer
ignore_lease (const ReviewApiRoute *route, ReviewExchange *x, GError **error)
{
  g_autoptr (ReviewCaseView) view = NULL;
  g_autoptr (ReviewUser) holder = NULL;

  if (x->call.version != 0 && g_str_has_prefix (route->pattern, "/v1/work-items/"))
    view = review_service_get_work_item (x->service, x->user, x->param, NULL);
  if (view != NULL && view->lease != NULL)
    holder = review_service_find_user (x->service, view->lease->user, NULL);
  if (holder != NULL)
    x->call.user = holder;
  return route->handle (x, error);
}

/* Acknowledges a decision, then loses it. */
static gpointer
lose_decision (const ReviewApiRoute *route, ReviewExchange *x, GError **error)
{
  gpointer answer = route->handle (x, error);

  if (answer != NULL && g_str_has_suffix (route->pattern, "/decision"))
    {
      const ReviewDecision *decision = answer;
      const ReviewCall call = { .user = x->user, .version = decision->work_item_version };
      g_autoptr (ReviewCaseView) view =
          review_service_retract (x->service, &call, decision->id, NULL);
    }
  return answer;
}

/* Gives an item that somebody holds to a second person. */
static gpointer
take_twice (const ReviewApiRoute *route, ReviewExchange *x, GError **error)
{
  gpointer answer = route->handle (x, error);

  if (answer == NULL && g_str_has_suffix (route->pattern, "/take"))
    {
      answer = review_service_get_work_item (x->service, x->user, x->param, NULL);
      if (answer != NULL)
        g_clear_error (error);
    }
  return answer;
}

gpointer
review_planted_handle (const ReviewApiRoute *route, ReviewExchange *x, GError **error)
{
  static const struct
  {
    const char *name;
    gpointer (*handle) (const ReviewApiRoute *, ReviewExchange *, GError **);
  } faults[] = {
    { "version", ignore_version },
    { "lease", ignore_lease },
    { "lost", lose_decision },
    { "double", take_twice },
  };
  const char *chosen = g_getenv ("REVIEW_PLANTED_FAULT");

  for (gsize i = 0; chosen != NULL && i < G_N_ELEMENTS (faults); i++)
    if (strcmp (chosen, faults[i].name) == 0)
      return faults[i].handle (route, x, error);
  return route->handle (x, error);
}
