/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One run of the decoder: the file goes in as a sealed memory file, so that nothing can be stuck in
 * writing it; what comes out is read against a clock, and no number in it is believed before it
 * was held against its bound. However it ends, the process is gone afterwards. */
#define G_LOG_DOMAIN "review-decoder"
#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "decoder-frame.h"
#include "review-decoder-private.h"

/* The process at the other end. */
typedef struct
{
  GSubprocess *child;
  int fd; /* (borrowed): its standard output */
  gint64 deadline;
  GCancellable *cancellable;
  GPollFD cancelled; /* fd -1: cannot be cancelled */
} Reader;

static gboolean
fail (GError **error, ReviewDecoderError code, const char *text)
{
  g_set_error_literal (error, REVIEW_DECODER_ERROR, (int) code, text);
  return FALSE;
}

static int
make_input (GBytes *file, GError **error)
{
  gsize len = 0, done = 0;
  const char *bytes = file != NULL ? g_bytes_get_data (file, &len) : NULL;
  int fd = memfd_create ("document", MFD_CLOEXEC | MFD_ALLOW_SEALING);

  while (fd >= 0 && done < len)
    {
      gssize n = write (fd, bytes + done, len - done);

      if (n <= 0)
        break;
      done += (gsize) n;
    }
  if (fd >= 0 && done == len && lseek (fd, 0, SEEK_SET) == 0
      && fcntl (fd, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL) == 0)
    return fd;
  fail (error, REVIEW_DECODER_ERROR_CRASHED, g_strerror (errno));
  if (fd >= 0)
    close (fd);
  return -1;
}

/* The system's libraries and fonts, the decoder, and nothing else: no home, no network, no other
 * process, no session bus, not even /proc. */
static void
add_walls (GPtrArray *argv, const char *bubblewrap)
{
  static const char *const walls[] = {
    "--unshare-all",
    "--die-with-parent",
    "--new-session",
    "--clearenv",
    "--cap-drop",
    "ALL",
    "--hostname",
    "decoder",
    "--ro-bind",
    "/usr",
    "/usr",
    "--ro-bind-try",
    "/etc/fonts",
    "/etc/fonts",
    "--ro-bind-try",
    "/var/cache/fontconfig",
    "/var/cache/fontconfig",
    "--ro-bind-try",
    "/etc/ld.so.cache",
    "/etc/ld.so.cache",
  };
  static const char *const roots[] = { "/lib", "/lib64", "/lib32", "/bin" };

  g_ptr_array_add (argv, g_strdup (bubblewrap));
  for (gsize i = 0; i < G_N_ELEMENTS (walls); i++)
    g_ptr_array_add (argv, g_strdup (walls[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (roots); i++)
    {
      g_autofree char *target = g_file_read_link (roots[i], NULL);

      g_ptr_array_add (argv, g_strdup (target != NULL ? "--symlink" : "--ro-bind-try"));
      g_ptr_array_add (argv, g_strdup (target != NULL ? target : roots[i]));
      g_ptr_array_add (argv, g_strdup (roots[i]));
    }
}

static GSubprocess *
spawn (const ReviewDecoderRun *run, GError **error)
{
  static const char *const environment[] = { "LC_ALL=C.UTF-8", "PATH=/usr/bin", NULL };
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GPtrArray) argv = g_ptr_array_new_with_free_func (g_free);
  int input = make_input (run->file, error);

  if (input < 0)
    return NULL;
  if (run->bubblewrap != NULL)
    {
      add_walls (argv, run->bubblewrap);
      g_ptr_array_add (argv, g_strdup ("--ro-bind"));
      g_ptr_array_add (argv, g_strdup (run->program));
      g_ptr_array_add (argv, g_strdup ("/decoder"));
      g_ptr_array_add (argv, g_strdup ("--"));
    }
  g_ptr_array_add (argv, g_strdup (run->bubblewrap != NULL ? "/decoder" : run->program));
  if (run->file == NULL)
    g_ptr_array_add (argv, g_strdup ("--probe"));
  g_ptr_array_add (argv, NULL);
  g_subprocess_launcher_take_stdin_fd (launcher, input);
  g_subprocess_launcher_set_environ (launcher, (char **) environment);
  return g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, error);
}

/* FALSE with an error when the time is up or nobody wants it any more. */
static gboolean
wait_readable (Reader *self, GError **error)
{
  struct pollfd polled[] = { { .fd = self->fd, .events = POLLIN },
                             { .fd = self->cancelled.fd, .events = POLLIN } };

  while (polled[0].revents == 0)
    {
      gint64 left = self->deadline - g_get_monotonic_time ();

      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      if (left <= 0)
        return fail (error, REVIEW_DECODER_ERROR_TIME, "the decoder took too long");
      poll (polled, G_N_ELEMENTS (polled), (int) (left / 1000) + 1);
    }
  return TRUE;
}

/* Did the kernel end it because its time on the processor was over? Bubblewrap says so by 128 + n. */
static gboolean
ran_out_of_time (GSubprocess *child)
{
  if (g_subprocess_get_if_signaled (child))
    return g_subprocess_get_term_sig (child) == SIGXCPU;
  return g_subprocess_get_if_exited (child)
         && g_subprocess_get_exit_status (child) == 128 + SIGXCPU;
}

static gboolean
fail_at_end (Reader *self, GError **error)
{
  g_subprocess_force_exit (self->child);
  g_subprocess_wait (self->child, NULL, NULL);
  if (ran_out_of_time (self->child))
    return fail (error, REVIEW_DECODER_ERROR_TIME, "the decoder used up its time");
  return fail (error, REVIEW_DECODER_ERROR_CRASHED, "the decoder ended in the middle");
}

static gboolean
read_all (Reader *self, gpointer to, gsize len, GError **error)
{
  guint8 *bytes = to;

  while (len > 0)
    {
      gssize n;

      if (!wait_readable (self, error))
        return FALSE;
      n = read (self->fd, bytes, len);
      if (n < 0 && (errno == EINTR || errno == EAGAIN))
        continue;
      if (n <= 0)
        return fail_at_end (self, error);
      bytes += n;
      len -= (gsize) n;
    }
  return TRUE;
}

static gboolean
check_status (guint32 status, GError **error)
{
  static const ReviewDecoderError codes[] = {
    [DECODER_UNREADABLE] = REVIEW_DECODER_ERROR_UNREADABLE,
    [DECODER_TOO_LARGE] = REVIEW_DECODER_ERROR_TOO_LARGE,
    [DECODER_UNSUPPORTED] = REVIEW_DECODER_ERROR_UNSUPPORTED,
    [DECODER_ENCRYPTED] = REVIEW_DECODER_ERROR_ENCRYPTED,
    [DECODER_NOT_CONFINED] = REVIEW_DECODER_ERROR_NO_ISOLATION,
  };

  if (status == DECODER_OK)
    return TRUE;
  if (status < G_N_ELEMENTS (codes))
    return fail (error, codes[status], "the decoder refused the file");
  return fail (error, REVIEW_DECODER_ERROR_CRASHED, "the decoder says what makes no sense");
}

static gboolean
is_sane (const guint32 size[2], guint pages, guint64 pixels)
{
  return pages < DECODER_MAX_PAGES && size[0] > 0 && size[1] > 0 && size[0] <= DECODER_MAX_EDGE
         && size[1] <= DECODER_MAX_EDGE && (guint64) size[0] * size[1] <= DECODER_MAX_PAGE_PIXELS
         && pixels + (guint64) size[0] * size[1] <= DECODER_MAX_PIXELS;
}

static gboolean
read_pages (Reader *self, ReviewDocument *document, GError **error)
{
  guint64 pixels = 0;
  guint32 size[2];

  while (read_all (self, size, sizeof size, error))
    {
      g_autoptr (GBytes) page = NULL;
      gpointer bytes;

      if (size[0] == 0 && size[1] == 0 && review_document_get_n_pages (document) > 0)
        return TRUE;
      if (!is_sane (size, review_document_get_n_pages (document), pixels))
        return fail (error, REVIEW_DECODER_ERROR_CRASHED, "the decoder says what makes no sense");
      pixels += (guint64) size[0] * size[1];
      bytes = g_malloc ((gsize) size[0] * size[1] * 4);
      page = g_bytes_new_take (bytes, (gsize) size[0] * size[1] * 4);
      if (!read_all (self, bytes, (gsize) size[0] * size[1] * 4, error))
        return FALSE;
      review_document_add_page (document, size[0], size[1], page);
    }
  return FALSE;
}

static ReviewDocument *
read_document (Reader *self, const ReviewDecoderRun *run, GError **error)
{
  ReviewIsolation isolation =
      run->bubblewrap != NULL ? REVIEW_ISOLATION_SANDBOX : REVIEW_ISOLATION_CONFINED;
  g_autoptr (ReviewDocument) document = NULL;
  guint32 header[3];

  if (!read_all (self, header, sizeof header, error))
    return NULL;
  if (header[0] != DECODER_MAGIC)
    {
      fail (error, REVIEW_DECODER_ERROR_CRASHED, "this is not the decoder's answer");
      return NULL;
    }
  if (!check_status (header[1], error))
    return NULL;
  document = review_document_new (isolation, MIN (header[2], G_MAXINT32));
  if (run->file != NULL && !read_pages (self, document, error))
    return NULL;
  return g_steal_pointer (&document);
}

/**
 * review_decoder_run:
 *
 * Runs the decoder once and waits for it; on a thread that may wait. Without a file the document
 * that comes back has no page.
 *
 * Returns: (transfer full): the document; %NULL with a #ReviewDecoderError or G_IO_ERROR_CANCELLED
 */
ReviewDocument *
review_decoder_run (const ReviewDecoderRun *run, GCancellable *cancellable, GError **error)
{
  Reader reader = { .deadline = g_get_monotonic_time () + run->time_limit,
                    .cancellable = cancellable,
                    .cancelled = { .fd = -1 } };
  g_autoptr (GError) local = NULL;
  ReviewDocument *document;

  if (run->file != NULL && g_bytes_get_size (run->file) > DECODER_MAX_FILE)
    {
      fail (error, REVIEW_DECODER_ERROR_TOO_LARGE, "the file has too many bytes");
      return NULL;
    }
  reader.child = spawn (run, &local);
  if (reader.child == NULL)
    {
      fail (error, REVIEW_DECODER_ERROR_MISSING, local->message);
      return NULL;
    }
  reader.fd = g_unix_input_stream_get_fd (
      G_UNIX_INPUT_STREAM (g_subprocess_get_stdout_pipe (reader.child)));
  if (cancellable != NULL && !g_cancellable_make_pollfd (cancellable, &reader.cancelled))
    reader.cancelled.fd = -1;
  document = read_document (&reader, run, error);
  g_subprocess_force_exit (reader.child);
  g_subprocess_wait (reader.child, NULL, NULL);
  if (reader.cancelled.fd >= 0)
    g_cancellable_release_fd (cancellable);
  g_object_unref (reader.child);
  return document;
}
