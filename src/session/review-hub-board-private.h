/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The board's struct and what its files tell each other: review-hub-board.c (object), -read.c
 * (answers of the server), -draft.c (edits), -backtest.c, -acts.c (acts on versions). */
#pragma once

#include "review-client-hub.h"
#include "review-hub-board.h"
#include "review-props.h"
#include "review-session-private.h"

G_BEGIN_DECLS

struct _ReviewHubBoard
{
  GObject parent_instance;

  ReviewClient *client; /* (owned) (nullable) */
  ReviewUser *user;     /* (owned) (nullable) */

  /* what was read */
  ReviewItem *overview; /* (owned) (nullable) */
  ReviewItem *versions; /* (owned) (nullable) */
  ReviewItem *view;     /* (owned) (nullable) */
  GHashTable *policies; /* (owned): version → ReviewPolicy; versions never change */
  ReviewItem *live;     /* (owned) (nullable) */
  char *case_type;      /* (owned) (nullable) */

  /* reading */
  GCancellable *reading; /* (owned) (nullable): of everything but the view */
  GCancellable *viewing; /* (owned) (nullable): of the view */
  guint pending;
  guint refresh_id;
  guint again_id;  /* asks for the view once more */
  gboolean looked; /* somebody has looked: keep it fresh */
  gboolean failed; /* the last reading */

  /* the draft */
  ReviewItem *opened;  /* (owned) (nullable) */
  ReviewItem *draft;   /* (owned) (nullable) */
  ReviewRule *editing; /* (owned) (nullable): in the form */
  char *note;          /* (owned) (nullable) */
  char *reason;        /* (owned) (nullable) */

  /* the back-test */
  ReviewBacktestState backtest_state;
  ReviewItem *backtest;      /* (owned) (nullable) */
  ReviewPolicy *backtest_of; /* (owned) (nullable): draft that was tried last */
  GCancellable *backtesting; /* (owned) (nullable) */
  guint backtest_id;
  int backtest_error;

  /* acts */
  ReviewHubAct act;
  char *wanted; /* (owned) (nullable): version to open as soon as it is read */
  int error_code;
  char *error_field; /* (owned) (nullable) */
  ReviewHubAct error_act;

  /* comparing */
  char *compared;     /* (owned) (nullable) */
  char *against;      /* (owned) (nullable) */
  GPtrArray *changes; /* (owned) (nullable): ReviewChange */
  guint changes_serial;

  ReviewPropsTold told;
};

/* review-hub-board.c */
void review_hub_board_notify (ReviewHubBoard *self);
void review_hub_board_set_error (ReviewHubBoard *self, ReviewHubAct act, const GError *error);

/* review-hub-read.c */
void review_hub_read_stop (ReviewHubBoard *self);
void review_hub_read_view (ReviewHubBoard *self);
void review_hub_read_policy (ReviewHubBoard *self, const char *version);

/* review-hub-draft.c */
void review_hub_draft_open (ReviewHubBoard *self, const ReviewPolicy *policy);
void review_hub_draft_live_changed (ReviewHubBoard *self);

/* review-hub-backtest.c */
void review_hub_backtest_stop (ReviewHubBoard *self);
void review_hub_backtest_touch (ReviewHubBoard *self);

/* review-hub-acts.c */
void review_hub_compare_again (ReviewHubBoard *self);

G_END_DECLS
