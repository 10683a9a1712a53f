/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A name as it is compared: Latin letters and digits in lower case. */
typedef struct
{
  char **words;     /* sorted */
  char **sounds;    /* of each word: its consonants, as transliterations have them in common */
  char *joined;     /* every word in the order in which they stood, without blanks */
  gboolean foreign; /* some of it was not in Latin letters */
} ScreeningName;

ScreeningName *screening_name_new (const char *text);
void screening_name_free (ScreeningName *self);
char *screening_fold (const char *text, gboolean *ret_foreign);
double screening_jaro_winkler (const char *a, const char *b);
char *screening_sound (const char *word);
double screening_word_likeness (
    const char *a, const char *a_sound, const char *b, const char *b_sound, gboolean foreign);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScreeningName, screening_name_free)

G_END_DECLS
