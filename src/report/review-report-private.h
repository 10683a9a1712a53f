/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-report.h"

G_BEGIN_DECLS

#define REVIEW_REPORT_COLUMNS 8

typedef enum
{
  REVIEW_REPORT_HEADING,
  REVIEW_REPORT_PARAGRAPH,
  REVIEW_REPORT_FACT,
  REVIEW_REPORT_HEAD, /* of a table: opens it, and is drawn again on a page where it goes on */
  REVIEW_REPORT_ROW
} ReviewReportKind;

typedef struct
{
  ReviewReportKind kind;
  char **cells;                       /* owned: one text, a name and a value, or a table's cells */
  int weights[REVIEW_REPORT_COLUMNS]; /* of HEAD */
  gboolean figures[REVIEW_REPORT_COLUMNS]; /* of HEAD */
} ReviewReportBlock;

struct _ReviewReport
{
  char *title;
  char *subtitle;
  char *language;
  char *watermark; /* (nullable) */
  char *footer;    /* (nullable) */
  GPtrArray *blocks;
  guint columns; /* of the table that is open */
};

G_END_DECLS
