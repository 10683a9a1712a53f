/* SPDX-License-Identifier: GPL-3.0-or-later */
/* serve: answers the API over HTTP until a signal; embedded, until the program that started it
 * closes the pipe to our standard input, which also happens when that program crashes. */
#define G_LOG_DOMAIN "review-server"

#include <glib-unix.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "commands.h"
#include "review-courier.h"
#include "review-core-http.h"
#include "review-core-simulator.h"
#include "review-codec.h"
#include "review-error.h"
#include "review-preparation.h"
#include "review-runtime.h"
#include "review-server.h"
#include "review-trainer.h"
#include "review-training.h"

typedef struct
{
  ReviewCommand command;
  char *address;
  char *core_uri;
  char *core_key;
  int port;
  gboolean embedded;
  gboolean no_demo;
} Options;

static void
clear_options (Options *self)
{
  review_command_clear (&self->command);
  g_free (self->address);
  g_free (self->core_uri);
  g_free (self->core_key);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

static gboolean
signalled_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

/* Nothing is ever said on the pipe; its end is the message. */
static gboolean
pipe_changed_cb (int fd, GIOCondition condition, gpointer user_data)
{
  char bytes[64];

  if (read (fd, bytes, sizeof bytes) > 0)
    return G_SOURCE_CONTINUE;
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

/* Runs until told to stop. Afterwards a second signal ends the process at once. */
static void
wait_for_end (const Options *options)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  guint sources[3] = { g_unix_signal_add (SIGTERM, signalled_cb, loop),
                       g_unix_signal_add (SIGINT, signalled_cb, loop), 0 };

  if (options->embedded)
    sources[2] = g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP | G_IO_ERR, pipe_changed_cb, loop);
  g_main_loop_run (loop);
  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    if (sources[i] != 0)
      g_source_remove (sources[i]);
}

/* The one line that the app reads. */
static void
announce (ReviewServer *server)
{
  g_autoptr (ReviewReady) ready = review_record_new (&review_ready_type);
  g_autofree char *json = NULL;

  ready->port = review_server_get_port (server);
  ready->token = review_sessions_issue_one_time (review_server_get_sessions (server));
  json = review_encode (ready);
  review_command_print ("%s\n", json);
  fflush (stdout);
}

static gboolean
train_cb (ReviewService *service,
          const char *case_type,
          GCancellable *cancellable,
          ReviewProgressFunc progress,
          gpointer progress_data,
          gpointer user_data,
          GError **error)
{
  ReviewRuntime *runtime = user_data;
  g_auto (ReviewTraining) training = { .quick = TRUE }; /* somebody waits for the first case */

  if (!review_training_run (service, case_type, cancellable, progress, progress_data, &training,
                            error))
    return FALSE;
  review_agent_reload (runtime->agent);
  return TRUE;
}

static void
progressed_cb (const char *stage, gint64 done, gint64 total, gpointer user_data)
{
  review_server_set_progress (user_data, stage, done, total);
}

/* The first start of an embedded server fills its empty store, in the background. Returns NULL
 * without an error when there is nothing to do. */
static ReviewPreparation *
prepare (const Options *options, ReviewRuntime *runtime, ReviewServer *server)
{
  g_autoptr (GError) error = NULL;
  ReviewPreparationOptions job;
  gboolean needed = FALSE;

  if (!options->embedded || options->no_demo)
    return NULL;
  if (!review_preparation_is_needed (runtime->service, &needed, &error))
    g_warning ("the store cannot be looked at: %s", error->message);
  if (!needed)
    return NULL;
  review_preparation_options_init (&job, review_clock_now (review_clock_system ()));
  job.train = train_cb;
  job.train_data = runtime;
  job.progress = progressed_cb;
  job.progress_data = server;
  review_server_set_progress (server, "demo", 0, 0);
  return review_preparation_start (runtime->service, &job);
}

/* Who carries out what follows from decisions. An embedded server that was told of nobody has a
 * simulation, and says so of every effect; a team's server then leaves them requested. */
static gboolean
start_courier (const Options *options,
               ReviewService *service,
               ReviewCourier **ret_courier,
               GError **error)
{
  g_autoptr (ReviewCoreKey) key = NULL;
  ReviewCore core;

  *ret_courier = NULL;
  if (options->core_uri == NULL && !options->embedded)
    return TRUE;
  if (options->core_uri == NULL)
    core = review_core_simulator_get_core (
        review_core_simulator_new ("embedded", &review_core_demo_fates));
  else if ((key = review_core_key_load (options->core_key, error)) == NULL
           || !review_core_http_new (options->core_uri, key, &core, error))
    return FALSE;
  key = NULL;
  *ret_courier = review_courier_new (service, &core);
  return TRUE;
}

static gboolean
serve (const Options *options, GError **error)
{
  ReviewPreparation *preparation;
  g_autoptr (ReviewRuntime) runtime = NULL;
  g_autoptr (ReviewCourier) courier = NULL;
  ReviewHttpLimits limits = review_http_default_limits;
  ReviewServer *server;
  ReviewTrainer *trainer;

  limits.address = options->address != NULL ? options->address : limits.address;
  limits.port = (guint16) options->port;
  runtime = review_runtime_open (&options->command, REVIEW_STORE_DEFAULT, error);
  if (runtime == NULL
      || (options->embedded && !review_service_ensure_local_users (runtime->service, error))
      || !start_courier (options, runtime->service, &courier, error))
    return FALSE;
  server = review_server_start (runtime->service, &limits, options->embedded, error);
  if (server == NULL)
    return FALSE;
  preparation = prepare (options, runtime, server);
  trainer = review_trainer_start (runtime->service, runtime->agent);
  if (courier != NULL)
    review_courier_start (courier);
  if (options->embedded)
    announce (server);
  else
    review_command_print ("listening on http://%s:%u\n", limits.address,
                          review_server_get_port (server));
  fflush (stdout);
  wait_for_end (options);
  g_clear_pointer (&courier, review_courier_free);
  g_clear_pointer (&preparation, review_preparation_stop);
  review_trainer_stop (trainer);
  if (!review_server_stop (server))
    {
      /* A request hangs. What it wrote is whole or absent; nothing can be tidied safely. */
      g_warning ("a request did not finish in time");
      _exit (1);
    }
  return TRUE;
}

static gboolean
check_options (const Options *options, GError **error)
{
  if (options->port < 0 || options->port > G_MAXUINT16)
    review_error_set_field (error, "port", "0 to 65535");
  else if (options->embedded && (options->port != 0 || options->address != NULL))
    g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_INVALID,
                         "an embedded server chooses its own port on the loopback");
  else if ((options->core_uri == NULL) != (options->core_key == NULL))
    review_error_set_field (error, options->core_uri == NULL ? "core-uri" : "core-key",
                            "the address of a core system and the key go together");
  else
    return TRUE;
  return FALSE;
}

int
review_cmd_serve (int argc, char **argv)
{
  g_auto (Options) options = { .port = -1 };
  const GOptionEntry extra[] = {
    { "address", 0, 0, G_OPTION_ARG_STRING, &options.address, "Where to listen", "IPv4" },
    { "port", 'p', 0, G_OPTION_ARG_INT, &options.port, "0: any free one; default 8420", "PORT" },
    { "embedded", 0, 0, G_OPTION_ARG_NONE, &options.embedded,
      "Serve the program on our standard input and output", NULL },
    { "core-uri", 0, 0, G_OPTION_ARG_STRING, &options.core_uri,
      "Where commands to other systems are posted", "URI" },
    { "core-key", 0, 0, G_OPTION_ARG_FILENAME, &options.core_key,
      "The key that they are signed with: a file of mode 0600", "FILE" },
    { "no-demo", 0, 0, G_OPTION_ARG_NONE, &options.no_demo, "Embedded: leave an empty store empty",
      NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;

  if (!review_command_parse (&options.command, &argc, &argv, NULL,
                             "Answers the API over HTTP. For others than this computer, put a "
                             "reverse proxy that ends TLS in front.",
                             extra, &error))
    return review_command_fail (error);
  if (options.port == -1)
    options.port = options.embedded ? 0 : 8420;
  signal (SIGPIPE, SIG_IGN);
  if (!check_options (&options, &error) || !serve (&options, &error))
    return review_command_fail (error);
  return 0;
}
