/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SOP gaps on the Quality page: what no clause covers, a proposed clause in both languages, and what
 * stands in the way of publishing it. */
#include "review-clock.h"
#include "review-gap-board.h"
#include "review-gaps-view.h"
#include "window-fixture.h"

#define AT ((gint64) 1780000000 * REVIEW_SECOND)

static ReviewSopDraft *
make_draft (const char *author)
{
  ReviewSopDraft *draft = review_record_new (&review_sop_draft_type);

  draft->id = g_strdup ("0190aaaa0000000000000000000000d1");
  draft->case_type = g_strdup ("withdrawal_anomaly");
  draft->sop_version = g_strdup ("v1");
  draft->feature = g_strdup ("issuer_unlisted");
  draft->step = 1;
  draft->kind = REVIEW_CLAUSE_PASS;
  draft->text = review_text_new ("Pass where the issuer is a local utility.", NULL);
  draft->author = g_strdup (author);
  draft->author_name = g_strdup ("L. Chen");
  draft->at = AT;
  return draft;
}

static void
open_gaps (WindowFixture *fixture, const char *author)
{
  ReviewGapBoard *board = review_session_get_gaps (fixture->session);
  g_autoptr (ReviewGapList) list = review_record_new (&review_gap_list_type);
  ReviewGap *gap = review_record_new (&review_gap_type);

  gap->case_type = g_strdup ("withdrawal_anomaly");
  gap->sop_version = g_strdup ("v1");
  gap->feature = g_strdup ("issuer_unlisted");
  gap->cases = 42;
  gap->last_at = AT;
  gap->drafts = review_records_new ();
  if (author != NULL)
    g_ptr_array_add (gap->drafts, make_draft (author));
  list->items = review_records_new ();
  g_ptr_array_add (list->items, gap);
  fake_server_can (fixture->server, "GET /v1/sop-gaps", list);
  review_session_set_ui_string (fixture->session, "quality/place", "gaps");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.page", "s", "quality");
  WAIT_FOR (review_gap_board_get_selected (board) != NULL);
  window_fixture_settle (fixture, 50);
}

static GtkWidget *
find (WindowFixture *fixture, const char *name)
{
  GtkWidget *view = window_fixture_find_type (GTK_WIDGET (fixture->window), REVIEW_TYPE_GAPS_VIEW);

  g_assert_nonnull (view);
  return name != NULL ? window_fixture_find (view, name) : view;
}

static void
test_words (WindowFixture *fixture, gconstpointer unused)
{
  open_gaps (fixture, NULL);
  g_assert_true (window_fixture_has_text (find (fixture, NULL), "42 cases"));
  g_assert_true (window_fixture_has_text (find (fixture, NULL), "Nobody has proposed a clause"));
  g_assert_null (find (fixture, "focus-gap-publish"));
}

/* Both halves and a reason: then it may be published. What is changed in it is marked. */
static void
test_publish (WindowFixture *fixture, gconstpointer unused)
{
  GtkWidget *publish;

  open_gaps (fixture, "u-senior");
  publish = find (fixture, "focus-gap-publish");
  g_assert_false (gtk_widget_get_sensitive (publish));
  g_assert_true (window_fixture_has_text (find (fixture, NULL), "in both languages"));
  gtk_text_buffer_set_text (
      gtk_text_view_get_buffer (GTK_TEXT_VIEW (find (fixture, "focus-gap-zh"))), "予以放行。", -1);
  g_assert_false (gtk_widget_get_sensitive (publish));
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, "focus-gap-reason")), "good ones blocked");
  g_assert_true (gtk_widget_get_sensitive (publish));
  g_assert_false (window_fixture_has_text (find (fixture, NULL), "struck through"));
  gtk_text_buffer_set_text (
      gtk_text_view_get_buffer (GTK_TEXT_VIEW (find (fixture, "focus-gap-en"))),
      "Pass where the issuer is a utility.", -1);
  g_assert_true (window_fixture_has_text (find (fixture, NULL), "struck through"));
}

/* Two people: nobody publishes what they wrote. */
static void
test_own (WindowFixture *fixture, gconstpointer unused)
{
  open_gaps (fixture, "u-lead");
  gtk_text_buffer_set_text (
      gtk_text_view_get_buffer (GTK_TEXT_VIEW (find (fixture, "focus-gap-zh"))), "予以放行。", -1);
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, "focus-gap-reason")), "good ones blocked");
  g_assert_false (gtk_widget_get_sensitive (find (fixture, "focus-gap-publish")));
  g_assert_true (window_fixture_has_text (find (fixture, NULL), "who did not write it"));
}

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv, "en");
#define ADD(path, func) window_fixture_add (path, window_fixture_set_up_lead_window, func)
  ADD ("/gaps-view/words", test_words);
  ADD ("/gaps-view/publish", test_publish);
  ADD ("/gaps-view/own", test_own);
#undef ADD
  return g_test_run ();
}
