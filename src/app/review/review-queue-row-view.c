/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of the queue: type, id, whose, how urgent. Colour only for one's own case. */
#define G_LOG_DOMAIN "review-app"
#include "review-queue-row-view.h"

#include <glib/gi18n.h>

#include "review-countdown.h"
#include "review-format.h"
#include "review-words.h"

struct _ReviewQueueRowView
{
  GtkWidget parent;
  /* template */
  GtkWidget *box;
  GtkWidget *badge;
  GtkImage *icon;
  GtkLabel *name;
  GtkWidget *star;
  GtkLabel *detail;
  ReviewCountdown *countdown;
  char *type_class; /* owned (nullable): style class of the badge */
};

G_DEFINE_FINAL_TYPE (ReviewQueueRowView, review_queue_row_view, GTK_TYPE_WIDGET)

static void
review_queue_row_view_dispose (GObject *object)
{
  ReviewQueueRowView *self = REVIEW_QUEUE_ROW_VIEW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_QUEUE_ROW_VIEW);
  g_clear_pointer (&self->type_class, g_free);
  G_OBJECT_CLASS (review_queue_row_view_parent_class)->dispose (object);
}

static void
review_queue_row_view_class_init (ReviewQueueRowViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_queue_row_view_dispose;
  g_type_ensure (REVIEW_TYPE_COUNTDOWN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-queue-row-view.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewQueueRowView, box);
  gtk_widget_class_bind_template_child (widget_class, ReviewQueueRowView, badge);
  gtk_widget_class_bind_template_child (widget_class, ReviewQueueRowView, icon);
  gtk_widget_class_bind_template_child (widget_class, ReviewQueueRowView, name);
  gtk_widget_class_bind_template_child (widget_class, ReviewQueueRowView, star);
  gtk_widget_class_bind_template_child (widget_class, ReviewQueueRowView, detail);
  gtk_widget_class_bind_template_child (widget_class, ReviewQueueRowView, countdown);
}

static void
review_queue_row_view_init (ReviewQueueRowView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Translators: how much of the handling time is left; %s is hours and minutes. */
  review_countdown_set_words (self->countdown, "%s", C_ ("countdown", "+%s"), _ ("SLA %s left"));
}

static void
show_badge (ReviewQueueRowView *self, const char *case_type)
{
  if (self->type_class != NULL)
    gtk_widget_remove_css_class (self->badge, self->type_class);
  g_free (self->type_class);
  self->type_class = case_type != NULL ? g_strdup_printf ("type-%s", case_type) : NULL;
  if (self->type_class != NULL)
    gtk_widget_add_css_class (self->badge, self->type_class);
  gtk_image_set_from_icon_name (self->icon,
                                case_type != NULL ? review_words_type_icon (case_type) : NULL);
}

static char *
describe (const ReviewQueueRow *row, const char *user)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (parts, g_strdup_printf (_ ("P %d"), (int) row->priority));
  if (row->subject != NULL)
    g_ptr_array_add (parts, g_strdup (row->subject));
  if (row->value != NULL)
    g_ptr_array_add (parts, review_format_amount (row->value, row->currency));
  if (row->holder != NULL && g_strcmp0 (row->holder, user) != 0)
    g_ptr_array_add (
        parts,
        g_strdup_printf (_ ("with %s"), row->holder_name != NULL ? row->holder_name : row->holder));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

/**
 * review_queue_row_view_new:
 *
 * Returns: (transfer floating): an empty row
 */
GtkWidget *
review_queue_row_view_new (void)
{
  return g_object_new (REVIEW_TYPE_QUEUE_ROW_VIEW, NULL);
}

/**
 * review_queue_row_view_show:
 * @row: the row; without a work item it has not arrived yet and is drawn empty
 *
 * Returns: (transfer full): the row in words, for its accessible name
 */
char *
review_queue_row_view_show (ReviewQueueRowView *self,
                            ReviewSession *session,
                            const ReviewQueueRow *row)
{
  const ReviewUser *user = review_session_get_user (session);
  gboolean there = row->work_item != NULL;
  gboolean mine = there && user != NULL && g_strcmp0 (row->holder, user->id) == 0;
  g_autofree char *detail = there ? describe (row, user != NULL ? user->id : NULL) : NULL;

  gtk_label_set_text (self->name, there ? row->display_id : "");
  gtk_label_set_text (self->detail, there ? detail : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->detail), detail);
  gtk_widget_set_visible (self->star, there && row->key_user);
  show_badge (self, there ? row->type : NULL);
  review_countdown_set_coloured (self->countdown, mine);
  if (there && row->due_at != 0)
    review_countdown_start (self->countdown, row->due_at, review_session_get_server_time (session));
  else
    review_countdown_clear (self->countdown);
  if (!there)
    return g_strdup (_ ("Loading"));
  return g_strdup_printf ("%s, %s%s%s, %s, %s", row->display_id,
                          review_words_type (session, row->type), row->key_user ? ", " : "",
                          row->key_user ? _ ("Key user") : "", detail,
                          review_countdown_get_text (self->countdown));
}
