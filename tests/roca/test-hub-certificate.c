/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The certificate: what it refuses, what it counts, and how often it is wrong. */
#include <math.h>

#include "hub-certificate.h"
#include "hub-strata.h"
#include "review-error.h"
#include "stats-interval.h"

#define MOST 20000

/* A sample that is filled row by row. */
typedef struct
{
  double risks[MOST];
  guint8 positives[MOST];
  double pi[MOST];
  const char *clusters[MOST];
  HubSample sample;
} Labels;

static Labels *
labels_new (void)
{
  Labels *self = g_new0 (Labels, 1);

  self->sample = (HubSample){ self->risks, self->positives, NULL, NULL, 0 };
  return self;
}

static void
add (Labels *self, guint times, double risk, gboolean bad, double pi, const char *cluster)
{
  for (guint i = 0; i < times; i++)
    {
      guint at = self->sample.n++;

      self->risks[at] = risk;
      self->positives[at] = bad ? 1 : 0;
      self->pi[at] = pi;
      self->clusters[at] = cluster;
    }
}

typedef struct
{
  ReviewCertificate *pass;
  ReviewCertificate *block;
} Proof;

static void
proof_clear (Proof *self)
{
  g_clear_pointer (&self->pass, review_record_unref);
  g_clear_pointer (&self->block, review_record_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Proof, proof_clear)

static Proof
certify (const Labels *labels, const HubSensitivity *sensitivity)
{
  g_autoptr (GError) error = NULL;
  Proof proof = { NULL, NULL };

  hub_certify (&labels->sample, sensitivity, NULL, &proof.pass, &proof.block, &error);
  g_assert_no_error (error);
  return proof;
}

/* Zero of n misses at 1 % and 5 %: 299 bad cases are needed, because 0.99^298 is 0.0501. */
static void
test_numbers (void)
{
  for (guint bad = 298; bad <= 299; bad++)
    {
      g_autofree Labels *labels = labels_new ();
      g_auto (Proof) proof = { NULL, NULL };

      add (labels, 1000, 0.02, FALSE, 1, NULL);
      add (labels, bad, 0.9, TRUE, 1, NULL);
      proof = certify (labels, NULL);
      g_assert_cmpint (proof.pass->side, ==, REVIEW_SIDE_PASS);
      g_assert_cmpint (proof.pass->n, ==, bad);
      g_assert_cmpint (proof.pass->k, ==, 0);
      g_assert_cmpfloat (proof.pass->sensitivity, ==, 1);
      g_assert_false (proof.pass->sensitivity_measured);
      g_assert_true (isnan (proof.pass->lambda) == (bad == 298));
      g_assert_true ((proof.pass->more > 0) == (bad == 298));
      g_assert_cmpint (proof.pass->more, <, 20);
      g_assert_cmpfloat (proof.pass->delta, ==, HUB_DELTA);
      g_assert_cmpfloat_with_epsilon (proof.pass->bound, pow (.05, 1.0 / bad), 1e-9);
      g_assert_cmpfloat (proof.block->lambda, ==, 0.9);
      g_assert_cmpint (proof.block->n, ==, bad);
      g_assert_cmpfloat (proof.block->target, ==, HUB_PRECISION_TARGET);
    }
}

/* Three hundred alike labels are worth one. */
static void
test_clusters (void)
{
  g_autofree Labels *labels = labels_new ();
  g_auto (Proof) proof = { NULL, NULL };

  add (labels, 1000, 0.02, FALSE, 1, NULL);
  add (labels, 298, 0.9, TRUE, 1, NULL);
  add (labels, 300, 0.95, TRUE, 1, "wave");
  labels->sample.clusters = labels->clusters;
  proof = certify (labels, NULL);
  g_assert_cmpint (proof.pass->n, ==, 299);
  g_assert_false (isnan (proof.pass->lambda));
}

static void
test_cluster_rule (void)
{
  g_autofree Labels *labels = labels_new ();

  add (labels, 1, 0.3, FALSE, 0.5, "a");
  add (labels, 1, 0.6, TRUE, 0.1, "a");
  add (labels, 1, 0.5, TRUE, 0.2, "a");
  add (labels, 1, 0.7, FALSE, 1, NULL);
  labels->sample.clusters = labels->clusters;
  labels->sample.pi = labels->pi;
  for (int side = REVIEW_SIDE_PASS; side <= REVIEW_SIDE_BLOCK; side++)
    {
      gboolean pass = side == REVIEW_SIDE_PASS;
      g_auto (HubUnits) units = { 0 };

      hub_units_init (&units, &labels->sample, side);
      g_assert_cmpuint (units.n, ==, 2);
      g_assert_false (units.equal);
      g_assert_cmpuint (units.positives[0], ==, pass ? 1 : 0);
      g_assert_cmpfloat (units.risks[0], ==, pass ? 0.5 : 0.3);
      g_assert_cmpfloat (units.pi[0], ==, pass ? 0.1 : 0.5);
      g_assert_cmpuint (units.bad, ==, pass ? 1 : 0);
    }
}

/* domain.md: with 40 % of the bad cases going to people who find 98 %, recall cannot exceed
 * 99.2 %. */
static void
test_sensitivity (void)
{
  g_autofree Labels *labels = labels_new ();
  const HubSensitivity measured = { 9800000, 10000000 };
  const HubSensitivity poor = { 900, 1000 };
  const HubSensitivity few = { 98, 98 };
  g_auto (Proof) proof = { NULL, NULL };
  g_auto (Proof) nothing = { NULL, NULL };
  g_auto (Proof) little = { NULL, NULL };

  add (labels, 5000, 0.01, FALSE, 1, NULL);
  add (labels, 4000, 0.5, TRUE, 1, NULL);
  add (labels, 4000, 0.4, FALSE, 1, NULL);
  add (labels, 6000, 0.95, TRUE, 1, NULL);
  proof = certify (labels, &measured);
  g_assert_true (proof.pass->sensitivity_measured);
  g_assert_cmpfloat_with_epsilon (proof.pass->sensitivity, 0.98, 2e-4);
  g_assert_cmpfloat (proof.block->lambda, ==, 0.5);
  g_assert_cmpfloat (proof.pass->lambda, ==, 0.4);
  g_clear_pointer (&proof.pass, review_record_unref);
  g_clear_pointer (&proof.block, review_record_unref);

  add (labels, 500, 0.5, FALSE, 1, NULL);
  proof = certify (labels, &measured);
  g_assert_cmpfloat (proof.block->lambda, ==, 0.95);
  g_assert_cmpfloat (proof.pass->bound, <, 0.992);
  g_assert_cmpfloat (proof.pass->bound, >, 0.99);
  g_assert_cmpfloat (proof.pass->lambda, ==, 0.4);

  nothing = certify (labels, &poor);
  g_assert_true (isnan (nothing.pass->lambda));
  g_assert_cmpint (nothing.pass->more, ==, 0);
  little = certify (labels, &few);
  g_assert_true (isnan (little.pass->lambda));
  g_assert_cmpint (little.pass->more, >, 50);
  g_assert_cmpint (little.pass->more, <, 1000);
}

/* Both thresholds could have the middle: they do not cross, and what is said holds. */
static void
test_crossing (void)
{
  g_autofree Labels *labels = labels_new ();
  g_auto (Proof) proof = { NULL, NULL };

  for (guint i = 0; i < 3000; i++)
    add (labels, 1, 0.5 * i / 3000, FALSE, 1, NULL);
  for (guint i = 0; i < 3200; i++)
    add (labels, 1, 0.5 + 0.5 * i / 3200, TRUE, 1, NULL);
  proof = certify (labels, NULL);
  g_assert_cmpfloat (proof.block->lambda, <, 0.5);
  g_assert_cmpfloat (proof.pass->lambda, <, proof.block->lambda);
  g_assert_cmpint (proof.pass->k, ==, 0);
}

/* A policy may not decide against the verdict: its cut bounds both sides. */
static void
test_cut (void)
{
  g_autofree Labels *labels = labels_new ();
  HubTargets targets;

  hub_targets_init (&targets);
  for (guint i = 0; i < 3000; i++)
    add (labels, 1, 0.5 * i / 3000, FALSE, 1, NULL);
  for (guint i = 0; i < 3000; i++)
    add (labels, 1, 0.5 + 0.5 * i / 3000, TRUE, 1, NULL);
  for (int high = 0; high <= 1; high++)
    {
      g_auto (Proof) proof = { NULL, NULL };

      targets.cut = high ? 0.7 : 0.3;
      g_assert_true (
          hub_certify (&labels->sample, NULL, &targets, &proof.pass, &proof.block, NULL));
      g_assert_cmpfloat (proof.pass->lambda, <, fmin (targets.cut, proof.block->lambda));
      g_assert_cmpfloat (proof.block->lambda, >=, targets.cut);
      g_assert_cmpint (proof.pass->k == 0, ==, !high);
      g_assert_cmpint (proof.pass->n, ==, 3000);
    }
}

static void
test_nothing (void)
{
  g_autofree Labels *labels = labels_new ();
  g_auto (Proof) proof = certify (labels, NULL);

  g_assert_true (isnan (proof.pass->lambda) && isnan (proof.block->lambda));
  g_assert_cmpint (proof.pass->n, ==, 0);
  g_assert_cmpint (proof.pass->more, ==, 299);
}

static void
test_refuses (void)
{
  static const struct
  {
    double risk, pi, delta, recall, precision;
    guint found;
    const char *field;
  } table[] = {
    { NAN, 1, 0.1, 0.99, 0.95, 0, "risk" },     { 1.5, 1, 0.1, 0.99, 0.95, 0, "risk" },
    { 0.5, 0, 0.1, 0.99, 0.95, 0, "pi" },       { 0.5, NAN, 0.1, 0.99, 0.95, 0, "pi" },
    { 0.5, 1, 0, 0.99, 0.95, 0, "delta" },      { 0.5, 1, 0.1, 1, 0.95, 0, "recall" },
    { 0.5, 1, 0.1, 0.99, NAN, 0, "precision" }, { 0.5, 1, 0.1, 0.99, 0.95, 2, "sensitivity" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree Labels *labels = labels_new ();
      HubTargets targets = { table[i].recall, table[i].precision, table[i].delta, NAN };
      HubSensitivity sensitivity = { table[i].found, 1 };
      ReviewCertificate *pass = NULL, *block = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *field = NULL;

      add (labels, 1, table[i].risk, TRUE, table[i].pi, NULL);
      labels->sample.pi = labels->pi;
      g_assert_false (hub_certify (&labels->sample, &sensitivity, &targets, &pass, &block, &error));
      g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
      field = review_error_dup_field (error);
      g_assert_cmpstr (field, ==, table[i].field);
      g_assert_true (pass == NULL && block == NULL);
    }
}

/* The strata of `statistics.md` 9, "Recall": 1,196 bad cases in the queue, 2,000 of 28,664 passes
 * looked at with 4 bad, 200 of 781 blocks with one good. */
static void
test_strata_bound (void)
{
  g_autofree Labels *labels = labels_new ();
  g_auto (HubUnits) units = { 0 };
  const double delta = 0.15, part = 0.025;
  double missed = 28664 * stats_clopper_pearson_upper (4, 2000, part);
  double found = 1196 * stats_clopper_pearson_lower (1196, 1196, part)
                 + 781 * stats_clopper_pearson_lower (199, 200, part);
  HubStrata strata;

  add (labels, 1196, 0.5, TRUE, 1, NULL);
  add (labels, 1996, 0.01, FALSE, 2000.0 / 28664, NULL);
  add (labels, 4, 0.01, TRUE, 2000.0 / 28664, NULL);
  add (labels, 199, 0.99, TRUE, 200.0 / 781, NULL);
  add (labels, 1, 0.99, FALSE, 200.0 / 781, NULL);
  labels->sample.pi = labels->pi;
  hub_units_init (&units, &labels->sample, REVIEW_SIDE_PASS);
  hub_strata_init (&strata, &units, REVIEW_SIDE_PASS);
  for (guint i = 0; i < units.n; i++)
    if (units.risks[i] <= 0.01)
      hub_strata_decide (&strata, &units, i);
  g_assert_cmpfloat_with_epsilon (hub_strata_bound (&strata, 1, delta), found / (found + missed),
                                  1e-9);
  g_assert_cmpfloat_with_epsilon (missed, 146.56, 0.01);
}

/* A world in which low risks hide a few bad cases: people see all above 0.3, and one in twenty of
 * the others. Recall is 0.9875 where all of them pass. */
static void
fill_world (Labels *labels, GRand *rand, double rate)
{
  for (guint i = 0; i < 15000; i++)
    {
      double u = g_rand_double (rand);
      gboolean low = u < 0.9;
      double risk = low ? 0.1 * g_rand_double (rand) : 0.3 + 0.7 * g_rand_double (rand);
      double bad = low ? 0.00113 : 0.8;
      gboolean seen = !low || g_rand_double (rand) < rate;

      if (seen)
        add (labels, 1, risk, g_rand_double (rand) < bad, low ? rate : 1, NULL);
    }
  labels->sample.pi = labels->pi;
}

static void
test_unequal (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  guint wrong = 0, naive = 0;

  for (guint seed = 0; seed < 60; seed++)
    {
      g_autofree Labels *labels = labels_new ();
      g_auto (Proof) proof = { NULL, NULL };
      g_auto (Proof) blind = { NULL, NULL };

      fill_world (labels, rand, 0.05);
      proof = certify (labels, NULL);
      wrong += proof.pass->lambda > 0.09 ? 1 : 0;
      labels->sample.pi = NULL;
      blind = certify (labels, NULL);
      naive += blind.pass->lambda > 0.09 ? 1 : 0;
    }
  g_assert_cmpuint (wrong, <=, 3);
  g_assert_cmpuint (naive, >, 30);
}

/* With labels enough the strata certify something too: a quarter of all passes is looked at. */
static void
test_unequal_certifies (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_autofree Labels *labels = labels_new ();
  g_auto (Proof) proof = { NULL, NULL };
  g_auto (Proof) fewer = { NULL, NULL };

  for (guint i = 0; i < 4000; i++)
    add (labels, 1, 0.1 * g_rand_double (rand), FALSE, 0.25, NULL);
  add (labels, 3000, 0.9, TRUE, 1, NULL);
  labels->sample.pi = labels->pi;
  proof = certify (labels, NULL);
  g_assert_cmpfloat (proof.pass->lambda, >, 0.09);
  g_assert_cmpfloat (proof.pass->bound, >=, 0.99);
  g_assert_cmpfloat (proof.block->lambda, ==, 0.9);
  labels->sample.risks += 3900;
  labels->sample.positives += 3900;
  labels->sample.pi += 3900;
  labels->sample.n = 350;
  fewer = certify (labels, NULL);
  g_assert_true (isnan (fewer.pass->lambda));
  g_assert_cmpint (fewer.pass->more, >, 100);
}

/* Truth known: the share of seeds in which a certified threshold breaks its promise. */
static void
test_coverage (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);
  guint wrong = 0, passes = 0, blocks = 0;

  for (guint seed = 0; seed < 300; seed++)
    {
      g_autofree Labels *labels = labels_new ();
      g_auto (Proof) proof = { NULL, NULL };
      double missed, precision;

      /* Risk is uniform and calibrated by risk^2: bad with probability r^2. */
      for (guint i = 0; i < 6000; i++)
        {
          double risk = g_rand_double (rand);

          add (labels, 1, risk, g_rand_double (rand) < risk * risk, 1, NULL);
        }
      proof = certify (labels, NULL);
      missed = pow (proof.pass->lambda, 3);
      precision = (1 - pow (proof.block->lambda, 3)) / 3 / (1 - proof.block->lambda);
      passes += isnan (missed) ? 0 : 1;
      blocks += isnan (precision) ? 0 : 1;
      wrong += missed > 0.01 || precision < 0.95 ? 1 : 0;
    }
  g_assert_cmpuint (wrong, <=, 30 + 10);
  g_assert_cmpuint (passes, ==, 300);
  g_assert_cmpuint (blocks, >, 30);
}

/* What a gate takes lends no precision to automatic blocks, whatever its risks are. */
static void
test_forced_cases (void)
{
  enum
  {
    EACH = 400
  };
  double risks[3 * EACH];
  guint8 positives[3 * EACH], forced[3 * EACH];
  HubSample sample = { risks, positives, NULL, NULL, 3 * EACH, NULL };

  for (guint i = 0; i < 3 * EACH; i++)
    {
      /* Easy ones that gates take, others of which one in twenty is good, and good ones. */
      forced[i] = i < EACH ? 1 : 0;
      risks[i] = i < 2 * EACH ? 0.9 : 0.1;
      positives[i] = i < EACH || (i < 2 * EACH && i % 20 != 0) ? 1 : 0;
    }
  for (int marked = 0; marked <= 1; marked++)
    {
      g_autoptr (ReviewCertificate) pass = NULL;
      g_autoptr (ReviewCertificate) block = NULL;

      sample.forced = marked ? forced : NULL;
      g_assert_true (hub_certify (&sample, NULL, NULL, &pass, &block, NULL));
      g_assert_cmpint (isnan (block->lambda), ==, marked);
      g_assert_cmpfloat (pass->lambda, ==, 0.1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hub-certificate/numbers", test_numbers);
  g_test_add_func ("/hub-certificate/clusters", test_clusters);
  g_test_add_func ("/hub-certificate/cluster-rule", test_cluster_rule);
  g_test_add_func ("/hub-certificate/sensitivity", test_sensitivity);
  g_test_add_func ("/hub-certificate/crossing", test_crossing);
  g_test_add_func ("/hub-certificate/cut", test_cut);
  g_test_add_func ("/hub-certificate/nothing", test_nothing);
  g_test_add_func ("/hub-certificate/refuses", test_refuses);
  g_test_add_func ("/hub-certificate/strata-bound", test_strata_bound);
  g_test_add_func ("/hub-certificate/unequal", test_unequal);
  g_test_add_func ("/hub-certificate/unequal-certifies", test_unequal_certifies);
  g_test_add_func ("/hub-certificate/coverage", test_coverage);
  g_test_add_func ("/hub-certificate/forced-cases", test_forced_cases);
  return g_test_run ();
}
