/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The arrows of a ReviewGraphView; nobody else uses it. */
#pragma once

#include "review-graph-view.h"
#include "review-ink.h"

G_BEGIN_DECLS

/* A point in pixels. */
typedef struct
{
  double x;
  double y;
} ReviewGraphSpot;

/* An arrow as it is kept. */
typedef struct
{
  guint from;
  guint to;
  double weight;
  char *label; /* (owned) (nullable) */
  ReviewTone tone;
  gboolean dashed;
  double bend; /* how far its middle lies off the line, so that two ways do not hide each other */
} ReviewGraphArrow;

GArray *review_graph_arrows_new (const ReviewGraphEdge *edges, guint n_edges, guint n_nodes);
void review_graph_arrows_draw (cairo_t *cr,
                               const GArray *arrows,
                               const ReviewGraphSpot *spots,
                               guint selected,
                               const ReviewInkColors *colors);
void review_graph_arrow_get_middle (const ReviewGraphArrow *arrow,
                                    const ReviewGraphSpot *spots,
                                    ReviewGraphSpot *ret_middle);

G_END_DECLS
