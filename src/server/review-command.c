/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every subcommand shares: common options, the default database, one line per error. Bytes
 * go to stdout as they are, because g_print would convert them to the locale's charset. */
#define G_LOG_DOMAIN "review-server"
#include "review-command.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "review-error.h"
#include "review-time.h"

#define SQLITE_SCHEME "sqlite:"

/**
 * review_command_default_database:
 *
 * Returns: (transfer full): URI of the embedded store, in the user's data folder
 */
char *
review_command_default_database (void)
{
  return g_strdup_printf (SQLITE_SCHEME "%s/riskops-review/review.db", g_get_user_data_dir ());
}

/**
 * review_command_parse:
 * @self: filled; cleared by the caller also after a failure
 * @arguments: (nullable): the positional arguments as shown in the help, "FILE…"
 * @summary: one sentence for the help
 * @extra: (nullable): the subcommand's own options, ended by a %NULL row
 * @error: INVALID naming what is wrong on the command line
 *
 * Reads `--database`, `--json` and @extra; what is left in @argv after the
 * subcommand's name are the positional arguments.
 *
 * Returns: %TRUE if the command line is well formed
 */
gboolean
review_command_parse (ReviewCommand *self,
                      int *argc,
                      char ***argv,
                      const char *arguments,
                      const char *summary,
                      const GOptionEntry *extra,
                      GError **error)
{
  const GOptionEntry common[] = {
    { "database", 'd', 0, G_OPTION_ARG_STRING, &self->database, "The store", "sqlite:PATH" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &self->json, "Report in JSON", NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (arguments);
  g_autoptr (GError) local = NULL;
  g_autofree char *name = g_strdup_printf ("riskops-review-server %s", (*argv)[0]);

  g_set_prgname (name);
  g_option_context_set_summary (context, summary);
  g_option_context_add_main_entries (context, common, NULL);
  if (extra != NULL)
    g_option_context_add_main_entries (context, extra, NULL);
  if (!g_option_context_parse (context, argc, argv, &local))
    {
      g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_INVALID, local->message);
      return FALSE;
    }
  if (self->database == NULL)
    self->database = review_command_default_database ();
  return TRUE;
}

/**
 * review_command_clear:
 *
 * Frees what review_command_parse() filled in.
 */
void
review_command_clear (ReviewCommand *self)
{
  g_clear_pointer (&self->database, g_free);
}

/**
 * review_command_fail:
 * @error: what went wrong
 *
 * Writes it to stderr as one line.
 *
 * Returns: the exit code: 2 for wrong input, else 1
 */
int
review_command_fail (const GError *error)
{
  g_autofree char *line = g_strdelimit (g_strdup (error->message), "\r\n", ' ');

  fprintf (stderr, "%s: %s\n", g_get_prgname (), line);
  return g_error_matches (error, REVIEW_ERROR, REVIEW_ERROR_INVALID) ? 2 : 1;
}

/**
 * review_command_print:
 *
 * printf to stdout, UTF-8 as it is whatever the locale.
 */
void
review_command_print (const char *format, ...)
{
  va_list args;

  va_start (args, format);
  vfprintf (stdout, format, args);
  va_end (args);
}

/**
 * review_command_prepare_folder:
 * @database: URI of a store
 * @error: FAILED when the folder cannot be made
 *
 * Makes the folder of a SQLite store, readable by its owner only; other
 * stores need none.
 *
 * Returns: %TRUE if it is there
 */
gboolean
review_command_prepare_folder (const char *database, GError **error)
{
  g_autofree char *folder = NULL;

  if (!g_str_has_prefix (database, SQLITE_SCHEME))
    return TRUE;
  folder = g_path_get_dirname (database + strlen (SQLITE_SCHEME));
  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;
  g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_FAILED, "cannot make the folder %s: %s", folder,
               g_strerror (errno));
  return FALSE;
}

/**
 * review_command_parse_time:
 * @option: its name, for the error
 * @text: (nullable): a day, or a time with an offset
 * @ret_time: (out): µs; 0 when it was not given
 */
gboolean
review_command_parse_time (const char *option, const char *text, gint64 *ret_time, GError **error)
{
  g_autofree char *midnight = NULL;

  *ret_time = 0;
  if (text == NULL || review_time_parse (text, ret_time))
    return TRUE;
  midnight = g_strconcat (text, "T00:00:00Z", NULL);
  if (review_time_parse (midnight, ret_time))
    return TRUE;
  review_error_set_field (error, option, "\"%s\" is no date such as 2026-11-20", text);
  return FALSE;
}
