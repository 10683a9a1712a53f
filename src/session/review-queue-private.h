/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The queue's struct: review-queue.c (the list), review-queue-saved.c (filters that are kept). */
#pragma once

#include "review-props.h"
#include "review-queue-view.h"
#include "review-session-private.h"

G_BEGIN_DECLS

#define REVIEW_QUEUE_RECENT 3 /* pages read again before a refreshed view is shown */

struct _ReviewQueue
{
  GObject parent_instance;

  ReviewClient *client;              /* (owned) (nullable) */
  ReviewItem *filter;                /* (owned): of a ReviewViewRequest */
  char *selected_id;                 /* (owned) (nullable) */
  ReviewQueueView *view;             /* (owned) (nullable): shown */
  ReviewQueueView *next;             /* (owned) (nullable): being read */
  ReviewItem *blank;                 /* (owned): stands for rows that have not arrived */
  GListStore *counts;                /* (owned) */
  GCancellable *cancellable;         /* (owned) (nullable): of @next and of page readings */
  guint recent[REVIEW_QUEUE_RECENT]; /* pages asked for last */
  guint refresh_id;
  guint patch_id;
  gint64 asked_at; /* monotonic µs: when @next was asked for */
  gint64 cost;     /* µs that the last view took */
  gint64 total;
  guint bands;    /* grows when they begin elsewhere */
  gboolean again; /* another refresh was asked for while one is under way */
  gboolean loading;
  int error_code;
  guint selected;
  ReviewPropsTold told;

  /* review-queue-saved.c */
  GListStore *saved;    /* (owned): of ReviewItem of a ReviewSavedFilter */
  gint64 saved_version; /* that the server has; -1: not read yet */
};

void review_queue_read_saved (ReviewQueue *self);
void review_queue_drop_saved (ReviewQueue *self);

G_END_DECLS
