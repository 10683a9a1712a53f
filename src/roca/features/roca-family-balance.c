/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happens to money once it is in: how long it stays, how it leaves, what is left. The
 * balance is that of the transactions seen, from zero; fees are not in it. */
#define G_LOG_DOMAIN "review-roca"
#include "roca-ledger.h"

#include <math.h>

#include "review-clock.h"

enum
{
  BALANCE_MAX,
  BALANCE_MIN_RATIO,
  BALANCE_FINAL_RATIO,
  BALANCE_MEAN_RATIO,
  PEAK_POSITION,
  DRAIN_COUNT,
  DRAIN_SHARE,
  MAX_DRAIN,
  HOLD_MEAN,
  HOLD_MIN,
  NEXT_OUT_MEDIAN,
  NEXT_OUT_MIN,
  OUT_WITHIN_1H,
  OUT_WITHIN_24H,
  PASS_THROUGH,
  INS_BEFORE_OUT,
  INS_AFTER_OUT,
  TURN_SHARE,
  LONGEST_IN_RUN,
  FIRST_IS_IN,
  LAST_IS_OUT,
  N_FEATURES
};

#define BOTH (ROCA_READS_IN | ROCA_READS_OUT)
/* clang-format off */
static const RocaFeatureDef defs[N_FEATURES] = {
  [BALANCE_MAX] = { "balance_max", "amount", "Highest balance", "最高余额",
    "Highest balance on the way.", BOTH, 1 },
  [BALANCE_MIN_RATIO] = { "balance_min_ratio", "ratio", "Lowest balance", "最低余额占比",
    "Lowest balance after the first transaction over the highest; below 0 the record starts late.",
    BOTH, 1 },
  [BALANCE_FINAL_RATIO] = { "balance_final_ratio", "ratio", "What is left", "最终余额占比",
    "Last balance over the highest; near 0 the account was emptied.", BOTH, 1 },
  [BALANCE_MEAN_RATIO] = { "balance_mean_ratio", "ratio", "Mean balance", "平均余额占比",
    "Mean balance after each transaction over the highest.", BOTH, 1 },
  [PEAK_POSITION] = { "balance_peak_position", "ratio", "When the balance peaked", "余额峰值位置",
    "Transactions up to the highest balance over all; late: collected, then emptied.", BOTH, 1 },
  [DRAIN_COUNT] = { "drain_count", "count", "Times emptied", "账户搬空次数",
    "Payments that left less than 5 % of the balance before.", BOTH, 1 },
  [DRAIN_SHARE] = { "drain_out_share", "ratio", "Payments that empty the account", "搬空型转出占比",
    "Share of outgoing transfers that left less than 5 % of the balance before.", BOTH, 1 },
  [MAX_DRAIN] = { "max_drain", "ratio", "Largest part sent at once", "单笔最大转出占余额",
    "Largest payment out over the balance before it.", BOTH, 1 },
  [HOLD_MEAN] = { "hold_mean", "h", "Mean time money stays", "资金平均停留时间",
    "Mean time from deposit to payment out, by value, first in first out.", BOTH, 1 },
  [HOLD_MIN] = { "hold_min", "min", "Shortest time money stays", "资金最短停留时间",
    "Shortest time from a deposit to the payment that spends part of it.", BOTH, 1 },
  [NEXT_OUT_MEDIAN] = { "next_out_median", "h", "Deposit to next payment out", "入账到下次转出时间中位数",
    "Median time from a deposit to the next payment out.", BOTH, 1 },
  [NEXT_OUT_MIN] = { "next_out_min", "min", "Fastest deposit to payment out", "最快入账转出时间",
    "Shortest time from a deposit to the next payment out.", BOTH, 1 },
  [OUT_WITHIN_1H] = { "out_within_1h_share", "ratio", "Deposits followed by a payment in 1 h",
    "一小时内转出的入账占比", "Share of deposits followed by a payment out within an hour.", BOTH, 1 },
  [OUT_WITHIN_24H] = { "out_within_24h_share", "ratio", "Deposits followed by a payment in 24 h",
    "24 小时内转出的入账占比", "Share of deposits followed by a payment out within 24 h.", BOTH, 1 },
  [PASS_THROUGH] = { "pass_through_share", "ratio", "Pass-through", "快进快出占比",
    "Share of the value received that left again within an hour, first in first out.", BOTH, 1 },
  [INS_BEFORE_OUT] = { "ins_before_first_out", "count", "Deposits before the first payment out",
    "首次转出前入账笔数", "Incoming transfers before the first outgoing one.", BOTH, 1 },
  [INS_AFTER_OUT] = { "ins_after_last_out", "ratio", "Deposits after the last payment out",
    "末次转出后入账占比", "Share of incoming transfers after the last outgoing one.", BOTH, 1 },
  [TURN_SHARE] = { "turn_share", "ratio", "Changes of direction", "进出交替占比",
    "Share of neighbouring transfers that change direction; 1: in, out, in, out.", BOTH, 1 },
  [LONGEST_IN_RUN] = { "longest_in_run", "count", "Deposits in a row", "连续入账最多笔数",
    "Most incoming transfers without an outgoing one between them.", BOTH, 1 },
  [FIRST_IS_IN] = { "first_is_in", "bool", "Starts with a deposit", "首笔为转入",
    "Whether the first transfer is incoming.", BOTH, 1 },
  [LAST_IS_OUT] = { "last_is_out", "bool", "Ends with a payment out", "末笔为转出",
    "Whether the last transfer is outgoing.", BOTH, 1 },
};
/* clang-format on */

/* Successful transfers of known value, both ways, oldest first. */
static GArray *
list_flow (const RocaLedger *ledger)
{
  GArray *flow = g_array_new (FALSE, FALSE, sizeof (RocaMove));

  for (guint i = 0; i < ledger->moves->len; i++)
    {
      const RocaMove *move = ROCA_MOVE (ledger->moves, i);

      if (!move->failed && !move->self && move->value > 0)
        g_array_append_val (flow, *move);
    }
  return flow;
}

static void
fill_path (GArray *flow, double *values)
{
  double balance = 0, highest = 0, lowest = INFINITY, sum = 0, largest = NAN;
  guint peak = 0, drains = 0, outs = 0;

  for (guint i = 0; i < flow->len; i++)
    {
      const RocaMove *move = ROCA_MOVE (flow, i);
      double before = balance;

      balance += move->in ? move->value : -move->value;
      peak = balance > highest ? i + 1 : peak;
      highest = fmax (highest, balance);
      lowest = fmin (lowest, balance);
      sum += balance;
      outs += move->in ? 0 : 1;
      drains += !move->in && before > 0 && balance < 0.05 * before ? 1 : 0;
      if (!move->in && before > 0)
        largest = fmax (isnan (largest) ? 0 : largest, fmin (2, move->value / before));
    }
  values[BALANCE_MAX] = flow->len > 0 ? highest : NAN;
  values[BALANCE_MIN_RATIO] = roca_ratio (lowest, highest);
  values[BALANCE_FINAL_RATIO] = roca_ratio (balance, highest);
  values[BALANCE_MEAN_RATIO] = flow->len > 0 ? roca_ratio (sum / flow->len, highest) : NAN;
  values[PEAK_POSITION] = roca_share (peak, flow->len);
  values[DRAIN_COUNT] = drains;
  values[DRAIN_SHARE] = roca_share (drains, outs);
  values[MAX_DRAIN] = largest;
}

/* First in, first out: each payment spends the oldest deposits that are left. */
static void
fill_holding (GArray *flow, double *values)
{
  double left = 0, spent = 0, weighted = 0, fast = 0, received = 0, shortest = INFINITY;
  guint next = 0; /* the deposit that is being spent; @left of it remains */

  for (guint i = 0; i < flow->len; i++)
    {
      const RocaMove *move = ROCA_MOVE (flow, i);
      double rest = move->in ? 0 : move->value;

      received += move->in ? move->value : 0;
      while (rest > 0)
        {
          double part, hours;

          while (left <= 0 && next < i)
            {
              const RocaMove *deposit = ROCA_MOVE (flow, next++);

              left = deposit->in ? deposit->value : 0;
            }
          if (left <= 0)
            break;
          part = fmin (left, rest);
          hours = (double) (move->at - ROCA_MOVE (flow, next - 1)->at) / (double) REVIEW_HOUR;
          shortest = fmin (shortest, hours);
          weighted += part * hours;
          spent += part;
          fast += hours <= 1 ? part : 0;
          left -= part;
          rest -= part;
        }
    }
  values[HOLD_MEAN] = roca_ratio (weighted, spent);
  values[HOLD_MIN] = isfinite (shortest) ? shortest * 60 : NAN;
  values[PASS_THROUGH] = roca_ratio (fast, received);
}

static void
fill_next_out (GArray *flow, double *values)
{
  g_autoptr (GArray) waits = g_array_new (FALSE, FALSE, sizeof (double));
  guint ins = 0, hour = 0, day = 0;
  gint64 next = 0;
  RocaSummary s;

  for (guint i = flow->len; i-- > 0;)
    {
      const RocaMove *move = ROCA_MOVE (flow, i);
      double wait = (double) (next - move->at) / (double) REVIEW_HOUR;

      next = move->in ? next : move->at;
      ins += move->in ? 1 : 0;
      if (!move->in || next == 0)
        continue;
      g_array_append_val (waits, wait);
      hour += wait <= 1 ? 1 : 0;
      day += wait <= 24 ? 1 : 0;
    }
  roca_summarise (waits, &s);
  values[NEXT_OUT_MEDIAN] = s.median;
  values[NEXT_OUT_MIN] = s.min * 60;
  values[OUT_WITHIN_1H] = roca_share (hour, ins);
  values[OUT_WITHIN_24H] = roca_share (day, ins);
}

static void
fill_order (GArray *flow, double *values)
{
  guint turns = 0, run = 0, longest = 0, before = 0, after = 0, ins = 0;
  gboolean out_seen = FALSE;

  for (guint i = 0; i < flow->len; i++)
    {
      gboolean in = ROCA_MOVE (flow, i)->in;

      turns += i > 0 && in != ROCA_MOVE (flow, i - 1)->in ? 1 : 0;
      run = in ? run + 1 : 0;
      longest = MAX (longest, run);
      out_seen |= !in;
      ins += in ? 1 : 0;
      before += in && !out_seen ? 1 : 0;
      after = in ? after + 1 : 0;
    }
  values[INS_BEFORE_OUT] = before;
  values[INS_AFTER_OUT] = roca_share (after, ins);
  values[TURN_SHARE] = flow->len > 1 ? roca_share (turns, flow->len - 1) : NAN;
  values[LONGEST_IN_RUN] = longest;
  values[FIRST_IS_IN] = NAN;
  values[LAST_IS_OUT] = NAN;
  if (flow->len == 0)
    return;
  values[FIRST_IS_IN] = ROCA_MOVE (flow, 0)->in ? 1 : 0;
  values[LAST_IS_OUT] = ROCA_MOVE (flow, flow->len - 1)->in ? 0 : 1;
}

static void
fill (const RocaLedger *ledger, double *values)
{
  g_autoptr (GArray) flow = list_flow (ledger);

  fill_path (flow, values);
  fill_holding (flow, values);
  fill_next_out (flow, values);
  fill_order (flow, values);
}

const RocaFamily roca_family_balance = { defs, N_FEATURES, fill };
