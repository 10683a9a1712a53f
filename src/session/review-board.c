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

static ReviewBoardClass *
get_class (gpointer self)
{
  return G_TYPE_INSTANCE_GET_CLASS (self, REVIEW_TYPE_BOARD, ReviewBoardClass);
}

static void
read_anew (gpointer owner)
{
  get_class (owner)->read (owner);
}

static gboolean
may_read (ReviewBoard *self)
{
  ReviewBoardClass *klass = get_class (self);

  return klass->may_read == NULL || klass->may_read (self);
}

/* Who looks does not wait for others to be one reading with. */
static void
read_now (ReviewBoard *self)
{
  if (self->feed.client != NULL && may_read (self))
    get_class (self)->read (self);
}

/* Not in init: there the class is still this one. */
static void
review_board_constructed (GObject *object)
{
  G_OBJECT_CLASS (review_board_parent_class)->constructed (object);
  review_feed_init (&REVIEW_BOARD (object)->feed, get_class (object)->delay, read_anew, object);
}

static void
review_board_dispose (GObject *object)
{
  g_clear_handle_id (&REVIEW_BOARD (object)->reread_id, g_source_remove);
  review_feed_clear (&REVIEW_BOARD (object)->feed);
  G_OBJECT_CLASS (review_board_parent_class)->dispose (object);
}

static void
review_board_finalize (GObject *object)
{
  g_free (REVIEW_BOARD (object)->user);
  g_free (REVIEW_BOARD (object)->error_field);
  G_OBJECT_CLASS (review_board_parent_class)->finalize (object);
}

static void
set_client (ReviewBoard *self, ReviewClient *client)
{
  gboolean other = self->feed.client != client || self->busy;

  self->busy = FALSE;
  review_feed_set_client (&self->feed, client);
  if (other)
    review_board_tell (self);
  if (self->lookers > 0)
    read_now (self);
}

static void
set_user (ReviewBoard *self, const ReviewUser *user)
{
  const char *id = user != NULL ? user->id : NULL;

  self->role = user != NULL ? user->role : 0;
  if (g_strcmp0 (self->user, id) == 0)
    return;
  g_free (self->user);
  self->user = g_strdup (id);
  review_board_reset (self);
  if (self->lookers > 0)
    read_now (self);
  else
    review_board_refresh (self);
}

static void
review_board_class_init (ReviewBoardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = review_board_constructed;
  object_class->dispose = review_board_dispose;
  object_class->finalize = review_board_finalize;
  klass->set_client = set_client;
  klass->set_user = set_user;
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

void
review_board_clear_error (ReviewBoard *self)
{
  review_board_set_error (self, NULL);
  review_board_tell (self);
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

gboolean
review_board_get_busy (ReviewBoard *self)
{
  return self->busy;
}

/** review_board_begin: an act goes on its way; nothing is wrong with it yet. */
void
review_board_begin (ReviewBoard *self)
{
  self->busy = TRUE;
  review_board_clear_error (self);
}

/**
 * review_board_end:
 * @error: (nullable): what went wrong with the act
 *
 * The act is over; nobody is told yet.
 */
void
review_board_end (ReviewBoard *self, const GError *error)
{
  self->busy = FALSE;
  review_board_set_error (self, error);
}

void
review_board_read_soon (ReviewBoard *self)
{
  if (may_read (self))
    review_feed_refresh (&self->feed);
}

void
review_board_refresh (ReviewBoard *self)
{
  if (self->watched || self->lookers > 0)
    review_board_read_soon (self);
}

void
review_board_watch (ReviewBoard *self)
{
  self->watched = TRUE;
  review_board_refresh (self);
}

static gboolean
reread_cb (gpointer user_data)
{
  review_board_refresh (user_data);
  return G_SOURCE_CONTINUE;
}

void
review_board_look (ReviewBoard *self, gboolean looks)
{
  guint reread = get_class (self)->reread;

  if (looks)
    self->lookers++;
  else if (self->lookers > 0)
    self->lookers--;
  if (self->lookers == 0)
    g_clear_handle_id (&self->reread_id, g_source_remove);
  else if (self->reread_id == 0 && reread > 0)
    self->reread_id = g_timeout_add_seconds (reread, reread_cb, self);
  if (looks)
    read_now (self);
}

/**
 * review_board_set_client:
 * @client: (nullable): there is no server now
 */
void
review_board_set_client (ReviewBoard *self, ReviewClient *client)
{
  get_class (self)->set_client (self, client);
}

/**
 * review_board_set_user:
 * @user: (nullable): nobody
 */
void
review_board_set_user (ReviewBoard *self, const ReviewUser *user)
{
  get_class (self)->set_user (self, user);
}

void
review_board_take_event (ReviewBoard *self, const ReviewEvent *event)
{
  ReviewBoardClass *klass = get_class (self);

  if (klass->take_event != NULL)
    klass->take_event (self, event);
}

/** review_board_reset: what was read, written and went wrong is forgotten. */
void
review_board_reset (ReviewBoard *self)
{
  ReviewBoardClass *klass = get_class (self);

  if (klass->forget != NULL)
    klass->forget (self);
  review_board_clear_error (self);
}
