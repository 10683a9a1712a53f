/* SPDX-License-Identifier: GPL-3.0-or-later */
/* export-labels: the labels of decisions in effect, for programs, spreadsheets and Label Studio, and
 * a card that says what the set consists of. */
#define G_LOG_DOMAIN "review-server"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "commands.h"
#include "review-codec.h"
#include "review-error.h"
#include "review-label-files.h"
#include "review-runtime.h"

typedef struct
{
  ReviewCommand command;
  char *path;
  char *card;
  char *format; /* "jsonl", "csv", "label-studio" */
  gint64 after;
  FILE *out;
  gint64 rows;
} Options;

static void
clear_options (Options *self)
{
  review_command_clear (&self->command);
  g_free (self->path);
  g_free (self->card);
  g_free (self->format);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

static gboolean
write_text (Options *o, const char *before, const char *text, GError **error)
{
  if (fprintf (o->out, "%s%s", before, text) >= 0)
    return TRUE;
  g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_FAILED, "cannot write: %s", g_strerror (errno));
  return FALSE;
}

static gboolean
write_row (const ReviewLabelRow *row, gpointer user_data, GError **error)
{
  Options *o = user_data;
  gboolean csv = strcmp (o->format, "csv") == 0;
  gboolean tasks = strcmp (o->format, "label-studio") == 0;
  g_autofree char *line = csv     ? review_label_csv_row (row)
                          : tasks ? review_label_studio_task (row)
                                  : review_encode (row);

  return write_text (o, tasks && o->rows++ > 0 ? ",\n" : "", line, error)
         && write_text (o, "",
                        csv     ? "\r\n"
                        : tasks ? ""
                                : "\n",
                        error);
}

static gboolean
write_rows (Options *o, ReviewRuntime *runtime, GError **error)
{
  gboolean csv = strcmp (o->format, "csv") == 0;
  gboolean tasks = strcmp (o->format, "label-studio") == 0;
  g_autofree char *header = csv ? review_label_csv_header () : NULL;

  return (!csv || (write_text (o, "", header, error) && write_text (o, "", "\r\n", error)))
         && (!tasks || write_text (o, "", "[", error))
         && review_service_export_labels (runtime->service, review_service_system_user (), o->after,
                                          write_row, o, error)
         && (!tasks || write_text (o, "", "]\n", error));
}

static gboolean
write_card (const Options *o, ReviewRuntime *runtime, GError **error)
{
  g_autoptr (ReviewLabelCard) card = NULL;
  g_autofree char *json = NULL;

  if (o->card == NULL)
    return TRUE;
  card = review_service_describe_labels (runtime->service, review_service_system_user (), o->after,
                                         error);
  if (card == NULL)
    return FALSE;
  json = review_encode (card);
  return g_file_set_contents (o->card, json, -1, error);
}

static gboolean
export_to (Options *o, ReviewRuntime *runtime, GError **error)
{
  gboolean ok;

  o->out = o->path != NULL ? fopen (o->path, "we") : stdout;
  if (o->out == NULL)
    {
      g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_FAILED, "%s: %s", o->path, g_strerror (errno));
      return FALSE;
    }
  ok = write_rows (o, runtime, error);
  if (((o->path != NULL ? fclose (o->out) : fflush (o->out)) != 0) && ok)
    {
      g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_FAILED, "cannot write: %s",
                   g_strerror (errno));
      return FALSE;
    }
  return ok && write_card (o, runtime, error);
}

static gboolean
check_options (Options *o, GError **error)
{
  static const char *const formats[] = { "jsonl", "csv", "label-studio", NULL };

  if (o->format == NULL)
    o->format = g_strdup (formats[0]);
  if (!g_strv_contains (formats, o->format))
    review_error_set_field (error, "format", "is jsonl, csv or label-studio");
  else if (o->after < -1)
    review_error_set_field (error, "after", "is the number of an entry");
  else
    return TRUE;
  return FALSE;
}

int
review_cmd_export_labels (int argc, char **argv)
{
  g_auto (Options) o = { .after = -1 };
  const GOptionEntry extra[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &o.path, "Where to write; default: stdout", "FILE" },
    { "format", 'f', 0, G_OPTION_ARG_STRING, &o.format, "jsonl (default), csv, or label-studio",
      "FORMAT" },
    { "after", 0, 0, G_OPTION_ARG_INT64, &o.after,
      "Only what became known after this entry, corrections included; default: each label as it "
      "is now",
      "N" },
    { "card", 0, 0, G_OPTION_ARG_FILENAME, &o.card,
      "Also write what the set consists of: counts, versions, period, hash", "FILE" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (ReviewRuntime) runtime = NULL;
  g_autoptr (GError) error = NULL;

  if (!review_command_parse (&o.command, &argc, &argv, NULL,
                             "Writes the labels of decisions in effect.", extra, &error)
      || !check_options (&o, &error))
    return review_command_fail (error);
  runtime = review_runtime_open (&o.command, REVIEW_STORE_MUST_EXIST, &error);
  if (runtime == NULL || !export_to (&o, runtime, &error))
    return review_command_fail (error);
  return 0;
}
