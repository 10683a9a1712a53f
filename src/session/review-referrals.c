/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All referrals that one may see, as a list that is read as a whole: there are few. An act carries the
 * version that was seen; its answer is the referral as it is then. */
#define G_LOG_DOMAIN "review-session"
#include "review-referrals.h"

#include "review-board-private.h"
#include "review-client-floor.h"
#include "review-error.h"
#include "review-items.h"
#include "review-role.h"
#include "review-session-private.h"

#define REFRESH_DELAY 20 /* ms */

struct _ReviewReferrals
{
  ReviewBoard board;

  GListStore *items; /* (owned) */
  char *selected;    /* (owned) (nullable): id */
  gboolean loaded;
};

G_DEFINE_FINAL_TYPE (ReviewReferrals, review_referrals, REVIEW_TYPE_BOARD)

static void
review_referrals_finalize (GObject *object)
{
  ReviewReferrals *self = REVIEW_REFERRALS (object);

  g_clear_object (&self->items);
  g_free (self->selected);
  G_OBJECT_CLASS (review_referrals_parent_class)->finalize (object);
}

static void
review_referrals_init (ReviewReferrals *self)
{
  self->items = g_list_store_new (REVIEW_TYPE_ITEM);
}

ReviewReferrals *
review_referrals_new (void)
{
  return g_object_new (REVIEW_TYPE_REFERRALS, NULL);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewReferrals) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewReferralList) list =
      review_client_finish_referrals (REVIEW_CLIENT (source), result, &error);

  if (review_feed_is_stale (&self->board.feed, source, error))
    return;
  if (list == NULL)
    review_board_set_error (&self->board, error);
  else
    {
      self->loaded = TRUE;
      review_items_update (self->items, list->items);
    }
  review_board_tell (&self->board);
}

static void
read_anew (ReviewBoard *board)
{
  ReviewReferrals *self = REVIEW_REFERRALS (board);

  review_client_get_referrals_async (self->board.feed.client, self->board.feed.cancellable, read_cb,
                                     g_object_ref (self));
}

static gboolean
may_read (ReviewBoard *board)
{
  return review_role_may_pick (board->role);
}

/* Another person: what the one before knew is not theirs. */
static void
set_user (ReviewBoard *board, const ReviewUser *user)
{
  board->role = user != NULL ? user->role : 0;
  review_board_reset (board);
}

static void
forget (ReviewBoard *board)
{
  ReviewReferrals *self = REVIEW_REFERRALS (board);

  review_items_update (self->items, NULL);
  g_clear_pointer (&self->selected, g_free);
  self->loaded = FALSE;
}

static void
review_referrals_class_init (ReviewReferralsClass *klass)
{
  ReviewBoardClass *board_class = REVIEW_BOARD_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = review_referrals_finalize;
  board_class->delay = REFRESH_DELAY;
  board_class->read = read_anew;
  board_class->may_read = may_read;
  board_class->forget = forget;
  board_class->set_user = set_user;
}

GListModel *
review_referrals_get_items (ReviewReferrals *self)
{
  return G_LIST_MODEL (self->items);
}

gboolean
review_referrals_get_loaded (ReviewReferrals *self)
{
  return self->loaded;
}

const ReviewReferral *
review_referrals_get_selected (ReviewReferrals *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr (ReviewItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);
      const ReviewReferral *one = review_item_get_record (item);

      if (g_strcmp0 (one->id, self->selected) == 0)
        return one;
    }
  return NULL;
}

/**
 * review_referrals_select:
 * @id: (nullable): the one that is looked at from now on; %NULL: a new one
 */
void
review_referrals_select (ReviewReferrals *self, const char *id)
{
  if (g_strcmp0 (id, self->selected) == 0)
    return;
  g_free (self->selected);
  self->selected = g_strdup (id);
  review_board_clear_error (&self->board);
}

gboolean
review_referrals_may_become (ReviewReferrals *self, int state)
{
  const ReviewReferral *one = review_referrals_get_selected (self);

  return one != NULL && !self->board.busy && review_referral_may_become (one->state, state)
         && (one->state != REVIEW_REFERRAL_SENT || self->board.role == REVIEW_ROLE_LEAD);
}

/* As it is now, before the list is read anew. */
static void
put (ReviewReferrals *self, ReviewReferral *one)
{
  g_autoptr (ReviewItem) now = review_item_new (one);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items)), at = 0;

  for (; at < n; at++)
    {
      g_autoptr (ReviewItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), at);

      if (g_strcmp0 (((ReviewReferral *) review_item_get_record (item))->id, one->id) == 0)
        break;
    }
  g_list_store_splice (self->items, at < n ? at : 0, at < n ? 1 : 0, (gpointer *) &now, 1);
  g_free (self->selected);
  self->selected = g_strdup (one->id);
}

static void
acted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewReferrals) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewReferral) one =
      review_client_finish_referral (REVIEW_CLIENT (source), result, &error);

  if (review_feed_is_stale (&self->board.feed, source, error))
    return;
  review_board_end (&self->board, error);
  if (one != NULL)
    put (self, one);
  review_board_read_soon (&self->board);
  review_board_tell (&self->board);
}

static gboolean
begin (ReviewReferrals *self)
{
  if (self->board.feed.client == NULL || self->board.busy)
    return FALSE;
  review_board_begin (&self->board);
  return TRUE;
}

void
review_referrals_draft (ReviewReferrals *self, const char *case_id, const char *text)
{
  g_autoptr (ReviewReferralRequest) request = review_record_new (&review_referral_request_type);
  g_autofree char *key = review_client_new_key ();

  request->text = g_strdup (text);
  if (begin (self))
    review_client_draft_referral_async (self->board.feed.client, case_id, request, key,
                                        self->board.feed.cancellable, acted_cb,
                                        g_object_ref (self));
}

void
review_referrals_move (ReviewReferrals *self, int state, const char *note)
{
  const ReviewReferral *one = review_referrals_get_selected (self);
  g_autoptr (ReviewReferralAct) act = review_record_new (&review_referral_act_type);
  g_autofree char *key = review_client_new_key ();

  act->state = state;
  act->note = g_strdup (note);
  if (review_referrals_may_become (self, state) && begin (self))
    review_client_move_referral_async (self->board.feed.client, one->id, act, one->version, key,
                                       self->board.feed.cancellable, acted_cb, g_object_ref (self));
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  ReviewReferral *one = review_client_finish_referral (REVIEW_CLIENT (source), result, &error);

  if (one != NULL)
    g_task_return_pointer (task, one, review_record_unref);
  else
    g_task_return_error (task, error);
}

void
review_referrals_export_async (ReviewReferrals *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *key = review_client_new_key ();

  g_task_set_source_tag (task, review_referrals_export_async);
  if (self->board.feed.client == NULL || self->selected == NULL)
    {
      g_task_return_new_error (task, REVIEW_ERROR, REVIEW_ERROR_OFFLINE, "there is no server");
      return;
    }
  review_client_export_referral_async (self->board.feed.client, self->selected, key, cancellable,
                                       exported_cb, g_steal_pointer (&task));
}

ReviewReferral *
review_referrals_export_finish (ReviewReferrals *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
