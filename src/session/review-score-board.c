/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scorecard is read when somebody looks, not by events: it walks over everything that was assessed
 * in its days. An answer to a question that is no longer asked counts for nothing. */
#define G_LOG_DOMAIN "review-session"
#include "review-score-board.h"

#include "review-board-private.h"
#include "review-client-loop.h"
#include "review-role.h"
#include "review-session-private.h"

#define REFRESH_DELAY 20 /* ms */
#define DAYS          30

struct _ReviewScoreBoard
{
  ReviewBoard board;

  ReviewScorecard *card; /* (owned) (nullable) */
  char *case_type;       /* (owned) (nullable) */
  guint days;
  guint sent;      /* readings, counted */
  gboolean wanted; /* somebody looks, and there was no server to ask */
};

G_DEFINE_FINAL_TYPE (ReviewScoreBoard, review_score_board, REVIEW_TYPE_BOARD)

static void
review_score_board_finalize (GObject *object)
{
  ReviewScoreBoard *self = REVIEW_SCORE_BOARD (object);

  g_clear_pointer (&self->card, review_record_unref);
  g_free (self->case_type);
  G_OBJECT_CLASS (review_score_board_parent_class)->finalize (object);
}

typedef struct
{
  ReviewScoreBoard *board; /* (owned) */
  guint n;
} Reading;

static void
reading_free (Reading *reading)
{
  g_object_unref (reading->board);
  g_free (reading);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static void
fill_list (GPtrArray **list)
{
  if (*list == NULL)
    *list = review_records_new ();
}

/* The wire leaves out what is empty. */
static void
fill_lists (ReviewScorecard *card)
{
  fill_list (&card->slices);
  fill_list (&card->money);
  fill_list (&card->drift);
  for (guint i = 0; i < card->slices->len; i++)
    fill_list (&((ReviewScoreSlice *) card->slices->pdata[i])->scores);
  for (guint i = 0; i < card->drift->len; i++)
    fill_list (&((ReviewDrift *) card->drift->pdata[i])->sides);
  if (card->attainment != NULL)
    fill_list (&card->attainment->types);
  if (card->overturned != NULL)
    fill_list (&card->overturned->rows);
}

static void
card_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  ReviewScoreBoard *self = reading->board;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewScorecard) card =
      review_client_finish_scorecard (REVIEW_CLIENT (source), result, &error);

  if (review_feed_is_stale (&self->board.feed, source, error) || reading->n != self->sent)
    return;
  review_board_end (&self->board, error);
  if (card != NULL)
    {
      fill_lists (card);
      g_clear_pointer (&self->card, review_record_unref);
      self->card = g_steal_pointer (&card);
    }
  review_board_tell (&self->board);
}

static void
read_anew (ReviewBoard *board)
{
  ReviewScoreBoard *self = REVIEW_SCORE_BOARD (board);
  Reading *reading = g_new0 (Reading, 1);

  reading->board = g_object_ref (self);
  reading->n = ++self->sent;
  self->board.busy = TRUE;
  review_client_get_scorecard_async (self->board.feed.client, self->days, self->case_type,
                                     self->board.feed.cancellable, card_cb, reading);
  review_board_tell (&self->board);
}

static void
review_score_board_init (ReviewScoreBoard *self)
{
  self->days = DAYS;
}

ReviewScoreBoard *
review_score_board_new (void)
{
  return g_object_new (REVIEW_TYPE_SCORE_BOARD, NULL);
}

void
review_score_board_refresh (ReviewScoreBoard *self)
{
  g_return_if_fail (REVIEW_IS_SCORE_BOARD (self));

  self->wanted = self->board.feed.client == NULL;
  review_board_read_soon (&self->board);
}

static gboolean
may_read (ReviewBoard *board)
{
  return review_role_reads_figures (board->role);
}

static void
set_client (ReviewBoard *board, ReviewClient *client)
{
  ReviewScoreBoard *self = REVIEW_SCORE_BOARD (board);

  REVIEW_BOARD_CLASS (review_score_board_parent_class)->set_client (board, client);
  if (client != NULL && self->wanted)
    review_score_board_refresh (self);
}

/* Everybody of a role reads the same. */
static void
set_user (ReviewBoard *board, const ReviewUser *user)
{
  ReviewScoreBoard *self = REVIEW_SCORE_BOARD (board);
  int role = user != NULL ? user->role : 0;

  if (role == board->role)
    return;
  board->role = role;
  self->sent++;
  board->busy = FALSE;
  g_clear_pointer (&self->card, review_record_unref);
  review_board_clear_error (board);
}

static void
review_score_board_class_init (ReviewScoreBoardClass *klass)
{
  ReviewBoardClass *board_class = REVIEW_BOARD_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = review_score_board_finalize;
  board_class->delay = REFRESH_DELAY;
  board_class->read = read_anew;
  board_class->may_read = may_read;
  board_class->set_client = set_client;
  board_class->set_user = set_user;
}

const ReviewScorecard *
review_score_board_get_card (ReviewScoreBoard *self)
{
  return self->card;
}

guint
review_score_board_get_days (ReviewScoreBoard *self)
{
  return self->days;
}

const char *
review_score_board_get_case_type (ReviewScoreBoard *self)
{
  return self->case_type;
}

/**
 * review_score_board_choose:
 * @days: how far back, 1 to 92
 * @case_type: (nullable): of all
 */
void
review_score_board_choose (ReviewScoreBoard *self, guint days, const char *case_type)
{
  g_return_if_fail (REVIEW_IS_SCORE_BOARD (self));

  if (days == self->days && g_strcmp0 (case_type, self->case_type) == 0)
    return;
  self->days = days;
  if (g_strcmp0 (case_type, self->case_type) != 0)
    {
      g_free (self->case_type);
      self->case_type = g_strdup (case_type);
    }
  self->sent++;
  g_clear_pointer (&self->card, review_record_unref);
  review_score_board_refresh (self);
  review_board_tell (&self->board);
}
