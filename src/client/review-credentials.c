/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small wall around the token of a team server, so that another keeper changes nothing else. It
 * comes from the variable RISKOPS_REVIEW_TOKEN, or from a file that nobody else may read:
 * `$XDG_CONFIG_HOME/riskops-review/token`. */
#define G_LOG_DOMAIN "review-client"
#include "review-credentials.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "review-error.h"

#define MAX_TOKEN 4096

/* Checked on the open file, not on its name, so that nothing changes in between. */
static gboolean
check_private (int fd, const char *path, GError **error)
{
  struct stat st;

  if (fstat (fd, &st) != 0 || !S_ISREG (st.st_mode) || st.st_uid != geteuid ()
      || (st.st_mode & 077) != 0)
    {
      g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_FORBIDDEN,
                   "%s must be your own file with mode 0600", path);
      return FALSE;
    }
  return TRUE;
}

static char *
read_token (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  char text[MAX_TOKEN + 1];
  char *token = NULL;
  gssize n;

  if (fd < 0)
    {
      g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND, "no token for the server: %s",
                   g_strerror (errno));
      return NULL;
    }
  n = check_private (fd, path, error) ? read (fd, text, MAX_TOKEN) : -2;
  close (fd);
  if (n >= 0)
    {
      text[n] = '\0';
      token = g_strdup (g_strstrip (text));
      explicit_bzero (text, sizeof text);
    }
  else if (n == -1)
    g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND, "%s cannot be read", path);
  if (token != NULL && *token == '\0')
    {
      g_clear_pointer (&token, g_free);
      g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND, "%s is empty", path);
    }
  return token;
}

static void
lookup_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  char *token = read_token (data, &error);

  if (token != NULL)
    g_task_return_pointer (task, token, g_free);
  else
    g_task_return_error (task, error);
}

/**
 * review_credentials_lookup_async:
 * @server_url: the team server whose token is wanted
 */
void
review_credentials_lookup_async (const char *server_url,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  const char *variable = g_getenv ("RISKOPS_REVIEW_TOKEN");

  g_task_set_source_tag (task, review_credentials_lookup_async);
  if (variable != NULL && *variable != '\0')
    {
      g_task_return_pointer (task, g_strdup (variable), g_free);
      return;
    }
  g_task_set_task_data (
      task, g_build_filename (g_get_user_config_dir (), "riskops-review", "token", NULL), g_free);
  g_task_run_in_thread (task, lookup_thread);
}

/**
 * review_credentials_lookup_finish:
 *
 * Returns: (transfer full): the token, or %NULL with NOT_FOUND or FORBIDDEN (others may read the
 *   file)
 */
char *
review_credentials_lookup_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
