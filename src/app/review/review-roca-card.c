/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What ROCA thinks: verdict, risk between its two thresholds, why a person is asked, what it would
 * ask. Without an assessment there is no number at all. */
#define G_LOG_DOMAIN "review-app"
#include "review-roca-card.h"

#include <glib/gi18n.h>
#include <math.h>

#include "review-card.h"
#include "review-format.h"
#include "review-key-content.h"
#include "review-meter.h"
#include "review-prose.h"
#include "review-words.h"
#include "review-wrap.h"

struct _ReviewRocaCard
{
  AdwBin parent;
  /* template */
  ReviewCard *card;
  GtkStack *stack;
  GtkLabel *verdict;
  GtkLabel *risk;
  ReviewMeter *meter;
  GtkLabel *reason;
  GtkLabel *asks;
  GtkLabel *change;
  GtkLabel *origin;
  GtkLabel *note;
  GtkWidget *reveal;
  GtkLabel *called;
  GtkWidget *call;
  GtkWidget *record;
  ReviewKeyContent *record_content;
  /* owned */
  ReviewSession *session;
  ReviewShown *shown;
};

G_DEFINE_FINAL_TYPE (ReviewRocaCard, review_roca_card, ADW_TYPE_BIN)

/* The thresholds of a hidden case would say how it came here: the risk stands alone. */
static void
show_risk_alone (ReviewRocaCard *self, const char *risk)
{
  g_autofree char *spoken = g_strdup_printf (_ ("Risk %s"), risk);

  review_meter_set_range (self->meter, 0, 1, "", "");
  review_meter_set_value_text (self->meter, spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->meter), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->risk), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
}

static void
show_meter (ReviewRocaCard *self, const ReviewAssessment *assessment)
{
  g_autofree char *risk = review_format_probability (assessment->risk);
  g_autofree char *pass = review_format_probability (assessment->threshold_pass);
  g_autofree char *block = review_format_probability (assessment->threshold_block);
  g_autofree char *low = g_strdup_printf (_ ("auto-pass %s"), pass);
  g_autofree char *high = g_strdup_printf (_ ("auto-block %s"), block);
  g_autofree char *spoken = g_strdup_printf (
      _ ("Risk %s; auto-pass threshold %s, auto-block threshold %s"), risk, pass, block);

  review_meter_set_value (self->meter, assessment->risk);
  gtk_label_set_text (self->risk, risk);
  if (isnan (assessment->threshold_pass) || isnan (assessment->threshold_block))
    {
      show_risk_alone (self, risk);
      return;
    }
  review_meter_set_range (self->meter, assessment->threshold_pass, assessment->threshold_block, low,
                          high);
  review_meter_set_value_text (self->meter, spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->meter), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->risk), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
}

static void
show_verdict (ReviewRocaCard *self, const ReviewAssessment *assessment)
{
  gboolean block = assessment->verdict == REVIEW_VERDICT_BLOCK;

  gtk_label_set_text (self->verdict, block ? C_ ("roca", "ROCA suggests block")
                                           : C_ ("roca", "ROCA suggests pass"));
  gtk_widget_remove_css_class (GTK_WIDGET (self->verdict),
                               block ? "suggests-pass" : "suggests-block");
  gtk_widget_add_css_class (GTK_WIDGET (self->verdict), block ? "suggests-block" : "suggests-pass");
}

static void
show_asks (ReviewRocaCard *self, const ReviewAssessment *assessment)
{
  g_autoptr (GString) out = g_string_new (NULL);
  GPtrArray *asks = assessment->asks;

  for (guint i = 0; asks != NULL && i < asks->len; i++)
    {
      const ReviewAsk *ask = asks->pdata[i];

      g_string_append_printf (
          out, "%s%s", i > 0 ? " · " : "",
          ask->text != NULL ? review_session_get_text (self->session, ask->text)
                            : review_words_code (self->session, "request_information", ask->code));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->asks), out->len > 0);
  if (out->len > 0)
    {
      g_autofree char *text = g_strdup_printf (_ ("Would ask: %s"), out->str);
      gtk_label_set_text (self->asks, text);
    }
}

/* It says how the score works; it is no advice to the customer. */
static void
show_change (ReviewRocaCard *self, const ReviewAssessment *assessment)
{
  const ReviewCounterfactual *change = assessment->counterfactual;
  gboolean any = change != NULL && change->text != NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->change), any);
  if (any)
    {
      g_autofree char *text =
          g_strdup_printf (_ ("What would change the verdict: %s"),
                           review_session_get_text (self->session, change->text));
      gtk_label_set_text (self->change, text);
    }
}

static void
show_origin (ReviewRocaCard *self, const ReviewAssessment *assessment)
{
  g_autofree char *confidence =
      review_format_probability (fmax (assessment->risk, 1 - assessment->risk));
  const char *model = assessment->model != NULL ? assessment->model : "—";
  const char *policy = assessment->policy != NULL ? assessment->policy : "—";
  g_autofree char *text =
      isnan (assessment->threshold_pass)
          ? g_strdup_printf (_ ("Confidence %s · model %s · policy %s"), confidence, model, policy)
          : g_strdup_printf (_ ("Confidence %s · model %s · policy %s · thresholds %s"), confidence,
                             model, policy,
                             assessment->certified ? _ ("certified") : _ ("not certified"));

  gtk_label_set_text (self->origin, text);
}

/* What one said before, beside what ROCA says: both stand. */
static void
show_called (ReviewRocaCard *self, const ReviewCaseView *view)
{
  const ReviewFirstCall *call = view->first_call;

  gtk_widget_set_visible (GTK_WIDGET (self->called), call != NULL);
  if (call != NULL)
    {
      const char *word =
          call->choice == REVIEW_RECOMMEND_UNDECIDED
              ? C_ ("first call", "Undecided")
              : review_words_choice (self->session, view->item_case->type,
                                     call->choice == REVIEW_RECOMMEND_PASS ? REVIEW_CHOICE_PASS
                                                                           : REVIEW_CHOICE_BLOCK);
      /* Translators: %s is the verb of the decision: "Release". */
      g_autofree char *text = g_strdup_printf (_ ("Your first call: %s"), word);

      gtk_label_set_text (self->called, text);
    }
}

static const char *
say_hidden (ReviewDesk *desk, const ReviewCaseView *view)
{
  if (!view->blind)
    return _ ("ROCA has not assessed this case: no model, no number. Judge by the evidence.");
  if (view->blind_mode == REVIEW_BLIND_ON_DEMAND)
    return _ ("ROCA's verdict is shown when it is asked for. When that was is kept with the "
              "decision.");
  if (review_desk_get_needs_first_call (desk))
    return _ ("Your own call comes first. Choose below and record it: then ROCA's verdict, its "
              "signals and its reasoning are shown.");
  return _ ("ROCA's verdict is hidden until the first call of whoever decides.");
}

/* Why there is no verdict, and what brings it. */
static void
show_note (ReviewRocaCard *self, const ReviewCaseView *view)
{
  ReviewDesk *desk = review_session_get_desk (self->session);
  int choice = review_desk_get_form (desk)->choice;
  gboolean calls = review_desk_get_needs_first_call (desk);
  g_autofree char *record =
      choice == 0 || choice == REVIEW_CHOICE_ESCALATE
          ? g_strdup (_ ("Record first call"))
          /* Translators: %s is the verb of the decision: "Record first call: Release". */
          : g_strdup_printf (_ ("Record first call: %s"),
                             review_words_choice (self->session, view->item_case->type, choice));

  review_card_set_title (self->card, _ ("ROCA"));
  gtk_label_set_text (self->note, say_hidden (desk, view));
  gtk_widget_set_visible (self->reveal, review_desk_get_can_show_verdict (desk));
  gtk_widget_set_visible (self->call, calls);
  review_key_content_set_text (self->record_content, record);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->record), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  record, -1);
}

/* A page that is hidden is still there for a screen reader: it keeps no word of another case. */
static void
forget (ReviewRocaCard *self)
{
  GtkLabel *const labels[] = { self->verdict, self->risk,   self->called, self->reason,
                               self->asks,    self->change, self->origin };

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    gtk_label_set_text (labels[i], "");
  gtk_widget_remove_css_class (GTK_WIDGET (self->verdict), "suggests-pass");
  gtk_widget_remove_css_class (GTK_WIDGET (self->verdict), "suggests-block");
  review_meter_set_value (self->meter, NAN);
  review_meter_set_range (self->meter, 0, 1, "", "");
  review_meter_set_value_text (self->meter, "");
  gtk_accessible_reset_property (GTK_ACCESSIBLE (self->meter), GTK_ACCESSIBLE_PROPERTY_LABEL);
  gtk_accessible_reset_property (GTK_ACCESSIBLE (self->risk), GTK_ACCESSIBLE_PROPERTY_LABEL);
}

static void
update (ReviewRocaCard *self)
{
  const ReviewCaseView *view = review_shown_get_view (self->shown);
  const ReviewAssessment *assessment = review_shown_get_assessment (self->shown);

  if (assessment == NULL)
    forget (self);
  if (view == NULL)
    return;
  gtk_stack_set_visible_child_name (self->stack, assessment != NULL ? "open" : "note");
  if (assessment == NULL)
    {
      show_note (self, view);
      return;
    }
  review_card_set_title (self->card, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->card), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("ROCA"), -1);
  show_verdict (self, assessment);
  show_meter (self, assessment);
  show_called (self, view);
  gtk_label_set_text (self->reason,
                      review_session_get_text (self->session, assessment->reason_text));
  gtk_widget_set_visible (GTK_WIDGET (self->reason), assessment->reason_text != NULL);
  show_asks (self, assessment);
  show_change (self, assessment);
  show_origin (self, assessment);
}

static void
review_roca_card_dispose (GObject *object)
{
  ReviewRocaCard *self = REVIEW_ROCA_CARD (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_ROCA_CARD);
  g_clear_object (&self->shown);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (review_roca_card_parent_class)->dispose (object);
}

static void
review_roca_card_class_init (ReviewRocaCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_roca_card_dispose;
  g_type_ensure (REVIEW_TYPE_CARD);
  g_type_ensure (REVIEW_TYPE_KEY_CONTENT);
  g_type_ensure (REVIEW_TYPE_METER);
  g_type_ensure (REVIEW_TYPE_PROSE);
  g_type_ensure (REVIEW_TYPE_WRAP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-roca-card.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewRocaCard, card);
  gtk_widget_class_bind_template_child (widget_class, ReviewRocaCard, stack);
  gtk_widget_class_bind_template_child (widget_class, ReviewRocaCard, verdict);
  gtk_widget_class_bind_template_child (widget_class, ReviewRocaCard, risk);
  gtk_widget_class_bind_template_child (widget_class, ReviewRocaCard, meter);
  gtk_widget_class_bind_template_child (widget_class, ReviewRocaCard, reason);
  gtk_widget_class_bind_template_child (widget_class, ReviewRocaCard, asks);
  gtk_widget_class_bind_template_child (widget_class, ReviewRocaCard, change);
  gtk_widget_class_bind_template_child (widget_class, ReviewRocaCard, origin);
  gtk_widget_class_bind_template_child (widget_class, ReviewRocaCard, note);
  gtk_widget_class_bind_template_child (widget_class, ReviewRocaCard, reveal);
  gtk_widget_class_bind_template_child (widget_class, ReviewRocaCard, called);
  gtk_widget_class_bind_template_child (widget_class, ReviewRocaCard, call);
  gtk_widget_class_bind_template_child (widget_class, ReviewRocaCard, record);
  gtk_widget_class_bind_template_child (widget_class, ReviewRocaCard, record_content);
}

static void
review_roca_card_init (ReviewRocaCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * review_roca_card_bind:
 * @shown: (transfer none): the case
 *
 * Shows the assessment of a case. Called once.
 */
void
review_roca_card_bind (ReviewRocaCard *self, ReviewSession *session, ReviewShown *shown)
{
  ReviewDesk *desk = review_session_get_desk (session);

  g_return_if_fail (REVIEW_IS_ROCA_CARD (self));

  self->session = g_object_ref (session);
  self->shown = g_object_ref (shown);
  g_signal_connect_object (shown, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "notify::needs-first-call", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "notify::choice", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
