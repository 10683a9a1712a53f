/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Related cases and notes over a real session: what is said of them, what is hidden in a blind
 * look, that any text is shown as text, and that a note is sent once. */
#include "case-fixture.h"

#include <string.h>

#include "review-case-header.h"
#include "review-evidence-panes.h"
#include "review-look-window.h"

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

static GtkWidget *
find_look (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (REVIEW_IS_LOOK_WINDOW (window))
        return window;
    }
  return NULL;
}

static ReviewEvidence *
make_row (const char *label)
{
  ReviewEvidence *row = review_record_new (&review_evidence_type);
  ReviewField *field = review_record_new (&review_field_type);

  row->id = g_strdup (label);
  row->label = g_strdup (label);
  row->kind = REVIEW_EVIDENCE_LOGIN;
  row->at = G_GINT64_CONSTANT (1795341600000000);
  row->fields = review_records_new ();
  field->name = g_strdup ("place");
  field->value = g_strdup (NAUGHTY);
  field->type = REVIEW_VALUE_TEXT;
  field->klass = REVIEW_CLASS_OPEN;
  g_ptr_array_add (row->fields, field);
  return row;
}

static ReviewDecision *
make_decision (void)
{
  ReviewDecision *decision = review_record_new (&review_decision_type);

  decision->id = g_strdup ("d");
  decision->work_item = g_strdup ("w");
  decision->case_id = g_strdup ("case-WD-50001");
  decision->n = 1;
  decision->actor = g_strdup ("u-senior");
  decision->actor_name = g_strdup ("L. Chen");
  decision->decided_at = decision->effective_at = G_GINT64_CONSTANT (1795341600000000);
  decision->choice = REVIEW_CHOICE_BLOCK;
  decision->form = review_record_new (&review_form_type);
  decision->form->choice = REVIEW_CHOICE_BLOCK;
  decision->form->rationale = g_strdup ("Paid " NAUGHTY);
  return decision;
}

/* Puts three cases beside the open one, with something to see in them, and opens the first. */
static GtkWidget *
look (CaseFixture *fixture, GtkWidget *pane)
{
  FakeAside *aside = fixture->server->aside;
  GtkWidget *window;

  fill (aside);
  aside->evidence = review_records_new ();
  g_ptr_array_add (aside->evidence, make_row ("E1"));
  aside->decisions = review_records_new ();
  g_ptr_array_add (aside->decisions, make_decision ());
  read_again (fixture);
  case_fixture_settle (fixture);
  g_signal_emit_by_name (find_named (pane, "Look at WD-50001 in a window of its own"), "clicked");
  window = find_look ();
  g_assert_nonnull (window);
  return window;
}

/* A related case beside one's own: seen as text, with how it ended; asked for twice, it is one
 * window; closed, nothing is different; and it goes with the case. */
static void
test_look (void)
{
  CaseFixture fixture = { 0 };
  g_autofree char *path = NULL;
  GtkWidget *pane, *window;

  case_fixture_set_up (&fixture, REVIEW_VERDICT_BLOCK, FALSE);
  pane = open_pane (&fixture, "related");
  window = look (&fixture, pane);
  WAIT_FOR (case_fixture_find_label (window, "Only a look") != NULL
            && case_fixture_find_label (window, "L. Chen") != NULL);
  g_assert_nonnull (case_fixture_find_label (window, "Related case WD-50001"));
  g_assert_nonnull (case_fixture_find_label (window, "<b>bold</b> & ⟨U+202E⟩ right to left"));
  g_assert_nonnull (case_fixture_find_label (window, "Paid <b>bold</b> & ⟨U+202E⟩"));
  g_assert_nonnull (find_named (window, "Same device · E2 · 3 customers"));
  g_assert_nonnull (case_fixture_find_label (window, "1 row; values are masked"));
  case_fixture_check_names (window);
  case_fixture_shot_of (&fixture, gtk_window_get_child (GTK_WINDOW (window)), "look");

  g_assert_true (review_look_window_open (NULL, fixture.session, "case-WD-50001")
                 == REVIEW_LOOK_WINDOW (window));
  path = g_strdup_printf ("POST /v1/work-items/%s/look", review_desk_get_work_item (fixture.desk));
  g_assert_cmpuint (fake_server_count (fixture.server, path), ==, 1);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_close (GTK_WINDOW (window));
  WAIT_FOR (window == NULL);
  g_assert_true (review_desk_get_writable (fixture.desk));

  window = GTK_WIDGET (review_look_window_open (NULL, fixture.session, "case-WD-50003"));
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  review_desk_release_async (fixture.desk, NULL, NULL, NULL, NULL);
  WAIT_FOR (window == NULL);
  case_fixture_tear_down (&fixture);
}

/* What may not be known is not there; what fails can be tried again; an answer to nobody is silent. */
static void
test_look_blind (void)
{
  CaseFixture fixture = { 0 };
  GtkWidget *pane, *window;

  case_fixture_set_up (&fixture, REVIEW_VERDICT_BLOCK, FALSE);
  pane = open_pane (&fixture, "related");
  fixture.server->aside->blind = TRUE;
  fake_server_fault (fixture.server, "/look", 404, 1);
  window = look (&fixture, pane);
  WAIT_FOR (find_named (window, "Read the related case again") != NULL);
  case_fixture_check_names (window);
  g_signal_emit_by_name (find_named (window, "Read the related case again"), "clicked");
  WAIT_FOR (case_fixture_find_label (window, "How it ended is not shown") != NULL);
  g_assert_null (case_fixture_find_label (window, "L. Chen"));
  gtk_window_close (GTK_WINDOW (window));
  window = GTK_WIDGET (review_look_window_open (NULL, fixture.session, "case-WD-50003"));
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_close (GTK_WINDOW (window));
  WAIT_FOR (window == NULL);
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
  g_test_add_func ("/aside/look", test_look);
  g_test_add_func ("/aside/look-blind", test_look_blind);
  g_test_add_func ("/aside/header", test_header);
  g_test_add_func ("/aside/related-fails", test_related_fails);
  g_test_add_func ("/aside/notes", test_notes);
  g_test_add_func ("/aside/notes-live", test_notes_live);
  return g_test_run ();
}
