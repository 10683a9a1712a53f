/* SPDX-License-Identifier: GPL-3.0-or-later */
/* export-labels: one JSON line per decision that has come into effect. */
#define G_LOG_DOMAIN "review-server"

#include <errno.h>
#include <stdio.h>

#include "commands.h"
#include "review-codec.h"
#include "review-error.h"
#include "review-runtime.h"

static gboolean
write_row (const ReviewLabelRow *row, gpointer user_data, GError **error)
{
  g_autofree char *line = review_encode (row);

  if (fprintf (user_data, "%s\n", line) >= 0)
    return TRUE;
  g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_FAILED, "cannot write: %s", g_strerror (errno));
  return FALSE;
}

static gboolean
export_to (ReviewRuntime *runtime, const char *path, GError **error)
{
  FILE *out = path != NULL ? fopen (path, "we") : stdout;
  gboolean ok;

  if (out == NULL)
    {
      g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_FAILED, "%s: %s", path, g_strerror (errno));
      return FALSE;
    }
  ok = review_service_export_labels (runtime->service, review_service_system_user (), write_row,
                                     out, error);
  if (((path != NULL ? fclose (out) : fflush (out)) != 0) && ok)
    {
      g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_FAILED, "cannot write: %s",
                   g_strerror (errno));
      return FALSE;
    }
  return ok;
}

int
review_cmd_export_labels (int argc, char **argv)
{
  g_autofree char *path = NULL;
  const GOptionEntry extra[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &path, "Where to write; default: stdout", "FILE" },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (ReviewCommand) command = { NULL };
  g_autoptr (ReviewRuntime) runtime = NULL;
  g_autoptr (GError) error = NULL;

  if (!review_command_parse (&command, &argc, &argv, NULL,
                             "Writes the labels of decisions in effect as JSON Lines.", extra,
                             &error))
    return review_command_fail (error);
  runtime = review_runtime_open (&command, REVIEW_STORE_MUST_EXIST, &error);
  if (runtime == NULL || !export_to (runtime, path, &error))
    return review_command_fail (error);
  return 0;
}
