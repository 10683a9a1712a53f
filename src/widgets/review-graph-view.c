/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A graph that somebody else laid out: nodes as widgets, so that a screen reader finds each by its
 * words, over arrows drawn by ReviewInk. One stop for Tab; arrow keys go to the nearest node that way.
 * Dragging and Shift with the arrows pan; Ctrl and the wheel, + and − zoom; 0 shows all again. Zooming
 * spreads the nodes and leaves their size alone. */
#define G_LOG_DOMAIN "review-widgets"
#include "review-graph-view.h"

#include <math.h>

#include "review-chart-parts.h"
#include "review-graph-view-private.h"

#define SIDE      64 /* room at the sides for a node's words */
#define TOP       30
#define BOTTOM    46
#define MOST_ZOOM 12.0

typedef enum
{
  PROP_SELECTED = 1,
  PROP_ZOOM
} ReviewGraphViewProperty;
static GParamSpec *props[PROP_ZOOM + 1];
static guint activated_signal;

G_DEFINE_FINAL_TYPE (ReviewGraphView, review_graph_view, GTK_TYPE_WIDGET)

static void
draw_cb (
    cairo_t *cr, double width, double height, const ReviewInkColors *colors, gpointer user_data)
{
  ReviewGraphView *self = user_data;

  if (self->arrows != NULL && self->spots != NULL)
    review_graph_arrows_draw (cr, self->arrows, self->spots, self->selected, colors);
}

static void
review_graph_view_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 240 : 280;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 480 : 330;
}

static void
find_spots (ReviewGraphView *self, int width, int height)
{
  double across = MAX (1, width - 2 * SIDE) * self->zoom;
  double down = MAX (1, height - TOP - BOTTOM) * self->zoom;
  double middle_x = width / 2.0 + self->pan_x;
  double middle_y = TOP + (height - TOP - BOTTOM) / 2.0 + self->pan_y;

  for (guint i = 0; i < self->nodes->len; i++)
    self->spots[i] = (ReviewGraphSpot){ middle_x + (self->laid[i].x - 0.5) * across,
                                        middle_y + (self->laid[i].y - 0.5) * down };
}

/* Words are shown where they do not lie on what is shown already; the selected node's first. */
static gboolean
has_room (const GArray *taken, const graphene_rect_t *box)
{
  for (guint i = 0; i < taken->len; i++)
    if (graphene_rect_intersection (&g_array_index (taken, graphene_rect_t, i), box, NULL))
      return FALSE;
  return TRUE;
}

static void
place_node (ReviewGraphView *self, guint i, GArray *taken)
{
  ReviewGraphNodeView *node = self->nodes->pdata[i];
  int width = review_chart_natural_size (GTK_WIDGET (node), GTK_ORIENTATION_HORIZONTAL);
  int height = review_chart_natural_size (GTK_WIDGET (node), GTK_ORIENTATION_VERTICAL);
  int x = (int) lround (self->spots[i].x - width / 2.0);
  int y = (int) lround (self->spots[i].y) - REVIEW_GRAPH_NODE_RADIUS;
  graphene_rect_t words =
      GRAPHENE_RECT_INIT ((float) x, (float) (y + 2 * REVIEW_GRAPH_NODE_RADIUS + 1), (float) width,
                          (float) (height - 2 * REVIEW_GRAPH_NODE_RADIUS));
  gboolean room = has_room (taken, &words);

  review_graph_node_show_label (node, room);
  if (room)
    g_array_append_val (taken, words);
  gtk_widget_size_allocate (GTK_WIDGET (node), &(GtkAllocation){ x, y, width, height }, -1);
}

static void
place_nodes (ReviewGraphView *self)
{
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));
  float side = 2 * REVIEW_GRAPH_NODE_RADIUS;

  for (guint i = 0; i < self->nodes->len; i++)
    {
      graphene_rect_t disc = GRAPHENE_RECT_INIT ((float) self->spots[i].x - side / 2,
                                                 (float) self->spots[i].y - side / 2, side, side);
      g_array_append_val (taken, disc);
    }
  if (self->selected != G_MAXUINT)
    place_node (self, self->selected, taken);
  for (guint i = 0; i < self->nodes->len; i++)
    if (i != self->selected)
      place_node (self, i, taken);
}

/* The selected node's arrows say what they carry, as far as there are tags. */
static void
place_tags (ReviewGraphView *self)
{
  guint used = 0;

  for (guint i = 0;
       self->selected != G_MAXUINT && i < self->arrows->len && used < REVIEW_GRAPH_TAGS; i++)
    {
      const ReviewGraphArrow *arrow = &g_array_index (self->arrows, ReviewGraphArrow, i);
      GtkWidget *tag = self->tags[used];
      ReviewGraphSpot middle;
      int width, height;

      if (arrow->label == NULL || arrow->from == arrow->to
          || (arrow->from != self->selected && arrow->to != self->selected))
        continue;
      review_graph_arrow_get_middle (arrow, self->spots, &middle);
      gtk_label_set_text (GTK_LABEL (tag), arrow->label);
      gtk_widget_set_child_visible (tag, TRUE);
      width = review_chart_natural_size (tag, GTK_ORIENTATION_HORIZONTAL);
      height = review_chart_natural_size (tag, GTK_ORIENTATION_VERTICAL);
      gtk_widget_size_allocate (tag,
                                &(GtkAllocation){ (int) lround (middle.x) - width / 2,
                                                  (int) lround (middle.y) - height / 2, width,
                                                  height },
                                -1);
      used++;
    }
  for (; used < REVIEW_GRAPH_TAGS; used++)
    gtk_widget_set_child_visible (self->tags[used], FALSE);
}

static void
review_graph_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ReviewGraphView *self = REVIEW_GRAPH_VIEW (widget);

  find_spots (self, width, height);
  gtk_widget_size_allocate (self->ink, &(GtkAllocation){ 0, 0, width, height }, -1);
  gtk_widget_queue_draw (self->ink);
  place_nodes (self);
  place_tags (self);
}

static double
clamp_pan (double pan, double room, double zoom)
{
  double most = room / 2 * zoom + room / 4;

  return CLAMP (pan, -most, most);
}

void
review_graph_view_move_to (ReviewGraphView *self, double x, double y)
{
  self->pan_x = clamp_pan (x, gtk_widget_get_width (GTK_WIDGET (self)), self->zoom);
  self->pan_y = clamp_pan (y, gtk_widget_get_height (GTK_WIDGET (self)), self->zoom);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* @x, @y: what stays where it is, from the middle. */
void
review_graph_view_zoom_at (ReviewGraphView *self, double factor, double x, double y)
{
  double zoom = CLAMP (self->zoom * factor, 1.0, MOST_ZOOM), change = zoom / self->zoom;

  self->zoom = zoom;
  review_graph_view_move_to (self, x - (x - self->pan_x) * change, y - (y - self->pan_y) * change);
  if (change < 1 || change > 1)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ZOOM]);
}

/* Brings a node that was walked to with the keys into sight. */
void
review_graph_view_follow (ReviewGraphView *self)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  const ReviewGraphSpot *spot = &self->spots[self->selected];
  double x = CLAMP (spot->x, SIDE / 2.0, MAX (SIDE, width - SIDE / 2.0)) - spot->x;
  double y = CLAMP (spot->y, TOP, MAX (TOP, height - BOTTOM)) - spot->y;

  if (hypot (x, y) > 1)
    review_graph_view_move_to (self, self->pan_x + x, self->pan_y + y);
}

void
review_graph_view_select_node (ReviewGraphView *self, guint i, gboolean focus)
{
  gboolean changed = i != self->selected;

  if (changed && self->selected != G_MAXUINT)
    review_graph_node_set_selected (self->nodes->pdata[self->selected], FALSE);
  self->selected = i;
  if (changed && i != G_MAXUINT)
    review_graph_node_set_selected (self->nodes->pdata[i], TRUE);
  if (focus && i != G_MAXUINT)
    gtk_widget_grab_focus (self->nodes->pdata[i]);
  if (!changed)
    return;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SELECTED]);
}

void
review_graph_view_activate (ReviewGraphView *self)
{
  if (self->selected != G_MAXUINT)
    {
      g_autofree char *id = g_strdup (review_graph_view_get_selected (self));

      g_signal_emit (self, activated_signal, 0, id);
    }
}

static gboolean
review_graph_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  ReviewGraphView *self = REVIEW_GRAPH_VIEW (widget);
  gboolean tabs = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;

  if (!tabs || gtk_widget_get_focus_child (widget) != NULL || self->nodes->len == 0)
    return FALSE;
  review_graph_view_select_node (self, self->selected != G_MAXUINT ? self->selected : 0, TRUE);
  return TRUE;
}

/* Also when a screen reader moves the focus by itself. */
static void
focus_entered_cb (GtkEventController *controller, ReviewGraphView *self)
{
  guint i;

  if (g_ptr_array_find (self->nodes, gtk_event_controller_get_widget (controller), &i))
    review_graph_view_select_node (self, i, FALSE);
}

static void
clear (ReviewGraphView *self)
{
  for (guint i = 0; i < self->nodes->len; i++)
    gtk_widget_unparent (self->nodes->pdata[i]);
  g_ptr_array_set_size (self->nodes, 0);
  g_clear_pointer (&self->arrows, g_array_unref);
  g_clear_pointer (&self->laid, g_free);
  g_clear_pointer (&self->spots, g_free);
  self->selected = G_MAXUINT;
}

static void
review_graph_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ReviewGraphView *self = REVIEW_GRAPH_VIEW (object);

  switch ((ReviewGraphViewProperty) id)
    {
    case PROP_SELECTED:
      g_value_set_string (value, review_graph_view_get_selected (self));
      break;
    case PROP_ZOOM:
      g_value_set_double (value, self->zoom);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
review_graph_view_dispose (GObject *object)
{
  ReviewGraphView *self = REVIEW_GRAPH_VIEW (object);
  GtkWidget *child;

  if (self->nodes != NULL)
    clear (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->nodes, g_ptr_array_unref);
  G_OBJECT_CLASS (review_graph_view_parent_class)->dispose (object);
}

static void
review_graph_view_class_init (ReviewGraphViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = review_graph_view_get_property;
  object_class->dispose = review_graph_view_dispose;
  widget_class->measure = review_graph_view_measure;
  widget_class->size_allocate = review_graph_view_size_allocate;
  widget_class->focus = review_graph_view_focus;
  props[PROP_SELECTED] = g_param_spec_string ("selected", NULL, NULL, NULL, flags);
  props[PROP_ZOOM] = g_param_spec_double ("zoom", NULL, NULL, 1, MOST_ZOOM, 1, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  /* The id of a node that wants more: it was double-clicked, or Enter was pressed on it. */
  activated_signal = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_css_name (widget_class, "graphview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_BOX);
}

static void
review_graph_view_init (ReviewGraphView *self)
{
  self->nodes = g_ptr_array_new ();
  self->selected = G_MAXUINT;
  self->zoom = 1;
  self->ink = review_ink_new (draw_cb, self);
  gtk_widget_set_parent (self->ink, GTK_WIDGET (self));
  for (guint i = 0; i < REVIEW_GRAPH_TAGS; i++)
    {
      self->tags[i] = gtk_label_new (NULL);
      gtk_widget_add_css_class (self->tags[i], "edge-label");
      gtk_widget_add_css_class (self->tags[i], "numeric");
      gtk_widget_set_can_target (self->tags[i], FALSE);
      gtk_widget_set_parent (self->tags[i], GTK_WIDGET (self));
    }
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  review_graph_view_add_controllers (self);
}

/** review_graph_view_new: Returns: (transfer floating): a graph without nodes. */
GtkWidget *
review_graph_view_new (void)
{
  return g_object_new (REVIEW_TYPE_GRAPH_VIEW, NULL);
}

static void
add_node (ReviewGraphView *self, guint i, const ReviewGraphNode *node)
{
  GtkWidget *widget = review_graph_node_new (node);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (focus, "enter", G_CALLBACK (focus_entered_cb), self, 0);
  gtk_widget_add_controller (widget, focus);
  gtk_widget_insert_before (widget, GTK_WIDGET (self), self->tags[0]);
  g_ptr_array_add (self->nodes, widget);
  self->laid[i] = (ReviewGraphSpot){ CLAMP (node->x, 0.0, 1.0), CLAMP (node->y, 0.0, 1.0) };
}

/**
 * review_graph_view_set:
 * @nodes: (array length=n_nodes): replace all; where words lie on each other the first one's show
 * @edges: (array length=n_edges): an edge to no node is left out
 *
 * A node that was selected and is still there stays selected, and keeps the focus it had.
 */
void
review_graph_view_set (ReviewGraphView *self,
                       const ReviewGraphNode *nodes,
                       guint n_nodes,
                       const ReviewGraphEdge *edges,
                       guint n_edges)
{
  g_autofree char *selected = NULL;
  gboolean focus;

  g_return_if_fail (REVIEW_IS_GRAPH_VIEW (self));

  selected = g_strdup (review_graph_view_get_selected (self));
  focus = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;
  clear (self);
  self->laid = g_new0 (ReviewGraphSpot, MAX (n_nodes, 1));
  self->spots = g_new0 (ReviewGraphSpot, MAX (n_nodes, 1));
  self->arrows = review_graph_arrows_new (edges, n_edges, n_nodes);
  for (guint i = 0; i < n_nodes; i++)
    add_node (self, i, &nodes[i]);
  find_spots (self, gtk_widget_get_width (GTK_WIDGET (self)),
              gtk_widget_get_height (GTK_WIDGET (self)));
  if (selected != NULL && !review_graph_view_select (self, selected))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SELECTED]);
  if (focus && self->nodes->len > 0)
    review_graph_view_select_node (self, self->selected != G_MAXUINT ? self->selected : 0, TRUE);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/** review_graph_view_get_count: Returns: how many nodes there are. */
guint
review_graph_view_get_count (ReviewGraphView *self)
{
  g_return_val_if_fail (REVIEW_IS_GRAPH_VIEW (self), 0);

  return self->nodes->len;
}

/** review_graph_view_get_selected: Returns: (transfer none) (nullable): id of the selected node. */
const char *
review_graph_view_get_selected (ReviewGraphView *self)
{
  g_return_val_if_fail (REVIEW_IS_GRAPH_VIEW (self), NULL);

  return self->selected != G_MAXUINT ? review_graph_node_get_id (self->nodes->pdata[self->selected])
                                     : NULL;
}

/**
 * review_graph_view_select:
 * @id: (nullable): of a node; NULL: none
 *
 * Returns: whether there is such a node
 */
gboolean
review_graph_view_select (ReviewGraphView *self, const char *id)
{
  g_return_val_if_fail (REVIEW_IS_GRAPH_VIEW (self), FALSE);

  for (guint i = 0; id != NULL && i < self->nodes->len; i++)
    if (g_str_equal (review_graph_node_get_id (self->nodes->pdata[i]), id))
      {
        review_graph_view_select_node (self, i, FALSE);
        return TRUE;
      }
  review_graph_view_select_node (self, G_MAXUINT, FALSE);
  return FALSE;
}

/** review_graph_view_get_zoom: Returns: 1: all of it is in sight. */
double
review_graph_view_get_zoom (ReviewGraphView *self)
{
  g_return_val_if_fail (REVIEW_IS_GRAPH_VIEW (self), 1);

  return self->zoom;
}

/**
 * review_graph_view_zoom:
 * @factor: above 1: closer
 *
 * Around the selected node, or the middle.
 */
void
review_graph_view_zoom (ReviewGraphView *self, double factor)
{
  double x = 0, y = 0;

  g_return_if_fail (REVIEW_IS_GRAPH_VIEW (self));

  if (self->selected != G_MAXUINT)
    {
      x = self->spots[self->selected].x - gtk_widget_get_width (GTK_WIDGET (self)) / 2.0;
      y = self->spots[self->selected].y - gtk_widget_get_height (GTK_WIDGET (self)) / 2.0;
    }
  review_graph_view_zoom_at (self, factor, x, y);
}

/** review_graph_view_reset: shows all of it again. */
void
review_graph_view_reset (ReviewGraphView *self)
{
  g_return_if_fail (REVIEW_IS_GRAPH_VIEW (self));

  self->pan_x = self->pan_y = 0;
  self->zoom = 1;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ZOOM]);
}
