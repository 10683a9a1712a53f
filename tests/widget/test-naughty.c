/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text of customers is text, whatever it is, in every field that shows any: it is never markup, what
 * cannot be seen is made visible, and nothing of it makes the page larger than a page. */
#include "case-fixture.h"

#include <adwaita.h>
#include <string.h>

#include "review-case-header.h"
#include "review-case-report.h"
#include "review-chain-card.h"
#include "review-command-palette.h"
#include "review-evidence-card.h"
#include "review-evidence-panes.h"
#include "review-look-window.h"
#include "review-queue-pane.h"
#include "review-signals-card.h"
#include "review-text.h"
#include "review-tip.h"

#define WIDTH       900
#define MOST_WIDTH  20000 /* px that a page may want to be wide */
#define MOST_HEIGHT 20000
#define MOST_CHARS  4000 /* of a label: twenty fields, each shortened */
#define MOST_LINES  24   /* of the collection, where it is at hand */

static const char *const builtin[] = {
  "<b>bold</b> & <script>alert(1)</script>",
  "&lt;i&gt; &#x202e; <span size='99999'>",
  "\342\200\256gnp.exe",                      /* right-to-left override */
  "0xab\342\200\213cd\357\273\277ef",         /* zero width space, byte order mark */
  "\342\201\246isolate\342\201\251 \330\234", /* isolates, Arabic letter mark */
  "soft\302\255hyphen\342\200\215joined\342\200\216",
  "line\nbreak\ttab\rreturn",
  "%s%n%d \\ \" ' {0} $(id) `id`",
  "\360\237\217\263\357\270\217\342\200\215\360\237\214\210 \344\270\200 e\314\201\314\201\314\201",
  "\331\205\330\261\330\255\330\250\330\247 \327\251\327\234\327\225\327\235",
  "NULL undefined NaN -1e308 '; DROP TABLE case_file; --",
};

/* Names of fields that some pane has a place of its own for. */
static const char *const names[] = {
  "amount",
  "asset",
  "counterparty",
  "direction",
  "place",
  "device",
  "ip",
  "country",
  "method",
  "event",
  "declared_name",
  "name_on_document",
  "declared_address",
  "address_on_document",
  "issuer",
  "from",
  "to",
  "status",
  "account_age_days",
  "wholly_unknown",
};

static const int kinds[] = {
  REVIEW_EVIDENCE_TRANSACTION, REVIEW_EVIDENCE_LOGIN,   REVIEW_EVIDENCE_DEVICE,
  REVIEW_EVIDENCE_DOCUMENT,    REVIEW_EVIDENCE_PROFILE, REVIEW_EVIDENCE_SCREENING,
  REVIEW_EVIDENCE_GRAPH_EDGE,  REVIEW_EVIDENCE_EVENT,
};

typedef struct
{
  CaseFixture base;
  GPtrArray *texts; /* (owned) */
} Fixture;

/* The lines of the public collection beside the repository, where there is one. */
static void
add_collection (GPtrArray *texts)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("G_TEST_SRCDIR") != NULL ? g_getenv ("G_TEST_SRCDIR") : ".", "..",
                        "shared", "suites", "naughty-strings", "blns.txt", NULL);
  g_autofree char *all = NULL;
  g_auto (GStrv) lines = NULL;
  guint step;

  if (!g_file_get_contents (path, &all, NULL, NULL))
    {
      g_test_message ("the collection of naughty strings is not here");
      return;
    }
  lines = g_strsplit (all, "\n", -1);
  step = MAX (1, g_strv_length (lines) / MOST_LINES);
  for (guint i = 0; i < g_strv_length (lines); i += step)
    if (*lines[i] != '\0' && *lines[i] != '#' && g_utf8_validate (lines[i], -1, NULL))
      g_ptr_array_add (texts, g_strdup (lines[i]));
}

static GPtrArray *
make_texts (void)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < G_N_ELEMENTS (builtin); i++)
    g_ptr_array_add (texts, g_strdup (builtin[i]));
  g_ptr_array_add (texts, g_strnfill (10000, 'x'));
  g_ptr_array_add (texts, g_strdup_printf ("%05000d %05000d", 1, 2));
  add_collection (texts);
  return texts;
}

static ReviewField *
make_field (const char *name, const char *value)
{
  ReviewField *field = review_record_new (&review_field_type);

  field->name = g_strdup (name);
  field->value = g_strdup (value);
  field->type = REVIEW_VALUE_TEXT;
  field->klass = REVIEW_CLASS_OPEN;
  return field;
}

static GPtrArray *
make_fields (const char *text)
{
  GPtrArray *fields = review_records_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_ptr_array_add (fields, make_field (names[i], text));
  return fields;
}

static GPtrArray *
make_rows (GPtrArray *texts)
{
  GPtrArray *rows = review_records_new ();

  for (guint i = 0; i < texts->len; i++)
    {
      ReviewEvidence *row = review_record_new (&review_evidence_type);

      row->label = g_strdup_printf ("E%u", i + 1);
      row->id = g_strconcat ("e-", row->label, NULL);
      row->external_id = g_strdup (texts->pdata[i]);
      row->kind = kinds[i % G_N_ELEMENTS (kinds)];
      row->at = G_GINT64_CONSTANT (1795341600000000) + i * G_TIME_SPAN_MINUTE;
      row->fields = make_fields (texts->pdata[i]);
      g_ptr_array_add (rows, row);
    }
  return rows;
}

static void
put (char **member, const char *text)
{
  g_free (*member);
  *member = g_strdup (text);
}

/* Everything of a case that a customer, or whoever sends the case, writes. */
static void
spoil_case (ReviewCase *one, const char *text)
{
  ReviewSubject *subject = one->subject != NULL ? review_record_copy (one->subject)
                                                : review_record_new (&review_subject_type);

  put (&subject->external_id, text);
  put (&subject->display, text);
  g_clear_pointer (&subject->profile, g_ptr_array_unref);
  subject->profile = make_fields (text);
  g_clear_pointer (&one->subject, review_record_unref);
  one->subject = subject;
  put (&one->external_id, text);
  put (&one->market, text);
  put (&one->language, text);
  put (&one->value, text);
  put (&one->currency, text);
}

/* A list of one's own instead of one that is shared. */
static void
copy_list (GPtrArray **list)
{
  GPtrArray *own = review_records_new ();

  for (guint i = 0; i < (*list)->len; i++)
    g_ptr_array_add (own, review_record_ref ((*list)->pdata[i]));
  g_ptr_array_unref (*list);
  *list = own;
}

/* What ROCA says repeats what it read. */
static void
spoil_assessment (ReviewAssessment *said, const char *text)
{
  ReviewStep *step = review_record_copy (said->steps->pdata[0]);
  ReviewCitation *citation = review_record_new (&review_citation_type);
  ReviewSignal *signal = review_record_copy (said->signals->pdata[0]);

  citation->evidence = g_strdup ("E1");
  citation->field = g_strdup ("amount");
  citation->value = g_strdup (text);
  citation->status = REVIEW_CITATION_OK;
  g_clear_pointer (&step->citations, g_ptr_array_unref);
  step->citations = review_records_new ();
  g_ptr_array_add (step->citations, citation);
  g_clear_pointer (&step->claim, review_text_free);
  step->claim = review_text_new (text, text);
  review_record_unref (said->steps->pdata[0]);
  said->steps->pdata[0] = step;
  g_clear_pointer (&signal->display, review_text_free);
  signal->display = review_text_new (text, text);
  review_record_unref (said->signals->pdata[0]);
  said->signals->pdata[0] = signal;
}

static void
spoil (Fixture *fixture, const char *text)
{
  FakeItem *item = fake_server_item (fixture->base.server, 0);
  ReviewCaseView *view = review_record_copy (item->view);
  ReviewCase *one = review_record_copy (view->item_case);
  ReviewAssessment *said = review_record_copy (view->assessment);

  spoil_case (one, text);
  copy_list (&said->steps);
  copy_list (&said->signals);
  spoil_assessment (said, text);
  review_record_unref (view->item_case);
  view->item_case = one;
  review_record_unref (view->assessment);
  view->assessment = said;
  review_record_unref (item->view);
  item->view = view;
  put (&item->row->subject, text);
  put (&item->row->value, text);
  put (&item->row->currency, text);
  case_fixture_serve (&fixture->base, make_rows (fixture->texts));
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  case_fixture_set_up (&fixture->base, REVIEW_VERDICT_BLOCK, FALSE);
  fixture->texts = make_texts ();
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  case_fixture_tear_down (&fixture->base);
  g_ptr_array_unref (fixture->texts);
}

/* Whether a text shows something that cannot be seen; line ends are the layout's to show. */
static gboolean
has_hidden (const char *text)
{
  g_autofree char *visible = review_text_visible (text);

  return strcmp (visible, text) != 0;
}

static void
check_text (GtkWidget *widget, const char *text)
{
  if (has_hidden (text))
    g_error ("%s shows what cannot be seen: %s", G_OBJECT_TYPE_NAME (widget), text);
  if (g_utf8_strlen (text, -1) > MOST_CHARS)
    g_error ("%s has no end: %.200s", G_OBJECT_TYPE_NAME (widget), text);
}

static void
check_widget (GtkWidget *widget)
{
  const char *tip = review_tip_get (widget);

  if (GTK_IS_LABEL (widget))
    {
      g_assert_false (gtk_label_get_use_markup (GTK_LABEL (widget)));
      check_text (widget, gtk_label_get_text (GTK_LABEL (widget)));
    }
  if (tip == NULL)
    tip = gtk_widget_get_tooltip_text (widget);
  if (tip != NULL)
    check_text (widget, tip);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_widget (child);
}

/* The page itself, and that it still is a page. */
static void
check_page (GtkWidget *page)
{
  int least, natural;

  check_widget (page);
  gtk_widget_measure (page, GTK_ORIENTATION_HORIZONTAL, -1, &least, &natural, NULL, NULL);
  g_assert_cmpint (least, <=, WIDTH);
  g_assert_cmpint (natural, <=, MOST_WIDTH);
  gtk_widget_measure (page, GTK_ORIENTATION_VERTICAL, MAX (least, WIDTH), &least, &natural, NULL,
                      NULL);
  g_assert_cmpint (natural, <=, MOST_HEIGHT);
}

/* A page as on the case pane: what is higher than the window scrolls. */
static void
show (Fixture *fixture, GtkWidget *page)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_focusable (scrolled, FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), page);
  case_fixture_show (&fixture->base, scrolled, WIDTH, 600);
}

/* Each row, in each of the panes of evidence. */
static void
test_evidence (Fixture *fixture, gconstpointer unused)
{
  ReviewEvidenceCard *card = g_object_new (REVIEW_TYPE_EVIDENCE_CARD, NULL);

  spoil (fixture, fixture->texts->pdata[2]);
  review_evidence_card_bind (card, fixture->base.session);
  show (fixture, GTK_WIDGET (card));
  for (guint i = 0; i < fixture->texts->len; i++)
    {
      g_autofree char *label = g_strdup_printf ("E%u", i + 1);

      g_assert_true (review_evidence_card_show (card, label));
      case_fixture_settle (&fixture->base);
      check_page (GTK_WIDGET (card));
    }
  g_assert_true (review_evidence_card_show (card, "E3"));
  case_fixture_settle (&fixture->base);
  g_assert_nonnull (case_fixture_find_label (GTK_WIDGET (card), "⟨U+202E⟩gnp.exe"));
  for (gsize i = 0; i < review_evidence_panes_get_n (); i++)
    {
      review_evidence_card_show_tab (card, review_evidence_panes_get (i)->id);
      case_fixture_settle (&fixture->base);
      check_page (GTK_WIDGET (card));
    }
}

/* What stands above the evidence, with each of the texts in every field of it. */
static void
test_above (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = g_object_new (REVIEW_TYPE_CASE_HEADER, NULL);
  GtkWidget *chain = g_object_new (REVIEW_TYPE_CHAIN_CARD, NULL);
  GtkWidget *signals = g_object_new (REVIEW_TYPE_SIGNALS_CARD, NULL);
  g_autoptr (ReviewShown) shown = review_shown_new (fixture->base.desk);

  review_case_header_bind (REVIEW_CASE_HEADER (header), fixture->base.session);
  review_chain_card_bind (REVIEW_CHAIN_CARD (chain), fixture->base.session, shown);
  review_signals_card_bind (REVIEW_SIGNALS_CARD (signals), fixture->base.session, shown);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), signals);
  gtk_box_append (GTK_BOX (box), chain);
  show (fixture, box);
  for (guint i = 0; i < fixture->texts->len; i++)
    {
      spoil (fixture, fixture->texts->pdata[i]);
      check_page (box);
    }
  spoil (fixture, fixture->texts->pdata[2]);
  g_assert_nonnull (case_fixture_find_label (header, "⟨U+202E⟩gnp.exe"));
  g_assert_nonnull (case_fixture_find_label (chain, "⟨U+202E⟩gnp.exe"));
  g_assert_nonnull (case_fixture_find_label (signals, "⟨U+202E⟩gnp.exe"));
}

/* Rows of the queue, and what is typed to find one. */
static void
test_queue (Fixture *fixture, gconstpointer unused)
{
  ReviewQueuePane *pane = g_object_new (REVIEW_TYPE_QUEUE_PANE, NULL);
  GtkWidget *search;

  review_queue_pane_bind (pane, fixture->base.session);
  case_fixture_show (&fixture->base, GTK_WIDGET (pane), 420, 600);
  search = case_fixture_find_type (GTK_WIDGET (pane), GTK_TYPE_SEARCH_ENTRY);
  for (guint i = 0; i < G_N_ELEMENTS (builtin) + 2; i++)
    {
      guint before = fixture->base.server->view_generation;

      spoil (fixture, fixture->texts->pdata[i]);
      fake_server_event (fixture->base.server, "queue", NULL);
      WAIT_FOR (fixture->base.server->view_generation > before
                && !review_queue_get_loading (review_session_get_queue (fixture->base.session)));
      case_fixture_settle (&fixture->base);
      check_page (GTK_WIDGET (pane));
      if (search != NULL)
        gtk_editable_set_text (GTK_EDITABLE (search), fixture->texts->pdata[i]);
      case_fixture_settle (&fixture->base);
    }
}

static void
fill_aside (FakeAside *aside, GPtrArray *texts)
{
  aside->evidence = make_rows (texts);
  for (guint i = 0; i < G_N_ELEMENTS (builtin) + 2; i++)
    {
      g_autofree char *id = g_strdup_printf ("WD-%u", 60000 + i);
      ReviewRelatedCase *one = fake_aside_add_case (aside, id, REVIEW_GRADE_STRONG);

      put (&one->subject, texts->pdata[i]);
      if (i < G_N_ELEMENTS (builtin)) /* the server takes no note without an end */
        fake_aside_add_note (aside, REVIEW_NOTE_CASE, texts->pdata[i]);
    }
}

/* Beside the case: customers of related cases, a look at one of them, what colleagues wrote. */
static void
test_beside (Fixture *fixture, gconstpointer unused)
{
  static const char *const panes[] = { "related", "notes" };
  GtkWidget *window;

  fill_aside (fixture->base.server->aside, fixture->texts);
  WAIT_FOR (review_aside_get_notes (review_session_get_aside (fixture->base.session)) != NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (panes); i++)
    {
      ReviewEvidencePane *pane =
          review_evidence_panes_new (review_evidence_panes_find (panes[i]), fixture->base.session);

      show (fixture, GTK_WIDGET (pane));
      review_evidence_pane_set_active (pane, TRUE);
      review_aside_reload (review_session_get_aside (fixture->base.session));
      WAIT_FOR (case_fixture_find_label (GTK_WIDGET (pane), "⟨U+202E⟩gnp.exe") != NULL);
      case_fixture_settle (&fixture->base);
      check_page (GTK_WIDGET (pane));
      case_fixture_close (&fixture->base);
    }
  window = GTK_WIDGET (review_look_window_open (NULL, fixture->base.session, "case-WD-60002"));
  WAIT_FOR (case_fixture_find_label (window, "⟨U+202E⟩gnp.exe") != NULL);
  check_page (adw_window_get_content (ADW_WINDOW (window)));
  gtk_window_close (GTK_WINDOW (window));
}

/* The palette names related cases by id; whatever is typed into it is text. */
static void
test_palette (Fixture *fixture, gconstpointer unused)
{
  GtkWindow *parent = GTK_WINDOW (gtk_window_new ());
  ReviewCommandPalette *palette = review_command_palette_new (parent, GTK_WIDGET (parent));
  GtkWidget *search;

  for (guint i = 0; i < fixture->texts->len; i++)
    review_command_palette_add_look (palette, "WD-1", "case-1");
  gtk_window_present (GTK_WINDOW (palette));
  search = case_fixture_find_type (GTK_WIDGET (palette), GTK_TYPE_TEXT);
  g_assert_nonnull (search);
  for (guint i = 0; i < fixture->texts->len; i++)
    gtk_editable_set_text (GTK_EDITABLE (search), fixture->texts->pdata[i]);
  check_page (adw_window_get_content (ADW_WINDOW (palette)));
  gtk_window_destroy (GTK_WINDOW (palette));
  gtk_window_destroy (parent);
}

static char *
read_pdf (GBytes *pdf)
{
  g_autofree char *program = g_find_program_in_path ("pdftotext");
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GBytes) out = NULL;
  gsize size;
  const char *data;

  if (program == NULL)
    return NULL;
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL,
                              program, "-", "-", NULL);
  g_assert_true (g_subprocess_communicate (process, pdf, NULL, &out, NULL, NULL));
  data = g_bytes_get_data (out, &size);
  return g_strndup (data, size);
}

/* On paper, too. */
static void
test_report (Fixture *fixture, gconstpointer unused)
{
  for (guint i = 0; i < G_N_ELEMENTS (builtin) + 2; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ReviewReport) report = NULL;
      g_autoptr (GBytes) pdf = NULL;
      g_autofree char *text = NULL;
      guint pages = 0;

      spoil (fixture, fixture->texts->pdata[i]);
      report =
          review_case_report_new (fixture->base.session, review_desk_get_view (fixture->base.desk));
      pdf = review_report_to_pdf (report, &pages, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (pages, <=, 200);
      text = read_pdf (pdf);
      if (text == NULL)
        continue;
      g_assert_false (strstr (text, "\342\200\256") != NULL
                      || strstr (text, "\342\200\213") != NULL);
      g_assert_true (i != 0 || strstr (text, "<b>bold</b>") != NULL);
      g_assert_true (i != 2 || strstr (text, "U+202E") != NULL);
    }
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  case_fixture_init (&argc, &argv);
  ADD ("/naughty/evidence", test_evidence);
  ADD ("/naughty/above", test_above);
  ADD ("/naughty/queue", test_queue);
  ADD ("/naughty/beside", test_beside);
  ADD ("/naughty/palette", test_palette);
  ADD ("/naughty/report", test_report);
  return g_test_run ();
}
