/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Above the queue: one's own cases that wait for the customer or for the end of a hold, and those
 * that have come back and are kept for one. It is not there when there is none. */
#define G_LOG_DOMAIN "review-app"
#include "review-waiting-bar.h"

#include <glib/gi18n.h>

#include "review-inbox-row.h"
#include "review-tag.h"
#include "review-tip.h"
#include "review-waiting-words.h"
#include "review-words.h"

#define FOLDED "queue/waiting-folded" /* of the session's screen state */

struct _ReviewWaitingBar
{
  AdwBin parent;
  /* template */
  GtkToggleButton *header;
  GtkLabel *title;
  ReviewTag *back;
  GtkWidget *scrolled;
  GtkListBox *list;
  /* owned */
  ReviewSession *session;
};

G_DEFINE_FINAL_TYPE (ReviewWaitingBar, review_waiting_bar, ADW_TYPE_BIN)

static GListModel *
get_own (ReviewWaitingBar *self)
{
  return review_inbox_get_own (review_session_get_inbox (self->session));
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  ReviewWaitingBar *self = user_data;
  const ReviewWaiting *one = review_item_get_record (item);
  g_autofree char *text = review_waiting_words_row (self->session, one);
  const ReviewInboxRow what = { .work_item = one->work_item,
                                .case_type = one->case_type,
                                .display_id = one->display_id,
                                .text = text,
                                .until =
                                    one->snoozed_until != 0 ? one->snoozed_until : one->until };

  return review_inbox_row_new (self->session, item, &what);
}

/* What was put off, or given to one by a lead, was not away. */
static gboolean
has_come_back (const ReviewWaiting *one)
{
  return one->state == REVIEW_WORK_QUEUED && one->snoozed_until == 0
         && one->assigned_by_name == NULL;
}

static guint
count_back (ReviewWaitingBar *self)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (get_own (self)); i++)
    {
      g_autoptr (ReviewItem) item = g_list_model_get_item (get_own (self), i);

      n += has_come_back (review_item_get_record (item)) ? 1 : 0;
    }
  return n;
}

static void
update (ReviewWaitingBar *self)
{
  guint n = g_list_model_get_n_items (get_own (self)), back = count_back (self);
  g_autofree char *title = g_strdup_printf (_ ("My waiting cases (%u)"), n);
  /* Translators: how many of one's own cases have come back: an answer came, a hold is over. */
  g_autofree char *tag = g_strdup_printf (ngettext ("%u back", "%u back", back), back);
  g_autofree char *name = back > 0 ? g_strdup_printf ("%s, %s", title, tag) : g_strdup (title);

  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
  gtk_label_set_text (self->title, title);
  review_tip_set (GTK_WIDGET (self->title), title);
  review_tag_set_text (self->back, tag);
  gtk_widget_set_visible (GTK_WIDGET (self->back), back > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->header), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static void
folded_cb (ReviewWaitingBar *self)
{
  review_session_set_ui_number (self->session, FOLDED,
                                gtk_toggle_button_get_active (self->header) ? 0 : 1);
}

static void
row_activated_cb (ReviewWaitingBar *self, GtkListBoxRow *row)
{
  const ReviewWaiting *one = review_inbox_row_get_record (row);
  ReviewDesk *desk = review_session_get_desk (self->session);

  if (g_strcmp0 (one->work_item, review_desk_get_work_item (desk)) == 0
      && one->state != REVIEW_WORK_QUEUED)
    return;
  if (one->state == REVIEW_WORK_QUEUED)
    review_desk_take_async (desk, one->work_item, one->version, NULL, NULL, NULL);
  else
    review_desk_open_async (desk, one->work_item, NULL, NULL, NULL);
}

static void
review_waiting_bar_dispose (GObject *object)
{
  ReviewWaitingBar *self = REVIEW_WAITING_BAR (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_WAITING_BAR);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (review_waiting_bar_parent_class)->dispose (object);
}

static void
review_waiting_bar_class_init (ReviewWaitingBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_waiting_bar_dispose;
  g_type_ensure (REVIEW_TYPE_TAG);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-waiting-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewWaitingBar, header);
  gtk_widget_class_bind_template_child (widget_class, ReviewWaitingBar, title);
  gtk_widget_class_bind_template_child (widget_class, ReviewWaitingBar, back);
  gtk_widget_class_bind_template_child (widget_class, ReviewWaitingBar, scrolled);
  gtk_widget_class_bind_template_child (widget_class, ReviewWaitingBar, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
review_waiting_bar_init (ReviewWaitingBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
rebind (ReviewWaitingBar *self)
{
  review_inbox_rows_bind (self->list, get_own (self), make_row, self);
}

/**
 * review_waiting_bar_bind:
 *
 * Shows the person's own cases of @session's inbox that wait. Called once.
 */
void
review_waiting_bar_bind (ReviewWaitingBar *self, ReviewSession *session)
{
  g_return_if_fail (REVIEW_IS_WAITING_BAR (self));

  self->session = g_object_ref (session);
  rebind (self);
  gtk_toggle_button_set_active (self->header,
                                review_session_get_ui_number (session, FOLDED, 0) == 0);
  g_signal_connect_object (self->header, "toggled", G_CALLBACK (folded_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_own (self), "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::catalog", G_CALLBACK (rebind), self,
                           G_CONNECT_SWAPPED);
  update (self);
}

/**
 * review_waiting_bar_take_focus:
 *
 * Unfolds the list and puts the focus on its first case; nothing where there is none.
 */
void
review_waiting_bar_take_focus (ReviewWaitingBar *self)
{
  GtkListBoxRow *first;

  g_return_if_fail (REVIEW_IS_WAITING_BAR (self));

  first = gtk_list_box_get_row_at_index (self->list, 0);
  if (first == NULL)
    return;
  gtk_toggle_button_set_active (self->header, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (first));
}
