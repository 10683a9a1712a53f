/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A referral is drafted by keyboard: once it is saved the focus is on what comes next, in sight. */
#include "window-fixture.h"

#include "review-referral-window.h"

static GtkWidget *
find_window (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (REVIEW_IS_REFERRAL_WINDOW (window))
        return window;
    }
  return NULL;
}

static ReviewReferral *
make_referral (void)
{
  ReviewReferral *one = review_record_new (&review_referral_type);

  one->id = g_strdup ("referral-1");
  one->case_id = g_strdup ("c0");
  one->display_id = g_strdup ("WD-48213");
  one->case_type = g_strdup ("withdrawal_anomaly");
  one->state = REVIEW_REFERRAL_DRAFTED;
  one->version = 1;
  one->text = g_strdup ("Deposits from nine strangers.");
  one->by = g_strdup ("u-senior");
  one->by_name = g_strdup ("L. Chen");
  one->at = g_get_real_time ();
  return one;
}

static void
test_focus (WindowFixture *f, gconstpointer unused)
{
  g_autoptr (ReviewReferral) made = make_referral ();
  GtkWidget *window, *text, *save;

  window_fixture_take (f);
  window_fixture_show (f, "en", 1440, 900);
  g_action_group_activate_action (G_ACTION_GROUP (f->window), "referrals", NULL);
  WAIT_FOR (find_window () != NULL);
  window = find_window ();
  window_fixture_settle (f, 100);
  fake_server_can (f->server, "POST /v1/cases/c0/referrals", made);
  text = window_fixture_find (window, "focus-referral-text");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)),
                            "Deposits from nine strangers.", -1);
  save = window_fixture_find (window, "focus-referral-save");
  g_assert_true (gtk_widget_grab_focus (save));
  g_signal_emit_by_name (save, "clicked");
  WAIT_FOR (window_fixture_find (window, "focus-referral-send") != NULL);
  window_fixture_settle (f, 60);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (window))
                 == window_fixture_find (window, "focus-referral-send"));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv, "en");
  window_fixture_add ("/referral-window/focus", window_fixture_set_up, test_focus);
  return g_test_run ();
}
