/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of values in memory: a set of lower-case texts. */
#define G_LOG_DOMAIN "review-ingest"
#include "review-list.h"

#include <string.h>

#include "review-derive.h"
#include "review-error.h"
#include "review-lines.h"

struct _ReviewList
{
  GHashTable *values; /* (owned) (element-type utf8): a set */
};

void
review_list_free (ReviewList *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->values);
  g_free (self);
}

static gboolean
add_line (ReviewList *self, const char *path, const ReviewLine *line, GError **error)
{
  g_autofree char *text = g_strndup (line->bytes, line->len);

  if (line->fault != NULL)
    {
      g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID, "%s:%" G_GINT64_FORMAT ": %s", path,
                   line->number, line->fault);
      return FALSE;
    }
  g_strstrip (text);
  if (*text != '\0' && *text != '#')
    g_hash_table_add (self->values, g_utf8_strdown (text, -1));
  return TRUE;
}

/**
 * review_list_load:
 * @path: UTF-8, plain or gzip
 *
 * Returns: (transfer full): the list; %NULL when the file cannot be read, holds a line that is no
 *   text, or no value at all
 */
ReviewList *
review_list_load (const char *path, GError **error)
{
  g_autoptr (ReviewInput) input = review_input_open (path, error);
  g_autoptr (ReviewLines) lines =
      input != NULL ? review_lines_new (input, REVIEW_LINES_LF, error) : NULL;
  g_autoptr (ReviewList) self = g_new0 (ReviewList, 1);

  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (gboolean end = FALSE; lines != NULL;)
    {
      ReviewLine line;

      if (!review_lines_next (lines, &line, &end, error))
        return NULL;
      if (end)
        break;
      if (!add_line (self, path, &line, error))
        return NULL;
    }
  if (lines == NULL)
    return NULL;
  if (g_hash_table_size (self->values) > 0)
    return g_steal_pointer (&self);
  g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID, "%s: the list holds no value", path);
  return NULL;
}

/* A list of domains means the hosts below them, too. */
static gboolean
contains_host (const ReviewList *self, const char *host)
{
  const char *last = strrchr (host, '.');

  if (last == NULL || g_ascii_isdigit (last[1]))
    return g_hash_table_contains (self->values, host);
  for (const char *p = host; p <= last; p = strchr (p, '.') + 1)
    if (g_hash_table_contains (self->values, p))
      return TRUE;
  return FALSE;
}

/**
 * review_list_contains:
 * @text: a value
 *
 * Returns: whether @text stands in the list, in any case; of an e-mail address, an URL or a host
 *   name also whether its host or a domain above that does (but no bare top-level domain)
 */
gboolean
review_list_contains (const ReviewList *self, const char *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);
  g_autofree char *host = NULL;

  if (g_hash_table_contains (self->values, g_strstrip (lower)))
    return TRUE;
  host = review_derive_host (lower);
  return host != NULL && contains_host (self, host);
}
