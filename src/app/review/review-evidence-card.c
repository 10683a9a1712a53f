/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The evidence of a case behind tabs. The card knows no pane: it takes what the table of panes has,
 * makes a pane when its tab is first chosen, and shows only tabs that have something to show. A pane
 * may be in a window of its own, which belongs to the card: it goes when the card goes, and the next
 * card, of a window in another language, opens it again. */
#define G_LOG_DOMAIN "review-app"
#include "review-evidence-card.h"

#include <glib/gi18n.h>

#include "review-card.h"
#include "review-evidence-window.h"
#include "review-tab-strip.h"
#include "review-twin.h"

struct _ReviewEvidenceCard
{
  AdwBin parent;
  /* template */
  ReviewCard *card;
  ReviewTabStrip *tabs;
  GtkStack *stack;
  GtkButton *detach;
  GtkLabel *elsewhere;
  GtkWidget *back;
  /* owned */
  ReviewSession *session;
  GPtrArray *windows; /* ReviewEvidenceWindow: those open. GTK owns them, and a window that goes is
                       * taken out: a reference would keep it. NULL: going away */
};

G_DEFINE_FINAL_TYPE (ReviewEvidenceCard, review_evidence_card, ADW_TYPE_BIN)

/* (nullable): what stands behind the tab: a pane, or two of them. */
static GtkWidget *
get_page (ReviewEvidenceCard *self, const char *id)
{
  return id != NULL ? gtk_stack_get_child_by_name (self->stack, id) : NULL;
}

static ReviewEvidencePane *
get_pane (ReviewEvidenceCard *self, const char *id)
{
  GtkWidget *page = get_page (self, id);

  if (REVIEW_IS_TWIN (page))
    page = review_twin_get_front (REVIEW_TWIN (page));
  return page != NULL ? REVIEW_EVIDENCE_PANE (page) : NULL;
}

static ReviewEvidenceWindow *
find_window (ReviewEvidenceCard *self, const char *id)
{
  for (guint i = 0; self->windows != NULL && i < self->windows->len; i++)
    if (g_strcmp0 (review_evidence_window_get_id (self->windows->pdata[i]), id) == 0)
      return self->windows->pdata[i];
  return NULL;
}

static ReviewEvidencePane *
make_pane (ReviewEvidenceCard *self, const char *id)
{
  const ReviewPaneKind *kind = review_evidence_panes_find (id);
  ReviewEvidencePane *pane = review_evidence_panes_new (kind, self->session);
  GtkWidget *page = GTK_WIDGET (pane);

  if (kind->ahead)
    page = review_twin_new (page, GTK_WIDGET (review_evidence_panes_new (kind, self->session)));
  gtk_stack_add_named (self->stack, page, id);
  review_tab_strip_set_panel (self->tabs, id, GTK_WIDGET (pane));
  return pane;
}

/* The tab's pane is in a window: say so, and how to have it back. */
static void
show_elsewhere (ReviewEvidenceCard *self, const char *id)
{
  /* Translators: %s is the title of a tab. */
  g_autofree char *text = g_strdup_printf (_ ("“%s” is in a window of its own."),
                                           _ (review_evidence_panes_find (id)->title));

  gtk_label_set_text (self->elsewhere, text);
  gtk_stack_set_visible_child_name (self->stack, "elsewhere");
}

/* Only the pane in front follows the case. */
static void
tab_chosen_cb (ReviewEvidenceCard *self)
{
  const char *id = review_tab_strip_get_selected (self->tabs);
  gboolean elsewhere = find_window (self, id) != NULL;
  ReviewEvidencePane *pane;

  if (self->session == NULL || id == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->detach), !elsewhere);
  pane = get_pane (self, id);
  if (pane == NULL && !elsewhere
      && review_desk_get_view (review_session_get_desk (self->session)) == NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "nothing");
      return;
    }
  if (pane == NULL && !elsewhere)
    pane = make_pane (self, id);
  for (gsize i = 0; i < review_evidence_panes_get_n (); i++)
    {
      ReviewEvidencePane *other = get_pane (self, review_evidence_panes_get (i)->id);

      if (other != NULL && other != pane)
        review_evidence_pane_set_active (other, FALSE);
    }
  if (elsewhere)
    {
      show_elsewhere (self, id);
      return;
    }
  review_evidence_pane_set_active (pane, TRUE);
  gtk_stack_set_visible_child_name (self->stack, id);
}

/* Which panes are in windows: for the card that comes after this one. */
static void
note_windows (ReviewEvidenceCard *self)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  for (guint i = 0; i < self->windows->len; i++)
    g_strv_builder_add (ids, review_evidence_window_get_id (self->windows->pdata[i]));
  list = g_strv_builder_end (ids);
  review_session_set_ui (self->session, "window/detached",
                         g_variant_new_strv ((const char *const *) list, -1));
}

static void
window_gone_cb (ReviewEvidenceCard *self, ReviewEvidenceWindow *window)
{
  if (self->windows == NULL || !g_ptr_array_remove (self->windows, window))
    return;
  note_windows (self);
  tab_chosen_cb (self);
}

static void
evidence_wanted_cb (ReviewEvidenceCard *self, const char *label)
{
  review_evidence_card_show (self, label);
}

static void
open_window (ReviewEvidenceCard *self, const ReviewPaneKind *kind)
{
  ReviewEvidencePane *pane = get_pane (self, kind->id);
  ReviewEvidenceWindow *window;

  if (pane != NULL)
    {
      review_evidence_pane_save (pane);
      gtk_stack_remove (self->stack, get_page (self, kind->id));
    }
  window = review_evidence_window_new (kind, self->session);
  g_ptr_array_add (self->windows, window);
  g_signal_connect_object (window, "destroy", G_CALLBACK (window_gone_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "evidence-wanted", G_CALLBACK (evidence_wanted_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

static void
open_windows (ReviewEvidenceCard *self)
{
  GVariant *list = review_session_get_ui (self->session, "window/detached");
  g_autofree const char **ids = list != NULL ? g_variant_get_strv (list, NULL) : NULL;

  for (gsize i = 0; ids != NULL && ids[i] != NULL; i++)
    if (review_evidence_panes_find (ids[i]) != NULL)
      open_window (self, review_evidence_panes_find (ids[i]));
}

static void
close_windows (ReviewEvidenceCard *self)
{
  g_autoptr (GPtrArray) windows = g_steal_pointer (&self->windows);

  for (guint i = 0; windows != NULL && i < windows->len; i++)
    gtk_window_destroy (windows->pdata[i]);
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
  if (get_pane (self, review_tab_strip_get_selected (self->tabs)) == NULL)
    tab_chosen_cb (self);
}

static gboolean
has_row (const ReviewCaseView *view, const char *label)
{
  for (guint i = 0; view->evidence != NULL && i < view->evidence->len; i++)
    if (g_strcmp0 (((const ReviewEvidence *) view->evidence->pdata[i])->label, label) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
show_in_front (ReviewEvidenceCard *self, const char *label)
{
  ReviewEvidencePane *pane = get_pane (self, review_tab_strip_get_selected (self->tabs));

  return pane != NULL && review_evidence_pane_show_evidence (pane, label);
}

/* In every window that has the row. */
static gboolean
show_in_windows (ReviewEvidenceCard *self, const char *label)
{
  gboolean shown = FALSE;

  for (guint i = 0; i < self->windows->len; i++)
    shown = review_evidence_window_show_evidence (self->windows->pdata[i], label) || shown;
  return shown;
}

static void
review_evidence_card_dispose (GObject *object)
{
  ReviewEvidenceCard *self = REVIEW_EVIDENCE_CARD (object);

  close_windows (self);
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
  gtk_widget_class_bind_template_child (widget_class, ReviewEvidenceCard, detach);
  gtk_widget_class_bind_template_child (widget_class, ReviewEvidenceCard, elsewhere);
  gtk_widget_class_bind_template_child (widget_class, ReviewEvidenceCard, back);
}

static void
review_evidence_card_init (ReviewEvidenceCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->windows = g_ptr_array_new ();
  g_signal_connect_object (self->detach, "clicked", G_CALLBACK (review_evidence_card_detach), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->back, "clicked", G_CALLBACK (review_evidence_card_detach), self,
                           G_CONNECT_SWAPPED);
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
  open_windows (self);
  review_tab_strip_select (self->tabs, review_session_get_ui_string (session, "page/evidence-tab"));
  tab_chosen_cb (self);
}

/**
 * review_evidence_card_show:
 * @label: of the row: "E12"
 *
 * Scrolls to the row and marks it: in the tab that is open when it is there, else in the panes that
 * are in windows, else in the timeline.
 *
 * Returns: whether there is such a row
 */
gboolean
review_evidence_card_show (ReviewEvidenceCard *self, const char *label)
{
  const ReviewCaseView *view;

  g_return_val_if_fail (REVIEW_IS_EVIDENCE_CARD (self), FALSE);

  view = review_desk_get_view (review_session_get_desk (self->session));
  if (view == NULL || !has_row (view, label))
    return FALSE;
  if (!show_in_front (self, label) && !show_in_windows (self, label))
    {
      review_evidence_card_show_tab (self, "timeline");
      show_in_front (self, label);
    }
  review_session_set_ui_string (self->session, "case/evidence", label);
  return TRUE;
}

/* The label of the row that is selected in a list of @root that can be seen. */
static char *
dup_selected (GtkWidget *root)
{
  GtkSelectionModel *model = NULL;
  ReviewItem *item = NULL;
  char *found = NULL;

  if (!gtk_widget_get_child_visible (root) || !gtk_widget_get_visible (root))
    return NULL;
  if (GTK_IS_LIST_VIEW (root))
    model = gtk_list_view_get_model (GTK_LIST_VIEW (root));
  else if (GTK_IS_COLUMN_VIEW (root))
    model = gtk_column_view_get_model (GTK_COLUMN_VIEW (root));
  if (GTK_IS_SINGLE_SELECTION (model))
    item = gtk_single_selection_get_selected_item (GTK_SINGLE_SELECTION (model));
  if (REVIEW_IS_ITEM (item))
    {
      const ReviewRecord *record = review_item_get_record (item);

      if (record->type == &review_evidence_type)
        return g_strdup (((const ReviewEvidence *) record)->label);
    }
  for (GtkWidget *child = model == NULL ? gtk_widget_get_first_child (root) : NULL;
       child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = dup_selected (child);
  return found;
}

/**
 * review_evidence_card_dup_current:
 *
 * Returns: (transfer full) (nullable): the label of the row that has the focus or had it last: the
 *   one that is marked in the open tab, else the one that was jumped to
 */
char *
review_evidence_card_dup_current (ReviewEvidenceCard *self)
{
  char *found;

  g_return_val_if_fail (REVIEW_IS_EVIDENCE_CARD (self), NULL);

  found = dup_selected (GTK_WIDGET (self));
  return found != NULL ? found
                       : g_strdup (review_session_get_ui_string (self->session, "case/evidence"));
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
 * review_evidence_card_detach:
 *
 * Puts the pane of the open tab into a window of its own; when it is in one, takes it back.
 */
void
review_evidence_card_detach (ReviewEvidenceCard *self)
{
  const char *id;
  ReviewEvidenceWindow *window;

  g_return_if_fail (REVIEW_IS_EVIDENCE_CARD (self));

  id = review_tab_strip_get_selected (self->tabs);
  window = find_window (self, id);
  if (window != NULL)
    {
      gtk_window_close (GTK_WINDOW (window));
      return;
    }
  if (id == NULL || self->session == NULL)
    return;
  open_window (self, review_evidence_panes_find (id));
  note_windows (self);
  tab_chosen_cb (self);
}

/* (nullable): the pane of the open tab that nobody sees. */
static ReviewEvidencePane *
get_back (ReviewEvidenceCard *self)
{
  GtkWidget *page = get_page (self, review_tab_strip_get_selected (self->tabs));

  return REVIEW_IS_TWIN (page) ? REVIEW_EVIDENCE_PANE (review_twin_get_back (REVIEW_TWIN (page)))
                               : NULL;
}

/**
 * review_evidence_card_get_ready:
 * @view: (nullable): the next case; NULL: nothing stays of another one
 *
 * Shows @view where nobody sees it, if the open tab can do that.
 *
 * Returns: whether there was something to do
 */
gboolean
review_evidence_card_get_ready (ReviewEvidenceCard *self, const ReviewCaseView *view)
{
  ReviewEvidencePane *back;

  g_return_val_if_fail (REVIEW_IS_EVIDENCE_CARD (self), FALSE);

  back = get_back (self);
  return back != NULL && review_evidence_pane_get_ready (back, view);
}

/**
 * review_evidence_card_turn:
 *
 * Brings to the front what was got ready, if it is of the case that is open now.
 */
void
review_evidence_card_turn (ReviewEvidenceCard *self)
{
  const char *id;
  ReviewEvidencePane *back;

  g_return_if_fail (REVIEW_IS_EVIDENCE_CARD (self));

  id = review_tab_strip_get_selected (self->tabs);
  back = get_back (self);
  if (back == NULL || !review_evidence_pane_shows (back, review_evidence_pane_get_view (back)))
    return;
  review_evidence_pane_set_active (get_pane (self, id), FALSE);
  review_twin_swap (REVIEW_TWIN (get_page (self, id)));
  review_tab_strip_set_panel (self->tabs, id, GTK_WIDGET (back));
  review_evidence_pane_set_active (back, TRUE);
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
  for (guint i = 0; i < self->windows->len; i++)
    review_evidence_window_save (self->windows->pdata[i]);
}
