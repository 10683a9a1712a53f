/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that the Decision Hub's page shows of a case type: measured on its history under the
 * live model, with the cases that no threshold may decide left out of what thresholds would do. */
#define G_LOG_DOMAIN "review-server"
#include "review-hub-view.h"

#include <math.h>
#include <string.h>

#include "hub-sweep.h"
#include "review-proof.h"
#include "review-history.h"
#include "stats-curve.h"
#include "stats-reliability.h"

#define LEVEL 0.95

/* Columns over the replayed cases: what is known of each, and what a threshold may decide. */
typedef struct
{
  double *risks;
  guint8 *positives;
  double *pi;
  double *weights; /* 1 / pi */
  const char **clusters;
  guint8 *forced; /* ReviewForced */
  guint n;
} Columns;

typedef struct
{
  ReviewService *service;
  const RocaModel *model;
  const ReviewTypePolicy *type;
  ReviewHistory *history;
  Columns all;  /* labelled */
  Columns free; /* labelled, a threshold may decide them */
  double *unlabelled;
  guint n_unlabelled;
  guint forced;           /* to people */
  guint forced_automatic; /* by a rule, without people */
  ReviewHubView *view;
} Board;

static void
init_columns (Columns *self, guint n)
{
  *self = (Columns){ g_new (double, n + 1),
                     g_new (guint8, n + 1),
                     g_new (double, n + 1),
                     g_new (double, n + 1),
                     g_new (const char *, n + 1),
                     g_new0 (guint8, n + 1),
                     0 };
}

static void
clear_columns (Columns *self)
{
  g_free (self->risks);
  g_free (self->positives);
  g_free (self->pi);
  g_free (self->weights);
  g_free (self->clusters);
  g_free (self->forced);
}

static void
clear_board (Board *self)
{
  clear_columns (&self->all);
  clear_columns (&self->free);
  g_free (self->unlabelled);
  g_clear_pointer (&self->history, review_history_free);
  g_clear_pointer (&self->view, review_record_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Board, clear_board)

static void
add_label (Columns *self, const ReviewPastCase *one, gboolean decidable)
{
  const ReviewTruth *truth = one->values->truth;
  guint i = self->n++;

  self->risks[i] = one->said->risk;
  self->positives[i] = one->positive ? 1 : 0;
  self->pi[i] = one->pi;
  self->forced[i] = decidable ? REVIEW_FORCED_NOT : REVIEW_FORCED_HUMAN;
  self->weights[i] = 1 / one->pi;
  self->clusters[i] = truth->cluster_id != NULL ? truth->cluster_id : "";
}

/* Whether the thresholds get to see the case: no gate before them takes it. One that does not
 * need people counts as nobody's load. */
static gboolean
take_free (Board *self,
           const ReviewPolicy *policy,
           const HubRules *rules,
           const ReviewPastCase *one)
{
  HubFacts facts;
  HubCase item;
  g_auto (HubRoute) route = { 0 };

  review_past_case_fill (one, &facts, &item);
  item.rules = rules;
  hub_route (policy, &item, &route);
  if (!isnan (route.threshold))
    return TRUE;
  if (route.route == REVIEW_ROUTE_AUTO_PASS || route.route == REVIEW_ROUTE_AUTO_BLOCK)
    self->forced_automatic++;
  else
    self->forced++;
  return FALSE;
}

static void
sort_cases (Board *self)
{
  const ReviewPolicy *policy = review_service_get_policy (self->service);
  const char *case_type = roca_model_get_case_type (self->model);
  g_autoptr (HubRules) rules = hub_rules_new (policy, case_type, NULL);
  GPtrArray *cases = self->history->cases;

  init_columns (&self->all, cases->len);
  init_columns (&self->free, cases->len);
  self->unlabelled = g_new (double, cases->len + 1);
  for (guint i = 0; i < cases->len; i++)
    {
      const ReviewPastCase *one = cases->pdata[i];
      gboolean decidable = take_free (self, policy, rules, one);

      if (one->known)
        add_label (&self->all, one, decidable);
      if (one->known && decidable)
        add_label (&self->free, one, TRUE);
      else if (decidable)
        self->unlabelled[self->n_unlabelled++] = one->said->risk;
    }
}

static void
fill_ranking (Board *self)
{
  ReviewHubView *view = self->view;
  const Columns *all = &self->all;
  StatsAuc auc;
  g_auto (StatsCorp) corp = { 0 };

  if (stats_delong (all->risks, all->positives, all->n, LEVEL, &auc))
    {
      view->auc = auc.auc;
      view->auc_low = auc.low;
      view->auc_high = auc.high;
    }
  if (!stats_corp (all->risks, all->positives, all->weights, all->n, &corp))
    return;
  view->brier = corp.brier;
  view->miscalibration = corp.mcb;
  view->discrimination = corp.dsc;
  view->uncertainty = corp.unc;
  for (guint i = 0; i < 2 * corp.n_blocks; i++)
    {
      const StatsReliabilityBlock *block = &corp.blocks[i / 2];
      ReviewReliabilityPoint *point;

      if (i % 2 == 1 && !(block->high > block->low))
        continue;
      point = review_record_new (&review_reliability_point_type);
      point->risk = i % 2 == 0 ? block->low : block->high;
      point->observed = block->observed;
      point->n = block->n;
      g_ptr_array_add (view->reliability, point);
    }
}

/* The same labels and the same words as `threshold` prints. */
static gboolean
fill_certificates (Board *self, GError **error)
{
  const Columns *all = &self->all;
  ReviewSample sample = { .n = all->n,
                          .risks = all->risks,
                          .positives = all->positives,
                          .pi = all->pi,
                          .clusters = (char **) all->clusters,
                          .forced = all->forced,
                          .since = self->history->since,
                          .until = self->history->until };
  g_auto (ReviewProof) proof = { { 0, 0 }, NULL, NULL };

  if (all->n == 0)
    return TRUE;
  if (!review_proof_make (self->service, self->model, &sample, HUB_DELTA, &proof, error))
    return FALSE;
  self->view->certificate_pass = g_steal_pointer (&proof.pass);
  self->view->certificate_block = g_steal_pointer (&proof.block);
  return TRUE;
}

static gboolean
fill_sweep (Board *self, GError **error)
{
  const Columns *free = &self->free;
  HubCases cases = { .labelled = { free->risks, free->positives, free->pi, free->clusters,
                                   free->n },
                     .unlabelled = self->unlabelled,
                     .n_unlabelled = self->n_unlabelled };

  return hub_sweep_fill (&cases, self->view, error);
}

static void
fill_window (Board *self, const ReviewTypeCounts *counts)
{
  ReviewHubView *view = self->view;
  guint n = self->history->cases->len;
  double days = (double) (self->history->until - self->history->since) / REVIEW_DAY;
  HubStaff staff;

  view->since = self->history->since;
  view->until = self->history->until;
  view->cases = n;
  view->labels = self->history->labels;
  view->forced_share = n > 0 ? (double) self->forced / n : NAN;
  view->forced_automatic_share = n > 0 ? (double) self->forced_automatic / n : NAN;
  view->cases_per_day = n / fmax (days, 1);
  staff = (HubStaff){ .cases_per_day = view->cases_per_day,
                      .handling_minutes = counts->handling_minutes,
                      .people = isnan (counts->handling_minutes) ? 0 : (guint) counts->people,
                      .sla_minutes = (double) self->type->sla_minutes };
  hub_sweep_fill_loads (&staff, view);
}

static gboolean
measure (Board *self, const ReviewTypeCounts *counts, GError **error)
{
  self->history = review_history_read (self->service, self->model, NULL, 0, error);
  if (self->history == NULL)
    return FALSE;
  sort_cases (self);
  fill_window (self, counts);
  fill_ranking (self);
  return fill_certificates (self, error) && fill_sweep (self, error);
}

static ReviewHubView *
new_view (const ReviewPolicy *policy, const ReviewTypePolicy *type, const char *case_type)
{
  ReviewHubView *view = review_record_new (&review_hub_view_type);

  view->case_type = g_strdup (case_type);
  view->policy = g_strdup (policy->version);
  view->threshold_pass = type->threshold_pass;
  view->threshold_block = type->threshold_block;
  view->verdict_cut = type->verdict_cut;
  view->recall_target = HUB_RECALL_TARGET;
  view->precision_target = HUB_PRECISION_TARGET;
  view->auc = view->auc_low = view->auc_high = NAN;
  view->brier = view->miscalibration = view->discrimination = view->uncertainty = NAN;
  view->cases_per_day = view->forced_share = view->forced_automatic_share = NAN;
  view->bins = review_records_new ();
  view->points = review_records_new ();
  view->loads = review_records_new ();
  view->reliability = review_records_new ();
  return view;
}

/**
 * review_hub_view_make:
 * @model: (nullable): the live one; %NULL: there is none, and nothing is measured
 * @counts: of the type
 *
 * Reads and scores the type's whole history: seconds for ten thousand cases.
 *
 * Returns: (transfer full): the view; %NULL with %REVIEW_ERROR_NOT_FOUND when no policy speaks of
 *   the type, %REVIEW_ERROR_INVALID when model and data do not fit
 */
ReviewHubView *
review_hub_view_make (ReviewService *service,
                      const char *case_type,
                      const RocaModel *model,
                      const ReviewTypeCounts *counts,
                      GError **error)
{
  const ReviewPolicy *policy = review_service_get_policy (service);
  g_auto (Board) board = { .service = service, .model = model };

  board.type = review_policy_find_type (policy, case_type);
  if (board.type == NULL)
    {
      g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND, "there is no policy for %s",
                   case_type);
      return NULL;
    }
  board.view = new_view (policy, board.type, case_type);
  board.view->audits = counts->audits;
  if (model == NULL)
    return g_steal_pointer (&board.view);
  board.view->model = g_strdup (roca_model_get_version (model));
  board.view->certified = review_type_policy_is_proven_for (
      board.type, roca_model_get_version (model), roca_model_get_calibration (model));
  if (!measure (&board, counts, error))
    return NULL;
  return g_steal_pointer (&board.view);
}
