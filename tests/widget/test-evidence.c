/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The evidence card over a real desk: which tabs a case has, how one gets to them, and what the
 * panes show. */
#include "case-fixture.h"

#include <adwaita.h>

#include "review-evidence-card.h"
#include "review-evidence-pane.h"
#include "review-tab-strip.h"

typedef struct
{
  CaseFixture base;
  ReviewEvidenceCard *card;
} Fixture;

static void
add_field (ReviewEvidence *row, const char *name, const char *value, int type, int klass)
{
  ReviewField *field = review_record_new (&review_field_type);

  field->name = g_strdup (name);
  field->value = g_strdup (value);
  field->type = type;
  field->klass = klass;
  field->masked = value == NULL;
  g_ptr_array_add (row->fields, field);
}

static ReviewEvidence *
add_row (GPtrArray *rows, int kind, int minute)
{
  ReviewEvidence *row = review_record_new (&review_evidence_type);

  row->label = g_strdup_printf ("E%u", rows->len + 1);
  row->id = g_strconcat ("e-", row->label, NULL);
  row->kind = kind;
  row->at = G_GINT64_CONSTANT (1795341600000000) + minute * G_TIME_SPAN_MINUTE;
  row->fields = review_records_new ();
  g_ptr_array_add (rows, row);
  return row;
}

/* A login, a transfer, a log in three days later. */
static GPtrArray *
make_rows (gboolean transfer)
{
  GPtrArray *rows = review_records_new ();
  ReviewEvidence *row = add_row (rows, REVIEW_EVIDENCE_LOGIN, 0);

  add_field (row, "place", "Singapore", REVIEW_VALUE_TEXT, REVIEW_CLASS_OPEN);
  add_field (row, "ip", NULL, REVIEW_VALUE_TEXT, REVIEW_CLASS_PERSONAL);
  if (transfer)
    {
      row = add_row (rows, REVIEW_EVIDENCE_TRANSACTION, 12);
      add_field (row, "direction", "out", REVIEW_VALUE_TEXT, REVIEW_CLASS_OPEN);
      add_field (row, "amount", "41.2", REVIEW_VALUE_AMOUNT, REVIEW_CLASS_OPEN);
      add_field (row, "asset", "ETH", REVIEW_VALUE_TEXT, REVIEW_CLASS_OPEN);
    }
  row = add_row (rows, REVIEW_EVIDENCE_LOGIN, 3 * 1440 + 30);
  add_field (row, "place", "Lagos", REVIEW_VALUE_TEXT, REVIEW_CLASS_OPEN);
  return rows;
}

/* The server has these rows now; waits until the desk has them too. */
static void
serve (Fixture *fixture, GPtrArray *rows)
{
  FakeItem *item = fake_server_item (fixture->base.server, 0);
  ReviewCaseView *view = review_record_copy (item->view);
  static guint generation;
  g_autofree char *hash = g_strdup_printf ("hash %u", ++generation);

  g_clear_pointer (&view->evidence, g_ptr_array_unref);
  view->evidence = rows;
  g_free (view->evidence_hash);
  view->evidence_hash = g_strdup (hash);
  review_record_unref (item->view);
  item->view = view;
  review_desk_reload (fixture->base.desk);
  WAIT_FOR (g_str_equal (review_desk_get_view (fixture->base.desk)->evidence_hash, hash));
  if (fixture->base.window != NULL)
    case_fixture_settle (&fixture->base);
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  case_fixture_set_up (&fixture->base, REVIEW_VERDICT_BLOCK, FALSE);
  serve (fixture, make_rows (TRUE));
  fixture->card = g_object_new (REVIEW_TYPE_EVIDENCE_CARD, NULL);
  review_evidence_card_bind (fixture->card, fixture->base.session);
  case_fixture_show (&fixture->base, GTK_WIDGET (fixture->card), 700, 500);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  case_fixture_tear_down (&fixture->base);
}

static ReviewTabStrip *
get_tabs (Fixture *fixture)
{
  return REVIEW_TAB_STRIP (
      case_fixture_find_type (GTK_WIDGET (fixture->card), REVIEW_TYPE_TAB_STRIP));
}

/* A tab is there only when the case has something for it. */
static void
test_tabs (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *card = GTK_WIDGET (fixture->card);
  GtkWidget *tab;

  g_assert_cmpstr (review_tab_strip_get_selected (get_tabs (fixture)), ==, "timeline");
  tab = case_fixture_find_name (card, "focus-transactions-tab");
  g_assert_nonnull (tab);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (tab), GTK_ACCESSIBLE_ROLE_TAB);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (tab), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Transactions, 1");
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (tab), GTK_ACCESSIBLE_STATE_SELECTED, FALSE);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (get_tabs (fixture)),
                                   GTK_ACCESSIBLE_ROLE_TAB_LIST);
  case_fixture_check_names (card);

  g_assert_true (review_evidence_card_show_tab (fixture->card, "transactions"));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (tab), GTK_ACCESSIBLE_STATE_SELECTED, TRUE);
  case_fixture_settle (&fixture->base);
  g_assert_nonnull (case_fixture_find_type (card, GTK_TYPE_COLUMN_VIEW));
  case_fixture_check_names (card);

  serve (fixture, make_rows (FALSE));
  g_assert_null (case_fixture_find_name (card, "focus-transactions-tab"));
  g_assert_cmpstr (review_tab_strip_get_selected (get_tabs (fixture)), ==, "timeline");
  g_assert_false (review_evidence_card_show_tab (fixture->card, "transactions"));
}

/* One stop for Tab; what moves along the tabs goes round and leaves out those not shown. */
static void
test_moves (Fixture *fixture, gconstpointer unused)
{
  ReviewTabStrip *tabs = get_tabs (fixture);
  GtkWidget *timeline = case_fixture_find_name (GTK_WIDGET (tabs), "focus-timeline-tab");
  GtkWidget *transactions = case_fixture_find_name (GTK_WIDGET (tabs), "focus-transactions-tab");
  guint steps = 0;

  g_assert_true (gtk_widget_get_focusable (timeline));
  g_assert_false (gtk_widget_get_focusable (transactions));
  review_evidence_card_move_tab (fixture->card, 1);
  g_assert_cmpstr (review_tab_strip_get_selected (tabs), ==, "transactions");
  g_assert_false (gtk_widget_get_focusable (timeline));
  g_assert_true (gtk_widget_get_focusable (transactions));
  do
    {
      review_evidence_card_move_tab (fixture->card, 1);
      g_assert_cmpuint (++steps, <, 20);
    }
  while (!g_str_equal (review_tab_strip_get_selected (tabs), "timeline"));
  review_evidence_card_move_tab (fixture->card, -1);
  review_evidence_card_move_tab (fixture->card, 1);
  g_assert_cmpstr (review_tab_strip_get_selected (tabs), ==, "timeline");
  g_signal_emit_by_name (transactions, "clicked");
  g_assert_cmpstr (review_tab_strip_get_selected (tabs), ==, "transactions");
  g_signal_emit_by_name (transactions, "clicked");
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (transactions)));
}

/* A chip finds its row where one is looking, else in the timeline; never a row that is not there. */
static void
test_finds_rows (Fixture *fixture, gconstpointer unused)
{
  ReviewTabStrip *tabs = get_tabs (fixture);

  review_evidence_card_show_tab (fixture->card, "transactions");
  g_assert_true (review_evidence_card_show (fixture->card, "E2"));
  g_assert_cmpstr (review_tab_strip_get_selected (tabs), ==, "transactions");
  g_assert_false (review_evidence_card_show (fixture->card, "E9"));
  g_assert_cmpstr (review_tab_strip_get_selected (tabs), ==, "transactions");
  g_assert_true (review_evidence_card_show (fixture->card, "E1"));
  g_assert_cmpstr (review_tab_strip_get_selected (tabs), ==, "timeline");
}

/* The window goes and comes again, in another language: the tab and the row are where they were. */
static void
test_survives (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *list;
  GtkSelectionModel *model;

  g_assert_true (review_evidence_card_show (fixture->card, "E3"));
  review_evidence_card_save (fixture->card);
  case_fixture_close (&fixture->base);
  fixture->card = g_object_new (REVIEW_TYPE_EVIDENCE_CARD, NULL);
  review_evidence_card_bind (fixture->card, fixture->base.session);
  case_fixture_show (&fixture->base, GTK_WIDGET (fixture->card), 700, 500);
  list = case_fixture_find_name (GTK_WIDGET (fixture->card), "focus-timeline");
  model = gtk_list_view_get_model (GTK_LIST_VIEW (list));
  g_assert_cmpuint (gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (model)), ==, 2);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  case_fixture_init (&argc, &argv);
  ADD ("/evidence/tabs", test_tabs);
  ADD ("/evidence/moves", test_moves);
  ADD ("/evidence/finds-rows", test_finds_rows);
  ADD ("/evidence/survives", test_survives);
  return g_test_run ();
}
