/* SPDX-License-Identifier: GPL-3.0-or-later */
/* truths: what appeals, chargebacks and authorities found out later, from JSON Lines; or what a
 * labelling team decided, from an export of Label Studio. */
#define G_LOG_DOMAIN "review-server"

#include "commands.h"
#include "review-error.h"
#include "review-label-files.h"
#include "review-runtime.h"

typedef struct
{
  gint64 added;
  gint64 known;
  gint64 corrections;
  gint64 unknown; /* of cases that there are not */
} Counts;

static gboolean
report_all (ReviewRuntime *runtime, GPtrArray *reports, Counts *counts, GError **error)
{
  const ReviewCall call = { review_service_system_user (), NULL, 0 };

  for (guint i = 0; i < reports->len; i++)
    {
      g_autoptr (GError) local = NULL;
      g_autoptr (ReviewTruthReceipt) receipt =
          review_service_report_truth (runtime->service, &call, reports->pdata[i], &local);

      if (receipt != NULL)
        {
          counts->added += receipt->added ? 1 : 0;
          counts->known += receipt->added ? 0 : 1;
          counts->corrections += receipt->corrections;
        }
      else if (g_error_matches (local, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND))
        counts->unknown++;
      else
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
take_in (const ReviewCommand *command, const char *path, Counts *counts, GError **error)
{
  g_autoptr (ReviewRuntime) runtime = review_runtime_open (command, REVIEW_STORE_MUST_EXIST, error);
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) reports = NULL;
  gsize len;

  if (runtime == NULL || !g_file_get_contents (path, &text, &len, error))
    return FALSE;
  reports = review_truths_parse (text, len, error);
  return reports != NULL && report_all (runtime, reports, counts, error);
}

int
review_cmd_truths (int argc, char **argv)
{
  g_auto (ReviewCommand) command = { NULL };
  g_autoptr (GError) error = NULL;
  Counts counts = { 0 };

  if (!review_command_parse (&command, &argc, &argv, "FILE",
                             "Takes in what became known of cases later, as JSON Lines or as an "
                             "export of Label Studio. The same again adds nothing.",
                             NULL, &error))
    return review_command_fail (error);
  if (argc != 2)
    review_error_set_field (&error, "FILE", "one is needed");
  if (error != NULL || !take_in (&command, argv[1], &counts, &error))
    return review_command_fail (error);
  review_command_print (
      command.json ? "{\"added\": %" G_GINT64_FORMAT ", \"known\": %" G_GINT64_FORMAT
                     ", \"corrections\": %" G_GINT64_FORMAT ", \"unknown\": %" G_GINT64_FORMAT "}\n"
                   : "%" G_GINT64_FORMAT " added, %" G_GINT64_FORMAT " known, %" G_GINT64_FORMAT
                     " labels corrected, %" G_GINT64_FORMAT " of cases that there are not\n",
      counts.added, counts.known, counts.corrections, counts.unknown);
  return 0;
}
