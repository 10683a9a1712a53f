/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in place of a case when none is open: starting, preparing, offline, refused, nothing
 * waits, not allowed, failed. Each says what is so and offers what can be done. */
#define G_LOG_DOMAIN "review-app"
#include "review-state-page.h"

#include <glib/gi18n.h>

#include "review-error.h"
#include "review-key-content.h"
#include "review-words.h"

struct _ReviewStatePage
{
  AdwBin parent;
  /* template */
  AdwStatusPage *status;
  GtkSpinner *spinner;
  GtkProgressBar *progress;
  GtkWidget *button;
  ReviewKeyContent *button_content;
  /* owned */
  ReviewSession *session;
};

G_DEFINE_FINAL_TYPE (ReviewStatePage, review_state_page, ADW_TYPE_BIN)

typedef struct
{
  const char *icon;
  const char *title;
  const char *text;
  const char *button;
  const char *key;
  const char *action;
  gboolean spins;
  gboolean progresses;
} State;

static State
connection_state (ReviewStatePage *self, ReviewConnection connection)
{
  gboolean embedded = review_session_get_embedded (self->session);

  switch (connection)
    {
    case REVIEW_CONNECTION_OFFLINE:
      return (State){ .icon = "network-offline-symbolic",
                      .title = _ ("Offline"),
                      .text = _ ("The server cannot be reached. It is tried again by itself."),
                      .button = _ ("Try now"),
                      .action = "review.retry" };
    case REVIEW_CONNECTION_REFUSED:
      return (State){ .icon = "dialog-password-symbolic",
                      .title = _ ("Not signed in"),
                      .text = _ ("The server does not accept this sign-in (any more)."),
                      .button = _ ("Try again"),
                      .action = "review.retry" };
    case REVIEW_CONNECTION_FAILED:
      return (State){ .icon = "dialog-error-symbolic",
                      .title = embedded ? _ ("The server on this computer did not start")
                                        : _ ("No connection to the server"),
                      .text = review_words_error (review_session_get_error_code (self->session)),
                      .button = _ ("Try again"),
                      .action = "review.retry" };
    case REVIEW_CONNECTION_CLOSED:
    case REVIEW_CONNECTION_STARTING:
    case REVIEW_CONNECTION_CONNECTING:
    case REVIEW_CONNECTION_ONLINE:
    default:
      return (State){ .title = _ ("Starting"),
                      .text = embedded ? _ ("The server on this computer is being started.")
                                       : _ ("Connecting to the server."),
                      .spins = TRUE };
    }
}

static State
failed_state (ReviewStatePage *self, ReviewDesk *desk)
{
  gboolean may = review_session_get_can_take_next (self->session);
  int code = review_desk_get_error_code (desk);

  if (code == REVIEW_ERROR_FORBIDDEN)
    return (State){ .icon = "changes-prevent-symbolic",
                    .title = _ ("Not allowed"),
                    .text = _ ("Your role or your qualification does not include this case."),
                    .button = may ? _ ("Next case") : NULL,
                    .key = "⏎",
                    .action = "review.take-next" };
  return (State){ .icon = "dialog-warning-symbolic",
                  .title = review_words_desk_action ((int) review_desk_get_error_action (desk)),
                  .text = review_words_error (code),
                  .button = may ? _ ("Next case") : NULL,
                  .key = "⏎",
                  .action = "review.take-next" };
}

static State
idle_state (ReviewStatePage *self, ReviewDesk *desk)
{
  gboolean may = review_session_get_can_take_next (self->session);
  gint64 waiting = review_queue_get_total (review_session_get_queue (self->session));

  if (review_session_get_preparing (self->session) && waiting == 0)
    return (State){ .icon = "org.riskops.Review",
                    .title = _ ("Preparing this computer"),
                    .text = _ ("Cases to try are made, and ROCA is trained on them. This happens "
                               "once."),
                    .progresses = TRUE };
  if (!may && !review_session_get_can_decide (self->session))
    return (State){ .icon = "changes-prevent-symbolic",
                    .title = _ ("Nothing to review here"),
                    .text = _ ("Your role does not decide about cases. You can read those in the "
                               "queue.") };
  if (waiting == 0 && review_inbox_get_waiting (review_session_get_inbox (self->session)) > 0)
    return (State){ .icon = "review-flag-symbolic",
                    .title = _ ("Escalations wait for you"),
                    .text = _ ("The queue itself is empty. Open an escalation above it.") };
  if (waiting == 0)
    return (State){ .icon = "review-met-symbolic",
                    .title = _ ("The queue is empty"),
                    .text = _ ("No case waits. New ones appear here by themselves.") };
  if (review_desk_get_state (desk) == REVIEW_DESK_NOTHING_WAITS)
    return (State){ .icon = "review-met-symbolic",
                    .title = _ ("Nothing waits for you"),
                    .text = _ ("No waiting case matches your filter and your qualification."),
                    .button = _ ("Look again"),
                    .key = "⏎",
                    .action = "review.take-next" };
  return (State){ .icon = "review-type-other-symbolic",
                  .title = _ ("No case open"),
                  .text = _ ("Take the most urgent case, or choose one from the queue."),
                  .button = may ? _ ("Next case") : NULL,
                  .key = "⏎",
                  .action = "review.take-next" };
}

static State
find_state (ReviewStatePage *self)
{
  ReviewDesk *desk = review_session_get_desk (self->session);
  ReviewConnection connection = review_session_get_connection (self->session);

  if (connection != REVIEW_CONNECTION_ONLINE)
    return connection_state (self, connection);
  if (review_desk_get_state (desk) == REVIEW_DESK_LOADING)
    return (State){ .title = _ ("Opening the case"),
                    .text = _ ("The case and its evidence are being read."),
                    .spins = TRUE };
  if (review_desk_get_state (desk) == REVIEW_DESK_FAILED)
    return failed_state (self, desk);
  return idle_state (self, desk);
}

static void
show_progress (ReviewStatePage *self, gboolean visible)
{
  double fraction = review_session_get_preparation_fraction (self->session);

  gtk_widget_set_visible (GTK_WIDGET (self->progress), visible);
  if (!visible)
    return;
  gtk_progress_bar_set_text (
      self->progress, review_words_stage (review_session_get_preparation_stage (self->session)));
  if (fraction >= 0)
    gtk_progress_bar_set_fraction (self->progress, MIN (fraction, 1));
  else
    gtk_progress_bar_pulse (self->progress);
}

static void
update (ReviewStatePage *self)
{
  State state = find_state (self);

  adw_status_page_set_icon_name (self->status, state.icon);
  adw_status_page_set_title (self->status, state.title);
  adw_status_page_set_description (self->status, state.text);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), state.spins);
  gtk_spinner_set_spinning (self->spinner, state.spins);
  show_progress (self, state.progresses);
  gtk_widget_set_visible (self->button, state.button != NULL);
  if (state.button != NULL)
    {
      review_key_content_name (self->button, state.button);
      review_key_content_set_key (self->button_content, state.key);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), state.action);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, state.title,
                                  -1);
  /* The scrolled window inside has the focus where nothing in it can; taken out of the chain it
   * would claim the focus and never pass it on. */
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->status))),
      GTK_ACCESSIBLE_PROPERTY_LABEL, state.title, -1);
}

static void
review_state_page_dispose (GObject *object)
{
  ReviewStatePage *self = REVIEW_STATE_PAGE (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_STATE_PAGE);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (review_state_page_parent_class)->dispose (object);
}

static void
review_state_page_class_init (ReviewStatePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_state_page_dispose;
  /* A bin of newer libadwaita passes Tab on to its child and is no stop itself. */
  widget_class->focus = GTK_WIDGET_CLASS (g_type_class_peek (GTK_TYPE_WIDGET))->focus;
  g_type_ensure (REVIEW_TYPE_KEY_CONTENT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-state-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewStatePage, status);
  gtk_widget_class_bind_template_child (widget_class, ReviewStatePage, spinner);
  gtk_widget_class_bind_template_child (widget_class, ReviewStatePage, progress);
  gtk_widget_class_bind_template_child (widget_class, ReviewStatePage, button);
  gtk_widget_class_bind_template_child (widget_class, ReviewStatePage, button_content);
}

static void
review_state_page_init (ReviewStatePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * review_state_page_bind:
 *
 * Follows @session, its queue and its desk. Called once.
 */
void
review_state_page_bind (ReviewStatePage *self, ReviewSession *session)
{
  static const char *const notes[] = {
    "notify::connection",        "notify::error-code",           "notify::preparing",
    "notify::preparation-stage", "notify::preparation-fraction", "notify::user",
    "notify::can-take-next",     "notify::can-decide",           NULL
  };
  ReviewDesk *desk = review_session_get_desk (session);

  g_return_if_fail (REVIEW_IS_STATE_PAGE (self));

  self->session = g_object_ref (session);
  for (int i = 0; notes[i] != NULL; i++)
    g_signal_connect_object (session, notes[i], G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "notify::error-code", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (review_session_get_queue (session), "notify::total", G_CALLBACK (update),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (review_session_get_inbox (session), "notify::waiting",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
