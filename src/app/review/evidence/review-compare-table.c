/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the customer declared beside what the document and its machine-readable zone say: a line for
 * each value, addresses also part by part. A difference is a word and a colour, and the characters
 * that differ are underlined. */
#define G_LOG_DOMAIN "review-app"
#include "review-compare-table.h"

#include <glib/gi18n.h>

#include "review-compare.h"
#include "review-field-list.h"
#include "review-label.h"
#include "review-tag.h"
#include "review-text.h"

static const struct
{
  const char *title;
  const char *declared;
  const char *document;
  ReviewCompareKind kind;
} pairs[] = {
  { N_ ("Name"), "declared_name", "name_on_document", REVIEW_COMPARE_NAME },
  { N_ ("Date of birth"), "declared_birth_date", "birth_date", REVIEW_COMPARE_CODE },
  { N_ ("Document number"), "declared_document_number", "document_number", REVIEW_COMPARE_CODE },
  { N_ ("Address"), "declared_address", "address_on_document", REVIEW_COMPARE_ADDRESS },
};

/* A field and where it is. */
typedef struct
{
  const ReviewField *field; /* (nullable) */
  const char *evidence;     /* label of its row */
} Found;

static Found
find_field (GPtrArray *evidence, const char *name)
{
  for (guint i = 0; evidence != NULL && i < evidence->len; i++)
    {
      const ReviewEvidence *row = evidence->pdata[i];
      const ReviewField *field = review_fields_find (row->fields, name);

      if (field != NULL)
        return (Found){ field, row->label };
    }
  return (Found){ NULL, NULL };
}

/* What may be read of it now. */
static const char *
get_value (ReviewSession *session, const Found *found)
{
  if (found->field == NULL)
    return NULL;
  return found->field->masked ? review_desk_get_revealed (review_session_get_desk (session),
                                                          found->evidence, found->field->name)
                              : found->field->value;
}

static GtkWidget *
make_text (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  review_label_wrap (GTK_LABEL (label));
  gtk_label_set_width_chars (GTK_LABEL (label), 11);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

/* Underlines what @other does not have. */
static void
mark_differences (GtkLabel *label, const char *other)
{
  const char *text = gtk_label_get_text (label);
  g_autofree char *shown = review_text_visible (other);
  g_autofree char *marks = review_compare_mark (text, shown);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  const char *at = text;

  for (gsize i = 0; marks != NULL && marks[i] != '\0'; i++, at = g_utf8_next_char (at))
    {
      PangoAttribute *both[] = { pango_attr_underline_new (PANGO_UNDERLINE_DOUBLE),
                                 pango_attr_weight_new (PANGO_WEIGHT_BOLD) };

      for (gsize k = 0; k < G_N_ELEMENTS (both); k++)
        {
          both[k]->start_index = (guint) (at - text);
          both[k]->end_index = (guint) (g_utf8_next_char (at) - text);
          if (marks[i] == 'x')
            pango_attr_list_insert (attributes, both[k]);
          else
            pango_attribute_destroy (both[k]);
        }
    }
  gtk_label_set_attributes (label, attributes);
}

static GtkWidget *
make_value (ReviewSession *session, const Found *found, const char *other, ReviewCompared result)
{
  GtkWidget *value;

  if (found->field == NULL)
    return make_text ("—", "dim-label");
  value = review_field_list_make_value (session, found->evidence, found->field, NULL);
  if (GTK_IS_LABEL (value) && other != NULL && result == REVIEW_COMPARED_DIFFERS)
    mark_differences (GTK_LABEL (value), other);
  if (GTK_IS_LABEL (value))
    gtk_label_set_width_chars (GTK_LABEL (value), 11);
  return value;
}

static GtkWidget *
make_tag (ReviewCompared result)
{
  static const struct
  {
    const char *words;
    ReviewTone tone;
  } looks[] = {
    { N_ ("cannot be compared"), REVIEW_TONE_NEUTRAL },
    { N_ ("agrees"), REVIEW_TONE_SUCCESS },
    { N_ ("written otherwise"), REVIEW_TONE_WARNING },
    { N_ ("differs"), REVIEW_TONE_ERROR },
  };
  GtkWidget *tag = review_tag_new (_ (looks[result].words), looks[result].tone);

  gtk_widget_set_halign (tag, GTK_ALIGN_START);
  gtk_widget_set_valign (tag, GTK_ALIGN_START);
  return tag;
}

/* Of what the zone says, the value for the @i-th pair. */
static const char *
get_zone (const ReviewZone *zone, gsize i)
{
  const char *values[] = { zone != NULL ? zone->name : NULL, zone != NULL ? zone->birth : NULL,
                           zone != NULL ? zone->number : NULL };

  return i < G_N_ELEMENTS (values) ? values[i] : NULL;
}

static void
add_parts (GtkGrid *grid, int *row, const char *declared, const char *document)
{
  static const char *const words[] = { N_ ("Street"), N_ ("Number"), N_ ("City"), N_ ("Postcode") };
  ReviewCompared parts[REVIEW_COMPARE_PARTS];

  if (declared == NULL || document == NULL)
    return;
  review_compare_parts (declared, document, parts);
  for (guint i = 0; i < REVIEW_COMPARE_PARTS; i++, (*row)++)
    {
      GtkWidget *name = make_text (_ (words[i]), "address-part");

      gtk_grid_attach (grid, name, 0, *row, 4, 1);
      gtk_grid_attach (grid, make_tag (parts[i]), 4, *row, 1, 1);
    }
}

static void
add_zone_value (GtkGrid *grid, int row, const char *zone, const char *document, ReviewCompared with)
{
  GtkWidget *value = make_text (zone != NULL ? zone : "—", zone != NULL ? "numeric" : "dim-label");

  if (zone != NULL && document != NULL && with == REVIEW_COMPARED_DIFFERS)
    mark_differences (GTK_LABEL (value), document);
  gtk_grid_attach (grid, value, 3, row, 1, 1);
}

static gboolean
add_pair (GtkGrid *grid,
          int *row,
          ReviewSession *session,
          GPtrArray *evidence,
          gsize i,
          const ReviewZone *zone)
{
  Found declared = find_field (evidence, pairs[i].declared);
  Found document = find_field (evidence, pairs[i].document);
  const char *a = get_value (session, &declared), *b = get_value (session, &document);
  const char *in_zone = get_zone (zone, i);
  ReviewCompared result = review_compare (pairs[i].kind, a, b);
  ReviewCompared with = review_compare (pairs[i].kind, b, in_zone);

  if (declared.field == NULL && document.field == NULL)
    return FALSE;
  gtk_grid_attach (grid, make_text (_ (pairs[i].title), "dim-label"), 0, *row, 1, 1);
  gtk_grid_attach (grid, make_value (session, &declared, b, result), 1, *row, 1, 1);
  gtk_grid_attach (grid, make_value (session, &document, a, result), 2, *row, 1, 1);
  if (zone != NULL)
    add_zone_value (grid, *row, in_zone, b, with);
  gtk_grid_attach (grid, make_tag (MAX (result, with == REVIEW_COMPARED_DIFFERS ? with : 0)), 4,
                   *row, 1, 1);
  (*row)++;
  if (pairs[i].kind == REVIEW_COMPARE_ADDRESS)
    add_parts (grid, row, a, b);
  return TRUE;
}

/* Check digits that fail speak against the whole zone. */
static void
add_zone_checks (GtkGrid *grid, int row, const ReviewZone *zone)
{
  g_autofree char *text = NULL;
  GtkWidget *tag;

  if (zone == NULL || zone->failed == 0)
    return;
  text =
      g_strdup_printf (ngettext ("%u check digit of the machine-readable zone fails",
                                 "%u check digits of the machine-readable zone fail", zone->failed),
                       zone->failed);
  tag = review_tag_new (text, REVIEW_TONE_ERROR);
  gtk_widget_set_halign (tag, GTK_ALIGN_START);
  gtk_grid_attach (grid, tag, 0, row, 5, 1);
}

/**
 * review_compare_table_new:
 * @evidence: rows of the case
 *
 * Returns: (transfer floating) (nullable): the table; NULL when the case has nothing to compare
 */
GtkWidget *
review_compare_table_new (ReviewSession *session, GPtrArray *evidence)
{
  static const char *const heads[] = { NULL, N_ ("Declared"), N_ ("Document"), N_ ("MRZ"), NULL };
  GtkWidget *grid = g_object_ref_sink (gtk_grid_new ());
  g_autoptr (ReviewZone) zone = review_zone_read (evidence);
  gboolean any = FALSE;
  int row = 1;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    if (heads[i] != NULL && (i != 3 || zone != NULL))
      {
        GtkWidget *head = make_text (_ (heads[i]), "column-head");

        gtk_widget_set_hexpand (head, TRUE);
        gtk_grid_attach (GTK_GRID (grid), head, (int) i, 0, 1, 1);
      }
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    any = add_pair (GTK_GRID (grid), &row, session, evidence, i, zone) || any;
  add_zone_checks (GTK_GRID (grid), row, zone);
  if (!any)
    g_clear_object (&grid);
  else
    g_object_force_floating (G_OBJECT (grid));
  return grid;
}

/**
 * review_compare_table_has:
 *
 * Returns: whether the table shows fields of that name
 */
gboolean
review_compare_table_has (const char *field)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (g_str_equal (field, pairs[i].declared) || g_str_equal (field, pairs[i].document))
      return TRUE;
  return FALSE;
}
