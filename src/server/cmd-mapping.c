/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mapping suggest: a mapping from the files themselves, for a person to better. */
#define G_LOG_DOMAIN "review-server"
#include <string.h>

#include "commands.h"
#include "review-codec.h"
#include "review-command.h"
#include "review-error.h"
#include "review-json-flat.h"
#include "review-suggest.h"
#include "review-table.h"

typedef struct
{
  char *type;
  char *id;
  char *truth;
  char *output;
  gboolean no_header;
  char **arguments;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->type);
  g_free (self->id);
  g_free (self->truth);
  g_free (self->output);
  g_strfreev (self->arguments);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
check (const Options *o, GError **error)
{
  const char *fault = NULL;

  if (o->arguments == NULL || strcmp (o->arguments[0], "suggest") != 0)
    fault = "the one thing to do with a mapping is: suggest";
  else if (o->arguments[1] == NULL)
    fault = "no file is given";
  else if (o->type == NULL)
    fault = "--type is missing";
  if (fault == NULL)
    return TRUE;
  g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_INVALID, fault);
  return FALSE;
}

static gboolean
parse (ReviewCommand *command, Options *o, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "type", 't', 0, G_OPTION_ARG_STRING, &o->type, "Id of the case type", "TYPE" },
    { "id", 0, 0, G_OPTION_ARG_STRING, &o->id,
      "Column of the cases' ids; left out: the numbers of the rows", "COL" },
    { "truth", 0, 0, G_OPTION_ARG_STRING, &o->truth, "Column of what is known to be true", "COL" },
    { "no-header", 0, 0, G_OPTION_ARG_NONE, &o->no_header,
      "The files begin with a row; columns are called c1, c2 …", NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &o->output, "Write it there, not to stdout",
      "M.json" },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &o->arguments, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  return review_command_parse (command, argc, argv, "suggest FILE…",
                               "Writes a mapping that imports the files as it is. Types are what "
                               "every row bears out; names and units are for a person to better.",
                               entries, error)
         && check (o, error);
}

static char *
suggest (const Options *o, GError **error)
{
  const ReviewSuggestOptions options = { (const char *const *) o->arguments + 1, o->type,
                                         o->id != NULL ? o->id : REVIEW_TABLE_ROW, o->truth,
                                         o->no_header };
  g_autoptr (ReviewMapping) mapping = review_suggest_mapping (&options, error);
  g_autofree char *json = mapping != NULL ? review_encode (mapping) : NULL;

  return json != NULL ? review_json_indent (json, error) : NULL;
}

int
review_cmd_mapping (int argc, char **argv)
{
  g_auto (ReviewCommand) command = { NULL };
  g_auto (Options) options = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!parse (&command, &options, &argc, &argv, &error))
    return review_command_fail (error);
  text = suggest (&options, &error);
  if (text == NULL)
    return review_command_fail (error);
  if (options.output == NULL)
    review_command_print ("%s", text);
  else if (!g_file_set_contents (options.output, text, -1, &error))
    return review_command_fail (error);
  return 0;
}
