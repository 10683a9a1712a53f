/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A rule as a form: names in both languages, the case types and the condition it applies to, and
 * what it does. Nothing is sent from here; the rule goes into the draft. */
#define G_LOG_DOMAIN "review-app"
#include "review-rule-editor.h"

#include <glib/gi18n.h>
#include <string.h>

#include "review-card.h"
#include "review-columns.h"
#include "review-compat.h"
#include "review-condition-group.h"
#include "review-label.h"
#include "review-words.h"
#include "review-wrap.h"

#define MOST_WITHOUT_KEY_USER 74

struct _ReviewRuleEditor
{
  AdwBin parent;
  /* template */
  GtkEntry *name_en;
  GtkEntry *name_zh;
  ReviewWrap *types;
  AdwBin *condition;
  GtkCheckButton *force_human;
  GtkCheckButton *force_block;
  GtkCheckButton *require_escalation;
  GtkCheckButton *raise_priority;
  GtkDropDown *reason;
  GtkSpinButton *priority;
  GtkDropDown *key_user;
  GtkLabel *message;
  /* owned */
  ReviewSession *session;
  ReviewRule *rule;     /* what it began from */
  GPtrArray *reasons;   /* codes in the order of the list */
  GPtrArray *key_users; /* codes; the first is "" for none */
};

G_DEFINE_FINAL_TYPE (ReviewRuleEditor, review_rule_editor, ADW_TYPE_BIN)

static GtkCheckButton *
get_effect_button (ReviewRuleEditor *self, int effect)
{
  GtkCheckButton *const buttons[] = { self->force_human, self->force_human, self->force_block,
                                      self->require_escalation, self->raise_priority };

  return buttons[effect > 0 && (gsize) effect < G_N_ELEMENTS (buttons) ? effect : 0];
}

static int
get_effect (ReviewRuleEditor *self)
{
  for (int effect = REVIEW_RULE_FORCE_HUMAN; effect <= REVIEW_RULE_RAISE_PRIORITY; effect++)
    if (gtk_check_button_get_active (get_effect_button (self, effect)))
      return effect;
  return 0;
}

static void
effect_changed_cb (ReviewRuleEditor *self)
{
  int effect = get_effect (self);
  gboolean rises = effect == REVIEW_RULE_RAISE_PRIORITY;

  gtk_widget_set_sensitive (GTK_WIDGET (self->reason), effect == REVIEW_RULE_REQUIRE_ESCALATION);
  gtk_widget_set_sensitive (GTK_WIDGET (self->priority), rises);
  gtk_widget_set_sensitive (GTK_WIDGET (self->key_user), rises);
}

static void
review_rule_editor_dispose (GObject *object)
{
  ReviewRuleEditor *self = REVIEW_RULE_EDITOR (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_RULE_EDITOR);
  g_clear_object (&self->session);
  g_clear_pointer (&self->rule, review_record_unref);
  g_clear_pointer (&self->reasons, g_ptr_array_unref);
  g_clear_pointer (&self->key_users, g_ptr_array_unref);
  G_OBJECT_CLASS (review_rule_editor_parent_class)->dispose (object);
}

static void
review_rule_editor_class_init (ReviewRuleEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_rule_editor_dispose;
  g_type_ensure (REVIEW_TYPE_CARD);
  g_type_ensure (REVIEW_TYPE_COLUMNS);
  g_type_ensure (REVIEW_TYPE_WRAP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-rule-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewRuleEditor, name_en);
  gtk_widget_class_bind_template_child (widget_class, ReviewRuleEditor, name_zh);
  gtk_widget_class_bind_template_child (widget_class, ReviewRuleEditor, types);
  gtk_widget_class_bind_template_child (widget_class, ReviewRuleEditor, condition);
  gtk_widget_class_bind_template_child (widget_class, ReviewRuleEditor, force_human);
  gtk_widget_class_bind_template_child (widget_class, ReviewRuleEditor, force_block);
  gtk_widget_class_bind_template_child (widget_class, ReviewRuleEditor, require_escalation);
  gtk_widget_class_bind_template_child (widget_class, ReviewRuleEditor, raise_priority);
  gtk_widget_class_bind_template_child (widget_class, ReviewRuleEditor, reason);
  gtk_widget_class_bind_template_child (widget_class, ReviewRuleEditor, priority);
  gtk_widget_class_bind_template_child (widget_class, ReviewRuleEditor, key_user);
  gtk_widget_class_bind_template_child (widget_class, ReviewRuleEditor, message);
}

static void
review_rule_editor_init (ReviewRuleEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  review_compat_name_drop_down (self->reason, _ ("Reason of the escalation"));
  review_compat_name_drop_down (self->key_user, _ ("Reason of the key user"));
  for (int effect = REVIEW_RULE_FORCE_HUMAN; effect <= REVIEW_RULE_RAISE_PRIORITY; effect++)
    g_signal_connect_object (get_effect_button (self, effect), "toggled",
                             G_CALLBACK (effect_changed_cb), self, G_CONNECT_SWAPPED);
  effect_changed_cb (self);
}

/** review_rule_editor_bind: takes the lists of @session's catalogue. Called once. */
void
review_rule_editor_bind (ReviewRuleEditor *self, ReviewSession *session)
{
  g_return_if_fail (REVIEW_IS_RULE_EDITOR (self));

  self->session = g_object_ref (session);
}

static void
set_text (GtkEntry *entry, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), text != NULL ? text : "");
}

static void
fill_types (ReviewRuleEditor *self, const ReviewRule *rule)
{
  const ReviewCatalog *catalog = review_session_get_catalog (self->session);

  review_wrap_remove_all (self->types);
  for (guint i = 0; catalog != NULL && catalog->case_types != NULL && i < catalog->case_types->len;
       i++)
    {
      const ReviewCaseType *type = catalog->case_types->pdata[i];
      GtkWidget *check =
          gtk_check_button_new_with_label (review_words_type (self->session, type->id));

      gtk_check_button_set_active (
          GTK_CHECK_BUTTON (check),
          rule->case_types != NULL
              && g_strv_contains ((const char *const *) rule->case_types, type->id));
      g_object_set_data_full (G_OBJECT (check), "case-type", g_strdup (type->id), g_free);
      review_wrap_append (self->types, check);
    }
}

/* Fills @list with the words of a closed list; returns the codes. A code in use that the list does
 * not know comes last, so that it is not lost. */
static GPtrArray *
fill_codes (ReviewRuleEditor *self,
            GtkDropDown *list,
            const char *name,
            const char *none,
            const char *chosen)
{
  const ReviewCatalog *catalog = review_session_get_catalog (self->session);
  g_autoptr (GPtrArray) known =
      catalog != NULL ? review_catalog_list_codes (catalog, name, NULL) : NULL;
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  GPtrArray *codes = g_ptr_array_new_with_free_func (g_free);
  guint at = 0;

  g_ptr_array_add (codes, g_strdup (""));
  gtk_string_list_append (words, none);
  for (guint i = 0; known != NULL && i < known->len; i++)
    g_ptr_array_add (codes, g_strdup (((ReviewCode *) known->pdata[i])->code));
  if (chosen != NULL && !g_ptr_array_find_with_equal_func (codes, chosen, g_str_equal, NULL))
    g_ptr_array_add (codes, g_strdup (chosen));
  for (guint i = 1; i < codes->len; i++)
    {
      gtk_string_list_append (words, review_words_code (self->session, name, codes->pdata[i]));
      if (g_strcmp0 (codes->pdata[i], chosen) == 0)
        at = i;
    }
  gtk_drop_down_set_model (list, G_LIST_MODEL (words));
  gtk_drop_down_set_selected (list, at);
  return codes;
}

/**
 * review_rule_editor_show:
 * @rule: what is edited; it is not changed
 */
void
review_rule_editor_show (ReviewRuleEditor *self, const ReviewRule *rule)
{
  gpointer old = self->rule;

  g_return_if_fail (REVIEW_IS_RULE_EDITOR (self));

  self->rule = review_record_ref ((gpointer) rule);
  review_record_unref (old);
  set_text (self->name_en, rule->name != NULL ? rule->name->en : NULL);
  set_text (self->name_zh, rule->name != NULL ? rule->name->zh_cn : NULL);
  fill_types (self, rule);
  adw_bin_set_child (self->condition,
                     review_condition_group_new (self->session, rule->when, FALSE));
  gtk_check_button_set_active (get_effect_button (self, rule->effect), TRUE);
  gtk_spin_button_set_value (self->priority, rule->priority > 0 ? (double) rule->priority : 60);
  g_clear_pointer (&self->reasons, g_ptr_array_unref);
  g_clear_pointer (&self->key_users, g_ptr_array_unref);
  self->reasons =
      fill_codes (self, self->reason, "escalation_reason", _ ("choose a reason"), rule->reason);
  self->key_users = fill_codes (self, self->key_user, "priority_reason", _ ("no key user"),
                                rule->key_user_reason);
  effect_changed_cb (self);
  review_rule_editor_say (self, NULL);
}

/* (transfer full) (nullable): the chosen code; NULL for none. */
static char *
dup_code (GtkDropDown *list, GPtrArray *codes)
{
  guint at = gtk_drop_down_get_selected (list);
  const char *code = at < codes->len ? codes->pdata[at] : "";

  return *code != '\0' ? g_strdup (code) : NULL;
}

static char *
dup_text (GtkEntry *entry)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static char **
dup_types (ReviewRuleEditor *self)
{
  g_autoptr (GStrvBuilder) out = g_strv_builder_new ();
  gboolean any = FALSE;

  for (GtkWidget *check = gtk_widget_get_first_child (GTK_WIDGET (self->types)); check != NULL;
       check = gtk_widget_get_next_sibling (check))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)))
      {
        g_strv_builder_add (out, g_object_get_data (G_OBJECT (check), "case-type"));
        any = TRUE;
      }
  return any ? g_strv_builder_end (out) : NULL;
}

/* What belongs to the effect, and nothing of another one. */
static void
take_effect (ReviewRuleEditor *self, ReviewRule *rule)
{
  g_clear_pointer (&rule->reason, g_free);
  g_clear_pointer (&rule->key_user_reason, g_free);
  rule->effect = get_effect (self);
  rule->priority = 0;
  if (rule->effect == REVIEW_RULE_REQUIRE_ESCALATION)
    rule->reason = dup_code (self->reason, self->reasons);
  if (rule->effect != REVIEW_RULE_RAISE_PRIORITY)
    return;
  rule->priority = gtk_spin_button_get_value_as_int (self->priority);
  rule->key_user_reason = dup_code (self->key_user, self->key_users);
}

static char *
find_missing (const ReviewRule *rule)
{
  if (rule->name->en == NULL || rule->name->zh_cn == NULL)
    return g_strdup (_ ("the rule needs a name in both languages"));
  if (rule->effect == REVIEW_RULE_REQUIRE_ESCALATION && rule->reason == NULL)
    return g_strdup (_ ("an escalation needs its reason"));
  if (rule->effect == REVIEW_RULE_RAISE_PRIORITY && rule->priority > MOST_WITHOUT_KEY_USER
      && rule->key_user_reason == NULL)
    return g_strdup_printf (_ ("above priority %d a reason of a key user is needed"),
                            MOST_WITHOUT_KEY_USER);
  return NULL;
}

/**
 * review_rule_editor_dup:
 * @ret_missing: (out) (nullable) (transfer full): what is missing, in words; NULL: nothing
 *
 * Returns: (transfer full) (nullable): the rule as it stands in the form, also where something is
 *   missing; NULL only while its condition cannot be read
 */
ReviewRule *
review_rule_editor_dup (ReviewRuleEditor *self, char **ret_missing)
{
  g_autoptr (ReviewRule) rule = NULL;
  ReviewCondition *when;

  g_return_val_if_fail (REVIEW_IS_RULE_EDITOR (self) && self->rule != NULL, NULL);

  *ret_missing = NULL;
  when = review_condition_group_dup (REVIEW_CONDITION_GROUP (adw_bin_get_child (self->condition)),
                                     ret_missing);
  if (when == NULL)
    return NULL;
  rule = review_record_copy (self->rule);
  review_text_free (rule->name);
  review_record_unref (rule->when);
  g_strfreev (rule->case_types);
  rule->name = g_new0 (ReviewText, 1);
  rule->name->en = dup_text (self->name_en);
  rule->name->zh_cn = dup_text (self->name_zh);
  rule->when = when;
  rule->case_types = dup_types (self);
  take_effect (self, rule);
  *ret_missing = find_missing (rule);
  return g_steal_pointer (&rule);
}

/** review_rule_editor_say: @text: (nullable): what is wrong with the form. */
void
review_rule_editor_say (ReviewRuleEditor *self, const char *text)
{
  g_return_if_fail (REVIEW_IS_RULE_EDITOR (self));

  review_label_show (self->message, text);
}
