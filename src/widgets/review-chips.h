/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REVIEW_TYPE_CHIPS (review_chips_get_type ())
G_DECLARE_FINAL_TYPE (ReviewChips, review_chips, REVIEW, CHIPS, GtkWidget)

void review_chips_clear (ReviewChips *self);
void review_chips_add (ReviewChips *self, const char *id, const char *text, const char *key);
void review_chips_set_active (ReviewChips *self, const char *const *ids);
void review_chips_set_active_one (ReviewChips *self, const char *id);
char **review_chips_dup_active (ReviewChips *self);
gboolean review_chips_choose (ReviewChips *self, guint position);

G_END_DECLS
