/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The experiment that is looked at: what is tried beside what, which steps it has taken and by whom,
 * and the next ones, with what stands in their way. */
#define G_LOG_DOMAIN "review-app"
#include "review-experiment-card.h"

#include <glib/gi18n.h>
#include <math.h>

#include "review-card.h"
#include "review-format.h"
#include "review-hub-words.h"
#include "review-label.h"
#include "review-tag.h"
#include "review-trial-parts.h"
#include "review-trial-words.h"
#include "review-words.h"
#include "review-wrap.h"

struct _ReviewExperimentCard
{
  AdwBin parent;
  ReviewCard *card;
  GtkLabel *note;
  ReviewWrap *way; /* the steps as tags, in their order */
  GtkBox *steps;
  GtkWidget *acts; /* what follows */
  GtkWidget *share_line;
  GtkSpinButton *share;
  GtkEntry *reason;
  GtkWidget *shadow;
  GtkButton *roll_out;
  GtkWidget *promote;
  GtkWidget *end;
  GtkLabel *message;
  ReviewSession *session; /* owned */
  gboolean setting;
};

G_DEFINE_FINAL_TYPE (ReviewExperimentCard, review_experiment_card, ADW_TYPE_BIN)

static ReviewTrialBoard *
get_board (ReviewExperimentCard *self)
{
  return review_session_get_trials (self->session);
}

static gboolean
has_reached (const ReviewExperiment *one, int state)
{
  for (guint i = 0; one->steps != NULL && i < one->steps->len; i++)
    if (((ReviewExperimentStep *) one->steps->pdata[i])->state == state)
      return TRUE;
  return FALSE;
}

/* Proposed → in shadow → rolling out → promoted: where it is, and what it has behind it. */
static void
fill_way (ReviewExperimentCard *self, const ReviewExperiment *one)
{
  static const int way[] = { REVIEW_EXPERIMENT_PROPOSED, REVIEW_EXPERIMENT_SHADOW,
                             REVIEW_EXPERIMENT_ROLLOUT, REVIEW_EXPERIMENT_PROMOTED };

  review_wrap_remove_all (self->way);
  for (gsize i = 0; i < G_N_ELEMENTS (way); i++)
    {
      gboolean here = one->state == way[i], done = !here && has_reached (one, way[i]);
      GtkWidget *tag =
          review_tag_new (review_trial_words_state (way[i]),
                          here ? review_trial_words_state_tone (way[i]) : REVIEW_TONE_NEUTRAL);

      if (done)
        review_tag_set_icon_name (REVIEW_TAG (tag), "object-select-symbolic");
      if (!here && !done)
        gtk_widget_add_css_class (tag, "dim-label");
      if (i > 0)
        review_wrap_append (self->way, gtk_label_new ("→"));
      review_wrap_append (self->way, tag);
    }
  if (one->state == REVIEW_EXPERIMENT_ENDED || one->state == REVIEW_EXPERIMENT_STOPPED)
    review_wrap_append (self->way, review_tag_new (review_trial_words_state (one->state),
                                                   review_trial_words_state_tone (one->state)));
}

/* "rolling out, 50 % of the cases · W. Zhao · 2026-11-23 12:00 — reason" */
static char *
describe_step (ReviewExperimentCard *self, const ReviewExperimentStep *step)
{
  g_autofree char *at = review_format_time (step->at);
  g_autofree char *share =
      step->share > 0 ? g_strdup_printf (_ ("%d %%"), (int) lround (100 * step->share)) : NULL;
  g_autofree char *of = share != NULL ? g_strdup_printf (_ (", %s of the cases"), share) : NULL;
  g_autofree char *reason = review_trial_words_reason (step->reason);

  return g_strdup_printf ("%s%s · %s · %s%s%s", review_trial_words_state (step->state),
                          of != NULL ? of : "",
                          review_hub_words_person (self->session, step->by_name, step->by), at,
                          reason != NULL ? " — " : "", reason != NULL ? reason : "");
}

static void
fill_steps (ReviewExperimentCard *self, const ReviewExperiment *one)
{
  review_trial_empty (self->steps);
  for (guint i = 0; one->steps != NULL && i < one->steps->len; i++)
    {
      g_autofree char *text = describe_step (self, one->steps->pdata[i]);

      gtk_box_append (self->steps, review_label_new_text (text, "dim-label"));
    }
}

static gboolean
show_act (ReviewExperimentCard *self, GtkWidget *button, ReviewTrialAct act)
{
  ReviewTrialBoard *board = get_board (self);

  return review_trial_show_act (button, review_trial_board_offers (board, act),
                                review_trial_board_get_unmet (board, act));
}

/* What stands in the way of the step that comes next. */
static const char *
find_words (ReviewExperimentCard *self, const ReviewExperiment *one)
{
  ReviewTrialAct next = one->state == REVIEW_EXPERIMENT_PROPOSED ? REVIEW_TRIAL_ACT_SHADOW
                        : one->state == REVIEW_EXPERIMENT_SHADOW ? REVIEW_TRIAL_ACT_ROLL_OUT
                                                                 : REVIEW_TRIAL_ACT_PROMOTE;

  return review_trial_words_unmet (review_trial_board_get_unmet (get_board (self), next));
}

static void
show_acts (ReviewExperimentCard *self, const ReviewExperiment *one)
{
  ReviewTrialBoard *board = get_board (self);
  int code = review_board_get_error_code (REVIEW_BOARD (board));
  gboolean any = show_act (self, self->shadow, REVIEW_TRIAL_ACT_SHADOW);
  gboolean rolls = show_act (self, GTK_WIDGET (self->roll_out), REVIEW_TRIAL_ACT_ROLL_OUT);
  const char *words = find_words (self, one);

  any = show_act (self, self->promote, REVIEW_TRIAL_ACT_PROMOTE) || any || rolls;
  any = show_act (self, self->end, REVIEW_TRIAL_ACT_END) || any;
  gtk_widget_set_visible (self->acts, any);
  gtk_widget_set_visible (self->share_line, rolls);
  gtk_button_set_label (self->roll_out, one->state == REVIEW_EXPERIMENT_ROLLOUT
                                            ? _ ("Change the share")
                                            : _ ("Roll out"));
  self->setting = TRUE;
  if (fabs (gtk_spin_button_get_value (self->share) - 100 * review_trial_board_get_share (board))
      > 1e-9)
    gtk_spin_button_set_value (self->share, 100 * review_trial_board_get_share (board));
  review_trial_set_entry (self->reason, review_trial_board_get_reason (board));
  self->setting = FALSE;
  review_label_show (self->message, code != 0 ? review_words_error (code) : words);
}

static void
update (ReviewExperimentCard *self)
{
  const ReviewExperiment *one = review_trial_board_get_opened (get_board (self));
  g_autofree char *title = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), one != NULL);
  if (one == NULL)
    return;
  title = g_strdup_printf (
      /* Translators: case type, policy on trial, policy in force. */
      _ ("%s · %s instead of %s"), review_words_type (self->session, one->case_type), one->tried,
      one->live);
  review_card_set_title (self->card, title);
  gtk_label_set_text (self->note, one->note != NULL ? one->note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), one->note != NULL && *one->note != '\0');
  fill_way (self, one);
  fill_steps (self, one);
  show_acts (self, one);
}

static void
share_changed_cb (ReviewExperimentCard *self)
{
  if (!self->setting)
    review_trial_board_set_share (get_board (self), gtk_spin_button_get_value (self->share) / 100);
}

static void
reason_changed_cb (ReviewExperimentCard *self)
{
  if (!self->setting)
    review_trial_board_set_reason (get_board (self),
                                   gtk_editable_get_text (GTK_EDITABLE (self->reason)));
}

static void
clicked_cb (ReviewExperimentCard *self, GtkWidget *button)
{
  ReviewTrialAct act = button == self->shadow    ? REVIEW_TRIAL_ACT_SHADOW
                       : button == self->promote ? REVIEW_TRIAL_ACT_PROMOTE
                       : button == self->end     ? REVIEW_TRIAL_ACT_END
                                                 : REVIEW_TRIAL_ACT_ROLL_OUT;

  review_trial_board_act (get_board (self), act);
}

static void
review_experiment_card_dispose (GObject *object)
{
  g_clear_object (&REVIEW_EXPERIMENT_CARD (object)->session);
  G_OBJECT_CLASS (review_experiment_card_parent_class)->dispose (object);
}

static void
review_experiment_card_class_init (ReviewExperimentCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = review_experiment_card_dispose;
}

static void
add_share (ReviewExperimentCard *self)
{
  GtkWidget *label = gtk_label_new (_ ("Share of the cases for the policy on trial, per cent"));

  self->share_line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  self->share = GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (1, 100, 5));
  gtk_widget_set_name (GTK_WIDGET (self->share), "focus-trial-share");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->share), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (GTK_LABEL (label)), -1);
  gtk_box_append (GTK_BOX (self->share_line), label);
  gtk_box_append (GTK_BOX (self->share_line), GTK_WIDGET (self->share));
  g_signal_connect_object (self->share, "value-changed", G_CALLBACK (share_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
add_acts (ReviewExperimentCard *self, GtkBox *box)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *buttons[] = {
    review_trial_new_button ("focus-trial-shadow", _ ("Start shadow"), "suggested-action"),
    review_trial_new_button ("focus-trial-promote", _ ("Promote"), "suggested-action"),
    review_trial_new_button ("focus-trial-rollout", _ ("Roll out"), NULL),
    review_trial_new_button ("focus-trial-end", _ ("End it"), NULL),
  };

  self->acts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  add_share (self);
  self->shadow = buttons[0];
  self->promote = buttons[1];
  self->roll_out = GTK_BUTTON (buttons[2]);
  self->end = buttons[3];
  self->reason =
      GTK_ENTRY (review_trial_new_entry ("focus-trial-reason", _ ("Reason: it is kept")));
  self->message = GTK_LABEL (review_label_new_text (NULL, "dim-label"));
  for (gsize i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      gtk_box_append (GTK_BOX (line), buttons[i]);
      g_signal_connect_object (buttons[i], "clicked", G_CALLBACK (clicked_cb), self,
                               G_CONNECT_SWAPPED);
    }
  gtk_box_append (GTK_BOX (self->acts), self->share_line);
  gtk_box_append (GTK_BOX (self->acts), GTK_WIDGET (self->reason));
  gtk_box_append (GTK_BOX (self->acts), line);
  gtk_box_append (GTK_BOX (self->acts), GTK_WIDGET (self->message));
  gtk_box_append (box, self->acts);
  g_signal_connect_object (self->reason, "changed", G_CALLBACK (reason_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
review_experiment_card_init (ReviewExperimentCard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->card = REVIEW_CARD (review_card_new (NULL));
  self->note = GTK_LABEL (review_label_new_text (NULL, NULL));
  self->way = REVIEW_WRAP (review_wrap_new ());
  self->steps = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 3));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->way));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->note));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->steps));
  add_acts (self, GTK_BOX (box));
  review_card_set_child (self->card, box);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->card));
}

/**
 * review_experiment_card_bind:
 *
 * Shows the experiment that @session's board has opened. Called once.
 */
void
review_experiment_card_bind (ReviewExperimentCard *self, ReviewSession *session)
{
  g_return_if_fail (REVIEW_IS_EXPERIMENT_CARD (self));

  self->session = g_object_ref (session);
  g_signal_connect_object (review_session_get_trials (session), "changed", G_CALLBACK (update),
                           self, G_CONNECT_SWAPPED);
  update (self);
}
