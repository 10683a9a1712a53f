/* SPDX-License-Identifier: GPL-3.0-or-later */
/* demo: generates cases from a seed and takes them in: a history with truth, and arriving cases
 * without. Prints how well an oracle that knows the true probabilities would rank them. */
#define G_LOG_DOMAIN "review-server"

#include <math.h>
#include <string.h>

#include "commands.h"
#include "review-command.h"
#include "review-demo-intake.h"
#include "review-error.h"
#include "review-runtime.h"

typedef struct
{
  gint64 seed;
  int history;
  int arriving;
} Numbers;

static gboolean
show_progress (gint64 done, gint64 total, gpointer user_data)
{
  g_printerr ("\r%s: %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " cases", (const char *) user_data,
              done, total);
  if (done == total)
    g_printerr ("\n");
  return TRUE;
}

static void
print_text (const ReviewDemoTally *tally)
{
  review_command_print ("%s: %u with truth, %u arriving, %u new; %u positive, %u with a planted "
                        "error; AUC of the oracle %.4f\n",
                        tally->case_type, tally->history, tally->arriving, tally->added,
                        tally->positives, tally->planted, tally->oracle_auc);
}

static void
append_json (GString *json, const ReviewDemoTally *tally)
{
  char auc[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (
      json,
      "%s{\"case_type\":\"%s\",\"history\":%u,\"arriving\":%u,\"added\":%u,\"positives\":%u,"
      "\"planted\":%u,\"oracle_auc\":%s}",
      json->len > 0 ? "," : "", tally->case_type, tally->history, tally->arriving, tally->added,
      tally->positives, tally->planted,
      isnan (tally->oracle_auc) ? "null"
                                : g_ascii_formatd (auc, sizeof auc, "%.6f", tally->oracle_auc));
}

static gboolean
generate (const ReviewCommand *command,
          ReviewService *service,
          const ReviewDemoOptions *options,
          GError **error)
{
  g_autoptr (GString) json = g_string_new (NULL);

  for (const char *const *type = review_demo_list_types (); *type != NULL; type++)
    {
      ReviewDemoTally tally;

      if (!review_demo_intake (service, options, *type, NULL, command->json ? NULL : show_progress,
                               (gpointer) *type, &tally, error))
        return FALSE;
      if (command->json)
        append_json (json, &tally);
      else
        print_text (&tally);
    }
  if (command->json)
    review_command_print ("{\"seed\":%" G_GUINT64_FORMAT ",\"types\":[%s]}\n", options->seed,
                          json->str);
  return TRUE;
}

static gboolean
check_numbers (const Numbers *numbers, GError **error)
{
  if (numbers->seed >= 0 && numbers->history >= 0 && numbers->history <= 1000000
      && numbers->arriving >= 0 && numbers->arriving <= 1000000)
    return TRUE;
  g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID,
               "--seed is not below 0; --history and --arriving are between 0 and 1000000");
  return FALSE;
}

int
review_cmd_demo (int argc, char **argv)
{
  g_auto (ReviewCommand) command = { NULL };
  g_autoptr (ReviewRuntime) runtime = NULL;
  g_autoptr (GError) error = NULL;
  ReviewDemoOptions options;
  Numbers numbers;
  const GOptionEntry extra[] = {
    { "seed", 0, 0, G_OPTION_ARG_INT64, &numbers.seed, "What the cases follow from", "N" },
    { "history", 0, 0, G_OPTION_ARG_INT, &numbers.history, "Cases with truth, per type", "N" },
    { "arriving", 0, 0, G_OPTION_ARG_INT, &numbers.arriving, "Cases that arrive, per type", "N" },
    G_OPTION_ENTRY_NULL,
  };

  review_demo_options_init (&options, review_clock_now (review_clock_system ()));
  numbers = (Numbers){ (gint64) options.seed, (int) options.history, (int) options.arriving };
  if (!review_command_parse (&command, &argc, &argv, NULL,
                             "Generates cases of every type the demo knows and takes them in.",
                             extra, &error)
      || !check_numbers (&numbers, &error))
    return review_command_fail (error);
  options.seed = (guint64) numbers.seed;
  options.history = (guint) numbers.history;
  options.arriving = (guint) numbers.arriving;
  runtime = review_runtime_open (&command, REVIEW_STORE_DEFAULT, &error);
  if (runtime == NULL || !generate (&command, runtime->service, &options, &error))
    return review_command_fail (error);
  return 0;
}
