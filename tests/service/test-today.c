/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Today page: each figure is the length of its list, each role has its own, nothing is said
 * without a sample, and a blind look moves nothing. */
#define G_LOG_DOMAIN "test-today"
#include <math.h>
#include <string.h>

#include "review-store-wide-bands.h"
#include "service-fixture.h"

static ReviewToday *
read_today (Desk *f, const ReviewUser *user)
{
  g_autoptr (GError) error = NULL;
  ReviewToday *page = review_service_read_today (f->service, user, &error);

  g_assert_no_error (error);
  return page;
}

static gint64
get_count (const ReviewToday *page, int kind)
{
  const ReviewTodayCount *one = review_today_find_count (page, kind);

  return one != NULL ? one->count : -1;
}

static const ReviewTodayType *
find_type (const ReviewToday *page)
{
  for (guint i = 0; page->types != NULL && i < page->types->len; i++)
    if (strcmp (((ReviewTodayType *) page->types->pdata[i])->case_type, WD_TYPE) == 0)
      return page->types->pdata[i];
  return NULL;
}

static const ReviewTodayRate *
find_rate (const ReviewToday *page, int kind, const char *case_type)
{
  for (guint i = 0; i < page->rates->len; i++)
    {
      const ReviewTodayRate *one = page->rates->pdata[i];

      if (one->kind == kind && g_strcmp0 (one->case_type, case_type) == 0)
        return one;
    }
  return NULL;
}

static void
add_cases (Desk *f, const char *prefix, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("%s%u", prefix, i);
      g_autofree char *added = desk_add_case (f, &(CaseSpec){ .id = id, .risk = 0.8 });
    }
}

static void
decide_next (Desk *f, const ReviewUser *user, int choice, gint64 time)
{
  g_autoptr (ReviewCaseView) view = desk_take_next (f, user);
  g_autoptr (GError) error = NULL;

  review_test_clock_advance (&f->clock, time);
  desk_ignore (desk_decide (f, user, view, desk_make_form (choice, view), &error));
  g_assert_no_error (error);
  desk_settle_after (f, 11 * REVIEW_SECOND);
}

/* How many rows the queue shows with that filter. */
static gint64
count_view (Desk *f, const char *const *bands)
{
  static const char *const states[] = { "queued", NULL };
  g_autoptr (ReviewViewRequest) request = review_record_new (&review_view_request_type);
  g_autoptr (ReviewViewPage) page = NULL;
  g_autoptr (GError) error = NULL;

  request->case_type = g_strdup (WD_TYPE);
  request->states = g_strdupv ((char **) states);
  request->bands = g_strdupv ((char **) bands);
  page = review_service_open_view (f->service, f->lead, request, &error);
  g_assert_no_error (error);
  return page->count;
}

static void
test_breach (Desk *f, gconstpointer data)
{
  static const char *const breached[] = { "breached", NULL };
  g_autoptr (ReviewToday) page = NULL;
  const ReviewTodayType *type;
  gint64 due = 0;

  add_cases (f, "a", 3);
  desk_settle_after (f, 2 * REVIEW_HOUR);
  add_cases (f, "b", 2);
  desk_settle_after (f, 2 * REVIEW_HOUR + REVIEW_MINUTE);
  page = read_today (f, f->lead);
  type = find_type (page);
  g_assert_cmpint (type->waiting, ==, 5);
  g_assert_cmpint (type->waiting, ==, count_view (f, NULL));
  g_assert_cmpint (type->breached, ==, 3);
  g_assert_cmpint (type->breached, ==, count_view (f, breached));
  for (guint i = 0; i < type->hours->len; i++)
    {
      const ReviewTodayHour *hour = type->hours->pdata[i];

      due += hour->due;
      g_assert_true (isnan (hour->late)); /* five arrivals say nothing of the next */
    }
  g_assert_cmpint (due, ==, 2);
  g_assert_cmpint (type->needed, ==, 0);
}

/* Thirty cases in thirty hours, nine minutes each: then there is a forecast. Nobody is on, and what is
 * due is late; with somebody it is not. */
static void
test_forecast (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewToday) alone = NULL;
  g_autoptr (ReviewToday) staffed = NULL;
  const ReviewTodayType *type;
  double late = 0, high = 0, low = 0;

  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *prefix = g_strdup_printf ("f%u-", i);

      add_cases (f, prefix, 1);
      decide_next (f, f->agent, REVIEW_CHOICE_BLOCK, 9 * REVIEW_MINUTE);
      desk_settle_after (f, 50 * REVIEW_MINUTE);
    }
  add_cases (f, "w", 6);
  desk_settle_after (f, 40 * REVIEW_MINUTE);
  alone = read_today (f, f->lead);
  type = find_type (alone);
  g_assert_cmpint (type->people_on, ==, 0);
  g_assert_cmpint (type->people, >, 0);
  g_assert_cmpfloat_with_epsilon (type->minutes, 9, 0.01);
  g_assert_cmpint (type->needed, ==, 1);
  for (guint i = 0; i < type->hours->len; i++)
    {
      const ReviewTodayHour *hour = type->hours->pdata[i];

      late += hour->late;
      low += hour->late_low;
      high += hour->late_high;
    }
  g_assert_cmpfloat (late, >=, 6);
  g_assert_cmpfloat (low, <=, late);
  g_assert_cmpfloat (high, >=, late);
  decide_next (f, f->agent, REVIEW_CHOICE_BLOCK, REVIEW_MINUTE);
  staffed = read_today (f, f->lead);
  type = find_type (staffed);
  g_assert_cmpint (type->people_on, ==, 1);
  g_assert_cmpfloat_with_epsilon (type->share_on, 1, 0.001);
  for (guint i = 0; i < type->hours->len; i++)
    g_assert_cmpfloat (((ReviewTodayHour *) type->hours->pdata[i])->late, <, 1);
}

static gboolean
add_band (ReviewTx *tx, gpointer user_data, GError **error)
{
  return review_store_add_band (tx, user_data, error);
}

/* The room of a widened band for @f's type. */
static gint64
read_room (Desk *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewWideBandList) bands = review_service_list_bands (f->service, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (bands->items->len, ==, 1);
  return ((ReviewWideBand *) bands->items->pdata[0])->room;
}

static void
assert_at_work (Desk *f, gint64 people, gint64 waiting)
{
  g_autoptr (ReviewToday) page = read_today (f, f->lead);

  g_assert_cmpint (find_type (page)->people_on, ==, people);
  g_assert_cmpint (read_room (f), ==, MAX (0, people * REVIEW_BAND_CASES_DEFAULT - waiting));
}

/* Who is at work is said once: a shift that is on counts without an act, one that ended counts for
 * nothing although the person has just worked; Today and the room of a widened band agree. */
static void
test_at_work (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewWideBand) band = review_record_new (&review_wide_band_type);
  g_autoptr (GError) error = NULL;

  band->id = g_strdup ("0190bbbb0000000000000000000000aa");
  band->case_type = g_strdup (WD_TYPE);
  band->side = REVIEW_SIDE_PASS;
  band->version = 1;
  band->since = review_clock_now (&f->clock.clock);
  band->cause = review_record_new (&review_drift_side_type);
  band->cause->side = band->side;
  g_assert_true (review_store_write (f->store, add_band, band, &error));
  g_assert_no_error (error);
  add_cases (f, "w", 4);
  assert_at_work (f, 0, 4);
  desk_ignore (review_service_start_shift (f->service, CALL (f->agent, 0), &error));
  desk_settle_after (f, 2 * REVIEW_HOUR);
  assert_at_work (f, 1, 4);
  decide_next (f, f->senior, REVIEW_CHOICE_BLOCK, REVIEW_MINUTE);
  assert_at_work (f, 2, 3);
  decide_next (f, f->agent, REVIEW_CHOICE_BLOCK, REVIEW_MINUTE);
  desk_ignore (review_service_finish_shift (f->service, CALL (f->agent, 0), &error));
  g_assert_no_error (error);
  assert_at_work (f, 1, 2);
}

/* A shift for another type is no help here. */
static void
test_other_types (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewShiftRequest) request = review_record_new (&review_shift_request_type);
  g_autoptr (ReviewToday) page = NULL;
  g_autoptr (GError) error = NULL;

  f->clock.time = (gint64) 1795132800 * REVIEW_SECOND; /* 2026-11-20T00:00Z */
  request->account = g_strdup (f->agent->id);
  request->zone = g_strdup ("Asia/Shanghai");
  request->start = g_strdup ("2026-11-20T08:00");
  request->end = g_strdup ("2026-11-20T16:00");
  request->case_types = g_strsplit ("poa_review", " ", -1);
  desk_ignore (review_service_plan_shift (f->service, CALL (f->lead, 0), request, &error));
  desk_ignore (review_service_start_shift (f->service, CALL (f->agent, 0), &error));
  g_assert_no_error (error);
  page = read_today (f, f->lead);
  for (guint i = 0; i < page->types->len; i++)
    {
      const ReviewTodayType *type = page->types->pdata[i];

      g_assert_cmpint (type->people_on, ==, strcmp (type->case_type, "poa_review") == 0);
    }
}

/* A handover waits for who is to accept it; for a lead, too, once it is red. */
static void
test_handovers (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewHandoverRequest) request = review_record_new (&review_handover_request_type);
  g_autoptr (ReviewCaseView) view = NULL;
  g_autoptr (ReviewToday) fresh = NULL;
  g_autoptr (ReviewToday) given = NULL;
  g_autoptr (ReviewToday) late = NULL;
  g_autoptr (GError) error = NULL;

  add_cases (f, "h", 1);
  view = desk_take_next (f, f->agent);
  request->to = g_strdup (f->senior->id);
  request->step = g_strdup ("reread");
  desk_ignore (review_service_hand_over (f->service, CALL (f->agent, 0), request, &error));
  g_assert_no_error (error);
  fresh = read_today (f, f->lead);
  g_assert_cmpint (get_count (fresh, REVIEW_TODAY_HANDOVERS), ==, 0);
  given = read_today (f, f->senior);
  g_assert_cmpint (get_count (given, REVIEW_TODAY_HANDOVERS), ==, 1);
  g_assert_cmpint (review_today_find_count (given, REVIEW_TODAY_HANDOVERS)->urgent, ==, 0);
  desk_settle_after (f, 31 * REVIEW_MINUTE);
  late = read_today (f, f->lead);
  g_assert_cmpint (get_count (late, REVIEW_TODAY_HANDOVERS), ==, 1);
  g_assert_cmpint (review_today_find_count (late, REVIEW_TODAY_HANDOVERS)->urgent, ==, 1);
}

/* What is no part of a role's work is absent; what is, is there with a zero. */
static void
test_roles (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewToday) lead = read_today (f, f->lead);
  g_autoptr (ReviewToday) agent = read_today (f, f->agent);
  g_autoptr (ReviewToday) qa = read_today (f, f->qa);
  g_autoptr (ReviewToday) admin = read_today (f, f->admin);

  for (int kind = REVIEW_TODAY_HANDOVERS; kind <= REVIEW_TODAY_FEEDBACK; kind++)
    g_assert_cmpint (get_count (lead, kind), ==, 0);
  g_assert_nonnull (lead->types);
  g_assert_nonnull (lead->attainment);
  g_assert_nonnull (lead->overturns);
  g_assert_cmpuint (agent->counts->len, ==, 3);
  g_assert_cmpint (get_count (agent, REVIEW_TODAY_WAITING), ==, 0);
  g_assert_null (agent->types);
  g_assert_null (agent->rates);
  g_assert_null (agent->people);
  g_assert_null (agent->attainment);
  g_assert_nonnull (agent->corridor);
  g_assert_null (qa->corridor);
  g_assert_cmpint (get_count (qa, REVIEW_TODAY_PEOPLE), ==, 0);
  g_assert_cmpint (get_count (qa, REVIEW_TODAY_REFERRALS), ==, -1);
  g_assert_cmpint (get_count (admin, REVIEW_TODAY_EFFECTS), ==, 0);
  g_assert_cmpint (get_count (admin, REVIEW_TODAY_FINDS), ==, -1);
}

static void
test_inbox (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewToday) before = NULL;
  g_autoptr (ReviewToday) after = NULL;
  g_autoptr (ReviewInboxPage) inbox = NULL;
  g_autoptr (GError) error = NULL;

  add_cases (f, "e", 2);
  decide_next (f, f->agent, REVIEW_CHOICE_ESCALATE, REVIEW_MINUTE);
  decide_next (f, f->agent, REVIEW_CHOICE_ESCALATE, REVIEW_MINUTE);
  before = read_today (f, f->senior);
  inbox = review_service_read_inbox (f->service, f->senior, &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_count (before, REVIEW_TODAY_ESCALATIONS), ==, inbox->escalations->len);
  g_assert_cmpint (review_today_find_count (before, REVIEW_TODAY_ESCALATIONS)->urgent, ==, 0);
  g_assert_cmpint (get_count (before, REVIEW_TODAY_ESCALATIONS), ==, 2);
  desk_settle_after (f, 10 * REVIEW_HOUR); /* it goes up to the lead, who does not answer either */
  desk_settle_after (f, 10 * REVIEW_HOUR);
  after = read_today (f, f->lead);
  g_assert_cmpint (review_today_find_count (after, REVIEW_TODAY_ESCALATIONS)->urgent, ==, 2);
}

/* Sixty decisions, then a night, then twenty blocks: what changed is above what is usual. */
static void
test_rates (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewToday) page = NULL;
  const ReviewTodayRate *rate;

  add_cases (f, "u", 60);
  for (guint i = 0; i < 60; i++)
    decide_next (f, f->senior, i % 10 == 0 ? REVIEW_CHOICE_BLOCK : REVIEW_CHOICE_PASS, 0);
  desk_settle_after (f, 12 * REVIEW_HOUR);
  add_cases (f, "n", 20);
  for (guint i = 0; i < 20; i++)
    decide_next (f, f->senior, REVIEW_CHOICE_BLOCK, 0);
  page = read_today (f, f->senior);
  rate = find_rate (page, REVIEW_RATE_BLOCK, NULL);
  g_assert_cmpint (rate->n, ==, 20);
  g_assert_cmpint (rate->hits, ==, 20);
  g_assert_cmpint (rate->before_n, ==, 60);
  g_assert_cmpfloat_with_epsilon (rate->before_rate, 0.1, 1e-9);
  g_assert_cmpint (rate->level, ==, REVIEW_LEVEL_ABOVE);
  g_assert_cmpfloat (rate->low, >, rate->band_high);
  g_assert_cmpint (find_rate (page, REVIEW_RATE_BLOCK, WD_TYPE)->n, ==, 20);
  rate = find_rate (page, REVIEW_RATE_APPEAL, NULL);
  g_assert_cmpint (rate->hits, ==, 0);
  g_assert_cmpint (rate->level, ==, REVIEW_LEVEL_INSIDE);
}

static gboolean
add_truths (ReviewTx *tx, gpointer user_data, GError **error)
{
  return review_tx_exec (tx, error,
                         "INSERT INTO truth (case_id, n, positive, source, maturity, basis, "
                         "by_account, at) SELECT case_id, MAX(n) + 1, 1, 'qa', 'confirmed', "
                         "'on_record', $1, MAX(at) FROM truth GROUP BY case_id",
                         "s", (const char *) user_data)
         >= 0;
}

/* Forty passes that QA finds wrong: the person's own corridor says so the next day, not before; the
 * lead is told who, the senior is not. */
static void
test_people (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewToday) same_day = NULL;
  g_autoptr (ReviewToday) own = NULL;
  g_autoptr (ReviewToday) lead = NULL;
  g_autoptr (ReviewToday) senior = NULL;
  g_autoptr (GError) error = NULL;

  add_cases (f, "p", 40);
  for (guint i = 0; i < 40; i++)
    decide_next (f, f->agent, i < 4 ? REVIEW_CHOICE_BLOCK : REVIEW_CHOICE_PASS, 0);
  review_store_write (f->store, add_truths, f->qa->id, &error);
  g_assert_no_error (error);
  same_day = read_today (f, f->agent);
  g_assert_cmpint (same_day->corridor->n, ==, 0);
  g_assert_true (isnan (same_day->corridor->rate));
  g_assert_cmpint (same_day->corridor->more, ==, 30);
  desk_settle_after (f, REVIEW_DAY);
  own = read_today (f, f->agent);
  g_assert_cmpint (own->corridor->n, ==, 40);
  g_assert_cmpfloat_with_epsilon (own->corridor->rate, 0.1, 1e-9);
  lead = read_today (f, f->lead);
  g_assert_cmpint (get_count (lead, REVIEW_TODAY_PEOPLE), ==, lead->people->len);
  g_assert_cmpuint (lead->people->len, ==, 1);
  g_assert_cmpstr (((ReviewTodayAccuracy *) lead->people->pdata[0])->account, ==, f->agent->id);
  g_assert_cmpint (lead->measured, ==, 1);
  senior = read_today (f, f->senior);
  g_assert_cmpint (get_count (senior, REVIEW_TODAY_PEOPLE), ==, -1);
  g_assert_null (senior->people);
}

/* While a case is looked at blind, no figure moves with it; afterwards it counts, and the audit that
 * contradicts the machine is in the list that the figure is the length of. */
static void
test_blind (Desk *f, gconstpointer data)
{
  g_autofree char *id = desk_add_case (
      f, &(CaseSpec){ .id = "z", .risk = 0.1, .route = REVIEW_ROUTE_AUDIT, .value = "500" });
  g_autoptr (ReviewToday) before = read_today (f, f->lead);
  g_autoptr (ReviewToday) during = NULL;
  g_autoptr (ReviewCaseView) view = NULL;
  g_autoptr (ReviewCaseView) called = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (find_rate (before, REVIEW_RATE_AUTOMATION, NULL)->n, ==, 0);
  g_assert_cmpint (before->audited, ==, 0);
  view = desk_take_next (f, f->agent);
  during = read_today (f, f->agent);
  g_assert_null (during->rates);
  called = desk_make_first_call (f, f->agent, view);
  desk_ignore (
      desk_decide (f, f->agent, called, desk_make_form (REVIEW_CHOICE_PASS, called), &error));
  g_assert_no_error (error);
  desk_settle_after (f, 11 * REVIEW_SECOND);
  {
    g_autoptr (ReviewToday) after = read_today (f, f->lead);

    g_assert_cmpint (find_rate (after, REVIEW_RATE_AUTOMATION, NULL)->n, ==, 1);
    g_assert_cmpint (find_rate (after, REVIEW_RATE_AUTOMATION, NULL)->hits, ==, 1);
    g_assert_cmpint (find_rate (after, REVIEW_RATE_BLOCK, NULL)->n, ==, 0);
    g_assert_cmpint (after->audited, ==, 1);
    g_assert_cmpint (get_count (after, REVIEW_TODAY_FINDS), ==, after->items->len);
  }
}

#define ADD(name, func) g_test_add ("/today/" name, Desk, NULL, desk_set_up, func, desk_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("breach", test_breach);
  ADD ("forecast", test_forecast);
  ADD ("roles", test_roles);
  ADD ("inbox", test_inbox);
  ADD ("rates", test_rates);
  ADD ("people", test_people);
  ADD ("blind", test_blind);
  ADD ("/today/at-work", test_at_work);
  ADD ("/today/other-types", test_other_types);
  ADD ("/today/handovers", test_handovers);
  return g_test_run ();
}
