/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long cases wait: Erlang's formula against its table, and the queue of the next hours against
 * what can be counted by hand. */
#include "stats-fixture.h"
#include "stats-interval.h"
#include "stats-queue.h"

/* Ten Erlang and twelve people: C = 0.4494 (Erlang's table). */
static void
test_erlang (void)
{
  assert_near (stats_erlang_wait (60, 10, 12, 0), .4494, 5e-4);
  assert_near (stats_erlang_wait (60, 10, 12, 5), .4494 * exp (-1), 5e-4);
  assert_near (stats_erlang_wait (60, 10, 10, 5), 1, 0);
  assert_near (stats_erlang_wait (0, 10, 0, 5), 0, 0);
}

static void
test_people (void)
{
  guint people = stats_queue_people (60, 10, 30, .05, 100);

  g_assert_cmpfloat (stats_erlang_wait (60, 10, people, 30), <=, .05);
  g_assert_cmpfloat (stats_erlang_wait (60, 10, people - 1, 30), >, .05);
  g_assert_cmpuint (stats_queue_people (0, 10, 30, .05, 100), ==, 0);
  g_assert_cmpuint (stats_queue_people (600, 10, 30, .05, 50), ==, 51);
  g_assert_cmpuint (stats_queue_people (NAN, 10, 30, .05, 50), ==, 51);
}

/* Ten cases are due in each of two hours, and four an hour are done, but not what is late first. */
static void
test_waiting (void)
{
  double due[20], none[3] = { 0 }, late[3];
  StatsQueue queue = { due, 20, none, 4, 4, 3 };

  for (guint i = 0; i < 20; i++)
    due[i] = i < 10 ? .999 : 1.999;
  stats_queue_late (&queue, late);
  assert_near (late[0], 6, 1e-9);
  assert_near (late[1], 10, 1e-9); /* the second hour goes into what the first left */
  assert_near (late[2], 0, 1e-9);
  queue.rate = 0;
  stats_queue_late (&queue, late);
  assert_near (late[0], 10, 1e-9);
  assert_near (late[1], 10, 1e-9);
  queue.rate = 100;
  stats_queue_late (&queue, late);
  assert_near (late[0] + late[1] + late[2], 0, 1e-9);
}

/* What is late already takes people's time and is not counted again. */
static void
test_breached (void)
{
  double due[] = { -5, -4, -3, -2, .999 }, none[1] = { 0 }, late[1];
  StatsQueue queue = { due, 5, none, 4, 4, 1 };

  stats_queue_late (&queue, late);
  assert_near (late[0], 1, 1e-9);
  queue.rate = 5;
  stats_queue_late (&queue, late);
  assert_near (late[0], 0, 1e-9);
}

/* Without anybody, what arrives is late one limit after it came, and nothing before. */
static void
test_arrivals (void)
{
  double arrivals[] = { 6, 6, 6, 6 }, late[4];
  StatsQueue queue = { NULL, 0, arrivals, 2, 0, 4 };

  stats_queue_late (&queue, late);
  assert_near (late[0] + late[1], 0, 1e-9);
  assert_near (late[2], 6, .51);
  assert_near (late[3], 6, .51);
  queue.rate = 6;
  stats_queue_late (&queue, late);
  assert_near (late[0] + late[1] + late[2] + late[3], 0, 1e-9);
}

/* A share that is what it was stays inside; twice as much does not; little data says little. */
static void
test_band (void)
{
  double low, high, wide;

  stats_share_band (100, 1000, 400, &low, &high);
  g_assert_cmpfloat (low, <, .1);
  g_assert_cmpfloat (high, >, .1);
  g_assert_cmpfloat (high, <, .2);
  stats_share_band (100, 1000, 10, &low, &wide);
  g_assert_cmpfloat (wide, >, high);
  stats_share_band (0, 50, 20, &low, &high);
  g_assert_cmpfloat (high, >, 0);
  stats_share_band (0, 0, 20, &low, &high);
  assert_near (low, 0, 0);
  assert_near (high, 1, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/queue/erlang", test_erlang);
  g_test_add_func ("/queue/people", test_people);
  g_test_add_func ("/queue/waiting", test_waiting);
  g_test_add_func ("/queue/breached", test_breached);
  g_test_add_func ("/queue/arrivals", test_arrivals);
  g_test_add_func ("/queue/band", test_band);
  return g_test_run ();
}
