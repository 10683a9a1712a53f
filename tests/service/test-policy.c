/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From draft to force and back: every step that is allowed, every step that is not, by everybody,
 * and what follows a policy that goes live. */
#define G_LOG_DOMAIN "test-policy"
#include <math.h>
#include <string.h>

#include "review-store-cases.h"
#include "review-store-policies.h"
#include "service-fixture.h"

static ReviewPolicy *
copy_live (Desk *f)
{
  ReviewPolicy *policy = review_record_copy (review_service_get_policy (f->service));

  g_free (policy->base);
  policy->base = g_strdup (review_service_get_policy (f->service)->version);
  return policy;
}

/* The live policy with another auto-pass threshold for withdrawals. */
static ReviewPolicy *
with_threshold (Desk *f, double threshold)
{
  ReviewPolicy *policy = copy_live (f);
  ReviewTypePolicy *type = review_record_copy (policy->types->pdata[0]);

  type->threshold_pass = threshold;
  review_record_unref (policy->types->pdata[0]);
  policy->types->pdata[0] = type;
  return policy;
}

static char *
draft (Desk *f, const ReviewUser *user, double threshold)
{
  g_autoptr (ReviewPolicy) policy = with_threshold (f, threshold);
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewPolicyVersion) version =
      review_service_draft_policy (f->service, CALL (user, 0), policy, &error);

  g_assert_no_error (error);
  g_assert_cmpint (version->state, ==, REVIEW_POLICY_DRAFT);
  g_assert_cmpstr (version->author, ==, user->id);
  return g_strdup (version->version);
}

typedef enum
{
  APPROVE = 1,
  LIVE,
  WITHDRAW
} Step;

static ReviewPolicyVersion *
step (Desk *f, Step which, const ReviewCall *call, const char *version, GError **error)
{
  g_autoptr (ReviewPolicyAct) act = review_record_new (&review_policy_act_type);

  act->reason = g_strdup ("because");
  if (which == APPROVE)
    return review_service_approve_policy (f->service, call, version, error);
  if (which == LIVE)
    return review_service_make_policy_live (f->service, call, version, act, error);
  return review_service_withdraw_policy (f->service, call, version, act, error);
}

static void
do_step (Desk *f, Step which, const ReviewUser *user, const char *version, int state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewPolicyVersion) after = step (f, which, CALL (user, 0), version, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (after->version, ==, version);
  g_assert_cmpint (after->state, ==, state);
}

static void
refuse_step (Desk *f, Step which, const ReviewUser *user, const char *version, int code)
{
  g_autoptr (GError) error = NULL;
  gint64 states = desk_count (f, "SELECT COUNT(*) FROM policy_state");
  gint64 rows = desk_count (f, "SELECT COUNT(*) FROM audit");
  gint64 events = desk_count (f, "SELECT COUNT(*) FROM event");

  g_assert_null (step (f, which, CALL (user, 0), version, &error));
  g_assert_error (error, REVIEW_ERROR, code);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM policy_state"), ==, states);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM audit"), ==, rows);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM event"), ==, events);
}

static int
state_of (Desk *f, const char *version)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewPolicyList) list = review_service_list_policies (f->service, f->lead, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < list->items->len; i++)
    {
      const ReviewPolicyVersion *one = list->items->pdata[i];

      if (strcmp (one->version, version) == 0)
        return one->state;
    }
  return 0;
}

/* The whole way, and back: who and when is on the list, each step with its audit row and event. */
static void
test_way (Desk *f, gconstpointer data)
{
  g_autofree char *version = draft (f, f->lead, 0.01);
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewPolicy) policy = NULL;
  g_autoptr (ReviewPolicyList) list = NULL;
  const ReviewPolicyVersion *first, *second;

  g_assert_cmpstr (version, ==, "r2");
  do_step (f, APPROVE, f->admin, "r2", REVIEW_POLICY_APPROVED);
  g_assert_cmpstr (review_service_get_policy (f->service)->version, ==, "r1");
  do_step (f, LIVE, f->lead, "r2", REVIEW_POLICY_LIVE);
  g_assert_cmpstr (review_service_get_policy (f->service)->version, ==, "r2");
  g_assert_cmpint (state_of (f, "r1"), ==, REVIEW_POLICY_SUPERSEDED);
  do_step (f, LIVE, f->admin, "r1", REVIEW_POLICY_LIVE);
  g_assert_cmpstr (review_service_get_policy (f->service)->version, ==, "r1");
  list = review_service_list_policies (f->service, f->lead, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (list->live, ==, "r1");
  g_assert_cmpuint (list->items->len, ==, 2);
  second = list->items->pdata[0];
  first = list->items->pdata[1];
  g_assert_cmpstr (second->version, ==, "r2");
  g_assert_cmpstr (second->base, ==, "r1");
  g_assert_cmpstr (second->author_name, ==, f->lead->name);
  g_assert_cmpstr (second->approver, ==, f->admin->id);
  g_assert_cmpstr (second->live_by, ==, f->lead->id);
  g_assert_cmpint (second->ended_at, >, 0);
  g_assert_cmpstr (first->live_by, ==, f->admin->id);
  g_assert_cmpint (first->ended_at, ==, 0);
  policy = review_service_load_policy (f->service, f->lead, "r2", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (policy->approver, ==, f->admin->id);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM audit WHERE object = 'policy:r2'"), ==, 4);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM audit WHERE object = 'policy:r1' "
                                  "AND action = 'policy_put_back' AND reason = 'because'"),
                   ==, 1);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM event WHERE kind = 'policy'"), ==, 5);
}

/* From each state, each step that it does not allow. */
static void
test_forbidden_steps (Desk *f, gconstpointer data)
{
  g_autofree char *drafted = draft (f, f->lead, 0.01);
  g_autofree char *approved = draft (f, f->lead, 0.02);
  g_autofree char *withdrawn = draft (f, f->lead, 0.03);
  g_autofree char *live = draft (f, f->lead, 0.04);
  const struct
  {
    const char *version;
    Step which;
  } table[] = {
    { drafted, LIVE },       { approved, APPROVE }, { withdrawn, APPROVE }, { withdrawn, LIVE },
    { withdrawn, WITHDRAW }, { live, APPROVE },     { live, LIVE },         { live, WITHDRAW },
    { "r1", APPROVE },       { "r1", WITHDRAW },
  };

  do_step (f, APPROVE, f->admin, approved, REVIEW_POLICY_APPROVED);
  do_step (f, WITHDRAW, f->lead, withdrawn, REVIEW_POLICY_WITHDRAWN);
  do_step (f, APPROVE, f->admin, live, REVIEW_POLICY_APPROVED);
  do_step (f, LIVE, f->admin, live, REVIEW_POLICY_LIVE);
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    refuse_step (f, table[i].which, f->admin, table[i].version, REVIEW_ERROR_CONFLICT);
  for (Step which = APPROVE; which <= WITHDRAW; which++)
    refuse_step (f, which, f->admin, "r99", REVIEW_ERROR_NOT_FOUND);
  do_step (f, WITHDRAW, f->admin, approved, REVIEW_POLICY_WITHDRAWN);
}

/* The author never approves, in whatever role; the service account never at all. */
static void
test_four_eyes (Desk *f, gconstpointer data)
{
  g_autofree char *version = draft (f, f->lead, 0.01);
  g_autoptr (ReviewUser) promoted = review_record_copy (f->lead);
  g_autoptr (ReviewUser) machine = review_record_copy (f->admin);
  const ReviewUser *others[] = { f->bpo, f->agent, f->senior, f->qa, review_service_system_user (),
                                 machine };

  promoted->role = REVIEW_ROLE_ADMIN;
  machine->role = REVIEW_ROLE_SERVICE;
  refuse_step (f, APPROVE, f->lead, version, REVIEW_ERROR_FORBIDDEN);
  refuse_step (f, APPROVE, promoted, version, REVIEW_ERROR_FORBIDDEN);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    for (Step which = APPROVE; which <= WITHDRAW; which++)
      refuse_step (f, which, others[i], version, REVIEW_ERROR_FORBIDDEN);
  g_assert_cmpint (state_of (f, version), ==, REVIEW_POLICY_DRAFT);
}

/* A lead withdraws only what is their own. */
static void
test_withdraw (Desk *f, gconstpointer data)
{
  g_autofree char *version = draft (f, f->admin, 0.01);
  g_autoptr (ReviewPolicyAct) silent = review_record_new (&review_policy_act_type);
  g_autoptr (GError) error = NULL;

  refuse_step (f, WITHDRAW, f->lead, version, REVIEW_ERROR_FORBIDDEN);
  g_assert_null (
      review_service_withdraw_policy (f->service, CALL (f->admin, 0), version, silent, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  do_step (f, WITHDRAW, f->admin, version, REVIEW_POLICY_WITHDRAWN);
}

/* What is put back says why. */
static void
test_reason (Desk *f, gconstpointer data)
{
  g_autofree char *version = draft (f, f->lead, 0.01);
  g_autoptr (ReviewPolicyAct) silent = review_record_new (&review_policy_act_type);
  g_autoptr (GError) error = NULL;
  g_autofree char *field = NULL;

  do_step (f, APPROVE, f->admin, version, REVIEW_POLICY_APPROVED);
  desk_ignore (
      review_service_make_policy_live (f->service, CALL (f->lead, 0), version, silent, &error));
  g_assert_null (
      review_service_make_policy_live (f->service, CALL (f->lead, 0), "r1", silent, &error));
  field = review_error_dup_field (error);
  g_assert_cmpstr (field, ==, "reason");
}

static void
refuse_draft (Desk *f, const ReviewPolicy *policy, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *field = NULL;

  g_assert_null (review_service_draft_policy (f->service, CALL (f->lead, 0), policy, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  field = review_error_dup_field (error);
  g_assert_cmpstr (field, ==, expected);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM policy"), ==, 1);
}

static void
test_wrong_drafts (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewPolicy) crossed = with_threshold (f, 0.99);
  g_autoptr (ReviewPolicy) none = with_threshold (f, NAN);
  g_autoptr (ReviewPolicy) baseless = with_threshold (f, 0.01);
  g_autoptr (ReviewPolicy) lost = with_threshold (f, 0.01);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&baseless->base, g_free);
  g_free (lost->base);
  lost->base = g_strdup ("r7");
  refuse_draft (f, crossed, "types[0].threshold_pass");
  refuse_draft (f, none, "types[0].threshold_pass");
  refuse_draft (f, baseless, "base");
  refuse_draft (f, lost, "base");
  g_assert_null (review_service_draft_policy (f->service, CALL (f->senior, 0), lost, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_FORBIDDEN);
}

/* Outside its validity it is not put in force. */
static void
test_validity (Desk *f, gconstpointer data)
{
  static const gint64 limits[][2] = { { START + REVIEW_DAY, 0 }, { 0, START - REVIEW_DAY } };

  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      g_autoptr (ReviewPolicy) policy = with_threshold (f, 0.01);
      g_autoptr (GError) error = NULL;
      g_autoptr (ReviewPolicyVersion) version = NULL;

      policy->valid_from = limits[i][0];
      policy->valid_until = limits[i][1];
      version = review_service_draft_policy (f->service, CALL (f->lead, 0), policy, &error);
      g_assert_no_error (error);
      do_step (f, APPROVE, f->admin, version->version, REVIEW_POLICY_APPROVED);
      refuse_step (f, LIVE, f->admin, version->version, REVIEW_ERROR_CONFLICT);
    }
  review_test_clock_advance (&f->clock, 2 * REVIEW_DAY);
  do_step (f, LIVE, f->admin, "r2", REVIEW_POLICY_LIVE);
}

/* The same key twice is one draft and one approval; another request with it is none. */
static void
test_repeated (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewPolicy) policy = with_threshold (f, 0.01);
  g_autoptr (ReviewPolicy) other = with_threshold (f, 0.02);
  g_autofree char *key = desk_new_key (f);
  g_autofree char *key2 = desk_new_key (f);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (ReviewPolicyVersion) version =
          review_service_draft_policy (f->service, KEYED (f->lead, key, 0), policy, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (version->version, ==, "r2");
    }
  g_assert_null (review_service_draft_policy (f->service, KEYED (f->lead, key, 0), other, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_KEY_REUSED);
  g_clear_error (&error);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (ReviewPolicyVersion) version =
          step (f, APPROVE, KEYED (f->admin, key2, 0), "r2", &error);

      g_assert_no_error (error);
      g_assert_cmpint (version->state, ==, REVIEW_POLICY_APPROVED);
    }
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM policy_state"), ==, 3);
}

typedef struct
{
  Desk *f;
  ReviewUser *user;
  gint approved;
} Race;

static gpointer
approve_in_race (gpointer user_data)
{
  Race *race = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewPolicyVersion) version =
      step (race->f, APPROVE, CALL (race->user, 0), "r2", &error);

  if (version != NULL)
    g_atomic_int_inc (&race->approved);
  else
    g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT);
  return NULL;
}

/* Sixteen people approve at once: one of them did. */
static void
test_race (Desk *f, gconstpointer data)
{
  g_autofree char *version = draft (f, f->lead, 0.01);
  Race race = { f, f->admin, 0 };
  GThread *threads[16];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("approver", approve_in_race, &race);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (race.approved, ==, 1);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM policy_state WHERE state = 'approved'"), ==,
                   1);
}

static gboolean
change_body (ReviewTx *tx, gpointer user_data, GError **error)
{
  return review_tx_exec (tx, error, "DROP TRIGGER policy_no_update", "") >= 0
         && review_tx_exec (tx, error,
                            "UPDATE policy SET body = REPLACE (body, '0.01', '0.049') "
                            "WHERE version = 'r2'",
                            "")
                == 1;
}

/* An approval holds for what was approved: content that was changed behind it never goes live. */
static void
test_tampered (Desk *f, gconstpointer data)
{
  g_autofree char *version = draft (f, f->lead, 0.01);
  g_autoptr (GError) error = NULL;

  do_step (f, APPROVE, f->admin, version, REVIEW_POLICY_APPROVED);
  review_store_write (f->store, change_body, NULL, &error);
  g_assert_no_error (error);
  refuse_step (f, LIVE, f->admin, version, REVIEW_ERROR_CORRUPT);
}

/* Assessed before, it keeps its version; assessed after, it has the new one. SOP texts follow. */
static void
test_what_follows (Desk *f, gconstpointer data)
{
  g_autofree char *before = desk_add_case (f, &(CaseSpec){ .id = "before", .risk = 0.3 });
  g_autofree char *after = NULL;
  g_autoptr (ReviewPolicy) policy = with_threshold (f, 0.01);
  g_autoptr (ReviewCatalog) old_texts = review_service_dup_expanded_catalog (f->service);
  g_autoptr (ReviewCatalog) new_texts = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < policy->parameters->len; i++)
    {
      ReviewParameter *changed = review_record_copy (policy->parameters->pdata[i]);

      changed->value =
          changed->unit != NULL && strcmp (changed->unit, "d") == 0 ? 77 : changed->value;
      review_record_unref (policy->parameters->pdata[i]);
      policy->parameters->pdata[i] = changed;
    }
  desk_ignore (review_service_draft_policy (f->service, CALL (f->lead, 0), policy, &error));
  do_step (f, APPROVE, f->admin, "r2", REVIEW_POLICY_APPROVED);
  do_step (f, LIVE, f->admin, "r2", REVIEW_POLICY_LIVE);
  after = desk_add_case (f, &(CaseSpec){ .id = "after", .risk = 0.3 });
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM assessment WHERE policy = 'r1'"), ==, 1);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM assessment WHERE policy = 'r2'"), ==, 1);
  new_texts = review_service_dup_expanded_catalog (f->service);
  g_assert_false (review_record_equal (old_texts, new_texts));
}

/* Another server on the same store follows at its next turn. */
static void
test_other_server (Desk *f, gconstpointer data)
{
  g_autofree char *version = draft (f, f->lead, 0.01);
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewService) other =
      review_service_new (f->store, (ReviewCatalog *) review_service_get_catalog (f->service),
                          (ReviewPolicy *) review_service_get_policy (f->service));

  do_step (f, APPROVE, f->admin, version, REVIEW_POLICY_APPROVED);
  do_step (f, LIVE, f->admin, version, REVIEW_POLICY_LIVE);
  g_assert_cmpstr (review_service_get_policy (other)->version, ==, "r1");
  g_assert_true (review_service_settle (other, &error));
  g_assert_cmpstr (review_service_get_policy (other)->version, ==, "r2");
}

static gboolean
accept_policy (gpointer self,
               const ReviewPolicy *policy,
               const ReviewCatalog *catalog,
               GError **error)
{
  return TRUE;
}

static ReviewCertificate *
prove (int side, double lambda)
{
  ReviewCertificate *one = review_record_new (&review_certificate_type);

  one->side = side;
  one->target = side == REVIEW_SIDE_PASS ? 0.99 : 0.95;
  one->lambda = lambda;
  one->n = 1000;
  one->k = 3;
  one->delta = 0.1;
  one->bound = one->target + 0.001;
  one->sensitivity = 1;
  one->model = g_strdup ("m1");
  one->calibration = g_strdup ("c1");
  return one;
}

static ReviewHubView *
describe_today (gpointer self, ReviewService *service, const char *case_type, GError **error)
{
  ReviewHubView *view = review_record_new (&review_hub_view_type);

  view->certificate_pass = prove (REVIEW_SIDE_PASS, 0.04);
  view->certificate_block = prove (REVIEW_SIDE_BLOCK, 0.96);
  return view;
}

static ReviewBacktest *
backtest_nothing (gpointer self,
                  ReviewService *service,
                  const char *case_type,
                  const ReviewBacktestRequest *request,
                  GError **error)
{
  g_assert_not_reached ();
}

/* What a draft claims to be proven, the server has to find itself. */
static void
test_claimed_proofs (Desk *f, gconstpointer data)
{
  static const ReviewAssessor assessor = { .check_policy = accept_policy,
                                           .describe = describe_today,
                                           .backtest = backtest_nothing };

  review_service_set_assessor (f->service, &assessor);
  for (int wrong = 0; wrong <= 5; wrong++)
    {
      g_autoptr (ReviewPolicy) policy = with_threshold (f, 0.04);
      ReviewTypePolicy *type = policy->types->pdata[0];
      ReviewCertificate *pass = prove (REVIEW_SIDE_PASS, wrong == 1 ? 0.05 : 0.04);
      g_autoptr (GError) error = NULL;
      g_autoptr (ReviewPolicyVersion) version = NULL;
      g_autofree char *field = NULL;

      type->threshold_block = 0.96;
      type->certified = TRUE;
      type->certificates = review_records_new ();
      pass->n += wrong == 2 ? 1 : 0;
      pass->model[1] = wrong == 3 ? '2' : '1';
      pass->calibration[1] = wrong == 4 ? '2' : '1';
      g_ptr_array_add (type->certificates, pass);
      if (wrong != 5)
        g_ptr_array_add (type->certificates, prove (REVIEW_SIDE_BLOCK, 0.96));
      version = review_service_draft_policy (f->service, CALL (f->lead, 0), policy, &error);
      g_assert_cmpint (version != NULL, ==, wrong == 0);
      if (wrong == 0)
        continue;
      g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
      field = review_error_dup_field (error);
      g_assert_cmpstr (field, ==, "types[0].certified");
    }
}

#define ADD(name, func) g_test_add ("/policy/" name, Desk, NULL, desk_set_up, func, desk_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("way", test_way);
  ADD ("forbidden-steps", test_forbidden_steps);
  ADD ("four-eyes", test_four_eyes);
  ADD ("withdraw", test_withdraw);
  ADD ("reason", test_reason);
  ADD ("wrong-drafts", test_wrong_drafts);
  ADD ("validity", test_validity);
  ADD ("repeated", test_repeated);
  ADD ("race", test_race);
  ADD ("tampered", test_tampered);
  ADD ("what-follows", test_what_follows);
  ADD ("other-server", test_other_server);
  ADD ("claimed-proofs", test_claimed_proofs);
  return g_test_run ();
}
