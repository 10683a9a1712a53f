/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Related cases and notes over a real session: what is said of them, what is hidden in a blind
 * look, that any text is shown as text, and that a note is sent once. */
#include "case-fixture.h"

#include <string.h>

#include "review-case-header.h"
#include "review-evidence-panes.h"

#define NAUGHTY "<b>bold</b> & \xe2\x80\xae right to left"

/* What a screen reader calls @name, among what can be seen. */
static GtkWidget *
find_named (GtkWidget *root, const char *name)
{
  g_autofree char *differs = NULL;

  if (!gtk_widget_get_visible (root))
    return NULL;
  differs = gtk_test_accessible_has_property (GTK_ACCESSIBLE (root), GTK_ACCESSIBLE_PROPERTY_LABEL)
                ? gtk_test_accessible_check_property (GTK_ACCESSIBLE (root),
                                                      GTK_ACCESSIBLE_PROPERTY_LABEL, name)
                : g_strdup ("");
  if (differs == NULL)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_named (child, name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
open_pane (CaseFixture *fixture, const char *id)
{
  ReviewEvidencePane *pane =
      review_evidence_panes_new (review_evidence_panes_find (id), fixture->session);

  case_fixture_show (fixture, GTK_WIDGET (pane), 900, 420);
  review_evidence_pane_set_active (pane, TRUE);
  return GTK_WIDGET (pane);
}

static ReviewAside *
aside_of (CaseFixture *fixture)
{
  return review_session_get_aside (fixture->session);
}

/* What the test put there after the case was taken is read now. */
static void
read_again (CaseFixture *fixture)
{
  const ReviewRelated *before;

  WAIT_FOR (review_aside_get_related (aside_of (fixture)) != NULL);
  before = review_aside_get_related (aside_of (fixture));
  review_aside_reload (aside_of (fixture));
  WAIT_FOR (review_aside_get_related (aside_of (fixture)) != before);
}

static ReviewLink *
link_of (ReviewRelatedCase *one)
{
  return one->links->pdata[0];
}

static void
fill (FakeAside *aside)
{
  ReviewRelatedCase *one = fake_aside_add_case (aside, "WD-50001", REVIEW_GRADE_STRONG);
  ReviewRelatedCase *same = fake_aside_add_case (aside, "WD-50002", REVIEW_GRADE_STRONG);
  ReviewRelatedCase *weak = fake_aside_add_case (aside, "WD-50003", REVIEW_GRADE_WEAK);
  ReviewLink *crowd = review_record_new (&review_link_type);

  one->outcome = REVIEW_OUTCOME_BLOCKED;
  g_free (one->subject);
  one->subject = g_strdup (NAUGHTY);
  same->same_subject = TRUE;
  same->outcome = REVIEW_OUTCOME_CLOSED;
  same->established = TRUE;
  aside->related->earlier = 1;
  weak->outcome = REVIEW_OUTCOME_OPEN;
  link_of (weak)->kind = REVIEW_LINK_IP;
  link_of (weak)->guard = REVIEW_GUARD_GATEWAY;
  crowd->kind = REVIEW_LINK_IP;
  crowd->evidence = g_strdup ("E3");
  crowd->customers = 214;
  crowd->guard = REVIEW_GUARD_GATEWAY;
  g_ptr_array_add (aside->related->crowds, crowd);
}

static void
test_related (void)
{
  CaseFixture fixture = { 0 };
  GtkWidget *pane;

  case_fixture_set_up (&fixture, REVIEW_VERDICT_BLOCK, FALSE);
  pane = open_pane (&fixture, "related");
  WAIT_FOR (case_fixture_find_label (pane, "No other case shares") != NULL);
  fill (fixture.server->aside);
  read_again (&fixture);
  case_fixture_settle (&fixture);
  g_assert_nonnull (case_fixture_find_label (pane, "WD-50001"));
  g_assert_nonnull (case_fixture_find_label (pane, "<b>bold</b> & ⟨U+202E⟩ right to left"));
  g_assert_nonnull (case_fixture_find_label (pane, "Strong links"));
  g_assert_nonnull (case_fixture_find_label (pane, "Weak links"));
  g_assert_nonnull (case_fixture_find_label (pane, "Other cases of this customer"));
  g_assert_nonnull (find_named (pane, "Same device · E2 · 3 customers"));
  g_assert_nonnull (
      find_named (pane, "Same IP address · E3 · 214 customers · carrier gateway or VPN"));
  g_assert_nonnull (find_named (pane, "WD-50001, Withdrawal anomaly, blocked"));
  g_assert_nonnull (find_named (pane, "WD-50002, Withdrawal anomaly, found harmless"));
  case_fixture_check_names (pane);
  case_fixture_shot (&fixture, "related");
  case_fixture_tear_down (&fixture);
}

static void
test_blind (void)
{
  CaseFixture fixture = { 0 };
  GtkWidget *pane;

  case_fixture_set_up (&fixture, REVIEW_VERDICT_BLOCK, FALSE);
  fill (fixture.server->aside);
  for (guint i = 0; i < 3; i++)
    {
      ReviewRelatedCase *one = fixture.server->aside->related->cases->pdata[i];

      one->outcome = 0;
      one->established = FALSE;
    }
  fixture.server->aside->blind = TRUE;
  pane = open_pane (&fixture, "related");
  read_again (&fixture);
  g_assert_nonnull (case_fixture_find_label (pane, "How these cases ended is shown after"));
  g_assert_nonnull (find_named (pane, "WD-50001, Withdrawal anomaly"));
  g_assert_null (case_fixture_find_label (pane, "blocked"));
  g_assert_null (case_fixture_find_label (pane, "harmless"));
  case_fixture_tear_down (&fixture);
}

static void
test_header (void)
{
  CaseFixture fixture = { 0 };
  GtkWidget *header = g_object_new (REVIEW_TYPE_CASE_HEADER, NULL);

  case_fixture_set_up (&fixture, REVIEW_VERDICT_BLOCK, FALSE);
  fill (fixture.server->aside);
  review_case_header_bind (REVIEW_CASE_HEADER (header), fixture.session);
  case_fixture_show (&fixture, header, 900, 120);
  read_again (&fixture);
  case_fixture_settle (&fixture);
  g_assert_nonnull (case_fixture_find_label (header, "1 earlier case: 1 found harmless"));
  g_assert_nonnull (find_named (header, "2 related"));
  case_fixture_shot (&fixture, "aside-header");
  case_fixture_tear_down (&fixture);
}

static void
test_related_fails (void)
{
  CaseFixture fixture = { 0 };
  GtkWidget *pane;

  case_fixture_set_up (&fixture, REVIEW_VERDICT_BLOCK, FALSE);
  WAIT_FOR (review_aside_get_related (aside_of (&fixture)) != NULL);
  pane = open_pane (&fixture, "related");
  fake_server_fault (fixture.server, "/related", 404, 1);
  review_aside_reload (aside_of (&fixture));
  WAIT_FOR (case_fixture_find_label (pane, "could not be read") != NULL);
  g_signal_emit_by_name (find_named (pane, "Read related cases again"), "clicked");
  WAIT_FOR (case_fixture_find_label (pane, "No other case shares") != NULL);
  case_fixture_tear_down (&fixture);
}

static void
test_notes (void)
{
  CaseFixture fixture = { 0 };
  GtkWidget *pane, *text, *add;

  case_fixture_set_up (&fixture, REVIEW_VERDICT_BLOCK, FALSE);
  pane = open_pane (&fixture, "notes");
  WAIT_FOR (case_fixture_find_label (pane, "Nobody has written anything yet.") != NULL);
  text = case_fixture_find_type (pane, GTK_TYPE_TEXT_VIEW);
  add = find_named (pane, "Add note");
  g_assert_false (gtk_widget_get_sensitive (add));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), NAUGHTY, -1);
  g_assert_cmpstr (review_aside_get_draft (aside_of (&fixture)), ==, NAUGHTY);
  g_assert_true (gtk_widget_get_sensitive (add));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_named (pane, "Note on the customer")),
                                TRUE);

  /* Pressed twice, it is one note. */
  g_signal_emit_by_name (add, "clicked");
  g_signal_emit_by_name (add, "clicked");
  WAIT_FOR (case_fixture_find_label (pane, "⟨U+202E⟩ right to left") != NULL);
  g_assert_cmpuint (fixture.server->aside->sent, ==, 1);
  g_assert_cmpint (((ReviewNote *) fixture.server->aside->notes->pdata[0])->scope, ==,
                   REVIEW_NOTE_SUBJECT);
  g_assert_nonnull (case_fixture_find_label (pane, "<b>bold</b> &"));
  g_assert_nonnull (case_fixture_find_label (pane, "on the customer"));
  g_assert_cmpstr (review_aside_get_draft (aside_of (&fixture)), ==, "");
  case_fixture_check_names (pane);
  case_fixture_shot (&fixture, "notes");
  case_fixture_tear_down (&fixture);
}

/* A colleague writes: whoever has the case open sees it. And what is typed survives the window. */
static void
test_notes_live (void)
{
  CaseFixture fixture = { 0 };
  GtkWidget *pane;
  const ReviewCaseView *view;

  case_fixture_set_up (&fixture, REVIEW_VERDICT_BLOCK, FALSE);
  view = review_desk_get_view (fixture.desk);
  pane = open_pane (&fixture, "notes");
  WAIT_FOR (review_aside_get_notes (aside_of (&fixture)) != NULL);
  review_aside_set_draft (aside_of (&fixture), "half a thought");
  fake_aside_add_note (fixture.server->aside, REVIEW_NOTE_CASE, "Called back.");
  fake_server_event (fixture.server, "note", view->item_case->id);
  WAIT_FOR (case_fixture_find_label (pane, "Called back.") != NULL);
  case_fixture_close (&fixture);
  pane = open_pane (&fixture, "notes");
  g_assert_cmpstr (review_aside_get_draft (aside_of (&fixture)), ==, "half a thought");
  g_assert_nonnull (case_fixture_find_label (pane, "Called back."));
  case_fixture_tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  case_fixture_init (&argc, &argv);
  g_test_add_func ("/aside/related", test_related);
  g_test_add_func ("/aside/blind", test_blind);
  g_test_add_func ("/aside/header", test_header);
  g_test_add_func ("/aside/related-fails", test_related_fails);
  g_test_add_func ("/aside/notes", test_notes);
  g_test_add_func ("/aside/notes-live", test_notes_live);
  return g_test_run ();
}
