/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often a masked field may be opened: by the clock, per person, by the policy in force. */
#define G_LOG_DOMAIN "test-reveal"
#include <string.h>

#include "service-fixture.h"

static gboolean
reveal (Desk *f, const ReviewUser *user, const char *work, GError **error)
{
  g_autoptr (ReviewRevealRequest) request = review_record_new (&review_reveal_request_type);
  g_autoptr (ReviewRevealed) answer = NULL;
  g_autofree char *key = desk_new_key (f);

  request->evidence = g_strdup ("E1");
  request->field = g_strdup ("amount");
  request->reason = g_strdup ("trace");
  answer = review_service_reveal (f->service, KEYED (user, key, 0), work, request, error);
  return answer != NULL;
}

/* How many go through before one is refused. */
static guint
reveal_all (Desk *f, const ReviewUser *user, const char *work)
{
  g_autoptr (GError) error = NULL;
  guint n = 0;

  while (n < 1000 && reveal (f, user, work, &error))
    n++;
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_LIMITED);
  return n;
}

static void
keep_lease (Desk *f, const ReviewUser *user, const char *work)
{
  g_autofree char *key = desk_new_key (f);
  g_autoptr (GError) error = NULL;
  gpointer lease = review_service_renew_lease (f->service, KEYED (user, key, 0), work, &error);

  g_assert_no_error (error);
  desk_ignore (lease);
}

static guint
count_heard (Desk *f, const ReviewUser *user)
{
  g_autoptr (GPtrArray) events = review_service_list_events (f->service, user, 0, 1000, NULL, NULL);
  guint n = 0;

  for (guint i = 0; i < events->len; i++)
    {
      const ReviewEvent *event = events->pdata[i];

      if (strcmp (event->kind, "reveal_limit") != 0)
        continue;
      n++;
      g_assert_cmpstr (event->object, ==, f->agent->id);
      g_assert_cmpstr (event->text, ==, f->agent->name);
    }
  return n;
}

/* Ten at one go, ten more a minute later, sixty in an hour; then again as the hour goes by. */
static void
test_limits (Desk *f, gconstpointer data)
{
  g_autofree char *id = desk_add_case (f, &(CaseSpec){ .id = "a", .risk = 0.8 });
  g_autofree char *other = desk_add_case (f, &(CaseSpec){ .id = "b", .risk = 0.8 });
  g_autoptr (ReviewCaseView) view = desk_take_next (f, f->agent);
  g_autoptr (ReviewCaseView) theirs = desk_take_next (f, f->senior);
  const char *work = view->work_item->id;
  g_autoptr (GError) error = NULL;

  for (guint minute = 0; minute < 6; minute++)
    {
      g_assert_cmpuint (reveal_all (f, f->agent, work), ==, REVIEW_REVEALS_PER_MINUTE);
      keep_lease (f, f->agent, work);
      desk_settle_after (f, REVIEW_MINUTE);
    }
  g_assert_cmpuint (reveal_all (f, f->agent, work), ==, 0);
  g_assert_true (reveal (f, f->senior, theirs->work_item->id, &error)); /* each has their own */
  g_assert_no_error (error);
  for (guint minute = 0; minute < 53; minute++)
    {
      desk_settle_after (f, REVIEW_MINUTE);
      keep_lease (f, f->agent, work);
    }
  g_assert_cmpuint (reveal_all (f, f->agent, work), ==, 0);
  desk_settle_after (f, REVIEW_MINUTE);
  g_assert_cmpuint (reveal_all (f, f->agent, work), ==, REVIEW_REVEALS_PER_MINUTE);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM audit WHERE action = 'reveal'"), ==, 71);
  desk_verify_audit (f);
}

/* Those who answer for the person hear of it, once an hour however often they try; it is on record. */
static void
test_alert (Desk *f, gconstpointer data)
{
  static const char written[] = "SELECT COUNT(*) FROM audit WHERE action = 'reveal_limit'";
  g_autofree char *id = desk_add_case (f, &(CaseSpec){ .id = "a", .risk = 0.8 });
  g_autoptr (ReviewCaseView) view = desk_take_next (f, f->agent);
  const char *work = view->work_item->id;

  g_assert_cmpuint (count_heard (f, f->lead), ==, 0);
  reveal_all (f, f->agent, work);
  g_assert_cmpuint (reveal_all (f, f->agent, work), ==, 0);
  g_assert_cmpuint (count_heard (f, f->lead), ==, 1);
  g_assert_cmpuint (count_heard (f, f->qa), ==, 1);
  g_assert_cmpuint (count_heard (f, f->agent), ==, 0);
  g_assert_cmpuint (count_heard (f, f->senior), ==, 0);
  g_assert_cmpuint (count_heard (f, f->bpo), ==, 0);
  g_assert_cmpint (desk_count (f, written), ==, 1);
  for (guint minute = 0; minute < 61; minute++)
    {
      desk_settle_after (f, REVIEW_MINUTE);
      keep_lease (f, f->agent, work);
    }
  reveal_all (f, f->agent, work);
  g_assert_cmpuint (count_heard (f, f->lead), ==, 2);
  g_assert_cmpint (desk_count (f, written), ==, 2);
  desk_verify_audit (f);
}

/* The shipped policy says the same as what holds where a policy says nothing. */
static void
test_policy (Desk *f, gconstpointer data)
{
  const ReviewPolicy *policy = review_service_get_policy (f->service);
  double value = 0;

  g_assert_true (review_policy_get_parameter (policy, "reveals_per_hour", &value));
  g_assert_cmpfloat (value, ==, REVIEW_REVEALS_PER_HOUR);
  g_assert_true (review_policy_get_parameter (policy, "reveals_per_minute", &value));
  g_assert_cmpfloat (value, ==, REVIEW_REVEALS_PER_MINUTE);
}

#define ADD(path, func) g_test_add (path, Desk, NULL, desk_set_up, func, desk_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/reveal/limits", test_limits);
  ADD ("/reveal/alert", test_alert);
  ADD ("/reveal/policy", test_policy);
  return g_test_run ();
}
