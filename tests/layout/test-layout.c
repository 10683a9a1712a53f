/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Placing nodes: the real program where it is installed, programs that lie, hang, babble or die,
 * and none at all; the reader of answers on every cut of one; the rings. */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "review-error.h"
#include "review-layout.h"

static const ReviewLayoutEdge star[] = { { 0, 1 }, { 0, 2 }, { 0, 3 }, { 3, 4 }, { 4, 5 } };

static const ReviewLayoutRequest star_request = {
  .n_nodes = 6, .root = 0, .edges = star, .n_edges = G_N_ELEMENTS (star)
};

typedef struct
{
  gboolean done;
  ReviewLayoutPoint *points; /* (owned) */
  ReviewLayoutMaker maker;
  GError *error; /* (owned) */
} Answer;

static void
answer_clear (Answer *self)
{
  g_free (self->points);
  g_clear_error (&self->error);
}

static void
placed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->points = review_layout_finish (result, &answer->maker, &answer->error);
  answer->done = TRUE;
  g_main_context_wakeup (NULL);
}

static gboolean
too_late_cb (gpointer user_data)
{
  g_error ("no answer in time");
  return G_SOURCE_REMOVE;
}

static void
wait_for (const Answer *answer)
{
  guint deadline = g_timeout_add_seconds (20, too_late_cb, NULL);

  while (!answer->done)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (deadline);
}

static void
ask (const char *program, guint limit_ms, Answer *answer)
{
  ReviewLayoutRequest request = star_request;

  *answer = (Answer){ 0 };
  request.program = program;
  request.limit_ms = limit_ms;
  review_layout_async (&request, NULL, placed_cb, answer);
  wait_for (answer);
}

static void
assert_inside (const ReviewLayoutPoint *points, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_assert_true (points[i].x >= 0 && points[i].x <= 1);
      g_assert_true (points[i].y >= 0 && points[i].y <= 1);
      for (guint j = 0; j < i; j++)
        g_assert_cmpfloat (hypot (points[i].x - points[j].x, points[i].y - points[j].y), >, 0.02);
    }
}

static void
test_sfdp (void)
{
  g_autofree char *program = g_find_program_in_path ("sfdp");
  Answer first, second;

  if (program == NULL)
    {
      g_test_skip ("graphviz is not installed");
      return;
    }
  ask (NULL, 15000, &first);
  ask (NULL, 15000, &second);
  g_assert_no_error (first.error);
  g_assert_cmpint (first.maker, ==, REVIEW_LAYOUT_SFDP);
  assert_inside (first.points, 6);
  /* The same graph lies the same way, or people would lose their place in it. */
  g_assert_cmpmem (first.points, 6 * sizeof *first.points, second.points,
                   6 * sizeof *second.points);
  answer_clear (&first);
  answer_clear (&second);
}

typedef struct
{
  const char *name;
  const char *script;
  guint limit_ms;
  ReviewLayoutMaker maker;
} Fake;

static const Fake fakes[] = {
  { "garbage", "cat >/dev/null; echo 'I am no graph'", 15000, REVIEW_LAYOUT_RINGS_FAILED },
  { "silent", "exit 0", 15000, REVIEW_LAYOUT_RINGS_FAILED },
  { "fails", "echo 'graph 1 1 1'; exit 3", 15000, REVIEW_LAYOUT_RINGS_FAILED },
  { "babbles", "while :; do echo 'edge n0 n1 0 solid black'; done", 15000,
    REVIEW_LAYOUT_RINGS_FAILED },
  { "hangs", "exec sleep 600", 150, REVIEW_LAYOUT_RINGS_SLOW },
  { "leaves-a-child", "sleep 5 & exit 0", 150, REVIEW_LAYOUT_RINGS_SLOW },
  { "never-reads",
    "exec <&-; printf 'graph 1 2 2\\nnode n0 0 0\\nnode n1 1 1\\nnode n2 2 0\\nnode n3 0 2\\n"
    "node n4 2 2\\nnode n5 1 0\\nstop\\n'",
    15000, REVIEW_LAYOUT_SFDP },
};

static void
test_fake (gconstpointer data)
{
  const Fake *fake = data;
  g_autofree char *folder = g_dir_make_tmp ("layout-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "program", NULL);
  g_autofree char *text = g_strdup_printf ("#!/bin/sh\n%s\n", fake->script);
  g_autofree ReviewLayoutPoint *rings = review_layout_rings (&star_request);
  Answer answer;

  g_assert_true (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, 0700, NULL));
  ask (path, fake->limit_ms, &answer);
  g_assert_no_error (answer.error);
  g_assert_cmpint (answer.maker, ==, fake->maker);
  assert_inside (answer.points, 6);
  if (fake->maker != REVIEW_LAYOUT_SFDP)
    g_assert_cmpmem (answer.points, 6 * sizeof *rings, rings, 6 * sizeof *rings);
  answer_clear (&answer);
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_missing (void)
{
  Answer answer;

  ask ("/nonexistent/sfdp", 0, &answer);
  g_assert_no_error (answer.error);
  g_assert_cmpint (answer.maker, ==, REVIEW_LAYOUT_RINGS_MISSING);
  assert_inside (answer.points, 6);
  answer_clear (&answer);
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *sleeper = g_find_program_in_path ("yes");
  ReviewLayoutRequest request = star_request;
  Answer under_way = { 0 }, before = { 0 };

  request.program = sleeper;
  request.limit_ms = 15000;
  review_layout_async (&request, cancellable, placed_cb, &under_way);
  g_cancellable_cancel (cancellable);
  wait_for (&under_way);
  g_assert_error (under_way.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (under_way.points);
  review_layout_async (&request, cancellable, placed_cb, &before);
  wait_for (&before);
  g_assert_error (before.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  answer_clear (&under_way);
  answer_clear (&before);
}

static const char good[] = "graph 1 4 2\n"
                           "node n1 4 1 0.5 0.5 \"\" solid circle black lightgrey\n"
                           "node n0 0 2 0.5 0.5 \"\" solid circle black lightgrey\n"
                           "node n2 1 0 0.5 0.5 \"\" solid circle black lightgrey\n"
                           "edge n0 n1 4 0 0 0 0 0 0 0 0 solid black\n"
                           "stop\n";

static void
test_read (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree ReviewLayoutPoint *points = review_layout_read (good, strlen (good), 3, &error);

  g_assert_no_error (error);
  g_assert_cmpfloat (points[0].x, ==, 0);
  g_assert_cmpfloat (points[0].y, ==, 0); /* highest is first from above */
  g_assert_cmpfloat (points[1].x, ==, 1);
  g_assert_cmpfloat (points[1].y, ==, 0.5);
  g_assert_cmpfloat (points[2].x, ==, 0.25);
  g_assert_cmpfloat (points[2].y, ==, 1);
}

static void
test_read_refuses (void)
{
  static const char *const bad[] = {
    "",
    "stop\n",
    "graph 1 1 1\nnode n0 0 0\nstop\n",                /* a node is missing */
    "graph 1 1 1\nnode n0 0 0\nnode n0 1 1\nstop\n",   /* twice the same */
    "graph 1 1 1\nnode n0 0 0\nnode n2 1 1\nstop\n",   /* no such node */
    "graph 1 1 1\nnode n0 0 0\nnode n1 nan 1\nstop\n", /* nowhere */
    "graph 1 1 1\nnode n0 0 0\nnode n1 inf 1\nstop\n",
    "graph 1 1 1\nnode n0 0 0\nnode n1 1e999 1\nstop\n",
    "graph 1 1 1\nnode n0 0 0\nnode n1 1\nstop\n",
    "graph 1 1 1\nnode n0 0 0\nnode n-1 1 1\nstop\n",
    "graph 1 1 1\nnode n0 0 0\nnode n1 1 1\nstop\nnode n1 1 1\n",
    "graph 1 1 1\nnode n0 0 0\nnode n1 1 1\nwhat\nstop\n",
    "node n0 0 0\nnode n1 1 1\ngraph 1 1 1\nstop\n",
    "graph 1 1 1\ngraph 1 1 1\nnode n0 0 0\nnode n1 1 1\nstop\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("answer %u", i);
      g_assert_null (review_layout_read (bad[i], strlen (bad[i]), 2, &error));
      g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_SYNTAX);
    }
}

/* No cut of an answer passes for a whole one, and none reads past its end. */
static void
test_read_cuts (void)
{
  for (gsize length = 0; length < strlen (good); length++)
    {
      g_autofree char *cut = g_memdup2 (good, length);

      g_assert_null (review_layout_read (cut != NULL ? cut : "", length, 3, NULL));
    }
}

static void
test_read_line (void)
{
  static const char flat[] = "graph 1 1 1\nnode n0 0 3\nnode n1 2 3\nstop\n";
  g_autofree ReviewLayoutPoint *points = review_layout_read (flat, strlen (flat), 2, NULL);

  g_assert_nonnull (points);
  g_assert_cmpfloat (points[0].y, ==, 0.5);
  g_assert_cmpfloat (points[1].y, ==, 0.5);
}

static void
test_rings (void)
{
  static const ReviewLayoutEdge edges[] = { { 1, 0 }, { 0, 2 }, { 2, 3 }, { 3, 2 }, { 0, 0 } };
  ReviewLayoutRequest request = { .n_nodes = 5, .root = 0, .edges = edges, .n_edges = 5 };
  g_autofree ReviewLayoutPoint *points = review_layout_rings (&request);
  double first = hypot (points[1].x - 0.5, points[1].y - 0.5);

  g_assert_cmpfloat_with_epsilon (points[0].x, 0.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (points[0].y, 0.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (hypot (points[2].x - 0.5, points[2].y - 0.5), first, 1e-9);
  g_assert_cmpfloat (hypot (points[3].x - 0.5, points[3].y - 0.5), >, first);
  /* What nothing leads to lies outside of all that is reached. */
  g_assert_cmpfloat (hypot (points[4].x - 0.5, points[4].y - 0.5), >, first);
  assert_inside (points, 5);
}

static void
test_most (void)
{
  g_autofree ReviewLayoutEdge *edges = g_new0 (ReviewLayoutEdge, REVIEW_LAYOUT_MAX_NODES);
  ReviewLayoutRequest request = { .n_nodes = REVIEW_LAYOUT_MAX_NODES,
                                  .edges = edges,
                                  .n_edges = REVIEW_LAYOUT_MAX_NODES - 1 };
  g_autofree ReviewLayoutPoint *points = NULL;

  for (guint i = 1; i < REVIEW_LAYOUT_MAX_NODES; i++)
    edges[i - 1] = (ReviewLayoutEdge){ 0, i };
  points = review_layout_rings (&request);
  for (guint i = 1; i < REVIEW_LAYOUT_MAX_NODES; i++)
    g_assert_cmpfloat_with_epsilon (hypot (points[i].x - 0.5, points[i].y - 0.5), 0.5, 1e-9);
}

/* Numbers only: whatever a node is called, the program does not learn it. */
static void
test_write (void)
{
  g_autofree char *text = review_layout_write (&star_request);

  g_assert_nonnull (strstr (text, "n3--n4\n"));
  g_assert_nonnull (strstr (text, "\nn5\n"));
  g_assert_true (g_str_has_suffix (text, "}\n"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layout/sfdp", test_sfdp);
  for (guint i = 0; i < G_N_ELEMENTS (fakes); i++)
    {
      g_autofree char *path = g_strconcat ("/layout/fake/", fakes[i].name, NULL);

      g_test_add_data_func (path, &fakes[i], test_fake);
    }
  g_test_add_func ("/layout/missing", test_missing);
  g_test_add_func ("/layout/cancelled", test_cancelled);
  g_test_add_func ("/layout/read", test_read);
  g_test_add_func ("/layout/read/refuses", test_read_refuses);
  g_test_add_func ("/layout/read/cuts", test_read_cuts);
  g_test_add_func ("/layout/read/line", test_read_line);
  g_test_add_func ("/layout/rings", test_rings);
  g_test_add_func ("/layout/most", test_most);
  g_test_add_func ("/layout/write", test_write);
  return g_test_run ();
}
