/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first column of the decision bar: the verbs of the case type, and in the same place what the
 * chosen one asks for: the warning of an act that cannot be undone, the ways of blocking, or the
 * reason, recommendation and checks of an escalation. */
#define G_LOG_DOMAIN "review-app"
#include "review-decision-choice.h"

#include <glib/gi18n.h>

#include "review-code-list.h"
#include "review-key-content.h"
#include "review-sentence-area.h"
#include "review-tone.h"
#include "review-words.h"
#include "review-wrap.h"

#define N_CHOICES         REVIEW_CHOICE_ESCALATE
#define N_RECOMMENDATIONS REVIEW_RECOMMEND_UNDECIDED
#define MORE_RATIONALE    "case/decision-rationale" /* screen state: the field was opened */
#define MORE_CUSTOMER     "case/decision-customer"

struct _ReviewDecisionChoice
{
  GtkWidget parent;
  /* template */
  GtkWidget *box;
  ReviewWrap *verbs;
  GtkLabel *question;
  GtkWidget *warning;
  GtkLabel *warning_text;
  GtkBox *dispositions;
  GtkWidget *escalation;
  GtkMenuButton *reasons_button;
  GtkLabel *reasons_label;
  ReviewCodeList *reasons;
  ReviewWrap *recommendations;
  ReviewSentenceArea *checked;
  ReviewSentenceArea *rationale;
  ReviewSentenceArea *customer_reason;
  GtkWidget *more_rationale;
  GtkWidget *more_customer;
  /* in the template */
  GtkToggleButton *verb_buttons[N_CHOICES + 1];               /* from 1 */
  GtkWidget *verb_marks[N_CHOICES + 1];                       /* from 1 */
  ReviewKeyContent *verb_contents[N_CHOICES + 1];             /* from 1 */
  GtkCheckButton *recommendation_rows[N_RECOMMENDATIONS + 1]; /* from 1 */
  /* owned */
  ReviewSession *session; /* (nullable) until it is set */
  char *dispositions_key; /* (nullable): what the ways of blocking were made for */
  gboolean setting;
};

G_DEFINE_FINAL_TYPE (ReviewDecisionChoice, review_decision_choice, GTK_TYPE_WIDGET)

static const struct
{
  const char *name;
  const char *action;
  const char *key;
  ReviewTone tone;
} verbs[N_CHOICES + 1] = {
  { NULL },
  { "focus-pass", "decision.pass", "P", REVIEW_TONE_SUCCESS },
  { "focus-block", "decision.block", "B", REVIEW_TONE_ERROR },
  { "focus-escalate", "decision.escalate", "E", REVIEW_TONE_WARNING },
};

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
show_verbs (ReviewDecisionChoice *self)
{
  int chosen = review_desk_get_form (get_desk (self))->choice;

  for (int choice = 1; choice <= N_CHOICES; choice++)
    {
      GtkWidget *button = GTK_WIDGET (self->verb_buttons[choice]);
      const char *word = review_words_choice (self->session, get_type (self), choice);

      review_key_content_set_text (self->verb_contents[choice], word);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, word,
                                      -1);
      gtk_toggle_button_set_active (self->verb_buttons[choice], choice == chosen);
      gtk_widget_set_visible (self->verb_marks[choice], choice == chosen);
      review_tone_apply (button, choice == chosen ? verbs[choice].tone : REVIEW_TONE_NEUTRAL);
      gtk_widget_set_sensitive (button, review_desk_get_writable (get_desk (self)));
    }
}

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
  gtk_widget_set_visible (GTK_WIDGET (self->question), choice == 0);
  gtk_label_set_label (self->warning_text,
                       warning != NULL ? review_session_get_text (self->session, warning) : "");
  gtk_widget_set_visible (self->warning, warning != NULL && choice == REVIEW_CHOICE_PASS);
}

static void
disposition_toggled_cb (GtkCheckButton *row, ReviewDecisionChoice *self)
{
  if (!self->setting && gtk_check_button_get_active (row))
    review_desk_set_disposition (get_desk (self),
                                 g_object_get_data (G_OBJECT (row), "review-code"));
}

static GtkWidget *
make_option (ReviewDecisionChoice *self, const char *text, const char *key)
{
  GtkWidget *row = gtk_check_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_box_append (GTK_BOX (box), label);
  if (key != NULL)
    {
      GtkWidget *cap = gtk_label_new (key);

      gtk_widget_add_css_class (cap, "key-cap");
      gtk_widget_set_valign (cap, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (box), cap);
    }
  gtk_check_button_set_child (GTK_CHECK_BUTTON (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  return row;
}

static void
fill_dispositions (ReviewDecisionChoice *self)
{
  g_autoptr (GPtrArray) codes = review_desk_list_codes (get_desk (self), "disposition");
  GtkWidget *child, *group = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->dispositions))) != NULL)
    gtk_box_remove (self->dispositions, child);
  for (guint i = 0; i < codes->len; i++)
    {
      const ReviewCode *code = codes->pdata[i];
      g_autofree char *key = i < 9 ? g_strdup_printf ("%u", i + 1) : NULL;
      GtkWidget *row = make_option (self, review_session_get_text (self->session, code->text), key);

      gtk_check_button_set_group (GTK_CHECK_BUTTON (row), GTK_CHECK_BUTTON (group));
      group = row;
      g_object_set_data_full (G_OBJECT (row), "review-code", g_strdup (code->code), g_free);
      g_signal_connect_object (row, "toggled", G_CALLBACK (disposition_toggled_cb), self,
                               G_CONNECT_DEFAULT);
      gtk_box_append (self->dispositions, row);
    }
}

static void
show_dispositions (ReviewDecisionChoice *self)
{
  const ReviewForm *form = review_desk_get_form (get_desk (self));
  g_autofree char *key = g_strdup_printf ("%s %s", get_type (self) != NULL ? get_type (self) : "",
                                          review_session_get_language (self->session));

  gtk_widget_set_visible (GTK_WIDGET (self->dispositions), form->choice == REVIEW_CHOICE_BLOCK);
  if (form->choice != REVIEW_CHOICE_BLOCK)
    return;
  if (g_strcmp0 (key, self->dispositions_key) != 0)
    {
      g_free (self->dispositions_key);
      self->dispositions_key = g_steal_pointer (&key);
      fill_dispositions (self);
    }
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->dispositions)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    gtk_check_button_set_active (
        GTK_CHECK_BUTTON (row),
        g_strcmp0 (g_object_get_data (G_OBJECT (row), "review-code"), form->disposition) == 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->dispositions),
                            review_desk_get_writable (get_desk (self)));
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
  gboolean writable = review_desk_get_writable (get_desk (self));
  g_autofree char *reasons = join_reasons (self);
  g_autofree char *name = g_strdup_printf (_ ("Reason of the escalation: %s"),
                                           reasons != NULL ? reasons : C_ ("reason", "none yet"));

  gtk_widget_set_visible (self->escalation, form->choice == REVIEW_CHOICE_ESCALATE);
  if (form->choice != REVIEW_CHOICE_ESCALATE)
    return;
  gtk_label_set_label (self->reasons_label, reasons != NULL ? reasons : _ ("Choose the reason…"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->reasons_button), reasons);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->reasons_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_sensitive (GTK_WIDGET (self->reasons_button), writable);
  for (int i = 1; i <= N_RECOMMENDATIONS; i++)
    {
      const char *word = i == REVIEW_RECOMMEND_UNDECIDED
                             ? C_ ("recommendation", "Undecided")
                             : review_words_choice (self->session, get_type (self), i);

      gtk_check_button_set_label (self->recommendation_rows[i], word);
      gtk_check_button_set_active (self->recommendation_rows[i], form->recommendation == i);
      gtk_widget_set_sensitive (GTK_WIDGET (self->recommendation_rows[i]), writable);
    }
  review_sentence_area_set_text (self->checked, form->checked);
  review_sentence_area_set_editable (self->checked, writable);
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

static void
refresh (ReviewDecisionChoice *self)
{
  self->setting = TRUE;
  show_verbs (self);
  show_texts (self);
  show_dispositions (self);
  show_escalation (self);
  show_more (self);
  self->setting = FALSE;
}

/* Callbacks */

/* A click on the chosen verb takes the choice back; a key never does. */
static void
verb_clicked_cb (GtkToggleButton *button, ReviewDecisionChoice *self)
{
  for (int choice = 1; choice <= N_CHOICES; choice++)
    if (self->verb_buttons[choice] == button)
      {
        if (review_desk_get_form (get_desk (self))->choice == choice)
          review_desk_set_choice (get_desk (self), 0);
        else
          gtk_widget_activate_action (GTK_WIDGET (self), verbs[choice].action, NULL);
      }
  refresh (self);
}

static void
recommendation_toggled_cb (GtkCheckButton *row, ReviewDecisionChoice *self)
{
  if (self->setting || !gtk_check_button_get_active (row))
    return;
  for (int i = 1; i <= N_RECOMMENDATIONS; i++)
    if (self->recommendation_rows[i] == row)
      review_desk_set_recommendation (get_desk (self), i);
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
make_verbs (ReviewDecisionChoice *self)
{
  for (int choice = 1; choice <= N_CHOICES; choice++)
    {
      GtkWidget *button = gtk_toggle_button_new ();
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
      GtkWidget *mark = gtk_image_new_from_icon_name ("object-select-symbolic");
      GtkWidget *content = review_key_content_new (NULL, verbs[choice].key);

      gtk_box_append (GTK_BOX (box), mark);
      gtk_box_append (GTK_BOX (box), content);
      gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
      gtk_button_set_child (GTK_BUTTON (button), box);
      gtk_widget_set_name (button, verbs[choice].name);
      gtk_widget_add_css_class (button, "choice");
      self->verb_buttons[choice] = GTK_TOGGLE_BUTTON (button);
      self->verb_marks[choice] = mark;
      self->verb_contents[choice] = REVIEW_KEY_CONTENT (content);
      g_signal_connect_object (button, "clicked", G_CALLBACK (verb_clicked_cb), self,
                               G_CONNECT_DEFAULT);
      review_wrap_append (self->verbs, button);
    }
}

static void
make_recommendations (ReviewDecisionChoice *self)
{
  for (int i = 1; i <= N_RECOMMENDATIONS; i++)
    {
      GtkWidget *row = gtk_check_button_new ();

      gtk_check_button_set_group (GTK_CHECK_BUTTON (row), self->recommendation_rows[i - 1]);
      self->recommendation_rows[i] = GTK_CHECK_BUTTON (row);
      g_signal_connect_object (row, "toggled", G_CALLBACK (recommendation_toggled_cb), self,
                               G_CONNECT_DEFAULT);
      review_wrap_append (self->recommendations, row);
    }
}

static void
review_decision_choice_dispose (GObject *object)
{
  ReviewDecisionChoice *self = REVIEW_DECISION_CHOICE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_DECISION_CHOICE);
  g_clear_object (&self->session);
  g_clear_pointer (&self->dispositions_key, g_free);
  G_OBJECT_CLASS (review_decision_choice_parent_class)->dispose (object);
}

static void
review_decision_choice_class_init (ReviewDecisionChoiceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_decision_choice_dispose;
  g_type_ensure (REVIEW_TYPE_CODE_LIST);
  g_type_ensure (REVIEW_TYPE_SENTENCE_AREA);
  g_type_ensure (REVIEW_TYPE_WRAP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-decision-choice.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionChoice, box);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionChoice, verbs);
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
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionChoice, more_rationale);
  gtk_widget_class_bind_template_child (widget_class, ReviewDecisionChoice, more_customer);
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
  make_verbs (self);
  make_recommendations (self);
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
  static const char *const notes[] = { "form-changed", "notify::view", "notify::work-item",
                                       "notify::writable", NULL };

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
  GtkWidget *row = NULL;
  int choice;

  g_return_val_if_fail (REVIEW_IS_DECISION_CHOICE (self), FALSE);

  choice = review_desk_get_form (get_desk (self))->choice;
  if (!review_desk_get_writable (get_desk (self)))
    return FALSE;
  if (choice == REVIEW_CHOICE_ESCALATE && position < N_RECOMMENDATIONS)
    row = GTK_WIDGET (self->recommendation_rows[position + 1]);
  else if (choice == REVIEW_CHOICE_BLOCK)
    {
      row = gtk_widget_get_first_child (GTK_WIDGET (self->dispositions));
      for (guint i = 0; i < position && row != NULL; i++)
        row = gtk_widget_get_next_sibling (row);
    }
  if (row != NULL)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (row), TRUE);
  return row != NULL;
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
    { "choice", GTK_WIDGET (self->verb_buttons[REVIEW_CHOICE_PASS]) },
    { "disposition", gtk_widget_get_first_child (GTK_WIDGET (self->dispositions)) },
    { "reason_codes", GTK_WIDGET (self->reasons_button) },
    { "recommendation", GTK_WIDGET (self->recommendation_rows[1]) },
    { "checked", GTK_WIDGET (self->checked) },
    { "rationale", GTK_WIDGET (self->rationale) },
    { "customer_reason", GTK_WIDGET (self->customer_reason) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].field, field) && fields[i].widget != NULL)
      return gtk_widget_grab_focus (fields[i].widget);
  return FALSE;
}
