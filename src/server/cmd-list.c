/* SPDX-License-Identifier: GPL-3.0-or-later */
/* list import: screening lists come into force. Each file is a part of its list and replaces what
 * that part was before; cases that arrive afterwards are screened against it. list screen: so are
 * the cases that wait already. */
#define G_LOG_DOMAIN "review-server"
#include <string.h>

#include "commands.h"
#include "review-error.h"
#include "review-list-file.h"
#include "review-runtime.h"

#define MOST_BYTES (256 * 1024 * 1024) /* of a list's file */

typedef struct
{
  ReviewCommand command;
  char *list;
  char *format;
  char *kind;
  char **arguments;
} Options;

static void
clear_options (Options *self)
{
  review_command_clear (&self->command);
  g_free (self->list);
  g_free (self->format);
  g_free (self->kind);
  g_strfreev (self->arguments);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

static gboolean
check (const Options *o, GError **error)
{
  const char *fault = NULL;

  if (o->arguments == NULL
      || (strcmp (o->arguments[0], "import") != 0 && strcmp (o->arguments[0], "screen") != 0))
    fault = "what can be done with lists is: import, screen";
  else if (strcmp (o->arguments[0], "screen") == 0)
    fault = o->arguments[1] != NULL ? "screen takes no file" : NULL;
  else if (o->arguments[1] == NULL)
    fault = "no file is given";
  else if (review_enum_value (&review_list_formats, o->format) == 0)
    fault = "--format is one of ofac-sdn, ofac-alt, un, lines";
  else if (o->kind != NULL && review_enum_value (&review_list_kinds, o->kind) == 0)
    fault = "--kind is names or addresses";
  else if (o->kind == NULL && strcmp (o->format, "lines") == 0)
    fault = "--kind names or --kind addresses is needed for lines";
  if (fault == NULL)
    return TRUE;
  g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_INVALID, fault);
  return FALSE;
}

static gboolean
parse (Options *o, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "format", 'f', 0, G_OPTION_ARG_STRING, &o->format,
      "How it is written: ofac-sdn, ofac-alt, un, lines", "FORMAT" },
    { "kind", 'k', 0, G_OPTION_ARG_STRING, &o->kind, "What lines hold: names, addresses", "KIND" },
    { "list", 'l', 0, G_OPTION_ARG_STRING, &o->list,
      "Name of the list (ofac, un, or the file's name)", "NAME" },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &o->arguments, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  return review_command_parse (&o->command, argc, argv, "import FILE… | screen",
                               "Puts screening lists in force. A file replaces what was imported "
                               "under its list and name before. Cases are screened when they "
                               "arrive; screen looks up those that wait already.",
                               entries, error)
         && check (o, error);
}

/* The part is the format of a published list, the file's name of a list of lines. */
static char *
name_part (const Options *o, const char *path)
{
  char *name;

  if (strcmp (o->format, "lines") != 0)
    return g_strdup (o->format);
  name = g_path_get_basename (path);
  *strchrnul (name, '.') = '\0';
  return name;
}

static char *
name_list (const Options *o, const char *part)
{
  if (o->list != NULL)
    return g_strdup (o->list);
  return g_strdup (g_str_has_prefix (o->format, "ofac") ? "ofac"
                   : strcmp (o->format, "un") == 0      ? "un"
                                                        : part);
}

static char *
hash_file (const char *path, GError **error)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, error);

  if (file == NULL)
    return NULL;
  if (g_mapped_file_get_length (file) <= MOST_BYTES)
    return g_compute_checksum_for_data (G_CHECKSUM_SHA256,
                                        (const guchar *) g_mapped_file_get_contents (file),
                                        g_mapped_file_get_length (file));
  g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_TOO_LARGE, "%s: is larger than %d bytes", path,
               MOST_BYTES);
  return NULL;
}

static gboolean
import_file (ReviewRuntime *runtime, const Options *o, const char *path, GError **error)
{
  int kind = o->kind != NULL ? review_enum_value (&review_list_kinds, o->kind) : REVIEW_LIST_NAMES;
  g_autofree char *part = name_part (o, path);
  g_autofree char *list = name_list (o, part);
  g_autofree char *sha256 = hash_file (path, error);
  g_autoptr (GPtrArray) entries =
      sha256 != NULL ? review_list_file_read (
          path, review_enum_value (&review_list_formats, o->format), list, kind, error)
                     : NULL;

  if (entries == NULL
      || !review_service_put_list (runtime->service, review_service_system_user (), list, part,
                                   entries, sha256, error))
    return FALSE;
  if (o->command.json)
    review_command_print ("{\"list\": \"%s\", \"part\": \"%s\", \"entries\": %u}\n", list, part,
                          entries->len);
  else
    review_command_print ("%s/%s: %u names or addresses in force\n", list, part, entries->len);
  return TRUE;
}

static gboolean
screen (ReviewRuntime *runtime, const Options *o, GError **error)
{
  gint64 n = review_service_screen_open (runtime->service, review_service_system_user (), error);

  if (n >= 0 && o->command.json)
    review_command_print ("{\"matched\": %" G_GINT64_FORMAT "}\n", n);
  else if (n >= 0)
    review_command_print ("%" G_GINT64_FORMAT " cases have a match that they did not have\n", n);
  return n >= 0;
}

int
review_cmd_list (int argc, char **argv)
{
  g_auto (Options) options = { .list = NULL };
  g_autoptr (ReviewRuntime) runtime = NULL;
  g_autoptr (GError) error = NULL;

  if (!parse (&options, &argc, &argv, &error))
    return review_command_fail (error);
  runtime = review_runtime_open (&options.command, REVIEW_STORE_DEFAULT, &error);
  if (runtime == NULL)
    return review_command_fail (error);
  if (strcmp (options.arguments[0], "screen") == 0 && !screen (runtime, &options, &error))
    return review_command_fail (error);
  for (guint i = 1; options.arguments[i] != NULL; i++)
    if (!import_file (runtime, &options, options.arguments[i], &error))
      return review_command_fail (error);
  return 0;
}
