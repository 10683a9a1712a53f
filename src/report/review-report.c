/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The document before it is drawn: its blocks in their order. */
#define G_LOG_DOMAIN "review-report"
#include "review-report-private.h"

static void
free_block (gpointer data)
{
  ReviewReportBlock *block = data;

  g_strfreev (block->cells);
  g_free (block);
}

/**
 * review_report_new:
 * @title: at the head of the first page
 * @subtitle: (nullable): a line below it
 * @language: "en", "zh-CN": chooses the glyphs of Han characters
 *
 * Returns: (transfer full): an empty document
 */
ReviewReport *
review_report_new (const char *title, const char *subtitle, const char *language)
{
  ReviewReport *self = g_new0 (ReviewReport, 1);

  self->title = g_strdup (title);
  self->subtitle = g_strdup (subtitle);
  self->language = g_strdup (language);
  self->blocks = g_ptr_array_new_with_free_func (free_block);
  return self;
}

void
review_report_free (ReviewReport *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->language);
  g_free (self->watermark);
  g_free (self->footer);
  g_ptr_array_unref (self->blocks);
  g_free (self);
}

/**
 * review_report_set_watermark:
 * @text: who took the document out and when: pale, over the whole of every page
 */
void
review_report_set_watermark (ReviewReport *self, const char *text)
{
  g_free (self->watermark);
  self->watermark = g_strdup (text);
}

/**
 * review_report_set_footer:
 * @text: at the foot of every page, beside the page's number
 */
void
review_report_set_footer (ReviewReport *self, const char *text)
{
  g_free (self->footer);
  self->footer = g_strdup (text);
}

static ReviewReportBlock *
add (ReviewReport *self, ReviewReportKind kind, const char *const *cells, guint n)
{
  ReviewReportBlock *block = g_new0 (ReviewReportBlock, 1);

  block->kind = kind;
  block->cells = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    block->cells[i] = g_strdup (cells[i] != NULL ? cells[i] : "");
  g_ptr_array_add (self->blocks, block);
  return block;
}

/** review_report_add_heading: begins a part; it never stands alone at the foot of a page. */
void
review_report_add_heading (ReviewReport *self, const char *text)
{
  add (self, REVIEW_REPORT_HEADING, &text, 1);
}

void
review_report_add_paragraph (ReviewReport *self, const char *text)
{
  add (self, REVIEW_REPORT_PARAGRAPH, &text, 1);
}

/** review_report_add_fact: a name and, beside it, its value. */
void
review_report_add_fact (ReviewReport *self, const char *name, const char *value)
{
  const char *cells[] = { name, value };

  add (self, REVIEW_REPORT_FACT, cells, G_N_ELEMENTS (cells));
}

/**
 * review_report_begin_table:
 * @n: number of @columns, at most 8
 *
 * Begins a table; rows follow. Where it goes on, a page repeats its head.
 */
void
review_report_begin_table (ReviewReport *self, const ReviewReportColumn *columns, guint n)
{
  const char *heads[REVIEW_REPORT_COLUMNS] = { NULL };
  ReviewReportBlock *block;

  g_return_if_fail (n > 0 && n <= REVIEW_REPORT_COLUMNS);

  for (guint i = 0; i < n; i++)
    heads[i] = columns[i].head;
  block = add (self, REVIEW_REPORT_HEAD, heads, n);
  for (guint i = 0; i < n; i++)
    {
      block->weights[i] = MAX (1, columns[i].weight);
      block->figures[i] = columns[i].figures;
    }
  self->columns = n;
}

/**
 * review_report_add_row:
 * @cells: as many as the table has columns; NULL is an empty cell
 */
void
review_report_add_row (ReviewReport *self, const char *const *cells)
{
  g_return_if_fail (self->columns > 0);

  add (self, REVIEW_REPORT_ROW, cells, self->columns);
}
