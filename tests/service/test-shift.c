/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is there: shifts across the nights in which clocks change, absences, how many cases one person
 * holds, and what each does to taking cases and to cases that come back. */
#define G_LOG_DOMAIN "test-shift"
#include "service-fixture.h"

#include <string.h>

#include "review-time.h"
#include "review-waiting.h"

static gint64
at (const char *text)
{
  gint64 time = 0;

  g_assert_true (review_time_parse (text, &time));
  return time;
}

static ReviewPerson *
start (Desk *f, const ReviewUser *user)
{
  g_autoptr (GError) error = NULL;
  ReviewPerson *person = review_service_start_shift (f->service, CALL (user, 0), &error);

  g_assert_no_error (error);
  return person;
}

static ReviewPerson *
finish (Desk *f, const ReviewUser *user)
{
  g_autoptr (GError) error = NULL;
  ReviewPerson *person = review_service_finish_shift (f->service, CALL (user, 0), &error);

  g_assert_no_error (error);
  return person;
}

static ReviewPerson *
see (Desk *f, const ReviewUser *user)
{
  g_autoptr (GError) error = NULL;
  ReviewPerson *person = review_service_get_person (f->service, user, &error);

  g_assert_no_error (error);
  return person;
}

static void
assert_standing (Desk *f, const ReviewUser *user, int standing)
{
  g_autoptr (ReviewPerson) person = see (f, user);

  g_assert_cmpint (person->standing, ==, standing);
}

/* What taking the next case comes to: 0, or the code of the refusal. */
static int
try_take (Desk *f, const ReviewUser *user)
{
  g_autoptr (ReviewTakeRequest) request = review_record_new (&review_take_request_type);
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewCaseView) view =
      review_service_take_next (f->service, CALL (user, 0), request, &error);

  g_assert_true ((view == NULL) == (error != NULL));
  return error != NULL ? error->code : 0;
}

static ReviewShift *
try_plan (Desk *f,
          const ReviewUser *user,
          const char *zone,
          const char *from,
          const char *to,
          GError **error)
{
  g_autoptr (ReviewShiftRequest) request = review_record_new (&review_shift_request_type);

  request->account = g_strdup (user->id);
  request->zone = g_strdup (zone);
  request->start = g_strdup (from);
  request->end = g_strdup (to);
  return review_service_plan_shift (f->service, CALL (f->lead, 0), request, error);
}

static ReviewShift *
plan (Desk *f, const ReviewUser *user, const char *zone, const char *from, const char *to)
{
  g_autoptr (GError) error = NULL;
  ReviewShift *shift = try_plan (f, user, zone, from, to, &error);

  g_assert_no_error (error);
  return shift;
}

static void
add (Desk *f, const char *id, const char *type)
{
  g_autofree char *added = desk_add_case (f, &(CaseSpec){ .id = id, .risk = 0.8, .type = type });
}

/* A team that plans nothing works as before: who acted lately is there. One act starts a shift, and
 * from then on its end is believed, until half a day later. */
static void
test_one_act (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewPerson) on = NULL;
  g_autoptr (ReviewPerson) again = NULL;
  g_autoptr (ReviewPerson) ended = NULL;
  g_autoptr (GError) error = NULL;

  add (f, "a", NULL);
  add (f, "b", NULL);
  add (f, "c", NULL);
  assert_standing (f, f->agent, REVIEW_STANDING_OFF);
  g_assert_cmpint (try_take (f, f->agent), ==, 0);
  assert_standing (f, f->agent, REVIEW_STANDING_PRESENT);
  on = start (f, f->agent);
  g_assert_cmpint (on->standing, ==, REVIEW_STANDING_ON);
  g_assert_cmpint (on->shift->state, ==, REVIEW_SHIFT_ON);
  g_assert_null (on->shift->zone);
  again = start (f, f->agent);
  g_assert_cmpstr (again->shift->id, ==, on->shift->id);
  desk_settle_after (f, 2 * REVIEW_HOUR);
  assert_standing (f, f->agent, REVIEW_STANDING_ON);
  ended = finish (f, f->agent);
  g_assert_cmpint (ended->standing, ==, REVIEW_STANDING_OFF);
  g_assert_cmpint (ended->shift->state, ==, REVIEW_SHIFT_ENDED);
  g_assert_null (review_service_finish_shift (f->service, CALL (f->agent, 0), &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT);
  g_assert_cmpint (try_take (f, f->agent), ==, REVIEW_ERROR_OFF_DUTY);
  g_assert_cmpint (try_take (f, f->senior), ==, 0);
  desk_settle_after (f, 13 * REVIEW_HOUR);
  g_assert_cmpint (try_take (f, f->agent), ==, 0);
}

/* A night in which clocks are set forward is seven hours long in Berlin, and eight in Shanghai; one in
 * which they are set back is nine. */
static void
test_nights (Desk *f, gconstpointer data)
{
  static const struct
  {
    const char *zone, *from, *to, *start, *end;
  } rows[] = {
    { "Europe/Berlin", "2027-03-27T22:00", "2027-03-28T06:00", "2027-03-27T21:00:00.000Z",
      "2027-03-28T04:00:00.000Z" },
    { "Europe/Berlin", "2027-10-30T22:00", "2027-10-31T06:00", "2027-10-30T20:00:00.000Z",
      "2027-10-31T05:00:00.000Z" },
    { "Europe/Berlin", "2026-10-25T02:30", "2026-10-25T02:45", "2026-10-25T00:30:00.000Z",
      "2026-10-25T01:45:00.000Z" },
    { "Asia/Shanghai", "2027-03-27T22:00", "2027-03-28T06:00", "2027-03-27T14:00:00.000Z",
      "2027-03-27T22:00:00.000Z" },
  };
  const ReviewUser *people[] = { f->agent, f->agent, f->agent, f->senior };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (ReviewShift) shift = plan (f, people[i], rows[i].zone, rows[i].from, rows[i].to);

      g_assert_cmpint (shift->start_at, ==, at (rows[i].start));
      g_assert_cmpint (shift->end_at, ==, at (rows[i].end));
      g_assert_cmpint (shift->state, ==, REVIEW_SHIFT_PLANNED);
    }
  /* An hour that no clock shows, a zone that is none, an end before the start, a plan twice. */
  g_assert_null (
      try_plan (f, f->agent, "Europe/Berlin", "2028-03-26T02:30", "2028-03-26T09:00", &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (
      try_plan (f, f->agent, "Mars/Base", "2028-03-26T04:30", "2028-03-26T09:00", &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (
      try_plan (f, f->agent, "Asia/Shanghai", "2028-03-26T09:30", "2028-03-26T09:00", &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (
      try_plan (f, f->agent, "Europe/Berlin", "2027-03-28T05:00", "2027-03-28T12:00", &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT);
}

/* Who has a clock of their own is planned on it, and their shifts are told on it; a plan that names
 * another zone keeps that. */
static void
test_own_clock (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewUser) berlin = review_record_copy (f->agent);
  g_autoptr (ReviewShift) winter = NULL;
  g_autoptr (ReviewShift) summer = NULL;
  g_autoptr (ReviewShift) abroad = NULL;
  g_autoptr (ReviewShift) nowhere = NULL;
  g_autoptr (ReviewPerson) on = NULL;
  g_autoptr (GError) error = NULL;

  g_free (berlin->zone);
  berlin->zone = g_strdup ("+02:00");
  g_assert_false (review_service_put_user (f->service, f->admin, berlin, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  g_clear_error (&error);
  g_free (berlin->zone);
  berlin->zone = g_strdup ("Europe/Berlin");
  review_service_put_user (f->service, f->admin, berlin, &error);
  g_assert_no_error (error);
  winter = plan (f, f->agent, NULL, "2027-03-26T08:00", "2027-03-26T16:00");
  summer = plan (f, f->agent, NULL, "2027-03-29T08:00", "2027-03-29T16:00");
  abroad = plan (f, f->agent, "Asia/Shanghai", "2027-04-05T08:00", "2027-04-05T16:00");
  nowhere = plan (f, f->senior, NULL, "2027-03-26T08:00", "2027-03-26T16:00");
  g_assert_cmpint (winter->start_at, ==, at ("2027-03-26T07:00:00Z"));
  g_assert_cmpint (summer->start_at, ==, at ("2027-03-29T06:00:00Z"));
  g_assert_cmpint (abroad->start_at, ==, at ("2027-04-05T00:00:00Z"));
  g_assert_cmpint (nowhere->start_at, ==, at ("2027-03-26T08:00:00Z"));
  g_assert_cmpstr (summer->zone, ==, "Europe/Berlin");
  g_assert_cmpstr (nowhere->zone, ==, "UTC");
  f->clock.time = at ("2027-03-29T05:59:00Z"); /* a minute before eight, summer time */
  assert_standing (f, f->agent, REVIEW_STANDING_OFF);
  desk_settle_after (f, 2 * REVIEW_MINUTE);
  on = start (f, berlin);
  g_assert_cmpstr (on->shift->id, ==, summer->id);
  g_assert_cmpstr (on->zone, ==, "Europe/Berlin");
}

/* Four hours are four hours of real time, whatever clocks on walls do meanwhile; a pause takes none of
 * them, and a case that comes back in the night shift is its owner's. */
static void
test_sla_over_the_change (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewShift) night = NULL;
  g_autoptr (ReviewPerson) on = NULL;
  g_autoptr (ReviewCaseView) view = NULL;
  g_autoptr (ReviewCaseView) back = NULL;
  g_autoptr (ReviewWorkItem) held = NULL;
  g_autoptr (ReviewHoldRequest) request = review_record_new (&review_hold_request_type);
  g_autoptr (GError) error = NULL;

  f->clock.time = at ("2026-10-24T22:00:00Z"); /* midnight in Berlin; clocks go back at three */
  night = plan (f, f->agent, "Europe/Berlin", "2026-10-24T22:00", "2026-10-25T06:00");
  g_assert_cmpint (night->end_at - night->start_at, ==, 9 * REVIEW_HOUR);
  on = start (f, f->agent);
  g_assert_cmpstr (on->shift->id, ==, night->id);
  add (f, "night", NULL);
  view = desk_take_next (f, f->agent);
  g_assert_cmpint (view->work_item->due_at, ==, at ("2026-10-25T02:00:00Z"));
  desk_settle_after (f, REVIEW_HOUR);
  request->reason = g_strdup ("outage");
  request->wake_at = at ("2026-10-25T01:30:00Z"); /* half past two, the second time */
  g_clear_pointer (&view, review_record_unref);
  view = desk_take_next (f, f->agent);
  g_assert_nonnull (view);
  held = review_service_hold (f->service, CALL (f->agent, view->work_item->version),
                              view->work_item->id, request, &error);
  g_assert_no_error (error);
  desk_settle_after (f, REVIEW_HOUR);
  desk_settle_after (f, 90 * REVIEW_MINUTE + REVIEW_SECOND);
  back = desk_take_next (f, f->agent);
  g_assert_nonnull (back);
  g_assert_cmpint (back->work_item->due_at / REVIEW_MINUTE, ==,
                   at ("2026-10-25T04:30:00Z") / REVIEW_MINUTE);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM audit WHERE action IN ('hold', 'wake')"),
                   ==, 2);
}

/* Forgotten, it ends half an hour after its plan; not while somebody works in it. */
static void
test_forgotten (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewShift) day = NULL;
  g_autoptr (ReviewPerson) on = NULL;
  g_autoptr (ReviewPerson) after = NULL;

  f->clock.time = at ("2026-11-20T00:00:00Z");
  day = plan (f, f->agent, "Asia/Shanghai", "2026-11-20T08:00", "2026-11-20T16:00");
  on = start (f, f->agent);
  add (f, "late", NULL);
  desk_settle_after (f, 8 * REVIEW_HOUR + 20 * REVIEW_MINUTE);
  g_assert_cmpint (try_take (f, f->agent), ==, 0);
  desk_settle_after (f, 15 * REVIEW_MINUTE);
  assert_standing (f, f->agent, REVIEW_STANDING_ON);
  desk_settle_after (f, 40 * REVIEW_MINUTE);
  after = see (f, f->agent);
  g_assert_cmpint (after->standing, ==, REVIEW_STANDING_OFF);
  g_assert_cmpstr (after->shift->id, ==, day->id);
  g_assert_cmpint (after->shift->state, ==, REVIEW_SHIFT_ENDED);
}

/* The shift of somebody whose account was disabled ends too, and keeps nothing else waiting. */
static void
test_gone (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewPerson) on = start (f, f->agent);
  g_autoptr (GError) error = NULL;

  g_assert_true (review_service_disable_user (f->service, f->lead, f->agent->id, &error));
  g_assert_no_error (error);
  desk_settle_after (f, 11 * REVIEW_HOUR);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM shift WHERE ended_at IS NULL"), ==, 1);
  desk_settle_after (f, 2 * REVIEW_HOUR);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM shift WHERE ended_at IS NULL"), ==, 0);
}

/* A plan can be cancelled until it is started, and is missed when its time is over. */
static void
test_plans (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewShift) one = NULL;
  g_autoptr (ReviewShift) gone = NULL;
  g_autoptr (ReviewShift) other = NULL;
  g_autoptr (ReviewShiftList) list = NULL;
  g_autoptr (ReviewRoster) roster = NULL;
  g_autoptr (GError) error = NULL;

  f->clock.time = at ("2026-11-20T00:00:00Z");
  one = plan (f, f->agent, "Asia/Shanghai", "2026-11-20T08:00", "2026-11-20T16:00");
  gone = review_service_cancel_shift (f->service, CALL (f->lead, one->version), one->id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gone->state, ==, REVIEW_SHIFT_CANCELLED);
  g_assert_null (
      review_service_cancel_shift (f->service, CALL (f->lead, gone->version), one->id, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT);
  g_clear_error (&error);
  other = plan (f, f->agent, "Asia/Shanghai", "2026-11-20T09:00", "2026-11-20T16:00");
  roster = review_service_get_roster (f->service, f->lead, &error);
  g_assert_no_error (error);
  g_assert_true (roster->planned);
  desk_settle_after (f, 9 * REVIEW_HOUR);
  list = review_service_list_shifts (f->service, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->items->len, ==, 2);
  g_assert_cmpint (((ReviewShift *) list->items->pdata[1])->state, ==, REVIEW_SHIFT_MISSED);
}

static ReviewAbsence *
say_absent (Desk *f, const ReviewUser *by, const ReviewUser *of, gint64 from, gint64 until)
{
  g_autoptr (ReviewAbsenceRequest) request = review_record_new (&review_absence_request_type);
  g_autoptr (GError) error = NULL;
  ReviewAbsence *absence;

  request->account = g_strdup (of->id);
  request->reason = g_strdup ("leave");
  request->from = from;
  request->until = until;
  absence = review_service_add_absence (f->service, CALL (by, 0), request, &error);
  g_assert_true (absence != NULL || g_error_matches (error, REVIEW_ERROR, REVIEW_ERROR_FORBIDDEN));
  return absence;
}

/* Who is absent takes nothing, starts nothing, and nothing comes back to them. */
static void
test_absent (Desk *f, gconstpointer data)
{
  gint64 now = review_clock_now (&f->clock.clock);
  g_autoptr (ReviewCaseView) view = NULL;
  g_autoptr (ReviewWorkItem) held = NULL;
  g_autoptr (ReviewHoldRequest) request = review_record_new (&review_hold_request_type);
  g_autoptr (ReviewAbsence) absence = NULL;
  g_autoptr (ReviewAbsence) over = NULL;
  g_autoptr (ReviewCaseView) taken = NULL;
  g_autoptr (GError) error = NULL;

  add (f, "a", NULL);
  view = desk_take_next (f, f->agent);
  request->reason = g_strdup ("outage");
  request->wake_at = now + REVIEW_HOUR;
  held = review_service_hold (f->service, CALL (f->agent, view->work_item->version),
                              view->work_item->id, request, &error);
  g_assert_no_error (error);
  g_assert_null (say_absent (f, f->senior, f->agent, now, now + REVIEW_DAY));
  absence = say_absent (f, f->lead, f->agent, now, now + REVIEW_DAY);
  assert_standing (f, f->agent, REVIEW_STANDING_ABSENT);
  g_assert_cmpint (try_take (f, f->agent), ==, REVIEW_ERROR_OFF_DUTY);
  g_assert_null (review_service_start_shift (f->service, CALL (f->agent, 0), &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_OFF_DUTY);
  g_clear_error (&error);
  desk_settle_after (f, REVIEW_HOUR + REVIEW_SECOND);
  taken = desk_take_next (f, f->senior);
  g_assert_nonnull (taken);
  g_assert_cmpstr (taken->work_item->id, ==, view->work_item->id);
  over = review_service_cancel_absence (f->service, CALL (f->agent, absence->version), absence->id,
                                        &error);
  g_assert_no_error (error);
  g_assert_cmpint (over->cancelled_at, !=, 0);
  g_assert_cmpint (try_take (f, f->agent), ==, REVIEW_ERROR_NOT_FOUND);
}

/* As many at once as the policy says, or a lead for one person; what is finished makes room. */
static void
test_limit (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewLimitRequest) request = review_record_new (&review_limit_request_type);
  g_autoptr (ReviewPerson) limited = NULL;
  g_autoptr (ReviewCaseView) view = NULL;
  g_autoptr (ReviewWorkItem) back = NULL;
  g_autoptr (ReviewReleaseRequest) release = review_record_new (&review_release_request_type);
  g_autoptr (GError) error = NULL;

  for (char id[] = "a"; id[0] <= 'f'; id[0]++)
    add (f, id, NULL);
  desk_set_parameter (f, "held_at_once", 2);
  view = desk_take_next (f, f->agent);
  g_assert_cmpint (try_take (f, f->agent), ==, 0);
  g_assert_cmpint (try_take (f, f->agent), ==, REVIEW_ERROR_FULL);
  request->at_most = 3;
  request->reason = g_strdup ("Trains the others today.");
  limited = review_service_set_limit (f->service, CALL (f->lead, 0), f->agent->id, request, &error);
  g_assert_no_error (error);
  g_assert_cmpint (limited->at_most, ==, 3);
  g_assert_true (limited->limited);
  g_assert_cmpint (limited->leased, ==, 2);
  g_assert_cmpint (try_take (f, f->agent), ==, 0);
  g_assert_cmpint (try_take (f, f->agent), ==, REVIEW_ERROR_FULL);
  back = review_service_release (f->service, CALL (f->agent, view->work_item->version),
                                 view->work_item->id, release, &error);
  g_assert_no_error (error);
  g_assert_cmpint (try_take (f, f->agent), ==, 0);
  request->at_most = -1;
  g_assert_null (
      review_service_set_limit (f->service, CALL (f->lead, 0), f->agent->id, request, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
}

/* A shift for one type takes that type only. */
static void
test_types_of_a_shift (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewShiftRequest) request = review_record_new (&review_shift_request_type);
  g_autoptr (ReviewShift) shift = NULL;
  g_autoptr (ReviewPerson) on = NULL;
  g_autoptr (ReviewCaseView) view = NULL;
  g_autoptr (GError) error = NULL;

  f->clock.time = at ("2026-11-20T00:00:00Z");
  add (f, "w", NULL);
  add (f, "p", "poa_review");
  request->account = g_strdup (f->agent->id);
  request->zone = g_strdup ("Asia/Shanghai");
  request->start = g_strdup ("2026-11-20T08:00");
  request->end = g_strdup ("2026-11-20T16:00");
  request->case_types = g_strsplit ("poa", " ", -1);
  g_assert_null (review_service_plan_shift (f->service, CALL (f->lead, 0), request, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  g_clear_error (&error);
  g_strfreev (request->case_types);
  request->case_types = g_strsplit ("poa_review", " ", -1);
  shift = review_service_plan_shift (f->service, CALL (f->lead, 0), request, &error);
  g_assert_no_error (error);
  on = start (f, f->agent);
  view = desk_take_next (f, f->agent);
  g_assert_cmpstr (view->item_case->type, ==, "poa_review");
  g_assert_cmpint (try_take (f, f->agent), ==, REVIEW_ERROR_NOT_FOUND);
}

/* A vendor's lead sees the vendor's people and nobody else. */
static void
test_roster (Desk *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewUser) vendor_lead =
      review_service_find_user (f->service, "u-vendor-lead", &error);
  g_autoptr (ReviewRoster) all = review_service_get_roster (f->service, f->lead, &error);
  g_autoptr (ReviewRoster) theirs = review_service_get_roster (f->service, vendor_lead, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (all->people->len, ==, 4);
  g_assert_false (all->planned);
  g_assert_cmpuint (theirs->people->len, ==, 1);
  g_assert_cmpstr (((ReviewPerson *) theirs->people->pdata[0])->account, ==, f->bpo->id);
}

#define ADD(name, func) g_test_add (name, Desk, NULL, desk_set_up, func, desk_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/shift/one-act", test_one_act);
  ADD ("/shift/nights", test_nights);
  ADD ("/shift/own-clock", test_own_clock);
  ADD ("/shift/sla-over-the-change", test_sla_over_the_change);
  ADD ("/shift/forgotten", test_forgotten);
  ADD ("/shift/gone", test_gone);
  ADD ("/shift/plans", test_plans);
  ADD ("/shift/absent", test_absent);
  ADD ("/shift/limit", test_limit);
  ADD ("/shift/types", test_types_of_a_shift);
  ADD ("/shift/roster", test_roster);
  return g_test_run ();
}
