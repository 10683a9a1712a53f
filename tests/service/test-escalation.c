/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Escalations: who must, who answers, what each answer does, and that none is forgotten. */
#define G_LOG_DOMAIN "test-escalation"
#include "service-fixture.h"

static void
assert_next (Desk *f, const ReviewUser *user, const char *external_id)
{
  g_autoptr (ReviewCaseView) view = desk_take_next (f, user);

  g_assert_nonnull (view);
  g_assert_cmpstr (view->item_case->external_id, ==, external_id);
}

static void
add (Desk *f, const char *id, gint64 priority, const char *value)
{
  g_autofree char *added =
      desk_add_case (f, &(CaseSpec){ .id = id, .risk = 0.8, .priority = priority, .value = value });
}

/* A key user: the agent must escalate; a senior who is not the escalator decides. */
static void
test_escalation (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) view = NULL;
  g_autoptr (ReviewDecision) decision = NULL;
  g_autoptr (ReviewDecision) final = NULL;
  g_autoptr (ReviewCaseView) taken = NULL;
  g_autoptr (ReviewCaseView) again = NULL;
  g_autoptr (GError) error = NULL;
  gint64 version;

  add (f, "x", 90, "1");
  view = desk_take_next (f, f->agent);
  g_assert_null (
      desk_decide (f, f->agent, view, desk_make_form (REVIEW_CHOICE_BLOCK, view), &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  g_clear_error (&error);
  decision = desk_decide (f, f->agent, view, desk_make_form (REVIEW_CHOICE_ESCALATE, view), &error);
  g_assert_no_error (error);
  g_assert_cmpint (decision->label, ==, 0);
  version = decision->work_item_version;
  g_assert_null (
      review_service_take (f->service, CALL (f->senior, version), view->work_item->id, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT);
  g_clear_error (&error);
  desk_settle_after (f, 11 * REVIEW_SECOND);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM escalation WHERE to_role = 'senior' "
                                  "AND answered_at IS NULL"),
                   ==, 1);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM truth"), ==, 0);
  taken = review_service_take (f->service, CALL (f->senior, version), view->work_item->id, &error);
  g_assert_no_error (error);
  final = desk_decide (f, f->senior, taken, desk_make_form (REVIEW_CHOICE_BLOCK, taken), &error);
  g_assert_no_error (error);
  g_assert_cmpint (final->stage, ==, REVIEW_STAGE_LEAD);
  desk_settle_after (f, 11 * REVIEW_SECOND);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM escalation WHERE answer = 'decided'"), ==,
                   1);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM truth"), ==, 1);
}

/* An escalation can be taken back like any decision, as long as nobody was told. */
static void
test_escalation_undone (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) view = NULL;
  g_autoptr (ReviewCaseView) back = NULL;
  g_autoptr (ReviewDecision) decision = NULL;
  g_autoptr (GError) error = NULL;

  add (f, "xu", 90, "1");
  view = desk_take_next (f, f->agent);
  decision = desk_decide (f, f->agent, view, desk_make_form (REVIEW_CHOICE_ESCALATE, view), &error);
  g_assert_no_error (error);
  back = review_service_retract (f->service, CALL (f->agent, decision->work_item_version),
                                 decision->id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (back->work_item->state, ==, REVIEW_WORK_LEASED);
  g_assert_cmpint (back->item_case->state, ==, REVIEW_CASE_LEASED);
  desk_settle_after (f, 11 * REVIEW_SECOND);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM escalation"), ==, 0);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM root_cause"), ==, 0);
}

static ReviewWorkItem *
answer (Desk *f,
        const ReviewUser *user,
        const ReviewDecision *decision,
        const char *code,
        gint64 version,
        GError **error)
{
  g_autoptr (ReviewEscalationAnswer) body = review_record_new (&review_escalation_answer_type);

  body->answer = g_strdup (code);
  body->guidance = g_strdup ("look at the device");
  return review_service_answer_escalation (f->service, CALL (user, version), decision->work_item,
                                           body, error);
}

static void
test_escalation_answers (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) view = NULL;
  g_autoptr (ReviewDecision) decision = NULL;
  g_autoptr (ReviewWorkItem) item = NULL;
  g_autoptr (ReviewWorkItem) back = NULL;
  g_autoptr (GError) error = NULL;

  add (f, "y", 90, "1");
  view = desk_take_next (f, f->senior);
  decision =
      desk_decide (f, f->senior, view, desk_make_form (REVIEW_CHOICE_ESCALATE, view), &error);
  desk_settle_after (f, 11 * REVIEW_SECOND);
  g_assert_null (answer (f, f->senior, decision, "to_lead", decision->work_item_version, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_null (answer (f, f->lead, decision, "never_mind", decision->work_item_version, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  g_clear_error (&error);
  item = answer (f, f->lead, decision, "to_lead", decision->work_item_version, &error);
  g_assert_no_error (error);
  g_assert_cmpint (item->state, ==, REVIEW_WORK_ESCALATED);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM escalation"), ==, 2);
  back = answer (f, f->lead, decision, "returned_with_guidance", item->version, &error);
  g_assert_no_error (error);
  g_assert_cmpint (back->state, ==, REVIEW_WORK_QUEUED);
  g_assert_cmpint (back->version, ==, item->version + 1);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM escalation WHERE answered_at IS NULL"), ==,
                   0);
  assert_next (f, f->senior, "y");
}

/* Nobody answers: after half an hour it is the lead's, once. */
static void
test_escalation_goes_up (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) view = NULL;
  g_autoptr (ReviewDecision) decision = NULL;
  g_autoptr (GError) error = NULL;

  add (f, "up", 90, "1");
  view = desk_take_next (f, f->agent);
  decision = desk_decide (f, f->agent, view, desk_make_form (REVIEW_CHOICE_ESCALATE, view), &error);
  g_assert_no_error (error);
  desk_settle_after (f, 11 * REVIEW_SECOND);
  desk_settle_after (f, 30 * REVIEW_MINUTE - 1);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM escalation"), ==, 1);
  desk_settle_after (f, 1);
  desk_settle_after (f, REVIEW_DAY);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM escalation"), ==, 2);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM escalation WHERE to_role = 'lead' "
                                  "AND answered_at IS NULL"),
                   ==, 1);
}

/* A question needs words and a time at which it is over: it is asked on the case, which answers. */
static void
test_escalation_asks (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) view = NULL;
  g_autoptr (ReviewDecision) decision = NULL;
  g_autoptr (GError) error = NULL;

  add (f, "ask", 90, "1");
  view = desk_take_next (f, f->agent);
  decision = desk_decide (f, f->agent, view, desk_make_form (REVIEW_CHOICE_ESCALATE, view), &error);
  desk_settle_after (f, 11 * REVIEW_SECOND);
  g_assert_null (
      answer (f, f->lead, decision, "info_requested", decision->work_item_version, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM work_item WHERE state = 'escalated'"), ==,
                   1);
}

/* A rule of the policy wants an escalation: a junior escalates, the refusal names the rule, and a
 * senior may decide. */
static void
test_rule (Desk *f, gconstpointer data)
{
  g_autofree char *id =
      desk_add_case (f, &(CaseSpec){ .id = "mule", .risk = 0.6, .escalate = TRUE });
  g_autoptr (ReviewCaseView) view = desk_take_next (f, f->agent);
  g_autoptr (ReviewDecision) none = NULL;
  g_autoptr (ReviewDecision) up = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (view);
  none = desk_decide (f, f->agent, view, desk_make_form (REVIEW_CHOICE_BLOCK, view), &error);
  g_assert_null (none);
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "form.choice: rule_needs_escalation: rule r-escalate");
  g_clear_error (&error);
  up = desk_decide (f, f->agent, view, desk_make_form (REVIEW_CHOICE_ESCALATE, view), &error);
  g_assert_no_error (error);
  g_assert_nonnull (up);
}

/* What a rule raised stands with the case and its reasons: at 74 a junior decides, at 75 none does,
 * and what ROCA would have done alone waits for a person. */
static void
test_raised (Desk *f, gconstpointer data)
{
  static const int raised[] = { 74, 75, 76 };

  for (guint i = 0; i < G_N_ELEMENTS (raised); i++)
    {
      g_autofree char *name = g_strdup_printf ("c%d", raised[i]);
      g_autofree char *sql = g_strdup_printf (
          "SELECT COUNT(*) FROM case_file WHERE priority = %d AND priority_reasons LIKE '%%%s%%' "
          "AND state = '%s'",
          raised[i], raised[i] < 75 ? "policy_rule" : "institution",
          raised[i] < 75 ? "effects_pending" : "queued");
      g_autofree char *id = desk_add_case (f, &(CaseSpec){ .id = name,
                                                           .risk = 0.01,
                                                           .priority = 20,
                                                           .route = REVIEW_ROUTE_AUTO_PASS,
                                                           .raise = raised[i] });

      g_assert_cmpint (desk_count (f, sql), ==, 1);
    }
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM work_item WHERE key_user = 1"), ==, 2);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM audit WHERE action = 'raise_priority' "
                                  "AND reason = 'r-raise'"),
                   ==, 3);
}

/* A lead's own recommendation: it is not in their inbox, they cannot answer it, and they cannot take it
 * to decide it; it waits for another person, and nothing is decided. */
static void
test_own_recommendation (Desk *f, gconstpointer data)
{
  g_autofree char *id = desk_add_case (f, &(CaseSpec){ .id = "e", .risk = 0.8, .priority = 90 });
  g_autoptr (ReviewCaseView) view = desk_take_next (f, f->lead);
  g_autoptr (ReviewDecision) up = NULL;
  g_autoptr (ReviewInboxPage) page = NULL;
  g_autoptr (ReviewCaseView) now = NULL;
  g_autoptr (ReviewEscalationAnswer) said = review_record_new (&review_escalation_answer_type);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) answered = NULL;
  g_autoptr (GError) taken = NULL;

  up = desk_decide (f, f->lead, view, desk_make_form (REVIEW_CHOICE_ESCALATE, view), &error);
  g_assert_no_error (error);
  desk_settle_after (f, 11 * REVIEW_SECOND);
  page = review_service_read_inbox (f->service, f->lead, &error);
  g_assert_no_error (error);
  g_assert_true (page->escalations == NULL || page->escalations->len == 0);
  now = review_service_get_work_item (f->service, f->lead, view->work_item->id, &error);
  g_assert_no_error (error);
  said->answer = g_strdup ("returned_with_guidance");
  said->guidance = g_strdup ("Look at E1.");
  g_assert_null (review_service_answer_escalation (
      f->service, CALL (f->lead, now->work_item->version), now->work_item->id, said, &answered));
  g_assert_error (answered, REVIEW_ERROR, REVIEW_ERROR_CONFLICT);
  g_assert_null (review_service_take (f->service, CALL (f->lead, now->work_item->version),
                                      now->work_item->id, &taken));
  g_assert_nonnull (taken);
  desk_settle_after (f, REVIEW_DAY);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM effective_decision e JOIN decision d "
                                  "ON d.id = e.decision WHERE d.choice <> 'escalate'"),
                   ==, 0);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM escalation WHERE answered_at IS NULL"), ==,
                   1);
}

#define ADD(name, func) g_test_add ("/" name, Desk, NULL, desk_set_up, func, desk_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("escalation/decided", test_escalation);
  ADD ("escalation/undone", test_escalation_undone);
  ADD ("escalation/answers", test_escalation_answers);
  ADD ("escalation/goes-up", test_escalation_goes_up);
  ADD ("escalation/asks", test_escalation_asks);
  ADD ("escalation/own", test_own_recommendation);
  ADD ("rule", test_rule);
  ADD ("raised", test_raised);
  return g_test_run ();
}
