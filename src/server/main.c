/* SPDX-License-Identifier: GPL-3.0-or-later */
/* riskops-review-server: everything an operator does, as subcommands of one program. */
#define G_LOG_DOMAIN "review-server"

#include <glib.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "commands.h"
#include "config.h"

typedef struct
{
  const char *name;
  const char *help; /* NULL: not shown */
  int (*run) (int argc, char **argv);
} Subcommand;

static const Subcommand subcommands[] = {
  { "serve", "answer the API over HTTP", review_cmd_serve },
  { "import", "import cases from files", review_cmd_import },
  { "attach", "take in files that cases' documents name", review_cmd_attach },
  { "mapping", "suggest a mapping for files", review_cmd_mapping },
  { "list", "put screening lists in force", review_cmd_list },
  { "demo", "generate cases to try the product with", review_cmd_demo },
  { "user", "add, list and disable users", review_cmd_user },
  { "policy", "list, draft, approve and put policies in force", review_cmd_policy },
  { "export-labels", "write the labels, with a card", review_cmd_export_labels },
  { "truths", "take in what became known of cases later", review_cmd_truths },
  { "verify-audit", "check the audit chains", review_cmd_verify_audit },
  { "train", "train ROCA on confirmed truth", review_cmd_train },
  { "train-worker", NULL, review_cmd_train_worker },
  { "threshold", "propose thresholds that can be proven", review_cmd_threshold },
  { "calibrate", "check the calibration against newer labels", review_cmd_calibrate },
  { "patterns", "find errors of ROCA that recur", review_cmd_patterns },
  { "scorecard", "say how good ROCA and the whole are", review_cmd_scorecard },
  { "backtest", "replay history under another policy", review_cmd_backtest },
  { "evaluate", "measure ROCA against known truth", review_cmd_evaluate },
  { "simulate", "run the learning loop on a year of cases", review_cmd_simulate },
  { "routes", "print the table of routes, or the API as OpenAPI", review_cmd_routes },
};

static void
print_usage (FILE *out)
{
  fprintf (out, "Usage: riskops-review-server SUBCOMMAND [--database sqlite:PATH] [OPTIONS…]\n\n");
  for (gsize i = 0; i < G_N_ELEMENTS (subcommands); i++)
    if (subcommands[i].help != NULL)
      fprintf (out, "  %-14s %s\n", subcommands[i].name, subcommands[i].help);
  fprintf (out, "\nriskops-review-server SUBCOMMAND --help tells more.\n");
}

int
main (int argc, char **argv)
{
  umask (0077); /* whatever is written is its owner's alone */
  if (argc > 1 && (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0))
    {
      print_usage (stdout);
      return 0;
    }
  if (argc > 1 && strcmp (argv[1], "--version") == 0)
    {
      puts ("riskops-review-server " PACKAGE_VERSION);
      return 0;
    }
  for (gsize i = 0; argc > 1 && i < G_N_ELEMENTS (subcommands); i++)
    if (strcmp (argv[1], subcommands[i].name) == 0)
      return subcommands[i].run (argc - 1, argv + 1);
  if (argc > 1)
    fprintf (stderr, "riskops-review-server: there is no subcommand \"%s\"\n", argv[1]);
  else
    print_usage (stderr);
  return 2;
}
