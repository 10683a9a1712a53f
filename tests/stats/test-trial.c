/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A trial that is looked at after every case: how often it is wrong, how soon it is right, and what
 * its intervals cover. */
#include "stats-fixture.h"
#include "stats-interval.h"
#include "stats-sequential.h"
#include "stats-trial.h"

#define ALPHA .05

/* At a cost of 1 it stops where the two-sided paired test does: 8 : 0, and not at 7 : 0. */
static void
test_vectors (void)
{
  StatsDuel seven = { .saved = 7 }, eight = { .saved = 8 }, lost = { .made = 8 }, none = { 0 };

  g_assert_cmpint (stats_duel_judge (&none, 1, ALPHA), ==, STATS_TRIAL_GOES_ON);
  g_assert_cmpint (stats_duel_judge (&seven, 1, ALPHA), ==, STATS_TRIAL_GOES_ON);
  g_assert_cmpint (stats_duel_judge (&eight, 1, ALPHA), ==, STATS_TRIAL_BETTER);
  g_assert_cmpint (stats_duel_judge (&lost, 1, ALPHA), ==, STATS_TRIAL_WORSE);
  g_assert_cmpuint (stats_duel_wins_needed (&none, 1, ALPHA), ==, 8);
  g_assert_cmpuint (stats_duel_wins_needed (&seven, 1, ALPHA), ==, 1);
  g_assert_cmpuint (stats_duel_wins_needed (&eight, 1, ALPHA), ==, 0);
  /* The mean of (1 + s)^8 over s in [0, 1] is (2^9 - 1) / 9. */
  assert_near (stats_duel_log_e (&eight, 1, TRUE), log (511.0 / 9), 1e-4);
  assert_near (stats_duel_log_e (&none, 19, TRUE), 0, 1e-12);
}

/* An error that costs as much as 19 looks: five wins of six are no gain any more. */
static void
test_cost (void)
{
  StatsDuel cheap = { .saved = 200, .made = 40 }, good = { .saved = 300, .made = 2 };
  StatsDuel careful = { .spent = 20, .avoided = 12 };

  g_assert_cmpint (stats_duel_judge (&cheap, 1, ALPHA), ==, STATS_TRIAL_BETTER);
  g_assert_cmpint (stats_duel_judge (&cheap, 19, ALPHA), ==, STATS_TRIAL_WORSE);
  g_assert_cmpint (stats_duel_judge (&good, 19, ALPHA), ==, STATS_TRIAL_BETTER);
  g_assert_cmpint (stats_duel_judge (&careful, 1, ALPHA), ==, STATS_TRIAL_GOES_ON);
  g_assert_cmpint (stats_duel_judge (&careful, 19, ALPHA), ==, STATS_TRIAL_BETTER);
  g_assert_cmpuint (stats_duel_wins_needed (&(StatsDuel){ 0 }, 19, ALPHA), >, 100);
}

/* What became of many runs. */
typedef struct
{
  double better; /* share of the runs that ended with it */
  double worse;
  guint median; /* pairs after which half of the runs had ended; 0: fewer ended */
} Runs;

/* Runs of @pairs cases with a look at each; of them the tried policy is right in a share of @p. */
static Runs
run_duels (double p, double cost, guint runs, guint pairs)
{
  g_autofree guint *stops = g_new0 (guint, pairs + 1);
  Runs self = { 0 };

  for (guint seed = 1; seed <= runs; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      StatsTrialVerdict verdict = STATS_TRIAL_GOES_ON;
      StatsDuel duel = { 0 };
      guint n = 0;

      while (verdict == STATS_TRIAL_GOES_ON && n++ < pairs)
        {
          *(g_rand_double (rand) < p ? &duel.saved : &duel.made) += 1;
          verdict = stats_duel_judge (&duel, cost, ALPHA);
        }
      self.better += verdict == STATS_TRIAL_BETTER ? 1.0 / runs : 0;
      self.worse += verdict == STATS_TRIAL_WORSE ? 1.0 / runs : 0;
      if (verdict != STATS_TRIAL_GOES_ON)
        stops[n]++;
    }
  for (guint n = 1, seen = 0; n <= pairs && self.median == 0; n++)
    {
      seen += stops[n];
      self.median = 2 * seen >= runs ? n : 0;
    }
  return self;
}

static void
test_type_one_error (void)
{
  static const double costs[] = { 1, 4, 19 };

  for (guint i = 0; i < G_N_ELEMENTS (costs); i++)
    {
      Runs runs = run_duels (costs[i] / (costs[i] + 1), costs[i], 400, 400);

      g_test_message ("no difference, an error is worth %g looks: called better in %.4f, worse in "
                      "%.4f of 400 runs with 400 looks each",
                      costs[i], runs.better, runs.worse);
      g_assert_cmpfloat (runs.better + runs.worse, <=, ALPHA);
    }
}

static void
test_power (void)
{
  Runs runs = run_duels (.75, 1, 400, 200);

  g_test_message ("three wins of four: found in %.3f of 400 runs, median after %u pairs",
                  runs.better, runs.median);
  g_assert_cmpfloat (runs.better, >=, .95);
  g_assert_cmpuint (runs.median, <=, 35);
  runs = run_duels (.99, 19, 60, 1200);
  g_test_message ("99 of 100 right at a cost of 19: found in %.3f, median after %u", runs.better,
                  runs.median);
  g_assert_cmpfloat (runs.better, >=, .9);
  runs = run_duels (.85, 19, 60, 600);
  g_test_message ("85 of 100 right at a cost of 19: stopped in %.3f, median after %u", runs.worse,
                  runs.median);
  g_assert_cmpfloat (runs.worse, >=, .95);
}

/* A world: what share is bad, and what each policy does with the two kinds. */
typedef struct
{
  double bad;
  double pass[2];  /* of good, of bad cases: passes alone */
  double block[2]; /* blocks alone */
  double audit;    /* share of what is decided alone whose truth is found out */
  double late;     /* of what people get */
} World;

static void
add_case (const World *world, GRand *rand, StatsArm *arm)
{
  gboolean bad = g_rand_double (rand) < world->bad, late, known;
  double draw = g_rand_double (rand);

  arm->cases++;
  known = g_rand_double (rand) < world->audit;
  arm->caught.n += known && bad ? 1 : 0;
  arm->caught.k += known && bad && draw >= world->pass[1] ? 1 : 0;
  late = g_rand_double (rand) < world->late;
  arm->late.n++;
  if (draw < world->pass[bad])
    {
      arm->passed++;
      arm->missed.n += known ? 1 : 0;
      arm->missed.k += known && bad ? 1 : 0;
    }
  else if (draw < world->pass[bad] + world->block[bad])
    {
      arm->blocked++;
      arm->wronged.n += known ? 1 : 0;
      arm->wronged.k += known && !bad ? 1 : 0;
    }
  else
    {
      arm->found.n++;
      arm->found.k += bad ? 1 : 0;
      arm->late.k += late ? 1 : 0;
    }
}

static double
true_value (const World *world, StatsArmMeasure measure)
{
  double good = 1 - world->bad, bad = world->bad;
  double passed = good * world->pass[0] + bad * world->pass[1];
  double blocked = good * world->block[0] + bad * world->block[1];

  switch ((int) measure)
    {
    case STATS_ARM_AUTOMATION:
      return passed + blocked;
    case STATS_ARM_BLOCKS:
      return blocked;
    case STATS_ARM_PRECISION:
      return bad * world->block[1] / blocked;
    case STATS_ARM_RECALL:
      return 1 - world->pass[1];
    default:
      return 1 - world->late * (1 - passed - blocked);
    }
}

static const World calm = { .1, { .5, .02 }, { .005, .4 }, .3, .1 };

/* With a look after every case the interval is ever wrong in at most alpha of the runs. */
static void
test_coverage (void)
{
  enum
  {
    RUNS = 120,
    CASES = 1500
  };
  guint wrong[STATS_ARM_APPEALS] = { 0 };

  for (guint seed = 0; seed < RUNS; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed + 11);
      gboolean ever[STATS_ARM_APPEALS] = { FALSE };
      StatsArm arm = { 0 };

      for (guint n = 1; n <= CASES; n++)
        {
          add_case (&calm, rand, &arm);
          if (n > 100 && n % 10 != 0)
            continue;
          for (int m = 0; m < STATS_ARM_APPEALS; m++)
            {
              StatsInterval is = stats_arm_measure (&arm, (StatsArmMeasure) m, ALPHA);
              double truth = true_value (&calm, (StatsArmMeasure) m);

              g_assert_cmpfloat (is.low, <=, is.high);
              ever[m] |= truth < is.low || truth > is.high;
            }
        }
      for (int m = 0; m < STATS_ARM_APPEALS; m++)
        wrong[m] += ever[m] ? 1 : 0;
    }
  for (int m = 0; m < STATS_ARM_APPEALS; m++)
    {
      g_test_message ("measure %d: wrong at some moment in %u of %d runs", m, wrong[m], RUNS);
      g_assert_cmpuint (wrong[m], <=, RUNS * ALPHA);
    }
}

static gboolean
is_stopped (const World *live, const World *tried, guint32 seed, guint cases)
{
  static const StatsGuard guards[] = { { STATS_ARM_PRECISION, .95, NAN },
                                       { STATS_ARM_RECALL, NAN, .02 },
                                       { STATS_ARM_BLOCKS, NAN, .02 },
                                       { STATS_ARM_ON_TIME, NAN, .02 } };
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  StatsArm arms[2] = { { 0 }, { 0 } };
  const double alpha = ALPHA / (2 * STATS_ARM_MEASURES);

  for (guint n = 1; n <= cases; n++)
    {
      gboolean to_tried = g_rand_double (rand) < .5;

      add_case (to_tried ? tried : live, rand, &arms[to_tried]);
      for (guint g = 0; n % 25 == 0 && g < G_N_ELEMENTS (guards); g++)
        {
          StatsInterval a = stats_arm_measure (&arms[0], guards[g].measure, alpha);
          StatsInterval b = stats_arm_measure (&arms[1], guards[g].measure, alpha);

          if (stats_guard_is_broken (&guards[g], &a, &b))
            return TRUE;
        }
    }
  return FALSE;
}

/* Guardrails stop what harms, and not what does not. */
static void
test_guards (void)
{
  enum
  {
    RUNS = 60
  };
  const World harmful = { .1, { .5, .02 }, { .06, .4 }, .3, .1 };
  const World watched = { .1, { .5, .02 }, { .005, .4 }, 1, .1 };
  const World leaking = { .1, { .5, .5 }, { .005, .4 }, 1, .1 };
  guint false_alarms = 0, harms = 0, leaks = 0;

  for (guint seed = 0; seed < RUNS; seed++)
    {
      false_alarms += is_stopped (&calm, &calm, seed, 1500) ? 1 : 0;
      harms += is_stopped (&calm, &harmful, seed, 3000) ? 1 : 0;
      leaks += is_stopped (&watched, &leaking, seed, 3000) ? 1 : 0;
    }
  g_test_message ("stopped: nothing changed %u, wrong blocks %u, leaks %u of %d", false_alarms,
                  harms, leaks, RUNS);
  g_assert_cmpuint (false_alarms, <=, RUNS * ALPHA);
  g_assert_cmpuint (harms, >=, RUNS * 9 / 10);
  g_assert_cmpuint (leaks, >=, RUNS * 9 / 10);
}

/* Nothing known yet is no reason to stop anything. */
static void
test_nothing (void)
{
  StatsArm arm = { 0 };
  StatsGuard guard = { STATS_ARM_PRECISION, .95, .01 };

  for (int m = 0; m <= STATS_ARM_MEASURES; m++)
    {
      StatsInterval is = stats_arm_measure (&arm, (StatsArmMeasure) m, ALPHA);

      g_assert_true (isnan (is.value));
      g_assert_true (is.low == 0 && is.high == 1);
      g_assert_false (stats_guard_is_broken (&guard, &is, &is));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stats/trial/vectors", test_vectors);
  g_test_add_func ("/stats/trial/cost", test_cost);
  g_test_add_func ("/stats/trial/type-one-error", test_type_one_error);
  g_test_add_func ("/stats/trial/power", test_power);
  g_test_add_func ("/stats/trial/coverage", test_coverage);
  g_test_add_func ("/stats/trial/guards", test_guards);
  g_test_add_func ("/stats/trial/nothing", test_nothing);
  return g_test_run ();
}
