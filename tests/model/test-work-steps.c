/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of states: what may happen in which, every step that is forbidden, and that none leads
 * nowhere. */
#define G_LOG_DOMAIN "test-work-steps"
#include <glib.h>

#include "review-record.h"
#include "review-work-steps.h"

#define N_STATES REVIEW_WORK_CLOSED

/* Written down once more, by hand: one row a state, in the order of the acts. A dot is forbidden. */
static const char *const table[] = {
  [REVIEW_WORK_QUEUED] = "L.................D..QX",
  [REVIEW_WORK_LEASED] = ".QDE..CH.....QEC....Q..",
  [REVIEW_WORK_WAITING_CUSTOMER] = "........QDEX...........",
  [REVIEW_WORK_ON_HOLD] = "............Q..........",
  [REVIEW_WORK_ESCALATED] = "L....L.......QEC.......",
  [REVIEW_WORK_DECIDED] = "....L...........XE.Q...",
  [REVIEW_WORK_CLOSED] = ".......................",
};

static const char letters[] = ".QLCHEDX";

static void
test_every_step (void)
{
  for (int state = 1; state <= N_STATES; state++)
    for (int act = 1; act <= REVIEW_N_ACTS; act++)
      {
        int to = review_work_step (state, act, FALSE);

        g_test_message ("%s, %s", review_enum_nick (&review_work_states, state),
                        review_enum_nick (&review_work_acts, act));
        g_assert_cmpint (letters[to], ==, table[state][act - 1]);
      }
}

/* Put back, answered or woken: to those who answer, while an escalation is open. */
static void
test_back_to_those_who_answer (void)
{
  static const int acts[][2] = { { REVIEW_WORK_LEASED, REVIEW_ACT_RELEASE },
                                 { REVIEW_WORK_WAITING_CUSTOMER, REVIEW_ACT_ANSWER_CUSTOMER },
                                 { REVIEW_WORK_ON_HOLD, REVIEW_ACT_WAKE } };

  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    g_assert_cmpint (review_work_step (acts[i][0], acts[i][1], TRUE), ==, REVIEW_WORK_ESCALATED);
  for (int state = 1; state <= N_STATES; state++)
    for (int act = 1; act <= REVIEW_N_ACTS; act++)
      g_assert_true ((review_work_step (state, act, TRUE) == 0)
                     == (review_work_step (state, act, FALSE) == 0));
}

/* From every state but the last a way leads to the end; nothing leaves the end. */
static void
test_everything_ends (void)
{
  gboolean ends[N_STATES + 1] = { FALSE };

  ends[REVIEW_WORK_CLOSED] = TRUE;
  for (int round = 0; round < N_STATES; round++)
    for (int state = 1; state <= N_STATES; state++)
      for (int act = 1; act <= REVIEW_N_ACTS; act++)
        ends[state] = ends[state] || ends[review_work_step (state, act, FALSE)];
  g_assert_false (ends[0]);
  for (int state = 1; state <= N_STATES; state++)
    g_assert_true (ends[state]);
}

static void
test_what_pauses (void)
{
  for (int state = 1; state <= N_STATES; state++)
    g_assert_true (review_work_state_pauses (state)
                   == (state == REVIEW_WORK_WAITING_CUSTOMER || state == REVIEW_WORK_ON_HOLD));
}

/* What is no state and no act is refused as well. */
static void
test_nonsense (void)
{
  static const int numbers[] = { G_MININT, -1, 0, REVIEW_N_ACTS + 1, G_MAXINT };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_assert_cmpint (review_work_step (numbers[i], REVIEW_ACT_TAKE, FALSE), ==, 0);
      g_assert_cmpint (review_work_step (REVIEW_WORK_QUEUED, numbers[i], FALSE), ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/work-steps/every-step", test_every_step);
  g_test_add_func ("/work-steps/back-to-those-who-answer", test_back_to_those_who_answer);
  g_test_add_func ("/work-steps/everything-ends", test_everything_ends);
  g_test_add_func ("/work-steps/what-pauses", test_what_pauses);
  g_test_add_func ("/work-steps/nonsense", test_nonsense);
  return g_test_run ();
}
