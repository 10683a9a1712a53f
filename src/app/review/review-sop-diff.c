/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A clause in two versions as one text: what was taken out is struck through, what came in is
 * underlined; each has a colour, too, and is said in words to a screen reader. */
#define G_LOG_DOMAIN "review-app"
#include "review-sop-diff.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "review-diff.h"

/* Of text on a card: removed and added, in the light and in the dark style. */
static const char *const colours[2][2] = { { "#a51d2d", "#1b6b36" }, { "#ff938c", "#8ff0a4" } };

static void
add_attribute (PangoAttrList *attrs, PangoAttribute *attribute, guint start, guint end)
{
  attribute->start_index = start;
  attribute->end_index = end;
  pango_attr_list_insert (attrs, attribute);
}

static void
mark (PangoAttrList *attrs, ReviewDiffKind kind, guint start, guint end)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  gboolean added = kind == REVIEW_DIFF_ADDED;
  PangoColor colour;

  pango_color_parse (&colour, colours[dark][added]);
  add_attribute (attrs, pango_attr_foreground_new (colour.red, colour.green, colour.blue), start,
                 end);
  add_attribute (attrs,
                 added ? pango_attr_underline_new (PANGO_UNDERLINE_SINGLE)
                       : pango_attr_strikethrough_new (TRUE),
                 start, end);
}

/* The marks of @label, in the colours of the style as it is now. */
static void
draw_marks (GtkLabel *label)
{
  GPtrArray *parts = g_object_get_data (G_OBJECT (label), "review-parts");
  const char *language = g_object_get_data (G_OBJECT (label), "review-language");
  g_autoptr (PangoAttrList) attrs = pango_attr_list_new ();
  guint at = 0;

  pango_attr_list_insert (attrs, pango_attr_language_new (pango_language_from_string (language)));
  for (guint i = 0; i < parts->len; i++)
    {
      const ReviewDiffPart *part = parts->pdata[i];
      guint end = at + (guint) strlen (part->text);

      if (part->kind != REVIEW_DIFF_SAME)
        mark (attrs, part->kind, at, end);
      at = end;
    }
  gtk_label_set_attributes (label, attrs);
}

/* The text with its marks in words: "Wait [removed: 24] [added: 48] h." */
static char *
say_parts (GPtrArray *parts)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      const ReviewDiffPart *part = parts->pdata[i];

      if (part->kind == REVIEW_DIFF_SAME)
        g_string_append (out, part->text);
      else
        g_string_append_printf (
            out, part->kind == REVIEW_DIFF_ADDED ? _ ("[added: %s]") : _ ("[removed: %s]"),
            part->text);
    }
  return g_string_free (out, FALSE);
}

static void
add_half (GtkWidget *box, const char *before, const char *after, const char *language)
{
  GPtrArray *parts = review_diff_words (before != NULL ? before : "", after != NULL ? after : "");
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *name = say_parts (parts);
  GtkWidget *label;

  for (guint i = 0; i < parts->len; i++)
    g_string_append (text, ((ReviewDiffPart *) parts->pdata[i])->text);
  label = review_sop_label_new (text->str);
  g_object_set_data_full (G_OBJECT (label), "review-parts", parts,
                          (GDestroyNotify) g_ptr_array_unref);
  g_object_set_data (G_OBJECT (label), "review-language", (gpointer) language);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  draw_marks (GTK_LABEL (label));
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (draw_marks), label, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), label);
}

/**
 * review_sop_diff_new:
 * @before: the text of the older version
 * @after: the text in force
 *
 * Returns: (transfer floating): the halves that @languages asks for and that either version has,
 *   with what was taken out and what came in marked
 */
GtkWidget *
review_sop_diff_new (const ReviewText *before,
                     const ReviewText *after,
                     ReviewSopLanguages languages)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *legend = review_sop_label_new (_ ("struck through: taken out · underlined: came in"));

  if ((languages & REVIEW_SOP_ENGLISH) != 0 && (before->en != NULL || after->en != NULL))
    add_half (box, before->en, after->en, "en");
  if ((languages & REVIEW_SOP_CHINESE) != 0 && (before->zh_cn != NULL || after->zh_cn != NULL))
    add_half (box, before->zh_cn, after->zh_cn, "zh-cn");
  gtk_widget_add_css_class (legend, "caption");
  gtk_widget_add_css_class (legend, "dim-label");
  gtk_box_append (GTK_BOX (box), legend);
  return box;
}
