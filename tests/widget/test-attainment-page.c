/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The SLA attainment page in its window, over answers that leave out what is empty, as the server's
 * do: a day without breaches, no case at all, and a number that is looked into. */
#include "review-attainment-page.h"
#include "review-clock.h"
#include "review-codec.h"
#include "window-fixture.h"

#define AT ((gint64) 1780000000 * REVIEW_SECOND)

static ReviewTypeAttainment *
add_type (ReviewAttainment *report, gint64 late)
{
  ReviewTypeAttainment *type = review_record_new (&review_type_attainment_type);

  type->case_type = g_strdup ("withdrawal_anomaly");
  type->looks = 8;
  type->late = late;
  report->types = review_records_new ();
  g_ptr_array_add (report->types, type);
  return type;
}

static void
add_breach (ReviewAttainment *report)
{
  ReviewTypeAttainment *type = add_type (report, 1);
  ReviewCauseCount *cause = review_record_new (&review_cause_count_type);
  ReviewFinding *finding = review_record_new (&review_finding_type);

  cause->cause = finding->cause = REVIEW_CAUSE_QUEUE_WAIT;
  cause->count = 1;
  type->causes = review_records_new ();
  g_ptr_array_add (type->causes, cause);
  finding->kind = REVIEW_FINDING_LATE;
  finding->work_item = g_strdup ("0190aaaa0000000000000000000000ab");
  finding->case_id = g_strdup ("0190aaaa0000000000000000000000aa");
  finding->display_id = g_strdup ("WD-48213");
  finding->case_type = g_strdup ("withdrawal_anomaly");
  finding->at = AT;
  finding->late_s = 7200;
  report->findings = review_records_new ();
  g_ptr_array_add (report->findings, finding);
}

static ReviewAttainment *
make_report (void)
{
  ReviewAttainment *report = review_record_new (&review_attainment_type);

  report->since = AT - 7 * REVIEW_DAY;
  report->until = AT;
  return report;
}

/* Opens the page, whose server answers with @report. */
static GtkWidget *
open_page (WindowFixture *fixture, ReviewAttainment *report)
{
  ReviewFloor *floor = review_session_get_floor (fixture->session);
  GtkWidget *page;

  fake_server_can (fixture->server, "GET /v1/attainment/7", report);
  review_record_unref (report);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.attainment", NULL);
  WAIT_FOR (review_floor_get_attainment (floor) != NULL);
  window_fixture_settle (fixture, 50);
  page = window_fixture_find_type (GTK_WIDGET (fixture->window), REVIEW_TYPE_ATTAINMENT_PAGE);
  g_assert_nonnull (page);
  return page;
}

static void
test_kept (WindowFixture *fixture, gconstpointer unused)
{
  g_autofree char *sent = NULL;
  ReviewAttainment *report = make_report ();
  GtkWidget *page;

  add_type (report, 0);
  sent = review_encode (report);
  g_assert_null (strstr (sent, "\"causes\""));
  page = open_page (fixture, report);
  g_assert_true (window_fixture_has_text (page, "100.0 % on time of 8 finished cases"));
  g_assert_true (window_fixture_has_text (page, "Withdrawal anomaly"));
  g_assert_false (window_fixture_has_text (page, "What made them late"));
  g_assert_true (window_fixture_has_text (page, "Choose a number to see the cases behind it."));
}

static void
test_no_case (WindowFixture *fixture, gconstpointer unused)
{
  GtkWidget *page = open_page (fixture, make_report ());

  g_assert_true (window_fixture_has_text (page, "No case came in these days"));
}

static void
test_breach (WindowFixture *fixture, gconstpointer unused)
{
  ReviewFloor *floor = review_session_get_floor (fixture->session);
  const ReviewFloorChoice late = { .kinds = 1u << REVIEW_FINDING_LATE };
  ReviewAttainment *report = make_report ();
  GtkWidget *page;

  add_breach (report);
  page = open_page (fixture, report);
  g_assert_true (window_fixture_has_text (page, "What made them late"));
  review_floor_choose (floor, &late);
  window_fixture_settle (fixture, 50);
  g_assert_true (window_fixture_has_text (page, "WD-48213"));
  g_assert_true (window_fixture_has_text (page, "Late by 2 h"));
}

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv, "en");
#define ADD(path, func) window_fixture_add (path, window_fixture_set_up_lead_window, func)
  ADD ("/attainment-page/kept", test_kept);
  ADD ("/attainment-page/no-case", test_no_case);
  ADD ("/attainment-page/breach", test_breach);
#undef ADD
  return g_test_run ();
}
