/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "review-case.h"

G_BEGIN_DECLS

GListStore *review_evidence_rows_list (GPtrArray *evidence, int kind);
guint review_evidence_rows_find (GListModel *rows, const char *label);
GtkSelectionModel *review_evidence_rows_select_none (GListModel *rows);
void review_evidence_rows_mark (GtkColumnView *table, guint position);
gboolean review_evidence_rows_show (GtkColumnView *table, const char *label);

G_END_DECLS
