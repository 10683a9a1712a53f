/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What ROCA says, as a reviewer sees it: the verdict's card and the reasoning chain over a real
 * desk. */
#include "case-fixture.h"

#include <adwaita.h>

#include "review-chain-card.h"
#include "review-roca-card.h"
#include "review-tip.h"

typedef struct
{
  CaseFixture fixture;
  GtkWidget *roca;
  GtkWidget *chain;
} Cards;

static void
set_up (Cards *self, gconstpointer unused)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  g_autoptr (ReviewShown) shown = NULL;

  case_fixture_set_up (&self->fixture, REVIEW_VERDICT_BLOCK, FALSE);
  shown = review_shown_new (self->fixture.desk);
  self->roca = g_object_new (REVIEW_TYPE_ROCA_CARD, NULL);
  self->chain = g_object_new (REVIEW_TYPE_CHAIN_CARD, NULL);
  gtk_box_append (GTK_BOX (box), self->roca);
  gtk_box_append (GTK_BOX (box), self->chain);
  review_roca_card_bind (REVIEW_ROCA_CARD (self->roca), self->fixture.session, shown);
  review_chain_card_bind (REVIEW_CHAIN_CARD (self->chain), self->fixture.session, shown);
  case_fixture_show (&self->fixture, box, 760, 700);
}

static void
tear_down (Cards *self, gconstpointer unused)
{
  case_fixture_tear_down (&self->fixture);
}

static void
test_change (Cards *self, gconstpointer unused)
{
  g_assert_nonnull (case_fixture_find_label (
      self->roca, "What would change the verdict: Destination address age: 3 days instead of"));
  case_fixture_shot (&self->fixture, "roca-cards-en");
}

/* What the model does not read, the strongest fact against, and how common the gap is. */
static void
test_chain (Cards *self, gconstpointer unused)
{
  g_assert_nonnull (case_fixture_find_label (self->chain, "not in the model"));
  g_assert_nonnull (case_fixture_find_label (self->chain, "the strongest fact against"));
  g_assert_nonnull (case_fixture_find_label (self->chain, "no clause in 12 cases: flag gap"));
  case_fixture_check_names (self->chain);
}

/* A citation that failed its check is seen before those that hold, and counted. */
static void
test_failed_citation (Cards *self, gconstpointer unused)
{
  GtkWidget *row = case_fixture_find_name (self->chain, "focus-step-1");
  GtkWidget *label = case_fixture_find_label (row, "E5 · evidence changed"), *chip;

  g_assert_nonnull (label);
  g_assert_nonnull (case_fixture_find_label (row, "+2"));
  g_assert_nonnull (case_fixture_find_label (self->chain, "1 citation failed its check"));
  chip = gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON);
  g_assert_cmpstr (review_tip_get (chip), ==, "ROCA read: 5.50");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Evidence E5 · evidence changed");
}

static GtkWidget *
find_mark (Cards *self, gint64 step, gboolean right)
{
  g_autofree char *name = g_strdup_printf ("focus-step-%d", (int) step);
  GtkWidget *marks = gtk_widget_get_last_child (case_fixture_find_name (self->chain, name));

  return right ? gtk_widget_get_first_child (marks) : gtk_widget_get_last_child (marks);
}

static gboolean
has_focus (Cards *self, const char *name)
{
  return gtk_widget_is_focus (case_fixture_find_name (self->chain, name));
}

/* Tick and cross: nothing is preselected, a click sets, a second one takes back, and what is asked
 * for with the cross is filled in. */
static void
test_marks (Cards *self, gconstpointer unused)
{
  ReviewDesk *desk = self->fixture.desk;
  GtkWidget *right = find_mark (self, 2, TRUE), *wrong = find_mark (self, 2, FALSE);

  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (right), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Step 2 is right");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (wrong), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Step 2 is wrong");
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (right)));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (right), TRUE);
  g_assert_cmpint (review_form_get_mark (review_desk_get_form (desk), 2), ==,
                   REVIEW_STEP_MARK_RIGHT);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (wrong), TRUE);
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (right)));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (wrong), GTK_ACCESSIBLE_STATE_PRESSED,
                                    GTK_ACCESSIBLE_TRISTATE_TRUE);
  g_assert_cmpint (review_desk_get_form (desk)->step, ==, 2);
  g_assert_cmpint (review_desk_get_form (desk)->reasoning, ==, REVIEW_REASONING_FLAWED);
  case_fixture_shot (&self->fixture, "roca-cards-marked");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (wrong), FALSE);
  g_assert_null (review_desk_get_form (desk)->step_marks);
  g_assert_cmpint (review_desk_get_form (desk)->step, ==, 0);
}

/* By key: the first press looks at the first step, the next ones judge and go on. */
static void
test_marks_by_key (Cards *self, gconstpointer unused)
{
  ReviewChainCard *chain = REVIEW_CHAIN_CARD (self->chain);
  const ReviewForm *form = review_desk_get_form (self->fixture.desk);

  gtk_window_set_focus (GTK_WINDOW (self->fixture.window), NULL);
  review_chain_card_mark (chain, REVIEW_STEP_MARK_RIGHT);
  g_assert_true (has_focus (self, "focus-step-1"));
  g_assert_null (form->step_marks);
  review_chain_card_mark (chain, REVIEW_STEP_MARK_RIGHT);
  g_assert_true (has_focus (self, "focus-step-2"));
  review_chain_card_mark (chain, REVIEW_STEP_MARK_WRONG);
  g_assert_true (has_focus (self, "focus-step-3"));
  g_assert_cmpint (review_form_get_mark (form, 1), ==, REVIEW_STEP_MARK_RIGHT);
  g_assert_cmpint (review_form_get_mark (form, 2), ==, REVIEW_STEP_MARK_WRONG);
  gtk_widget_grab_focus (case_fixture_find_name (self->chain, "focus-step-2"));
  review_chain_card_mark (chain, REVIEW_STEP_MARK_WRONG);
  g_assert_cmpint (review_form_get_mark (form, 2), ==, 0);
  g_assert_true (has_focus (self, "focus-step-2"));
}

/* A cross says that the reasoning is flawed and which step misled; a re-score takes the marks with
 * the steps they were on. */
static void
test_reassessed (Cards *self, gconstpointer unused)
{
  ReviewDesk *desk = self->fixture.desk;
  const ReviewForm *form;

  review_desk_set_step_mark (desk, 2, REVIEW_STEP_MARK_RIGHT);
  form = review_desk_get_form (desk);
  g_assert_cmpint (form->step, ==, 0);
  g_assert_cmpint (form->reasoning, ==, 0);
  review_desk_set_step_mark (desk, 3, REVIEW_STEP_MARK_WRONG);
  review_desk_set_step_mark (desk, 1, REVIEW_STEP_MARK_WRONG);
  g_assert_cmpint (form->step, ==, 3);
  g_assert_cmpint (form->reasoning, ==, REVIEW_REASONING_FLAWED);
  g_assert_cmpstr (form->marked, ==, review_desk_get_assessment (desk)->id);
  review_desk_set_step_mark (desk, 3, 0);
  g_assert_cmpint (form->step, ==, 1);
  review_desk_save_now (desk);
  WAIT_FOR (review_desk_get_draft_state (desk) == REVIEW_DRAFT_SAVED);
  fake_server_reassess (self->fixture.server, 0, REVIEW_VERDICT_PASS);
  WAIT_FOR (review_desk_get_update_pending (desk));
  g_assert_null (review_desk_get_form (desk)->step_marks);
  g_assert_null (review_desk_get_form (desk)->marked);
  g_assert_cmpint (review_desk_get_form (desk)->step, ==, 0);
}

int
main (int argc, char **argv)
{
  case_fixture_init (&argc, &argv);
  g_test_add ("/roca-cards/change", Cards, NULL, set_up, test_change, tear_down);
  g_test_add ("/roca-cards/chain", Cards, NULL, set_up, test_chain, tear_down);
  g_test_add ("/roca-cards/failed-citation", Cards, NULL, set_up, test_failed_citation, tear_down);
  g_test_add ("/roca-cards/marks", Cards, NULL, set_up, test_marks, tear_down);
  g_test_add ("/roca-cards/marks-by-key", Cards, NULL, set_up, test_marks_by_key, tear_down);
  g_test_add ("/roca-cards/reassessed", Cards, NULL, set_up, test_reassessed, tear_down);
  return g_test_run ();
}
