/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The back-test of the draft: asked for when the handles have come to rest, given up when they move
 * again, and not asked for at all while the draft would decide the chosen type as the live policy
 * does. */
#define G_LOG_DOMAIN "review-session"
#include "review-hub-board-private.h"

#include <string.h>

#include "review-error.h"

#define REST 350 /* ms without a change */

static void
drop (ReviewHubBoard *self)
{
  g_clear_handle_id (&self->backtest_id, g_source_remove);
  if (self->backtesting != NULL)
    g_cancellable_cancel (self->backtesting);
  g_clear_object (&self->backtesting);
}

static void
clear (ReviewHubBoard *self)
{
  g_clear_object (&self->backtest);
  g_clear_pointer (&self->backtest_of, review_record_unref);
  self->backtest_error = 0;
  self->backtest_state = REVIEW_BACKTEST_NONE;
}

/* Ends it and forgets what it found. */
void
review_hub_backtest_stop (ReviewHubBoard *self)
{
  drop (self);
  clear (self);
}

static gboolean
equal_lists (GPtrArray *a, GPtrArray *b)
{
  guint n = a != NULL ? a->len : 0;

  if (n != (b != NULL ? b->len : 0))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!review_record_equal (a->pdata[i], b->pdata[i]))
      return FALSE;
  return TRUE;
}

/* Whether both decide the cases of @case_type alike. What thresholds are certified by does not
 * change a case's route. */
static gboolean
decide_alike (const ReviewPolicy *a, const ReviewPolicy *b, const char *case_type)
{
  const ReviewTypePolicy *x = review_policy_find_type (a, case_type);
  const ReviewTypePolicy *y = review_policy_find_type (b, case_type);

  if (x == NULL || y == NULL)
    return x == y;
  return !(x->threshold_pass < y->threshold_pass) && !(x->threshold_pass > y->threshold_pass)
         && !(x->threshold_block < y->threshold_block) && !(x->threshold_block > y->threshold_block)
         && !(x->verdict_cut < y->verdict_cut) && !(x->verdict_cut > y->verdict_cut)
         && equal_lists (a->rules, b->rules) && equal_lists (a->parameters, b->parameters);
}

static void
backtest_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewHubBoard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewBacktest) answer =
      review_client_finish_backtest (REVIEW_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->backtesting);
  if (answer != NULL)
    {
      g_clear_object (&self->backtest);
      self->backtest = review_item_new (answer);
      self->backtest_state = REVIEW_BACKTEST_DONE;
    }
  else
    {
      self->backtest_state = REVIEW_BACKTEST_FAILED;
      self->backtest_error = error->domain == REVIEW_ERROR ? error->code : REVIEW_ERROR_FAILED;
    }
  review_hub_board_notify (self);
}

static gboolean
rested_cb (gpointer user_data)
{
  ReviewHubBoard *self = user_data;
  const ReviewPolicy *draft = review_hub_board_get_draft (self);

  self->backtest_id = 0;
  if (self->client == NULL || draft == NULL)
    return G_SOURCE_REMOVE;
  self->backtesting = g_cancellable_new ();
  self->backtest_state = REVIEW_BACKTEST_RUNNING;
  review_client_backtest_async (self->client, self->case_type, draft, 0, self->backtesting,
                                backtest_read_cb, g_object_ref (self));
  review_hub_board_notify (self);
  return G_SOURCE_REMOVE;
}

/* The draft, the live policy or the chosen type may be another: looks whether there is something
 * to try. The caller notifies. */
void
review_hub_backtest_touch (ReviewHubBoard *self)
{
  const ReviewPolicy *draft = review_hub_board_get_draft (self);
  const ReviewPolicy *live = review_hub_board_get_live (self);

  if (draft == NULL || live == NULL || self->case_type == NULL
      || review_hub_board_get_state (self) != REVIEW_HUB_READY
      || decide_alike (draft, live, self->case_type))
    {
      review_hub_backtest_stop (self);
      return;
    }
  if (self->backtest_of != NULL && decide_alike (draft, self->backtest_of, self->case_type))
    return;
  drop (self);
  g_clear_pointer (&self->backtest_of, review_record_unref);
  self->backtest_of = review_record_ref ((gpointer) draft);
  self->backtest_error = 0;
  self->backtest_state = REVIEW_BACKTEST_WAITING;
  self->backtest_id = g_timeout_add (REST, rested_cb, self);
}

/** review_hub_board_cancel_backtest: gives it up; the next change of the draft asks anew. */
void
review_hub_board_cancel_backtest (ReviewHubBoard *self)
{
  if (self->backtest_state != REVIEW_BACKTEST_WAITING
      && self->backtest_state != REVIEW_BACKTEST_RUNNING)
    return;
  drop (self);
  self->backtest_state = REVIEW_BACKTEST_NONE;
  review_hub_board_notify (self);
}
