/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The draft's rules in the order in which they are tried, each as a sentence with a switch; and the
 * form in which one of them is edited. What the server refuses is said at the rule. */
#define G_LOG_DOMAIN "review-app"
#include "review-hub-rules-view.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#include "review-card.h"
#include "review-compat.h"
#include "review-hub-words.h"
#include "review-label.h"
#include "review-rule-editor.h"
#include "review-tag.h"
#include "review-words.h"

struct _ReviewHubRulesView
{
  AdwBin parent;
  /* template */
  GtkLabel *title;
  ReviewTag *tag;
  GtkWidget *list_buttons;
  GtkWidget *form_buttons;
  GtkWidget *discard;
  GtkWidget *save;
  GtkWidget *remove;
  GtkWidget *cancel;
  GtkWidget *apply;
  GtkStack *stack;
  GtkBox *list;
  ReviewRuleEditor *editor;
  /* owned */
  ReviewSession *session;
  GPtrArray *shown; /* (nullable): the rules that the list shows; compared, not followed */
};

G_DEFINE_FINAL_TYPE (ReviewHubRulesView, review_hub_rules_view, ADW_TYPE_BIN)

static ReviewHubBoard *
get_hub (ReviewHubRulesView *self)
{
  return review_session_get_hub (self->session);
}

static void
switched_cb (ReviewHubRulesView *self, GParamSpec *pspec, GtkSwitch *toggle)
{
  review_hub_board_set_rule_off (get_hub (self), g_object_get_data (G_OBJECT (toggle), "rule"),
                                 !gtk_switch_get_active (toggle));
}

static char *
name_types (ReviewHubRulesView *self, const ReviewRule *rule)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; rule->case_types != NULL && rule->case_types[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append (out, C_ ("list", ", "));
      g_string_append (out, review_words_type (self->session, rule->case_types[i]));
    }
  return out->len > 0 ? g_string_free (g_steal_pointer (&out), FALSE)
                      : g_strdup (_ ("all case types"));
}

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  review_label_wrap (GTK_LABEL (label));
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
new_switch (ReviewHubRulesView *self, const ReviewRule *rule, const char *name)
{
  GtkWidget *toggle = gtk_switch_new ();
  g_autofree char *spoken = g_strdup_printf (_ ("Rule is on: %s"), name);
  g_autofree char *focus = g_strdup_printf ("focus-rule-switch-%s", rule->id);

  gtk_switch_set_active (GTK_SWITCH (toggle), !rule->off);
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_widget_set_name (toggle, focus);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  g_object_set_data_full (G_OBJECT (toggle), "rule", g_strdup (rule->id), g_free);
  g_signal_connect_object (toggle, "notify::active", G_CALLBACK (switched_cb), self,
                           G_CONNECT_SWAPPED);
  return toggle;
}

static GtkWidget *
new_edit_button (const ReviewRule *rule, const char *name)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Edit"));
  g_autofree char *spoken = g_strdup_printf (_ ("Edit rule: %s"), name);
  g_autofree char *focus = g_strdup_printf ("focus-rule-edit-%s", rule->id);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "hub.edit-rule");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", rule->id);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_name (button, focus);
  gtk_widget_add_css_class (button, "small-button");
  review_compat_name_widget (button, spoken);
  return button;
}

/* Which rule the server's "rules[2].when.all[0]" is; G_MAXUINT: none. */
static guint
refused_rule (ReviewHubRulesView *self)
{
  const char *field = review_hub_board_get_error_field (get_hub (self));

  if (field == NULL || !g_str_has_prefix (field, "rules["))
    return G_MAXUINT;
  return (guint) strtoul (field + strlen ("rules["), NULL, 10);
}

static const char *
refusal_words (ReviewHubRulesView *self)
{
  const char *field = review_hub_board_get_error_field (get_hub (self));

  if (strstr (field, ".when") != NULL)
    return _ ("Not accepted: the condition asks for something that these case types do not have, "
              "or compares it in a way that does not fit.");
  if (strstr (field, ".priority") != NULL || strstr (field, ".key_user_reason") != NULL)
    return _ ("Not accepted: the priority, or the reason of the key user.");
  if (strstr (field, ".reason") != NULL)
    return _ ("Not accepted: the reason of the escalation.");
  return _ ("Not accepted: the rule contradicts another one or is not complete.");
}

static void
add_rule (ReviewHubRulesView *self, guint at, const ReviewRule *rule)
{
  GtkWidget *card = review_card_new (NULL);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  const char *name = review_session_get_text (self->session, rule->name);
  g_autofree char *sentence = review_hub_words_rule (self->session, rule);
  g_autofree char *types = name_types (self, rule);
  g_autofree char *title = g_strdup_printf ("%u · %s", at + 1, *name != '\0' ? name : rule->id);

  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), new_label (title, "heading"));
  gtk_box_append (GTK_BOX (texts), new_label (sentence, NULL));
  gtk_box_append (GTK_BOX (texts), new_label (types, "dim-label"));
  if (refused_rule (self) == at)
    gtk_box_append (GTK_BOX (texts), new_label (refusal_words (self), "rule-error"));
  gtk_box_append (GTK_BOX (row), new_switch (self, rule, title));
  gtk_box_append (GTK_BOX (row), texts);
  gtk_box_append (GTK_BOX (row), new_edit_button (rule, title));
  if (rule->off)
    gtk_widget_set_opacity (texts, 0.6);
  review_card_set_child (REVIEW_CARD (card), row);
  gtk_accessible_update_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_box_append (self->list, card);
}

static void
fill (ReviewHubRulesView *self, GPtrArray *rules)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_box_remove (self->list, child);
  for (guint i = 0; rules != NULL && i < rules->len; i++)
    add_rule (self, i, rules->pdata[i]);
  if (rules == NULL || rules->len == 0)
    gtk_box_append (self->list, new_label (_ ("No rule yet: legal and sanctions gates hold, then "
                                              "the thresholds decide."),
                                           "dim-label"));
}

static void
show_head (ReviewHubRulesView *self)
{
  ReviewHubBoard *hub = get_hub (self);
  const ReviewPolicy *opened = review_hub_board_get_opened (hub);
  const ReviewPolicyVersion *version =
      opened != NULL ? review_hub_board_find_version (hub, opened->version) : NULL;
  gboolean dirty = review_hub_board_get_dirty (hub);
  gboolean editing = review_hub_board_get_editing (hub) != NULL;
  g_autofree char *tag = NULL;

  gtk_label_set_text (self->title, editing ? _ ("Rule") : _ ("Rules"));
  gtk_widget_set_visible (self->list_buttons, !editing);
  gtk_widget_set_visible (self->form_buttons, editing);
  gtk_widget_set_visible (self->save, dirty);
  gtk_widget_set_visible (self->discard, dirty);
  gtk_widget_set_visible (GTK_WIDGET (self->tag), opened != NULL);
  gtk_stack_set_visible_child_name (self->stack, editing ? "form" : "list");
  if (opened == NULL)
    return;
  tag = dirty ? g_strdup_printf (_ ("draft of %s · not saved"), opened->version)
              : (version != NULL ? review_hub_words_version (version) : g_strdup (opened->version));
  review_tag_set_text (self->tag, tag);
  review_tag_set_tone (self->tag,
                       dirty ? REVIEW_TONE_WARNING
                             : review_hub_words_state_tone (version != NULL ? version->state : 0));
}

static gboolean
shows (ReviewHubRulesView *self, GPtrArray *rules)
{
  guint n = rules != NULL ? rules->len : 0;

  if (self->shown == NULL || self->shown->len != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (self->shown->pdata[i] != rules->pdata[i])
      return FALSE;
  return TRUE;
}

static void
update_list (ReviewHubRulesView *self)
{
  const ReviewPolicy *draft = review_hub_board_get_draft (get_hub (self));
  GPtrArray *rules = draft != NULL ? draft->rules : NULL;

  g_clear_pointer (&self->shown, g_ptr_array_unref);
  self->shown = review_records_new ();
  for (guint i = 0; rules != NULL && i < rules->len; i++)
    g_ptr_array_add (self->shown, review_record_ref (rules->pdata[i]));
  fill (self, rules);
}

/* A handle that moves makes another draft with the same rules: nothing to build anew. */
static void
update (ReviewHubRulesView *self)
{
  const ReviewPolicy *draft = review_hub_board_get_draft (get_hub (self));

  show_head (self);
  if (!shows (self, draft != NULL ? draft->rules : NULL))
    update_list (self);
}

static void
update_errors (ReviewHubRulesView *self)
{
  show_head (self);
  update_list (self);
}

static void
end_editing (ReviewHubRulesView *self)
{
  review_hub_board_set_editing (get_hub (self), NULL);
  show_head (self);
}

static void
apply_clicked_cb (ReviewHubRulesView *self)
{
  g_autofree char *missing = NULL;
  g_autoptr (ReviewRule) rule = review_rule_editor_dup (self->editor, &missing);
  g_autofree char *text =
      missing != NULL ? g_strdup_printf (_ ("Still needed: %s."), missing) : NULL;

  review_rule_editor_say (self->editor, text);
  if (missing != NULL || rule == NULL)
    return;
  review_hub_board_set_rule (get_hub (self), rule);
  end_editing (self);
}

static void
remove_clicked_cb (ReviewHubRulesView *self)
{
  const ReviewRule *rule = review_hub_board_get_editing (get_hub (self));

  if (rule != NULL)
    review_hub_board_remove_rule (get_hub (self), rule->id);
  end_editing (self);
}

static void
review_hub_rules_view_dispose (GObject *object)
{
  ReviewHubRulesView *self = REVIEW_HUB_RULES_VIEW (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_HUB_RULES_VIEW);
  g_clear_object (&self->session);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  G_OBJECT_CLASS (review_hub_rules_view_parent_class)->dispose (object);
}

static void
review_hub_rules_view_class_init (ReviewHubRulesViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_hub_rules_view_dispose;
  g_type_ensure (REVIEW_TYPE_TAG);
  g_type_ensure (REVIEW_TYPE_RULE_EDITOR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-hub-rules-view.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewHubRulesView, title);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubRulesView, tag);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubRulesView, list_buttons);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubRulesView, form_buttons);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubRulesView, discard);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubRulesView, save);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubRulesView, remove);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubRulesView, cancel);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubRulesView, apply);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubRulesView, stack);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubRulesView, list);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubRulesView, editor);
}

static void
review_hub_rules_view_init (ReviewHubRulesView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->apply, "clicked", G_CALLBACK (apply_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->cancel, "clicked", G_CALLBACK (end_editing), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->remove, "clicked", G_CALLBACK (remove_clicked_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * review_hub_rules_view_bind:
 *
 * Shows the rules of @session's draft, and the rule that was being edited. Called once.
 */
void
review_hub_rules_view_bind (ReviewHubRulesView *self, ReviewSession *session)
{
  static const char *const notes[] = { "notify::draft", "notify::opened", "notify::versions",
                                       NULL };
  ReviewHubBoard *hub = review_session_get_hub (session);

  g_return_if_fail (REVIEW_IS_HUB_RULES_VIEW (self));

  self->session = g_object_ref (session);
  review_rule_editor_bind (self->editor, session);
  for (int i = 0; notes[i] != NULL; i++)
    g_signal_connect_object (hub, notes[i], G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (hub, "notify::error-field", G_CALLBACK (update_errors), self,
                           G_CONNECT_SWAPPED);
  if (review_hub_board_get_editing (hub) != NULL)
    review_rule_editor_show (self->editor, review_hub_board_get_editing (hub));
  update (self);
}

static ReviewRule *
new_rule (ReviewHubRulesView *self)
{
  ReviewRule *rule = review_record_new (&review_rule_type);

  rule->id = review_hub_board_dup_new_rule_id (get_hub (self));
  rule->name = g_new0 (ReviewText, 1);
  rule->when = review_record_new (&review_condition_type);
  rule->when->always = TRUE;
  rule->effect = REVIEW_RULE_FORCE_HUMAN;
  return rule;
}

/**
 * review_hub_rules_view_edit:
 * @id: (nullable): a rule of the draft; NULL: a new one
 *
 * Opens the form.
 */
void
review_hub_rules_view_edit (ReviewHubRulesView *self, const char *id)
{
  const ReviewRule *known;
  g_autoptr (ReviewRule) rule = NULL;

  g_return_if_fail (REVIEW_IS_HUB_RULES_VIEW (self));

  known = id != NULL ? review_hub_board_find_rule (get_hub (self), id) : NULL;
  rule = known != NULL ? review_record_ref ((gpointer) known) : new_rule (self);
  gtk_widget_set_visible (self->remove, known != NULL);
  review_hub_board_set_editing (get_hub (self), rule);
  review_rule_editor_show (self->editor, rule);
  show_head (self);
  gtk_widget_child_focus (GTK_WIDGET (self->editor), GTK_DIR_TAB_FORWARD);
}

/** review_hub_rules_view_save: keeps what stands in the form while the window is built anew. */
void
review_hub_rules_view_save (ReviewHubRulesView *self)
{
  g_autofree char *missing = NULL;
  g_autoptr (ReviewRule) rule = NULL;

  g_return_if_fail (REVIEW_IS_HUB_RULES_VIEW (self));

  if (review_hub_board_get_editing (get_hub (self)) == NULL)
    return;
  rule = review_rule_editor_dup (self->editor, &missing);
  if (rule != NULL)
    review_hub_board_set_editing (get_hub (self), rule);
}
