/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The newest escalation of the open case: who escalated and what they recommend, why and what they
 * checked; what came back of it; and, for whoever may, the answers beside a decision. */
#define G_LOG_DOMAIN "review-app"
#include "review-escalation-card.h"

#include <glib/gi18n.h>

#include "review-card.h"
#include "review-countdown.h"
#include "review-sentence-area.h"
#include "review-words.h"
#include "review-wrap.h"

#define LIST     "escalation_answer"
#define GUIDANCE "case/guidance" /* of the session's screen state */

struct _ReviewEscalationCard
{
  AdwBin parent;
  /* template */
  ReviewCard *card;
  GtkLabel *heading;
  ReviewCountdown *countdown;
  GtkLabel *says;
  GtkLabel *came;
  GtkWidget *reply;
  ReviewSentenceArea *guidance;
  ReviewWrap *answers;
  /* owned */
  ReviewSession *session;
};

G_DEFINE_FINAL_TYPE (ReviewEscalationCard, review_escalation_card, ADW_TYPE_BIN)

/* What a click answers. A decision and a question to the customer have places of their own. */
static const char *const codes[] = { "returned_with_guidance", "to_lead", "to_compliance" };

static ReviewDesk *
get_desk (ReviewEscalationCard *self)
{
  return review_session_get_desk (self->session);
}

/* (transfer none) (nullable): the newest one of the open case. */
static const ReviewEscalation *
get_escalation (ReviewEscalationCard *self)
{
  const ReviewCaseView *view = review_desk_get_view (get_desk (self));
  GPtrArray *list = view != NULL ? view->escalations : NULL;

  return list != NULL && list->len > 0 ? list->pdata[list->len - 1] : NULL;
}

static gboolean
may_answer (ReviewEscalationCard *self, const ReviewEscalation *one)
{
  const ReviewUser *user = review_session_get_user (self->session);

  return one->answered_at == 0 && review_session_get_can_pick (self->session)
         && review_desk_get_writable (get_desk (self)) && user != NULL
         && g_strcmp0 (user->id, one->from) != 0;
}

static const char *
name_recommendation (ReviewEscalationCard *self, const ReviewEscalation *one)
{
  return one->recommendation == REVIEW_RECOMMEND_UNDECIDED
             ? C_ ("recommendation", "Undecided")
             : review_words_choice (self->session, one->case_type,
                                    one->recommendation == REVIEW_RECOMMEND_PASS
                                        ? REVIEW_CHOICE_PASS
                                        : REVIEW_CHOICE_BLOCK);
}

static void
show_words (ReviewEscalationCard *self, const ReviewEscalation *one)
{
  /* Translators: who escalated, and to which role. */
  g_autofree char *heading = g_strdup_printf (_ ("Escalated by %s to: %s"),
                                              one->from_name != NULL ? one->from_name : one->from,
                                              review_words_role (one->to_role));
  g_autoptr (GString) says = g_string_new (NULL);

  g_string_append_printf (says, _ ("Recommends: %s"), name_recommendation (self, one));
  g_string_append_c (says, '\n');
  g_string_append_printf (says, _ ("Reason: %s"),
                          review_words_code (self->session, "escalation_reason", one->reason_code));
  g_string_append_c (says, '\n');
  g_string_append_printf (says, _ ("Checked: %s"), one->checked);
  if (one->rationale != NULL)
    {
      g_string_append_c (says, '\n');
      g_string_append_printf (says, _ ("Rationale: %s"), one->rationale);
    }
  gtk_label_set_text (self->heading, heading);
  gtk_label_set_text (self->says, says->str);
}

static void
show_outcome (ReviewEscalationCard *self, const ReviewEscalation *one)
{
  const char *by = one->answered_by_name != NULL ? one->answered_by_name : one->answered_by;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->came), one->answered_at != 0);
  if (one->answered_at == 0)
    return;
  if (one->guidance != NULL)
    /* Translators: who answered, what, and the guidance: "L. Chen: Returned with guidance. “Look at
     * the device.”" */
    text = g_strdup_printf (_ ("%s: %s. “%s”"), by != NULL ? by : "—",
                            review_words_code (self->session, LIST, one->answer), one->guidance);
  else
    text = g_strdup_printf (_ ("%s: %s."), by != NULL ? by : "—",
                            review_words_code (self->session, LIST, one->answer));
  gtk_label_set_text (self->came, text);
}

static void
show_countdown (ReviewEscalationCard *self, const ReviewEscalation *one)
{
  gtk_widget_set_visible (GTK_WIDGET (self->countdown), one->answered_at == 0);
  if (one->answered_at == 0)
    review_countdown_start (self->countdown, one->due_at,
                            review_session_get_server_time (self->session));
  else
    review_countdown_clear (self->countdown);
}

static void
answer_clicked_cb (ReviewEscalationCard *self, GtkWidget *button)
{
  const char *code = g_object_get_data (G_OBJECT (button), "review-code");
  g_autofree char *guidance = review_sentence_area_dup_text (self->guidance);

  if (g_str_equal (code, codes[0]) && *g_strstrip (guidance) == '\0')
    {
      review_sentence_area_set_status (self->guidance,
                                       _ ("Say what to look at: a return needs guidance."), TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (self->guidance));
      return;
    }
  review_desk_answer_async (get_desk (self), code, *guidance != '\0' ? guidance : NULL, NULL, NULL,
                            NULL);
}

static void
make_answers (ReviewEscalationCard *self)
{
  review_wrap_remove_all (self->answers);
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      const char *word = review_words_code (self->session, LIST, codes[i]);
      g_autofree char *name = g_strdup_printf ("focus-answer-%s", codes[i]);
      GtkWidget *button = gtk_button_new_with_label (word);

      gtk_widget_set_name (button, name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, word,
                                      -1);
      g_object_set_data (G_OBJECT (button), "review-code", (gpointer) codes[i]);
      g_signal_connect_object (button, "clicked", G_CALLBACK (answer_clicked_cb), self,
                               G_CONNECT_SWAPPED);
      review_wrap_append (self->answers, button);
    }
}

static void
show_reply (ReviewEscalationCard *self, const ReviewEscalation *one)
{
  gtk_widget_set_visible (self->reply, may_answer (self, one));
  review_sentence_area_set_text (self->guidance,
                                 review_session_get_ui_string (self->session, GUIDANCE));
  review_sentence_area_set_editable (self->guidance, TRUE);
}

static void
update (ReviewEscalationCard *self)
{
  const ReviewEscalation *one = get_escalation (self);

  gtk_widget_set_visible (GTK_WIDGET (self), one != NULL);
  if (one == NULL)
    return;
  show_words (self, one);
  show_outcome (self, one);
  show_countdown (self, one);
  show_reply (self, one);
}

static void
guidance_edited_cb (ReviewEscalationCard *self)
{
  g_autofree char *text = review_sentence_area_dup_text (self->guidance);

  review_session_set_ui_string (self->session, GUIDANCE, text);
  review_sentence_area_set_status (self->guidance, "", FALSE);
}

static void
review_escalation_card_dispose (GObject *object)
{
  ReviewEscalationCard *self = REVIEW_ESCALATION_CARD (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_ESCALATION_CARD);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (review_escalation_card_parent_class)->dispose (object);
}

static void
review_escalation_card_class_init (ReviewEscalationCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_escalation_card_dispose;
  g_type_ensure (REVIEW_TYPE_CARD);
  g_type_ensure (REVIEW_TYPE_COUNTDOWN);
  g_type_ensure (REVIEW_TYPE_SENTENCE_AREA);
  g_type_ensure (REVIEW_TYPE_WRAP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-escalation-card.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewEscalationCard, card);
  gtk_widget_class_bind_template_child (widget_class, ReviewEscalationCard, heading);
  gtk_widget_class_bind_template_child (widget_class, ReviewEscalationCard, countdown);
  gtk_widget_class_bind_template_child (widget_class, ReviewEscalationCard, says);
  gtk_widget_class_bind_template_child (widget_class, ReviewEscalationCard, came);
  gtk_widget_class_bind_template_child (widget_class, ReviewEscalationCard, reply);
  gtk_widget_class_bind_template_child (widget_class, ReviewEscalationCard, guidance);
  gtk_widget_class_bind_template_child (widget_class, ReviewEscalationCard, answers);
  gtk_widget_class_bind_template_callback (widget_class, guidance_edited_cb);
}

static void
review_escalation_card_init (ReviewEscalationCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  review_sentence_area_set_name (self->guidance, _ ("Guidance"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->card), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Escalation"), -1);
}

/**
 * review_escalation_card_bind:
 *
 * Shows the escalation of the open case, if it has one. Called once.
 */
void
review_escalation_card_bind (ReviewEscalationCard *self, ReviewSession *session)
{
  static const char *const notes[] = { "notify::view", "notify::writable", "notify::busy", NULL };
  ReviewDesk *desk = review_session_get_desk (session);

  g_return_if_fail (REVIEW_IS_ESCALATION_CARD (self));

  self->session = g_object_ref (session);
  for (int i = 0; notes[i] != NULL; i++)
    g_signal_connect_object (desk, notes[i], G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::catalog", G_CALLBACK (make_answers), self,
                           G_CONNECT_SWAPPED);
  make_answers (self);
  update (self);
}
