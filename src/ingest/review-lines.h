/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-input.h"

G_BEGIN_DECLS

/* Most bytes of one line, and of one CSV record over several lines. */
#define REVIEW_LINE_MAX (4 * 1024 * 1024)

/* One physical line; valid until the next is asked for. */
typedef struct
{
  const char *bytes; /* with its line end; not NUL-terminated */
  gsize len;
  gint64 number;     /* from 1 */
  const char *fault; /* (nullable): why the line cannot be used; @bytes is then empty */
} ReviewLine;

typedef enum
{
  REVIEW_LINES_LF,      /* a line ends with LF (JSON Lines) */
  REVIEW_LINES_LF_OR_CR /* or with a lone CR (CSV of old spreadsheets) */
} ReviewLineEnds;

/**
 * ReviewLines:
 * The physical lines of a file. A line that is too long, not UTF-8 or holds a NUL is handed out as
 * a fault with its number, and the next line is read as if nothing had been.
 */
typedef struct _ReviewLines ReviewLines;

ReviewLines *review_lines_new (ReviewInput *input, ReviewLineEnds ends, GError **error);
void review_lines_free (ReviewLines *self);
gboolean
review_lines_next (ReviewLines *self, ReviewLine *ret_line, gboolean *ret_end, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReviewLines, review_lines_free)

G_END_DECLS
