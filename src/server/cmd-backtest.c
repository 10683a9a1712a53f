/* SPDX-License-Identifier: GPL-3.0-or-later */
/* backtest: what another policy would have made of the history. It changes nothing. */
#define G_LOG_DOMAIN "review-server"

#include <math.h>

#include "commands.h"
#include "review-codec.h"
#include "review-error.h"
#include "review-replay.h"
#include "review-report.h"
#include "review-runtime.h"
#include "review-time.h"
#include "review-type-command.h"

typedef struct
{
  ReviewTypeCommand common;
  char *policy; /* (owned): version on record, or a file */
  char *since;  /* (owned) (nullable) */
} Options;

static void
clear_options (Options *self)
{
  review_type_command_clear (&self->common);
  g_free (self->policy);
  g_free (self->since);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

static ReviewPolicy *
read_policy (const ReviewRuntime *runtime, const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (ReviewPolicy) policy = NULL;
  gsize len;

  if (!g_file_get_contents (path, &text, &len, error))
    return NULL;
  policy = review_decode (&review_policy_type, text, (gssize) len, error);
  if (policy == NULL || !review_service_check_policy (runtime->service, policy, error))
    {
      g_prefix_error (error, "%s: ", path);
      return NULL;
    }
  return g_steal_pointer (&policy);
}

static ReviewPolicy *
find_policy (const ReviewRuntime *runtime, const char *name, GError **error)
{
  g_autoptr (GError) local = NULL;
  ReviewPolicy *policy;

  if (g_file_test (name, G_FILE_TEST_EXISTS))
    return read_policy (runtime, name, error);
  policy =
      review_service_load_policy (runtime->service, review_service_system_user (), name, &local);
  if (g_error_matches (local, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND))
    g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND,
                 "\"%s\" is neither a policy version on record nor a file", name);
  else if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return policy;
}

static void
report_row (ReviewReport *report, const ReviewBacktestRow *row)
{
  review_report_open (report, row->measure);
  review_report_add_number (report, "live", row->live);
  review_report_add_interval (report, "live_interval", row->live_low, row->live_high);
  review_report_add_number (report, "tried", row->tried);
  review_report_add_interval (report, "tried_interval", row->tried_low, row->tried_high);
  review_report_add_number (report, "difference", row->difference);
  review_report_add_interval (report, "difference_interval", row->difference_low,
                              row->difference_high);
  review_report_add_flag (report, "unseen", row->unseen);
  review_report_close (report);
}

static void
print_json (const ReviewBacktest *result, const char *model)
{
  g_autoptr (ReviewReport) report = review_report_new ();

  review_report_add_text (report, "type", result->case_type);
  review_report_add_text (report, "live", result->live);
  review_report_add_text (report, "tried", result->tried);
  review_report_add_text (report, "model", model);
  review_report_add_time (report, "since", result->since);
  review_report_add_time (report, "until", result->until);
  review_report_add_int (report, "cases", result->cases);
  review_report_add_int (report, "labels", result->labels);
  review_report_add_int (report, "changed", result->changed);
  review_report_open (report, "measures");
  for (guint i = 0; i < result->rows->len; i++)
    report_row (report, result->rows->pdata[i]);
  review_report_close (report);
  review_report_print (report);
}

static char *
format_figure (double value, double low, double high)
{
  char text[3][32];

  if (isnan (value))
    return g_strdup ("none");
  g_ascii_formatd (text[0], sizeof text[0], "%.4g", value);
  g_ascii_formatd (text[1], sizeof text[1], "%.4g", low);
  g_ascii_formatd (text[2], sizeof text[2], "%.4g", high);
  return g_strdup_printf ("%s (%s to %s)", text[0], text[1], text[2]);
}

static void
print_text (const ReviewBacktest *result, const char *model)
{
  review_command_print ("%s by model %s: %" G_GINT64_FORMAT " cases, %" G_GINT64_FORMAT
                        " labels; %" G_GINT64_FORMAT " would take another route.\n",
                        result->case_type, model, result->cases, result->labels, result->changed);
  review_command_print ("%-24s %-30s %-30s %s\n", "", result->live, result->tried, "difference");
  for (guint i = 0; i < result->rows->len; i++)
    {
      const ReviewBacktestRow *row = result->rows->pdata[i];
      g_autofree char *live = format_figure (row->live, row->live_low, row->live_high);
      g_autofree char *tried = format_figure (row->tried, row->tried_low, row->tried_high);
      g_autofree char *difference =
          format_figure (row->difference, row->difference_low, row->difference_high);

      review_command_print ("%-24s %-30s %-30s %s%s\n", row->measure, live, tried, difference,
                            row->unseen ? "  extrapolated" : "");
    }
}

static gboolean
replay (const Options *options, GError **error)
{
  g_autoptr (ReviewRuntime) runtime = NULL;
  g_autoptr (RocaModel) model = NULL;
  g_autoptr (ReviewPolicy) policy = NULL;
  g_autoptr (ReviewBacktest) result = NULL;
  gint64 since;

  if (options->policy == NULL)
    {
      review_error_set_field (error, "policy", "backtest needs --policy");
      return FALSE;
    }
  if (!review_command_parse_time ("since", options->since, &since, error))
    return FALSE;
  runtime = review_runtime_open (&options->common.command, REVIEW_STORE_MUST_EXIST, error);
  policy = runtime != NULL ? find_policy (runtime, options->policy, error) : NULL;
  model = policy != NULL ? review_runtime_dup_model (runtime, options->common.type, error) : NULL;
  if (model == NULL)
    return FALSE;
  result = review_replay (runtime->service, model, policy,
                          (const char *const *) options->common.ids, since, error);
  if (result == NULL)
    return FALSE;
  if (options->common.command.json)
    print_json (result, roca_model_get_version (model));
  else
    print_text (result, roca_model_get_version (model));
  return TRUE;
}

int
review_cmd_backtest (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "policy", 'p', 0, G_OPTION_ARG_FILENAME, &options.policy,
      "What is tried: a version on record, or a file with a policy", "P" },
    { "since", 0, 0, G_OPTION_ARG_STRING, &options.since, "Only cases from this day on", "DATE" },
    G_OPTION_ENTRY_NULL,
  };

  if (!review_type_command_parse (&options.common, &argc, &argv,
                                  "Replay the history of a case type under another policy. "
                                  "Changes nothing.",
                                  entries, &error)
      || !replay (&options, &error))
    return review_command_fail (error);
  return 0;
}
