/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What sfdp is given and what it answers. It gets numbers only; its answer ("plain" format) is read
 * strictly: every node once, finite places, nothing unknown, and "stop" at the end. */
#define G_LOG_DOMAIN "review-layout"
#include <errno.h>
#include <math.h>
#include <string.h>

#include "review-error.h"
#include "review-layout.h"

#define MAX_LINE 4096

/* Overlaps are taken away (prism), and the same graph comes out the same way (start). */
#define HEAD                                                             \
  "graph {\n graph [overlap=prism, sep=\"+14\", start=1, maxiter=300]\n" \
  " node [shape=circle, width=0.55, height=0.55, fixedsize=true, label=\"\"]\n"

/**
 * review_layout_write:
 *
 * Returns: (transfer full): the graph in the DOT language
 */
char *
review_layout_write (const ReviewLayoutRequest *request)
{
  GString *out = g_string_new (HEAD);

  for (guint i = 0; i < request->n_nodes; i++)
    g_string_append_printf (out, "n%u\n", i);
  for (gsize i = 0; i < request->n_edges; i++)
    g_string_append_printf (out, "n%u--n%u\n", request->edges[i].from, request->edges[i].to);
  g_string_append (out, "}\n");
  return g_string_free (out, FALSE);
}

typedef struct
{
  ReviewLayoutPoint *points; /* NaN: not placed yet */
  guint n_nodes;
  guint placed;
  gboolean opened;
  gboolean stopped;
} Reader;

static gboolean
read_number (const char *word, double *ret)
{
  char *end = NULL;

  errno = 0;
  *ret = g_ascii_strtod (word, &end);
  return end != word && *end == '\0' && errno == 0 && isfinite (*ret);
}

/* "n17" and nothing else. */
static gboolean
read_node_name (const char *word, guint n_nodes, guint *ret)
{
  guint64 number = 0;

  if (word[0] != 'n' || !g_ascii_string_to_unsigned (word + 1, 10, 0, G_MAXUINT, &number, NULL)
      || number >= n_nodes)
    return FALSE;
  *ret = (guint) number;
  return TRUE;
}

static gboolean
read_node (Reader *self, char **words)
{
  guint node = 0;
  double x, y;

  if (g_strv_length (words) < 4 || !read_node_name (words[1], self->n_nodes, &node)
      || !isnan (self->points[node].x) || !read_number (words[2], &x)
      || !read_number (words[3], &y))
    return FALSE;
  self->points[node] = (ReviewLayoutPoint){ x, y };
  self->placed++;
  return TRUE;
}

static gboolean
read_line (Reader *self, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 0);
  double number;

  if (self->stopped || words[0] == NULL)
    return FALSE;
  if (strcmp (words[0], "graph") == 0)
    {
      gboolean ok = !self->opened && g_strv_length (words) == 4 && read_number (words[1], &number)
                    && read_number (words[2], &number) && read_number (words[3], &number);

      self->opened = TRUE;
      return ok;
    }
  if (!self->opened)
    return FALSE;
  if (strcmp (words[0], "stop") == 0)
    self->stopped = words[1] == NULL;
  else if (strcmp (words[0], "node") == 0)
    return read_node (self, words);
  else
    return strcmp (words[0], "edge") == 0; /* we draw edges ourselves */
  return self->stopped;
}

static gboolean
read_lines (Reader *self, const char *text, gsize length)
{
  const char *end = text + length;

  while (text < end)
    {
      const char *newline = memchr (text, '\n', (gsize) (end - text));
      g_autofree char *line = NULL;

      if (newline == NULL || newline - text > MAX_LINE
          || memchr (text, '\0', (gsize) (newline - text)) != NULL)
        return FALSE;
      line = g_strndup (text, (gsize) (newline - text));
      if (!read_line (self, line))
        return FALSE;
      text = newline + 1;
    }
  return self->stopped && self->placed == self->n_nodes;
}

/* To 0..1 in both directions, upside down: y grew upwards. What is a line stays in the middle. */
static void
normalise (ReviewLayoutPoint *points, guint n)
{
  double left = HUGE_VAL, right = -HUGE_VAL, low = HUGE_VAL, high = -HUGE_VAL, width, height;

  for (guint i = 0; i < n; i++)
    {
      left = fmin (left, points[i].x);
      right = fmax (right, points[i].x);
      low = fmin (low, points[i].y);
      high = fmax (high, points[i].y);
    }
  width = right - left;
  height = high - low;
  for (guint i = 0; i < n; i++)
    {
      points[i].x = width > 1e-9 ? (points[i].x - left) / width : 0.5;
      points[i].y = height > 1e-9 ? (high - points[i].y) / height : 0.5;
    }
}

/**
 * review_layout_read:
 * @text: what the program said; need not end with a zero byte
 *
 * Returns: (transfer full): a place for each node, 0..1; %NULL with %REVIEW_ERROR_SYNTAX
 */
ReviewLayoutPoint *
review_layout_read (const char *text, gsize length, guint n_nodes, GError **error)
{
  g_autofree ReviewLayoutPoint *points = g_new0 (ReviewLayoutPoint, MAX (n_nodes, 1));
  Reader reader = { .points = points, .n_nodes = n_nodes };

  for (guint i = 0; i < n_nodes; i++)
    points[i] = (ReviewLayoutPoint){ (double) NAN, (double) NAN };
  if (!read_lines (&reader, text, length))
    {
      g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_SYNTAX,
                           "the layout program's answer cannot be read");
      return NULL;
    }
  normalise (points, n_nodes);
  return g_steal_pointer (&points);
}
