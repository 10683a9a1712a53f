/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases given, put off, assigned and closed in one go; colleagues named in notes. */
#define G_LOG_DOMAIN "test-moving"
#include "service-fixture.h"

#include <string.h>

#include "review-waiting.h"

static char *
add (Desk *f, const char *id, gint64 priority, const char *value)
{
  return desk_add_case (f,
                        &(CaseSpec){ .id = id, .risk = 0.8, .priority = priority, .value = value });
}

static ReviewCaseView *
take (Desk *f, const ReviewUser *user, const char *id)
{
  g_autofree char *added = add (f, id, 0, NULL);
  ReviewCaseView *view = desk_take_next (f, user);

  g_assert_nonnull (view);
  return view;
}

static ReviewWorkItem *
read_item (Desk *f, const char *case_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewCaseView) view = review_service_get_case (f->service, f->lead, case_id, &error);

  g_assert_no_error (error);
  return review_record_ref (view->work_item);
}

static void
start (Desk *f, const ReviewUser *user)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewPerson) person = review_service_start_shift (f->service, CALL (user, 0), &error);

  g_assert_no_error (error);
}

static ReviewWorkItem *
try_assign (
    Desk *f, const ReviewUser *by, const ReviewWorkItem *item, const char *to, GError **error)
{
  g_autoptr (ReviewAssignRequest) request = review_record_new (&review_assign_request_type);

  request->to = g_strdup (to);
  request->reason = g_strdup ("Knows this kind of case.");
  return review_service_assign (f->service, CALL (by, item->version), item->id, request, error);
}

static void
assert_next (Desk *f, const ReviewUser *user, const char *external_id)
{
  g_autoptr (ReviewCaseView) view = desk_take_next (f, user);

  g_assert_cmpstr (view != NULL ? view->item_case->external_id : NULL, ==, external_id);
}

/* What a lead gives to a person waits for nobody else, behind what is in a more urgent band. */
static void
test_assign (Desk *f, gconstpointer data)
{
  g_autofree char *urgent = add (f, "urgent", 0, "5");
  g_autofree char *given = NULL;
  g_autofree char *dear = NULL;
  g_autoptr (ReviewWorkItem) item = NULL;
  g_autoptr (ReviewWorkItem) after = NULL;
  g_autoptr (ReviewInboxPage) page = NULL;
  g_autoptr (GError) error = NULL;
  const ReviewWaiting *kept;

  start (f, f->agent);
  start (f, f->senior);
  desk_settle_after (f, 3 * REVIEW_HOUR + 10 * REVIEW_MINUTE); /* under an hour is left */
  given = add (f, "given", 0, "1");
  dear = add (f, "dear", 0, "900");
  item = read_item (f, given);
  after = try_assign (f, f->lead, item, f->agent->id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (after->version, ==, item->version + 1);
  page = review_service_read_inbox (f->service, f->agent, &error);
  g_assert_cmpuint (page->waiting->len, ==, 1);
  kept = page->waiting->pdata[0];
  g_assert_cmpstr (kept->assigned_by_name, ==, f->lead->name);
  g_assert_cmpstr (kept->reason, ==, "Knows this kind of case.");
  assert_next (f, f->agent, "urgent");
  assert_next (f, f->senior, "dear");
  assert_next (f, f->senior, NULL);
  assert_next (f, f->agent, "given");
}

/* To somebody who is not there, not qualified, full, or kept from it; without a reason; of a case that
 * somebody has; not seen as it is: refused. */
static void
test_assign_refused (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) had = take (f, f->senior, "had");
  g_autofree char *id = add (f, "a", 0, NULL);
  g_autoptr (ReviewWorkItem) item = read_item (f, id);
  g_autoptr (ReviewWorkItem) done = NULL;
  g_autoptr (ReviewAssignRequest) request = review_record_new (&review_assign_request_type);
  g_autoptr (GError) error = NULL;
  const char *const to[] = { f->agent->id, f->admin->id, f->bpo->id };

  start (f, f->bpo);
  for (guint i = 0; i < G_N_ELEMENTS (to); i++)
    {
      g_autofree char *field = NULL;

      g_assert_null (try_assign (f, f->lead, item, to[i], &error));
      field = review_error_dup_field (error);
      g_assert_cmpstr (field, ==, "to");
      g_clear_error (&error);
    }
  g_assert_null (try_assign (f, f->lead, had->work_item, f->senior->id, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT);
  g_clear_error (&error);
  request->to = g_strdup (f->senior->id);
  request->reason = g_strdup (" ");
  g_assert_null (
      review_service_assign (f->service, CALL (f->lead, item->version), item->id, request, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  g_clear_error (&error);
  desk_set_parameter (f, "held_at_once", 1);
  g_assert_null (try_assign (f, f->lead, item, f->senior->id, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  g_clear_error (&error);
  desk_set_parameter (f, "held_at_once", 2);
  done = try_assign (f, f->lead, item, f->senior->id, &error);
  g_assert_no_error (error);
  g_assert_null (try_assign (f, f->lead, item, f->senior->id, &error));
  g_assert_true (g_error_matches (error, REVIEW_ERROR, REVIEW_ERROR_INVALID)
                 || g_error_matches (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT));
}

/* Nobody takes it in eight hours: it is everybody's again. */
static void
test_assigned_in_vain (Desk *f, gconstpointer data)
{
  g_autofree char *id = add (f, "a", 0, NULL);
  g_autoptr (ReviewWorkItem) item = read_item (f, id);
  g_autoptr (ReviewWorkItem) done = NULL;
  g_autoptr (GError) error = NULL;

  start (f, f->agent);
  done = try_assign (f, f->lead, item, f->agent->id, &error);
  g_assert_no_error (error);
  assert_next (f, f->senior, NULL);
  desk_settle_after (f, 8 * REVIEW_HOUR + REVIEW_SECOND);
  assert_next (f, f->senior, "a");
}

static ReviewWorkItem *
try_snooze (
    Desk *f, const ReviewUser *user, const ReviewCaseView *view, gint64 minutes, GError **error)
{
  g_autoptr (ReviewSnoozeRequest) request = review_record_new (&review_snooze_request_type);

  request->minutes = minutes;
  request->note = g_strdup ("Then E2 will be there.");
  return review_service_snooze (f->service, CALL (user, view->work_item->version),
                                view->work_item->id, request, error);
}

/* It comes back to its owner at its time and to nobody else before; the clock runs all the while. */
static void
test_snooze (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) view = take (f, f->agent, "a");
  g_autoptr (ReviewWorkItem) item = NULL;
  g_autoptr (ReviewInboxPage) page = NULL;
  g_autoptr (ReviewCaseView) back = NULL;
  g_autofree char *urgent = NULL;
  g_autoptr (GError) error = NULL;
  const ReviewWaiting *kept;

  start (f, f->agent);
  item = try_snooze (f, f->agent, view, 120, &error);
  g_assert_no_error (error);
  g_assert_cmpint (item->state, ==, REVIEW_WORK_QUEUED);
  g_assert_cmpint (item->due_at, ==, view->work_item->due_at);
  page = review_service_read_inbox (f->service, f->agent, &error);
  g_assert_cmpuint (page->waiting->len, ==, 1);
  kept = page->waiting->pdata[0];
  g_assert_cmpint (kept->snoozed_until, ==,
                   review_clock_now (&f->clock.clock) + 120 * REVIEW_MINUTE);
  g_assert_cmpstr (kept->note, ==, "Then E2 will be there.");
  assert_next (f, f->agent, NULL);
  assert_next (f, f->senior, NULL);
  desk_settle_after (f, 120 * REVIEW_MINUTE + REVIEW_SECOND);
  g_clear_pointer (&page, review_record_unref);
  page = review_service_read_inbox (f->service, f->agent, &error);
  g_assert_cmpuint (page->waiting->len, ==, 1);
  kept = page->waiting->pdata[0];
  g_assert_cmpint (kept->snoozed_until, ==, 0); /* it has come back, and says why it was away */
  g_assert_cmpstr (kept->note, ==, "Then E2 will be there.");
  urgent = add (f, "urgent", 90, NULL);
  back = desk_take_next (f, f->agent);
  g_assert_cmpstr (back->work_item->id, ==, view->work_item->id);
  g_assert_cmpint (back->work_item->due_at, ==, view->work_item->due_at);
  g_clear_pointer (&page, review_record_unref);
  page = review_service_read_inbox (f->service, f->agent, &error);
  g_assert_cmpuint (page->waiting->len, ==, 0);
}

/* Beyond its time, beyond what is allowed, in the past, of a case one does not hold: refused. An owner
 * who has gone meanwhile does not get it back. */
static void
test_snooze_refused (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) view = take (f, f->agent, "a");
  g_autoptr (ReviewWorkItem) item = NULL;
  g_autoptr (ReviewPerson) off = NULL;
  g_autoptr (GError) error = NULL;
  static const gint64 minutes[] = { 0, -5, 241, 13 * 60 };

  start (f, f->agent);
  for (guint i = 0; i < G_N_ELEMENTS (minutes); i++)
    {
      g_assert_null (try_snooze (f, f->agent, view, minutes[i], &error));
      g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
      g_clear_error (&error);
    }
  g_assert_null (try_snooze (f, f->senior, view, 30, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT);
  g_clear_error (&error);
  item = try_snooze (f, f->agent, view, 30, &error);
  g_assert_no_error (error);
  off = review_service_finish_shift (f->service, CALL (f->agent, 0), &error);
  g_assert_no_error (error);
  assert_next (f, f->senior, "a");
}

static ReviewNote *
write_note (Desk *f, const ReviewUser *user, const char *work_item, const char *text)
{
  g_autoptr (ReviewNoteRequest) request = review_record_new (&review_note_request_type);
  g_autoptr (GError) error = NULL;
  ReviewNote *note;

  request->scope = REVIEW_NOTE_CASE;
  request->text = g_strdup (text);
  note = review_service_add_note (f->service, CALL (user, 0), work_item, request, &error);
  g_assert_no_error (error);
  return note;
}

static guint
count_mentions (Desk *f, const ReviewUser *user)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewInboxPage) page = review_service_read_inbox (f->service, user, &error);

  g_assert_no_error (error);
  return page->mentions != NULL ? page->mentions->len : 0;
}

/* Whoever is named hears of it once, and only who may read the note can be named. */
static void
test_mention (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) view = take (f, f->agent, "a");
  g_autoptr (ReviewNote) note = NULL;
  g_autoptr (ReviewColleagues) people = NULL;
  g_autoptr (ReviewInboxPage) page = NULL;
  g_autoptr (ReviewMention) read = NULL;
  g_autoptr (ReviewMention) again = NULL;
  g_autoptr (ReviewNoteList) list = NULL;
  g_autoptr (GError) error = NULL;
  const ReviewMention *one;

  people = review_service_list_colleagues (f->service, f->agent, view->work_item->id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (people->people->len, ==, 3); /* senior, qa, lead: no vendor's, not oneself */
  note = write_note (f, f->agent, view->work_item->id, "@L. Chen ＠R. Santos @A. Novak: see E1.");
  g_assert_cmpuint (note->mentions->len, ==, 1);
  g_assert_cmpuint (count_mentions (f, f->bpo), ==, 0);
  page = review_service_read_inbox (f->service, f->senior, &error);
  g_assert_cmpuint (page->mentions->len, ==, 1);
  one = page->mentions->pdata[0];
  g_assert_cmpstr (one->author, ==, f->agent->id);
  g_assert_cmpstr (one->work_item, ==, view->work_item->id);
  g_assert_null (review_service_read_mention (f->service, CALL (f->lead, 0), one->id, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND);
  g_clear_error (&error);
  read = review_service_read_mention (f->service, CALL (f->senior, 0), one->id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (read->read_at, !=, 0);
  f->clock.time += REVIEW_MINUTE;
  again = review_service_read_mention (f->service, CALL (f->senior, 0), one->id, &error);
  g_assert_cmpint (again->read_at, ==, read->read_at);
  list = review_service_list_notes (f->service, f->senior, view->work_item->id, &error);
  g_assert_cmpuint (((ReviewNote *) list->notes->pdata[0])->mentions->len, ==, 1);
}

/* While a look of theirs at the case has to be made blind they hear nothing of it. */
static void
test_mention_withheld (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) view = NULL;
  g_autoptr (ReviewCaseView) called = NULL;
  g_autoptr (ReviewNote) note = NULL;
  g_autoptr (ReviewWorkItem) item = NULL;
  g_autoptr (ReviewReleaseRequest) release = review_record_new (&review_release_request_type);
  g_autoptr (ReviewCaseView) theirs = NULL;
  g_autoptr (ReviewCaseView) open = NULL;
  g_autoptr (GError) error = NULL;
  gint64 events;

  desk_set_blind (f, REVIEW_BLIND_HIDDEN, 1);
  view = take (f, f->agent, "a");
  called = desk_make_first_call (f, f->agent, view);
  note = write_note (f, f->agent, view->work_item->id, "@L. Chen: E1 shows it.");
  g_assert_cmpuint (note->mentions->len, ==, 1);
  events = desk_count (f, "SELECT COUNT(*) FROM event WHERE kind = 'mention'");
  g_assert_cmpint (events, ==, 0);
  g_assert_cmpuint (count_mentions (f, f->senior), ==, 0);
  item = review_service_release (f->service, CALL (f->agent, called->work_item->version),
                                 view->work_item->id, release, &error);
  g_assert_no_error (error);
  theirs = desk_take_next (f, f->senior);
  g_assert_cmpuint (count_mentions (f, f->senior), ==, 0);
  open = desk_make_first_call (f, f->senior, theirs);
  g_assert_cmpuint (count_mentions (f, f->senior), ==, 1);
}

static ReviewBulkRequest *
make_act (int kind, GPtrArray *items)
{
  ReviewBulkRequest *request = review_record_new (&review_bulk_request_type);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; i < items->len; i++)
    g_strv_builder_add (ids, ((ReviewWorkItem *) items->pdata[i])->id);
  request->kind = kind;
  request->work_items = g_strv_builder_end (ids);
  request->reason = g_strdup ("Twice in the old system.");
  request->code = kind == REVIEW_BULK_CLOSE ? g_strdup ("duplicate") : NULL;
  return request;
}

static int
find_exception (const ReviewBulk *bulk, guint n)
{
  return ((ReviewBulkItem *) bulk->items->pdata[n])->exception;
}

/* One case of every kind that is left alone, and some that are not. */
static GPtrArray *
stock (Desk *f)
{
  GPtrArray *items = review_records_new ();
  static const char *const names[] = { "plain", "key", "held", "waits", "third" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *id = add (f, names[i], i == 1 ? 90 : 0,
                                 i == 2   ? "900"
                                 : i == 3 ? "800"
                                          : "1");

      g_ptr_array_add (items, read_item (f, id));
    }
  return items;
}

/* Closed without a decision: no label, no effect; what speaks against a case is named; twice is once. */
static void
test_bulk_close (Desk *f, gconstpointer data)
{
  g_autoptr (GPtrArray) items = stock (f);
  g_autoptr (ReviewBulkRequest) request = make_act (REVIEW_BULK_CLOSE, items);
  g_autoptr (ReviewCaseView) key = desk_take_next (f, f->lead);
  g_autoptr (ReviewCaseView) held = desk_take_next (f, f->senior);
  g_autoptr (ReviewCaseView) waits = desk_take_next (f, f->agent);
  g_autoptr (ReviewHoldRequest) hold = review_record_new (&review_hold_request_type);
  g_autoptr (ReviewReleaseRequest) release = review_record_new (&review_release_request_type);
  g_autoptr (ReviewWorkItem) on_hold = NULL;
  g_autoptr (ReviewWorkItem) back = NULL;
  g_autoptr (ReviewBulk) before = NULL;
  g_autoptr (ReviewBulk) running = NULL;
  g_autoptr (ReviewBulk) again = NULL;
  g_autoptr (ReviewBulk) over = NULL;
  g_autoptr (ReviewBulk) late = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *once = desk_new_key (f);

  hold->reason = g_strdup ("outage");
  hold->wake_at = review_clock_now (&f->clock.clock) + REVIEW_HOUR;
  on_hold = review_service_hold (f->service, CALL (f->agent, waits->work_item->version),
                                 waits->work_item->id, hold, &error);
  g_assert_no_error (error);
  back = review_service_release (f->service, CALL (f->lead, key->work_item->version),
                                 key->work_item->id, release, &error);
  g_assert_no_error (error);
  before = review_service_check_bulk (f->service, f->lead, request, &error);
  g_assert_no_error (error);
  g_assert_null (before->id);
  g_assert_cmpint (before->planned, ==, 2);
  g_assert_cmpint (find_exception (before, 0), ==, 0);
  g_assert_cmpint (find_exception (before, 1), ==, REVIEW_EXCEPTION_KEY_USER);
  g_assert_cmpint (find_exception (before, 2), ==, REVIEW_EXCEPTION_LEASED);
  g_assert_cmpint (find_exception (before, 3), ==, REVIEW_EXCEPTION_WAITING);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM bulk"), ==, 0);
  running = review_service_begin_bulk (f->service, KEYED (f->lead, once, 0), request, &error);
  g_assert_no_error (error);
  g_assert_cmpint (running->state, ==, REVIEW_BULK_RUNNING);
  again = review_service_begin_bulk (f->service, KEYED (f->lead, once, 0), request, &error);
  g_assert_cmpstr (again->id, ==, running->id);
  desk_settle_after (f, REVIEW_SECOND);
  over = review_service_get_bulk (f->service, running->id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (over->state, ==, REVIEW_BULK_OVER);
  g_assert_cmpint (over->done, ==, 2);
  g_assert_cmpint (over->excluded, ==, 3);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM case_file WHERE state = 'closed'"), ==, 2);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM decision"), ==, 0);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM truth"), ==, 0);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM effect"), ==, 0);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM audit WHERE action = 'close' "
                                  "AND reason = 'duplicate'"),
                   ==, 2);
  late = review_service_begin_bulk (f->service, CALL (f->lead, 0), request, &error);
  g_assert_null (late);
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT);
}

/* A case that is taken between planning and doing is left alone; a server that is killed in between
 * goes on; what the person has no room for is named. */
static void
test_bulk_assign (Desk *f, gconstpointer data)
{
  g_autoptr (GPtrArray) items = review_records_new ();
  g_autoptr (ReviewBulkRequest) request = NULL;
  g_autoptr (ReviewBulk) running = NULL;
  g_autoptr (ReviewBulk) over = NULL;
  g_autoptr (ReviewCaseView) taken = NULL;
  g_autoptr (GError) error = NULL;
  guint leased = 0, full = 0;

  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *name = g_strdup_printf ("case-%u", i);
      g_autofree char *id = add (f, name, 0, NULL);

      g_ptr_array_add (items, read_item (f, id));
    }
  start (f, f->agent);
  request = make_act (REVIEW_BULK_ASSIGN, items);
  request->to = g_strdup (f->agent->id);
  desk_set_parameter (f, "held_at_once", 36);
  running = review_service_begin_bulk (f->service, CALL (f->lead, 0), request, &error);
  g_assert_no_error (error);
  g_assert_cmpint (running->planned, ==, 36);
  taken = desk_take_next (f, f->senior);
  desk_reopen (f);
  desk_set_parameter (f, "held_at_once", 36);
  desk_settle_after (f, REVIEW_SECOND);
  over = review_service_get_bulk (f->service, running->id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (over->state, ==, REVIEW_BULK_OVER);
  for (guint i = 0; i < over->items->len; i++)
    {
      leased += find_exception (over, i) == REVIEW_EXCEPTION_LEASED;
      full += find_exception (over, i) == REVIEW_EXCEPTION_OVER_LIMIT;
    }
  g_assert_cmpuint (full, ==, 4);
  g_assert_cmpuint (leased, <=, 1);
  g_assert_cmpint (over->done, ==, 36 - leased);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM work_item WHERE reserved_for = 'u-agent'"),
                   ==, over->done);
}

/* Nothing, too much, without a code, with one that is not expected, to nobody: refused. */
static void
test_bulk_refused (Desk *f, gconstpointer data)
{
  g_autoptr (GPtrArray) items = review_records_new ();
  g_autoptr (ReviewBulkRequest) request = NULL;
  g_autofree char *id = add (f, "a", 0, NULL);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (items, read_item (f, id));
  request = make_act (REVIEW_BULK_CLOSE, items);
  g_clear_pointer (&request->code, g_free);
  g_assert_null (review_service_begin_bulk (f->service, CALL (f->lead, 0), request, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  g_clear_error (&error);
  request->code = g_strdup ("duplicate");
  request->to = g_strdup (f->agent->id);
  g_assert_null (review_service_begin_bulk (f->service, CALL (f->lead, 0), request, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  g_clear_error (&error);
  request->kind = REVIEW_BULK_ASSIGN;
  g_clear_pointer (&request->code, g_free);
  g_assert_null (review_service_begin_bulk (f->service, CALL (f->lead, 0), request, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID); /* not on shift */
  g_clear_error (&error);
  g_strfreev (request->work_items);
  request->work_items = g_new0 (char *, 1);
  g_assert_null (review_service_begin_bulk (f->service, CALL (f->lead, 0), request, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM bulk"), ==, 0);
}

#define ADD(name, func) g_test_add (name, Desk, NULL, desk_set_up, func, desk_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/moving/assign", test_assign);
  ADD ("/moving/assign-refused", test_assign_refused);
  ADD ("/moving/assigned-in-vain", test_assigned_in_vain);
  ADD ("/moving/snooze", test_snooze);
  ADD ("/moving/snooze-refused", test_snooze_refused);
  ADD ("/moving/mention", test_mention);
  ADD ("/moving/mention-withheld", test_mention_withheld);
  ADD ("/moving/bulk-close", test_bulk_close);
  ADD ("/moving/bulk-assign", test_bulk_assign);
  ADD ("/moving/bulk-refused", test_bulk_refused);
  return g_test_run ();
}
