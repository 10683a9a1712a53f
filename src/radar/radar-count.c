/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often a pattern occurs in a period, and what that says of it. */
#define G_LOG_DOMAIN "review-radar"
#include "radar-count.h"

#include <math.h>

#include <gsl/gsl_cdf.h>

#include "stats-interval.h"
#include "stats-sequential.h"
#include "stats-slice.h"

/* Of the alpha of a query: for its errors, and for its claims, whose two bounds have half each. Cases
 * that show claims come in greater numbers than labelled errors. */
#define PART_OF_ERRORS .8
#define PART_OF_CLAIMS .2

/* Whether @row stands for its cluster: nothing alike came earlier. */
static gboolean
stands_for (const RadarTable *table, GHashTable *first, guint row)
{
  const char *cluster = radar_table_get (table, row)->cluster;

  return cluster == NULL || *cluster == '\0'
         || GPOINTER_TO_UINT (g_hash_table_lookup (first, cluster)) == row;
}

static void
note_first (const RadarTable *table, GHashTable *first, guint row)
{
  const RadarCase *one = radar_table_get (table, row);
  gpointer known = NULL;

  if (one->cluster == NULL || *one->cluster == '\0')
    return;
  if (!g_hash_table_lookup_extended (first, one->cluster, NULL, &known)
      || radar_table_get (table, GPOINTER_TO_UINT (known))->at > one->at)
    g_hash_table_insert (first, (gpointer) one->cluster, GUINT_TO_POINTER (row));
}

/* Rows of the period, of cases alike the earliest; @kind: where ROCA said what can be that error,
 * 0: all. */
static guint *
list_rows (const RadarTable *table, int kind, gint64 since, gint64 until, guint *ret_n)
{
  g_autoptr (GHashTable) first = g_hash_table_new (g_str_hash, g_str_equal);
  guint total = radar_table_get_n (table), *rows = g_new (guint, MAX (total, 1)), n = 0, kept = 0;

  for (guint i = 0; i < total; i++)
    {
      gint64 at = radar_table_get (table, i)->at;

      if ((kind != 0 && !radar_table_is_asked (table, i, (RadarKind) kind)) || at < since
          || at >= until)
        continue;
      note_first (table, first, i);
      rows[n++] = i;
    }
  for (guint i = 0; i < n; i++)
    if (stands_for (table, first, rows[i]))
      rows[kept++] = rows[i];
  *ret_n = kept;
  return rows;
}

/**
 * radar_rows:
 * @since: µs
 * @until: µs; exclusive
 * @ret_n: (out): their number
 *
 * Returns: (transfer full): rows of the period's cases of which ROCA said what can be an error of
 *   @kind; of cases alike the earliest, because a wave is one observation
 */
guint *
radar_rows (const RadarTable *table, RadarKind kind, gint64 since, gint64 until, guint *ret_n)
{
  return list_rows (table, (int) kind, since, until, ret_n);
}

/* Sums of weights, and of their squares, of what counts. */
typedef struct
{
  double in, err, all, all_err;
  double squares; /* in the slice */
} Sums;

/* One case of the period, as the sums and the influence read it. */
typedef struct
{
  double weight;
  gboolean inside;
  gboolean error;
} Seen;

static void
add_seen (const Seen *seen, RadarCount *count, Sums *sums)
{
  sums->all += seen->weight;
  sums->all_err += seen->error ? seen->weight : 0;
  if (seen->inside)
    {
      count->n++;
      count->errors += seen->error ? 1 : 0;
      sums->in += seen->weight;
      sums->squares += seen->weight * seen->weight;
      sums->err += seen->error ? seen->weight : 0;
    }
  else
    {
      count->n_outside++;
      count->errors_outside += seen->error ? 1 : 0;
    }
}

/* Variance of ln lift: each case's share in the error of ln (rate in the slice) - ln (rate of all).
 */
static double
log_lift_variance (const Seen *seen, guint n, const Sums *sums)
{
  double rate = sums->err / sums->in, base = sums->all_err / sums->all, variance = 0;

  for (guint i = 0; i < n; i++)
    {
      double e = seen[i].error ? 1 : 0;
      double part = seen[i].inside ? (e - rate) / sums->err : 0;

      part = seen[i].weight * (part - (e - base) / sums->all_err);
      variance += part * part;
    }
  return variance;
}

static void
fill_lift (RadarCount *count, const Seen *seen, guint n, const Sums *sums, double level)
{
  double z = gsl_cdf_ugaussian_Pinv ((1 + level) / 2), half, low, high;
  double base = sums->all > 0 ? sums->all_err / sums->all : NAN;

  count->rate = sums->in > 0 ? sums->err / sums->in : NAN;
  count->rate_outside =
      sums->all > sums->in ? (sums->all_err - sums->err) / (sums->all - sums->in) : NAN;
  if (!(sums->in > 0) || !(base > 0))
    return;
  count->lift = count->rate / base;
  if (count->errors == 0 || count->errors == count->n)
    {
      stats_wilson_share (count->rate, sums->in * sums->in / sums->squares, level, &low, &high);
      count->low = low / base;
      count->high = high / base;
      return;
    }
  half = z * sqrt (log_lift_variance (seen, n, sums));
  count->low = count->lift * exp (-half);
  count->high = count->lift * exp (half);
}

/**
 * radar_count:
 * @conditions: (element-type RadarCondition): what makes the slice; those on attributes that only
 *   errors carry say which errors count
 * @since: µs
 * @until: µs; exclusive
 * @level: of the lift's interval, 0.95
 *
 * Rates are weighted by 1 / pi (`statistics.md` 5.8), and the interval is linearised on the
 * logarithm of the lift; the p-value is Fisher's on the labels as they are.
 *
 * Returns: the figures
 */
RadarCount
radar_count (const RadarTable *table,
             RadarKind kind,
             GPtrArray *conditions,
             gint64 since,
             gint64 until,
             double level)
{
  RadarCount count = { 0, 0, 0, 0, NAN, NAN, NAN, NAN, NAN, NAN };
  guint n;
  g_autofree guint *rows = radar_rows (table, kind, since, until, &n);
  g_autofree Seen *seen = g_new0 (Seen, MAX (n, 1));
  Sums sums = { 0 };

  for (guint i = 0; i < n; i++)
    {
      seen[i].weight = radar_table_get (table, rows[i])->weight;
      seen[i].inside = radar_table_meets_all (table, rows[i], conditions, FALSE);
      seen[i].error = radar_table_is_error (table, rows[i], kind);
      for (guint j = 0; seen[i].error && j < conditions->len; j++)
        {
          const RadarCondition *condition = conditions->pdata[j];

          if (radar_table_is_of_error (table, condition->attribute))
            seen[i].error = radar_table_meets (table, rows[i], condition);
        }
      add_seen (&seen[i], &count, &sums);
    }
  fill_lift (&count, seen, n, &sums, level);
  count.p = stats_slice (count.errors, count.n, count.errors_outside, count.n_outside).p;
  return count;
}

/**
 * radar_confirm:
 * @later: the pattern in the period that follows the one in which it was found
 * @found_lift: its lift there
 * @alpha: 0.05, over the number of patterns that are asked about at once
 *
 * It holds where errors crowd there again; it is gone where even the upper end of the lift does not
 * reach half of what was found, on the logarithmic scale.
 *
 * Returns: the answer
 */
RadarAnswer
radar_confirm (const RadarCount *later, double found_lift, double alpha)
{
  if (later->p <= alpha && later->low > 1)
    return RADAR_HOLDS;
  if (later->high < sqrt (found_lift))
    return RADAR_GONE;
  return RADAR_TOO_FEW;
}

/**
 * radar_query_new:
 * @found: the pattern when it was found
 * @alpha: 0.05
 *
 * Returns: the query that a repair has to pass: the rate half-way between that of the slice and that
 *   of the rest
 */
RadarQuery
radar_query_new (const RadarCount *found, double alpha)
{
  return (RadarQuery){ (found->rate + found->rate_outside) / 2, alpha };
}

/**
 * radar_verify:
 * @later: the pattern's slice in all cases since the repair
 * @ret_low: (out): what the error rate there lies between, at every look at once
 * @ret_high: (out)
 *
 * The interval is the beta-binomial confidence sequence (`statistics.md` 5.5), so that a repair may
 * be looked at after every case. It has four fifths of the query's alpha; radar_verify_claims()
 * has the rest.
 *
 * Returns: %RADAR_GONE when the repair is proven, %RADAR_HOLDS when the pattern is
 */
RadarAnswer
radar_verify (const RadarCount *later, const RadarQuery *query, double *ret_low, double *ret_high)
{
  stats_beta_binomial_cs (later->errors, later->n, 1, 1, PART_OF_ERRORS * query->alpha, ret_low,
                          ret_high);
  if (*ret_high < query->limit)
    return RADAR_GONE;
  return *ret_low > query->limit ? RADAR_HOLDS : RADAR_TOO_FEW;
}

/**
 * radar_count_claims:
 * @table: cases whether their truth is known or not: what is labelled may depend on what ROCA said
 * @conditions: (element-type RadarCondition): that say which cases, not what was said of them
 * @since: µs
 * @until: µs; exclusive
 *
 * Returns: of how many of the slice's cases ROCA said what can be an error of @kind; of cases alike
 *   the earliest counts
 */
RadarShare
radar_count_claims (
    const RadarTable *table, RadarKind kind, GPtrArray *conditions, gint64 since, gint64 until)
{
  guint n;
  g_autofree guint *rows = list_rows (table, 0, since, until, &n);
  RadarShare share = { 0, 0 };

  for (guint i = 0; i < n; i++)
    if (radar_table_meets_all (table, rows[i], conditions, FALSE))
      {
        share.cases++;
        share.claims += radar_table_is_asked (table, rows[i], kind) ? 1 : 0;
      }
  return share;
}

/**
 * radar_verify_claims:
 * @found: the slice in the period in which the pattern was found
 * @later: the slice in all cases since the repair
 * @keep: share of the error rate that a repair may leave, 0..1: the query's limit over the rate
 * @ret_limit: (out): share of claims to get below
 * @ret_high: (out): what the share of claims since the repair is below, at every look at once
 *
 * Where a repair makes ROCA say it no more, there are no claims left whose error rate could fall,
 * and radar_verify() waits for ever. What a pattern does harm by is errors per case of its slice,
 * q r with q the share of claims and r the rate of errors among them. At the same r, that falls to
 * what the query asks for when q falls to @keep q₀. So the hypothesis that it holds is q ≥ @keep q₀,
 * and the repair is proven when
 *
 *     U(m, n; α/10) < keep · L(M, N; α/10)
 *
 * with M of N claims when it was found and m of n since, L the one-sided Clopper-Pearson bound (looked
 * at once: the finding does not change) and U the upper end of the beta-binomial confidence sequence
 * (looked at after every case). Under the hypothesis one of the bounds has to be wrong, which happens
 * with at most α/10 + α/10; radar_verify() has the other 4α/5, so that both ways together ever close
 * a pattern wrongly with at most α. U needs cases: a slice that is not seen any more closes nothing.
 *
 * Returns: %RADAR_GONE, or %RADAR_TOO_FEW; that a pattern holds is for its errors to say
 */
RadarAnswer
radar_verify_claims (const RadarShare *found,
                     const RadarShare *later,
                     double keep,
                     const RadarQuery *query,
                     double *ret_limit,
                     double *ret_high)
{
  double alpha = PART_OF_CLAIMS / 2 * query->alpha, low;

  *ret_limit = found->cases > 0
                   ? keep * stats_clopper_pearson_lower (found->claims, found->cases, alpha)
                   : 0;
  stats_beta_binomial_cs (later->claims, later->cases, 1, 1, alpha, &low, ret_high);
  return *ret_high < *ret_limit ? RADAR_GONE : RADAR_TOO_FEW;
}
