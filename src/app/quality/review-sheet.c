/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the screen shows as a table and what the paper shows are one: made once, drawn twice. */
#define G_LOG_DOMAIN "review-app"
#include "review-sheet.h"

#define FIRST_WEIGHT 4 /* of the titles' column on paper, against 3 of each other */
#define OTHER_WEIGHT 3

typedef struct
{
  char *title;      /* (owned) */
  GPtrArray *texts; /* (owned) of char * */
  GArray *tones;    /* (owned) of ReviewTone */
  gboolean total;
} Row;

struct _ReviewSheet
{
  char **heads;    /* (owned) */
  GPtrArray *rows; /* (owned) of Row */
};

static void
row_free (Row *row)
{
  g_free (row->title);
  g_ptr_array_unref (row->texts);
  g_array_unref (row->tones);
  g_free (row);
}

/**
 * review_sheet_new:
 * @heads: (array zero-terminated=1): of the columns; the first is of the rows' titles
 *
 * Returns: (transfer full): a table without rows
 */
ReviewSheet *
review_sheet_new (const char *const *heads)
{
  ReviewSheet *self = g_new0 (ReviewSheet, 1);

  self->heads = g_strdupv ((char **) heads);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  return self;
}

void
review_sheet_free (ReviewSheet *self)
{
  g_strfreev (self->heads);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

/** review_sheet_add_row: @total: it sums up the others. */
void
review_sheet_add_row (ReviewSheet *self, const char *title, gboolean total)
{
  Row *row = g_new0 (Row, 1);

  row->title = g_strdup (title);
  row->texts = g_ptr_array_new_with_free_func (g_free);
  row->tones = g_array_new (FALSE, FALSE, sizeof (ReviewTone));
  row->total = total;
  g_ptr_array_add (self->rows, row);
}

/** review_sheet_take_toned: @text: (transfer full): the next figure of the row. */
void
review_sheet_take_toned (ReviewSheet *self, char *text, ReviewTone tone)
{
  Row *row = self->rows->pdata[self->rows->len - 1];

  g_ptr_array_add (row->texts, text);
  g_array_append_val (row->tones, tone);
}

/** review_sheet_take: as review_sheet_take_toned(), of a figure that means nothing by itself. */
void
review_sheet_take (ReviewSheet *self, char *text)
{
  review_sheet_take_toned (self, text, REVIEW_TONE_NEUTRAL);
}

/** review_sheet_add: as review_sheet_take_toned(), with a text that is copied. */
void
review_sheet_add (ReviewSheet *self, const char *text, ReviewTone tone)
{
  review_sheet_take_toned (self, g_strdup (text), tone);
}

/** review_sheet_count_rows: Returns: how many rows there are. */
guint
review_sheet_count_rows (ReviewSheet *self)
{
  return self->rows->len;
}

/** review_sheet_show: fills @table anew; its columns are as wide as their figures. */
void
review_sheet_show (ReviewSheet *self, ReviewFigureTable *table)
{
  review_figure_table_set_even (table, FALSE);
  review_figure_table_begin (table, (const char *const *) self->heads);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = self->rows->pdata[i];

      review_figure_table_add_row (table, row->title, row->total);
      for (guint k = 0; k < row->texts->len; k++)
        review_figure_table_add_figure (table, row->texts->pdata[k],
                                        g_array_index (row->tones, ReviewTone, k), NULL);
    }
}

/** review_sheet_print: adds the table to @report; without rows it adds nothing. */
void
review_sheet_print (ReviewSheet *self, ReviewReport *report, const char *heading)
{
  guint n = g_strv_length (self->heads);
  g_autofree ReviewReportColumn *columns = g_new0 (ReviewReportColumn, n);
  g_autofree const char **cells = g_new0 (const char *, n);

  if (self->rows->len == 0)
    return;
  for (guint i = 0; i < n; i++)
    columns[i] =
        (ReviewReportColumn){ self->heads[i], i == 0 ? FIRST_WEIGHT : OTHER_WEIGHT, i > 0 };
  review_report_add_heading (report, heading);
  review_report_begin_table (report, columns, n);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = self->rows->pdata[i];

      cells[0] = row->title;
      for (guint k = 1; k < n; k++)
        cells[k] = k <= row->texts->len ? row->texts->pdata[k - 1] : "";
      review_report_add_row (report, cells);
    }
}
