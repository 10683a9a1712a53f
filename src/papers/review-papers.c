/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files that customers of generated cases handed in: drawn from the case's own rows, so that a
 * reviewer who looks finds what the rows say, and where the story is that a reader misread
 * something, what is really printed. Pure: the same case gives the same bytes on the same computer. */
#define G_LOG_DOMAIN "review-papers"
#include "review-papers.h"

#include <cairo-pdf.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

#include "papers-private.h"
#include "review-canonical.h"

#define CARD_WIDTH    680
#define CARD_HEIGHT   430
#define SELFIE_WIDTH  360
#define SELFIE_HEIGHT 450
#define PAGE_WIDTH    595 /* A4 in points */
#define PAGE_HEIGHT   842

const Ink papers_ink = { .10, .10, .13 };
const Ink papers_grey = { .38, .40, .45 };

/**
 * papers_write:
 * @size: of the type, in units of the sheet
 * @text: (nullable): nothing is written then
 *
 * One line, its top left at @x, @y.
 */
void
papers_write (const Sheet *sheet,
              double x,
              double y,
              double size,
              Face face,
              const Ink *ink,
              const char *text)
{
  static const char *const families[] = { "Sans", "Sans", "Monospace", "Serif" };
  PangoFontDescription *font;

  if (text == NULL)
    return;
  font = pango_font_description_new ();
  pango_font_description_set_family_static (font, families[face]);
  pango_font_description_set_weight (font,
                                     face == FACE_BOLD ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_layout_set_font_description (sheet->layout, font);
  pango_font_description_free (font);
  pango_layout_set_text (sheet->layout, text, -1);
  cairo_move_to (sheet->cr, x, y);
  cairo_set_source_rgb (sheet->cr, ink->red, ink->green, ink->blue);
  pango_cairo_show_layout (sheet->cr, sheet->layout);
}

static GdkPixbuf *
copy_pixels (cairo_surface_t *surface)
{
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  gsize from_stride = (gsize) cairo_image_surface_get_stride (surface);
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  gsize to_stride = (gsize) gdk_pixbuf_get_rowstride (pixbuf);

  for (gsize y = 0; y < (gsize) height; y++)
    {
      const guint8 *bytes = cairo_image_surface_get_data (surface) + y * from_stride;
      const guint32 *from = (const guint32 *) (const void *) bytes;
      guint8 *to = gdk_pixbuf_get_pixels (pixbuf) + y * to_stride;

      for (int x = 0; x < width; x++, to += 3)
        {
          to[0] = (guint8) (from[x] >> 16);
          to[1] = (guint8) (from[x] >> 8);
          to[2] = (guint8) from[x];
        }
    }
  return pixbuf;
}

static GBytes *
encode (cairo_surface_t *surface, double quality)
{
  g_autoptr (GdkPixbuf) pixbuf = copy_pixels (surface);
  g_autofree char *level = g_strdup_printf ("%d", (int) (30 + 55 * CLAMP (quality, 0, 1)));
  char *bytes = NULL;
  gsize len = 0;

  if (!gdk_pixbuf_save_to_buffer (pixbuf, &bytes, &len, "jpeg", NULL, "quality", level, NULL))
    return NULL;
  return g_bytes_new_take (bytes, len);
}

typedef void (*DrawFunc) (const Sheet *sheet, gconstpointer what);

static void
draw_sheet (cairo_surface_t *surface,
            double width,
            double height,
            double scale,
            DrawFunc draw,
            gconstpointer what)
{
  Sheet sheet = { cairo_create (surface), width, height, NULL };

  cairo_scale (sheet.cr, scale, scale);
  sheet.layout = pango_cairo_create_layout (sheet.cr);
  draw (&sheet, what);
  g_object_unref (sheet.layout);
  cairo_destroy (sheet.cr);
}

/* A photograph: small and blurred where its quality is low. */
static GBytes *
take_picture (
    int width, int height, double scale, double quality, DrawFunc draw, gconstpointer what)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (width * scale),
                                                         (int) (height * scale));
  GBytes *bytes;

  draw_sheet (surface, width, height, scale, draw, what);
  cairo_surface_flush (surface);
  bytes = encode (surface, quality);
  cairo_surface_destroy (surface);
  return bytes;
}

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Without dates and names of programs, so that the same bill is the same file. */
static GBytes *
print_page (DrawFunc draw, gconstpointer what)
{
  g_autoptr (GByteArray) file = g_byte_array_new ();
  cairo_surface_t *surface =
      cairo_pdf_surface_create_for_stream (append_cb, file, PAGE_WIDTH, PAGE_HEIGHT);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, "2026-01-01T00:00:00Z");
  draw_sheet (surface, PAGE_WIDTH, PAGE_HEIGHT, 1, draw, what);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (g_steal_pointer (&file));
}

static void
draw_front_cb (const Sheet *sheet, gconstpointer what)
{
  papers_draw_front (sheet, what);
}

static void
draw_back_cb (const Sheet *sheet, gconstpointer what)
{
  papers_draw_back (sheet, what);
}

static void
draw_selfie_cb (const Sheet *sheet, gconstpointer what)
{
  papers_draw_selfie (sheet, what);
}

static void
draw_bill_cb (const Sheet *sheet, gconstpointer what)
{
  papers_draw_bill (sheet, what);
}

static void
attach (ReviewEvidence *row, GBytes *file, int role, GPtrArray *files)
{
  ReviewAttachment *attachment;
  gsize len;
  gconstpointer data;

  if (file == NULL)
    return;
  data = g_bytes_get_data (file, &len);
  attachment = review_record_new (&review_attachment_type);
  attachment->sha256 = review_sha256 (data, len);
  attachment->role = role;
  if (row->attachments == NULL)
    row->attachments = review_records_new ();
  g_ptr_array_add (row->attachments, attachment);
  g_ptr_array_add (files, file);
}

static ReviewEvidence *
find_row (const ReviewIntake *intake, int kind, const char *field, const char *value)
{
  for (guint i = 0; i < intake->evidence->len; i++)
    {
      ReviewEvidence *row = intake->evidence->pdata[i];
      const char *found = review_fields_get (row->fields, field);

      if (row->kind == kind && found != NULL && (value == NULL || strcmp (found, value) == 0))
        return row;
    }
  return NULL;
}

static const char *
or_else (const char *text, const char *otherwise)
{
  return text != NULL ? text : otherwise;
}

/* Number and birth are printed as declared: a reader that took a digit for another shows beside. */
static void
read_card (const ReviewIntake *intake, const ReviewEvidence *front, Card *card)
{
  const ReviewEvidence *profile =
      find_row (intake, REVIEW_EVIDENCE_PROFILE, "declared_document_number", NULL);
  GPtrArray *declared = profile != NULL ? profile->fields : NULL;
  GPtrArray *fields = front->fields;

  *card = (Card){
    .type = or_else (review_fields_get (fields, "document_type"), "id_card"),
    .state = or_else (review_fields_get (fields, "issuing_state"), "UTO"),
    .name = or_else (review_fields_get (fields, "name_on_document"), ""),
    .birth = review_fields_get (declared, "declared_birth_date"),
    .number = review_fields_get (declared, "declared_document_number"),
    .issued = review_fields_get (fields, "issued_on"),
    .expires = review_fields_get (fields, "expires_on"),
    .foreign = g_strcmp0 (review_fields_get (fields, "font_irregular"), "true") == 0,
    .recaptured = g_strcmp0 (review_fields_get (fields, "screen_recaptured"), "true") == 0,
    .quality = review_fields_get_number (fields, "image_quality"),
  };
}

static void
read_zone (GPtrArray *fields, Card *card)
{
  static const char *const lines[] = { "mrz_1", "mrz_2", "mrz_3" };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    card->zone[i] = review_fields_get (fields, lines[i]);
}

/* Whoever did not pass as the owner of the document is somebody else. */
static char *
name_person (const ReviewIntake *intake, const Card *card)
{
  const ReviewEvidence *selfie = find_row (intake, REVIEW_EVIDENCE_EVENT, "event", "selfie_check");
  double likeness = selfie != NULL ? review_fields_get_number (selfie->fields, "face_score") : 1;

  return likeness < 0.5 ? g_strconcat ("not ", card->name, NULL) : g_strdup (card->name);
}

static void
draw_identity (const ReviewIntake *intake, GPtrArray *files)
{
  ReviewEvidence *front = find_row (intake, REVIEW_EVIDENCE_DOCUMENT, "document_side", "front");
  ReviewEvidence *back = find_row (intake, REVIEW_EVIDENCE_DOCUMENT, "document_side", "back");
  g_autofree char *person = NULL;
  Card card;
  double scale;

  if (front == NULL)
    return;
  read_card (intake, front, &card);
  read_zone (front->fields, &card);
  if (back != NULL)
    read_zone (back->fields, &card);
  scale = card.quality < 0.55 ? 0.55 : 0.9;
  person = name_person (intake, &card);
  attach (front, take_picture (CARD_WIDTH, CARD_HEIGHT, scale, card.quality, draw_front_cb, &card),
          REVIEW_DOCUMENT_FRONT, files);
  attach (front, take_picture (SELFIE_WIDTH, SELFIE_HEIGHT, 1, 0.7, draw_selfie_cb, person),
          REVIEW_DOCUMENT_SELFIE, files);
  if (back != NULL)
    attach (back, take_picture (CARD_WIDTH, CARD_HEIGHT, scale, card.quality, draw_back_cb, &card),
            REVIEW_DOCUMENT_BACK, files);
}

static void
draw_proof (const ReviewDemoCase *one, GPtrArray *files)
{
  ReviewEvidence *row = find_row (one->intake, REVIEW_EVIDENCE_DOCUMENT, "document_type", NULL);
  Bill bill;
  gboolean paper;

  if (row == NULL)
    return;
  bill = (Bill){ row->fields,
                 or_else (one->printed_on, review_fields_get (row->fields, "issued_on")) };
  paper = g_strcmp0 (review_fields_get (row->fields, "file_type"), "pdf") != 0;
  attach (row,
          paper ? take_picture (PAGE_WIDTH, PAGE_HEIGHT, 1.25,
                                review_fields_get_number (row->fields, "image_quality"),
                                draw_bill_cb, &bill)
                : print_page (draw_bill_cb, &bill),
          REVIEW_DOCUMENT_BILL, files);
}

/**
 * review_papers_draw:
 * @one: a case that nobody else has seen; its documents come to name what is drawn
 *
 * Returns: (transfer full): the files, as #GBytes; empty for types without documents
 */
GPtrArray *
review_papers_draw (ReviewDemoCase *one)
{
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  if (strcmp (one->intake->type, "kyc_audit") == 0)
    draw_identity (one->intake, files);
  else if (strcmp (one->intake->type, "poa_review") == 0)
    draw_proof (one, files);
  return files;
}
