/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Policies on trial: the list, the form that proposes another, and the one that is looked at. */
#define G_LOG_DOMAIN "review-app"
#include "review-experiments-view.h"

#include <glib/gi18n.h>

#include "review-card.h"
#include "review-experiment-card.h"
#include "review-experiment-figures.h"
#include "review-experiment-form.h"
#include "review-format.h"
#include "review-hub-words.h"
#include "review-label.h"
#include "review-list.h"
#include "review-role.h"
#include "review-tab-stop.h"
#include "review-trial-parts.h"
#include "review-trial-words.h"
#include "review-words.h"

struct _ReviewExperimentsView
{
  AdwBin parent;
  GtkListBox *list;
  GtkLabel *empty;
  GtkWidget *proposal; /* card with the form */
  ReviewExperimentForm *form;
  ReviewExperimentCard *card;
  ReviewExperimentFigures *figures;
  ReviewSession *session;      /* owned */
  ReviewExperimentList *shown; /* owned (nullable): what the rows say */
  gboolean setting;
};

G_DEFINE_FINAL_TYPE (ReviewExperimentsView, review_experiments_view, ADW_TYPE_BIN)

static ReviewTrialBoard *
get_board (ReviewExperimentsView *self)
{
  return review_session_get_trials (self->session);
}

static void
add_row (gpointer owner, gpointer item)
{
  ReviewExperimentsView *self = owner;
  const ReviewExperiment *one = item;
  const char *state = review_trial_words_state (one->state);
  g_autofree char *at = review_format_time (one->created_at);
  g_autofree char *title =
      g_strdup_printf (_ ("%s · %s instead of %s"),
                       review_words_type (self->session, one->case_type), one->tried, one->live);
  g_autofree char *text = g_strdup_printf (
      /* Translators: person, time. */
      _ ("proposed by %s · %s"),
      review_hub_words_person (self->session, one->author_name, one->author), at);
  g_autofree char *spoken = g_strdup_printf ("%s, %s", title, state);
  g_autofree char *focus = g_strdup_printf ("focus-trial-%s", one->id);
  GtkWidget *row = review_trial_new_row (title, text, spoken, focus, one->id);

  review_trial_add_tag (row, state, review_trial_words_state_tone (one->state));
  gtk_list_box_append (self->list, row);
}

/* A list that is as before only follows what is chosen. */
static void
show_list (ReviewExperimentsView *self, const ReviewExperimentList *list)
{
  const char *chosen = review_trial_board_get_selected (get_board (self));

  self->setting = TRUE;
  if (review_record_equal (list, self->shown))
    review_list_select (self->list, chosen);
  else
    review_list_refill (self->list, list != NULL ? list->items : NULL, add_row, self, chosen);
  self->setting = FALSE;
  g_clear_pointer (&self->shown, review_record_unref);
  self->shown = list != NULL ? review_record_ref ((gpointer) list) : NULL;
}

static void
update (ReviewExperimentsView *self)
{
  ReviewTrialBoard *board = get_board (self);
  const ReviewExperimentList *list = review_trial_board_get_list (board);
  const ReviewUser *user = review_session_get_user (self->session);
  gboolean any = list != NULL && list->items != NULL && list->items->len > 0;
  int code = review_board_get_error_code (REVIEW_BOARD (board));

  show_list (self, list);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->list)), any);
  gtk_label_set_text (
      self->empty, list != NULL ? _ ("Nothing has been tried yet. An experiment lets a new policy "
                                     "show on real cases what it is worth before it decides any.")
                   : code != 0  ? review_words_error (code)
                                : _ ("Reading the experiments …"));
  gtk_widget_set_visible (GTK_WIDGET (self->empty), !any);
  gtk_widget_set_visible (self->proposal, user != NULL && review_role_designs (user->role));
}

static void
row_selected_cb (ReviewExperimentsView *self, GtkListBoxRow *row)
{
  if (row != NULL && !self->setting)
    review_trial_board_select (get_board (self), review_list_row_get_id (row));
}

static void
review_experiments_view_dispose (GObject *object)
{
  ReviewExperimentsView *self = REVIEW_EXPERIMENTS_VIEW (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->shown, review_record_unref);
  G_OBJECT_CLASS (review_experiments_view_parent_class)->dispose (object);
}

static void
review_experiments_view_class_init (ReviewExperimentsViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = review_experiments_view_dispose;
}

static void
add_proposal (ReviewExperimentsView *self, GtkBox *box)
{
  self->form = g_object_new (REVIEW_TYPE_EXPERIMENT_FORM, NULL);
  self->proposal = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  review_trial_add_form (GTK_BOX (self->proposal), "focus-trial-ask", _ ("Propose an experiment"),
                         GTK_WIDGET (self->form));
  gtk_box_append (box, self->proposal);
}

static void
add_list (ReviewExperimentsView *self, GtkBox *box)
{
  self->list = GTK_LIST_BOX (review_trial_new_list (_ ("Experiments")));
  self->empty = GTK_LABEL (review_label_new_text (NULL, "dim-label"));
  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (row_selected_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (box, GTK_WIDGET (self->empty));
  gtk_box_append (box, review_tab_stop_new (self->list));
}

static void
review_experiments_view_init (ReviewExperimentsView *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  GtkWidget *title = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING,
                                   "label", _ ("Experiments"), "xalign", 0.0, NULL);

  self->card = g_object_new (REVIEW_TYPE_EXPERIMENT_CARD, NULL);
  self->figures = g_object_new (REVIEW_TYPE_EXPERIMENT_FIGURES, NULL);
  gtk_widget_add_css_class (title, "case-title");
  gtk_widget_add_css_class (box, "case-content");
  gtk_box_append (GTK_BOX (box), title);
  add_list (self, GTK_BOX (box));
  add_proposal (self, GTK_BOX (box));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->card));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->figures));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scrolled), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Experiments"), -1);
  adw_bin_set_child (ADW_BIN (self), scrolled);
}

/**
 * review_experiments_view_bind:
 *
 * Lists the experiments that @session's board knows. Called once.
 */
void
review_experiments_view_bind (ReviewExperimentsView *self, ReviewSession *session)
{
  g_return_if_fail (REVIEW_IS_EXPERIMENTS_VIEW (self));

  self->session = g_object_ref (session);
  g_signal_connect_object (review_session_get_trials (session), "changed", G_CALLBACK (update),
                           self, G_CONNECT_SWAPPED);
  review_experiment_form_bind (self->form, session);
  review_experiment_card_bind (self->card, session);
  review_experiment_figures_bind (self->figures, session);
  update (self);
}
