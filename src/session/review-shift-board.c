/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Oneself and the handovers are read together, once somebody looks: when the server is there, when an
 * event says that one of them changed, and each minute: that a handover is red is told once, that a
 * shift is over by its plan is nobody's event. */
#define G_LOG_DOMAIN "review-session"
#include "review-shift-board.h"

#include <string.h>

#include "review-client-shift.h"
#include "review-error.h"
#include "review-feed.h"
#include "review-items.h"
#include "review-props.h"
#include "review-role.h"
#include "review-session-private.h"

#define REFRESH_DELAY 120 /* ms: events that come together are one reading */
#define REREAD        60  /* s */

struct _ReviewShiftBoard
{
  GObject parent_instance;

  ReviewFeed feed;
  ReviewItem *person;    /* (owned) (nullable) */
  GListStore *handovers; /* (owned) */
  char *account;         /* (owned) (nullable): who sits here */
  int role;
  gboolean watched; /* it is kept up to date */
  guint lookers;    /* who look at what hangs on the person */
  guint reread_id;
  int error_code;
  ReviewPropsTold told;
};

G_DEFINE_FINAL_TYPE (ReviewShiftBoard, review_shift_board, G_TYPE_OBJECT)

static const ReviewProp props[] = {
  { "person", REVIEW_PROP_OBJECT, G_CALLBACK (review_shift_board_get_person),
    review_item_get_type },
  { "handovers", REVIEW_PROP_OBJECT, G_CALLBACK (review_shift_board_get_handovers),
    g_list_model_get_type },
  { "to-accept", REVIEW_PROP_UINT, G_CALLBACK (review_shift_board_get_to_accept) },
  { "error-code", REVIEW_PROP_INT, G_CALLBACK (review_shift_board_get_error_code) },
};

static void
notify (ReviewShiftBoard *self)
{
  review_props_notify (G_OBJECT (self), props, G_N_ELEMENTS (props), &self->told);
}

static void
review_shift_board_dispose (GObject *object)
{
  ReviewShiftBoard *self = REVIEW_SHIFT_BOARD (object);

  review_feed_clear (&self->feed);
  g_clear_handle_id (&self->reread_id, g_source_remove);
  G_OBJECT_CLASS (review_shift_board_parent_class)->dispose (object);
}

static void
review_shift_board_finalize (GObject *object)
{
  ReviewShiftBoard *self = REVIEW_SHIFT_BOARD (object);

  g_clear_object (&self->person);
  g_clear_object (&self->handovers);
  g_free (self->account);
  G_OBJECT_CLASS (review_shift_board_parent_class)->finalize (object);
}

static void
review_shift_board_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  review_props_get (object, &props[id - 1], value);
}

static void
review_shift_board_class_init (ReviewShiftBoardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = review_shift_board_dispose;
  object_class->finalize = review_shift_board_finalize;
  object_class->get_property = review_shift_board_get_property;
  review_props_install (object_class, props, G_N_ELEMENTS (props));
}

static void read_anew (gpointer owner);

static void
review_shift_board_init (ReviewShiftBoard *self)
{
  self->handovers = g_list_store_new (REVIEW_TYPE_ITEM);
  review_feed_init (&self->feed, REFRESH_DELAY, read_anew, self);
  notify (self);
}

ReviewShiftBoard *
review_shift_board_new (void)
{
  return g_object_new (REVIEW_TYPE_SHIFT_BOARD, NULL);
}

static void
read_person_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewShiftBoard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewPerson) person =
      review_client_finish_person (REVIEW_CLIENT (source), result, &error);

  if (review_feed_is_stale (&self->feed, source, error))
    return;
  self->error_code = error != NULL ? error->code : 0;
  if (person != NULL)
    {
      g_clear_object (&self->person);
      self->person = review_item_new (person);
    }
  notify (self);
}

static void
read_handovers_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewShiftBoard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewHandoverList) list =
      review_client_finish_handovers (REVIEW_CLIENT (source), result, &error);

  if (review_feed_is_stale (&self->feed, source, error))
    return;
  if (list != NULL)
    review_items_update (self->handovers, list->items);
  notify (self);
}

static void
read_anew (gpointer owner)
{
  ReviewShiftBoard *self = owner;

  review_client_get_own_shift_async (self->feed.client, self->feed.cancellable, read_person_cb,
                                     g_object_ref (self));
  review_client_get_handovers_async (self->feed.client, self->feed.cancellable, read_handovers_cb,
                                     g_object_ref (self));
}

void
review_shift_board_refresh (ReviewShiftBoard *self)
{
  if (self->watched && review_role_may_decide (self->role))
    review_feed_refresh (&self->feed);
}

static gboolean
reread_cb (gpointer user_data)
{
  review_shift_board_refresh (user_data);
  return G_SOURCE_CONTINUE;
}

/**
 * review_shift_board_watch:
 *
 * Reads anew, and keeps it up to date from now on with what happens to shifts and handovers.
 */
void
review_shift_board_watch (ReviewShiftBoard *self)
{
  g_return_if_fail (REVIEW_IS_SHIFT_BOARD (self));

  self->watched = TRUE;
  if (self->reread_id == 0)
    self->reread_id = g_timeout_add_seconds (REREAD, reread_cb, self);
  review_shift_board_refresh (self);
}

/**
 * review_shift_board_look:
 *
 * Each case that is taken or left by anybody is a reason to read, as long as somebody looks.
 */
void
review_shift_board_look (ReviewShiftBoard *self, gboolean looks)
{
  g_return_if_fail (REVIEW_IS_SHIFT_BOARD (self));

  if (looks)
    {
      self->lookers++;
      review_shift_board_watch (self);
    }
  else if (self->lookers > 0)
    self->lookers--;
}

/* Who sits here, and which server answers; what was on its way for others no longer counts. */
void
review_shift_board_set_client (ReviewShiftBoard *self, ReviewClient *client)
{
  review_feed_set_client (&self->feed, client);
}

void
review_shift_board_set_user (ReviewShiftBoard *self, const ReviewUser *user)
{
  g_free (self->account);
  self->account = g_strdup (user->id);
  self->role = user->role;
  g_clear_object (&self->person);
  review_items_update (self->handovers, NULL);
  self->error_code = 0;
  notify (self);
}

void
review_shift_board_take_event (ReviewShiftBoard *self, const ReviewEvent *event)
{
  static const char *const own[] = { "shift", "handover", NULL };
  static const char *const cases[] = { "queue", "waiting", NULL };

  if (g_strv_contains (own, event->kind)
      || (self->lookers > 0 && g_strv_contains (cases, event->kind)))
    review_shift_board_refresh (self);
}

ReviewItem *
review_shift_board_get_person (ReviewShiftBoard *self)
{
  return self->person;
}

GListModel *
review_shift_board_get_handovers (ReviewShiftBoard *self)
{
  return G_LIST_MODEL (self->handovers);
}

/* @ret_last: (out) (optional) (transfer full) (nullable): the id of the last of them */
static guint
count_to_accept (ReviewShiftBoard *self, char **ret_last)
{
  GListModel *model = G_LIST_MODEL (self->handovers);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ReviewItem) item = g_list_model_get_item (model, i);
      const ReviewHandover *one = review_item_get_record (item);

      if (!review_handover_waits_for (one, self->account, self->role))
        continue;
      n++;
      if (ret_last != NULL)
        g_free (*ret_last);
      if (ret_last != NULL)
        *ret_last = g_strdup (one->id);
    }
  return n;
}

guint
review_shift_board_get_to_accept (ReviewShiftBoard *self)
{
  return count_to_accept (self, NULL);
}

char *
review_shift_board_dup_only_to_accept (ReviewShiftBoard *self)
{
  g_autofree char *id = NULL;

  return count_to_accept (self, &id) == 1 ? g_steal_pointer (&id) : NULL;
}

int
review_shift_board_get_error_code (ReviewShiftBoard *self)
{
  return self->error_code;
}

static GTask *
begin (ReviewShiftBoard *self,
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

/* Takes @record and @error: whatever came of it, what is shown is read anew. */
static void
end_act (GTask *task, GObject *source, gpointer record, GError *error)
{
  ReviewShiftBoard *self = g_task_get_source_object (task);

  if (REVIEW_CLIENT (source) == self->feed.client)
    review_shift_board_refresh (self);
  if (record != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  g_clear_pointer (&record, review_record_unref);
  g_object_unref (task);
}

static void
shift_cb (GObject *source, GAsyncResult *result, gpointer task)
{
  GError *error = NULL;
  ReviewPerson *person = review_client_finish_person (REVIEW_CLIENT (source), result, &error);

  end_act (task, source, person, error);
}

static void
handover_cb (GObject *source, GAsyncResult *result, gpointer task)
{
  GError *error = NULL;
  ReviewHandover *one = review_client_finish_handover (REVIEW_CLIENT (source), result, &error);

  end_act (task, source, one, error);
}

void
review_shift_board_start_async (ReviewShiftBoard *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task = begin (self, review_shift_board_start_async, cancellable, callback, user_data);

  if (task != NULL)
    review_client_act_on_shift_async (self->feed.client, "start", NULL, cancellable, shift_cb,
                                      task);
}

void
review_shift_board_end_async (ReviewShiftBoard *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = begin (self, review_shift_board_end_async, cancellable, callback, user_data);

  if (task != NULL)
    review_client_act_on_shift_async (self->feed.client, "end", NULL, cancellable, shift_cb, task);
}

void
review_shift_board_hand_over_async (ReviewShiftBoard *self,
                                    const ReviewHandoverRequest *request,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GTask *task = begin (self, review_shift_board_hand_over_async, cancellable, callback, user_data);

  if (task != NULL)
    review_client_hand_over_async (self->feed.client, request, NULL, cancellable, handover_cb,
                                   task);
}

void
review_shift_board_accept_async (ReviewShiftBoard *self,
                                 const ReviewHandover *handover,
                                 const char *const *work_items,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task = begin (self, review_shift_board_accept_async, cancellable, callback, user_data);
  g_autoptr (ReviewHandoverAct) act = review_record_new (&review_handover_act_type);

  act->work_items = g_strdupv ((char **) work_items);
  if (task != NULL)
    review_client_act_on_handover_async (self->feed.client, handover->id, "accept", act,
                                         handover->version, NULL, cancellable, handover_cb, task);
}

void
review_shift_board_withdraw_async (ReviewShiftBoard *self,
                                   const ReviewHandover *handover,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GTask *task = begin (self, review_shift_board_withdraw_async, cancellable, callback, user_data);

  if (task != NULL)
    review_client_act_on_handover_async (self->feed.client, handover->id, "withdraw", NULL,
                                         handover->version, NULL, cancellable, handover_cb, task);
}

gboolean
review_shift_board_act_finish (ReviewShiftBoard *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  ReviewDeskCases *cases = review_client_finish_desk_cases (REVIEW_CLIENT (source), result, &error);

  if (cases != NULL)
    g_task_return_pointer (task, cases, review_record_unref);
  else
    g_task_return_error (task, error);
}

void
review_shift_board_list_async (ReviewShiftBoard *self,
                               const char *account,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = begin (self, review_shift_board_list_async, cancellable, callback, user_data);

  if (task != NULL)
    review_client_get_desk_cases_async (self->feed.client, account, cancellable, listed_cb, task);
}

ReviewDeskCases *
review_shift_board_list_finish (ReviewShiftBoard *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
