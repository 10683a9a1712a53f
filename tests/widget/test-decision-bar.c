/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The decision bar over a real desk: what it says, what a key sequence does, what it never does by
 * itself. */
#include "case-fixture.h"

#include <adwaita.h>

#include "review-decision-bar.h"
#include "review-language.h"
#include "review-root-cause-picker.h"
#include "review-sentence-area.h"

typedef struct
{
  CaseFixture fixture;
  GtkWidget *bar;
  ReviewDesk *desk;
} Bar;

static void
open_bar (Bar *self, int verdict, gboolean key_user)
{
  case_fixture_set_up (&self->fixture, verdict, key_user);
  self->desk = self->fixture.desk;
  self->bar = review_decision_bar_new (self->fixture.session);
  gtk_widget_set_valign (self->bar, GTK_ALIGN_END);
  case_fixture_show (&self->fixture, self->bar, 760, 320);
}

static void
set_up_block (Bar *self, gconstpointer unused)
{
  open_bar (self, REVIEW_VERDICT_BLOCK, FALSE);
}

static void
set_up_pass (Bar *self, gconstpointer unused)
{
  open_bar (self, REVIEW_VERDICT_PASS, FALSE);
}

static void
set_up_key_user (Bar *self, gconstpointer unused)
{
  open_bar (self, REVIEW_VERDICT_BLOCK, TRUE);
}

static void
tear_down (Bar *self, gconstpointer unused)
{
  case_fixture_tear_down (&self->fixture);
}

static void
act (Bar *self, const char *action)
{
  g_assert_true (gtk_widget_activate_action (self->bar, action, NULL));
}

static void
act_option (Bar *self, guint n)
{
  g_assert_true (gtk_widget_activate_action (self->bar, "decision.option", "u", n));
}

static gboolean
says (Bar *self, const char *part)
{
  return case_fixture_find_label (self->bar, part) != NULL;
}

static gboolean
is_on (Bar *self, const char *name)
{
  return gtk_toggle_button_get_active (
      GTK_TOGGLE_BUTTON (case_fixture_find_name (self->bar, name)));
}

static void
test_nothing_preselected (Bar *self, gconstpointer unused)
{
  static const char *const names[] = { "focus-pass", "focus-block", "focus-escalate", "focus-sound",
                                       "focus-flawed" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_false (is_on (self, names[i]));
  g_assert_true (says (self, "Release"));
  g_assert_true (says (self, "Stop"));
  g_assert_true (says (self, "May this withdrawal leave?"));
  g_assert_true (says (self, "ROCA: block. The label follows from your decision."));
  g_assert_true (says (self, "Still needed: a decision"));
  /* Writing is rare: there is no text to fill in before one is needed. */
  g_assert_false (says (self, "0 / 2 sentences"));
  g_assert_false (says (self, "Not reversible after broadcast."));
  case_fixture_check_names (self->bar);
  case_fixture_shot (&self->fixture, "bar-empty");
}

/* An agreeing case is three keys, and the next one comes up blank. */
static void
test_three_keys (Bar *self, gconstpointer unused)
{
  g_autofree char *first = g_strdup (review_desk_get_work_item (self->desk));

  act (self, "decision.pass");
  g_assert_true (says (self, "Not reversible after broadcast."));
  g_assert_true (says (self, "Still needed: reasoning sound or flawed"));
  act (self, "decision.sound");
  g_assert_true (says (self, "ROCA: pass, you: release → TN, confirmed"));
  g_assert_true (says (self, "Complete."));
  case_fixture_shot (&self->fixture, "bar-agreeing");
  act (self, "decision.submit");
  WAIT_FOR (review_desk_get_decided_count (self->desk) == 1
            && g_strcmp0 (review_desk_get_work_item (self->desk), first) != 0
            && review_desk_get_writable (self->desk));
  g_assert_false (is_on (self, "focus-pass"));
  g_assert_false (is_on (self, "focus-sound"));
  g_assert_true (says (self, "Still needed: a decision"));
}

/* Before it is sent one sees what the customer reads: the catalogue's text, and what one adds to it;
 * and of a legal hold that they read nothing. */
static void
test_notice (Bar *self, gconstpointer unused)
{
  GtkWidget *more;

  act (self, "decision.pass");
  g_assert_true (says (self, "The customer is told nothing of this decision."));
  act (self, "decision.block");
  g_assert_false (says (self, "The customer is told nothing"));
  review_desk_set_disposition (self->desk, "legal_hold");
  case_fixture_settle (&self->fixture);
  more = gtk_widget_get_ancestor (case_fixture_find_label (self->bar, "+ Customer reason"),
                                  GTK_TYPE_BUTTON);
  g_assert_false (gtk_widget_get_sensitive (more));
  review_desk_set_disposition (self->desk, "cancel_freeze");
  case_fixture_settle (&self->fixture);
  g_assert_true (gtk_widget_get_sensitive (more));
  review_desk_set_customer_reason (self->desk, "Please <b>call</b> us.");
  case_fixture_settle (&self->fixture);
  g_assert_true (says (self, "The customer reads: “Your withdrawal was not made."));
  g_assert_true (says (self, "Please <b>call</b> us.”"));
  review_desk_set_customer_reason (self->desk, "We filed a report about you.");
  case_fixture_settle (&self->fixture);
  g_assert_true (says (self, "a customer-facing reason that names no report"));
  case_fixture_shot (&self->fixture, "bar-notice");
}

/* The same key twice changes nothing; a click on the chosen verb takes it back. */
static void
test_keys_do_not_toggle (Bar *self, gconstpointer unused)
{
  GtkWidget *pass;

  act (self, "decision.pass");
  act (self, "decision.pass");
  g_assert_true (is_on (self, "focus-pass"));
  pass = case_fixture_find_name (self->bar, "focus-pass");
  g_signal_emit_by_name (pass, "clicked");
  g_assert_false (is_on (self, "focus-pass"));
  g_assert_cmpint (review_desk_get_form (self->desk)->choice, ==, 0);
}

static void
test_block (Bar *self, gconstpointer unused)
{
  GtkWidget *freeze;

  act (self, "decision.block");
  freeze = case_fixture_find_check (self->bar, "Cancel and freeze");
  g_assert_nonnull (freeze);
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (freeze)));
  g_assert_true (says (self, "how it is blocked"));
  g_assert_false (says (self, "Not reversible"));
  act_option (self, 2);
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (freeze)));
  g_assert_cmpstr (review_desk_get_form (self->desk)->disposition, ==, "cancel_freeze");
  act (self, "decision.sound");
  g_assert_true (says (self, "→ TP, confirmed"));
  g_assert_true (says (self, "Complete."));
  case_fixture_check_names (self->bar);
  case_fixture_shot (&self->fixture, "bar-block");
  act (self, "decision.pass");
  g_assert_null (case_fixture_find_check (self->bar, "Cancel and freeze"));
}

/* Blocking a key user teaches: the root cause is one key more. */
static void
test_quick_root_cause (Bar *self, gconstpointer unused)
{
  act (self, "decision.block");
  act_option (self, 1);
  act (self, "decision.sound");
  g_assert_true (says (self, "the root cause"));
  g_assert_true (says (self, "Right, for the right reasons"));
  case_fixture_shot (&self->fixture, "bar-quick");
  act_option (self, 1);
  g_assert_cmpstr (review_desk_get_form (self->desk)->root_cause, ==, "RC-X01");
  g_assert_cmpint (review_desk_get_form (self->desk)->path, ==, REVIEW_PATH_N);
  g_assert_true (says (self, "Path N"));
  g_assert_true (says (self, "an annotation"));
}

static gboolean
comes_before (GPtrArray *codes, const char *one, const char *other)
{
  for (guint i = 0; i < codes->len; i++)
    {
      const char *code = ((ReviewCode *) codes->pdata[i])->code;

      if (g_str_equal (code, one))
        return TRUE;
      if (g_str_equal (code, other))
        return FALSE;
    }
  g_assert_not_reached ();
}

static GPtrArray *
list_causes (Bar *self)
{
  return review_causes_list (review_session_get_causes (self->fixture.session));
}

static void
test_order_of_root_causes (Bar *self, gconstpointer unused)
{
  g_autoptr (GPtrArray) codes = NULL;

  act (self, "decision.pass");
  act (self, "decision.flawed");
  codes = list_causes (self);
  g_assert_true (comes_before (codes, "RC-W01", "RC-X04"));
  g_assert_true (comes_before (codes, "RC-X04", "RC-X03"));
  for (guint i = 0; i < codes->len; i++)
    g_assert_cmpstr (((ReviewCode *) codes->pdata[i])->code, !=, "RC-X01");
}

/* What the team gives most is the first quick choice; its words are never cut off. */
static void
test_frequent_root_cause (Bar *self, gconstpointer unused)
{
  ReviewCauses *causes = review_session_get_causes (self->fixture.session);
  GtkWidget *label;

  WAIT_FOR (review_causes_get_counts (causes) != NULL);
  act (self, "decision.pass");
  act (self, "decision.flawed");
  label = case_fixture_find_label (self->bar, "Ownership proof of a self-hosted wallet");
  g_assert_nonnull (label);
  g_assert_cmpint (gtk_label_get_ellipsize (GTK_LABEL (label)), ==, PANGO_ELLIPSIZE_NONE);
  act_option (self, 1);
  g_assert_cmpstr (review_desk_get_form (self->desk)->root_cause, ==, "RC-W11");
  /* Why the path is suggested, and what the case itself points to. */
  g_assert_true (says (self, "Path C suggested: no clause answers"));
  review_desk_set_root_cause (self->desk, "RC-W01");
  g_assert_true (says (self, "Path A suggested: a signal has the wrong weight"));
  g_assert_true (says (self, "The case itself points to path C: no clause answers"));
  case_fixture_shot (&self->fixture, "bar-path");
}

static guint
count_checks (GtkWidget *root)
{
  guint n = gtk_widget_get_visible (root) && GTK_IS_CHECK_BUTTON (root) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_checks (child);
  return n;
}

static GtkWidget *
popover_of (Bar *self, const char *name)
{
  return GTK_WIDGET (
      gtk_menu_button_get_popover (GTK_MENU_BUTTON (case_fixture_find_name (self->bar, name))));
}

static GtkWidget *
popover_child (GtkWidget *popover)
{
  return gtk_popover_get_child (GTK_POPOVER (popover));
}

/* R, a word of either language, Enter. */
static void
test_search (Bar *self, gconstpointer unused)
{
  static const char *const searches[] = { "own wallet fresh", "钱包 权重", "rc-w01" };
  GtkWidget *popover, *list;

  /* There is nothing to file before a decision: the evidence has the room. */
  g_assert_null (case_fixture_find_name (self->bar, "focus-root-cause"));
  act (self, "decision.pass");
  act (self, "decision.flawed");
  popover = popover_of (self, "focus-root-cause");
  list = popover_child (popover);
  for (gsize i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      GtkWidget *search;

      review_desk_set_root_cause (self->desk, NULL);
      act (self, "decision.root-cause");
      WAIT_FOR (gtk_widget_get_mapped (popover));
      search = case_fixture_find_type (list, GTK_TYPE_SEARCH_ENTRY);
      g_assert_cmpuint (count_checks (list), >, 8);
      case_fixture_check_names (list);
      gtk_editable_set_text (GTK_EDITABLE (search), searches[i]);
      g_signal_emit_by_name (search, "search-changed");
      g_assert_cmpuint (count_checks (list), ==, 1);
      g_signal_emit_by_name (search, "activate");
      g_assert_cmpstr (review_desk_get_form (self->desk)->root_cause, ==, "RC-W01");
      WAIT_FOR (!gtk_widget_get_mapped (popover));
    }
  act (self, "decision.root-cause");
  WAIT_FOR (gtk_widget_get_mapped (popover));
  case_fixture_shot_of (&self->fixture, list, "bar-root-causes");
  gtk_editable_set_text (GTK_EDITABLE (case_fixture_find_type (list, GTK_TYPE_SEARCH_ENTRY)),
                         "no such words");
  g_signal_emit_by_name (case_fixture_find_type (list, GTK_TYPE_SEARCH_ENTRY), "search-changed");
  g_assert_cmpuint (count_checks (list), ==, 0);
  g_assert_nonnull (case_fixture_find_label (list, "No code has these words"));
  /* Escape: the search entry takes the key, the list must close all the same. */
  g_signal_emit_by_name (case_fixture_find_type (list, GTK_TYPE_SEARCH_ENTRY), "stop-search");
  WAIT_FOR (!gtk_widget_get_mapped (popover));
}

/* The key of an escalation opens its reasons; several can be chosen before Escape. */
static void
test_reasons (Bar *self, gconstpointer unused)
{
  GtkWidget *popover, *list, *search;

  act (self, "decision.escalate");
  popover = popover_of (self, "focus-escalation-reasons");
  WAIT_FOR (gtk_widget_get_mapped (popover));
  list = popover_child (popover);
  search = case_fixture_find_type (list, GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (search), "重点用户");
  g_signal_emit_by_name (search, "activate");
  gtk_editable_set_text (GTK_EDITABLE (search), "screening");
  g_signal_emit_by_name (search, "activate");
  g_assert_true (gtk_widget_get_mapped (popover));
  g_assert_cmpstr (review_desk_get_form (self->desk)->reason_codes[0], ==, "key_user");
  g_assert_cmpstr (review_desk_get_form (self->desk)->reason_codes[1], ==, "screening");
  g_signal_emit_by_name (search, "stop-search");
  WAIT_FOR (!gtk_widget_get_mapped (popover));
  g_assert_true (says (self, "Key user, Screening match"));
}

static void
test_path (Bar *self, gconstpointer unused)
{
  GtkWidget *popover, *suggested, *other;

  act (self, "decision.pass");
  act (self, "decision.flawed");
  review_desk_set_root_cause (self->desk, "RC-W01");
  popover = popover_of (self, "focus-path");
  suggested = case_fixture_find_check (popover_child (popover), "(suggested)");
  g_assert_nonnull (case_fixture_find_label (suggested, "A · "));
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (suggested)));
  other = case_fixture_find_check (popover_child (popover), "C · ");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (other), TRUE);
  g_assert_cmpint (review_desk_get_form (self->desk)->path, ==, REVIEW_PATH_C);
  g_assert_true (says (self, "Path C"));
}

/* Signals, step and clause that misled, and the chips that take them back. */
static void
test_misled (Bar *self, gconstpointer unused)
{
  GtkWidget *popover, *list, *chip;

  act (self, "decision.pass");
  popover = popover_of (self, "focus-misled");
  list = popover_child (popover);
  gtk_menu_button_popup (GTK_MENU_BUTTON (case_fixture_find_name (self->bar, "focus-misled")));
  WAIT_FOR (gtk_widget_get_mapped (popover));
  gtk_check_button_set_active (
      GTK_CHECK_BUTTON (case_fixture_find_check (list, "Destination address age")), TRUE);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (case_fixture_find_check (list, "3 · Fresh")),
                               TRUE);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (case_fixture_find_check (list, "WD-3.1")), TRUE);
  case_fixture_check_names (list);
  case_fixture_shot_of (&self->fixture, list, "bar-misled");
  g_assert_cmpstr (review_desk_get_form (self->desk)->features[0], ==, "destination_age_hours");
  g_assert_cmpint (review_desk_get_form (self->desk)->step, ==, 3);
  g_assert_cmpstr (review_desk_get_form (self->desk)->clause, ==, "WD-3.1");
  g_assert_true (is_on (self, "focus-flawed"));
  gtk_popover_popdown (GTK_POPOVER (popover));
  WAIT_FOR (!gtk_widget_get_mapped (popover));
  chip = gtk_widget_get_ancestor (case_fixture_find_label (self->bar, "step 3"), GTK_TYPE_BUTTON);
  g_signal_emit_by_name (chip, "clicked");
  g_assert_cmpint (review_desk_get_form (self->desk)->step, ==, 0);
  g_assert_false (says (self, "step 3"));
  g_assert_true (says (self, "WD-3.1"));
}

static void
test_false_positive (Bar *self, gconstpointer unused)
{
  act (self, "decision.pass");
  act (self, "decision.flawed");
  g_assert_true (says (self, "ROCA: block, you: release → FP, provisional"));
  review_desk_set_root_cause (self->desk, "RC-W01");
  review_desk_toggle_feature (self->desk, "destination_age_hours");
  review_desk_set_step (self->desk, 3);
  g_assert_true (says (self, "RC-W01"));
  g_assert_true (says (self, "Path A"));
  g_assert_true (says (self, "Destination address age"));
  g_assert_true (says (self, "step 3"));
  review_desk_set_annotation (self->desk,
                              "Address age outweighs the own wallet. Funding decides (");
  review_decision_bar_insert_evidence (REVIEW_DECISION_BAR (self->bar), "E15");
  g_assert_cmpstr (review_desk_get_form (self->desk)->annotation, ==,
                   "Address age outweighs the own wallet. Funding decides (E15");
  g_assert_true (says (self, "2 / 2 sentences"));
  g_assert_true (says (self, "Complete."));
  WAIT_FOR (review_desk_get_draft_state (self->desk) == REVIEW_DRAFT_SAVED);
  g_assert_true (says (self, "2 / 2 sentences · saved"));
  case_fixture_check_names (self->bar);
  case_fixture_shot (&self->fixture, "bar-fp");
  review_desk_set_annotation (self->desk, "One. Two. Three.");
  g_assert_true (says (self, "3 / 2 sentences"));
  g_assert_true (says (self, "at most two sentences"));
}

static void
test_escalate (Bar *self, gconstpointer unused)
{
  static const char *const reasons[] = { "conflict", "linked", NULL };
  GtkWidget *undecided;

  review_desk_set_choice (self->desk, REVIEW_CHOICE_ESCALATE);
  g_assert_true (says (self, "the reason of the escalation"));
  g_assert_true (says (self, "your recommendation"));
  g_assert_true (says (self, "what you checked"));
  g_assert_true (says (self, "Choose the reason…"));
  review_desk_set_reason_codes (self->desk, reasons);
  g_assert_true (says (self, "Evidence contradicts itself"));
  undecided = case_fixture_find_check (self->bar, "Undecided");
  g_assert_nonnull (undecided);
  act_option (self, 3);
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (undecided)));
  g_assert_cmpint (review_desk_get_form (self->desk)->recommendation, ==,
                   REVIEW_RECOMMEND_UNDECIDED);
  g_assert_true (says (self, "you: escalate → no label yet"));
  review_desk_set_checked (self->desk, "Owner called back; device known.");
  case_fixture_check_names (self->bar);
  case_fixture_shot (&self->fixture, "bar-escalate");
  act (self, "decision.pass");
  g_assert_null (case_fixture_find_check (self->bar, "Undecided"));
}

/* Submitting what is not complete leads to what is missing. */
static void
test_submit_leads_to_unmet (Bar *self, gconstpointer unused)
{
  act (self, "decision.submit");
  g_assert_true (gtk_root_get_focus (GTK_ROOT (self->fixture.window))
                 == case_fixture_find_name (self->bar, "focus-pass"));
  act (self, "decision.pass");
  act (self, "decision.submit");
  g_assert_true (gtk_root_get_focus (GTK_ROOT (self->fixture.window))
                 == case_fixture_find_name (self->bar, "focus-sound"));
  g_assert_cmpuint (review_desk_get_decided_count (self->desk), ==, 0);
}

static void
test_conflict (Bar *self, gconstpointer unused)
{
  fake_server_foreign_draft (self->fixture.server, 0, "From the other desk.");
  review_desk_set_annotation (self->desk, "Mine.");
  review_desk_save_now (self->desk);
  WAIT_FOR (review_desk_get_draft_state (self->desk) == REVIEW_DRAFT_CONFLICT);
  g_assert_true (says (self, "From the other desk."));
  g_assert_true (says (self, "sentences · conflict"));
  case_fixture_check_names (self->bar);
  case_fixture_shot (&self->fixture, "bar-conflict");
  act (self, "decision.take-other");
  g_assert_true (says (self, "1 / 2 sentences"));
  g_assert_cmpstr (review_desk_get_form (self->desk)->annotation, ==, "From the other desk.");
  g_assert_false (says (self, "Take the other one"));
}

static void
test_lease_lost (Bar *self, gconstpointer unused)
{
  review_desk_set_annotation (self->desk, "Mine.");
  fake_server_steal_lease (self->fixture.server, 0);
  WAIT_FOR (review_desk_get_lease_state (self->desk) == REVIEW_LEASE_LOST);
  g_assert_true (says (self, "Your text is kept"));
  g_assert_false (gtk_widget_get_sensitive (case_fixture_find_name (self->bar, "focus-pass")));
  g_assert_cmpstr (review_desk_get_form (self->desk)->annotation, ==, "Mine.");
}

/* A switch of language builds the widget anew over the same session: nothing is lost. */
static void
test_language (Bar *self, gconstpointer unused)
{
  act (self, "decision.pass");
  act (self, "decision.flawed");
  review_desk_set_annotation (self->desk, "自有钱包（E15）权重过高。");
  review_decision_bar_save (REVIEW_DECISION_BAR (self->bar));
  case_fixture_close (&self->fixture);
  review_session_set_language (self->fixture.session, "zh-CN");
  review_language_set ("zh-CN");
  self->bar = review_decision_bar_new (self->fixture.session);
  case_fixture_show (&self->fixture, self->bar, 760, 320);
  g_assert_true (says (self, "放行提币"));
  g_assert_true (is_on (self, "focus-pass"));
  g_assert_true (is_on (self, "focus-flawed"));
  g_assert_true (says (self, "FP，暂定"));
  g_assert_true (says (self, "广播上链后不可撤回。"));
  case_fixture_check_names (self->bar);
  case_fixture_shot (&self->fixture, "bar-zh");
  review_language_set ("en");
}

/* Both languages, wide and narrow: the bar leaves room for the case. With pictures also in dark. */
static void
test_room_for_the_case (Bar *self, gconstpointer unused)
{
  static const char *const languages[] = { "en", "zh-CN" };
  static const int widths[] = { 520, 640, 765, 1000 };

  act (self, "decision.block");
  act_option (self, 1);
  act (self, "decision.flawed");
  review_desk_set_root_cause (self->desk, "RC-X02");
  review_desk_toggle_feature (self->desk, "destination_age_hours");
  review_desk_set_annotation (self->desk, "Address age (E15) outweighs.");
  gsize styles = g_getenv ("REVIEW_TEST_SHOTS") != NULL ? 2 : 1;

  for (gsize i = 0; i < G_N_ELEMENTS (languages) * G_N_ELEMENTS (widths) * styles; i++)
    {
      const char *language = languages[i % 2];
      int width = widths[i / 2 % G_N_ELEMENTS (widths)], height = 0;
      gboolean dark = i >= 2 * G_N_ELEMENTS (widths);
      g_autofree char *name =
          g_strdup_printf ("bar-%s-%s-%d", language, dark ? "dark" : "light", width);

      case_fixture_close (&self->fixture);
      adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                          dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                               : ADW_COLOR_SCHEME_FORCE_LIGHT);
      review_session_set_language (self->fixture.session, language);
      review_language_set (language);
      self->bar = review_decision_bar_new (self->fixture.session);
      gtk_widget_set_valign (self->bar, GTK_ALIGN_END);
      case_fixture_show (&self->fixture, self->bar, width, 320);
      gtk_widget_measure (self->bar, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
      g_test_message ("%s: %d px high", name, height);
      g_assert_cmpint (height, <=, width < 780 ? 440 : 300);
      case_fixture_shot (&self->fixture, name);
    }
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
  review_language_set ("en");
}

/* Q, what to ask for, submit: in the bar's place, with what the customer reads in both languages.
 * What was chosen of a decision is still there when one comes back. */
static void
test_ask (Bar *self, gconstpointer unused)
{
  act (self, "decision.pass");
  act (self, "decision.ask");
  g_assert_true (says (self, "Still needed: what to ask for"));
  g_assert_true (says (self, "asked 0 of 2 times"));
  g_assert_true (is_on (self, "focus-ask"));
  g_assert_false (is_on (self, "focus-pass"));
  act_option (self, 2);
  g_assert_true (says (self, "sign the message shown in the app"));
  g_assert_true (says (self, "请证明收款钱包归您所有"));
  g_assert_true (says (self, "UTC. Until then"));
  g_assert_true (says (self, "Complete. The handling clock will stand still."));
  case_fixture_check_names (self->bar);
  case_fixture_shot (&self->fixture, "bar-ask");
  act_option (self, 2);
  g_assert_true (says (self, "Still needed: what to ask for"));
  act (self, "decision.back");
  g_assert_true (is_on (self, "focus-pass"));
  act (self, "decision.ask");
  act_option (self, 2);
  act (self, "decision.submit");
  WAIT_FOR (review_desk_get_left (self->desk)->action == REVIEW_DESK_ACTION_REQUEST
            && review_desk_get_writable (self->desk));
  /* The next case begins with its decision, blank. */
  g_assert_false (is_on (self, "focus-ask"));
  g_assert_true (says (self, "Still needed: a decision"));
  g_assert_cmpint (fake_server_item (self->fixture.server, 0)->row->state, ==,
                   REVIEW_WORK_WAITING_CUSTOMER);
}

static void
test_hold (Bar *self, gconstpointer unused)
{
  GtkWidget *entry;

  act (self, "decision.hold");
  g_assert_true (says (self, "Still needed: why it is held"));
  act_option (self, 5);
  g_assert_true (says (self, "Still needed: when it comes back"));
  act_option (self, 4);
  entry = case_fixture_find_name (self->bar, "focus-hold-time");
  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "soon");
  g_assert_true (says (self, "Still needed: when it comes back"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "14:30");
  g_assert_true (says (self, "Comes back 2"));
  case_fixture_check_names (self->bar);
  act_option (self, 3);
  g_assert_true (says (self, "09:00 UTC"));
  g_assert_true (says (self, "Complete. The handling clock will stand still."));
  case_fixture_shot (&self->fixture, "bar-hold");
  act (self, "decision.submit");
  WAIT_FOR (review_desk_get_left (self->desk)->action == REVIEW_DESK_ACTION_HOLD
            && review_desk_get_writable (self->desk));
  g_assert_cmpint (fake_server_item (self->fixture.server, 0)->row->state, ==, REVIEW_WORK_ON_HOLD);
}

/* What is being asked survives a switch of language, which builds the bar anew. */
static void
test_ask_in_chinese (Bar *self, gconstpointer unused)
{
  act (self, "decision.ask");
  act_option (self, 1);
  case_fixture_close (&self->fixture);
  review_session_set_language (self->fixture.session, "zh-CN");
  review_language_set ("zh-CN");
  self->bar = review_decision_bar_new (self->fixture.session);
  case_fixture_show (&self->fixture, self->bar, 760, 320);
  g_assert_true (is_on (self, "focus-ask"));
  g_assert_true (says (self, "要求补充材料"));
  g_assert_true (says (self, "已要求 0 次，最多 2 次"));
  case_fixture_check_names (self->bar);
  case_fixture_shot (&self->fixture, "bar-ask-zh");
  review_language_set ("en");
}

int
main (int argc, char **argv)
{
  case_fixture_init (&argc, &argv);
#define ADD(path, verdict, func) \
  g_test_add ("/decision-bar/" path, Bar, NULL, set_up_##verdict, func, tear_down)
  ADD ("nothing-preselected", block, test_nothing_preselected);
  ADD ("three-keys", pass, test_three_keys);
  ADD ("notice", pass, test_notice);
  ADD ("keys-do-not-toggle", block, test_keys_do_not_toggle);
  ADD ("block", block, test_block);
  ADD ("ask", block, test_ask);
  ADD ("hold", block, test_hold);
  ADD ("ask-in-chinese", block, test_ask_in_chinese);
  ADD ("quick-root-cause", key_user, test_quick_root_cause);
  ADD ("order-of-root-causes", block, test_order_of_root_causes);
  ADD ("frequent-root-cause", block, test_frequent_root_cause);
  ADD ("search", block, test_search);
  ADD ("reasons", block, test_reasons);
  ADD ("path", block, test_path);
  ADD ("misled", block, test_misled);
  ADD ("false-positive", block, test_false_positive);
  ADD ("escalate", block, test_escalate);
  ADD ("submit-leads-to-unmet", block, test_submit_leads_to_unmet);
  ADD ("conflict", block, test_conflict);
  ADD ("lease-lost", block, test_lease_lost);
  ADD ("language", block, test_language);
  ADD ("room-for-the-case", block, test_room_for_the_case);
#undef ADD
  return g_test_run ();
}
