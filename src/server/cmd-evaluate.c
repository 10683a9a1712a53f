/* SPDX-License-Identifier: GPL-3.0-or-later */
/* evaluate: how good the live model and its automation are on cases it was not trained on. */
#define G_LOG_DOMAIN "review-server"

#include <math.h>

#include "commands.h"
#include "review-error.h"
#include "review-evaluation.h"
#include "review-runtime.h"
#include "review-type-command.h"

typedef struct
{
  ReviewTypeCommand common;
  gboolean in_sample;
} Options;

static void
clear_options (Options *self)
{
  review_type_command_clear (&self->common);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

/* What is measured, and what came of it. */
typedef struct
{
  ReviewRuntime *runtime;
  RocaModel *model;
  ReviewSample *sample;
  ReviewProof proof; /* of the model's training cases */
  ReviewBoundary boundary;
  ReviewEvaluation evaluation;
} Work;

static void
clear_work (Work *self)
{
  review_proof_clear (&self->proof);
  g_clear_pointer (&self->sample, review_sample_free);
  g_clear_pointer (&self->model, roca_model_unref);
  g_clear_pointer (&self->runtime, review_runtime_close);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, clear_work)

static gboolean
check_unseen (const Work *work, GError **error)
{
  const ReviewSample *sample = work->sample;
  const char *first = NULL;

  if (sample->trained == 0)
    return TRUE;
  for (guint i = sample->n; i-- > 0;)
    if (sample->seen[i])
      first = sample->ids[i];
  g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID,
               "model %s was trained on %u of these cases (%s is one); --in-sample evaluates them "
               "all the same",
               roca_model_get_version (work->model), sample->trained, first);
  return FALSE;
}

/* The thresholds are the policy's where they were certified for this model; else those that its
 * training cases certify. */
static gboolean
choose_boundary (Work *work, GError **error)
{
  ReviewService *service = work->runtime->service;
  g_autoptr (ReviewSample) trained = NULL;

  if (review_boundary_is_certified (service, work->model))
    {
      if (!review_proof_measure_people (service, roca_model_get_case_type (work->model),
                                        &work->proof.people, error))
        return FALSE;
    }
  else
    {
      trained = review_proof_read_training (service, work->model, error);
      if (trained == NULL
          || !review_proof_make (service, work->model, trained, HUB_DELTA, &work->proof, error))
        return FALSE;
    }
  return review_boundary_find (service, work->model, &work->proof, &work->boundary, error);
}

static void
print_json (const Options *options, const Work *work)
{
  g_autoptr (ReviewReport) report = review_report_new ();
  const ReviewSample *sample = work->sample;
  guint known = sample->n + sample->unfit + sample->provisional;

  review_report_add_text (report, "type", options->common.type);
  review_evaluation_report (report, &work->evaluation, &work->boundary);
  review_report_add_text (report, "model", roca_model_get_version (work->model));
  review_report_add_text (report, "policy",
                          review_service_get_policy (work->runtime->service)->version);
  review_report_add_flag (report, "in_sample", options->in_sample);
  review_report_add_int (report, "unfit", sample->unfit);
  review_report_add_int (report, "provisional", sample->provisional);
  review_report_add_int (report, "not_found", sample->asked - MIN (known, sample->asked));
  review_report_add_number (report, "rows_per_second", sample->n / sample->seconds);
  review_report_print (report);
}

static void
print_line (const char *name, const StatsInterval *interval)
{
  char value[3][32];

  g_ascii_formatd (value[0], sizeof value[0], "%.3f", interval->value);
  g_ascii_formatd (value[1], sizeof value[1], "%.3f", interval->low);
  g_ascii_formatd (value[2], sizeof value[2], "%.3f", interval->high);
  if (isnan (interval->value))
    review_command_print ("%-16s none\n", name);
  else
    review_command_print ("%-16s %s  (95 %% interval %s to %s)\n", name, value[0], value[1],
                          value[2]);
}

static void
print_text (const Options *options, const Work *work)
{
  const ReviewEvaluation *e = &work->evaluation;
  char pass[32], block[32];

  g_ascii_formatd (pass, sizeof pass, "%.4f", work->boundary.pass);
  g_ascii_formatd (block, sizeof block, "%.4f", work->boundary.block);
  review_command_print ("Model %s on %u cases of %s, %u positive%s.\n",
                        roca_model_get_version (work->model), e->n, options->common.type,
                        e->positives, options->in_sample ? ", in sample" : "");
  print_line ("AUC", &e->binary.auc);
  print_line ("precision", &e->binary.precision);
  print_line ("recall", &e->binary.recall);
  print_line ("F1", &e->binary.f1);
  review_command_print ("thresholds       pass at or below %s, block at or above %s (%s)\n",
                        isnan (work->boundary.pass) ? "none" : pass,
                        isnan (work->boundary.block) ? "none" : block, work->boundary.source);
  print_line ("automation", &e->automation);
  print_line ("system precision", &e->system_precision);
  print_line ("system recall", &e->system_recall);
  review_command_print ("%u missed of %u passed, %u wrongly stopped of %u blocked\n", e->missed,
                        e->auto_pass, e->wrongly_stopped, e->auto_block);
}

static gboolean
evaluate (const Options *options, GError **error)
{
  g_auto (Work) work = { NULL };

  if (options->common.ids == NULL)
    {
      review_error_set_field (error, "ids", "evaluate needs --ids");
      return FALSE;
    }
  work.runtime = review_runtime_open (&options->common.command, REVIEW_STORE_MUST_EXIST, error);
  if (work.runtime == NULL)
    return FALSE;
  work.model = review_runtime_dup_model (work.runtime, options->common.type, error);
  if (work.model == NULL)
    return FALSE;
  work.sample =
      review_sample_read (work.runtime->service, work.model,
                          (const char *const *) options->common.ids, REVIEW_SCORES_SERVED, error);
  if (work.sample == NULL || (!options->in_sample && !check_unseen (&work, error))
      || !choose_boundary (&work, error))
    return FALSE;
  review_evaluation_make (work.sample, &work.boundary, &work.proof.people, &work.evaluation);
  if (options->common.command.json)
    print_json (options, &work);
  else
    print_text (options, &work);
  return TRUE;
}

int
review_cmd_evaluate (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "in-sample", 0, 0, G_OPTION_ARG_NONE, &options.in_sample,
      "Also cases that the model was trained on", NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!review_type_command_parse (&options.common, &argc, &argv,
                                  "Measure the live model of a case type against known truth.",
                                  entries, &error)
      || !evaluate (&options, &error))
    return review_command_fail (error);
  return 0;
}
