/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of this room share; no one outside it includes it. */
#pragma once

#include <cairo.h>
#include <pango/pangocairo.h>

#include "review-demo.h"

G_BEGIN_DECLS

/* A sheet being drawn: @cr is scaled so that it is @width by @height units. */
typedef struct
{
  cairo_t *cr;
  double width, height;
  PangoLayout *layout; /* of the line being written */
} Sheet;

typedef enum
{
  FACE_NORMAL,
  FACE_BOLD,
  FACE_MACHINE, /* the type of machine-readable lines */
  FACE_FOREIGN  /* another typeface: what an editor leaves behind */
} Face;

typedef struct
{
  double red, green, blue;
} Ink;

extern const Ink papers_ink, papers_grey;

void papers_write (const Sheet *sheet,
                   double x,
                   double y,
                   double size,
                   Face face,
                   const Ink *ink,
                   const char *text);
double papers_get_portrait (const char *person, guint which);

/* What a document says, from the case's own rows. Borrowed. */
typedef struct
{
  const char *type; /* passport, id_card … */
  const char *state;
  const char *name;
  const char *birth; /* as printed, not as read */
  const char *number;
  const char *issued, *expires;
  const char *zone[3];
  gboolean foreign;    /* some of it set in another type */
  gboolean recaptured; /* a photograph of a screen */
  double quality;      /* 0..1 */
} Card;

void papers_draw_front (const Sheet *sheet, const Card *card);
void papers_draw_back (const Sheet *sheet, const Card *card);
void papers_draw_person (
    const Sheet *sheet, double x, double y, double size, const char *person, const Ink *ground);
void papers_draw_selfie (const Sheet *sheet, const char *person);

/* What a proof of address says. Borrowed. */
typedef struct
{
  GPtrArray *fields;  /* ReviewField, of the document */
  const char *issued; /* as printed */
} Bill;

void papers_draw_bill (const Sheet *sheet, const Bill *bill);

G_END_DECLS
