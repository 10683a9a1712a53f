/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void review_compat_show_about (GtkWindow *parent);
void review_compat_name_row (GtkListItem *item, const char *name);
void review_compat_name_table_row (GtkListItem *cell, const char *name);
void review_compat_name_table (GtkColumnView *view, const char *name, const char *head);

void review_compat_save_file_async (GtkWindow *parent,
                                    const char *title,
                                    const char *name,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
GFile *review_compat_save_file_finish (GAsyncResult *result, GError **error);
void review_compat_name_widget (GtkWidget *widget, const char *name);
void review_compat_name_menu (GtkWidget *menu);
void review_compat_name_drop_down (GtkDropDown *list, const char *name);

G_END_DECLS
