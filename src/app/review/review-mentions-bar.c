/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Above the queue: notes of colleagues in which one is named and that one has not read. Choosing one
 * opens its case at the note, which is read then. It is not there when there is none. */
#define G_LOG_DOMAIN "review-app"
#include "review-mentions-bar.h"

#include <glib/gi18n.h>

#include "review-inbox-row.h"
#include "review-notes-pane.h"
#include "review-text.h"
#include "review-tip.h"

#define FOLDED "queue/mentions-folded" /* of the session's screen state */

struct _ReviewMentionsBar
{
  AdwBin parent;
  /* template */
  GtkToggleButton *header;
  GtkLabel *title;
  GtkWidget *scrolled;
  GtkListBox *list;
  /* owned */
  ReviewSession *session;
  GListModel *unread;
};

G_DEFINE_FINAL_TYPE (ReviewMentionsBar, review_mentions_bar, ADW_TYPE_BIN)

static gboolean
is_unread (gpointer item, gpointer unused)
{
  return ((ReviewMention *) review_item_get_record (item))->read_at == 0;
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  ReviewMentionsBar *self = user_data;
  const ReviewMention *one = review_item_get_record (item);
  g_autofree char *words = review_text_visible (one->text);
  /* Translators: who wrote a note, and what it says. */
  g_autofree char *text = g_strdup_printf (_ ("%s: “%s”"), one->author_name, words);
  const ReviewInboxRow what = { .work_item = one->id,
                                .case_type = one->case_type,
                                .display_id = one->case_display_id,
                                .text = text };

  return review_inbox_row_new (self->session, item, &what);
}

static void
update (ReviewMentionsBar *self)
{
  guint n = g_list_model_get_n_items (self->unread);
  g_autofree char *title = g_strdup_printf (_ ("Notes that name you (%u)"), n);

  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
  gtk_label_set_text (self->title, title);
  review_tip_set (GTK_WIDGET (self->title), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->header), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static void
folded_cb (ReviewMentionsBar *self)
{
  review_session_set_ui_number (self->session, FOLDED,
                                gtk_toggle_button_get_active (self->header) ? 0 : 1);
}

static void
show_notes (ReviewMentionsBar *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "review.show-tab", "s", "notes");
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewMentionsBar) self = user_data;

  if (review_desk_open_finish (REVIEW_DESK (source), result, NULL) && self->session != NULL)
    show_notes (self);
}

/* Which tab the case begins with is said before it is there. */
static void
row_activated_cb (ReviewMentionsBar *self, GtkListBoxRow *row)
{
  const ReviewMention *one = review_inbox_row_get_record (row);
  ReviewDesk *desk = review_session_get_desk (self->session);
  const ReviewCaseView *view = review_desk_get_view (desk);

  review_session_set_ui_string (self->session, REVIEW_NOTE_WANTED, one->note);
  review_session_set_ui_string (self->session, "page/evidence-tab", "notes");
  review_inbox_read_mention (review_session_get_inbox (self->session), one->id);
  if (view == NULL || g_strcmp0 (view->item_case->id, one->case_id) != 0)
    {
      review_desk_open_async (desk, one->work_item, NULL, opened_cb, g_object_ref (self));
      return;
    }
  review_aside_reload (review_session_get_aside (self->session));
  show_notes (self);
}

static void
review_mentions_bar_dispose (GObject *object)
{
  ReviewMentionsBar *self = REVIEW_MENTIONS_BAR (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_MENTIONS_BAR);
  g_clear_object (&self->unread);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (review_mentions_bar_parent_class)->dispose (object);
}

static void
review_mentions_bar_class_init (ReviewMentionsBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_mentions_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-mentions-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewMentionsBar, header);
  gtk_widget_class_bind_template_child (widget_class, ReviewMentionsBar, title);
  gtk_widget_class_bind_template_child (widget_class, ReviewMentionsBar, scrolled);
  gtk_widget_class_bind_template_child (widget_class, ReviewMentionsBar, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
review_mentions_bar_init (ReviewMentionsBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
rebind (ReviewMentionsBar *self)
{
  review_inbox_rows_bind (self->list, self->unread, make_row, self);
}

/**
 * review_mentions_bar_bind:
 *
 * Shows the notes of @session's inbox that name the person and are not read. Called once.
 */
void
review_mentions_bar_bind (ReviewMentionsBar *self, ReviewSession *session)
{
  GtkFilter *filter = GTK_FILTER (gtk_custom_filter_new (is_unread, NULL, NULL));

  g_return_if_fail (REVIEW_IS_MENTIONS_BAR (self));

  self->session = g_object_ref (session);
  self->unread = G_LIST_MODEL (gtk_filter_list_model_new (
      g_object_ref (review_inbox_get_mentions (review_session_get_inbox (session))), filter));
  rebind (self);
  gtk_toggle_button_set_active (self->header,
                                review_session_get_ui_number (session, FOLDED, 0) == 0);
  g_signal_connect_object (self->header, "toggled", G_CALLBACK (folded_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->unread, "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::catalog", G_CALLBACK (rebind), self,
                           G_CONNECT_SWAPPED);
  update (self);
}

/**
 * review_mentions_bar_take_focus:
 *
 * Unfolds the list and puts the focus on its first note; nothing where there is none.
 */
void
review_mentions_bar_take_focus (ReviewMentionsBar *self)
{
  GtkListBoxRow *first;

  g_return_if_fail (REVIEW_IS_MENTIONS_BAR (self));

  first = gtk_list_box_get_row_at_index (self->list, 0);
  if (first == NULL)
    return;
  gtk_toggle_button_set_active (self->header, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (first));
}
