/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of the report on time: what a screen reader finds, which numbers can be looked into, and
 * that a number says which cases it means. */
#include <gtk/gtk.h>
#include <string.h>

#include "review-attainment-tables.h"
#include "review-clock.h"

#define DAY (20000 * REVIEW_DAY)

static ReviewAttainment *
make_report (void)
{
  ReviewAttainment *report = review_record_new (&review_attainment_type);
  ReviewTypeAttainment *type = review_record_new (&review_type_attainment_type);
  ReviewDayAttainment *day = review_record_new (&review_day_attainment_type);
  ReviewCauseCount *cause = review_record_new (&review_cause_count_type);

  report->since = DAY - REVIEW_DAY;
  report->until = DAY + REVIEW_HOUR;
  report->types = review_records_new ();
  report->days = review_records_new ();
  report->escalations = review_record_new (&review_escalation_counts_type);
  report->escalations->made = 4;
  report->escalations->needless = 1;
  type->case_type = g_strdup ("ato");
  type->looks = 9;
  type->open = 1;
  type->open_late = 1;
  type->late = 2;
  type->causes = review_records_new ();
  cause->cause = REVIEW_CAUSE_HOLD;
  cause->count = 2;
  g_ptr_array_add (type->causes, cause);
  g_ptr_array_add (report->types, type);
  day->day = DAY;
  day->case_type = g_strdup ("ato");
  day->looks = 9;
  day->open = 1;
  day->late = 2;
  g_ptr_array_add (report->days, day);
  return report;
}

/* The buttons below @widget, in their order. */
static void
list_buttons (GtkWidget *widget, GPtrArray *out)
{
  if (GTK_IS_TOGGLE_BUTTON (widget))
    g_ptr_array_add (out, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    list_buttons (child, out);
}

static void
chosen_cb (ReviewFigureTable *table, const char *id, char **chosen)
{
  g_free (*chosen);
  *chosen = g_strdup (id);
}

typedef struct
{
  GtkWidget *table; /* (owned) */
  ReviewSession *session;
  ReviewAttainment *report;
  GPtrArray *buttons;
  char *chosen;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->table = g_object_ref_sink (g_object_new (REVIEW_TYPE_FIGURE_TABLE, NULL));
  f->session = review_session_new (&(ReviewSessionConfig){ .no_demo = TRUE });
  f->report = make_report ();
  f->buttons = g_ptr_array_new ();
  g_signal_connect (f->table, "chosen", G_CALLBACK (chosen_cb), &f->chosen);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_ptr_array_unref (f->buttons);
  review_record_unref (f->report);
  g_object_unref (f->session);
  g_assert_finalize_object (f->table);
  g_free (f->chosen);
}

static void
assert_choice (Fixture *f, guint button, guint kinds, const char *case_type, gint64 day, int cause)
{
  ReviewFloorChoice choice;
  g_autofree char *type = NULL;

  g_signal_emit_by_name (f->buttons->pdata[button], "clicked");
  g_assert_true (review_attainment_tables_read_id (f->chosen, &choice, &type));
  g_assert_cmpuint (choice.kinds, ==, kinds);
  g_assert_cmpstr (choice.case_type, ==, case_type);
  g_assert_cmpint (choice.day, ==, day);
  g_assert_cmpint (choice.cause, ==, cause);
}

static void
test_types (Fixture *f, gconstpointer data)
{
  /* The macro makes its words part of a format: no percent sign in them. */
  const char *said =
      "ato; Came: 9; Open: 1; Open, late: 1; On time: 75.0 %; Late: 2; Late or too long: 2";
  GtkWidget *row;

  review_attainment_tables_fill_types (REVIEW_FIGURE_TABLE (f->table), f->session, f->report);
  gtk_test_accessible_assert_role (f->table, GTK_ACCESSIBLE_ROLE_TABLE);
  list_buttons (f->table, f->buttons);
  g_assert_cmpuint (f->buttons->len, ==, 6); /* open late, late, late or too long; one type, all */
  row = gtk_widget_get_parent (f->buttons->pdata[0]);
  gtk_test_accessible_assert_role (row, GTK_ACCESSIBLE_ROLE_ROW);
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, said);
  gtk_test_accessible_assert_property (f->buttons->pdata[1], GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "ato, Late: 2");
  assert_choice (f, 0, 1u << REVIEW_FINDING_OPEN_LATE, "ato", 0, 0);
  assert_choice (f, 1, 1u << REVIEW_FINDING_LATE, "ato", 0, 0);
  assert_choice (f, 5, REVIEW_FLOOR_BREACHES, NULL, 0, 0);
  review_figure_table_set_active (REVIEW_FIGURE_TABLE (f->table), f->chosen);
  g_assert_true (gtk_toggle_button_get_active (f->buttons->pdata[5]));
  g_assert_false (gtk_toggle_button_get_active (f->buttons->pdata[0]));
}

static void
test_causes_and_days (Fixture *f, gconstpointer data)
{
  review_attainment_tables_fill_causes (REVIEW_FIGURE_TABLE (f->table), f->session, f->report);
  list_buttons (f->table, f->buttons);
  g_assert_cmpuint (f->buttons->len, ==, 2);
  assert_choice (f, 0, REVIEW_FLOOR_BREACHES, "ato", 0, REVIEW_CAUSE_HOLD);
  g_ptr_array_set_size (f->buttons, 0);
  review_attainment_tables_fill_days (REVIEW_FIGURE_TABLE (f->table), f->session, f->report);
  list_buttons (f->table, f->buttons);
  g_assert_cmpuint (f->buttons->len, ==, 2); /* of a day without late ones nothing opens */
  assert_choice (f, 1, 1u << REVIEW_FINDING_LATE, NULL, DAY, 0);
}

static void
test_escalations (Fixture *f, gconstpointer data)
{
  review_attainment_tables_fill_escalations (REVIEW_FIGURE_TABLE (f->table), f->report);
  list_buttons (f->table, f->buttons);
  g_assert_cmpuint (f->buttons->len, ==, 2); /* all of them, once, and those without need */
  assert_choice (f, 0, REVIEW_FLOOR_ESCALATIONS, NULL, 0, 0);
  assert_choice (f, 1, 1u << REVIEW_FINDING_NEEDLESS, NULL, 0, 0);
}

static void
test_overturns (Fixture *f, gconstpointer data)
{
  g_autoptr (ReviewOverturnRates) rates = review_record_new (&review_overturn_rates_type);
  ReviewOverturnRate *rate = review_record_new (&review_overturn_rate_type);
  g_autofree char *type = NULL;
  ReviewFloorChoice choice;

  rate->trigger = REVIEW_REOPEN_APPEAL;
  rate->basis = REVIEW_BASIS_ON_RECORD;
  rate->n = 2;
  rate->overturned = 1;
  rates->rows = review_records_new ();
  g_ptr_array_add (rates->rows, rate);
  review_attainment_tables_fill_overturns (REVIEW_FIGURE_TABLE (f->table), rates);
  list_buttons (f->table, f->buttons);
  g_assert_cmpuint (f->buttons->len, ==, 2);
  g_signal_emit_by_name (f->buttons->pdata[1], "clicked");
  g_assert_true (review_attainment_tables_read_id (f->chosen, &choice, &type));
  g_assert_cmpuint (choice.kinds, ==, 1u << REVIEW_FINDING_OVERTURNED);
  g_assert_cmpint (choice.trigger, ==, REVIEW_REOPEN_APPEAL);
  g_assert_cmpint (choice.basis, ==, REVIEW_BASIS_ON_RECORD);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
#define ADD(name, func) \
  g_test_add ("/attainment-tables/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("types", test_types);
  ADD ("causes-and-days", test_causes_and_days);
  ADD ("escalations", test_escalations);
  ADD ("overturns", test_overturns);
  return g_test_run ();
}
