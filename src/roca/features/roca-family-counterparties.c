/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who pays and who is paid: fan-in, fan-out, concentration, return flows. */
#define G_LOG_DOMAIN "review-roca"
#include "roca-ledger.h"

#include <math.h>

enum
{
  UNIQUE,
  PAYERS,
  PAYEES,
  FAN_RATIO,
  PAYERS_PER_IN,
  PAYEES_PER_OUT,
  IN_ENTROPY,
  OUT_ENTROPY,
  IN_TOP_COUNT,
  OUT_TOP_COUNT,
  IN_TOP_VALUE,
  OUT_TOP_VALUE,
  IN_VALUE_GINI,
  OUT_VALUE_GINI,
  ONCE_SHARE,
  REPEAT_OUT_SHARE,
  BOTH_WAYS,
  BOTH_WAYS_VALUE,
  RETURN_SHARE,
  LAST_TO_NEW,
  N_FEATURES
};

#define IN   ROCA_READS_IN
#define OUT  ROCA_READS_OUT
#define BOTH (ROCA_READS_IN | ROCA_READS_OUT)
/* clang-format off */
static const RocaFeatureDef defs[N_FEATURES] = {
  [UNIQUE] = { "counterparties", "count", "Counterparties", "对手方数量",
    "Different addresses that paid or were paid.", BOTH, 1 },
  [PAYERS] = { "payers", "count", "Payers", "付款方数量",
    "Different addresses that paid the account: fan-in.", IN, 1 },
  [PAYEES] = { "payees", "count", "Payees", "收款方数量",
    "Different addresses that the account paid: fan-out.", OUT, 1 },
  [FAN_RATIO] = { "fan_ratio", "ratio", "Payers over payees", "付款方与收款方之比",
    "Payers over payees; many in and few out is collecting.", BOTH, 1 },
  [PAYERS_PER_IN] = { "payers_per_in", "ratio", "New payer per deposit", "付款方分散度",
    "Payers over incoming transfers; 1: nobody paid twice.", IN, 1 },
  [PAYEES_PER_OUT] = { "payees_per_out", "ratio", "New payee per payment", "收款方分散度",
    "Payees over outgoing transfers; 1: nobody was paid twice.", OUT, 1 },
  [IN_ENTROPY] = { "in_entropy", "ratio", "Spread over payers", "付款方熵",
    "Entropy of incoming transfers over payers, of the most possible (0 one payer, 1 even).", IN, 1 },
  [OUT_ENTROPY] = { "out_entropy", "ratio", "Spread over payees", "收款方熵",
    "Entropy of outgoing transfers over payees, of the most possible.", OUT, 1 },
  [IN_TOP_COUNT] = { "in_top_payer_share", "ratio", "Busiest payer", "最频繁付款方占比",
    "Share of incoming transfers from the most frequent payer.", IN, 1 },
  [OUT_TOP_COUNT] = { "out_top_payee_share", "ratio", "Busiest payee", "最频繁收款方占比",
    "Share of outgoing transfers to the most frequent payee.", OUT, 1 },
  [IN_TOP_VALUE] = { "in_top_payer_value", "ratio", "Value from the largest payer", "最大付款方金额占比",
    "Share of the value received from the largest payer.", IN, 1 },
  [OUT_TOP_VALUE] = { "out_top_payee_value", "ratio", "Value to the largest payee", "最大收款方金额占比",
    "Share of the value sent to the largest payee.", OUT, 1 },
  [IN_VALUE_GINI] = { "payer_value_gini", "ratio", "Inequality between payers", "付款方金额不均度",
    "Gini coefficient of value over payers.", IN, 1 },
  [OUT_VALUE_GINI] = { "payee_value_gini", "ratio", "Inequality between payees", "收款方金额不均度",
    "Gini coefficient of value over payees.", OUT, 1 },
  [ONCE_SHARE] = { "payers_once_share", "ratio", "Payers seen once", "一次性付款方占比",
    "Share of payers with exactly one payment; victims pay once, customers return.", IN, 1 },
  [REPEAT_OUT_SHARE] = { "out_repeat_share", "ratio", "Payments to known payees", "重复收款方转出占比",
    "Share of outgoing transfers to an address that was paid before.", OUT, 1 },
  [BOTH_WAYS] = { "both_ways_share", "ratio", "Counterparties both ways", "双向往来对手方占比",
    "Share of counterparties that both paid and were paid; business goes both ways.", BOTH, 1 },
  [BOTH_WAYS_VALUE] = { "both_ways_value", "ratio", "Value sent back to payers", "转回付款方金额占比",
    "Share of the value sent that went to addresses that had paid the account.", BOTH, 1 },
  [RETURN_SHARE] = { "out_to_first_payer", "ratio", "Sent to the first payer", "转给首个付款方占比",
    "Share of the value sent that went to the address of the first deposit.", BOTH, 1 },
  [LAST_TO_NEW] = { "last_payee_new", "bool", "Last payment to a new payee", "末笔收款方为首次",
    "Whether the last outgoing transfer went to an address never paid before.", OUT, 1 },
};
/* clang-format on */

typedef struct
{
  guint in_count;
  guint out_count;
  double in_value;
  double out_value;
} Party;

/* Per counterparty, in the order of first appearance (so that sums do not depend on hashing). */
typedef struct
{
  GHashTable *index; /* address → position + 1 */
  GArray *parties;   /* Party */
} Parties;

static Party *
find_party (Parties *self, const char *address)
{
  guint position = GPOINTER_TO_UINT (g_hash_table_lookup (self->index, address));
  Party fresh = { 0 };

  if (position == 0)
    {
      g_array_append_val (self->parties, fresh);
      position = self->parties->len;
      g_hash_table_insert (self->index, (gpointer) address, GUINT_TO_POINTER (position));
    }
  return &g_array_index (self->parties, Party, position - 1);
}

static void
count_moves (Parties *self, GArray *moves)
{
  for (guint i = 0; i < moves->len; i++)
    {
      const RocaMove *move = ROCA_MOVE (moves, i);
      Party *party = move->counterparty != NULL ? find_party (self, move->counterparty) : NULL;

      if (party == NULL)
        continue;
      party->in_count += move->in ? 1 : 0;
      party->out_count += move->in ? 0 : 1;
      party->in_value += move->in ? move->value : 0;
      party->out_value += move->in ? 0 : move->value;
    }
}

/* Shannon entropy of the counts over ln n: 0 for one, 1 when even. */
static double
entropy (const Parties *self, gboolean in, guint total, guint n)
{
  double sum = 0;

  if (n == 0)
    return NAN;
  for (guint i = 0; i < self->parties->len; i++)
    {
      const Party *party = &g_array_index (self->parties, Party, i);
      double p = (double) (in ? party->in_count : party->out_count) / total;

      sum -= p > 0 ? p * log (p) : 0;
    }
  return n > 1 ? sum / log (n) : 0;
}

static void
fill_side (const Parties *self, gboolean in, double *values)
{
  g_autoptr (GArray) sums = g_array_new (FALSE, FALSE, sizeof (double));
  guint n = 0, total = 0, top = 0;
  RocaSummary s;

  for (guint i = 0; i < self->parties->len; i++)
    {
      const Party *party = &g_array_index (self->parties, Party, i);
      guint count = in ? party->in_count : party->out_count;
      double value = in ? party->in_value : party->out_value;

      if (count == 0)
        continue;
      n++;
      total += count;
      top = MAX (top, count);
      g_array_append_val (sums, value);
    }
  roca_summarise (sums, &s);
  values[in ? PAYERS : PAYEES] = n;
  values[in ? PAYERS_PER_IN : PAYEES_PER_OUT] = roca_share (n, total);
  values[in ? IN_ENTROPY : OUT_ENTROPY] = entropy (self, in, total, n);
  values[in ? IN_TOP_COUNT : OUT_TOP_COUNT] = roca_share (top, total);
  values[in ? IN_TOP_VALUE : OUT_TOP_VALUE] = roca_ratio (s.max, s.sum);
  values[in ? IN_VALUE_GINI : OUT_VALUE_GINI] = s.gini;
}

static void
fill_both (const Parties *self, double *values)
{
  guint once = 0, payers = 0, both = 0;
  double sent = 0, returned = 0;

  for (guint i = 0; i < self->parties->len; i++)
    {
      const Party *party = &g_array_index (self->parties, Party, i);

      payers += party->in_count > 0 ? 1 : 0;
      once += party->in_count == 1 ? 1 : 0;
      both += party->in_count > 0 && party->out_count > 0 ? 1 : 0;
      sent += party->out_value;
      returned += party->in_count > 0 ? party->out_value : 0;
    }
  values[UNIQUE] = self->parties->len;
  values[ONCE_SHARE] = roca_share (once, payers);
  values[BOTH_WAYS] = roca_share (both, self->parties->len);
  values[BOTH_WAYS_VALUE] = roca_ratio (returned, sent);
}

static void
fill_order (const RocaLedger *ledger, Parties *parties, double *values)
{
  const char *first = ledger->in->len > 0 ? ROCA_MOVE (ledger->in, 0)->counterparty : NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint repeats = 0;
  double sent = 0;

  values[LAST_TO_NEW] = NAN;
  for (guint i = 0; i < ledger->out->len; i++)
    {
      const RocaMove *move = ROCA_MOVE (ledger->out, i);
      gboolean fresh =
          move->counterparty != NULL && g_hash_table_add (seen, (gpointer) move->counterparty);

      repeats += fresh ? 0 : 1;
      sent += move->value;
      values[LAST_TO_NEW] = fresh ? 1 : 0;
    }
  values[REPEAT_OUT_SHARE] = roca_share (repeats, ledger->out->len);
  values[RETURN_SHARE] =
      first != NULL ? roca_ratio (find_party (parties, first)->out_value, sent) : NAN;
}

static void
fill (const RocaLedger *ledger, double *values)
{
  Parties parties = { g_hash_table_new (g_str_hash, g_str_equal),
                      g_array_new (FALSE, FALSE, sizeof (Party)) };

  count_moves (&parties, ledger->in);
  count_moves (&parties, ledger->out);
  fill_side (&parties, TRUE, values);
  fill_side (&parties, FALSE, values);
  fill_both (&parties, values);
  fill_order (ledger, &parties, values);
  values[FAN_RATIO] = roca_ratio (values[PAYERS], values[PAYEES]);
  g_hash_table_unref (parties.index);
  g_array_unref (parties.parties);
}

const RocaFamily roca_family_counterparties = { defs, N_FEATURES, fill };
