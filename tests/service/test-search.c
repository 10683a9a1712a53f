/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a search finds, for whom, and what it does not give away; filters and bands of a view. */
#define G_LOG_DOMAIN "test-search"
#include <string.h>

#include "service-fixture.h"

#define ADDRESS "0xA94F5374Fce5edbC8E2a8697C15331677e6EbF0B"

static void
add_field (ReviewIntake *intake, const char *name, const char *value, int klass)
{
  ReviewEvidence *row = intake->evidence->pdata[0];
  ReviewField *field = review_record_new (&review_field_type);

  field->name = g_strdup (name);
  field->value = g_strdup (value);
  field->type = REVIEW_VALUE_TEXT;
  field->klass = klass;
  g_ptr_array_add (row->fields, field);
}

static void
take_in (Desk *f, const ReviewIntake *intake)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewCase) stored =
      review_service_intake (f->service, CALL (review_service_system_user (), 0), intake, &error);

  g_assert_no_error (error);
  review_service_assess_case (f->service, stored->id, &error);
  g_assert_no_error (error);
}

/* A case with something in each class. */
static void
add_told (Desk *f, const char *id, const char *vendor)
{
  g_autoptr (ReviewIntake) intake =
      desk_make_intake (&(CaseSpec){ .id = id, .risk = 0.8, .vendor = vendor });

  add_field (intake, "venue", "冷钱包 Kraken", REVIEW_CLASS_OPEN);
  add_field (intake, "destination", ADDRESS, REVIEW_CLASS_PERSONAL);
  add_field (intake, "payee", "Maria Lopez", REVIEW_CLASS_PERSONAL);
  add_field (intake, "pan", "4929abcd0123456789ff", REVIEW_CLASS_SECRET);
  take_in (f, intake);
}

static gint64
count (Desk *f, const ReviewUser *user, const ReviewViewRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewViewPage) page = review_service_open_view (f->service, user, request, &error);

  g_assert_no_error (error);
  g_assert_cmpint (page->rows != NULL ? page->rows->len : 0, ==, page->count);
  return page->count;
}

static gint64
search (Desk *f, const ReviewUser *user, const char *text)
{
  g_autoptr (ReviewViewRequest) request = review_record_new (&review_view_request_type);

  request->text = g_strdup (text);
  return count (f, user, request);
}

static void
test_open_texts (Desk *f, gconstpointer data)
{
  static const char *const found[] = { "WD-10001", "wd10001", "0001",   "hot-7",
                                       "冷钱包",   "钱包",    "kraken", "WD-10001 冷钱包" };
  static const char *const other[] = { "WD-10002", "热钱包", "kraken hot-8", "\"", "OR", "open:" };

  add_told (f, "hot-7", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (found); i++)
    if (search (f, f->agent, found[i]) != 1)
      g_error ("“%s” is not found", found[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (other); i++)
    if (strpbrk (other[i], "0123456789abcdefghijklmnopqrstuvwxyz") != NULL
        && search (f, f->agent, other[i]) != 0)
      g_error ("“%s” finds something", other[i]);
  /* Nothing to search for is no filter. */
  g_assert_cmpint (search (f, f->agent, "\""), ==, 1);
}

/* What is masked is not found by a part of it: asking often enough would spell it out. */
static void
test_masked_texts (Desk *f, gconstpointer data)
{
  static const char *const hidden[] = { "Maria",        "Lopez", "4929", "4929abcd0123456789ff",
                                        "customer-hot", "0xA94", "4111", "1250.5" };
  const ReviewUser *users[] = { f->bpo, f->agent, f->senior, f->lead };

  add_told (f, "hot-7", "brightdesk");
  for (gsize i = 0; i < G_N_ELEMENTS (hidden); i++)
    for (gsize u = 0; u < G_N_ELEMENTS (users); u++)
      if (search (f, users[u], hidden[i]) != 0)
        g_error ("%s finds “%s”", users[u]->id, hidden[i]);
  /* Who has the whole address finds its case; a vendor's people do not ask that. */
  g_assert_cmpint (search (f, f->agent, ADDRESS), ==, 1);
  g_assert_cmpint (search (f, f->agent, " 0xa94f5374fce5edbc8e2a8697c15331677e6ebf0b "), ==, 1);
  g_assert_cmpint (search (f, f->bpo, ADDRESS), ==, 0);
  g_assert_cmpint (search (f, f->bpo, "kraken"), ==, 1);
}

/* Nothing that ROCA or a person concluded is found, and no other vendor's case. */
static void
test_conclusions (Desk *f, gconstpointer data)
{
  static const char *const words[] = { "block", "pass", "risk", "0.97", "human", "audit", "gold" };
  CaseSpec spec = { .id = "aa-1", .risk = 0.97, .route = REVIEW_ROUTE_AUDIT };
  g_autofree char *id = desk_add_case (f, &spec);

  add_told (f, "hot-7", "other");
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (search (f, f->lead, words[i]) != 0)
      g_error ("“%s” finds something", words[i]);
  g_assert_cmpint (search (f, f->bpo, "kraken"), ==, 0);
  g_assert_cmpint (search (f, f->lead, "kraken"), ==, 1);
}

/* A note is found by people of the house; a vendor's people see their own at the case. */
static void
test_notes (Desk *f, gconstpointer data)
{
  CaseSpec spec = { .id = "hh-1", .risk = 0.8, .vendor = "brightdesk" };
  g_autofree char *id = desk_add_case (f, &spec);
  g_autoptr (ReviewCaseView) view = desk_take_next (f, f->senior);
  g_autoptr (ReviewNoteRequest) note = review_record_new (&review_note_request_type);
  g_autoptr (GError) error = NULL;

  note->scope = REVIEW_NOTE_CASE;
  note->text = g_strdup ("客户来电确认 harbour account");
  desk_ignore (
      review_service_add_note (f->service, CALL (f->senior, 0), view->work_item->id, note, &error));
  g_assert_no_error (error);
  g_assert_cmpint (search (f, f->agent, "harbour"), ==, 1);
  g_assert_cmpint (search (f, f->agent, "来电"), ==, 1);
  g_assert_cmpint (search (f, f->bpo, "harbour"), ==, 0);
}

/* New evidence is found, but not by a blind look at what was before it. */
static void
test_new_evidence (Desk *f, gconstpointer data)
{
  CaseSpec blind = { .id = "aa-1", .risk = 0.97, .route = REVIEW_ROUTE_AUDIT };
  CaseSpec plain = { .id = "hh-1", .risk = 0.8 };
  const CaseSpec *specs[] = { &blind, &plain };

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *id = desk_add_case (f, specs[i]);
      g_autoptr (ReviewIntake) later = desk_make_intake (specs[i]);
      ReviewEvidence *row = later->evidence->pdata[0];

      row->at = START + REVIEW_DAY;
      add_field (later, "venue", "Bitstamp", REVIEW_CLASS_OPEN);
      review_test_clock_advance (&f->clock, 2 * REVIEW_DAY);
      take_in (f, later);
    }
  g_assert_cmpint (search (f, f->lead, "aa-1"), >=, 1);
  g_assert_cmpint (search (f, f->lead, "bitstamp"), ==, 1);
}

static void
test_filters (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewViewRequest) r = review_record_new (&review_view_request_type);
  g_autoptr (ReviewCaseView) taken = NULL;
  g_autofree char *small =
      desk_add_case (f, &(CaseSpec){ .id = "s", .risk = 0.8, .value = "12.50" });
  g_autofree char *large =
      desk_add_case (f, &(CaseSpec){ .id = "l", .risk = 0.8, .value = "90000" });
  g_autofree char *key = desk_add_case (f, &(CaseSpec){ .id = "k", .risk = 0.8, .priority = 80 });

  g_assert_cmpint (count (f, f->agent, r), ==, 3);
  r->key_user = TRUE;
  g_assert_cmpint (count (f, f->agent, r), ==, 1);
  r->key_user = FALSE;
  r->min_value = g_strdup ("90000");
  g_assert_cmpint (count (f, f->agent, r), ==, 1);
  g_clear_pointer (&r->min_value, g_free);
  r->market = g_strdup ("JP");
  g_assert_cmpint (count (f, f->agent, r), ==, 0);
  g_clear_pointer (&r->market, g_free);
  taken = desk_take_next (f, f->agent);
  r->holder = REVIEW_HOLDER_MINE;
  g_assert_cmpint (count (f, f->agent, r), ==, 1);
  g_assert_cmpint (count (f, f->senior, r), ==, 0);
  r->holder = REVIEW_HOLDER_FREE;
  g_assert_cmpint (count (f, f->senior, r), ==, 2);
  r->holder = REVIEW_HOLDER_ANYONE;
  r->states = g_strsplit ("leased on_hold", " ", -1);
  g_assert_cmpint (count (f, f->senior, r), ==, 1);
}

static void
test_bands (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewViewRequest) r = review_record_new (&review_view_request_type);
  g_autoptr (ReviewViewPage) page = NULL;
  const ReviewBandCount *first, *second;
  g_autofree char *old = desk_add_case (f, &(CaseSpec){ .id = "old", .risk = 0.8 });
  g_autofree char *late = NULL;
  g_autofree char *later = NULL;

  review_test_clock_advance (&f->clock, 200 * REVIEW_MINUTE);
  late = desk_add_case (f, &(CaseSpec){ .id = "new", .risk = 0.8 });
  later = desk_add_case (f, &(CaseSpec){ .id = "newer", .risk = 0.8 });
  desk_settle_after (f, 0);
  page = review_service_open_view (f->service, f->agent, r, NULL);
  g_assert_cmpuint (page->bands->len, ==, 2);
  first = page->bands->pdata[0];
  second = page->bands->pdata[1];
  g_assert_cmpint (first->band, ==, REVIEW_BAND_UNDER_1_H);
  g_assert_cmpint (first->count, ==, 1);
  g_assert_cmpint (second->band, ==, REVIEW_BAND_REST);
  g_assert_cmpint (second->count, ==, 2);
  r->bands = g_strsplit ("breached under_1_h", " ", -1);
  g_assert_cmpint (count (f, f->agent, r), ==, 1);
}

static void
assert_refused (Desk *f, const ReviewViewRequest *request, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *field = NULL;

  g_assert_null (review_service_open_view (f->service, f->agent, request, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  field = review_error_dup_field (error);
  g_assert_cmpstr (field, ==, name);
}

static void
test_refused (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewViewRequest) bands = review_record_new (&review_view_request_type);
  g_autoptr (ReviewViewRequest) states = review_record_new (&review_view_request_type);
  g_autoptr (ReviewViewRequest) value = review_record_new (&review_view_request_type);
  g_autoptr (ReviewViewRequest) text = review_record_new (&review_view_request_type);

  bands->bands = g_strsplit ("breached soon", " ", -1);
  states->states = g_strsplit ("lost", " ", -1);
  value->min_value = g_strdup ("1e9");
  text->text = g_strnfill (201, 'x');
  assert_refused (f, bands, "bands");
  assert_refused (f, states, "states");
  assert_refused (f, value, "min_value");
  assert_refused (f, text, "text");
}

/* Filters follow the person; two desks of the same person do not overwrite each other. */
static void
test_saved (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewSavedFilters) all = review_record_new (&review_saved_filters_type);
  g_autoptr (ReviewSavedFilters) kept = NULL;
  g_autoptr (ReviewSavedFilters) other = NULL;
  g_autoptr (GError) error = NULL;
  ReviewSavedFilter *one = review_record_new (&review_saved_filter_type);

  one->name = g_strdup ("大额");
  one->filter = review_record_new (&review_view_request_type);
  one->filter->min_value = g_strdup ("50000");
  all->version = 1;
  all->filters = review_records_new ();
  g_ptr_array_add (all->filters, one);
  desk_ignore (review_service_save_filters (f->service, CALL (f->agent, 0), all, &error));
  g_assert_no_error (error);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM audit WHERE action = 'save_filters'"), ==,
                   1);
  kept = review_service_get_filters (f->service, f->agent, &error);
  g_assert_true (review_record_equal (kept, all));
  other = review_service_get_filters (f->service, f->senior, &error);
  g_assert_cmpint (other->version, ==, 0);
  g_assert_null (review_service_save_filters (f->service, CALL (f->agent, 0), all, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT);
  g_clear_error (&error);
  one->filter->bands = g_strsplit ("soon", " ", -1);
  g_assert_null (review_service_save_filters (f->service, CALL (f->agent, 0), all, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
}

static gboolean
forget (ReviewTx *tx, gpointer user_data, GError **error)
{
  return review_tx_exec (tx, error, "DELETE FROM search_doc", "") > 0
         && review_tx_exec (tx, error, "DELETE FROM counter WHERE name = 'search_filled'", "") == 1;
}

/* What a store had before there was a search is found once it is opened by this program. */
static void
test_older_store (Desk *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  add_told (f, "hot-7", NULL);
  g_assert_true (review_store_write (f->store, forget, NULL, &error));
  g_assert_cmpint (search (f, f->agent, "kraken"), ==, 0);
  review_service_publish (f->service, &error);
  g_assert_no_error (error);
  g_assert_cmpint (search (f, f->agent, "kraken"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) \
  g_test_add ("/service/search/" name, Desk, NULL, desk_set_up, func, desk_tear_down)
  ADD ("open-texts", test_open_texts);
  ADD ("masked-texts", test_masked_texts);
  ADD ("conclusions", test_conclusions);
  ADD ("notes", test_notes);
  ADD ("new-evidence", test_new_evidence);
  ADD ("filters", test_filters);
  ADD ("bands", test_bands);
  ADD ("refused", test_refused);
  ADD ("saved", test_saved);
  ADD ("older-store", test_older_store);
  return g_test_run ();
}
