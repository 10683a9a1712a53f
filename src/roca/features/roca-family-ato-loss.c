/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Account takeover: what left the account, by withdrawal or in the ways that need none, and what
 * the account shares with others. Amounts are shares of the customer's assets. */
#define G_LOG_DOMAIN "review-roca"
#include <math.h>
#include <string.h>

#include "roca-scene.h"

enum
{
  WITHDRAWAL_SHARE,
  THIN_MARKET_LOSS,
  INTERNAL_TRANSFER,
  CASH_OUT,
  COPY_TRADING_LOSS,
  API_TRADES,
  SHARED_DEVICE,
  SHARED_NETWORK,
  SHARED_DESTINATION,
  N_FEATURES
};

#define PROFILE ROCA_READS_PROFILE
#define LOSS    (ROCA_READS_LOSS | ROCA_READS_PROFILE)
/* clang-format off */
static const RocaFeatureDef defs[N_FEATURES] = {
  [WITHDRAWAL_SHARE] = { "withdrawal_share_24h", "ratio", "Withdrawn of the assets in 24 h",
    "24 小时提币占资产比例", "Withdrawals asked for or made in the last 24 h over the customer's assets.",
    ROCA_READS_REQUEST | ROCA_READS_OUT | PROFILE, 1, 1 },
  [THIN_MARKET_LOSS] = { "thin_market_loss_share", "ratio", "Lost in thin markets in 24 h",
    "24 小时冷门交易对损失占比", "Losses of trades in thin markets in the last 24 h over the assets: the "
    "counterparty is the thief.", LOSS, 1, 1 },
  [INTERNAL_TRANSFER] = { "internal_transfer_share", "ratio", "Internal transfers in 24 h",
    "24 小时站内转账占比", "Internal transfers of the last 24 h to somebody never paid before, over the "
    "assets.", LOSS, 1, 1 },
  [CASH_OUT] = { "cash_out_share_24h", "ratio", "Gift cards and P2P sales in 24 h",
    "24 小时礼品卡与 P2P 卖出占比", "Gift cards bought and P2P sales of the last 24 h over the assets.",
    LOSS, 1, 1 },
  [COPY_TRADING_LOSS] = { "copy_trading_loss_share", "ratio", "Lost by copy-trading in 24 h",
    "24 小时跟单交易损失占比", "Losses of the last 24 h by copying somebody else's trades, over the "
    "assets.", LOSS, 1, 1 },
  [API_TRADES] = { "api_trades_24h", "count", "Trades by API in 24 h", "24 小时内 API 交易次数",
    "Trades of the last 24 h that came through an API key.", ROCA_READS_LOSS, 1, 0 },
  [SHARED_DEVICE] = { "shared_device_accounts", "count", "Other accounts on the device",
    "同设备的其他账户数", "Other accounts seen on the same device: a campaign, or a family.",
    ROCA_READS_GRAPH, 1, 1 },
  [SHARED_NETWORK] = { "shared_network_accounts", "count", "Other accounts on the network address",
    "同网络地址的其他账户数", "Other accounts with alike trouble on the same address. Exits of carriers, "
    "relays and satellites do not count.", ROCA_READS_GRAPH, 1, 1 },
  [SHARED_DESTINATION] = { "shared_destination_accounts", "count", "Other accounts paying there",
    "同去向的其他账户数", "Other accounts whose money went to the same destination; none where links "
    "were looked for and no money left.", ROCA_READS_GRAPH | ROCA_READS_REQUEST, 1, 1 },
};
/* clang-format on */

/* Whether the transfer in @row goes to somebody never paid before. */
static gboolean
is_to_stranger (const RocaLedger *ledger, const ReviewEvidence *row)
{
  const char *party = review_fields_get (row->fields, "counterparty");

  for (guint i = 0; party != NULL && i < ledger->rows->len; i++)
    {
      const ReviewEvidence *before = ledger->rows->pdata[i];
      const char *other = review_fields_get (before->fields, "counterparty");

      if (before->at >= row->at)
        return TRUE;
      if (other != NULL && g_ascii_strcasecmp (party, other) == 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_withdrawal (const RocaLedger *ledger, const ReviewEvidence *row)
{
  return roca_row_is_event (row, ROCA_EVENTS ("withdrawal_request"))
         || roca_ledger_row_is_read (ledger, row, ROCA_READS_OUT);
}

static gboolean
is_thin_market (const RocaLedger *ledger, const ReviewEvidence *row)
{
  return roca_row_is_event (row, ROCA_EVENTS ("trade")) && roca_row_is_true (row, "thin_market");
}

static gboolean
is_internal (const RocaLedger *ledger, const ReviewEvidence *row)
{
  return roca_row_is_event (row, ROCA_EVENTS ("internal_transfer")) && is_to_stranger (ledger, row);
}

static gboolean
is_cash_out (const RocaLedger *ledger, const ReviewEvidence *row)
{
  return roca_row_is_event (row, ROCA_EVENTS ("gift_card", "p2p_sale"));
}

static gboolean
is_copied (const RocaLedger *ledger, const ReviewEvidence *row)
{
  return roca_row_is_event (row, ROCA_EVENTS ("trade"))
         && g_strcmp0 (review_fields_get (row->fields, "via"), "copy_trading") == 0;
}

/* The ways out: what counts, and the field that holds the money. */
static const struct
{
  int feature;
  gboolean (*is_one) (const RocaLedger *ledger, const ReviewEvidence *row);
  const char *amount;
} ways[] = {
  { WITHDRAWAL_SHARE, is_withdrawal, "amount_ref" },
  { THIN_MARKET_LOSS, is_thin_market, "loss_ref" },
  { INTERNAL_TRANSFER, is_internal, "amount_ref" },
  { CASH_OUT, is_cash_out, "amount_ref" },
  { COPY_TRADING_LOSS, is_copied, "loss_ref" },
};

/* Without assets, or with a row whose amount is not said, the share is not known. */
static void
fill_ways (const RocaScene *scene, double assets, double *values)
{
  GPtrArray *rows = scene->ledger->rows;

  for (guint w = 0; w < G_N_ELEMENTS (ways); w++)
    {
      double sum = 0;

      for (guint i = 0; i < rows->len; i++)
        {
          const ReviewEvidence *row = rows->pdata[i];

          if (roca_scene_is_recent (scene, row, ROCA_INCIDENT_HOURS)
              && ways[w].is_one (scene->ledger, row))
            sum += review_fields_get_number (row->fields, ways[w].amount);
        }
      values[ways[w].feature] = roca_ratio (sum, assets);
    }
}

static double
count_api_trades (const RocaScene *scene)
{
  GPtrArray *rows = scene->ledger->rows;
  double trades = 0;

  for (guint i = 0; i < rows->len; i++)
    if (roca_row_is_event (rows->pdata[i], ROCA_EVENTS ("trade"))
        && roca_scene_is_recent (scene, rows->pdata[i], ROCA_INCIDENT_HOURS)
        && g_strcmp0 (review_fields_get (((ReviewEvidence *) rows->pdata[i])->fields, "via"), "api")
               == 0)
      trades++;
  return trades;
}

static gboolean
moves_money (const RocaLedger *ledger)
{
  for (guint i = 0; i < ledger->rows->len; i++)
    if (is_withdrawal (ledger, ledger->rows->pdata[i])
        || is_cash_out (ledger, ledger->rows->pdata[i])
        || roca_row_is_event (ledger->rows->pdata[i], ROCA_EVENTS ("internal_transfer")))
      return TRUE;
  return FALSE;
}

static void
fill (const RocaLedger *ledger, double *values)
{
  g_autoptr (RocaScene) scene = roca_scene_new (ledger, NULL);
  const ReviewSubject *subject = ledger->intake->subject;

  for (int i = 0; i < N_FEATURES; i++)
    values[i] = NAN;
  values[SHARED_DEVICE] = roca_scene_accounts (scene, "shared_device");
  values[SHARED_NETWORK] = roca_scene_accounts (scene, "shared_network");
  values[SHARED_DESTINATION] = roca_scene_accounts (scene, "shared_destination");
  if (isnan (values[SHARED_DESTINATION]) && !isnan (values[SHARED_DEVICE]) && !moves_money (ledger))
    values[SHARED_DESTINATION] = 0;
  if (ledger->rows->len == 0)
    return;
  values[API_TRADES] = count_api_trades (scene);
  if (subject != NULL)
    fill_ways (scene, review_fields_get_number (subject->profile, "assets"), values);
}

const RocaFamily roca_family_ato_loss = { defs, N_FEATURES, fill };
