/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a decoder that was taken over could still do: tried from inside, in a process of its own. */
#define G_LOG_DOMAIN "review-test"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "decoder-private.h"

static gboolean
is_refused (long result)
{
  return result < 0 && errno == EPERM;
}

/* The numbers say which attempt went through. */
static int
try_everything (void)
{
  char *const argv[] = { (char *) "true", NULL };

  if (!decoder_confine ())
    return 1;
  if (!is_refused (socket (AF_INET, SOCK_STREAM, 0))
      || !is_refused (socket (AF_UNIX, SOCK_DGRAM, 0)))
    return 2;
  if (!is_refused (open ("/tmp/review-confine", O_CREAT | O_WRONLY, 0600)))
    return 3;
  if (!is_refused (open ("/dev/null", O_RDWR)))
    return 4;
  if (!is_refused (unlink ("/tmp/review-confine")) || !is_refused (rename ("/tmp/a", "/tmp/b")))
    return 5;
  if (!is_refused (fork ()))
    return 6;
  if (!is_refused (execv ("/bin/true", argv)))
    return 7;
  if (!is_refused (kill (getppid (), 0)) || !is_refused (ptrace (PTRACE_ATTACH, getppid (), 0, 0)))
    return 8;
  if (malloc (1024ul * 1024 * 1024) != NULL)
    return 9;
  if (open ("/usr", O_RDONLY | O_DIRECTORY) < 0)
    return 10; /* libraries, fonts */
  return 0;
}

static void
test_confined (void)
{
  pid_t pid = fork ();
  int status = 0;

  if (pid == 0)
    _exit (try_everything ());
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

static int
spin (void)
{
  volatile guint n = 0;

  if (!decoder_confine ())
    return 1;
  for (;;)
    n++;
}

/* Time on the processor has an end that no code inside can move. */
static void
test_time (void)
{
  pid_t pid = fork ();
  int status = 0;

  if (pid == 0)
    _exit (spin ());
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFSIGNALED (status));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/confine/refused", test_confined);
  g_test_add_func ("/confine/time", test_time);
  return g_test_run ();
}
