/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The evidence of a case behind tabs. The card knows no pane: it takes what the table of panes has,
 * makes a pane when its tab is first chosen, and shows only tabs that have something to show. */
#define G_LOG_DOMAIN "review-app"
#include "review-evidence-card.h"

#include <glib/gi18n.h>

#include "review-card.h"
#include "review-evidence-panes.h"
#include "review-tab-strip.h"

struct _ReviewEvidenceCard
{
  AdwBin parent;
  /* template */
  ReviewCard *card;
  ReviewTabStrip *tabs;
  GtkStack *stack;
  /* owned */
  ReviewSession *session;
};

G_DEFINE_FINAL_TYPE (ReviewEvidenceCard, review_evidence_card, ADW_TYPE_BIN)

static ReviewEvidencePane *
get_pane (ReviewEvidenceCard *self, const char *id)
{
  GtkWidget *pane = id != NULL ? gtk_stack_get_child_by_name (self->stack, id) : NULL;

  return pane != NULL ? REVIEW_EVIDENCE_PANE (pane) : NULL;
}

static ReviewEvidencePane *
make_pane (ReviewEvidenceCard *self, const char *id)
{
  ReviewEvidencePane *pane =
      review_evidence_panes_new (review_evidence_panes_find (id), self->session);

  gtk_stack_add_named (self->stack, GTK_WIDGET (pane), id);
  review_tab_strip_set_panel (self->tabs, id, GTK_WIDGET (pane));
  return pane;
}

/* Only the pane in front follows the case. */
static void
tab_chosen_cb (ReviewEvidenceCard *self)
{
  const char *id = review_tab_strip_get_selected (self->tabs);
  ReviewEvidencePane *pane;

  if (self->session == NULL || id == NULL)
    return;
  pane = get_pane (self, id);
  if (pane == NULL)
    pane = make_pane (self, id);
  for (gsize i = 0; i < review_evidence_panes_get_n (); i++)
    {
      ReviewEvidencePane *other = get_pane (self, review_evidence_panes_get (i)->id);

      if (other != NULL && other != pane)
        review_evidence_pane_set_active (other, FALSE);
    }
  review_evidence_pane_set_active (pane, TRUE);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (pane));
}

static void
show_tabs (ReviewEvidenceCard *self)
{
  const ReviewCaseView *view = review_desk_get_view (review_session_get_desk (self->session));

  for (gsize i = 0; view != NULL && i < review_evidence_panes_get_n (); i++)
    {
      const ReviewPaneKind *kind = review_evidence_panes_get (i);
      int count = kind->count (view);

      review_tab_strip_set_shown (self->tabs, kind->id, count != 0);
      review_tab_strip_set_count (self->tabs, kind->id, count);
    }
}

static gboolean
has_row (const ReviewCaseView *view, const char *label)
{
  for (guint i = 0; view->evidence != NULL && i < view->evidence->len; i++)
    if (g_strcmp0 (((const ReviewEvidence *) view->evidence->pdata[i])->label, label) == 0)
      return TRUE;
  return FALSE;
}

static void
review_evidence_card_dispose (GObject *object)
{
  ReviewEvidenceCard *self = REVIEW_EVIDENCE_CARD (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_EVIDENCE_CARD);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (review_evidence_card_parent_class)->dispose (object);
}

static void
review_evidence_card_class_init (ReviewEvidenceCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_evidence_card_dispose;
  g_type_ensure (REVIEW_TYPE_CARD);
  g_type_ensure (REVIEW_TYPE_TAB_STRIP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-evidence-card.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewEvidenceCard, card);
  gtk_widget_class_bind_template_child (widget_class, ReviewEvidenceCard, tabs);
  gtk_widget_class_bind_template_child (widget_class, ReviewEvidenceCard, stack);
}

static void
review_evidence_card_init (ReviewEvidenceCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->card), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Evidence"), -1);
  for (gsize i = 0; i < review_evidence_panes_get_n (); i++)
    {
      const ReviewPaneKind *kind = review_evidence_panes_get (i);

      review_tab_strip_append (self->tabs, kind->id, _ (kind->title));
    }
  g_signal_connect_object (self->tabs, "notify::selected", G_CALLBACK (tab_chosen_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * review_evidence_card_bind:
 *
 * Shows the evidence of the open case. Called once.
 */
void
review_evidence_card_bind (ReviewEvidenceCard *self, ReviewSession *session)
{
  g_return_if_fail (REVIEW_IS_EVIDENCE_CARD (self));

  self->session = g_object_ref (session);
  g_signal_connect_object (review_session_get_desk (session), "notify::view",
                           G_CALLBACK (show_tabs), self, G_CONNECT_SWAPPED);
  show_tabs (self);
  review_tab_strip_select (self->tabs, review_session_get_ui_string (session, "page/evidence-tab"));
  tab_chosen_cb (self);
}

/**
 * review_evidence_card_show:
 * @label: of the row: "E12"
 *
 * Scrolls to the row, in the tab that is open when it is there, else in the timeline, and marks it.
 *
 * Returns: whether there is such a row
 */
gboolean
review_evidence_card_show (ReviewEvidenceCard *self, const char *label)
{
  ReviewEvidencePane *pane;

  g_return_val_if_fail (REVIEW_IS_EVIDENCE_CARD (self), FALSE);

  pane = get_pane (self, review_tab_strip_get_selected (self->tabs));
  if (pane == NULL || !review_evidence_pane_show_evidence (pane, label))
    {
      const ReviewCaseView *view = review_desk_get_view (review_session_get_desk (self->session));

      if (view == NULL || !has_row (view, label)
          || !review_evidence_card_show_tab (self, "timeline")
          || !review_evidence_pane_show_evidence (get_pane (self, "timeline"), label))
        return FALSE;
    }
  review_session_set_ui_string (self->session, "case/evidence", label);
  return TRUE;
}

/**
 * review_evidence_card_show_tab:
 * @id: of a pane
 *
 * Returns: whether the case has that tab; then it is in front
 */
gboolean
review_evidence_card_show_tab (ReviewEvidenceCard *self, const char *id)
{
  g_return_val_if_fail (REVIEW_IS_EVIDENCE_CARD (self), FALSE);

  return review_tab_strip_select (self->tabs, id);
}

/**
 * review_evidence_card_move_tab:
 * @step: 1: the next tab, -1: the one before
 */
void
review_evidence_card_move_tab (ReviewEvidenceCard *self, int step)
{
  g_return_if_fail (REVIEW_IS_EVIDENCE_CARD (self));

  review_tab_strip_move (self->tabs, step);
}

/**
 * review_evidence_card_save:
 *
 * Writes the open tab, and what its pane wants to keep, to the session.
 */
void
review_evidence_card_save (ReviewEvidenceCard *self)
{
  g_return_if_fail (REVIEW_IS_EVIDENCE_CARD (self));

  review_session_set_ui_string (self->session, "page/evidence-tab",
                                review_tab_strip_get_selected (self->tabs));
  for (gsize i = 0; i < review_evidence_panes_get_n (); i++)
    {
      ReviewEvidencePane *pane = get_pane (self, review_evidence_panes_get (i)->id);

      if (pane != NULL)
        review_evidence_pane_save (pane);
    }
}
