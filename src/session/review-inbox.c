/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inbox is read as a whole: it is short. Items that did not change keep their objects, so that a
 * list does not flicker. */
#define G_LOG_DOMAIN "review-session"
#include "review-inbox.h"

#include <string.h>

#include "review-client-shift.h"
#include "review-error.h"
#include "review-feed.h"
#include "review-items.h"
#include "review-props.h"
#include "review-session-private.h"

#define REFRESH_DELAY 120 /* ms: events that come together are one reading */

struct _ReviewInbox
{
  GObject parent_instance;

  ReviewFeed feed;
  GListStore *escalations; /* (owned) */
  GListStore *feedback;    /* (owned) */
  GListStore *own;         /* (owned): the person's own cases that wait */
  GListStore *mentions;    /* (owned): notes in which they are named */
  int error_code;
  ReviewPropsTold told;
};

G_DEFINE_FINAL_TYPE (ReviewInbox, review_inbox, G_TYPE_OBJECT)

static const ReviewProp props[] = {
  { "escalations", REVIEW_PROP_OBJECT, G_CALLBACK (review_inbox_get_escalations),
    g_list_model_get_type },
  { "waiting", REVIEW_PROP_UINT, G_CALLBACK (review_inbox_get_waiting) },
  { "feedback", REVIEW_PROP_OBJECT, G_CALLBACK (review_inbox_get_feedback), g_list_model_get_type },
  { "unread", REVIEW_PROP_UINT, G_CALLBACK (review_inbox_get_unread) },
  { "own", REVIEW_PROP_OBJECT, G_CALLBACK (review_inbox_get_own), g_list_model_get_type },
  { "mentions", REVIEW_PROP_OBJECT, G_CALLBACK (review_inbox_get_mentions), g_list_model_get_type },
  { "error-code", REVIEW_PROP_INT, G_CALLBACK (review_inbox_get_error_code) },
};

static void
notify (ReviewInbox *self)
{
  review_props_notify (G_OBJECT (self), props, G_N_ELEMENTS (props), &self->told);
}

static void
review_inbox_dispose (GObject *object)
{
  ReviewInbox *self = REVIEW_INBOX (object);

  review_feed_clear (&self->feed);
  G_OBJECT_CLASS (review_inbox_parent_class)->dispose (object);
}

static void
review_inbox_finalize (GObject *object)
{
  ReviewInbox *self = REVIEW_INBOX (object);

  g_clear_object (&self->escalations);
  g_clear_object (&self->feedback);
  g_clear_object (&self->own);
  g_clear_object (&self->mentions);
  G_OBJECT_CLASS (review_inbox_parent_class)->finalize (object);
}

static void
review_inbox_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  review_props_get (object, &props[id - 1], value);
}

static void
review_inbox_class_init (ReviewInboxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = review_inbox_dispose;
  object_class->finalize = review_inbox_finalize;
  object_class->get_property = review_inbox_get_property;
  review_props_install (object_class, props, G_N_ELEMENTS (props));
}

static void read_anew (gpointer owner);

static void
review_inbox_init (ReviewInbox *self)
{
  self->escalations = g_list_store_new (REVIEW_TYPE_ITEM);
  self->feedback = g_list_store_new (REVIEW_TYPE_ITEM);
  self->own = g_list_store_new (REVIEW_TYPE_ITEM);
  self->mentions = g_list_store_new (REVIEW_TYPE_ITEM);
  review_feed_init (&self->feed, REFRESH_DELAY, read_anew, self);
  notify (self);
}

ReviewInbox *
review_inbox_new (void)
{
  return g_object_new (REVIEW_TYPE_INBOX, NULL);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewInbox) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewInboxPage) page =
      review_client_finish_inbox (REVIEW_CLIENT (source), result, &error);

  if (review_feed_is_stale (&self->feed, source, error))
    return;
  self->error_code = error != NULL ? error->code : 0;
  if (page != NULL)
    {
      review_items_update (self->escalations, page->escalations);
      review_items_update (self->feedback, page->feedback);
      review_items_update (self->own, page->waiting);
      review_items_update (self->mentions, page->mentions);
    }
  notify (self);
}

static void
read_anew (gpointer owner)
{
  ReviewInbox *self = owner;

  review_client_get_inbox_async (self->feed.client, self->feed.cancellable, read_cb,
                                 g_object_ref (self));
}

void
review_inbox_refresh (ReviewInbox *self)
{
  review_feed_refresh (&self->feed);
}

/* Another server, or another user: what was on its way no longer counts. */
void
review_inbox_set_client (ReviewInbox *self, ReviewClient *client)
{
  review_feed_set_client (&self->feed, client);
}

void
review_inbox_reset (ReviewInbox *self)
{
  review_items_update (self->escalations, NULL);
  review_items_update (self->feedback, NULL);
  review_items_update (self->own, NULL);
  review_items_update (self->mentions, NULL);
  self->error_code = 0;
  notify (self);
}

/* An escalation came, went up or was answered; a case was taken or put back; something came back. */
void
review_inbox_take_event (ReviewInbox *self, const ReviewEvent *event)
{
  static const char *const kinds[] = { "escalation", "feedback", "queue",
                                       "decision",   "waiting",  "mention" };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (event->kind, kinds[i]) == 0)
      review_inbox_refresh (self);
}

GListModel *
review_inbox_get_escalations (ReviewInbox *self)
{
  return G_LIST_MODEL (self->escalations);
}

GListModel *
review_inbox_get_feedback (ReviewInbox *self)
{
  return G_LIST_MODEL (self->feedback);
}

GListModel *
review_inbox_get_own (ReviewInbox *self)
{
  return G_LIST_MODEL (self->own);
}

GListModel *
review_inbox_get_mentions (ReviewInbox *self)
{
  return G_LIST_MODEL (self->mentions);
}

guint
review_inbox_get_waiting (ReviewInbox *self)
{
  GListModel *model = G_LIST_MODEL (self->escalations);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ReviewItem) item = g_list_model_get_item (model, i);

      n += ((ReviewEscalation *) review_item_get_record (item))->holder == NULL ? 1 : 0;
    }
  return n;
}

guint
review_inbox_get_unread (ReviewInbox *self)
{
  GListModel *model = G_LIST_MODEL (self->feedback);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ReviewItem) item = g_list_model_get_item (model, i);

      n += ((ReviewFeedback *) review_item_get_record (item))->read_at == 0 ? 1 : 0;
    }
  return n;
}

int
review_inbox_get_error_code (ReviewInbox *self)
{
  return self->error_code;
}

static void
marked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewInbox) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewFeedback) one =
      review_client_finish_feedback (REVIEW_CLIENT (source), result, &error);

  if (one == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_debug ("it stays unread: %s", error->message);
  if (REVIEW_CLIENT (source) == self->feed.client)
    review_inbox_refresh (self);
}

void
review_inbox_mark_read (ReviewInbox *self)
{
  GListModel *model = G_LIST_MODEL (self->feedback);

  for (guint i = 0; self->feed.client != NULL && i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ReviewItem) item = g_list_model_get_item (model, i);
      const ReviewFeedback *one = review_item_get_record (item);

      if (one->read_at == 0)
        review_client_mark_read_async (self->feed.client, one->id, NULL, self->feed.cancellable,
                                       marked_cb, g_object_ref (self));
    }
}

static void
mention_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewInbox) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewMention) one =
      review_client_finish_mention (REVIEW_CLIENT (source), result, &error);

  if (one == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_debug ("it stays unread: %s", error->message);
  if (REVIEW_CLIENT (source) == self->feed.client)
    review_inbox_refresh (self);
}

void
review_inbox_read_mention (ReviewInbox *self, const char *mention)
{
  if (self->feed.client != NULL)
    review_client_read_mention_async (self->feed.client, mention, NULL, self->feed.cancellable,
                                      mention_read_cb, g_object_ref (self));
}

static void
woken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ReviewInbox *self = g_task_get_source_object (task);
  GError *error = NULL;
  ReviewWorkItem *item = review_client_finish_work_item (REVIEW_CLIENT (source), result, &error);

  if (REVIEW_CLIENT (source) == self->feed.client)
    review_inbox_refresh (self);
  if (item != NULL)
    g_task_return_pointer (task, item, review_record_unref);
  else
    g_task_return_error (task, error);
}

void
review_inbox_wake_async (ReviewInbox *self,
                         const char *work_item,
                         gint64 version,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task = g_task_new (self, self->feed.cancellable, callback, user_data);

  g_task_set_source_tag (task, review_inbox_wake_async);
  if (self->feed.client == NULL)
    {
      g_task_return_new_error (task, REVIEW_ERROR, REVIEW_ERROR_OFFLINE, "there is no server");
      g_object_unref (task);
      return;
    }
  review_client_wake_async (self->feed.client, work_item, version, NULL, self->feed.cancellable,
                            woken_cb, task);
}

ReviewWorkItem *
review_inbox_wake_finish (ReviewInbox *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
