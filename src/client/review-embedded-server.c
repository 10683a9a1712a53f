/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds `riskops-review-server`, runs `serve --embedded` with pipes as its standard input and
 * output, and reads the one line it says when it listens. The pipe is the leash: it closes when
 * this program ends, however it ends, and the server then ends too. The one-time token goes
 * through the pipe only, never through argv, the environment or a log. */
#define G_LOG_DOMAIN "review-client"
#include "config.h"

#include "review-embedded-server.h"

#include <gio/gio.h>
#include <string.h>

#include "review-codec.h"
#include "review-error.h"

#define PROGRAM  "riskops-review-server"
#define MAX_LINE 4096

struct _ReviewEmbeddedServer
{
  GObject parent_instance;

  char *program;  /* (owned) (nullable): NULL: found at each start */
  char *database; /* (owned) (nullable) */
  gboolean demo;
  GSubprocess *child; /* (owned) (nullable): runs, or has not been reaped */
  GTask *starting;    /* (owned) (nullable) */
  GTask *stopping;    /* (owned) (nullable) */
  GString *line;      /* (owned) (nullable): what has been said so far */
  guint limit_id;
};

G_DEFINE_FINAL_TYPE (ReviewEmbeddedServer, review_embedded_server, G_TYPE_OBJECT)

static guint signal_exited;

static void
forget_line (ReviewEmbeddedServer *self)
{
  if (self->line != NULL)
    {
      explicit_bzero (self->line->str, self->line->len);
      g_string_free (self->line, TRUE);
    }
  self->line = NULL;
}

static void
close_leash (ReviewEmbeddedServer *self)
{
  if (self->child != NULL)
    g_output_stream_close (g_subprocess_get_stdin_pipe (self->child), NULL, NULL);
}

static void
review_embedded_server_dispose (GObject *object)
{
  ReviewEmbeddedServer *self = REVIEW_EMBEDDED_SERVER (object);

  g_clear_handle_id (&self->limit_id, g_source_remove);
  close_leash (self);
  g_clear_object (&self->child);
  forget_line (self);
  G_OBJECT_CLASS (review_embedded_server_parent_class)->dispose (object);
}

static void
review_embedded_server_finalize (GObject *object)
{
  ReviewEmbeddedServer *self = REVIEW_EMBEDDED_SERVER (object);

  g_free (self->program);
  g_free (self->database);
  G_OBJECT_CLASS (review_embedded_server_parent_class)->finalize (object);
}

static void
review_embedded_server_class_init (ReviewEmbeddedServerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = review_embedded_server_dispose;
  G_OBJECT_CLASS (klass)->finalize = review_embedded_server_finalize;
  signal_exited = g_signal_new ("exited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
}

static void
review_embedded_server_init (ReviewEmbeddedServer *self)
{
}

/**
 * review_embedded_server_find:
 *
 * Looks where the variable RISKOPS_REVIEW_SERVER says, beside this program, in its build folder,
 * where it is installed, and along PATH.
 *
 * Returns: (transfer full): path of the server's program, or %NULL with NOT_FOUND
 */
char *
review_embedded_server_find (GError **error)
{
  g_autofree char *self_path = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *here = self_path != NULL ? g_path_get_dirname (self_path) : g_strdup (".");
  char *candidates[] = {
    g_strdup (g_getenv ("RISKOPS_REVIEW_SERVER")),
    g_build_filename (here, PROGRAM, NULL),
    g_build_filename (here, "..", "server", PROGRAM, NULL),
    g_build_filename (here, "..", "..", "src", "server", PROGRAM, NULL),
    g_build_filename (BINDIR, PROGRAM, NULL),
    g_find_program_in_path (PROGRAM),
  };
  char *found = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      if (found == NULL && candidates[i] != NULL
          && g_file_test (candidates[i], G_FILE_TEST_IS_EXECUTABLE)
          && !g_file_test (candidates[i], G_FILE_TEST_IS_DIR))
        found = g_steal_pointer (&candidates[i]);
      g_free (candidates[i]);
    }
  if (found == NULL)
    g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND, "%s is not installed", PROGRAM);
  return found;
}

/**
 * review_embedded_server_new:
 * @program: (nullable): path; %NULL: review_embedded_server_find()
 * @database: (nullable): `sqlite:PATH`; %NULL: the server's default
 * @demo: whether an empty store is filled with generated cases
 *
 * Returns: (transfer full): a server that has not been started
 */
ReviewEmbeddedServer *
review_embedded_server_new (const char *program, const char *database, gboolean demo)
{
  ReviewEmbeddedServer *self = g_object_new (REVIEW_TYPE_EMBEDDED_SERVER, NULL);

  self->program = g_strdup (program);
  self->database = g_strdup (database);
  self->demo = demo;
  return self;
}

/* Ends a start: with @ready, or with @error and without a child. */
static void
end_start (ReviewEmbeddedServer *self, ReviewReady *ready, GError *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->starting);

  g_clear_handle_id (&self->limit_id, g_source_remove);
  forget_line (self);
  if (ready != NULL)
    {
      g_task_return_pointer (task, ready, review_record_unref);
      return;
    }
  close_leash (self);
  if (self->child != NULL)
    g_subprocess_send_signal (self->child, 15);
  g_clear_object (&self->child);
  g_task_return_error (task, error);
}

static void
exited_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewEmbeddedServer) self = user_data;
  GSubprocess *child = G_SUBPROCESS (source);

  g_subprocess_wait_finish (child, result, NULL);
  if (child != self->child)
    return;
  g_debug ("the embedded server ended (%d)", g_subprocess_get_status (child));
  g_clear_object (&self->child);
  g_clear_handle_id (&self->limit_id, g_source_remove);
  if (self->stopping != NULL)
    {
      g_autoptr (GTask) task = g_steal_pointer (&self->stopping);

      g_task_return_boolean (task, TRUE);
    }
  else if (self->starting != NULL)
    end_start (
        self, NULL,
        g_error_new (REVIEW_ERROR, REVIEW_ERROR_FAILED, "the server ended before it listened"));
  else
    g_signal_emit (self, signal_exited, 0);
}

static void
take_line (ReviewEmbeddedServer *self)
{
  GError *error = NULL;
  ReviewReady *ready = review_decode_limited (&review_ready_type, self->line->str,
                                              (gssize) self->line->len, MAX_LINE, &error);

  if (ready != NULL && (ready->port < 1 || ready->port > 65535))
    {
      g_clear_pointer (&ready, review_record_unref);
      g_set_error (&error, REVIEW_ERROR, REVIEW_ERROR_PROTOCOL, "the server names no port");
    }
  if (ready == NULL)
    {
      error->code = error->domain == REVIEW_ERROR ? REVIEW_ERROR_PROTOCOL : error->code;
      g_prefix_error (&error, "the server's first line: ");
    }
  end_start (self, ready, error);
}

/* Reads to the end of the stream even after the line, so that the server never blocks on it. */
static void
said_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewEmbeddedServer) self = user_data;
  g_autoptr (GBytes) bytes =
      g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, NULL);
  const char *end;

  if (bytes == NULL || g_bytes_get_size (bytes) == 0)
    return; /* the end of the process says the rest */
  if (self->starting != NULL && self->line != NULL && self->child != NULL
      && g_subprocess_get_stdout_pipe (self->child) == G_INPUT_STREAM (source))
    {
      g_string_append_len (self->line, g_bytes_get_data (bytes, NULL),
                           (gssize) g_bytes_get_size (bytes));
      end = memchr (self->line->str, '\n', self->line->len);
      if (end != NULL)
        {
          g_string_truncate (self->line, (gsize) (end - self->line->str));
          take_line (self);
        }
      else if (self->line->len >= MAX_LINE)
        end_start (self, NULL,
                   g_error_new (REVIEW_ERROR, REVIEW_ERROR_PROTOCOL,
                                "the server's first line has no end"));
    }
  g_input_stream_read_bytes_async (G_INPUT_STREAM (source), MAX_LINE, G_PRIORITY_DEFAULT, NULL,
                                   said_cb, g_object_ref (self));
}

static gboolean
start_limit_cb (gpointer user_data)
{
  ReviewEmbeddedServer *self = user_data;

  self->limit_id = 0;
  end_start (self, NULL,
             g_error_new (REVIEW_ERROR, REVIEW_ERROR_FAILED, "the server did not start in time"));
  return G_SOURCE_REMOVE;
}

static gboolean
spawn (ReviewEmbeddedServer *self, GError **error)
{
  g_autofree char *program =
      self->program != NULL ? g_strdup (self->program) : review_embedded_server_find (error);
  const char *argv[7] = { NULL, "serve", "--embedded" };
  guint n = 3;

  if (program == NULL)
    return FALSE;
  argv[0] = program;
  if (!self->demo)
    argv[n++] = "--no-demo";
  if (self->database != NULL)
    {
      argv[n++] = "--database";
      argv[n++] = self->database;
    }
  self->child = g_subprocess_newv (
      argv, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, error);
  return self->child != NULL;
}

/**
 * review_embedded_server_start_async:
 *
 * Starts the server and waits until it listens: at most REVIEW_EMBEDDED_START_SECONDS. Must not
 * run already.
 */
void
review_embedded_server_start_async (ReviewEmbeddedServer *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;

  g_return_if_fail (self->child == NULL && self->starting == NULL);
  g_task_set_source_tag (task, review_embedded_server_start_async);
  self->starting = task;
  if (!spawn (self, &error))
    {
      end_start (self, NULL, error);
      return;
    }
  self->line = g_string_new (NULL);
  self->limit_id = g_timeout_add_seconds (REVIEW_EMBEDDED_START_SECONDS, start_limit_cb, self);
  g_subprocess_wait_async (self->child, NULL, exited_cb, g_object_ref (self));
  g_input_stream_read_bytes_async (g_subprocess_get_stdout_pipe (self->child), MAX_LINE,
                                   G_PRIORITY_DEFAULT, NULL, said_cb, g_object_ref (self));
}

/**
 * review_embedded_server_start_finish:
 *
 * Returns: (transfer full): port and one-time token; %NULL with NOT_FOUND (no program), FAILED or
 *   PROTOCOL
 */
ReviewReady *
review_embedded_server_start_finish (ReviewEmbeddedServer *self,
                                     GAsyncResult *result,
                                     GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
stop_limit_cb (gpointer user_data)
{
  ReviewEmbeddedServer *self = user_data;

  self->limit_id = 0;
  g_warning ("the embedded server did not end in time");
  g_subprocess_force_exit (self->child);
  return G_SOURCE_REMOVE;
}

/**
 * review_embedded_server_stop_async:
 *
 * Closes the pipe, which asks the server to end in good order, and waits for it; after
 * REVIEW_EMBEDDED_STOP_SECONDS it is killed (the store survives that by design). Nothing to do
 * when it does not run.
 */
void
review_embedded_server_stop_async (ReviewEmbeddedServer *self,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, review_embedded_server_stop_async);
  if (self->child == NULL || self->stopping != NULL)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  if (self->starting != NULL)
    {
      g_autoptr (GTask) starting = g_steal_pointer (&self->starting);

      g_clear_handle_id (&self->limit_id, g_source_remove);
      g_task_return_new_error (starting, G_IO_ERROR, G_IO_ERROR_CANCELLED, "stopped");
    }
  self->stopping = task;
  self->limit_id = g_timeout_add_seconds (REVIEW_EMBEDDED_STOP_SECONDS, stop_limit_cb, self);
  close_leash (self);
}

/**
 * review_embedded_server_stop_finish:
 *
 * Returns: %TRUE
 */
gboolean
review_embedded_server_stop_finish (ReviewEmbeddedServer *self,
                                    GAsyncResult *result,
                                    GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * review_embedded_server_get_pid:
 *
 * Returns: (transfer none) (nullable): the server's process id, %NULL while it does not run
 */
const char *
review_embedded_server_get_pid (ReviewEmbeddedServer *self)
{
  return self->child != NULL ? g_subprocess_get_identifier (self->child) : NULL;
}
