/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A screen seen from afar: the mean colour of each square of it. Letters are grey there, so that
 * another rasteriser or a pixel more or less of a font change little, while a pane that moved, a
 * button that is gone or a colour that is another one do. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SCREEN_PICTURE_SQUARE 16 /* px */

typedef struct
{
  int width; /* in squares */
  int height;
  guint8 *rgb; /* (owned) */
} ScreenPicture;

ScreenPicture *screen_picture_take (GtkWidget *root);
/* (nullable): there is no such file, or no picture. */
ScreenPicture *screen_picture_load (const char *path);
void screen_picture_save (const ScreenPicture *self, const char *path);
void screen_picture_free (ScreenPicture *self);
/* Two of the same size, one over the other; and one of two that were. */
ScreenPicture *screen_picture_stack (const ScreenPicture *upper, const ScreenPicture *lower);
ScreenPicture *screen_picture_get_half (const ScreenPicture *self, gboolean lower);

/* (transfer full) (nullable): how @self differs from @other beyond what fonts and machines do, in
 * words. */
char *screen_picture_compare (const ScreenPicture *self, const ScreenPicture *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScreenPicture, screen_picture_free)

G_END_DECLS
