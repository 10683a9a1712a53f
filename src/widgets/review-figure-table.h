/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-tone.h"

G_BEGIN_DECLS

/**
 * ReviewFigureTable:
 * A small table of figures, some of which can be chosen.
 *
 * Signals:
 * - "chosen" (string): the id of a figure that was pressed
 */
#define REVIEW_TYPE_FIGURE_TABLE (review_figure_table_get_type ())
G_DECLARE_FINAL_TYPE (ReviewFigureTable, review_figure_table, REVIEW, FIGURE_TABLE, GtkWidget)

void review_figure_table_set_even (ReviewFigureTable *self, gboolean even);
void review_figure_table_begin (ReviewFigureTable *self, const char *const *heads);
void review_figure_table_add_row (ReviewFigureTable *self, const char *title, gboolean total);
void review_figure_table_add_figure (ReviewFigureTable *self,
                                     const char *text,
                                     ReviewTone tone,
                                     const char *id);
void review_figure_table_set_active (ReviewFigureTable *self, const char *id);

G_END_DECLS
