/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arrows between nodes: slightly bent, so that there and back are seen apart; as wide as their weight
 * says; with a head at the receiving end. What touches the selected node is drawn last, in the accent
 * colour, and the rest steps back. */
#define G_LOG_DOMAIN "review-widgets"
#include "review-graph-edges.h"

#include <math.h>

#include "review-graph-node.h"

#define GAP         (REVIEW_GRAPH_NODE_RADIUS + 3)
#define LEAST_WIDTH 1.2
#define MOST_WIDTH  6.0
#define BEND        0.09 /* of the distance */
#define LOOP_RADIUS 12.0

static void
arrow_clear (gpointer data)
{
  g_free (((ReviewGraphArrow *) data)->label);
}

/**
 * review_graph_arrows_new:
 *
 * Returns: (transfer full): #ReviewGraphArrow; an edge to no node is left out
 */
GArray *
review_graph_arrows_new (const ReviewGraphEdge *edges, guint n_edges, guint n_nodes)
{
  GArray *arrows = g_array_new (FALSE, TRUE, sizeof (ReviewGraphArrow));

  g_array_set_clear_func (arrows, arrow_clear);
  for (guint i = 0; i < n_edges; i++)
    {
      ReviewGraphArrow arrow = {
        edges[i].from, edges[i].to,     CLAMP (edges[i].weight, 0.0, 1.0), NULL,
        edges[i].tone, edges[i].dashed, edges[i].dashed ? 2 * BEND : BEND
      };

      if (arrow.from >= n_nodes || arrow.to >= n_nodes)
        continue;
      arrow.label = g_strdup (edges[i].label);
      g_array_append_val (arrows, arrow);
    }
  return arrows;
}

/* The point that the arrow bends towards. */
static ReviewGraphSpot
get_control (const ReviewGraphArrow *arrow, const ReviewGraphSpot *from, const ReviewGraphSpot *to)
{
  return (ReviewGraphSpot){ (from->x + to->x) / 2 - (to->y - from->y) * 2 * arrow->bend,
                            (from->y + to->y) / 2 + (to->x - from->x) * 2 * arrow->bend };
}

/**
 * review_graph_arrow_get_middle:
 * @ret_middle: (out): where a label of the arrow belongs
 */
void
review_graph_arrow_get_middle (const ReviewGraphArrow *arrow,
                               const ReviewGraphSpot *spots,
                               ReviewGraphSpot *ret_middle)
{
  const ReviewGraphSpot *from = &spots[arrow->from], *to = &spots[arrow->to];
  ReviewGraphSpot control = get_control (arrow, from, to);

  ret_middle->x = (from->x + to->x) / 4 + control.x / 2;
  ret_middle->y = (from->y + to->y) / 4 + control.y / 2;
}

/* @by of the way from @at towards @towards, in pixels. */
static ReviewGraphSpot
move_towards (const ReviewGraphSpot *at, const ReviewGraphSpot *towards, double by)
{
  double x = towards->x - at->x, y = towards->y - at->y, length = hypot (x, y);

  return length < 1e-6 ? *at
                       : (ReviewGraphSpot){ at->x + x / length * by, at->y + y / length * by };
}

static void
draw_head (cairo_t *cr, const ReviewGraphSpot *tip, const ReviewGraphSpot *from, double width)
{
  double angle = atan2 (tip->y - from->y, tip->x - from->x), size = 5 + 1.6 * width;

  cairo_move_to (cr, tip->x, tip->y);
  cairo_line_to (cr, tip->x - size * cos (angle - 0.42), tip->y - size * sin (angle - 0.42));
  cairo_line_to (cr, tip->x - size * cos (angle + 0.42), tip->y - size * sin (angle + 0.42));
  cairo_close_path (cr);
  cairo_fill (cr);
}

/* A node that pays itself. */
static void
draw_loop (cairo_t *cr, const ReviewGraphSpot *at, double width)
{
  ReviewGraphSpot tip = { at->x + 6, at->y - GAP };
  ReviewGraphSpot before = { at->x + 12, at->y - GAP - 14 };

  cairo_arc (cr, at->x, at->y - GAP - LOOP_RADIUS + 2, LOOP_RADIUS, 0.7 * G_PI, 2.35 * G_PI);
  cairo_stroke (cr);
  draw_head (cr, &tip, &before, width);
}

static void
set_color (cairo_t *cr, const GdkRGBA *color, double alpha)
{
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha * alpha);
}

static void
draw_arrow (cairo_t *cr, const ReviewGraphArrow *arrow, const ReviewGraphSpot *spots)
{
  static const double dashes[] = { 6, 4 };
  const ReviewGraphSpot *from = &spots[arrow->from], *to = &spots[arrow->to];
  ReviewGraphSpot control = get_control (arrow, from, to);
  double width = LEAST_WIDTH + arrow->weight * (MOST_WIDTH - LEAST_WIDTH);
  ReviewGraphSpot begin = move_towards (from, &control, GAP);
  ReviewGraphSpot tip = move_towards (to, &control, GAP);
  ReviewGraphSpot end = move_towards (&tip, &control, 4 + width);

  cairo_set_line_width (cr, width);
  cairo_set_dash (cr, dashes, arrow->dashed ? G_N_ELEMENTS (dashes) : 0, 0);
  if (arrow->from == arrow->to)
    {
      draw_loop (cr, from, width);
      return;
    }
  cairo_move_to (cr, begin.x, begin.y);
  cairo_curve_to (cr, begin.x + (control.x - begin.x) * 2 / 3,
                  begin.y + (control.y - begin.y) * 2 / 3, end.x + (control.x - end.x) * 2 / 3,
                  end.y + (control.y - end.y) * 2 / 3, end.x, end.y);
  cairo_stroke (cr);
  draw_head (cr, &tip, &control, width);
}

static const GdkRGBA *
get_color (const ReviewGraphArrow *arrow, gboolean touched, const ReviewInkColors *colors)
{
  if (arrow->tone == REVIEW_TONE_ERROR)
    return &colors->error;
  if (arrow->tone == REVIEW_TONE_WARNING)
    return &colors->warning;
  return touched || arrow->tone == REVIEW_TONE_ACCENT ? &colors->accent : &colors->text;
}

/**
 * review_graph_arrows_draw:
 * @spots: of the nodes
 * @selected: node whose arrows are brought forward; G_MAXUINT: none
 */
void
review_graph_arrows_draw (cairo_t *cr,
                          const GArray *arrows,
                          const ReviewGraphSpot *spots,
                          guint selected,
                          const ReviewInkColors *colors)
{
  for (int front = 0; front <= 1; front++)
    for (guint i = 0; i < arrows->len; i++)
      {
        const ReviewGraphArrow *arrow = &g_array_index (arrows, ReviewGraphArrow, i);
        gboolean touched = arrow->from == selected || arrow->to == selected;
        double strength = touched ? 0.95 : selected != G_MAXUINT ? 0.32 : 0.5;

        if (touched != front)
          continue;
        set_color (cr, get_color (arrow, touched, colors), strength);
        draw_arrow (cr, arrow, spots);
      }
}
