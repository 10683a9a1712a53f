/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells the desk whether somebody is there: what is pressed and moved over a window, and whether any
 * window of the app is the active one. */
#define G_LOG_DOMAIN "review-app"
#include "review-presence.h"

/* When the focus goes from one of our windows to another, none is active for a moment; the desk is
 * patient for longer than that. */
static void
active_changed_cb (GtkWindow *window, GParamSpec *pspec, ReviewDesk *desk)
{
  GListModel *windows = gtk_window_get_toplevels ();
  gboolean any = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) one = g_list_model_get_item (windows, i);

      any = any || gtk_window_is_active (one);
    }
  review_desk_set_attended (desk, any);
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint keyval,
        guint keycode,
        GdkModifierType state,
        ReviewDesk *desk)
{
  review_desk_note_activity (desk);
  return FALSE;
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, ReviewDesk *desk)
{
  review_desk_note_activity (desk);
}

/**
 * review_presence_watch:
 * @window: shows the case, or a part of it
 *
 * What is done in @window keeps the lease of the case on @desk alive.
 */
void
review_presence_watch (GtkWindow *window, ReviewDesk *desk)
{
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  gtk_event_controller_set_propagation_phase (motion, GTK_PHASE_CAPTURE);
  g_signal_connect_object (key, "key-pressed", G_CALLBACK (key_cb), desk, 0);
  g_signal_connect_object (motion, "motion", G_CALLBACK (motion_cb), desk, 0);
  gtk_widget_add_controller (GTK_WIDGET (window), key);
  gtk_widget_add_controller (GTK_WIDGET (window), motion);
  g_signal_connect_object (window, "notify::is-active", G_CALLBACK (active_changed_cb), desk, 0);
}
