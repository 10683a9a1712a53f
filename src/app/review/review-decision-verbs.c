/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first line of the decision bar: the verbs of the case type, and beside them what is no
 * decision: asking the customer and holding. */
#define G_LOG_DOMAIN "review-app"
#include "review-decision-verbs.h"

#include <glib/gi18n.h>

#include "review-key-content.h"
#include "review-tone.h"
#include "review-words.h"
#include "review-wrap.h"

typedef enum
{
  VERB_PASS,
  VERB_BLOCK,
  VERB_ESCALATE,
  VERB_ASK,
  VERB_HOLD,
  N_VERBS
} Verb;

struct _ReviewDecisionVerbs
{
  GtkWidget parent;
  GtkWidget *wrap; /* owned: child */
  GtkToggleButton *buttons[N_VERBS];
  GtkWidget *marks[N_VERBS];
  ReviewKeyContent *contents[N_VERBS];
  ReviewSession *session;   /* (owned) (nullable) until it is set */
  ReviewDeskAction leaving; /* REQUEST or HOLD while that is being filled in */
};

G_DEFINE_FINAL_TYPE (ReviewDecisionVerbs, review_decision_verbs, GTK_TYPE_WIDGET)

static const struct
{
  const char *name;
  const char *action;
  const char *key;
  int choice;               /* of the verbs that decide */
  ReviewDeskAction leaving; /* of those that do not */
  ReviewTone tone;
} verbs[N_VERBS] = {
  { "focus-pass", "decision.pass", "P", REVIEW_CHOICE_PASS, 0, REVIEW_TONE_SUCCESS },
  { "focus-block", "decision.block", "B", REVIEW_CHOICE_BLOCK, 0, REVIEW_TONE_ERROR },
  { "focus-escalate", "decision.escalate", "E", REVIEW_CHOICE_ESCALATE, 0, REVIEW_TONE_WARNING },
  { "focus-ask", "decision.ask", "Q", 0, REVIEW_DESK_ACTION_REQUEST, REVIEW_TONE_ACCENT },
  { "focus-hold", "decision.hold", "H", 0, REVIEW_DESK_ACTION_HOLD, REVIEW_TONE_ACCENT },
};

static ReviewDesk *
get_desk (ReviewDecisionVerbs *self)
{
  return review_session_get_desk (self->session);
}

static const char *
get_word (ReviewDecisionVerbs *self, Verb verb)
{
  const ReviewCaseView *view = review_desk_get_view (get_desk (self));

  if (verb == VERB_ASK)
    return _ ("Ask customer");
  if (verb == VERB_HOLD)
    return C_ ("case", "Hold");
  return review_words_choice (self->session, view != NULL ? view->item_case->type : NULL,
                              verbs[verb].choice);
}

static gboolean
is_chosen (ReviewDecisionVerbs *self, Verb verb)
{
  if (self->leaving != REVIEW_DESK_ACTION_NONE)
    return verbs[verb].leaving == self->leaving;
  return verbs[verb].choice != 0
         && verbs[verb].choice == review_desk_get_form (get_desk (self))->choice;
}

static void
refresh (ReviewDecisionVerbs *self)
{
  for (Verb verb = VERB_PASS; verb < N_VERBS; verb++)
    {
      GtkWidget *button = GTK_WIDGET (self->buttons[verb]);
      const char *word = get_word (self, verb);
      gboolean chosen = is_chosen (self, verb);

      review_key_content_set_text (self->contents[verb], word);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, word,
                                      -1);
      gtk_toggle_button_set_active (self->buttons[verb], chosen);
      gtk_widget_set_visible (self->marks[verb], chosen);
      review_tone_apply (button, chosen ? verbs[verb].tone : REVIEW_TONE_NEUTRAL);
      gtk_widget_set_sensitive (button, review_desk_get_editable (get_desk (self)));
    }
}

/* A click on the chosen verb takes the choice back; a key never does. */
static void
clicked_cb (GtkToggleButton *button, ReviewDecisionVerbs *self)
{
  for (Verb verb = VERB_PASS; verb < N_VERBS; verb++)
    {
      if (self->buttons[verb] != button)
        continue;
      if (!is_chosen (self, verb))
        gtk_widget_activate_action (GTK_WIDGET (self), verbs[verb].action, NULL);
      else if (verbs[verb].choice != 0)
        review_desk_set_choice (get_desk (self), 0);
      else
        gtk_widget_activate_action (GTK_WIDGET (self), "decision.back", NULL);
    }
  refresh (self);
}

static void
make_button (ReviewDecisionVerbs *self, Verb verb)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *mark = gtk_image_new_from_icon_name ("object-select-symbolic");
  GtkWidget *content = review_key_content_new (NULL, verbs[verb].key);

  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), content);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_name (button, verbs[verb].name);
  gtk_widget_add_css_class (button, "choice");
  self->buttons[verb] = GTK_TOGGLE_BUTTON (button);
  self->marks[verb] = mark;
  self->contents[verb] = REVIEW_KEY_CONTENT (content);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_DEFAULT);
  if (verb == VERB_ASK)
    gtk_widget_set_margin_start (button, 10);
  review_wrap_append (REVIEW_WRAP (self->wrap), button);
}

static gboolean
review_decision_verbs_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (REVIEW_DECISION_VERBS (widget)->buttons[VERB_PASS]));
}

static void
review_decision_verbs_dispose (GObject *object)
{
  ReviewDecisionVerbs *self = REVIEW_DECISION_VERBS (object);

  g_clear_pointer (&self->wrap, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (review_decision_verbs_parent_class)->dispose (object);
}

static void
review_decision_verbs_class_init (ReviewDecisionVerbsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_decision_verbs_dispose;
  widget_class->grab_focus = review_decision_verbs_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
review_decision_verbs_init (ReviewDecisionVerbs *self)
{
  self->wrap = review_wrap_new ();
  gtk_widget_set_parent (self->wrap, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Decision"), -1);
  for (Verb verb = VERB_PASS; verb < N_VERBS; verb++)
    make_button (self, verb);
}

/**
 * review_decision_verbs_set_session:
 * @session: shown from now on; once for a line
 */
void
review_decision_verbs_set_session (ReviewDecisionVerbs *self, ReviewSession *session)
{
  static const char *const notes[] = { "form-changed", "notify::view", "notify::work-item",
                                       "notify::editable", NULL };

  g_return_if_fail (REVIEW_IS_DECISION_VERBS (self));
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
 * review_decision_verbs_set_leaving:
 * @leaving: REQUEST or HOLD while that is being filled in; NONE: a decision
 */
void
review_decision_verbs_set_leaving (ReviewDecisionVerbs *self, ReviewDeskAction leaving)
{
  g_return_if_fail (REVIEW_IS_DECISION_VERBS (self));

  self->leaving = leaving;
  refresh (self);
}
