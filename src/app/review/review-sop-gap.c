/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What no clause covers: the step that says so, in how many cases the same is open, and the offer
 * to flag it. A step that is flagged says so in the same place. */
#define G_LOG_DOMAIN "review-app"
#include "review-sop-gap.h"

#include <glib/gi18n.h>

#include "review-format.h"
#include "review-key-content.h"
#include "review-tip.h"
#include "review-words.h"
#include "review-wrap.h"

struct _ReviewSopGap
{
  GtkBox parent;
  gint64 step;
  char *feature; /* (owned) (nullable): that no clause covers */
  ReviewSopLanguages languages;
  GtkWidget *flag;   /* (borrowed): button */
  GtkWidget *draft;  /* (borrowed): button that opens the form */
  GtkWidget *state;  /* (borrowed): label, in its place once it is flagged */
  GtkWidget *drafts; /* (borrowed): box of what is proposed */
};

G_DEFINE_FINAL_TYPE (ReviewSopGap, review_sop_gap, GTK_TYPE_BOX)

static void
review_sop_gap_finalize (GObject *object)
{
  g_free (REVIEW_SOP_GAP (object)->feature);
  G_OBJECT_CLASS (review_sop_gap_parent_class)->finalize (object);
}

static void
review_sop_gap_class_init (ReviewSopGapClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = review_sop_gap_finalize;
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

static GtkWidget *
add_button (
    ReviewSopGap *self, GtkWidget *box, GtkWidget *content, const char *action, const char *name)
{
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", self->step);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  review_wrap_append (REVIEW_WRAP (box), button);
  return button;
}

static void
add_buttons (ReviewSopGap *self)
{
  GtkWidget *box = review_wrap_new ();
  g_autofree char *flag = g_strdup_printf (_ ("Flag the gap of step %d"), (int) self->step);
  g_autofree char *draft =
      g_strdup_printf (_ ("Draft an addition for the gap of step %d"), (int) self->step);

  self->flag = add_button (self, box, review_key_content_new (_ ("Flag the gap"), "G"),
                           "sop.flag-gap", flag);
  self->draft =
      add_button (self, box, gtk_label_new (_ ("Draft an addition…")), "sop.draft", draft);
  gtk_widget_set_visible (self->draft, FALSE);
  gtk_box_append (GTK_BOX (self), box);
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
  self->feature = step->features != NULL ? g_strdup (step->features[0]) : NULL;
  self->languages = languages;
  add_label (self, _ ("Gap found by ROCA"), "heading");
  gtk_box_append (GTK_BOX (self), review_sop_text_new (step->claim, languages));
  add_label (self, where, "caption");
  self->state = add_label (self, NULL, "caption");
  add_buttons (self);
  self->drafts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (self), self->drafts);
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

static GtkWidget *
new_draft (ReviewSopGap *self, const ReviewSopDraft *draft, gboolean own)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing",
                                 2, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  const char *author = draft->author_name != NULL ? draft->author_name : draft->author;
  g_autofree char *when = review_format_local_time (draft->at);
  /* Translators: a proposed clause: its kind, who proposed it, the case that is its example. */
  g_autofree char *head =
      g_strdup_printf (_ ("Proposed: %s · %s · %s"), review_words_clause_kind (draft->kind), author,
                       draft->case_display_id != NULL ? draft->case_display_id : "");
  GtkWidget *label = review_sop_label_new (head), *button;

  gtk_widget_add_css_class (label, "caption");
  review_tip_set (label, when);
  gtk_widget_add_css_class (box, "sop-proposal");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), review_sop_text_new (draft->text, self->languages));
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, head, -1);
  if (!own)
    return box;
  button = gtk_button_new_with_label (_ ("Take it back"));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "sop.withdraw");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", draft->id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Take back the clause you proposed"), -1);
  gtk_box_append (GTK_BOX (box), button);
  return box;
}

/**
 * review_sop_gap_show_drafts:
 *
 * Shows the clauses that are proposed for the gap; offers to propose one, unless that is being done.
 */
void
review_sop_gap_show_drafts (ReviewSopGap *self, ReviewSopDrafts *drafts)
{
  const ReviewSopDraftList *list = review_sop_drafts_get_list (drafts);
  GtkWidget *child;

  g_return_if_fail (REVIEW_IS_SOP_GAP (self));

  while ((child = gtk_widget_get_first_child (self->drafts)) != NULL)
    gtk_box_remove (GTK_BOX (self->drafts), child);
  for (guint i = 0; list != NULL && i < list->drafts->len; i++)
    {
      const ReviewSopDraft *draft = list->drafts->pdata[i];

      if (g_strcmp0 (draft->feature, self->feature) == 0)
        gtk_box_append (GTK_BOX (self->drafts),
                        new_draft (self, draft, review_sop_drafts_is_own (drafts, draft)));
    }
  gtk_widget_set_visible (self->drafts, gtk_widget_get_first_child (self->drafts) != NULL);
  gtk_widget_set_visible (self->draft, review_sop_drafts_get_allowed (drafts)
                                           && self->feature != NULL
                                           && review_sop_drafts_get_step (drafts) != self->step);
}
