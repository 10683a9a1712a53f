/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads `text/event-stream` (WHATWG HTML §9.2.6) as far as our server writes it: fields id, event
 * and data, comments, LF or CRLF. Lines and events have a cap, so that no peer fills the memory. */
#define G_LOG_DOMAIN "review-client"
#include "review-sse.h"

#include <string.h>

#include "review-error.h"

struct _ReviewSse
{
  ReviewSseFunc func;
  gpointer user_data;
  GString *line; /* (owned): not yet ended */
  GString *data; /* (owned): of the event under way */
  char *id;      /* (owned) (nullable) */
  char *kind;    /* (owned) (nullable) */
  gboolean has_data;
};

/**
 * review_sse_new:
 * @func: called for each event that carries data
 *
 * Returns: (transfer full): a parser at the start of a stream
 */
ReviewSse *
review_sse_new (ReviewSseFunc func, gpointer user_data)
{
  ReviewSse *self = g_new0 (ReviewSse, 1);

  self->func = func;
  self->user_data = user_data;
  self->line = g_string_new (NULL);
  self->data = g_string_new (NULL);
  return self;
}

/** review_sse_free: */
void
review_sse_free (ReviewSse *self)
{
  g_string_free (self->line, TRUE);
  g_string_free (self->data, TRUE);
  g_free (self->id);
  g_free (self->kind);
  g_free (self);
}

static void
end_event (ReviewSse *self)
{
  if (self->has_data)
    self->func (self->id, self->kind, self->data->str, self->user_data);
  self->has_data = FALSE;
  g_string_truncate (self->data, 0);
  g_clear_pointer (&self->kind, g_free);
  g_clear_pointer (&self->id, g_free);
}

static void
set_field (ReviewSse *self, const char *name, const char *value)
{
  if (strcmp (name, "data") == 0)
    {
      if (self->has_data)
        g_string_append_c (self->data, '\n');
      g_string_append (self->data, value);
      self->has_data = TRUE;
    }
  else if (strcmp (name, "event") == 0)
    {
      g_free (self->kind);
      self->kind = g_strdup (value);
    }
  else if (strcmp (name, "id") == 0)
    {
      g_free (self->id);
      self->id = g_strdup (value);
    }
}

static void
end_line (ReviewSse *self)
{
  char *line = self->line->str;
  char *colon;

  if (self->line->len > 0 && line[self->line->len - 1] == '\r')
    g_string_truncate (self->line, self->line->len - 1);
  colon = strchr (line, ':');
  if (*line == '\0')
    end_event (self);
  else if (colon == NULL)
    set_field (self, line, "");
  else if (colon != line)
    {
      *colon = '\0';
      set_field (self, line, colon[1] == ' ' ? colon + 2 : colon + 1);
    }
  g_string_truncate (self->line, 0);
}

/**
 * review_sse_feed:
 * @bytes: the next @len bytes of the stream, cut anywhere
 *
 * Returns: %FALSE with PROTOCOL when a line or an event is over its cap or holds a NUL; the stream
 *   is then of no more use
 */
gboolean
review_sse_feed (ReviewSse *self, const char *bytes, gsize len, GError **error)
{
  for (gsize i = 0; i < len; i++)
    {
      if (bytes[i] == '\n')
        end_line (self);
      else
        g_string_append_c (self->line, bytes[i]);
      if (bytes[i] == '\0' || self->line->len + self->data->len > REVIEW_SSE_MAX_EVENT)
        {
          g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_PROTOCOL, "the event stream is broken");
          return FALSE;
        }
    }
  return TRUE;
}
