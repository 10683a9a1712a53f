/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-command.h"

G_BEGIN_DECLS

/**
 * ReviewTypeCommand:
 * What the subcommands share that work on one case type, all of its cases or those of a file of
 * ids: train, threshold, evaluate, backtest. Filled by review_type_command_parse().
 */
typedef struct
{
  ReviewCommand command;
  char *type; /* (owned) */
  char **ids; /* (owned) (nullable): external ids; NULL: all */
} ReviewTypeCommand;

gboolean review_type_command_parse (ReviewTypeCommand *self,
                                    int *argc,
                                    char ***argv,
                                    const char *summary,
                                    const GOptionEntry *extra,
                                    GError **error);
void review_type_command_clear (ReviewTypeCommand *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ReviewTypeCommand, review_type_command_clear)

G_END_DECLS
