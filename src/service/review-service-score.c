/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures of a slice. A case counts where its label was to be expected: what people got counts for
 * those of them that are decided already, what was decided alone counts 1 / pi where the blind audit
 * drew it. A truth that came by another way of a case that was not drawn is no sample of anything and
 * is counted apart. */
#define G_LOG_DOMAIN "review-service"
#include "review-service-score.h"

#include <math.h>
#include <string.h>

#include "review-clock.h"
#include "review-policy.h"
#include "stats-interval.h"
#include "stats-ratio.h"
#include "stats-weighted.h"

#define LEVEL    0.95
#define DELTA    0.025
#define PI_BINS  8 /* of which each holds the pi of one power of two */
#define N_SCOPES REVIEW_SCOPE_SYSTEM

/* Whether the truth of the row is a label by design. */
gboolean
review_scored_is_labelled (const ReviewScored *row)
{
  return row->known && (row->act == 0 || row->audited);
}

/* How many cases that went to people a labelled one of them stands for: some wait still. */
double
review_scored_weigh_people (GPtrArray *rows)
{
  guint n = 0, labelled = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const ReviewScored *row = rows->pdata[i];

      n += row->act == 0 && !row->unfit ? 1 : 0;
      labelled += row->act == 0 && row->known ? 1 : 0;
    }
  return labelled > 0 ? (double) n / labelled : 1;
}

/* How many cases a labelled one stands for; @people: of review_scored_weigh_people(). */
double
review_scored_weigh (const ReviewScored *row, double people)
{
  return row->act == 0 ? people : 1 / row->pi;
}

/* Whether @scope speaks of the row at all, and whether it calls it bad. */
gboolean
review_scored_call (const ReviewScored *row, int scope, gboolean *ret_called)
{
  int choice = row->act != 0 ? row->act : row->final;

  *ret_called = scope == REVIEW_SCOPE_VERDICT ? row->verdict : choice == REVIEW_CHOICE_BLOCK;
  if (scope == REVIEW_SCOPE_AUTOMATIC)
    return row->act != 0;
  return scope == REVIEW_SCOPE_VERDICT || choice != 0;
}

double
review_people_bound (const ReviewPeopleFound *self)
{
  return self->seen > 0 ? stats_clopper_pearson_lower (self->found, self->seen, DELTA) : 1;
}

/* Clusters as numbers below that of the labels. */
static guint
find_cluster (GHashTable *clusters, const ReviewScored *row, guint next)
{
  gpointer known;

  if (g_hash_table_lookup_extended (clusters, GUINT_TO_POINTER (row->cluster), NULL, &known))
    return GPOINTER_TO_UINT (known);
  g_hash_table_insert (clusters, GUINT_TO_POINTER (row->cluster), GUINT_TO_POINTER (next));
  return next;
}

static GArray *
list_calls (GPtrArray *rows, int scope)
{
  GArray *calls = g_array_new (FALSE, FALSE, sizeof (StatsCall));
  g_autoptr (GHashTable) clusters = g_hash_table_new (NULL, NULL);
  double people = review_scored_weigh_people (rows);

  for (guint i = 0; i < rows->len; i++)
    {
      const ReviewScored *row = rows->pdata[i];
      StatsCall call = { .positive = row->positive };

      if (!review_scored_is_labelled (row) || !review_scored_call (row, scope, &call.called))
        continue;
      call.weight = review_scored_weigh (row, people);
      call.cluster = find_cluster (clusters, row, calls->len);
      g_array_append_val (calls, call);
    }
  return calls;
}

/* The strata of a system's recall: what people and the machine did, by how likely a label was. */
typedef struct
{
  StatsStratum strata[2 * (PI_BINS + 1)];
  guint n;
} Strata;

static guint
find_bin (const ReviewScored *row)
{
  if (row->act == 0)
    return PI_BINS;
  return (guint) CLAMP (floor (-log2 (fmax (row->pi, 1e-9))), 0, PI_BINS - 1);
}

static void
fill_strata (Strata *self, GPtrArray *rows)
{
  *self = (Strata){ .n = G_N_ELEMENTS (self->strata) };
  for (guint i = 0; i < rows->len; i++)
    {
      const ReviewScored *row = rows->pdata[i];
      gboolean called;
      StatsStratum *one;

      if (row->unfit || !review_scored_call (row, REVIEW_SCOPE_SYSTEM, &called))
        continue;
      one = &self->strata[2 * find_bin (row) + (called ? 0 : 1)];
      one->passed = !called;
      one->cases++;
      one->labelled += review_scored_is_labelled (row) ? 1 : 0;
      one->bad += review_scored_is_labelled (row) && row->positive ? 1 : 0;
    }
}

/* What the lower bound of the system's recall still needs: more audits of what passes alone. */
static guint
count_audits (const Strata *strata, const StatsRecall *recall, double target)
{
  double cases = 0, room;
  guint audited = 0, bad = 0;
  StatsInterval kept;

  for (guint h = 0; h < 2 * PI_BINS; h++)
    if (strata->strata[h].passed)
      {
        cases += strata->strata[h].cases;
        audited += strata->strata[h].labelled;
        bad += strata->strata[h].bad;
      }
  room = cases > 0 ? recall->found * (1 / target - 1) / cases : 0;
  if (!(room > 0) || target >= 1)
    return STATS_NEVER;
  kept = (StatsInterval){ audited > 0 ? 1 - (double) bad / audited : NAN, 0, 1 };
  return stats_score_more (1 - fmin (room, 1), &kept, audited, DELTA);
}

/* Nobody sees what people missed: where their sensitivity is measured, its lower bound is the most that
 * can be claimed of what they had before them, and so of the whole. */
static void
bound_system (ReviewScore *score, GPtrArray *rows, const ReviewPeopleFound *people)
{
  Strata strata;
  StatsRecall recall;
  double sensitivity = review_people_bound (people);
  guint more;

  fill_strata (&strata, rows);
  recall = stats_stratified_recall (strata.strata, strata.n, LEVEL, DELTA);
  score->recall_bound = recall.exact_low * sensitivity;
  score->recall_met = score->recall_bound >= score->recall_target;
  more =
      score->recall_met ? 0 : count_audits (&strata, &recall, score->recall_target / sensitivity);
  score->recall_more = more != STATS_NEVER ? more : 0;
}

static void
set_interval (const StatsInterval *from, double *value, double *low, double *high)
{
  *value = from->value;
  *low = from->low;
  *high = from->high;
}

static gint64
count_more (double target, const StatsInterval *seen, guint n)
{
  guint more = stats_score_more (target, seen, n, DELTA);

  return more != STATS_NEVER ? more : 0;
}

static ReviewScore *
make_score (GPtrArray *rows, int scope, const ReviewPeopleFound *people)
{
  ReviewScore *self = review_record_new (&review_score_type);
  g_autoptr (GArray) calls = list_calls (rows, scope);
  StatsScore score;

  stats_score ((const StatsCall *) calls->data, calls->len, LEVEL, &score);
  self->scope = scope;
  self->labels = score.n;
  self->effective = score.effective;
  self->tp = score.tp;
  self->fp = score.fp;
  self->tn = score.tn;
  self->fn = score.fn;
  set_interval (&score.precision, &self->precision, &self->precision_low, &self->precision_high);
  set_interval (&score.recall, &self->recall, &self->recall_low, &self->recall_high);
  set_interval (&score.f1, &self->f1, &self->f1_low, &self->f1_high);
  self->precision_target = REVIEW_PRECISION_TARGET;
  self->precision_met = self->precision_low >= self->precision_target;
  self->precision_more = count_more (self->precision_target, &score.precision, score.called);
  self->recall_target = REVIEW_RECALL_TARGET;
  if (scope == REVIEW_SCOPE_SYSTEM)
    bound_system (self, rows, people);
  else
    {
      self->recall_met = self->recall_low >= self->recall_target;
      self->recall_more = count_more (self->recall_target, &score.recall, score.positives);
    }
  return self;
}

/* @covered: 1 only covered cases, 0 only others, -1 all. */
static StatsInterval
rate_first_pass (GPtrArray *rows, int covered)
{
  g_autoptr (GPtrArray) some = g_ptr_array_new ();
  g_autoptr (GArray) calls = NULL;
  StatsScore score;

  for (guint i = 0; i < rows->len; i++)
    if (covered < 0 || ((ReviewScored *) rows->pdata[i])->covered == covered)
      g_ptr_array_add (some, rows->pdata[i]);
  calls = list_calls (some, REVIEW_SCOPE_VERDICT);
  stats_score ((const StatsCall *) calls->data, calls->len, LEVEL, &score);
  return score.accuracy;
}

static void
fill_shares (ReviewScoreSlice *self, GPtrArray *rows)
{
  guint covered = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const ReviewScored *row = rows->pdata[i];

      self->labels += review_scored_is_labelled (row) ? 1 : 0;
      self->automatic += row->act != 0 ? 1 : 0;
      covered += row->covered ? 1 : 0;
    }
  if (rows->len == 0)
    return;
  self->automation = (double) self->automatic / rows->len;
  stats_wilson ((guint) self->automatic, rows->len, LEVEL, &self->automation_low,
                &self->automation_high);
  self->coverage = (double) covered / rows->len;
}

/**
 * review_score_slice:
 * @rows: (element-type ReviewScored): of the slice
 * @people: what is known of people's sensitivity
 *
 * Returns: (transfer full): its figures
 */
ReviewScoreSlice *
review_score_slice (GPtrArray *rows,
                    int dimension,
                    const char *value,
                    const ReviewPeopleFound *people)
{
  ReviewScoreSlice *self = review_record_new (&review_score_slice_type);
  StatsInterval all = rate_first_pass (rows, -1);

  self->dimension = dimension;
  self->value = value != NULL && *value != '\0' ? g_strdup (value) : NULL;
  self->cases = rows->len;
  fill_shares (self, rows);
  set_interval (&all, &self->first_pass, &self->first_pass_low, &self->first_pass_high);
  self->first_pass_covered = rate_first_pass (rows, 1).value;
  self->first_pass_uncovered = rate_first_pass (rows, 0).value;
  self->scores = review_records_new ();
  for (int scope = REVIEW_SCOPE_VERDICT; scope <= N_SCOPES; scope++)
    g_ptr_array_add (self->scores, make_score (rows, scope, people));
  return self;
}

static ReviewScoreMoney *
find_currency (GPtrArray *list, const char *currency)
{
  ReviewScoreMoney *one;

  for (guint i = 0; i < list->len; i++)
    if (strcmp (((ReviewScoreMoney *) list->pdata[i])->currency, currency) == 0)
      return list->pdata[i];
  one = review_record_new (&review_score_money_type);
  one->currency = g_strdup (currency);
  one->prevented = 0;
  one->missed = 0;
  g_ptr_array_add (list, one);
  return one;
}

/**
 * review_score_money:
 *
 * Returns: (transfer full): array of #ReviewScoreMoney: what was at stake in bad cases, by whether the
 *   system stopped them
 */
GPtrArray *
review_score_money (GPtrArray *rows)
{
  GPtrArray *list = review_records_new ();
  double people = review_scored_weigh_people (rows);

  for (guint i = 0; i < rows->len; i++)
    {
      const ReviewScored *row = rows->pdata[i];
      ReviewScoreMoney *one;
      gboolean stopped;

      if (isnan (row->value) || row->currency == NULL || !review_scored_is_labelled (row)
          || !review_scored_call (row, REVIEW_SCOPE_SYSTEM, &stopped))
        continue;
      one = find_currency (list, row->currency);
      one->labels++;
      if (row->positive)
        *(stopped ? &one->prevented : &one->missed) +=
            row->value * review_scored_weigh (row, people);
    }
  for (guint i = 0; i < list->len; i++)
    {
      ReviewScoreMoney *one = list->pdata[i];

      if (one->prevented + one->missed > 0)
        one->recall = one->prevented / (one->prevented + one->missed);
    }
  return list;
}

/**
 * review_score_delays:
 * @until: µs: of what is blocked still
 *
 * Returns: (transfer full): the hours that truly good customers waited for people, or were blocked
 */
ReviewGoodDelayed *
review_score_delays (GPtrArray *rows, gint64 until)
{
  ReviewGoodDelayed *self = review_record_new (&review_good_delayed_type);
  double people = review_scored_weigh_people (rows);

  self->cases = self->waited_hours = self->blocked_hours = 0;
  for (guint i = 0; i < rows->len; i++)
    {
      const ReviewScored *row = rows->pdata[i];
      double weight = review_scored_weigh (row, people), hours;
      gboolean alone = row->act == REVIEW_CHOICE_BLOCK;

      if (!review_scored_is_labelled (row) || row->positive
          || (!alone && (row->act != 0 || row->final == 0)))
        continue;
      hours = (double) ((alone && row->final == 0 ? until : row->final_at)
                        - (alone ? row->acted_at : row->received_at))
              / REVIEW_HOUR;
      self->cases += weight;
      *(alone ? &self->blocked_hours : &self->waited_hours) += weight * fmax (0, hours);
    }
  return self;
}
