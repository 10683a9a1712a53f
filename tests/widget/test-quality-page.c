/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Quality page in its window: a scorecard with and without labels, what is proven and what is not,
 * a type that is chosen, plots that become tables, and the card on paper. */
#include <math.h>

#include "review-chips.h"
#include "review-clock.h"
#include "review-figure-table.h"
#include "review-quality-page.h"
#include "review-score-report.h"
#include "review-trend.h"
#include "window-fixture.h"

#define AT ((gint64) 1780000000 * REVIEW_SECOND)

static void
add_score (ReviewScoreSlice *slice, int scope, gboolean met)
{
  ReviewScore *one = review_record_new (&review_score_type);

  one->scope = scope;
  one->labels = 412;
  one->tp = 96;
  one->fp = 3;
  one->fn = 2;
  one->tn = 311;
  one->precision = 0.97;
  one->precision_low = met ? 0.955 : 0.93;
  one->precision_high = 0.985;
  one->precision_target = 0.95;
  one->precision_met = met;
  one->precision_more = met ? 0 : 366;
  one->recall = 0.98;
  one->recall_low = 0.2;
  one->recall_high = 0.99;
  one->recall_bound = 0.31;
  one->recall_target = 0.99;
  g_ptr_array_add (slice->scores, one);
}

static ReviewScoreSlice *
add_slice (ReviewScorecard *card, int dimension, const char *value, double automation)
{
  ReviewScoreSlice *slice = review_record_new (&review_score_slice_type);

  slice->dimension = dimension;
  slice->value = g_strdup (value);
  slice->since = dimension == REVIEW_DIMENSION_WEEK ? AT : 0;
  slice->cases = 200;
  slice->automatic = (gint64) (automation * 200);
  slice->automation = automation;
  slice->automation_low = automation - 0.04;
  slice->automation_high = automation + 0.04;
  slice->coverage = 0.875;
  slice->scores = review_records_new ();
  for (int scope = REVIEW_SCOPE_VERDICT; scope <= REVIEW_SCOPE_SYSTEM; scope++)
    add_score (slice, scope, scope == REVIEW_SCOPE_AUTOMATIC);
  g_ptr_array_add (card->slices, slice);
  return slice;
}

static ReviewScorecard *
make_card (void)
{
  ReviewScorecard *card = review_record_new (&review_scorecard_type);

  card->since = AT - 30 * REVIEW_DAY;
  card->until = AT;
  card->slices = review_records_new ();
  return card;
}

static ReviewScorecard *
make_full (void)
{
  ReviewScorecard *card = make_card ();
  ReviewDrift *drift = review_record_new (&review_drift_type);

  card->cases = 400;
  card->labels = 412;
  card->provisional = 7;
  add_slice (card, REVIEW_DIMENSION_ALL, NULL, 0.62);
  add_slice (card, REVIEW_DIMENSION_TYPE, "withdrawal_anomaly", 0.62);
  add_slice (card, REVIEW_DIMENSION_WEEK, "2026-05-25", 0.55);
  add_slice (card, REVIEW_DIMENSION_WEEK, "2026-06-01", 0.645);
  drift->case_type = g_strdup ("withdrawal_anomaly");
  drift->rung = REVIEW_RUNG_CALIBRATION;
  drift->psi = 0.01;
  drift->psi_limit = 0.02;
  card->drift = review_records_new ();
  g_ptr_array_add (card->drift, drift);
  return card;
}

/* Opens the page, whose server answers with @card. */
static GtkWidget *
open_page (WindowFixture *fixture, ReviewScorecard *card)
{
  ReviewScoreBoard *board = review_session_get_score (fixture->session);
  GtkWidget *page;

  fake_server_can (fixture->server, "GET /v1/scorecard/30", card);
  review_record_unref (card);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.page", "s", "quality");
  WAIT_FOR (review_score_board_get_card (board) != NULL);
  window_fixture_settle (fixture, 50);
  page = window_fixture_find_type (GTK_WIDGET (fixture->window), REVIEW_TYPE_QUALITY_PAGE);
  g_assert_nonnull (page);
  return page;
}

static void
test_figures (WindowFixture *fixture, gconstpointer unused)
{
  GtkWidget *page = open_page (fixture, make_full ());
  GtkWidget *trend = window_fixture_find_type (page, REVIEW_TYPE_TREND);

  g_assert_true (window_fixture_has_text (page, "62.0 %"));
  g_assert_true (window_fixture_has_text (page, "+9.5 points since the first week"));
  g_assert_true (window_fixture_has_text (page, "about 366 more labels needed"));
  g_assert_true (window_fixture_has_text (page, "about 366 more labels to certify 95.0 %"));
  g_assert_true (window_fixture_has_text (page, "not certifiable yet at 99.0 %"));
  g_assert_true (window_fixture_has_text (page, "calibration is off"));
  g_assert_true (window_fixture_has_text (page, "7 of them provisional"));
  g_assert_nonnull (trend);
  g_assert_cmpuint (review_trend_get_count (REVIEW_TREND (trend)), ==, 2);
}

/* A recall of 98 % that might as well be 20 % is not written. */
static void
test_no_figure_without_sample (WindowFixture *fixture, gconstpointer unused)
{
  GtkWidget *page = open_page (fixture, make_full ());

  g_assert_true (window_fixture_has_text (page, "too few labels"));
  g_assert_false (window_fixture_has_text (page, "98.0 %"));
}

static void
test_no_case (WindowFixture *fixture, gconstpointer unused)
{
  GtkWidget *page = open_page (fixture, make_card ());

  g_assert_true (window_fixture_has_text (page, "ROCA assessed no case in these days"));
}

/* The card of another question goes at once: no figure stands under the wrong head. */
static void
test_type (WindowFixture *fixture, gconstpointer unused)
{
  ReviewScoreBoard *board = review_session_get_score (fixture->session);
  g_autoptr (ReviewScorecard) card = make_full ();
  GtkWidget *page = open_page (fixture, make_full ());

  fake_server_can (fixture->server, "GET /v1/scorecard/7/withdrawal_anomaly", card);
  review_score_board_choose (board, 7, "withdrawal_anomaly");
  g_assert_null (review_score_board_get_card (board));
  g_assert_true (window_fixture_has_text (page, "Reading the scorecard"));
  WAIT_FOR (review_score_board_get_card (board) != NULL);
  window_fixture_settle (fixture, 50);
  g_assert_true (window_fixture_has_text (page, "62.0 %"));
}

static void
test_tables (WindowFixture *fixture, gconstpointer unused)
{
  GtkWidget *page = open_page (fixture, make_full ());
  GtkWidget *toggle = window_fixture_find (page, "focus-score-tables");
  GtkWidget *trend = window_fixture_find_type (page, REVIEW_TYPE_TREND);

  g_assert_true (gtk_widget_get_mapped (trend));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), TRUE);
  window_fixture_settle (fixture, 50);
  g_assert_false (gtk_widget_get_mapped (trend));
}

static void
test_paper (WindowFixture *fixture, gconstpointer unused)
{
  const ReviewScorecard *card;
  g_autoptr (ReviewReport) report = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GError) error = NULL;
  guint pages = 0;

  open_page (fixture, make_full ());
  card = review_score_board_get_card (review_session_get_score (fixture->session));
  report = review_score_report_new (fixture->session, card, NULL);
  pdf = review_report_to_pdf (report, &pages, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (pages, >=, 1);
  g_assert_cmpuint (g_bytes_get_size (pdf), >, 2000);
}

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv, "en");
#define ADD(path, func) window_fixture_add (path, window_fixture_set_up_lead_window, func)
  ADD ("/quality-page/figures", test_figures);
  ADD ("/quality-page/no-figure-without-sample", test_no_figure_without_sample);
  ADD ("/quality-page/no-case", test_no_case);
  ADD ("/quality-page/type", test_type);
  ADD ("/quality-page/tables", test_tables);
  ADD ("/quality-page/paper", test_paper);
#undef ADD
  return g_test_run ();
}
