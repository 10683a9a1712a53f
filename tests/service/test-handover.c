/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Handovers: everything that hangs on a person is in them, and each way in which one can go wrong has
 * its outcome. */
#define G_LOG_DOMAIN "test-handover"
#include "service-fixture.h"

#include <string.h>

#include "review-waiting.h"

static ReviewCaseView *
take (Desk *f, const ReviewUser *user, const char *id)
{
  g_autofree char *added = desk_add_case (f, &(CaseSpec){ .id = id, .risk = 0.8 });
  ReviewCaseView *view = desk_take_next (f, user);

  g_assert_nonnull (view);
  return view;
}

static void
ask (Desk *f, const ReviewUser *user, const ReviewCaseView *view)
{
  g_autoptr (ReviewInformationRequest) request =
      review_record_new (&review_information_request_type);
  g_autoptr (ReviewWorkItem) item = NULL;
  g_autoptr (GError) error = NULL;

  request->codes = g_strsplit ("confirm_activity", " ", -1);
  item = review_service_request_information (f->service, CALL (user, view->work_item->version),
                                             view->work_item->id, request, &error);
  g_assert_no_error (error);
}

static void
hold (Desk *f, const ReviewUser *user, const ReviewCaseView *view, gint64 time)
{
  g_autoptr (ReviewHoldRequest) request = review_record_new (&review_hold_request_type);
  g_autoptr (ReviewWorkItem) item = NULL;
  g_autoptr (GError) error = NULL;

  request->reason = g_strdup ("outage");
  request->wake_at = review_clock_now (&f->clock.clock) + time;
  item = review_service_hold (f->service, CALL (user, view->work_item->version),
                              view->work_item->id, request, &error);
  g_assert_no_error (error);
}

static void
decide (Desk *f, const ReviewUser *user, const ReviewCaseView *view, int choice)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewDecision) decision =
      desk_decide (f, user, view, desk_make_form (choice, view), &error);

  g_assert_no_error (error);
}

static ReviewHandover *
try_hand_over (Desk *f, const ReviewUser *user, const char *to, const char *step, GError **error)
{
  g_autoptr (ReviewHandoverRequest) request = review_record_new (&review_handover_request_type);

  request->to = g_strdup (to);
  request->step = g_strdup (step);
  return review_service_hand_over (f->service, CALL (user, 0), request, error);
}

static ReviewHandover *
hand_over (Desk *f, const ReviewUser *user, const char *to)
{
  g_autoptr (GError) error = NULL;
  ReviewHandover *handover = try_hand_over (f, user, to, "reread", &error);

  g_assert_no_error (error);
  g_assert_cmpint (handover->state, ==, REVIEW_HANDOVER_OPEN);
  return handover;
}

static ReviewHandover *
try_accept (Desk *f,
            const ReviewUser *user,
            const ReviewHandover *handover,
            const char *work_items,
            GError **error)
{
  g_autoptr (ReviewHandoverAct) act = review_record_new (&review_handover_act_type);

  act->work_items = work_items != NULL ? g_strsplit (work_items, " ", -1) : NULL;
  return review_service_accept_handover (f->service, CALL (user, handover->version), handover->id,
                                         act, error);
}

static ReviewHandover *
accept (Desk *f, const ReviewUser *user, const ReviewHandover *handover)
{
  g_autoptr (GError) error = NULL;
  ReviewHandover *after = try_accept (f, user, handover, NULL, &error);

  g_assert_no_error (error);
  return after;
}

static ReviewHandover *
read_handover (Desk *f, const ReviewUser *user, const char *id)
{
  g_autoptr (GError) error = NULL;
  ReviewHandover *handover = review_service_get_handover (f->service, user, id, &error);

  g_assert_no_error (error);
  return handover;
}

static const ReviewHandoverItem *
find_item (const ReviewHandover *handover, const ReviewCaseView *view)
{
  for (guint i = 0; i < handover->items->len; i++)
    if (strcmp (((ReviewHandoverItem *) handover->items->pdata[i])->work_item, view->work_item->id)
        == 0)
      return handover->items->pdata[i];
  return NULL;
}

static void
assert_item (const ReviewHandover *handover, const ReviewCaseView *view, int kind, int state)
{
  const ReviewHandoverItem *item = find_item (handover, view);

  g_assert_nonnull (item);
  g_assert_cmpint (item->kind, ==, kind);
  g_assert_cmpint (item->state, ==, state);
}

/* Held, waiting, on hold and escalated: all of it is listed, goes, and comes to who accepts it. */
static void
test_everything (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) asked = take (f, f->agent, "asked");
  g_autoptr (ReviewCaseView) held = NULL;
  g_autoptr (ReviewCaseView) up = NULL;
  g_autoptr (ReviewCaseView) leased = NULL;
  g_autoptr (ReviewCaseView) next = NULL;
  g_autoptr (ReviewDeskCases) list = NULL;
  g_autoptr (ReviewHandover) handover = NULL;
  g_autoptr (ReviewHandover) after = NULL;
  g_autoptr (GError) error = NULL;

  ask (f, f->agent, asked);
  held = take (f, f->agent, "held");
  hold (f, f->agent, held, 2 * REVIEW_HOUR);
  up = take (f, f->agent, "up");
  decide (f, f->agent, up, REVIEW_CHOICE_ESCALATE);
  desk_settle_after (f, 11 * REVIEW_SECOND);
  leased = take (f, f->agent, "leased");
  list = review_service_list_desk (f->service, f->agent, "me", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->items->len, ==, 4);
  g_assert_null (review_service_list_desk (f->service, f->senior, f->agent->id, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND);

  handover = hand_over (f, f->agent, f->senior->id);
  g_assert_cmpint (handover->open, ==, 4);
  assert_item (handover, asked, REVIEW_DESK_WAITING_CUSTOMER, REVIEW_HANDED_OPEN);
  assert_item (handover, held, REVIEW_DESK_ON_HOLD, REVIEW_HANDED_OPEN);
  assert_item (handover, up, REVIEW_DESK_ESCALATED, REVIEW_HANDED_OPEN);
  assert_item (handover, leased, REVIEW_DESK_LEASED, REVIEW_HANDED_OPEN);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM lease"), ==, 0);
  after = accept (f, f->senior, handover);
  g_assert_cmpint (after->state, ==, REVIEW_HANDOVER_SETTLED);
  g_assert_cmpint (after->accepted, ==, 4);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM audit WHERE action = 'accept_handover'"),
                   ==, 4);
  next = desk_take_next (f, f->senior);
  g_assert_cmpstr (next->work_item->id, ==, leased->work_item->id);
  /* The hold wakes for who accepted it. */
  desk_settle_after (f, 2 * REVIEW_HOUR);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM work_item WHERE reserved_for = 'u-senior' "
                                  "AND state = 'queued'"),
                   ==, 0);
}

/* What waits comes back to who accepted it, when they are there, and not to who had it. */
static void
test_comes_back (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) held = take (f, f->agent, "held");
  g_autoptr (ReviewPerson) on = NULL;
  g_autoptr (ReviewHandover) handover = NULL;
  g_autoptr (ReviewHandover) after = NULL;
  g_autoptr (ReviewInboxPage) before = NULL;
  g_autoptr (ReviewInboxPage) theirs = NULL;
  g_autoptr (ReviewCaseView) next = NULL;
  g_autofree char *urgent = NULL;
  g_autoptr (GError) error = NULL;

  hold (f, f->agent, held, 2 * REVIEW_HOUR);
  on = review_service_start_shift (f->service, CALL (f->senior, 0), &error);
  g_assert_no_error (error);
  handover = hand_over (f, f->agent, f->senior->id);
  after = accept (f, f->senior, handover);
  before = review_service_read_inbox (f->service, f->agent, &error);
  g_assert_cmpuint (before->waiting->len, ==, 0);
  theirs = review_service_read_inbox (f->service, f->senior, &error);
  g_assert_cmpuint (theirs->waiting->len, ==, 1);
  urgent = desk_add_case (f, &(CaseSpec){ .id = "urgent", .risk = 0.8, .priority = 90 });
  desk_settle_after (f, 2 * REVIEW_HOUR + REVIEW_SECOND);
  next = desk_take_next (f, f->senior);
  g_assert_cmpstr (next->work_item->id, ==, held->work_item->id);
}

/* To oneself, to somebody who is absent, to nobody who works on cases, without a next step, with a
 * note that names somebody, of another person's cases: refused, each naming why. */
static void
test_refused (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) view = take (f, f->agent, "a");
  g_autoptr (ReviewAbsenceRequest) away = review_record_new (&review_absence_request_type);
  g_autoptr (ReviewAbsence) absence = NULL;
  g_autoptr (ReviewHandoverRequest) request = review_record_new (&review_handover_request_type);
  g_autoptr (GError) error = NULL;
  const char *const to[] = { f->agent->id, f->admin->id, f->senior->id, "nobody" };

  away->reason = g_strdup ("leave");
  away->from = review_clock_now (&f->clock.clock);
  away->until = away->from + REVIEW_DAY;
  absence = review_service_add_absence (f->service, CALL (f->senior, 0), away, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (to); i++)
    {
      g_autofree char *field = NULL;

      g_assert_null (try_hand_over (f, f->agent, to[i], "reread", &error));
      field = review_error_dup_field (error);
      g_assert_cmpstr (field, ==, "to");
      g_clear_error (&error);
    }
  g_assert_null (try_hand_over (f, f->agent, NULL, NULL, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (try_hand_over (f, f->agent, NULL, "no_such_step", &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  g_clear_error (&error);
  request->step = g_strdup ("other");
  request->note = g_strdup ("Write to maria.lopez@example.com");
  g_assert_null (review_service_hand_over (f->service, CALL (f->agent, 0), request, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  g_clear_error (&error);
  g_clear_pointer (&request->note, g_free);
  request->team = TRUE;
  g_assert_null (review_service_hand_over (f->service, CALL (f->agent, 0), request, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_FORBIDDEN);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM handover"), ==, 0);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM lease"), ==, 1);
}

/* Decided, or taken by a third person, between giving and accepting: it drops out and says so. */
static void
test_drops_out (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) a = take (f, f->agent, "a");
  g_autoptr (ReviewCaseView) b = take (f, f->agent, "b");
  g_autoptr (ReviewCaseView) c = take (f, f->agent, "c");
  g_autoptr (ReviewHandover) handover = hand_over (f, f->agent, NULL);
  g_autoptr (ReviewHandover) meanwhile = NULL;
  g_autoptr (ReviewHandover) after = NULL;
  g_autoptr (ReviewCaseView) decided = desk_take_next (f, f->senior);
  g_autoptr (ReviewCaseView) taken = desk_take_next (f, f->senior);

  g_assert_cmpint (handover->open, ==, 3);
  decide (f, f->senior, decided, REVIEW_CHOICE_BLOCK);
  meanwhile = read_handover (f, f->lead, handover->id);
  assert_item (meanwhile, decided, REVIEW_DESK_LEASED, REVIEW_HANDED_DECIDED);
  assert_item (meanwhile, taken, REVIEW_DESK_LEASED, REVIEW_HANDED_TAKEN);
  g_assert_cmpstr (find_item (meanwhile, taken)->by, ==, f->senior->id);
  g_assert_cmpint (meanwhile->open, ==, 1);
  after = accept (f, f->lead, handover);
  g_assert_cmpint (after->state, ==, REVIEW_HANDOVER_SETTLED);
  g_assert_cmpint (after->accepted, ==, 1);
  g_assert_cmpint (after->dropped, ==, 2);
  assert_item (after, taken, REVIEW_DESK_LEASED, REVIEW_HANDED_TAKEN);
}

/* A case that is decided before it is handed over, but after it was listed, has dropped out too. */
static void
test_listed_too_late (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) gone = take (f, f->agent, "gone");
  g_autoptr (ReviewCaseView) left = take (f, f->agent, "left");
  g_autoptr (ReviewHandoverRequest) request = review_record_new (&review_handover_request_type);
  g_autoptr (ReviewHandover) handover = NULL;
  g_autoptr (GError) error = NULL;
  const ReviewCaseView *both[] = { gone, left };

  request->steps = review_records_new ();
  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      ReviewHandoverStep *step = review_record_new (&review_handover_step_type);

      step->work_item = g_strdup (both[i]->work_item->id);
      step->step = g_strdup ("decide");
      step->note = g_strdup ("E1 says it.");
      g_ptr_array_add (request->steps, step);
    }
  decide (f, f->agent, gone, REVIEW_CHOICE_BLOCK);
  handover = review_service_hand_over (f->service, CALL (f->agent, 0), request, &error);
  g_assert_no_error (error);
  g_assert_cmpint (find_item (handover, gone)->state, ==, REVIEW_HANDED_DECIDED);
  g_assert_cmpint (find_item (handover, left)->state, ==, REVIEW_HANDED_OPEN);
  g_assert_cmpstr (find_item (handover, left)->note, ==, "E1 says it.");
}

/* Accepted twice by one person is accepted once; another person is too late; who gave it never. */
static void
test_twice (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) one = take (f, f->agent, "one");
  g_autoptr (ReviewCaseView) two = take (f, f->agent, "two");
  g_autoptr (ReviewHandover) handover = hand_over (f, f->agent, f->senior->id);
  g_autoptr (ReviewHandover) first = NULL;
  g_autoptr (ReviewHandover) again = NULL;
  g_autoptr (ReviewHandover) all = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (try_accept (f, f->agent, handover, NULL, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_FORBIDDEN);
  g_clear_error (&error);
  g_assert_null (try_accept (f, f->qa, handover, NULL, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_FORBIDDEN);
  g_clear_error (&error);
  first = try_accept (f, f->senior, handover, one->work_item->id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (first->state, ==, REVIEW_HANDOVER_OPEN);
  g_assert_cmpint (first->accepted, ==, 1);
  again = try_accept (f, f->senior, handover, one->work_item->id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (again->version, ==, first->version);
  g_assert_null (try_accept (f, f->lead, first, one->work_item->id, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT);
  g_clear_error (&error);
  /* With the version of before, what is left is not accepted unseen. */
  g_assert_null (try_accept (f, f->senior, handover, NULL, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_null (try_accept (f, f->senior, first, "no-such-item", &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  g_clear_error (&error);
  all = accept (f, f->senior, first);
  g_assert_cmpint (all->state, ==, REVIEW_HANDOVER_SETTLED);
  g_assert_cmpint (all->accepted, ==, 2);
  g_assert_nonnull (find_item (all, two));
}

/* Nobody accepts it: red after the time of grace, told once, and the cases are free for all. The
 * receiver falls ill meanwhile: a lead accepts. */
static void
test_red (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) view = take (f, f->agent, "a");
  g_autoptr (ReviewHandover) handover = hand_over (f, f->agent, f->senior->id);
  g_autoptr (ReviewAbsenceRequest) away = review_record_new (&review_absence_request_type);
  g_autoptr (ReviewAbsence) absence = NULL;
  g_autoptr (ReviewCaseView) none = desk_take_next (f, f->bpo);
  g_autoptr (ReviewHandover) red = NULL;
  g_autoptr (ReviewHandover) after = NULL;
  g_autoptr (GError) error = NULL;
  gint64 told;

  g_assert_null (none);
  g_assert_false (handover->red);
  away->reason = g_strdup ("unplanned");
  away->from = review_clock_now (&f->clock.clock);
  away->until = away->from + REVIEW_DAY;
  absence = review_service_add_absence (f->service, CALL (f->senior, 0), away, &error);
  g_assert_no_error (error);
  desk_settle_after (f, 31 * REVIEW_MINUTE);
  told = desk_count (f, "SELECT COUNT(*) FROM event WHERE kind = 'handover' AND account IS NULL");
  desk_settle_after (f, REVIEW_MINUTE);
  g_assert_cmpint (
      desk_count (f, "SELECT COUNT(*) FROM event WHERE kind = 'handover' AND account IS NULL"), ==,
      told);
  g_assert_cmpint (told, ==, 2);
  red = read_handover (f, f->lead, handover->id);
  g_assert_true (red->red);
  g_assert_cmpint (red->open, ==, 1);
  after = accept (f, f->lead, red);
  g_assert_false (after->red);
  g_assert_cmpint (after->accepted, ==, 1);
}

/* The end of a shift leaves nothing behind: what was not handed over is, without a next step. */
static void
test_rest (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewPerson) on = NULL;
  g_autoptr (ReviewPerson) off = NULL;
  g_autoptr (ReviewCaseView) handed = NULL;
  g_autoptr (ReviewCaseView) forgotten = NULL;
  g_autoptr (ReviewHandover) handover = NULL;
  g_autoptr (ReviewHandoverList) list = NULL;
  g_autoptr (GError) error = NULL;
  const ReviewHandover *rest;

  on = review_service_start_shift (f->service, CALL (f->agent, 0), &error);
  g_assert_no_error (error);
  handed = take (f, f->agent, "handed");
  hold (f, f->agent, handed, 20 * REVIEW_HOUR);
  handover = hand_over (f, f->agent, f->senior->id);
  forgotten = take (f, f->agent, "forgotten");
  f->clock.time += REVIEW_SECOND;
  off = review_service_finish_shift (f->service, CALL (f->agent, 0), &error);
  g_assert_no_error (error);
  g_assert_cmpint (off->leased, ==, 0);
  list = review_service_list_handovers (f->service, f->lead, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->items->len, ==, 2);
  rest = list->items->pdata[0];
  g_assert_null (rest->to);
  g_assert_cmpuint (rest->items->len, ==, 1);
  assert_item (rest, forgotten, REVIEW_DESK_LEASED, REVIEW_HANDED_OPEN);
  g_assert_null (find_item (rest, forgotten)->step);
}

/* A lead hands over for the team: everybody's but the receiver's. */
static void
test_team (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) of_agent = take (f, f->agent, "of-agent");
  g_autoptr (ReviewCaseView) of_senior = take (f, f->senior, "of-senior");
  g_autoptr (ReviewCaseView) of_qa = take (f, f->qa, "of-qa");
  g_autoptr (ReviewHandoverRequest) request = review_record_new (&review_handover_request_type);
  g_autoptr (ReviewHandover) handover = NULL;
  g_autoptr (ReviewHandover) back = NULL;
  g_autoptr (ReviewCaseView) own = NULL;
  g_autoptr (GError) error = NULL;

  request->team = TRUE;
  request->step = g_strdup ("reread");
  request->to = g_strdup (f->senior->id);
  handover = review_service_hand_over (f->service, CALL (f->lead, 0), request, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (handover->items->len, ==, 2);
  assert_item (handover, of_agent, REVIEW_DESK_LEASED, REVIEW_HANDED_OPEN);
  g_assert_null (find_item (handover, of_senior));
  g_assert_nonnull (find_item (handover, of_qa));
  /* Taken back, the cases are their owners' again. */
  back = review_service_withdraw_handover (f->service, CALL (f->lead, handover->version),
                                           handover->id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (back->state, ==, REVIEW_HANDOVER_WITHDRAWN);
  own = desk_take_next (f, f->agent);
  g_assert_cmpstr (own->work_item->id, ==, of_agent->work_item->id);
}

/* (transfer full): accounts, in their order. */
static char *
list_receivers (Desk *f, const ReviewUser *user, const char *account)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewReceivers) list =
      review_service_list_receivers (f->service, user, account, &error);
  g_autoptr (GString) ids = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < list->people->len; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? " " : "",
                            ((ReviewReceiver *) list->people->pdata[i])->account);
  return g_string_free (g_steal_pointer (&ids), FALSE);
}

/* Who can get the cases: who is there first, nobody who is absent or may not have them. */
static void
test_receivers (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) view = take (f, f->agent, "a");
  g_autoptr (ReviewAbsenceRequest) away = review_record_new (&review_absence_request_type);
  g_autoptr (ReviewPerson) on = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *at_first = list_receivers (f, f->agent, "me"), *then = NULL, *of_team = NULL;

  g_assert_cmpstr (at_first, ==, "u-senior u-lead");
  on = review_service_start_shift (f->service, CALL (f->lead, 0), &error);
  g_assert_no_error (error);
  away->reason = g_strdup ("unplanned");
  away->from = review_clock_now (&f->clock.clock);
  away->until = away->from + REVIEW_DAY;
  desk_ignore (review_service_add_absence (f->service, CALL (f->senior, 0), away, &error));
  then = list_receivers (f, f->agent, "me");
  g_assert_cmpstr (then, ==, "u-lead");
  of_team = list_receivers (f, f->lead, "team");
  g_assert_cmpstr (of_team, ==, "u-agent");
  g_assert_null (review_service_list_receivers (f->service, f->agent, f->senior->id, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND);
}

#define ADD(name, func) g_test_add (name, Desk, NULL, desk_set_up, func, desk_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/handover/everything", test_everything);
  ADD ("/handover/comes-back", test_comes_back);
  ADD ("/handover/refused", test_refused);
  ADD ("/handover/drops-out", test_drops_out);
  ADD ("/handover/listed-too-late", test_listed_too_late);
  ADD ("/handover/twice", test_twice);
  ADD ("/handover/red", test_red);
  ADD ("/handover/rest", test_rest);
  ADD ("/handover/team", test_team);
  ADD ("/handover/receivers", test_receivers);
  return g_test_run ();
}
