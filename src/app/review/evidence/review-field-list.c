/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every field of a row of evidence, or of the customer's profile: its name, its whole value with
 * the unit, or the button that reveals it. */
#define G_LOG_DOMAIN "review-app"
#include "review-field-list.h"

#include <glib/gi18n.h>

#include "review-evidence-words.h"
#include "review-format.h"
#include "review-label.h"
#include "review-reveal-button.h"
#include "review-tip.h"

struct _ReviewFieldList
{
  AdwBin parent;
  /* owned */
  ReviewSession *session;
  char *evidence;    /* (nullable): label of the row shown */
  GPtrArray *fields; /* (nullable): what is shown */
};

G_DEFINE_FINAL_TYPE (ReviewFieldList, review_field_list, ADW_TYPE_BIN)

/* Which field says what another one is counted in. */
static const char *const units[][2] = {
  { "amount", "asset" }, { "amount_ref", "currency" }, { "assets", "assets_currency" },
  { "fee", "asset" },    { "loss_ref", "currency" },
};

static const char *
find_unit (GPtrArray *fields, const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_equal (units[i][0], name))
      return review_fields_get (fields, units[i][1]);
  return NULL;
}

/* A unit is said with what it counts, and not again. */
static gboolean
is_unit (GPtrArray *fields, const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_equal (units[i][1], name) && review_fields_get (fields, units[i][0]) != NULL)
      return TRUE;
  return FALSE;
}

static GtkWidget *
make_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  review_label_wrap (GTK_LABEL (label));
  gtk_label_set_width_chars (GTK_LABEL (label), 18);
  gtk_widget_add_css_class (label, "numeric");
  return label;
}

/* What was revealed stands where the dots were, and is told from what was open. */
static GtkWidget *
make_revealed (ReviewSession *session, const ReviewField *field, const char *value)
{
  g_autoptr (ReviewField) open = review_record_copy (field);
  g_autofree char *words = NULL;
  GtkWidget *label;

  open->masked = FALSE;
  open->value = g_strdup (value);
  words = review_evidence_words_value (session, open, TRUE);
  label = make_label (words);
  gtk_widget_add_css_class (label, "revealed");
  gtk_widget_set_halign (label, GTK_ALIGN_START);
  review_tip_set (label, _ ("Revealed; masked again when the case leaves the desk"));
  return label;
}

/**
 * review_field_list_make_value:
 * @evidence: (nullable): label of the field's row; NULL: the customer's profile
 * @unit: (nullable): what the value is counted in
 *
 * Returns: (transfer floating): the whole value as text, or a button that reveals it
 */
GtkWidget *
review_field_list_make_value (ReviewSession *session,
                              const char *evidence,
                              const ReviewField *field,
                              const char *unit)
{
  const char *revealed =
      review_desk_get_revealed (review_session_get_desk (session), evidence, field->name);
  g_autofree char *words = NULL;

  if (field->masked && revealed != NULL)
    return make_revealed (session, field, revealed);
  if (field->masked)
    return review_reveal_button_new (session, evidence, field->name,
                                     review_evidence_words_field (session, field->name));
  words = unit != NULL ? review_format_amount (field->value, unit)
                       : review_evidence_words_value (session, field, TRUE);
  return make_label (words);
}

static void
show_fields (ReviewFieldList *self)
{
  GtkWidget *grid = gtk_grid_new ();
  int row = 0;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 14);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 3);
  for (guint i = 0; self->fields != NULL && i < self->fields->len; i++)
    {
      const ReviewField *field = self->fields->pdata[i];
      GtkWidget *name, *value;

      if (is_unit (self->fields, field->name))
        continue;
      name = make_label (review_evidence_words_field (self->session, field->name));
      value = review_field_list_make_value (self->session, self->evidence, field,
                                            find_unit (self->fields, field->name));
      gtk_label_set_max_width_chars (GTK_LABEL (name), 26);
      gtk_widget_add_css_class (name, "dim-label");
      gtk_widget_set_hexpand (value, TRUE);
      gtk_grid_attach (GTK_GRID (grid), name, 0, row, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), value, 1, row++, 1, 1);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), row > 0);
  adw_bin_set_child (ADW_BIN (self), grid);
}

static void
revealed_cb (ReviewFieldList *self, const char *evidence)
{
  gboolean inside = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;

  if (self->fields == NULL || g_strcmp0 (evidence, self->evidence) != 0)
    return;
  show_fields (self);
  if (inside)
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
review_field_list_dispose (GObject *object)
{
  ReviewFieldList *self = REVIEW_FIELD_LIST (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->evidence, g_free);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  G_OBJECT_CLASS (review_field_list_parent_class)->dispose (object);
}

static void
review_field_list_class_init (ReviewFieldListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = review_field_list_dispose;
}

static void
review_field_list_init (ReviewFieldList *self)
{
}

/**
 * review_field_list_bind:
 *
 * Gives the list its session. Called once.
 */
void
review_field_list_bind (ReviewFieldList *self, ReviewSession *session)
{
  g_return_if_fail (REVIEW_IS_FIELD_LIST (self));

  self->session = g_object_ref (session);
  g_signal_connect_object (review_session_get_desk (session), "revealed", G_CALLBACK (revealed_cb),
                           self, G_CONNECT_SWAPPED);
}

/**
 * review_field_list_show:
 * @evidence: (nullable): label of the row that has the fields; NULL: the customer's profile
 * @fields: (nullable) (element-type ReviewField): NULL: nothing is shown
 */
void
review_field_list_show (ReviewFieldList *self, const char *evidence, GPtrArray *fields)
{
  g_return_if_fail (REVIEW_IS_FIELD_LIST (self));

  if (fields != NULL)
    g_ptr_array_ref (fields);
  g_free (self->evidence);
  self->evidence = g_strdup (evidence);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  self->fields = fields;
  show_fields (self);
}
