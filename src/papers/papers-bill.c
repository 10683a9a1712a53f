/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Proofs of address of companies that do not exist. */
#define G_LOG_DOMAIN "review-papers"
#include "papers-private.h"

#include <string.h>

#define LEFT  56.0
#define RIGHT 340.0

static const char *
get (const Bill *bill, const char *name)
{
  return review_fields_get (bill->fields, name);
}

static const char *
get_title (const Bill *bill)
{
  static const char *const titles[][2] = { { "utility_bill", "Electricity bill" },
                                           { "phone_bill", "Telephone bill" },
                                           { "bank_statement", "Account statement" },
                                           { "tax_notice", "Notice of assessment" },
                                           { "co_living_contract", "Co-living contract" },
                                           { "digital_bank_statement", "Account statement" } };
  const char *type = get (bill, "document_type");

  for (gsize i = 0; type != NULL && i < G_N_ELEMENTS (titles); i++)
    if (strcmp (titles[i][0], type) == 0)
      return titles[i][1];
  return "Statement";
}

static void
draw_line (const Sheet *sheet, double y)
{
  cairo_set_source_rgb (sheet->cr, .75, .77, .8);
  cairo_set_line_width (sheet->cr, .8);
  cairo_move_to (sheet->cr, LEFT, y);
  cairo_line_to (sheet->cr, sheet->width - LEFT, y);
  cairo_stroke (sheet->cr);
}

static void
draw_head (const Sheet *sheet, const Bill *bill)
{
  const char *issuer = get (bill, "issuer");

  cairo_set_source_rgb (sheet->cr, .10, .36, .42);
  cairo_rectangle (sheet->cr, 0, 0, sheet->width, 70);
  cairo_fill (sheet->cr);
  papers_write (sheet, LEFT, 24, 20, FACE_BOLD, &(const Ink){ 1, 1, 1 },
                issuer != NULL ? issuer : "—");
  papers_write (sheet, LEFT, 190, 18, FACE_BOLD, &papers_ink, get_title (bill));
}

/* The name, and the address on a line for each of its parts. */
static void
write_address (const Sheet *sheet, const Bill *bill)
{
  const char *address = get (bill, "address_on_document");
  g_auto (GStrv) parts = g_strsplit (address != NULL ? address : "", ", ", 5);

  papers_write (sheet, LEFT, 96, 11, FACE_NORMAL, &papers_ink, get (bill, "name_on_document"));
  for (guint i = 0; parts[i] != NULL; i++)
    papers_write (sheet, LEFT, 112 + 15 * i, 11, FACE_NORMAL, &papers_ink, parts[i]);
}

static double
write_row (const Sheet *sheet, double y, const char *label, const char *value, Face face)
{
  if (value == NULL)
    return y;
  papers_write (sheet, LEFT, y, 11, FACE_NORMAL, &papers_grey, label);
  papers_write (sheet, RIGHT, y, 11, face, &papers_ink, value);
  return y + 22;
}

static void
write_dates (const Sheet *sheet, const Bill *bill)
{
  const char *edited = get (bill, "file_producer");
  const char *from = get (bill, "period_from"), *to = get (bill, "period_to");
  g_autofree char *period =
      from != NULL && to != NULL ? g_strdup_printf ("%s – %s", from, to) : NULL;
  Face face = g_strcmp0 (edited, "editor") == 0 ? FACE_FOREIGN : FACE_NORMAL;
  double y = 226;

  y = write_row (sheet, y, "Account number", get (bill, "bill_number"), FACE_NORMAL);
  y = write_row (sheet, y, "Date of issue", bill->issued, face);
  y = write_row (sheet, y, "Billing period", period, FACE_NORMAL);
  write_row (sheet, y, "Payment due", get (bill, "due_on"), FACE_NORMAL);
}

static void
write_sums (const Sheet *sheet, const Bill *bill)
{
  double fonts = review_fields_get_number (bill->fields, "font_outliers");
  double y = 346;

  draw_line (sheet, y - 12);
  y = write_row (sheet, y, "Charges in this period", get (bill, "charges"), FACE_NORMAL);
  y = write_row (sheet, y, "Tax", get (bill, "tax"), FACE_NORMAL);
  draw_line (sheet, y - 2);
  write_row (sheet, y + 8, "Total", get (bill, "total"), fonts > 0 ? FACE_FOREIGN : FACE_BOLD);
}

void
papers_draw_bill (const Sheet *sheet, const Bill *bill)
{
  cairo_set_source_rgb (sheet->cr, 1, 1, 1);
  cairo_paint (sheet->cr);
  draw_head (sheet, bill);
  write_address (sheet, bill);
  write_dates (sheet, bill);
  write_sums (sheet, bill);
  papers_write (sheet, LEFT, sheet->height - 48, 9, FACE_NORMAL, &papers_grey,
                "Specimen · generated for demonstration");
}
