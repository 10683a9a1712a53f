/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The withdrawal under review against the account's own past. Its evidence row is an event
 * `withdrawal_request` with `amount`, `amount_ref`, `asset`, `destination`, `destination_kind`,
 * `destination_first_seen`; without one, everything here is missing. */
#define G_LOG_DOMAIN "review-roca"
#include "roca-ledger.h"

#include <math.h>
#include <string.h>

#include "review-flows.h"
#include "review-clock.h"
#include "review-time.h"

enum
{
  AMOUNT_USD,
  AMOUNT_TO_MEDIAN,
  AMOUNT_TO_MAX,
  WITHDRAWALS_90D,
  WITHDRAWALS_24H,
  SPLIT_24H,
  ASSET_SHARE,
  DESTINATION_AGE,
  DESTINATION_FIRST_USE,
  DESTINATION_USES,
  DESTINATION_SELF_HOSTED,
  DESTINATION_CONTRACT,
  DESTINATION_LOOKALIKE,
  DESTINATION_OTHER_PAYERS,
  DESTINATION_OWN_FUNDED,
  PERIODIC_MATCH,
  SAME_PATTERN,
  PAYERS_UNRELATED,
  DWELL_MEDIAN,
  DWELL_LAST,
  DEPOSITS_24H,
  NO_TRADING,
  N_FEATURES
};

#define REQUEST ROCA_READS_REQUEST
#define IN      (ROCA_READS_REQUEST | ROCA_READS_IN)
#define OUT     (ROCA_READS_REQUEST | ROCA_READS_OUT)
#define DEST    (ROCA_READS_REQUEST | ROCA_READS_DESTINATION)
/* clang-format off */
static const RocaFeatureDef defs[N_FEATURES] = {
  [AMOUNT_USD] = { "amount_usd", "USD", "Amount of the withdrawal", "提币金额",
    "Amount requested, in the reference currency.", REQUEST, 1 },
  [AMOUNT_TO_MEDIAN] = { "amount_to_median_90d", "times", "Withdrawal over 90-day median",
    "提币金额与 90 天中位数之比",
    "Amount requested over the median withdrawal of the 90 days before.", OUT, 1 },
  [AMOUNT_TO_MAX] = { "amount_to_max_90d", "times", "Withdrawal over 90-day maximum",
    "提币金额与 90 天最大值之比",
    "Amount requested over the largest withdrawal of the 90 days before.", OUT, 1 },
  [WITHDRAWALS_90D] = { "withdrawals_90d", "count", "Withdrawals in 90 days", "90 天内提币笔数",
    "Withdrawals in the 90 days before the request.", OUT, 1 },
  [WITHDRAWALS_24H] = { "withdrawals_24h", "count", "Withdrawals in 24 h", "24 小时内提币笔数",
    "Withdrawals in the 24 h before the request.", OUT, 1 },
  [SPLIT_24H] = { "split_24h", "count", "Alike withdrawals in 24 h", "24 小时内近似金额提币笔数",
    "Withdrawals of the last 24 h within 20 % of the amount requested; splitting under a limit.",
    OUT, 1 },
  [ASSET_SHARE] = { "asset_share", "ratio", "Share of the customer's assets", "占客户资产比例",
    "Amount requested over the customer's assets; near 1 drains the account.",
    ROCA_READS_REQUEST | ROCA_READS_PROFILE, 1 },
  [DESTINATION_AGE] = { "destination_age_hours", "h", "Age of the destination address", "目标地址存续时间",
    "Time from the destination's first appearance anywhere to the request.", REQUEST, 1 },
  [DESTINATION_FIRST_USE] = { "destination_first_use", "bool", "First use of the destination",
    "首次使用该目标地址", "Whether the account never paid the destination before.", DEST, 1 },
  [DESTINATION_USES] = { "destination_uses", "count", "Earlier payments to the destination",
    "此前向该地址转出笔数", "Payments of the account to the destination before.", DEST, 1 },
  [DESTINATION_SELF_HOSTED] = { "destination_self_hosted", "bool", "Self-hosted destination",
    "目标为自托管钱包", "Whether the destination is a self-hosted wallet.", REQUEST, 1 },
  [DESTINATION_CONTRACT] = { "destination_contract", "bool", "Destination is a contract",
    "目标为合约地址", "Whether the destination is a smart contract.", REQUEST, 1 },
  [DESTINATION_LOOKALIKE] = { "destination_lookalike", "bool", "Look-alike address", "相似地址",
    "Destination shares first and last four characters with a counterparty but is another address.",
    OUT | ROCA_READS_IN, 1 },
  [DESTINATION_OTHER_PAYERS] = { "destination_other_payers", "count",
    "Other customers who paid the destination", "向该地址付款的其他客户数",
    "Other customers of the house who paid the destination.", REQUEST | ROCA_READS_GRAPH, 1 },
  [DESTINATION_OWN_FUNDED] = { "destination_own_funded", "bool",
    "Destination funded by the customer's own wallet", "目标地址由客户自有钱包注资",
    "Whether the destination was funded by a wallet known to be the customer's.",
    REQUEST | ROCA_READS_GRAPH, 1 },
  [PERIODIC_MATCH] = { "periodic_match", "bool", "Periodic payment", "周期性转账",
    "Three or more earlier payments to the destination, alike in amount and evenly spaced, of which "
    "this is the next.", DEST | ROCA_READS_OUT, 1 },
  [SAME_PATTERN] = { "same_pattern_count", "count", "Same withdrawal before", "相同模式提币次数",
    "Earlier payments to the destination within 15 % of the amount requested.", DEST, 1 },
  [PAYERS_UNRELATED] = { "payers_unrelated", "count", "New payers in 7 days", "7 天内新付款方数量",
    "Payers of the 7 days before the request that had never paid before; mules collect from many.",
    IN, 1 },
  [DWELL_MEDIAN] = { "dwell_minutes_median", "min", "Deposit to withdrawal", "入账至提币时间中位数",
    "Median time from the deposits of the last 7 days to the request.", IN, 1 },
  [DWELL_LAST] = { "dwell_minutes_last", "min", "Last deposit to withdrawal", "末次入账至提币时间",
    "Time from the last deposit to the request.", IN, 1 },
  [DEPOSITS_24H] = { "deposits_24h_ratio", "ratio", "Deposits of 24 h over the withdrawal",
    "24 小时入账与提币金额之比",
    "Deposits of the last 24 h over the amount requested; near 1 it passes through.", IN, 1 },
  [NO_TRADING] = { "no_trading", "bool", "No trading in between", "期间未交易",
    "Whether no trade was made in the 7 days before the request.",
    REQUEST | ROCA_READS_EVENT, 1 },
};
/* clang-format on */

/* What the functions below ask about again and again. */
typedef struct
{
  const RocaLedger *ledger;
  GPtrArray *fields; /* of the request */
  gint64 at;
  double value; /* comparable to RocaMove.value */
  const char *destination;
} Request;

static gboolean
is_destination (const Request *request, const char *address)
{
  return request->destination != NULL && address != NULL
         && g_ascii_strcasecmp (request->destination, address) == 0;
}

/* Moves of the last @width before the request, the newest last. */
static GArray *
recent (const Request *request, GArray *moves, gint64 width)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (RocaMove));

  for (guint i = 0; i < moves->len; i++)
    {
      const RocaMove *move = ROCA_MOVE (moves, i);

      if (move->at >= request->at - width && move->at <= request->at)
        g_array_append_val (found, *move);
    }
  return found;
}

static gboolean
is_alike (double a, double b, double tolerance)
{
  return a > 0 && b > 0 && fabs (a - b) <= tolerance * b;
}

static void
fill_amount (const Request *request, double *values)
{
  g_autoptr (GArray) quarter = recent (request, request->ledger->out, 90 * REVIEW_DAY);
  g_autoptr (GArray) day = recent (request, request->ledger->out, REVIEW_DAY);
  g_autoptr (GArray) series = roca_values (quarter);
  const ReviewSubject *subject = request->ledger->intake->subject;
  guint alike = 0;
  RocaSummary s;

  roca_summarise (series, &s);
  for (guint i = 0; i < day->len; i++)
    alike += is_alike (ROCA_MOVE (day, i)->value, request->value, 0.2) ? 1 : 0;
  values[AMOUNT_USD] = review_fields_get_number (request->fields, "amount_ref");
  values[AMOUNT_TO_MEDIAN] = roca_ratio (request->value, s.median);
  values[AMOUNT_TO_MAX] = roca_ratio (request->value, s.max);
  values[WITHDRAWALS_90D] = quarter->len;
  values[WITHDRAWALS_24H] = day->len;
  values[SPLIT_24H] = alike;
  if (subject != NULL)
    values[ASSET_SHARE] =
        roca_ratio (values[AMOUNT_USD], review_fields_get_number (subject->profile, "assets"));
}

static gboolean
resembles_any (const Request *request, GArray *moves)
{
  for (guint i = 0; i < moves->len; i++)
    {
      const char *other = ROCA_MOVE (moves, i)->counterparty;

      if (other != NULL && review_party_is_alike (request->destination, other))
        return TRUE;
    }
  return FALSE;
}

static double
other_payers (const Request *request)
{
  double payers = review_fields_get_number (request->fields, "destination_payers");
  GPtrArray *rows = request->ledger->rows;

  for (guint i = 0; i < rows->len; i++)
    {
      const ReviewEvidence *row = rows->pdata[i];
      double count = review_fields_get_number (row->fields, "payers");

      if (row->kind == REVIEW_EVIDENCE_GRAPH_EDGE && !isnan (count))
        payers = fmax (isnan (payers) ? 0 : payers, count);
    }
  return payers;
}

/* 1 or 0 where graph evidence exists, else missing. */
static double
own_funded (const Request *request)
{
  GPtrArray *rows = request->ledger->rows;
  double found = NAN;

  for (guint i = 0; i < rows->len; i++)
    {
      const ReviewEvidence *row = rows->pdata[i];
      const char *relation = review_fields_get (row->fields, "relation");

      if (row->kind != REVIEW_EVIDENCE_GRAPH_EDGE)
        continue;
      found = isnan (found) ? 0 : found;
      if (g_strcmp0 (relation, "own_wallet") == 0)
        found = 1;
    }
  return found;
}

static void
fill_destination (const Request *request, double *values)
{
  const char *kind = review_fields_get (request->fields, "destination_kind");
  const char *first_seen = review_fields_get (request->fields, "destination_first_seen");
  gint64 seen = 0;
  guint uses = 0;

  if (first_seen != NULL && review_time_parse (first_seen, &seen))
    values[DESTINATION_AGE] = roca_between (seen, request->at, REVIEW_HOUR);
  if (kind != NULL)
    {
      values[DESTINATION_SELF_HOSTED] = strcmp (kind, "self_hosted") == 0 ? 1 : 0;
      values[DESTINATION_CONTRACT] = strcmp (kind, "contract") == 0 ? 1 : 0;
    }
  values[DESTINATION_OTHER_PAYERS] = other_payers (request);
  values[DESTINATION_OWN_FUNDED] = own_funded (request);
  if (request->destination == NULL)
    return;
  for (guint i = 0; i < request->ledger->out->len; i++)
    uses += is_destination (request, ROCA_MOVE (request->ledger->out, i)->counterparty) ? 1 : 0;
  values[DESTINATION_USES] = uses;
  values[DESTINATION_FIRST_USE] = uses == 0 ? 1 : 0;
  values[DESTINATION_LOOKALIKE] =
      resembles_any (request, request->ledger->out) || resembles_any (request, request->ledger->in)
          ? 1
          : 0;
}

static void
fill_pattern (const Request *request, double *values)
{
  g_autoptr (GArray) alike = g_array_new (FALSE, FALSE, sizeof (RocaMove));
  g_autoptr (GArray) gaps = NULL;
  RocaMove now = { .at = request->at };
  double last;
  RocaSummary s;

  if (request->destination == NULL)
    return;
  for (guint i = 0; i < request->ledger->out->len; i++)
    {
      const RocaMove *move = ROCA_MOVE (request->ledger->out, i);

      if (is_destination (request, move->counterparty)
          && is_alike (move->value, request->value, 0.15))
        g_array_append_val (alike, *move);
    }
  values[SAME_PATTERN] = alike->len;
  values[PERIODIC_MATCH] = 0;
  if (alike->len < 3)
    return;
  g_array_append_val (alike, now);
  gaps = roca_gaps (alike, (double) REVIEW_HOUR);
  last = g_array_index (gaps, double, gaps->len - 1);
  roca_summarise (gaps, &s);
  values[PERIODIC_MATCH] = s.cv < 0.25 && is_alike (last, s.median, 0.3) ? 1 : 0;
}

static guint
count_new_payers (const Request *request, GArray *week)
{
  g_autoptr (GHashTable) before = g_hash_table_new (g_str_hash, g_str_equal);
  GArray *in = request->ledger->in;
  guint fresh = 0;

  for (guint i = 0; i < in->len; i++)
    if (ROCA_MOVE (in, i)->at < request->at - 7 * REVIEW_DAY
        && ROCA_MOVE (in, i)->counterparty != NULL)
      g_hash_table_add (before, (gpointer) ROCA_MOVE (in, i)->counterparty);
  for (guint i = 0; i < week->len; i++)
    if (ROCA_MOVE (week, i)->counterparty != NULL)
      fresh += g_hash_table_add (before, (gpointer) ROCA_MOVE (week, i)->counterparty) ? 1 : 0;
  return fresh;
}

static gboolean
has_trade (const Request *request)
{
  GPtrArray *rows = request->ledger->rows;

  for (guint i = 0; i < rows->len; i++)
    {
      const ReviewEvidence *row = rows->pdata[i];

      if (row->kind == REVIEW_EVIDENCE_EVENT && row->at >= request->at - 7 * REVIEW_DAY
          && g_strcmp0 (review_fields_get (row->fields, "event"), "trade") == 0)
        return TRUE;
    }
  return FALSE;
}

static void
fill_dwell (const Request *request, double *values)
{
  g_autoptr (GArray) week = recent (request, request->ledger->in, 7 * REVIEW_DAY);
  g_autoptr (GArray) waits = g_array_new (FALSE, FALSE, sizeof (double));
  GArray *in = request->ledger->in;
  double day = 0;
  RocaSummary s;

  for (guint i = 0; i < week->len; i++)
    {
      const RocaMove *move = ROCA_MOVE (week, i);
      double wait = roca_between (move->at, request->at, REVIEW_MINUTE);

      g_array_append_val (waits, wait);
      day += move->at >= request->at - REVIEW_DAY ? move->value : 0;
    }
  roca_summarise (waits, &s);
  values[PAYERS_UNRELATED] = count_new_payers (request, week);
  values[DWELL_MEDIAN] = s.median;
  values[DEPOSITS_24H] = roca_ratio (day, request->value);
  values[NO_TRADING] = has_trade (request) ? 0 : 1;
  if (in->len > 0)
    values[DWELL_LAST] = roca_between (ROCA_MOVE (in, in->len - 1)->at, request->at, REVIEW_MINUTE);
}

static void
fill (const RocaLedger *ledger, double *values)
{
  Request request = { ledger };

  for (int i = 0; i < N_FEATURES; i++)
    values[i] = NAN;
  if (ledger->request == NULL)
    return;
  request.fields = ledger->request->fields;
  request.at = ledger->request->at;
  request.destination = review_fields_get (request.fields, "destination");
  request.value = review_fields_get_number (request.fields, "amount_ref");
  if (isnan (request.value))
    request.value = review_fields_get_number (request.fields, "amount");
  fill_amount (&request, values);
  fill_destination (&request, values);
  fill_pattern (&request, values);
  fill_dwell (&request, values);
}

const RocaFamily roca_family_request = { defs, N_FEATURES, fill };
