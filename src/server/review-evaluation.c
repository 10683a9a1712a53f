/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures that train and evaluate print, in the same words and from the same place. */
#define G_LOG_DOMAIN "review-server"
#include "review-evaluation.h"

#include <math.h>
#include <string.h>

#include "review-error.h"
#include "stats-calibration.h"
#include "stats-interval.h"

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

static void
count_automatic (const ReviewSample *sample, const ReviewBoundary *boundary, ReviewEvaluation *e)
{
  for (guint i = 0; i < sample->n; i++)
    {
      double risk = sample->risks[i];
      gboolean pass = review_threshold_decides (REVIEW_SIDE_PASS, boundary->pass, risk);
      gboolean block = !pass && review_threshold_decides (REVIEW_SIDE_BLOCK, boundary->block, risk);

      e->auto_pass += pass ? 1 : 0;
      e->auto_block += block ? 1 : 0;
      e->missed += pass && sample->positives[i] ? 1 : 0;
      e->wrongly_stopped += block && !sample->positives[i] ? 1 : 0;
    }
}

/* The whole system: what is not decided automatically, people decide, rightly. */
static void
measure_system (const HubSensitivity *people, ReviewEvaluation *e)
{
  guint found = e->positives - e->missed;
  guint blocked_bad = e->auto_block - e->wrongly_stopped;
  gboolean automated = e->auto_pass + e->auto_block > 0;

  e->automation = share (e->auto_pass + e->auto_block, e->n);
  e->auto_precision = share (blocked_bad, e->auto_block);
  e->system_precision = share (automated ? found : 0, automated ? found + e->wrongly_stopped : 0);
  e->system_recall = share (automated ? found : 0, automated ? e->positives : 0);
  e->with_people = NAN;
  if (automated && e->positives > 0 && people->seen > 0)
    e->with_people =
        (blocked_bad
         + (found - blocked_bad)
               * stats_clopper_pearson_lower (people->found, people->seen, (1 - LEVEL) / 2))
        / e->positives;
}

/**
 * review_evaluation_make:
 * @people: what people were measured to find; nothing seen: not measured
 * @ret_evaluation: (out): receives the figures
 *
 * Verdict: precision, recall and F1 at the policy's cut, and the AUC, with percentile bootstrap
 * intervals (2,000 replicates; fewer, at least 200, where there are more than 10,000 cases).
 * Shares: Wilson. `statistics.md` 4 names the three pairs of precision and recall.
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

  *ret_evaluation = (ReviewEvaluation){ .n = n, .positives = sample->bad };
  ret_evaluation->replicates = CLAMP (DRAWS / n, LEAST_REPLICATES, MOST_REPLICATES);
  ret_evaluation->confusion = stats_confusion (risks, truth, n, boundary->cut);
  ret_evaluation->binary = stats_binary_bootstrap (risks, truth, n, boundary->cut,
                                                   ret_evaluation->replicates, LEVEL, SEED);
  ret_evaluation->brier = stats_brier (risks, truth, n);
  ret_evaluation->log_loss = stats_log_loss (risks, truth, n);
  count_automatic (sample, boundary, ret_evaluation);
  measure_system (people, ret_evaluation);
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
  review_report_add_number (report, "brier", self->brier);
  review_report_add_number (report, "log_loss", self->log_loss);
  report_boundary (report, boundary);
}
