/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bugs on purpose, in a build of the server that only the tests make: each breaks one promise,
 * chosen by REVIEW_PLANTED_FAULT. Those of the compare-and-set must be found by the linearizability
 * check, those of blind looks by the leak check. */
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

typedef struct
{
  const char *work_item;
  gint64 risk; /* in parts of a thousand */
} Peek;

static gboolean
peek (ReviewTx *tx, gpointer user_data, GError **error)
{
  Peek *look = user_data;

  return review_tx_get_int (tx, &look->risk, error,
                            "SELECT CAST(1000 * a.risk AS INTEGER) FROM work_item w "
                            "JOIN assessment a ON a.id = w.assessment WHERE w.id = $1",
                            "s", look->work_item);
}

static gint64
peek_risk (ReviewExchange *x, const char *work_item)
{
  Peek look = { work_item, 0 };

  review_store_read (review_service_get_store (x->service), peek, &look, NULL);
  return look.risk;
}

/* The risk of a blind case in a member where nobody looks for it. */
static gpointer
leak_view (const ReviewApiRoute *route, ReviewExchange *x, GError **error)
{
  gpointer answer = route->handle (x, error);

  if (answer != NULL && route->answer == &review_case_view_type)
    {
      ReviewCaseView *view = answer;
      ReviewWorkItem *item = review_record_copy (view->work_item);

      if (view->blind)
        item->paused_ms += peek_risk (x, item->id);
      review_record_unref (view->work_item);
      view->work_item = item;
    }
  return answer;
}

/* The order of two rows of the queue by their risk. */
static gpointer
leak_row (const ReviewApiRoute *route, ReviewExchange *x, GError **error)
{
  gpointer answer = route->handle (x, error);

  if (answer != NULL && route->answer == &review_view_page_type)
    {
      GPtrArray *rows = ((ReviewViewPage *) answer)->rows;

      for (guint i = 1; i < rows->len; i++)
        if (peek_risk (x, ((ReviewQueueRow *) rows->pdata[i])->work_item)
            > peek_risk (x, ((ReviewQueueRow *) rows->pdata[i - 1])->work_item))
          {
            gpointer row = rows->pdata[i];

            rows->pdata[i] = rows->pdata[i - 1];
            rows->pdata[i - 1] = row;
          }
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
    { "version", ignore_version }, { "lease", ignore_lease },  { "lost", lose_decision },
    { "double", take_twice },      { "leak-view", leak_view }, { "leak-row", leak_row },
  };
  const char *chosen = g_getenv ("REVIEW_PLANTED_FAULT");

  for (gsize i = 0; chosen != NULL && i < G_N_ELEMENTS (faults); i++)
    if (strcmp (chosen, faults[i].name) == 0)
      return faults[i].handle (route, x, error);
  return route->handle (x, error);
}
