/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first column of the decision bar: what the chosen verb asks for: the warning of an act that cannot be undone, the ways of blocking, or the
 * reason, recommendation and checks of an escalation. */
#define G_LOG_DOMAIN "review-app"
#include "review-decision-choice.h"

#include <glib/gi18n.h>

#include "review-chips.h"
#include "review-code-list.h"
#include "review-customer-text.h"
#include "review-prose.h"
#include "review-sentence-area.h"
#include "review-tip.h"
#include "review-words.h"
#include "review-wrap.h"

#define N_RECOMMENDATIONS REVIEW_RECOMMEND_UNDECIDED
#define MORE_RATIONALE    "case/decision-rationale" /* screen state: the field was opened */
#define MORE_CUSTOMER     "case/decision-customer"

struct _ReviewDecisionChoice
{
  GtkWidget parent;
  /* template */
  GtkWidget *box;
  GtkLabel *question;
  GtkWidget *warning;
  GtkLabel *warning_text;
  ReviewChips *dispositions;
  GtkWidget *escalation;
  GtkMenuButton *reasons_button;
  GtkLabel *reasons_label;
  ReviewCodeList *reasons;
  ReviewChips *recommendations;
  ReviewSentenceArea *checked;
  ReviewSentenceArea *rationale;
  ReviewSentenceArea *customer_reason;
  GtkLabel *notice;
  GtkWidget *more_rationale;
  GtkWidget *more_customer;
  /* owned */
  ReviewSession *session; /* (nullable) until it is set */
  char *options_key;      /* (nullable): what the options were made for */
};

G_DEFINE_FINAL_TYPE (ReviewDecisionChoice, review_decision_choice, GTK_TYPE_WIDGET)

static ReviewDesk *
get_desk (ReviewDecisionChoice *self)
{
  return review_session_get_desk (self->session);
}

static const char *
get_type (ReviewDecisionChoice *self)
{
  const ReviewCaseView *view = review_desk_get_view (get_desk (self));

  return view != NULL ? view->item_case->type : NULL;
}

/* What is shown */

static void
show_texts (ReviewDecisionChoice *self)
{
  const ReviewCatalog *catalog = review_session_get_catalog (self->session);
  const char *id = get_type (self);
  const ReviewCaseType *type =
      catalog != NULL && id != NULL ? review_catalog_find_type (catalog, id) : NULL;
  int choice = review_desk_get_form (get_desk (self))->choice;
  const ReviewText *warning = type != NULL && type->pass_irreversible ? type->warning : NULL;

  gtk_label_set_label (self->question, type != NULL && type->question != NULL
                                           ? review_session_get_text (self->session, type->question)
                                           : "");
  gtk_widget_set_visible (GTK_WIDGET (self->question),
                          choice == 0 || (choice == REVIEW_CHOICE_PASS && warning == NULL));
  gtk_label_set_label (self->warning_text,
                       warning != NULL ? review_session_get_text (self->session, warning) : "");
  gtk_widget_set_visible (self->warning, warning != NULL && choice == REVIEW_CHOICE_PASS);
}

static void
fill_dispositions (ReviewDecisionChoice *self)
{
  g_autoptr (GPtrArray) codes = review_desk_list_codes (get_desk (self), "disposition");

  review_chips_clear (self->dispositions);
  for (guint i = 0; i < codes->len; i++)
    {
      const ReviewCode *code = codes->pdata[i];
      g_autofree char *key = i < 9 ? g_strdup_printf ("%u", i + 1) : NULL;

      review_chips_add (self->dispositions, code->code,
                        review_session_get_text (self->session, code->text), key);
    }
}

static void
fill_recommendations (ReviewDecisionChoice *self)
{
  review_chips_clear (self->recommendations);
  for (int i = 1; i <= N_RECOMMENDATIONS; i++)
    {
      g_autofree char *key = g_strdup_printf ("%d", i);

      review_chips_add (self->recommendations, key,
                        i == REVIEW_RECOMMEND_UNDECIDED
                            ? C_ ("recommendation", "Undecided")
                            : review_words_choice (self->session, get_type (self), i),
                        key);
    }
}

/* The options are made anew only for another case type or language. */
static void
fill_options (ReviewDecisionChoice *self)
{
  g_autofree char *key = g_strdup_printf ("%s %s", get_type (self) != NULL ? get_type (self) : "",
                                          review_session_get_language (self->session));

  if (g_strcmp0 (key, self->options_key) == 0)
    return;
  g_free (self->options_key);
  self->options_key = g_steal_pointer (&key);
  fill_dispositions (self);
  fill_recommendations (self);
}

static void
show_dispositions (ReviewDecisionChoice *self)
{
  const ReviewForm *form = review_desk_get_form (get_desk (self));

  gtk_widget_set_visible (GTK_WIDGET (self->dispositions), form->choice == REVIEW_CHOICE_BLOCK);
  review_chips_set_active_one (self->dispositions, form->disposition);
  gtk_widget_set_sensitive (GTK_WIDGET (self->dispositions),
                            review_desk_get_editable (get_desk (self)));
}

static char *
join_reasons (ReviewDecisionChoice *self)
{
  char **codes = review_desk_get_form (get_desk (self))->reason_codes;
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (; codes != NULL && *codes != NULL; codes++)
    g_ptr_array_add (words,
                     (gpointer) review_words_code (self->session, "escalation_reason", *codes));
  if (words->len == 0)
    return NULL;
  g_ptr_array_add (words, NULL);
  /* Translators: stands between the reasons of an escalation. */
  return g_strjoinv (_ (", "), (char **) words->pdata);
}

static void
show_escalation (ReviewDecisionChoice *self)
{
  const ReviewForm *form = review_desk_get_form (get_desk (self));
  gboolean editable = review_desk_get_editable (get_desk (self));
  g_autofree char *reasons = join_reasons (self);
  g_autofree char *name = g_strdup_printf (_ ("Reason of the escalation: %s"),
                                           reasons != NULL ? reasons : C_ ("reason", "none yet"));
  g_autofree char *recommended = g_strdup_printf ("%d", form->recommendation);

  gtk_widget_set_visible (self->escalation, form->choice == REVIEW_CHOICE_ESCALATE);
  if (form->choice != REVIEW_CHOICE_ESCALATE)
    return;
  gtk_label_set_label (self->reasons_label, reasons != NULL ? reasons : _ ("Choose the reason…"));
  review_tip_set (GTK_WIDGET (self->reasons_button), reasons);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->reasons_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_sensitive (GTK_WIDGET (self->reasons_button), editable);
  review_chips_set_active_one (self->recommendations, recommended);
  gtk_widget_set_sensitive (GTK_WIDGET (self->recommendations), editable);
  review_sentence_area_set_text (self->checked, form->checked);
  review_sentence_area_set_editable (self->checked, review_desk_get_writable (get_desk (self)));
}

static gboolean
is_open (ReviewDecisionChoice *self, const char *name, const char *text)
{
  const char *open = review_session_get_ui_string (self->session, name);

  return (text != NULL && *text != '\0') || g_strcmp0 (open, "open") == 0;
}

static void
show_more (ReviewDecisionChoice *self)
{
  const ReviewForm *form = review_desk_get_form (get_desk (self));
  gboolean writable = review_desk_get_writable (get_desk (self));
  gboolean asks = form->choice == REVIEW_CHOICE_BLOCK || form->choice == REVIEW_CHOICE_ESCALATE;
  gboolean answers = form->choice == REVIEW_CHOICE_BLOCK;
  gboolean rationale = is_open (self, MORE_RATIONALE, form->rationale);
  gboolean customer = is_open (self, MORE_CUSTOMER, form->customer_reason);

  gtk_widget_set_visible (GTK_WIDGET (self->rationale), asks && rationale);
  gtk_widget_set_visible (GTK_WIDGET (self->customer_reason), answers && customer);
  gtk_widget_set_visible (self->more_rationale, asks && !rationale && writable);
  gtk_widget_set_visible (self->more_customer, answers && !customer && writable);
  review_sentence_area_set_name (self->rationale, form->choice == REVIEW_CHOICE_ESCALATE
                                                      ? C_ ("escalation", "Rationale")
                                                      : C_ ("decision", "Internal reason"));
  gtk_button_set_label (GTK_BUTTON (self->more_rationale), form->choice == REVIEW_CHOICE_ESCALATE
                                                               ? _ ("+ Rationale")
                                                               : _ ("+ Internal reason"));
  review_sentence_area_set_text (self->rationale, form->rationale);
  review_sentence_area_set_text (self->customer_reason, form->customer_reason);
  review_sentence_area_set_editable (self->rationale, writable);
  review_sentence_area_set_editable (self->customer_reason, writable);
}

/* The customer reads what the catalogue says, and the sentence that was added; never what is
 * internal. Where the bar has no room the text is on the button that adds the sentence. */
static void
show_notice (ReviewDecisionChoice *self)
{
  const ReviewCatalog *catalog = review_session_get_catalog (self->session);
  const ReviewForm *form = review_desk_get_form (get_desk (self));
  const char *type = get_type (self);
  gboolean told = form->choice == REVIEW_CHOICE_PASS
                  || (form->choice == REVIEW_CHOICE_BLOCK && form->disposition != NULL);
  g_autoptr (ReviewText) text = told && catalog != NULL && type != NULL
                                    ? review_customer_text_notice (catalog, type, form, NULL)
                                    : NULL;
  g_autofree char *reads = text != NULL
                               ? g_strdup_printf (_ ("The customer reads: “%s”"),
                                                  review_session_get_text (self->session, text))
                               : g_strdup (_ ("The customer is told nothing of this decision."));
  g_autofree char *both = text != NULL ? g_strdup_printf ("%s\n\n%s", text->en, text->zh_cn) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->notice),
                          told
                              && (form->choice == REVIEW_CHOICE_PASS
                                  || gtk_widget_get_visible (GTK_WIDGET (self->customer_reason))));
  gtk_label_set_text (self->notice, reads);
  review_tip_set (GTK_WIDGET (self->notice), both);
  gtk_widget_set_sensitive (self->more_customer, !told || text != NULL);
  review_tip_set (self->more_customer, told ? reads : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->more_customer),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, told ? reads : "", -1);
}

static void
refresh (ReviewDecisionChoice *self)
{
  fill_options (self);
  show_texts (self);
  show_dispositions (self);
  show_escalation (self);
  show_more (self);
  show_notice (self);
}

/* Callbacks */

static void
disposition_chosen_cb (ReviewChips *chips,
                       const char *code,
                       gboolean active,
                       ReviewDecisionChoice *self)
{
  review_desk_set_disposition (get_desk (self), code);
}

static void
recommendation_chosen_cb (ReviewChips *chips,
                          const char *id,
                          gboolean active,
                          ReviewDecisionChoice *self)
{
  review_desk_set_recommendation (get_desk (self), (int) g_ascii_strtoll (id, NULL, 10));
}

static void
reasons_opened_cb (ReviewDecisionChoice *self)
{
  g_autoptr (GPtrArray) codes = review_desk_list_codes (get_desk (self), "escalation_reason");

  review_code_list_set_codes (self->reasons, self->session, codes);
  review_code_list_set_active (
      self->reasons, (const char *const *) review_desk_get_form (get_desk (self))->reason_codes);
  review_code_list_start (self->reasons);
}

static void
reason_chosen_cb (ReviewCodeList *list,
                  const char *code,
                  gboolean active,
                  ReviewDecisionChoice *self)
{
  g_auto (GStrv) codes = review_code_list_get_active (list);

  review_desk_set_reason_codes (get_desk (self), (const char *const *) codes);
}

static void
reasons_done_cb (ReviewDecisionChoice *self)
{
  gtk_menu_button_popdown (self->reasons_button);
}

static void
checked_edited_cb (ReviewDecisionChoice *self)
{
  g_autofree char *text = review_sentence_area_dup_text (self->checked);

  review_desk_set_checked (get_desk (self), text);
}

static void
rationale_edited_cb (ReviewDecisionChoice *self)
{
  g_autofree char *text = review_sentence_area_dup_text (self->rationale);

  review_desk_set_rationale (get_desk (self), text);
}

static void
customer_reason_edited_cb (ReviewDecisionChoice *self)
{
  g_autofree char *text = review_sentence_area_dup_text (self->customer_reason);

  review_desk_set_customer_reason (get_desk (self), text);
}

static void
more_clicked_cb (GtkWidget *button, ReviewDecisionChoice *self)
{
  gboolean rationale = button == self->more_rationale;

  review_session_set_ui_string (self->session, rationale ? MORE_RATIONALE : MORE_CUSTOMER, "open");
  refresh (self);
  gtk_widget_grab_focus (GTK_WIDGET (rationale ? self->rationale : self->customer_reason));
}

/* Overrides */

static void
review_decision_choice_dispose (GObject *object)
{
  ReviewDecisionChoice *self = REVIEW_DECISION_CHOICE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_DECISION_CHOICE);
  g_clear_object (&self->session);
  g_clear_pointer (&self->options_key, g_free);
  G_OBJECT_CLASS (review_decision_choice_parent_class)->dispose (object);
}

static void
review_decision_choice_class_init (ReviewDecisionChoiceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_decision_choice_dispose;
  g_type_ensure (REVIEW_TYPE_CHIPS);
  g_type_ensure (REVIEW_TYPE_CODE_LIST);
  g_type_ensure (REVIEW_TYPE_PROSE);
  g_type_ensure (REVIEW_TYPE_SENTENCE_AREA);
  g_type_ensure (REVIEW_TYPE_WRAP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-decision-choice.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionChoice, box);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionChoice, question);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionChoice, warning);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionChoice, warning_text);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionChoice, dispositions);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionChoice, escalation);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionChoice, reasons_button);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionChoice, reasons_label);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionChoice, reasons);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionChoice, recommendations);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionChoice, checked);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionChoice, rationale);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionChoice, customer_reason);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionChoice, notice);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionChoice, more_rationale);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionChoice, more_customer);
  gtk_widget_class_bind_template_callback (widget_class, disposition_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, recommendation_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, checked_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, rationale_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, customer_reason_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, more_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, reasons_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, reason_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, reasons_done_cb);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
review_decision_choice_init (ReviewDecisionChoice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  review_sentence_area_set_name (self->checked, _ ("What was checked"));
  review_sentence_area_set_name (self->customer_reason, _ ("Customer-facing reason"));
}

/**
 * review_decision_choice_set_session:
 * @session: shown from now on; once for a column
 */
void
review_decision_choice_set_session (ReviewDecisionChoice *self, ReviewSession *session)
{
  static const char *const notes[] = { "form-changed",     "notify::view",     "notify::work-item",
                                       "notify::writable", "notify::editable", NULL };

  g_return_if_fail (REVIEW_IS_DECISION_CHOICE (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  for (int i = 0; notes[i] != NULL; i++)
    g_signal_connect_object (get_desk (self), notes[i], G_CALLBACK (refresh), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::catalog", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  refresh (self);
}

/**
 * review_decision_choice_open_reasons:
 *
 * Opens the reasons of an escalation while none is chosen: the first thing it asks for.
 */
void
review_decision_choice_open_reasons (ReviewDecisionChoice *self)
{
  const ReviewForm *form;

  g_return_if_fail (REVIEW_IS_DECISION_CHOICE (self));

  form = review_desk_get_form (get_desk (self));
  if (form->choice == REVIEW_CHOICE_ESCALATE
      && (form->reason_codes == NULL || form->reason_codes[0] == NULL))
    gtk_menu_button_popup (self->reasons_button);
}

/**
 * review_decision_choice_choose_option:
 * @position: from 0
 *
 * Chooses the way of blocking, or the recommendation of an escalation, at @position.
 *
 * Returns: whether there is such an option now
 */
gboolean
review_decision_choice_choose_option (ReviewDecisionChoice *self, guint position)
{
  int choice;

  g_return_val_if_fail (REVIEW_IS_DECISION_CHOICE (self), FALSE);

  choice = review_desk_get_form (get_desk (self))->choice;
  if (!review_desk_get_writable (get_desk (self)))
    return FALSE;
  if (choice == REVIEW_CHOICE_ESCALATE)
    return review_chips_choose (self->recommendations, position);
  return choice == REVIEW_CHOICE_BLOCK && review_chips_choose (self->dispositions, position);
}

/**
 * review_decision_choice_focus_field:
 * @field: a member of ReviewForm
 *
 * Returns: whether the field is in this column; if so, it has the focus
 */
gboolean
review_decision_choice_focus_field (ReviewDecisionChoice *self, const char *field)
{
  const struct
  {
    const char *field;
    GtkWidget *widget;
  } fields[] = {
    { "disposition", GTK_WIDGET (self->dispositions) },
    { "reason_codes", GTK_WIDGET (self->reasons_button) },
    { "recommendation", GTK_WIDGET (self->recommendations) },
    { "checked", GTK_WIDGET (self->checked) },
    { "rationale", GTK_WIDGET (self->rationale) },
    { "customer_reason", GTK_WIDGET (self->customer_reason) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].field, field))
      return gtk_widget_grab_focus (fields[i].widget);
  return FALSE;
}
