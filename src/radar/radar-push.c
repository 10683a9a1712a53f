/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which feature pushes the errors of a slice: Welch's test of its contributions, as the tree asks,
 * and whether the score would rank better without it. */
#define G_LOG_DOMAIN "review-radar"
#include <math.h>
#include <string.h>

#include <gsl/gsl_cdf.h>

#include "radar-inquiry.h"
#include "stats-calibration.h"
#include "stats-slice.h"
#include "stats-welch.h"

/* Of one feature: its pushes in the wrong direction, in the slice's errors and in correct cases of
 * the slice, or of the rest. */
static StatsWelch
compare_push (const RadarInquiry *q, const RadarPush *push, gboolean inside, RadarProof *proof)
{
  g_autofree double *wrong = g_new (double, MAX (q->n, 1));
  g_autofree double *right = g_new (double, MAX (q->n, 1));
  double side = q->kind == RADAR_FP ? 1 : -1, sums[2] = { 0 };
  guint n = 0, m = 0;

  for (guint i = 0; i < q->n; i++)
    {
      double value = push->contributions[q->rows[i]];
      gboolean correct = radar_inquiry_case (q, i)->blocks == radar_inquiry_case (q, i)->positive;

      if (q->inside[i] && q->errors[i])
        {
          wrong[n++] = side * value;
          sums[0] += value;
        }
      else if (correct && q->inside[i] == inside)
        {
          right[m++] = side * value;
          sums[1] += value;
        }
    }
  proof->n = n;
  proof->value = n > 0 ? sums[0] / n : NAN;
  proof->other = m > 0 ? sums[1] / m : NAN;
  return stats_welch (wrong, n, right, m);
}

/* What the slice's truths leave of their probabilities after the best monotone re-map, by row of the
 * inquiry; NULL: too few. */
static double *
find_residuals (const RadarInquiry *q, double *ret_variances)
{
  g_autofree double *scores = g_new (double, MAX (q->n, 1));
  g_autofree guint8 *positives = g_new (guint8, MAX (q->n, 1));
  guint n = radar_inquiry_collect (q, TRUE, scores, positives);
  double *residuals;
  StatsBeta map;

  for (guint i = 0; i < n; i++)
    scores[i] = radar_logit (scores[i]);
  if (radar_smaller_class (positives, n) < RADAR_FEW
      || !stats_beta_fit (scores, positives, n, &map))
    return NULL;
  residuals = g_new0 (double, q->n);
  for (guint i = 0; i < q->n; i++)
    if (q->inside[i])
      {
        double p = stats_beta_apply (&map, radar_logit (radar_inquiry_case (q, i)->risk));

        residuals[i] = (radar_inquiry_case (q, i)->positive ? 1 : 0) - p;
        ret_variances[i] = p * (1 - p);
      }
  return residuals;
}

/* Whether the score counts the feature too strongly in the slice: Rao's score test of its
 * contribution beside the re-mapped risk. One that is weighed rightly adds nothing. */
static double
test_weight (const RadarInquiry *q,
             const RadarPush *push,
             const double *residuals,
             const double *variances)
{
  double mean = 0, sum = 0, variance = 0, weight = 0;

  for (guint i = 0; i < q->n; i++)
    {
      mean += variances[i] * push->contributions[q->rows[i]];
      weight += variances[i];
    }
  mean = weight > 0 ? mean / weight : 0;
  for (guint i = 0; i < q->n; i++)
    {
      double apart = push->contributions[q->rows[i]] - mean;

      sum += residuals[i] * apart;
      variance += variances[i] * apart * apart;
    }
  return variance > 0 ? gsl_cdf_ugaussian_P (sum / sqrt (variance)) : 1;
}

/* The feature that pushes the errors most; NULL: none does for sure. In the slice itself it also has
 * to be weighed too strongly: what tells good from bad pushes errors, too. */
static const char *
find_push (const RadarInquiry *q, gboolean inside, RadarProof *ret_proof)
{
  guint n = q->evidence->n_pushes;
  g_autofree double *variances = g_new0 (double, MAX (q->n, 1));
  g_autofree double *residuals = inside ? find_residuals (q, variances) : NULL;
  g_autofree double *p = g_new (double, MAX (n, 1));
  g_autofree double *found = g_new (double, MAX (n, 1));
  g_autofree double *apart = g_new (double, MAX (n, 1));
  int best = -1;

  for (guint i = 0; i < n; i++)
    {
      RadarProof proof = *ret_proof;
      StatsWelch welch = compare_push (q, &q->evidence->pushes[i], inside, &proof);

      p[i] = isnan (welch.p) || (inside && residuals == NULL) ? 1 : welch.p;
      if (residuals != NULL)
        p[i] = fmax (p[i], test_weight (q, &q->evidence->pushes[i], residuals, variances));
      apart[i] = welch.difference;
    }
  stats_benjamini_hochberg (p, n, found);
  for (guint i = 0; i < n; i++)
    if (found[i] <= RADAR_ALPHA && (best < 0 || apart[i] > apart[best]))
      best = (int) i;
  if (best < 0)
    return NULL;
  compare_push (q, &q->evidence->pushes[best], inside, ret_proof);
  ret_proof->limit = ret_proof->other;
  ret_proof->p = found[best];
  ret_proof->yes = ret_proof->n >= RADAR_FEW;
  return q->evidence->pushes[best].feature;
}

/* A slice that is made by a feature has all of it pushed alike: whether the feature is weighed wrongly
 * shows where the condition on it is left out. Returns its name, or NULL. */
static const char *
find_widened (const RadarInquiry *q, GPtrArray *conditions, RadarProof *ret_proof)
{
  for (guint i = 0; i < conditions->len; i++)
    {
      g_autoptr (GPtrArray) rest = g_ptr_array_new ();
      g_autofree guint8 *inside = g_new0 (guint8, MAX (q->n, 1));
      const char *attribute = ((const RadarCondition *) conditions->pdata[i])->attribute;
      RadarInquiry wide = *q;
      const char *feature;

      for (guint j = 0; j < conditions->len; j++)
        if (j != i)
          g_ptr_array_add (rest, conditions->pdata[j]);
      wide.inside = inside;
      for (guint row = 0; row < q->n; row++)
        inside[row] = radar_table_meets_all (q->evidence->table, q->rows[row], rest, FALSE);
      feature = find_push (&wide, TRUE, ret_proof);
      if (feature != NULL && strcmp (feature, attribute) == 0)
        return feature;
    }
  return NULL;
}

/**
 * radar_ask_contribution:
 * @conditions: (element-type RadarCondition): of the slice
 * @ret_bends: (out): the feature spoils the ranking, within the slice or where the condition on it is
 *   left out
 *
 * Returns: whether there is a feature that pushes the errors
 */
gboolean
radar_ask_contribution (RadarInquiry *q, GPtrArray *conditions, gboolean *ret_bends)
{
  RadarProof proof = {
    .question = RADAR_ASK_CONTRIBUTION, .value = NAN, .other = NAN, .limit = NAN, .p = NAN
  };
  const RadarProof none = proof;
  const char *feature = find_push (q, TRUE, &proof);

  if (feature == NULL && (feature = find_widened (q, conditions, &proof)) == NULL)
    proof = none;
  *ret_bends = feature != NULL;
  if (feature == NULL)
    feature = find_push (q, FALSE, &proof);
  q->out->feature = g_strdup (feature);
  return radar_inquiry_answer (q, &proof);
}
