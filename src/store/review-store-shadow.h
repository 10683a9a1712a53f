/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-store.h"

G_BEGIN_DECLS

/* An assessment by the live model that a model in shadow has not read yet. */
typedef struct
{
  char *model;
  char *case_type;
  char *assessment;
  char *case_id;
  gint64 as_of;
  gint64 at; /* when the live model said it */
} ReviewShadowTask;

/* What both said of a case. */
typedef struct
{
  double risks[2]; /* of the live model and of the one in shadow */
  double cut;      /* at and above: block */
  double pi;       /* with which a person was to look at it */
  gboolean known;  /* what is true of it */
  gboolean positive;
} ReviewShadowRow;

GPtrArray *review_store_list_shadow_tasks (ReviewTx *tx, gint64 limit, GError **error);
gboolean
review_store_add_shadow (ReviewTx *tx, const ReviewShadowTask *task, double risk, GError **error);
gboolean
review_store_find_shadow_start (ReviewTx *tx, const char *model, gint64 *ret_since, GError **error);
GArray *review_store_list_shadow (ReviewTx *tx, const char *model, GError **error);

G_END_DECLS
