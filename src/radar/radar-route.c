/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What would repair a pattern: the decision tree of `statistics.md` 5.13. Every question that can be
 * asked is asked and kept with its figures, also those behind the answer, so that a person who
 * overrides it sees what it rests on. Two limits are stricter than there: a share that is high
 * everywhere is no reason to route this slice, so shares are also tested against the rest; and a
 * re-map has to mend errors, not only the likelihood. One is wider, that of the
 * ranking; where a feature spoils it for sure, that counts instead. */
#define G_LOG_DOMAIN "review-radar"
#include "radar-inquiry.h"

#include <math.h>

#include <gsl/gsl_cdf.h>

#include "stats-agreement.h"
#include "stats-binary.h"
#include "stats-calibration.h"
#include "stats-curve.h"
#include "stats-interval.h"
#include "stats-reliability.h"
#include "stats-slice.h"

#define NEAR          .1 /* risk within which an error is near the cut */
#define LESS_AGREED   .15
#define NO_CLAUSE     .2
#define ESCALATED     2.0
#define RANKING_SLACK .03
#define MENDED        .85 /* of the errors may be left after a re-map */
#define OFF_LOW       .8
#define OFF_HIGH      1.25
#define OFF_Z         3.0
#define FEATURE_SHARE .5

/* Agreement of people, and its variance by leaving out each case in turn. */
static guint
measure_agreement (const RadarInquiry *q, gboolean inside, double *ret_ac1, double *ret_variance)
{
  double table[4] = { 0 }, squares = 0;
  guint n = 0;

  for (guint i = 0; i < q->n; i++)
    {
      const RadarWitness *witness = radar_inquiry_witness (q, i);

      if (q->inside[i] != inside || witness->first == 0 || witness->second == 0)
        continue;
      table[2 * (witness->first - 1) + witness->second - 1]++;
      n++;
    }
  *ret_ac1 = n > 0 ? stats_agreement (table, 2).ac1 : NAN;
  for (guint cell = 0; n > 1 && cell < 4; cell++)
    if (table[cell] > 0)
      {
        double count = table[cell], without;

        table[cell]--;
        without = stats_agreement (table, 2).ac1 - *ret_ac1;
        squares += count * without * without;
        table[cell] = count;
      }
  *ret_variance = n > 1 ? squares * (n - 1) / n : NAN;
  return n;
}

static gboolean
ask_agreement (RadarInquiry *q)
{
  RadarProof proof = { .question = RADAR_ASK_AGREEMENT };
  double v, w, se;
  guint rest = measure_agreement (q, FALSE, &proof.other, &w);

  proof.n = measure_agreement (q, TRUE, &proof.value, &v);
  proof.limit = proof.other - LESS_AGREED;
  se = sqrt (v + w);
  proof.p = se > 0 ? gsl_cdf_ugaussian_Q ((proof.other - proof.value) / se) : NAN;
  proof.yes =
      proof.n >= RADAR_FEW && rest >= RADAR_FEW && proof.value < proof.limit && proof.p <= .025;
  return radar_inquiry_answer (q, &proof);
}

typedef gboolean (*WitnessFunc) (const RadarWitness *witness);

static gboolean
is_uncovered (const RadarWitness *witness)
{
  return witness->no_clause;
}

static gboolean
is_escalated (const RadarWitness *witness)
{
  return witness->escalated;
}

/* A share of the slice's cases against that of the rest. @proof: its limit is set by the caller as
 * a number, or NaN: twice the rest's. */
static gboolean
ask_share (RadarInquiry *q, RadarProof *proof, WitnessFunc func)
{
  guint k[2] = { 0 }, n[2] = { 0 };

  for (guint i = 0; i < q->n; i++)
    {
      n[q->inside[i]]++;
      k[q->inside[i]] += func (radar_inquiry_witness (q, i)) ? 1 : 0;
    }
  proof->n = n[1];
  proof->value = n[1] > 0 ? (double) k[1] / n[1] : NAN;
  proof->other = n[0] > 0 ? (double) k[0] / n[0] : NAN;
  if (isnan (proof->limit))
    proof->limit = ESCALATED * proof->other;
  proof->p = stats_slice (k[1], n[1], k[0], n[0]).p;
  proof->yes = k[1] >= RADAR_FEW && proof->value > proof->limit && proof->p <= RADAR_ALPHA;
  return radar_inquiry_answer (q, proof);
}

/* The slack grows by a standard error: of some hundred cases the area is not known to .03. */
static gboolean
ask_ranking (RadarInquiry *q)
{
  RadarProof proof = { .question = RADAR_ASK_RANKING, .value = NAN, .p = NAN };
  StatsAuc auc = { NAN, NAN, NAN, NAN };
  g_autofree double *risks = g_new (double, MAX (q->n, 1));
  g_autofree guint8 *positives = g_new (guint8, MAX (q->n, 1));

  proof.other = stats_auc (risks, positives, radar_inquiry_collect (q, FALSE, risks, positives));
  proof.n = radar_inquiry_collect (q, TRUE, risks, positives);
  if (stats_delong (risks, positives, proof.n, .95, &auc))
    proof.value = auc.auc;
  proof.limit = proof.other - RANKING_SLACK - (auc.variance > 0 ? sqrt (auc.variance) : 0);
  proof.yes = radar_smaller_class (positives, proof.n) >= RADAR_FEW && proof.value >= proof.limit;
  return radar_inquiry_answer (q, &proof);
}

static gboolean
ask_near_cut (RadarInquiry *q)
{
  RadarProof proof = { .question = RADAR_ASK_NEAR_CUT, .p = NAN };
  guint near = 0, all = 0, all_near = 0;

  for (guint i = 0; i < q->n; i++)
    {
      const RadarCase *one = radar_inquiry_case (q, i);
      gboolean is_near = fabs (one->risk - one->cut) < NEAR;

      if (one->blocks != (q->kind == RADAR_FP))
        continue;
      all++;
      all_near += is_near ? 1 : 0;
      proof.n += q->inside[i] && q->errors[i] ? 1 : 0;
      near += q->inside[i] && q->errors[i] && is_near ? 1 : 0;
    }
  proof.value = proof.n > 0 ? (double) near / proof.n : NAN;
  proof.other = proof.limit = all > 0 ? (double) all_near / all : NAN;
  if (proof.n > 0)
    proof.p = stats_binomial_at_least (near, proof.n, proof.other);
  proof.yes = proof.n >= RADAR_FEW && proof.p <= RADAR_ALPHA;
  return radar_inquiry_answer (q, &proof);
}

/* Wrong verdicts in the slice; with @map, if the risk were what it says. */
static guint
count_wrong (const RadarInquiry *q, const StatsBeta *map)
{
  guint wrong = 0;

  for (guint i = 0; i < q->n; i++)
    if (q->inside[i])
      {
        const RadarCase *one = radar_inquiry_case (q, i);
        gboolean blocks =
            map != NULL ? stats_beta_apply (map, radar_logit (one->risk)) >= one->cut : one->blocks;

        wrong += blocks != one->positive ? 1 : 0;
      }
  return wrong;
}

/* Twice the gain in log-likelihood; three parameters are free. */
static double
measure_gain (const double *scores, const guint8 *positives, guint n, const StatsBeta *map)
{
  g_autofree double *before = g_new (double, n);
  g_autofree double *after = g_new (double, n);

  for (guint i = 0; i < n; i++)
    {
      before[i] = 1 / (1 + exp (-scores[i]));
      after[i] = CLAMP (stats_beta_apply (map, scores[i]), 1e-9, 1 - 1e-9);
    }
  return 2 * n * (stats_log_loss (before, positives, n) - stats_log_loss (after, positives, n));
}

static gboolean
ask_remap (RadarInquiry *q)
{
  RadarProof proof = { .question = RADAR_ASK_REMAP, .value = NAN, .p = NAN };
  g_autofree double *scores = g_new (double, MAX (q->n, 1));
  g_autofree guint8 *positives = g_new (guint8, MAX (q->n, 1));
  guint n = proof.n = radar_inquiry_collect (q, TRUE, scores, positives);
  StatsBeta map;

  for (guint i = 0; i < n; i++)
    scores[i] = radar_logit (scores[i]);
  proof.other = count_wrong (q, NULL);
  proof.limit = MENDED * proof.other;
  if (radar_smaller_class (positives, n) >= RADAR_FEW
      && stats_beta_fit (scores, positives, n, &map))
    {
      proof.value = count_wrong (q, &map);
      proof.p = gsl_cdf_chisq_Q (fmax (measure_gain (scores, positives, n, &map), 0), 3);
      proof.yes = proof.p <= RADAR_ALPHA && proof.value <= proof.limit;
    }
  return radar_inquiry_answer (q, &proof);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static gboolean
ask_confident (RadarInquiry *q)
{
  RadarProof proof = { .question = RADAR_ASK_CONFIDENT, .value = NAN, .other = NAN, .p = NAN };
  g_autoptr (GArray) beyond = g_array_new (FALSE, FALSE, sizeof (double));
  double side = q->kind == RADAR_FP ? 1 : -1, cut = 0, near;

  for (guint i = 0; i < q->n; i++)
    if (q->inside[i] && q->errors[i])
      {
        double distance = side * (radar_inquiry_case (q, i)->risk - radar_inquiry_case (q, i)->cut);

        g_array_append_val (beyond, distance);
        cut += radar_inquiry_case (q, i)->cut;
      }
  proof.n = beyond->len;
  if (proof.n == 0)
    return radar_inquiry_answer (q, &proof);
  g_array_sort (beyond, compare_doubles);
  proof.other = cut / proof.n;
  near = fmin (NEAR, (q->kind == RADAR_FP ? 1 - proof.other : proof.other) / 2);
  proof.value = proof.other + side * g_array_index (beyond, double, beyond->len / 2);
  proof.limit = proof.other + side * near;
  proof.yes = proof.n >= RADAR_FEW && side * (proof.value - proof.limit) >= 0;
  return radar_inquiry_answer (q, &proof);
}

static gboolean
ask_calibration (RadarInquiry *q)
{
  RadarProof proof = { .question = RADAR_ASK_CALIBRATION, .other = 1 };
  g_autofree double *risks = g_new (double, MAX (q->n, 1));
  g_autofree double *weights = g_new (double, MAX (q->n, 1));
  g_autofree guint8 *positives = g_new (guint8, MAX (q->n, 1));
  guint n = 0;
  StatsLarge large;

  for (guint i = 0; i < q->n; i++)
    if (q->inside[i])
      weights[n++] = radar_inquiry_case (q, i)->weight;
  radar_inquiry_collect (q, TRUE, risks, positives);
  large = stats_calibration_in_the_large (risks, positives, weights, n);
  proof.n = n;
  proof.value = large.ratio;
  proof.limit = q->kind == RADAR_FP ? OFF_LOW : OFF_HIGH;
  proof.p = isnan (large.z) ? NAN : 2 * gsl_cdf_ugaussian_Q (fabs (large.z));
  proof.yes = (large.ratio < OFF_LOW || large.ratio > OFF_HIGH) && fabs (large.z) > OFF_Z;
  return radar_inquiry_answer (q, &proof);
}

static gboolean
ask_missing_feature (RadarInquiry *q)
{
  RadarProof proof = { .question = RADAR_ASK_MISSING_FEATURE, .limit = FEATURE_SHARE, .p = NAN };
  guint named = 0;

  for (guint i = 0; i < q->n; i++)
    if (q->inside[i] && q->errors[i] && radar_inquiry_witness (q, i)->coded)
      {
        proof.n++;
        named += radar_inquiry_witness (q, i)->missing_feature ? 1 : 0;
      }
  proof.value = proof.n > 0 ? (double) named / proof.n : NAN;
  proof.other = NAN;
  proof.yes = named >= RADAR_FEW && proof.value >= proof.limit;
  return radar_inquiry_answer (q, &proof);
}

/* In the order of the tree; all are asked. */
static RadarPath
walk (RadarInquiry *q, GPtrArray *conditions)
{
  RadarProof no_clause = { .question = RADAR_ASK_NO_CLAUSE, .limit = NO_CLAUSE };
  RadarProof escalated = { .question = RADAR_ASK_ESCALATED, .limit = NAN };
  gboolean disagreed = ask_agreement (q);
  gboolean uncovered = ask_share (q, &no_clause, is_uncovered);
  gboolean passed_on = ask_share (q, &escalated, is_escalated);
  gboolean ranked = ask_ranking (q);
  gboolean near = ask_near_cut (q);
  gboolean mended = ask_remap (q);
  gboolean confident = ask_confident (q);
  gboolean off = ask_calibration (q);
  gboolean lacking = ask_missing_feature (q);
  gboolean bends = FALSE, pushed = radar_ask_contribution (q, conditions, &bends);

  if (disagreed || uncovered || passed_on)
    return RADAR_PATH_C;
  if (ranked && !bends && (near || mended))
    return RADAR_PATH_B;
  if (confident && off && lacking)
    return RADAR_PATH_A_FEATURE;
  return confident && off && pushed ? RADAR_PATH_A_WEIGHT : RADAR_KEEP_SAMPLING;
}

/**
 * radar_route:
 * @evidence: all labelled cases of the type
 * @conditions: (element-type RadarCondition): the slice; those on errors do not narrow it
 *
 * Returns: (transfer full): the path, with every question of the tree and its figures
 */
RadarRouting *
radar_route (const RadarEvidence *evidence, RadarKind kind, GPtrArray *conditions)
{
  RadarRouting *routing = g_new0 (RadarRouting, 1);
  RadarInquiry inquiry = { .evidence = evidence, .kind = kind, .out = routing };

  routing->proofs = g_array_new (FALSE, FALSE, sizeof (RadarProof));
  radar_inquiry_init (&inquiry, conditions);
  routing->path = walk (&inquiry, conditions);
  radar_inquiry_clear (&inquiry);
  return routing;
}

void
radar_routing_free (RadarRouting *self)
{
  g_array_unref (self->proofs);
  g_free (self->feature);
  g_free (self);
}

/**
 * radar_routing_find:
 *
 * Returns: (transfer none) (nullable): what was answered to @question
 */
const RadarProof *
radar_routing_find (const RadarRouting *self, RadarQuestion question)
{
  for (guint i = 0; i < self->proofs->len; i++)
    {
      const RadarProof *proof = &g_array_index (self->proofs, RadarProof, i);

      if (proof->question == question)
        return proof;
    }
  return NULL;
}
