/* SPDX-License-Identifier: GPL-3.0-or-later */
/* threshold: which thresholds can be proven today, and on what. It changes nothing in the store. */
#define G_LOG_DOMAIN "review-server"

#include <math.h>

#include "commands.h"
#include "review-codec.h"
#include "review-error.h"
#include "review-proof.h"
#include "review-runtime.h"
#include "review-type-command.h"

typedef struct
{
  ReviewTypeCommand common;
  double delta;
  char *policy; /* (owned) (nullable): file to write */
} Options;

static void
clear_options (Options *self)
{
  review_type_command_clear (&self->common);
  g_free (self->policy);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

/* Share of the sample that both thresholds decide; every case once, alike or not. */
static double
automation (const ReviewSample *sample, const ReviewProof *proof)
{
  guint decided = 0;

  for (guint i = 0; i < sample->n; i++)
    decided +=
        review_threshold_decides (REVIEW_SIDE_PASS, proof->pass->lambda, sample->risks[i])
        || review_threshold_decides (REVIEW_SIDE_BLOCK, proof->block->lambda, sample->risks[i]);
  return (double) decided / sample->n;
}

static void
report_people (ReviewReport *report, const ReviewProof *proof)
{
  review_report_open (report, "sensitivity");
  review_report_add_flag (report, "measured", proof->pass->sensitivity_measured);
  review_report_add_number (report, "lower_bound", proof->pass->sensitivity);
  review_report_add_int (report, "found", proof->people.found);
  review_report_add_int (report, "seen", proof->people.seen);
  review_report_close (report);
}

static void
print_json (const Options *options,
            const ReviewRuntime *runtime,
            const RocaModel *model,
            const ReviewSample *sample,
            const ReviewProof *proof)
{
  g_autoptr (ReviewReport) report = review_report_new ();

  review_report_add_text (report, "type", options->common.type);
  review_report_add_int (report, "n", sample->n);
  review_report_add_int (report, "positives", sample->bad);
  review_report_open (report, "thresholds");
  review_report_add_number (report, "pass", proof->pass->lambda);
  review_report_add_number (report, "block", proof->block->lambda);
  review_report_close (report);
  review_report_open (report, "certificate");
  review_proof_report_certificate (report, "pass", proof->pass);
  review_proof_report_certificate (report, "block", proof->block);
  review_report_close (report);
  review_report_add_number (report, "delta", options->delta);
  review_report_open (report, "window");
  review_report_add_time (report, "since", sample->since);
  review_report_add_time (report, "until", sample->until);
  review_report_close (report);
  report_people (report, proof);
  review_report_add_number (report, "automation", automation (sample, proof));
  review_report_add_int (report, "out_of_fold", sample->out_of_fold);
  review_report_add_int (report, "plain", sample->n - sample->out_of_fold);
  review_report_add_int (report, "unfit", sample->unfit);
  review_report_add_int (report, "provisional", sample->provisional);
  review_report_add_text (report, "model", roca_model_get_version (model));
  review_report_add_text (report, "policy", review_service_get_policy (runtime->service)->version);
  review_report_add_number (report, "rows_per_second", sample->n / sample->seconds);
  review_report_print (report);
}

static void
print_side (const char *what, const char *claim, const ReviewCertificate *c)
{
  char target[32], bound[32], lambda[32];

  g_ascii_formatd (target, sizeof target, "%.0f", 100 * c->target);
  g_ascii_formatd (bound, sizeof bound, "%.2f", 100 * c->bound);
  g_ascii_formatd (lambda, sizeof lambda, "%.4f", c->lambda);
  if (!isnan (c->lambda))
    review_command_print ("%s %s: %s at least %s %% (%" G_GINT64_FORMAT
                          " errors of %" G_GINT64_FORMAT " clusters, bound %s %%)\n",
                          what, lambda, claim, target, c->k, c->n, bound);
  else if (c->more > 0)
    review_command_print ("%s: not certifiable yet, about %" G_GINT64_FORMAT
                          " more labels (%s at least %s %%)\n",
                          what, c->more, claim, target);
  else
    review_command_print ("%s: not certifiable at the rates seen, whatever the number of labels "
                          "(%s at least %s %%)\n",
                          what, claim, target);
}

static void
print_text (const RocaModel *model, const ReviewSample *sample, const ReviewProof *proof)
{
  char percent[32], delta[32];

  g_ascii_formatd (percent, sizeof percent, "%.1f", 100 * automation (sample, proof));
  g_ascii_formatd (delta, sizeof delta, "%.3g", proof->pass->delta);
  review_command_print ("Model %s on %u cases, %u bad; %u by out-of-fold scores, %u by plain ones. "
                        "Delta %s, both sides together.\n",
                        roca_model_get_version (model), sample->n, sample->bad, sample->out_of_fold,
                        sample->n - sample->out_of_fold, delta);
  print_side ("pass at or below", "recall of the system", proof->pass);
  print_side ("block at or above", "precision of automatic blocks", proof->block);
  if (proof->pass->sensitivity_measured)
    review_command_print ("People found %u of %u bad cases.\n", proof->people.found,
                          proof->people.seen);
  else
    review_command_print ("People are assumed to find every bad case they see: nothing is "
                          "measured yet.\n");
  review_command_print ("automation %s %%\n", percent);
}

/* The policy in force with what was proven, for who drafts the next version. */
static gboolean
write_policy (const Options *options,
              const ReviewRuntime *runtime,
              const ReviewProof *proof,
              GError **error)
{
  const ReviewPolicy *live = review_service_get_policy (runtime->service);
  g_autoptr (ReviewPolicy) policy = NULL;
  g_autofree char *text = NULL;

  if (options->policy == NULL)
    return TRUE;
  if (review_policy_find_type (live, options->common.type) == NULL)
    {
      g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND, "there is no policy for %s",
                   options->common.type);
      return FALSE;
    }
  policy = hub_propose_policy (live, options->common.type, proof->pass, proof->block);
  text = review_encode (policy);
  return g_file_set_contents (options->policy, text, -1, error);
}

static gboolean
propose (const Options *options, GError **error)
{
  g_autoptr (ReviewRuntime) runtime = NULL;
  g_autoptr (RocaModel) model = NULL;
  g_autoptr (ReviewSample) sample = NULL;
  g_auto (ReviewProof) proof = { 0 };

  runtime = review_runtime_open (&options->common.command, REVIEW_STORE_MUST_EXIST, error);
  if (runtime == NULL)
    return FALSE;
  model = review_runtime_dup_model (runtime, options->common.type, error);
  if (model == NULL)
    return FALSE;
  sample = review_sample_read (runtime->service, model, (const char *const *) options->common.ids,
                               REVIEW_SCORES_OUT_OF_FOLD, error);
  if (sample == NULL
      || !review_proof_make (runtime->service, model, sample, options->delta, &proof, error)
      || !write_policy (options, runtime, &proof, error))
    return FALSE;
  if (options->common.command.json)
    print_json (options, runtime, model, sample, &proof);
  else
    print_text (model, sample, &proof);
  return TRUE;
}

int
review_cmd_threshold (int argc, char **argv)
{
  g_auto (Options) options = { .delta = HUB_DELTA };
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "delta", 0, 0, G_OPTION_ARG_DOUBLE, &options.delta,
      "Probability with which the result may be wrong, both sides together (0.1)", "D" },
    { "policy", 'p', 0, G_OPTION_ARG_FILENAME, &options.policy,
      "Also write the policy in force with these thresholds, to be drafted", "FILE" },
    G_OPTION_ENTRY_NULL,
  };

  if (!review_type_command_parse (&options.common, &argc, &argv,
                                  "Propose automation thresholds for a case type, with the proof "
                                  "of what they keep. Changes nothing in the store.",
                                  entries, &error)
      || !propose (&options, &error))
    return review_command_fail (error);
  return 0;
}
