/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The struct of ReviewGraphView and what its files tell each other: review-graph-view.c (places,
 * selection), review-graph-input.c (keys and pointer). */
#pragma once

#include "review-graph-edges.h"
#include "review-graph-node.h"

G_BEGIN_DECLS

#define REVIEW_GRAPH_TAGS 10 /* labels of arrows at a time */

struct _ReviewGraphView
{
  GtkWidget parent;
  GtkWidget *ink;         /* owned: child */
  GPtrArray *nodes;       /* of children: ReviewGraphNodeView */
  ReviewGraphSpot *laid;  /* owned: 0..1 */
  ReviewGraphSpot *spots; /* owned: pixels */
  GArray *arrows;         /* owned: ReviewGraphArrow */
  GtkWidget *tags[REVIEW_GRAPH_TAGS];
  guint selected; /* G_MAXUINT: none */
  double zoom;
  double pan_x; /* pixels */
  double pan_y;
  double pan_from_x; /* where a drag began */
  double pan_from_y;
  double pointer_x; /* where the pointer was last */
  double pointer_y;
};

/* review-graph-view.c */
void review_graph_view_move_to (ReviewGraphView *self, double x, double y);
void review_graph_view_zoom_at (ReviewGraphView *self, double factor, double x, double y);
void review_graph_view_follow (ReviewGraphView *self);
void review_graph_view_select_node (ReviewGraphView *self, guint node, gboolean focus);
void review_graph_view_activate (ReviewGraphView *self);

/* review-graph-input.c */
void review_graph_view_add_controllers (ReviewGraphView *self);

G_END_DECLS
