/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Models and experiments in the Decision Hub: pictures in both languages; a candidate is asked for,
 * cancelled, made live by another person and put back; an experiment goes its way, and who may not is
 * told why. */
#include "window-fixture.h"

#include <math.h>

#include "review-hub-page.h"

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
  { "zh-CN", ADW_COLOR_SCHEME_FORCE_DARK, 1100, 700, "zh-dark-1100" },
  { "en", ADW_COLOR_SCHEME_FORCE_LIGHT, 1100, 700, "en-light-1100" },
};

static ReviewModelBoard *
get_models (WindowFixture *fixture)
{
  return review_session_get_models (fixture->session);
}

static ReviewTrialBoard *
get_trials (WindowFixture *fixture)
{
  return review_session_get_trials (fixture->session);
}

static void
show (WindowFixture *fixture, const char *place)
{
  ReviewHubBoard *hub = review_session_get_hub (fixture->session);

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.page", "s", "hub");
  WAIT_FOR (review_hub_board_get_overview (hub) != NULL
            && review_hub_board_get_versions (hub) != NULL
            && review_hub_board_get_draft (hub) != NULL);
  review_hub_board_set_case_type (hub, "withdrawal_anomaly");
  gtk_widget_activate_action (
      window_fixture_find_type (GTK_WIDGET (fixture->window), REVIEW_TYPE_HUB_PAGE), "hub.show",
      "s", place);
  WAIT_FOR (g_str_equal (place, "models")
                ? review_model_board_get_list (get_models (fixture)) != NULL
                : review_trial_board_get_opened (get_trials (fixture)) != NULL);
  window_fixture_settle (fixture, 80);
}

static GtkWidget *
find (WindowFixture *fixture, const char *name)
{
  GtkWidget *found = window_fixture_find (GTK_WIDGET (fixture->window), name);

  g_assert_nonnull (found);
  return found;
}

static void
click (WindowFixture *fixture, const char *name)
{
  GtkWidget *button = find (fixture, name);

  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static void
type (WindowFixture *fixture, const char *name, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, name)), text);
}

static gboolean
says (WindowFixture *fixture, const char *words)
{
  return window_fixture_has_text (GTK_WIDGET (fixture->window), words);
}

/* Scrolls what is shown down to its end. */
static void
scroll_down (WindowFixture *fixture, const char *name)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (find (fixture, name), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *v = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));

  gtk_adjustment_set_value (v, gtk_adjustment_get_upper (v));
  window_fixture_settle (fixture, 60);
}

static void
test_pictures (WindowFixture *fixture, gconstpointer unused)
{
  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autofree char *models = g_strdup_printf ("models-%s", looks[i].name);
      g_autofree char *candidate = g_strdup_printf ("models-candidate-%s", looks[i].name);
      g_autofree char *trials = g_strdup_printf ("experiments-%s", looks[i].name);
      g_autofree char *figures = g_strdup_printf ("experiments-figures-%s", looks[i].name);

      adw_style_manager_set_color_scheme (adw_style_manager_get_default (), looks[i].scheme);
      window_fixture_show (fixture, looks[i].language, looks[i].width, looks[i].height);
      show (fixture, "models");
      window_fixture_shot (fixture, models);
      scroll_down (fixture, "focus-models-ask");
      window_fixture_shot (fixture, candidate);
      show (fixture, "experiments");
      window_fixture_shot (fixture, trials);
      scroll_down (fixture, "focus-trial-ask");
      window_fixture_shot (fixture, figures);
      g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->window)), <=, looks[i].width);
    }
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_LIGHT);
}

/* The candidate of another person goes live, and what was live is put back with a reason. */
static void
test_candidate (WindowFixture *fixture, gconstpointer unused)
{
  ReviewModelBoard *board = get_models (fixture);

  window_fixture_show (fixture, "en", 1440, 900);
  show (fixture, "models");
  g_assert_cmpstr (review_model_board_get_selected (board)->version, ==, FAKE_CANDIDATE);
  g_assert_true (says (fixture, "passed its gate"));
  g_assert_true (says (fixture, "right in 31 of 35"));
  g_assert_true (says (fixture, "+0.071 (+0.047 … +0.095)"));
  g_assert_false (gtk_widget_is_sensitive (find (fixture, "focus-model-drop")));
  click (fixture, "focus-model-live");
  WAIT_FOR (g_strcmp0 (review_model_board_get_list (board)->live, FAKE_CANDIDATE) == 0
            && !review_model_board_get_busy (board));
  review_model_board_select (board, FAKE_LIVE_MODEL);
  window_fixture_settle (fixture, 60);
  g_assert_true (says (fixture, "It takes a reason."));
  g_assert_false (gtk_widget_is_sensitive (find (fixture, "focus-model-live")));
  type (fixture, "focus-model-reason", "worse by day");
  click (fixture, "focus-model-live");
  WAIT_FOR (g_strcmp0 (review_model_board_get_list (board)->live, FAKE_LIVE_MODEL) == 0);
}

/* Asked for with a reason and followed; cancelled by a button that says so. */
static void
test_training (WindowFixture *fixture, gconstpointer unused)
{
  ReviewModelBoard *board = get_models (fixture);

  window_fixture_show (fixture, "en", 1440, 900);
  show (fixture, "models");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find (fixture, "focus-models-ask")), TRUE);
  window_fixture_settle (fixture, 60);
  g_assert_false (gtk_widget_is_sensitive (find (fixture, "focus-candidate-start")));
  type (fixture, "focus-candidate-reason", "new labels of the night");
  window_fixture_settle (fixture, 300);
  window_fixture_shot (fixture, "models-form");
  /* What is filled in survives another language. */
  window_fixture_show (fixture, "zh-CN", 1440, 900);
  show (fixture, "models");
  g_assert_cmpstr (review_model_board_get_form (board)->reason, ==, "new labels of the night");
  window_fixture_show (fixture, "en", 1440, 900);
  show (fixture, "models");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find (fixture, "focus-models-ask")), TRUE);
  window_fixture_settle (fixture, 60);
  click (fixture, "focus-candidate-start");
  WAIT_FOR (review_model_board_get_job (board) != NULL && !review_model_board_get_busy (board));
  window_fixture_settle (fixture, 60);
  g_assert_true (says (fixture, "A candidate is trained: 12 of 30 parts"));
  gtk_test_accessible_assert_property (find (fixture, "focus-models-cancel"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Cancel the training");
  window_fixture_settle (fixture, 300);
  window_fixture_shot (fixture, "models-training");
  click (fixture, "focus-models-cancel");
  WAIT_FOR (review_model_board_get_job (board) == NULL);
  window_fixture_settle (fixture, 60);
  g_assert_true (says (fixture, "The last training was cancelled."));
}

/* Nobody lets their own candidate decide, nor one that was compared with another model. */
static void
test_own_candidate (WindowFixture *fixture, gconstpointer unused)
{
  ReviewModelVersion *candidate = fixture->server->trials->models->pdata[0];
  g_free (candidate->asked_by);
  candidate->asked_by = g_strdup ("u-lead");
  window_fixture_show (fixture, "en", 1440, 900);
  show (fixture, "models");
  g_assert_true (says (fixture, "another person lets it decide"));
  g_assert_false (gtk_widget_is_sensitive (find (fixture, "focus-model-live")));
  g_free (candidate->asked_by);
  candidate->asked_by = g_strdup ("u-model");
  candidate->passed = FALSE;
  fake_server_event (fixture->server, "candidate", "withdrawal_anomaly");
  WAIT_FOR (says (fixture, "It did not pass its gate."));
}

/* A pattern that was taken on for path A. */
static ReviewPatternList *
make_patterns (void)
{
  ReviewPatternList *list = review_record_new (&review_pattern_list_type);
  ReviewPattern *pattern = review_record_new (&review_pattern_type);
  ReviewPatternCondition *one = review_record_new (&review_pattern_condition_type);

  one->attribute = g_strdup ("market");
  one->equals = g_strdup ("BR");
  one->low = one->high = (double) NAN;
  pattern->id = g_strdup ("0190aaaa0000000000000000000000c1");
  pattern->display_id = g_strdup ("PT-7");
  pattern->case_type = g_strdup ("withdrawal_anomaly");
  pattern->label = REVIEW_LABEL_FP;
  pattern->conditions = review_records_new ();
  pattern->state = REVIEW_PATTERN_WORKING;
  pattern->origin = REVIEW_PATTERN_BY_RADAR;
  pattern->version = 3;
  pattern->found_at = g_get_real_time () / 1000 * 1000;
  pattern->path = REVIEW_PATH_A;
  g_ptr_array_add (pattern->conditions, one);
  list->items = review_records_new ();
  g_ptr_array_add (list->items, pattern);
  return list;
}

/* A candidate is asked for the cases of a pattern that waits for one; then no others are named. */
static void
test_pattern (WindowFixture *fixture, gconstpointer unused)
{
  ReviewPatternBoard *patterns = review_session_get_patterns (fixture->session);
  g_autoptr (ReviewPatternList) list = make_patterns ();

  fake_server_can (fixture->server, "GET /v1/patterns", list);
  window_fixture_show (fixture, "en", 1440, 900);
  show (fixture, "models");
  WAIT_FOR (g_list_model_get_n_items (review_pattern_board_get_patterns (patterns)) == 1);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find (fixture, "focus-models-ask")), TRUE);
  window_fixture_settle (fixture, 100);
  g_assert_true (says (fixture, "PT-7"));
  g_assert_true (gtk_widget_get_visible (find (fixture, "focus-candidate-narrow")));
  review_model_board_set_pattern (get_models (fixture), "0190aaaa0000000000000000000000c1");
  window_fixture_settle (fixture, 60);
  g_assert_null (window_fixture_find (GTK_WIDGET (fixture->window), "focus-candidate-narrow"));
  scroll_down (fixture, "focus-models-ask");
  window_fixture_settle (fixture, 300);
  window_fixture_shot (fixture, "models-pattern");
}

/* Another share, then promoted by another person than its author; the one of one's own is not. */
static void
test_experiment (WindowFixture *fixture, gconstpointer unused)
{
  ReviewTrialBoard *board = get_trials (fixture);
  ReviewExperiment *one = fixture->server->trials->experiments->pdata[0];

  window_fixture_show (fixture, "en", 1440, 900);
  show (fixture, "experiments");
  g_assert_cmpstr (review_trial_board_get_selected (board), ==, FAKE_ROLLOUT);
  g_assert_true (says (fixture, "decided too few cases yet"));
  g_assert_true (says (fixture, "shown to be better"));
  g_assert_true (says (fixture, "71.0 % (65 … 77)"));
  g_assert_false (gtk_widget_is_sensitive (find (fixture, "focus-trial-promote")));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (find (fixture, "focus-trial-share")), 60);
  click (fixture, "focus-trial-rollout");
  WAIT_FOR (one->share > 0.59 && review_trial_board_get_doing (board) == REVIEW_TRIAL_ACT_NONE
            && review_trial_board_get_opened (board)->version == 4);
  g_clear_pointer (&one->missing, g_strfreev);
  fake_server_event (fixture->server, "experiment", one->id);
  WAIT_FOR (review_trial_board_get_unmet (board, REVIEW_TRIAL_ACT_PROMOTE) == NULL);
  window_fixture_settle (fixture, 60);
  click (fixture, "focus-trial-promote");
  WAIT_FOR (one->state == REVIEW_EXPERIMENT_PROMOTED
            && review_trial_board_get_doing (board) == REVIEW_TRIAL_ACT_NONE);
  review_trial_board_select (board, FAKE_PROPOSED);
  WAIT_FOR (review_trial_board_get_opened (board) != NULL);
  window_fixture_settle (fixture, 60);
  click (fixture, "focus-trial-shadow");
  WAIT_FOR (review_trial_board_get_opened (board)->state == REVIEW_EXPERIMENT_SHADOW
            && review_trial_board_get_doing (board) == REVIEW_TRIAL_ACT_NONE);
  window_fixture_settle (fixture, 60);
  g_assert_false (gtk_widget_is_sensitive (find (fixture, "focus-trial-end")));
  type (fixture, "focus-trial-reason", "another idea");
  click (fixture, "focus-trial-end");
  WAIT_FOR (review_trial_board_get_opened (board)->state == REVIEW_EXPERIMENT_ENDED);
  window_fixture_settle (fixture, 60);
  g_assert_true (says (fixture, "another idea"));
}

/* Proposed from a draft, on a case type; one's own waits for another person in the end. */
static void
test_proposal (WindowFixture *fixture, gconstpointer unused)
{
  ReviewHubBoard *hub = review_session_get_hub (fixture->session);
  ReviewTrialBoard *board = get_trials (fixture);

  window_fixture_show (fixture, "en", 1440, 900);
  show (fixture, "experiments");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find (fixture, "focus-trial-ask")), TRUE);
  window_fixture_settle (fixture, 60);
  g_assert_true (says (fixture, "No version waits to be tried."));
  WAIT_FOR (review_hub_board_get_state (hub) == REVIEW_HUB_READY);
  review_hub_board_set_threshold (hub, REVIEW_SIDE_PASS, 0.15);
  review_hub_board_save (hub);
  WAIT_FOR (review_hub_board_find_version (hub, "r2") != NULL && !review_hub_board_get_busy (hub));
  window_fixture_settle (fixture, 60);
  g_assert_true (says (fixture, "r2 · draft by W. Zhao"));
  g_assert_false (gtk_widget_is_sensitive (find (fixture, "focus-trial-propose")));
  review_trial_board_set_scope (board, "withdrawal_anomaly", "r2");
  type (fixture, "focus-trial-note", "quiet ones need nobody");
  window_fixture_settle (fixture, 60);
  window_fixture_settle (fixture, 300);
  window_fixture_shot (fixture, "experiments-form");
  click (fixture, "focus-trial-propose");
  WAIT_FOR (review_trial_board_get_doing (board) == REVIEW_TRIAL_ACT_NONE
            && review_trial_board_get_opened (board) != NULL
            && g_strcmp0 (review_trial_board_get_opened (board)->tried, "r2") == 0);
  g_assert_cmpstr (review_trial_board_get_opened (board)->note, ==, "quiet ones need nobody");
  ((ReviewExperiment *) fixture->server->trials->experiments->pdata[0])->state =
      REVIEW_EXPERIMENT_ROLLOUT;
  fake_server_event (fixture->server, "experiment", "x");
  WAIT_FOR (g_strcmp0 (review_trial_board_get_unmet (board, REVIEW_TRIAL_ACT_PROMOTE), "own") == 0);
  window_fixture_settle (fixture, 60);
  g_assert_true (says (fixture, "another person promotes it"));
}

static void
set_up_model (WindowFixture *fixture, gconstpointer unused)
{
  window_fixture_set_up_as (fixture, "u-other", "K. Sato", REVIEW_ROLE_MODEL);
}

/* The model team reads experiments, and finds neither a form nor an act that works; it asks for
 * candidates, and lets none decide. */
static void
test_model_team (WindowFixture *fixture, gconstpointer unused)
{
  window_fixture_show (fixture, "en", 1440, 900);
  show (fixture, "experiments");
  g_assert_null (window_fixture_find (GTK_WIDGET (fixture->window), "focus-trial-ask"));
  g_assert_false (gtk_widget_is_sensitive (find (fixture, "focus-trial-rollout")));
  g_assert_true (says (fixture, "Leads and administrators run experiments."));
  show (fixture, "models");
  g_assert_true (says (fixture, "A lead or an administrator lets a model decide."));
  g_assert_false (gtk_widget_is_sensitive (find (fixture, "focus-model-live")));
  find (fixture, "focus-models-ask");
}

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv, "en");
#define ADD(path, func) window_fixture_add (path, window_fixture_set_up_lead, func)
  ADD ("/trials-page/pictures", test_pictures);
  ADD ("/trials-page/candidate", test_candidate);
  ADD ("/trials-page/training", test_training);
  ADD ("/trials-page/pattern", test_pattern);
  ADD ("/trials-page/experiment", test_experiment);
  ADD ("/trials-page/proposal", test_proposal);
  ADD ("/trials-page/own-candidate", test_own_candidate);
#undef ADD
  window_fixture_add ("/trials-page/model-team", set_up_model, test_model_team);
  return g_test_run ();
}
