/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places the nodes of a graph. Graphviz' sfdp does it better than anything short of it, but its
 * licence does not link with ours: it runs as a program of its own, is given numbers only, may take
 * two seconds and say a megabyte, and is killed after. Where it is missing, fails or is slow, rings
 * take its place and the answer says so. */
#define G_LOG_DOMAIN "review-layout"
#include "review-layout.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define LIMIT_MS   2000
#define MAX_ANSWER (1024 * 1024)

typedef struct
{
  ReviewLayoutRequest request; /* with edges of its own */
  ReviewLayoutEdge *edges;     /* (owned) */
  GSubprocess *process;        /* (owned) (nullable) */
  GCancellable *io;            /* (owned): ends the reading */
  char *answer;                /* (owned) */
  gsize answered;
  guint timer;
  gulong cancelled;
  gboolean late;
  ReviewLayoutMaker maker;
} Work;

static void
work_free (Work *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->process);
  g_clear_object (&self->io);
  g_free (self->edges);
  g_free (self->answer);
  g_free (self);
}

/* The pipe too: a child of the program may hold its other end open. */
static void
kill_program (Work *self)
{
  g_subprocess_force_exit (self->process);
  g_cancellable_cancel (self->io);
}

static void
fall_back (GTask *task, ReviewLayoutMaker maker)
{
  Work *work = g_task_get_task_data (task);

  work->maker = maker;
  g_task_return_pointer (task, review_layout_rings (&work->request), g_free);
}

/* Nothing more comes: the program ended, said too much, or was killed. */
static void
end (GTask *task)
{
  Work *work = g_task_get_task_data (task);
  ReviewLayoutPoint *points = NULL;

  g_clear_handle_id (&work->timer, g_source_remove);
  g_cancellable_disconnect (g_task_get_cancellable (task), work->cancelled);
  work->cancelled = 0;
  if (g_task_return_error_if_cancelled (task))
    return;
  if (!work->late && work->answered < MAX_ANSWER)
    points = review_layout_read (work->answer, work->answered, work->request.n_nodes, NULL);
  if (points == NULL)
    {
      fall_back (task, work->late ? REVIEW_LAYOUT_RINGS_SLOW : REVIEW_LAYOUT_RINGS_FAILED);
      return;
    }
  work->maker = REVIEW_LAYOUT_SFDP;
  g_task_return_pointer (task, points, g_free);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Work *work = g_task_get_task_data (task);

  g_input_stream_read_all_finish (G_INPUT_STREAM (source), result, &work->answered, NULL);
  kill_program (work); /* also one that says more than it may */
  end (task);
}

static gboolean
late_cb (gpointer user_data)
{
  Work *work = g_task_get_task_data (user_data);

  work->timer = 0;
  work->late = TRUE;
  kill_program (work);
  return G_SOURCE_REMOVE;
}

static void
cancelled_cb (GCancellable *cancellable, Work *work)
{
  kill_program (work);
}

/* The whole question as a file in memory: a pipe to a program that ends early raises SIGPIPE. */
static int
open_input (const ReviewLayoutRequest *request)
{
  g_autofree char *text = review_layout_write (request);
  gsize length = strlen (text);
  int fd = memfd_create ("layout", MFD_CLOEXEC);

  if (fd >= 0 && (write (fd, text, length) != (gssize) length || lseek (fd, 0, SEEK_SET) != 0))
    {
      close (fd);
      return -1;
    }
  return fd;
}

static GSubprocess *
start (const ReviewLayoutRequest *request, const char *program)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  int input = open_input (request);

  if (input < 0)
    return NULL;
  g_subprocess_launcher_take_stdin_fd (launcher, input);
  return g_subprocess_launcher_spawn (launcher, NULL, program, "-Tplain", NULL);
}

static void
run (GTask *task)
{
  Work *work = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  work->answer = g_malloc (MAX_ANSWER);
  work->io = g_cancellable_new ();
  work->timer = g_timeout_add (work->request.limit_ms, late_cb, task);
  if (cancellable != NULL)
    work->cancelled = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), work, NULL);
  g_input_stream_read_all_async (g_subprocess_get_stdout_pipe (work->process), work->answer,
                                 MAX_ANSWER, G_PRIORITY_DEFAULT, work->io, read_cb,
                                 g_object_ref (task));
}

/**
 * review_layout_async:
 * @request: (transfer none): copied
 *
 * Main thread only. Ends with review_layout_finish(). Cancelling kills the program and
 * ends with %G_IO_ERROR_CANCELLED; nothing else is an error.
 */
void
review_layout_async (const ReviewLayoutRequest *request,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  const char *program = request->program != NULL ? request->program : "sfdp";
  Work *work = g_new0 (Work, 1);

  g_return_if_fail (request->n_nodes <= REVIEW_LAYOUT_MAX_NODES);
  g_return_if_fail (request->n_edges <= REVIEW_LAYOUT_MAX_EDGES);

  g_task_set_source_tag (task, review_layout_async);
  work->request = *request;
  work->edges = g_memdup2 (request->edges, request->n_edges * sizeof *request->edges);
  work->request.edges = work->edges;
  work->request.program = NULL;
  work->request.limit_ms = request->limit_ms > 0 ? request->limit_ms : LIMIT_MS;
  g_task_set_task_data (task, work, (GDestroyNotify) work_free);
  if (g_task_return_error_if_cancelled (task))
    return;
  work->process = start (&work->request, program);
  if (work->process == NULL)
    fall_back (task, REVIEW_LAYOUT_RINGS_MISSING);
  else
    run (task);
}

/**
 * review_layout_finish:
 * @ret_maker: (out) (optional): who placed the nodes
 *
 * Returns: (transfer full): a place for each node; %NULL only when cancelled
 */
ReviewLayoutPoint *
review_layout_finish (GAsyncResult *result, ReviewLayoutMaker *ret_maker, GError **error)
{
  Work *work;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  work = g_task_get_task_data (G_TASK (result));
  if (ret_maker != NULL)
    *ret_maker = work->maker;
  return g_task_propagate_pointer (G_TASK (result), error);
}
