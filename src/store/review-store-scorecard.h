/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-store.h"

G_BEGIN_DECLS

/* A case that was assessed, by its first assessment; what was done with it, and what became known. */
typedef struct
{
  const char *case_id;
  const char *case_type;
  const char *market; /* (nullable) */
  const char *model;
  const char *policy;
  double risk;
  gboolean verdict; /* block */
  gboolean audited; /* drawn into the blind audit */
  double pi;        /* probability with which it was to be labelled */
  gint64 at;
  int act;         /* ReviewChoice without a person; 0: it went to people */
  gint64 acted_at; /* µs */
  int final; /* ReviewChoice of the person who decided last, in looks with effects; 0: nobody */
  gint64 final_at;
  gboolean known; /* its truth is, and it is not unfit */
  gboolean unfit;
  gboolean positive;
  gboolean provisional;
  const char *cluster; /* (nullable): cases with the same one are alike */
  const char *value;   /* (nullable): decimal */
  const char *currency;
  gint64 received_at;
  gboolean covered; /* each decisive step rests on a clause */
} ReviewScoreRow;

typedef void (*ReviewScoreFunc) (const ReviewScoreRow *row, gpointer user_data);

/* Looks by whether ROCA was wrong [0] or right [1] of them, and how many changed over to it. */
typedef struct
{
  gint64 n[2];
  gint64 switched[2];
} ReviewSwitches;

gboolean review_store_each_score (ReviewTx *tx,
                                  gint64 since,
                                  gint64 until,
                                  const char *case_type,
                                  ReviewScoreFunc func,
                                  gpointer data,
                                  GError **error);
gboolean review_store_count_switches (
    ReviewTx *tx, gint64 since, gint64 until, ReviewSwitches *ret, GError **error);

G_END_DECLS
