/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See screen-check.h. */
#define G_LOG_DOMAIN "review-test"
#include "screen-check.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "review-card.h"
#include "review-tip.h"
#include "window-fixture.h"

#define SLACK 1.5F /* px: rounding of fractions */

/* The part of the product that it belongs to. */
static const char *
name_owner (GtkWidget *widget)
{
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    if (g_str_has_prefix (G_OBJECT_TYPE_NAME (widget), "Review"))
      return G_OBJECT_TYPE_NAME (widget);
  return "no part of the product";
}

static void G_GNUC_PRINTF (3, 4)
    add_fault (ScreenCheck *self, GtkWidget *widget, const char *format, ...)
{
  g_autofree char *what = NULL;
  char *fault;
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  fault = g_strdup_printf ("%s: %s (%s “%s” in %s)", self->screen != NULL ? self->screen : "screen",
                           what, G_OBJECT_TYPE_NAME (widget), gtk_widget_get_name (widget),
                           name_owner (widget));
  if (g_ptr_array_find_with_equal_func (self->faults, fault, g_str_equal, NULL))
    g_free (fault);
  else
    g_ptr_array_add (self->faults, fault);
}

/* The catalogue of messages, as translators see it */

/* Takes the text between the quotes of a line onto the end of @text. */
static void
append_quoted (GString *text, const char *line)
{
  const char *begin = strchr (line, '"'), *end = strrchr (line, '"');
  g_autofree char *raw = begin != NULL && end > begin
                             ? g_strndup (begin + 1, (gsize) (end - begin - 1))
                             : g_strdup ("");
  g_autofree char *plain = g_strcompress (raw);

  g_string_append (text, plain);
}

static void
keep_message (GHashTable *table, const GString *id, const GString *translation)
{
  if (id->len > 0 && translation->len > 0 && strchr (id->str, '%') == NULL
      && strcmp (id->str, translation->str) != 0)
    g_hash_table_insert (table, g_strdup (id->str), g_strdup (translation->str));
}

static GHashTable *
read_messages (void)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *path = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "po", "zh_CN.po", NULL);
  g_autofree char *all = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GString) id = g_string_new (NULL);
  g_autoptr (GString) translation = g_string_new (NULL);
  GString *into = NULL;

  g_assert_true (g_file_get_contents (path, &all, NULL, NULL));
  lines = g_strsplit (all, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (g_str_has_prefix (lines[i], "msgid "))
        {
          keep_message (table, id, translation);
          g_string_truncate (id, 0);
          g_string_truncate (translation, 0);
          into = id;
        }
      else if (g_str_has_prefix (lines[i], "msgstr"))
        into = translation;
      else if (lines[i][0] != '"')
        into = NULL;
      if (into != NULL)
        append_quoted (into, lines[i]);
    }
  keep_message (table, id, translation);
  return table;
}

ScreenCheck *
screen_check_new (void)
{
  ScreenCheck *self = g_new0 (ScreenCheck, 1);

  self->faults = g_ptr_array_new_with_free_func (g_free);
  self->untranslated = read_messages ();
  return self;
}

void
screen_check_free (ScreenCheck *self)
{
  g_ptr_array_unref (self->faults);
  g_hash_table_unref (self->untranslated);
  g_free (self->data);
  g_free (self);
}

void
screen_check_report (ScreenCheck *self)
{
  g_test_message ("%u controls, %u labels, %u measured", self->names, self->labels, self->measured);
  for (guint i = 0; i < self->faults->len; i++)
    g_test_message ("%s", (const char *) self->faults->pdata[i]);
  if (self->faults->len > 0)
    g_test_fail ();
}

/* Names */

static gboolean
is_named_otherwise (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  /* The text inside an entry, the button inside a menu button: named by what is around them. */
  if (GTK_IS_TEXT (widget) || GTK_IS_WINDOW (widget) || GTK_IS_POPOVER (widget)
      || (parent != NULL && GTK_IS_MENU_BUTTON (parent)))
    return TRUE;
  if ((GTK_IS_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget))
      && window_fixture_has_text (widget, ""))
    return TRUE;
  /* What scrolls inside a menu, a page of preferences or the list of a row of choices is the
   * toolkit's own. */
  if (gtk_widget_get_ancestor (widget, GTK_TYPE_POPOVER_MENU) != NULL
      || (ADW_IS_PREFERENCES_PAGE (parent) && GTK_IS_SCROLLED_WINDOW (widget))
      || (GTK_IS_LIST_VIEW (widget)
          && gtk_widget_get_ancestor (widget, ADW_TYPE_COMBO_ROW) != NULL))
    return TRUE;
  /* The rows of GTK's own lists and its window buttons carry their texts inside; the buttons of a
   * spin button are its own, and named by newer toolkits in ways of theirs. */
  return g_str_has_prefix (G_OBJECT_TYPE_NAME (widget), "GtkColumn")
         || g_str_has_prefix (G_OBJECT_TYPE_NAME (widget), "GtkListItem")
         || GTK_IS_WINDOW_CONTROLS (parent) || GTK_IS_SPIN_BUTTON (parent);
}

/* Newer toolkits say the label inside, where there is one, rather than a name that was given. */
static void
check_one_name (ScreenCheck *self, GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);
  g_autofree char *other = NULL;

  if (!GTK_IS_BUTTON (widget) || gtk_button_get_label (GTK_BUTTON (widget)) == NULL
      || !gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL)
      || !gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY))
    return;
  other = gtk_test_accessible_check_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                              gtk_button_get_label (GTK_BUTTON (widget)));
  if (other != NULL)
    add_fault (self, widget, "two names: “%s” and “%s”", gtk_button_get_label (GTK_BUTTON (widget)),
               other);
}

/* The toolkit says that a button is labelled by the picture in it, which says nothing. */
static gboolean
has_name (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  return gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL)
         || (!GTK_IS_BUTTON (widget)
             && gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY));
}

static void
check_name (GtkWidget *widget, gpointer user_data)
{
  ScreenCheck *self = user_data;

  check_one_name (self, widget);
  if (!gtk_widget_get_focusable (widget) || !gtk_widget_get_mapped (widget))
    return;
  self->names++;
  if (!is_named_otherwise (widget) && !has_name (widget))
    add_fault (self, widget, "can have the focus and has no name");
}

void
screen_check_names (ScreenCheck *self, GtkWidget *root)
{
  window_fixture_walk (root, check_name, self);
}

/* Cut off */

/* Words that a decision rests on are never cut: buttons, headings, tags. A text that may be long
 * (a name of the data) may be, and has itself as a tooltip. */
static void
check_cut (GtkWidget *widget, gpointer user_data)
{
  ScreenCheck *self = user_data;

  if (!GTK_IS_LABEL (widget) || !gtk_widget_get_mapped (widget))
    return;
  self->labels++;
  if (gtk_label_get_ellipsize (GTK_LABEL (widget)) == PANGO_ELLIPSIZE_NONE
      || !pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget))))
    return;
  for (GtkWidget *around = widget; around != NULL; around = gtk_widget_get_parent (around))
    if (review_tip_get (around) != NULL)
      return;
  add_fault (self, widget, "cut off without a tooltip: “%s”",
             gtk_label_get_text (GTK_LABEL (widget)));
}

void
screen_check_cut (ScreenCheck *self, GtkWidget *root)
{
  window_fixture_walk (root, check_cut, self);
}

/* What scrolls or slides shows a part of what is in it; a list has rows beyond its edges. */
static gboolean
shows_a_part (GtkWidget *widget)
{
  return GTK_IS_SCROLLABLE (widget) || GTK_IS_SCROLLED_WINDOW (widget) || GTK_IS_REVEALER (widget)
         || GTK_IS_RANGE (widget) || GTK_IS_TEXT (widget)
         || gtk_widget_get_overflow (widget) == GTK_OVERFLOW_HIDDEN;
}

static gboolean
is_inside (const graphene_rect_t *bounds, GtkWidget *around)
{
  return bounds->origin.x >= -SLACK && bounds->origin.y >= -SLACK
         && bounds->origin.x + bounds->size.width <= (float) gtk_widget_get_width (around) + SLACK
         && bounds->origin.y + bounds->size.height
                <= (float) gtk_widget_get_height (around) + SLACK;
}

/* Words stay within everything they stand in, up to what scrolls. */
static void
check_inside (GtkWidget *widget, gpointer user_data)
{
  GtkWidget *around = gtk_widget_get_parent (widget);
  graphene_rect_t bounds;

  if (!GTK_IS_LABEL (widget) || !gtk_widget_get_mapped (widget))
    return;
  for (; around != NULL && !shows_a_part (around); around = gtk_widget_get_parent (around))
    if (gtk_widget_compute_bounds (widget, around, &bounds) && !is_inside (&bounds, around))
      {
        add_fault (user_data, widget, "sticks out of %s: “%s”, %.0f,%.0f %.0f×%.0f in %d×%d",
                   G_OBJECT_TYPE_NAME (around), gtk_label_get_text (GTK_LABEL (widget)),
                   (double) bounds.origin.x, (double) bounds.origin.y, (double) bounds.size.width,
                   (double) bounds.size.height, gtk_widget_get_width (around),
                   gtk_widget_get_height (around));
        return;
      }
}

void
screen_check_inside (ScreenCheck *self, GtkWidget *root)
{
  window_fixture_walk (root, check_inside, self);
}

/* Cards */

typedef struct
{
  ScreenCheck *check;
  GtkWidget *root;
  GPtrArray *cards;     /* that were seen before */
  GtkWidget *card;      /* whose inside is looked at */
  graphene_rect_t room; /* of it, up to its edges */
} Cards;

/* What scrolls in a card is inside when what shows it is. */
static void
check_in_card (Cards *self, GtkWidget *widget)
{
  graphene_rect_t bounds;

  if (!gtk_widget_get_mapped (widget) || GTK_IS_POPOVER (widget))
    return;
  if (gtk_widget_compute_bounds (widget, self->card, &bounds)
      && !graphene_rect_contains_rect (&self->room, &bounds))
    {
      add_fault (self->check, widget, "goes past its card: %.0f,%.0f %.0f×%.0f in %.0f×%.0f",
                 (double) bounds.origin.x, (double) bounds.origin.y, (double) bounds.size.width,
                 (double) bounds.size.height, (double) self->room.size.width,
                 (double) self->room.size.height);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && !shows_a_part (widget); child = gtk_widget_get_next_sibling (child))
    check_in_card (self, child);
}

/* One card in another one is inside it, and not over it. */
static void
check_card (GtkWidget *widget, gpointer user_data)
{
  Cards *self = user_data;
  graphene_rect_t bounds, other, both;

  if (!REVIEW_IS_CARD (widget) || !gtk_widget_get_mapped (widget)
      || !gtk_widget_compute_bounds (widget, self->root, &bounds))
    return;
  self->check->cards++;
  for (guint i = 0; i < self->cards->len; i++)
    if (!gtk_widget_is_ancestor (widget, self->cards->pdata[i])
        && gtk_widget_compute_bounds (self->cards->pdata[i], self->root, &other)
        && graphene_rect_intersection (&bounds, &other, &both)
        && MIN (both.size.width, both.size.height) > SLACK)
      add_fault (self->check, widget, "lies over another card, %.0f×%.0f of it",
                 (double) both.size.width, (double) both.size.height);
  g_ptr_array_add (self->cards, widget);
  self->card = widget;
  g_assert_true (gtk_widget_compute_bounds (widget, widget, &self->room));
  graphene_rect_inset (&self->room, -SLACK, -SLACK);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_in_card (self, child);
}

void
screen_check_cards (ScreenCheck *self, GtkWidget *root)
{
  g_autoptr (GPtrArray) cards = g_ptr_array_new ();
  Cards looking = { .check = self, .root = root, .cards = cards };

  window_fixture_walk (root, check_card, &looking);
}

/* Language */

/* Three words in a row of Latin letters, none of them a code or a name of the data. */
static gboolean
is_sentence (const char *text)
{
  return g_regex_match_simple ("\\b[a-z]{2,} [a-z]{2,} [a-z]{2,}\\b|^[A-Z][a-z]+ [a-z]{3,}$", text,
                               0, 0)
         && !g_regex_match_simple ("\\p{Han}", text, 0, 0);
}

static void
check_language (GtkWidget *widget, gpointer user_data)
{
  ScreenCheck *self = user_data;
  const char *text;

  if (!GTK_IS_LABEL (widget) || !gtk_widget_get_mapped (widget))
    return;
  text = gtk_label_get_text (GTK_LABEL (widget));
  if (self->data != NULL && strstr (self->data, text) != NULL)
    return;
  if (g_hash_table_contains (self->untranslated, text))
    add_fault (self, widget, "untranslated: “%s”", text);
  else if (is_sentence (text))
    add_fault (self, widget, "no message of the catalogue: “%s”", text);
}

void
screen_check_language (ScreenCheck *self, GtkWidget *root)
{
  window_fixture_walk (root, check_language, self);
}

/* Contrast */

#define ZOOM       4 /* strokes of small letters are wider than a pixel then */
#define ENOUGH     4.5
#define ENOUGH_BIG 3.0
#define BIG        24 /* px of letters, or less where they are bold */
#define BIG_BOLD   18.5

typedef struct
{
  ScreenCheck *check;
  GtkWidget *root;
  GskRenderNode *node; /* of the whole, enlarged */
  GskRenderer *renderer;
} Measuring;

static double
linear (guint8 value)
{
  double part = value / 255.0;

  return part <= 0.04045 ? part / 12.92 : pow ((part + 0.055) / 1.055, 2.4);
}

static double
luminance (guint32 pixel)
{
  return 0.2126 * linear ((guint8) (pixel >> 16)) + 0.7152 * linear ((guint8) (pixel >> 8))
         + 0.0722 * linear ((guint8) pixel);
}

static int
compare_pixels (gconstpointer a, gconstpointer b)
{
  guint32 one = *(const guint32 *) a, other = *(const guint32 *) b;

  return one < other ? -1 : one > other;
}

/* The most frequent pixel is what is behind; of the others the one that stands out most is the
 * inside of a letter. A few pixels alone are an edge of something else. */
static double
measure_pixels (guint32 *pixels, gsize n)
{
  gsize most = 0, least = MAX (n / 400, 8);
  double behind = 0, best = 1;

  qsort (pixels, n, sizeof *pixels, compare_pixels);
  for (int pass = 0; pass < 2; pass++)
    for (gsize from = 0, to; from < n; from = to)
      {
        double here, ratio;

        for (to = from + 1; to < n && pixels[to] == pixels[from]; to++)
          ;
        if (pass == 0 && to - from <= most)
          continue;
        here = luminance (pixels[from]);
        if (pass == 0)
          {
            most = to - from;
            behind = here;
            continue;
          }
        ratio = (MAX (here, behind) + 0.05) / (MIN (here, behind) + 0.05);
        if (to - from >= least && ratio > best)
          best = ratio;
      }
  return best;
}

static double
measure (Measuring *self, const graphene_rect_t *bounds)
{
  graphene_rect_t area = GRAPHENE_RECT_INIT (bounds->origin.x * ZOOM, bounds->origin.y * ZOOM,
                                             bounds->size.width * ZOOM, bounds->size.height * ZOOM);
  g_autoptr (GdkTexture) texture = gsk_renderer_render_texture (self->renderer, self->node, &area);
  gsize width = (gsize) gdk_texture_get_width (texture);
  gsize n = width * (gsize) gdk_texture_get_height (texture);
  g_autofree guint32 *pixels = g_new (guint32, n);

  gdk_texture_download (texture, (guchar *) pixels, width * sizeof *pixels);
  for (gsize i = 0; i < n; i++)
    pixels[i] &= 0xffffff;
  return measure_pixels (pixels, n);
}

/* Large letters are read at less. */
static double
enough_for (GtkWidget *label)
{
  const PangoFontDescription *font =
      pango_context_get_font_description (gtk_widget_get_pango_context (label));
  double size = pango_font_description_get_size (font) / (double) PANGO_SCALE;
  gboolean bold = pango_font_description_get_weight (font) >= PANGO_WEIGHT_BOLD;

  if (!pango_font_description_get_size_is_absolute (font))
    size *= 96.0 / 72.0;
  return size >= (bold ? BIG_BOLD : BIG) ? ENOUGH_BIG : ENOUGH;
}

/* Only what is seen: not scrolled away, not behind something else. */
static gboolean
is_in_sight (Measuring *self, GtkWidget *widget, const graphene_rect_t *bounds)
{
  graphene_point_t middle;
  GtkWidget *there;

  graphene_rect_get_center (bounds, &middle);
  there = gtk_widget_pick (self->root, (double) middle.x, (double) middle.y,
                           GTK_PICK_INSENSITIVE | GTK_PICK_NON_TARGETABLE);
  return there != NULL && (there == widget || gtk_widget_is_ancestor (there, widget));
}

/* What cannot be used now may be faint; that it is there is all it says. */
static void
check_contrast (GtkWidget *widget, gpointer user_data)
{
  Measuring *self = user_data;
  graphene_rect_t bounds, all;
  double ratio;

  if (!GTK_IS_LABEL (widget) || !gtk_widget_get_mapped (widget) || !gtk_widget_is_sensitive (widget)
      || *gtk_label_get_text (GTK_LABEL (widget)) == '\0'
      || !gtk_widget_compute_bounds (widget, self->root, &bounds))
    return;
  graphene_rect_init (&all, 0, 0, (float) gtk_widget_get_width (self->root),
                      (float) gtk_widget_get_height (self->root));
  if (!graphene_rect_intersection (&bounds, &all, &bounds) || bounds.size.width < 2
      || bounds.size.height < 2 || !is_in_sight (self, widget, &bounds))
    return;
  ratio = measure (self, &bounds);
  self->check->measured++;
  if (ratio < enough_for (widget))
    add_fault (self->check, widget, "contrast %.2f: “%s”", ratio,
               gtk_label_get_text (GTK_LABEL (widget)));
}

void
screen_check_contrast (ScreenCheck *self, GtkWidget *root)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (root);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  Measuring measuring = { .check = self, .root = root };

  gtk_snapshot_scale (snapshot, ZOOM, ZOOM);
  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (root),
                          gtk_widget_get_height (root));
  measuring.node = gtk_snapshot_free_to_node (snapshot);
  measuring.renderer = gtk_native_get_renderer (gtk_widget_get_native (root));
  g_assert_nonnull (measuring.node);
  window_fixture_walk (root, check_contrast, &measuring);
  gsk_render_node_unref (measuring.node);
}
