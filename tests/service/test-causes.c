/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which root causes are frequent: decisions that stand, lately, without anybody's name. */
#include "service-fixture.h"

static gint64
count (Desk *f, const ReviewUser *user, const char *code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewCauseCounts) counts =
      review_service_count_causes (f->service, user, "withdrawal_anomaly", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (counts->case_type, ==, "withdrawal_anomaly");
  return review_cause_counts_get (counts, code);
}

/* A disagreement of @user, which carries the root cause RC-X03. */
static void
decide_one (Desk *f, const ReviewUser *user, const char *id, const char *vendor)
{
  g_autofree char *case_id =
      desk_add_case (f, &(CaseSpec){ .id = id, .risk = 0.8, .vendor = vendor });
  g_autoptr (ReviewCaseView) view = desk_take_next (f, user);
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewDecision) decision = NULL;

  g_assert_cmpstr (view->item_case->id, ==, case_id);
  decision = desk_decide (f, user, view, desk_make_form (REVIEW_CHOICE_PASS, view), &error);
  g_assert_no_error (error);
}

/* A decision counts once it has taken effect, and no longer than the window. */
static void
test_window (Desk *f, gconstpointer data)
{
  decide_one (f, f->agent, "a", NULL);
  g_assert_cmpint (count (f, f->agent, "RC-X03"), ==, 0);
  desk_settle_after (f, 10 * REVIEW_SECOND);
  g_assert_cmpint (count (f, f->agent, "RC-X03"), ==, 1);
  g_assert_cmpint (count (f, f->agent, "RC-X08"), ==, 0);
  desk_settle_after (f, (gint64) (REVIEW_CAUSE_DAYS - 1) * 24 * 60 * REVIEW_MINUTE);
  g_assert_cmpint (count (f, f->agent, "RC-X03"), ==, 1);
  desk_settle_after (f, (gint64) 25 * 60 * REVIEW_MINUTE);
  g_assert_cmpint (count (f, f->agent, "RC-X03"), ==, 0);
}

/* A vendor's people are told of their own vendor's decisions only. */
static void
test_vendor (Desk *f, gconstpointer data)
{
  decide_one (f, f->agent, "a", NULL);
  desk_settle_after (f, 10 * REVIEW_SECOND);
  g_assert_cmpint (count (f, f->bpo, "RC-X03"), ==, 0);
  decide_one (f, f->bpo, "b", "brightdesk");
  desk_settle_after (f, 10 * REVIEW_SECOND);
  g_assert_cmpint (count (f, f->bpo, "RC-X03"), ==, 1);
  g_assert_cmpint (count (f, f->senior, "RC-X03"), ==, 2);
}

static void
test_unknown_type (Desk *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (review_service_count_causes (f->service, f->agent, "no_such_type", &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/causes/" name, Desk, NULL, desk_set_up, func, desk_tear_down)
  ADD ("window", test_window);
  ADD ("vendor", test_vendor);
  ADD ("unknown-type", test_unknown_type);
  return g_test_run ();
}
