/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A node of a graph: a disc (a square for what is no party) with an icon, and its words under it. The
 * disc's middle is the node's place, whatever the words take. */
#define G_LOG_DOMAIN "review-widgets"
#include "review-graph-node.h"

#include "review-tip.h"

#define MOST_CHARS 16

struct _ReviewGraphNodeView
{
  GtkWidget parent;
  GtkWidget *disc;  /* owned: child */
  GtkWidget *label; /* owned: child */
  GtkWidget *note;  /* owned: child */
  char *id;         /* owned */
};

G_DEFINE_FINAL_TYPE (ReviewGraphNodeView, review_graph_node, GTK_TYPE_WIDGET)

static void
review_graph_node_dispose (GObject *object)
{
  ReviewGraphNodeView *self = REVIEW_GRAPH_NODE (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  self->disc = self->label = self->note = NULL;
  g_clear_pointer (&self->id, g_free);
  G_OBJECT_CLASS (review_graph_node_parent_class)->dispose (object);
}

static void
review_graph_node_class_init (ReviewGraphNodeViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_graph_node_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "graphnode");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_OPTION);
}

static GtkWidget *
add_label (ReviewGraphNodeView *self, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), MOST_CHARS);
  gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return label;
}

static void
review_graph_node_init (ReviewGraphNodeView *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  self->disc = gtk_image_new ();
  gtk_widget_add_css_class (self->disc, "disc");
  gtk_widget_set_halign (self->disc, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (self->disc, 2 * REVIEW_GRAPH_NODE_RADIUS,
                               2 * REVIEW_GRAPH_NODE_RADIUS);
  gtk_widget_set_parent (self->disc, GTK_WIDGET (self));
  self->label = add_label (self, "node-label");
  self->note = add_label (self, "node-note");
}

/** review_graph_node_new: Returns: (transfer floating): the node. */
GtkWidget *
review_graph_node_new (const ReviewGraphNode *node)
{
  ReviewGraphNodeView *self = g_object_new (REVIEW_TYPE_GRAPH_NODE, NULL);
  GtkWidget *widget = GTK_WIDGET (self);

  self->id = g_strdup (node->id);
  gtk_label_set_text (GTK_LABEL (self->label), node->label);
  gtk_label_set_text (GTK_LABEL (self->note), node->note != NULL ? node->note : "");
  gtk_widget_set_visible (self->note, node->note != NULL);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->disc), node->icon);
  review_tone_apply (widget, node->tone);
  if (node->root)
    gtk_widget_add_css_class (widget, "root");
  if (node->square)
    gtk_widget_add_css_class (widget, "square");
  if (node->expandable)
    gtk_widget_add_css_class (widget, "expandable");
  review_tip_set (widget, node->text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, node->text,
                                  -1);
  review_graph_node_set_selected (self, FALSE);
  return widget;
}

const char *
review_graph_node_get_id (ReviewGraphNodeView *self)
{
  return self->id;
}

void
review_graph_node_set_selected (ReviewGraphNodeView *self, gboolean selected)
{
  if (selected)
    gtk_widget_set_state_flags (GTK_WIDGET (self), GTK_STATE_FLAG_SELECTED, FALSE);
  else
    gtk_widget_unset_state_flags (GTK_WIDGET (self), GTK_STATE_FLAG_SELECTED);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, selected, -1);
}

/* Where words would lie on each other only some are shown; all have their tooltips. */
void
review_graph_node_show_label (ReviewGraphNodeView *self, gboolean shown)
{
  gtk_widget_set_child_visible (self->label, shown);
  gtk_widget_set_child_visible (self->note, shown);
}
