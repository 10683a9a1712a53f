/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Read as a whole when somebody looks, after events, and each minute, for hours pass by themselves.
 * Events come in hundreds and the answer is dear: those of a second and a half are one reading. */
#define G_LOG_DOMAIN "review-session"
#include "review-today-board.h"

#include <string.h>

#include "review-board-private.h"
#include "review-client-today.h"
#include "review-session-private.h"

#define REFRESH_DELAY 1500 /* ms */
#define REREAD        60   /* s */

struct _ReviewTodayBoard
{
  ReviewBoard board;

  ReviewToday *page; /* (owned) (nullable) */
  guint watchers;    /* those who look: of two windows one may go while the other is there */
  guint reread_id;
};

G_DEFINE_FINAL_TYPE (ReviewTodayBoard, review_today_board, REVIEW_TYPE_BOARD)

static void
review_today_board_dispose (GObject *object)
{
  ReviewTodayBoard *self = REVIEW_TODAY_BOARD (object);

  g_clear_handle_id (&self->reread_id, g_source_remove);
  G_OBJECT_CLASS (review_today_board_parent_class)->dispose (object);
}

static void
review_today_board_finalize (GObject *object)
{
  g_clear_pointer (&REVIEW_TODAY_BOARD (object)->page, review_record_unref);
  G_OBJECT_CLASS (review_today_board_parent_class)->finalize (object);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewTodayBoard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewToday) page =
      review_client_finish_today (REVIEW_CLIENT (source), result, &error);

  if (review_feed_is_stale (&self->board.feed, source, error))
    return;
  review_board_set_error (&self->board, error);
  if (page != NULL)
    {
      g_clear_pointer (&self->page, review_record_unref);
      self->page = g_steal_pointer (&page);
    }
  review_board_tell (&self->board);
}

static void
read_anew (ReviewBoard *board)
{
  ReviewTodayBoard *self = REVIEW_TODAY_BOARD (board);

  review_client_get_today_async (self->board.feed.client, self->board.feed.cancellable, read_cb,
                                 g_object_ref (self));
}

static void
review_today_board_class_init (ReviewTodayBoardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  ReviewBoardClass *board_class = (ReviewBoardClass *) klass;

  object_class->dispose = review_today_board_dispose;
  object_class->finalize = review_today_board_finalize;
  board_class->delay = REFRESH_DELAY;
  board_class->read = read_anew;
}

static void
review_today_board_init (ReviewTodayBoard *self)
{
}

ReviewTodayBoard *
review_today_board_new (void)
{
  return g_object_new (REVIEW_TYPE_TODAY_BOARD, NULL);
}

void
review_today_board_set_client (ReviewTodayBoard *self, ReviewClient *client)
{
  review_feed_set_client (&self->board.feed, client);
  if (client != NULL && self->watchers > 0)
    read_anew (&self->board);
}

void
review_today_board_reset (ReviewTodayBoard *self)
{
  g_clear_pointer (&self->page, review_record_unref);
  review_board_set_error (&self->board, NULL);
  review_board_tell (&self->board);
  /* What is on its way is another person's. */
  if (self->board.feed.client != NULL)
    {
      g_autoptr (ReviewClient) client = g_object_ref (self->board.feed.client);

      review_today_board_set_client (self, client);
    }
}

void
review_today_board_take_event (ReviewTodayBoard *self, const ReviewEvent *event)
{
  static const char *const others[] = { "draft", "preparation", "note", "sop_draft", NULL };

  if (!g_strv_contains (others, event->kind))
    review_today_board_refresh (self);
}

void
review_today_board_refresh (ReviewTodayBoard *self)
{
  g_return_if_fail (REVIEW_IS_TODAY_BOARD (self));

  if (self->watchers > 0)
    review_feed_refresh (&self->board.feed);
}

static gboolean
reread_cb (gpointer user_data)
{
  review_today_board_refresh (user_data);
  return G_SOURCE_CONTINUE;
}

void
review_today_board_watch (ReviewTodayBoard *self, gboolean watched)
{
  g_return_if_fail (REVIEW_IS_TODAY_BOARD (self));

  if (watched)
    self->watchers++;
  else if (self->watchers > 0)
    self->watchers--;
  if (self->watchers == 0)
    g_clear_handle_id (&self->reread_id, g_source_remove);
  else if (self->reread_id == 0)
    self->reread_id = g_timeout_add_seconds (REREAD, reread_cb, self);
  if (watched && self->board.feed.client != NULL)
    read_anew (&self->board);
}

const ReviewToday *
review_today_board_get_page (ReviewTodayBoard *self)
{
  g_return_val_if_fail (REVIEW_IS_TODAY_BOARD (self), NULL);

  return self->page;
}
