/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The evidence card over a real desk: which tabs a case has, how one gets to them, and what the
 * panes show. */
#include "case-fixture.h"

#include <adwaita.h>

#include "review-evidence-card.h"
#include "review-evidence-pane.h"
#include "review-evidence-window.h"
#include "review-profile-pane.h"
#include "review-reveal-button.h"
#include "review-tab-strip.h"
#include "review-time-strip.h"
#include "review-tip.h"

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

/* As on the case pane: it scrolls, so that a long row makes nothing else taller. */
static void
show_card (Fixture *fixture)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_focusable (scrolled, FALSE);
  fixture->card = g_object_new (REVIEW_TYPE_EVIDENCE_CARD, NULL);
  review_evidence_card_bind (fixture->card, fixture->base.session);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (fixture->card));
  case_fixture_show (&fixture->base, scrolled, 700, 500);
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  case_fixture_set_up (&fixture->base, REVIEW_VERDICT_BLOCK, FALSE);
  case_fixture_serve (&fixture->base, make_rows (TRUE));
  show_card (fixture);
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

  case_fixture_serve (&fixture->base, make_rows (FALSE));
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
  show_card (fixture);
  list = case_fixture_find_name (GTK_WIDGET (fixture->card), "focus-timeline");
  model = gtk_list_view_get_model (GTK_LIST_VIEW (list));
  g_assert_cmpuint (gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (model)), ==, 2);
}

static GtkSelectionModel *
get_rows (Fixture *fixture)
{
  GtkWidget *list = case_fixture_find_name (GTK_WIDGET (fixture->card), "focus-timeline");

  return gtk_list_view_get_model (GTK_LIST_VIEW (list));
}

/* What a filter hides is counted, and a row that is asked for is shown all the same. */
static void
test_filters (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *card = GTK_WIDGET (fixture->card);
  g_autofree char *name = g_strdup_printf ("focus-kind-%d", REVIEW_EVIDENCE_LOGIN);
  GtkWidget *chip = case_fixture_find_name (card, name);
  GtkWidget *search = case_fixture_find_name (card, "focus-timeline-search");

  g_assert_nonnull (case_fixture_find_label (card, "3 days later"));
  g_assert_null (case_fixture_find_label (card, "of 3 rows"));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), FALSE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_rows (fixture))), ==, 1);
  g_assert_nonnull (case_fixture_find_label (card, "1 of 3 rows"));
  g_assert_true (review_evidence_card_show (fixture->card, "E3"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_rows (fixture))), ==, 3);

  gtk_editable_set_text (GTK_EDITABLE (search), "lagos");
  WAIT_FOR (g_list_model_get_n_items (G_LIST_MODEL (get_rows (fixture))) == 1);
  gtk_editable_set_text (GTK_EDITABLE (search), "nowhere at all");
  WAIT_FOR (g_list_model_get_n_items (G_LIST_MODEL (get_rows (fixture))) == 0);
  g_assert_nonnull (case_fixture_find_label (card, "No row fits"));
  case_fixture_serve (&fixture->base, make_rows (FALSE));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_rows (fixture))), ==, 2);
}

/* The strip looks at a part of the time, by keys as by a drag. */
static void
test_zooms (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *strip = case_fixture_find_name (GTK_WIDGET (fixture->card), "focus-time-strip");
  ReviewTimeStrip *self = REVIEW_TIME_STRIP (strip);
  gint64 from, to, before;

  g_assert_false (review_time_strip_get_range (self, &from, &to));
  g_assert_cmpint (to - from, ==, (3 * 1440 + 30) * G_TIME_SPAN_MINUTE);
  review_time_strip_zoom (self, 0.5);
  g_assert_true (review_time_strip_get_range (self, &from, &to));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_rows (fixture))), ==, 0);
  before = from;
  review_time_strip_pan (self, -0.25);
  review_time_strip_get_range (self, &from, &to);
  g_assert_cmpint (from, <, before);
  for (int i = 0; i < 8; i++)
    review_time_strip_pan (self, -0.25);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_rows (fixture))), ==, 2);
  for (int i = 0; i < 20; i++)
    review_time_strip_zoom (self, 0.5);
  review_time_strip_get_range (self, &from, &to);
  g_assert_cmpint (to - from, ==, 10 * G_TIME_SPAN_MINUTE);
  review_time_strip_set_range (self, 0, 0);
  g_assert_false (review_time_strip_get_range (self, &from, &to));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_rows (fixture))), ==, 3);
}

/* The chosen row with every field; a masked one is asked for with a reason, stays with the case
 * while it is open, and is masked in the next. */
static void
test_reveals (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *card = GTK_WIDGET (fixture->card);
  GtkWidget *button;
  guint digit = 0;

  g_assert_null (case_fixture_find_type (card, REVIEW_TYPE_REVEAL_BUTTON));
  review_evidence_card_show (fixture->card, "E1");
  case_fixture_settle (&fixture->base);
  g_assert_nonnull (case_fixture_find_label (card, "E1 · Login"));
  button = case_fixture_find_type (card, REVIEW_TYPE_REVEAL_BUTTON);
  g_assert_nonnull (button);
  g_assert_null (case_fixture_find_label (card, "clear ip"));
  g_assert_false (review_reveal_button_choose (REVIEW_REVEAL_BUTTON (button), digit));
  gtk_menu_button_popup (GTK_MENU_BUTTON (adw_bin_get_child (ADW_BIN (button))));
  case_fixture_settle (&fixture->base);
  case_fixture_check_names (card);
  g_assert_false (review_reveal_button_choose (REVIEW_REVEAL_BUTTON (button), 40));
  g_assert_true (review_reveal_button_choose (REVIEW_REVEAL_BUTTON (button), digit));
  WAIT_FOR (review_desk_get_revealed (fixture->base.desk, "E1", "ip") != NULL);
  g_assert_cmpuint (fake_server_count (fixture->base.server, "POST /v1/work-items/0/reveal"), <=,
                    1);
  g_assert_null (case_fixture_find_type (card, REVIEW_TYPE_REVEAL_BUTTON));
  g_assert_nonnull (case_fixture_find_label (card, "clear ip"));
  case_fixture_serve (&fixture->base, make_rows (TRUE));
  g_assert_cmpstr (review_desk_get_revealed (fixture->base.desk, "E1", "ip"), ==, "clear ip");
  g_assert_null (review_desk_get_revealed (fixture->base.desk, "E2", "ip"));
  review_desk_release_async (fixture->base.desk, NULL, NULL, NULL, NULL);
  WAIT_FOR (review_desk_get_view (fixture->base.desk) == NULL);
  g_assert_null (review_desk_get_revealed (fixture->base.desk, "E1", "ip"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_rows (fixture))), ==, 0);
}

/* Declared beside found: a word for each line, the characters that differ are marked, and what is
 * masked can be revealed and is compared then. */
static void
test_profile (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *card = GTK_WIDGET (fixture->card);
  GPtrArray *rows = make_rows (FALSE);
  ReviewEvidence *row = add_row (rows, REVIEW_EVIDENCE_PROFILE, 5000);
  GtkWidget *label, *button;

  add_field (row, "declared_name", "Mara Quill", REVIEW_VALUE_TEXT, REVIEW_CLASS_PERSONAL);
  add_field (row, "declared_document_number", "A1234567", REVIEW_VALUE_TEXT, REVIEW_CLASS_PERSONAL);
  add_field (row, "declared_address", NULL, REVIEW_VALUE_TEXT, REVIEW_CLASS_PERSONAL);
  add_field (row, "email_domain", "postbox.example", REVIEW_VALUE_TEXT, REVIEW_CLASS_OPEN);
  row = add_row (rows, REVIEW_EVIDENCE_DOCUMENT, 5001);
  add_field (row, "name_on_document", "QUILL, MARA", REVIEW_VALUE_TEXT, REVIEW_CLASS_PERSONAL);
  add_field (row, "document_number", "A1234568", REVIEW_VALUE_TEXT, REVIEW_CLASS_PERSONAL);
  add_field (row, "address_on_document", "14 Orchid Road, Singapore 238801", REVIEW_VALUE_TEXT,
             REVIEW_CLASS_PERSONAL);
  case_fixture_serve (&fixture->base, rows);
  g_assert_true (review_evidence_card_show_tab (fixture->card, "profile"));
  case_fixture_settle (&fixture->base);
  case_fixture_shot (&fixture->base, "evidence-profile");
  case_fixture_check_names (card);
  g_assert_nonnull (case_fixture_find_label (card, "written otherwise"));
  g_assert_nonnull (case_fixture_find_label (card, "differs"));
  g_assert_nonnull (case_fixture_find_label (card, "cannot be compared"));
  g_assert_nonnull (case_fixture_find_label (card, "postbox.example"));
  label =
      case_fixture_find_label (case_fixture_find_type (card, REVIEW_TYPE_PROFILE_PANE), "A1234568");
  g_assert_nonnull (gtk_label_get_attributes (GTK_LABEL (label)));

  button = case_fixture_find_type (case_fixture_find_type (card, REVIEW_TYPE_PROFILE_PANE),
                                   REVIEW_TYPE_REVEAL_BUTTON);
  gtk_menu_button_popup (GTK_MENU_BUTTON (adw_bin_get_child (ADW_BIN (button))));
  case_fixture_settle (&fixture->base);
  g_assert_true (review_reveal_button_choose (REVIEW_REVEAL_BUTTON (button), 0));
  WAIT_FOR (case_fixture_find_label (card, "clear declared_address") != NULL);
  g_assert_nonnull (case_fixture_find_label (card, "Street"));
}

static GtkWidget *
find_window (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (REVIEW_IS_EVIDENCE_WINDOW (window))
        return window;
    }
  return NULL;
}

/* A tab in a window of its own follows the case and the chips, says so when there is no case, comes
 * back when it is closed, and is there again after the card was made anew. */
static void
test_detaches (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *card = GTK_WIDGET (fixture->card);
  GtkSelectionModel *model;
  GtkWidget *window, *list;

  review_evidence_card_detach (fixture->card);
  case_fixture_settle (&fixture->base);
  window = find_window ();
  g_assert_nonnull (window);
  g_assert_true (gtk_widget_get_mapped (case_fixture_find_label (card, "in a window of its own")));
  g_assert_null (case_fixture_find_name (card, "focus-timeline"));
  case_fixture_check_names (card);
  list = case_fixture_find_name (window, "focus-timeline");
  g_assert_true (review_evidence_card_show (fixture->card, "E3"));
  model = gtk_list_view_get_model (GTK_LIST_VIEW (list));
  g_assert_cmpuint (gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (model)), ==, 2);
  /* What a chip in the window does. */
  g_assert_true (gtk_widget_activate_action (list, "review.show-evidence", "s", "E2"));
  g_assert_cmpuint (gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (model)), ==, 1);
  g_assert_true (gtk_widget_activate_action (list, "review.show-evidence", "s", "E99"));
  g_assert_true (g_str_has_prefix (gtk_window_get_title (GTK_WINDOW (window)), "Timeline · WD-"));
  case_fixture_serve (&fixture->base, make_rows (FALSE));
  g_assert_cmpuint (
      g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)))), ==,
      2);

  review_evidence_card_save (fixture->card);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  case_fixture_close (&fixture->base);
  WAIT_FOR (window == NULL);
  show_card (fixture);
  window = find_window ();
  g_assert_nonnull (window);

  review_desk_release_async (fixture->base.desk, NULL, NULL, NULL, NULL);
  WAIT_FOR (review_desk_get_view (fixture->base.desk) == NULL);
  g_assert_nonnull (case_fixture_find_label (window, "No case is open."));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Timeline");
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_close (GTK_WINDOW (window));
  WAIT_FOR (window == NULL);
  g_assert_nonnull (case_fixture_find_name (GTK_WIDGET (fixture->card), "focus-detach"));
  g_assert_false (gtk_widget_get_mapped (
      case_fixture_find_label (GTK_WIDGET (fixture->card), "in a window of its own")));
}

/* Who works in the second window is there. */
static void
test_window_keeps_lease (Fixture *fixture, gconstpointer unused)
{
  GListModel *controllers;
  GtkWidget *window;
  gboolean known = FALSE;

  review_evidence_card_detach (fixture->card);
  case_fixture_settle (&fixture->base);
  window = find_window ();
  g_assert_nonnull (window);
  review_desk_set_patience (fixture->base.desk, 20, G_MAXINT);
  WAIT_FOR (review_desk_get_away (fixture->base.desk));
  review_desk_set_patience (fixture->base.desk, G_MAXINT, G_MAXINT);
  controllers = gtk_widget_observe_controllers (window);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) one = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (one))
        g_signal_emit_by_name (one, "key-pressed", GDK_KEY_Down, 0, 0, &known);
    }
  g_object_unref (controllers);
  g_assert_false (review_desk_get_away (fixture->base.desk));
  gtk_window_close (GTK_WINDOW (window));
}

static const char *const naughty[] = {
  "<b>bold</b> & <script>alert(1)</script>",
  "\342\200\256gnp.exe",                      /* right-to-left override */
  "0xab\342\200\213cd\357\273\277ef",         /* zero width space, byte order mark */
  "\342\201\246isolate\342\201\251 \330\234", /* isolates, Arabic letter mark */
  "line\nbreak\ttab",
  "%s%n%d \\ \" '",
  "\360\237\217\263\357\270\217 \344\270\200 e\314\201\314\201\314\201\314\201",
};

static gboolean
has_hidden (const char *text)
{
  static const char *const hidden[] = { "\342\200\256", "\342\200\213", "\357\273\277",
                                        "\342\201\246", "\342\201\251", "\330\234" };

  for (gsize i = 0; i < G_N_ELEMENTS (hidden); i++)
    if (strstr (text, hidden[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* No label below shows what cannot be seen, or reads it as markup. */
static void
check_labels (GtkWidget *root)
{
  if (GTK_IS_LABEL (root))
    {
      g_assert_false (gtk_label_get_use_markup (GTK_LABEL (root)));
      g_assert_false (has_hidden (gtk_label_get_text (GTK_LABEL (root))));
      if (review_tip_get (root) != NULL)
        g_assert_false (has_hidden (review_tip_get (root)));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_labels (child);
}

static GPtrArray *
make_naughty_rows (void)
{
  static const char *const names[] = { "device", "issuer", "amount", "asset", "counterparty" };
  g_autofree char *endless = g_strnfill (10000, 'x');
  GPtrArray *rows = review_records_new ();

  for (gsize i = 0; i <= G_N_ELEMENTS (naughty); i++)
    {
      const char *text = i < G_N_ELEMENTS (naughty) ? naughty[i] : endless;
      ReviewEvidence *row = add_row (rows, REVIEW_EVIDENCE_TRANSACTION, (int) i);

      for (gsize j = 0; j < G_N_ELEMENTS (names); j++)
        add_field (row, names[j], text, REVIEW_VALUE_TEXT, REVIEW_CLASS_OPEN);
    }
  return rows;
}

/* Customer text stays text, whatever it is, in every pane and in the details. */
static void
test_naughty (Fixture *fixture, gconstpointer unused)
{
  case_fixture_serve (&fixture->base, make_naughty_rows ());
  for (gsize i = 0; i <= G_N_ELEMENTS (naughty); i++)
    {
      g_autofree char *label = g_strdup_printf ("E%u", (guint) i + 1);

      g_assert_true (review_evidence_card_show (fixture->card, label));
      case_fixture_settle (&fixture->base);
      check_labels (GTK_WIDGET (fixture->card));
      g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->card)), <=, 700);
    }
  review_evidence_card_show (fixture->card, "E2");
  case_fixture_settle (&fixture->base);
  g_assert_nonnull (case_fixture_find_label (GTK_WIDGET (fixture->card),
                                             "\342\237\250U+202E\342\237\251gnp.exe"));
  review_evidence_card_show_tab (fixture->card, "transactions");
  case_fixture_settle (&fixture->base);
  check_labels (GTK_WIDGET (fixture->card));
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
  ADD ("/evidence/filters", test_filters);
  ADD ("/evidence/zooms", test_zooms);
  ADD ("/evidence/reveals", test_reveals);
  ADD ("/evidence/profile", test_profile);
  ADD ("/evidence/detaches", test_detaches);
  ADD ("/evidence/window-keeps-lease", test_window_keeps_lease);
  ADD ("/evidence/naughty", test_naughty);
  return g_test_run ();
}
