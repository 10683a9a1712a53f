/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-store.h"

G_BEGIN_DECLS

/* One thing that happened to a look with effects; rows of a look come together, in order. */
typedef struct
{
  const char *work_item;
  const char *case_id;
  const char *display_id;
  const char *case_type;
  gint64 queued_at;
  gint64 due_at;
  gint64 paused; /* µs of the pauses that are over */
  gboolean over;
  gint64 confirmed_at; /* when the last effect of its case was settled; 0: none, or one is not */
  gboolean has_effects;
  const char *action; /* (nullable): nothing happened yet */
  const char *detail; /* (nullable) */
  gint64 at;
} ReviewTraceRow;

typedef gboolean (*ReviewTraceFunc) (const ReviewTraceRow *row, gpointer user_data, GError **error);

/* A first decision, or an escalation, of a person. */
typedef struct
{
  const char *work_item;
  const char *case_id;
  const char *display_id;
  gint64 at; /* µs: when it took effect */
  const char *case_type;
  gint64 priority;
  const char *assessment; /* (nullable): that they saw */
  const char *choice;
  const char *recommendation; /* (nullable) of an escalation */
  const char *outcome;        /* (nullable): the choice that ended it */
  gboolean overturned;        /* another person's truth on record contradicts it */
} ReviewCallRow;

typedef gboolean (*ReviewCallFunc) (const ReviewCallRow *row, gpointer user_data, GError **error);

gboolean review_store_each_trace (
    ReviewTx *tx, gint64 since, gint64 until, ReviewTraceFunc func, gpointer data, GError **error);
gboolean review_store_was_anyone_there (
    ReviewTx *tx, const char *work_item, gint64 from, gint64 until, gboolean *ret, GError **error);
gboolean review_store_each_call (
    ReviewTx *tx, gint64 since, gint64 until, ReviewCallFunc func, gpointer data, GError **error);

G_END_DECLS
