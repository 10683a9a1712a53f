/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What would change the verdict: the smallest change of one signal, or else of two, to values that
 * cases of the other kind have. Values come from the quantiles of the training cases, so that
 * nothing is proposed that was never seen, and only in the direction that the trade allows. A few
 * dozen rows are scored, in at most three batches. */
#define G_LOG_DOMAIN "review-roca"
#include <math.h>
#include <string.h>

#include "roca-answers.h"
#include "roca-chain.h"
#include "roca-matrix.h"
#include "roca-words.h"

#define FEATURES 5 /* the strongest for the verdict */
#define VALUES   5 /* tried of each */

/* A signal and the values that it may take, from the nearest to the farthest. */
typedef struct
{
  guint column;
  double here; /* share of all training cases that lie below the case's value */
  guint n;
  double values[VALUES];
  double effect;    /* of the value that turns the score most: its risk */
  guint best_value; /* which that is */
} Candidate;

typedef struct
{
  guint first; /* index of a candidate */
  guint first_value;
  guint second; /* NONE: only one signal changes */
  guint second_value;
} Trial;

#define NONE G_MAXUINT

typedef struct
{
  RocaCase *self;
  gboolean to_block; /* the verdict that is looked for */
  Candidate candidates[FEATURES];
  guint n;
  GArray *trials; /* Trial: the batch */
  double *risks;  /* of the batch */
} Search;

static double
rank_of (const Search *search, guint column, double value)
{
  double below[2] = { 0, 0 }, above[2] = { 0, 0 };

  for (int k = 0; k < 2; k++)
    if (!roca_model_compare (search->self->model, column, k == 1, value, &below[k], &above[k]))
      return 0.5;
  return (below[0] + below[1] + 1 - above[0] + 1 - above[1]) / 4;
}

/* Whether the trade lets the risk move to the side that is looked for when the value moves so. */
static gboolean
may_move (const Search *search, const RocaColumn *column, double from, double to)
{
  int sign = to > from ? 1 : -1;

  return (to < from || to > from)
         && (column->monotone == 0 || (column->monotone * sign > 0) == search->to_block);
}

/* Values of the cases that speak for the other verdict, spread over their quantiles. */
static void
list_values (const Search *search, Candidate *candidate)
{
  const RocaColumn *column = search->self->schema->columns->pdata[candidate->column];
  double from = search->self->values[candidate->column];

  for (guint i = 0; i < VALUES; i++)
    {
      double share = (i + 0.5) / VALUES, value;

      if (!roca_model_get_quantile (search->self->model, candidate->column, search->to_block, share,
                                    &value)
          || !may_move (search, column, from, value)
          || (candidate->n > 0 && fabs (candidate->values[candidate->n - 1] - value) < 1e-12))
        continue;
      candidate->values[candidate->n++] = value;
    }
}

static gboolean
may_change (const RocaCase *self, guint column)
{
  const RocaColumn *c = self->schema->columns->pdata[column];

  return !g_str_has_prefix (c->id, ROCA_CLAUSE_PREFIX) && !isnan (self->values[column]);
}

/* The strongest signals for the verdict that may be changed; the score falls most without them. */
static void
choose_candidates (Search *search)
{
  const RocaCase *self = search->self;
  double sign = search->to_block ? -1 : 1, last = INFINITY;

  while (search->n < FEATURES)
    {
      guint best = NONE;

      for (guint i = 0; i < self->score.n; i++)
        {
          double support = sign * self->score.contributions[i];

          if (may_change (self, i) && support > 0 && support < last
              && (best == NONE || support > sign * self->score.contributions[best]))
            best = i;
        }
      if (best == NONE)
        return;
      last = sign * self->score.contributions[best];
      search->candidates[search->n] =
          (Candidate){ .column = best, .here = rank_of (search, best, self->values[best]) };
      list_values (search, &search->candidates[search->n]);
      search->n += search->candidates[search->n].n > 0 ? 1 : 0;
    }
}

static void
add_trial (Search *search, guint first, guint first_value, guint second, guint second_value)
{
  Trial trial = { first, first_value, second, second_value };

  g_array_append_val (search->trials, trial);
}

/* Scores the batch; the clauses answer the changed case, not the one that is. */
static gboolean
score_trials (Search *search, GError **error)
{
  const RocaCase *self = search->self;
  g_autoptr (RocaMatrix) matrix = roca_matrix_new (self->schema);
  g_autofree double *values = g_new (double, self->score.n);

  for (guint t = 0; t < search->trials->len; t++)
    {
      const Trial *trial = &g_array_index (search->trials, Trial, t);
      const Candidate *first = &search->candidates[trial->first];
      g_autoptr (GArray) answers = NULL;

      memcpy (values, self->values, self->score.n * sizeof (double));
      values[first->column] = first->values[trial->first_value];
      if (trial->second != NONE)
        {
          const Candidate *second = &search->candidates[trial->second];

          values[second->column] = second->values[trial->second_value];
        }
      answers = roca_schema_answer (self->schema, self->intake, values);
      roca_matrix_add (matrix, "", NULL, FALSE, values);
    }
  g_free (search->risks);
  search->risks = g_new (double, MAX (search->trials->len, 1));
  return roca_model_score_matrix (self->model, matrix, search->risks, error);
}

static double
distance (const Search *search, guint candidate, guint value)
{
  const Candidate *c = &search->candidates[candidate];

  return fabs (rank_of (search, c->column, c->values[value]) - c->here);
}

/* The trial that turns the verdict with the smallest change, measured in ranks among the training
 * cases; NONE: no trial does. */
static guint
find_smallest (const Search *search)
{
  guint best = NONE;
  double least = INFINITY;

  for (guint t = 0; t < search->trials->len; t++)
    {
      const Trial *trial = &g_array_index (search->trials, Trial, t);
      double size = distance (search, trial->first, trial->first_value);

      if ((search->risks[t] >= search->self->type_policy->verdict_cut) != search->to_block)
        continue;
      if (trial->second != NONE)
        size += distance (search, trial->second, trial->second_value);
      if (size < least)
        {
          least = size;
          best = t;
        }
    }
  return best;
}

/* Every value of every candidate by itself; notes which value moves the score most. */
static gboolean
try_one (Search *search, guint *ret_best, GError **error)
{
  for (guint i = 0; i < search->n; i++)
    for (guint v = 0; v < search->candidates[i].n; v++)
      add_trial (search, i, v, NONE, 0);
  if (!score_trials (search, error))
    return FALSE;
  for (guint t = 0; t < search->trials->len; t++)
    {
      const Trial *trial = &g_array_index (search->trials, Trial, t);
      Candidate *c = &search->candidates[trial->first];
      double effect = search->to_block ? search->risks[t] : 1 - search->risks[t];

      if (effect > c->effect)
        {
          c->effect = effect;
          c->best_value = trial->first_value;
        }
    }
  *ret_best = find_smallest (search);
  return TRUE;
}

/* Pairs at the values that move most; then all values of the smallest pair that turns. */
static gboolean
try_two (Search *search, guint *ret_best, GError **error)
{
  Trial pair;

  g_array_set_size (search->trials, 0);
  for (guint i = 0; i < search->n; i++)
    for (guint j = i + 1; j < search->n; j++)
      add_trial (search, i, search->candidates[i].best_value, j, search->candidates[j].best_value);
  if (!score_trials (search, error))
    return FALSE;
  *ret_best = find_smallest (search);
  if (*ret_best == NONE)
    return TRUE;
  pair = g_array_index (search->trials, Trial, *ret_best);
  g_array_set_size (search->trials, 0);
  for (guint v = 0; v < search->candidates[pair.first].n; v++)
    for (guint w = 0; w < search->candidates[pair.second].n; w++)
      add_trial (search, pair.first, v, pair.second, w);
  if (!score_trials (search, error))
    return FALSE;
  *ret_best = find_smallest (search);
  return TRUE;
}

static ReviewSignalChange *
make_change (const Search *search, guint candidate, guint value)
{
  const RocaCase *self = search->self;
  const Candidate *c = &search->candidates[candidate];
  const RocaColumn *column = self->schema->columns->pdata[c->column];
  const char *currency = roca_case_currency (self);
  ReviewSignalChange *change = review_record_new (&review_signal_change_type);

  change->feature = g_strdup (column->id);
  change->name = review_text_copy (column->name);
  change->from = self->values[c->column];
  change->to = c->values[value];
  change->from_display = roca_say_value (column->id, column->unit, currency, change->from);
  change->to_display = roca_say_value (column->id, column->unit, currency, change->to);
  return change;
}

static ReviewText *
say_changes (GPtrArray *changes)
{
  g_autoptr (GPtrArray) said = g_ptr_array_new_with_free_func ((GDestroyNotify) review_text_free);

  if (changes->len == 0)
    return review_text_new ("no change of one or two signals that was tried",
                            "在所尝试的一两项信号变动中，均不会改变结论");
  for (guint i = 0; i < changes->len; i++)
    {
      const ReviewSignalChange *change = changes->pdata[i];

      g_ptr_array_add (said,
                       roca_text_printf ("%s: %s instead of %s", "%s：若为 %s（现为 %s）",
                                         change->name, change->to_display, change->from_display));
    }
  return roca_text_join (said, "; ", "；");
}

static ReviewCounterfactual *
make_answer (const Search *search, guint best)
{
  ReviewCounterfactual *answer = review_record_new (&review_counterfactual_type);

  answer->changes = review_records_new ();
  answer->risk = best != NONE ? search->risks[best] : NAN;
  if (best != NONE)
    {
      const Trial *trial = &g_array_index (search->trials, Trial, best);

      g_ptr_array_add (answer->changes, make_change (search, trial->first, trial->first_value));
      if (trial->second != NONE)
        g_ptr_array_add (answer->changes, make_change (search, trial->second, trial->second_value));
    }
  answer->text = say_changes (answer->changes);
  return answer;
}

/**
 * roca_case_find_change:
 * @self: with verdict
 *
 * Fills the assessment's counterfactual.
 */
gboolean
roca_case_find_change (RocaCase *self, GError **error)
{
  g_autoptr (GArray) trials = g_array_new (FALSE, FALSE, sizeof (Trial));
  Search search = { .self = self,
                    .to_block = self->out->verdict == REVIEW_VERDICT_PASS,
                    .trials = trials };
  guint best = NONE;
  gboolean ok;

  choose_candidates (&search);
  ok = try_one (&search, &best, error) && (best != NONE || try_two (&search, &best, error));
  if (ok)
    self->out->counterfactual = make_answer (&search, best);
  g_free (search.risks);
  return ok;
}
