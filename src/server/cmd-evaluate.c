/* SPDX-License-Identifier: GPL-3.0-or-later */
/* evaluate: how good the live model is on cases it was not trained on. One JSON object. */
#define G_LOG_DOMAIN "review-server"

#include <math.h>
#include <string.h>

#include "commands.h"
#include "review-error.h"
#include "review-runtime.h"
#include "review-store-cases.h"
#include "review-training.h"
#include "stats-binary.h"
#include "stats-calibration.h"

#define REPLICATES 2000
#define LEVEL      0.95
#define SEED       20261122

typedef struct
{
  ReviewCommand command;
  char *type;
  char *ids;
  gboolean in_sample;
} Options;

static void
clear_options (Options *self)
{
  review_command_clear (&self->command);
  g_free (self->type);
  g_free (self->ids);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

/* The cases asked for, as far as they are stored and their truth is known. */
typedef struct
{
  RocaSchema *schema;
  RocaMatrix *matrix;
  guint unfit; /* left out: unreadable or incomplete is not fraud */
  guint asked;
} Sample;

static void
clear_sample (Sample *self)
{
  g_clear_pointer (&self->schema, roca_schema_free);
  g_clear_pointer (&self->matrix, roca_matrix_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sample, clear_sample)

/* What came of it. */
typedef struct
{
  guint n;
  guint positives;
  StatsBinary binary;
  StatsConfusion confusion;
  guint auto_pass;
  guint auto_block;
  guint missed;          /* positives below the auto-pass threshold */
  guint wrongly_stopped; /* negatives above the auto-block threshold */
  double brier;
  double log_loss;
} Figures;

static gboolean
add_case (const char *case_id, const ReviewIntake *values, gpointer user_data, GError **error)
{
  Sample *sample = user_data;

  if (values->truth == NULL)
    return TRUE;
  if (values->truth->nature == REVIEW_NATURE_UNFIT)
    sample->unfit++;
  else
    roca_matrix_add_case (sample->matrix, sample->schema, values, values->as_of);
  return TRUE;
}

static gboolean
read_sample (const Options *options, ReviewRuntime *runtime, Sample *sample, GError **error)
{
  g_auto (GStrv) ids = review_training_read_ids (options->ids, error);
  ReviewCaseFilter filter = { options->type, (const char *const *) ids, TRUE };

  if (ids == NULL)
    return FALSE;
  sample->asked = g_strv_length (ids);
  sample->schema = roca_schema_new (review_service_get_catalog (runtime->service),
                                    review_service_get_policy (runtime->service), options->type);
  sample->matrix = roca_matrix_new (sample->schema);
  if (!review_store_each_case (runtime->store, &filter, add_case, sample, error))
    return FALSE;
  if (roca_matrix_get_n_rows (sample->matrix) > 0)
    return TRUE;
  g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND,
               "none of the %u ids is a case of %s with known truth", sample->asked, options->type);
  return FALSE;
}

static gboolean
check_unseen (const RocaModel *model, const RocaMatrix *matrix, GError **error)
{
  guint seen = 0;
  const char *first = NULL;

  for (guint i = 0; i < roca_matrix_get_n_rows (matrix); i++)
    if (roca_model_was_trained_on (model, roca_matrix_get_id (matrix, i)))
      {
        first = first != NULL ? first : roca_matrix_get_id (matrix, i);
        seen++;
      }
  if (seen == 0)
    return TRUE;
  g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID,
               "model %s was trained on %u of these cases (%s is one); --in-sample evaluates them "
               "all the same",
               roca_model_get_version (model), seen, first);
  return FALSE;
}

static gboolean
measure (const RocaModel *model,
         const Sample *sample,
         const ReviewTypePolicy *policy,
         Figures *f,
         GError **error)
{
  guint n = roca_matrix_get_n_rows (sample->matrix);
  g_autofree double *risks = g_new (double, n);
  g_autofree guint8 *truth = g_new (guint8, n);

  if (!roca_model_score_matrix (model, sample->matrix, risks, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      gboolean pass = risks[i] <= policy->threshold_pass;
      gboolean block = !pass && risks[i] >= policy->threshold_block;

      truth[i] = roca_matrix_get_positive (sample->matrix, i) ? 1 : 0;
      f->positives += truth[i];
      f->auto_pass += pass ? 1 : 0;
      f->auto_block += block ? 1 : 0;
      f->missed += pass && truth[i] ? 1 : 0;
      f->wrongly_stopped += block && !truth[i] ? 1 : 0;
    }
  f->n = n;
  f->confusion = stats_confusion (risks, truth, n, policy->verdict_cut);
  f->binary =
      stats_binary_bootstrap (risks, truth, n, policy->verdict_cut, REPLICATES, LEVEL, SEED);
  f->brier = stats_brier (risks, truth, n);
  f->log_loss = stats_log_loss (risks, truth, n);
  return TRUE;
}

static void
add_number (GString *out, const char *name, double value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (out, ",\"%s\":%s", name,
                          isnan (value) ? "null"
                                        : g_ascii_formatd (number, sizeof number, "%.6g", value));
}

static void
add_interval (GString *out, const char *name, const StatsInterval *interval)
{
  char low[G_ASCII_DTOSTR_BUF_SIZE], high[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (out, "%s\"%s\":", out->str[out->len - 1] == '{' ? "" : ",", name);
  if (isnan (interval->low) || isnan (interval->high))
    g_string_append (out, "null");
  else
    g_string_append_printf (out, "[%s,%s]",
                            g_ascii_formatd (low, sizeof low, "%.6g", interval->low),
                            g_ascii_formatd (high, sizeof high, "%.6g", interval->high));
}

static void
print_json (const Options *options,
            const ReviewRuntime *runtime,
            const RocaModel *model,
            const ReviewTypePolicy *policy,
            const Sample *sample,
            const Figures *f)
{
  g_autoptr (GString) out = g_string_new ("{");
  const char *version = review_service_get_policy (runtime->service)->version;

  g_string_append_printf (out, "\"type\":\"%s\",\"n\":%u,\"positives\":%u", options->type, f->n,
                          f->positives);
  add_number (out, "auc", f->binary.auc.value);
  add_number (out, "precision", f->binary.precision.value);
  add_number (out, "recall", f->binary.recall.value);
  add_number (out, "f1", f->binary.f1.value);
  g_string_append (out, ",\"intervals\":{");
  add_interval (out, "auc", &f->binary.auc);
  add_interval (out, "precision", &f->binary.precision);
  add_interval (out, "recall", &f->binary.recall);
  add_interval (out, "f1", &f->binary.f1);
  g_string_append_printf (out, "},\"level\":0.95,\"replicates\":%d", REPLICATES);
  g_string_append_printf (out, ",\"tp\":%u,\"fp\":%u,\"tn\":%u,\"fn\":%u", f->confusion.tp,
                          f->confusion.fp, f->confusion.tn, f->confusion.fn);
  add_number (out, "automation", (double) (f->auto_pass + f->auto_block) / f->n);
  g_string_append_printf (out,
                          ",\"auto_pass\":%u,\"auto_block\":%u,\"missed\":%u,"
                          "\"wrongly_stopped\":%u",
                          f->auto_pass, f->auto_block, f->missed, f->wrongly_stopped);
  add_number (out, "brier", f->brier);
  add_number (out, "log_loss", f->log_loss);
  g_string_append (out, ",\"thresholds\":{\"certified\":");
  g_string_append (out, policy->certified ? "true" : "false");
  add_number (out, "pass", policy->threshold_pass);
  add_number (out, "block", policy->threshold_block);
  add_number (out, "verdict_cut", policy->verdict_cut);
  g_string_append_printf (out, "},\"model\":\"%s\",\"policy\":\"%s\"",
                          roca_model_get_version (model), version);
  g_string_append_printf (out, ",\"in_sample\":%s,\"unfit\":%u,\"not_found\":%u}\n",
                          options->in_sample ? "true" : "false", sample->unfit,
                          sample->asked - f->n - sample->unfit);
  review_command_print ("%s", out->str);
}

static void
print_line (const char *name, const StatsInterval *interval)
{
  char value[3][32];

  g_ascii_formatd (value[0], sizeof value[0], "%.3f", interval->value);
  g_ascii_formatd (value[1], sizeof value[1], "%.3f", interval->low);
  g_ascii_formatd (value[2], sizeof value[2], "%.3f", interval->high);
  review_command_print ("%-10s %s  (95 %% interval %s to %s)\n", name, value[0], value[1],
                        value[2]);
}

static void
print_text (const Options *options, const RocaModel *model, const Figures *f)
{
  char automation[32];

  g_ascii_formatd (automation, sizeof automation, "%.1f",
                   100.0 * (f->auto_pass + f->auto_block) / f->n);
  review_command_print ("Model %s on %u cases of %s, %u positive%s.\n",
                        roca_model_get_version (model), f->n, options->type, f->positives,
                        options->in_sample ? ", in sample" : "");
  print_line ("AUC", &f->binary.auc);
  print_line ("precision", &f->binary.precision);
  print_line ("recall", &f->binary.recall);
  print_line ("F1", &f->binary.f1);
  review_command_print ("automation %s %% (thresholds not certified: %u missed, %u wrongly "
                        "stopped)\n",
                        automation, f->missed, f->wrongly_stopped);
}

static gboolean
evaluate (const Options *options, GError **error)
{
  g_autoptr (ReviewRuntime) runtime = NULL;
  g_autoptr (RocaModel) model = NULL;
  g_auto (Sample) sample = { 0 };
  const ReviewTypePolicy *policy;
  Figures figures = { 0 };

  if (options->type == NULL || options->ids == NULL)
    {
      review_error_set_field (error, options->type == NULL ? "type" : "ids",
                              "evaluate needs --type and --ids");
      return FALSE;
    }
  runtime = review_runtime_open (&options->command, REVIEW_STORE_MUST_EXIST, error);
  if (runtime == NULL)
    return FALSE;
  model = review_agent_dup_model (runtime->agent, options->type, error);
  policy = review_policy_find_type (review_service_get_policy (runtime->service), options->type);
  if (model == NULL || policy == NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND, "there is no %s for %s",
                     model == NULL ? "live model" : "policy", options->type);
      return FALSE;
    }
  if (!read_sample (options, runtime, &sample, error)
      || !roca_model_check_schema (model, sample.schema, error)
      || (!options->in_sample && !check_unseen (model, sample.matrix, error))
      || !measure (model, &sample, policy, &figures, error))
    return FALSE;
  if (options->command.json)
    print_json (options, runtime, model, policy, &sample, &figures);
  else
    print_text (options, model, &figures);
  return TRUE;
}

int
review_cmd_evaluate (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "type", 't', 0, G_OPTION_ARG_STRING, &options.type, "Case type", "TYPE" },
    { "ids", 'i', 0, G_OPTION_ARG_FILENAME, &options.ids, "External ids, one a line", "FILE" },
    { "in-sample", 0, 0, G_OPTION_ARG_NONE, &options.in_sample,
      "Also cases that the model was trained on", NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!review_command_parse (&options.command, &argc, &argv, NULL,
                             "Measure the live model of a case type against known truth.", entries,
                             &error)
      || !evaluate (&options, &error))
    return review_command_fail (error);
  return 0;
}
