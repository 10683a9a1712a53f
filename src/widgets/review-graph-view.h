/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-tone.h"

G_BEGIN_DECLS

/* A node. All strings are borrowed for the call and shown as they are, never as markup. */
typedef struct
{
  const char *id;    /* unique */
  const char *label; /* a word or two under it */
  const char *note;  /* (nullable): what its tone says, in words */
  const char *text;  /* all of it in words: accessible name and tooltip */
  const char *icon;  /* (nullable): name of a symbolic icon inside it */
  ReviewTone tone;
  gboolean root;
  gboolean square;     /* what is no party: a category */
  gboolean expandable; /* activating it brings more nodes */
  double x;            /* 0..1 */
  double y;            /* 0..1, downwards */
} ReviewGraphNode;

/* An arrow between two nodes, by number. */
typedef struct
{
  guint from;
  guint to;
  double weight;     /* 0..1: its width */
  const char *label; /* (nullable): shown while one of its ends is selected */
  ReviewTone tone;
  gboolean dashed; /* not yet, or not a transfer */
} ReviewGraphEdge;

#define REVIEW_TYPE_GRAPH_VIEW (review_graph_view_get_type ())
G_DECLARE_FINAL_TYPE (ReviewGraphView, review_graph_view, REVIEW, GRAPH_VIEW, GtkWidget)

GtkWidget *review_graph_view_new (void);
void review_graph_view_set (ReviewGraphView *self,
                            const ReviewGraphNode *nodes,
                            guint n_nodes,
                            const ReviewGraphEdge *edges,
                            guint n_edges);
guint review_graph_view_get_count (ReviewGraphView *self);
const char *review_graph_view_get_selected (ReviewGraphView *self);
gboolean review_graph_view_select (ReviewGraphView *self, const char *id);
double review_graph_view_get_zoom (ReviewGraphView *self);
void review_graph_view_zoom (ReviewGraphView *self, double factor);
void review_graph_view_reset (ReviewGraphView *self);

G_END_DECLS
