/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of the queue: type, id, whose, how urgent. Colour only for one's own case. */
#define G_LOG_DOMAIN "review-app"
#include "review-queue-row-view.h"

#include <glib/gi18n.h>

#include "review-countdown.h"
#include "review-format.h"
#include "review-queue-words.h"
#include "review-words.h"

struct _ReviewQueueRowView
{
  GtkWidget parent;
  /* template */
  GtkWidget *box;
  GtkLabel *band;
  GtkWidget *badge;
  GtkImage *icon;
  GtkLabel *name;
  GtkWidget *star;
  GtkLabel *detail;
  GtkWidget *holder_icon;
  GtkLabel *holder;
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
  gtk_widget_class_bind_template_child (widget_class, ReviewQueueRowView, band);
  gtk_widget_class_bind_template_child (widget_class, ReviewQueueRowView, badge);
  gtk_widget_class_bind_template_child (widget_class, ReviewQueueRowView, icon);
  gtk_widget_class_bind_template_child (widget_class, ReviewQueueRowView, name);
  gtk_widget_class_bind_template_child (widget_class, ReviewQueueRowView, star);
  gtk_widget_class_bind_template_child (widget_class, ReviewQueueRowView, detail);
  gtk_widget_class_bind_template_child (widget_class, ReviewQueueRowView, holder_icon);
  gtk_widget_class_bind_template_child (widget_class, ReviewQueueRowView, holder);
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
describe (const ReviewQueueRow *row)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (parts, g_strdup_printf (_ ("P %d"), (int) row->priority));
  if (row->subject != NULL)
    g_ptr_array_add (parts, g_strdup (row->subject));
  if (row->value != NULL)
    g_ptr_array_add (parts, review_format_amount (row->value, row->currency));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

/* Who has it, or where it is instead of waiting: short for the row, in words for its name. */
static void
show_holder (ReviewQueueRowView *self, const ReviewQueueRow *row, gboolean mine, char **ret_words)
{
  const char *name = row->holder_name != NULL ? row->holder_name : row->holder;
  const char *state = row->state != REVIEW_WORK_QUEUED && row->state != REVIEW_WORK_LEASED
                          ? review_words_work_state (row->state)
                          : NULL;
  const char *text = state;

  /* Translators: whose case a row of the queue is: the reader's. */
  if (row->holder != NULL)
    text = mine ? C_ ("holder", "You") : name;
  gtk_label_set_text (self->holder, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->holder), text != NULL);
  gtk_widget_set_visible (self->holder_icon, row->holder != NULL);
  if (row->holder != NULL)
    *ret_words = mine ? g_strdup (_ ("Claimed by you")) : g_strdup_printf (_ ("with %s"), name);
  else
    *ret_words = g_strdup (state);
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
 * review_queue_row_view_set_band:
 * @band: the #ReviewBand that begins with this row, 0: none
 * @count: how many rows it has
 *
 * Shows a quiet heading above the row; call it before review_queue_row_view_show().
 */
void
review_queue_row_view_set_band (ReviewQueueRowView *self, int band, gint64 count)
{
  g_autofree char *text =
      band != 0 ? g_strdup_printf ("%s · %" G_GINT64_FORMAT, review_words_band (band), count)
                : NULL;

  gtk_label_set_text (self->band, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->band), text != NULL);
}

static char *
name_row (ReviewQueueRowView *self,
          ReviewSession *session,
          const ReviewQueueRow *row,
          const char *detail,
          const char *holder)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  const char *band = gtk_label_get_text (self->band);

  if (*band != '\0')
    g_ptr_array_add (parts, (gpointer) band);
  g_ptr_array_add (parts, row->display_id);
  g_ptr_array_add (parts, (gpointer) review_words_type (session, row->type));
  if (row->key_user)
    g_ptr_array_add (parts, _ ("Key user"));
  g_ptr_array_add (parts, (gpointer) detail);
  if (holder != NULL)
    g_ptr_array_add (parts, (gpointer) holder);
  g_ptr_array_add (parts, (gpointer) review_countdown_get_text (self->countdown));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (", ", (char **) parts->pdata);
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
  g_autofree char *detail = there ? describe (row) : NULL;
  g_autofree char *holder = NULL;

  gtk_label_set_text (self->name, there ? row->display_id : "");
  gtk_label_set_text (self->detail, there ? detail : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->detail), detail);
  gtk_widget_set_visible (self->star, there && row->key_user);
  show_holder (self, row, mine, &holder);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->holder), holder);
  show_badge (self, there ? row->type : NULL);
  review_countdown_set_coloured (self->countdown, mine);
  if (there && row->due_at != 0)
    review_countdown_start (self->countdown, row->due_at, review_session_get_server_time (session));
  else
    review_countdown_clear (self->countdown);
  return there ? name_row (self, session, row, detail, holder) : g_strdup (_ ("Loading"));
}
