/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions to customers on their way: sent until they are answered, confirmed or visibly failed; and
 * nothing is decided against a customer who was never asked. */
#define G_LOG_DOMAIN "test-post"
#include <string.h>

#include "service-fixture.h"

static ReviewCaseView *
ask (Desk *f, const CaseSpec *spec)
{
  g_autofree char *id = desk_add_case (f, spec);
  ReviewCaseView *view = desk_take_next (f, f->agent);
  g_autoptr (ReviewInformationRequest) request =
      review_record_new (&review_information_request_type);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (view->item_case->id, ==, id);
  request->codes = g_strsplit ("confirm_activity", " ", -1);
  desk_ignore (review_service_request_information (
      f->service, CALL (f->agent, view->work_item->version), view->work_item->id, request, &error));
  g_assert_no_error (error);
  return view;
}

static GPtrArray *
list_due (Desk *f)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *due = review_service_list_due_commands (f->service, 10, &error);

  g_assert_no_error (error);
  return due;
}

/* The system that carries questions says @reply of the one that is due; 0: nothing. */
static void
say (Desk *f, int reply, const char *reason)
{
  g_autoptr (GPtrArray) due = list_due (f);
  g_autoptr (GError) error = NULL;
  ReviewDelivered said = { .reply = reply, .reason = (char *) reason };

  g_assert_cmpuint (due->len, ==, 1);
  said.effect = ((ReviewCommandOut *) due->pdata[0])->id;
  review_service_file_delivery (f->service, &said, &error);
  g_assert_no_error (error);
}

static void
say_all (Desk *f, int reply)
{
  g_autoptr (GPtrArray) due = list_due (f);

  for (guint i = 0; i < due->len; i++)
    {
      const ReviewDelivered said = { .effect = ((ReviewCommandOut *) due->pdata[i])->id,
                                     .reply = reply };
      g_autoptr (GError) error = NULL;

      review_service_file_delivery (f->service, &said, &error);
      g_assert_no_error (error);
    }
}

static const ReviewCustomerRequest *
read_last (Desk *f, const ReviewCaseView *view, ReviewCaseView **ret_now)
{
  g_autoptr (GError) error = NULL;

  *ret_now = review_service_get_work_item (f->service, f->agent, view->work_item->id, &error);
  g_assert_no_error (error);
  g_assert_nonnull ((*ret_now)->requests);
  return (*ret_now)->requests->pdata[(*ret_now)->requests->len - 1];
}

static void
assert_delivery (Desk *f, const ReviewCaseView *view, int delivery, int state)
{
  g_autoptr (ReviewCaseView) now = NULL;
  const ReviewCustomerRequest *one = read_last (f, view, &now);

  g_assert_cmpint (one->delivery, ==, delivery);
  g_assert_cmpint (now->work_item->state, ==, state);
}

/* The command carries what the customer reads and until when; the same again changes nothing. */
static void
test_delivered (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) view = ask (f, &(CaseSpec){ .id = "a", .risk = 0.5 });
  g_autoptr (GPtrArray) due = list_due (f);
  const ReviewCommandOut *command = due->pdata[0];
  ReviewDelivered said = { .effect = command->id, .reply = REVIEW_REPLY_CONFIRMED };
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (due->len, ==, 1);
  g_assert_cmpstr (command->kind, ==, "request_information");
  g_assert_cmpstr (command->subject, ==, "customer-a");
  g_assert_cmpstr (command->codes[0], ==, "confirm_activity");
  g_assert_cmpint (command->due_at, >, command->requested_at);
  g_assert_nonnull (command->customer_text->en);
  g_assert_nonnull (command->customer_text->zh_cn);
  assert_delivery (f, view, REVIEW_EFFECT_REQUESTED, REVIEW_WORK_WAITING_CUSTOMER);
  for (guint i = 0; i < 2; i++)
    {
      review_service_file_delivery (f->service, &said, &error);
      g_assert_no_error (error);
    }
  assert_delivery (f, view, REVIEW_EFFECT_CONFIRMED, REVIEW_WORK_WAITING_CUSTOMER);
  after = list_due (f);
  g_assert_cmpuint (after->len, ==, 0);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM audit WHERE action = 'request_delivered'"),
                   ==, 1);
  desk_verify_audit (f);
}

/* Refused: the case is back with who asked, at once, with what the other system said. */
static void
test_refused (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) view = ask (f, &(CaseSpec){ .id = "a", .risk = 0.5 });
  g_autoptr (ReviewCaseView) now = NULL;
  g_autoptr (ReviewCaseView) next = NULL;
  const ReviewCustomerRequest *one;

  say (f, REVIEW_REPLY_FAILED, "No address.");
  one = read_last (f, view, &now);
  g_assert_cmpint (one->delivery, ==, REVIEW_EFFECT_FAILED);
  g_assert_cmpstr (one->delivery_detail, ==, "No address.");
  g_assert_cmpint (now->work_item->state, ==, REVIEW_WORK_QUEUED);
  next = desk_take_next (f, f->agent);
  g_assert_cmpstr (next->work_item->id, ==, view->work_item->id);
}

/* The customer answered, so they were asked: the question does not stay on its way for ever, and what
 * comes of its sending later is nothing new. */
static void
test_answered (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) view = ask (f, &(CaseSpec){ .id = "a", .risk = 0.5 });
  g_autoptr (ReviewCustomerAnswer) answer = review_record_new (&review_customer_answer_type);
  g_autoptr (ReviewCaseView) before = NULL;
  g_autoptr (GPtrArray) due = list_due (f);
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GError) error = NULL;
  const ReviewDelivered late = { .effect = ((ReviewCommandOut *) due->pdata[0])->id,
                                 .reply = REVIEW_REPLY_FAILED };

  answer->external_id = g_strdup ("reply-1");
  answer->text = g_strdup ("It was me.");
  desk_ignore (review_service_receive_answer (f->service, CALL (review_service_system_user (), 0),
                                              read_last (f, view, &before)->id, answer, &error));
  g_assert_no_error (error);
  assert_delivery (f, view, REVIEW_EFFECT_CONFIRMED, REVIEW_WORK_QUEUED);
  review_service_file_delivery (f->service, &late, &error);
  g_assert_no_error (error);
  assert_delivery (f, view, REVIEW_EFFECT_CONFIRMED, REVIEW_WORK_QUEUED);
  after = list_due (f);
  g_assert_cmpuint (after->len, ==, 0);
}

/* Nobody is there until the time is over: nothing is decided against who was never asked. */
static void
test_never_asked (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) view = ask (f, &(CaseSpec){ .id = "a", .risk = 0.5 });

  say (f, 0, NULL);
  review_test_clock_advance (&f->clock, REVIEW_HOUR);
  say (f, 0, NULL);
  desk_settle_after (f, 24 * REVIEW_HOUR);
  assert_delivery (f, view, REVIEW_EFFECT_FAILED, REVIEW_WORK_QUEUED);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM decision"), ==, 0);
}

/* The other system had it: without an answer it ends as the type says. */
static void
test_accepted (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) view = ask (f, &(CaseSpec){ .id = "a", .risk = 0.5 });

  say (f, REVIEW_REPLY_ACCEPTED, NULL);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM information_request "
                                  "WHERE accepted_at IS NOT NULL"),
                   ==, 1);
  desk_settle_after (f, 25 * REVIEW_HOUR);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM decision"), ==, 1);
}

/* A wish of a look that measures is sent to nobody, and shows as other questions do: on its way, and
 * delivered once such questions are. */
static void
test_wish (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) real = NULL;
  g_autoptr (ReviewCaseView) wish = NULL;
  g_autoptr (GPtrArray) due = NULL;
  guint questions = 0;

  desk_set_blind (f, REVIEW_BLIND_HIDDEN, 1);
  wish = ask (f, &(CaseSpec){ .id = "w", .risk = 0.2, .route = REVIEW_ROUTE_AUDIT });
  due = list_due (f);
  for (guint i = 0; i < due->len; i++)
    questions += strcmp (((ReviewCommandOut *) due->pdata[i])->kind, "request_information") == 0;
  g_assert_cmpuint (questions, ==, 0);
  review_test_clock_advance (&f->clock, 10 * REVIEW_SECOND);
  assert_delivery (f, wish, REVIEW_EFFECT_REQUESTED, REVIEW_WORK_WAITING_CUSTOMER);
  real = ask (f, &(CaseSpec){ .id = "r", .risk = 0.2 });
  say_all (f, REVIEW_REPLY_CONFIRMED);
  assert_delivery (f, wish, REVIEW_EFFECT_CONFIRMED, REVIEW_WORK_WAITING_CUSTOMER);
}

#define ADD(name, func) g_test_add ("/post/" name, Desk, NULL, desk_set_up, func, desk_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("delivered", test_delivered);
  ADD ("refused", test_refused);
  ADD ("answered", test_answered);
  ADD ("never-asked", test_never_asked);
  ADD ("accepted", test_accepted);
  ADD ("wish", test_wish);
  return g_test_run ();
}
