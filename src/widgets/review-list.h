/* SPDX-License-Identifier: GPL-3.0-or-later */
/* List boxes whose rows are found again by an id. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReviewListAddFunc:
 * @owner: the widget that has the list
 *
 * Appends a row of @item.
 */
typedef void (*ReviewListAddFunc) (gpointer owner, gpointer item);

void review_list_clear (GtkListBox *list);
void review_list_refill (
    GtkListBox *list, GPtrArray *items, ReviewListAddFunc add, gpointer owner, const char *chosen);
GtkWidget *review_list_row_new (GtkWidget *content, const char *spoken, const char *id);
GtkWidget *review_list_append (
    GtkListBox *list, GtkWidget *content, const char *spoken, const char *name, const char *id);
void review_list_row_set_id (GtkListBoxRow *row, const char *id);
const char *review_list_row_get_id (GtkListBoxRow *row);
GtkListBoxRow *review_list_find (GtkListBox *list, const char *id);
void review_list_select (GtkListBox *list, const char *id);

G_END_DECLS
