/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the decoder takes from itself before it looks at the file: memory and time beyond a bound,
 * files to write, other processes, the network. Inside bubblewrap this is the second wall; where
 * bubblewrap cannot run it is the only one, so without it nothing is decoded. */
#define G_LOG_DOMAIN "review-decoder"
#include "decoder-private.h"

#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#define MEMORY     (768ul * 1024 * 1024)
#define PROCESSOR  5 /* s */
#define OPEN_FILES 64

static gboolean
set_limits (void)
{
  static const struct
  {
    int what;
    rlim_t most;
  } limits[] = { { RLIMIT_AS, MEMORY }, { RLIMIT_CPU, PROCESSOR }, { RLIMIT_FSIZE, 0 },
                 { RLIMIT_CORE, 0 },    { RLIMIT_NPROC, 0 },       { RLIMIT_NOFILE, OPEN_FILES },
                 { RLIMIT_MEMLOCK, 0 } };

  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      struct rlimit limit = { limits[i].most, limits[i].most };

      if (setrlimit ((__rlimit_resource_t) limits[i].what, &limit) != 0)
        return FALSE;
    }
  return TRUE;
}

/* What reading a file, using memory and answering takes. Everything else fails with EPERM: no
 * socket, no other program, no thread or process, nothing written but what is open already. */
static const int allowed[] = {
  SCMP_SYS (access),        SCMP_SYS (arch_prctl),
  SCMP_SYS (brk),           SCMP_SYS (clock_getres),
  SCMP_SYS (clock_gettime), SCMP_SYS (close),
  SCMP_SYS (exit),          SCMP_SYS (exit_group),
  SCMP_SYS (faccessat),     SCMP_SYS (faccessat2),
  SCMP_SYS (fadvise64),     SCMP_SYS (fcntl),
  SCMP_SYS (fstat),         SCMP_SYS (fstatfs),
  SCMP_SYS (futex),         SCMP_SYS (getcwd),
  SCMP_SYS (getdents64),    SCMP_SYS (getegid),
  SCMP_SYS (geteuid),       SCMP_SYS (getgid),
  SCMP_SYS (getpid),        SCMP_SYS (getrandom),
  SCMP_SYS (getresgid),     SCMP_SYS (getresuid),
  SCMP_SYS (gettid),        SCMP_SYS (gettimeofday),
  SCMP_SYS (getuid),        SCMP_SYS (lseek),
  SCMP_SYS (lstat),         SCMP_SYS (madvise),
  SCMP_SYS (mmap),          SCMP_SYS (mprotect),
  SCMP_SYS (mremap),        SCMP_SYS (munmap),
  SCMP_SYS (newfstatat),    SCMP_SYS (poll),
  SCMP_SYS (pread64),       SCMP_SYS (read),
  SCMP_SYS (readlink),      SCMP_SYS (readlinkat),
  SCMP_SYS (readv),         SCMP_SYS (rseq),
  SCMP_SYS (rt_sigaction),  SCMP_SYS (rt_sigprocmask),
  SCMP_SYS (rt_sigreturn),  SCMP_SYS (sched_getaffinity),
  SCMP_SYS (sched_yield),   SCMP_SYS (set_robust_list),
  SCMP_SYS (stat),          SCMP_SYS (statfs),
  SCMP_SYS (statx),         SCMP_SYS (sysinfo),
  SCMP_SYS (uname),         SCMP_SYS (write),
  SCMP_SYS (writev),
};

static gboolean
allow_reading (scmp_filter_ctx filter)
{
  const scmp_datum_t writing = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND;

  for (gsize i = 0; i < G_N_ELEMENTS (allowed); i++)
    {
      int failed = seccomp_rule_add (filter, SCMP_ACT_ALLOW, allowed[i], 0);

      /* A call that this architecture does not have needs no permission. */
      if (failed != 0 && failed != -EDOM)
        return FALSE;
    }
  return seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (openat), 1,
                           SCMP_A2 (SCMP_CMP_MASKED_EQ, writing, 0))
             == 0
         && seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (tgkill), 0) == 0;
}

/**
 * decoder_confine:
 *
 * Returns: whether all limits hold from now on; they cannot be lifted again
 */
gboolean
decoder_confine (void)
{
  scmp_filter_ctx filter;
  gboolean done;

  if (!set_limits () || prctl (PR_SET_DUMPABLE, 0) != 0
      || prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
    return FALSE;
  filter = seccomp_init (SCMP_ACT_ERRNO (EPERM));
  if (filter == NULL)
    return FALSE;
  done = allow_reading (filter) && seccomp_load (filter) == 0;
  seccomp_release (filter);
  return done;
}
