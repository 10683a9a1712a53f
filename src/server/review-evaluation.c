/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures that train and evaluate print, in the same words and from the same place. */
#define G_LOG_DOMAIN "review-server"
#include "review-evaluation.h"

#include <math.h>
#include <string.h>

#include "review-error.h"
#include "stats-calibration.h"
#include "stats-interval.h"
#include "stats-ratio.h"
#include "stats-weighted.h"

#define LEVEL            0.95
#define SEED             20261122
#define MOST_REPLICATES  2000
#define LEAST_REPLICATES 200
#define DRAWS            20000000 /* cases drawn by the bootstrap in all, about */

static const ReviewTypePolicy *
find_policy (ReviewService *service, const RocaModel *model)
{
  return review_policy_find_type (review_service_get_policy (service),
                                  roca_model_get_case_type (model));
}

static const ReviewCertificate *
find_certificate (const ReviewTypePolicy *policy, ReviewSide side)
{
  for (guint i = 0; policy->certificates != NULL && i < policy->certificates->len; i++)
    {
      const ReviewCertificate *certificate = policy->certificates->pdata[i];

      if (certificate->side == (int) side)
        return certificate;
    }
  return NULL;
}

/**
 * review_boundary_is_certified:
 *
 * Returns: whether the policy in force has thresholds for the model's type that were certified
 *   for this very model and calibration; those of another one say nothing of it
 */
gboolean
review_boundary_is_certified (ReviewService *service, const RocaModel *model)
{
  const ReviewTypePolicy *policy = find_policy (service, model);

  return policy != NULL
         && review_type_policy_is_proven_for (policy, roca_model_get_version (model),
                                              roca_model_get_calibration (model));
}

/**
 * review_boundary_find:
 * @proof: (nullable): of the model's own out-of-fold scores; may be %NULL where
 *   review_boundary_is_certified()
 * @ret_boundary: (out): points into the policy or @proof
 * @error: NOT_FOUND when no policy speaks of the type
 */
gboolean
review_boundary_find (ReviewService *service,
                      const RocaModel *model,
                      const ReviewProof *proof,
                      ReviewBoundary *ret_boundary,
                      GError **error)
{
  const ReviewTypePolicy *policy = find_policy (service, model);

  if (policy == NULL)
    {
      g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND, "there is no policy for %s",
                   roca_model_get_case_type (model));
      return FALSE;
    }
  if (review_boundary_is_certified (service, model))
    *ret_boundary = (ReviewBoundary){ policy->threshold_pass,
                                      policy->threshold_block,
                                      policy->verdict_cut,
                                      "policy",
                                      find_certificate (policy, REVIEW_SIDE_PASS),
                                      find_certificate (policy, REVIEW_SIDE_BLOCK) };
  else
    *ret_boundary =
        (ReviewBoundary){ proof->pass->lambda, proof->block->lambda, policy->verdict_cut,
                          "certificate",       proof->pass,          proof->block };
  return TRUE;
}

/* k of n with Wilson's interval; NaN where n is 0. */
static StatsInterval
share (guint k, guint n)
{
  StatsInterval result = { NAN, NAN, NAN };

  if (n == 0)
    return result;
  result.value = (double) k / n;
  stats_wilson (k, n, LEVEL, &result.low, &result.high);
  result.low = fmin (result.low, result.value); /* rounding, at 0 and 1 */
  result.high = fmax (result.high, result.value);
  return result;
}

/* What a case counts for, in the numerator and the denominator of each share. */
typedef enum
{
  AUTOMATION,
  AUTO_PRECISION,
  SYSTEM_PRECISION,
  SYSTEM_RECALL,
  BLOCKED_BAD, /* of the bad, what ROCA blocks by itself */
  N_SHARES
} Share;

typedef struct
{
  double *a[N_SHARES];
  double *b[N_SHARES];
  const double *weights; /* (nullable) */
  guint n;
} Terms;

static void
clear_terms (Terms *self)
{
  for (guint s = 0; s < N_SHARES; s++)
    {
      g_free (self->a[s]);
      g_free (self->b[s]);
    }
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Terms, clear_terms)

static void
set_term (Terms *self, Share share, guint i, gboolean a, gboolean b)
{
  self->a[share][i] = a && b ? 1 : 0;
  self->b[share][i] = b ? 1 : 0;
}

static void
init_terms (Terms *self,
            const ReviewSample *sample,
            const ReviewBoundary *boundary,
            ReviewEvaluation *e)
{
  self->n = sample->n;
  for (guint s = 0; s < N_SHARES; s++)
    {
      self->a[s] = g_new (double, MAX (self->n, 1));
      self->b[s] = g_new (double, MAX (self->n, 1));
    }
  for (guint i = 0; i < sample->n; i++)
    {
      double risk = sample->risks[i];
      guint8 forced = sample->forced != NULL ? sample->forced[i] : REVIEW_FORCED_NOT;
      gboolean pass = forced == REVIEW_FORCED_NOT
                      && review_threshold_decides (REVIEW_SIDE_PASS, boundary->pass, risk);
      gboolean block = forced == REVIEW_FORCED_BLOCK
                       || (forced == REVIEW_FORCED_NOT && !pass
                           && review_threshold_decides (REVIEW_SIDE_BLOCK, boundary->block, risk));
      gboolean bad = sample->positives[i] != 0;

      e->auto_pass += pass ? 1 : 0;
      e->auto_block += block ? 1 : 0;
      e->missed += pass && bad ? 1 : 0;
      e->wrongly_stopped += block && !bad ? 1 : 0;
      set_term (self, AUTOMATION, i, pass || block, TRUE);
      set_term (self, AUTO_PRECISION, i, bad, block);
      set_term (self, SYSTEM_PRECISION, i, bad, (bad && !pass) || (!bad && block));
      set_term (self, SYSTEM_RECALL, i, !pass, bad);
      set_term (self, BLOCKED_BAD, i, block, bad);
    }
}

/* Wilson's interval where all cases weigh the same; else that of a ratio of weighted sums. */
static StatsInterval
measure (const Terms *self, Share which)
{
  guint k = 0, n = 0;

  if (self->weights != NULL)
    return stats_ratio (self->a[which], self->b[which], self->weights, NULL, self->n, LEVEL, NULL);
  for (guint i = 0; i < self->n; i++)
    {
      k += self->a[which][i] > 0 ? 1 : 0;
      n += self->b[which][i] > 0 ? 1 : 0;
    }
  return share (k, n);
}

/* The whole system: what is not decided automatically, people decide, rightly. */
static void
measure_system (const Terms *terms, const HubSensitivity *people, ReviewEvaluation *e)
{
  const StatsInterval none = { NAN, NAN, NAN };
  gboolean automated = e->auto_pass + e->auto_block > 0;
  double blocked = measure (terms, BLOCKED_BAD).value;

  e->automation = measure (terms, AUTOMATION);
  e->auto_precision = measure (terms, AUTO_PRECISION);
  e->system_precision = automated ? measure (terms, SYSTEM_PRECISION) : none;
  e->system_recall = automated ? measure (terms, SYSTEM_RECALL) : none;
  e->with_people = NAN;
  if (automated && people->seen > 0)
    e->with_people =
        blocked
        + (e->system_recall.value - blocked)
              * stats_clopper_pearson_lower (people->found, people->seen, (1 - LEVEL) / 2);
}

/* Of the verdict. AUC is of the labels as they are; the rest counts what each label stands for. */
static void
weigh_verdict (const ReviewSample *sample, double cut, ReviewEvaluation *e)
{
  StatsWeighted weighted;

  if (!stats_weighted_confusion (sample->risks, sample->positives, sample->pi, sample->n, cut,
                                 STATS_CASES_LIKE_THESE, LEVEL, &weighted))
    return;
  e->binary.precision = weighted.precision;
  e->binary.recall = weighted.recall;
  e->binary.f1 = weighted.f1;
}

/**
 * review_evaluation_make:
 * @people: what people were measured to find; nothing seen: not measured
 * @ret_evaluation: (out): receives the figures
 *
 * Verdict: precision, recall and F1 at the policy's cut, and the AUC, with percentile bootstrap
 * intervals (2,000 replicates; fewer, at least 200, where there are more than 10,000 cases).
 * Shares: Wilson. `statistics.md` 4 names the three pairs of precision and recall. Where cases
 * were not all equally likely to be labelled, each counts 1 / pi (5.1) in everything but the AUC
 * and the numbers of labels: stats_weighted_confusion() for the verdict, stats_ratio() for shares.
 */
void
review_evaluation_make (const ReviewSample *sample,
                        const ReviewBoundary *boundary,
                        const HubSensitivity *people,
                        ReviewEvaluation *ret_evaluation)
{
  const double *risks = sample->risks;
  const guint8 *truth = sample->positives;
  guint n = sample->n;
  g_autofree double *weights = hub_weights (sample->pi, n);
  g_auto (Terms) terms = { .weights = weights };

  *ret_evaluation = (ReviewEvaluation){ .n = n, .positives = sample->bad };
  ret_evaluation->replicates = CLAMP (DRAWS / n, LEAST_REPLICATES, MOST_REPLICATES);
  ret_evaluation->confusion = stats_confusion (risks, truth, n, boundary->cut);
  ret_evaluation->binary = stats_binary_bootstrap (risks, truth, n, boundary->cut,
                                                   ret_evaluation->replicates, LEVEL, SEED);
  if (weights != NULL)
    weigh_verdict (sample, boundary->cut, ret_evaluation);
  ret_evaluation->weighted = weights != NULL;
  ret_evaluation->brier = stats_brier_weighted (risks, truth, weights, n);
  ret_evaluation->log_loss = stats_log_loss_weighted (risks, truth, weights, n);
  init_terms (&terms, sample, boundary, ret_evaluation);
  measure_system (&terms, people, ret_evaluation);
}

static void
report_intervals (ReviewReport *report, const ReviewEvaluation *self)
{
  const struct
  {
    const char *name;
    const StatsInterval *interval;
  } table[] = {
    { "auc", &self->binary.auc },
    { "precision", &self->binary.precision },
    { "recall", &self->binary.recall },
    { "f1", &self->binary.f1 },
    { "automation", &self->automation },
    { "auto_precision", &self->auto_precision },
    { "system_precision", &self->system_precision },
    { "system_recall", &self->system_recall },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    review_report_add_number (report, table[i].name, table[i].interval->value);
  review_report_add_number (report, "system_recall_with_people", self->with_people);
  review_report_open (report, "intervals");
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    review_report_add_interval (report, table[i].name, table[i].interval->low,
                                table[i].interval->high);
  review_report_close (report);
  review_report_add_number (report, "level", LEVEL);
  review_report_add_int (report, "replicates", self->replicates);
}

static void
report_boundary (ReviewReport *report, const ReviewBoundary *boundary)
{
  const ReviewCertificate *pass = boundary->pass_certificate;
  const ReviewCertificate *block = boundary->block_certificate;
  gboolean certified =
      (pass != NULL && !isnan (pass->lambda)) || (block != NULL && !isnan (block->lambda));

  review_report_open (report, "thresholds");
  review_report_add_number (report, "pass", boundary->pass);
  review_report_add_number (report, "block", boundary->block);
  review_report_add_number (report, "verdict_cut", boundary->cut);
  review_report_add_text (report, "source", boundary->source);
  review_report_add_flag (report, "certified", certified);
  review_report_close (report);
  review_report_open (report, "certificate");
  review_proof_report_certificate (report, "pass", pass);
  review_proof_report_certificate (report, "block", block);
  review_report_close (report);
}

/**
 * review_evaluation_report:
 *
 * Adds every figure of @self, and the thresholds with their certificate. Pairs of precision and
 * recall: of the verdict (precision, recall), of what is decided automatically (auto_precision;
 * its recall is the system's), of the system.
 */
void
review_evaluation_report (ReviewReport *report,
                          const ReviewEvaluation *self,
                          const ReviewBoundary *boundary)
{
  const struct
  {
    const char *name;
    guint value;
  } counts[] = {
    { "tp", self->confusion.tp },     { "fp", self->confusion.fp },
    { "tn", self->confusion.tn },     { "fn", self->confusion.fn },
    { "auto_pass", self->auto_pass }, { "auto_block", self->auto_block },
    { "missed", self->missed },       { "wrongly_stopped", self->wrongly_stopped },
  };

  review_report_add_int (report, "n", self->n);
  review_report_add_int (report, "positives", self->positives);
  report_intervals (report, self);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    review_report_add_int (report, counts[i].name, counts[i].value);
  review_report_add_flag (report, "weighted", self->weighted);
  review_report_add_number (report, "brier", self->brier);
  review_report_add_number (report, "log_loss", self->log_loss);
  report_boundary (report, boundary);
}
