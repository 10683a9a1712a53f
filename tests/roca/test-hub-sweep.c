/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table behind the handles: counts against a plain loop, edges, flags, intervals. */
#include <math.h>
#include <string.h>

#include "hub-sweep.h"
#include "review-error.h"

#define N         4000
#define UNKNOWN   1000
#define TOLERANCE 1e-9

typedef struct
{
  double risks[N];
  guint8 positives[N];
  double pi[N];
  double unlabelled[UNKNOWN];
  HubCases cases;
} World;

static World *
world_new (gboolean weighted, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  World *self = g_new0 (World, 1);

  for (guint i = 0; i < N; i++)
    {
      /* Coarse risks: many lie on the grid and many are equal. */
      self->risks[i] = g_rand_int_range (rand, 0, 401) / 400.0;
      self->positives[i] = g_rand_double (rand) < self->risks[i] ? 1 : 0;
      self->pi[i] = self->risks[i] < 0.2 ? 0.25 : 1;
    }
  for (guint i = 0; i < UNKNOWN; i++)
    self->unlabelled[i] = 0.2 * g_rand_double (rand);
  self->cases =
      (HubCases){ .labelled = { self->risks, self->positives, weighted ? self->pi : NULL, NULL, N },
                  .unlabelled = self->unlabelled,
                  .n_unlabelled = UNKNOWN };
  return self;
}

static ReviewHubView *
fill (const World *world, double pass, double block)
{
  g_autoptr (GError) error = NULL;
  ReviewHubView *view = review_record_new (&review_hub_view_type);

  view->certificate_pass = review_record_new (&review_certificate_type);
  view->certificate_pass->lambda = pass;
  view->certificate_block = review_record_new (&review_certificate_type);
  view->certificate_block->lambda = block;
  g_assert_true (hub_sweep_fill (&world->cases, view, &error));
  g_assert_no_error (error);
  return view;
}

/* Sums of @world at a threshold, by the plain definition: at the ends of the scale it decides
 * nothing, whatever lies there. */
typedef struct
{
  double cases, bad, good, all_bad;
} Sums;

static Sums
add_up (const World *world, double risk, gboolean pass)
{
  Sums sums = { 0, 0, 0, 0 };

  for (guint i = 0; i < N; i++)
    {
      double weight = world->cases.labelled.pi != NULL ? 1 / world->pi[i] : 1;

      sums.all_bad += world->positives[i] ? weight : 0;
      if (pass ? world->risks[i] > risk || !(risk > 0) : world->risks[i] < risk || !(risk < 1))
        continue;
      sums.cases++;
      sums.bad += world->positives[i] ? weight : 0;
      sums.good += world->positives[i] ? 0 : weight;
    }
  for (guint i = 0; i < UNKNOWN; i++)
    sums.cases +=
        (pass ? risk > 0 && world->unlabelled[i] <= risk : risk < 1 && world->unlabelled[i] >= risk)
            ? 1
            : 0;
  return sums;
}

static void
assert_interval (double low, double value, double high)
{
  g_assert_true (0 <= low && low <= value && value <= high && high <= 1);
}

static void
test_counts (gconstpointer weighted)
{
  g_autofree World *world = world_new (GPOINTER_TO_INT (weighted), 1);
  g_autoptr (ReviewHubView) view = fill (world, NAN, NAN);

  g_assert_cmpuint (view->points->len, ==, HUB_SWEEP_POINTS);
  for (guint j = 0; j < HUB_SWEEP_POINTS; j++)
    {
      const ReviewHubPoint *point = view->points->pdata[j];
      Sums pass = add_up (world, point->risk, TRUE);
      Sums block = add_up (world, point->risk, FALSE);

      g_assert_cmpfloat_with_epsilon (point->risk, j * 0.005, TOLERANCE);
      g_assert_cmpfloat_with_epsilon (point->pass_share, pass.cases / (N + UNKNOWN), TOLERANCE);
      g_assert_cmpfloat_with_epsilon (point->missed, pass.bad, TOLERANCE);
      g_assert_cmpfloat_with_epsilon (point->recall, 1 - pass.bad / pass.all_bad, TOLERANCE);
      assert_interval (point->recall_low, point->recall, point->recall_high);
      g_assert_cmpfloat_with_epsilon (point->block_share, block.cases / (N + UNKNOWN), TOLERANCE);
      g_assert_cmpfloat_with_epsilon (point->wrongly_blocked, block.good, TOLERANCE);
      g_assert_cmpint (isnan (point->precision), ==, !(block.cases > 0));
      if (block.cases > 0)
        {
          g_assert_cmpfloat_with_epsilon (point->precision, block.bad / (block.bad + block.good),
                                          TOLERANCE);
          assert_interval (point->precision_low, point->precision, point->precision_high);
        }
      g_assert_false (point->pass_certified || point->block_certified);
    }
}

static void
test_bins (void)
{
  g_autofree World *world = world_new (TRUE, 2);
  g_autoptr (ReviewHubView) view = fill (world, NAN, NAN);
  double bad = 0, good = 0, unknown = 0;

  g_assert_cmpuint (view->bins->len, ==, HUB_SWEEP_BINS);
  for (guint b = 0; b < HUB_SWEEP_BINS; b++)
    {
      const ReviewHubBin *bin = view->bins->pdata[b];

      g_assert_cmpfloat_with_epsilon (bin->low, b * 0.025, TOLERANCE);
      g_assert_cmpfloat_with_epsilon (bin->high, (b + 1) * 0.025, TOLERANCE);
      bad += bin->bad;
      good += bin->good;
      unknown += bin->unknown;
    }
  g_assert_cmpfloat_with_epsilon (bad, add_up (world, 1, TRUE).bad, TOLERANCE);
  g_assert_cmpfloat_with_epsilon (good, add_up (world, 1, TRUE).good, TOLERANCE);
  /* The labels below 0.2 stand for four cases each: more than all that were there. */
  g_assert_cmpfloat (unknown, ==, 0);
}

/* Bars from 0.5 on hold unlabelled cases only: what a threshold would do there is extrapolation. */
static void
test_flags (void)
{
  g_autofree World *world = world_new (FALSE, 3);
  g_autoptr (ReviewHubView) view = NULL;

  for (guint i = 0; i < N; i++)
    world->risks[i] *= 0.49;
  for (guint i = 0; i < UNKNOWN; i++)
    world->unlabelled[i] = 0.5 + 0.5 * (i + 0.5) / UNKNOWN;
  view = fill (world, 0.1, 0.4);
  for (guint j = 0; j < HUB_SWEEP_POINTS; j++)
    {
      const ReviewHubPoint *point = view->points->pdata[j];

      g_assert_cmpint (point->pass_certified, ==, point->risk <= 0.1);
      g_assert_cmpint (point->block_certified, ==, point->risk >= 0.4);
      g_assert_cmpint (point->pass_unseen, ==, point->risk >= 0.5);
      g_assert_true (point->block_unseen);
      if (point->risk > 0.5)
        g_assert_true (isnan (point->precision) && isnan (point->precision_low));
    }
}

/* Without labels there are shares and no figures; without cases nothing at all. */
static void
test_empty (void)
{
  g_autofree World *world = world_new (FALSE, 4);

  world->cases.labelled.n = 0;
  for (int empty = 0; empty < 2; empty++)
    {
      g_autoptr (ReviewHubView) view = fill (world, NAN, NAN);
      const ReviewHubPoint *middle = view->points->pdata[100];

      g_assert_cmpint (isnan (middle->pass_share), ==, empty);
      g_assert_true (isnan (middle->recall) && isnan (middle->precision));
      g_assert_cmpint (middle->pass_unseen, ==, !empty);
      world->cases.n_unlabelled = 0;
    }
}

static void
test_refuses (void)
{
  g_autofree World *world = world_new (FALSE, 5);
  g_autoptr (ReviewHubView) view = review_record_new (&review_hub_view_type);
  g_autoptr (GError) error = NULL;

  world->unlabelled[7] = NAN;
  g_assert_false (hub_sweep_fill (&world->cases, view, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  g_assert_true (view->bins == NULL && view->points == NULL);
}

/* How often the 95 % interval of recall at one point holds the truth, labels drawn with unequal
 * probability: misses at risks below 0.2 are looked at once in four times. */
static void
test_interval_coverage (void)
{
  guint held = 0, seeds = 200;

  for (guint seed = 0; seed < seeds; seed++)
    {
      g_autofree World *world = world_new (TRUE, 100 + seed);
      g_autoptr (ReviewHubView) view = fill (world, NAN, NAN);
      const ReviewHubPoint *point = view->points->pdata[39]; /* 0.195: risk 0 to 78 / 400 */
      double below = 0, all = 0;

      for (guint r = 0; r <= 400; r++)
        {
          double weight = r / 400.0 < 0.2 ? 4 : 1;

          all += weight * r / 400.0;
          below += r <= 78 ? weight * r / 400.0 : 0;
        }
      held += point->recall_low <= 1 - below / all && 1 - below / all <= point->recall_high ? 1 : 0;
    }
  g_assert_cmpuint (held, >=, seeds * 93 / 100);
}

/* More work is never a better forecast; nobody at work is no forecast. */
static void
test_loads (void)
{
  g_autoptr (ReviewHubView) view = review_record_new (&review_hub_view_type);
  HubStaff staff = { .cases_per_day = 480, .handling_minutes = 6, .people = 2, .sla_minutes = 240 };
  double before = 0;

  hub_sweep_fill_loads (&staff, view);
  g_assert_cmpuint (view->loads->len, ==, HUB_SWEEP_LOADS);
  for (guint j = 0; j < HUB_SWEEP_LOADS; j++)
    {
      const ReviewHubLoad *load = view->loads->pdata[j];

      g_assert_cmpfloat_with_epsilon (load->share, j * 0.05, TOLERANCE);
      g_assert_cmpfloat_with_epsilon (load->per_day, 480 * load->share, TOLERANCE);
      g_assert_true (before <= load->sla_breach && load->sla_breach <= 1);
      before = load->sla_breach;
    }
  /* 20 an hour at 6 minutes are all that two people can do. */
  g_assert_cmpfloat (((ReviewHubLoad *) view->loads->pdata[0])->sla_breach, ==, 0);
  g_assert_cmpfloat (before, ==, 1);
  staff.people = 0;
  hub_sweep_fill_loads (&staff, view);
  g_assert_true (isnan (((ReviewHubLoad *) view->loads->pdata[9])->sla_breach));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/hub-sweep/counts", GINT_TO_POINTER (FALSE), test_counts);
  g_test_add_data_func ("/hub-sweep/counts-weighted", GINT_TO_POINTER (TRUE), test_counts);
  g_test_add_func ("/hub-sweep/bins", test_bins);
  g_test_add_func ("/hub-sweep/flags", test_flags);
  g_test_add_func ("/hub-sweep/empty", test_empty);
  g_test_add_func ("/hub-sweep/refuses", test_refuses);
  g_test_add_func ("/hub-sweep/loads", test_loads);
  g_test_add_func ("/hub-sweep/interval-coverage", test_interval_coverage);
  return g_test_run ();
}
