/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Related cases and notes: what links, how strongly, who may see it, and what a blind look or a
 * colleague's case must not give away. */
#define G_LOG_DOMAIN "test-related"
#include <string.h>

#include "review-codec.h"
#include "review-link.h"
#include "review-store-links.h"
#include "service-fixture.h"

#define DEVICE "Pixel 9 · 3f2a"

static void
add_field (ReviewIntake *intake, guint row, const char *name, const char *value)
{
  ReviewEvidence *evidence = intake->evidence->pdata[row];
  ReviewField *field = review_record_new (&review_field_type);

  field->name = g_strdup (name);
  field->value = g_strdup (value);
  field->type = REVIEW_VALUE_TEXT;
  field->klass = REVIEW_CLASS_PERSONAL;
  g_ptr_array_add (evidence->fields, field);
}

/* Takes over @intake; returns the case's id. */
static char *
take_in (Desk *f, ReviewIntake *intake)
{
  g_autoptr (ReviewIntake) owned = intake;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewCase) stored = NULL;

  stored =
      review_service_intake (f->service, CALL (review_service_system_user (), 0), owned, &error);
  g_assert_no_error (error);
  review_service_assess_case (f->service, stored->id, &error);
  g_assert_no_error (error);
  return g_strdup (stored->id);
}

/* A case with one field more in its second row. */
static char *
add_case (Desk *f, const CaseSpec *spec, const char *name, const char *value)
{
  ReviewIntake *intake = desk_make_intake (spec);

  add_field (intake, 1, name, value);
  return take_in (f, intake);
}

static void
add_history (Desk *f, const char *id, const char *subject, gboolean positive)
{
  ReviewIntake *intake = desk_make_intake (&(CaseSpec){ .id = id, .risk = 0.5 });
  g_autofree char *ignored = NULL;

  g_free (intake->subject->external_id);
  intake->subject->external_id = g_strdup (subject);
  intake->opened_at = START - 30 * REVIEW_DAY;
  intake->truth = review_record_new (&review_truth_type);
  intake->truth->positive = positive;
  intake->truth->nature = positive ? REVIEW_NATURE_DECEIVED : 0;
  intake->truth->maturity = REVIEW_MATURITY_CONFIRMED;
  ignored = take_in (f, intake);
}

static char *
work_of (Desk *f, const ReviewUser *user, const char *case_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewCaseView) view = review_service_get_case (f->service, user, case_id, &error);

  g_assert_no_error (error);
  return g_strdup (view->work_item->id);
}

static ReviewRelated *
related (Desk *f, const ReviewUser *user, const char *work_item)
{
  g_autoptr (GError) error = NULL;
  ReviewRelated *answer = review_service_get_related (f->service, user, work_item, &error);

  g_assert_no_error (error);
  return answer;
}

static ReviewRelated *
related_of (Desk *f, const ReviewUser *user, const char *case_id)
{
  g_autofree char *work = work_of (f, user, case_id);

  return related (f, user, work);
}

static const ReviewRelatedCase *
find (const ReviewRelated *answer, const char *case_id)
{
  for (guint i = 0; i < answer->cases->len; i++)
    if (strcmp (((ReviewRelatedCase *) answer->cases->pdata[i])->case_id, case_id) == 0)
      return answer->cases->pdata[i];
  return NULL;
}

static const ReviewLink *
first_link (const ReviewRelatedCase *one)
{
  g_assert_cmpuint (one->links->len, >, 0);
  return one->links->pdata[0];
}

static void
test_shares (Desk *f, gconstpointer data)
{
  g_autofree char *a = add_case (f, &(CaseSpec){ .id = "a", .risk = 0.8 }, "device", DEVICE);
  g_autofree char *b = add_case (f, &(CaseSpec){ .id = "b", .risk = 0.8 }, "device", DEVICE);
  g_autofree char *c = add_case (f, &(CaseSpec){ .id = "c", .risk = 0.8 }, "device", "Pixel 9");
  g_autoptr (ReviewRelated) answer = related_of (f, f->agent, a);
  g_autoptr (ReviewRelated) none = related_of (f, f->agent, c);
  const ReviewRelatedCase *other = find (answer, b);

  g_assert_cmpint (answer->count, ==, 1);
  g_assert_cmpint (answer->weak, ==, 0);
  g_assert_false (answer->outcomes_hidden);
  g_assert_cmpint (other->grade, ==, REVIEW_GRADE_STRONG);
  g_assert_cmpint (other->outcome, ==, REVIEW_OUTCOME_OPEN);
  g_assert_cmpint (first_link (other)->kind, ==, REVIEW_LINK_DEVICE);
  g_assert_cmpstr (first_link (other)->evidence, ==, "E2");
  g_assert_cmpint (first_link (other)->customers, ==, 2);
  g_assert_cmpint (first_link (other)->guard, ==, 0);
  g_assert_cmpint (none->count, ==, 0);
}

/* What many have in common relates nobody: they are counted, and not listed. */
static void
test_crowd (Desk *f, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autoptr (ReviewRelated) answer = NULL;

  for (guint i = 0; i <= REVIEW_LINK_CROWD; i++)
    {
      g_autofree char *id = g_strdup_printf ("c%u", i);
      g_autofree char *one =
          add_case (f, &(CaseSpec){ .id = id, .risk = 0.8 }, "ip", "203.0.113.7");

      if (i == 0)
        first = g_steal_pointer (&one);
    }
  answer = related_of (f, f->agent, first);
  g_assert_cmpint (answer->count, ==, 0);
  g_assert_cmpuint (answer->crowds->len, ==, 1);
  g_assert_cmpint (((ReviewLink *) answer->crowds->pdata[0])->customers, ==, REVIEW_LINK_CROWD + 1);
  g_assert_cmpint (((ReviewLink *) answer->crowds->pdata[0])->guard, ==, REVIEW_GUARD_CROWD);
}

/* A carrier's gateway, told by one of the rows of either side, and a family: weak, with the word. */
static void
test_guards (Desk *f, gconstpointer data)
{
  static const char *const names[] = { "Mira Aldane", "Tobin Aldane" };
  char *ids[4];

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *id = g_strdup_printf ("g%u", i);
      ReviewIntake *intake = desk_make_intake (&(CaseSpec){ .id = id, .risk = 0.8 });

      add_field (intake, 0, "ip", "198.51.100.9");
      if (i == 1)
        add_field (intake, 0, "network_kind", "mobile");
      ids[i] = take_in (f, intake);
    }
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *id = g_strdup_printf ("h%u", i);
      ReviewIntake *intake = desk_make_intake (&(CaseSpec){ .id = id, .risk = 0.8 });

      add_field (intake, 0, "device", DEVICE);
      add_field (intake, 1, "declared_name", names[i]);
      add_field (intake, 1, "declared_address", "12 Orchid Rise, Singapore");
      ids[2 + i] = take_in (f, intake);
    }
  for (guint i = 0; i < 4; i += 2)
    {
      g_autoptr (ReviewRelated) answer = related_of (f, f->agent, ids[i]);
      const ReviewRelatedCase *other = find (answer, ids[i + 1]);

      g_assert_cmpint (answer->count, ==, 1);
      g_assert_cmpint (answer->weak, ==, 1);
      g_assert_cmpint (other->grade, ==, REVIEW_GRADE_WEAK);
      for (guint j = 0; j < other->links->len; j++)
        g_assert_cmpint (((ReviewLink *) other->links->pdata[j])->guard, ==,
                         i == 0 ? REVIEW_GUARD_GATEWAY : REVIEW_GUARD_HOUSEHOLD);
    }
  for (guint i = 0; i < 4; i++)
    g_free (ids[i]);
}

/* A vendor's people are told of their vendor's cases; others are not even counted. */
static void
test_vendor (Desk *f, gconstpointer data)
{
  static const CaseSpec specs[] = { { .id = "o", .risk = 0.8, .vendor = "brightdesk" },
                                    { .id = "p", .risk = 0.8, .vendor = "brightdesk" },
                                    { .id = "t", .risk = 0.8, .vendor = "other" },
                                    { .id = "h", .risk = 0.8 } };
  char *ids[G_N_ELEMENTS (specs)];
  g_autoptr (ReviewRelated) theirs = NULL;
  g_autoptr (ReviewRelated) all = NULL;
  g_autofree char *foreign = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (specs); i++)
    ids[i] = add_case (f, &specs[i], "device", DEVICE);
  theirs = related_of (f, f->bpo, ids[0]);
  all = related_of (f, f->agent, ids[0]);
  g_assert_cmpint (theirs->count, ==, 1);
  g_assert_nonnull (find (theirs, ids[1]));
  g_assert_cmpint (first_link (find (theirs, ids[1]))->customers, ==, 2);
  g_assert_cmpint (all->count, ==, 3);
  g_assert_cmpint (first_link (find (all, ids[1]))->customers, ==, 4);
  foreign = work_of (f, f->agent, ids[2]);
  g_assert_null (review_service_get_related (f->service, f->bpo, foreign, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND);
  for (guint i = 0; i < G_N_ELEMENTS (specs); i++)
    g_free (ids[i]);
}

static void
test_outcomes (Desk *f, gconstpointer data)
{
  g_autofree char *a = add_case (f, &(CaseSpec){ .id = "a", .risk = 0.8 }, "device", DEVICE);
  g_autoptr (ReviewCaseView) view = desk_take_next (f, f->agent);
  g_autofree char *b = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewRelated) answer = NULL;

  g_assert_cmpstr (view->item_case->id, ==, a);
  desk_ignore (desk_decide (f, f->agent, view, desk_make_form (REVIEW_CHOICE_BLOCK, view), &error));
  b = add_case (f, &(CaseSpec){ .id = "b", .risk = 0.8 }, "device", DEVICE);
  /* As long as it can be undone, it is not one. */
  answer = related_of (f, f->agent, b);
  g_assert_cmpint (find (answer, a)->outcome, ==, REVIEW_OUTCOME_OPEN);
  g_clear_pointer (&answer, review_record_unref);
  desk_settle_after (f, 11 * REVIEW_SECOND);
  answer = related_of (f, f->agent, b);
  g_assert_cmpint (find (answer, a)->outcome, ==, REVIEW_OUTCOME_BLOCKED);
  g_assert_false (find (answer, a)->established);
}

static void
test_earlier (Desk *f, gconstpointer data)
{
  g_autofree char *now = NULL;
  g_autoptr (ReviewRelated) answer = NULL;
  int natures = 0;

  add_history (f, "old-1", "customer-n", TRUE);
  add_history (f, "old-2", "customer-n", FALSE);
  add_history (f, "old-3", "customer-m", FALSE);
  now = desk_add_case (f, &(CaseSpec){ .id = "n", .risk = 0.8 });
  answer = related_of (f, f->agent, now);
  g_assert_cmpint (answer->count, ==, 2);
  g_assert_cmpint (answer->earlier, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const ReviewRelatedCase *one = answer->cases->pdata[i];

      g_assert_true (one->same_subject);
      g_assert_cmpint (one->outcome, ==, REVIEW_OUTCOME_CLOSED);
      g_assert_true (one->established);
      natures += one->nature;
    }
  g_assert_cmpint (natures, ==, REVIEW_NATURE_DECEIVED);
}

/* Blind: nothing of how others ended, nothing that came later, the same order; and an audited case
 * looks open to whoever meets it from another one. */
static void
test_blind (Desk *f, gconstpointer data)
{
  g_autofree char *done = add_case (
      f, &(CaseSpec){ .id = "d", .risk = 0.01, .route = REVIEW_ROUTE_AUTO_PASS }, "device", DEVICE);
  CaseSpec spec = { .id = "b", .risk = 0.97, .route = REVIEW_ROUTE_AUDIT };
  g_autofree char *audited = add_case (f, &spec, "device", DEVICE);
  g_autoptr (ReviewCaseView) view = NULL;
  g_autoptr (ReviewCaseView) shown = NULL;
  g_autoptr (ReviewRelated) blind = NULL;
  g_autoptr (ReviewRelated) open = NULL;
  g_autoptr (ReviewRelated) after = NULL;
  g_autofree char *later = NULL;
  g_autofree char *json = NULL;
  ReviewIntake *intake;
  g_autoptr (GError) error = NULL;

  desk_settle_after (f, REVIEW_MINUTE);
  view = desk_take_next (f, f->agent);
  g_assert_cmpstr (view->item_case->id, ==, audited);
  intake = desk_make_intake (&(CaseSpec){ .id = "l", .risk = 0.8 });
  add_field (intake, 1, "device", DEVICE);
  intake->opened_at = review_clock_now (&f->clock.clock);
  later = take_in (f, intake);
  blind = related (f, f->agent, view->work_item->id);
  json = review_encode (blind);
  g_assert_true (blind->outcomes_hidden);
  g_assert_cmpint (blind->count, ==, 1);
  g_assert_cmpint (find (blind, done)->outcome, ==, 0);
  g_assert_null (strstr (json, "passed\""));
  g_assert_null (strstr (json, "\"outcome\""));

  /* From the other side: decided automatically, and waiting for a blind look: open. */
  open = related_of (f, f->agent, later);
  g_assert_cmpint (find (open, audited)->outcome, ==, REVIEW_OUTCOME_OPEN);
  g_assert_cmpint (find (open, done)->outcome, ==, REVIEW_OUTCOME_PASSED);

  shown = desk_make_first_call (f, f->agent, view);
  desk_ignore (
      desk_decide (f, f->agent, shown, desk_make_form (REVIEW_CHOICE_BLOCK, shown), &error));
  g_assert_no_error (error);
  after = related (f, f->agent, view->work_item->id);
  g_assert_false (after->outcomes_hidden);
  g_assert_cmpint (find (after, done)->outcome, ==, REVIEW_OUTCOME_PASSED);
}

static gboolean
forget_links (ReviewTx *tx, gpointer user_data, GError **error)
{
  return review_tx_exec (tx, error, "DELETE FROM link_key", "") >= 0
         && review_tx_exec (tx, error, "UPDATE case_file SET linked = 0", "") >= 0;
}

/* A store from before is linked by and by, to what it would be today. */
static void
test_older_store (Desk *f, gconstpointer data)
{
  g_autofree char *a = add_case (f, &(CaseSpec){ .id = "a", .risk = 0.8 }, "device", DEVICE);
  g_autofree char *b = add_case (f, &(CaseSpec){ .id = "b", .risk = 0.8 }, "device", DEVICE);
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewRelated) before = related_of (f, f->agent, a);
  g_autoptr (ReviewRelated) between = NULL;
  g_autoptr (ReviewRelated) after = NULL;

  review_store_write (f->store, forget_links, NULL, &error);
  g_assert_no_error (error);
  between = related_of (f, f->agent, a);
  g_assert_cmpint (between->count, ==, 0);
  desk_settle_after (f, REVIEW_SECOND);
  after = related_of (f, f->agent, a);
  g_assert_true (review_record_equal (before->cases->pdata[0], after->cases->pdata[0]));
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM case_file WHERE linked = 0"), ==, 0);
}

/* More evidence of the same case is in the index too, as of its own time. */
static void
test_extended (Desk *f, gconstpointer data)
{
  CaseSpec spec = { .id = "x", .risk = 0.8 };
  g_autofree char *a = add_case (f, &(CaseSpec){ .id = "a", .risk = 0.8 }, "device", DEVICE);
  g_autofree char *x = desk_add_case (f, &spec);
  g_autoptr (ReviewRelated) before = related_of (f, f->agent, a);
  g_autofree char *again = NULL;
  g_autoptr (ReviewRelated) after = NULL;

  g_assert_cmpint (before->count, ==, 0);
  again = add_case (f, &spec, "device", DEVICE);
  g_assert_cmpstr (again, ==, x);
  after = related_of (f, f->agent, a);
  g_assert_nonnull (find (after, x));
}

static ReviewNoteList *
notes (Desk *f, const ReviewUser *user, const char *work_item)
{
  g_autoptr (GError) error = NULL;
  ReviewNoteList *list = review_service_list_notes (f->service, user, work_item, &error);

  g_assert_no_error (error);
  return list;
}

static ReviewNote *
write_note (
    Desk *f, const ReviewUser *user, const char *work, int scope, const char *text, GError **error)
{
  g_autoptr (ReviewNoteRequest) request = review_record_new (&review_note_request_type);

  request->scope = scope;
  request->text = g_strdup (text);
  request->language = g_strdup ("en");
  return review_service_add_note (f->service, CALL (user, 0), work, request, error);
}

static void
test_notes (Desk *f, gconstpointer data)
{
  g_autofree char *a = desk_add_case (f, &(CaseSpec){ .id = "a", .risk = 0.8 });
  g_autofree char *work = work_of (f, f->agent, a);
  g_autofree char *next = NULL;
  g_autofree char *next_work = NULL;
  g_autofree char *sql = NULL;
  g_autofree char *long_text = g_strnfill (REVIEW_NOTE_MAX_CHARS + 1, 'x');
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewNote) first =
      write_note (f, f->agent, work, REVIEW_NOTE_CASE, "  Called, no answer. ", &error);
  g_autoptr (ReviewNote) second = NULL;
  g_autoptr (ReviewNoteList) list = NULL;
  g_autoptr (ReviewNoteList) there = NULL;
  ReviewIntake *intake = desk_make_intake (&(CaseSpec){ .id = "b", .risk = 0.8 });

  g_assert_no_error (error);
  g_assert_cmpstr (first->text, ==, "Called, no answer.");
  g_assert_cmpstr (first->author, ==, f->agent->id);
  review_test_clock_advance (&f->clock, REVIEW_MINUTE);
  second = write_note (f, f->senior, work, REVIEW_NOTE_SUBJECT, "Prefers 中文.", &error);
  g_assert_no_error (error);
  list = notes (f, f->agent, work);
  g_assert_cmpuint (list->notes->len, ==, 2);
  g_assert_true (review_record_equal (list->notes->pdata[0], second));
  g_assert_true (review_record_equal (list->notes->pdata[1], first));

  /* What is known of the customer follows the customer; what belongs to the case stays. */
  g_free (intake->subject->external_id);
  intake->subject->external_id = g_strdup ("customer-a");
  next = take_in (f, intake);
  next_work = work_of (f, f->agent, next);
  there = notes (f, f->agent, next_work);
  g_assert_cmpuint (there->notes->len, ==, 1);
  g_assert_cmpstr (((ReviewNote *) there->notes->pdata[0])->id, ==, second->id);

  sql = g_strdup_printf ("SELECT COUNT(*) FROM audit WHERE action = 'note' AND ref = '%s'",
                         first->id);
  g_assert_cmpint (desk_count (f, sql), ==, 1);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM event WHERE kind = 'note'"), ==, 3);
  g_assert_null (write_note (f, f->agent, work, REVIEW_NOTE_CASE, " \n ", &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (write_note (f, f->agent, work, REVIEW_NOTE_CASE, long_text, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (
      write_note (f, f->agent, work, REVIEW_NOTE_CASE, "Call +65 8123 4567 first.", &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
}

/* A vendor's people read what their own wrote beside their cases, and nothing about customers. */
static void
test_notes_of_vendor (Desk *f, gconstpointer data)
{
  g_autofree char *a =
      desk_add_case (f, &(CaseSpec){ .id = "a", .risk = 0.8, .vendor = "brightdesk" });
  g_autofree char *work = work_of (f, f->bpo, a);
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewNoteList) theirs = NULL;
  g_autoptr (ReviewNoteList) all = NULL;
  g_autoptr (GPtrArray) events = NULL;
  gint64 last = 0;

  desk_ignore (write_note (f, f->bpo, work, REVIEW_NOTE_CASE, "Ours.", &error));
  desk_ignore (write_note (f, f->agent, work, REVIEW_NOTE_CASE, "The house's.", &error));
  desk_ignore (write_note (f, f->agent, work, REVIEW_NOTE_SUBJECT, "Of the customer.", &error));
  theirs = notes (f, f->bpo, work);
  all = notes (f, f->agent, work);
  g_assert_cmpuint (theirs->notes->len, ==, 1);
  g_assert_cmpstr (((ReviewNote *) theirs->notes->pdata[0])->text, ==, "Ours.");
  g_assert_false (theirs->subject_allowed);
  g_assert_cmpuint (all->notes->len, ==, 3);
  g_assert_null (write_note (f, f->bpo, work, REVIEW_NOTE_SUBJECT, "x", &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_FORBIDDEN);
  events = review_service_list_events (f->service, f->bpo, 0, 1000, &last, NULL);
  for (guint i = 0, seen = 0; i < events->len; i++)
    if (strcmp (((ReviewEvent *) events->pdata[i])->kind, "note") == 0)
      g_assert_cmpuint (++seen, ==, 1);
}

/* A colleague's words say how a case ended: a blind look shows only one's own. */
static void
test_notes_are_blind (Desk *f, gconstpointer data)
{
  CaseSpec spec = { .id = "b", .risk = 0.97, .route = REVIEW_ROUTE_AUDIT };
  g_autofree char *id = desk_add_case (f, &spec);
  g_autoptr (ReviewCaseView) view = desk_take_next (f, f->agent);
  const char *work = view->work_item->id;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewNoteList) before = NULL;
  g_autoptr (ReviewNoteList) after = NULL;
  g_autoptr (ReviewCaseView) shown = NULL;

  desk_ignore (write_note (f, f->senior, work, REVIEW_NOTE_CASE, "Blocked, rightly.", &error));
  desk_ignore (write_note (f, f->agent, work, REVIEW_NOTE_CASE, "Mine.", &error));
  before = notes (f, f->agent, work);
  g_assert_true (before->others_hidden);
  g_assert_cmpuint (before->notes->len, ==, 1);
  g_assert_cmpstr (((ReviewNote *) before->notes->pdata[0])->text, ==, "Mine.");
  shown = desk_make_first_call (f, f->agent, view);
  desk_ignore (
      desk_decide (f, f->agent, shown, desk_make_form (REVIEW_CHOICE_BLOCK, shown), &error));
  after = notes (f, f->agent, work);
  g_assert_false (after->others_hidden);
  g_assert_cmpuint (after->notes->len, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Desk, NULL, desk_set_up, func, desk_tear_down)
  ADD ("/related/shares", test_shares);
  ADD ("/related/crowd", test_crowd);
  ADD ("/related/guards", test_guards);
  ADD ("/related/vendor", test_vendor);
  ADD ("/related/outcomes", test_outcomes);
  ADD ("/related/earlier", test_earlier);
  ADD ("/related/blind", test_blind);
  ADD ("/related/older-store", test_older_store);
  ADD ("/related/extended", test_extended);
  ADD ("/notes/case-and-customer", test_notes);
  ADD ("/notes/vendor", test_notes_of_vendor);
  ADD ("/notes/blind", test_notes_are_blind);
  return g_test_run ();
}
