/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Above the queue, for seniors and leads: escalations that wait for them, with the clock of the
 * escalation. It is not there when there is none. */
#define G_LOG_DOMAIN "review-app"
#include "review-inbox-bar.h"

#include <glib/gi18n.h>

#include "review-countdown.h"
#include "review-inbox-row.h"
#include "review-tip.h"
#include "review-words.h"

#define FOLDED "queue/inbox-folded" /* of the session's screen state */

struct _ReviewInboxBar
{
  AdwBin parent;
  /* template */
  GtkToggleButton *header;
  GtkLabel *title;
  ReviewCountdown *first;
  GtkWidget *scrolled;
  GtkListBox *list;
  /* owned */
  ReviewSession *session;
};

G_DEFINE_FINAL_TYPE (ReviewInboxBar, review_inbox_bar, ADW_TYPE_BIN)

static GListModel *
get_escalations (ReviewInboxBar *self)
{
  return review_inbox_get_escalations (review_session_get_inbox (self->session));
}

static char *
describe (ReviewInboxBar *self, const ReviewEscalation *one)
{
  const char *from = one->from_name != NULL ? one->from_name : one->from;
  const char *word = one->recommendation == REVIEW_RECOMMEND_UNDECIDED
                         ? C_ ("recommendation", "Undecided")
                         : review_words_choice (self->session, one->case_type,
                                                one->recommendation == REVIEW_RECOMMEND_PASS
                                                    ? REVIEW_CHOICE_PASS
                                                    : REVIEW_CHOICE_BLOCK);

  if (one->holder != NULL)
    /* Translators: who escalated, what they recommend, who works on it. */
    return g_strdup_printf (_ ("%s · recommends: %s · with %s"), from, word,
                            one->holder_name != NULL ? one->holder_name : one->holder);
  /* Translators: who escalated, and what they recommend. */
  return g_strdup_printf (_ ("%s · recommends: %s"), from, word);
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  ReviewInboxBar *self = user_data;
  const ReviewEscalation *one = review_item_get_record (item);
  g_autofree char *text = describe (self, one);
  const ReviewInboxRow what = { .work_item = one->work_item,
                                .case_type = one->case_type,
                                .display_id = one->display_id,
                                .text = text,
                                .until = one->due_at,
                                .coloured = TRUE };

  return review_inbox_row_new (self->session, item, &what);
}

static void
update (ReviewInboxBar *self)
{
  guint n = g_list_model_get_n_items (get_escalations (self));
  g_autoptr (ReviewItem) item = g_list_model_get_item (get_escalations (self), 0);
  g_autofree char *title = g_strdup_printf (_ ("Escalated to you (%u)"), n);

  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
  gtk_label_set_text (self->title, title);
  review_tip_set (GTK_WIDGET (self->title), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->header), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  /* The clock of the oldest one, while the list that has them all is folded. */
  if (item != NULL && !gtk_toggle_button_get_active (self->header))
    review_countdown_start (self->first,
                            ((ReviewEscalation *) review_item_get_record (item))->due_at,
                            review_session_get_server_time (self->session));
  else
    review_countdown_clear (self->first);
  gtk_widget_set_visible (GTK_WIDGET (self->first),
                          n > 0 && !gtk_toggle_button_get_active (self->header));
}

static void
folded_cb (ReviewInboxBar *self)
{
  review_session_set_ui_number (self->session, FOLDED,
                                gtk_toggle_button_get_active (self->header) ? 0 : 1);
  update (self);
}

static void
row_activated_cb (ReviewInboxBar *self, GtkListBoxRow *row)
{
  const ReviewEscalation *one = review_inbox_row_get_record (row);
  ReviewDesk *desk = review_session_get_desk (self->session);

  if (g_strcmp0 (one->work_item, review_desk_get_work_item (desk)) == 0)
    return;
  if (one->holder == NULL)
    review_desk_take_async (desk, one->work_item, one->version, NULL, NULL, NULL);
  else
    review_desk_open_async (desk, one->work_item, NULL, NULL, NULL);
}

static void
review_inbox_bar_dispose (GObject *object)
{
  ReviewInboxBar *self = REVIEW_INBOX_BAR (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_INBOX_BAR);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (review_inbox_bar_parent_class)->dispose (object);
}

static void
review_inbox_bar_class_init (ReviewInboxBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_inbox_bar_dispose;
  g_type_ensure (REVIEW_TYPE_COUNTDOWN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-inbox-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewInboxBar, header);
  gtk_widget_class_bind_template_child (widget_class, ReviewInboxBar, title);
  gtk_widget_class_bind_template_child (widget_class, ReviewInboxBar, first);
  gtk_widget_class_bind_template_child (widget_class, ReviewInboxBar, scrolled);
  gtk_widget_class_bind_template_child (widget_class, ReviewInboxBar, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
review_inbox_bar_init (ReviewInboxBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** review_inbox_bar_take_focus: unfolds the list; the focus goes to its first row, if it has one. */
void
review_inbox_bar_take_focus (ReviewInboxBar *self)
{
  GtkListBoxRow *first;

  g_return_if_fail (REVIEW_IS_INBOX_BAR (self));

  first = gtk_list_box_get_row_at_index (self->list, 0);
  if (first == NULL)
    return;
  gtk_toggle_button_set_active (self->header, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (first));
}

/**
 * review_inbox_bar_bind:
 *
 * Shows the escalations of @session's inbox. Called once.
 */
void
review_inbox_bar_bind (ReviewInboxBar *self, ReviewSession *session)
{
  g_return_if_fail (REVIEW_IS_INBOX_BAR (self));

  self->session = g_object_ref (session);
  review_inbox_rows_bind (self->list, get_escalations (self), make_row, self);
  gtk_toggle_button_set_active (self->header,
                                review_session_get_ui_number (session, FOLDED, 0) == 0);
  g_signal_connect_object (self->header, "toggled", G_CALLBACK (folded_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_escalations (self), "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}
