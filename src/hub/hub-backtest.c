/* SPDX-License-Identifier: GPL-3.0-or-later */
/* History under another policy. Every measure is a ratio of weighted sums over the same cases, so
 * that one rule gives all intervals and what both policies have in common cancels. */
#define G_LOG_DOMAIN "review-hub"
#include "hub-backtest.h"

#include <math.h>

#include "hub-sweep.h"
#include "review-clock.h"
#include "review-error.h"
#include "stats-ratio.h"

#define LEVEL      0.95
#define NORMAL_975 1.959963984540054
#define PER_10000  10000

enum
{
  LIVE,
  TRIED,
  POLICIES
};

/* What a policy makes of a case. */
typedef struct
{
  gboolean pass; /* automatically */
  gboolean block;
  gboolean verdict; /* block */
  double people;    /* looks that it costs: 1, or the probability of an audit */
} Outcome;

/* A case of the history. */
typedef struct
{
  double risk; /* NaN: there was no assessment */
  gboolean known;
  gboolean positive;
  double weight; /* 1 / pi */
  guint cluster;
  Outcome outcomes[POLICIES];
} Row;

struct _HubBacktest
{
  const ReviewPolicy *policies[POLICIES]; /* (borrowed) */
  HubRules *rules[POLICIES];
  char *case_type;
  GArray *rows;         /* Row */
  GHashTable *clusters; /* char * to number of the first row + 1 */
  gint64 since;
  gint64 until;
  guint labels;
  guint changed;
};

/* On whose cases a measure rests. */
typedef enum
{
  OVER_ALL,      /* every case; no truth is needed */
  OVER_VERDICTS, /* labelled ones, for what ROCA says of them */
  OVER_AUTOMATIC /* labelled ones, for what is decided automatically */
} Over;

/* Numerator and denominator of a measure for one case. */
typedef void (*Term) (const Row *row, const Outcome *outcome, double *ret_a, double *ret_b);

/**
 * hub_backtest_new:
 * @live: (transfer none): outlives the back-test
 * @tried: (transfer none): likewise
 * @case_type: whose cases are replayed
 *
 * Returns: (transfer full): without cases
 */
HubBacktest *
hub_backtest_new (const ReviewPolicy *live, const ReviewPolicy *tried, const char *case_type)
{
  HubBacktest *self = g_new0 (HubBacktest, 1);

  self->policies[LIVE] = live;
  self->policies[TRIED] = tried;
  self->case_type = g_strdup (case_type);
  for (guint p = 0; p < POLICIES; p++)
    self->rules[p] = hub_rules_new (self->policies[p], case_type, NULL);
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  self->clusters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

/**
 * hub_backtest_free:
 */
void
hub_backtest_free (HubBacktest *self)
{
  for (guint p = 0; p < POLICIES; p++)
    hub_rules_free (self->rules[p]);
  g_free (self->case_type);
  g_array_unref (self->rows);
  g_hash_table_unref (self->clusters);
  g_free (self);
}

/* The route, with the case never drawn: an audited case is decided automatically as well. */
static void
replay (HubBacktest *self, guint p, const HubCase *item, Outcome *outcome)
{
  const ReviewTypePolicy *type = review_policy_find_type (self->policies[p], self->case_type);
  g_auto (HubRoute) route = { 0 };
  HubCase replayed = *item;
  ReviewAssessment said; /* a view: what ROCA's verdict is depends on the policy's cut */

  outcome->verdict =
      type != NULL && item->assessment != NULL && item->assessment->risk >= type->verdict_cut;
  if (item->assessment != NULL)
    {
      said = *item->assessment;
      said.verdict = outcome->verdict ? REVIEW_VERDICT_BLOCK : REVIEW_VERDICT_PASS;
      replayed.assessment = &said;
    }
  replayed.rules = self->rules[p];
  replayed.draw = 1;
  replayed.at = 0;
  hub_route (self->policies[p], &replayed, &route);
  outcome->pass = route.route == REVIEW_ROUTE_AUTO_PASS;
  outcome->block = route.route == REVIEW_ROUTE_AUTO_BLOCK;
  outcome->people = outcome->pass || outcome->block ? route.pi : 1;
}

static guint
find_cluster (HubBacktest *self, const char *cluster)
{
  guint row = self->rows->len;
  gpointer first;

  if (cluster == NULL || *cluster == '\0')
    return row;
  if (g_hash_table_lookup_extended (self->clusters, cluster, NULL, &first))
    return GPOINTER_TO_UINT (first);
  g_hash_table_insert (self->clusters, g_strdup (cluster), GUINT_TO_POINTER (row));
  return row;
}

/**
 * hub_backtest_add:
 * @live: the case, with its assessment under the model that is replayed (out-of-fold risk where
 *   the model was trained on it); draw, time and rules are the back-test's own
 * @tried: the same case with the facts as they are under the tried policy, whose parameters answer
 *   the clauses
 * @truth: what became known of it
 * @error: INVALID when a risk or a probability has no meaning; nothing is added then
 */
gboolean
hub_backtest_add (HubBacktest *self,
                  const HubCase *live,
                  const HubCase *tried,
                  const HubReplayTruth *truth,
                  GError **error)
{
  const HubCase *items[POLICIES] = { live, tried };
  double risk = live->assessment != NULL ? live->assessment->risk : NAN;
  Row row = { .risk = risk,
              .known = truth->known,
              .positive = truth->positive,
              .weight = truth->known ? 1 / truth->pi : 0,
              .cluster = find_cluster (self, truth->cluster) };

  if (!isnan (risk) && !(risk >= 0 && risk <= 1))
    review_error_set_field (error, "risk", "must lie between 0 and 1");
  else if (truth->known && !(truth->pi > 0 && truth->pi <= 1))
    review_error_set_field (error, "pi", "must lie above 0 and be at most 1");
  else
    {
      for (guint p = 0; p < POLICIES; p++)
        replay (self, p, items[p], &row.outcomes[p]);
      self->changed += row.outcomes[LIVE].pass != row.outcomes[TRIED].pass
                               || row.outcomes[LIVE].block != row.outcomes[TRIED].block
                           ? 1
                           : 0;
      self->labels += row.known ? 1 : 0;
      self->since = self->rows->len == 0 ? truth->at : MIN (self->since, truth->at);
      self->until = MAX (self->until, truth->at);
      g_array_append_val (self->rows, row);
      return TRUE;
    }
  return FALSE;
}

static void
count_pass (const Row *row, const Outcome *outcome, double *ret_a, double *ret_b)
{
  *ret_a = outcome->pass ? 1 : 0;
  *ret_b = 1;
}

static void
count_block (const Row *row, const Outcome *outcome, double *ret_a, double *ret_b)
{
  *ret_a = outcome->block ? 1 : 0;
  *ret_b = 1;
}

static void
count_false_blocks (const Row *row, const Outcome *outcome, double *ret_a, double *ret_b)
{
  *ret_a = outcome->block && !row->positive ? 1 : 0;
  *ret_b = 1;
}

static void
count_missed (const Row *row, const Outcome *outcome, double *ret_a, double *ret_b)
{
  *ret_a = outcome->pass && row->positive ? 1 : 0;
  *ret_b = 1;
}

static void
judge_verdict_precision (const Row *row, const Outcome *outcome, double *ret_a, double *ret_b)
{
  *ret_b = outcome->verdict ? 1 : 0;
  *ret_a = outcome->verdict && row->positive ? 1 : 0;
}

static void
judge_verdict_recall (const Row *row, const Outcome *outcome, double *ret_a, double *ret_b)
{
  *ret_b = row->positive ? 1 : 0;
  *ret_a = outcome->verdict && row->positive ? 1 : 0;
}

static void
judge_auto_precision (const Row *row, const Outcome *outcome, double *ret_a, double *ret_b)
{
  *ret_b = outcome->block ? 1 : 0;
  *ret_a = outcome->block && row->positive ? 1 : 0;
}

static void
judge_auto_recall (const Row *row, const Outcome *outcome, double *ret_a, double *ret_b)
{
  *ret_b = row->positive && (outcome->pass || outcome->block) ? 1 : 0;
  *ret_a = row->positive && outcome->block ? 1 : 0;
}

static void
judge_system_precision (const Row *row, const Outcome *outcome, double *ret_a, double *ret_b)
{
  *ret_a = row->positive && !outcome->pass ? 1 : 0;
  *ret_b = *ret_a > 0 || (!row->positive && outcome->block) ? 1 : 0;
}

static void
judge_system_recall (const Row *row, const Outcome *outcome, double *ret_a, double *ret_b)
{
  *ret_b = row->positive ? 1 : 0;
  *ret_a = row->positive && !outcome->pass ? 1 : 0;
}

static const struct
{
  const char *name;
  Over over;
  double scale;
  Term term;
} measures[] = {
  { "auto_pass", OVER_ALL, 1, count_pass },
  { "auto_block", OVER_ALL, 1, count_block },
  { "false_blocks_per_10000", OVER_AUTOMATIC, PER_10000, count_false_blocks },
  { "missed_per_10000", OVER_AUTOMATIC, PER_10000, count_missed },
  { "verdict_precision", OVER_VERDICTS, 1, judge_verdict_precision },
  { "verdict_recall", OVER_VERDICTS, 1, judge_verdict_recall },
  { "auto_precision", OVER_AUTOMATIC, 1, judge_auto_precision },
  { "auto_recall", OVER_AUTOMATIC, 1, judge_auto_recall },
  { "system_precision", OVER_AUTOMATIC, 1, judge_system_precision },
  { "system_recall", OVER_AUTOMATIC, 1, judge_system_recall },
};

/* One measure at work: its terms case by case. Cases that it does not rest on weigh nothing. */
typedef struct
{
  guint n;
  double *a;
  double *b;
  double *weights;
  guint *clusters;
  double *influence[POLICIES];
} Columns;

static void
columns_init (Columns *self, const HubBacktest *test)
{
  self->n = test->rows->len;
  self->a = g_new (double, MAX (self->n, 1));
  self->b = g_new (double, MAX (self->n, 1));
  self->weights = g_new (double, MAX (self->n, 1));
  self->clusters = g_new (guint, MAX (self->n, 1));
  for (guint p = 0; p < POLICIES; p++)
    self->influence[p] = g_new0 (double, MAX (self->n, 1));
  for (guint i = 0; i < self->n; i++)
    self->clusters[i] = g_array_index (test->rows, Row, i).cluster;
}

static void
columns_clear (Columns *self)
{
  g_free (self->a);
  g_free (self->b);
  g_free (self->weights);
  g_free (self->clusters);
  for (guint p = 0; p < POLICIES; p++)
    g_free (self->influence[p]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Columns, columns_clear)

static StatsInterval
estimate (Columns *self, const HubBacktest *test, guint measure, guint p)
{
  for (guint i = 0; i < self->n; i++)
    {
      const Row *row = &g_array_index (test->rows, Row, i);

      measures[measure].term (row, &row->outcomes[p], &self->a[i], &self->b[i]);
      self->weights[i] = measures[measure].over == OVER_ALL ? 1 : row->weight;
    }
  return stats_ratio (self->a, self->b, self->weights, self->clusters, self->n, LEVEL,
                      self->influence[p]);
}

/* Looks a day: a total of independent arrivals, so that its variance is the sum of squares. */
static StatsInterval
estimate_queue (Columns *self, const HubBacktest *test, double days, guint p)
{
  double sum = 0, squares = 0, half;

  for (guint i = 0; i < self->n; i++)
    {
      double looks = g_array_index (test->rows, Row, i).outcomes[p].people / days;

      self->influence[p][i] = looks;
      sum += looks;
      squares += looks * looks;
    }
  half = NORMAL_975 * sqrt (squares);
  return (StatsInterval){ sum, fmax (0, sum - half), sum + half };
}

static ReviewBacktestRow *
new_row (const Columns *columns,
         const char *name,
         double scale,
         const StatsInterval *live,
         const StatsInterval *tried)
{
  ReviewBacktestRow *row = review_record_new (&review_backtest_row_type);
  StatsInterval difference =
      stats_influence_difference (tried->value - live->value, columns->influence[LIVE],
                                  columns->influence[TRIED], columns->clusters, columns->n, LEVEL);

  row->measure = g_strdup (name);
  row->live = scale * live->value;
  row->live_low = scale * live->low;
  row->live_high = scale * live->high;
  row->tried = scale * tried->value;
  row->tried_low = scale * tried->low;
  row->tried_high = scale * tried->high;
  row->difference = scale * difference.value;
  row->difference_low = scale * difference.low;
  row->difference_high = scale * difference.high;
  return row;
}

/* Whether what @over rests on lies, in part, where cases were decided and none was ever labelled:
 * a bar of the histogram without a label. */
static gboolean
is_unseen (const HubBacktest *self, Over over)
{
  gboolean labelled[HUB_SWEEP_BINS] = { FALSE };

  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = &g_array_index (self->rows, Row, i);

      if (row->known && !isnan (row->risk))
        labelled[hub_sweep_bin (row->risk)] = TRUE;
    }
  for (guint i = 0; over != OVER_ALL && i < self->rows->len; i++)
    {
      const Row *row = &g_array_index (self->rows, Row, i);
      gboolean automatic = FALSE;

      for (guint p = 0; p < POLICIES; p++)
        automatic = automatic || row->outcomes[p].pass || row->outcomes[p].block;
      if (!isnan (row->risk) && (over == OVER_VERDICTS || automatic)
          && !labelled[hub_sweep_bin (row->risk)])
        return TRUE;
    }
  return FALSE;
}

static void
add_queue (const HubBacktest *self, Columns *columns, GPtrArray *rows)
{
  double days = fmax (1, (double) (self->until - self->since) / REVIEW_DAY);
  StatsInterval live = estimate_queue (columns, self, days, LIVE);
  StatsInterval tried = estimate_queue (columns, self, days, TRIED);

  g_ptr_array_add (rows, new_row (columns, "queue_per_day", 1, &live, &tried));
}

/**
 * hub_backtest_finish:
 *
 * `statistics.md` 4 and 5.6: three pairs of precision and recall (of ROCA's verdict on all cases,
 * of what is decided automatically, of the whole system with people right on what they see), the
 * shares that are automated, errors per 10,000 cases and the queue's load with the audits in it.
 * Labels weigh 1 / pi; 95 % intervals with clusters as units, differences paired on the same cases
 * (stats_ratio(), stats_influence_difference()). A history shorter than a day counts as one.
 * `unseen` marks what rests on risks at which cases are decided but none was ever labelled.
 *
 * Returns: (transfer full): the record
 */
ReviewBacktest *
hub_backtest_finish (HubBacktest *self)
{
  ReviewBacktest *result = review_record_new (&review_backtest_type);
  g_auto (Columns) columns = { 0 };

  columns_init (&columns, self);
  result->case_type = g_strdup (self->case_type);
  result->live = g_strdup (self->policies[LIVE]->version);
  result->tried = g_strdup (self->policies[TRIED]->version);
  result->since = self->since;
  result->until = self->until;
  result->cases = self->rows->len;
  result->labels = self->labels;
  result->changed = self->changed;
  result->rows = review_records_new ();
  for (guint m = 0; m < G_N_ELEMENTS (measures); m++)
    {
      StatsInterval live = estimate (&columns, self, m, LIVE);
      StatsInterval tried = estimate (&columns, self, m, TRIED);
      ReviewBacktestRow *row =
          new_row (&columns, measures[m].name, measures[m].scale, &live, &tried);

      row->unseen = is_unseen (self, measures[m].over);
      g_ptr_array_add (result->rows, row);
      if (m == 1)
        add_queue (self, &columns, result->rows);
    }
  return result;
}
