/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a block or an escalation asks for, in the same place as the decision: how it is blocked; or
 * reason, recommendation and what was checked. */
#define G_LOG_DOMAIN "review-app"
#include "review-detail-form.h"

#include <glib/gi18n.h>

#include "review-code-list.h"
#include "review-columns.h"
#include "review-key-content.h"
#include "review-words.h"

struct _ReviewDetailForm
{
  AdwBin parent;
  /* template */
  GtkStack *stack;
  GtkFlowBox *dispositions;
  GtkMenuButton *reasons;
  GtkBox *reason_list;
  GtkBox *recommendations;
  GtkEditable *checked;
  /* owned */
  ReviewSession *session;
  GPtrArray *options; /* disposition buttons (borrowed), in order */
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (ReviewDetailForm, review_detail_form, ADW_TYPE_BIN)

static ReviewDesk *
get_desk (ReviewDetailForm *self)
{
  return review_session_get_desk (self->session);
}

static void
disposition_toggled_cb (ReviewDetailForm *self, GtkToggleButton *button)
{
  const char *code = g_object_get_data (G_OBJECT (button), "code");
  const ReviewForm *form = review_desk_get_form (get_desk (self));

  if (self->showing)
    return;
  if (gtk_toggle_button_get_active (button))
    review_desk_set_disposition (get_desk (self), code);
  else if (g_strcmp0 (form->disposition, code) == 0)
    review_desk_set_disposition (get_desk (self), NULL);
}

static void
add_disposition (ReviewDetailForm *self, const ReviewCode *code, guint n)
{
  GtkWidget *button = gtk_toggle_button_new ();
  g_autofree char *key = g_strdup_printf ("%u", n);
  const char *text = review_session_get_text (self->session, code->text);

  gtk_button_set_child (GTK_BUTTON (button), review_key_content_new (text, key));
  review_key_content_name (button, text);
  gtk_widget_set_tooltip_text (button, text);
  gtk_widget_add_css_class (button, "small-button");
  g_object_set_data_full (G_OBJECT (button), "code", g_strdup (code->code), g_free);
  g_signal_connect_object (button, "toggled", G_CALLBACK (disposition_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_flow_box_append (self->dispositions, button);
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
  g_ptr_array_add (self->options, button);
}

static void
reason_toggled_cb (ReviewDetailForm *self)
{
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  g_auto (GStrv) chosen = NULL;

  if (self->showing)
    return;
  for (GtkWidget *check = gtk_widget_get_first_child (GTK_WIDGET (self->reason_list));
       check != NULL; check = gtk_widget_get_next_sibling (check))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)))
      g_strv_builder_add (codes, review_code_list_get_code (check));
  chosen = g_strv_builder_end (codes);
  review_desk_set_reason_codes (get_desk (self), (const char *const *) chosen);
}

static void
recommendation_toggled_cb (ReviewDetailForm *self, GtkToggleButton *button)
{
  int recommendation = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "recommendation"));
  const ReviewForm *form = review_desk_get_form (get_desk (self));

  if (self->showing)
    return;
  if (gtk_toggle_button_get_active (button))
    review_desk_set_recommendation (get_desk (self), recommendation);
  else if (form->recommendation == recommendation)
    review_desk_set_recommendation (get_desk (self), 0);
}

static void
add_recommendation (ReviewDetailForm *self, int recommendation, const char *text)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (text);
  g_autofree char *name = g_strdup_printf (_ ("Recommend: %s"), text);

  gtk_widget_add_css_class (button, "small-button");
  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))),
                           PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (button), "recommendation", GINT_TO_POINTER (recommendation));
  g_signal_connect_object (button, "toggled", G_CALLBACK (recommendation_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->recommendations, button);
}

static void
checked_changed_cb (ReviewDetailForm *self)
{
  if (!self->showing)
    review_desk_set_checked (get_desk (self), gtk_editable_get_text (self->checked));
}

static void
show_reasons (ReviewDetailForm *self, const ReviewForm *form)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *name = NULL;
  const char *label;

  for (char **code = form->reason_codes; code != NULL && *code != NULL; code++)
    g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "",
                            review_words_code (self->session, "escalation_reason", *code));
  for (GtkWidget *check = gtk_widget_get_first_child (GTK_WIDGET (self->reason_list));
       check != NULL; check = gtk_widget_get_next_sibling (check))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                                 form->reason_codes != NULL
                                     && g_strv_contains ((const char *const *) form->reason_codes,
                                                         review_code_list_get_code (check)));
  label = out->len > 0 ? out->str : _ ("Reason of the escalation");
  name = g_strdup_printf (_ ("Reason of the escalation: %s"),
                          out->len > 0 ? out->str : _ ("none yet"));
  gtk_menu_button_set_label (self->reasons, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->reasons), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
}

static void
show_form (ReviewDetailForm *self)
{
  const ReviewForm *form = review_desk_get_form (get_desk (self));
  gboolean block = form != NULL && form->choice == REVIEW_CHOICE_BLOCK && self->options->len > 0;
  gboolean escalate = form != NULL && form->choice == REVIEW_CHOICE_ESCALATE;

  gtk_widget_set_visible (GTK_WIDGET (self), block || escalate);
  if (form == NULL || self->showing)
    return;
  self->showing = TRUE;
  if (block || escalate)
    gtk_stack_set_visible_child_name (self->stack, block ? "block" : "escalate");
  for (guint i = 0; i < self->options->len; i++)
    gtk_toggle_button_set_active (
        self->options->pdata[i],
        g_strcmp0 (form->disposition, g_object_get_data (self->options->pdata[i], "code")) == 0);
  show_reasons (self, form);
  for (GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->recommendations));
       button != NULL; button = gtk_widget_get_next_sibling (button))
    gtk_toggle_button_set_active (
        GTK_TOGGLE_BUTTON (button),
        GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "recommendation"))
            == form->recommendation);
  if (g_strcmp0 (gtk_editable_get_text (self->checked), form->checked != NULL ? form->checked : "")
      != 0)
    gtk_editable_set_text (self->checked, form->checked != NULL ? form->checked : "");
  self->showing = FALSE;
}

static void
case_changed_cb (ReviewDetailForm *self)
{
  g_autoptr (GPtrArray) dispositions = review_desk_list_codes (get_desk (self), "disposition");
  g_autoptr (GPtrArray) reasons = review_desk_list_codes (get_desk (self), "escalation_reason");
  const ReviewCaseView *view = review_desk_get_view (get_desk (self));
  const char *type = view != NULL ? view->item_case->type : NULL;
  GtkWidget *child;

  g_ptr_array_set_size (self->options, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->dispositions))) != NULL)
    gtk_flow_box_remove (self->dispositions, child);
  for (guint i = 0; i < dispositions->len; i++)
    add_disposition (self, dispositions->pdata[i], i + 1);
  review_code_list_clear (self->reason_list);
  for (guint i = 0; i < reasons->len; i++)
    {
      GtkWidget *check = review_code_list_new_check (self->session, reasons->pdata[i], NULL, FALSE);
      g_signal_connect_object (check, "toggled", G_CALLBACK (reason_toggled_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (self->reason_list, check);
    }
  review_code_list_clear (self->recommendations);
  add_recommendation (self, REVIEW_RECOMMEND_PASS,
                      review_words_choice (self->session, type, REVIEW_CHOICE_PASS));
  add_recommendation (self, REVIEW_RECOMMEND_BLOCK,
                      review_words_choice (self->session, type, REVIEW_CHOICE_BLOCK));
  add_recommendation (self, REVIEW_RECOMMEND_UNDECIDED, _ ("Undecided"));
  show_form (self);
}

static void
review_detail_form_dispose (GObject *object)
{
  ReviewDetailForm *self = REVIEW_DETAIL_FORM (object);

  g_clear_pointer (&self->options, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_DETAIL_FORM);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (review_detail_form_parent_class)->dispose (object);
}

static void
review_detail_form_class_init (ReviewDetailFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_detail_form_dispose;
  g_type_ensure (REVIEW_TYPE_COLUMNS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-detail-form.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewDetailForm, stack);
  gtk_widget_class_bind_template_child (widget_class, ReviewDetailForm, dispositions);
  gtk_widget_class_bind_template_child (widget_class, ReviewDetailForm, reasons);
  gtk_widget_class_bind_template_child (widget_class, ReviewDetailForm, reason_list);
  gtk_widget_class_bind_template_child (widget_class, ReviewDetailForm, recommendations);
  gtk_widget_class_bind_template_child (widget_class, ReviewDetailForm, checked);
}

static void
review_detail_form_init (ReviewDetailForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->options = g_ptr_array_new ();
  g_signal_connect_object (self->checked, "changed", G_CALLBACK (checked_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * review_detail_form_bind:
 *
 * Shows what the choice on the desk asks for. Called once.
 */
void
review_detail_form_bind (ReviewDetailForm *self, ReviewSession *session)
{
  ReviewDesk *desk = review_session_get_desk (session);

  g_return_if_fail (REVIEW_IS_DETAIL_FORM (self));

  self->session = g_object_ref (session);
  g_signal_connect_object (desk, "notify::work-item", G_CALLBACK (case_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::catalog", G_CALLBACK (case_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "form-changed", G_CALLBACK (show_form), self, G_CONNECT_SWAPPED);
  case_changed_cb (self);
}

/**
 * review_detail_form_choose_option:
 * @n: 1 for the first
 *
 * Chooses the nth way of blocking, or the nth recommendation, by what is shown.
 */
void
review_detail_form_choose_option (ReviewDetailForm *self, guint n)
{
  const ReviewForm *form = review_desk_get_form (get_desk (self));

  g_return_if_fail (REVIEW_IS_DETAIL_FORM (self));

  if (form == NULL || n == 0)
    return;
  if (form->choice == REVIEW_CHOICE_BLOCK && n <= self->options->len)
    review_desk_set_disposition (get_desk (self),
                                 g_object_get_data (self->options->pdata[n - 1], "code"));
  else if (form->choice == REVIEW_CHOICE_ESCALATE && n <= REVIEW_RECOMMEND_UNDECIDED)
    review_desk_set_recommendation (get_desk (self), (int) n);
}
