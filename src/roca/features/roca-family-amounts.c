/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much comes in and goes out, and in what pieces. Amounts are those of successful
 * transactions above zero, in the reference currency or the main asset. */
#define G_LOG_DOMAIN "review-roca"
#include "roca-ledger.h"

#include <math.h>

enum
{
  TX_COUNT,
  IN_COUNT,
  OUT_COUNT,
  IN_SHARE,
  FAILED_SHARE,
  SELF_SHARE,
  ZERO_SHARE,
  IN_SUM,
  IN_MEAN,
  IN_MEDIAN,
  IN_STD,
  IN_MIN,
  IN_MAX,
  IN_GINI,
  IN_TOP_SHARE,
  OUT_SUM,
  OUT_MEAN,
  OUT_MEDIAN,
  OUT_STD,
  OUT_MIN,
  OUT_MAX,
  OUT_GINI,
  OUT_TOP_SHARE,
  OUT_IN_RATIO,
  MEAN_RATIO,
  MAX_RATIO,
  FIRST_IN,
  FIRST_IN_SHARE,
  LAST_OUT_SHARE,
  IN_ROUND_SHARE,
  OUT_ROUND_SHARE,
  IN_REPEAT_SHARE,
  N_FEATURES
};

#define IN  ROCA_READS_IN
#define OUT ROCA_READS_OUT
/* clang-format off */
static const RocaFeatureDef defs[N_FEATURES] = {
  [TX_COUNT] = { "tx_count", "count", "Transactions", "交易笔数",
    "All transactions of the account, token transfers aside; many or few is context for the rest.",
    IN | OUT, 1 },
  [IN_COUNT] = { "in_count", "count", "Incoming transfers", "转入笔数",
    "Successful transfers to the account.", IN, 1 },
  [OUT_COUNT] = { "out_count", "count", "Outgoing transfers", "转出笔数",
    "Successful transfers from the account.", OUT, 1 },
  [IN_SHARE] = { "in_share", "ratio", "Share of incoming transfers", "转入笔数占比",
    "Incoming among all transfers; collecting accounts receive often and pay seldom.", IN | OUT, 1 },
  [FAILED_SHARE] = { "failed_share", "ratio", "Failed transactions", "失败交易占比",
    "Failed among all transactions; scripts and raced drains fail more often.", IN | OUT, 1 },
  [SELF_SHARE] = { "self_share", "ratio", "Transfers to itself", "自转交易占比",
    "Transfers whose counterparty is the account itself; used to replace stuck transactions.",
    IN | OUT, 1 },
  [ZERO_SHARE] = { "zero_value_share", "ratio", "Transactions without value", "零金额交易占比",
    "Transactions that move no value: calls to contracts, address poisoning.", IN | OUT, 1 },
  [IN_SUM] = { "in_sum", "amount", "Total received", "转入总额", "Sum of incoming amounts.", IN, 1 },
  [IN_MEAN] = { "in_mean", "amount", "Mean incoming amount", "单笔转入均值",
    "Mean of incoming amounts.", IN, 1 },
  [IN_MEDIAN] = { "in_median", "amount", "Median incoming amount", "单笔转入中位数",
    "Median of incoming amounts; many small payments of many people lower it.", IN, 1 },
  [IN_STD] = { "in_std", "amount", "Spread of incoming amounts", "转入金额离散度",
    "Standard deviation of incoming amounts.", IN, 1 },
  [IN_MIN] = { "in_min", "amount", "Smallest incoming amount", "最小单笔转入",
    "Smallest incoming amount; test payments are tiny.", IN, 1 },
  [IN_MAX] = { "in_max", "amount", "Largest incoming amount", "最大单笔转入",
    "Largest incoming amount.", IN, 1 },
  [IN_GINI] = { "in_gini", "ratio", "Inequality of incoming amounts", "转入金额不均度",
    "Gini coefficient of incoming amounts: 0 all equal, near 1 one payment makes the sum.", IN, 1 },
  [IN_TOP_SHARE] = { "in_top_share", "ratio", "Largest payment of the sum received", "最大单笔占转入总额",
    "Largest incoming amount over the sum received.", IN, 1 },
  [OUT_SUM] = { "out_sum", "amount", "Total sent", "转出总额", "Sum of outgoing amounts.", OUT, 1 },
  [OUT_MEAN] = { "out_mean", "amount", "Mean outgoing amount", "单笔转出均值",
    "Mean of outgoing amounts.", OUT, 1 },
  [OUT_MEDIAN] = { "out_median", "amount", "Median outgoing amount", "单笔转出中位数",
    "Median of outgoing amounts.", OUT, 1 },
  [OUT_STD] = { "out_std", "amount", "Spread of outgoing amounts", "转出金额离散度",
    "Standard deviation of outgoing amounts.", OUT, 1 },
  [OUT_MIN] = { "out_min", "amount", "Smallest outgoing amount", "最小单笔转出",
    "Smallest outgoing amount.", OUT, 1 },
  [OUT_MAX] = { "out_max", "amount", "Largest outgoing amount", "最大单笔转出",
    "Largest outgoing amount.", OUT, 1 },
  [OUT_GINI] = { "out_gini", "ratio", "Inequality of outgoing amounts", "转出金额不均度",
    "Gini coefficient of outgoing amounts.", OUT, 1 },
  [OUT_TOP_SHARE] = { "out_top_share", "ratio", "Largest payment of the sum sent", "最大单笔占转出总额",
    "Largest outgoing amount over the sum sent; one sweep empties the account.", OUT, 1 },
  [OUT_IN_RATIO] = { "out_in_ratio", "ratio", "Sent over received", "转出转入比",
    "Sum sent over sum received; near 1 everything was passed on.", IN | OUT, 1 },
  [MEAN_RATIO] = { "mean_out_in_ratio", "ratio", "Mean sent over mean received", "单笔转出转入均值比",
    "Mean outgoing over mean incoming amount; above 1 collects small and sends big.", IN | OUT, 1 },
  [MAX_RATIO] = { "max_out_in_ratio", "ratio", "Largest sent over largest received", "最大转出转入比",
    "Largest outgoing over largest incoming amount.", IN | OUT, 1 },
  [FIRST_IN] = { "first_in_amount", "amount", "First amount received", "首笔转入金额",
    "Amount of the first incoming transfer.", IN, 1 },
  [FIRST_IN_SHARE] = { "first_in_share", "ratio", "First payment of the sum received", "首笔占转入总额",
    "First incoming amount over the sum received; a small test comes before the real money.",
    IN, 1 },
  [LAST_OUT_SHARE] = { "last_out_share", "ratio", "Last payment of the sum sent", "末笔占转出总额",
    "Last outgoing amount over the sum sent.", OUT, 1 },
  [IN_ROUND_SHARE] = { "in_round_share", "ratio", "Round incoming amounts", "整额转入占比",
    "Incoming amounts of at most two significant digits; people type round numbers.", IN, 1 },
  [OUT_ROUND_SHARE] = { "out_round_share", "ratio", "Round outgoing amounts", "整额转出占比",
    "Outgoing amounts of at most two significant digits; sweeps are never round.", OUT, 1 },
  [IN_REPEAT_SHARE] = { "in_repeat_share", "ratio", "Repeated incoming amounts", "相同金额转入占比",
    "Share of the most frequent incoming amount; a fixed price is asked of every victim.", IN, 1 },
};
/* clang-format on */

/* At most two significant digits: 0.5, 20, 1.5; amounts are compared at seven digits. */
static gboolean
is_round (double amount)
{
  double scale = pow (10, floor (log10 (amount)) - 1);
  double digits = amount / scale;

  return fabs (digits - round (digits)) < 1e-5 * digits;
}

static double
round_share (GArray *moves)
{
  guint round_ones = 0;

  for (guint i = 0; i < moves->len; i++)
    round_ones += is_round (ROCA_MOVE (moves, i)->amount) ? 1 : 0;
  return roca_share (round_ones, moves->len);
}

static double
repeat_share (GArray *sorted)
{
  guint best = 0, run = 0;

  for (guint i = 0; i < sorted->len; i++)
    {
      double x = g_array_index (sorted, double, i);
      double before = i > 0 ? g_array_index (sorted, double, i - 1) : NAN;

      run = fabs (x - before) <= 1e-9 * x ? run + 1 : 1;
      best = MAX (best, run);
    }
  return roca_share (best, sorted->len);
}

static void
put_summary (double *values, int first, const RocaSummary *s)
{
  const double row[] = { s->sum, s->mean, s->median, s->std, s->min, s->max, s->gini };

  for (guint i = 0; i < G_N_ELEMENTS (row); i++)
    values[first + (int) i] = row[i];
  values[first + (IN_TOP_SHARE - IN_SUM)] = roca_ratio (s->max, s->sum);
}

static void
fill_counts (const RocaLedger *ledger, double *values)
{
  guint failed = 0, self = 0, zero = 0;

  for (guint i = 0; i < ledger->moves->len; i++)
    {
      const RocaMove *move = ROCA_MOVE (ledger->moves, i);

      failed += move->failed ? 1 : 0;
      self += move->self ? 1 : 0;
      zero += move->amount <= 0 ? 1 : 0;
    }
  values[TX_COUNT] = ledger->moves->len;
  values[IN_COUNT] = ledger->in->len;
  values[OUT_COUNT] = ledger->out->len;
  values[IN_SHARE] = roca_share (ledger->in->len, ledger->in->len + ledger->out->len);
  values[FAILED_SHARE] = roca_share (failed, ledger->moves->len);
  values[SELF_SHARE] = roca_share (self, ledger->moves->len);
  values[ZERO_SHARE] = roca_share (zero, ledger->moves->len);
}

static void
fill (const RocaLedger *ledger, double *values)
{
  g_autoptr (GArray) in_values = roca_values (ledger->in);
  g_autoptr (GArray) out_values = roca_values (ledger->out);
  RocaSummary in, out;
  double first_in = in_values->len > 0 ? g_array_index (in_values, double, 0) : NAN;
  double last_out =
      out_values->len > 0 ? g_array_index (out_values, double, out_values->len - 1) : NAN;

  fill_counts (ledger, values);
  roca_summarise (in_values, &in);
  roca_summarise (out_values, &out);
  put_summary (values, IN_SUM, &in);
  put_summary (values, OUT_SUM, &out);
  values[OUT_IN_RATIO] = roca_ratio (out.sum, in.sum);
  values[MEAN_RATIO] = roca_ratio (out.mean, in.mean);
  values[MAX_RATIO] = roca_ratio (out.max, in.max);
  values[FIRST_IN] = first_in;
  values[FIRST_IN_SHARE] = roca_ratio (first_in, in.sum);
  values[LAST_OUT_SHARE] = roca_ratio (last_out, out.sum);
  values[IN_ROUND_SHARE] = round_share (ledger->in);
  values[OUT_ROUND_SHARE] = round_share (ledger->out);
  values[IN_REPEAT_SHARE] = repeat_share (in_values);
}

const RocaFamily roca_family_amounts = { defs, N_FEATURES, fill };
