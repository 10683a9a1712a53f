/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names are found by the sound of their words and then compared word by word. Rare words weigh more
 * than common ones: two people called Mohamed have less in common than two called Iyamuremye. */
#define G_LOG_DOMAIN "review-screening"
#include "screening-index.h"

#include <math.h>
#include <string.h>

#include "review-text.h"
#include "screening-text.h"

#define CLOSE     0.88 /* words below it have nothing in common */
#define ENOUGH    0.41 /* of the squared weights of words, see try_words() */
#define MOST      12   /* matches of a name that are told */
#define PART      0.97 /* of a name of which the other one is a part */
#define MAX_WORDS 16   /* of a name that are compared */

typedef struct
{
  const ReviewListEntry *entry; /* (unowned) */
  ScreeningName *name;          /* (owned) */
} Listed;

struct _ScreeningIndex
{
  gint ref_count;
  GPtrArray *entries;    /* (owned) (element-type ReviewListEntry) */
  GArray *names;         /* (owned) (element-type Listed) */
  GHashTable *sounds;    /* (owned): sound → GArray of guint: names, each once and ascending */
  GHashTable *words;     /* (owned): word → how many names have it */
  GHashTable *addresses; /* (owned): folded address → ReviewListEntry */
};

static void
listed_clear (gpointer data)
{
  screening_name_free (((Listed *) data)->name);
}

static void
add_sound (ScreeningIndex *self, const char *sound, guint n)
{
  GArray *list = g_hash_table_lookup (self->sounds, sound);

  if (list == NULL)
    {
      list = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (self->sounds, g_strdup (sound), list);
    }
  if (list->len == 0 || g_array_index (list, guint, list->len - 1) != n)
    g_array_append_val (list, n);
}

static void
add_word (ScreeningIndex *self, const char *word)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->words, word));

  g_hash_table_replace (self->words, g_strdup (word), GUINT_TO_POINTER (n + 1));
}

/* Scripts without blanks between words come out as one word, or as one per character. */
static char *
whole_key (const ScreeningName *name)
{
  g_autofree char *sound = screening_sound (name->joined);

  return g_strconcat ("=", sound, NULL);
}

static void
add_name (ScreeningIndex *self, const ReviewListEntry *entry)
{
  Listed listed = { entry, screening_name_new (entry->name) };
  guint n = self->names->len;
  g_autofree char *whole = whole_key (listed.name);

  for (guint i = 0; listed.name->words[i] != NULL; i++)
    {
      add_sound (self, listed.name->sounds[i], n);
      add_word (self, listed.name->words[i]);
    }
  add_sound (self, whole, n);
  g_array_append_val (self->names, listed);
}

/**
 * screening_index_new:
 * @entries: (element-type ReviewListEntry): of every list; kept
 *
 * Returns: (transfer full): the index over them
 */
ScreeningIndex *
screening_index_new (GPtrArray *entries)
{
  ScreeningIndex *self = g_new0 (ScreeningIndex, 1);

  self->ref_count = 1;
  self->entries = g_ptr_array_ref (entries);
  self->names = g_array_new (FALSE, FALSE, sizeof (Listed));
  g_array_set_clear_func (self->names, listed_clear);
  self->sounds =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  self->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->addresses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < entries->len; i++)
    {
      ReviewListEntry *entry = entries->pdata[i];

      if (entry->kind == REVIEW_LIST_NAMES)
        add_name (self, entry);
      else
        g_hash_table_insert (self->addresses, review_text_fold_address (entry->name), entry);
    }
  return self;
}

ScreeningIndex *
screening_index_ref (ScreeningIndex *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
screening_index_unref (ScreeningIndex *self)
{
  if (self == NULL || !g_atomic_int_dec_and_test (&self->ref_count))
    return;
  g_array_unref (self->names);
  g_hash_table_unref (self->sounds);
  g_hash_table_unref (self->words);
  g_hash_table_unref (self->addresses);
  g_ptr_array_unref (self->entries);
  g_free (self);
}

/**
 * screening_index_get_size:
 *
 * Returns: how many names and addresses it holds
 */
guint
screening_index_get_size (const ScreeningIndex *self)
{
  return self->names->len + g_hash_table_size (self->addresses);
}

/* Inverse document frequency (Spärck Jones 1972), never 0. */
static double
weigh (const ScreeningIndex *self, const char *word)
{
  guint n = self != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->words, word)) : 0;
  guint all = self != NULL ? self->names->len : 0;

  return self != NULL ? log (1 + (double) (all + 1) / (n + 1)) : 1;
}

typedef struct
{
  double weights[MAX_WORDS];
  double total;  /* of the weights */
  double square; /* of their squares */
  guint n;
} Weights;

static void
weigh_all (const ScreeningIndex *self, const ScreeningName *name, Weights *ret)
{
  *ret = (Weights){ .total = 0 };
  for (; ret->n < MAX_WORDS && name->words[ret->n] != NULL; ret->n++)
    {
      double w = weigh (self, name->words[ret->n]);

      ret->weights[ret->n] = w;
      ret->total += w;
      ret->square += w * w;
    }
}

/* The closest word of @b to a word of @a that is still free; -1 when none is close. */
static int
find_closest (
    const ScreeningName *a, guint i, const ScreeningName *b, guint n, guint taken, double *ret)
{
  int best = -1;

  *ret = CLOSE;
  for (guint k = 0; k < n; k++)
    {
      double likeness = (taken & (1u << k)) != 0
                            ? 0
                            : screening_word_likeness (a->words[i], a->sounds[i], b->words[k],
                                                       b->sounds[k], a->foreign || b->foreign);

      if (likeness < *ret || (best >= 0 && likeness == *ret))
        continue;
      best = (int) k;
      *ret = likeness;
    }
  return best;
}

/* SoftTFIDF (Cohen, Ravikumar and Fienberg 2003, A Comparison of String Distance Metrics for
 * Name-Matching Tasks): the cosine of the weighted words, where words that are close count by how
 * close they are. Where one name of two or more words is a part of the other (middle names are left
 * out), how much of the part is covered counts as much. */
static double
compare_names (const ScreeningIndex *self, const ScreeningName *a, const ScreeningName *b)
{
  Weights x, y;
  guint taken = 0, pairs = 0;
  double product = 0, covered_x = 0, covered_y = 0, cosine, covered;

  weigh_all (self, a, &x);
  weigh_all (self, b, &y);
  if (x.n == 0 || y.n == 0)
    return 0;
  for (guint i = 0; i < x.n; i++)
    {
      double likeness;
      int k = find_closest (a, i, b, y.n, taken, &likeness);

      if (k < 0)
        continue;
      taken |= 1u << k;
      pairs++;
      product += x.weights[i] * y.weights[k] * likeness;
      covered_x += x.weights[i] * likeness;
      covered_y += y.weights[k] * likeness;
    }
  cosine = product / sqrt (x.square * y.square);
  covered = x.n <= y.n ? covered_x / x.total : covered_y / y.total;
  if (pairs >= 2 && pairs == MIN (x.n, y.n))
    cosine = MAX (cosine, (cosine + covered) / 2 * PART);
  /* one script's words are another's letters: then the whole is compared */
  if (a->foreign || b->foreign)
    cosine = MAX (cosine, screening_word_likeness (a->joined, "", b->joined, "", TRUE) * PART);
  return MIN (cosine, 1);
}

/**
 * screening_name_likeness:
 * @a: a name; so is @b
 *
 * Returns: 0 to 1, with every word weighing the same; 1: equal but for case, marks and order
 */
double
screening_name_likeness (const char *a, const char *b)
{
  g_autoptr (ScreeningName) x = screening_name_new (a);
  g_autoptr (ScreeningName) y = screening_name_new (b);

  return compare_names (NULL, x, y);
}

static int
compare_matches (gconstpointer a, gconstpointer b)
{
  const ScreeningMatch *x = a, *y = b;
  int by_list;

  if (x->score != y->score)
    return x->score > y->score ? -1 : 1;
  by_list = strcmp (x->entry->list, y->entry->list);
  return by_list != 0 ? by_list : strcmp (x->entry->entry_id, y->entry->entry_id);
}

/* An entry is told once, by the name of it that is most like. */
static void
keep_best (GArray *matches, const ReviewListEntry *entry, double score)
{
  ScreeningMatch match = { entry, score };

  for (guint i = 0; i < matches->len; i++)
    {
      ScreeningMatch *known = &g_array_index (matches, ScreeningMatch, i);

      if (strcmp (known->entry->entry_id, entry->entry_id) != 0
          || strcmp (known->entry->list, entry->list) != 0)
        continue;
      if (score > known->score)
        *known = match;
      return;
    }
  g_array_append_val (matches, match);
}

static void
try_key (const ScreeningIndex *self,
         const ScreeningName *name,
         const char *key,
         GHashTable *tried,
         GArray *matches)
{
  GArray *list = g_hash_table_lookup (self->sounds, key);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      guint n = g_array_index (list, guint, i);
      const Listed *listed = &g_array_index (self->names, Listed, n);
      double score;

      if (!g_hash_table_add (tried, GUINT_TO_POINTER (n)))
        continue;
      score = compare_names (self, name, listed->name);
      if (score >= SCREENING_WEAK)
        keep_best (matches, listed->entry, score);
    }
}

typedef struct
{
  const char *sound;
  double square; /* of the word's weight */
  guint n;       /* names that have the sound */
} Key;

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  const Key *x = a, *y = b;

  return x->n != y->n ? (x->n < y->n ? -1 : 1) : strcmp (x->sound, y->sound);
}

/* Tries the rarest sounds first, and as many as are needed: of a name that is like this one at
 * least SCREENING_WEAK, the words in common have a share r of the squared weights with
 * (sqrt (r) + 1) / 2 * PART >= SCREENING_WEAK, hence r > 1 - ENOUGH. A name that has none of the
 * words that were tried cannot have that much. */
static void
try_words (const ScreeningIndex *self,
           const ScreeningName *name,
           GHashTable *tried,
           GArray *matches)
{
  Weights weights;
  Key keys[MAX_WORDS];
  double sum = 0;

  weigh_all (self, name, &weights);
  for (guint i = 0; i < weights.n; i++)
    {
      GArray *list = g_hash_table_lookup (self->sounds, name->sounds[i]);

      keys[i] = (Key){ name->sounds[i], weights.weights[i] * weights.weights[i],
                       list != NULL ? list->len : 0 };
    }
  qsort (keys, weights.n, sizeof *keys, compare_keys);
  for (guint i = 0; i < weights.n && sum <= ENOUGH * weights.square; i++)
    {
      try_key (self, name, keys[i].sound, tried, matches);
      sum += keys[i].square;
    }
}

/**
 * screening_index_match_name:
 * @name: as the case has it
 *
 * Returns: (transfer full) (element-type ScreeningMatch): the entries it is like, the most alike
 *   first, at most twelve
 */
GArray *
screening_index_match_name (const ScreeningIndex *self, const char *name)
{
  g_autoptr (ScreeningName) folded = screening_name_new (name);
  g_autoptr (GHashTable) tried = g_hash_table_new (NULL, NULL);
  g_autofree char *whole = whole_key (folded);
  GArray *matches = g_array_new (FALSE, FALSE, sizeof (ScreeningMatch));

  if (folded->words[0] == NULL)
    return matches;
  try_words (self, folded, tried, matches);
  try_key (self, folded, whole, tried, matches);
  g_array_sort (matches, compare_matches);
  if (matches->len > MOST)
    g_array_set_size (matches, MOST);
  return matches;
}

/**
 * screening_index_match_address:
 * @address: of a wallet
 *
 * Returns: (transfer none) (nullable): the entry that has exactly this address
 */
const ReviewListEntry *
screening_index_match_address (const ScreeningIndex *self, const char *address)
{
  g_autofree char *folded = review_text_fold_address (address);

  return g_hash_table_lookup (self->addresses, folded);
}
