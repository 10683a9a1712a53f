/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rings around a root: who is one step away on the first, two steps on the second, and so on; each
 * node in the sector of the one it hangs from. Plain, and the same every time. */
#define G_LOG_DOMAIN "review-layout"
#include <math.h>

#include "review-layout.h"

#define NONE G_MAXUINT

/* The tree of shortest ways from the root. */
typedef struct
{
  const ReviewLayoutRequest *request;
  guint *parent; /* (owned); NONE: not reached */
  guint *ring;   /* (owned) */
  guint *leaves; /* (owned): how many ends hang from a node */
  double *from;  /* (owned): where its sector begins, 0..1 of the circle */
  GArray *order; /* (owned): guint, as reached */
  guint rings;
} Tree;

static void
tree_clear (Tree *self)
{
  g_free (self->parent);
  g_free (self->ring);
  g_free (self->leaves);
  g_free (self->from);
  g_array_unref (self->order);
}

static void
reach (Tree *self, guint node, guint parent, guint ring)
{
  self->parent[node] = parent;
  self->ring[node] = ring;
  self->rings = MAX (self->rings, ring);
  g_array_append_val (self->order, node);
}

static void
spread_from (Tree *self, guint node)
{
  for (gsize i = 0; i < self->request->n_edges; i++)
    {
      const ReviewLayoutEdge *edge = &self->request->edges[i];
      guint other = edge->from == node ? edge->to : edge->to == node ? edge->from : NONE;

      if (other != NONE && self->parent[other] == NONE)
        reach (self, other, node, self->ring[node] + 1);
    }
}

/* Breadth first; what nothing leads to hangs from the root, on the outermost ring. */
static void
grow (Tree *self)
{
  guint n = self->request->n_nodes, root = MIN (self->request->root, n - 1);

  for (guint i = 0; i < n; i++)
    self->parent[i] = NONE;
  reach (self, root, root, 0);
  for (guint i = 0; i < self->order->len; i++)
    spread_from (self, g_array_index (self->order, guint, i));
  if (self->order->len < n)
    self->rings++;
  for (guint i = 0; i < n; i++)
    if (self->parent[i] == NONE)
      reach (self, i, root, self->rings);
}

static void
count_leaves (Tree *self)
{
  for (guint i = self->order->len; i-- > 0;)
    {
      guint node = g_array_index (self->order, guint, i);

      if (self->leaves[node] == 0)
        self->leaves[node] = 1;
      if (self->parent[node] != node)
        self->leaves[self->parent[node]] += self->leaves[node];
    }
}

static ReviewLayoutPoint *
place (Tree *self)
{
  guint n = self->request->n_nodes;
  g_autofree double *next = g_new0 (double, n); /* where a node's next child begins */
  ReviewLayoutPoint *points = g_new0 (ReviewLayoutPoint, n);

  for (guint i = 0; i < self->order->len; i++)
    {
      guint node = g_array_index (self->order, guint, i), parent = self->parent[node];
      double whole = (double) self->leaves[g_array_index (self->order, guint, 0)];
      double share = (double) self->leaves[node] / whole, angle, radius;

      if (parent != node)
        {
          self->from[node] = next[parent];
          next[parent] += share;
        }
      next[node] = self->from[node];
      angle = 2 * G_PI * (self->from[node] + share / 2);
      radius = self->rings > 0 ? 0.5 * self->ring[node] / self->rings : 0;
      points[node] = (ReviewLayoutPoint){ 0.5 + radius * sin (angle), 0.5 - radius * cos (angle) };
    }
  return points;
}

/**
 * review_layout_rings:
 *
 * Returns: (transfer full): a place for each node, 0..1
 */
ReviewLayoutPoint *
review_layout_rings (const ReviewLayoutRequest *request)
{
  Tree tree = { .request = request };
  ReviewLayoutPoint *points;

  if (request->n_nodes == 0)
    return g_new0 (ReviewLayoutPoint, 1);
  tree.parent = g_new0 (guint, request->n_nodes);
  tree.ring = g_new0 (guint, request->n_nodes);
  tree.leaves = g_new0 (guint, request->n_nodes);
  tree.from = g_new0 (double, request->n_nodes);
  tree.order = g_array_new (FALSE, FALSE, sizeof (guint));
  grow (&tree);
  count_leaves (&tree);
  points = place (&tree);
  tree_clear (&tree);
  return points;
}
