/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the screens of the floor have in common: they are read as a whole, tell in one signal that
 * something changed, and keep what went wrong last. */
#define G_LOG_DOMAIN "review-session"
#include "review-board-private.h"

#include "review-error.h"

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_ABSTRACT_TYPE (ReviewBoard, review_board, G_TYPE_OBJECT)

static void
read_anew (gpointer owner)
{
  ReviewBoardClass *klass = G_TYPE_INSTANCE_GET_CLASS (owner, REVIEW_TYPE_BOARD, ReviewBoardClass);

  klass->read (owner);
}

/* Not in init: there the class is still this one. */
static void
review_board_constructed (GObject *object)
{
  ReviewBoardClass *klass = G_TYPE_INSTANCE_GET_CLASS (object, REVIEW_TYPE_BOARD, ReviewBoardClass);

  G_OBJECT_CLASS (review_board_parent_class)->constructed (object);
  review_feed_init (&REVIEW_BOARD (object)->feed, klass->delay, read_anew, object);
}

static void
review_board_dispose (GObject *object)
{
  review_feed_clear (&REVIEW_BOARD (object)->feed);
  G_OBJECT_CLASS (review_board_parent_class)->dispose (object);
}

static void
review_board_finalize (GObject *object)
{
  g_free (REVIEW_BOARD (object)->error_field);
  G_OBJECT_CLASS (review_board_parent_class)->finalize (object);
}

static void
review_board_class_init (ReviewBoardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = review_board_constructed;
  object_class->dispose = review_board_dispose;
  object_class->finalize = review_board_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
review_board_init (ReviewBoard *self)
{
}

/** review_board_tell: says that something changed. */
void
review_board_tell (ReviewBoard *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * review_board_set_error:
 * @error: (nullable): %NULL: nothing is wrong
 */
void
review_board_set_error (ReviewBoard *self, const GError *error)
{
  self->error_code = error != NULL ? error->code : 0;
  g_clear_pointer (&self->error_field, g_free);
  if (error != NULL)
    self->error_field = review_error_dup_field (error);
}

int
review_board_get_error_code (ReviewBoard *self)
{
  return self->error_code;
}

const char *
review_board_get_error_field (ReviewBoard *self)
{
  return self->error_field;
}
