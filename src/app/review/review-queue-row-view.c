/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of the queue: type, id, whose, how urgent. Colour only for one's own case. */
#define G_LOG_DOMAIN "review-app"
#include "review-queue-row-view.h"

#include <glib/gi18n.h>
#include <string.h>

#include "review-countdown.h"
#include "review-format.h"
#include "review-label.h"
#include "review-queue-words.h"
#include "review-tip.h"
#include "review-words.h"

#define LEFT_WORDS "%s"
#define OVER_WORDS C_ ("countdown", "+%s")

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
  int shown_band;   /* heading above the row, 0: none */
  gint64 shown_count;
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
  review_countdown_set_words (self->countdown, LEFT_WORDS, OVER_WORDS, _ ("SLA %s left"));
}

static void
show_badge (ReviewQueueRowView *self, const char *case_type)
{
  g_autofree char *before = g_steal_pointer (&self->type_class);

  self->type_class = case_type != NULL ? g_strdup_printf ("type-%s", case_type) : NULL;
  if (g_strcmp0 (before, self->type_class) == 0)
    return;
  if (before != NULL)
    gtk_widget_remove_css_class (self->badge, before);
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
    g_ptr_array_add (parts, review_format_words (row->subject));
  if (row->value != NULL)
    g_ptr_array_add (parts, review_format_amount (row->value, row->currency));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

static gboolean
is_mine (ReviewSession *session, const ReviewQueueRow *row)
{
  const ReviewUser *user = review_session_get_user (session);

  return user != NULL && row->holder != NULL && strcmp (row->holder, user->id) == 0;
}

static const char *
get_holder_name (const ReviewQueueRow *row)
{
  return row->holder_name != NULL ? row->holder_name : row->holder;
}

/* (transfer none) (nullable): where it is instead of waiting */
static const char *
get_state (const ReviewQueueRow *row)
{
  return row->state != REVIEW_WORK_QUEUED && row->state != REVIEW_WORK_LEASED
             ? review_words_work_state (row->state)
             : NULL;
}

/* (transfer full) (nullable): who has it, or where it is instead, in words */
static char *
describe_holder (const ReviewQueueRow *row, gboolean mine)
{
  if (row->holder == NULL)
    return g_strdup (get_state (row));
  return mine ? g_strdup (_ ("Claimed by you"))
              : g_strdup_printf (_ ("with %s"), get_holder_name (row));
}

/* The same, short. */
static void
show_holder (ReviewQueueRowView *self, const ReviewQueueRow *row, gboolean mine)
{
  const char *text = get_state (row);
  g_autofree char *words = describe_holder (row, mine);

  /* Translators: whose case a row of the queue is: the reader's. */
  if (row->holder != NULL)
    text = mine ? C_ ("holder", "You") : get_holder_name (row);
  review_label_show (self->holder, text);
  gtk_widget_set_visible (self->holder_icon, row->holder != NULL);
  review_tip_set (GTK_WIDGET (self->holder), words);
}

static char *
describe_band (int band, gint64 count)
{
  return g_strdup_printf ("%s · %" G_GINT64_FORMAT, review_words_band (band), count);
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
 * Shows a quiet heading above the row.
 *
 * Returns: whether it is another one than before
 */
gboolean
review_queue_row_view_set_band (ReviewQueueRowView *self, int band, gint64 count)
{
  g_autofree char *text = NULL;

  if (band == self->shown_band && (band == 0 || count == self->shown_count))
    return FALSE;
  self->shown_band = band;
  self->shown_count = count;
  if (band != 0)
    text = describe_band (band, count);
  review_label_show (self->band, text);
  return TRUE;
}

/**
 * review_queue_row_view_show:
 * @row: the row; without a work item it has not arrived yet and is drawn empty
 */
void
review_queue_row_view_show (ReviewQueueRowView *self,
                            ReviewSession *session,
                            const ReviewQueueRow *row)
{
  gboolean there = row->work_item != NULL;
  gboolean mine = there && is_mine (session, row);
  g_autofree char *detail = there ? describe (row) : NULL;

  gtk_label_set_text (self->name, there ? row->display_id : "");
  gtk_label_set_text (self->detail, there ? detail : "");
  review_tip_set (GTK_WIDGET (self->detail), detail);
  gtk_widget_set_visible (self->star, there && row->key_user);
  show_holder (self, row, mine);
  show_badge (self, there ? row->type : NULL);
  review_countdown_set_coloured (self->countdown, mine);
  if (there && row->due_at != 0)
    review_countdown_start (self->countdown, row->due_at, review_session_get_server_time (session));
  else
    review_countdown_clear (self->countdown);
}

static char *
describe_time (ReviewSession *session, const ReviewQueueRow *row)
{
  gint64 left = (row->due_at - review_session_get_server_time (session)) / G_USEC_PER_SEC;

  return review_countdown_dup_text (left, LEFT_WORDS, OVER_WORDS);
}

/**
 * review_queue_row_view_dup_name:
 * @row: the row; without a work item it has not arrived yet
 * @band: the #ReviewBand that begins with it, 0: none
 * @count: how many rows that has
 *
 * Returns: (transfer full): the row in words, for its accessible name
 */
char *
review_queue_row_view_dup_name (ReviewSession *session,
                                const ReviewQueueRow *row,
                                int band,
                                gint64 count)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (row->work_item == NULL)
    return g_strdup (_ ("Loading"));
  if (band != 0)
    g_ptr_array_add (parts, describe_band (band, count));
  g_ptr_array_add (parts, g_strdup (row->display_id));
  g_ptr_array_add (parts, g_strdup (review_words_type (session, row->type)));
  if (row->key_user)
    g_ptr_array_add (parts, g_strdup (_ ("Key user")));
  g_ptr_array_add (parts, describe (row));
  if (row->holder != NULL || get_state (row) != NULL)
    g_ptr_array_add (parts, describe_holder (row, is_mine (session, row)));
  if (row->due_at != 0)
    g_ptr_array_add (parts, describe_time (session, row));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (", ", (char **) parts->pdata);
}
