/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recurring errors on the Quality page: the slice in words, its figures and its path; what may be done
 * about it in which state and by whom; and a nomination. */
#include <math.h>

#include "review-chips.h"
#include "review-clock.h"
#include "review-nomination-popover.h"
#include "review-patterns-view.h"
#include "review-pattern-words.h"
#include "window-fixture.h"

#define AT ((gint64) 1780000000 * REVIEW_SECOND)
#define ID "0190aaaa0000000000000000000000c1"

static void
add_condition (ReviewPattern *pattern, const char *attribute, const char *equals, double low)
{
  ReviewPatternCondition *one = review_record_new (&review_pattern_condition_type);

  one->attribute = g_strdup (attribute);
  one->equals = g_strdup (equals);
  one->low = low;
  g_ptr_array_add (pattern->conditions, one);
}

static ReviewPattern *
make_pattern (int state)
{
  ReviewPattern *self = review_record_new (&review_pattern_type);
  ReviewPatternCount *found = review_record_new (&review_pattern_count_type);
  ReviewPatternQuery *query = review_record_new (&review_pattern_query_type);

  self->id = g_strdup (ID);
  self->display_id = g_strdup ("PT-7");
  self->case_type = g_strdup ("withdrawal_anomaly");
  self->label = REVIEW_LABEL_FP;
  self->conditions = review_records_new ();
  add_condition (self, "market", "BR", NAN);
  add_condition (self, "first_seen_days", NULL, 3);
  self->state = state;
  self->origin = REVIEW_PATTERN_BY_RADAR;
  self->version = 2;
  self->found_at = AT;
  found->since = AT - 56 * REVIEW_DAY;
  found->until = AT - 7 * REVIEW_DAY;
  found->n = 34;
  found->errors = 12;
  found->rate = 0.353;
  found->rate_outside = 0.136;
  found->lift = 2.4;
  found->low = 1.6;
  found->high = 3.7;
  self->found = found;
  self->suggested = REVIEW_PATH_B;
  query->limit = 0.245;
  query->alpha = 0.05;
  self->query = query;
  return self;
}

static void
show_pattern (WindowFixture *fixture, ReviewPattern *pattern)
{
  ReviewPatternBoard *board = review_session_get_patterns (fixture->session);
  g_autoptr (ReviewPatternList) list = review_record_new (&review_pattern_list_type);

  list->items = review_records_new ();
  g_ptr_array_add (list->items, review_record_ref (pattern));
  fake_server_can (fixture->server, "GET /v1/patterns", list);
  review_session_set_ui_string (fixture->session, "quality/place", "patterns");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.page", "s", "quality");
  WAIT_FOR (review_pattern_board_get_opened (board) != NULL);
  window_fixture_settle (fixture, 50);
}

static ReviewPattern *
open_pattern (WindowFixture *fixture, int state)
{
  ReviewPattern *pattern = make_pattern (state);

  show_pattern (fixture, pattern);
  return pattern;
}

static GtkWidget *
get_view (WindowFixture *fixture)
{
  GtkWidget *view =
      window_fixture_find_type (GTK_WIDGET (fixture->window), REVIEW_TYPE_PATTERNS_VIEW);

  g_assert_nonnull (view);
  return view;
}

static gboolean
is_shown (WindowFixture *fixture, const char *name)
{
  GtkWidget *widget = window_fixture_find (get_view (fixture), name);

  return widget != NULL && gtk_widget_get_mapped (widget);
}

static void
test_words (WindowFixture *fixture, gconstpointer unused)
{
  g_autoptr (ReviewPattern) pattern = open_pattern (fixture, REVIEW_PATTERN_CONFIRMED);
  GtkWidget *view = get_view (fixture);

  g_assert_true (window_fixture_has_text (view, "market is BR and "));
  g_assert_true (window_fixture_has_text (view, "is at least 3"));
  g_assert_true (window_fixture_has_text (view, "12 of 34 · ×2.4 (1.6 … 3.7)"));
  g_assert_true (window_fixture_has_text (view, "B · threshold off → Decision Hub change"));
  g_assert_true (window_fixture_has_text (view, "less than 24.5 %"));
  g_assert_true (window_fixture_has_text (view, "None that may be shown"));
}

/* The suggested path is chosen already; another one waits for a reason. */
static void
test_accept (WindowFixture *fixture, gconstpointer unused)
{
  g_autoptr (ReviewPattern) pattern = open_pattern (fixture, REVIEW_PATTERN_CONFIRMED);
  GtkWidget *view = get_view (fixture);
  GtkWidget *accept = window_fixture_find (view, "focus-pattern-accept");
  GtkWidget *reason = window_fixture_find (view, "focus-pattern-accept-reason");

  g_assert_true (gtk_widget_get_sensitive (accept));
  g_assert_false (is_shown (fixture, "focus-pattern-repair"));
  review_chips_choose (
      REVIEW_CHIPS (window_fixture_find_type (gtk_widget_get_parent (accept), REVIEW_TYPE_CHIPS)),
      2);
  g_assert_false (gtk_widget_get_sensitive (accept));
  gtk_editable_set_text (GTK_EDITABLE (reason), "no clause says what to do");
  g_assert_true (gtk_widget_get_sensitive (accept));
}

static void
test_repair (WindowFixture *fixture, gconstpointer unused)
{
  g_autoptr (ReviewPattern) pattern = open_pattern (fixture, REVIEW_PATTERN_WORKING);
  GtkWidget *view = get_view (fixture);
  GtkWidget *repair = window_fixture_find (view, "focus-pattern-repair");

  g_assert_false (is_shown (fixture, "focus-pattern-accept"));
  g_assert_false (is_shown (fixture, "focus-pattern-dismiss"));
  g_assert_false (gtk_widget_get_sensitive (repair));
  gtk_editable_set_text (GTK_EDITABLE (window_fixture_find (view, "focus-pattern-repair-reason")),
                         "threshold moved");
  g_assert_true (gtk_widget_get_sensitive (repair));
}

/* Nobody closes one by hand. */
static void
test_repaired (WindowFixture *fixture, gconstpointer unused)
{
  g_autoptr (ReviewPattern) pattern = open_pattern (fixture, REVIEW_PATTERN_REPAIRED);

  g_assert_false (is_shown (fixture, "focus-pattern-accept"));
  g_assert_false (is_shown (fixture, "focus-pattern-repair"));
  g_assert_false (is_shown (fixture, "focus-pattern-dismiss"));
}

static void
test_path (WindowFixture *fixture, gconstpointer unused)
{
  g_autoptr (ReviewPattern) pattern = open_pattern (fixture, REVIEW_PATTERN_CONFIRMED);
  g_autofree char *lift = review_pattern_words_lift (pattern);

  g_assert_cmpstr (lift, ==, "12 of 34 · ×2.4 (1.6 … 3.7)");
  pattern->overridden = TRUE;
  pattern->path = REVIEW_PATH_C;
  {
    g_autofree char *path = review_pattern_words_path (pattern);

    g_assert_true (g_str_has_prefix (path, "C · SOP gap"));
    g_assert_nonnull (strstr (path, "against the suggestion: B"));
  }
}

static ReviewFeatureRequest *
make_request (void)
{
  ReviewFeatureRequest *self = review_record_new (&review_feature_request_type);
  ReviewPatternFact *fact = review_record_new (&review_pattern_fact_type);

  self->reason = g_strdup ("the age of the issuer");
  self->asked_by = g_strdup ("u-lead");
  self->asked_at = AT;
  self->cases = 12;
  self->cited = 5;
  fact->kind = REVIEW_EVIDENCE_DOCUMENT;
  fact->fields = g_strsplit ("document", ",", -1);
  fact->cases = 5;
  fact->citations = 7;
  self->facts = review_records_new ();
  g_ptr_array_add (self->facts, fact);
  return self;
}

/* On path A its owner asks for a feature, once; only the model team answers. */
static void
test_feature (WindowFixture *fixture, gconstpointer unused)
{
  g_autoptr (ReviewPattern) pattern = make_pattern (REVIEW_PATTERN_WORKING);
  GtkWidget *button, *view;

  pattern->path = REVIEW_PATH_A;
  show_pattern (fixture, pattern);
  view = get_view (fixture);
  button = window_fixture_find (view, "focus-feature-request");
  g_assert_true (is_shown (fixture, "focus-feature-request"));
  g_assert_false (gtk_widget_get_sensitive (button));
  gtk_editable_set_text (GTK_EDITABLE (window_fixture_find (view, "focus-feature-reason")), "age");
  g_assert_true (gtk_widget_get_sensitive (button));
  g_assert_false (is_shown (fixture, "focus-feature-answer"));
}

static void
test_feature_answered (WindowFixture *fixture, gconstpointer unused)
{
  g_autoptr (ReviewPattern) pattern = make_pattern (REVIEW_PATTERN_WORKING);
  GtkWidget *view;

  pattern->path = REVIEW_PATH_A;
  pattern->request = make_request ();
  show_pattern (fixture, pattern);
  view = get_view (fixture);
  g_assert_true (window_fixture_has_text (view, "In 5 of 12 errors reviewers cited evidence"));
  g_assert_true (window_fixture_has_text (view, "has not answered yet"));
  g_assert_false (is_shown (fixture, "focus-feature-request"));
  g_assert_false (is_shown (fixture, "focus-feature-answer"));
}

/* A search goes on at the server: how far it is stands on the page, and it can be ended there. */
static void
test_scan (WindowFixture *fixture, gconstpointer unused)
{
  g_autoptr (ReviewScanJobList) jobs = review_record_new (&review_scan_job_list_type);
  ReviewScanJob *job = review_record_new (&review_scan_job_type);
  g_autoptr (ReviewPattern) pattern = NULL;

  job->id = g_strdup (ID);
  job->case_type = g_strdup ("withdrawal_anomaly");
  job->asked_by = g_strdup ("u-lead");
  job->asked_at = AT;
  job->state = REVIEW_TRAINING_RUNNING;
  job->done = 150;
  job->total = 600;
  job->request = review_record_new (&review_pattern_scan_request_type);
  job->request->case_type = g_strdup ("withdrawal_anomaly");
  jobs->items = review_records_new ();
  g_ptr_array_add (jobs->items, job);
  fake_server_can (fixture->server, "GET /v1/pattern-scans", jobs);
  pattern = open_pattern (fixture, REVIEW_PATTERN_CONFIRMED);
  WAIT_FOR (review_pattern_board_get_scanning (review_session_get_patterns (fixture->session)));
  g_assert_true (window_fixture_has_text (get_view (fixture), "150 of 600 cases read"));
  g_assert_true (is_shown (fixture, "focus-pattern-cancel"));
  g_assert_false (
      gtk_widget_get_sensitive (window_fixture_find (get_view (fixture), "focus-pattern-scan")));
}

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv, "en");
#define ADD(path, func) window_fixture_add (path, window_fixture_set_up_lead_window, func)
  ADD ("/patterns-view/words", test_words);
  ADD ("/patterns-view/accept", test_accept);
  ADD ("/patterns-view/repair", test_repair);
  ADD ("/patterns-view/repaired", test_repaired);
  ADD ("/patterns-view/path", test_path);
  ADD ("/patterns-view/scan", test_scan);
  ADD ("/patterns-view/feature", test_feature);
  ADD ("/patterns-view/feature-answered", test_feature_answered);
#undef ADD
  return g_test_run ();
}
