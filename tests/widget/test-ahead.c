/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The next case is drawn while nobody sees it: it comes to the front as it was got ready, it looks
 * like one that was not, and until then it is nowhere to be read. */
#include "window-fixture.h"

#include <string.h>

#include "review-reasons.h"
#include "review-timeline-pane.h"
#include "review-twin.h"

static ReviewTwin *
find_twin (WindowFixture *fixture, GType of)
{
  GtkWidget *front = window_fixture_find_type (GTK_WIDGET (fixture->window), of);

  g_assert_nonnull (front);
  return REVIEW_TWIN (gtk_widget_get_parent (front));
}

/* As ROCA says, and that it is right: the next case is taken ahead then. */
static void
agree (WindowFixture *fixture)
{
  ReviewDesk *desk = fixture->desk;
  const ReviewAssessment *said = review_desk_get_assessment (desk);
  gboolean block = said->verdict == REVIEW_VERDICT_BLOCK;
  g_autoptr (GPtrArray) codes = NULL;

  review_desk_set_choice (desk, block ? REVIEW_CHOICE_BLOCK : REVIEW_CHOICE_PASS);
  codes = review_desk_list_codes (desk, "disposition");
  if (block && codes->len > 0)
    review_desk_set_disposition (desk, ((const ReviewCode *) codes->pdata[0])->code);
  review_desk_set_reasoning (desk, REVIEW_REASONING_SOUND);
  g_assert_true (review_desk_get_can_submit (desk));
  WAIT_FOR (review_desk_get_ahead (desk) != NULL);
}

static void
submitted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  review_desk_submit_finish (REVIEW_DESK (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
submit (WindowFixture *fixture)
{
  gboolean done = FALSE;

  review_desk_submit_async (fixture->desk, TRUE, NULL, submitted_cb, &done);
  WAIT_FOR (done);
}

static void
add_words (GtkWidget *widget, GString *out)
{
  if (!gtk_widget_get_visible (widget))
    return;
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (out, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    add_words (child, out);
}

static char *
dup_words (GtkWidget *widget)
{
  GString *out = g_string_new (NULL);

  add_words (widget, out);
  return g_string_free (out, FALSE);
}

/* The timeline is the last that is got ready. */
static gboolean
is_ready (ReviewTwin *timeline, const ReviewCaseView *view)
{
  return review_evidence_pane_shows (REVIEW_EVIDENCE_PANE (review_twin_get_back (timeline)), view);
}

/* A case in the window, filled in, and the next one ready behind it. */
static void
get_ready (WindowFixture *fixture)
{
  window_fixture_take (fixture);
  window_fixture_show (fixture, "en", 1440, 900);
  agree (fixture);
  WAIT_FOR (is_ready (find_twin (fixture, REVIEW_TYPE_TIMELINE_PANE),
                      review_desk_get_ahead (fixture->desk)));
}

/* It comes to the front as it is: nothing in it is made anew, and nothing differs from a window that
 * knew nothing of it before. */
static void
test_drawn (WindowFixture *fixture, gconstpointer unused)
{
  ReviewTwin *reasons, *timeline;
  GtkWidget *back, *rows;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *anew = NULL;

  get_ready (fixture);
  reasons = find_twin (fixture, REVIEW_TYPE_REASONS);
  timeline = find_twin (fixture, REVIEW_TYPE_TIMELINE_PANE);
  back = review_twin_get_back (reasons);
  rows = review_twin_get_back (timeline);
  window_fixture_settle (fixture, 60);
  /* There, laid out, and nowhere to be met. */
  g_assert_cmpint (gtk_widget_get_height (back), >, 100);
  g_assert_false (gtk_widget_get_mapped (back));
  g_assert_true (
      gtk_test_accessible_has_state (GTK_ACCESSIBLE (back), GTK_ACCESSIBLE_STATE_HIDDEN));
  before = dup_words (back);
  g_assert_nonnull (strstr (before, "Everything else"));
  submit (fixture);
  g_assert_true (review_twin_get_front (reasons) == back);
  g_assert_true (review_twin_get_front (timeline) == rows);
  window_fixture_settle (fixture, 60);
  g_assert_true (gtk_widget_get_mapped (back) && gtk_widget_get_mapped (rows));
  after = dup_words (back);
  g_assert_cmpstr (after, ==, before);
  g_assert_true (gtk_widget_has_focus (window_fixture_find_type (
      GTK_WIDGET (fixture->window), g_type_from_name ("ReviewCaseHeader"))));
  /* The last case goes out of the window. */
  WAIT_FOR (is_ready (timeline, NULL));
  window_fixture_show (fixture, "en", 1440, 900);
  anew = dup_words (review_twin_get_front (find_twin (fixture, REVIEW_TYPE_REASONS)));
  g_assert_cmpstr (anew, ==, after);
}

/* What is typed and marked of a case that was got ready is as in any other. */
static void
test_works (WindowFixture *fixture, gconstpointer unused)
{
  ReviewTwin *reasons;
  GtkWidget *step;

  get_ready (fixture);
  reasons = find_twin (fixture, REVIEW_TYPE_REASONS);
  submit (fixture);
  window_fixture_settle (fixture, 60);
  step = window_fixture_find (GTK_WIDGET (fixture->window), "focus-step-1");
  g_assert_true (gtk_widget_is_ancestor (step, review_twin_get_front (reasons)));
  gtk_widget_grab_focus (step);
  g_assert_true (window_fixture_act (fixture, "review.step-right"));
  g_assert_cmpint (review_form_get_mark (review_desk_get_form (fixture->desk), 1), ==,
                   REVIEW_STEP_MARK_RIGHT);
}

/* Put back unseen, nothing of it stays. */
static void
test_put_back (WindowFixture *fixture, gconstpointer unused)
{
  ReviewTwin *timeline;
  g_autofree char *label = NULL;

  get_ready (fixture);
  timeline = find_twin (fixture, REVIEW_TYPE_TIMELINE_PANE);
  review_desk_release_async (fixture->desk, NULL, NULL, NULL, NULL);
  WAIT_FOR (review_desk_get_ahead (fixture->desk) == NULL && is_ready (timeline, NULL));
  label = dup_words (review_twin_get_back (timeline));
  g_assert_null (strstr (label, "E1"));
}

/* A case that is looked at blind says nothing of ROCA, ahead as little as in front. */
static void
test_blind (WindowFixture *fixture, gconstpointer unused)
{
  ReviewTwin *reasons;
  ReviewCaseView *next = fake_server_item (fixture->server, 1)->view;
  g_autofree char *words = NULL;

  next->blind = TRUE;
  next->blind_mode = REVIEW_BLIND_HIDDEN;
  get_ready (fixture);
  reasons = find_twin (fixture, REVIEW_TYPE_REASONS);
  words = dup_words (review_twin_get_back (reasons));
  g_assert_null (strstr (words, "Reasoning chain"));
  g_assert_null (strstr (words, "Everything else"));
  /* Nor does what ROCA said of the case before, once it has come. */
  submit (fixture);
  g_free (words);
  words = dup_words (review_twin_get_back (reasons));
  g_assert_null (strstr (words, "ROCA suggests"));
  g_assert_null (strstr (words, "Everything else"));
}

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv, "en");
#define ADD(path, func) window_fixture_add ("/ahead/" path, window_fixture_set_up_types, func)
  ADD ("drawn", test_drawn);
  ADD ("works", test_works);
  ADD ("put-back", test_put_back);
  ADD ("blind", test_blind);
#undef ADD
  return g_test_run ();
}
