/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One process per store: an exclusive lock on PATH.lock, which names its holder. The kernel lets
 * it go with the process, so a crash leaves nothing to clean up. */
#define G_LOG_DOMAIN "review-store"
#include "review-store-driver.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

static void
set_busy (GError **error, const char *location, int fd)
{
  char holder[32] = "";
  ssize_t got = pread (fd, holder, sizeof holder - 1, 0);

  if (got > 0)
    holder[got] = '\0';
  g_strstrip (holder);
  g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_BUSY, "%s is in use by process %s", location,
               *holder != '\0' ? holder : "(unknown)");
}

/**
 * review_store_lock:
 * @location: path of the store
 *
 * Returns: a file descriptor that holds the lock; -1 with %REVIEW_ERROR_BUSY, naming the process
 *   that holds it, or another error
 */
int
review_store_lock (const char *location, GError **error)
{
  g_autofree char *path = g_strconcat (location, ".lock", NULL);
  g_autofree char *pid = g_strdup_printf ("%d\n", (int) getpid ());
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0)
    {
      g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_FAILED, "%s: %s", path, g_strerror (errno));
      return -1;
    }
  if (flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      set_busy (error, location, fd);
      close (fd);
      return -1;
    }
  if (ftruncate (fd, 0) != 0 || pwrite (fd, pid, strlen (pid), 0) != (ssize_t) strlen (pid))
    g_debug ("%s: the holder's number could not be written", path);
  return fd;
}

void
review_store_unlock (int lock)
{
  if (lock >= 0)
    close (lock);
}
