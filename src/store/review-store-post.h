/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-effect.h"
#include "review-store.h"

G_BEGIN_DECLS

/* How far a question to the customer is on its way. */
typedef struct
{
  char *id;
  char *work_item;
  gint64 at;     /* when it was asked */
  gboolean over; /* the question is no longer out */
  int state;     /* ReviewEffectState; 0: it is not delivered by us */
  gint64 attempts;
  gint64 next_at;
  gint64 accepted_at;
  char *detail; /* what the other system said, in its words */
} ReviewPost;

void review_post_clear (ReviewPost *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ReviewPost, review_post_clear)

GPtrArray *review_store_list_due_posts (ReviewTx *tx, gint64 limit, GError **error);
ReviewCommandOut *review_store_load_post_command (ReviewTx *tx, const char *id, GError **error);
gboolean review_store_load_post (ReviewTx *tx, const char *id, ReviewPost *ret, GError **error);
gboolean review_store_move_post (ReviewTx *tx, const ReviewPost *post, GError **error);

G_END_DECLS
