/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What thresholds would do, between the points, at their ends, and where nothing is known. */
#include "review-hub-forecast.h"

#include <math.h>

static ReviewHubPoint *
add_point (ReviewHubView *view, double risk, double pass, double block)
{
  ReviewHubPoint *point = review_record_new (&review_hub_point_type);

  point->risk = risk;
  point->pass_share = pass;
  point->block_share = block;
  point->recall = 1 - risk / 10;
  point->missed = 100 * risk;
  g_ptr_array_add (view->points, point);
  return point;
}

static void
add_load (ReviewHubView *view, double share, double per_day, double breach)
{
  ReviewHubLoad *load = review_record_new (&review_hub_load_type);

  load->share = share;
  load->per_day = per_day;
  load->sla_breach = breach;
  g_ptr_array_add (view->loads, load);
}

/* Three points; precision is not known where nothing is blocked. */
static ReviewHubView *
view_new (void)
{
  ReviewHubView *view = review_record_new (&review_hub_view_type);
  ReviewHubPoint *point;

  view->points = review_records_new ();
  view->loads = review_records_new ();
  view->forced_share = 0.1;
  view->cases_per_day = 1000;
  point = add_point (view, 0, 0, 1);
  point->pass_certified = TRUE;
  point->precision = 0.1;
  point = add_point (view, 0.5, 0.6, 0.4);
  point->pass_certified = TRUE;
  point->block_certified = FALSE;
  point->block_unseen = TRUE;
  point->precision = 0.9;
  point = add_point (view, 1, 1, 0);
  point->pass_unseen = TRUE;
  point->block_certified = TRUE;
  add_load (view, 0, 0, 0);
  add_load (view, 1, 1000, 0.5);
  return view;
}

static void
assert_near (double a, double b)
{
  g_assert_cmpfloat_with_epsilon (a, b, 1e-9);
}

static void
test_between (void)
{
  g_autoptr (ReviewHubView) view = view_new ();
  ReviewHubForecast forecast;

  review_hub_forecast (view, 0.25, 0.75, &forecast);
  assert_near (forecast.pass_share, 0.3);
  assert_near (forecast.block_share, 0.2);
  assert_near (forecast.automation, 0.9 * 0.5);
  assert_near (forecast.human, 0.55);
  assert_near (forecast.recall, 0.975);
  assert_near (forecast.missed, 25);
  assert_near (forecast.per_day, 550);
  assert_near (forecast.sla_breach, 0.275);
  g_assert_true (isnan (forecast.precision));
}

/* What a rule blocks needs nobody, whatever the thresholds are. */
static void
test_forced (void)
{
  g_autoptr (ReviewHubView) view = view_new ();
  ReviewHubForecast forecast;

  view->forced_automatic_share = 0.2;
  review_hub_forecast (view, 0.25, 0.75, &forecast);
  assert_near (forecast.automation, 0.2 + 0.7 * 0.5);
  assert_near (forecast.human, 0.1 + 0.7 * 0.5);
  review_hub_forecast (view, 0, 1, &forecast);
  assert_near (forecast.per_day, 800);
}

/* A neighbour that is not known does not spoil the point itself. */
static void
test_on_points (void)
{
  g_autoptr (ReviewHubView) view = view_new ();
  ReviewHubForecast forecast;

  review_hub_forecast (view, 0.5, 0.5, &forecast);
  assert_near (forecast.precision, 0.9);
  assert_near (forecast.pass_share, 0.6);
  g_assert_true (forecast.pass_certified);
  g_assert_false (forecast.pass_unseen);
  review_hub_forecast (view, 0, 1, &forecast);
  assert_near (forecast.automation, 0);
  assert_near (forecast.per_day, 1000);
  g_assert_true (forecast.block_certified);
  g_assert_false (forecast.block_unseen);
}

/* Between a proven and an unproven point nothing is proven, unless the certificate says how far. */
static void
test_certified (void)
{
  g_autoptr (ReviewHubView) view = view_new ();
  ReviewHubForecast forecast;

  review_hub_forecast (view, 0.6, 0.9, &forecast);
  g_assert_false (forecast.pass_certified);
  g_assert_true (forecast.pass_unseen);
  g_assert_false (forecast.block_certified);
  g_assert_true (forecast.block_unseen);
  view->certificate_pass = review_record_new (&review_certificate_type);
  view->certificate_block = review_record_new (&review_certificate_type);
  view->certificate_pass->lambda = 0.6;
  review_hub_forecast (view, 0.6, 0.9, &forecast);
  g_assert_true (forecast.pass_certified);
  g_assert_false (forecast.block_certified);
  /* A side that decides nothing needs no proof. */
  review_hub_forecast (view, 0.6, 1, &forecast);
  g_assert_true (forecast.block_certified);
  view->certificate_block->lambda = 0.88;
  review_hub_forecast (view, 0.601, 0.9, &forecast);
  g_assert_false (forecast.pass_certified);
  g_assert_true (forecast.block_certified);
}

/* Nothing measured: nothing claimed, and least of all a zero. */
static void
test_unknown (void)
{
  g_autoptr (ReviewHubView) view = review_record_new (&review_hub_view_type);
  ReviewHubForecast forecast;

  review_hub_forecast (view, 0.1, 0.9, &forecast);
  g_assert_true (isnan (forecast.automation));
  g_assert_true (isnan (forecast.human));
  g_assert_true (isnan (forecast.per_day));
  g_assert_true (isnan (forecast.recall));
  g_assert_false (forecast.pass_certified);
  view->points = review_records_new ();
  add_point (view, 0.5, 0.5, 0.5);
  review_hub_forecast (view, 0.5, 0.5, &forecast);
  assert_near (forecast.automation, 1);
  g_assert_true (isnan (forecast.sla_breach));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hub-forecast/between", test_between);
  g_test_add_func ("/hub-forecast/on-points", test_on_points);
  g_test_add_func ("/hub-forecast/forced", test_forced);
  g_test_add_func ("/hub-forecast/certified", test_certified);
  g_test_add_func ("/hub-forecast/unknown", test_unknown);
  return g_test_run ();
}
