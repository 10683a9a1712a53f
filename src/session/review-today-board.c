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
};

G_DEFINE_FINAL_TYPE (ReviewTodayBoard, review_today_board, REVIEW_TYPE_BOARD)

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
review_today_board_init (ReviewTodayBoard *self)
{
}

ReviewTodayBoard *
review_today_board_new (void)
{
  return g_object_new (REVIEW_TYPE_TODAY_BOARD, NULL);
}

/* What is on its way is another person's. */
static void
forget (ReviewBoard *board)
{
  ReviewTodayBoard *self = REVIEW_TODAY_BOARD (board);
  g_autoptr (ReviewClient) client =
      board->feed.client != NULL ? g_object_ref (board->feed.client) : NULL;

  g_clear_pointer (&self->page, review_record_unref);
  review_feed_set_client (&board->feed, client);
}

static void
take_event (ReviewBoard *board, const ReviewEvent *event)
{
  static const char *const others[] = { "draft", "preparation", "note", "sop_draft", NULL };

  if (!g_strv_contains (others, event->kind))
    review_board_refresh (board);
}

static void
review_today_board_class_init (ReviewTodayBoardClass *klass)
{
  ReviewBoardClass *board_class = REVIEW_BOARD_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = review_today_board_finalize;
  board_class->delay = REFRESH_DELAY;
  board_class->reread = REREAD;
  board_class->read = read_anew;
  board_class->forget = forget;
  board_class->take_event = take_event;
}

const ReviewToday *
review_today_board_get_page (ReviewTodayBoard *self)
{
  g_return_val_if_fail (REVIEW_IS_TODAY_BOARD (self), NULL);

  return self->page;
}
