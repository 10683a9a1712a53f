/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What made a look late: spells and the rows that they come from, judged by hand. */
#define G_LOG_DOMAIN "test-attainment"
#include "review-attainment.h"

#define H 3600000000

typedef struct
{
  int cause;
  gint64 hours;
} Stretch;

static ReviewVerdictOnTime
judge (const Stretch *stretches, gint64 limit, gint64 due)
{
  ReviewSpell spells[8];
  gint64 at = 0, paused = 0;
  gsize n = 0;

  for (; stretches[n].cause != 0; n++)
    {
      spells[n] = (ReviewSpell){ stretches[n].cause, at, at + stretches[n].hours * H };
      at = spells[n].until;
      if (stretches[n].cause == REVIEW_CAUSE_CUSTOMER || stretches[n].cause == REVIEW_CAUSE_HOLD)
        paused += stretches[n].hours * H;
    }
  return review_attainment_judge (spells, n, due * H, limit * H, paused);
}

static void
test_causes (void)
{
  static const struct
  {
    Stretch stretches[6];
    gint64 due; /* as the pauses moved it; the limit is 4 h */
    gboolean late, too_long;
    int cause;
  } table[] = {
    { { { REVIEW_CAUSE_QUEUE_WAIT, 1 }, { REVIEW_CAUSE_REVIEW_TIME, 3 } }, 4, FALSE, FALSE, 0 },
    { { { REVIEW_CAUSE_QUEUE_WAIT, 3 }, { REVIEW_CAUSE_REVIEW_TIME, 2 } },
      4,
      TRUE,
      TRUE,
      REVIEW_CAUSE_QUEUE_WAIT },
    { { { REVIEW_CAUSE_QUEUE_WAIT, 1 }, { REVIEW_CAUSE_REVIEW_TIME, 4 } },
      4,
      TRUE,
      TRUE,
      REVIEW_CAUSE_REVIEW_TIME },
    { { { REVIEW_CAUSE_NO_QUALIFIED_PERSON, 3 }, { REVIEW_CAUSE_QUEUE_WAIT, 2 } },
      4,
      TRUE,
      TRUE,
      REVIEW_CAUSE_NO_QUALIFIED_PERSON },
    { { { REVIEW_CAUSE_REVIEW_TIME, 1 }, { REVIEW_CAUSE_ESCALATION_WAIT, 5 } },
      4,
      TRUE,
      TRUE,
      REVIEW_CAUSE_ESCALATION_WAIT },
    { { { REVIEW_CAUSE_REVIEW_TIME, 1 }, { REVIEW_CAUSE_CORE_SYSTEM, 6 } },
      4,
      TRUE,
      TRUE,
      REVIEW_CAUSE_CORE_SYSTEM },
    /* The customer took ten hours: our clock kept its time, the customer's did not. */
    { { { REVIEW_CAUSE_REVIEW_TIME, 1 },
        { REVIEW_CAUSE_CUSTOMER, 10 },
        { REVIEW_CAUSE_REVIEW_TIME, 1 } },
      14,
      FALSE,
      TRUE,
      REVIEW_CAUSE_CUSTOMER },
    { { { REVIEW_CAUSE_HOLD, 5 }, { REVIEW_CAUSE_CUSTOMER, 3 }, { REVIEW_CAUSE_REVIEW_TIME, 1 } },
      12,
      FALSE,
      TRUE,
      REVIEW_CAUSE_HOLD },
    /* Late on ours too: a long pause is no excuse for it. */
    { { { REVIEW_CAUSE_QUEUE_WAIT, 2 },
        { REVIEW_CAUSE_CUSTOMER, 10 },
        { REVIEW_CAUSE_REVIEW_TIME, 3 } },
      14,
      TRUE,
      TRUE,
      REVIEW_CAUSE_REVIEW_TIME },
    /* A pause that still stands keeps our clock still. */
    { { { REVIEW_CAUSE_REVIEW_TIME, 1 }, { REVIEW_CAUSE_CUSTOMER, 9 } },
      4,
      FALSE,
      TRUE,
      REVIEW_CAUSE_CUSTOMER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      ReviewVerdictOnTime verdict = judge (table[i].stretches, 4, table[i].due);

      g_test_message ("row %zu", i);
      g_assert_true (verdict.late == table[i].late);
      g_assert_true (verdict.too_long == table[i].too_long);
      g_assert_cmpint (verdict.cause, ==, table[i].cause);
    }
}

static void
test_trail (void)
{
  static const struct
  {
    const char *action, *detail;
    int cause;
  } rows[] = {
    { "route", NULL, REVIEW_CAUSE_QUEUE_WAIT },
    { "take_next", NULL, REVIEW_CAUSE_REVIEW_TIME },
    { "draft", "1", REVIEW_CAUSE_REVIEW_TIME },
    { "lease_expired", "u", REVIEW_CAUSE_QUEUE_WAIT },
    { "take_back", NULL, REVIEW_CAUSE_REVIEW_TIME },
    { "request", "purpose", REVIEW_CAUSE_CUSTOMER },
    { "resume", NULL, REVIEW_CAUSE_QUEUE_WAIT },
    { "take", NULL, REVIEW_CAUSE_REVIEW_TIME },
    { "decide", "escalate", REVIEW_CAUSE_ESCALATION_WAIT },
    { "retract", NULL, REVIEW_CAUSE_REVIEW_TIME },
    { "release", NULL, REVIEW_CAUSE_QUEUE_WAIT },
    { "take", NULL, REVIEW_CAUSE_REVIEW_TIME },
    { "decide", "escalate", REVIEW_CAUSE_ESCALATION_WAIT },
    { "effective", NULL, REVIEW_CAUSE_ESCALATION_WAIT },
    { "escalation_up", NULL, REVIEW_CAUSE_ESCALATION_WAIT },
    { "take", NULL, REVIEW_CAUSE_REVIEW_TIME },
    { "release", NULL, REVIEW_CAUSE_ESCALATION_WAIT },
    { "take", NULL, REVIEW_CAUSE_REVIEW_TIME },
    { "hold", "outage", REVIEW_CAUSE_HOLD },
    { "wake", "time", REVIEW_CAUSE_ESCALATION_WAIT },
    { "answer", "to_compliance", REVIEW_CAUSE_ESCALATION_WAIT },
    { "answer", "returned_with_guidance", REVIEW_CAUSE_QUEUE_WAIT },
    { "take_next", NULL, REVIEW_CAUSE_REVIEW_TIME },
    { "request", "purpose", REVIEW_CAUSE_CUSTOMER },
    { "no_answer", "block", REVIEW_CAUSE_CORE_SYSTEM },
    { "take", NULL, REVIEW_CAUSE_REVIEW_TIME },
    { "hand_over", "reread", REVIEW_CAUSE_QUEUE_WAIT },
    { "assign", "Reads Thai.", REVIEW_CAUSE_QUEUE_WAIT },
    { "take_next", NULL, REVIEW_CAUSE_REVIEW_TIME },
    { "snooze", NULL, REVIEW_CAUSE_QUEUE_WAIT },
    { "close", "duplicate", REVIEW_CAUSE_CORE_SYSTEM },
  };
  ReviewTrail trail = { .cause = REVIEW_CAUSE_QUEUE_WAIT };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      review_trail_follow (&trail, rows[i].action, rows[i].detail);
      g_test_message ("row %zu, %s", i, rows[i].action);
      g_assert_cmpint (trail.cause, ==, rows[i].cause);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/attainment/causes", test_causes);
  g_test_add_func ("/attainment/trail", test_trail);
  return g_test_run ();
}
