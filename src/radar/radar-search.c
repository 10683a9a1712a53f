/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks for conjunctions of at most three conditions in which errors crowd (`statistics.md` 5.12).
 *
 * What is tried is fixed by the cases alone: every conjunction that enough of them meet, and that
 * divides what its parent leaves. The false discovery rate is controlled over all of them
 * (Benjamini & Hochberg, JRSS B 1995), with the weight shared out evenly between conjunctions of
 * one, two and three conditions (Genovese, Roeder & Wasserman, Biometrika 2006): otherwise the few
 * plain ones would pay for the many elaborate ones. A conjunction counts by the larger of two p-values:
 * Fisher's, and that among cases of about the same risk. */
#define G_LOG_DOMAIN "review-radar"
#include "radar-search.h"

#include <math.h>
#include <string.h>

#include "radar-lattice.h"
#include "radar-strata.h"
#include "stats-slice.h"

#define DEPTH        3
#define MAX_BELIEVED 20000 /* of those that pass, the best so many are compared with each other */
#define SHARPER      .001 /* the condition that is left out brings in cases that err less: p of that */

/* A conjunction that has enough errors. */
typedef struct
{
  guint16 literals[DEPTH];
  guint8 n_literals;
  guint16 target;
  guint8 depth; /* conditions, with that on errors */
  double p;
} Candidate;

typedef struct
{
  const RadarOptions *options;
  const RadarLattice *lattice;
  RadarStrata strata;
  RadarWord *sets[DEPTH]; /* (owned): what the conditions so far leave */
  Candidate path;
  guint64 tried[DEPTH + 1];
  GArray *candidates; /* (owned): Candidate */
} Search;

/**
 * radar_options_init:
 * @options: (out): the values of `statistics.md` 5.12
 */
void
radar_options_init (RadarOptions *options)
{
  *options = (RadarOptions){ .max_conditions = DEPTH,
                             .min_cases = 20,
                             .min_errors = 10,
                             .q = .1,
                             .jaccard = .7,
                             .min_lift = 1.5,
                             .max_found = 20 };
}

static void
try_targets (Search *s, const RadarWord *set, guint n)
{
  const RadarLattice *lattice = s->lattice;

  for (guint t = 0; t < lattice->targets->len; t++)
    {
      const RadarLiteral *target = lattice->targets->pdata[t];
      guint depth = s->path.n_literals + (t > 0 ? 1 : 0), errors;
      Candidate *last;

      if (depth > s->options->max_conditions)
        continue;
      s->tried[depth]++;
      errors = radar_bits_count_both (set, target->set, lattice->words);
      if (errors < s->options->min_errors
          || (double) errors * lattice->n < s->options->min_lift * n * target->n)
        continue;
      g_array_append_val (s->candidates, s->path);
      last = &g_array_index (s->candidates, Candidate, s->candidates->len - 1);
      last->target = (guint16) t;
      last->depth = (guint8) depth;
      last->p = fmax (stats_slice (errors, n, target->n - errors, lattice->n - n).p,
                      radar_strata_test (&s->strata, set, target->set));
    }
}

/* @set: what is left so far, of @n; NULL: all. */
static void
descend (Search *s, const RadarWord *set, guint n, guint from)
{
  const GPtrArray *literals = s->lattice->literals;
  guint depth = s->path.n_literals;

  for (guint i = from; i < literals->len; i++)
    {
      const RadarLiteral *literal = literals->pdata[i];
      RadarWord *left = s->sets[depth];
      guint n_left = literal->n, next = i + 1;

      if (set != NULL)
        n_left = radar_bits_and (left, set, literal->set, s->lattice->words);
      else
        memcpy (left, literal->set, s->lattice->words * sizeof *left);
      if (n_left < s->options->min_cases || n_left == n)
        continue;
      s->path.literals[depth] = (guint16) i;
      s->path.n_literals = (guint8) (depth + 1);
      try_targets (s, left, n_left);
      while (next < literals->len
             && ((const RadarLiteral *) literals->pdata[next])->column == literal->column)
        next++;
      if (depth + 1 < s->options->max_conditions)
        descend (s, left, n_left, next);
      s->path.n_literals = (guint8) depth;
    }
}

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *x = a, *y = b;

  if (x->p != y->p)
    return x->p < y->p ? -1 : 1;
  if (x->depth != y->depth)
    return x->depth < y->depth ? -1 : 1;
  return memcmp (x->literals, y->literals, sizeof x->literals);
}

/* What a p-value of the depth counts for: its own, times the conjunctions of that depth that were
 * tried, times the number of depths. Over all that were tried this is p / weight times their
 * number. */
static double
weigh (const Search *s, const Candidate *one)
{
  guint depths = 0;

  for (guint i = 1; i <= DEPTH; i++)
    depths += s->tried[i] > 0 ? 1 : 0;
  return one->p * (double) s->tried[one->depth] * depths;
}

/* Sorts the candidates by weighted p and keeps those that pass; @p becomes q. */
static void
control (Search *s)
{
  GArray *all = s->candidates;
  double least = INFINITY;
  guint passed = 0;

  for (guint i = 0; i < all->len; i++)
    {
      Candidate *one = &g_array_index (all, Candidate, i);

      one->p = weigh (s, one);
    }
  g_array_sort (all, compare_candidates);
  for (guint i = all->len; i-- > 0;)
    {
      Candidate *one = &g_array_index (all, Candidate, i);

      one->p = least = fmin (least, one->p / (i + 1));
      if (passed == 0 && one->p <= s->options->q)
        passed = i + 1;
    }
  g_array_set_size (all, MIN (passed, MAX_BELIEVED));
}

/* A candidate with its cases and errors. */
typedef struct
{
  const Candidate *candidate;
  RadarWord *set;    /* (owned) */
  RadarWord *errors; /* (owned) */
  guint n;
  guint n_errors;
} Cover;

static void
cover_free (gpointer data)
{
  Cover *self = data;

  g_free (self->set);
  g_free (self->errors);
  g_free (self);
}

static Cover *
cover_new (const RadarLattice *lattice, const Candidate *candidate)
{
  Cover *self = g_new0 (Cover, 1);
  const RadarLiteral *target = lattice->targets->pdata[candidate->target];

  self->candidate = candidate;
  self->set = radar_bits_new (lattice->n);
  self->errors = radar_bits_new (lattice->n);
  for (guint i = 0; i < candidate->n_literals; i++)
    {
      const RadarLiteral *literal = lattice->literals->pdata[candidate->literals[i]];

      self->n = radar_bits_and (self->set, i == 0 ? literal->set : self->set, literal->set,
                                lattice->words);
    }
  self->n_errors = radar_bits_and (self->errors, self->set, target->set, lattice->words);
  return self;
}

static gboolean
is_redundant (const Search *s, const Cover *one, const Cover *other)
{
  guint both = radar_bits_count_both (one->errors, other->errors, s->lattice->words);
  guint either = one->n_errors + other->n_errors - both;

  return either > 0 && (double) both / either > s->options->jaccard;
}

/* Whether the rest of @wide errs so much less than what @narrow takes of it that the condition in
 * between is part of the pattern. */
static gboolean
is_sharper (const Search *s, const Cover *narrow, const Cover *wide)
{
  guint words = s->lattice->words;
  guint n = radar_bits_count_both (narrow->set, wide->set, words);
  guint errors = radar_bits_count_both (narrow->errors, wide->errors, words);

  return stats_slice (errors, n, wide->n_errors - errors, wide->n - n).p <= SHARPER;
}

/* Whether errors crowd in what @kept leave of @one, too: the same error is not told twice. */
static gboolean
stands_alone (const Search *s, const Cover *one, GPtrArray *kept)
{
  const RadarLattice *lattice = s->lattice;
  const RadarLiteral *target = lattice->targets->pdata[one->candidate->target];
  g_autofree RadarWord *rest = radar_bits_new (lattice->n);
  g_autofree RadarWord *left = radar_bits_new (lattice->n);
  guint n_rest, n, errors, all;

  memset (rest, 0xff, lattice->words * sizeof *rest);
  for (guint i = 0; i < kept->len; i++)
    for (guint w = 0; w < lattice->words; w++)
      rest[w] &= ~((const Cover *) kept->pdata[i])->set[w];
  if (lattice->n % 64 != 0)
    rest[lattice->words - 1] &= ((RadarWord) 1 << (lattice->n % 64)) - 1;
  n_rest = radar_bits_count (rest, lattice->words);
  n = radar_bits_and (left, one->set, rest, lattice->words);
  errors = radar_bits_count_both (left, one->errors, lattice->words);
  all = radar_bits_count_both (rest, target->set, lattice->words);
  return errors >= s->options->min_errors
         && (double) errors * n_rest >= s->options->min_lift * n * all
         && weigh (s, &(Candidate){ .p = stats_slice (errors, n, all - errors, n_rest - n).p,
                                    .depth = one->candidate->depth })
                <= s->options->q;
}

/* Takes @one. Of two that cover the same errors the simpler stays, unless the other is sharper. */
static void
place (const Search *s, GPtrArray *kept, Cover *one)
{
  for (guint i = 0; i < kept->len; i++)
    {
      Cover *other = kept->pdata[i];

      if (!is_redundant (s, one, other))
        continue;
      if (one->candidate->depth < other->candidate->depth && !is_sharper (s, other, one))
        {
          kept->pdata[i] = one;
          cover_free (other);
        }
      else
        cover_free (one);
      return;
    }
  if (kept->len < s->options->max_found && stands_alone (s, one, kept))
    g_ptr_array_add (kept, one);
  else
    cover_free (one);
}

static int
compare_confidence (gconstpointer a, gconstpointer b, gpointer table)
{
  double x = radar_table_get (table, *(const guint *) a)->risk;
  double y = radar_table_get (table, *(const guint *) b)->risk;
  int order = (fabs (x - .5) < fabs (y - .5)) - (fabs (x - .5) > fabs (y - .5));

  return order != 0 ? order : (*(const guint *) a > *(const guint *) b) - 1;
}

static void
fill_rows (RadarFinding *finding, const RadarTable *table, const Search *s, const Cover *cover)
{
  finding->rows = g_new (guint, MAX (cover->n_errors, 1));
  for (guint i = 0; i < s->lattice->n; i++)
    if (RADAR_HAS (cover->errors, i))
      finding->rows[finding->n_rows++] = s->lattice->rows[i];
  g_qsort_with_data (finding->rows, (gint) finding->n_rows, sizeof (guint), compare_confidence,
                     (gpointer) table);
}

static RadarFinding *
make_finding (const RadarTable *table, const Search *s, const Cover *cover)
{
  RadarFinding *finding = g_new0 (RadarFinding, 1);
  const RadarLiteral *target = s->lattice->targets->pdata[cover->candidate->target];

  finding->conditions = radar_conditions_new ();
  for (guint i = 0; i < cover->candidate->n_literals; i++)
    {
      const RadarLiteral *literal = s->lattice->literals->pdata[cover->candidate->literals[i]];

      g_ptr_array_add (finding->conditions, radar_condition_copy (literal->condition));
    }
  if (target->condition != NULL)
    g_ptr_array_add (finding->conditions, radar_condition_copy (target->condition));
  finding->q = cover->candidate->p;
  fill_rows (finding, table, s, cover);
  return finding;
}

static void
finding_free (gpointer data)
{
  RadarFinding *self = data;

  g_ptr_array_unref (self->conditions);
  g_free (self->rows);
  g_free (self);
}

static GPtrArray *
tell (const RadarTable *table, const Search *s)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (finding_free);
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (cover_free);

  for (guint i = 0; i < s->candidates->len; i++)
    place (s, kept, cover_new (s->lattice, &g_array_index (s->candidates, Candidate, i)));
  for (guint i = 0; i < kept->len; i++)
    g_ptr_array_add (found, make_finding (table, s, kept->pdata[i]));
  return found;
}

/**
 * radar_search:
 * @since: µs: of the period to be searched
 * @until: µs; exclusive
 * @ret_tried: (out) (nullable): conjunctions that were tried
 *
 * Returns: (transfer full) (element-type RadarFinding): the recurring errors, the surest first
 */
GPtrArray *
radar_search (const RadarTable *table,
              RadarKind kind,
              const RadarOptions *options,
              gint64 since,
              gint64 until,
              guint64 *ret_tried)
{
  g_autoptr (RadarLattice) lattice =
      radar_lattice_new (table, kind, since, until, options->min_cases, options->min_errors);
  Search search = { .options = options, .lattice = lattice };
  GPtrArray *found;

  g_return_val_if_fail (options->max_conditions >= 1 && options->max_conditions <= DEPTH, NULL);
  search.candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  for (guint i = 0; i < DEPTH; i++)
    search.sets[i] = radar_bits_new (lattice->n);
  radar_strata_init (&search.strata, table, lattice->rows, lattice->n);
  descend (&search, NULL, lattice->n, 0);
  control (&search);
  found = tell (table, &search);
  for (guint i = 0; i < found->len; i++)
    {
      RadarFinding *one = found->pdata[i];

      one->kind = kind;
      one->count = radar_count (table, kind, one->conditions, since, until, .95);
    }
  if (ret_tried != NULL)
    *ret_tried = search.tried[1] + search.tried[2] + search.tried[3];
  radar_strata_clear (&search.strata);
  g_array_unref (search.candidates);
  for (guint i = 0; i < DEPTH; i++)
    g_free (search.sets[i]);
  return found;
}
