/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which server an object reads from, and when it reads anew. An answer of another server, or to what
 * was cancelled, counts for nothing. */
#define G_LOG_DOMAIN "review-session"
#include "review-feed.h"

/**
 * review_feed_init:
 * @delay: ms from the first call of review_feed_refresh() to the reading
 * @read: reads; called with a client only
 * @owner: (unowned): the object that @self is part of
 */
void
review_feed_init (ReviewFeed *self, guint delay, void (*read) (gpointer owner), gpointer owner)
{
  *self = (ReviewFeed){
    .cancellable = g_cancellable_new (), .read = read, .owner = owner, .delay = delay
  };
}

/** review_feed_clear: nothing is read afterwards; to be called in dispose, also twice. */
void
review_feed_clear (ReviewFeed *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->client);
}

/**
 * review_feed_set_client:
 * @client: (nullable)
 *
 * Another server, or another user: what was on its way no longer counts.
 */
void
review_feed_set_client (ReviewFeed *self, ReviewClient *client)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_set_object (&self->client, client);
}

static gboolean
read_cb (gpointer user_data)
{
  ReviewFeed *self = user_data;

  self->timer = 0;
  if (self->client != NULL)
    self->read (self->owner);
  return G_SOURCE_REMOVE;
}

/** review_feed_refresh: reads soon, once for all calls until then. */
void
review_feed_refresh (ReviewFeed *self)
{
  if (self->timer == 0)
    self->timer = g_timeout_add (self->delay, read_cb, self);
}

/**
 * review_feed_is_stale:
 * @source: the client that answered
 *
 * Returns: whether the answer no longer counts, which is silent
 */
gboolean
review_feed_is_stale (ReviewFeed *self, gpointer source, const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
         || REVIEW_CLIENT (source) != self->client;
}
