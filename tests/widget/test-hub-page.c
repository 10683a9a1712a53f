/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Decision Hub in its window: pictures in both languages, styles and sizes; keys on the handles;
 * rules, history and states; a switch of language loses nothing. */
#include "window-fixture.h"

#include <math.h>

#include "review-condition-group.h"
#include "review-condition-words.h"
#include "review-hub-page.h"
#include "review-hub-words.h"
#include "review-kpi.h"
#include "review-language.h"
#include "review-rule-editor.h"
#include "review-threshold-chart.h"
#include "review-threshold-handle.h"

static const struct
{
  const char *language;
  AdwColorScheme scheme;
  int width;
  int height;
  const char *name;
} looks[] = {
  { "en", ADW_COLOR_SCHEME_FORCE_LIGHT, 1440, 900, "en-light-1440" },
  { "zh-CN", ADW_COLOR_SCHEME_FORCE_LIGHT, 1440, 900, "zh-light-1440" },
  { "en", ADW_COLOR_SCHEME_FORCE_DARK, 1440, 900, "en-dark-1440" },
  { "zh-CN", ADW_COLOR_SCHEME_FORCE_DARK, 1440, 900, "zh-dark-1440" },
  { "en", ADW_COLOR_SCHEME_FORCE_LIGHT, 1100, 700, "en-light-1100" },
  { "zh-CN", ADW_COLOR_SCHEME_FORCE_LIGHT, 1100, 700, "zh-light-1100" },
};

static ReviewHubBoard *
get_hub (WindowFixture *fixture)
{
  return review_session_get_hub (fixture->session);
}

static GtkWidget *
get_page (WindowFixture *fixture)
{
  return window_fixture_find_type (GTK_WIDGET (fixture->window), REVIEW_TYPE_HUB_PAGE);
}

static void
show_hub (WindowFixture *fixture, const char *case_type)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.page", "s", "hub");
  WAIT_FOR (review_hub_board_get_overview (get_hub (fixture)) != NULL);
  review_hub_board_set_case_type (get_hub (fixture), case_type);
  WAIT_FOR (review_hub_board_get_state (get_hub (fixture)) != REVIEW_HUB_LOADING
            && review_hub_board_get_versions (get_hub (fixture)) != NULL);
  window_fixture_settle (fixture, 50);
}

static void
show_place (WindowFixture *fixture, const char *place)
{
  gtk_widget_activate_action (get_page (fixture), "hub.show", "s", place);
  window_fixture_settle (fixture, 60);
}

static void
check_size (WindowFixture *fixture, gsize i)
{
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->window)), <=, looks[i].width);
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (fixture->window)), <=, looks[i].height);
}

static void
test_pictures (WindowFixture *fixture, gconstpointer unused)
{
  static const char *const places[] = { "rules", "models", "history" };

  window_fixture_show (fixture, "en", 1440, 900);
  show_hub (fixture, "withdrawal_anomaly");
  review_hub_board_set_threshold (get_hub (fixture), REVIEW_SIDE_PASS, 0.12);
  review_hub_board_set_threshold (get_hub (fixture), REVIEW_SIDE_BLOCK, 0.88);
  WAIT_FOR (review_hub_board_get_backtest_state (get_hub (fixture)) == REVIEW_BACKTEST_DONE);
  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autofree char *name = g_strdup_printf ("hub-%s", looks[i].name);

      adw_style_manager_set_color_scheme (adw_style_manager_get_default (), looks[i].scheme);
      window_fixture_show (fixture, looks[i].language, looks[i].width, looks[i].height);
      show_place (fixture, "type:withdrawal_anomaly");
      check_size (fixture, i);
      window_fixture_shot (fixture, name);
      for (gsize j = 0; j < G_N_ELEMENTS (places); j++)
        {
          g_autofree char *other = g_strdup_printf ("hub-%s-%s", places[j], looks[i].name);

          show_place (fixture, places[j]);
          check_size (fixture, i);
          window_fixture_shot (fixture, other);
        }
    }
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_LIGHT);
}

/* The keys of a handle, through its own bindings. */
static void
press (GtkWidget *handle, guint key, GdkModifierType modifiers)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (handle);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      for (guint j = 0; GTK_IS_SHORTCUT_CONTROLLER (controller)
                        && j < g_list_model_get_n_items (G_LIST_MODEL (controller)) && !handled;
           j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger)
              && gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == key
              && gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == modifiers)
            handled = gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, handle,
                                                    gtk_shortcut_get_arguments (shortcut));
        }
    }
  g_assert_true (handled);
}

static void
assert_near (double a, double b)
{
  g_assert_cmpfloat_with_epsilon (a, b, 1e-9);
}

static void
test_keys (WindowFixture *fixture, gconstpointer unused)
{
  ReviewHubBoard *hub = get_hub (fixture);
  GtkWidget *low, *high;

  window_fixture_show (fixture, "en", 1440, 900);
  show_hub (fixture, "withdrawal_anomaly");
  low = window_fixture_find (GTK_WIDGET (fixture->window), "focus-chart-low");
  high = window_fixture_find (GTK_WIDGET (fixture->window), "focus-chart-high");
  press (low, GDK_KEY_Right, 0);
  assert_near (review_hub_board_get_threshold_pass (hub), 0.105);
  press (low, GDK_KEY_Right, GDK_SHIFT_MASK);
  assert_near (review_hub_board_get_threshold_pass (hub), 0.155);
  press (low, GDK_KEY_Left, 0);
  assert_near (review_hub_board_get_threshold_pass (hub), 0.15);
  press (low, GDK_KEY_End, 0);
  assert_near (review_hub_board_get_threshold_pass (hub), 0.495);
  press (low, GDK_KEY_Home, 0);
  assert_near (review_hub_board_get_threshold_pass (hub), 0);
  press (high, GDK_KEY_Page_Down, 0);
  assert_near (review_hub_board_get_threshold_block (hub), 0.89);
  /* Between two marks a small step goes to the next one. */
  review_hub_board_set_threshold (hub, REVIEW_SIDE_PASS, 0.1234);
  press (low, GDK_KEY_Right, 0);
  assert_near (review_hub_board_get_threshold_pass (hub), 0.125);
  gtk_test_accessible_assert_property (low, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Auto-pass threshold 0.125");
  g_assert_true (gtk_widget_grab_focus (low));
  gtk_widget_child_focus (GTK_WIDGET (fixture->window), GTK_DIR_TAB_FORWARD);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == high);
}

/* The figures follow the handle at once, and say how far they may be trusted. */
static void
test_figures (WindowFixture *fixture, gconstpointer unused)
{
  GtkWidget *window;

  window_fixture_show (fixture, "en", 1440, 900);
  show_hub (fixture, "withdrawal_anomaly");
  window = GTK_WIDGET (fixture->window);
  g_assert_true (window_fixture_has_text (window, "as live (r1)"));
  g_assert_true (window_fixture_has_text (window, "99.2 % certified"));
  review_hub_board_set_threshold (get_hub (fixture), REVIEW_SIDE_PASS, 0.3);
  g_assert_true (window_fixture_has_text (window, "points against live"));
  g_assert_true (window_fixture_has_text (window, "certified only up to 0.16"));
  g_assert_true (window_fixture_has_text (window, "draft of r1"));
  WAIT_FOR (review_hub_board_get_backtest_state (get_hub (fixture)) == REVIEW_BACKTEST_DONE);
  g_assert_true (window_fixture_has_text (window, "cases for people per day"));
  g_assert_true (window_fixture_has_text (window, "approval by someone other than W. Zhao"));
}

static void
expect_words (WindowFixture *fixture, const char *words, const char *shot)
{
  window_fixture_settle (fixture, 60);
  g_assert_true (window_fixture_has_text (GTK_WIDGET (fixture->window), words));
  g_assert_false (window_fixture_has_text (GTK_WIDGET (fixture->window), "SERVER-TEXT"));
  window_fixture_shot (fixture, shot);
}

static void
test_states (WindowFixture *fixture, gconstpointer unused)
{
  ReviewHubBoard *hub = get_hub (fixture);

  window_fixture_show (fixture, "en", 1440, 900);
  fake_server_fault (fixture->server, "/v1/hub", FAKE_HANG, 1);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.page", "s", "hub");
  expect_words (fixture, "Reading the Decision Hub", "hub-state-reading");
  fake_server_refuse (fixture->server, "/v1/hub", 403, "forbidden");
  review_hub_board_refresh (hub);
  WAIT_FOR (review_hub_board_get_state (hub) == REVIEW_HUB_FAILED);
  expect_words (fixture, "Your role does not include the Decision Hub", "hub-state-forbidden");
  fixture->server->hub->no_model = TRUE;
  review_hub_board_refresh (hub);
  WAIT_FOR (review_hub_board_get_state (hub) == REVIEW_HUB_NO_MODEL);
  expect_words (fixture, "ROCA has no model for this case type yet", "hub-state-no-model");
  fixture->server->hub->no_model = FALSE;
  fixture->server->hub->no_labels = TRUE;
  review_hub_board_refresh (hub);
  WAIT_FOR (review_hub_board_get_state (hub) == REVIEW_HUB_READY);
  expect_words (fixture, "about 540 more labels to certify 99.0 %", "hub-state-few-labels");
  fake_server_stop_listening (fixture->server);
  WAIT_FOR (review_session_get_connection (fixture->session) == REVIEW_CONNECTION_OFFLINE);
  expect_words (fixture, "Offline. The draft is kept here.", "hub-state-offline");
  fake_server_listen_again (fixture->server);
}

/* The tree that goes into the form comes out of it. */
static void
check_round_trip (WindowFixture *fixture, const ReviewCondition *condition)
{
  GtkWidget *form =
      g_object_ref_sink (review_condition_group_new (fixture->session, condition, FALSE));
  g_autofree char *missing = NULL;
  g_autoptr (ReviewCondition) out =
      review_condition_group_dup (REVIEW_CONDITION_GROUP (form), &missing);
  g_autofree char *before = review_hub_words_condition (fixture->session, condition);
  g_autofree char *after = review_hub_words_condition (fixture->session, out);

  g_assert_null (missing);
  g_assert_cmpstr (after, ==, before);
  g_assert_true (review_record_equal (condition, out));
  g_assert_finalize_object (form);
}

static ReviewCondition *
leaf_new (const char *fact, int op, double number, const char *text, const char *param)
{
  ReviewCondition *leaf = review_record_new (&review_condition_type);

  leaf->fact = g_strdup (fact);
  leaf->op = op;
  leaf->number = number;
  leaf->text = g_strdup (text);
  leaf->param = g_strdup (param);
  return leaf;
}

static ReviewCondition *
tree_new (void)
{
  static const char *const markets[] = { "SG", "HK", NULL };
  ReviewCondition *all = review_record_new (&review_condition_type);
  ReviewCondition *any = review_record_new (&review_condition_type);
  ReviewCondition *none = review_record_new (&review_condition_type);
  ReviewCondition *in = leaf_new ("market", REVIEW_OP_IN, (double) NAN, NULL, NULL);

  in->texts = g_strdupv ((char **) markets);
  any->any = review_records_new ();
  g_ptr_array_add (any->any, in);
  g_ptr_array_add (any->any, leaf_new ("verdict", REVIEW_OP_EQ, (double) NAN, "block", NULL));
  none->not_ = leaf_new ("flag:vip", REVIEW_OP_PRESENT, (double) NAN, NULL, NULL);
  all->all = review_records_new ();
  g_ptr_array_add (all->all,
                   leaf_new ("amount_ratio", REVIEW_OP_GT, (double) NAN, NULL, "amount_ratio"));
  g_ptr_array_add (all->all, leaf_new ("key_user", REVIEW_OP_EQ, 1, NULL, NULL));
  g_ptr_array_add (all->all, leaf_new ("risk", REVIEW_OP_LE, 0.25, NULL, NULL));
  g_ptr_array_add (all->all, any);
  g_ptr_array_add (all->all, none);
  return all;
}

static void
test_condition (WindowFixture *fixture, gconstpointer unused)
{
  static const char *const languages[] = { "en", "zh-CN" };
  g_autoptr (ReviewCondition) tree = tree_new ();
  g_autoptr (ReviewCondition) always = review_record_new (&review_condition_type);
  g_autoptr (GPtrArray) facts = NULL;
  g_autofree char *sentence = NULL;

  always->always = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      window_fixture_show (fixture, languages[i], 1100, 700);
      show_hub (fixture, "withdrawal_anomaly");
      check_round_trip (fixture, tree);
      check_round_trip (fixture, always);
      check_round_trip (fixture, tree->all->pdata[0]);
      check_round_trip (fixture, tree->all->pdata[4]);
    }
  window_fixture_show (fixture, "en", 1100, 700);
  facts = review_condition_words_facts (fixture->session, "flag:vip");
  g_assert_true (g_ptr_array_find_with_equal_func (facts, "flag:vip", g_str_equal, NULL));
  g_assert_true (g_ptr_array_find_with_equal_func (facts, "clause:WD-2.1", g_str_equal, NULL));
  g_assert_true (
      g_ptr_array_find_with_equal_func (facts, "amount_to_median_90d", g_str_equal, NULL));
  sentence = review_hub_words_condition (fixture->session, tree->all->pdata[3]);
  g_assert_cmpstr (sentence, ==, "market is one of SG, HK or ROCA’s verdict is block");
}

static void
click (WindowFixture *fixture, const char *name)
{
  GtkWidget *button = window_fixture_find (GTK_WIDGET (fixture->window), name);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static void
set_entry (WindowFixture *fixture, const char *name, const char *text)
{
  GtkWidget *entry = window_fixture_find (GTK_WIDGET (fixture->window), name);

  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

/* A rule is added in the form, and what the server refuses is said at the rule. */
static void
test_rule (WindowFixture *fixture, gconstpointer unused)
{
  ReviewHubBoard *hub = get_hub (fixture);
  g_autoptr (ReviewRule) wrong = NULL;

  window_fixture_show (fixture, "en", 1440, 900);
  show_hub (fixture, "withdrawal_anomaly");
  show_place (fixture, "rules");
  click (fixture, "focus-rules-add");
  window_fixture_settle (fixture, 60);
  click (fixture, "focus-rule-apply");
  g_assert_true (window_fixture_has_text (GTK_WIDGET (fixture->window),
                                          "the rule needs a name in both languages"));
  set_entry (fixture, "focus-rule-name-en", "Large amounts");
  click (fixture, "focus-rule-apply"); /* one language is not enough */
  g_assert_null (review_hub_board_find_rule (hub, "rule-1"));
  set_entry (fixture, "focus-rule-name-zh", "大额提币");
  window_fixture_settle (fixture, 60);
  window_fixture_shot (fixture, "hub-rule-form");
  /* What stands in the form survives another language. */
  window_fixture_show (fixture, "zh-CN", 1440, 900);
  window_fixture_shot (fixture, "hub-rule-form-zh");
  window_fixture_show (fixture, "en", 1440, 900);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (
                       window_fixture_find (GTK_WIDGET (fixture->window), "focus-rule-name-en"))),
                   ==, "Large amounts");
  click (fixture, "focus-rule-apply");
  g_assert_cmpstr (review_hub_board_find_rule (hub, "rule-1")->name->en, ==, "Large amounts");
  wrong = review_record_copy (review_hub_board_find_rule (hub, "rule-1"));
  review_record_unref (wrong->when);
  wrong->when = leaf_new ("no_such_fact", REVIEW_OP_GT, 3, NULL, NULL);
  review_hub_board_set_rule (hub, wrong);
  click (fixture, "focus-rules-save");
  WAIT_FOR (review_hub_board_get_error_code (hub) != 0);
  expect_words (fixture, "Not accepted: the condition", "hub-rule-refused");
}

/* Saved, approved by another person, live, and put back from the history with a reason. */
static void
test_history (WindowFixture *fixture, gconstpointer unused)
{
  ReviewHubBoard *hub = get_hub (fixture);

  window_fixture_show (fixture, "en", 1440, 900);
  show_hub (fixture, "withdrawal_anomaly");
  review_hub_board_set_threshold (hub, REVIEW_SIDE_PASS, 0.15);
  set_entry (fixture, "focus-hub-note", "quiet ones need nobody");
  click (fixture, "focus-hub-save");
  WAIT_FOR (review_hub_board_find_version (hub, "r2") != NULL && !review_hub_board_get_busy (hub)
            && g_strcmp0 (review_hub_board_get_opened (hub)->version, "r2") == 0);
  window_fixture_settle (fixture, 60);
  g_assert_false (gtk_widget_is_sensitive (
      window_fixture_find (GTK_WIDGET (fixture->window), "focus-hub-approve")));
  window_fixture_shot (fixture, "hub-draft-saved");
  show_place (fixture, "history");
  WAIT_FOR (review_hub_board_get_changes (hub) != NULL);
  expect_words (fixture, "Withdrawal anomaly · auto-pass threshold", "hub-history-changes");
  g_free (((ReviewPolicyVersion *) fixture->server->hub->versions->pdata[0])->author);
  ((ReviewPolicyVersion *) fixture->server->hub->versions->pdata[0])->author = g_strdup ("u-other");
  review_hub_board_refresh (hub);
  WAIT_FOR (review_hub_board_can (hub, REVIEW_HUB_ACT_APPROVE, NULL));
  click (fixture, "focus-history-act");
  WAIT_FOR (review_hub_board_can (hub, REVIEW_HUB_ACT_MAKE_LIVE, NULL));
  set_entry (fixture, "focus-history-reason", "proven");
  click (fixture, "focus-history-act");
  WAIT_FOR (g_strcmp0 (review_hub_board_get_versions (hub)->live, "r2") == 0
            && !review_hub_board_get_busy (hub));
  review_hub_board_compare (hub, "r1", NULL);
  window_fixture_settle (fixture, 60);
  set_entry (fixture, "focus-history-reason", "block rate left its band");
  window_fixture_settle (fixture, 60);
  window_fixture_shot (fixture, "hub-history-put-back");
  click (fixture, "focus-history-act");
  WAIT_FOR (g_strcmp0 (review_hub_board_get_versions (hub)->live, "r1") == 0);
}

/* Draft, place and note are there after a switch of language. */
static void
test_language (WindowFixture *fixture, gconstpointer unused)
{
  window_fixture_show (fixture, "en", 1440, 900);
  show_hub (fixture, "withdrawal_anomaly");
  review_hub_board_set_threshold (get_hub (fixture), REVIEW_SIDE_PASS, 0.15);
  set_entry (fixture, "focus-hub-note", "typed");
  window_fixture_show (fixture, "zh-CN", 1440, 900);
  g_assert_true (window_fixture_has_text (GTK_WIDGET (fixture->window), "自动放行 0.15"));
  g_assert_true (window_fixture_has_text (GTK_WIDGET (fixture->window), "异常提币 · 阈值"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (
                       window_fixture_find (GTK_WIDGET (fixture->window), "focus-hub-note"))),
                   ==, "typed");
}

/* Who has one page sees no switcher, and no Decision Hub by any way. */
static void
test_role (WindowFixture *fixture, gconstpointer unused)
{
  window_fixture_show (fixture, "en", 1440, 900);
  g_assert_null (window_fixture_find (GTK_WIDGET (fixture->window), "focus-page-hub"));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.page", "s", "hub");
  window_fixture_settle (fixture, 60);
  g_assert_cmpint (review_hub_board_get_state (get_hub (fixture)), ==, REVIEW_HUB_IDLE);
}

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv, "en");
#define ADD(path, func) window_fixture_add (path, window_fixture_set_up_lead, func)
  ADD ("/hub-page/pictures", test_pictures);
  ADD ("/hub-page/keys", test_keys);
  ADD ("/hub-page/figures", test_figures);
  ADD ("/hub-page/states", test_states);
  ADD ("/hub-page/condition", test_condition);
  ADD ("/hub-page/rule", test_rule);
  ADD ("/hub-page/history", test_history);
  ADD ("/hub-page/language", test_language);
#undef ADD
  window_fixture_add ("/hub-page/role", window_fixture_set_up, test_role);
  return g_test_run ();
}
