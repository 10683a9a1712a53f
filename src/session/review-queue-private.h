/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The queue's struct: review-queue.c (the list), review-queue-read.c (views and pages, when they are
 * read), review-queue-saved.c (filters that are kept). */
#pragma once

#include "review-props.h"
#include "review-queue-live.h"
#include "review-session-private.h"

G_BEGIN_DECLS

struct _ReviewQueue
{
  GObject parent_instance;

  ReviewClient *client;  /* (owned) (nullable) */
  ReviewItem *filter;    /* (owned): of a ReviewViewRequest */
  char *selected_id;     /* (owned) (nullable) */
  ReviewQueueLive live;  /* rows of @view that somebody holds */
  ReviewQueueRow *blank; /* (owned): stands for rows that have not arrived */
  GListStore *counts;    /* (owned) */
  gint64 total;
  int error_code;
  guint selected;
  guint wish;        /* position to select as soon as it is there, or G_MAXUINT */
  guint hidden_from; /* rows from here on that are not told yet */
  guint hidden;      /* how many */
  ReviewPropsTold told;

  /* review-queue-read.c */
  ReviewQueueView *view;     /* (owned) (nullable): shown */
  ReviewQueueView *next;     /* (owned) (nullable): being read */
  GCancellable *cancellable; /* (owned) (nullable): of @next and of page readings */
  guint asked_page;          /* asked for last */
  guint read_id;
  guint refresh_id;
  guint patch_id;
  gint64 asked_at;   /* monotonic µs: when @next was asked for */
  gint64 cost;       /* µs that the last view took */
  gint64 generation; /* of this server's newest view, -1: none yet */
  guint bands;       /* grows when they begin elsewhere */
  gboolean anew;     /* @next is of another filter: none of its rows stays where it is */
  gboolean again;    /* another refresh was asked for while one is under way */
  gboolean loading;  /* @next has not been fixed, or not all of it has come */
  gboolean seeking;  /* the server is asked where the selected row is */

  /* review-queue-saved.c */
  GListStore *saved;    /* (owned): of ReviewItem of a ReviewSavedFilter */
  gint64 saved_version; /* that the server has; -1: not read yet */
};

void review_queue_notify (ReviewQueue *self);
void review_queue_set_counts (ReviewQueue *self, GPtrArray *counts);
void review_queue_tell_change (ReviewQueue *self, const ReviewQueueChange *change);
void review_queue_rows_came (ReviewQueue *self);

void review_queue_ask_page (ReviewQueue *self, guint page);
void review_queue_seek_selected (ReviewQueue *self);
void review_queue_start_view (ReviewQueue *self);
void review_queue_drop_next (ReviewQueue *self);
void review_queue_stop_reading (ReviewQueue *self);

void review_queue_read_saved (ReviewQueue *self);
void review_queue_drop_saved (ReviewQueue *self);

G_END_DECLS
