/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the customer of the open case was asked and whether they answered, and what the case was held
 * for: by whom, until when, with which note. While a question is out, what the customer reads; while
 * a hold stands, a way to end it for whoever may. */
#define G_LOG_DOMAIN "review-app"
#include "review-waiting-card.h"

#include <glib/gi18n.h>

#include "review-card.h"
#include "review-countdown.h"
#include "review-label.h"
#include "review-waiting-words.h"
#include "review-words.h"

struct _ReviewWaitingCard
{
  AdwBin parent;
  /* template */
  ReviewCard *card;
  GtkLabel *heading;
  ReviewCountdown *countdown;
  GtkWidget *wake;
  GtkBox *lines;
  GtkLabel *letter;
  GtkLabel *failed;
  /* owned */
  ReviewSession *session;
};

G_DEFINE_FINAL_TYPE (ReviewWaitingCard, review_waiting_card, ADW_TYPE_BIN)

static ReviewDesk *
get_desk (ReviewWaitingCard *self)
{
  return review_session_get_desk (self->session);
}

static gpointer
get_last (GPtrArray *list)
{
  return list != NULL && list->len > 0 ? list->pdata[list->len - 1] : NULL;
}

/* (transfer none) (nullable): the question that is out. */
static const ReviewCustomerRequest *
get_question (const ReviewCaseView *view)
{
  const ReviewCustomerRequest *last = get_last (view->requests);

  return last != NULL && last->ended_at == 0 ? last : NULL;
}

/* (transfer none) (nullable): the hold that stands. */
static const ReviewHold *
get_hold (const ReviewCaseView *view)
{
  const ReviewHold *last = get_last (view->holds);

  return last != NULL && last->woken_at == 0 ? last : NULL;
}

static void
add_line (ReviewWaitingCard *self, char *text)
{
  g_autofree char *owned = text;
  GtkWidget *label = gtk_label_new (owned);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (self->lines, label);
}

/* Both lists are in the order of time; they are told as one. */
static void
show_lines (ReviewWaitingCard *self, const ReviewCaseView *view)
{
  guint n_requests = view->requests != NULL ? view->requests->len : 0, r = 0;
  guint n_holds = view->holds != NULL ? view->holds->len : 0, h = 0;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->lines))) != NULL)
    gtk_box_remove (self->lines, child);
  while (r < n_requests || h < n_holds)
    {
      const ReviewCustomerRequest *request = r < n_requests ? view->requests->pdata[r] : NULL;
      const ReviewHold *hold = h < n_holds ? view->holds->pdata[h] : NULL;

      if (hold == NULL || (request != NULL && request->at <= hold->at))
        {
          add_line (self, review_waiting_words_request (self->session, request));
          r++;
        }
      else
        {
          add_line (self, review_waiting_words_hold (self->session, hold));
          h++;
        }
    }
}

static void
show_letter (ReviewWaitingCard *self, const ReviewCustomerRequest *question)
{
  const char *text = question != NULL && question->text != NULL
                         ? review_session_get_text (self->session, question->text)
                         : NULL;

  review_label_show (self->letter, text);
}

static void
show_heading (ReviewWaitingCard *self,
              const ReviewCustomerRequest *question,
              const ReviewHold *hold)
{
  const char *heading = question != NULL ? _ ("Waiting for the customer")
                        : hold != NULL   ? _ ("On hold")
                                         : _ ("Asked and held so far");
  gint64 until = question != NULL ? question->due_at : hold != NULL ? hold->wake_at : 0;

  gtk_label_set_text (self->heading, heading);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->card), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  heading, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->countdown), until != 0);
  if (until != 0)
    review_countdown_start (self->countdown, until, review_session_get_server_time (self->session));
  else
    review_countdown_clear (self->countdown);
}

static gboolean
may_wake (ReviewWaitingCard *self, const ReviewHold *hold)
{
  const ReviewUser *user = review_session_get_user (self->session);

  return hold != NULL && user != NULL && review_session_get_can_take_next (self->session)
         && (g_strcmp0 (hold->account, user->id) == 0
             || review_session_get_can_pick (self->session));
}

static void
update (ReviewWaitingCard *self)
{
  const ReviewCaseView *view = review_desk_get_view (get_desk (self));
  gboolean any =
      view != NULL && (get_last (view->requests) != NULL || get_last (view->holds) != NULL);

  gtk_widget_set_visible (GTK_WIDGET (self), any);
  gtk_widget_set_visible (GTK_WIDGET (self->failed), FALSE);
  if (!any)
    return;
  show_heading (self, get_question (view), get_hold (view));
  show_lines (self, view);
  show_letter (self, get_question (view));
  gtk_widget_set_visible (self->wake, may_wake (self, get_hold (view)));
}

/* It is the person's next case, so it is opened at once. */
static void
woken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewWaitingCard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewWorkItem) item =
      review_inbox_wake_finish (REVIEW_INBOX (source), result, &error);

  if (self->session == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (item != NULL)
    {
      review_desk_take_async (get_desk (self), item->id, item->version, NULL, NULL, NULL);
      return;
    }
  gtk_label_set_text (self->failed, review_words_error (error->code));
  gtk_widget_set_visible (GTK_WIDGET (self->failed), TRUE);
}

static void
wake_clicked_cb (ReviewWaitingCard *self)
{
  const ReviewCaseView *view = review_desk_get_view (get_desk (self));

  if (view != NULL && get_hold (view) != NULL)
    review_inbox_wake_async (review_session_get_inbox (self->session), view->work_item->id,
                             view->work_item->version, woken_cb, g_object_ref (self));
}

static void
review_waiting_card_dispose (GObject *object)
{
  ReviewWaitingCard *self = REVIEW_WAITING_CARD (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_WAITING_CARD);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (review_waiting_card_parent_class)->dispose (object);
}

static void
review_waiting_card_class_init (ReviewWaitingCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_waiting_card_dispose;
  g_type_ensure (REVIEW_TYPE_CARD);
  g_type_ensure (REVIEW_TYPE_COUNTDOWN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-waiting-card.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewWaitingCard, card);
  gtk_widget_class_bind_template_child (widget_class, ReviewWaitingCard, heading);
  gtk_widget_class_bind_template_child (widget_class, ReviewWaitingCard, countdown);
  gtk_widget_class_bind_template_child (widget_class, ReviewWaitingCard, wake);
  gtk_widget_class_bind_template_child (widget_class, ReviewWaitingCard, lines);
  gtk_widget_class_bind_template_child (widget_class, ReviewWaitingCard, letter);
  gtk_widget_class_bind_template_child (widget_class, ReviewWaitingCard, failed);
  gtk_widget_class_bind_template_callback (widget_class, wake_clicked_cb);
}

static void
review_waiting_card_init (ReviewWaitingCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * review_waiting_card_bind:
 *
 * Shows what the open case waits for or waited for. Called once.
 */
void
review_waiting_card_bind (ReviewWaitingCard *self, ReviewSession *session)
{
  g_return_if_fail (REVIEW_IS_WAITING_CARD (self));

  self->session = g_object_ref (session);
  g_signal_connect_object (get_desk (self), "notify::view", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::catalog", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}
