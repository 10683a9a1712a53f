/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The middle of the page: the open case from header to evidence with the decision bar below, or the
 * state there is when no case is open. Says at the top what stands in the way of a decision. The
 * widgets of a case are most of the window, and the first thing that one sees is the queue: they are
 * made a moment after it, or when a case comes sooner. */
#define G_LOG_DOMAIN "review-app"
#include "review-case-pane.h"

#include <glib/gi18n.h>

#include "review-banner.h"
#include "review-case-ahead.h"
#include "review-case-banner.h"
#include "review-case-header.h"
#include "review-decision-bar.h"
#include "review-effects-card.h"
#include "review-escalation-card.h"
#include "review-waiting-card.h"
#include "review-evidence-card.h"
#include "review-reasons.h"
#include "review-seek.h"
#include "review-shelf.h"
#include "review-state-page.h"
#include "review-steady-layout.h"
#include "review-twin.h"
#include "review-undo-bar.h"

#define SHEET_DELAY 400 /* ms that the queue has to come on screen */

struct _ReviewCasePane
{
  AdwBin parent;
  /* template */
  ReviewBanner *session_banner;
  ReviewBanner *banner;
  GtkStack *stack;
  ReviewStatePage *state_page;
  AdwBin *sheet;
  AdwBin *bar;
  ReviewUndoBar *undo_bar;
  /* of the sheet and the bar (nullable): NULL until they are made */
  GtkScrolledWindow *scrolled;
  GtkWidget *content;
  ReviewCaseHeader *header;
  ReviewEscalationCard *escalation_card;
  ReviewEffectsCard *effects_card;
  ReviewWaitingCard *waiting_card;
  ReviewTwin *reasons; /* of ReviewReasons */
  ReviewEvidenceCard *evidence_card;
  ReviewDecisionBar *decision_bar;
  /* owned */
  ReviewSession *session;
  ReviewSeek *seek;       /* (nullable): made with the sheet */
  ReviewCaseAhead *ahead; /* (nullable): made with the sheet */
  guint making;           /* timeout source that makes the sheet */
  guint restoring;        /* idle source that scrolls to where one was */
  double restore_to;
};

G_DEFINE_FINAL_TYPE (ReviewCasePane, review_case_pane, ADW_TYPE_BIN)

static void
show_banner (ReviewCasePane *self)
{
  review_case_banner_show (self->banner, self->session);
}

static void
show_session_banner (ReviewCasePane *self)
{
  review_case_banner_show_session (self->session_banner, self->session);
}

static void
take_sheet (ReviewCasePane *self, GtkBuilder *builder)
{
  self->scrolled = GTK_SCROLLED_WINDOW (gtk_builder_get_object (builder, "scrolled"));
  self->content = GTK_WIDGET (gtk_builder_get_object (builder, "content"));
  self->header = REVIEW_CASE_HEADER (gtk_builder_get_object (builder, "header"));
  self->escalation_card =
      REVIEW_ESCALATION_CARD (gtk_builder_get_object (builder, "escalation_card"));
  self->effects_card = REVIEW_EFFECTS_CARD (gtk_builder_get_object (builder, "effects_card"));
  self->waiting_card = REVIEW_WAITING_CARD (gtk_builder_get_object (builder, "waiting_card"));
  self->reasons = REVIEW_TWIN (gtk_builder_get_object (builder, "reasons"));
  self->evidence_card = REVIEW_EVIDENCE_CARD (gtk_builder_get_object (builder, "evidence_card"));
  self->decision_bar = REVIEW_DECISION_BAR (gtk_builder_get_object (builder, "decision_bar"));
  adw_bin_set_child (self->sheet, GTK_WIDGET (self->scrolled));
  adw_bin_set_child (self->bar, GTK_WIDGET (self->decision_bar));
}

static void
make_sheet (ReviewCasePane *self)
{
  g_autoptr (GtkBuilder) builder = NULL;

  if (self->scrolled != NULL)
    return;
  g_clear_handle_id (&self->making, g_source_remove);
  builder = gtk_builder_new_from_resource ("/org/riskops/Review/ui/review-case-sheet.ui");
  take_sheet (self, builder);
  self->ahead = review_case_ahead_new (self->session, self->reasons, self->evidence_card);
  review_case_header_bind (self->header, self->session);
  review_escalation_card_bind (self->escalation_card, self->session);
  review_effects_card_bind (self->effects_card, self->session);
  review_waiting_card_bind (self->waiting_card, self->session);
  review_evidence_card_bind (self->evidence_card, self->session);
  self->seek = review_seek_new (self->scrolled, self->content);
  review_decision_bar_bind (self->decision_bar, self->session);
}

static gboolean
make_sheet_cb (gpointer user_data)
{
  ReviewCasePane *self = user_data;

  self->making = 0;
  make_sheet (self);
  return G_SOURCE_REMOVE;
}

static void
review_case_pane_map (GtkWidget *widget)
{
  ReviewCasePane *self = REVIEW_CASE_PANE (widget);

  GTK_WIDGET_CLASS (review_case_pane_parent_class)->map (widget);
  if (self->scrolled == NULL && self->making == 0)
    self->making = g_timeout_add (SHEET_DELAY, make_sheet_cb, self);
}

static void
show_case (ReviewCasePane *self)
{
  ReviewDesk *desk = review_session_get_desk (self->session);
  const ReviewCaseView *view = review_desk_get_view (desk);
  ReviewDeskState state = review_desk_get_state (desk);
  gboolean open = view != NULL && state != REVIEW_DESK_FAILED && state != REVIEW_DESK_NOTHING_WAITS
                  && state != REVIEW_DESK_LOADING;
  g_autofree char *name = NULL;

  if (open)
    {
      make_sheet (self);
      name = g_strdup_printf (_ ("Case %s"), view->item_case->display_id);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->header), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      name, -1);
    }
  gtk_stack_set_visible_child_name (self->stack, open ? "case" : "state");
  gtk_widget_set_visible (GTK_WIDGET (self->bar), open);
  show_banner (self);
}

static gboolean
restore_scroll (gpointer user_data)
{
  ReviewCasePane *self = user_data;

  self->restoring = 0;
  if (self->scrolled != NULL)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled),
                              self->restore_to);
  return G_SOURCE_REMOVE;
}

/* The top is there at once; further down it is only when the case has been laid out. */
static void
scroll_to (ReviewCasePane *self, double value)
{
  self->restore_to = value;
  if (value <= 0)
    {
      g_clear_handle_id (&self->restoring, g_source_remove);
      restore_scroll (self);
    }
  else if (self->restoring == 0)
    self->restoring = g_timeout_add (60, restore_scroll, self);
}

static void
work_item_changed_cb (ReviewCasePane *self)
{
  show_case (self);
  scroll_to (self, review_session_get_ui_number (self->session, "case/scroll", 0));
  review_case_pane_take_focus (self);
}

static void
review_case_pane_dispose (GObject *object)
{
  ReviewCasePane *self = REVIEW_CASE_PANE (object);

  g_clear_handle_id (&self->restoring, g_source_remove);
  g_clear_handle_id (&self->making, g_source_remove);
  g_clear_object (&self->seek);
  g_clear_object (&self->ahead);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_CASE_PANE);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (review_case_pane_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, ReviewCasePane, session_banner);
  gtk_widget_class_bind_template_child (widget_class, ReviewCasePane, banner);
  gtk_widget_class_bind_template_child (widget_class, ReviewCasePane, stack);
  gtk_widget_class_bind_template_child (widget_class, ReviewCasePane, state_page);
  gtk_widget_class_bind_template_child (widget_class, ReviewCasePane, sheet);
  gtk_widget_class_bind_template_child (widget_class, ReviewCasePane, bar);
  gtk_widget_class_bind_template_child (widget_class, ReviewCasePane, undo_bar);
}

static void
review_case_pane_class_init (ReviewCasePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_case_pane_dispose;
  widget_class->map = review_case_pane_map;
  g_type_ensure (REVIEW_TYPE_BANNER);
  g_type_ensure (REVIEW_TYPE_CASE_HEADER);
  g_type_ensure (REVIEW_TYPE_DECISION_BAR);
  g_type_ensure (REVIEW_TYPE_EFFECTS_CARD);
  g_type_ensure (REVIEW_TYPE_ESCALATION_CARD);
  g_type_ensure (REVIEW_TYPE_WAITING_CARD);
  g_type_ensure (REVIEW_TYPE_EVIDENCE_CARD);
  g_type_ensure (REVIEW_TYPE_SHELF);
  g_type_ensure (REVIEW_TYPE_STATE_PAGE);
  g_type_ensure (REVIEW_TYPE_STEADY_LAYOUT);
  g_type_ensure (REVIEW_TYPE_TWIN);
  g_type_ensure (REVIEW_TYPE_UNDO_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-case-pane.ui");
  bind_template (widget_class);
}

static void
review_case_pane_init (ReviewCasePane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
watch (ReviewCasePane *self)
{
  static const char *const case_notes[] = { "notify::state", "notify::view", NULL };
  static const char *const banner_notes[] = { "notify::update-pending", "notify::lease-state",
                                              "notify::away",           "notify::draft-state",
                                              "notify::error-code",     NULL };
  static const char *const session_notes[] = {
    "notify::connection",        "notify::retry-seconds",        "notify::preparing",
    "notify::preparation-stage", "notify::preparation-fraction", NULL
  };
  ReviewDesk *desk = review_session_get_desk (self->session);

  for (int i = 0; case_notes[i] != NULL; i++)
    g_signal_connect_object (desk, case_notes[i], G_CALLBACK (show_case), self, G_CONNECT_SWAPPED);
  for (int i = 0; banner_notes[i] != NULL; i++)
    g_signal_connect_object (desk, banner_notes[i], G_CALLBACK (show_banner), self,
                             G_CONNECT_SWAPPED);
  for (int i = 0; session_notes[i] != NULL; i++)
    g_signal_connect_object (self->session, session_notes[i], G_CALLBACK (show_session_banner),
                             self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "notify::view", G_CALLBACK (show_session_banner), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "notify::work-item", G_CALLBACK (work_item_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * review_case_pane_bind:
 *
 * Shows the desk of @session. Called once.
 */
void
review_case_pane_bind (ReviewCasePane *self, ReviewSession *session)
{
  g_return_if_fail (REVIEW_IS_CASE_PANE (self));

  self->session = g_object_ref (session);
  review_state_page_bind (self->state_page, session);
  review_undo_bar_bind (self->undo_bar, session);
  watch (self);
  show_case (self);
  show_session_banner (self);
  scroll_to (self, review_session_get_ui_number (session, "case/scroll", 0));
}

/**
 * review_case_pane_save:
 *
 * Writes scroll position, chosen tab and cursor to the session.
 */
void
review_case_pane_save (ReviewCasePane *self)
{
  g_return_if_fail (REVIEW_IS_CASE_PANE (self));

  if (self->scrolled == NULL)
    return;
  review_session_set_ui_number (
      self->session, "case/scroll",
      gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->scrolled)));
  review_evidence_card_save (self->evidence_card);
  review_decision_bar_save (self->decision_bar);
}

/**
 * review_case_pane_take_focus:
 *
 * Puts the focus on the case, or on the state there is instead.
 */
void
review_case_pane_take_focus (ReviewCasePane *self)
{
  g_return_if_fail (REVIEW_IS_CASE_PANE (self));

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "case") == 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->header));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->state_page));
}

/**
 * review_case_pane_decide:
 * @action: one of the decision bar's: "decision.pass", "decision.submit" …
 *
 * Does what the decision bar does for it.
 */
void
review_case_pane_decide (ReviewCasePane *self, const char *action)
{
  g_return_if_fail (REVIEW_IS_CASE_PANE (self));

  if (self->decision_bar != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self->decision_bar), action, NULL);
}

/** review_case_pane_put_off: see review_case_header_put_off(). */
void
review_case_pane_put_off (ReviewCasePane *self)
{
  g_return_if_fail (REVIEW_IS_CASE_PANE (self));

  if (self->header != NULL)
    review_case_header_put_off (self->header);
}

/**
 * review_case_pane_choose_option:
 * @n: 1 for the first
 *
 * Chooses the nth option of what the decision bar asks now.
 */
void
review_case_pane_choose_option (ReviewCasePane *self, guint n)
{
  g_return_if_fail (REVIEW_IS_CASE_PANE (self));

  if (self->decision_bar != NULL)
    review_decision_bar_choose_option (self->decision_bar, n);
}

static void
scroll_to_evidence (ReviewCasePane *self)
{
  review_seek_to (self->seek, GTK_WIDGET (self->evidence_card), 60);
}

/**
 * review_case_pane_cite:
 *
 * Puts the id of the row of evidence that has the focus, or had it last, into the annotation.
 */
void
review_case_pane_cite (ReviewCasePane *self)
{
  g_autofree char *label = NULL;

  g_return_if_fail (REVIEW_IS_CASE_PANE (self));

  if (self->evidence_card != NULL)
    label = review_evidence_card_dup_current (self->evidence_card);
  if (label != NULL)
    review_decision_bar_insert_evidence (self->decision_bar, label);
}

/**
 * review_case_pane_mark_step:
 * @mark: a #ReviewStepMarkKind
 *
 * Says so of the step of the reasoning that has the focus; see review_chain_card_mark().
 */
void
review_case_pane_mark_step (ReviewCasePane *self, int mark)
{
  g_return_if_fail (REVIEW_IS_CASE_PANE (self));

  if (self->reasons != NULL)
    review_reasons_mark (REVIEW_REASONS (review_twin_get_front (self->reasons)), mark);
}

/**
 * review_case_pane_show_evidence:
 * @label: of a row of evidence: "E12"
 *
 * Scrolls to the row and marks it.
 */
void
review_case_pane_show_evidence (ReviewCasePane *self, const char *label)
{
  g_return_if_fail (REVIEW_IS_CASE_PANE (self));

  if (self->evidence_card != NULL && review_evidence_card_show (self->evidence_card, label))
    scroll_to_evidence (self);
}

/**
 * review_case_pane_move_tab:
 * @step: 1: the next tab of the evidence, -1: the one before
 */
void
review_case_pane_move_tab (ReviewCasePane *self, int step)
{
  g_return_if_fail (REVIEW_IS_CASE_PANE (self));

  if (self->evidence_card == NULL)
    return;
  review_evidence_card_move_tab (self->evidence_card, step);
  scroll_to_evidence (self);
}

/**
 * review_case_pane_show_tab:
 * @id: of a pane of the evidence card
 *
 * Brings the tab to the front and the card into view.
 */
void
review_case_pane_show_tab (ReviewCasePane *self, const char *id)
{
  g_return_if_fail (REVIEW_IS_CASE_PANE (self));

  if (self->evidence_card != NULL && review_evidence_card_show_tab (self->evidence_card, id))
    scroll_to_evidence (self);
}

/**
 * review_case_pane_detach_tab:
 *
 * Puts the open tab of the evidence into a window of its own, or takes it back.
 */
void
review_case_pane_detach_tab (ReviewCasePane *self)
{
  g_return_if_fail (REVIEW_IS_CASE_PANE (self));

  if (self->evidence_card != NULL)
    review_evidence_card_detach (self->evidence_card);
}
