/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The SOP pane over a real desk. */
#include "case-fixture.h"

#include <adwaita.h>

#include "review-language.h"
#include "review-sop-clause.h"
#include "review-sop-draft-form.h"
#include "review-sop-gap.h"
#include "review-sop-pane.h"

typedef struct
{
  CaseFixture fixture;
  GtkWidget *pane;
  ReviewDesk *desk;
} Pane;

static void
set_up (Pane *self, gconstpointer unused)
{
  case_fixture_set_up (&self->fixture, REVIEW_VERDICT_BLOCK, FALSE);
  self->desk = self->fixture.desk;
  self->pane = review_sop_pane_new (self->fixture.session);
  case_fixture_show (&self->fixture, self->pane, 324, 700);
}

static void
tear_down (Pane *self, gconstpointer unused)
{
  case_fixture_tear_down (&self->fixture);
}

static GtkWidget *
label (Pane *self, const char *part)
{
  return case_fixture_find_label (self->pane, part);
}

static double
top_of (Pane *self, GtkWidget *widget)
{
  graphene_point_t origin = GRAPHENE_POINT_INIT (0, 0), point;

  g_assert_true (gtk_widget_compute_point (widget, self->pane, &origin, &point));
  return (double) point.y;
}

static gboolean
is_current (Pane *self, const char *part)
{
  GtkWidget *clause = gtk_widget_get_ancestor (label (self, part), REVIEW_TYPE_SOP_CLAUSE);

  return gtk_widget_has_css_class (clause, "current");
}

static void
test_content (Pane *self, gconstpointer unused)
{
  g_assert_nonnull (label (self, "SOP · Withdrawal anomaly"));
  g_assert_nonnull (label (self, "v1"));
  g_assert_nonnull (label (self, "WD-2.1 Amount and time out of pattern · check"));
  g_assert_nonnull (label (self, "cited in step 2 · met"));
  g_assert_nonnull (label (self, "cited in step 1 · not met"));
  g_assert_cmpuint (case_fixture_count (self->pane, REVIEW_TYPE_SOP_CLAUSE), ==, 9);
  /* No parameter is left in braces: policy and text are one. */
  g_assert_null (label (self, "{"));
  case_fixture_check_names (self->pane);
  case_fixture_shot (&self->fixture, "sop-en");
}

/* Clauses that a step answers come first, then the gap, then the others. */
static void
test_order (Pane *self, gconstpointer unused)
{
  g_assert_cmpfloat (top_of (self, label (self, "WD-4.1")), <,
                     top_of (self, label (self, "Gap found by ROCA")));
  g_assert_cmpfloat (top_of (self, label (self, "Gap found by ROCA")), <,
                     top_of (self, label (self, "WD-1.1")));
  g_assert_cmpfloat (top_of (self, label (self, "Apply to this case")), <,
                     top_of (self, label (self, "WD-2.1")));
}

static void
test_show_clause (Pane *self, gconstpointer unused)
{
  GtkWidget *last = label (self, "WD-5.1");

  g_assert_cmpfloat (top_of (self, last), >, 700);
  review_sop_pane_show_clause (REVIEW_SOP_PANE (self->pane), "WD-5.1");
  g_assert_true (is_current (self, "WD-5.1"));
  WAIT_FOR (top_of (self, last) < 700);
  review_sop_pane_show_clause (REVIEW_SOP_PANE (self->pane), "WD-2.1");
  g_assert_true (is_current (self, "WD-2.1"));
  g_assert_false (is_current (self, "WD-5.1"));
  WAIT_FOR (top_of (self, label (self, "WD-2.1")) >= 0);
  case_fixture_shot (&self->fixture, "sop-cited");
}

/* The step in focus moves the pane: to the clause it answers, or to the gap. */
static void
test_step (Pane *self, gconstpointer unused)
{
  ReviewSopPane *pane = REVIEW_SOP_PANE (self->pane);
  GtkWidget *clause = gtk_widget_get_ancestor (label (self, "WD-2.1"), REVIEW_TYPE_SOP_CLAUSE);
  GtkWidget *gap = gtk_widget_get_ancestor (label (self, "Gap found"), REVIEW_TYPE_SOP_GAP);

  review_sop_pane_focus_step (pane, 2);
  g_assert_true (is_current (self, "WD-2.1"));
  g_assert_nonnull (label (self, "applies to step 2 · met"));
  gtk_test_accessible_assert_property (clause, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "WD-2.1 Amount and time out of pattern · check · applies to "
                                       "step 2 · met");
  g_assert_cmpint (review_sop_pane_get_gap_step (pane), ==, 3);
  review_sop_pane_focus_step (pane, 3);
  g_assert_false (is_current (self, "WD-2.1"));
  g_assert_nonnull (label (self, "cited in step 2 · met"));
  g_assert_true (gtk_widget_has_css_class (gap, "current"));
  WAIT_FOR (top_of (self, gap) >= 0 && top_of (self, gap) < 700);
  case_fixture_shot (&self->fixture, "sop-step-gap");
}

/* A signal leads to the step that speaks of it, or to a clause that reads it; or nothing does. */
static void
test_signal (Pane *self, gconstpointer unused)
{
  ReviewSopPane *pane = REVIEW_SOP_PANE (self->pane);

  review_sop_pane_focus_feature (pane, "amount_to_median_90d");
  g_assert_true (is_current (self, "WD-2.1"));
  review_sop_pane_focus_feature (pane, "moon_phase");
  g_assert_false (is_current (self, "WD-2.1"));
  g_assert_nonnull (label (self, "No clause of this SOP speaks of this signal."));
  review_sop_pane_focus_step (pane, 1);
  g_assert_null (label (self, "No clause of this SOP speaks of this signal."));
}

static void
test_search (Pane *self, gconstpointer unused)
{
  GtkWidget *entry = case_fixture_find_type (self->pane, GTK_TYPE_SEARCH_ENTRY);

  gtk_widget_activate_action (self->pane, "sop.search", NULL);
  g_assert_true (
      gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (self->fixture.window)), entry));
  gtk_editable_set_text (GTK_EDITABLE (entry), "所有权证明");
  WAIT_FOR (case_fixture_count (self->pane, REVIEW_TYPE_SOP_CLAUSE) == 1);
  g_assert_nonnull (label (self, "WD-4.1"));
  g_assert_null (label (self, "Gap found by ROCA"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "AMOUNT periodic");
  WAIT_FOR (label (self, "WD-2.1") != NULL
            && case_fixture_count (self->pane, REVIEW_TYPE_SOP_CLAUSE) == 1);
  case_fixture_shot (&self->fixture, "sop-search");
  gtk_editable_set_text (GTK_EDITABLE (entry), "zebra");
  WAIT_FOR (label (self, "Nothing in this SOP has these words.") != NULL);
  g_signal_emit_by_name (entry, "stop-search");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  g_assert_cmpuint (case_fixture_count (self->pane, REVIEW_TYPE_SOP_CLAUSE), ==, 9);
}

/* A search does not hide what the step in focus rests on. */
static void
test_search_and_step (Pane *self, gconstpointer unused)
{
  GtkWidget *entry = case_fixture_find_type (self->pane, GTK_TYPE_SEARCH_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (entry), "ownership");
  WAIT_FOR (case_fixture_count (self->pane, REVIEW_TYPE_SOP_CLAUSE) == 1);
  review_sop_pane_focus_step (REVIEW_SOP_PANE (self->pane), 4);
  g_assert_cmpuint (case_fixture_count (self->pane, REVIEW_TYPE_SOP_CLAUSE), ==, 1);
  review_sop_pane_focus_step (REVIEW_SOP_PANE (self->pane), 2);
  g_assert_true (is_current (self, "WD-2.1"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
}

static void
test_languages (Pane *self, gconstpointer unused)
{
  g_assert_null (label (self, "提币"));
  gtk_widget_activate_action (self->pane, "sop.toggle-language", NULL);
  g_assert_nonnull (label (self, "将金额与时间同近 90 天对比"));
  g_assert_null (label (self, "Compare amount and time"));
  gtk_widget_activate_action (self->pane, "sop.toggle-language", NULL);
  g_assert_nonnull (label (self, "将金额与时间同近 90 天对比"));
  g_assert_nonnull (label (self, "Compare amount and time"));
  case_fixture_shot (&self->fixture, "sop-both");
  gtk_widget_activate_action (self->pane, "sop.language", "s", "en");
  g_assert_null (label (self, "将金额与时间同近 90 天对比"));
}

static void
test_missing_half (void)
{
  g_autoptr (ReviewText) english = review_text_new ("Only English.", NULL);
  GtkWidget *both = g_object_ref_sink (review_sop_text_new (english, REVIEW_SOP_BOTH));
  GtkWidget *chinese = g_object_ref_sink (review_sop_text_new (english, REVIEW_SOP_CHINESE));
  GtkWidget *one = g_object_ref_sink (review_sop_text_new (english, REVIEW_SOP_ENGLISH));

  g_assert_nonnull (case_fixture_find_label (both, "Only English."));
  g_assert_nonnull (case_fixture_find_label (both, "Gap: no Chinese text yet"));
  g_assert_nonnull (case_fixture_find_label (chinese, "Gap: no Chinese text yet"));
  g_assert_null (case_fixture_find_label (one, "Gap"));
  g_object_unref (both);
  g_object_unref (chinese);
  g_object_unref (one);
}

static GtkWidget *
button (Pane *self, const char *text)
{
  return gtk_widget_get_ancestor (label (self, text), GTK_TYPE_BUTTON);
}

static void
test_flag_gap (Pane *self, gconstpointer unused)
{
  g_assert_nonnull (label (self, "Step 3: no clause covers it · seen in 12 cases"));
  g_signal_emit_by_name (button (self, "Flag the gap"), "clicked");
  g_assert_cmpstr (review_desk_get_form (self->desk)->root_cause, ==, "RC-X08");
  g_assert_cmpint (review_desk_get_form (self->desk)->step, ==, 3);
  g_assert_nonnull (label (self, "Flagged in your decision as RC-X08"));
  g_assert_null (label (self, "Flag the gap"));
  case_fixture_shot (&self->fixture, "sop-flagged");
  review_desk_set_root_cause (self->desk, NULL);
  g_assert_nonnull (label (self, "Flag the gap"));
}

/* A clause for the gap: one half is enough and the other is said to be missing; it is shown below
 * the gap, and its author takes it back. */
static void
test_draft (Pane *self, gconstpointer unused)
{
  ReviewSopDrafts *drafts = review_session_get_sop_drafts (self->fixture.session);
  GtkWidget *form = case_fixture_find_type (self->pane, REVIEW_TYPE_SOP_DRAFT_FORM);

  g_assert_null (form);
  WAIT_FOR (label (self, "Draft an addition…") != NULL);
  gtk_widget_activate_action (self->pane, "sop.draft", "x", (gint64) 3);
  form = case_fixture_find_type (self->pane, REVIEW_TYPE_SOP_DRAFT_FORM);
  g_assert_nonnull (form);
  g_assert_nonnull (label (self, "For the gap of step 3, with WD-4821"));
  g_assert_false (review_sop_drafts_get_can_send (drafts));
  review_sop_drafts_set_text (drafts, "en", "Ask who funded the address.");
  g_assert_nonnull (label (self, "Choose what kind of clause it is."));
  review_sop_drafts_set_kind (drafts, REVIEW_CLAUSE_ASK);
  g_assert_nonnull (label (self, "The Chinese half is missing"));
  case_fixture_settle (&self->fixture);
  case_fixture_check_names (self->pane);
  case_fixture_shot (&self->fixture, "sop-draft");
  g_signal_emit_by_name (button (self, "Propose"), "clicked");
  WAIT_FOR (label (self, "Proposed: request information") != NULL);
  g_assert_cmpint (review_sop_drafts_get_step (drafts), ==, 0);
  g_assert_nonnull (label (self, "Ask who funded the address."));
  case_fixture_settle (&self->fixture);
  case_fixture_check_names (self->pane);
  case_fixture_shot (&self->fixture, "sop-proposed");
  g_signal_emit_by_name (button (self, "Take it back"), "clicked");
  WAIT_FOR (label (self, "Proposed: request information") == NULL);
}

/* What is being written outlives the window. */
static void
test_draft_is_kept (Pane *self, gconstpointer unused)
{
  gtk_widget_activate_action (self->pane, "sop.draft", "x", (gint64) 3);
  review_sop_drafts_set_text (review_session_get_sop_drafts (self->fixture.session), "zh-CN",
                              "要求说明注资来源。");
  case_fixture_close (&self->fixture);
  review_session_set_language (self->fixture.session, "zh-CN");
  review_language_set ("zh-CN");
  self->pane = review_sop_pane_new (self->fixture.session);
  case_fixture_show (&self->fixture, self->pane, 260, 700);
  g_assert_nonnull (label (self, "起草 SOP 补充条款"));
  g_assert_cmpstr (
      review_sop_drafts_get_text (review_session_get_sop_drafts (self->fixture.session), "zh-CN"),
      ==, "要求说明注资来源。");
  case_fixture_check_names (self->pane);
  case_fixture_shot (&self->fixture, "sop-draft-zh-260");
  review_language_set ("en");
}

/* What became of the words: both versions in one text, and said in words. */
static void
check_marks (Pane *self)
{
  GtkWidget *marked = gtk_widget_get_prev_sibling (label (self, "struck through: taken out"));
  PangoAttrList *attrs = gtk_label_get_attributes (GTK_LABEL (marked));
  g_autofree char *words = pango_attr_list_to_string (attrs);

  g_assert_nonnull (strstr (words, "strikethrough"));
  g_assert_nonnull (strstr (words, "underline"));
  g_assert_nonnull (strstr (words, "foreground"));
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (marked)), "else"));
}

/* An older version says so, says what became of each clause, and is left again. */
static void
test_versions (Pane *self, gconstpointer unused)
{
  ReviewSopVersions *versions = review_session_get_sop_versions (self->fixture.session);

  review_sop_versions_read (versions);
  WAIT_FOR (review_sop_versions_get_list (versions) != NULL);
  case_fixture_check_names (self->pane);
  gtk_widget_activate_action (self->pane, "sop.version", "s", "v0");
  WAIT_FOR (label (self, "This is v0. Your decision is pinned to v1") != NULL);
  g_assert_nonnull (label (self, "It said something else."));
  g_assert_nonnull (label (self, "changed since:"));
  check_marks (self);
  g_assert_nonnull (label (self, "removed since"));
  g_assert_nonnull (label (self, "Added since"));
  case_fixture_settle (&self->fixture);
  case_fixture_check_names (self->pane);
  case_fixture_shot (&self->fixture, "sop-older");
  g_signal_emit_by_name (button (self, "Back to v1"), "clicked");
  g_assert_null (label (self, "It said something else."));
  g_assert_null (label (self, "This is v0"));
}

static void
submitted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  review_desk_submit_finish (REVIEW_DESK (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

/* The version that the pane shows is the one that the decision is pinned to. */
static void
test_pinned (Pane *self, gconstpointer unused)
{
  gboolean done = FALSE;

  g_assert_nonnull (label (self, "v1"));
  review_desk_set_choice (self->desk, REVIEW_CHOICE_BLOCK);
  review_desk_set_reasoning (self->desk, REVIEW_REASONING_SOUND);
  review_desk_set_disposition (self->desk, "cancel_freeze");
  review_desk_submit_async (self->desk, FALSE, NULL, submitted_cb, &done);
  WAIT_FOR (done);
  g_assert_cmpstr (review_desk_get_last_decision (self->desk)->seen->sop_version, ==, "v1");
}

/* Built anew over the same session: the clause that was asked for is still the one. */
static void
test_rebuild (Pane *self, gconstpointer unused)
{
  review_sop_pane_show_clause (REVIEW_SOP_PANE (self->pane), "WD-3.1");
  review_sop_pane_save (REVIEW_SOP_PANE (self->pane));
  case_fixture_close (&self->fixture);
  review_session_set_language (self->fixture.session, "zh-CN");
  review_language_set ("zh-CN");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_DARK);
  self->pane = review_sop_pane_new (self->fixture.session);
  case_fixture_show (&self->fixture, self->pane, 324, 700);
  g_assert_nonnull (label (self, "SOP · 异常提币"));
  g_assert_true (is_current (self, "WD-3.1"));
  case_fixture_check_names (self->pane);
  case_fixture_shot (&self->fixture, "sop-zh-dark");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
  review_language_set ("en");
}

int
main (int argc, char **argv)
{
  case_fixture_init (&argc, &argv);
#define ADD(path, func) g_test_add ("/sop-pane/" path, Pane, NULL, set_up, func, tear_down)
  ADD ("content", test_content);
  ADD ("order", test_order);
  ADD ("show-clause", test_show_clause);
  ADD ("step", test_step);
  ADD ("signal", test_signal);
  ADD ("search", test_search);
  ADD ("search-and-step", test_search_and_step);
  ADD ("languages", test_languages);
  ADD ("flag-gap", test_flag_gap);
  ADD ("draft", test_draft);
  ADD ("draft-is-kept", test_draft_is_kept);
  ADD ("versions", test_versions);
  ADD ("pinned", test_pinned);
  ADD ("rebuild", test_rebuild);
#undef ADD
  g_test_add_func ("/sop-pane/missing-half", test_missing_half);
  return g_test_run ();
}
