/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In the footer of the queue: what came back to a person of the cases that they escalated or decided. Closing
 * the list says that it was read. */
#define G_LOG_DOMAIN "review-app"
#include "review-feedback-button.h"

#include <glib/gi18n.h>

#include "review-label.h"
#include "review-words.h"

struct _ReviewFeedbackButton
{
  AdwBin parent;
  /* template */
  GtkMenuButton *button;
  GtkLabel *text;
  GtkListBox *list;
  /* owned */
  ReviewSession *session;
};

G_DEFINE_FINAL_TYPE (ReviewFeedbackButton, review_feedback_button, ADW_TYPE_BIN)

static ReviewInbox *
get_inbox (ReviewFeedbackButton *self)
{
  return review_session_get_inbox (self->session);
}

/* New evidence says nothing about who decided before it came. */
static char *
describe_overturned (ReviewFeedbackButton *self, const ReviewFeedback *one, const char *by)
{
  const char *before = review_words_choice (
      self->session, one->case_type,
      one->recommendation == REVIEW_RECOMMEND_PASS ? REVIEW_CHOICE_PASS : REVIEW_CHOICE_BLOCK);
  const char *now = review_words_choice (self->session, one->case_type, one->choice);

  if (one->basis == REVIEW_BASIS_NEW_EVIDENCE)
    /* Translators: the case, the verb of one's decision, who decided then, and their verb. */
    return g_strdup_printf (_ ("%s: you decided %s; on new evidence %s decided %s."),
                            one->display_id, before, by, now);
  /* Translators: the case, the verb of one's decision, who decided then, and their verb. */
  return g_strdup_printf (_ ("%s: you decided %s; on the same record %s decided %s."),
                          one->display_id, before, by, now);
}

static char *
describe (ReviewFeedbackButton *self, const ReviewFeedback *one)
{
  const char *by = one->by_name != NULL ? one->by_name : "—";
  g_autofree char *what = NULL;

  if (one->kind == REVIEW_FEEDBACK_RETURNED)
    /* Translators: the case, and who returned it. */
    what = g_strdup_printf (_ ("%s came back to you from %s."), one->display_id, by);
  else if (one->kind == REVIEW_FEEDBACK_OVERTURNED)
    what = describe_overturned (self, one, by);
  else
    /* Translators: the case, the verb that was recommended, who decided, the verb of the decision:
     * "WD-48213: you recommended Stop, L. Chen decided Release." */
    what = g_strdup_printf (_ ("%s: you recommended %s, %s decided %s."), one->display_id,
                            review_words_choice (self->session, one->case_type,
                                                 one->recommendation == REVIEW_RECOMMEND_PASS
                                                     ? REVIEW_CHOICE_PASS
                                                     : REVIEW_CHOICE_BLOCK),
                            by, review_words_choice (self->session, one->case_type, one->choice));
  if (one->guidance == NULL)
    return g_steal_pointer (&what);
  /* Translators: what came back, and the words that came with it. */
  return g_strdup_printf (_ ("%s “%s”"), what, one->guidance);
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  ReviewFeedbackButton *self = user_data;
  const ReviewFeedback *one = review_item_get_record (item);
  GtkWidget *row = gtk_list_box_row_new ();
  g_autofree char *text = describe (self, one);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  review_label_wrap (GTK_LABEL (label));
  gtk_label_set_max_width_chars (GTK_LABEL (label), 44);
  if (one->read_at == 0)
    gtk_widget_add_css_class (label, "heading");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_object_set_data_full (G_OBJECT (row), "review-item", g_object_ref (item), g_object_unref);
  return row;
}

static void
update (ReviewFeedbackButton *self)
{
  guint n = g_list_model_get_n_items (review_inbox_get_feedback (get_inbox (self)));
  guint unread = review_inbox_get_unread (get_inbox (self));
  g_autofree char *text =
      unread > 0
          ? g_strdup_printf (ngettext ("Feedback: %u new", "Feedback: %u new", unread), unread)
          : g_strdup (_ ("Feedback"));

  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
  gtk_label_set_text (self->text, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
}

static void
closed_cb (ReviewFeedbackButton *self)
{
  review_inbox_mark_read (get_inbox (self));
}

/* A returned case is the person's next one; any other is only read. */
static void
row_activated_cb (ReviewFeedbackButton *self, GtkListBoxRow *row)
{
  const ReviewFeedback *one =
      review_item_get_record (g_object_get_data (G_OBJECT (row), "review-item"));
  ReviewDesk *desk = review_session_get_desk (self->session);
  g_autofree char *item = g_strdup (one->work_item);

  gtk_menu_button_popdown (self->button);
  if (g_strcmp0 (item, review_desk_get_work_item (desk)) != 0)
    review_desk_open_async (desk, item, NULL, NULL, NULL);
}

static void
review_feedback_button_dispose (GObject *object)
{
  ReviewFeedbackButton *self = REVIEW_FEEDBACK_BUTTON (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_FEEDBACK_BUTTON);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (review_feedback_button_parent_class)->dispose (object);
}

static void
review_feedback_button_class_init (ReviewFeedbackButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_feedback_button_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-feedback-button.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewFeedbackButton, button);
  gtk_widget_class_bind_template_child (widget_class, ReviewFeedbackButton, text);
  gtk_widget_class_bind_template_child (widget_class, ReviewFeedbackButton, list);
  gtk_widget_class_bind_template_callback (widget_class, closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
review_feedback_button_init (ReviewFeedbackButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** review_feedback_button_open: shows the list, if there is anything. */
void
review_feedback_button_open (ReviewFeedbackButton *self)
{
  g_return_if_fail (REVIEW_IS_FEEDBACK_BUTTON (self));

  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    gtk_menu_button_popup (self->button);
}

/**
 * review_feedback_button_bind:
 *
 * Shows the feedback of @session's inbox. Called once.
 */
void
review_feedback_button_bind (ReviewFeedbackButton *self, ReviewSession *session)
{
  ReviewInbox *inbox = review_session_get_inbox (session);

  g_return_if_fail (REVIEW_IS_FEEDBACK_BUTTON (self));

  self->session = g_object_ref (session);
  gtk_list_box_bind_model (self->list, review_inbox_get_feedback (inbox), make_row, self, NULL);
  g_signal_connect_object (review_inbox_get_feedback (inbox), "items-changed", G_CALLBACK (update),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (inbox, "notify::unread", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
