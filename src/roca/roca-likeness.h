/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *roca_fold_text (const char *text);
char **roca_split_words (const char *folded);
guint roca_edit_distance (const char *a, const char *b);
double roca_text_likeness (const char *a, const char *b);
double roca_name_likeness (const char *a, const char *b);
double roca_code_distance (const char *a, const char *b);

/* Scripts that letters are of. */
typedef enum
{
  ROCA_SCRIPT_LATIN = 1 << 0, /* and what folds to it: Cyrillic, Greek */
  ROCA_SCRIPT_OTHER = 1 << 1
} RocaScript;

guint roca_text_scripts (const char *folded);

G_END_DECLS
