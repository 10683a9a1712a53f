/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the decoder and bubblewrap, finds out once behind which walls the decoder can run here, and
 * opens files on threads of GIO's pool. */
#define G_LOG_DOMAIN "review-decoder"
#include "review-decoder.h"

#include "config.h"

#include "review-decoder-private.h"

#define PROGRAM    "riskops-review-decoder"
#define BUBBLEWRAP "bwrap"

struct _ReviewDecoder
{
  GObject parent_instance;
  char *program;     /* (owned) (nullable): NULL: not found */
  char *bubblewrap;  /* (owned) (nullable): NULL: not there */
  gint64 time_limit; /* µs */

  GMutex lock; /* held while it is found out */
  gboolean known;
  ReviewIsolation isolation;
};

G_DEFINE_FINAL_TYPE (ReviewDecoder, review_decoder, G_TYPE_OBJECT)
G_DEFINE_QUARK (review - decoder - error - quark, review_decoder_error)

static void
review_decoder_finalize (GObject *object)
{
  ReviewDecoder *self = REVIEW_DECODER (object);

  g_free (self->program);
  g_free (self->bubblewrap);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (review_decoder_parent_class)->finalize (object);
}

static void
review_decoder_class_init (ReviewDecoderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = review_decoder_finalize;
}

static void
review_decoder_init (ReviewDecoder *self)
{
  g_mutex_init (&self->lock);
  self->time_limit = REVIEW_DECODER_SECONDS * G_TIME_SPAN_SECOND;
}

/* Beside this program, in its build folder, or where it is installed; never along PATH: what opens
 * files of customers is the one that came with the app. */
static char *
find_program (void)
{
  g_autofree char *self_path = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *here = self_path != NULL ? g_path_get_dirname (self_path) : g_strdup (".");
  char *candidates[] = {
    g_build_filename (here, "..", "decoder", PROGRAM, NULL),
    g_build_filename (here, "..", "..", "src", "decoder", PROGRAM, NULL),
    g_build_filename (PKGLIBDIR, PROGRAM, NULL),
  };
  char *found = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      if (found == NULL && g_file_test (candidates[i], G_FILE_TEST_IS_EXECUTABLE))
        found = g_canonicalize_filename (candidates[i], NULL);
      g_free (candidates[i]);
    }
  return found;
}

/**
 * review_decoder_new:
 * @program: (nullable): of the decoder; NULL: the one that came with this program
 * @bubblewrap: (nullable): path of bwrap; NULL: the system's; "": do without
 *
 * Returns: (transfer full): a decoder; whether it works shows when a file is opened
 */
ReviewDecoder *
review_decoder_new (const char *program, const char *bubblewrap)
{
  ReviewDecoder *self = g_object_new (REVIEW_TYPE_DECODER, NULL);

  self->program = program != NULL ? g_strdup (program) : find_program ();
  self->bubblewrap =
      bubblewrap != NULL ? g_strdup (bubblewrap) : g_find_program_in_path (BUBBLEWRAP);
  if (g_strcmp0 (self->bubblewrap, "") == 0)
    g_clear_pointer (&self->bubblewrap, g_free);
  return self;
}

/**
 * review_decoder_set_time_limit:
 * @milliseconds: for one file
 */
void
review_decoder_set_time_limit (ReviewDecoder *self, guint milliseconds)
{
  self->time_limit = milliseconds * G_TIME_SPAN_MILLISECOND;
}

static gboolean
works (ReviewDecoder *self, const char *bubblewrap)
{
  ReviewDecoderRun run = { self->program, bubblewrap, NULL, self->time_limit };
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewDocument) nothing = review_decoder_run (&run, NULL, &error);

  if (nothing == NULL)
    g_debug ("decoder %s: %s", bubblewrap != NULL ? "in bubblewrap" : "alone", error->message);
  return nothing != NULL;
}

/* On a thread. Bubblewrap may be missing, or refused: in a container, or where users may not make
 * namespaces. */
static ReviewIsolation
find_isolation (ReviewDecoder *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->known)
    return self->isolation;
  if (self->bubblewrap != NULL && works (self, self->bubblewrap))
    self->isolation = REVIEW_ISOLATION_SANDBOX;
  else if (works (self, NULL))
    self->isolation = REVIEW_ISOLATION_CONFINED;
  self->known = TRUE;
  return self->isolation;
}

static void
open_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  ReviewDecoder *self = source;
  ReviewIsolation isolation = find_isolation (self);
  ReviewDecoderRun run = { self->program,
                           isolation == REVIEW_ISOLATION_SANDBOX ? self->bubblewrap : NULL, data,
                           self->time_limit };
  GError *error = NULL;
  ReviewDocument *document = NULL;

  if (isolation != REVIEW_ISOLATION_NONE)
    document = review_decoder_run (&run, cancellable, &error);
  else
    g_set_error_literal (&error, REVIEW_DECODER_ERROR, REVIEW_DECODER_ERROR_NO_ISOLATION,
                         "the decoder cannot be confined on this computer");
  if (document != NULL)
    g_task_return_pointer (task, document, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * review_decoder_open_async:
 * @file: what a customer sent; not trusted in any way
 *
 * Decodes the file in another process. Cancelling ends that process.
 */
void
review_decoder_open_async (ReviewDecoder *self,
                           GBytes *file,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, review_decoder_open_async);
  g_task_set_task_data (task, g_bytes_ref (file), (GDestroyNotify) g_bytes_unref);
  if (self->program == NULL)
    g_task_return_new_error (task, REVIEW_DECODER_ERROR, REVIEW_DECODER_ERROR_MISSING,
                             "%s is not installed", PROGRAM);
  else
    g_task_run_in_thread (task, open_thread);
}

/**
 * review_decoder_open_finish:
 *
 * Returns: (transfer full): the pages; %NULL with a #ReviewDecoderError, or G_IO_ERROR_CANCELLED
 */
ReviewDocument *
review_decoder_open_finish (ReviewDecoder *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
