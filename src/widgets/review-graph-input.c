/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys and pointer of ReviewGraphView. */
#define G_LOG_DOMAIN "review-widgets"
#include "review-graph-view-private.h"

#include <math.h>

#define ZOOM_STEP  1.25
#define PAN_STEP   48.0
#define DRAG_START 6.0

/* The nearest node in a direction, what lies aside counting double; G_MAXUINT: none. */
static guint
find_nearest (ReviewGraphView *self, double x, double y)
{
  const ReviewGraphSpot *at = &self->spots[self->selected];
  double least = HUGE_VAL;
  guint found = G_MAXUINT;

  for (guint i = 0; i < self->nodes->len; i++)
    {
      double dx = self->spots[i].x - at->x, dy = self->spots[i].y - at->y;
      double ahead = dx * x + dy * y, aside = fabs (dx * y) + fabs (dy * x);

      if (i != self->selected && ahead > 1 && ahead + 2 * aside < least)
        {
          least = ahead + 2 * aside;
          found = i;
        }
    }
  return found;
}

static gboolean
move_by_key (ReviewGraphView *self, guint key, gboolean pan)
{
  static const struct
  {
    guint key, keypad;
    double x, y;
  } moves[] = { { GDK_KEY_Left, GDK_KEY_KP_Left, -1, 0 },
                { GDK_KEY_Right, GDK_KEY_KP_Right, 1, 0 },
                { GDK_KEY_Up, GDK_KEY_KP_Up, 0, -1 },
                { GDK_KEY_Down, GDK_KEY_KP_Down, 0, 1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    if (key == moves[i].key || key == moves[i].keypad)
      {
        guint next = pan ? G_MAXUINT : find_nearest (self, moves[i].x, moves[i].y);

        if (pan)
          review_graph_view_move_to (self, self->pan_x - PAN_STEP * moves[i].x,
                                     self->pan_y - PAN_STEP * moves[i].y);
        else if (next != G_MAXUINT)
          {
            review_graph_view_select_node (self, next, TRUE);
            review_graph_view_follow (self);
          }
        return TRUE;
      }
  return FALSE;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                ReviewGraphView *self)
{
  if (self->selected == G_MAXUINT || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  if (move_by_key (self, key, (state & GDK_SHIFT_MASK) != 0))
    return TRUE;
  if (key == GDK_KEY_plus || key == GDK_KEY_KP_Add || key == GDK_KEY_equal)
    review_graph_view_zoom (self, ZOOM_STEP);
  else if (key == GDK_KEY_minus || key == GDK_KEY_KP_Subtract)
    review_graph_view_zoom (self, 1 / ZOOM_STEP);
  else if (key == GDK_KEY_0 || key == GDK_KEY_KP_0)
    review_graph_view_reset (self);
  else if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_space)
    review_graph_view_activate (self);
  else
    return FALSE;
  return TRUE;
}

static guint
find_node_at (ReviewGraphView *self, double x, double y)
{
  GtkWidget *at = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  guint i = G_MAXUINT;

  while (at != NULL && at != GTK_WIDGET (self))
    {
      if (g_ptr_array_find (self->nodes, at, &i))
        return i;
      at = gtk_widget_get_parent (at);
    }
  return G_MAXUINT;
}

static void
released_cb (GtkGestureClick *gesture, int presses, double x, double y, ReviewGraphView *self)
{
  guint i = find_node_at (self, x, y);

  if (i == G_MAXUINT)
    return;
  review_graph_view_select_node (self, i, TRUE);
  if (presses == 2)
    review_graph_view_activate (self);
}

static void
drag_begun_cb (GtkGestureDrag *gesture, double x, double y, ReviewGraphView *self)
{
  self->pan_from_x = self->pan_x;
  self->pan_from_y = self->pan_y;
}

static void
drag_moved_cb (GtkGestureDrag *gesture, double x, double y, ReviewGraphView *self)
{
  if (hypot (x, y) < DRAG_START)
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  review_graph_view_move_to (self, self->pan_from_x + x, self->pan_from_y + y);
}

static void
pointed_cb (GtkEventControllerMotion *controller, double x, double y, ReviewGraphView *self)
{
  self->pointer_x = x;
  self->pointer_y = y;
}

/* Without Ctrl the page behind scrolls. */
static gboolean
scrolled_cb (GtkEventControllerScroll *controller, double dx, double dy, ReviewGraphView *self)
{
  GtkEventController *base = GTK_EVENT_CONTROLLER (controller);
  double x = self->pointer_x - gtk_widget_get_width (GTK_WIDGET (self)) / 2.0;
  double y = self->pointer_y - gtk_widget_get_height (GTK_WIDGET (self)) / 2.0;

  if ((gtk_event_controller_get_current_event_state (base) & GDK_CONTROL_MASK) == 0)
    return FALSE;
  review_graph_view_zoom_at (self, dy < 0 ? ZOOM_STEP : 1 / ZOOM_STEP, x, y);
  return TRUE;
}

static void
add (ReviewGraphView *self, gpointer controller)
{
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (controller));
}

/* What listens to keys, pointer and wheel. Called once. */
void
review_graph_view_add_controllers (ReviewGraphView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *wheel =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  g_signal_connect_object (motion, "motion", G_CALLBACK (pointed_cb), self, 0);
  g_signal_connect_object (wheel, "scroll", G_CALLBACK (scrolled_cb), self, 0);
  g_signal_connect_object (click, "released", G_CALLBACK (released_cb), self, 0);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begun_cb), self, 0);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (drag_moved_cb), self, 0);
  gtk_gesture_group (drag, click);
  add (self, keys);
  add (self, motion);
  add (self, wheel);
  add (self, click);
  add (self, drag);
}
