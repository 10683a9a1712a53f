/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scorecard's figures and the alarm ladder, on cases that are made up for the purpose. */
#include <math.h>

#include "review-clock.h"
#include "review-policy.h"
#include "review-service-score.h"

typedef struct
{
  GPtrArray *rows; /* ReviewScored */
} World;

static void
set_up (World *w, gconstpointer data)
{
  w->rows = g_ptr_array_new_with_free_func (g_free);
}

static void
tear_down (World *w, gconstpointer data)
{
  g_ptr_array_unref (w->rows);
}

static ReviewScored *
add (GPtrArray *rows, int act, int final, double pi, gboolean audited, gboolean bad)
{
  ReviewScored *row = g_new (ReviewScored, 1);

  *row = (ReviewScored){ .case_type = "ato",
                         .model = "m1",
                         .policy = "r1",
                         .value = NAN,
                         .risk = bad ? .9 : .1,
                         .pi = pi,
                         .draw = audited ? .001 : 1,
                         .verdict = (act != 0 ? act : final) == REVIEW_CHOICE_BLOCK,
                         .audited = audited,
                         .known = act == 0 || audited,
                         .positive = bad,
                         .covered = TRUE,
                         .act = act,
                         .final = final,
                         .cluster = rows->len };
  g_ptr_array_add (rows, row);
  return row;
}

static void
add_many (GPtrArray *rows, guint n, int act, int final, double pi, gboolean audited, gboolean bad)
{
  for (guint i = 0; i < n; i++)
    add (rows, act, final, pi, audited, bad);
}

static const ReviewScore *
score_of (const ReviewScoreSlice *slice, int scope)
{
  return slice->scores->pdata[scope - 1];
}

static ReviewScoreSlice *
slice_of (World *w, guint found, guint seen)
{
  const ReviewPeopleFound people = { found, seen };

  return review_score_slice (w->rows, REVIEW_DIMENSION_ALL, NULL, &people);
}

/* `statistics.md` 9: 1,196 bad cases seen by people, 28,664 passed of which 2,000 were audited and 4 bad,
 * 781 blocked of which 200 were audited and one good. */
static void
test_recall_vector (World *w, gconstpointer data)
{
  const double pass = 2000.0 / 28664, block = 200.0 / 781;
  g_autoptr (ReviewScoreSlice) slice = NULL, measured = NULL;
  const ReviewScore *system, *alone;

  add_many (w->rows, 1196, 0, REVIEW_CHOICE_BLOCK, 1, FALSE, TRUE);
  add_many (w->rows, 4, REVIEW_CHOICE_PASS, 0, pass, TRUE, TRUE);
  add_many (w->rows, 1996, REVIEW_CHOICE_PASS, 0, pass, TRUE, FALSE);
  add_many (w->rows, 26664, REVIEW_CHOICE_PASS, 0, pass, FALSE, FALSE);
  add_many (w->rows, 199, REVIEW_CHOICE_BLOCK, 0, block, TRUE, TRUE);
  add_many (w->rows, 1, REVIEW_CHOICE_BLOCK, 0, block, TRUE, FALSE);
  add_many (w->rows, 581, REVIEW_CHOICE_BLOCK, 0, block, FALSE, TRUE);
  slice = slice_of (w, 0, 0);
  system = score_of (slice, REVIEW_SCOPE_SYSTEM);
  alone = score_of (slice, REVIEW_SCOPE_AUTOMATIC);
  g_assert_cmpfloat_with_epsilon (system->fn, 57.33, 5e-3);
  g_assert_cmpfloat_with_epsilon (system->recall, .9718, 5e-5);
  g_assert_cmpfloat_with_epsilon (system->recall_bound, .9309, 5e-5);
  g_assert_false (system->recall_met);
  g_assert_cmpint (system->recall_more, ==,
                   0); /* what was seen is below the target: no number would do */
  g_assert_cmpfloat_with_epsilon (alone->precision, .995, 1e-9);
  g_assert_true (alone->precision_met);
  g_assert_cmpint (alone->labels, ==, 2200);
  g_assert_cmpint (slice->automatic, ==, 28664 + 781);
  g_assert_cmpint (slice->labels, ==, 1196 + 2200);
  /* Nobody can claim more than people are known to find. */
  measured = slice_of (w, 196, 200);
  g_assert_cmpfloat (score_of (measured, REVIEW_SCOPE_SYSTEM)->recall_bound, <, .93);
}

/* Without a miss in 200 audits a recall of 99 % is open, and more audits are asked for. */
static void
test_more_labels (World *w, gconstpointer data)
{
  g_autoptr (ReviewScoreSlice) slice = NULL;
  const ReviewScore *system;

  add_many (w->rows, 500, 0, REVIEW_CHOICE_BLOCK, 1, FALSE, TRUE);
  add_many (w->rows, 200, REVIEW_CHOICE_PASS, 0, .1, TRUE, FALSE);
  add_many (w->rows, 1800, REVIEW_CHOICE_PASS, 0, .1, FALSE, FALSE);
  slice = slice_of (w, 0, 0);
  system = score_of (slice, REVIEW_SCOPE_SYSTEM);
  g_assert_cmpfloat_with_epsilon (system->recall, 1, 1e-12);
  g_assert_false (system->recall_met);
  g_assert_cmpint (system->recall_more, >, 500);
  g_assert_cmpint (system->recall_more, <, 3000);
}

/* Of what people got, some waits still: the labelled ones stand for it. A truth that came by another way
 * of a case that the audit did not draw is no label. */
static void
test_who_counts (World *w, gconstpointer data)
{
  g_autoptr (ReviewScoreSlice) slice = NULL;
  const ReviewScore *verdict;

  add_many (w->rows, 10, 0, REVIEW_CHOICE_BLOCK, 1, FALSE, TRUE);
  for (guint i = 0; i < 10; i++)
    add (w->rows, 0, 0, 1, FALSE, FALSE)->known = FALSE;
  add (w->rows, REVIEW_CHOICE_PASS, 0, .05, FALSE, TRUE)->known = TRUE;
  add (w->rows, 0, REVIEW_CHOICE_BLOCK, 1, FALSE, TRUE)->unfit = TRUE;
  ((ReviewScored *) w->rows->pdata[21])->known = FALSE;
  slice = slice_of (w, 0, 0);
  verdict = score_of (slice, REVIEW_SCOPE_VERDICT);
  g_assert_cmpint (slice->labels, ==, 10);
  g_assert_cmpfloat_with_epsilon (verdict->tp, 20, 1e-12);
  g_assert_cmpfloat_with_epsilon (verdict->fn, 0, 1e-12);
}

static void
test_money_and_time (World *w, gconstpointer data)
{
  g_autoptr (GPtrArray) money = NULL;
  g_autoptr (ReviewGoodDelayed) delayed = NULL;
  const ReviewScoreMoney *one;
  ReviewScored *row = add (w->rows, 0, REVIEW_CHOICE_BLOCK, 1, FALSE, TRUE);

  row->value = 300;
  row->currency = "USD";
  row = add (w->rows, REVIEW_CHOICE_PASS, 0, .25, TRUE, TRUE);
  row->value = 25;
  row->currency = "USD";
  row = add (w->rows, 0, REVIEW_CHOICE_PASS, 1, FALSE, FALSE);
  row->value = 1000;
  row->currency = "USD";
  row->received_at = REVIEW_HOUR;
  row->final_at = 3 * REVIEW_HOUR;
  row = add (w->rows, REVIEW_CHOICE_BLOCK, 0, .5, TRUE, FALSE);
  row->acted_at = 4 * REVIEW_HOUR;
  money = review_score_money (w->rows);
  g_assert_cmpuint (money->len, ==, 1);
  one = money->pdata[0];
  g_assert_cmpfloat_with_epsilon (one->prevented, 300, 1e-9);
  g_assert_cmpfloat_with_epsilon (one->missed, 100, 1e-9);
  g_assert_cmpfloat_with_epsilon (one->recall, .75, 1e-12);
  delayed = review_score_delays (w->rows, 10 * REVIEW_HOUR);
  g_assert_cmpfloat_with_epsilon (delayed->waited_hours, 2, 1e-9);
  g_assert_cmpfloat_with_epsilon (delayed->blocked_hours, 12, 1e-9);
  g_assert_cmpfloat_with_epsilon (delayed->cases, 3, 1e-9);
}

/* First-pass accuracy of covered cases and of others stand side by side. */
static void
test_coverage (World *w, gconstpointer data)
{
  g_autoptr (ReviewScoreSlice) slice = NULL;

  add_many (w->rows, 8, 0, REVIEW_CHOICE_BLOCK, 1, FALSE, TRUE);
  for (guint i = 0; i < 2; i++)
    add (w->rows, 0, REVIEW_CHOICE_BLOCK, 1, FALSE, i == 0)->covered = FALSE;
  slice = slice_of (w, 0, 0);
  g_assert_cmpfloat_with_epsilon (slice->coverage, .8, 1e-12);
  g_assert_cmpfloat_with_epsilon (slice->first_pass, .9, 1e-12);
  g_assert_cmpfloat_with_epsilon (slice->first_pass_covered, 1, 1e-12);
  g_assert_cmpfloat_with_epsilon (slice->first_pass_uncovered, .5, 1e-12);
}

/* Cases whose risk is what it says, from a distribution that leans by @lean. */
static GPtrArray *
make_calibrated (guint32 seed, guint n, double lean, double actual)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  for (guint i = 0; i < n; i++)
    {
      double risk = pow (g_rand_double (rand), lean);
      gboolean bad = g_rand_double (rand) < fmin (1, risk * actual);

      add (rows, 0, bad ? REVIEW_CHOICE_BLOCK : REVIEW_CHOICE_PASS, 1, FALSE, bad)->risk = risk;
    }
  return rows;
}

static int
rung_of (GPtrArray *reference, GPtrArray *rows)
{
  g_autoptr (ReviewDrift) drift = review_score_drift ("ato", reference, rows, "r1");

  return drift->rung;
}

/* Nothing, other cases, other outcomes, a broken promise: each rung by itself. */
static void
test_ladder (World *w, gconstpointer data)
{
  g_autoptr (GPtrArray) before = make_calibrated (1, 600, 2, 1),
                        same = make_calibrated (2, 600, 2, 1);
  g_autoptr (GPtrArray) other = make_calibrated (3, 600, 1.3, 1);
  g_autoptr (GPtrArray) worse = make_calibrated (4, 600, 2, 1.4);
  g_autoptr (ReviewDrift) broken = NULL;
  const ReviewDriftSide *block;
  guint alarms = 0;

  g_assert_cmpint (rung_of (before, same), ==, REVIEW_RUNG_NONE);
  g_assert_cmpint (rung_of (before, other), ==, REVIEW_RUNG_INPUT);
  g_assert_cmpint (rung_of (before, worse), ==, REVIEW_RUNG_CALIBRATION);
  /* Thirty blocks audited, ten of them good customers. */
  for (guint i = 0; i < 30; i++)
    add (same, REVIEW_CHOICE_BLOCK, 0, .1, TRUE, i >= 10)->risk = .9;
  broken = review_score_drift ("ato", before, same, "r1");
  g_assert_cmpint (broken->rung, ==, REVIEW_RUNG_RISK);
  block = broken->sides->pdata[1];
  g_assert_cmpint (block->audited, ==, 30);
  g_assert_cmpint (block->wrong, ==, 10);
  g_assert_true (block->broken && block->low > .05);
  for (guint32 seed = 0; seed < 100; seed++)
    {
      g_autoptr (GPtrArray) one = make_calibrated (100 + seed, 300, 2, 1);

      alarms += rung_of (before, one) != REVIEW_RUNG_NONE ? 1 : 0;
    }
  g_test_message ("nothing moved: an alarm in %u of 100 windows", alarms);
  g_assert_cmpuint (alarms, <=, 10);
}

/* What an earlier policy decided neither breaks the promise of the one in force nor hides that it is
 * broken: its lots were drawn at a rate of its own. */
static void
test_policy_in_force (World *w, gconstpointer data)
{
  g_autoptr (ReviewDriftSide) old = NULL;
  g_autoptr (ReviewDriftSide) live = NULL;

  add (w->rows, REVIEW_CHOICE_BLOCK, 0, .0005, FALSE, TRUE);
  for (guint i = 0; i < 12; i++)
    add (w->rows, REVIEW_CHOICE_BLOCK, 0, 1, TRUE, FALSE)->policy = "r2";
  old = review_score_watch_side (w->rows, REVIEW_SIDE_BLOCK, "r1");
  live = review_score_watch_side (w->rows, REVIEW_SIDE_BLOCK, "r2");
  g_assert_cmpint (old->audited, ==, 0);
  g_assert_false (old->broken);
  g_assert_cmpint (live->audited, ==, 12);
  g_assert_cmpint (live->wrong, ==, 12);
  g_assert_true (live->broken);
}

/* Few cases say nothing, and nothing is said. */
static void
test_too_few (World *w, gconstpointer data)
{
  g_autoptr (GPtrArray) few = make_calibrated (1, 20, 2, 1);
  g_autoptr (ReviewDrift) drift = review_score_drift ("ato", few, few, "r1");
  g_autoptr (ReviewScoreSlice) slice = slice_of (w, 0, 0);

  g_assert_cmpint (drift->rung, ==, REVIEW_RUNG_NONE);
  g_assert_true (isnan (drift->psi) && isnan (drift->z));
  g_assert_true (isnan (slice->automation) && isnan (slice->first_pass));
  g_assert_true (isnan (score_of (slice, REVIEW_SCOPE_SYSTEM)->recall));
  g_assert_false (score_of (slice, REVIEW_SCOPE_SYSTEM)->recall_met);
}

#define ADD(path, func) g_test_add (path, World, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/service/score/recall-vector", test_recall_vector);
  ADD ("/service/score/more-labels", test_more_labels);
  ADD ("/service/score/who-counts", test_who_counts);
  ADD ("/service/score/money-and-time", test_money_and_time);
  ADD ("/service/score/coverage", test_coverage);
  ADD ("/service/score/ladder", test_ladder);
  ADD ("/service/score/policy-in-force", test_policy_in_force);
  ADD ("/service/score/too-few", test_too_few);
  return g_test_run ();
}
