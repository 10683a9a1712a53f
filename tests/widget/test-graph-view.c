/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The graph: what a screen reader finds, and that keys select, pan, zoom and activate. */
#include <gtk/gtk.h>
#include <math.h>

#include "review-graph-node.h"
#include "review-graph-view.h"
#include "review-tip.h"

static const char naughty[] = "<b>\u202e\u200b&amp;</b> 0x\u0661\U0001f4b8";

static const ReviewGraphNode nodes[] = {
  { "me", "Customer", NULL, "Customer", "avatar-default-symbolic", REVIEW_TONE_ACCENT, TRUE, FALSE,
    FALSE, 0.5, 0.5 },
  { "left", "0x7be4…e91c", "destination", "0x7be4…e91c, destination", NULL, REVIEW_TONE_WARNING,
    FALSE, FALSE, TRUE, 0.1, 0.5 },
  { "right", naughty, NULL, naughty, NULL, REVIEW_TONE_NEUTRAL, FALSE, FALSE, TRUE, 0.9, 0.52 },
  { "below", "Mixer", NULL, "Mixer", NULL, REVIEW_TONE_ERROR, FALSE, TRUE, FALSE, 0.5, 0.95 },
};
static const ReviewGraphEdge edges[] = {
  { 0, 1, 1, "41.2 ETH", REVIEW_TONE_NEUTRAL, TRUE },
  { 2, 0, 0.3, "3 ETH", REVIEW_TONE_NEUTRAL, FALSE },
  { 0, 2, 0.2, NULL, REVIEW_TONE_NEUTRAL, FALSE },
  { 1, 3, 0.1, "40 %", REVIEW_TONE_ERROR, FALSE },
  { 2, 2, 0.1, NULL, REVIEW_TONE_NEUTRAL, FALSE },
  { 0, 77, 0.1, "to nowhere", REVIEW_TONE_NEUTRAL, FALSE },
};

typedef struct
{
  GtkWidget *window;
  GtkWidget *view;
  char *activated; /* (owned) */
} Fixture;

static void
activated_cb (ReviewGraphView *view, const char *id, Fixture *self)
{
  g_free (self->activated);
  self->activated = g_strdup (id);
}

static void
painted_cb (GdkFrameClock *clock, gboolean *painted)
{
  *painted = TRUE;
}

static gboolean
too_late_cb (gpointer user_data)
{
  g_error ("the window was not drawn in time");
  return G_SOURCE_REMOVE;
}

/* Lets the window draw what changed. */
static void
settle (Fixture *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (self->window);
  guint deadline = g_timeout_add_seconds (20, too_late_cb, NULL);
  gboolean painted = FALSE;
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &painted);

  gtk_widget_queue_draw (self->window);
  while (!painted || g_main_context_pending (NULL))
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, handler);
  g_source_remove (deadline);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->window = gtk_window_new ();
  self->view = review_graph_view_new ();
  gtk_widget_set_vexpand (self->view, TRUE);
  gtk_box_append (GTK_BOX (box), gtk_button_new_with_label ("before"));
  gtk_box_append (GTK_BOX (box), self->view);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 700, 420);
  gtk_window_set_child (GTK_WINDOW (self->window), box);
  g_signal_connect (self->view, "activated", G_CALLBACK (activated_cb), self);
  review_graph_view_set (REVIEW_GRAPH_VIEW (self->view), nodes, G_N_ELEMENTS (nodes), edges,
                         G_N_ELEMENTS (edges));
  gtk_window_present (GTK_WINDOW (self->window));
  settle (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (self->view), (gpointer *) &self->view);
  gtk_window_destroy (GTK_WINDOW (self->window));
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
  g_assert_null (self->view);
  g_free (self->activated);
}

static GtkWidget *
find_node (Fixture *self, const char *id)
{
  for (GtkWidget *child = gtk_widget_get_first_child (self->view); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (REVIEW_IS_GRAPH_NODE (child)
        && g_str_equal (review_graph_node_get_id (REVIEW_GRAPH_NODE (child)), id))
      return child;
  g_error ("no node %s", id);
  return NULL;
}

static gboolean
press (Fixture *self, guint key, GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (self->view);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) one = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (one))
        g_signal_emit_by_name (one, "key-pressed", key, 0, state, &handled);
    }
  settle (self);
  return handled;
}

static const char *
get_selected (Fixture *self)
{
  return review_graph_view_get_selected (REVIEW_GRAPH_VIEW (self->view));
}

static void
test_names (Fixture *self, gconstpointer data)
{
  gtk_test_accessible_assert_role (self->view, GTK_ACCESSIBLE_ROLE_LIST_BOX);
  for (guint i = 0; i < G_N_ELEMENTS (nodes); i++)
    {
      GtkWidget *node = find_node (self, nodes[i].id);

      gtk_test_accessible_assert_role (node, GTK_ACCESSIBLE_ROLE_OPTION);
      gtk_test_accessible_assert_property (node, GTK_ACCESSIBLE_PROPERTY_LABEL, nodes[i].text);
      g_assert_true (gtk_widget_get_focusable (node));
      g_assert_cmpstr (review_tip_get (node), ==, nodes[i].text);
    }
  g_assert_true (gtk_widget_has_css_class (find_node (self, "below"), "square"));
  g_assert_true (gtk_widget_has_css_class (find_node (self, "left"), "tone-warning"));
}

/* Tab is one stop: it enters at the first node and leaves from any. */
static void
test_tab (Fixture *self, gconstpointer data)
{
  g_assert_null (get_selected (self));
  g_assert_true (gtk_widget_child_focus (self->view, GTK_DIR_TAB_FORWARD));
  g_assert_cmpstr (get_selected (self), ==, "me");
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (self->window)) == find_node (self, "me"));
  gtk_test_accessible_assert_state (find_node (self, "me"), GTK_ACCESSIBLE_STATE_SELECTED, TRUE);
  g_assert_false (gtk_widget_child_focus (self->view, GTK_DIR_TAB_FORWARD));
}

static void
test_arrows (Fixture *self, gconstpointer data)
{
  g_assert_false (press (self, GDK_KEY_Left, 0)); /* nothing to start from */
  gtk_widget_child_focus (self->view, GTK_DIR_TAB_FORWARD);
  g_assert_true (press (self, GDK_KEY_Left, 0));
  g_assert_cmpstr (get_selected (self), ==, "left");
  g_assert_true (press (self, GDK_KEY_Left, 0)); /* nothing further: it stays */
  g_assert_cmpstr (get_selected (self), ==, "left");
  g_assert_true (press (self, GDK_KEY_Right, 0));
  g_assert_cmpstr (get_selected (self), ==, "me");
  g_assert_true (press (self, GDK_KEY_Down, 0));
  g_assert_cmpstr (get_selected (self), ==, "below");
  gtk_test_accessible_assert_state (find_node (self, "me"), GTK_ACCESSIBLE_STATE_SELECTED, FALSE);
}

static double
get_x (GtkWidget *view, GtkWidget *node)
{
  graphene_rect_t box;

  g_assert_true (gtk_widget_compute_bounds (node, view, &box));
  return box.origin.x + box.size.width / 2;
}

static void
test_zoom_and_pan (Fixture *self, gconstpointer data)
{
  ReviewGraphView *view = REVIEW_GRAPH_VIEW (self->view);
  double apart = get_x (self->view, find_node (self, "right"))
                 - get_x (self->view, find_node (self, "left")),
         before;

  gtk_widget_child_focus (self->view, GTK_DIR_TAB_FORWARD);
  g_assert_true (press (self, GDK_KEY_plus, GDK_SHIFT_MASK));
  g_assert_cmpfloat (review_graph_view_get_zoom (view), >, 1.2);
  g_assert_cmpfloat (get_x (self->view, find_node (self, "right"))
                         - get_x (self->view, find_node (self, "left")),
                     >, apart * 1.2);
  before = get_x (self->view, find_node (self, "me"));
  g_assert_true (press (self, GDK_KEY_Right, GDK_SHIFT_MASK));
  g_assert_cmpfloat (get_x (self->view, find_node (self, "me")), <, before - 20);
  g_assert_cmpstr (get_selected (self), ==, "me");
  g_assert_true (press (self, GDK_KEY_0, 0));
  g_assert_cmpfloat (review_graph_view_get_zoom (view), ==, 1);
  g_assert_cmpfloat_with_epsilon (get_x (self->view, find_node (self, "right"))
                                      - get_x (self->view, find_node (self, "left")),
                                  apart, 1.5);
  for (guint i = 0; i < 40; i++)
    review_graph_view_zoom (view, 2);
  g_assert_cmpfloat (review_graph_view_get_zoom (view), <=, 12);
  for (guint i = 0; i < 40; i++)
    review_graph_view_zoom (view, 0.5);
  g_assert_cmpfloat (review_graph_view_get_zoom (view), ==, 1);
}

static void
test_activate (Fixture *self, gconstpointer data)
{
  gtk_widget_child_focus (self->view, GTK_DIR_TAB_FORWARD);
  press (self, GDK_KEY_Left, 0);
  g_assert_true (press (self, GDK_KEY_Return, 0));
  g_assert_cmpstr (self->activated, ==, "left");
  /* Letters belong to the page, Ctrl to the application. */
  g_assert_false (press (self, GDK_KEY_p, 0));
  g_assert_false (press (self, GDK_KEY_plus, GDK_CONTROL_MASK));
}

/* More nodes come: what was selected stays, and so does the focus. */
static void
test_replace (Fixture *self, gconstpointer data)
{
  ReviewGraphView *view = REVIEW_GRAPH_VIEW (self->view);

  gtk_widget_child_focus (self->view, GTK_DIR_TAB_FORWARD);
  press (self, GDK_KEY_Left, 0);
  review_graph_view_set (view, nodes, 2, edges, 1);
  settle (self);
  g_assert_cmpuint (review_graph_view_get_count (view), ==, 2);
  g_assert_cmpstr (get_selected (self), ==, "left");
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (self->window)) == find_node (self, "left"));
  review_graph_view_set (view, nodes, 1, NULL, 0);
  settle (self);
  g_assert_cmpstr (get_selected (self), ==, "me");
  review_graph_view_set (view, NULL, 0, NULL, 0);
  settle (self);
  g_assert_null (get_selected (self));
  g_assert_false (review_graph_view_select (view, "me"));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/graph-view/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("names", test_names);
  ADD ("tab", test_tab);
  ADD ("arrows", test_arrows);
  ADD ("zoom-and-pan", test_zoom_and_pan);
  ADD ("activate", test_activate);
  ADD ("replace", test_replace);
  return g_test_run ();
}
