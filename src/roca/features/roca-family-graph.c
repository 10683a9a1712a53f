/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the account is part of beyond its own transactions: rings and fans on the graph of
 * transfers, accounts that share its device or network, trades with itself. The patterns come as
 * graph edges (`relation` ring, chain, fan_in, fan_out, payee_fan_in, payer_fan_out, shared_device,
 * shared_network, with `accounts`, `kept`, `hours`, `in_order`); a row `transfer_graph` says that
 * the graph was looked at, so that "none found" is told apart from "not looked for". */
#define G_LOG_DOMAIN "review-roca"
#include "roca-ledger.h"

#include <math.h>
#include <string.h>

enum
{
  RING_COUNT,
  RING_LENGTH,
  RING_KEPT,
  RING_HOURS,
  RING_IN_ORDER,
  CHAIN_LENGTH,
  CHAIN_HOURS,
  FAN_IN,
  FAN_IN_HOURS,
  FAN_OUT,
  FAN_OUT_HOURS,
  PAYEE_FAN_IN,
  PAYER_FAN_OUT,
  SHARED_DEVICE,
  SHARED_NETWORK,
  SELF_TRADES,
  SELF_TRADE_SHARE,
  N_FEATURES
};

#define GRAPH ROCA_READS_GRAPH
/* clang-format off */
static const RocaFeatureDef defs[N_FEATURES] = {
  [RING_COUNT] = { "ring_count", "count", "Rings of transfers", "资金回流环数量",
    "Payments of the account whose money comes back over others in alike amounts; real business "
    "seldom does.", GRAPH, 1, +1 },
  [RING_LENGTH] = { "ring_length", "count", "Accounts in the shortest ring", "最短回流环账户数",
    "Accounts that the money passes before it is back; two is a refund, three to eight a layering "
    "ring.", GRAPH, 1 },
  [RING_KEPT] = { "ring_kept", "ratio", "Amount kept around the ring", "回流环金额保持率",
    "Smallest over largest amount of the shortest ring; near 1 nobody on the way kept anything.",
    GRAPH, 1 },
  [RING_HOURS] = { "ring_hours", "h", "Duration of the ring", "回流环持续时间",
    "From the ring's first transfer to its last; layering is quick.", GRAPH, 1 },
  [RING_IN_ORDER] = { "ring_in_order", "bool", "Ring runs forward in time", "回流环时间顺序一致",
    "Whether each transfer of the ring follows the one before it.", GRAPH, 1 },
  [CHAIN_LENGTH] = { "chain_length", "count", "Accounts in the chain of one amount",
    "同额资金链账户数",
    "Accounts that the very same amount passes one after the other, this one among them; 0: fewer "
    "than four.", GRAPH, 1, +1 },
  [CHAIN_HOURS] = { "chain_hours", "h", "Duration of the chain", "同额资金链持续时间",
    "From the chain's first transfer to its last.", GRAPH, 1 },
  [FAN_IN] = { "fan_in_alike", "count", "Payers of alike amounts", "近似金额付款方数量",
    "Most accounts that paid alike amounts within the window; a collecting mule has many.",
    GRAPH, 1, +1 },
  [FAN_IN_HOURS] = { "fan_in_hours", "h", "Duration of the fan-in", "多方转入持续时间",
    "From the first to the last of these payments.", GRAPH, 1 },
  [FAN_OUT] = { "fan_out_alike", "count", "Payees of alike amounts", "近似金额收款方数量",
    "Most accounts that were paid alike amounts within the window; money is being spread.",
    GRAPH, 1, +1 },
  [FAN_OUT_HOURS] = { "fan_out_hours", "h", "Duration of the fan-out", "分散转出持续时间",
    "From the first to the last of these payments.", GRAPH, 1 },
  [PAYEE_FAN_IN] = { "payee_fan_in", "count", "Others who paid the payee alike", "收款方的近似付款方数量",
    "Most other accounts that paid one of the account's payees what the account paid: the account "
    "may be one of a collector's feeders.", GRAPH, 1, +1 },
  [PAYER_FAN_OUT] = { "payer_fan_out", "count", "Others whom the payer paid alike",
    "付款方的近似收款方数量",
    "Most other accounts that one of the account's payers paid what it paid the account.",
    GRAPH, 1, +1 },
  [SHARED_DEVICE] = { "shared_device_accounts", "count", "Other accounts on the device",
    "同设备其他账户数",
    "Other accounts seen on the same device; a family has a few, a Sybil farm dozens.", GRAPH, 1, +1 },
  [SHARED_NETWORK] = { "shared_network_accounts", "count", "Other accounts on the network",
    "同网络其他账户数",
    "Other accounts seen on the same network; a carrier gateway has thousands without meaning.",
    GRAPH, 1 },
  [SELF_TRADES] = { "self_trades", "count", "Trades with oneself", "与自身或关联账户对敲笔数",
    "Trades whose other side is the account itself or one linked to it; wash trading.",
    ROCA_READS_EVENT, 1, +1 },
  [SELF_TRADE_SHARE] = { "self_trade_share", "ratio", "Share of trades with oneself", "对敲交易占比",
    "These trades over all whose other side is known.", ROCA_READS_EVENT, 1, +1 },
};
/* clang-format on */

/* A relation, and where the largest of its rows goes. */
typedef struct
{
  const char *relation;
  int accounts;
  int hours; /* -1: not a feature */
} Pattern;

static const Pattern patterns[] = {
  { "chain", CHAIN_LENGTH, CHAIN_HOURS }, { "fan_in", FAN_IN, FAN_IN_HOURS },
  { "fan_out", FAN_OUT, FAN_OUT_HOURS },  { "payee_fan_in", PAYEE_FAN_IN, -1 },
  { "payer_fan_out", PAYER_FAN_OUT, -1 },
};

static const Pattern clusters[] = {
  { "shared_device", SHARED_DEVICE, -1 },
  { "shared_network", SHARED_NETWORK, -1 },
};

static double
get_number (const ReviewEvidence *row, const char *field)
{
  return review_fields_get_number (row->fields, field);
}

static void
read_largest (const ReviewEvidence *row, const Pattern *pattern, double *values)
{
  double accounts = get_number (row, "accounts");

  if (isnan (accounts) || accounts <= values[pattern->accounts])
    return;
  values[pattern->accounts] = accounts;
  if (pattern->hours >= 0)
    values[pattern->hours] = get_number (row, "hours");
}

/* The shortest ring is described; of two, the one that kept more. */
static void
read_ring (const ReviewEvidence *row, double *values)
{
  double length = get_number (row, "accounts");
  double kept = get_number (row, "kept");
  const char *in_order = review_fields_get (row->fields, "in_order");

  values[RING_COUNT] = isnan (values[RING_COUNT]) ? 1 : values[RING_COUNT] + 1;
  if (!isnan (values[RING_LENGTH])
      && (length > values[RING_LENGTH]
          || (length >= values[RING_LENGTH] && !(kept > values[RING_KEPT]))))
    return;
  values[RING_LENGTH] = length;
  values[RING_KEPT] = kept;
  values[RING_HOURS] = get_number (row, "hours");
  values[RING_IN_ORDER] = in_order == NULL ? NAN : strcmp (in_order, "true") == 0 ? 1 : 0;
}

/* Looked at and not found. */
static void
begin_with_none (double *values)
{
  values[RING_COUNT] = isnan (values[RING_COUNT]) ? 0 : values[RING_COUNT];
  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    values[patterns[i].accounts] =
        isnan (values[patterns[i].accounts]) ? 0 : values[patterns[i].accounts];
}

static void
read_edge (const ReviewEvidence *row, double *values)
{
  const char *relation = review_fields_get (row->fields, "relation");

  if (g_strcmp0 (relation, "transfer_graph") == 0)
    begin_with_none (values);
  else if (g_strcmp0 (relation, "ring") == 0)
    read_ring (row, values);
  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    if (g_strcmp0 (relation, patterns[i].relation) == 0)
      {
        begin_with_none (values);
        read_largest (row, &patterns[i], values);
      }
  for (guint i = 0; i < G_N_ELEMENTS (clusters); i++)
    if (g_strcmp0 (relation, clusters[i].relation) == 0)
      {
        double *most = &values[clusters[i].accounts];

        *most = isnan (*most) ? 0 : *most;
        read_largest (row, &clusters[i], values);
      }
}

static void
read_trade (const ReviewEvidence *row, guint *ret_self, guint *ret_known)
{
  const char *relation = review_fields_get (row->fields, "counterparty_relation");

  if (relation == NULL || g_strcmp0 (review_fields_get (row->fields, "event"), "trade") != 0)
    return;
  *ret_known += 1;
  *ret_self += strcmp (relation, "self") == 0 || strcmp (relation, "linked") == 0 ? 1 : 0;
}

static void
fill (const RocaLedger *ledger, double *values)
{
  guint self = 0, known = 0;

  for (int i = 0; i < N_FEATURES; i++)
    values[i] = NAN;
  for (guint i = 0; i < ledger->rows->len; i++)
    {
      const ReviewEvidence *row = ledger->rows->pdata[i];

      if (row->kind == REVIEW_EVIDENCE_GRAPH_EDGE)
        read_edge (row, values);
      else if (row->kind == REVIEW_EVIDENCE_EVENT)
        read_trade (row, &self, &known);
    }
  if (known == 0)
    return;
  values[SELF_TRADES] = self;
  values[SELF_TRADE_SHARE] = roca_share (self, known);
}

const RocaFamily roca_family_graph = { defs, N_FEATURES, fill };
