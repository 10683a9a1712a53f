/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inbox: escalations for those who may answer, on the same case and with a clock of their own,
 * and what comes back to the person who escalated. */
#define G_LOG_DOMAIN "test-inbox"
#include "service-fixture.h"

#include <string.h>

static ReviewInboxPage *
inbox (Desk *f, const ReviewUser *user)
{
  g_autoptr (GError) error = NULL;
  ReviewInboxPage *page = review_service_read_inbox (f->service, user, &error);

  g_assert_no_error (error);
  return page;
}

/* A case that @user escalates, recommending a block; the time to undo is over. */
static ReviewCaseView *
escalate (Desk *f, const ReviewUser *user, const char *id)
{
  g_autofree char *added =
      desk_add_case (f, &(CaseSpec){ .id = id, .risk = 0.8, .priority = 90, .value = "1" });
  g_autoptr (ReviewCaseView) view = desk_take_next (f, user);
  g_autoptr (ReviewDecision) decision = NULL;
  g_autoptr (GError) error = NULL;
  ReviewCaseView *now;

  decision = desk_decide (f, user, view, desk_make_form (REVIEW_CHOICE_ESCALATE, view), &error);
  g_assert_no_error (error);
  desk_settle_after (f, 11 * REVIEW_SECOND);
  now = review_service_get_work_item (f->service, user, view->work_item->id, &error);
  g_assert_no_error (error);
  return now;
}

static ReviewCaseView *
take (Desk *f, const ReviewUser *user, const ReviewCaseView *view)
{
  g_autoptr (GError) error = NULL;
  ReviewCaseView *taken = review_service_take (f->service, CALL (user, view->work_item->version),
                                               view->work_item->id, &error);

  g_assert_no_error (error);
  return taken;
}

static ReviewWorkItem *
answer (Desk *f,
        const ReviewUser *user,
        const ReviewCaseView *view,
        const char *code,
        const char *guidance,
        GError **error)
{
  g_autoptr (ReviewEscalationAnswer) body = review_record_new (&review_escalation_answer_type);

  body->answer = g_strdup (code);
  body->guidance = g_strdup (guidance);
  return review_service_answer_escalation (f->service, CALL (user, view->work_item->version),
                                           view->work_item->id, body, error);
}

/* Who sees it: seniors and leads, not the escalator, not an agent; with what was said. */
static void
test_who (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) view = escalate (f, f->agent, "w");
  g_autoptr (ReviewInboxPage) agent = inbox (f, f->agent);
  g_autoptr (ReviewInboxPage) senior = inbox (f, f->senior);
  g_autoptr (ReviewInboxPage) lead = inbox (f, f->lead);
  const ReviewEscalation *one;

  g_assert_null (agent->escalations);
  g_assert_cmpuint (senior->escalations->len, ==, 1);
  g_assert_cmpuint (lead->escalations->len, ==, 1);
  one = senior->escalations->pdata[0];
  g_assert_cmpstr (one->from, ==, f->agent->id);
  g_assert_cmpstr (one->reason_code, ==, "key_user");
  g_assert_cmpint (one->recommendation, ==, REVIEW_RECOMMEND_BLOCK);
  g_assert_cmpstr (one->checked, ==, "history and device");
  g_assert_cmpstr (one->rationale, ==, "a key user");
  g_assert_cmpint (one->due_at - one->at, ==, 30 * REVIEW_MINUTE);
  g_assert_cmpuint (view->escalations->len, ==, 1);
  g_assert_cmpint (one->version, ==, view->work_item->version);
}

/* Four eyes: a senior's own goes to the lead, and is not in their inbox. */
static void
test_own (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) view = escalate (f, f->senior, "o");
  g_autoptr (ReviewInboxPage) own = inbox (f, f->senior);
  g_autoptr (ReviewInboxPage) lead = inbox (f, f->lead);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (own->escalations->len, ==, 0);
  g_assert_cmpuint (lead->escalations->len, ==, 1);
  g_assert_null (review_service_take (f->service, CALL (f->senior, view->work_item->version),
                                      view->work_item->id, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT);
}

/* Taken and put back, or left until the lease ends: it waits for an answer again, not in the queue. */
static void
test_put_back (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) view = escalate (f, f->agent, "p");
  g_autoptr (ReviewCaseView) taken = take (f, f->senior, view);
  g_autoptr (ReviewReleaseRequest) none = review_record_new (&review_release_request_type);
  g_autoptr (ReviewWorkItem) item = NULL;
  g_autoptr (ReviewCaseView) again = NULL;
  g_autoptr (ReviewInboxPage) held = inbox (f, f->lead);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (((ReviewEscalation *) held->escalations->pdata[0])->holder, ==, f->senior->id);
  item = review_service_release (f->service, CALL (f->senior, taken->work_item->version),
                                 taken->work_item->id, none, &error);
  g_assert_no_error (error);
  g_assert_cmpint (item->state, ==, REVIEW_WORK_ESCALATED);
  g_clear_pointer (&view, review_record_unref);
  view = review_service_get_work_item (f->service, f->senior, item->id, &error);
  again = take (f, f->senior, view);
  desk_settle_after (f, REVIEW_LEASE_TIME + 1);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM work_item WHERE state = 'escalated'"), ==,
                   1);
}

/* Returned: guidance is needed, the case is the first person's next one, and they are told. */
static void
test_returned (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) view = escalate (f, f->agent, "r");
  g_autoptr (ReviewCaseView) taken = take (f, f->senior, view);
  g_autoptr (ReviewWorkItem) item = NULL;
  g_autoptr (ReviewCaseView) other = NULL;
  g_autoptr (ReviewCaseView) back = NULL;
  g_autoptr (ReviewInboxPage) page = NULL;
  g_autofree char *urgent = NULL;
  g_autoptr (GError) error = NULL;
  const ReviewEscalation *one;
  const ReviewFeedback *told;

  g_assert_null (answer (f, f->senior, taken, "returned_with_guidance", " ", &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  g_clear_error (&error);
  item = answer (f, f->senior, taken, "returned_with_guidance", "Look at the device.", &error);
  g_assert_no_error (error);
  g_assert_cmpint (item->state, ==, REVIEW_WORK_QUEUED);
  urgent =
      desk_add_case (f, &(CaseSpec){ .id = "u", .risk = 0.8, .priority = 95, .value = "999999" });
  other = desk_take_next (f, f->senior);
  g_assert_cmpstr (other->item_case->external_id, ==, "u");
  page = inbox (f, f->agent);
  g_assert_cmpuint (page->feedback->len, ==, 1);
  told = page->feedback->pdata[0];
  g_assert_cmpint (told->kind, ==, REVIEW_FEEDBACK_RETURNED);
  g_assert_cmpstr (told->guidance, ==, "Look at the device.");
  back = desk_take_next (f, f->agent);
  g_assert_cmpstr (back->item_case->external_id, ==, "r");
  one = back->escalations->pdata[0];
  g_assert_cmpstr (one->answer, ==, "returned_with_guidance");
  g_assert_cmpstr (one->guidance, ==, "Look at the device.");
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM work_item WHERE stage = 'first' "
                                  "AND state = 'leased' AND reserved_for IS NULL"),
                   ==, 2);
}

/* After half an hour anybody may take what was returned. */
static void
test_not_kept_for_ever (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) view = escalate (f, f->agent, "k");
  g_autoptr (ReviewWorkItem) item = NULL;
  g_autoptr (ReviewCaseView) none = NULL;
  g_autoptr (ReviewCaseView) taken = NULL;
  g_autoptr (GError) error = NULL;

  item = answer (f, f->lead, view, "returned_with_guidance", "Look again.", &error);
  g_assert_no_error (error);
  none = desk_take_next (f, f->senior);
  g_assert_null (none);
  review_test_clock_advance (&f->clock, 30 * REVIEW_MINUTE);
  taken = desk_take_next (f, f->senior);
  g_assert_nonnull (taken);
}

static guint
count_kind (Desk *f, const ReviewUser *user, const char *kind)
{
  gint64 last = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events =
      review_service_list_events (f->service, user, 0, 1000, &last, &error);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < events->len; i++)
    n += strcmp (((ReviewEvent *) events->pdata[i])->kind, kind) == 0 ? 1 : 0;
  return n;
}

/* Decided against the recommendation: told to the person who gave it, and to nobody else. */
static void
test_overruled (Desk *f, gconstpointer data)
{
  static const int choices[] = { REVIEW_CHOICE_BLOCK, REVIEW_CHOICE_PASS };

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      g_autofree char *id = g_strdup_printf ("v%u", i);
      g_autoptr (ReviewCaseView) view = escalate (f, f->agent, id);
      g_autoptr (ReviewCaseView) taken = take (f, f->senior, view);
      g_autoptr (ReviewDecision) decision = NULL;
      g_autoptr (ReviewInboxPage) page = NULL;
      g_autoptr (GError) error = NULL;

      decision = desk_decide (f, f->senior, taken, desk_make_form (choices[i], taken), &error);
      g_assert_no_error (error);
      desk_settle_after (f, 11 * REVIEW_SECOND);
      page = inbox (f, f->agent);
      g_assert_cmpuint (page->feedback->len, ==, i);
      g_assert_cmpuint (count_kind (f, f->agent, "feedback"), ==, i);
      g_assert_cmpuint (count_kind (f, f->senior, "feedback"), ==, 0);
    }
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM escalation WHERE answer = 'decided'"), ==,
                   2);
}

/* Read once is read; another person's is not there. */
static void
test_read (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) view = escalate (f, f->agent, "x");
  g_autoptr (ReviewWorkItem) item = NULL;
  g_autoptr (ReviewInboxPage) page = NULL;
  g_autoptr (ReviewFeedback) once = NULL;
  g_autoptr (ReviewFeedback) twice = NULL;
  g_autoptr (GError) error = NULL;
  const ReviewFeedback *one;

  item = answer (f, f->lead, view, "returned_with_guidance", "Look again.", &error);
  g_assert_no_error (error);
  page = inbox (f, f->agent);
  one = page->feedback->pdata[0];
  g_assert_cmpint (one->read_at, ==, 0);
  g_assert_null (review_service_mark_read (f->service, CALL (f->senior, 0), one->id, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND);
  g_clear_error (&error);
  once = review_service_mark_read (f->service, CALL (f->agent, 0), one->id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (once->read_at, >, 0);
  twice = review_service_mark_read (f->service, CALL (f->agent, 0), one->id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM audit WHERE action = 'read_feedback'"), ==,
                   1);
}

/* The one who holds it sends it on: to the lead, with the same words. */
static void
test_passed_on (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) view = escalate (f, f->agent, "l");
  g_autoptr (ReviewCaseView) taken = take (f, f->senior, view);
  g_autoptr (ReviewWorkItem) item = NULL;
  g_autoptr (ReviewInboxPage) senior = NULL;
  g_autoptr (ReviewInboxPage) lead = NULL;
  g_autoptr (GError) error = NULL;

  item = answer (f, f->senior, taken, "to_lead", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (item->state, ==, REVIEW_WORK_ESCALATED);
  senior = inbox (f, f->senior);
  lead = inbox (f, f->lead);
  g_assert_cmpuint (senior->escalations->len, ==, 0);
  g_assert_cmpuint (lead->escalations->len, ==, 1);
  g_assert_cmpstr (((ReviewEscalation *) lead->escalations->pdata[0])->checked, ==,
                   "history and device");
}

/* The customer is asked: the escalation has its answer, and is open again with the reply. */
static void
test_asked (Desk *f, gconstpointer data)
{
  static const char *const codes[] = { "own_wallet_proof", NULL };
  g_autoptr (ReviewCaseView) view = escalate (f, f->agent, "q");
  g_autoptr (ReviewCaseView) taken = take (f, f->senior, view);
  g_autoptr (ReviewInformationRequest) request =
      review_record_new (&review_information_request_type);
  g_autoptr (ReviewWorkItem) item = NULL;
  g_autoptr (ReviewInboxPage) waiting = NULL;
  g_autoptr (ReviewInboxPage) back = NULL;
  g_autoptr (GError) error = NULL;

  request->codes = g_strdupv ((char **) codes);
  item =
      review_service_request_information (f->service, CALL (f->senior, taken->work_item->version),
                                          taken->work_item->id, request, &error);
  g_assert_no_error (error);
  g_assert_cmpint (item->state, ==, REVIEW_WORK_WAITING_CUSTOMER);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM escalation "
                                  "WHERE answer = 'info_requested'"),
                   ==, 1);
  waiting = inbox (f, f->senior);
  g_assert_cmpuint (waiting->escalations->len, ==, 0);
  desk_settle_after (f, 30 * REVIEW_DAY);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM work_item WHERE state = 'escalated'"), ==,
                   1);
  back = inbox (f, f->lead);
  g_assert_cmpuint (back->escalations->len, ==, 1);
}

#define ADD(name, func) g_test_add ("/inbox/" name, Desk, NULL, desk_set_up, func, desk_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("who", test_who);
  ADD ("own", test_own);
  ADD ("put-back", test_put_back);
  ADD ("returned", test_returned);
  ADD ("not-kept-for-ever", test_not_kept_for_ever);
  ADD ("overruled", test_overruled);
  ADD ("read", test_read);
  ADD ("passed-on", test_passed_on);
  ADD ("asked", test_asked);
  return g_test_run ();
}
