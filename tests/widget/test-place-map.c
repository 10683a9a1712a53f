/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The map of places: what a screen reader finds, and that the keys go from place to place. */
#include <gtk/gtk.h>

#include "review-place-map.h"
#include "review-world-outline.h"

static const ReviewMapPlace places[] = {
  { 51.3, 12.4, "Leipzig", "Leipzig · 7 visits", REVIEW_TONE_ACCENT, FALSE },
  { 6.5, 3.4, "<b>Lagos</b>", "<b>Lagos</b> · new", REVIEW_TONE_WARNING, FALSE },
  { 14.6, 121.0, "Manila", "Manila · VPN", REVIEW_TONE_WARNING, TRUE },
};
static const ReviewMapArc arcs[] = {
  { 0, 1, "2,400 km/h, impossible", REVIEW_TONE_ERROR },
  { 1, 9, "to nowhere", REVIEW_TONE_NEUTRAL },
};

static GtkWidget *
find_dot (GtkWidget *map, guint wanted)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (map); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_has_css_class (child, "place") && n++ == wanted)
      return child;
  return NULL;
}

static gboolean
press (GtkWidget *map, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (map);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) one = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (one))
        g_signal_emit_by_name (one, "key-pressed", key, 0, 0, &handled);
    }
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
  return handled;
}

static GtkWidget *
show_map (GtkWidget **map)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  *map = review_place_map_new ();
  gtk_window_set_default_size (GTK_WINDOW (window), 640, 360);
  gtk_box_append (GTK_BOX (box), gtk_button_new_with_label ("before"));
  gtk_box_append (GTK_BOX (box), *map);
  gtk_window_set_child (GTK_WINDOW (window), box);
  review_place_map_set (REVIEW_PLACE_MAP (*map), places, G_N_ELEMENTS (places), arcs,
                        G_N_ELEMENTS (arcs));
  gtk_window_present (GTK_WINDOW (window));
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
  return window;
}

static void
test_names (void)
{
  GtkWidget *map, *window = show_map (&map);

  gtk_test_accessible_assert_role (map, GTK_ACCESSIBLE_ROLE_LIST_BOX);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      gtk_test_accessible_assert_role (find_dot (map, i), GTK_ACCESSIBLE_ROLE_OPTION);
      gtk_test_accessible_assert_property (find_dot (map, i), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                           places[i].text);
    }
  g_assert_true (gtk_widget_has_css_class (find_dot (map, 2), "hollow"));
  g_assert_null (find_dot (map, 3));
  g_object_add_weak_pointer (G_OBJECT (map), (gpointer *) &map);
  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
  g_assert_null (map);
}

static void
test_keys (void)
{
  GtkWidget *map, *window = show_map (&map);
  ReviewPlaceMap *self = REVIEW_PLACE_MAP (map);

  g_assert_cmpint (review_place_map_get_selected (self), ==, -1);
  g_assert_true (gtk_widget_child_focus (map, GTK_DIR_TAB_FORWARD));
  g_assert_cmpint (review_place_map_get_selected (self), ==, 0);
  g_assert_true (press (map, GDK_KEY_Right));
  g_assert_cmpint (review_place_map_get_selected (self), ==, 1);
  gtk_test_accessible_assert_state (find_dot (map, 1), GTK_ACCESSIBLE_STATE_SELECTED, TRUE);
  gtk_test_accessible_assert_state (find_dot (map, 0), GTK_ACCESSIBLE_STATE_SELECTED, FALSE);
  g_assert_true (press (map, GDK_KEY_Down));
  g_assert_true (press (map, GDK_KEY_Down)); /* the last: it stays */
  g_assert_cmpint (review_place_map_get_selected (self), ==, 2);
  g_assert_false (press (map, GDK_KEY_b)); /* letters belong to the page */
  g_assert_false (gtk_widget_child_focus (map, GTK_DIR_TAB_FORWARD)); /* one stop */
  review_place_map_select (self, 77);
  g_assert_cmpint (review_place_map_get_selected (self), ==, -1);
  review_place_map_set (self, NULL, 0, NULL, 0);
  g_assert_cmpuint (review_place_map_get_count (self), ==, 0);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_outline (void)
{
  guint n, points = 0;
  const ReviewWorldShore *shores = review_world_get_shores (&n);

  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < shores[i].n; j++, points++)
      {
        g_assert_cmpint (ABS (shores[i].points[j].lon), <=, 180);
        g_assert_cmpint (ABS (shores[i].points[j].lat), <=, 90);
      }
  g_assert_cmpuint (points, >, 200);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/place-map/names", test_names);
  g_test_add_func ("/place-map/keys", test_keys);
  g_test_add_func ("/place-map/outline", test_outline);
  return g_test_run ();
}
