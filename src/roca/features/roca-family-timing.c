/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When things happen relative to each other. Differences only: no feature knows a date. */
#define G_LOG_DOMAIN "review-roca"
#include "roca-ledger.h"

#include <math.h>

#include "review-clock.h"

enum
{
  LIFETIME,
  IN_SPAN,
  OUT_SPAN,
  PER_DAY,
  ACTIVE_DAYS,
  ACTIVE_SHARE,
  GAP_MEAN,
  GAP_MEDIAN,
  GAP_STD,
  GAP_MIN,
  GAP_MAX,
  GAP_CV,
  GAP_MAX_SHARE,
  IN_GAP_MEAN,
  IN_GAP_MEDIAN,
  IN_GAP_MIN,
  IN_GAP_MAX,
  OUT_GAP_MEAN,
  OUT_GAP_MEDIAN,
  OUT_GAP_MIN,
  OUT_GAP_MAX,
  SHORT_SHARE,
  HOUR_SHARE,
  BUSIEST_HOUR,
  BUSIEST_DAY,
  FIRST_GAP,
  FIRST_DWELL,
  LAST_LAG,
  IN_BURST,
  N_FEATURES
};

#define IN   ROCA_READS_IN
#define OUT  ROCA_READS_OUT
#define BOTH (ROCA_READS_IN | ROCA_READS_OUT)
/* clang-format off */
static const RocaFeatureDef defs[N_FEATURES] = {
  [LIFETIME] = { "lifetime", "h", "First to last transaction", "首末交易间隔",
    "Time from the first to the last transaction; accounts made for one job live briefly.", BOTH, 1 },
  [IN_SPAN] = { "in_span", "h", "First to last incoming", "转入持续时间",
    "Time from the first to the last incoming transfer.", IN, 1 },
  [OUT_SPAN] = { "out_span", "h", "First to last outgoing", "转出持续时间",
    "Time from the first to the last outgoing transfer.", OUT, 1 },
  [PER_DAY] = { "tx_per_day", "count", "Transactions per day", "日均交易笔数",
    "Transactions over the days from first to last, at least one day.", BOTH, 1 },
  [ACTIVE_DAYS] = { "active_days", "count", "Days with activity", "活跃天数",
    "Periods of 24 h, counted from the first transaction, in which something happened.", BOTH, 1 },
  [ACTIVE_SHARE] = { "active_day_share", "ratio", "Share of days with activity", "活跃天数占比",
    "Days with activity over the days from first to last.", BOTH, 1 },
  [GAP_MEAN] = { "gap_mean", "h", "Mean time between transactions", "平均交易间隔",
    "Mean time between neighbouring transactions.", BOTH, 1 },
  [GAP_MEDIAN] = { "gap_median", "h", "Median time between transactions", "交易间隔中位数",
    "Median time between neighbouring transactions.", BOTH, 1 },
  [GAP_STD] = { "gap_std", "h", "Spread of times between", "交易间隔离散度",
    "Standard deviation of the times between neighbouring transactions.", BOTH, 1 },
  [GAP_MIN] = { "gap_min", "min", "Shortest time between", "最短交易间隔",
    "Shortest time between neighbouring transactions.", BOTH, 1 },
  [GAP_MAX] = { "gap_max", "h", "Longest silence", "最长静默时间",
    "Longest time between neighbouring transactions.", BOTH, 1 },
  [GAP_CV] = { "gap_cv", "ratio", "Irregularity", "交易不规律度",
    "Standard deviation over mean of the times between; bursts after silence are irregular.",
    BOTH, 1 },
  [GAP_MAX_SHARE] = { "gap_max_share", "ratio", "Longest silence of the lifetime", "最长静默占比",
    "Longest silence over the time from first to last transaction.", BOTH, 1 },
  [IN_GAP_MEAN] = { "in_gap_mean", "h", "Mean time between incoming", "平均转入间隔",
    "Mean time between incoming transfers.", IN, 1 },
  [IN_GAP_MEDIAN] = { "in_gap_median", "h", "Median time between incoming", "转入间隔中位数",
    "Median time between incoming transfers.", IN, 1 },
  [IN_GAP_MIN] = { "in_gap_min", "min", "Shortest time between incoming", "最短转入间隔",
    "Shortest time between incoming transfers; many payers at once are a wave.", IN, 1 },
  [IN_GAP_MAX] = { "in_gap_max", "h", "Longest time between incoming", "最长转入间隔",
    "Longest time between incoming transfers.", IN, 1 },
  [OUT_GAP_MEAN] = { "out_gap_mean", "h", "Mean time between outgoing", "平均转出间隔",
    "Mean time between outgoing transfers.", OUT, 1 },
  [OUT_GAP_MEDIAN] = { "out_gap_median", "h", "Median time between outgoing", "转出间隔中位数",
    "Median time between outgoing transfers.", OUT, 1 },
  [OUT_GAP_MIN] = { "out_gap_min", "min", "Shortest time between outgoing", "最短转出间隔",
    "Shortest time between outgoing transfers.", OUT, 1 },
  [OUT_GAP_MAX] = { "out_gap_max", "h", "Longest time between outgoing", "最长转出间隔",
    "Longest time between outgoing transfers.", OUT, 1 },
  [SHORT_SHARE] = { "gap_10min_share", "ratio", "Within 10 minutes of the one before", "十分钟内连续交易占比",
    "Share of transactions that follow another within 10 minutes.", BOTH, 1 },
  [HOUR_SHARE] = { "gap_1h_share", "ratio", "Within an hour of the one before", "一小时内连续交易占比",
    "Share of transactions that follow another within an hour.", BOTH, 1 },
  [BUSIEST_HOUR] = { "busiest_hour", "count", "Most in one hour", "一小时内最多笔数",
    "Most transactions in any 60 minutes.", BOTH, 1 },
  [BUSIEST_DAY] = { "busiest_day_share", "ratio", "Share of the busiest day", "最忙一天占比",
    "Largest share of all transactions in any 24 h.", BOTH, 1 },
  [FIRST_GAP] = { "first_gap", "h", "First to second transaction", "首两笔间隔",
    "Time from the first to the second transaction.", BOTH, 1 },
  [FIRST_DWELL] = { "first_dwell", "h", "First deposit to first payment out", "首次入账到首次转出",
    "Time from the first incoming to the first outgoing transfer.", BOTH, 1 },
  [LAST_LAG] = { "last_lag", "h", "Last deposit to last payment out", "末次入账到末次转出",
    "Time from the last incoming to the last outgoing transfer; negative: money came after it.",
    BOTH, 1 },
  [IN_BURST] = { "in_burst_share", "ratio", "Largest wave of deposits", "最大转入波次占比",
    "Largest share of incoming transfers in any 24 h; victims of one campaign pay together.", IN, 1 },
};
/* clang-format on */

/* The most moves in any window of @width. */
static guint
busiest (GArray *moves, gint64 width)
{
  guint best = 0, first = 0;

  for (guint i = 0; i < moves->len; i++)
    {
      while (ROCA_MOVE (moves, i)->at - ROCA_MOVE (moves, first)->at > width)
        first++;
      best = MAX (best, i - first + 1);
    }
  return best;
}

static double
span (GArray *moves)
{
  if (moves->len == 0)
    return NAN;
  return roca_between (ROCA_MOVE (moves, 0)->at, ROCA_MOVE (moves, moves->len - 1)->at,
                       REVIEW_HOUR);
}

static guint
count_active_days (GArray *moves)
{
  gint64 last = -1;
  guint days = 0;

  for (guint i = 0; i < moves->len; i++)
    {
      gint64 day = (ROCA_MOVE (moves, i)->at - ROCA_MOVE (moves, 0)->at) / REVIEW_DAY;

      days += day != last ? 1 : 0;
      last = day;
    }
  return days;
}

static double
share_below (GArray *sorted, double limit)
{
  guint below = 0;

  while (below < sorted->len && g_array_index (sorted, double, below) <= limit)
    below++;
  return roca_share (below, sorted->len);
}

static void
put_gaps (GArray *moves, double *values, int first)
{
  g_autoptr (GArray) gaps = roca_gaps (moves, (double) REVIEW_HOUR);
  RocaSummary s;

  roca_summarise (gaps, &s);
  values[first] = s.mean;
  values[first + 1] = s.median;
  values[first + 2] = s.min * 60;
  values[first + 3] = s.max;
}

static void
fill_all_gaps (const RocaLedger *ledger, double *values)
{
  g_autoptr (GArray) gaps = roca_gaps (ledger->moves, (double) REVIEW_HOUR);
  RocaSummary s;

  values[FIRST_GAP] = gaps->len > 0 ? g_array_index (gaps, double, 0) : NAN;
  roca_summarise (gaps, &s);
  values[GAP_MEAN] = s.mean;
  values[GAP_MEDIAN] = s.median;
  values[GAP_STD] = s.std;
  values[GAP_MIN] = s.min * 60;
  values[GAP_MAX] = s.max;
  values[GAP_CV] = s.cv;
  values[GAP_MAX_SHARE] = roca_ratio (s.max, s.sum);
  values[SHORT_SHARE] = share_below (gaps, 1.0 / 6);
  values[HOUR_SHARE] = share_below (gaps, 1);
}

static void
fill (const RocaLedger *ledger, double *values)
{
  GArray *all = ledger->moves, *in = ledger->in, *out = ledger->out;
  double lifetime = span (all);
  double days = fmax (1, ceil (lifetime / 24));
  guint active = count_active_days (all);

  fill_all_gaps (ledger, values);
  put_gaps (in, values, IN_GAP_MEAN);
  put_gaps (out, values, OUT_GAP_MEAN);
  values[LIFETIME] = lifetime;
  values[IN_SPAN] = span (in);
  values[OUT_SPAN] = span (out);
  values[PER_DAY] = all->len > 0 ? all->len / fmax (1, lifetime / 24) : NAN;
  values[ACTIVE_DAYS] = all->len > 0 ? active : NAN;
  values[ACTIVE_SHARE] = all->len > 0 ? fmin (1, active / days) : NAN;
  values[BUSIEST_HOUR] = all->len > 0 ? busiest (all, REVIEW_HOUR) : NAN;
  values[BUSIEST_DAY] = roca_share (busiest (all, REVIEW_DAY), all->len);
  values[IN_BURST] = roca_share (busiest (in, REVIEW_DAY), in->len);
  values[FIRST_DWELL] = NAN;
  values[LAST_LAG] = NAN;
  if (in->len == 0 || out->len == 0)
    return;
  values[FIRST_DWELL] = roca_between (ROCA_MOVE (in, 0)->at, ROCA_MOVE (out, 0)->at, REVIEW_HOUR);
  values[LAST_LAG] = roca_between (ROCA_MOVE (in, in->len - 1)->at,
                                   ROCA_MOVE (out, out->len - 1)->at, REVIEW_HOUR);
}

const RocaFamily roca_family_timing = { defs, N_FEATURES, fill };
