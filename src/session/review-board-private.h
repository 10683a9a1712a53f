/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For the kinds of boards, and for the session that tells them of servers, persons and events. */
#pragma once

#include "review-board.h"
#include "review-feed.h"

G_BEGIN_DECLS

struct _ReviewBoard
{
  GObject parent_instance;
  ReviewFeed feed;
  char *user; /* (owned) (nullable): id of who sits here */
  int role;
  gboolean busy;
  gboolean watched; /* somebody looked at it once */
  guint lookers;    /* those who look now */
  guint reread_id;
  char *error_field; /* (owned) (nullable) */
  int error_code;
};

#define REVIEW_BOARD_CLASS(klass) ((ReviewBoardClass *) (klass))

void review_board_set_client (ReviewBoard *self, ReviewClient *client);
void review_board_set_user (ReviewBoard *self, const ReviewUser *user);
void review_board_take_event (ReviewBoard *self, const ReviewEvent *event);
void review_board_reset (ReviewBoard *self);

void review_board_tell (ReviewBoard *self);
void review_board_begin (ReviewBoard *self);
void review_board_end (ReviewBoard *self, const GError *error);
void review_board_set_error (ReviewBoard *self, const GError *error);

G_END_DECLS
