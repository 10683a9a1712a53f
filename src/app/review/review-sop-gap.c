/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What no clause covers: the step that says so, in how many cases the same is open, and the offer
 * to flag it. A step that is flagged says so in the same place. */
#define G_LOG_DOMAIN "review-app"
#include "review-sop-gap.h"

#include <glib/gi18n.h>

#include "review-key-content.h"

struct _ReviewSopGap
{
  GtkBox parent;
  gint64 step;
  GtkWidget *flag;  /* (borrowed): button */
  GtkWidget *state; /* (borrowed): label, in its place once it is flagged */
};

G_DEFINE_FINAL_TYPE (ReviewSopGap, review_sop_gap, GTK_TYPE_BOX)

static void
review_sop_gap_class_init (ReviewSopGapClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
review_sop_gap_init (ReviewSopGap *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "sop-gap");
}

static GtkWidget *
add_label (ReviewSopGap *self, const char *text, const char *css_class)
{
  GtkWidget *label = review_sop_label_new (text);

  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (self), label);
  return label;
}

/* "Step 3: no clause covers it · seen in 12 cases" */
static char *
say_where (const ReviewStep *step)
{
  g_autofree char *where = g_strdup_printf (_ ("Step %d: no clause covers it"), (int) step->n);
  g_autofree char *seen = NULL;

  if (step->gap_cases < 1)
    return g_steal_pointer (&where);
  seen =
      g_strdup_printf (ngettext ("seen in %d case", "seen in %d cases", (gulong) step->gap_cases),
                       (int) step->gap_cases);
  return g_strdup_printf ("%s · %s", where, seen);
}

static void
add_flag (ReviewSopGap *self)
{
  g_autofree char *name = g_strdup_printf (_ ("Flag the gap of step %d"), (int) self->step);

  self->flag = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->flag), review_key_content_new (_ ("Flag the gap"), "G"));
  gtk_widget_set_halign (self->flag, GTK_ALIGN_START);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->flag), "sop.flag-gap");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->flag), "x", self->step);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->flag), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  gtk_box_append (GTK_BOX (self), self->flag);
}

/**
 * review_sop_gap_new:
 * @step: one without a clause
 *
 * Returns: (transfer floating): the gap that the step shows
 */
GtkWidget *
review_sop_gap_new (const ReviewStep *step, ReviewSopLanguages languages)
{
  ReviewSopGap *self = g_object_new (REVIEW_TYPE_SOP_GAP, NULL);
  g_autofree char *where = say_where (step);

  self->step = step->n;
  add_label (self, _ ("Gap found by ROCA"), "heading");
  gtk_box_append (GTK_BOX (self), review_sop_text_new (step->claim, languages));
  add_label (self, where, "caption");
  add_flag (self);
  self->state = add_label (self, NULL, "caption");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, where, -1);
  return GTK_WIDGET (self);
}

/**
 * review_sop_gap_get_step:
 *
 * Returns: the number of the step that no clause covers
 */
gint64
review_sop_gap_get_step (ReviewSopGap *self)
{
  g_return_val_if_fail (REVIEW_IS_SOP_GAP (self), 0);

  return self->step;
}

/**
 * review_sop_gap_set_current:
 * @current: whether its step is the one in focus: highlighted, and said to be selected
 */
void
review_sop_gap_set_current (ReviewSopGap *self, gboolean current)
{
  g_return_if_fail (REVIEW_IS_SOP_GAP (self));

  review_sop_mark_current (GTK_WIDGET (self), current);
}

/**
 * review_sop_gap_set_flagged:
 * @root_cause: (nullable): code under which the decision flags it; %NULL: it does not
 */
void
review_sop_gap_set_flagged (ReviewSopGap *self, const char *root_cause)
{
  g_autofree char *text = NULL;

  g_return_if_fail (REVIEW_IS_SOP_GAP (self));

  /* Translators: %s is the code of a root cause. */
  text =
      g_strdup_printf (_ ("Flagged in your decision as %s"), root_cause != NULL ? root_cause : "");
  gtk_label_set_label (GTK_LABEL (self->state), text);
  gtk_widget_set_visible (self->state, root_cause != NULL);
  gtk_widget_set_visible (self->flag, root_cause == NULL);
}
