/* SPDX-License-Identifier: GPL-3.0-or-later */
/* patterns: looks for recurring errors and asks new data about those on record, as the server does
 * once a day; prints what is on record then. */
#define G_LOG_DOMAIN "review-server"

#include <math.h>

#include "commands.h"
#include "review-codec.h"
#include "review-error.h"
#include "review-runtime.h"
#include "review-time.h"

typedef struct
{
  ReviewCommand command;
  char *type;
  char *times[3]; /* since, split, until */
} Options;

static void
clear_options (Options *self)
{
  review_command_clear (&self->command);
  g_free (self->type);
  for (guint i = 0; i < G_N_ELEMENTS (self->times); i++)
    g_free (self->times[i]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

static gboolean
parse_times (const Options *options, ReviewPatternScanRequest *request, GError **error)
{
  static const char *const names[] = { "since", "split", "until" };
  gint64 *times[] = { &request->since, &request->split, &request->until };

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    if (!review_command_parse_time (names[i], options->times[i], times[i], error))
      return FALSE;
  return TRUE;
}

static void
print_conditions (const ReviewPattern *pattern)
{
  for (guint i = 0; i < pattern->conditions->len; i++)
    {
      const ReviewPatternCondition *one = pattern->conditions->pdata[i];
      char low[32], high[32];

      review_command_print ("%s%s", i > 0 ? ", " : "", one->attribute);
      if (one->missing)
        review_command_print (" missing");
      if (one->equals != NULL)
        review_command_print (" = %s", one->equals);
      if (!isnan (one->low))
        review_command_print (" >= %s", g_ascii_formatd (low, sizeof low, "%.6g", one->low));
      if (!isnan (one->high))
        review_command_print (" < %s", g_ascii_formatd (high, sizeof high, "%.6g", one->high));
    }
}

static void
print_pattern (const ReviewPattern *pattern)
{
  const char *path =
      review_enum_nick (&review_paths, pattern->path != 0 ? pattern->path : pattern->suggested);
  char lift[3][32];

  review_command_print ("%s %s %s: ", pattern->display_id,
                        review_enum_nick (&review_pattern_states, pattern->state),
                        review_enum_nick (&review_labels, pattern->label));
  print_conditions (pattern);
  if (pattern->found != NULL && !isnan (pattern->found->lift))
    review_command_print ("; %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT ", lift %s (%s to %s)",
                          pattern->found->errors, pattern->found->n,
                          g_ascii_formatd (lift[0], sizeof lift[0], "%.2f", pattern->found->lift),
                          g_ascii_formatd (lift[1], sizeof lift[1], "%.2f", pattern->found->low),
                          g_ascii_formatd (lift[2], sizeof lift[2], "%.2f", pattern->found->high));
  review_command_print ("; path %s\n", path != NULL ? path : "open: keep sampling");
}

static gboolean
scan (const Options *options, GError **error)
{
  g_autoptr (ReviewRuntime) runtime =
      review_runtime_open (&options->command, REVIEW_STORE_MUST_EXIST, error);
  g_autoptr (ReviewPatternScanRequest) request =
      review_record_new (&review_pattern_scan_request_type);
  const ReviewCall call = { review_service_system_user (), NULL, 0 };
  g_autoptr (ReviewPatternScan) done = NULL;
  g_autoptr (ReviewPatternList) list = NULL;

  request->case_type = g_strdup (options->type);
  if (runtime == NULL || !parse_times (options, request, error))
    return FALSE;
  done = review_service_scan_patterns (runtime->service, &call, request, NULL, NULL, error);
  list = done != NULL ? review_service_list_patterns (runtime->service, error) : NULL;
  if (list == NULL)
    return FALSE;
  if (options->command.json)
    {
      g_autofree char *json = review_encode (done);

      review_command_print ("%s\n", json);
      return TRUE;
    }
  review_command_print ("%" G_GINT64_FORMAT " cases, %" G_GINT64_FORMAT
                        " conjunctions tried, %" G_GINT64_FORMAT " found, %" G_GINT64_FORMAT
                        " of them known\n",
                        done->cases, done->tried, done->found, done->known);
  for (guint i = 0; i < list->items->len; i++)
    print_pattern (list->items->pdata[i]);
  return TRUE;
}

int
review_cmd_patterns (int argc, char **argv)
{
  g_auto (Options) o = { { NULL } };
  g_autoptr (GError) error = NULL;
  const GOptionEntry extra[] = {
    { "type", 't', 0, G_OPTION_ARG_STRING, &o.type, "The case type", "TYPE" },
    { "since", 0, 0, G_OPTION_ARG_STRING, &o.times[0], "Search from here; default: eight weeks",
      "DATE" },
    { "split", 0, 0, G_OPTION_ARG_STRING, &o.times[1],
      "Search to here, what follows confirms; default: a week before the end", "DATE" },
    { "until", 0, 0, G_OPTION_ARG_STRING, &o.times[2], "The end; default: now", "DATE" },
    G_OPTION_ENTRY_NULL,
  };

  if (!review_command_parse (&o.command, &argc, &argv, NULL,
                             "Finds recurring errors of ROCA, and asks new data about known ones.",
                             extra, &error))
    return review_command_fail (error);
  if (o.type == NULL)
    review_error_set_field (&error, "type", "--type is needed");
  if (o.type == NULL || !scan (&o, &error))
    return review_command_fail (error);
  return 0;
}
