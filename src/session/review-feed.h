/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-client.h"

G_BEGIN_DECLS

/* Part of an object that reads from the server, and again when something changed. */
typedef struct
{
  ReviewClient *client;      /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned): of what was sent for this client */
  void (*read) (gpointer owner);
  gpointer owner; /* the object it is part of */
  guint delay;    /* ms: events that come together are one reading */
  guint timer;
} ReviewFeed;

void
review_feed_init (ReviewFeed *self, guint delay, void (*read) (gpointer owner), gpointer owner);
void review_feed_clear (ReviewFeed *self);
void review_feed_set_client (ReviewFeed *self, ReviewClient *client);
void review_feed_refresh (ReviewFeed *self);
gboolean review_feed_is_stale (ReviewFeed *self, gpointer source, const GError *error);

G_END_DECLS
