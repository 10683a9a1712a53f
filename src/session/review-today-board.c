/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Read as a whole when somebody looks, after events, and each minute, for hours pass by themselves.
 * Events come in hundreds and the answer is dear: those of a second and a half are one reading. */
#define G_LOG_DOMAIN "review-session"
#include "review-today-board.h"

#include <string.h>

#include "review-client-today.h"
#include "review-feed.h"
#include "review-session-private.h"

#define REFRESH_DELAY 1500 /* ms */
#define REREAD        60   /* s */

struct _ReviewTodayBoard
{
  GObject parent_instance;

  ReviewFeed feed;
  ReviewToday *page; /* (owned) (nullable) */
  gboolean watched;
  guint reread_id;
  int error_code;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ReviewTodayBoard, review_today_board, G_TYPE_OBJECT)

static void
tell (ReviewTodayBoard *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
review_today_board_dispose (GObject *object)
{
  ReviewTodayBoard *self = REVIEW_TODAY_BOARD (object);

  review_feed_clear (&self->feed);
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
review_today_board_class_init (ReviewTodayBoardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = review_today_board_dispose;
  object_class->finalize = review_today_board_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewTodayBoard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewToday) page =
      review_client_finish_today (REVIEW_CLIENT (source), result, &error);

  if (review_feed_is_stale (&self->feed, source, error))
    return;
  self->error_code = error != NULL ? error->code : 0;
  if (page != NULL)
    {
      g_clear_pointer (&self->page, review_record_unref);
      self->page = g_steal_pointer (&page);
    }
  tell (self);
}

static void
read_anew (gpointer owner)
{
  ReviewTodayBoard *self = owner;

  review_client_get_today_async (self->feed.client, self->feed.cancellable, read_cb,
                                 g_object_ref (self));
}

static void
review_today_board_init (ReviewTodayBoard *self)
{
  review_feed_init (&self->feed, REFRESH_DELAY, read_anew, self);
}

ReviewTodayBoard *
review_today_board_new (void)
{
  return g_object_new (REVIEW_TYPE_TODAY_BOARD, NULL);
}

void
review_today_board_set_client (ReviewTodayBoard *self, ReviewClient *client)
{
  review_feed_set_client (&self->feed, client);
  if (client != NULL && self->watched)
    read_anew (self);
}

void
review_today_board_reset (ReviewTodayBoard *self)
{
  g_clear_pointer (&self->page, review_record_unref);
  self->error_code = 0;
  tell (self);
  /* What is on its way is another person's. */
  if (self->feed.client != NULL)
    {
      g_autoptr (ReviewClient) client = g_object_ref (self->feed.client);

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

  if (self->watched)
    review_feed_refresh (&self->feed);
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

  self->watched = watched;
  if (!watched)
    g_clear_handle_id (&self->reread_id, g_source_remove);
  else if (self->reread_id == 0)
    self->reread_id = g_timeout_add_seconds (REREAD, reread_cb, self);
  if (watched && self->feed.client != NULL)
    read_anew (self);
}

const ReviewToday *
review_today_board_get_page (ReviewTodayBoard *self)
{
  g_return_val_if_fail (REVIEW_IS_TODAY_BOARD (self), NULL);

  return self->page;
}

int
review_today_board_get_error_code (ReviewTodayBoard *self)
{
  g_return_val_if_fail (REVIEW_IS_TODAY_BOARD (self), 0);

  return self->error_code;
}
