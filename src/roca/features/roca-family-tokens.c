/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Token transfers. Their amounts are in units of as many tokens and are never added; counts,
 * directions and times are what can be compared. */
#define G_LOG_DOMAIN "review-roca"
#include "roca-ledger.h"

#include <math.h>

#include "review-clock.h"

enum
{
  TOKEN_COUNT,
  TOKEN_IN,
  TOKEN_OUT,
  TOKEN_SHARE,
  TOKEN_OUT_SHARE,
  TOKEN_KINDS,
  TOKEN_KINDS_IN,
  TOKEN_KINDS_OUT,
  TOKEN_TOP_SHARE,
  TOKEN_PARTIES,
  TOKEN_SENDERS,
  TOKEN_RECEIVERS,
  TOKEN_SPAN,
  TOKEN_GAP_MEDIAN,
  TOKEN_KEPT,
  N_FEATURES
};

#define TOKEN ROCA_READS_TOKEN
#define ALL   (ROCA_READS_TOKEN | ROCA_READS_IN | ROCA_READS_OUT)
/* clang-format off */
static const RocaFeatureDef defs[N_FEATURES] = {
  [TOKEN_COUNT] = { "token_count", "count", "Token transfers", "代币转账笔数",
    "Token transfers in both directions.", TOKEN, 1 },
  [TOKEN_IN] = { "token_in", "count", "Tokens received", "代币转入笔数",
    "Incoming token transfers.", TOKEN, 1 },
  [TOKEN_OUT] = { "token_out", "count", "Tokens sent", "代币转出笔数",
    "Outgoing token transfers.", TOKEN, 1 },
  [TOKEN_SHARE] = { "token_share", "ratio", "Share of token transfers", "代币转账占比",
    "Token transfers among all transactions.", ALL, 1 },
  [TOKEN_OUT_SHARE] = { "token_out_share", "ratio", "Outgoing among token transfers", "代币转出占比",
    "Share of token transfers that are outgoing.", TOKEN, 1 },
  [TOKEN_KINDS] = { "token_kinds", "count", "Different tokens", "代币种类",
    "Different tokens transferred.", TOKEN, 1 },
  [TOKEN_KINDS_IN] = { "token_kinds_in", "count", "Different tokens received", "转入代币种类",
    "Different tokens received.", TOKEN, 1 },
  [TOKEN_KINDS_OUT] = { "token_kinds_out", "count", "Different tokens sent", "转出代币种类",
    "Different tokens sent.", TOKEN, 1 },
  [TOKEN_TOP_SHARE] = { "token_top_share", "ratio", "Most frequent token", "最常见代币占比",
    "Share of token transfers in the most frequent token.", TOKEN, 1 },
  [TOKEN_PARTIES] = { "token_counterparties", "count", "Token counterparties", "代币对手方数量",
    "Different counterparties of token transfers.", TOKEN, 1 },
  [TOKEN_SENDERS] = { "token_senders", "count", "Token senders", "代币付款方数量",
    "Different addresses that sent tokens.", TOKEN, 1 },
  [TOKEN_RECEIVERS] = { "token_receivers", "count", "Token receivers", "代币收款方数量",
    "Different addresses that received tokens.", TOKEN, 1 },
  [TOKEN_SPAN] = { "token_span", "h", "First to last token transfer", "代币转账持续时间",
    "Time from the first to the last token transfer.", TOKEN, 1 },
  [TOKEN_GAP_MEDIAN] = { "token_gap_median", "h", "Median time between token transfers",
    "代币转账间隔中位数", "Median time between neighbouring token transfers.", TOKEN, 1 },
  [TOKEN_KEPT] = { "token_kept_share", "ratio", "Tokens received and never sent", "只进不出代币占比",
    "Share of received tokens of which none was ever sent; airdrops stay, loot moves.", TOKEN, 1 },
};
/* clang-format on */

static void
count_name (GHashTable *counts, const char *name)
{
  if (name != NULL)
    g_hash_table_insert (
        counts, (gpointer) name,
        GINT_TO_POINTER (GPOINTER_TO_INT (g_hash_table_lookup (counts, name)) + 1));
}

static guint
largest_count (GHashTable *counts)
{
  int best = 0;
  GHashTableIter iter;
  gpointer count;

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, NULL, &count))
    best = MAX (best, GPOINTER_TO_INT (count));
  return (guint) best;
}

static guint
count_kept (GHashTable *received, GHashTable *sent)
{
  guint kept = 0;
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, received);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    kept += g_hash_table_contains (sent, name) ? 0 : 1;
  return kept;
}

static void
fill_names (GArray *tokens, double *values)
{
  g_autoptr (GHashTable) kinds = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) received = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) sent = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) parties = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) senders = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) receivers = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < tokens->len; i++)
    {
      const RocaMove *move = ROCA_MOVE (tokens, i);

      count_name (kinds, move->asset);
      count_name (move->in ? received : sent, move->asset);
      count_name (parties, move->counterparty);
      count_name (move->in ? senders : receivers, move->counterparty);
    }
  values[TOKEN_KINDS] = g_hash_table_size (kinds);
  values[TOKEN_KINDS_IN] = g_hash_table_size (received);
  values[TOKEN_KINDS_OUT] = g_hash_table_size (sent);
  values[TOKEN_TOP_SHARE] = roca_share (largest_count (kinds), tokens->len);
  values[TOKEN_PARTIES] = g_hash_table_size (parties);
  values[TOKEN_SENDERS] = g_hash_table_size (senders);
  values[TOKEN_RECEIVERS] = g_hash_table_size (receivers);
  values[TOKEN_KEPT] = roca_share (count_kept (received, sent), g_hash_table_size (received));
}

static void
fill (const RocaLedger *ledger, double *values)
{
  GArray *tokens = ledger->tokens;
  g_autoptr (GArray) gaps = roca_gaps (tokens, (double) REVIEW_HOUR);
  guint in = 0;
  RocaSummary s;

  for (guint i = 0; i < tokens->len; i++)
    in += ROCA_MOVE (tokens, i)->in ? 1 : 0;
  roca_summarise (gaps, &s);
  values[TOKEN_COUNT] = tokens->len;
  values[TOKEN_IN] = in;
  values[TOKEN_OUT] = tokens->len - in;
  values[TOKEN_SHARE] = roca_share (tokens->len, tokens->len + ledger->moves->len);
  values[TOKEN_OUT_SHARE] = roca_share (tokens->len - in, tokens->len);
  values[TOKEN_GAP_MEDIAN] = s.median;
  values[TOKEN_SPAN] = gaps->len > 0 ? s.sum : NAN;
  fill_names (tokens, values);
}

const RocaFamily roca_family_tokens = { defs, N_FEATURES, fill };
