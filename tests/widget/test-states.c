/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every state that a reviewer can meet: the words, where the focus is, and the action that leads out;
 * a picture of each in both languages. */
#include "window-fixture.h"

#include <string.h>

#include "review-error.h"
#include "review-escalation-card.h"
#include "review-inbox-bar.h"
#include "review-state-page.h"

#define ROOT GTK_WIDGET (fixture->window)

typedef struct
{
  const char *action;
  GtkWidget *found;
} Search;

static void
find_action_cb (GtkWidget *widget, gpointer user_data)
{
  Search *search = user_data;

  if (search->found == NULL && GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget)
      && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), search->action) == 0)
    search->found = widget;
}

/* (nullable): a button that can be seen and does @action. */
static GtkWidget *
find_button (WindowFixture *fixture, const char *action)
{
  Search search = { action, NULL };

  window_fixture_walk (ROOT, find_action_cb, &search);
  return search.found;
}

/* The state has its words, and a button that leads out (@action, nullable) and can be pressed. */
static void
check (WindowFixture *fixture, const char *words, const char *action, const char *shot)
{
  static const char *const languages[] = { "zh-CN", "en" };
  GtkWidget *button;

  window_fixture_settle (fixture, 60);
  if (!window_fixture_has_text (ROOT, words))
    g_error ("%s: not on screen: %s", shot, words);
  button = action != NULL ? find_button (fixture, action) : NULL;
  if (action != NULL && button == NULL)
    g_error ("%s: no button does %s", shot, action);
  if (button != NULL)
    {
      g_assert_true (gtk_widget_get_sensitive (button));
      g_assert_true (gtk_widget_grab_focus (button));
      gtk_test_accessible_assert_role (button, GTK_ACCESSIBLE_ROLE_BUTTON);
      g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (button),
                                                       GTK_ACCESSIBLE_PROPERTY_LABEL));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autofree char *name = g_strdup_printf ("state-%s-%s", shot, languages[i]);

      window_fixture_show (fixture, languages[i], 1100, 700);
      g_assert_cmpint (gtk_widget_get_width (ROOT), <=, 1100);
      window_fixture_shot (fixture, name);
    }
  g_assert_true (window_fixture_has_text (ROOT, words));
}

/* No case is open: what there is instead. */
static void
test_without_case (WindowFixture *fixture, gconstpointer unused)
{
  GtkWidget *state;

  window_fixture_show (fixture, "en", 1100, 700);
  check (fixture, "Take the most urgent case", "review.take-next", "idle");
  state = window_fixture_find_type (ROOT, REVIEW_TYPE_STATE_PAGE);
  g_assert_true (gtk_widget_get_focusable (state));
  gtk_test_accessible_assert_role (state, GTK_ACCESSIBLE_ROLE_GROUP);
  fake_server_refuse (fixture->server, "take-next", 403, "forbidden");
  window_fixture_act (fixture, "review.take-next");
  WAIT_FOR (review_desk_get_state (fixture->desk) == REVIEW_DESK_FAILED);
  check (fixture, "Your role or your qualification", "review.take-next", "forbidden");
  fake_server_refuse (fixture->server, "take-next", 409, "conflict");
  window_fixture_act (fixture, "review.take-next");
  WAIT_FOR (review_desk_get_error_code (fixture->desk) != 0);
  WAIT_FOR (review_desk_get_state (fixture->desk) == REVIEW_DESK_FAILED);
  check (fixture, "Somebody was quicker", "review.take-next", "conflict");
  fake_server_refuse (fixture->server, "take-next", 500, "failed");
  window_fixture_act (fixture, "review.take-next");
  WAIT_FOR (review_desk_get_state (fixture->desk) == REVIEW_DESK_FAILED
            && !review_desk_get_busy (fixture->desk));
  check (fixture, "The case could not be taken.", "review.take-next", "error");
  g_assert_false (window_fixture_has_text (ROOT, "SERVER-TEXT"));
}

/* While a case is read there is a sentence, not only a spinner. */
static void
test_loading (WindowFixture *fixture, gconstpointer unused)
{
  window_fixture_show (fixture, "en", 1100, 700);
  fake_server_fault (fixture->server, "take-next", FAKE_HANG, 1);
  window_fixture_act (fixture, "review.take-next");
  g_assert_cmpint (review_desk_get_state (fixture->desk), ==, REVIEW_DESK_LOADING);
  check (fixture, "The case and its evidence are being read.", NULL, "loading");
}

static void
test_empty (WindowFixture *fixture, gconstpointer unused)
{
  while (fixture->server->items->len > 0)
    g_ptr_array_remove_index (fixture->server->items, 0);
  fake_server_event (fixture->server, "queue", NULL);
  WAIT_FOR (review_queue_get_total (review_session_get_queue (fixture->session)) == 0);
  window_fixture_show (fixture, "en", 1100, 700);
  check (fixture, "No case waits.", NULL, "empty");
}

static void
test_offline (WindowFixture *fixture, gconstpointer unused)
{
  window_fixture_take (fixture);
  window_fixture_show (fixture, "en", 1100, 700);
  review_desk_set_annotation (fixture->desk, "Half a sentence");
  fake_server_stop_listening (fixture->server);
  WAIT_FOR (review_session_get_connection (fixture->session) == REVIEW_CONNECTION_OFFLINE);
  check (fixture, "Nothing you typed is lost", "review.retry", "offline");
  g_assert_cmpstr (review_desk_get_form (fixture->desk)->annotation, ==, "Half a sentence");
  fake_server_listen_again (fixture->server);
  review_session_start (fixture->session);
  WAIT_FOR (review_session_get_connection (fixture->session) == REVIEW_CONNECTION_ONLINE);
}

static void
test_lost_lease (WindowFixture *fixture, gconstpointer unused)
{
  window_fixture_take (fixture);
  window_fixture_show (fixture, "en", 1100, 700);
  fake_server_steal_lease (fixture->server, 0);
  WAIT_FOR (review_desk_get_lease_state (fixture->desk) == REVIEW_LEASE_LOST);
  check (fixture, "The lease was lost", "review.take-again", "lease-lost");
}

/* A re-score that changes the verdict waits to be read. */
static void
test_superseded (WindowFixture *fixture, gconstpointer unused)
{
  window_fixture_take (fixture);
  window_fixture_show (fixture, "en", 1100, 700);
  fake_server_reassess (fixture->server, 0, REVIEW_VERDICT_PASS);
  WAIT_FOR (review_desk_get_update_pending (fixture->desk));
  check (fixture, "ROCA has assessed this case anew", "review.acknowledge", "superseded");
  window_fixture_act (fixture, "review.acknowledge");
  window_fixture_settle (fixture, 30);
  g_assert_false (review_desk_get_update_pending (fixture->desk));
}

/* What was decided on is not what it was: nothing is lost, and it says what to do. */
static void
test_stale (WindowFixture *fixture, gconstpointer unused)
{
  window_fixture_take (fixture);
  window_fixture_show (fixture, "en", 1100, 700);
  review_desk_set_choice (fixture->desk, REVIEW_CHOICE_ESCALATE);
  review_desk_set_recommendation (fixture->desk, REVIEW_RECOMMEND_BLOCK);
  review_desk_set_checked (fixture->desk, "History and device.");
  review_desk_set_reason_codes (fixture->desk, (const char *const[]){ "key_user", NULL });
  review_desk_set_root_cause (fixture->desk, "RC-X08");
  review_desk_set_annotation (fixture->desk, "No clause covers it (E1).");
  WAIT_FOR (review_desk_get_can_submit (fixture->desk));
  fake_server_refuse (fixture->server, "/decision", 409, "conflict");
  window_fixture_act (fixture, "review.submit");
  WAIT_FOR (review_desk_get_error_code (fixture->desk) == REVIEW_ERROR_CONFLICT);
  WAIT_FOR (!review_desk_get_busy (fixture->desk));
  check (fixture, "nothing was submitted", "review.dismiss-error", "stale");
  g_assert_cmpint (review_desk_get_form (fixture->desk)->choice, ==, REVIEW_CHOICE_ESCALATE);
}

/* A hidden case: nothing of ROCA on screen, the call is one key more, then both stand side by side. */
static void
test_hidden (WindowFixture *fixture, gconstpointer unused)
{
  fake_server_blind (fixture->server, 0, REVIEW_BLIND_HIDDEN);
  window_fixture_take (fixture);
  window_fixture_show (fixture, "en", 1100, 700);
  check (fixture, "Your own call comes first", "review.undecided", "hidden");
  g_assert_false (window_fixture_has_text (ROOT, "ROCA suggests"));
  g_assert_false (window_fixture_has_text (ROOT, "0.71"));
  window_fixture_act (fixture, "review.block");
  window_fixture_settle (fixture, 30);
  g_assert_nonnull (find_button (fixture, "review.first-call"));
  window_fixture_act (fixture, "review.submit");
  WAIT_FOR (review_desk_get_verdict_visible (fixture->desk));
  window_fixture_settle (fixture, 60);
  check (fixture, "Your first call: ", NULL, "called");
  g_assert_true (window_fixture_has_text (ROOT, "ROCA suggests"));
}

/* Whatever a widget says: what is drawn, its name, its description, its value. */
static void
add_spoken (GtkWidget *widget, GString *all)
{
  static const GtkAccessibleProperty properties[] = { GTK_ACCESSIBLE_PROPERTY_LABEL,
                                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                                      GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT };

  if (GTK_IS_LABEL (widget))
    g_string_append_printf (all, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
  for (gsize i = 0; i < G_N_ELEMENTS (properties); i++)
    {
      g_autofree char *text =
          gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), properties[i], "");

      if (text != NULL)
        g_string_append_printf (all, "%s\n", text);
    }
}

/* Hidden pages and cards, too: GTK 4.8 hands them to a screen reader. */
static void
add_all_spoken (GtkWidget *root, GString *all)
{
  add_spoken (root, all);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    add_all_spoken (child, all);
}

static void
add_words (GPtrArray *words, const ReviewText *text)
{
  if (text != NULL)
    g_ptr_array_add (words, g_strdup (review_text_get (text, "en")));
}

/* What gives an assessment away: verdict, risk, why, signals, steps. */
static GPtrArray *
list_words (const ReviewAssessment *one)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (words, g_strdup (one->verdict == REVIEW_VERDICT_BLOCK ? "ROCA suggests block"
                                                                         : "ROCA suggests pass"));
  g_ptr_array_add (words,
                   g_strdup (one->verdict == REVIEW_VERDICT_BLOCK ? "ROCA: block" : "ROCA: pass"));
  g_ptr_array_add (words, g_strdup_printf ("Risk %.2f", one->risk));
  g_ptr_array_add (words, g_strdup ("auto-block "));
  g_ptr_array_add (words, g_strdup_printf ("%u steps", one->steps->len));
  g_ptr_array_add (words, g_strdup (one->model));
  add_words (words, one->reason_text);
  add_words (words, one->counterfactual != NULL ? one->counterfactual->text : NULL);
  for (guint i = 0; i < MIN (one->signals->len, 4); i++)
    {
      const ReviewSignal *signal = one->signals->pdata[i];

      g_ptr_array_add (words, g_strdup_printf ("%s: ", review_text_get (signal->name, "en")));
    }
  for (guint i = 0; i < one->steps->len; i++)
    add_words (words, ((ReviewStep *) one->steps->pdata[i])->claim);
  return words;
}

static void
check_spoken (WindowFixture *fixture, GPtrArray *words, gboolean expected)
{
  g_autoptr (GString) all = g_string_new (NULL);

  window_fixture_settle (fixture, 60);
  add_all_spoken (ROOT, all);
  for (guint i = 0; i < words->len; i++)
    if ((strstr (all->str, words->pdata[i]) != NULL) != expected)
      g_error ("%s: “%s”", expected ? "said nowhere" : "kept", (char *) words->pdata[i]);
}

/* Nothing of a case is kept when one that is hidden follows it, be it where nobody sees it. */
static void
test_hidden_after (WindowFixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) words = NULL;

  fake_server_blind (fixture->server, 1, REVIEW_BLIND_HIDDEN);
  window_fixture_show (fixture, "en", 1100, 700);
  window_fixture_take_type (fixture, window_fixture_types[0]);
  words = list_words (review_desk_get_assessment (fixture->desk));
  check_spoken (fixture, words, TRUE);
  window_fixture_take_type (fixture, window_fixture_types[1]);
  g_assert_false (review_desk_get_verdict_visible (fixture->desk));
  check_spoken (fixture, words, FALSE);
}

static void
test_on_demand (WindowFixture *fixture, gconstpointer unused)
{
  fake_server_blind (fixture->server, 0, REVIEW_BLIND_ON_DEMAND);
  window_fixture_take (fixture);
  window_fixture_show (fixture, "en", 1100, 700);
  check (fixture, "shown when it is asked for", "review.show-verdict", "on-demand");
  window_fixture_act (fixture, "review.show-verdict");
  WAIT_FOR (review_desk_get_verdict_visible (fixture->desk));
}

static GtkWidget *
find_named (WindowFixture *fixture, const char *name)
{
  return window_fixture_find (ROOT, name);
}

/* From the inbox onto the card, answered there with guidance; customer text is no markup. */
static void
test_escalation (WindowFixture *fixture, gconstpointer unused)
{
  ReviewInbox *inbox = review_session_get_inbox (fixture->session);
  GtkWidget *bar, *card, *list, *button, *row;

  window_fixture_show (fixture, "en", 1440, 900);
  bar = window_fixture_find_type (ROOT, REVIEW_TYPE_INBOX_BAR);
  g_assert_null (bar); /* nothing waits: it is not there */
  fake_server_escalate (fixture->server, 0, "u-agent");
  WAIT_FOR (review_inbox_get_waiting (inbox) == 1);
  window_fixture_settle (fixture, 60);
  bar = window_fixture_find_type (ROOT, REVIEW_TYPE_INBOX_BAR);
  g_assert_nonnull (bar);
  check (fixture, "Escalated to you (1)", NULL, "inbox");
  bar = window_fixture_find_type (ROOT, REVIEW_TYPE_INBOX_BAR);
  list = window_fixture_find_type (bar, GTK_TYPE_LIST_BOX);
  row = GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));
  g_assert_true (
      gtk_test_accessible_has_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL));
  g_signal_emit_by_name (list, "row-activated", row);
  WAIT_FOR (review_desk_get_writable (fixture->desk));
  window_fixture_settle (fixture, 60);
  card = window_fixture_find_type (ROOT, REVIEW_TYPE_ESCALATION_CARD);
  g_assert_nonnull (card);
  g_assert_true (window_fixture_has_text (card, "M. Okafor"));
  g_assert_true (window_fixture_has_text (card, "device <b>and</b> destination"));
  check (fixture, "Recommends: ", NULL, "escalated");
  button = find_named (fixture, "focus-answer-returned_with_guidance");
  g_signal_emit_by_name (button, "clicked");
  window_fixture_settle (fixture, 30);
  g_assert_true (window_fixture_has_text (ROOT, "a return needs guidance"));
  review_session_set_ui_string (fixture->session, "case/guidance", "Look at the device.");
  window_fixture_show (fixture, "en", 1440, 900);
  button = find_named (fixture, "focus-answer-returned_with_guidance");
  g_signal_emit_by_name (button, "clicked");
  WAIT_FOR (review_inbox_get_waiting (inbox) == 0
            && g_list_model_get_n_items (review_inbox_get_escalations (inbox)) == 0);
  g_assert_cmpuint (fake_server_count (fixture->server, "POST /v1/work-items/w0/answer"), ==, 1);
}

/* What came back is counted in the footer, and read once it was looked at. */
static void
test_feedback (WindowFixture *fixture, gconstpointer unused)
{
  ReviewInbox *inbox = review_session_get_inbox (fixture->session);
  GtkWidget *button;

  window_fixture_show (fixture, "en", 1440, 900);
  fake_server_feed_back (fixture->server, 0, REVIEW_FEEDBACK_OVERRULED);
  WAIT_FOR (review_inbox_get_unread (inbox) == 1);
  window_fixture_settle (fixture, 60);
  check (fixture, "Feedback: 1 new", NULL, "feedback");
  button = find_named (fixture, "focus-feedback");
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  window_fixture_settle (fixture, 60);
  g_assert_true (window_fixture_has_text (ROOT, "you recommended"));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
  WAIT_FOR (review_inbox_get_unread (inbox) == 0);
}

#define ADD(path, func) window_fixture_add ("/states/" path, window_fixture_set_up, func)

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv, "en");
  ADD ("without-case", test_without_case);
  ADD ("loading", test_loading);
  ADD ("empty", test_empty);
  ADD ("offline", test_offline);
  ADD ("lost-lease", test_lost_lease);
  ADD ("superseded", test_superseded);
  ADD ("stale", test_stale);
  ADD ("hidden", test_hidden);
  window_fixture_add ("/states/hidden-after", window_fixture_set_up_types, test_hidden_after);
  ADD ("on-demand", test_on_demand);
  ADD ("escalation", test_escalation);
  ADD ("feedback", test_feedback);
  return g_test_run ();
}
