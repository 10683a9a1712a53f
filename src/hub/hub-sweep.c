/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What any threshold would do, at every half percent of risk: the table behind the handles of the
 * Decision Hub's page. It is not stats_sweep(), which gives
 * other intervals: there every label is a case of its own, here a cluster is one, cases without a
 * label are in the shares, and where pi differs the lower bound is the exact one within strata. */
#define G_LOG_DOMAIN "review-hub"
#include "hub-sweep.h"

#include <math.h>

#include "hub-strata.h"
#include "review-error.h"
#include "stats-interval.h"
#include "stats-queue.h"

#define LEVEL      0.95
#define NORMAL_975 1.959963984540054

/* Weighted cases; a weight is 1 / pi. */
typedef struct
{
  double sum;
  double squares; /* of the weights */
} Mass;

/* Everything at or below (pass) or at or above (block) a risk. */
typedef struct
{
  guint cases; /* labelled or not */
  Mass bad;
  Mass good;
  gboolean seen; /* every bar of it that holds unlabelled cases holds labelled ones too */
} Heap;

/* One side's walk over the grid. */
typedef struct
{
  const HubCases *cases;
  ReviewSide side;
  HubUnits units;
  HubStrata strata;
  Mass all_bad;
  double design; /* units per case among the bad (pass) or all (block): alike cases count once */
  guint32 *labelled; /* rows, in the order in which they are decided */
  guint32 *unlabelled;
  guint32 *merged; /* units, likewise */
  guint at[3];
  Heap heap;
} Walk;

static double
weight_of (const HubSample *sample, guint row)
{
  return sample->pi != NULL ? 1 / sample->pi[row] : 1;
}

static void
mass_add (Mass *self, double weight)
{
  self->sum += weight;
  self->squares += weight * weight;
}

static void
walk_init (Walk *self, const HubCases *cases, ReviewSide side)
{
  const HubSample *sample = &cases->labelled;
  guint bad = 0;

  *self = (Walk){ .cases = cases, .side = side, .heap = { .seen = TRUE } };
  hub_units_init (&self->units, sample, side);
  hub_strata_init (&self->strata, &self->units, side);
  for (guint i = 0; i < sample->n; i++)
    if (sample->positives[i])
      {
        bad++;
        mass_add (&self->all_bad, weight_of (sample, i));
      }
  self->design = side == REVIEW_SIDE_PASS ? (double) self->units.bad / MAX (bad, 1)
                                          : (double) self->units.n / MAX (sample->n, 1);
  self->labelled = hub_order (sample->risks, sample->n, side);
  self->unlabelled = hub_order (cases->unlabelled, cases->n_unlabelled, side);
  self->merged = hub_order (self->units.risks, self->units.n, side);
}

static void
walk_clear (Walk *self)
{
  hub_units_clear (&self->units);
  g_free (self->labelled);
  g_free (self->unlabelled);
  g_free (self->merged);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Walk, walk_clear)

static void
walk_to (Walk *self, double lambda)
{
  const HubSample *sample = &self->cases->labelled;
  Heap *heap = &self->heap;

  for (; self->at[0] < sample->n; self->at[0]++)
    {
      guint row = self->labelled[self->at[0]];

      if (!review_threshold_decides (self->side, lambda, sample->risks[row]))
        break;
      heap->cases++;
      mass_add (sample->positives[row] ? &heap->bad : &heap->good, weight_of (sample, row));
    }
  for (; self->at[1] < self->cases->n_unlabelled; self->at[1]++, heap->cases++)
    if (!review_threshold_decides (self->side, lambda,
                                   self->cases->unlabelled[self->unlabelled[self->at[1]]]))
      break;
  for (; self->at[2] < self->units.n; self->at[2]++)
    {
      if (!review_threshold_decides (self->side, lambda,
                                     self->units.risks[self->merged[self->at[2]]]))
        break;
      hub_strata_decide (&self->strata, &self->units, self->merged[self->at[2]]);
    }
}

/* 95 % interval of right / (right + wrong). Alike weights: Wilson. Others: below the exact bound
 * within strata, which knows of misses that were not drawn; above by linearisation on the logit
 * scale (`statistics.md` 5.8), Var = ((1 - s)^2 sum_right w^2 + s^2 sum_wrong w^2) / (sum w)^2. */
static double
set_interval (
    const Walk *walk, const Mass *right, const Mass *wrong, double *ret_low, double *ret_high)
{
  double sum = right->sum + wrong->sum;
  double share = right->sum / sum;
  double variance = (pow (1 - share, 2) * right->squares + pow (share, 2) * wrong->squares)
                    / (sum * sum * walk->design);
  double n = sum * sum / (right->squares + wrong->squares) * walk->design;

  *ret_low = *ret_high = NAN;
  if (!(sum > 0))
    return NAN;
  if (walk->units.equal)
    stats_wilson ((guint) (share * n + 0.5), (guint) (n + 0.5), LEVEL, ret_low, ret_high);
  else
    {
      *ret_low = hub_strata_bound (&walk->strata, 1, (1 - LEVEL) / 2);
      *ret_high =
          variance > 0
              ? share
                    / (share
                       + (1 - share) * exp (-NORMAL_975 * sqrt (variance) / (share * (1 - share))))
              : 1;
    }
  *ret_low = fmin (*ret_low, share);
  *ret_high = fmax (*ret_high, share);
  return share;
}

static double
share_of (const HubCases *cases, guint n)
{
  guint all = cases->labelled.n + cases->n_unlabelled;

  return all > 0 ? (double) n / all : NAN;
}

static void
fill_pass (const Walk *walk, ReviewHubPoint *point)
{
  const Heap *heap = &walk->heap;
  const Mass found = { fmax (0, walk->all_bad.sum - heap->bad.sum),
                       fmax (0, walk->all_bad.squares - heap->bad.squares) };

  point->pass_share = share_of (walk->cases, heap->cases);
  point->missed = heap->bad.sum;
  point->recall = set_interval (walk, &found, &heap->bad, &point->recall_low, &point->recall_high);
  point->pass_unseen = !heap->seen;
}

static void
fill_block (const Walk *walk, ReviewHubPoint *point)
{
  const Heap *heap = &walk->heap;

  point->block_share = share_of (walk->cases, heap->cases);
  point->wrongly_blocked = heap->good.sum;
  point->precision =
      set_interval (walk, &heap->bad, &heap->good, &point->precision_low, &point->precision_high);
  point->block_unseen = !heap->seen;
}

/**
 * hub_sweep_bin:
 *
 * Returns: the bar of the histogram that @risk, 0..1, lies in
 */
guint
hub_sweep_bin (double risk)
{
  return MIN ((guint) (risk * HUB_SWEEP_BINS), HUB_SWEEP_BINS - 1);
}

/* What the labelled cases of a bar do not stand for has no truth yet. */
static void
fill_bins (const HubCases *cases, gboolean *unseen, GPtrArray *bins)
{
  const HubSample *sample = &cases->labelled;
  guint counts[HUB_SWEEP_BINS] = { 0 };
  guint labels[HUB_SWEEP_BINS] = { 0 };

  for (guint b = 0; b < HUB_SWEEP_BINS; b++)
    {
      ReviewHubBin *bin = review_record_new (&review_hub_bin_type);

      bin->low = (double) b / HUB_SWEEP_BINS;
      bin->high = (b + 1.0) / HUB_SWEEP_BINS;
      bin->good = bin->bad = bin->unknown = 0;
      g_ptr_array_add (bins, bin);
    }
  for (guint i = 0; i < cases->n_unlabelled; i++)
    counts[hub_sweep_bin (cases->unlabelled[i])]++;
  for (guint i = 0; i < sample->n; i++)
    {
      ReviewHubBin *bin = bins->pdata[hub_sweep_bin (sample->risks[i])];

      *(sample->positives[i] ? &bin->bad : &bin->good) += weight_of (sample, i);
      labels[hub_sweep_bin (sample->risks[i])]++;
    }
  for (guint b = 0; b < HUB_SWEEP_BINS; b++)
    {
      ReviewHubBin *bin = bins->pdata[b];

      bin->unknown = fmax (0, counts[b] + labels[b] - bin->good - bin->bad);
      unseen[b] = counts[b] > 0 && labels[b] == 0;
    }
}

static double
grid (guint j)
{
  return j / (HUB_SWEEP_POINTS - 1.0);
}

static void
see (Walk *walk, const gboolean *unseen, double lambda)
{
  guint last = hub_sweep_bin (lambda);

  walk->heap.seen = TRUE;
  for (guint b = 0; b < HUB_SWEEP_BINS; b++)
    if (unseen[b] && (walk->side == REVIEW_SIDE_PASS ? b <= last : b >= last))
      walk->heap.seen = FALSE;
}

static void
fill_points (const HubCases *cases, const gboolean *unseen, ReviewHubView *view)
{
  const ReviewCertificate *pass = view->certificate_pass, *block = view->certificate_block;
  g_auto (Walk) passes = { 0 };
  g_auto (Walk) blocks = { 0 };

  walk_init (&passes, cases, REVIEW_SIDE_PASS);
  walk_init (&blocks, cases, REVIEW_SIDE_BLOCK);
  for (guint j = 0; j < HUB_SWEEP_POINTS; j++)
    {
      ReviewHubPoint *point = review_record_new (&review_hub_point_type);

      point->risk = grid (j);
      walk_to (&passes, point->risk);
      see (&passes, unseen, point->risk);
      fill_pass (&passes, point);
      point->pass_certified = pass != NULL && point->risk <= pass->lambda;
      point->block_certified = block != NULL && point->risk >= block->lambda;
      g_ptr_array_add (view->points, point);
    }
  for (guint j = HUB_SWEEP_POINTS; j-- > 0;)
    {
      ReviewHubPoint *point = view->points->pdata[j];

      walk_to (&blocks, point->risk);
      see (&blocks, unseen, point->risk);
      fill_block (&blocks, point);
    }
}

/**
 * hub_sweep_fill:
 * @cases: of the window
 * @view: not yet handed on; its certificates (nullable) say which points are certified; receives
 *   `bins` and `points`
 * @error: INVALID names what is wrong with @cases; @view is as it was then
 *
 * Recall is of the whole system with people right on what they see, 1 - missed / bad; precision is
 * of the automatic blocks; both weighted by 1 / pi (`statistics.md` 4 and 5.8), with 95 %
 * intervals in which alike cases count once. A zone is unseen where a bar of the histogram in it
 * holds cases and no label: what is said of it is extrapolation (5.6).
 */
gboolean
hub_sweep_fill (const HubCases *cases, ReviewHubView *view, GError **error)
{
  HubSample unlabelled = { .risks = cases->unlabelled, .n = cases->n_unlabelled };
  gboolean unseen[HUB_SWEEP_BINS];

  if (!hub_sample_check (&cases->labelled, error) || !hub_sample_check (&unlabelled, error))
    return FALSE;
  g_clear_pointer (&view->bins, g_ptr_array_unref);
  g_clear_pointer (&view->points, g_ptr_array_unref);
  view->bins = review_records_new ();
  view->points = review_records_new ();
  fill_bins (cases, unseen, view->bins);
  fill_points (cases, unseen, view);
  return TRUE;
}

/**
 * hub_sweep_fill_loads:
 * @view: not yet handed on; receives `loads`
 *
 * Forecast of the queue for every share of the cases that people get: M/M/c around the clock
 * (Erlang's C, `statistics.md` 5.6). Shifts, bursts and the order of priorities are not in it.
 */
void
hub_sweep_fill_loads (const HubStaff *staff, ReviewHubView *view)
{
  g_clear_pointer (&view->loads, g_ptr_array_unref);
  view->loads = review_records_new ();
  for (guint j = 0; j < HUB_SWEEP_LOADS; j++)
    {
      ReviewHubLoad *load = review_record_new (&review_hub_load_type);

      load->share = j / (HUB_SWEEP_LOADS - 1.0);
      load->per_day = staff->cases_per_day * load->share;
      load->sla_breach = staff->people > 0
                             ? stats_erlang_wait (load->per_day / 24, staff->handling_minutes,
                                                  staff->people, staff->sla_minutes)
                             : NAN;
      g_ptr_array_add (view->loads, load);
    }
}
