/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Identity documents of states and people that do not exist, and their owners' faces. */
#define G_LOG_DOMAIN "review-papers"
#include "papers-private.h"

#include <math.h>
#include <string.h>

#define LABEL 13.0
#define VALUE 21.0

/* A number in 0..1 that is a person's own: the same face on the card and in the selfie. */
double
papers_get_portrait (const char *person, guint which)
{
  guint hash = g_str_hash (person) ^ (which * 2654435761u);

  hash = (hash ^ (hash >> 15)) * 2246822519u;
  hash = (hash ^ (hash >> 13)) * 3266489917u;
  return (hash ^ (hash >> 16)) / 4294967296.0;
}

static void
set_ink (cairo_t *cr, const Ink *ink)
{
  cairo_set_source_rgb (cr, ink->red, ink->green, ink->blue);
}

static void
fill_oval (cairo_t *cr, double x, double y, double rx, double ry, const Ink *ink)
{
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, rx, ry);
  cairo_arc (cr, 0, 0, 1, 0, 2 * G_PI);
  cairo_restore (cr);
  set_ink (cr, ink);
  cairo_fill (cr);
}

static const Ink *
get_hair (const char *person)
{
  static const Ink colours[] = {
    { .12, .1, .1 }, { .28, .18, .1 }, { .45, .3, .16 }, { .5, .5, .52 }
  };

  return &colours[(int) (papers_get_portrait (person, 2) * 3.99)];
}

/* Falls behind the shoulders. */
static void
draw_long_hair (cairo_t *cr, const char *person)
{
  double length = papers_get_portrait (person, 3);

  if (length > .5)
    fill_oval (cr, 0, .16, .30 + .03 * length, .34 + .1 * length, get_hair (person));
}

static void
draw_features (cairo_t *cr, const char *person)
{
  static const Ink dark = { .13, .12, .14 };
  double apart = .09 + .03 * papers_get_portrait (person, 4);
  double smile = .03 + .03 * papers_get_portrait (person, 5);

  for (int side = -1; side <= 1; side += 2)
    {
      fill_oval (cr, side * apart, -.02, .026, .018, &dark);
      cairo_set_line_width (cr, .016);
      cairo_move_to (cr, side * apart - .045, -.075);
      cairo_line_to (cr, side * apart + .045, -.075);
      cairo_stroke (cr);
    }
  cairo_set_line_width (cr, .012);
  cairo_move_to (cr, 0, .0);
  cairo_line_to (cr, .02, .075);
  cairo_line_to (cr, -.005, .08);
  cairo_stroke (cr);
  cairo_move_to (cr, -.07, .135);
  cairo_curve_to (cr, -.03, .135 + smile, .03, .135 + smile, .07, .135);
  cairo_stroke (cr);
}

/**
 * papers_draw_person:
 * @person: what the face follows from
 * @ground: behind it
 *
 * Head and shoulders in a square of @size.
 */
void
papers_draw_person (
    const Sheet *sheet, double x, double y, double size, const char *person, const Ink *ground)
{
  static const Ink skins[] = {
    { .96, .82, .72 }, { .87, .68, .53 }, { .70, .50, .37 }, { .46, .31, .23 }
  };
  static const Ink shirts[] = {
    { .2, .32, .5 }, { .5, .22, .24 }, { .25, .4, .3 }, { .3, .3, .34 }
  };
  const Ink *skin = &skins[(int) (papers_get_portrait (person, 0) * 3.99)];
  double face = .8 + .4 * papers_get_portrait (person, 1);
  cairo_t *cr = sheet->cr;

  cairo_save (cr);
  cairo_rectangle (cr, x, y, size, size * 1.25);
  cairo_clip (cr);
  set_ink (cr, ground);
  cairo_paint (cr);
  cairo_translate (cr, x + size / 2, y + size * .55);
  cairo_scale (cr, size, size);
  draw_long_hair (cr, person);
  fill_oval (cr, 0, .68, .44, .34, &shirts[(int) (papers_get_portrait (person, 6) * 3.99)]);
  fill_oval (cr, 0, -.16, .29, .24, get_hair (person));
  cairo_rectangle (cr, -.08, .15, .16, .26);
  set_ink (cr, skin);
  cairo_fill (cr);
  fill_oval (cr, 0, 0, .2 + .03 * face, .25 * face + .02, skin);
  draw_features (cr, person);
  cairo_restore (cr);
}

/* A paler, finer pattern than a hand draws: what forgers leave out. */
static void
draw_ground (const Sheet *sheet, const Card *card)
{
  double hue = papers_get_portrait (card->state, 0);
  cairo_t *cr = sheet->cr;

  cairo_set_source_rgb (cr, .90 + .06 * hue, .94, .97 - .07 * hue);
  cairo_paint (cr);
  cairo_set_source_rgba (cr, .2 + .4 * hue, .45, .75 - .4 * hue, .22);
  cairo_set_line_width (cr, 1);
  for (int line = 0; line < 14; line++)
    {
      for (double x = 0; x <= sheet->width; x += 24)
        cairo_line_to (cr, x, line * 34 + 14 * sin (x / 55 + line));
      cairo_stroke (cr);
    }
}

static void
write_pair (const Sheet *sheet, double x, double y, const char *label, const char *value, Face face)
{
  if (value == NULL)
    return;
  papers_write (sheet, x, y, LABEL, FACE_NORMAL, &papers_grey, label);
  papers_write (sheet, x, y + LABEL + 3, VALUE, face, &papers_ink, value);
}

/* A state's name in words; the zone's code stands for states that are no more. */
static const char *
get_title (const Card *card)
{
  if (strcmp (card->type, "passport") == 0)
    return "PASSPORT · PASSEPORT";
  if (strcmp (card->type, "driving_licence") == 0)
    return "DRIVING LICENCE · PERMIS DE CONDUIRE";
  if (strcmp (card->type, "residence_permit") == 0)
    return "RESIDENCE PERMIT · TITRE DE SÉJOUR";
  return "IDENTITY CARD · CARTE D’IDENTITÉ";
}

static void
write_zone (const Sheet *sheet, const Card *card, double y)
{
  cairo_t *cr = sheet->cr;

  cairo_set_source_rgba (cr, 1, 1, 1, .75);
  cairo_rectangle (cr, 0, y - 8, sheet->width, sheet->height - y + 8);
  cairo_fill (cr);
  for (int i = 0; i < 3 && card->zone[i] != NULL; i++)
    papers_write (sheet, 24, y + i * 33, card->zone[2] != NULL ? 33 : 23, FACE_MACHINE, &papers_ink,
                  card->zone[i]);
}

static void
draw_head (const Sheet *sheet, const Card *card)
{
  cairo_set_source_rgb (sheet->cr, .16, .27, .42);
  cairo_rectangle (sheet->cr, 0, 0, sheet->width, 46);
  cairo_fill (sheet->cr);
  papers_write (sheet, 24, 12, 19, FACE_BOLD, &(const Ink){ 1, 1, 1 }, get_title (card));
  papers_write (sheet, sheet->width - 80, 12, 19, FACE_BOLD, &(const Ink){ 1, 1, 1 }, card->state);
}

/* Lines of a screen, seen through a camera. */
static void
draw_screen_lines (const Sheet *sheet)
{
  cairo_set_source_rgba (sheet->cr, 0, 0, .1, .10);
  cairo_set_line_width (sheet->cr, 1);
  for (double y = 0; y < sheet->height; y += 3)
    {
      cairo_move_to (sheet->cr, 0, y);
      cairo_line_to (sheet->cr, sheet->width, y + 5);
    }
  cairo_stroke (sheet->cr);
}

void
papers_draw_front (const Sheet *sheet, const Card *card)
{
  static const Ink ground = { .85, .88, .9 };
  const char *family = strrchr (card->name, ' ');
  g_autofree char *given =
      family != NULL ? g_strndup (card->name, (gsize) (family - card->name)) : NULL;

  draw_ground (sheet, card);
  draw_head (sheet, card);
  papers_draw_person (sheet, 24, 64, 170, card->name, &ground);
  write_pair (sheet, 220, 62, "Surname · Nom", family != NULL ? family + 1 : card->name, FACE_BOLD);
  write_pair (sheet, 220, 110, "Given names · Prénoms", given, FACE_NORMAL);
  write_pair (sheet, 220, 158, "Date of birth · Né(e) le", card->birth,
              card->foreign ? FACE_FOREIGN : FACE_NORMAL);
  write_pair (sheet, 220, 206, "Document no. · N° du document", card->number, FACE_NORMAL);
  write_pair (sheet, 470, 158, "Issued · Délivré", card->issued, FACE_NORMAL);
  write_pair (sheet, 470, 206, "Expires · Expire", card->expires, FACE_NORMAL);
  papers_write (sheet, 24, sheet->height - 132, 12, FACE_NORMAL, &papers_grey,
                "SPECIMEN · GENERATED FOR DEMONSTRATION");
  if (card->zone[0] != NULL && strcmp (card->type, "passport") == 0)
    write_zone (sheet, card, sheet->height - 108);
  if (card->recaptured)
    draw_screen_lines (sheet);
}

void
papers_draw_back (const Sheet *sheet, const Card *card)
{
  draw_ground (sheet, card);
  draw_head (sheet, card);
  write_pair (sheet, 24, 62, "Authority · Autorité", "Civil Registry", FACE_NORMAL);
  write_pair (sheet, 24, 110, "Issued · Délivré", card->issued, FACE_NORMAL);
  papers_write (sheet, 24, 170, 12, FACE_NORMAL, &papers_grey,
                "SPECIMEN · GENERATED FOR DEMONSTRATION");
  if (card->zone[0] != NULL)
    write_zone (sheet, card, sheet->height - 108);
}

void
papers_draw_selfie (const Sheet *sheet, const char *person)
{
  static const Ink wall = { .78, .74, .68 };
  double size = sheet->width * .86;

  cairo_set_source_rgb (sheet->cr, wall.red, wall.green, wall.blue);
  cairo_paint (sheet->cr);
  papers_draw_person (sheet, sheet->width * .07, sheet->height - size * 1.2, size, person, &wall);
}
