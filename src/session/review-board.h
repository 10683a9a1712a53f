/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "review-people.h"

G_BEGIN_DECLS

struct _ReviewClient;

#define REVIEW_TYPE_BOARD (review_board_get_type ())
/* What is read from the server as a whole, and again when something changed, for the person who sits
 * here. Signal "changed": something of it did. */
typedef struct _ReviewBoard ReviewBoard;

/**
 * ReviewBoardClass:
 * @delay: ms: what asks for it meanwhile is one reading
 * @reread: s between readings while somebody looks; 0: only what happens is a reason
 * @read: reads; called with a client only
 * @may_read: (nullable): whether the person may; everybody
 * @forget: (nullable): what was read for, or written by, the person who sat here before
 * @set_client: another server, or none; what was on its way no longer counts
 * @set_user: who sits here; another one than before finds nothing of theirs
 * @take_event: (nullable): something happened
 */
typedef struct
{
  GObjectClass parent_class;
  guint delay;
  guint reread;
  void (*read) (ReviewBoard *self);
  gboolean (*may_read) (ReviewBoard *self);
  void (*forget) (ReviewBoard *self);
  void (*set_client) (ReviewBoard *self, struct _ReviewClient *client);
  void (*set_user) (ReviewBoard *self, const ReviewUser *user);
  void (*take_event) (ReviewBoard *self, const ReviewEvent *event);
} ReviewBoardClass;

GType review_board_get_type (void) G_GNUC_CONST;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReviewBoard, g_object_unref)

static inline ReviewBoard *
REVIEW_BOARD (gpointer self)
{
  return G_TYPE_CHECK_INSTANCE_CAST (self, REVIEW_TYPE_BOARD, ReviewBoard);
}

/* From now on it is kept up to date with what happens: nothing is read for who never looks. */
void review_board_watch (ReviewBoard *self);
/* Likewise, as long as somebody looks; of two windows one may go while the other is there. */
void review_board_look (ReviewBoard *self, gboolean looks);
/* Reads anew soon, if it is watched and the person may read it; calls within a short time are one. */
void review_board_refresh (ReviewBoard *self);
/* Likewise, whether it is watched or not. */
void review_board_read_soon (ReviewBoard *self);

/* Whether an act, or a reading that one waits for, is on its way. */
gboolean review_board_get_busy (ReviewBoard *self);
/* Of what went wrong last; 0, or %NULL: nothing. */
int review_board_get_error_code (ReviewBoard *self);
/* The member of a form that was refused. */
const char *review_board_get_error_field (ReviewBoard *self);
void review_board_clear_error (ReviewBoard *self);

G_END_DECLS
