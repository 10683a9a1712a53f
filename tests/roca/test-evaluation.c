/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures of evaluate and train over cases that were not all equally likely to be labelled: each
 * label counts for those that it stands for. */
#include <math.h>

#include "review-evaluation.h"

/* Four low cases, two in the middle, two high ones; of the low ones every fourth was drawn. */
static double risks[] = { 0.02, 0.03, 0.05, 0.06, 0.4, 0.6, 0.9, 0.95 };
static guint8 truths[] = { 0, 0, 1, 0, 0, 1, 1, 0 };
static double drawn[] = { 0.25, 0.25, 0.25, 0.25, 1, 1, 1, 1 };
static double alike[] = { 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5 };
static double certain[] = { 1, 1, 1, 1, 1, 1, 1, 1 };

#define N G_N_ELEMENTS (risks)

static void
evaluate (double *pi, ReviewEvaluation *e)
{
  const ReviewSample sample = { .n = N, .bad = 3, .risks = risks, .positives = truths, .pi = pi };
  const ReviewBoundary boundary = { .pass = 0.1, .block = 0.8, .cut = 0.5 };
  const HubSensitivity people = { 90, 100 };

  review_evaluation_make (&sample, &boundary, &people, e);
}

static void
assert_interval (const StatsInterval *i, double value)
{
  g_assert_cmpfloat_with_epsilon (i->value, value, 1e-9);
  g_assert_cmpfloat (i->low, <=, i->value + 1e-12);
  g_assert_cmpfloat (i->high, >=, i->value - 1e-12);
}

/* 20 cases by weight: 16 low with 4 bad, and the 4 others with 2. */
static void
test_weighted (void)
{
  ReviewEvaluation e;

  evaluate (drawn, &e);
  g_assert_true (e.weighted);
  g_assert_cmpuint (e.confusion.tp, ==, 2);
  g_assert_cmpuint (e.missed, ==, 1);
  assert_interval (&e.binary.precision, 2.0 / 3);
  assert_interval (&e.binary.recall, 2.0 / 6);
  assert_interval (&e.binary.f1, 4.0 / (4 + 1 + 4));
  assert_interval (&e.automation, 18.0 / 20);
  assert_interval (&e.auto_precision, 0.5);
  assert_interval (&e.system_precision, 2.0 / 3);
  assert_interval (&e.system_recall, 2.0 / 6);
  /* One of the six is blocked, people get another. */
  g_assert_cmpfloat (e.with_people, >, (1 + 0.8) / 6);
  g_assert_cmpfloat (e.with_people, <, (1 + 0.9) / 6);
  g_assert_cmpfloat_with_epsilon (e.brier,
                                  (4 * (0.02 * 0.02 + 0.03 * 0.03 + 0.95 * 0.95 + 0.06 * 0.06)
                                   + 0.16 + 0.16 + 0.01 + 0.95 * 0.95)
                                      / 20,
                                  1e-9);
}

/* With one pi for all, whatever it is, every figure is what it is without any. */
static void
test_alike (void)
{
  ReviewEvaluation one, two;

  evaluate (certain, &one);
  evaluate (alike, &two);
  g_assert_cmpmem (&one.binary, sizeof one.binary, &two.binary, sizeof two.binary);
  g_assert_cmpmem (&one.automation, sizeof one.automation, &two.automation, sizeof two.automation);
  g_assert_cmpmem (&one.system_recall, sizeof one.system_recall, &two.system_recall,
                   sizeof two.system_recall);
  g_assert_cmpfloat (one.brier, ==, two.brier);
  g_assert_cmpfloat (one.log_loss, ==, two.log_loss);
  g_assert_cmpfloat (one.with_people, ==, two.with_people);
  g_assert_false (one.weighted);
  assert_interval (&one.binary.recall, 2.0 / 3);
  assert_interval (&one.automation, 6.0 / 8);
  assert_interval (&one.system_recall, 2.0 / 3);
  assert_interval (&one.system_precision, 2.0 / 3);
  g_assert_cmpfloat (one.automation.low, >, 0.4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/evaluation/weighted", test_weighted);
  g_test_add_func ("/evaluation/alike", test_alike);
  return g_test_run ();
}
