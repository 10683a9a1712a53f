/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What holds on every screen, found by walking it: each thing that can have the focus has a name,
 * nothing that matters is cut off, nothing sticks out of what it stands in, no word is left in the
 * other language, and text stands out from what is behind it. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is wrong, in words, so that planted faults can be looked for. */
typedef struct
{
  GPtrArray *faults;        /* (element-type utf8) */
  GHashTable *untranslated; /* (element-type utf8 utf8): English → Chinese, of the catalogue */
  const char *screen;       /* (nullable): said in each fault */
  char *data;               /* (nullable): words of the data, which are no words of the interface */
  guint names, labels, cards, measured; /* how many were looked at */
} ScreenCheck;

ScreenCheck *screen_check_new (void);
void screen_check_free (ScreenCheck *self);
/* Each fault becomes a message and fails the test. */
void screen_check_report (ScreenCheck *self);

void screen_check_names (ScreenCheck *self, GtkWidget *root);
void screen_check_cut (ScreenCheck *self, GtkWidget *root);
void screen_check_inside (ScreenCheck *self, GtkWidget *root);
/* No card lies over another one, and nothing in a card goes past its edges. */
void screen_check_cards (ScreenCheck *self, GtkWidget *root);
/* The interface is Chinese: no label says the English of a message that has a translation, and none
 * says an English sentence that is not in the data. */
void screen_check_language (ScreenCheck *self, GtkWidget *root);
/* Measured on what is drawn: 4.5 to 1, or 3 to 1 where the letters are large. */
void screen_check_contrast (ScreenCheck *self, GtkWidget *root);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScreenCheck, screen_check_free)

G_END_DECLS
