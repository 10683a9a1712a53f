/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What follows from a decision: commands in their order, sent until they are answered, confirmed
 * exactly once or visibly failed; whatever the core system does, and whenever the server dies. */
#define G_LOG_DOMAIN "test-effects"
#include <string.h>

#include "review-core-simulator.h"
#include "review-courier.h"
#include "service-fixture.h"

static const ReviewCoreFates no_fates = { 0 };

/* A core system outlives the server that talks to it. */
typedef struct
{
  Desk *desk;
  ReviewCoreSimulator *core;
  ReviewCourier *courier;
} Yard;

static void
start_courier (Yard *self)
{
  ReviewCore core = review_core_simulator_get_core (self->core);

  core.free = NULL;
  self->courier = review_courier_new (self->desk->service, &core);
}

static void
open_yard (Yard *self, Desk *desk, const ReviewCoreFates *fates)
{
  self->desk = desk;
  self->core = review_core_simulator_new ("seed", fates);
  start_courier (self);
}

static void
close_yard (Yard *self)
{
  review_courier_free (self->courier);
  review_core_simulator_free (self->core);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Yard, close_yard)

static gint64
turn (Yard *self)
{
  g_autoptr (GError) error = NULL;
  gint64 sent = review_courier_turn (self->courier, &error);

  g_assert_no_error (error);
  return sent;
}

/* Time passes in steps of a second, with a turn in each. */
static void
run_for (Yard *self, gint64 time)
{
  for (gint64 t = 0; t < time; t += REVIEW_SECOND)
    {
      review_test_clock_advance (&self->desk->clock, REVIEW_SECOND);
      while (turn (self) > 0)
        ;
    }
}

/* Decides one case of @type and lets it take effect. Returns the case's id. */
static char *
decide (Desk *f, const char *name, int choice, const char *disposition)
{
  g_autofree char *id = desk_add_case (f, &(CaseSpec){ .id = name, .risk = 0.8 });
  g_autoptr (ReviewCaseView) view = desk_take_next (f, f->senior);
  g_autoptr (GError) error = NULL;
  ReviewForm *form = desk_make_form (choice, view);
  g_autoptr (ReviewDecision) decision = NULL;

  g_assert_cmpstr (view->item_case->id, ==, id);
  if (disposition != NULL)
    {
      g_free (form->disposition);
      form->disposition = g_strdup (disposition);
    }
  decision = desk_decide (f, f->senior, view, form, &error);
  g_assert_no_error (error);
  desk_settle_after (f, 11 * REVIEW_SECOND);
  return g_steal_pointer (&id);
}

static gint64
count_state (Desk *f, const char *state)
{
  g_autofree char *sql = g_strdup_printf ("SELECT COUNT(*) FROM effect WHERE state = '%s'", state);

  return desk_count (f, sql);
}

static gint64
count_cases (Desk *f, const char *state)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT COUNT(*) FROM case_file WHERE state = '%s'", state);

  return desk_count (f, sql);
}

static ReviewEffectList *
list_for (Desk *f, const ReviewUser *user)
{
  g_autoptr (GError) error = NULL;
  ReviewEffectList *list = review_service_list_effects (f->service, user, &error);

  g_assert_no_error (error);
  return list;
}

/* The money goes back after the withdrawal is rejected, and the customer hears of it last. */
static void
test_order (Desk *f, gconstpointer data)
{
  static const char *const order[] = { "reject_withdrawal", "return_funds", "notify_customer" };
  g_auto (Yard) yard = { 0 };
  g_autofree char *id = NULL;
  GPtrArray *done;

  open_yard (&yard, f, &no_fates);
  id = decide (f, "a", REVIEW_CHOICE_BLOCK, "cancel_return");
  g_assert_cmpint (count_state (f, "requested"), ==, 3);
  g_assert_cmpint (count_cases (f, "effects_pending"), ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    g_assert_cmpint (turn (&yard), ==, 1);
  g_assert_cmpint (turn (&yard), ==, 0);
  done = review_core_simulator_get_done (yard.core);
  g_assert_cmpint (done->len, ==, 3);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    g_assert_cmpstr (((ReviewCommandOut *) done->pdata[i])->kind, ==, order[i]);
  g_assert_cmpint (count_state (f, "confirmed"), ==, 3);
  g_assert_cmpint (count_cases (f, "closed"), ==, 1);
}

/* A command carries the number that the policy had, and the customer's text in both languages. */
static void
test_contents (Desk *f, gconstpointer data)
{
  g_auto (Yard) yard = { 0 };
  g_autofree char *id = NULL;
  const ReviewCommandOut *wait, *notice;
  GPtrArray *done;

  open_yard (&yard, f, &no_fates);
  id = decide (f, "a", REVIEW_CHOICE_BLOCK, "cancel_cooloff");
  run_for (&yard, 5 * REVIEW_SECOND);
  done = review_core_simulator_get_done (yard.core);
  g_assert_cmpint (done->len, ==, 3);
  wait = done->pdata[1];
  g_assert_cmpstr (wait->kind, ==, "start_cooling_off");
  g_assert_cmpstr (wait->target, ==, "account");
  g_assert_cmpstr (wait->subject, ==, "customer-a");
  g_assert_cmpstr (((ReviewParameter *) wait->parameters->pdata[0])->name, ==, "cooldown_h");
  g_assert_cmpfloat (((ReviewParameter *) wait->parameters->pdata[0])->value, ==, 48);
  g_assert_null (wait->customer_text);
  notice = done->pdata[2];
  g_assert_cmpstr (notice->notice, ==, "withdrawals_paused");
  g_assert_nonnull (strstr (notice->customer_text->en, "48 hours"));
  g_assert_nonnull (strstr (notice->customer_text->zh_cn, "48 小时"));
}

/* Of a legal hold the customer hears nothing, and two ways to stop a withdrawal read the same. */
static void
test_silence (Desk *f, gconstpointer data)
{
  g_autofree char *held = decide (f, "a", REVIEW_CHOICE_BLOCK, "legal_hold");
  g_autofree char *frozen = NULL;
  g_autofree char *returned = NULL;

  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM customer_notice"), ==, 0);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM effect WHERE kind = 'notify_customer'"), ==,
                   0);
  frozen = decide (f, "b", REVIEW_CHOICE_BLOCK, "cancel_freeze");
  returned = decide (f, "c", REVIEW_CHOICE_BLOCK, "cancel_return");
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM customer_notice"), ==, 2);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(DISTINCT text || text_zh_cn || code) "
                                  "FROM customer_notice"),
                   ==, 1);
}

static void
test_undo (Desk *f, gconstpointer data)
{
  g_auto (Yard) yard = { 0 };
  g_autofree char *id = desk_add_case (f, &(CaseSpec){ .id = "u", .risk = 0.8 });
  g_autoptr (ReviewCaseView) view = desk_take_next (f, f->senior);
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewDecision) decision = NULL;
  g_autoptr (ReviewCaseView) back = NULL;

  open_yard (&yard, f, &no_fates);
  decision = desk_decide (f, f->senior, view, desk_make_form (REVIEW_CHOICE_BLOCK, view), &error);
  g_assert_no_error (error);
  run_for (&yard, 9 * REVIEW_SECOND);
  desk_settle_after (f, 0);
  back = review_service_retract (f->service, CALL (f->senior, decision->work_item_version),
                                 decision->id, &error);
  g_assert_no_error (error);
  desk_settle_after (f, REVIEW_MINUTE);
  run_for (&yard, REVIEW_MINUTE);
  g_assert_cmpint (review_core_simulator_count_sent (yard.core), ==, 0);
}

/* An hour without a core: few attempts, nothing lost, nothing done twice, and it shows. */
static void
test_down (Desk *f, gconstpointer data)
{
  g_auto (Yard) yard = { 0 };

  open_yard (&yard, f, &no_fates);
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *name = g_strdup_printf ("d%u", i);
      g_autofree char *id = decide (f, name, REVIEW_CHOICE_BLOCK, "cancel_return");
    }
  review_core_simulator_set_down (yard.core, TRUE);
  run_for (&yard, REVIEW_HOUR);
  g_assert_cmpint (review_core_simulator_count_sent (yard.core), >, 50);
  g_assert_cmpint (review_core_simulator_count_sent (yard.core), <, 150);
  g_assert_cmpint (count_state (f, "requested"), ==, 60);
  {
    g_autoptr (ReviewEffectList) list = list_for (f, f->lead);

    g_assert_cmpint (list->failed, ==, 0);
    g_assert_cmpint (list->late, ==, 20); /* the others wait for these */
    g_assert_cmpint (list->rows->len, ==, 20);
  }
  review_core_simulator_set_down (yard.core, FALSE);
  run_for (&yard, 7 * REVIEW_MINUTE);
  g_assert_cmpint (count_state (f, "confirmed"), ==, 60);
  g_assert_cmpint (review_core_simulator_get_done (yard.core)->len, ==, 60);
  g_assert_cmpint (count_cases (f, "closed"), ==, 20);
}

/* After a day without an answer somebody has to look. */
static void
test_give_up (Desk *f, gconstpointer data)
{
  g_auto (Yard) yard = { 0 };
  g_autofree char *id = NULL;
  g_autoptr (ReviewEffectList) list = NULL;

  open_yard (&yard, f, &no_fates);
  id = decide (f, "a", REVIEW_CHOICE_PASS, NULL);
  review_core_simulator_set_down (yard.core, TRUE);
  run_for (&yard, REVIEW_MINUTE);
  review_test_clock_advance (&f->clock, REVIEW_DAY);
  run_for (&yard, 2 * REVIEW_SECOND);
  list = list_for (f, f->lead);
  g_assert_cmpint (list->failed, ==, 1);
  g_assert_cmpstr (((ReviewEffectRow *) list->rows->pdata[0])->effect->reason, ==, "unreachable");
}

static const ReviewCoreFates all_refused = { .refused = 1000 };

static ReviewEffect *
first_failed (Desk *f, const ReviewUser *user)
{
  g_autoptr (ReviewEffectList) list = list_for (f, user);
  const ReviewEffectRow *row;

  g_assert_cmpint (list->failed, ==, 1);
  row = list->rows->pdata[0];
  return review_record_ref (row->effect);
}

/* What failed is sent again on request; only then do the others follow. */
static void
test_retry (Desk *f, gconstpointer data)
{
  g_auto (Yard) yard = { 0 };
  g_autofree char *id = NULL;
  g_autofree char *key = desk_new_key (f);
  g_autoptr (ReviewEffect) failed = NULL;
  g_autoptr (ReviewEffect) again = NULL;
  g_autoptr (ReviewEffect) repeated = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) stale = NULL;
  g_autoptr (GError) agent = NULL;

  open_yard (&yard, f, &all_refused);
  id = decide (f, "a", REVIEW_CHOICE_BLOCK, "cancel_return");
  run_for (&yard, REVIEW_MINUTE);
  failed = first_failed (f, f->lead);
  g_assert_cmpstr (failed->kind, ==, "reject_withdrawal");
  g_assert_cmpstr (failed->reason, ==, "refused");
  g_assert_nonnull (failed->detail);
  g_assert_true (failed->simulated);
  g_assert_cmpint (count_state (f, "requested"), ==, 2);
  g_assert_cmpint (review_core_simulator_get_done (yard.core)->len, ==, 0);

  g_assert_null (review_service_retry_effect (f->service, CALL (f->agent, failed->version),
                                              failed->id, &agent));
  g_assert_error (agent, REVIEW_ERROR, REVIEW_ERROR_FORBIDDEN);
  again = review_service_retry_effect (f->service, KEYED (f->senior, key, failed->version),
                                       failed->id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (again->state, ==, REVIEW_EFFECT_REQUESTED);
  g_assert_cmpint (again->round, ==, 2);
  repeated = review_service_retry_effect (f->service, KEYED (f->senior, key, failed->version),
                                          failed->id, &error);
  g_assert_no_error (error);
  g_assert_true (review_record_equal (again, repeated));
  g_assert_null (review_service_retry_effect (f->service, CALL (f->lead, failed->version),
                                              failed->id, &stale));
  g_assert_error (stale, REVIEW_ERROR, REVIEW_ERROR_CONFLICT);
  run_for (&yard, 2 * REVIEW_SECOND);
  g_assert_cmpint (count_state (f, "confirmed"), ==, 1);
  g_assert_cmpint (count_state (f, "failed"), ==, 1);
}

/* By hand, with a reason, by somebody else than who decided. */
static void
test_by_hand (Desk *f, gconstpointer data)
{
  static const struct
  {
    const char *reason;
    int code;
  } wrong[] = { { " ", REVIEW_ERROR_INVALID },
                { "Mail of jane.doe@example.com says so.", REVIEW_ERROR_INVALID } };
  g_auto (Yard) yard = { 0 };
  g_autofree char *id = NULL;
  g_autoptr (ReviewEffect) failed = NULL;
  g_autoptr (ReviewEffect) done = NULL;
  g_autoptr (ReviewEffectAct) act = review_record_new (&review_effect_act_type);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) own = NULL;
  g_autoptr (GError) admin = NULL;

  open_yard (&yard, f, &all_refused);
  id = decide (f, "a", REVIEW_CHOICE_PASS, NULL);
  run_for (&yard, 2 * REVIEW_SECOND);
  failed = first_failed (f, f->lead);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) local = NULL;

      g_free (act->reason);
      act->reason = g_strdup (wrong[i].reason);
      g_assert_null (review_service_confirm_effect (f->service, CALL (f->lead, failed->version),
                                                    failed->id, act, &local));
      g_assert_error (local, REVIEW_ERROR, wrong[i].code);
    }
  g_free (act->reason);
  act->reason = g_strdup ("Released in the back office, ticket OPS-12.");
  g_assert_null (review_service_confirm_effect (f->service, CALL (f->senior, failed->version),
                                                failed->id, act, &own));
  g_assert_error (own, REVIEW_ERROR, REVIEW_ERROR_FORBIDDEN);
  g_assert_null (review_service_confirm_effect (f->service, CALL (f->admin, failed->version),
                                                failed->id, act, &admin));
  g_assert_error (admin, REVIEW_ERROR, REVIEW_ERROR_FORBIDDEN);
  done = review_service_confirm_effect (f->service, CALL (f->lead, failed->version), failed->id,
                                        act, &error);
  g_assert_no_error (error);
  g_assert_cmpint (done->state, ==, REVIEW_EFFECT_CONFIRMED);
  g_assert_cmpstr (done->by, ==, f->lead->id);
  g_assert_cmpstr (done->note, ==, act->reason);
  g_assert_cmpint (count_cases (f, "closed"), ==, 1);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM audit WHERE action = 'effect_by_hand'"), ==,
                   1);
}

static ReviewEffect *
report (Desk *f, const char *effect, int state, GError **error)
{
  ReviewUser service = *f->admin;
  g_autoptr (ReviewEffectReport) body = review_record_new (&review_effect_report_type);

  service.role = REVIEW_ROLE_SERVICE;
  service.id = (char *) "u-core";
  body->state = state;
  body->reason = g_strdup ("as the core says");
  return review_service_report_effect (f->service, CALL (&service, 0), effect, body, error);
}

/* What the core says of a case that is closed, of nothing, and against itself. */
static void
test_late_answers (Desk *f, gconstpointer data)
{
  g_auto (Yard) yard = { 0 };
  g_autofree char *id = NULL;
  g_autoptr (GPtrArray) due = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) unknown = NULL;
  g_autoptr (ReviewEffect) first = NULL;
  g_autoptr (ReviewEffect) second = NULL;
  g_autoptr (ReviewEffect) against = NULL;
  const char *effect;

  open_yard (&yard, f, &no_fates);
  id = decide (f, "a", REVIEW_CHOICE_PASS, NULL);
  due = review_service_list_due_commands (f->service, 10, &error);
  g_assert_no_error (error);
  effect = ((ReviewCommandOut *) due->pdata[0])->id;
  first = report (f, effect, REVIEW_REPLY_CONFIRMED, &error);
  g_assert_no_error (error);
  g_assert_cmpint (first->state, ==, REVIEW_EFFECT_CONFIRMED);
  g_assert_cmpint (count_cases (f, "closed"), ==, 1);
  second = report (f, effect, REVIEW_REPLY_CONFIRMED, &error);
  g_assert_no_error (error);
  g_assert_true (review_record_equal (first, second));
  against = report (f, effect, REVIEW_REPLY_FAILED, &error);
  g_assert_no_error (error);
  g_assert_true (review_record_equal (first, against));
  g_assert_cmpint (count_cases (f, "closed"), ==, 1);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM event WHERE kind = 'incident'"), ==, 1);
  g_assert_cmpint (
      desk_count (f, "SELECT COUNT(*) FROM audit WHERE action = 'effect_contradicted'"), ==, 1);
  g_assert_null (report (f, "00000000000000000000000000000001", REVIEW_REPLY_CONFIRMED, &unknown));
  g_assert_error (unknown, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND);
  run_for (&yard, REVIEW_MINUTE);
  g_assert_cmpint (review_core_simulator_count_sent (yard.core), ==, 0);
}

/* Nothing that a person who may get the blind look could read tells how the case was decided. */
static void
test_blind (Desk *f, gconstpointer data)
{
  g_auto (Yard) yard = { 0 };
  g_autofree char *id = NULL;
  g_autoptr (ReviewEffectList) lead = NULL;
  g_autoptr (ReviewEffectList) admin = NULL;
  g_autoptr (GError) error = NULL;
  const ReviewEffect *failed;

  open_yard (&yard, f, &all_refused);
  id = desk_add_case (f, &(CaseSpec){ .id = "a", .risk = 0.02, .route = REVIEW_ROUTE_AUDIT });
  run_for (&yard, 2 * REVIEW_SECOND);
  g_assert_cmpint (count_state (f, "failed"), ==, 1);
  lead = list_for (f, f->lead);
  g_assert_cmpint (lead->failed, ==, 0);
  g_assert_cmpint (lead->rows->len, ==, 0);
  admin = list_for (f, f->admin);
  g_assert_cmpint (admin->rows->len, ==, 1);
  failed = ((ReviewEffectRow *) admin->rows->pdata[0])->effect;
  g_assert_null (review_service_retry_effect (f->service, CALL (f->lead, failed->version),
                                              failed->id, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND);
}

/* The server dies between any two steps: what it had filed is there, the rest is asked again. */
static void
restart (Yard *self)
{
  review_courier_free (self->courier);
  desk_reopen (self->desk);
  start_courier (self);
}

static gboolean
check_effect (ReviewTx *tx, gpointer user_data, GError **error)
{
  GHashTable *places = user_data;
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error,
                       "SELECT e.id, e.state, p.id FROM effect e LEFT JOIN effect p ON "
                       "p.decision = e.decision AND e.after_kinds IS NOT NULL "
                       "AND ' ' || e.after_kinds || ' ' LIKE '% ' || p.kind || ' %'",
                       "");

  while (rows != NULL && review_rows_next (rows, error))
    {
      guint place = GPOINTER_TO_UINT (g_hash_table_lookup (places, review_rows_get_text (rows, 0)));
      const char *before = review_rows_get_text (rows, 2);

      g_assert_cmpint (strcmp (review_rows_get_text (rows, 1), "confirmed") == 0, ==, place != 0);
      if (place != 0 && before != NULL)
        {
          guint earlier = GPOINTER_TO_UINT (g_hash_table_lookup (places, before));

          g_assert_cmpuint (earlier, >, 0);
          g_assert_cmpuint (earlier, <, place);
        }
    }
  return rows != NULL;
}

/* What the core did and what the store says of it are the same, each once, in the demanded order. */
static void
check_ledger (Yard *self)
{
  GPtrArray *done = review_core_simulator_get_done (self->core);
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < done->len; i++)
    g_assert_true (g_hash_table_insert (places, ((ReviewCommandOut *) done->pdata[i])->id,
                                        GUINT_TO_POINTER (i + 1)));
  review_store_read (self->desk->store, check_effect, places, &error);
  g_assert_no_error (error);
}

/* 2,000 automatic decisions against a core that loses, delays, refuses and repeats, while the server
 * dies again and again: at the end each command is done once and confirmed, or has failed and shows. */
static void
test_faults (Desk *f, gconstpointer data)
{
  static const ReviewCoreFates fates = {
    .unheard = 100, .cut = 100, .accepted = 250, .refused = 30, .twice = 100
  };
  g_auto (Yard) yard = { 0 };
  g_autoptr (ReviewEffectList) list = NULL;
  const guint n = 2000;

  open_yard (&yard, f, &fates);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("f%u", i);
      gboolean block = i % 3 != 0;
      g_autofree char *id = desk_add_case (
          f, &(CaseSpec){ .id = name,
                          .risk = block ? 0.98 : 0.02,
                          .route = block ? REVIEW_ROUTE_AUTO_BLOCK : REVIEW_ROUTE_AUTO_PASS });
      if (i % 100 == 50)
        {
          turn (&yard);
          restart (&yard);
        }
      if (i % 10 == 0)
        run_for (&yard, REVIEW_SECOND);
    }
  for (guint i = 0; i < 12; i++)
    {
      run_for (&yard, REVIEW_MINUTE);
      restart (&yard);
    }
  check_ledger (&yard);
  list = list_for (f, f->lead);
  g_assert_cmpint (list->late, ==, 0);
  g_assert_cmpint (list->failed, ==, count_state (f, "failed"));
  g_assert_cmpint (list->failed, >, 20);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM effect WHERE state = 'requested' "
                                  "AND next_at IS NOT NULL"),
                   ==, 0);
  g_assert_cmpint (count_cases (f, "closed") + count_cases (f, "effects_pending"), ==, n);
  g_assert_cmpint (count_cases (f, "closed"), >, (gint64) n * 9 / 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/effects/" name, Desk, NULL, desk_set_up, func, desk_tear_down)
  ADD ("order", test_order);
  ADD ("contents", test_contents);
  ADD ("silence", test_silence);
  ADD ("undo", test_undo);
  ADD ("down", test_down);
  ADD ("give-up", test_give_up);
  ADD ("retry", test_retry);
  ADD ("by-hand", test_by_hand);
  ADD ("late-answers", test_late_answers);
  ADD ("blind", test_blind);
  ADD ("faults", test_faults);
  return g_test_run ();
}
