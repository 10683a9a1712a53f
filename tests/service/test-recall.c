/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of commands when their case is looked at again: nothing more is sent while it is, and
 * what was done is kept, undone or put before somebody, as the second decision wants it. */
#define G_LOG_DOMAIN "test-recall"
#include <string.h>

#include "review-reopening.h"
#include "review-service-campaigns.h"
#include "service-fixture.h"

static void
decide_next (Desk *f, const ReviewUser *user, int choice, const char *disposition)
{
  g_autoptr (ReviewCaseView) view = desk_take_next (f, user);
  g_autoptr (ReviewDecision) decision = NULL;
  g_autoptr (GError) error = NULL;
  ReviewForm *form;

  g_assert_nonnull (view);
  form = desk_make_form (choice, view);
  if (disposition != NULL)
    {
      g_free (form->disposition);
      form->disposition = g_strdup (disposition);
    }
  decision = desk_decide (f, user, view, form, &error);
  g_assert_no_error (error);
  desk_settle_after (f, 11 * REVIEW_SECOND);
}

static void
reopen (Desk *f, const char *case_id)
{
  g_autoptr (ReviewReopenRequest) request = review_record_new (&review_reopen_request_type);
  g_autoptr (ReviewReopening) one = NULL;
  g_autoptr (GError) error = NULL;

  request->trigger = REVIEW_REOPEN_APPEAL;
  request->basis = REVIEW_BASIS_ON_RECORD;
  request->reason = g_strdup ("The customer sent the police report.");
  one = review_service_reopen (f->service, CALL (f->lead, 0), case_id, request, &error);
  g_assert_no_error (error);
}

/* Sends what is due; the other system says @reply of each, 0: nothing. Returns how many there were. */
static guint
deliver (Desk *f, int reply)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) due = review_service_list_due_commands (f->service, 20, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < due->len; i++)
    {
      const ReviewCommandOut *command = due->pdata[i];
      const ReviewDelivered said = { .effect = command->id, .reply = reply };

      g_assert_cmpstr (command->kind, !=, REVIEW_EFFECT_BY_HAND);
      review_service_file_delivery (f->service, &said, &error);
      g_assert_no_error (error);
    }
  return due->len;
}

static void
deliver_all (Desk *f)
{
  while (deliver (f, REVIEW_REPLY_CONFIRMED) > 0)
    ;
}

static gint64
count (Desk *f, const char *kind, const char *state)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT COUNT(*) FROM effect WHERE kind = '%s' AND state = '%s'", kind, state);

  return desk_count (f, sql);
}

static gboolean
is_case (Desk *f, const char *state)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT COUNT(*) FROM case_file WHERE state = '%s'", state);

  return desk_count (f, sql) == 1;
}

/* What was never sent is not sent while the case is open; upheld, it is commanded anew. */
static void
test_unsent (Desk *f, gconstpointer data)
{
  g_autofree char *id = desk_add_case (f, &(CaseSpec){ .id = "a", .risk = 0.8 });

  decide_next (f, f->agent, REVIEW_CHOICE_BLOCK, "cancel_return");
  reopen (f, id);
  g_assert_cmpint (count (f, "reject_withdrawal", "cancelled"), ==, 1);
  g_assert_cmpint (count (f, "return_funds", "cancelled"), ==, 1);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM audit WHERE action = 'effect_cancel'"), ==,
                   3);
  g_assert_true (is_case (f, "queued"));
  g_assert_cmpuint (deliver (f, REVIEW_REPLY_CONFIRMED), ==, 0);
  decide_next (f, f->senior, REVIEW_CHOICE_BLOCK, "cancel_return");
  deliver_all (f);
  g_assert_cmpint (count (f, "reject_withdrawal", "confirmed"), ==, 1);
  g_assert_cmpint (count (f, "return_funds", "confirmed"), ==, 1);
  g_assert_true (is_case (f, "closed"));
  desk_verify_audit (f);
}

/* What is with the other system goes on; upheld, it is not commanded twice, and what waited for it
 * waits for it still. */
static void
test_sent (Desk *f, gconstpointer data)
{
  g_autofree char *id = desk_add_case (f, &(CaseSpec){ .id = "a", .risk = 0.8 });

  decide_next (f, f->agent, REVIEW_CHOICE_BLOCK, "cancel_return");
  g_assert_cmpuint (deliver (f, REVIEW_REPLY_ACCEPTED), ==, 1);
  reopen (f, id);
  g_assert_cmpint (count (f, "reject_withdrawal", "requested"), ==, 1);
  g_assert_cmpint (count (f, "return_funds", "cancelled"), ==, 1);
  decide_next (f, f->senior, REVIEW_CHOICE_BLOCK, "cancel_return");
  g_assert_true (is_case (f, "effects_pending"));
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM effect WHERE kind = 'reject_withdrawal'"),
                   ==, 1);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM effect WHERE state = 'requested' "
                                  "AND next_at IS NOT NULL"),
                   ==, 1);
  review_test_clock_advance (&f->clock, REVIEW_HOUR);
  deliver_all (f);
  g_assert_cmpint (count (f, "return_funds", "confirmed"), ==, 1);
  g_assert_cmpint (count (f, "notify_customer", "confirmed"), ==, 1);
  g_assert_true (is_case (f, "closed"));
}

static ReviewEffect *
find_by_hand (Desk *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewEffectList) list = review_service_list_effects (f->service, f->lead, &error);
  ReviewEffect *found = NULL;

  g_assert_no_error (error);
  for (guint i = 0; i < list->rows->len; i++)
    {
      const ReviewEffectRow *row = list->rows->pdata[i];

      if (strcmp (row->effect->kind, REVIEW_EFFECT_BY_HAND) == 0)
        found = row->effect;
    }
  return found != NULL ? review_record_ref (found) : NULL;
}

/* Overturned: the freeze is lifted by its own command; that the withdrawal was rejected no command
 * takes back, so somebody sees to it, and until then the case is not closed. */
static void
test_overturned (Desk *f, gconstpointer data)
{
  g_autofree char *id = desk_add_case (f, &(CaseSpec){ .id = "a", .risk = 0.8 });
  g_autoptr (ReviewEffectAct) act = review_record_new (&review_effect_act_type);
  g_autoptr (ReviewEffect) hand = NULL;
  g_autoptr (ReviewEffect) seen_to = NULL;
  g_autoptr (GError) error = NULL;

  decide_next (f, f->agent, REVIEW_CHOICE_BLOCK, "cancel_freeze");
  deliver_all (f);
  g_assert_true (is_case (f, "closed"));
  reopen (f, id);
  decide_next (f, f->senior, REVIEW_CHOICE_PASS, NULL);
  g_assert_cmpint (count (f, "unfreeze_account", "requested"), ==, 1);
  g_assert_cmpint (count (f, "release_withdrawal", "requested"), ==, 1);
  hand = find_by_hand (f);
  g_assert_nonnull (hand);
  g_assert_cmpstr (hand->reason, ==, "lasting");
  g_assert_cmpstr (hand->detail, ==, "reject_withdrawal");
  g_assert_null (
      review_service_retry_effect (f->service, CALL (f->lead, hand->version), hand->id, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT);
  g_clear_error (&error);
  deliver_all (f);
  g_assert_cmpint (count (f, "unfreeze_account", "confirmed"), ==, 1);
  g_assert_true (is_case (f, "effects_pending"));
  act->reason = g_strdup ("The customer was told to ask again, ticket OPS-12.");
  g_assert_null (review_service_confirm_effect (f->service, CALL (f->senior, hand->version),
                                                hand->id, act, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_FORBIDDEN);
  g_clear_error (&error);
  seen_to = review_service_confirm_effect (f->service, CALL (f->lead, hand->version), hand->id, act,
                                           &error);
  g_assert_no_error (error);
  g_assert_cmpint (seen_to->state, ==, REVIEW_EFFECT_CONFIRMED);
  g_assert_true (is_case (f, "closed"));
}

/* Overturned while the other system was silent: nobody asks it for the freeze any more, and it is
 * undone in case it was made; a late word that it was opens an incident. */
static void
test_unanswered (Desk *f, gconstpointer data)
{
  g_autofree char *id = desk_add_case (f, &(CaseSpec){ .id = "a", .risk = 0.8 });
  g_autoptr (GPtrArray) due = NULL;
  g_autoptr (GError) error = NULL;
  ReviewDelivered late = { .reply = REVIEW_REPLY_CONFIRMED };

  decide_next (f, f->agent, REVIEW_CHOICE_BLOCK, "legal_hold");
  g_assert_cmpuint (deliver (f, REVIEW_REPLY_CONFIRMED), ==, 1);
  due = review_service_list_due_commands (f->service, 1, &error);
  g_assert_cmpstr (((ReviewCommandOut *) due->pdata[0])->kind, ==, "freeze_account");
  late.effect = ((ReviewCommandOut *) due->pdata[0])->id;
  g_assert_cmpuint (deliver (f, 0), ==, 1);
  reopen (f, id);
  g_assert_cmpint (count (f, "freeze_account", "requested"), ==, 1);
  decide_next (f, f->senior, REVIEW_CHOICE_PASS, NULL);
  g_assert_cmpint (count (f, "freeze_account", "cancelled"), ==, 1);
  g_assert_cmpint (count (f, "unfreeze_account", "requested"), ==, 1);
  review_service_file_delivery (f->service, &late, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count (f, "freeze_account", "cancelled"), ==, 1);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM event WHERE kind = 'incident'"), ==, 1);
}

/* Blocked, released, blocked again: what was undone is commanded once more. */
static void
test_back_and_forth (Desk *f, gconstpointer data)
{
  g_autofree char *id = desk_add_case (f, &(CaseSpec){ .id = "a", .risk = 0.8 });

  decide_next (f, f->agent, REVIEW_CHOICE_BLOCK, "cancel_freeze");
  deliver_all (f);
  reopen (f, id);
  decide_next (f, f->senior, REVIEW_CHOICE_PASS, NULL);
  deliver_all (f);
  reopen (f, id);
  decide_next (f, f->lead, REVIEW_CHOICE_BLOCK, "cancel_freeze");
  deliver_all (f);
  g_assert_cmpint (count (f, "freeze_account", "confirmed"), ==, 2);
  g_assert_cmpint (count (f, "unfreeze_account", "confirmed"), ==, 1);
}

/* Another disposition of the same decision: what it does not want any more is undone. */
static void
test_milder (Desk *f, gconstpointer data)
{
  g_autofree char *id = desk_add_case (f, &(CaseSpec){ .id = "a", .risk = 0.8 });

  decide_next (f, f->agent, REVIEW_CHOICE_BLOCK, "cancel_freeze");
  deliver_all (f);
  reopen (f, id);
  decide_next (f, f->senior, REVIEW_CHOICE_BLOCK, "cancel_return");
  deliver_all (f);
  g_assert_cmpint (count (f, "unfreeze_account", "confirmed"), ==, 1);
  g_assert_cmpint (count (f, "reject_withdrawal", "confirmed"), ==, 1);
  g_assert_cmpint (count (f, "return_funds", "confirmed"), ==, 1);
  g_assert_null (find_by_hand (f));
  g_assert_true (is_case (f, "closed"));
}

/* Whoever decided hears how it ended, with the basis: new evidence says nothing about them. */
static void
test_feedback (Desk *f, gconstpointer data)
{
  g_autofree char *id = desk_add_case (f, &(CaseSpec){ .id = "a", .risk = 0.8 });
  g_autoptr (ReviewInboxPage) page = NULL;
  g_autoptr (ReviewInboxPage) other = NULL;
  g_autoptr (GError) error = NULL;
  const ReviewFeedback *one;

  decide_next (f, f->agent, REVIEW_CHOICE_BLOCK, "cancel_return");
  reopen (f, id);
  decide_next (f, f->senior, REVIEW_CHOICE_PASS, NULL);
  page = review_service_read_inbox (f->service, f->agent, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->feedback->len, ==, 1);
  one = page->feedback->pdata[0];
  g_assert_cmpint (one->kind, ==, REVIEW_FEEDBACK_OVERTURNED);
  g_assert_cmpint (one->recommendation, ==, REVIEW_RECOMMEND_BLOCK);
  g_assert_cmpint (one->choice, ==, REVIEW_CHOICE_PASS);
  g_assert_cmpint (one->basis, ==, REVIEW_BASIS_ON_RECORD);
  g_assert_cmpstr (one->by_name, ==, f->senior->name);
  other = review_service_read_inbox (f->service, f->senior, &error);
  g_assert_no_error (error);
  g_assert_true (other->feedback == NULL || other->feedback->len == 0);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Desk *f, gconstpointer data);
  } tests[] = {
    { "/recall/unsent", test_unsent },
    { "/recall/sent", test_sent },
    { "/recall/overturned", test_overturned },
    { "/recall/unanswered", test_unanswered },
    { "/recall/back-and-forth", test_back_and_forth },
    { "/recall/milder", test_milder },
    { "/recall/feedback", test_feedback },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Desk, NULL, desk_set_up, tests[i].test, desk_tear_down);
  return g_test_run ();
}
