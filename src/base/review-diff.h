/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  REVIEW_DIFF_SAME,
  REVIEW_DIFF_REMOVED, /* only in the text before */
  REVIEW_DIFF_ADDED    /* only in the text after */
} ReviewDiffKind;

typedef struct
{
  ReviewDiffKind kind;
  char *text; /* (owned) */
} ReviewDiffPart;

GPtrArray *review_diff_words (const char *before, const char *after);

G_END_DECLS
