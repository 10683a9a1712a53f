/* SPDX-License-Identifier: GPL-3.0-or-later */
/* calibrate: the weekly check of the calibration against labels that came after the model, and, on
 * request, another one. The model stays as it is. */
#define G_LOG_DOMAIN "review-server"

#include <math.h>

#include "commands.h"
#include "review-error.h"
#include "review-report.h"
#include "review-runtime.h"
#include "review-sample.h"
#include "review-store-calibration.h"
#include "review-time.h"
#include "review-training.h"
#include "review-type-command.h"
#include "roca-calibration.h"

typedef struct
{
  ReviewTypeCommand common;
  char *since;
  gint64 since_at;
  gboolean check; /* says that nothing is to change; so it is without --apply */
  gboolean apply;
} Options;

static void
clear_options (Options *self)
{
  review_type_command_clear (&self->common);
  g_free (self->since);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

/* Labels of cases that the model was not trained on, the oldest first. */
typedef struct
{
  GArray *order;     /* guint: places in the sample */
  GArray *raw;       /* double */
  GArray *positives; /* guint8 */
  double *weights;   /* (owned) (nullable): 1 / pi; NULL: all the same */
} Labels;

static void
labels_clear (Labels *self)
{
  g_clear_pointer (&self->order, g_array_unref);
  g_clear_pointer (&self->raw, g_array_unref);
  g_clear_pointer (&self->positives, g_array_unref);
  g_clear_pointer (&self->weights, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Labels, labels_clear)

static int
compare_times (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const ReviewSample *sample = user_data;
  guint i = *(const guint *) a, j = *(const guint *) b;
  gint64 x = sample->times[i], y = sample->times[j];

  return x != y ? (x > y) - (x < y) : g_strcmp0 (sample->ids[i], sample->ids[j]);
}

/* The risks of @sample are the logistic of the raw score. */
static void
choose (Labels *self, const Options *options, ReviewSample *sample)
{
  g_autoptr (GArray) pi = g_array_new (FALSE, FALSE, sizeof (double));

  self->order = g_array_new (FALSE, FALSE, sizeof (guint));
  self->raw = g_array_new (FALSE, FALSE, sizeof (double));
  self->positives = g_array_new (FALSE, FALSE, sizeof (guint8));
  for (guint i = 0; i < sample->n; i++)
    if (sample->times[i] >= options->since_at && !sample->seen[i])
      g_array_append_val (self->order, i);
  g_array_sort_with_data (self->order, compare_times, sample);
  for (guint i = 0; i < self->order->len; i++)
    {
      guint place = g_array_index (self->order, guint, i);
      double p = CLAMP (sample->risks[place], 1e-15, 1 - 1e-15);
      double raw = log (p / (1 - p));

      g_array_append_val (self->raw, raw);
      g_array_append_val (self->positives, sample->positives[place]);
      g_array_append_val (pi, sample->pi[place]);
    }
  self->weights = hub_weights ((const double *) (const void *) pi->data, pi->len);
}

typedef struct
{
  const RocaCalibrationCheck *check;
  const RocaModel *model;
  const char *version;
} Put;

static gboolean
put (ReviewTx *tx, gpointer user_data, GError **error)
{
  const Put *job = user_data;
  g_autoptr (ReviewStoredCalibration) stored = review_stored_calibration_new ();

  stored->version = g_strdup (job->version);
  stored->model = g_strdup (roca_model_get_version (job->model));
  stored->a = job->check->refit.a;
  stored->b = job->check->refit.b;
  stored->c = job->check->refit.c;
  stored->n = job->check->n;
  return review_store_put_calibration (tx, stored, review_service_system_user ()->id, error);
}

static void
print_json (const Options *options,
            const RocaModel *model,
            const RocaCalibrationCheck *check,
            const char *applied)
{
  g_autoptr (ReviewReport) report = review_report_new ();

  review_report_add_text (report, "type", options->common.type);
  review_report_add_int (report, "n", check->n);
  review_report_add_int (report, "positives", check->positives);
  review_report_add_number (report, "expected", check->expected);
  review_report_add_number (report, "observed_to_expected", check->ratio);
  review_report_add_number (report, "z", check->z);
  review_report_add_number (report, "ece", check->ece);
  review_report_add_number (report, "mcb", check->mcb);
  review_report_add_number (report, "log_loss", check->log_loss);
  review_report_add_number (report, "log_loss_refit", check->log_loss_refit);
  review_report_add_flag (report, "refit_is_better", check->better);
  review_report_open (report, "refit");
  review_report_add_number (report, "a", check->refit.a);
  review_report_add_number (report, "b", check->refit.b);
  review_report_add_number (report, "c", check->refit.c);
  review_report_close (report);
  review_report_add_text (report, "model", roca_model_get_version (model));
  review_report_add_text (report, "calibration", roca_model_get_calibration (model));
  review_report_add_text (report, "applied", applied);
  review_report_print (report);
}

static void
print_text (const RocaModel *model, const RocaCalibrationCheck *check, const char *applied)
{
  const double values[] = { check->expected, check->ratio,         check->z, check->ece, check->mcb,
                            check->log_loss, check->log_loss_refit };
  static const char *const formats[] = { "%.1f", "%.3f", "%.2f", "%.4f", "%.4f", "%.4f", "%.4f" };
  char said[G_N_ELEMENTS (values)][32];

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    g_ascii_formatd (said[i], sizeof said[i], formats[i], values[i]);
  review_command_print (
      "Calibration %s of model %s on %u newer labels, %u positive.\n"
      "Expected %s: O/E %s (z %s), ECE %s, miscalibration %s.\n"
      "On the newer half: log-loss %s, refitted on the older half %s: %s.\n",
      roca_model_get_calibration (model), roca_model_get_version (model), check->n,
      check->positives, said[0], said[1], said[2], said[3], said[4], said[5], said[6],
      check->better ? "a refit is better, --apply stores it" : "no better than chance explains");
  if (applied != NULL)
    review_command_print ("Calibration %s is live. Thresholds were chosen on risks of the one "
                          "before: propose them again.\n",
                          applied);
}

/* The same model with the logistic alone, so that risks give the raw scores back. */
static ReviewSample *
read_raw (const Options *options, ReviewRuntime *runtime, GError **error)
{
  const RocaCalibration logistic = { 1, 1, 0 };
  g_autoptr (RocaModel) bare =
      review_agent_load_model (runtime->agent, options->common.type, error);

  if (bare == NULL || !roca_model_set_calibration (bare, "logistic", &logistic, error))
    return NULL;
  return review_sample_read (runtime->service, bare, (const char *const *) options->common.ids,
                             REVIEW_SCORES_SERVED, error);
}

static gboolean
calibrate (const Options *options, GError **error)
{
  g_autoptr (ReviewRuntime) runtime =
      review_runtime_open (&options->common.command, REVIEW_STORE_MUST_EXIST, error);
  g_autoptr (RocaModel) model = NULL;
  g_autoptr (ReviewSample) sample = NULL;
  g_auto (Labels) labels = { 0 };
  g_autofree char *version = NULL;
  RocaCalibration now;
  RocaCalibrationCheck check;

  model = runtime != NULL ? review_runtime_dup_model (runtime, options->common.type, error) : NULL;
  sample = model != NULL ? read_raw (options, runtime, error) : NULL;
  if (sample == NULL)
    return FALSE;
  choose (&labels, options, sample);
  roca_model_get_calibration_values (model, &now);
  if (!roca_calibration_check (&now, (const double *) (const void *) labels.raw->data,
                               (const guint8 *) labels.positives->data, labels.weights,
                               labels.raw->len, &check, error))
    return FALSE;
  if (options->apply)
    {
      Put job = { &check, model, NULL };

      version = review_training_make_version (runtime->service, options->common.type, "cal-");
      job.version = version;
      if (!review_store_write (runtime->store, put, &job, error))
        return FALSE;
      review_agent_reload (runtime->agent);
    }
  if (options->common.command.json)
    print_json (options, model, &check, version);
  else
    print_text (model, &check, version);
  return TRUE;
}

static gboolean
check_options (Options *options, GError **error)
{
  if (options->check && options->apply)
    review_error_set_field (error, "apply", "--check changes nothing, --apply does: one of them");
  else if (options->since != NULL && !review_time_parse (options->since, &options->since_at))
    review_error_set_field (error, "since", "\"%s\" is no time such as 2026-11-25T00:00:00Z",
                            options->since);
  else
    return TRUE;
  return FALSE;
}

int
review_cmd_calibrate (int argc, char **argv)
{
  g_auto (Options) options = { .since_at = G_MININT64 };
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "since", 0, 0, G_OPTION_ARG_STRING, &options.since, "Only cases from this time on", "TIME" },
    { "check", 0, 0, G_OPTION_ARG_NONE, &options.check, "Only check, as without --apply", NULL },
    { "apply", 0, 0, G_OPTION_ARG_NONE, &options.apply,
      "Store the refit; assessments use it from then on", NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!review_type_command_parse (&options.common, &argc, &argv,
                                  "Check the calibration of a case type's live model against "
                                  "labels of cases that it was not trained on.",
                                  entries, &error)
      || !check_options (&options, &error) || !calibrate (&options, &error))
    return review_command_fail (error);
  return 0;
}
