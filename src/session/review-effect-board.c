/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list is read as a whole when the server is there, when an event says that it changed, and each
 * minute, for that something is late is nobody's event. */
#define G_LOG_DOMAIN "review-session"
#include "review-effect-board.h"

#include <string.h>

#include "review-client-effects.h"
#include "review-desk-private.h"
#include "review-error.h"
#include "review-feed.h"
#include "review-items.h"
#include "review-props.h"
#include "review-role.h"
#include "review-session-private.h"

#define REFRESH_DELAY 120 /* ms: events that come together are one reading */
#define REREAD        60  /* s */

struct _ReviewEffectBoard
{
  GObject parent_instance;

  ReviewDesk *desk; /* (owned): reads its case anew after an act */
  ReviewFeed feed;
  GListStore *rows; /* (owned) */
  gboolean sees;    /* the person sees to effects */
  guint total;
  guint reread_id;
  int error_code;
  ReviewPropsTold told;
};

G_DEFINE_FINAL_TYPE (ReviewEffectBoard, review_effect_board, G_TYPE_OBJECT)

static const ReviewProp props[] = {
  { "rows", REVIEW_PROP_OBJECT, G_CALLBACK (review_effect_board_get_rows), g_list_model_get_type },
  { "total", REVIEW_PROP_UINT, G_CALLBACK (review_effect_board_get_total) },
  { "error-code", REVIEW_PROP_INT, G_CALLBACK (review_effect_board_get_error_code) },
};

static void
notify (ReviewEffectBoard *self)
{
  review_props_notify (G_OBJECT (self), props, G_N_ELEMENTS (props), &self->told);
}

static void
review_effect_board_dispose (GObject *object)
{
  ReviewEffectBoard *self = REVIEW_EFFECT_BOARD (object);

  review_feed_clear (&self->feed);
  g_clear_handle_id (&self->reread_id, g_source_remove);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (review_effect_board_parent_class)->dispose (object);
}

static void
review_effect_board_finalize (GObject *object)
{
  ReviewEffectBoard *self = REVIEW_EFFECT_BOARD (object);

  g_clear_object (&self->rows);
  G_OBJECT_CLASS (review_effect_board_parent_class)->finalize (object);
}

static void
review_effect_board_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  review_props_get (object, &props[id - 1], value);
}

static void
review_effect_board_class_init (ReviewEffectBoardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = review_effect_board_dispose;
  object_class->finalize = review_effect_board_finalize;
  object_class->get_property = review_effect_board_get_property;
  review_props_install (object_class, props, G_N_ELEMENTS (props));
}

static void read_anew (gpointer owner);

static void
review_effect_board_init (ReviewEffectBoard *self)
{
  self->rows = g_list_store_new (REVIEW_TYPE_ITEM);
  review_feed_init (&self->feed, REFRESH_DELAY, read_anew, self);
  notify (self);
}

ReviewEffectBoard *
review_effect_board_new (ReviewDesk *desk)
{
  ReviewEffectBoard *self = g_object_new (REVIEW_TYPE_EFFECT_BOARD, NULL);

  self->desk = g_object_ref (desk);
  return self;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewEffectBoard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewEffectList) list =
      review_client_finish_effect_list (REVIEW_CLIENT (source), result, &error);

  if (review_feed_is_stale (&self->feed, source, error))
    return;
  self->error_code = error != NULL ? error->code : 0;
  if (list != NULL)
    {
      review_items_update (self->rows, list->rows);
      self->total = (guint) (list->failed + list->late);
    }
  notify (self);
}

static void
read_anew (gpointer owner)
{
  ReviewEffectBoard *self = owner;

  if (self->sees)
    review_client_get_effects_async (self->feed.client, self->feed.cancellable, read_cb,
                                     g_object_ref (self));
}

void
review_effect_board_refresh (ReviewEffectBoard *self)
{
  if (self->sees)
    review_feed_refresh (&self->feed);
}

static gboolean
reread_cb (gpointer user_data)
{
  review_effect_board_refresh (user_data);
  return G_SOURCE_CONTINUE;
}

/* Who sits here, and which server answers; what was on its way for others no longer counts. */
void
review_effect_board_set_client (ReviewEffectBoard *self, ReviewClient *client)
{
  review_feed_set_client (&self->feed, client);
}

void
review_effect_board_set_user (ReviewEffectBoard *self, const ReviewUser *user)
{
  self->sees = review_role_sees_effects (user->role);
  review_items_update (self->rows, NULL);
  self->total = 0;
  self->error_code = 0;
  g_clear_handle_id (&self->reread_id, g_source_remove);
  if (self->sees)
    self->reread_id = g_timeout_add_seconds (REREAD, reread_cb, self);
  notify (self);
}

void
review_effect_board_take_event (ReviewEffectBoard *self, const ReviewEvent *event)
{
  if (strcmp (event->kind, "effects") == 0)
    review_effect_board_refresh (self);
}

GListModel *
review_effect_board_get_rows (ReviewEffectBoard *self)
{
  return G_LIST_MODEL (self->rows);
}

guint
review_effect_board_get_total (ReviewEffectBoard *self)
{
  return self->total;
}

int
review_effect_board_get_error_code (ReviewEffectBoard *self)
{
  return self->error_code;
}

static void
acted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ReviewEffectBoard *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (ReviewEffect) effect =
      review_client_finish_effect (REVIEW_CLIENT (source), result, &error);

  if (REVIEW_CLIENT (source) == self->feed.client)
    {
      review_effect_board_refresh (self);
      if (self->desk != NULL)
        {
          review_desk_reload (self->desk);
          review_desk_effects_watch (self->desk, REFRESH_DELAY);
        }
    }
  if (effect != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static GTask *
begin (ReviewEffectBoard *self,
       gpointer tag,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  if (self->feed.client != NULL)
    return task;
  g_task_return_new_error (task, REVIEW_ERROR, REVIEW_ERROR_OFFLINE, "there is no server");
  g_object_unref (task);
  return NULL;
}

void
review_effect_board_retry_async (ReviewEffectBoard *self,
                                 const ReviewEffect *effect,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task = begin (self, review_effect_board_retry_async, cancellable, callback, user_data);

  if (task != NULL)
    review_client_retry_effect_async (self->feed.client, effect->id, effect->version, NULL,
                                      cancellable, acted_cb, task);
}

void
review_effect_board_confirm_async (ReviewEffectBoard *self,
                                   const ReviewEffect *effect,
                                   const char *reason,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GTask *task = begin (self, review_effect_board_confirm_async, cancellable, callback, user_data);
  g_autoptr (ReviewEffectAct) act = NULL;

  if (task == NULL)
    return;
  act = review_record_new (&review_effect_act_type);
  act->reason = g_strdup (reason);
  review_client_confirm_effect_async (self->feed.client, effect->id, effect->version, act, NULL,
                                      cancellable, acted_cb, task);
}

gboolean
review_effect_board_act_finish (ReviewEffectBoard *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
