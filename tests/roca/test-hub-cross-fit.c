/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The certificate of cross-fitted scores, end to end: train, certify on out-of-fold scores, and ask
 * a large fresh sample whether the served model, the mean of the fold models, keeps the promise.
 * The guarantee is approximate, because the scores are those of other models than the one that
 * serves; this is how good the approximation is. Beside it the same with one part to train on and
 * another to certify on, where the guarantee is exact. */
#include <math.h>

#include "hub-certificate.h"
#include "roca-fixture.h"
#include "stats-interval.h"

#define COLUMNS 6
#define ROWS    1000
#define FRESH   20000
#define WORLDS  80

static double
draw_normal (GRand *rand)
{
  return sqrt (-2 * log (1 - g_rand_double (rand))) * cos (2 * G_PI * g_rand_double (rand));
}

/* About 35 % are bad; the best possible AUC is 0.98, with an interaction that has to be learnt. */
static RocaMatrix *
draw_matrix (guint n, GRand *rand)
{
  static const char *const names[COLUMNS] = { "a", "b", "c", "d", "e", "f" };
  RocaMatrix *matrix = roca_matrix_new_empty ("t");

  for (guint c = 0; c < COLUMNS; c++)
    roca_matrix_add_column (matrix, names[c], 1, 0);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("c%05u", i);
      double x[COLUMNS], logit;

      for (guint c = 0; c < COLUMNS; c++)
        x[c] = draw_normal (rand);
      logit = 6 * (x[0] + 0.8 * x[1] + 0.5 * x[0] * x[2] - 0.5);
      roca_matrix_add (matrix, id, NULL, g_rand_double (rand) < 1 / (1 + exp (-logit)), x);
    }
  return matrix;
}

static RocaModel *
train (const RocaMatrix *matrix)
{
  g_autoptr (GError) error = NULL;
  RocaTrainOptions options;
  g_autoptr (GBytes) bytes = NULL;
  RocaModel *model;

  roca_train_options_init (&options);
  options.repeats = 1;
  options.rounds = 60;
  options.patience = 10;
  options.eta = 0.2;
  bytes = roca_train (matrix, "m", &options, NULL, NULL, &error);
  g_assert_no_error (error);
  model = roca_model_load (bytes, &error);
  g_assert_no_error (error);
  return model;
}

/* Rows with their risks by @model: out of fold where @own, which it was trained on. */
static HubSample
score (const RocaModel *model, const RocaMatrix *matrix, gboolean own)
{
  g_autoptr (GError) error = NULL;
  guint n = roca_matrix_get_n_rows (matrix);
  double *risks = g_new (double, n);
  guint8 *truth = g_new (guint8, n);
  GPtrArray *rows = roca_model_list_trained (model);

  if (!own)
    roca_model_score_matrix (model, matrix, risks, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < n; i++)
    {
      const RocaTrainedRow *row = own ? rows->pdata[i] : NULL;

      if (own)
        risks[i] = roca_model_calibrate (model, row->out_of_fold);
      truth[i] = own ? row->positive : roca_matrix_get_positive (matrix, i);
    }
  return (HubSample){ risks, truth, NULL, NULL, n };
}

static void
clear_sample (HubSample *self)
{
  g_free ((gpointer) self->risks);
  g_free ((gpointer) self->positives);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HubSample, clear_sample)

typedef struct
{
  guint broken_pass;
  guint broken_block;
  guint broken;    /* worlds in which either is */
  guint automated; /* worlds in which anything is */
  double share;    /* sum of automation shares */
} Tally;

static void
check_world (const HubSample *labels, const HubSample *fresh, Tally *tally)
{
  g_autoptr (ReviewCertificate) pass = NULL;
  g_autoptr (ReviewCertificate) block = NULL;
  guint bad = 0, missed = 0, blocked = 0, wrong = 0, passed = 0;
  gboolean pass_broken, block_broken;

  g_assert_true (hub_certify (labels, NULL, NULL, &pass, &block, NULL));
  for (guint i = 0; i < fresh->n; i++)
    {
      gboolean goes = fresh->risks[i] <= pass->lambda, stops = fresh->risks[i] >= block->lambda;

      bad += fresh->positives[i];
      passed += goes ? 1 : 0;
      missed += goes && fresh->positives[i] ? 1 : 0;
      blocked += stops ? 1 : 0;
      wrong += stops && !fresh->positives[i] ? 1 : 0;
    }
  pass_broken = missed > (1 - HUB_RECALL_TARGET) * bad;
  block_broken = wrong > (1 - HUB_PRECISION_TARGET) * blocked;
  tally->broken_pass += pass_broken ? 1 : 0;
  tally->broken_block += block_broken ? 1 : 0;
  tally->broken += pass_broken || block_broken ? 1 : 0;
  tally->automated += passed + blocked > 0 ? 1 : 0;
  tally->share += (double) (passed + blocked) / fresh->n;
}

static void
say (const char *what, const Tally *tally)
{
  g_test_message ("%s: pass broken in %u, block in %u of %d worlds; automation %.3f", what,
                  tally->broken_pass, tally->broken_block, WORLDS, tally->share / WORLDS);
}

/* Delta bounds the probability that a world breaks either promise. Refuted by the exact one-sided
 * binomial test at 5 %: more broken worlds than that probability explains. */
static gboolean
is_refuted (const Tally *tally)
{
  return stats_clopper_pearson_lower (tally->broken, WORLDS, 0.05) > HUB_DELTA;
}

static void
test_coverage (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20);
  Tally crossed = { 0 }, split = { 0 };

  for (guint world = 0; world < WORLDS; world++)
    {
      g_autoptr (RocaMatrix) matrix = draw_matrix (ROWS, rand);
      g_autoptr (RocaMatrix) apart = draw_matrix (ROWS, rand);
      g_autoptr (RocaMatrix) later = draw_matrix (FRESH, rand);
      g_autoptr (RocaModel) model = train (matrix);
      g_auto (HubSample) own = score (model, matrix, TRUE);
      g_auto (HubSample) other = score (model, apart, FALSE);
      g_auto (HubSample) fresh = score (model, later, FALSE);

      check_world (&own, &fresh, &crossed);
      check_world (&other, &fresh, &split);
    }
  say ("cross-fitted", &crossed);
  say ("split", &split);
  g_assert_false (is_refuted (&crossed));
  g_assert_false (is_refuted (&split));
  g_assert_cmpuint (crossed.automated, >=, WORLDS * 9 / 10);
  g_assert_cmpuint (split.automated, >=, WORLDS * 9 / 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hub-cross-fit/coverage", test_coverage);
  return g_test_run ();
}
