/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ReviewSheet: a table in words, to be looked at and to be printed. */
#pragma once

#include "review-figure-table.h"
#include "review-report.h"

G_BEGIN_DECLS

typedef struct _ReviewSheet ReviewSheet;

ReviewSheet *review_sheet_new (const char *const *heads);
void review_sheet_free (ReviewSheet *self);
void review_sheet_add_row (ReviewSheet *self, const char *title, gboolean total);
void review_sheet_add (ReviewSheet *self, const char *text, ReviewTone tone);
void review_sheet_take (ReviewSheet *self, char *text);
void review_sheet_take_toned (ReviewSheet *self, char *text, ReviewTone tone);
guint review_sheet_count_rows (ReviewSheet *self);
void review_sheet_show (ReviewSheet *self, ReviewFigureTable *table);
void review_sheet_print (ReviewSheet *self, ReviewReport *report, const char *heading);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReviewSheet, review_sheet_free)

G_END_DECLS
