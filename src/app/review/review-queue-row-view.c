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
  char *type_class;   /* owned (nullable): style class of the badge */
  char *holder_words; /* owned (nullable): who has it, or where it is */
  int shown_band;     /* heading above the row, 0: none */
  gint64 shown_count;
};

G_DEFINE_FINAL_TYPE (ReviewQueueRowView, review_queue_row_view, GTK_TYPE_WIDGET)

static void
review_queue_row_view_dispose (GObject *object)
{
  ReviewQueueRowView *self = REVIEW_QUEUE_ROW_VIEW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_QUEUE_ROW_VIEW);
  g_clear_pointer (&self->type_class, g_free);
  g_clear_pointer (&self->holder_words, g_free);
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

/* Tooltips are made when one is asked for: setting a text looks for the pointer, which waits for the
 * display, and rows are filled by the hundred. */
static gboolean
tooltip_queried_cb (GtkWidget *label,
                    int x,
                    int y,
                    gboolean keyboard,
                    GtkTooltip *tooltip,
                    ReviewQueueRowView *self)
{
  const char *text = label == GTK_WIDGET (self->holder) ? self->holder_words
                                                        : gtk_label_get_text (GTK_LABEL (label));

  gtk_tooltip_set_text (tooltip, text);
  return text != NULL && *text != '\0';
}

static void
review_queue_row_view_init (ReviewQueueRowView *self)
{
  GtkLabel *const *labels[] = { &self->detail, &self->holder };

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      gtk_widget_set_has_tooltip (GTK_WIDGET (*labels[i]), TRUE);
      g_signal_connect_object (*labels[i], "query-tooltip", G_CALLBACK (tooltip_queried_cb), self,
                               0);
    }
  /* Translators: how much of the handling time is left; %s is hours and minutes. */
  review_countdown_set_words (self->countdown, "%s", C_ ("countdown", "+%s"), _ ("SLA %s left"));
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
    g_ptr_array_add (parts, g_strdup (row->subject));
  if (row->value != NULL)
    g_ptr_array_add (parts, review_format_amount (row->value, row->currency));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

/* Who has it, or where it is instead of waiting: short for the row, in words for its name. */
static void
show_holder (ReviewQueueRowView *self, const ReviewQueueRow *row, gboolean mine)
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
  g_free (self->holder_words);
  if (row->holder != NULL)
    self->holder_words =
        mine ? g_strdup (_ ("Claimed by you")) : g_strdup_printf (_ ("with %s"), name);
  else
    self->holder_words = g_strdup (state);
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
    text = g_strdup_printf ("%s · %" G_GINT64_FORMAT, review_words_band (band), count);
  gtk_label_set_text (self->band, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->band), text != NULL);
  return TRUE;
}

static char *
name_row (ReviewQueueRowView *self,
          ReviewSession *session,
          const ReviewQueueRow *row,
          const char *detail)
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
  if (self->holder_words != NULL)
    g_ptr_array_add (parts, self->holder_words);
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

  gtk_label_set_text (self->name, there ? row->display_id : "");
  gtk_label_set_text (self->detail, there ? detail : "");
  gtk_widget_set_visible (self->star, there && row->key_user);
  show_holder (self, row, mine);
  show_badge (self, there ? row->type : NULL);
  review_countdown_set_coloured (self->countdown, mine);
  if (there && row->due_at != 0)
    review_countdown_start (self->countdown, row->due_at, review_session_get_server_time (session));
  else
    review_countdown_clear (self->countdown);
  return there ? name_row (self, session, row, detail) : g_strdup (_ ("Loading"));
}
