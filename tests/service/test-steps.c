/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The service against the table of states: every act in every state, allowed and forbidden; and
 * second reviews, from the first call to the lead. */
#define G_LOG_DOMAIN "test-steps"
#include "service-fixture.h"

#include <string.h>

#include "review-work-steps.h"

/* A case in one state, and what the acts need of it. */
typedef struct
{
  Desk *f;
  ReviewCaseView *view;     /* (owned) as the agent had it */
  ReviewDecision *decision; /* (owned) (nullable) */
  gint64 version;
} Case;

static void
clear_case (Case *self)
{
  g_clear_pointer (&self->view, review_record_unref);
  g_clear_pointer (&self->decision, review_record_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Case, clear_case)

typedef gpointer (*Act) (Case *one, GError **error);

static gpointer
act_take (Case *one, GError **error)
{
  return review_service_take (one->f->service, CALL (one->f->senior, one->version),
                              one->view->work_item->id, error);
}

static gpointer
act_release (Case *one, GError **error)
{
  g_autoptr (ReviewReleaseRequest) request = review_record_new (&review_release_request_type);

  return review_service_release (one->f->service, CALL (one->f->agent, one->version),
                                 one->view->work_item->id, request, error);
}

static gpointer
decide (Case *one, int choice, GError **error)
{
  g_autoptr (ReviewForm) form = desk_make_form (choice, one->view);
  g_autoptr (ReviewDecideRequest) request = desk_make_request (form, one->view);

  return review_service_decide (one->f->service, CALL (one->f->agent, one->version),
                                one->view->work_item->id, request, error);
}

static gpointer
act_decide (Case *one, GError **error)
{
  return decide (one, REVIEW_CHOICE_BLOCK, error);
}

static gpointer
act_escalate (Case *one, GError **error)
{
  return decide (one, REVIEW_CHOICE_ESCALATE, error);
}

static gpointer
act_retract (Case *one, GError **error)
{
  return review_service_retract (one->f->service, CALL (one->f->agent, one->version),
                                 one->decision != NULL ? one->decision->id : "none", error);
}

static gpointer
act_ask (Case *one, GError **error)
{
  g_autoptr (ReviewInformationRequest) request =
      review_record_new (&review_information_request_type);

  request->codes = g_strsplit ("purpose", " ", -1);
  return review_service_request_information (one->f->service, CALL (one->f->agent, one->version),
                                             one->view->work_item->id, request, error);
}

static gpointer
act_hold (Case *one, GError **error)
{
  g_autoptr (ReviewHoldRequest) request = review_record_new (&review_hold_request_type);

  request->reason = g_strdup ("outage");
  request->wake_at = review_clock_now (&one->f->clock.clock) + REVIEW_HOUR;
  return review_service_hold (one->f->service, CALL (one->f->agent, one->version),
                              one->view->work_item->id, request, error);
}

static gpointer
act_wake (Case *one, GError **error)
{
  return review_service_wake (one->f->service, CALL (one->f->agent, one->version),
                              one->view->work_item->id, error);
}

static gpointer
answer (Case *one, const char *code, GError **error)
{
  g_autoptr (ReviewEscalationAnswer) body = review_record_new (&review_escalation_answer_type);

  body->answer = g_strdup (code);
  body->guidance = g_strdup ("look at E1");
  return review_service_answer_escalation (one->f->service, CALL (one->f->senior, one->version),
                                           one->view->work_item->id, body, error);
}

static gpointer
act_return (Case *one, GError **error)
{
  return answer (one, "returned_with_guidance", error);
}

static gpointer
act_pass_up (Case *one, GError **error)
{
  return answer (one, "to_lead", error);
}

static gpointer
act_snooze (Case *one, GError **error)
{
  g_autoptr (ReviewSnoozeRequest) request = review_record_new (&review_snooze_request_type);

  request->minutes = 10;
  return review_service_snooze (one->f->service, CALL (one->f->agent, one->version),
                                one->view->work_item->id, request, error);
}

static gpointer
act_assign (Case *one, GError **error)
{
  g_autoptr (ReviewAssignRequest) request = review_record_new (&review_assign_request_type);

  request->to = g_strdup (one->f->agent->id);
  request->reason = g_strdup ("Knows this kind of case.");
  return review_service_assign (one->f->service, CALL (one->f->lead, one->version),
                                one->view->work_item->id, request, error);
}

static const struct
{
  ReviewWorkAct act;
  Act run;
} acts[] = {
  { REVIEW_ACT_TAKE, act_take },       { REVIEW_ACT_RELEASE, act_release },
  { REVIEW_ACT_DECIDE, act_decide },   { REVIEW_ACT_ESCALATE, act_escalate },
  { REVIEW_ACT_RETRACT, act_retract }, { REVIEW_ACT_ASK, act_ask },
  { REVIEW_ACT_HOLD, act_hold },       { REVIEW_ACT_WAKE, act_wake },
  { REVIEW_ACT_RETURN, act_return },   { REVIEW_ACT_PASS_UP, act_pass_up },
  { REVIEW_ACT_SNOOZE, act_snooze },   { REVIEW_ACT_ASSIGN, act_assign },
};

/* What brings a fresh case, which the agent holds, into a state; 0: nothing. */
static const struct
{
  Act run;
  gboolean settles; /* its ten seconds are over */
} ways[] = {
  [REVIEW_WORK_QUEUED] = { act_release, FALSE },
  [REVIEW_WORK_LEASED] = { NULL, FALSE },
  [REVIEW_WORK_WAITING_CUSTOMER] = { act_ask, FALSE },
  [REVIEW_WORK_ON_HOLD] = { act_hold, FALSE },
  [REVIEW_WORK_ESCALATED] = { act_escalate, TRUE },
  [REVIEW_WORK_DECIDED] = { act_decide, FALSE },
  [REVIEW_WORK_CLOSED] = { act_decide, TRUE },
};

static void
update (Case *one, int state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewCaseView) now = review_service_get_work_item (one->f->service, one->f->lead,
                                                                 one->view->work_item->id, &error);

  g_assert_no_error (error);
  g_assert_cmpint (now->work_item->state, ==, state);
  one->version = now->work_item->version;
}

static void
start (Case *one, Desk *f, int state, guint n)
{
  g_autofree char *name = g_strdup_printf ("case-%d-%u", state, n);
  g_autofree char *id = desk_add_case (f, &(CaseSpec){ .id = name, .risk = 0.8, .value = "9999" });
  g_autoptr (GError) error = NULL;
  gpointer made = NULL;

  *one = (Case){ .f = f, .view = desk_take_next (f, f->agent) };
  g_assert_cmpstr (one->view->item_case->external_id, ==, name);
  one->version = one->view->work_item->version;
  if (ways[state].run != NULL)
    made = ways[state].run (one, &error);
  g_assert_no_error (error);
  if (made != NULL && (ways[state].run == act_decide || ways[state].run == act_escalate))
    one->decision = made;
  else
    g_clear_pointer (&made, review_record_unref);
  if (ways[state].settles)
    desk_settle_after (f, 11 * REVIEW_SECOND);
  update (one, state);
}

/* What is left of it does not get in the way of the next one. */
static void
put_away (Case *one)
{
  g_autoptr (ReviewCaseView) own = desk_take_next (one->f, one->f->agent);
  g_autoptr (ReviewCaseView) other = desk_take_next (one->f, one->f->lead);

  g_assert_true (own == NULL || other == NULL);
}

/* Each act of the service succeeds in exactly the states that the table names. Answers to an
 * escalation need one, so that a case that is merely held has none. */
static void
test_every_act (Desk *f, gconstpointer data)
{
  guint done = 0;

  for (int state = 1; state <= REVIEW_WORK_CLOSED; state++)
    for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
      {
        g_auto (Case) one = { 0 };
        g_autoptr (GError) error = NULL;
        gboolean answers = acts[i].act == REVIEW_ACT_RETURN || acts[i].act == REVIEW_ACT_PASS_UP;
        gboolean allowed = review_work_step (state, (int) acts[i].act, FALSE) != 0
                           && !(answers && state == REVIEW_WORK_LEASED);
        gpointer record;

        start (&one, f, state, i);
        g_test_message ("%s, %s", review_enum_nick (&review_work_states, state),
                        review_enum_nick (&review_work_acts, (int) acts[i].act));
        record = acts[i].run (&one, &error);
        g_assert_true ((record != NULL) == allowed);
        if (!allowed)
          {
            g_assert_true (error->code == REVIEW_ERROR_CONFLICT
                           || error->code == REVIEW_ERROR_NOT_FOUND);
            update (&one, state);
          }
        done += allowed ? 1 : 0;
        g_clear_pointer (&record, review_record_unref);
        put_away (&one);
      }
  g_assert_cmpuint (done, ==, 13);
}

static ReviewUser *
add_nesting (Desk *f)
{
  g_autoptr (ReviewUser) user = review_record_new (&review_user_type);
  ReviewQualification *one = review_record_new (&review_qualification_type);
  g_autoptr (GError) error = NULL;

  user->id = g_strdup ("newcomer");
  user->name = g_strdup ("newcomer");
  user->role = REVIEW_ROLE_AGENT;
  user->qualifications = review_records_new ();
  one->case_type = g_strdup (WD_TYPE);
  one->language = g_strdup ("*");
  one->stage = REVIEW_QUALIFIED_NESTING;
  g_ptr_array_add (user->qualifications, one);
  review_service_put_user (f->service, f->admin, user, &error);
  g_assert_no_error (error);
  return review_service_find_user (f->service, user->id, NULL);
}

/* The newcomer's call is made; the second person holds the case. */
static ReviewCaseView *
start_second (Desk *f, const ReviewUser *newcomer, int first)
{
  g_autofree char *id = desk_add_case (f, &(CaseSpec){ .id = "s", .risk = 0.8 });
  g_autoptr (ReviewCaseView) view = desk_take_next (f, newcomer);
  g_autoptr (ReviewDecision) decision = NULL;
  g_autoptr (GError) error = NULL;
  ReviewCaseView *second;

  decision = desk_decide (f, newcomer, view, desk_make_form (first, view), &error);
  g_assert_no_error (error);
  desk_settle_after (f, 11 * REVIEW_SECOND);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM effect"), ==, 0);
  second = desk_take_next (f, f->agent);
  g_assert_nonnull (second);
  return second;
}

static ReviewDecision *
decide_and_settle (Desk *f, const ReviewUser *user, const ReviewCaseView *view, int choice)
{
  g_autoptr (GError) error = NULL;
  ReviewDecision *decision = desk_decide (f, user, view, desk_make_form (choice, view), &error);

  g_assert_no_error (error);
  desk_settle_after (f, 11 * REVIEW_SECOND);
  return decision;
}

/* The second person does not see the first call before their own; afterwards both are there. */
static void
test_second_is_blind (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewUser) newcomer = add_nesting (f);
  g_autoptr (ReviewCaseView) second = start_second (f, newcomer, REVIEW_CHOICE_BLOCK);
  g_autoptr (ReviewDecision) decision = NULL;
  g_autoptr (ReviewCaseView) after = NULL;
  g_autoptr (ReviewInboxPage) page = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (second->decisions->len, ==, 0);
  g_assert_cmpuint (second->effects->len, ==, 0);
  g_assert_cmpint (second->item_case->state, ==, REVIEW_CASE_LEASED);
  decision = decide_and_settle (f, f->agent, second, REVIEW_CHOICE_BLOCK);
  after = review_service_get_work_item (f->service, f->agent, second->work_item->id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (after->decisions->len, ==, 2);
  g_assert_cmpstr (((ReviewDecision *) after->decisions->pdata[0])->actor, ==, "newcomer");
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM effect"), ==, 3);
  page = review_service_read_inbox (f->service, newcomer, &error);
  g_assert_true (page->feedback == NULL || page->feedback->len == 0);
}

/* They contradict each other: nothing takes effect until a lead, who is neither, decides; both calls
 * stay, and whoever was overruled is told. */
static void
test_second_contradicts (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewUser) newcomer = add_nesting (f);
  g_autoptr (ReviewCaseView) second = start_second (f, newcomer, REVIEW_CHOICE_BLOCK);
  g_autoptr (ReviewDecision) decision = decide_and_settle (f, f->agent, second, REVIEW_CHOICE_PASS);
  g_autoptr (ReviewInboxPage) senior = NULL;
  g_autoptr (ReviewInboxPage) lead = NULL;
  g_autoptr (ReviewInboxPage) told = NULL;
  g_autoptr (ReviewCaseView) taken = NULL;
  g_autoptr (ReviewDecision) last = NULL;
  g_autoptr (GError) error = NULL;
  const ReviewEscalation *one;

  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM effect"), ==, 0);
  senior = review_service_read_inbox (f->service, f->senior, &error);
  g_assert_cmpuint (senior->escalations->len, ==, 0);
  lead = review_service_read_inbox (f->service, f->lead, &error);
  g_assert_cmpuint (lead->escalations->len, ==, 1);
  one = lead->escalations->pdata[0];
  g_assert_cmpint (one->recommendation, ==, REVIEW_RECOMMEND_PASS);
  g_assert_cmpstr (one->reason_code, ==, "conflict");
  taken = review_service_take (f->service, CALL (f->lead, one->version), one->work_item, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (taken->decisions->len, ==, 2);
  last = decide_and_settle (f, f->lead, taken, REVIEW_CHOICE_PASS);
  g_assert_cmpint (last->stage, ==, REVIEW_STAGE_LEAD);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM effect"), >, 0);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM effect f JOIN decision d "
                                  "ON d.id = f.decision WHERE d.stage <> 'lead'"),
                   ==, 0);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM decision"), ==, 3);
  told = review_service_read_inbox (f->service, newcomer, &error);
  g_assert_cmpuint (told->feedback->len, ==, 1);
  g_assert_cmpint (((ReviewFeedback *) told->feedback->pdata[0])->choice, ==, REVIEW_CHOICE_PASS);
  g_clear_pointer (&told, review_record_unref);
  told = review_service_read_inbox (f->service, f->agent, &error);
  g_assert_true (told->feedback == NULL || told->feedback->len == 0);
}

/* A first call that waits for its second is no confirmed truth yet. */
static void
test_first_is_provisional (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewUser) newcomer = add_nesting (f);
  g_autoptr (ReviewCaseView) second = start_second (f, newcomer, REVIEW_CHOICE_BLOCK);

  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM truth WHERE maturity = 'provisional'"), ==,
                   1);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM truth"), ==, 1);
}

#define ADD(name, func) g_test_add ("/steps/" name, Desk, NULL, desk_set_up, func, desk_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("every-act", test_every_act);
  ADD ("second-is-blind", test_second_is_blind);
  ADD ("second-contradicts", test_second_contradicts);
  ADD ("first-is-provisional", test_first_is_provisional);
  return g_test_run ();
}
