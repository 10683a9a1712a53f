/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *review_fold_text (const char *text);
char **review_split_words (const char *folded);
guint review_edit_distance (const char *a, const char *b);
double review_text_likeness (const char *a, const char *b);
double review_name_likeness (const char *a, const char *b);
double review_code_distance (const char *a, const char *b);

/* Scripts that letters are of. */
typedef enum
{
  REVIEW_SCRIPT_LATIN = 1 << 0, /* and what folds to it: Cyrillic, Greek */
  REVIEW_SCRIPT_OTHER = 1 << 1
} ReviewScript;

guint review_text_scripts (const char *folded);

G_END_DECLS
