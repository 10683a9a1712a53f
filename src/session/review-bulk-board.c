/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an act would do is asked each time when whom it goes to is another: the server looks at every
 * case for itself. The act is followed by events, and by the clock where those are lost. */
#define G_LOG_DOMAIN "review-session"
#include "review-bulk-board.h"

#include <string.h>

#include "review-board-private.h"
#include "review-client-shift.h"
#include "review-items.h"
#include "review-session-private.h"
#include "review-text.h"

#define REFRESH_DELAY 20 /* ms */
#define FOLLOW        2  /* s between looks at an act that is carried out */

struct _ReviewBulkBoard
{
  ReviewBoard board;

  GListStore *people;         /* (owned) */
  ReviewBulkRequest *request; /* (owned) (nullable): never handed on, changed in place */
  ReviewBulk *plan;           /* (owned) (nullable) */
  ReviewBulk *act;            /* (owned) (nullable) */
  char *key;                  /* (owned) (nullable): of the act that was sent */
  guint asked;                /* plans that were asked for, counted */
  guint follow_id;
};

G_DEFINE_FINAL_TYPE (ReviewBulkBoard, review_bulk_board, REVIEW_TYPE_BOARD)

static void
stop_following (ReviewBulkBoard *self)
{
  g_clear_handle_id (&self->follow_id, g_source_remove);
}

static void
clear (ReviewBulkBoard *self)
{
  stop_following (self);
  g_clear_pointer (&self->request, review_record_unref);
  g_clear_pointer (&self->plan, review_record_unref);
  g_clear_pointer (&self->act, review_record_unref);
  g_clear_pointer (&self->key, g_free);
  self->board.busy = FALSE;
  self->asked++;
  review_board_set_error (&self->board, NULL);
}

static void
review_bulk_board_dispose (GObject *object)
{
  clear (REVIEW_BULK_BOARD (object));
  G_OBJECT_CLASS (review_bulk_board_parent_class)->dispose (object);
}

static void
review_bulk_board_finalize (GObject *object)
{
  g_clear_object (&REVIEW_BULK_BOARD (object)->people);
  G_OBJECT_CLASS (review_bulk_board_parent_class)->finalize (object);
}

static void
review_bulk_board_init (ReviewBulkBoard *self)
{
  self->people = g_list_store_new (REVIEW_TYPE_ITEM);
}

ReviewBulkBoard *
review_bulk_board_new (void)
{
  return g_object_new (REVIEW_TYPE_BULK_BOARD, NULL);
}

static gboolean
follow_cb (gpointer user_data)
{
  review_feed_refresh (&((ReviewBulkBoard *) user_data)->board.feed);
  return G_SOURCE_CONTINUE;
}

/* @act: (transfer full) */
static void
take_act (ReviewBulkBoard *self, ReviewBulk *act)
{
  g_clear_pointer (&self->act, review_record_unref);
  self->act = act;
  if (act->state == REVIEW_BULK_OVER)
    stop_following (self);
  else if (self->follow_id == 0)
    self->follow_id = g_timeout_add_seconds (FOLLOW, follow_cb, self);
}

static void
act_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewBulkBoard) self = user_data;
  g_autoptr (GError) error = NULL;
  ReviewBulk *act = review_client_finish_bulk (REVIEW_CLIENT (source), result, &error);

  if (review_feed_is_stale (&self->board.feed, source, error) || act == NULL || self->act == NULL
      || strcmp (act->id, self->act->id) != 0)
    {
      review_record_unref (act);
      return;
    }
  take_act (self, act);
  review_board_tell (&self->board);
}

static void
people_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewBulkBoard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewRoster) roster =
      review_client_finish_roster (REVIEW_CLIENT (source), result, &error);

  if (review_feed_is_stale (&self->board.feed, source, error))
    return;
  if (roster != NULL)
    review_items_update (self->people, roster->people);
  else
    review_board_set_error (&self->board, error);
  review_board_tell (&self->board);
}

/* While an act is carried out, how far it is; before, who is there. */
static void
read_anew (ReviewBoard *board)
{
  ReviewBulkBoard *self = REVIEW_BULK_BOARD (board);

  if (self->act != NULL)
    review_client_get_bulk_async (board->feed.client, self->act->id, board->feed.cancellable,
                                  act_cb, g_object_ref (self));
  else if (self->request != NULL)
    review_client_get_roster_async (board->feed.client, board->feed.cancellable, people_cb,
                                    g_object_ref (self));
}

static void
forget (ReviewBoard *board)
{
  ReviewBulkBoard *self = REVIEW_BULK_BOARD (board);

  clear (self);
  review_items_update (self->people, NULL);
}

/* It is some steps further. */
static void
take_event (ReviewBoard *board, const ReviewEvent *event)
{
  ReviewBulkBoard *self = REVIEW_BULK_BOARD (board);

  if (self->act != NULL && strcmp (event->kind, "bulk") == 0
      && g_strcmp0 (event->object, self->act->id) == 0)
    review_board_read_soon (board);
}

static void
review_bulk_board_class_init (ReviewBulkBoardClass *klass)
{
  ReviewBoardClass *board_class = REVIEW_BOARD_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_bulk_board_dispose;
  G_OBJECT_CLASS (klass)->finalize = review_bulk_board_finalize;
  board_class->delay = REFRESH_DELAY;
  board_class->read = read_anew;
  board_class->forget = forget;
  board_class->take_event = take_event;
}

typedef struct
{
  ReviewBulkBoard *board; /* (owned) */
  guint n;
} Asking;

static void
asking_free (Asking *asking)
{
  g_object_unref (asking->board);
  g_free (asking);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asking, asking_free)

static void
plan_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asking) asking = user_data;
  ReviewBulkBoard *self = asking->board;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewBulk) plan = review_client_finish_bulk (REVIEW_CLIENT (source), result, &error);

  if (review_feed_is_stale (&self->board.feed, source, error) || asking->n != self->asked)
    return;
  g_clear_pointer (&self->plan, review_record_unref);
  self->plan = g_steal_pointer (&plan);
  review_board_set_error (&self->board, error);
  review_board_tell (&self->board);
}

static void
ask_plan (ReviewBulkBoard *self)
{
  Asking *asking;

  self->asked++;
  g_clear_pointer (&self->plan, review_record_unref);
  if (self->board.feed.client == NULL
      || (self->request->kind == REVIEW_BULK_ASSIGN && self->request->to == NULL))
    return;
  asking = g_new0 (Asking, 1);
  asking->board = g_object_ref (self);
  asking->n = self->asked;
  review_client_check_bulk_async (self->board.feed.client, self->request,
                                  self->board.feed.cancellable, plan_cb, asking);
}

void
review_bulk_board_begin (ReviewBulkBoard *self, int kind, const char *const *work_items)
{
  clear (self);
  self->request = review_record_new (&review_bulk_request_type);
  self->request->kind = kind;
  self->request->work_items = g_strdupv ((char **) work_items);
  self->request->reason = g_strdup ("");
  review_feed_refresh (&self->board.feed);
  ask_plan (self);
  review_board_tell (&self->board);
}

guint
review_bulk_board_get_count (ReviewBulkBoard *self)
{
  return self->request != NULL ? g_strv_length (self->request->work_items) : 0;
}

GListModel *
review_bulk_board_get_people (ReviewBulkBoard *self)
{
  return G_LIST_MODEL (self->people);
}

ReviewGiveReason
review_bulk_board_why_not (const ReviewPerson *person)
{
  if (person->standing != REVIEW_STANDING_ON && person->standing != REVIEW_STANDING_PRESENT)
    return REVIEW_GIVE_ABSENT;
  return person->leased + person->kept >= person->at_most ? REVIEW_GIVE_FULL : REVIEW_GIVE_NONE;
}

const char *
review_bulk_board_get_to (ReviewBulkBoard *self)
{
  return self->request != NULL ? self->request->to : NULL;
}

/* Whether the member of the form is another now. */
static gboolean
set_member (ReviewBulkBoard *self, char **member, const char *value)
{
  if (self->board.busy || g_strcmp0 (*member, value) == 0)
    return FALSE;
  g_free (*member);
  *member = g_strdup (value);
  g_clear_pointer (&self->key, g_free);
  review_board_set_error (&self->board, NULL);
  return TRUE;
}

void
review_bulk_board_set_to (ReviewBulkBoard *self, const char *account)
{
  if (self->request == NULL || !set_member (self, &self->request->to, account))
    return;
  ask_plan (self);
  review_board_tell (&self->board);
}

void
review_bulk_board_set_code (ReviewBulkBoard *self, const char *code)
{
  if (self->request != NULL && set_member (self, &self->request->code, code))
    review_board_tell (&self->board);
}

void
review_bulk_board_set_reason (ReviewBulkBoard *self, const char *reason)
{
  if (self->request != NULL && set_member (self, &self->request->reason, reason))
    review_board_tell (&self->board);
}

const ReviewBulk *
review_bulk_board_get_plan (ReviewBulkBoard *self)
{
  return self->plan;
}

const ReviewBulk *
review_bulk_board_get_act (ReviewBulkBoard *self)
{
  return self->act;
}

gboolean
review_bulk_board_get_can_send (ReviewBulkBoard *self)
{
  const ReviewBulkRequest *request = self->request;

  return request != NULL && self->act == NULL && !self->board.busy
         && !review_text_is_blank (request->reason)
         && (request->kind == REVIEW_BULK_ASSIGN ? request->to != NULL : request->code != NULL)
         && self->plan != NULL && self->plan->planned > 0;
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewBulkBoard) self = user_data;
  g_autoptr (GError) error = NULL;
  ReviewBulk *act = review_client_finish_bulk (REVIEW_CLIENT (source), result, &error);

  if (review_feed_is_stale (&self->board.feed, source, error))
    {
      review_record_unref (act);
      return;
    }
  review_board_end (&self->board, error);
  if (act != NULL)
    take_act (self, act);
  review_board_tell (&self->board);
}

void
review_bulk_board_send (ReviewBulkBoard *self)
{
  if (!review_bulk_board_get_can_send (self) || self->board.feed.client == NULL)
    return;
  if (self->key == NULL)
    self->key = review_client_new_key ();
  self->board.busy = TRUE;
  review_client_begin_bulk_async (self->board.feed.client, self->request, self->key,
                                  self->board.feed.cancellable, sent_cb, g_object_ref (self));
  review_board_tell (&self->board);
}
