/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Waiting for customers and for the end of a hold: who gets the case back, what an answer that is
 * late, comes twice or meets a decided case does, what no answer does, and that a look that measures
 * asks nobody. */
#define G_LOG_DOMAIN "test-waiting"
#include "service-fixture.h"

#include <math.h>
#include <string.h>

#include "review-codec.h"
#include "review-waiting.h"

#define ATO_TYPE "ato"

static ReviewCaseView *
take (Desk *f, const ReviewUser *user, const CaseSpec *spec)
{
  g_autofree char *id = desk_add_case (f, spec);
  ReviewCaseView *view = desk_take_next (f, user);

  g_assert_nonnull (view);
  g_assert_cmpstr (view->item_case->id, ==, id);
  return view;
}

static ReviewWorkItem *
try_ask (Desk *f,
         const ReviewUser *user,
         const ReviewCaseView *view,
         gint64 wait,
         const char *note,
         GError **error)
{
  g_autoptr (ReviewInformationRequest) request =
      review_record_new (&review_information_request_type);

  request->codes = g_strsplit ("confirm_activity", " ", -1);
  request->due_at = wait != 0 ? review_clock_now (&f->clock.clock) + wait : 0;
  request->note = g_strdup (note);
  return review_service_request_information (f->service, CALL (user, view->work_item->version),
                                             view->work_item->id, request, error);
}

static void
ask (Desk *f, const ReviewUser *user, const ReviewCaseView *view)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewWorkItem) item = try_ask (f, user, view, 0, "E1 against the answer", &error);

  g_assert_no_error (error);
  g_assert_cmpint (item->state, ==, REVIEW_WORK_WAITING_CUSTOMER);
}

static ReviewOutgoingList *
list_outgoing (Desk *f)
{
  g_autoptr (GError) error = NULL;
  ReviewOutgoingList *list = review_service_list_outgoing (f->service, &error);

  g_assert_no_error (error);
  return list;
}

/* The one question that is out. */
static char *
find_question (Desk *f)
{
  g_autoptr (ReviewOutgoingList) list = list_outgoing (f);

  g_assert_cmpuint (list->requests->len, ==, 1);
  return g_strdup (((ReviewOutgoing *) list->requests->pdata[0])->id);
}

static ReviewReceipt *
try_answer (Desk *f, const char *request, const char *external_id, GError **error)
{
  g_autoptr (ReviewCustomerAnswer) answer = review_record_new (&review_customer_answer_type);

  answer->external_id = g_strdup (external_id);
  answer->text = g_strdup ("It was me.");
  return review_service_receive_answer (f->service, CALL (review_service_system_user (), 0),
                                        request, answer, error);
}

static void
answer (Desk *f, const char *request, const char *external_id, int received, gint64 rows)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewReceipt) receipt = try_answer (f, request, external_id, &error);

  g_assert_no_error (error);
  g_assert_cmpint (receipt->received, ==, received);
  g_assert_cmpint (receipt->rows, ==, rows);
}

static ReviewInboxPage *
read_inbox (Desk *f, const ReviewUser *user)
{
  g_autoptr (GError) error = NULL;
  ReviewInboxPage *page = review_service_read_inbox (f->service, user, &error);

  g_assert_no_error (error);
  return page;
}

/* The one case that waits for @user; NULL: none does. */
static ReviewWaiting *
find_waiting (Desk *f, const ReviewUser *user)
{
  g_autoptr (ReviewInboxPage) page = read_inbox (f, user);

  if (page->waiting == NULL || page->waiting->len == 0)
    return NULL;
  g_assert_cmpuint (page->waiting->len, ==, 1);
  return review_record_ref (page->waiting->pdata[0]);
}

/* Asked, listed, delivered, answered: the case is the asker's next one, before a more urgent one, and
 * shows what was asked and what came. */
static void
test_back_to_the_asker (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) view =
      take (f, f->agent, &(CaseSpec){ .id = "a", .risk = 0.8, .value = "1" });
  g_autoptr (ReviewOutgoingList) out = NULL;
  g_autoptr (ReviewWaiting) waits = NULL;
  g_autoptr (ReviewWaiting) back = NULL;
  g_autoptr (ReviewCaseView) again = NULL;
  g_autoptr (ReviewCaseView) other = NULL;
  g_autofree char *urgent = NULL;
  const ReviewOutgoing *one;
  const ReviewCustomerRequest *asked;

  ask (f, f->agent, view);
  out = list_outgoing (f);
  g_assert_cmpuint (out->requests->len, ==, 1);
  one = out->requests->pdata[0];
  g_assert_cmpstr (one->external_id, ==, "a");
  g_assert_cmpstr (one->codes[0], ==, "confirm_activity");
  g_assert_nonnull (strstr (one->text->en, "It was not me"));
  g_assert_null (strstr (one->text->en, "E1"));
  g_assert_cmpint (one->due_at - one->at, ==, REVIEW_DAY);
  waits = find_waiting (f, f->agent);
  g_assert_cmpint (waits->state, ==, REVIEW_WORK_WAITING_CUSTOMER);
  g_assert_cmpstr (waits->note, ==, "E1 against the answer");
  desk_settle_after (f, 20 * REVIEW_MINUTE);
  answer (f, one->id, "m-1", REVIEW_RECEIVED_IN_TIME, 1);
  urgent = desk_add_case (f, &(CaseSpec){ .id = "b", .risk = 0.8, .priority = 90 });
  back = find_waiting (f, f->agent);
  g_assert_cmpint (back->state, ==, REVIEW_WORK_QUEUED);
  g_assert_cmpint (back->outcome, ==, REVIEW_REQUEST_ANSWERED);
  other = desk_take_next (f, f->senior);
  g_assert_cmpstr (other->item_case->external_id, ==, "b");
  again = desk_take_next (f, f->agent);
  g_assert_cmpstr (again->item_case->external_id, ==, "a");
  g_assert_cmpuint (again->evidence->len, ==, 3);
  g_assert_cmpuint (again->requests->len, ==, 1);
  asked = again->requests->pdata[0];
  g_assert_cmpint (asked->outcome, ==, REVIEW_REQUEST_ANSWERED);
  g_assert_cmpstr (asked->account, ==, f->agent->id);
  g_assert_nonnull (asked->text);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM case_file WHERE external_id = 'a' "
                                  "AND stale = 1"),
                   ==, 1);
}

/* Who left is not waited for: the case is in the pool with its note. */
static void
test_back_to_the_pool (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) view = take (f, f->agent, &(CaseSpec){ .id = "p", .risk = 0.8 });
  g_autoptr (ReviewCaseView) taken = NULL;
  g_autoptr (ReviewWaiting) none = NULL;
  g_autofree char *question = NULL;

  ask (f, f->agent, view);
  question = find_question (f);
  desk_settle_after (f, 40 * REVIEW_MINUTE);
  answer (f, question, "m", REVIEW_RECEIVED_IN_TIME, 1);
  none = find_waiting (f, f->agent);
  g_assert_null (none);
  taken = desk_take_next (f, f->senior);
  g_assert_cmpstr (taken->item_case->external_id, ==, "p");
  g_assert_cmpstr (((ReviewCustomerRequest *) taken->requests->pdata[0])->note, ==,
                   "E1 against the answer");
}

/* The same answer again is told the same; another one adds what is new and moves nothing. */
static void
test_twice (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) view = take (f, f->agent, &(CaseSpec){ .id = "t", .risk = 0.8 });
  g_autofree char *question = NULL;

  ask (f, f->agent, view);
  question = find_question (f);
  answer (f, question, "m-1", REVIEW_RECEIVED_IN_TIME, 1);
  answer (f, question, "m-1", REVIEW_RECEIVED_IN_TIME, 1);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM evidence"), ==, 3);
  answer (f, question, "m-2", REVIEW_RECEIVED_AGAIN, 1);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM evidence"), ==, 4);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM customer_answer"), ==, 2);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM work_item WHERE state = 'queued'"), ==, 1);
}

static guint
count_events (Desk *f, const ReviewUser *user, const char *kind)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events =
      review_service_list_events (f->service, user, 0, 1000, NULL, &error);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < events->len; i++)
    n += strcmp (((ReviewEvent *) events->pdata[i])->kind, kind) == 0;
  return n;
}

/* Of a decided case nothing moves; the answer is kept with it and somebody is told. */
static void
test_closed (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) view = take (f, f->agent, &(CaseSpec){ .id = "c", .risk = 0.8 });
  g_autoptr (ReviewCaseView) again = NULL;
  g_autoptr (ReviewDecision) decision = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *question = NULL;

  ask (f, f->agent, view);
  question = find_question (f);
  answer (f, question, "m-1", REVIEW_RECEIVED_IN_TIME, 1);
  again = desk_take_next (f, f->agent);
  decision = desk_decide (f, f->agent, again, desk_make_form (REVIEW_CHOICE_BLOCK, again), &error);
  g_assert_no_error (error);
  answer (f, question, "m-2", REVIEW_RECEIVED_CLOSED, 1);
  desk_settle_after (f, 11 * REVIEW_SECOND);
  answer (f, question, "m-3", REVIEW_RECEIVED_CLOSED, 1);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM evidence"), ==, 5);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM case_file WHERE state = "
                                  "'effects_pending'"),
                   ==, 1);
  g_assert_cmpuint (count_events (f, f->lead, "late_answer"), ==, 2);
}

/* Nobody else's words: what was never asked cannot be answered. */
static void
test_unknown (Desk *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (try_answer (f, "00000000000000000000000000000000", "m", &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND);
}

static gboolean
count_label (const ReviewLabelRow *row, gpointer user_data, GError **error)
{
  (*(guint *) user_data)++;
  return TRUE;
}

static guint
count_labels (Desk *f)
{
  g_autoptr (GError) error = NULL;
  guint n = 0;

  review_service_export_labels (f->service, f->qa, -1, count_label, &n, &error);
  g_assert_no_error (error);
  return n;
}

/* No answer: the machine ends it by the type's disposition, with its effects, once; nothing is known
 * to be true, and there is no label. */
static void
test_unanswered (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) view = take (f, f->agent, &(CaseSpec){ .id = "u", .risk = 0.8 });
  g_autoptr (ReviewCaseView) after = NULL;
  g_autoptr (GError) error = NULL;
  const ReviewDecision *decision;

  ask (f, f->agent, view);
  desk_settle_after (f, REVIEW_DAY - REVIEW_SECOND);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM decision"), ==, 0);
  for (guint i = 0; i < 3; i++)
    desk_settle_after (f, REVIEW_SECOND);
  after = review_service_get_work_item (f->service, f->lead, view->work_item->id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (after->work_item->state, ==, REVIEW_WORK_CLOSED);
  g_assert_cmpuint (after->decisions->len, ==, 1);
  decision = after->decisions->pdata[0];
  g_assert_cmpstr (decision->actor, ==, "system");
  g_assert_cmpint (decision->choice, ==, REVIEW_CHOICE_BLOCK);
  g_assert_cmpstr (decision->form->disposition, ==, "cancel_return");
  g_assert_cmpint (decision->label, ==, 0);
  g_assert_cmpint (((ReviewCustomerRequest *) after->requests->pdata[0])->outcome, ==,
                   REVIEW_REQUEST_UNANSWERED);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM effect"), ==, 3);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM truth"), ==, 0);
  g_assert_cmpuint (count_labels (f), ==, 0);
  g_assert_cmpint (after->work_item->paused_ms, >=, 24 * 3600 * 1000 - 1000);
}

/* A key user is not decided by machine, nor is a type that names no disposition: a senior has it. A
 * late answer is added and moves nothing. */
static void
test_unanswered_goes_up (Desk *f, gconstpointer data)
{
  static const CaseSpec specs[] = { { .id = "k", .risk = 0.8, .priority = 90 },
                                    { .id = "o", .risk = 0.8, .type = ATO_TYPE } };

  for (gsize i = 0; i < G_N_ELEMENTS (specs); i++)
    {
      g_autoptr (ReviewCaseView) view = take (f, f->agent, &specs[i]);
      g_autoptr (ReviewInboxPage) page = NULL;
      g_autofree char *question = NULL;
      const ReviewEscalation *one;

      ask (f, f->agent, view);
      question = find_question (f);
      desk_settle_after (f, REVIEW_DAY);
      desk_settle_after (f, REVIEW_SECOND);
      page = read_inbox (f, f->lead);
      g_assert_cmpuint (page->escalations->len, ==, i + 1);
      one = page->escalations->pdata[i];
      g_assert_cmpstr (one->work_item, ==, view->work_item->id);
      g_assert_cmpint (one->recommendation, ==, REVIEW_RECOMMEND_UNDECIDED);
      g_assert_cmpint (one->state, ==, REVIEW_WORK_ESCALATED);
      g_assert_cmpint (one->to_role, ==, REVIEW_ROLE_SENIOR);
      answer (f, question, "m", REVIEW_RECEIVED_LATE, 1);
    }
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM work_item WHERE state = 'escalated'"), ==,
                   2);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM effect"), ==, 0);
}

/* Asked about an escalation: with those who answer again afterwards, who have their whole time. */
static void
test_asked_by_a_senior (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) view =
      take (f, f->agent, &(CaseSpec){ .id = "s", .risk = 0.8, .priority = 90 });
  g_autoptr (ReviewDecision) up = NULL;
  g_autoptr (ReviewCaseView) taken = NULL;
  g_autoptr (ReviewInboxPage) page = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *question = NULL;
  const ReviewEscalation *one;

  up = desk_decide (f, f->agent, view, desk_make_form (REVIEW_CHOICE_ESCALATE, view), &error);
  desk_settle_after (f, 11 * REVIEW_SECOND);
  taken = review_service_take (f->service, CALL (f->senior, up->work_item_version),
                               view->work_item->id, &error);
  g_assert_no_error (error);
  ask (f, f->senior, taken);
  question = find_question (f);
  desk_settle_after (f, 5 * REVIEW_HOUR);
  answer (f, question, "m", REVIEW_RECEIVED_IN_TIME, 1);
  desk_settle_after (f, REVIEW_SECOND);
  page = read_inbox (f, f->senior);
  g_assert_cmpuint (page->escalations->len, ==, 1);
  one = page->escalations->pdata[0];
  g_assert_cmpint (one->to_role, ==, REVIEW_ROLE_SENIOR);
  g_assert_cmpint (one->due_at, ==,
                   review_clock_now (&f->clock.clock) - REVIEW_SECOND + 30 * REVIEW_MINUTE);
}

/* Two looks that nobody can tell apart: an ordinary hidden one, and an audit. */
static void
start_twins (Desk *f, ReviewCaseView *twins[2])
{
  static const CaseSpec specs[] = { { .id = "h", .risk = 0.2 },
                                    { .id = "h", .risk = 0.2, .route = REVIEW_ROUTE_AUDIT } };

  desk_set_blind (f, REVIEW_BLIND_HIDDEN, 1);
  for (guint i = 0; i < 2; i++)
    {
      CaseSpec spec = specs[i];
      g_autofree char *name = g_strdup_printf ("twin-%u", i);

      spec.id = name;
      twins[i] = take (f, f->agent, &spec);
    }
}

static ReviewCaseView *
look_again (Desk *f, const ReviewUser *user, const ReviewCaseView *view)
{
  g_autoptr (GError) error = NULL;
  ReviewCaseView *now =
      review_service_get_work_item (f->service, user, view->work_item->id, &error);

  g_assert_no_error (error);
  return now;
}

/* All that a reader is given of a look, without what is its own. */
static char *
describe (const ReviewCaseView *view, const ReviewWaiting *waiting)
{
  g_autofree char *json = review_encode (view);
  g_autofree char *row = review_encode (waiting);
  g_autofree char *both = g_strconcat (json, row, NULL);
  g_autoptr (GRegex) own =
      g_regex_new ("[0-9a-f]{32,64}|(twin|in)-[01]|WD-[0-9]+|\"(at|as_of|opened_at|until|due_at|"
                   "ended_at|queued_at|delivery_at|"
                   "received_at|server_time)\":\"[^\"]*\"|\"paused_ms\":[0-9]+",
                   0, 0, NULL);

  return g_regex_replace_literal (own, both, -1, 0, "*", 0, NULL);
}

static char *
describe_twin (Desk *f, const ReviewCaseView *twin)
{
  g_autoptr (ReviewCaseView) now = look_again (f, f->agent, twin);
  g_autoptr (ReviewInboxPage) page = read_inbox (f, f->agent);

  for (guint i = 0; page->waiting != NULL && i < page->waiting->len; i++)
    {
      ReviewWaiting *one = page->waiting->pdata[i];

      if (strcmp (one->work_item, twin->work_item->id) == 0)
        return describe (now, one);
    }
  g_assert_not_reached ();
}

/* Asking is possible in an audit, looks like anywhere else while it lasts, and reaches nobody. It
 * ends without a decision, a truth or an effect: its outcome is the wish. */
static void
test_wish (Desk *f, gconstpointer data)
{
  ReviewCaseView *twins[2];
  g_autoptr (ReviewOutgoingList) out = NULL;
  g_autoptr (ReviewCaseView) over = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *wish = NULL;
  gint64 truths, decisions, effects;

  start_twins (f, twins);
  for (guint i = 0; i < 2; i++)
    ask (f, f->agent, twins[i]);
  {
    g_autofree char *ordinary = describe_twin (f, twins[0]);
    g_autofree char *audit = describe_twin (f, twins[1]);

    g_assert_cmpstr (ordinary, ==, audit);
  }
  out = list_outgoing (f);
  g_assert_cmpuint (out->requests->len, ==, 1);
  g_assert_cmpstr (((ReviewOutgoing *) out->requests->pdata[0])->external_id, ==, "twin-0");
  truths = desk_count (f, "SELECT COUNT(*) FROM truth");
  decisions = desk_count (f, "SELECT COUNT(*) FROM decision d JOIN case_file c "
                             "ON c.id = d.case_id WHERE c.external_id = 'twin-1'");
  effects = desk_count (f, "SELECT COUNT(*) FROM effect");
  over = look_again (f, f->lead, twins[1]);
  wish = g_strdup (((ReviewCustomerRequest *) over->requests->pdata[0])->id);
  g_assert_null (try_answer (f, wish, "m", &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND);
  answer (f, ((ReviewOutgoing *) out->requests->pdata[0])->id, "m", REVIEW_RECEIVED_IN_TIME, 1);
  desk_settle_after (f, REVIEW_DAY);
  desk_settle_after (f, REVIEW_SECOND);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM work_item WHERE purpose = 'audit' "
                                  "AND state = 'closed'"),
                   ==, 1);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM audit WHERE action = 'would_ask'"), ==, 1);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM truth"), ==, truths);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM decision d JOIN case_file c "
                                  "ON c.id = d.case_id WHERE c.external_id = 'twin-1'"),
                   ==, decisions);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM effect"), ==, effects);
  for (guint i = 0; i < 2; i++)
    review_record_unref (twins[i]);
}

/* What comes to the case of an audit meanwhile does not bring the audit back: it would come back
 * with nothing new to see. */
static void
test_wish_is_not_answered (Desk *f, gconstpointer data)
{
  ReviewCaseView *twins[2];
  g_autoptr (ReviewIntake) more = desk_make_intake (&(CaseSpec){ .id = "twin-1", .risk = 0.2 });
  g_autoptr (ReviewCase) stored = NULL;
  g_autoptr (GError) error = NULL;

  start_twins (f, twins);
  ask (f, f->agent, twins[1]);
  ((ReviewEvidence *) more->evidence->pdata[0])->at += 1;
  stored =
      review_service_intake (f->service, CALL (review_service_system_user (), 0), more, &error);
  g_assert_no_error (error);
  desk_settle_after (f, REVIEW_SECOND);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM work_item WHERE purpose = 'audit' "
                                  "AND state = 'waiting_customer'"),
                   ==, 1);
  for (guint i = 0; i < 2; i++)
    review_record_unref (twins[i]);
}

static ReviewWorkItem *
try_hold (Desk *f,
          const ReviewUser *user,
          const ReviewCaseView *view,
          gint64 time,
          const char *event,
          GError **error)
{
  g_autoptr (ReviewHoldRequest) request = review_record_new (&review_hold_request_type);

  request->reason = g_strdup ("provider_result");
  request->wake_at = time != 0 ? review_clock_now (&f->clock.clock) + time : 0;
  request->wake_on = g_strdup (event);
  request->note = g_strdup ("then compare E2");
  return review_service_hold (f->service, CALL (user, view->work_item->version),
                              view->work_item->id, request, error);
}

static void
hold (Desk *f, const ReviewUser *user, const ReviewCaseView *view, gint64 time, const char *event)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewWorkItem) item = try_hold (f, user, view, time, event, &error);

  g_assert_no_error (error);
  g_assert_cmpint (item->state, ==, REVIEW_WORK_ON_HOLD);
}

static void
assert_woken (Desk *f, const char *how)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT COUNT(*) FROM hold WHERE woken = '%s' AND woken_at > 0", how);

  g_assert_cmpint (desk_count (f, sql), ==, 1);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM work_item WHERE state = 'queued'"), ==, 1);
}

/* Nothing holds for ever, and no longer than the policy says. */
static void
test_hold_limits (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) view = take (f, f->agent, &(CaseSpec){ .id = "l", .risk = 0.8 });
  const struct
  {
    gint64 time;
    const char *event;
  } wrong[] = { { 0, NULL },
                { -REVIEW_HOUR, "new_evidence" },
                { 73 * REVIEW_HOUR, NULL },
                { REVIEW_HOUR, "a_miracle" } };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (try_hold (f, f->agent, view, wrong[i].time, wrong[i].event, &error));
      g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
    }
  hold (f, f->agent, view, 0, "list_change");
  desk_settle_after (f, 72 * REVIEW_HOUR - 1);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM hold WHERE woken_at IS NULL"), ==, 1);
  desk_settle_after (f, 1);
  assert_woken (f, "maximum");
}

/* What it waits for comes: it wakes for its owner; the same thing elsewhere does not. */
static void
test_hold_event (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) view = take (f, f->agent, &(CaseSpec){ .id = "e", .risk = 0.8 });
  g_autoptr (ReviewIntake) more = desk_make_intake (&(CaseSpec){ .id = "e", .risk = 0.8 });
  g_autoptr (ReviewCase) stored = NULL;
  g_autoptr (ReviewWaiting) back = NULL;
  g_autoptr (GError) error = NULL;

  hold (f, f->agent, view, 0, "new_evidence");
  desk_settle_after (f, REVIEW_MINUTE);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM hold WHERE woken_at IS NULL"), ==, 1);
  ((ReviewEvidence *) more->evidence->pdata[0])->at += 1;
  stored =
      review_service_intake (f->service, CALL (review_service_system_user (), 0), more, &error);
  g_assert_no_error (error);
  desk_settle_after (f, REVIEW_MINUTE);
  assert_woken (f, "event");
  back = find_waiting (f, f->agent);
  g_assert_cmpint (back->woken, ==, REVIEW_WOKEN_EVENT);
  g_assert_cmpstr (back->note, ==, "then compare E2");
}

/* A linked case is decided, by whoever. */
static void
test_hold_linked (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewIntake) first = desk_make_intake (&(CaseSpec){ .id = "n1", .risk = 0.8 });
  g_autoptr (ReviewIntake) second = desk_make_intake (&(CaseSpec){ .id = "n2", .risk = 0.8 });
  ReviewIntake *both[] = { first, second };
  g_autoptr (ReviewCaseView) held = NULL;
  g_autoptr (ReviewCaseView) other = NULL;
  g_autoptr (ReviewDecision) decision = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (ReviewCase) stored = NULL;

      g_free (both[i]->subject->external_id);
      both[i]->subject->external_id = g_strdup ("customer-7");
      stored = review_service_intake (f->service, CALL (review_service_system_user (), 0), both[i],
                                      &error);
      g_assert_no_error (error);
      review_service_assess_case (f->service, stored->id, &error);
      g_assert_no_error (error);
    }
  held = desk_take_next (f, f->agent);
  hold (f, f->agent, held, 0, "linked_case");
  desk_settle_after (f, REVIEW_MINUTE);
  other = desk_take_next (f, f->senior);
  decision = desk_decide (f, f->senior, other, desk_make_form (REVIEW_CHOICE_BLOCK, other), &error);
  g_assert_no_error (error);
  desk_settle_after (f, REVIEW_SECOND);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM hold WHERE woken_at IS NULL"), ==, 1);
  desk_settle_after (f, 10 * REVIEW_SECOND);
  assert_woken (f, "event");
}

/* By hand: the owner, or a senior; not another agent. It is then their next case. */
static void
test_wake_by_hand (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) view = take (f, f->senior, &(CaseSpec){ .id = "w", .risk = 0.8 });
  g_autoptr (ReviewCaseView) now = NULL;
  g_autoptr (ReviewCaseView) next = NULL;
  g_autoptr (ReviewWorkItem) item = NULL;
  g_autoptr (GError) error = NULL;

  hold (f, f->senior, view, REVIEW_HOUR, NULL);
  now = look_again (f, f->senior, view);
  g_assert_cmpuint (now->holds->len, ==, 1);
  g_assert_null (review_service_wake (f->service, CALL (f->agent, now->work_item->version),
                                      now->work_item->id, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_FORBIDDEN);
  g_clear_error (&error);
  g_assert_null (review_service_wake (f->service, CALL (f->senior, now->work_item->version + 1),
                                      now->work_item->id, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT);
  g_clear_error (&error);
  item = review_service_wake (f->service, CALL (f->senior, now->work_item->version),
                              now->work_item->id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (item->state, ==, REVIEW_WORK_QUEUED);
  assert_woken (f, "person");
  next = desk_take_next (f, f->senior);
  g_assert_cmpstr (next->item_case->external_id, ==, "w");
}

/* Two clocks: the pause moves the time at which it is due, and at least half an hour remains. */
static void
test_clocks (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) early = take (f, f->agent, &(CaseSpec){ .id = "x", .risk = 0.8 });
  g_autoptr (ReviewCaseView) back = NULL;
  g_autoptr (ReviewCaseView) late = NULL;
  gint64 due = early->work_item->due_at;

  hold (f, f->agent, early, 2 * REVIEW_HOUR, NULL);
  desk_settle_after (f, 2 * REVIEW_HOUR);
  back = look_again (f, f->senior, early);
  g_assert_cmpint (back->work_item->paused_ms, ==, 2 * 3600 * 1000);
  g_assert_cmpint (back->work_item->due_at, ==, due + 2 * REVIEW_HOUR);
  g_clear_pointer (&early, review_record_unref);
  desk_settle_after (f, 3 * REVIEW_HOUR + 50 * REVIEW_MINUTE);
  early = desk_take_next (f, f->agent);
  hold (f, f->agent, early, REVIEW_HOUR, NULL);
  desk_settle_after (f, REVIEW_HOUR);
  late = look_again (f, f->senior, early);
  g_assert_cmpint (late->work_item->paused_ms, ==, 3 * 3600 * 1000);
  g_assert_cmpint (late->work_item->due_at, ==,
                   review_clock_now (&f->clock.clock) + 30 * REVIEW_MINUTE);
}

/* Each type may have its own limit, which its SOP shows. */
static void
test_limit_of_a_type (Desk *f, gconstpointer data)
{
  const ReviewPolicy *policy = review_service_get_policy (f->service);
  ReviewParameter *own = review_record_new (&review_parameter_type);
  g_autoptr (ReviewCaseView) view = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  own->name = g_strdup ("max_requests:" WD_TYPE);
  own->value = 1;
  g_ptr_array_add (policy->parameters, own);
  view = take (f, f->agent, &(CaseSpec){ .id = "m", .risk = 0.8 });
  g_assert_cmpint (view->asking->at_most, ==, 1);
  ask (f, f->agent, view);
  text = review_policy_expand (policy, "{max_requests}", WD_TYPE);
  g_assert_cmpstr (text, ==, "1");
  g_assert_cmpint (review_policy_get_number (policy, "max_requests", ATO_TYPE, 0), ==, 2);
}

/* A note points to evidence, not to a person. */
static void
test_note (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) view = take (f, f->agent, &(CaseSpec){ .id = "n", .risk = 0.8 });
  g_autoptr (GError) error = NULL;

  g_assert_null (try_ask (f, f->agent, view, 0, "mail to wei.lin@example.com", &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
}

#define ADD(name, func) g_test_add ("/waiting/" name, Desk, NULL, desk_set_up, func, desk_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("back-to-the-asker", test_back_to_the_asker);
  ADD ("back-to-the-pool", test_back_to_the_pool);
  ADD ("twice", test_twice);
  ADD ("closed", test_closed);
  ADD ("unknown", test_unknown);
  ADD ("unanswered", test_unanswered);
  ADD ("unanswered-goes-up", test_unanswered_goes_up);
  ADD ("asked-by-a-senior", test_asked_by_a_senior);
  ADD ("wish", test_wish);
  ADD ("wish-is-not-answered", test_wish_is_not_answered);
  ADD ("hold-limits", test_hold_limits);
  ADD ("hold-event", test_hold_event);
  ADD ("hold-linked", test_hold_linked);
  ADD ("wake-by-hand", test_wake_by_hand);
  ADD ("clocks", test_clocks);
  ADD ("limit-of-a-type", test_limit_of_a_type);
  ADD ("note", test_note);
  return g_test_run ();
}
