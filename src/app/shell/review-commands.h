/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that the app can be told to do by name, for the command palette. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ReviewCommand:
 * @title: message id in the context "shortcuts": the same words as in the window of shortcuts
 * @action: detailed name of the action, with its target: "win.page::hub"
 * @key: (nullable): accelerator that does the same, as GTK writes it
 */
typedef struct
{
  const char *title;
  const char *action;
  const char *key;
} ReviewCommand;

const ReviewCommand *review_commands_get (gsize *ret_n);
const char *review_command_get_title (const ReviewCommand *self);
gboolean review_command_matches (const ReviewCommand *self, const char *query);

G_END_DECLS
