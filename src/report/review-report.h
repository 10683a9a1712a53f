/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ReviewReport:
 * A document for paper: headings, paragraphs, facts and tables in the order in which they are
 * added, on A4 pages with a footer and a watermark. Texts are taken as they are, never as markup;
 * what cannot be seen in them is made visible. Not thread-safe; drawing needs no display.
 */
typedef struct _ReviewReport ReviewReport;

typedef struct
{
  const char *head; /* of the column */
  int weight;       /* its share of the width */
  gboolean figures; /* flush right */
} ReviewReportColumn;

ReviewReport *review_report_new (const char *title, const char *subtitle, const char *language);
void review_report_free (ReviewReport *self);
void review_report_set_watermark (ReviewReport *self, const char *text);
void review_report_set_footer (ReviewReport *self, const char *text);
void review_report_add_heading (ReviewReport *self, const char *text);
void review_report_add_paragraph (ReviewReport *self, const char *text);
void review_report_add_fact (ReviewReport *self, const char *name, const char *value);
void review_report_begin_table (ReviewReport *self, const ReviewReportColumn *columns, guint n);
void review_report_add_row (ReviewReport *self, const char *const *cells);
GBytes *review_report_to_pdf (ReviewReport *self, guint *ret_pages, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReviewReport, review_report_free)

G_END_DECLS
