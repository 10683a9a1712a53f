/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The document on pages. It is drawn twice: the first time only to know how many pages there are,
 * which every footer says. Lengths are in points. */
#define G_LOG_DOMAIN "review-report"
#include "review-report-private.h"

#include <cairo-pdf.h>
#include <math.h>
#include <pango/pangocairo.h>

#include "review-text.h"

#define PAGE_WIDTH   595.0 /* A4 */
#define PAGE_HEIGHT  842.0
#define MARGIN       48.0
#define FOOT         64.0 /* room of the footer */
#define WIDTH        (PAGE_WIDTH - 2 * MARGIN)
#define NAME_WIDTH   150.0
#define CELL_GAP     10.0
#define MOST_OF_TEXT 4000 /* characters: nothing is higher than a page */
#define MOST_OF_CELL 600

typedef struct
{
  ReviewReport *report;
  cairo_t *cr;
  PangoLayout *layout;
  double y;
  guint page;                    /* from 1 */
  guint pages;                   /* 0: not known yet */
  const ReviewReportBlock *head; /* (nullable): of the table that is open */
} Pen;

typedef struct
{
  double size;
  gboolean bold;
  double grey;
} Face;

static const Face face_title = { 17, TRUE, 0 };
static const Face face_heading = { 11.5, TRUE, 0 };
static const Face face_text = { 9, FALSE, 0 };
static const Face face_head = { 8, TRUE, 0.35 };
static const Face face_quiet = { 8, FALSE, 0.4 };

/* What is hidden in @text made visible, and the end cut where it would fill a page. */
static char *
prepare (const char *text, glong most)
{
  g_autofree char *visible = review_text_visible (text);
  g_autofree char *start = NULL;

  if (g_utf8_strlen (visible, -1) <= most)
    return g_steal_pointer (&visible);
  start = g_utf8_substring (visible, 0, most);
  return g_strconcat (start, " …", NULL);
}

/* Sets the layout; returns its height. */
static double
set_text (Pen *pen, const Face *face, const char *text, double width, gboolean figures)
{
  PangoFontDescription *font =
      pango_font_description_from_string ("Cantarell, Noto Sans CJK SC, sans");
  g_autofree char *visible = prepare (text, width < WIDTH / 2 ? MOST_OF_CELL : MOST_OF_TEXT);
  int height = 0;

  pango_font_description_set_absolute_size (font, face->size * PANGO_SCALE);
  pango_font_description_set_weight (font, face->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (pen->layout, font);
  pango_font_description_free (font);
  pango_layout_set_width (pen->layout, (int) (width * PANGO_SCALE));
  pango_layout_set_alignment (pen->layout, figures ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  pango_layout_set_text (pen->layout, visible, -1);
  pango_layout_get_size (pen->layout, NULL, &height);
  cairo_set_source_rgb (pen->cr, face->grey, face->grey, face->grey);
  return (double) height / PANGO_SCALE;
}

static double
draw_text (Pen *pen, const Face *face, const char *text, double x, double width, gboolean figures)
{
  double height = set_text (pen, face, text, width, figures);

  cairo_move_to (pen->cr, x, pen->y);
  pango_cairo_show_layout (pen->cr, pen->layout);
  return height;
}

static void
draw_rule (Pen *pen, double y, double grey)
{
  cairo_set_source_rgb (pen->cr, grey, grey, grey);
  cairo_set_line_width (pen->cr, 0.5);
  cairo_move_to (pen->cr, MARGIN, y);
  cairo_line_to (pen->cr, MARGIN + WIDTH, y);
  cairo_stroke (pen->cr);
}

/* Pale enough to read through, dense enough that no part of a page is without it. */
static void
draw_watermark (Pen *pen)
{
  static const Face pale = { 13, FALSE, 0.5 };
  int width = 0;

  if (pen->report->watermark == NULL)
    return;
  set_text (pen, &pale, pen->report->watermark, 2 * PAGE_WIDTH, FALSE);
  pango_layout_get_size (pen->layout, &width, NULL);
  cairo_save (pen->cr);
  cairo_set_source_rgba (pen->cr, 0.5, 0.5, 0.5, 0.16);
  cairo_translate (pen->cr, PAGE_WIDTH / 2, PAGE_HEIGHT / 2);
  cairo_rotate (pen->cr, -G_PI / 6);
  for (int row = -6; row <= 6; row++)
    for (double x = -900 + (row % 2 != 0 ? 90 : 0); x < 900; x += (double) width / PANGO_SCALE + 60)
      {
        cairo_move_to (pen->cr, x, row * 85.0);
        pango_cairo_show_layout (pen->cr, pen->layout);
      }
  cairo_restore (pen->cr);
}

static void
draw_footer (Pen *pen)
{
  double before = pen->y;
  g_autofree char *page = pen->pages > 0 ? g_strdup_printf ("%u / %u", pen->page, pen->pages)
                                         : g_strdup_printf ("%u", pen->page);

  pen->y = PAGE_HEIGHT - FOOT + 22;
  draw_rule (pen, pen->y - 6, 0.8);
  if (pen->report->footer != NULL)
    draw_text (pen, &face_quiet, pen->report->footer, MARGIN, WIDTH - 60, FALSE);
  draw_text (pen, &face_quiet, page, MARGIN + WIDTH - 60, 60, TRUE);
  pen->y = before;
}

static void
end_page (Pen *pen)
{
  draw_footer (pen);
  draw_watermark (pen);
  cairo_show_page (pen->cr);
}

static void
begin_page (Pen *pen)
{
  pen->page++;
  pen->y = MARGIN;
}

static double
get_cell_width (const Pen *pen, guint i)
{
  int all = 0;
  guint n = g_strv_length (pen->head->cells);

  for (guint k = 0; k < n; k++)
    all += pen->head->weights[k];
  return (WIDTH - CELL_GAP * (n - 1)) * pen->head->weights[i] / all;
}

static double
measure_row (Pen *pen, const ReviewReportBlock *block, const Face *face)
{
  double height = 0;

  for (guint i = 0; block->cells[i] != NULL; i++)
    height = fmax (height, set_text (pen, face, block->cells[i], get_cell_width (pen, i), FALSE));
  return height;
}

static void
draw_row (Pen *pen, const ReviewReportBlock *block, const Face *face)
{
  double x = MARGIN, height = measure_row (pen, block, face);

  for (guint i = 0; block->cells[i] != NULL; i++)
    {
      double width = get_cell_width (pen, i);

      draw_text (pen, face, block->cells[i], x, width, pen->head->figures[i]);
      x += width + CELL_GAP;
    }
  pen->y += height + 3;
  draw_rule (pen, pen->y, block->kind == REVIEW_REPORT_HEAD ? 0.6 : 0.88);
  pen->y += 3;
}

static double
measure (Pen *pen, const ReviewReportBlock *block)
{
  switch (block->kind)
    {
    case REVIEW_REPORT_HEADING:
      /* With room for what follows it. */
      return set_text (pen, &face_heading, block->cells[0], WIDTH, FALSE) + 14 + 40;
    case REVIEW_REPORT_FACT:
      return fmax (
                 set_text (pen, &face_text, block->cells[0], NAME_WIDTH, FALSE),
                 set_text (pen, &face_text, block->cells[1], WIDTH - NAME_WIDTH - CELL_GAP, FALSE))
             + 3;
    case REVIEW_REPORT_HEAD:
      return measure_row (pen, block, &face_head) + 6 + 20;
    case REVIEW_REPORT_ROW:
      return measure_row (pen, block, &face_text) + 6;
    case REVIEW_REPORT_PARAGRAPH:
    default:
      return set_text (pen, &face_text, block->cells[0], WIDTH, FALSE) + 5;
    }
}

static void
draw (Pen *pen, const ReviewReportBlock *block, double height)
{
  switch (block->kind)
    {
    case REVIEW_REPORT_HEADING:
      pen->y += 12;
      pen->y += draw_text (pen, &face_heading, block->cells[0], MARGIN, WIDTH, FALSE) + 4;
      break;
    case REVIEW_REPORT_FACT:
      draw_text (pen, &face_quiet, block->cells[0], MARGIN, NAME_WIDTH, FALSE);
      draw_text (pen, &face_text, block->cells[1], MARGIN + NAME_WIDTH + CELL_GAP,
                 WIDTH - NAME_WIDTH - CELL_GAP, FALSE);
      pen->y += height;
      break;
    case REVIEW_REPORT_HEAD:
      draw_row (pen, block, &face_head);
      break;
    case REVIEW_REPORT_ROW:
      draw_row (pen, block, &face_text);
      break;
    case REVIEW_REPORT_PARAGRAPH:
    default:
      draw_text (pen, &face_text, block->cells[0], MARGIN, WIDTH, FALSE);
      pen->y += height;
    }
}

static void
draw_title (Pen *pen)
{
  pen->y += draw_text (pen, &face_title, pen->report->title, MARGIN, WIDTH, FALSE) + 2;
  if (pen->report->subtitle != NULL)
    pen->y += draw_text (pen, &face_quiet, pen->report->subtitle, MARGIN, WIDTH, FALSE) + 4;
  draw_rule (pen, pen->y + 2, 0.6);
  pen->y += 8;
}

static void
draw_blocks (Pen *pen)
{
  GPtrArray *blocks = pen->report->blocks;

  for (guint i = 0; i < blocks->len; i++)
    {
      const ReviewReportBlock *block = blocks->pdata[i];
      double height;

      if (block->kind == REVIEW_REPORT_HEAD)
        pen->head = block;
      height = measure (pen, block);
      if (pen->y + height > PAGE_HEIGHT - FOOT && pen->y > MARGIN)
        {
          end_page (pen);
          begin_page (pen);
          if (block->kind == REVIEW_REPORT_ROW)
            draw_row (pen, pen->head, &face_head);
        }
      draw (pen, block, height);
    }
}

/* Returns: the number of pages. */
static guint
draw_all (ReviewReport *report, cairo_surface_t *surface, guint pages)
{
  cairo_t *cr = cairo_create (surface);
  PangoLayout *layout = pango_cairo_create_layout (cr);
  Pen pen = { .report = report, .cr = cr, .layout = layout, .pages = pages };
  PangoContext *context = pango_layout_get_context (layout);

  pango_context_set_language (context, pango_language_from_string (report->language));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  begin_page (&pen);
  draw_title (&pen);
  draw_blocks (&pen);
  end_page (&pen);
  g_object_unref (layout);
  cairo_destroy (cr);
  return pen.page;
}

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static cairo_status_t
drop_cb (void *closure, const unsigned char *data, unsigned int length)
{
  return CAIRO_STATUS_SUCCESS;
}

static guint
count_pages (ReviewReport *self)
{
  cairo_surface_t *surface =
      cairo_pdf_surface_create_for_stream (drop_cb, NULL, PAGE_WIDTH, PAGE_HEIGHT);
  guint pages = draw_all (self, surface, 0);

  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  return pages;
}

/**
 * review_report_to_pdf:
 * @ret_pages: (out) (optional): how many pages it has
 *
 * Draws the document. Takes some ten milliseconds a page: on a thread of its own where people wait.
 *
 * Returns: (transfer full): the PDF, or NULL with %G_IO_ERROR_FAILED
 */
GBytes *
review_report_to_pdf (ReviewReport *self, guint *ret_pages, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint pages = count_pages (self);
  cairo_surface_t *surface =
      cairo_pdf_surface_create_for_stream (write_cb, bytes, PAGE_WIDTH, PAGE_HEIGHT);
  cairo_status_t status;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, self->title);
  draw_all (self, surface, pages);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "The PDF could not be drawn: %s",
                   cairo_status_to_string (status));
      return NULL;
    }
  if (ret_pages != NULL)
    *ret_pages = pages;
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
