/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-commands.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_COMMAND_PALETTE (review_command_palette_get_type ())
G_DECLARE_FINAL_TYPE (
    ReviewCommandPalette, review_command_palette, REVIEW, COMMAND_PALETTE, AdwWindow)

ReviewCommandPalette *review_command_palette_new (GtkWindow *parent, GtkWidget *target);
void review_command_palette_add (ReviewCommandPalette *self, const ReviewCommand *command);
void review_command_palette_add_look (ReviewCommandPalette *self,
                                      const char *display_id,
                                      const char *case_id);

G_END_DECLS
