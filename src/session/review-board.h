/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define REVIEW_TYPE_BOARD (review_board_get_type ())
/* What is read from the server as a whole, and again when something changed. Signal "changed":
 * something of it did. */
typedef struct _ReviewBoard ReviewBoard;

typedef struct
{
  GObjectClass parent_class;
  guint delay;                      /* ms: what asks for it meanwhile is one reading */
  void (*read) (ReviewBoard *self); /* reads; called with a client only */
} ReviewBoardClass;

GType review_board_get_type (void) G_GNUC_CONST;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReviewBoard, g_object_unref)

static inline ReviewBoard *
REVIEW_BOARD (gpointer self)
{
  return G_TYPE_CHECK_INSTANCE_CAST (self, REVIEW_TYPE_BOARD, ReviewBoard);
}

/* Of what went wrong last; 0, or %NULL: nothing. */
int review_board_get_error_code (ReviewBoard *self);
/* The member of a form that was refused. */
const char *review_board_get_error_field (ReviewBoard *self);

G_END_DECLS
