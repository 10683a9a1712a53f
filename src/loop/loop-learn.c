/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a floor changes because of its labels: a candidate that is not worse takes the live model's
 * place, a calibration that is better the calibration's, and thresholds are certified anew. Whatever
 * goes live is proposed by one person and approved by another. */
#define G_LOG_DOMAIN "review-loop"
#include "loop-learn.h"

#include <math.h>

#include "roca-matrix.h"

#define AUTHOR     "lead-1"
#define APPROVER   "lead-2"
#define GATE_LEVEL 0.9 /* two-sided: 5 % for "worse" */

/**
 * loop_options_init:
 * @self: (out): receives the defaults
 */
void
loop_options_init (LoopOptions *self)
{
  *self = (LoopOptions){ .seed = 1,
                         .weeks = 52,
                         .history = 1200,
                         .every = 4,
                         .people = { 1, 0.995, 0.995, LOOP_SECOND_DISAGREEMENTS },
                         .gold_before = 30 * 151, /* thirty people, each proven to find 98 % */
                         .gold = 0.05,
                         .audit = 0.2,
                         .outcomes = 0.3,
                         .outcome_weeks = 8,
                         .margin = 0.05,
                         .threads = 1 };
  hub_targets_init (&self->targets);
}

/* Labels with the risks of a model, and of these the ones that certify a side. */
typedef struct
{
  double *raw;
  guint8 *trained;
  double *risks;
  guint8 *positives;
  guint8 *forced;
  const char **clusters;
  guint n;
} Sheet;

static void
sheet_clear (Sheet *self)
{
  g_free (self->raw);
  g_free (self->trained);
  g_free (self->risks);
  g_free (self->positives);
  g_free (self->forced);
  g_free (self->clusters);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sheet, sheet_clear)

static gboolean
sheet_init (Sheet *self,
            const LoopWorld *world,
            const LoopLabels *labels,
            const RocaModel *model,
            GError **error)
{
  guint n = loop_labels_get_n (labels) + 1;

  *self = (Sheet){ g_new (double, n),
                   g_new (guint8, n),
                   g_new (double, n),
                   g_new (guint8, n),
                   g_new (guint8, n),
                   g_new (const char *, n),
                   0 };
  return loop_model_scores (model, world, labels, self->raw, self->trained, error);
}

/* Which labels prove something of a side's threshold: those that were drawn with the same chance as
 * every case of their week, so that they count alike whatever became of them; and all of the weeks in
 * which the side decided nothing. There everything is labelled but for what the other side decided,
 * and that is reckoned against the claim.
 *
 * Pass: of the blocks that nobody looked at as many count as bad as the blocks' own certificate says;
 * those that the model would now not block all count as bad. So the share of bad cases that pass is
 * never taken for less than it is.
 *
 * Block: of the passes that nobody looked at those count, as good, that the model would now block. */
static gboolean
proves (const LoopWorld *world,
        const LoopLabel *label,
        ReviewSide side,
        double risk,
        const HubTargets *targets)
{
  gboolean open = label->open[side == REVIEW_SIDE_BLOCK ? 1 : 0];

  if (label->unfit)
    return FALSE;
  if (label->stream != LOOP_STREAM_ASSUMED)
    return label->uniform || open;
  if (!open)
    return FALSE;
  if (side == REVIEW_SIDE_BLOCK)
    return risk >= targets->cut;
  return risk < targets->cut
         || loop_draw (label->row, "assumed", loop_world_get_case (world, label->row)->id)
                < targets->precision;
}

static HubSample
choose (Sheet *self,
        const LoopWorld *world,
        const LoopLabels *labels,
        const RocaModel *model,
        ReviewSide side,
        const HubTargets *targets)
{
  self->n = 0;
  for (guint i = 0; i < loop_labels_get_n (labels); i++)
    {
      const LoopLabel *label = loop_labels_get (labels, i);
      double risk = roca_model_calibrate (model, self->raw[i]);

      if (!proves (world, label, side, risk, targets))
        continue;
      self->risks[self->n] = risk;
      self->positives[self->n] = label->positive ? 1 : 0;
      self->forced[self->n] = label->forced ? 1 : 0;
      self->clusters[self->n++] = loop_world_get_case (world, label->row)->cluster;
    }
  return (HubSample){ self->risks, self->positives, NULL, self->clusters, self->n, self->forced };
}

static ReviewCertificate *
certify_side (const LoopBrain *self,
              const LoopWorld *world,
              const LoopLabels *labels,
              Sheet *sheet,
              ReviewSide side,
              const HubTargets *targets,
              GError **error)
{
  HubSample sample = choose (sheet, world, labels, self->model, side, targets);
  ReviewCertificate *sides[2] = { NULL, NULL };
  ReviewCertificate *chosen;

  if (!hub_certify (&sample, &self->people, targets, &sides[0], &sides[1], error))
    return NULL;
  chosen = sides[side == REVIEW_SIDE_BLOCK ? 1 : 0];
  review_record_unref (sides[side == REVIEW_SIDE_BLOCK ? 0 : 1]);
  chosen->model = g_strdup (roca_model_get_version (self->model));
  chosen->calibration = g_strdup (roca_model_get_calibration (self->model));
  return chosen;
}

static void
put_in_force (LoopBrain *self,
              const LoopWorld *world,
              ReviewCertificate *pass,
              ReviewCertificate *block)
{
  ReviewPolicy *next = hub_propose_policy (self->policy, world->case_type, pass, block);

  g_free (next->version);
  next->version = g_strdup_printf ("s%u", ++self->revision);
  next->author = g_strdup (AUTHOR);
  next->approver = g_strdup (APPROVER);
  review_record_unref (self->policy);
  self->policy = next;
}

/* The next policy: certified thresholds of the brain's model, approved by another than the author. */
static gboolean
certify (LoopBrain *self,
         const LoopWorld *world,
         const LoopLabels *labels,
         Sheet *sheet,
         const LoopOptions *options,
         GError **error)
{
  HubTargets targets = options->targets;
  g_autoptr (ReviewCertificate) pass = NULL;
  g_autoptr (ReviewCertificate) block = NULL;

  targets.cut = review_policy_find_type (self->policy, world->case_type)->verdict_cut;
  pass = certify_side (self, world, labels, sheet, REVIEW_SIDE_PASS, &targets, error);
  if (pass != NULL)
    block = certify_side (self, world, labels, sheet, REVIEW_SIDE_BLOCK, &targets, error);
  if (block == NULL)
    return FALSE;
  put_in_force (self, world, pass, block);
  return TRUE;
}

static RocaModel *
make_candidate (const LoopBrain *self,
                const LoopWorld *world,
                const LoopLabels *labels,
                const LoopOptions *options,
                GError **error)
{
  LoopTraining training = { options->seed, options->threads, self->hidden };
  g_autofree char *version = g_strdup_printf ("m%u", self->generation + 1);

  return loop_train (world, labels, &training, version, error);
}

static void
calibrate (LoopBrain *self,
           RocaModel *model,
           const LoopLabels *labels,
           const Sheet *sheet,
           const guint8 *use,
           gboolean only_better,
           gboolean *ret_done)
{
  g_autofree char *version = g_strdup_printf ("c%u", self->calibration + 1);

  *ret_done = loop_recalibrate (model, labels, sheet->raw, use, only_better, version);
  self->calibration += *ret_done ? 1 : 0;
}

/**
 * loop_brain_ask_gold:
 * @labels: gold cases are those that are known to be bad
 * @n: to be given to people among the others
 *
 * What people find of what is known to be bad, in the way in which they find anything: with a second
 * look where it is due.
 */
void
loop_brain_ask_gold (LoopBrain *self,
                     const LoopWorld *world,
                     const LoopLabels *labels,
                     const LoopOptions *options,
                     guint n)
{
  guint all = loop_labels_get_n (labels);

  for (guint i = 0; i < n && all > 0; i++)
    {
      g_autofree char *name = g_strdup_printf ("gold %u", ++self->gold);
      guint at = (guint) (loop_draw (options->seed, name, "which") * all), tried = 0;
      const LoopLabel *label;
      LoopAnswer answer;

      do
        label = loop_labels_get (labels, (at + tried) % all);
      while ((!label->confirmed || !label->positive || label->unfit) && ++tried < all);
      if (tried == all)
        return;
      answer =
          loop_people_answer (&options->people, name, loop_world_get_case (world, label->row)->id,
                              TRUE, label->verdict);
      self->people.seen++;
      self->people.found += answer.positive ? 1 : 0;
    }
}

/* What the first model would have said of history, by the scores of those that did not see the case. */
static void
fill_verdicts (const LoopBrain *self,
               const LoopWorld *world,
               LoopLabels *labels,
               const Sheet *sheet)
{
  double cut = review_policy_find_type (self->policy, world->case_type)->verdict_cut;

  for (guint i = 0; i < loop_labels_get_n (labels); i++)
    loop_labels_set_verdict (labels, i,
                             roca_model_calibrate (self->model, sheet->raw[i]) >= cut
                                 ? REVIEW_VERDICT_BLOCK
                                 : REVIEW_VERDICT_PASS);
}

static ReviewPolicy *
make_policy (const LoopWorld *world, const LoopOptions *options)
{
  ReviewPolicy *policy = review_record_copy (world->policy);
  ReviewTypePolicy *type =
      review_record_copy (review_policy_find_type (world->policy, world->case_type));

  g_free (type->case_type);
  type->case_type = g_strdup (world->case_type);
  type->audit_rate = options->audit;
  g_clear_pointer (&policy->types, g_ptr_array_unref);
  policy->types = review_records_new ();
  g_ptr_array_add (policy->types, type);
  return policy;
}

/**
 * loop_brain_begin:
 * @self: (out): clear with loop_brain_clear(), also after an error
 * @labels: of history
 *
 * The first model, what people are known to find, and the thresholds that history certifies.
 */
gboolean
loop_brain_begin (LoopBrain *self,
                  const LoopWorld *world,
                  LoopLabels *labels,
                  const LoopOptions *options,
                  GError **error)
{
  g_auto (Sheet) sheet = { 0 };

  *self = (LoopBrain){ .hidden = options->clause, .policy = make_policy (world, options) };
  self->model = make_candidate (self, world, labels, options, error);
  if (self->model == NULL || !sheet_init (&sheet, world, labels, self->model, error))
    return FALSE;
  self->generation++;
  fill_verdicts (self, world, labels, &sheet);
  loop_brain_ask_gold (self, world, labels, options, options->gold_before);
  return certify (self, world, labels, &sheet, options, error);
}

/**
 * loop_brain_copy:
 * @self: (out): another one that has learnt the same so far
 */
void
loop_brain_copy (LoopBrain *self, const LoopBrain *from)
{
  *self = *from;
  roca_model_ref (self->model);
  review_record_ref (self->policy);
}

/* What the gate reads: labels that the live model was not trained on. */
typedef struct
{
  double *risks[2];
  guint8 *positives;
  double *pi;
  guint *clusters;
  guint n;
} Bench;

static void
bench_clear (Bench *self)
{
  g_free (self->risks[0]);
  g_free (self->risks[1]);
  g_free (self->positives);
  g_free (self->pi);
  g_free (self->clusters);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Bench, bench_clear)

/* Alike cases get the number of the first of them. */
static guint
number_cluster (GHashTable *numbers, const char *cluster, guint n)
{
  gpointer number;

  if (cluster == NULL)
    return n;
  if (!g_hash_table_lookup_extended (numbers, cluster, NULL, &number))
    g_hash_table_insert (numbers, (gpointer) cluster, number = GUINT_TO_POINTER (n));
  return GPOINTER_TO_UINT (number);
}

static void
bench_fill (Bench *self,
            const LoopWorld *world,
            const LoopLabels *labels,
            const RocaModel *const models[2],
            const Sheet sheets[2])
{
  guint all = loop_labels_get_n (labels) + 1;
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);

  *self = (Bench){ { g_new (double, all), g_new (double, all) },
                   g_new (guint8, all),
                   g_new (double, all),
                   g_new (guint, all),
                   0 };
  for (guint i = 0; i + 1 < all; i++)
    {
      const LoopLabel *label = loop_labels_get (labels, i);

      if (sheets[0].trained[i] || label->unfit || isnan (label->pi))
        continue;
      for (int k = 0; k < 2; k++)
        self->risks[k][self->n] = roca_model_calibrate (models[k], sheets[k].raw[i]);
      self->positives[self->n] = label->positive ? 1 : 0;
      self->pi[self->n] = label->pi;
      self->clusters[self->n] =
          number_cluster (numbers, loop_world_get_case (world, label->row)->cluster, self->n);
      self->n++;
    }
}

static void
compare (const LoopWorld *world,
         const LoopLabels *labels,
         const RocaModel *live,
         const RocaModel *candidate,
         const Sheet sheets[2],
         StatsComparison *ret_comparison)
{
  const RocaModel *const models[2] = { live, candidate };
  g_auto (Bench) bench = { 0 };
  LoopPair pair;

  bench_fill (&bench, world, labels, models, sheets);
  pair = (LoopPair){
    { bench.risks[0], bench.risks[1] }, bench.positives, bench.pi, bench.clusters, bench.n
  };
  loop_compare (&pair, GATE_LEVEL, ret_comparison);
}

static void
tell_gate (LoopSeries *series, gboolean passed, const char *version, const StatsComparison *c)
{
  char gain[2][32];

  g_ascii_formatd (gain[0], sizeof gain[0], "%.4f", c->gain.value);
  g_ascii_formatd (gain[1], sizeof gain[1], "%.4f", c->gain.low);
  loop_series_tell (
      series, passed, passed ? "promoted" : "refused",
      "%s against the live model on %u new labels: log-loss better by %s, at least %s", version,
      c->n, gain[0], gain[1]);
}

/* The model stays; what its risks mean may have moved. On labels that it was not trained on. */
static void
recalibrate_live (LoopBrain *self, const LoopLabels *labels, const Sheet *sheet, LoopSeries *series)
{
  guint n = loop_labels_get_n (labels);
  g_autofree guint8 *fresh = g_new (guint8, n + 1);
  gboolean done;

  for (guint i = 0; i < n; i++)
    fresh[i] = sheet->trained[i] ? 0 : 1;
  calibrate (self, self->model, labels, sheet, fresh, TRUE, &done);
  if (done)
    loop_series_tell (series, TRUE, "recalibrated", "%s has calibration %s",
                      roca_model_get_version (self->model),
                      roca_model_get_calibration (self->model));
}

/* Trains, compares, and puts the candidate in the live model's place where the gate lets it pass;
 * else the live model may still be calibrated anew, on labels that it was not trained on. */
static gboolean
renew_model (LoopBrain *self,
             const LoopWorld *world,
             const LoopLabels *labels,
             const LoopOptions *options,
             LoopSeries *series,
             Sheet *ret_sheet,
             GError **error)
{
  g_autoptr (RocaModel) candidate = make_candidate (self, world, labels, options, error);
  Sheet sheets[2] = { { 0 }, { 0 } };
  StatsComparison comparison;
  gboolean done = FALSE, passed = FALSE;
  gboolean ok = candidate != NULL && sheet_init (&sheets[0], world, labels, self->model, error)
                && sheet_init (&sheets[1], world, labels, candidate, error);

  if (ok)
    {
      calibrate (self, candidate, labels, &sheets[1], NULL, FALSE, &done);
      compare (world, labels, self->model, candidate, sheets, &comparison);
      passed = stats_comparison_is_not_worse (&comparison, options->margin);
      tell_gate (series, passed, roca_model_get_version (candidate), &comparison);
      self->generation++;
    }
  if (ok && !passed)
    recalibrate_live (self, labels, &sheets[0], series);
  if (passed)
    {
      roca_model_unref (self->model);
      self->model = g_steal_pointer (&candidate);
    }
  *ret_sheet = sheets[passed ? 1 : 0];
  sheet_clear (&sheets[passed ? 0 : 1]);
  return ok;
}

static char *
say_side (const ReviewTypePolicy *type, ReviewSide side)
{
  const ReviewCertificate *one = type->certificates->pdata[side == REVIEW_SIDE_BLOCK ? 1 : 0];
  char lambda[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isnan (one->lambda))
    return g_strdup_printf ("%s (%" G_GINT64_FORMAT " errors of %" G_GINT64_FORMAT ")",
                            g_ascii_formatd (lambda, sizeof lambda, "%.4f", one->lambda), one->k,
                            one->n);
  return one->more > 0
             ? g_strdup_printf ("none (about %" G_GINT64_FORMAT " more labels)", one->more)
             : g_strdup ("none");
}

static gboolean
differ (double a, double b)
{
  return a < b || a > b;
}

static void
tell_thresholds (LoopSeries *series, const ReviewTypePolicy *before, const ReviewTypePolicy *after)
{
  g_autofree char *pass = say_side (after, REVIEW_SIDE_PASS);
  g_autofree char *block = say_side (after, REVIEW_SIDE_BLOCK);
  gboolean changed = differ (before->threshold_pass, after->threshold_pass)
                     || differ (before->threshold_block, after->threshold_block);

  loop_series_tell (series, changed, "thresholds", "pass %s, block %s", pass, block);
}

/**
 * loop_brain_learn:
 * @labels: all that is known
 * @series: told what was changed
 */
gboolean
loop_brain_learn (LoopBrain *self,
                  const LoopWorld *world,
                  const LoopLabels *labels,
                  const LoopOptions *options,
                  LoopSeries *series,
                  GError **error)
{
  g_auto (Sheet) sheet = { 0 };
  g_autoptr (ReviewPolicy) before = review_record_ref (self->policy);

  if (!renew_model (self, world, labels, options, series, &sheet, error)
      || !certify (self, world, labels, &sheet, options, error))
    return FALSE;
  tell_thresholds (series, review_policy_find_type (before, world->case_type),
                   review_policy_find_type (self->policy, world->case_type));
  return TRUE;
}

/**
 * loop_brain_suspend:
 * @side: decides nothing until thresholds are certified again
 */
void
loop_brain_suspend (LoopBrain *self, const LoopWorld *world, ReviewSide side)
{
  const ReviewTypePolicy *live = review_policy_find_type (self->policy, world->case_type);
  ReviewCertificate *sides[2] = { NULL, NULL };

  for (guint i = 0; i < live->certificates->len; i++)
    {
      ReviewCertificate *one = review_record_copy (live->certificates->pdata[i]);

      if (one->side == (int) side)
        one->lambda = NAN;
      sides[one->side == REVIEW_SIDE_BLOCK ? 1 : 0] = one;
    }
  put_in_force (self, world, sides[0], sides[1]);
  review_record_unref (sides[0]);
  review_record_unref (sides[1]);
}

void
loop_brain_clear (LoopBrain *self)
{
  g_clear_pointer (&self->model, roca_model_unref);
  g_clear_pointer (&self->policy, review_record_unref);
}
