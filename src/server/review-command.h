/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ReviewCommand:
 * What every subcommand shares: where the store is and whether to report in
 * JSON. Filled by review_command_parse().
 */
typedef struct
{
  char *database; /* (owned): URI, "sqlite:PATH" */
  gboolean json;
} ReviewCommand;

gboolean review_command_parse (ReviewCommand *self,
                               int *argc,
                               char ***argv,
                               const char *arguments,
                               const char *summary,
                               const GOptionEntry *extra,
                               GError **error);
void review_command_clear (ReviewCommand *self);
int review_command_fail (const GError *error);
void review_command_print (const char *format, ...) G_GNUC_PRINTF (1, 2);

char *review_command_default_database (void);
gboolean review_command_prepare_folder (const char *database, GError **error);

gboolean
review_command_parse_time (const char *option, const char *text, gint64 *ret_time, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ReviewCommand, review_command_clear)

G_END_DECLS
