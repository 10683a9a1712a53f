/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desktop notification before the SLA of the case in hand is breached. It names the case and
 * the time, nothing of the customer and nothing of ROCA, and is sent only while another window is
 * in front: one's own shows the time anyway. */
#define G_LOG_DOMAIN "review-app"
#include "review-sla-notice.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>

#include "review-sla-watch.h"

#define NOTICE "sla"

struct _ReviewSlaNotice
{
  GObject parent;
  GApplication *app;      /* borrowed: owns the notice */
  ReviewSession *session; /* owned */
  GSettings *settings;    /* owned */
  ReviewSlaWatch *watch;  /* owned */
};

G_DEFINE_FINAL_TYPE (ReviewSlaNotice, review_sla_notice, G_TYPE_OBJECT)

static gboolean
is_in_front (ReviewSlaNotice *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self->app));

  return window != NULL && gtk_window_is_active (window);
}

static void
due_soon_cb (ReviewSlaNotice *self, gint64 seconds)
{
  const ReviewCaseView *view = review_desk_get_view (review_session_get_desk (self->session));
  int minutes = (int) MAX (1, seconds / 60);
  g_autofree char *title = NULL;
  g_autoptr (GNotification) notification = NULL;

  if (view == NULL || is_in_front (self) || !g_settings_get_boolean (self->settings, "notify-sla"))
    return;
  title = g_strdup_printf (/* Translators: a case's id and its time until the SLA is breached */
                           ngettext ("%s: %d minute left", "%s: %d minutes left", minutes),
                           view->item_case->display_id, minutes);
  notification = g_notification_new (title);
  g_notification_set_body (notification, _ ("The SLA of the case in your hands is about to be "
                                            "breached."));
  g_notification_set_priority (notification, G_NOTIFICATION_PRIORITY_HIGH);
  g_notification_set_default_action (notification, "app.show");
  g_application_send_notification (self->app, NOTICE, notification);
}

static void
over_cb (ReviewSlaNotice *self)
{
  g_application_withdraw_notification (self->app, NOTICE);
}

static void
review_sla_notice_dispose (GObject *object)
{
  ReviewSlaNotice *self = REVIEW_SLA_NOTICE (object);

  g_clear_object (&self->watch);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (review_sla_notice_parent_class)->dispose (object);
}

static void
review_sla_notice_class_init (ReviewSlaNoticeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = review_sla_notice_dispose;
}

static void
review_sla_notice_init (ReviewSlaNotice *self)
{
}

/**
 * review_sla_notice_new:
 * @app: (transfer none): sends it, has the action "show", and outlives the notice
 * @session: whose case in hand is watched
 * @settings: "notify-sla" says whether
 *
 * Returns: (transfer full): the notice, for as long as its owner keeps it
 */
ReviewSlaNotice *
review_sla_notice_new (GApplication *app, ReviewSession *session, GSettings *settings)
{
  ReviewSlaNotice *self = g_object_new (REVIEW_TYPE_SLA_NOTICE, NULL);

  self->app = app;
  self->session = g_object_ref (session);
  self->settings = g_object_ref (settings);
  self->watch = review_sla_watch_new (review_session_get_desk (session));
  g_signal_connect_object (self->watch, "due-soon", G_CALLBACK (due_soon_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->watch, "over", G_CALLBACK (over_cb), self, G_CONNECT_SWAPPED);
  return self;
}
