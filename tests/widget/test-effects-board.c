/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands to other systems on screen: the list of those that need somebody, what may be done about
 * one, and the card of a decided case; in both languages. */
#include "window-fixture.h"

#include <string.h>

#include "review-effect-view.h"
#include "review-effects-bar.h"
#include "review-effects-card.h"
#include "review-sentence-area.h"

#define ROOT GTK_WIDGET (fixture->window)

static ReviewEffectBoard *
get_board (WindowFixture *fixture)
{
  return review_session_get_effect_board (fixture->session);
}

static void
set_up (WindowFixture *fixture, gconstpointer unused)
{
  window_fixture_set_up (fixture, NULL);
  fake_effects_add (fixture->server->effects, "e1", "reject_withdrawal", REVIEW_EFFECT_FAILED);
  fake_effects_add (fixture->server->effects, "e2", "freeze_account", REVIEW_EFFECT_REQUESTED);
}

static void
open_bar (WindowFixture *fixture, const char *language)
{
  GtkWidget *header;

  review_session_set_ui_number (fixture->session, "queue/effects-open", 0);
  window_fixture_show (fixture, language, 1440, 900);
  fake_server_event (fixture->server, "effects", NULL);
  WAIT_FOR (review_effect_board_get_total (get_board (fixture)) == 2);
  window_fixture_settle (fixture, 60);
  header = window_fixture_find (ROOT, "focus-effects");
  g_assert_nonnull (header);
  g_assert_true (
      gtk_test_accessible_has_property (GTK_ACCESSIBLE (header), GTK_ACCESSIBLE_PROPERTY_LABEL));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (header), TRUE);
  window_fixture_settle (fixture, 60);
}

typedef struct
{
  const char *part;
  GtkWidget *found;
} Search;

static void
find_button_cb (GtkWidget *widget, gpointer user_data)
{
  Search *search = user_data;

  if (search->found == NULL && GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget)
      && gtk_button_get_label (GTK_BUTTON (widget)) != NULL
      && strstr (gtk_button_get_label (GTK_BUTTON (widget)), search->part) != NULL)
    search->found = widget;
}

static GtkWidget *
find_button (WindowFixture *fixture, const char *part)
{
  Search search = { part, NULL };

  window_fixture_walk (ROOT, find_button_cb, &search);
  if (search.found == NULL)
    g_error ("there is no button %s", part);
  return search.found;
}

/* What another system says is shown as it is, never as markup; and each button says of what it is. */
static void
test_list (WindowFixture *fixture, gconstpointer unused)
{
  GtkWidget *bar, *button;

  open_bar (fixture, "en");
  bar = window_fixture_find_type (ROOT, REVIEW_TYPE_EFFECTS_BAR);
  g_assert_true (window_fixture_has_text (bar, "Effects to see to (2)"));
  g_assert_true (window_fixture_has_text (bar, "WD-9 · Reject the withdrawal"));
  g_assert_true (window_fixture_has_text (bar, "refused: <b>the account is closed</b>"));
  g_assert_true (window_fixture_has_text (bar, "No answer to 4 attempts"));
  g_assert_true (window_fixture_has_text (bar, "failed"));
  g_assert_true (window_fixture_has_text (bar, "late"));
  button = find_button (fixture, "Send again");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Send again: WD-9 · Reject the withdrawal");
  g_assert_true (gtk_widget_grab_focus (button));
  window_fixture_shot (fixture, "effects-en");
  open_bar (fixture, "zh-CN");
  bar = window_fixture_find_type (ROOT, REVIEW_TYPE_EFFECTS_BAR);
  g_assert_true (window_fixture_has_text (bar, "驳回提币"));
  g_assert_true (window_fixture_has_text (bar, "执行失败"));
  window_fixture_shot (fixture, "effects-zh-CN");
}

static void
test_retry (WindowFixture *fixture, gconstpointer unused)
{
  open_bar (fixture, "en");
  g_signal_emit_by_name (find_button (fixture, "Send again"), "clicked");
  WAIT_FOR (review_effect_board_get_total (get_board (fixture)) == 1);
  g_assert_cmpuint (fake_server_count (fixture->server, "POST /v1/effects/e1/retry"), ==, 1);
}

/* Nothing is sent without a reason; what was typed stays while the list is read anew. */
static void
test_confirm (WindowFixture *fixture, gconstpointer unused)
{
  GtkWidget *area;

  open_bar (fixture, "en");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_button (fixture, "Confirm by hand")), TRUE);
  window_fixture_settle (fixture, 60);
  g_signal_emit_by_name (find_button (fixture, "Confirm that"), "clicked");
  window_fixture_settle (fixture, 60);
  g_assert_true (window_fixture_has_text (ROOT, "Say how you know"));
  g_assert_cmpuint (fake_server_count (fixture->server, "POST /v1/effects"), ==, 0);
  area = window_fixture_find_type (window_fixture_find_type (ROOT, REVIEW_TYPE_EFFECTS_BAR),
                                   REVIEW_TYPE_SENTENCE_AREA);
  review_sentence_area_set_text (REVIEW_SENTENCE_AREA (area), "Seen in the back office.");
  fake_server_event (fixture->server, "effects", NULL);
  window_fixture_settle (fixture, 400);
  g_signal_emit_by_name (find_button (fixture, "Confirm that"), "clicked");
  WAIT_FOR (review_effect_board_get_total (get_board (fixture)) == 1);
  g_assert_cmpuint (fake_server_count (fixture->server, "POST /v1/effects/e1/confirm"), ==, 1);
}

/* Somebody was quicker: it is said, and nothing is lost. */
static void
test_conflict (WindowFixture *fixture, gconstpointer unused)
{
  ReviewEffectRow *row = fixture->server->effects->rows->pdata[0];
  guint before;

  open_bar (fixture, "en");
  before = fake_server_count (fixture->server, "GET /v1/effects");
  row->effect->version++;
  g_signal_emit_by_name (find_button (fixture, "Send again"), "clicked");
  WAIT_FOR (fake_server_count (fixture->server, "GET /v1/effects") > before);
  window_fixture_settle (fixture, 60);
  g_assert_cmpuint (review_effect_board_get_total (get_board (fixture)), ==, 2);
  g_assert_true (window_fixture_has_text (ROOT, "Somebody was quicker"));
}

/* Whoever sits down, or comes back, sees the list without anything happening. */
static void
test_connect (WindowFixture *fixture, gconstpointer unused)
{
  window_fixture_show (fixture, "en", 1440, 900);
  WAIT_FOR (review_effect_board_get_total (get_board (fixture)) == 2);
  fake_effects_add (fixture->server->effects, "e3", "end_sessions", REVIEW_EFFECT_FAILED);
  fake_server_stop_listening (fixture->server);
  WAIT_FOR (review_session_get_connection (fixture->session) == REVIEW_CONNECTION_OFFLINE);
  fake_server_listen_again (fixture->server);
  review_session_start (fixture->session);
  WAIT_FOR (review_effect_board_get_total (get_board (fixture)) == 3);
  window_fixture_settle (fixture, 60);
  g_assert_true (window_fixture_has_text (ROOT, "Effects to see to (3)"));
}

static ReviewEffect *
add_effect (GPtrArray *effects, const char *kind, int state)
{
  ReviewEffect *effect = review_record_new (&review_effect_type);

  effect->id = g_strdup_printf ("e%u", effects->len);
  effect->decision = g_strdup ("d");
  effect->kind = g_strdup (kind);
  effect->state = state;
  effect->version = 1;
  effect->at = g_get_real_time ();
  g_ptr_array_add (effects, effect);
  return effect;
}

/* What a decided case set in motion: each command with its state in words, and what the customer
 * reads. */
static void
test_card (WindowFixture *fixture, gconstpointer unused)
{
  static const char *const after[] = { "return_funds", NULL };
  ReviewCaseView *view = fake_server_item (fixture->server, 0)->view;
  ReviewEffect *waits, *told;
  GtkWidget *card;

  view->effects = review_records_new ();
  add_effect (view->effects, "reject_withdrawal", REVIEW_EFFECT_CONFIRMED)->simulated = TRUE;
  add_effect (view->effects, "return_funds", REVIEW_EFFECT_FAILED)->reason = g_strdup ("overdue");
  waits = add_effect (view->effects, "start_cooling_off", REVIEW_EFFECT_REQUESTED);
  waits->after = g_strdupv ((char **) after);
  told = add_effect (view->effects, "notify_customer", REVIEW_EFFECT_CONFIRMED);
  told->notice = review_text_new ("Your <i>withdrawal</i> was not made.", "您的提币未执行。");
  told->by_name = g_strdup ("L. Chen");
  told->by = g_strdup ("u-lead");
  window_fixture_show (fixture, "en", 1440, 900);
  window_fixture_take (fixture);
  window_fixture_settle (fixture, 100);
  card = window_fixture_find_type (ROOT, REVIEW_TYPE_EFFECTS_CARD);
  g_assert_nonnull (card);
  g_assert_true (window_fixture_has_text (card, "Simulated: nothing was really moved."));
  g_assert_true (window_fixture_has_text (card, "accepted, and not confirmed for a day"));
  g_assert_true (
      window_fixture_has_text (card, "Waits until this is confirmed: Return the amount"));
  g_assert_true (window_fixture_has_text (card, "by hand, by L. Chen."));
  g_assert_true (window_fixture_has_text (card, "“Your <i>withdrawal</i> was not made.”"));
  window_fixture_shot (fixture, "effects-card-en");
  window_fixture_show (fixture, "zh-CN", 1100, 700);
  window_fixture_settle (fixture, 100);
  card = window_fixture_find_type (ROOT, REVIEW_TYPE_EFFECTS_CARD);
  g_assert_true (window_fixture_has_text (card, "“您的提币未执行。”"));
  window_fixture_shot (fixture, "effects-card-zh-CN");
}

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv, "en");
#define ADD(name, func) window_fixture_add ("/effects/" name, set_up, func)
  ADD ("list", test_list);
  ADD ("retry", test_retry);
  ADD ("confirm", test_confirm);
  ADD ("conflict", test_conflict);
  ADD ("connect", test_connect);
  ADD ("card", test_card);
  return g_test_run ();
}
