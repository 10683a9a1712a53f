/* SPDX-License-Identifier: GPL-3.0-or-later */
/* first-frame: a program from its start to its first frame with the queue on screen, its server
 * running with 1,000 cases that wait, against an empty window of the same toolkit. This program
 * starts itself for each, in turn. */
#define G_LOG_DOMAIN "bench"
#include "bench-app.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "review-window.h"

#define ROWS  1000
#define PAIRS 9

static char *
find_self (void)
{
  char *path = g_file_read_link ("/proc/self/exe", NULL);

  g_assert (path != NULL);
  return path;
}

static char *
find_server (void)
{
  g_autofree char *self = find_self ();
  g_autofree char *folder = g_path_get_dirname (self);

  return g_build_filename (folder, "..", "..", "src", "server", "riskops-review-server", NULL);
}

/* The child: ends with its first frame. */

typedef struct
{
  const char *name;
  char **arguments;
  GtkApplication *app;
  ReviewSession *session; /* (nullable) */
} Child;

static void
after_paint_cb (GdkFrameClock *clock, Child *self)
{
  ReviewQueue *queue = self->session != NULL ? review_session_get_queue (self->session) : NULL;

  if (queue == NULL
      || (g_list_model_get_n_items (G_LIST_MODEL (queue)) > 0
          && review_queue_peek (queue, 0) != NULL))
    exit (0);
}

static void
activate_cb (GtkApplication *app, Child *self)
{
  gboolean embedded = g_str_equal (self->name, "embedded");
  GtkWidget *window;

  if (g_str_equal (self->name, "empty"))
    window = adw_application_window_new (app);
  else
    {
      ReviewSessionConfig config = { .server_url = embedded ? NULL : self->arguments[0],
                                     .token = embedded ? NULL : self->arguments[1],
                                     .database = embedded ? self->arguments[0] : NULL,
                                     .no_demo = TRUE,
                                     .language = "en" };
      g_autoptr (GSettings) settings = g_settings_new ("org.riskops.Review");

      self->session = review_session_new (&config);
      review_session_start (self->session);
      window = g_object_new (REVIEW_TYPE_WINDOW, "application", app, NULL);
      review_window_bind (REVIEW_WINDOW (window), self->session, settings);
    }
  gtk_window_set_default_size (GTK_WINDOW (window), 1440, 900);
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (after_paint_cb),
                    self);
}

int
bench_first_frame_child (const char *name, char **arguments)
{
  Child self = { name, arguments, NULL, NULL };

  self.app = g_object_new (ADW_TYPE_APPLICATION, "application-id", "org.riskops.Review.Bench",
                           "resource-base-path", "/org/riskops/Review", "flags",
                           G_APPLICATION_NON_UNIQUE, NULL);
  g_signal_connect (self.app, "activate", G_CALLBACK (activate_cb), &self);
  return g_application_run (G_APPLICATION (self.app), 0, NULL);
}

/* The parent. */

static double
run_child (const char *name, const char *first, const char *second)
{
  g_autofree char *self = find_self ();
  g_autofree char *child = g_strconcat ("--child=", name, NULL);
  g_autoptr (GError) error = NULL;
  gint64 begin = g_get_monotonic_time ();
  g_autoptr (GSubprocess) process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, self, child, first, second, NULL);

  if (process == NULL || !g_subprocess_wait_check (process, NULL, &error))
    g_error ("%s: %s", name, error->message);
  return (double) (g_get_monotonic_time () - begin) / G_USEC_PER_SEC;
}

static GSubprocess *
start_server (const char *uri, char **ret_url, char **ret_token)
{
  g_autofree char *program = find_server ();
  g_autofree char *line = NULL;
  g_autofree char *said = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) add =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "user", "add",
                        "--database", uri, "--name", "Bench", "--role", "senior", NULL);
  GSubprocess *server;
  const char *found;
  g_autoptr (GDataInputStream) out = NULL;

  if (add == NULL || !g_subprocess_communicate_utf8 (add, NULL, NULL, &said, NULL, &error))
    g_error ("no user: %s", error->message);
  found = strstr (said, "token ");
  g_assert (found != NULL);
  *ret_token = g_strndup (found + strlen ("token "), strcspn (found + strlen ("token "), "\n"));
  server = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "serve", "--database",
                             uri, "--port", "0", NULL);
  if (server == NULL)
    g_error ("no server: %s", error->message);
  out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (server));
  line = g_data_input_stream_read_line (out, NULL, NULL, &error);
  if (line == NULL)
    g_error ("the server says nothing");
  *ret_url = g_strdup (strstr (line, "http://"));
  return server;
}

void
bench_first_frame (guint divisor)
{
  guint pairs = divisor > 1 ? 2 : PAIRS;
  double empty[PAIRS], queue[PAIRS], ratios[PAIRS], nothing[PAIRS];
  BenchDesk desk;
  GSubprocess *server;
  g_autofree char *url = NULL;
  g_autofree char *token = NULL;

  bench_desk_init (&desk);
  bench_store_fill (desk.uri, ROWS, ROWS / 10);
  server = start_server (desk.uri, &url, &token);
  run_child ("empty", NULL, NULL);
  run_child ("queue", url, token);
  for (guint i = 0; i < pairs; i++)
    {
      empty[i] = run_child ("empty", NULL, NULL);
      queue[i] = run_child ("queue", url, token);
      ratios[i] = queue[i] / empty[i];
    }
  g_subprocess_send_signal (server, 15);
  g_subprocess_wait (server, NULL, NULL);
  g_object_unref (server);
  for (guint i = 0; i < pairs; i++)
    nothing[i] = run_child ("embedded", desk.uri, NULL);
  printf ("bench first-frame ratio=%.3f seconds=%.4f baseline_seconds=%.4f rows=%d runs=%u "
          "from_nothing_ms=%.0f baseline=\"an empty AdwApplicationWindow\"\n",
          bench_median (ratios, pairs), bench_median (queue, pairs), bench_median (empty, pairs),
          ROWS, pairs, bench_median (nothing, pairs) * 1000);
  bench_desk_drop (&desk);
}
