/* SPDX-License-Identifier: GPL-3.0-or-later */
/* --type and --ids, the same for every subcommand that has them. */
#define G_LOG_DOMAIN "review-server"
#include "review-type-command.h"

#include "review-error.h"

/* External ids, one a line; blank lines do not count. */
static char **
read_ids (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  if (!g_file_get_contents (path, &text, NULL, error))
    return NULL;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      g_strv_builder_add (ids, lines[i]);
  return g_strv_builder_end (ids);
}

/**
 * review_type_command_parse:
 * @self: filled; cleared by the caller also after a failure
 * @summary: one sentence for the help
 * @extra: (nullable): the subcommand's own options, ended by a %NULL row
 * @error: INVALID naming what is wrong on the command line; the error of the file of ids
 *
 * review_command_parse() with `--type`, which must be given, and `--ids`.
 *
 * Returns: %TRUE if the command line is well formed and the file of ids was read
 */
gboolean
review_type_command_parse (ReviewTypeCommand *self,
                           int *argc,
                           char ***argv,
                           const char *summary,
                           const GOptionEntry *extra,
                           GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GArray) entries = g_array_new (TRUE, TRUE, sizeof (GOptionEntry));
  const GOptionEntry own[] = {
    { "type", 't', 0, G_OPTION_ARG_STRING, &self->type, "Case type", "TYPE" },
    { "ids", 'i', 0, G_OPTION_ARG_FILENAME, &path, "Only these external ids, one a line", "FILE" },
  };
  gboolean ok;

  g_array_append_vals (entries, own, G_N_ELEMENTS (own));
  for (guint i = 0; extra != NULL && extra[i].long_name != NULL; i++)
    g_array_append_val (entries, extra[i]);
  ok = review_command_parse (&self->command, argc, argv, NULL, summary,
                             (const GOptionEntry *) (void *) entries->data, error);
  if (ok && self->type == NULL)
    {
      review_error_set_field (error, "type", "%s needs --type", (*argv)[0]);
      return FALSE;
    }
  if (ok && path != NULL)
    self->ids = read_ids (path, error);
  return ok && (path == NULL || self->ids != NULL);
}

void
review_type_command_clear (ReviewTypeCommand *self)
{
  review_command_clear (&self->command);
  g_clear_pointer (&self->type, g_free);
  g_clear_pointer (&self->ids, g_strfreev);
}
