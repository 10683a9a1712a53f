/* SPDX-License-Identifier: GPL-3.0-or-later */
/* serve: answers the API over HTTP until a signal, or in embedded mode until the app goes. */
#define G_LOG_DOMAIN "review-server"

#include "commands.h"
#include "review-command.h"

int
review_cmd_serve (int argc, char **argv)
{
  g_auto (ReviewCommand) command = { NULL };
  g_autoptr (GError) error = NULL;

  if (!review_command_parse (&command, &argc, &argv, NULL, "Answers the API over HTTP.", NULL,
                             &error)
      || !review_command_prepare_folder (command.database, &error))
    return review_command_fail (error);
  return 0;
}
