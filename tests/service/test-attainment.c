/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report on time, from what really happened to looks; needless and missed escalations. */
#define G_LOG_DOMAIN "test-attainment"
#include "service-fixture.h"

#include <string.h>

static ReviewAttainment *
measure (Desk *f)
{
  g_autoptr (GError) error = NULL;
  ReviewAttainment *report = review_service_measure_attainment (f->service, 7, &error);

  g_assert_no_error (error);
  return report;
}

static gboolean
confirm_all (ReviewTx *tx, gpointer user_data, GError **error)
{
  return review_tx_exec (tx, error,
                         "UPDATE effect SET state = 'confirmed', at = $1 WHERE state = 'requested'",
                         "i", review_tx_get_now (tx))
         >= 0;
}

/* The core system confirms what was decided. */
static void
confirm (Desk *f)
{
  g_autoptr (GError) error = NULL;

  review_store_write (f->store, confirm_all, NULL, &error);
  g_assert_no_error (error);
}

static void
decide (Desk *f, const ReviewUser *user, const ReviewCaseView *view, int choice)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewDecision) decision =
      desk_decide (f, user, view, desk_make_form (choice, view), &error);

  g_assert_no_error (error);
  desk_settle_after (f, 11 * REVIEW_SECOND);
  confirm (f);
}

static void
add (Desk *f, const char *id, gint64 priority)
{
  g_autofree char *added =
      desk_add_case (f, &(CaseSpec){ .id = id, .risk = 0.8, .priority = priority });
}

static const ReviewFinding *
find_finding (const ReviewAttainment *report, int kind)
{
  for (guint i = 0; i < report->findings->len; i++)
    if (((ReviewFinding *) report->findings->pdata[i])->kind == kind)
      return report->findings->pdata[i];
  return NULL;
}

static void
assert_cause (Desk *f, int cause, gint64 late, gint64 too_long)
{
  g_autoptr (ReviewAttainment) report = measure (f);
  const ReviewTypeAttainment *type = report->types->pdata[0];
  const ReviewCauseCount *one;
  const ReviewFinding *found;

  g_assert_cmpuint (report->types->len, ==, 1);
  g_assert_cmpint (type->late, ==, late);
  g_assert_cmpint (type->too_long, ==, too_long);
  g_assert_cmpuint (type->causes->len, ==, cause != 0 ? 1 : 0);
  if (cause == 0)
    return;
  one = type->causes->pdata[0];
  g_assert_cmpstr (review_enum_nick (&review_causes, one->cause), ==,
                   review_enum_nick (&review_causes, cause));
  g_assert_cmpint (one->count, ==, 1);
  g_assert_cmpuint (report->findings->len, ==, 1);
  found = report->findings->pdata[0];
  g_assert_cmpint (found->kind, ==, late > 0 ? REVIEW_FINDING_LATE : REVIEW_FINDING_TOO_LONG);
  g_assert_cmpint (found->cause, ==, cause);
  g_assert_cmpint (found->late_s > 0, ==, late > 0);
}

/* It is open: no part of attainment yet, but past its time, and listed for that. */
static void
assert_open_late (Desk *f, int cause)
{
  g_autoptr (ReviewAttainment) report = measure (f);
  const ReviewTypeAttainment *type = report->types->pdata[0];
  const ReviewFinding *found;

  g_assert_cmpint (type->open, ==, 1);
  g_assert_cmpint (type->open_late, ==, 1);
  g_assert_cmpint (type->late, ==, 0);
  g_assert_cmpint (type->too_long, ==, 0);
  g_assert_cmpuint (type->causes->len, ==, 0);
  found = find_finding (report, REVIEW_FINDING_OPEN_LATE);
  g_assert_nonnull (found);
  g_assert_cmpint (found->cause, ==, cause);
  g_assert_cmpint (found->late_s, >, 0);
}

static void
test_in_time (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) view = NULL;

  add (f, "t", 0);
  view = desk_take_next (f, f->agent);
  decide (f, f->agent, view, REVIEW_CHOICE_BLOCK);
  desk_settle_after (f, REVIEW_DAY);
  assert_cause (f, 0, 0, 0);
}

/* It waited for five hours: nobody was there, or somebody was, with other cases. */
static void
test_waited (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) view = NULL;

  add (f, "n", 0);
  desk_settle_after (f, 5 * REVIEW_HOUR);
  view = desk_take_next (f, f->agent);
  decide (f, f->agent, view, REVIEW_CHOICE_BLOCK);
  assert_cause (f, REVIEW_CAUSE_NO_QUALIFIED_PERSON, 1, 1);
}

static void
test_queued (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) urgent = NULL;
  g_autoptr (ReviewCaseView) view = NULL;
  g_autofree char *more = NULL;

  add (f, "q", 0);
  desk_settle_after (f, 2 * REVIEW_HOUR);
  more = desk_add_case (f, &(CaseSpec){ .id = "u", .risk = 0.8, .value = "9999" });
  urgent = desk_take_next (f, f->agent);
  decide (f, f->agent, urgent, REVIEW_CHOICE_BLOCK);
  desk_settle_after (f, 3 * REVIEW_HOUR);
  view = desk_take_next (f, f->agent);
  decide (f, f->agent, view, REVIEW_CHOICE_BLOCK);
  assert_cause (f, REVIEW_CAUSE_QUEUE_WAIT, 1, 1);
}

/* The person had it, the core system did not confirm it, or nobody answered its escalation. */
static void
test_reviewed (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) view = NULL;

  add (f, "r", 0);
  view = desk_take_next (f, f->agent);
  for (guint i = 0; i < 60; i++)
    {
      g_autoptr (ReviewLease) lease = NULL;
      g_autoptr (GError) error = NULL;

      review_test_clock_advance (&f->clock, 5 * REVIEW_MINUTE);
      lease =
          review_service_renew_lease (f->service, CALL (f->agent, 0), view->work_item->id, &error);
      g_assert_no_error (error);
    }
  decide (f, f->agent, view, REVIEW_CHOICE_BLOCK);
  assert_cause (f, REVIEW_CAUSE_REVIEW_TIME, 1, 1);
}

static void
test_not_confirmed (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) view = NULL;
  g_autoptr (ReviewDecision) decision = NULL;

  add (f, "c", 0);
  view = desk_take_next (f, f->agent);
  decision = desk_decide (f, f->agent, view, desk_make_form (REVIEW_CHOICE_BLOCK, view), NULL);
  desk_settle_after (f, 3 * REVIEW_HOUR);
  assert_cause (f, 0, 0, 0);
  desk_settle_after (f, 2 * REVIEW_HOUR);
  assert_open_late (f, REVIEW_CAUSE_CORE_SYSTEM);
  confirm (f);
  desk_settle_after (f, REVIEW_DAY);
  assert_cause (f, REVIEW_CAUSE_CORE_SYSTEM, 1, 1);
}

static void
test_not_answered (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewAttainment) report = NULL;
  g_autoptr (ReviewCaseView) view = NULL;

  add (f, "e", 90);
  view = desk_take_next (f, f->agent);
  decide (f, f->agent, view, REVIEW_CHOICE_ESCALATE);
  desk_settle_after (f, 5 * REVIEW_HOUR);
  assert_open_late (f, REVIEW_CAUSE_ESCALATION_WAIT);
  report = measure (f);
  g_assert_cmpint (report->escalations->open, ==, 1);
  g_assert_nonnull (find_finding (report, REVIEW_FINDING_ESCALATED));
}

/* A hold of five hours: our clock keeps its time, the customer waited too long, because of it. */
static void
test_held (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewHoldRequest) request = review_record_new (&review_hold_request_type);
  g_autoptr (ReviewCaseView) view = NULL;
  g_autoptr (ReviewCaseView) again = NULL;
  g_autoptr (GError) error = NULL;

  add (f, "h", 0);
  view = desk_take_next (f, f->agent);
  request->reason = g_strdup ("outage");
  request->wake_at = review_clock_now (&f->clock.clock) + 5 * REVIEW_HOUR;
  desk_ignore (review_service_hold (f->service, CALL (f->agent, view->work_item->version),
                                    view->work_item->id, request, &error));
  desk_settle_after (f, 5 * REVIEW_HOUR);
  again = desk_take_next (f, f->agent);
  decide (f, f->agent, again, REVIEW_CHOICE_BLOCK);
  assert_cause (f, REVIEW_CAUSE_HOLD, 0, 1);
}

/* The agent escalates, the senior decides. */
static void
escalate (Desk *f, const char *id, gint64 priority, int choice)
{
  g_autoptr (ReviewCaseView) view = NULL;
  g_autoptr (ReviewCaseView) now = NULL;
  g_autoptr (ReviewCaseView) taken = NULL;
  g_autoptr (GError) error = NULL;

  add (f, id, priority);
  view = desk_take_next (f, f->agent);
  decide (f, f->agent, view, REVIEW_CHOICE_ESCALATE);
  now = review_service_get_work_item (f->service, f->senior, view->work_item->id, &error);
  taken = review_service_take (f->service, CALL (f->senior, now->work_item->version),
                               now->work_item->id, &error);
  g_assert_no_error (error);
  decide (f, f->senior, taken, choice);
}

static gboolean
overturn_all (ReviewTx *tx, gpointer user_data, GError **error)
{
  return review_tx_exec (tx, error,
                         "INSERT INTO truth (case_id, n, positive, source, maturity, basis, "
                         "by_account, at) SELECT case_id, n + 1, 1 - positive, 'qa', 'confirmed', "
                         "'on_record', $1, at FROM truth",
                         "s", (const char *) user_data)
         >= 0;
}

/* Needless: nothing wanted it, and it was decided as recommended. A key user's never is, nor one that
 * was overruled. */
static void
test_needless (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewAttainment) report = NULL;

  escalate (f, "n1", 0, REVIEW_CHOICE_BLOCK);
  escalate (f, "n2", 0, REVIEW_CHOICE_PASS);
  escalate (f, "n3", 90, REVIEW_CHOICE_BLOCK);
  report = measure (f);
  g_assert_cmpint (report->escalations->made, ==, 3);
  g_assert_cmpint (report->escalations->open, ==, 0);
  g_assert_cmpint (report->escalations->needless, ==, 1);
  g_assert_cmpint (report->escalations->overruled, ==, 1);
  g_assert_cmpint (report->escalations->decided, ==, 0);
  g_assert_cmpuint (report->findings->len, ==, 3); /* each is one of them */
  g_assert_nonnull (find_finding (report, REVIEW_FINDING_NEEDLESS));
  g_assert_nonnull (find_finding (report, REVIEW_FINDING_OVERRULED));
  g_assert_nonnull (find_finding (report, REVIEW_FINDING_ANSWERED));
}

/* Missed: a junior decided alone, and another person's truth on record says otherwise. */
static void
test_missed (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) view = NULL;
  g_autoptr (ReviewAttainment) before = NULL;
  g_autoptr (ReviewAttainment) after = NULL;
  g_autoptr (GError) error = NULL;

  add (f, "m", 0);
  view = desk_take_next (f, f->agent);
  decide (f, f->agent, view, REVIEW_CHOICE_BLOCK);
  before = measure (f);
  g_assert_cmpint (before->escalations->decided, ==, 1);
  g_assert_cmpint (before->escalations->missed, ==, 0);
  review_store_write (f->store, overturn_all, f->qa->id, &error);
  g_assert_no_error (error);
  after = measure (f);
  g_assert_cmpint (after->escalations->missed, ==, 1);
}

#define ADD(name, func) \
  g_test_add ("/attainment/" name, Desk, NULL, desk_set_up, func, desk_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("in-time", test_in_time);
  ADD ("waited", test_waited);
  ADD ("queued", test_queued);
  ADD ("reviewed", test_reviewed);
  ADD ("not-confirmed", test_not_confirmed);
  ADD ("not-answered", test_not_answered);
  ADD ("held", test_held);
  ADD ("needless", test_needless);
  ADD ("missed", test_missed);
  return g_test_run ();
}
