/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Decision Hub's leaf widgets: what they show, ask for and tell a screen reader. */
#include <gtk/gtk.h>
#include <math.h>

#include "review-bars.h"
#include "review-kpi.h"
#include "review-reliability.h"
#include "review-tab-stop.h"
#include "review-threshold-chart.h"
#include "review-threshold-handle.h"

static void
test_kpi (void)
{
  GtkWidget *kpi = g_object_ref_sink (review_kpi_new ("System recall"));

  review_kpi_set (REVIEW_KPI (kpi), "99.4", "certified", REVIEW_TONE_SUCCESS);
  g_assert_cmpstr (review_kpi_get_figure (REVIEW_KPI (kpi)), ==, "99.4");
  gtk_test_accessible_assert_property (kpi, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "System recall: 99.4. certified");
  review_kpi_set (REVIEW_KPI (kpi), "—", NULL, REVIEW_TONE_NEUTRAL);
  g_assert_cmpstr (review_kpi_get_note (REVIEW_KPI (kpi)), ==, "");
  g_assert_finalize_object (kpi);
}

/* Finds the child of @widget with that style class. */
static GtkWidget *
find_part (GtkWidget *widget, const char *css_class, guint n)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_has_css_class (child, css_class) && n-- == 0)
      return child;
  return NULL;
}

static int
height_of (GtkWidget *bars, const char *css_class, guint n)
{
  GtkWidget *part = find_part (bars, css_class, n);

  return gtk_widget_get_child_visible (part) ? gtk_widget_get_height (part) : 0;
}

/* Square root of the count: a quarter of the cases is half as tall. A single case is still seen. */
static void
test_bars (void)
{
  GtkWidget *widget = g_object_ref_sink (review_bars_new ());
  ReviewBars *bars = REVIEW_BARS (widget);

  review_bars_add (bars, 0, 0.5, 40000, 0, "first bin");
  review_bars_add (bars, 0.5, 1, 10000, 1, "second bin");
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (widget, &(GtkAllocation){ 0, 0, 400, 100 }, -1);
  g_assert_cmpint (height_of (widget, "first", 0), ==, 100);
  g_assert_cmpint (height_of (widget, "first", 1), ==, 50);
  g_assert_cmpint (height_of (widget, "second", 0), ==, 0);
  g_assert_cmpint (height_of (widget, "second", 1), ==, 1);
  gtk_test_accessible_assert_role (widget, GTK_ACCESSIBLE_ROLE_TABLE);
  gtk_test_accessible_assert_role (find_part (widget, "bin", 1), GTK_ACCESSIBLE_ROLE_ROW);
  gtk_test_accessible_assert_property (find_part (widget, "bin", 1), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "second bin");
  review_bars_clear (bars);
  g_assert_cmpuint (review_bars_get_count (bars), ==, 0);
  g_assert_null (gtk_widget_get_first_child (widget));
  g_assert_finalize_object (widget);
}

typedef struct
{
  guint side;
  double value;
  int count;
} Asked;

static void
moved_cb (GtkWidget *chart, guint side, double value, Asked *asked)
{
  asked->side = side;
  asked->value = value;
  asked->count++;
}

static GtkWidget *
new_chart (Asked *asked)
{
  GtkWidget *chart = g_object_ref_sink (review_threshold_chart_new ());

  g_signal_connect (chart, "moved", G_CALLBACK (moved_cb), asked);
  review_threshold_chart_set_handle (REVIEW_THRESHOLD_CHART (chart), REVIEW_CHART_LOW, 0.12,
                                     "auto-pass 0.12", "Auto-pass threshold 0.12", "passes a lot");
  review_threshold_chart_set_handle (REVIEW_THRESHOLD_CHART (chart), REVIEW_CHART_HIGH, 0.92,
                                     "auto-block 0.92", "Auto-block threshold 0.92", "blocks few");
  return chart;
}

/* A chart asks; who owns the thresholds answers. The handles are two sliders. */
static void
test_chart (void)
{
  Asked asked = { 0 };
  GtkWidget *chart = new_chart (&asked);
  GtkWidget *low =
      review_threshold_chart_get_handle (REVIEW_THRESHOLD_CHART (chart), REVIEW_CHART_LOW);
  GtkWidget *high =
      review_threshold_chart_get_handle (REVIEW_THRESHOLD_CHART (chart), REVIEW_CHART_HIGH);

  g_signal_emit_by_name (low, "moved", 0.125);
  g_assert_cmpuint (asked.side, ==, REVIEW_CHART_LOW);
  g_assert_cmpfloat (asked.value, ==, 0.125);
  g_assert_cmpfloat (review_threshold_handle_get_value (REVIEW_THRESHOLD_HANDLE (low)), ==, 0.12);
  g_signal_emit_by_name (high, "moved", 0.9);
  g_assert_cmpuint (asked.side, ==, REVIEW_CHART_HIGH);
  gtk_test_accessible_assert_role (low, GTK_ACCESSIBLE_ROLE_SLIDER);
  gtk_test_accessible_assert_property (low, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, 0.12);
  gtk_test_accessible_assert_property (low, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, "passes a lot");
  gtk_test_accessible_assert_property (high, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Auto-block threshold 0.92");
  g_assert_true (gtk_widget_get_focusable (low) && gtk_widget_get_focusable (high));
  review_threshold_chart_set_editable (REVIEW_THRESHOLD_CHART (chart), FALSE);
  g_signal_emit_by_name (low, "moved", 0.5);
  g_assert_cmpint (asked.count, ==, 2);
  g_assert_finalize_object (chart);
}

static int
width_of (GtkWidget *chart, const char *css_class)
{
  GtkWidget *part = find_part (chart, css_class, 0);

  return gtk_widget_get_child_visible (part) ? gtk_widget_get_width (part) : 0;
}

/* The zones end at the handles; hatching covers what no certificate reaches. */
static void
test_zones (void)
{
  Asked asked = { 0 };
  GtkWidget *chart = new_chart (&asked);

  review_threshold_chart_set_proven (REVIEW_THRESHOLD_CHART (chart), 0.2, 0.9);
  gtk_widget_measure (chart, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_measure (chart, GTK_ORIENTATION_VERTICAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (chart, &(GtkAllocation){ 0, 0, 1028, 300 }, -1);
  g_assert_cmpint (width_of (chart, "low"), ==, 120);
  g_assert_cmpint (width_of (chart, "high"), ==, 80);
  g_assert_cmpint (width_of (chart, "unproven"), ==, 700);
  review_threshold_chart_set_proven (REVIEW_THRESHOLD_CHART (chart), (double) NAN, (double) NAN);
  gtk_widget_size_allocate (chart, &(GtkAllocation){ 0, 0, 1028, 301 }, -1);
  g_assert_cmpint (width_of (chart, "unproven"), ==, 1000);
  g_assert_finalize_object (chart);
}

/* Tab comes to the chosen row and leaves the list. */
static void
test_tab_stop (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkListBox *list = GTK_LIST_BOX (gtk_list_box_new ());
  GtkWidget *before = gtk_button_new (), *after = gtk_button_new ();

  for (int i = 0; i < 3; i++)
    gtk_list_box_append (list, gtk_label_new ("row"));
  gtk_box_append (GTK_BOX (box), before);
  gtk_box_append (GTK_BOX (box), review_tab_stop_new (list));
  gtk_box_append (GTK_BOX (box), after);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, 1));
  gtk_window_present (GTK_WINDOW (window));
  /* The order of Tab is that of places. */
  for (int i = 0; i < 500 && gtk_widget_get_height (GTK_WIDGET (list)) == 0; i++)
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_grab_focus (before);
  gtk_widget_child_focus (window, GTK_DIR_TAB_FORWARD);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window))
                 == GTK_WIDGET (gtk_list_box_get_row_at_index (list, 1)));
  gtk_widget_child_focus (window, GTK_DIR_TAB_FORWARD);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == after);
  gtk_widget_child_focus (window, GTK_DIR_TAB_BACKWARD);
  g_signal_emit_by_name (list, "move-cursor", GTK_MOVEMENT_DISPLAY_LINES, 1, FALSE, FALSE);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window))
                 == GTK_WIDGET (gtk_list_box_get_row_at_index (list, 2)));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_reliability (void)
{
  GtkWidget *widget = g_object_ref_sink (review_reliability_new ());
  ReviewReliability *curve = REVIEW_RELIABILITY (widget);
  GtkWidget *dot;

  review_reliability_add (curve, 0.1, 0.05, 400, "risk 0.1");
  review_reliability_add (curve, 0.8, 0.9, 100, "risk 0.8");
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (widget, &(GtkAllocation){ 0, 0, 240, 240 }, -1);
  gtk_test_accessible_assert_role (widget, GTK_ACCESSIBLE_ROLE_TABLE);
  dot = find_part (widget, "dot", 0);
  gtk_test_accessible_assert_property (dot, GTK_ACCESSIBLE_PROPERTY_LABEL, "risk 0.1");
  /* Area is the number of cases: four times as many are twice as wide. */
  g_assert_cmpint (gtk_widget_get_width (dot), ==,
                   2 * gtk_widget_get_width (find_part (widget, "dot", 1)));
  review_reliability_clear (curve);
  g_assert_cmpuint (review_reliability_get_count (curve), ==, 0);
  g_assert_finalize_object (widget);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hub-widgets/kpi", test_kpi);
  g_test_add_func ("/hub-widgets/bars", test_bars);
  g_test_add_func ("/hub-widgets/chart", test_chart);
  g_test_add_func ("/hub-widgets/zones", test_zones);
  g_test_add_func ("/hub-widgets/tab-stop", test_tab_stop);
  g_test_add_func ("/hub-widgets/reliability", test_reliability);
  return g_test_run ();
}
