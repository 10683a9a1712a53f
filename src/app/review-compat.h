/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void review_compat_show_about (GtkWindow *parent);
void review_compat_name_row (GtkListItem *item, const char *name);
void review_compat_name_table_row (GtkListItem *cell, const char *name);
void review_compat_name_table (GtkColumnView *view, const char *name, const char *head);

G_END_DECLS
