/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A node of a ReviewGraphView; nobody else uses it. */
#pragma once

#include "review-graph-view.h"

G_BEGIN_DECLS

#define REVIEW_GRAPH_NODE_RADIUS 13

#define REVIEW_TYPE_GRAPH_NODE (review_graph_node_get_type ())
G_DECLARE_FINAL_TYPE (ReviewGraphNodeView, review_graph_node, REVIEW, GRAPH_NODE, GtkWidget)

GtkWidget *review_graph_node_new (const ReviewGraphNode *node);
const char *review_graph_node_get_id (ReviewGraphNodeView *self);
void review_graph_node_set_selected (ReviewGraphNodeView *self, gboolean selected);
void review_graph_node_show_label (ReviewGraphNodeView *self, gboolean shown);

G_END_DECLS
