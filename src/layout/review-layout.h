/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define REVIEW_LAYOUT_MAX_NODES 400
#define REVIEW_LAYOUT_MAX_EDGES 4000

/* Two nodes by number that belong near each other. */
typedef struct
{
  guint from;
  guint to;
} ReviewLayoutEdge;

/* Where a node goes: both 0..1, y downwards. */
typedef struct
{
  double x;
  double y;
} ReviewLayoutPoint;

/**
 * ReviewLayoutMaker:
 * @REVIEW_LAYOUT_SFDP: Graphviz' sfdp placed the nodes
 * @REVIEW_LAYOUT_RINGS_MISSING: rings around the root: the program is not installed
 * @REVIEW_LAYOUT_RINGS_SLOW: rings: the program took too long
 * @REVIEW_LAYOUT_RINGS_FAILED: rings: the program failed, or said what cannot be read
 */
typedef enum
{
  REVIEW_LAYOUT_SFDP = 1,
  REVIEW_LAYOUT_RINGS_MISSING,
  REVIEW_LAYOUT_RINGS_SLOW,
  REVIEW_LAYOUT_RINGS_FAILED
} ReviewLayoutMaker;

/* What is to be placed. Nodes are numbers, so nothing of a customer reaches another program. */
typedef struct
{
  guint n_nodes; /* at most REVIEW_LAYOUT_MAX_NODES */
  guint root;    /* what the rings go around */
  const ReviewLayoutEdge *edges;
  gsize n_edges;       /* at most REVIEW_LAYOUT_MAX_EDGES */
  const char *program; /* (nullable): NULL: "sfdp" */
  guint limit_ms;      /* how long the program may take; 0: two seconds */
} ReviewLayoutRequest;

void review_layout_async (const ReviewLayoutRequest *request,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
ReviewLayoutPoint *
review_layout_finish (GAsyncResult *result, ReviewLayoutMaker *ret_maker, GError **error);

/* The parts, for tests and for those who need no program. */
char *review_layout_write (const ReviewLayoutRequest *request);
ReviewLayoutPoint *
review_layout_read (const char *text, gsize length, guint n_nodes, GError **error);
ReviewLayoutPoint *review_layout_rings (const ReviewLayoutRequest *request);

G_END_DECLS
