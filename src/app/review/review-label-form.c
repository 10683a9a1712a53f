/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The label is computed and stated; what only the person knows is asked: was the reasoning sound,
 * and if not, where did it go wrong. */
#define G_LOG_DOMAIN "review-app"
#include "review-label-form.h"

#include <glib/gi18n.h>

#include "review-code-list.h"
#include "review-key-content.h"
#include "review-words.h"

struct _ReviewLabelForm
{
  AdwBin parent;
  /* template */
  GtkToggleButton *sound;
  GtkToggleButton *flawed;
  GtkMenuButton *root_cause;
  ReviewKeyContent *root_cause_content;
  GtkPopover *popover;
  GtkBox *causes;
  GtkBox *paths;
  GtkLabel *statement;
  /* owned */
  ReviewSession *session;
  gboolean showing;
  char *listed; /* what the list of root causes was made for */
};

G_DEFINE_FINAL_TYPE (ReviewLabelForm, review_label_form, ADW_TYPE_BIN)

static ReviewDesk *
get_desk (ReviewLabelForm *self)
{
  return review_session_get_desk (self->session);
}

static void
judged_cb (ReviewLabelForm *self, GtkToggleButton *button)
{
  int reasoning = button == self->sound ? REVIEW_REASONING_SOUND : REVIEW_REASONING_FLAWED;
  const ReviewForm *form = review_desk_get_form (get_desk (self));

  if (self->showing)
    return;
  if (gtk_toggle_button_get_active (button))
    review_desk_set_reasoning (get_desk (self), reasoning);
  else if (form->reasoning == reasoning)
    review_desk_set_reasoning (get_desk (self), 0);
}

static void
cause_toggled_cb (ReviewLabelForm *self, GtkWidget *check)
{
  if (!self->showing && gtk_check_button_get_active (GTK_CHECK_BUTTON (check)))
    review_desk_set_root_cause (get_desk (self), review_code_list_get_code (check));
}

static void
path_toggled_cb (ReviewLabelForm *self, GtkWidget *check)
{
  if (!self->showing && gtk_check_button_get_active (GTK_CHECK_BUTTON (check)))
    review_desk_set_path (get_desk (self),
                          GPOINTER_TO_INT (g_object_get_data (G_OBJECT (check), "path")));
}

static void
list_causes (ReviewLabelForm *self)
{
  g_autoptr (GPtrArray) codes = review_desk_list_codes (get_desk (self), "root_cause");
  const char *work_item = review_desk_get_work_item (get_desk (self));
  char *wanted = g_strdup_printf ("%s %d %u", work_item != NULL ? work_item : "",
                                  review_desk_get_label (get_desk (self)), codes->len);
  GtkWidget *group = NULL;

  if (g_strcmp0 (wanted, self->listed) == 0)
    {
      g_free (wanted);
      return;
    }
  g_free (self->listed);
  self->listed = wanted;
  review_code_list_clear (self->causes);
  for (guint i = 0; i < codes->len; i++)
    {
      GtkWidget *check = review_code_list_new_check (self->session, codes->pdata[i], group, FALSE);

      group = group != NULL ? group : check;
      g_signal_connect_object (check, "toggled", G_CALLBACK (cause_toggled_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (self->causes, check);
    }
}

static void
list_paths (ReviewLabelForm *self)
{
  GtkWidget *group = NULL;

  for (int path = REVIEW_PATH_A; path <= REVIEW_PATH_N; path++)
    {
      GtkWidget *check = gtk_check_button_new_with_label (review_words_path_long (path));

      if (group != NULL)
        gtk_check_button_set_group (GTK_CHECK_BUTTON (check), GTK_CHECK_BUTTON (group));
      else
        group = check;
      g_object_set_data (G_OBJECT (check), "path", GINT_TO_POINTER (path));
      gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      review_words_path_long (path), -1);
      g_signal_connect_object (check, "toggled", G_CALLBACK (path_toggled_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (self->paths, check);
    }
}

static const ReviewCode *
find_cause (ReviewLabelForm *self, const char *code)
{
  const ReviewCatalog *catalog = review_session_get_catalog (self->session);
  const ReviewCaseView *view = review_desk_get_view (get_desk (self));

  return catalog != NULL && view != NULL && code != NULL
             ? review_catalog_find_code (catalog, "root_cause", code, view->item_case->type)
             : NULL;
}

static void
show_root_cause (ReviewLabelForm *self, const ReviewForm *form)
{
  const ReviewCode *cause = find_cause (self, form->root_cause);
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;

  if (form->root_cause == NULL)
    text = g_strdup (_ ("Root cause"));
  else
    text =
        g_strdup_printf ("%s · %s · %s", form->root_cause, review_words_path (form->path),
                         cause != NULL ? review_session_get_text (self->session, cause->text) : "");
  name = form->root_cause != NULL ? g_strdup_printf (_ ("Root cause: %s"), text) : g_strdup (text);
  review_key_content_set_text (self->root_cause_content, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->root_cause), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->root_cause), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  for (GtkWidget *check = gtk_widget_get_first_child (GTK_WIDGET (self->causes)); check != NULL;
       check = gtk_widget_get_next_sibling (check))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                                 g_strcmp0 (form->root_cause, review_code_list_get_code (check))
                                     == 0);
  for (GtkWidget *check = gtk_widget_get_first_child (GTK_WIDGET (self->paths)); check != NULL;
       check = gtk_widget_get_next_sibling (check))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                                 GPOINTER_TO_INT (g_object_get_data (G_OBJECT (check), "path"))
                                     == form->path);
}

static void
show_statement (ReviewLabelForm *self, const ReviewForm *form)
{
  ReviewDesk *desk = get_desk (self);
  const ReviewAssessment *assessment = review_desk_get_assessment (desk);
  const ReviewCaseView *view = review_desk_get_view (desk);
  int label = review_desk_get_label (desk);
  g_autofree char *text = NULL;

  if (view != NULL && label != 0 && assessment != NULL)
    text = g_strdup_printf (
        /* Translators: what ROCA suggests, what the person decided, the label, its maturity. */
        _ ("ROCA: %s, you: %s → %s, %s"),
        review_words_choice (self->session, view->item_case->type,
                             assessment->verdict == REVIEW_VERDICT_BLOCK ? REVIEW_CHOICE_BLOCK
                                                                         : REVIEW_CHOICE_PASS),
        review_words_choice (self->session, view->item_case->type, form->choice),
        review_words_label (label), review_words_maturity (review_desk_get_label_maturity (desk)));
  else if (form->choice == REVIEW_CHOICE_ESCALATE)
    text = g_strdup (_ ("An escalation carries no label."));
  else if (form->choice != 0)
    text = g_strdup (_ ("Without a verdict of ROCA there is no label."));
  else
    text = g_strdup (_ ("The label follows from your decision."));
  gtk_label_set_text (self->statement, text);
}

static void
show_form (ReviewLabelForm *self)
{
  const ReviewForm *form = review_desk_get_form (get_desk (self));
  gboolean writable = review_desk_get_writable (get_desk (self));

  if (form == NULL || self->showing)
    return;
  self->showing = TRUE;
  list_causes (self);
  gtk_toggle_button_set_active (self->sound, form->reasoning == REVIEW_REASONING_SOUND);
  gtk_toggle_button_set_active (self->flawed, form->reasoning == REVIEW_REASONING_FLAWED);
  gtk_widget_set_sensitive (GTK_WIDGET (self->sound), writable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->flawed), writable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->root_cause), writable);
  show_root_cause (self, form);
  show_statement (self, form);
  self->showing = FALSE;
}

static void
review_label_form_dispose (GObject *object)
{
  ReviewLabelForm *self = REVIEW_LABEL_FORM (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_LABEL_FORM);
  g_clear_pointer (&self->listed, g_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (review_label_form_parent_class)->dispose (object);
}

static void
review_label_form_class_init (ReviewLabelFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_label_form_dispose;
  g_type_ensure (REVIEW_TYPE_KEY_CONTENT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-label-form.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewLabelForm, sound);
  gtk_widget_class_bind_template_child (widget_class, ReviewLabelForm, flawed);
  gtk_widget_class_bind_template_child (widget_class, ReviewLabelForm, root_cause);
  gtk_widget_class_bind_template_child (widget_class, ReviewLabelForm, root_cause_content);
  gtk_widget_class_bind_template_child (widget_class, ReviewLabelForm, popover);
  gtk_widget_class_bind_template_child (widget_class, ReviewLabelForm, causes);
  gtk_widget_class_bind_template_child (widget_class, ReviewLabelForm, paths);
  gtk_widget_class_bind_template_child (widget_class, ReviewLabelForm, statement);
}

static void
review_label_form_init (ReviewLabelForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  list_paths (self);
  g_signal_connect_object (self->sound, "toggled", G_CALLBACK (judged_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->flawed, "toggled", G_CALLBACK (judged_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * review_label_form_bind:
 *
 * Shows label, reasoning and root cause of the form on the desk. Called once.
 */
void
review_label_form_bind (ReviewLabelForm *self, ReviewSession *session)
{
  static const char *const notes[] = { "notify::view", "notify::writable", "notify::label",
                                       "notify::verdict-visible", NULL };
  ReviewDesk *desk = review_session_get_desk (session);

  g_return_if_fail (REVIEW_IS_LABEL_FORM (self));

  self->session = g_object_ref (session);
  for (int i = 0; notes[i] != NULL; i++)
    g_signal_connect_object (desk, notes[i], G_CALLBACK (show_form), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "form-changed", G_CALLBACK (show_form), self, G_CONNECT_SWAPPED);
  show_form (self);
}

/**
 * review_label_form_open_root_cause:
 *
 * Opens the list of root causes and puts the focus into it.
 */
void
review_label_form_open_root_cause (ReviewLabelForm *self)
{
  g_return_if_fail (REVIEW_IS_LABEL_FORM (self));

  if (gtk_widget_get_sensitive (GTK_WIDGET (self->root_cause)))
    gtk_menu_button_popup (self->root_cause);
}
