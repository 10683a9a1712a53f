/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who paid whom, as the evidence of a case says it, summed up: what the screen draws, and what the
 * store keeps so that it can be asked across cases. */
#define G_LOG_DOMAIN "review-model"
#include "review-flows.h"

#include <math.h>
#include <string.h>

#include "review-record-table.h"

static const ReviewMember review_flow_type_members[] = {
  REVIEW_M_STRING (ReviewFlow, party, REQ),      REVIEW_M_BOOLEAN (ReviewFlow, out, OPT),
  REVIEW_M_BOOLEAN (ReviewFlow, requested, OPT), REVIEW_M_STRING (ReviewFlow, asset, OPT),
  REVIEW_M_INT (ReviewFlow, transfers, REQ),     REVIEW_M_STRING (ReviewFlow, amount, OPT),
  REVIEW_M_STRING (ReviewFlow, value, OPT),      REVIEW_M_STRING (ReviewFlow, currency, OPT),
  REVIEW_M_TIME (ReviewFlow, first_at, OPT),     REVIEW_M_TIME (ReviewFlow, last_at, OPT),
  REVIEW_M_STRINGS (ReviewFlow, evidence, OPT),  REVIEW_M_INT (ReviewFlow, cases, OPT),
  REVIEW_M_STRINGS (ReviewFlow, case_ids, OPT),  REVIEW_M_END,
};
TYPE (review_flow_type, ReviewFlow, "flow")

static const ReviewMember review_flow_request_type_members[] = {
  REVIEW_M_STRING (ReviewFlowRequest, party, REQ),
  REVIEW_M_INT (ReviewFlowRequest, offset, OPT),
  REVIEW_M_END,
};
TYPE (review_flow_request_type, ReviewFlowRequest, "flow_request")

static const ReviewMember review_flow_page_type_members[] = {
  REVIEW_M_STRING (ReviewFlowPage, party, REQ),
  REVIEW_M_INT (ReviewFlowPage, count, REQ),
  REVIEW_M_INT (ReviewFlowPage, offset, REQ),
  REVIEW_M_RECORDS (ReviewFlowPage, flows, review_flow_type, OPT),
  REVIEW_M_END,
};
TYPE (review_flow_page_type, ReviewFlowPage, "flow_page")

static gsize
skip_prefix (const char *party)
{
  return g_ascii_strncasecmp (party, "0x", 2) == 0 ? 2 : 0;
}

/**
 * review_party_key:
 *
 * Returns: (transfer full): @party in the one way it is written: hexadecimal addresses in small
 *   letters, everything else as given
 */
char *
review_party_key (const char *party)
{
  gsize skip = skip_prefix (party);

  if (skip > 0 && party[skip + strspn (party + skip, "0123456789abcdefABCDEF")] == '\0')
    return g_ascii_strdown (party, -1);
  return g_strdup (party);
}

/**
 * review_party_is_alike:
 *
 * Address poisoning: the first and the last four characters after a common prefix such as 0x are
 * the same, the middle is not.
 *
 * Returns: whether @a may be taken for @b
 */
gboolean
review_party_is_alike (const char *a, const char *b)
{
  gsize n = strlen (a), skip = skip_prefix (a);

  return n == strlen (b) && n >= 12 + skip && g_ascii_strcasecmp (a, b) != 0
         && g_ascii_strncasecmp (a, b, skip + 4) == 0
         && g_ascii_strncasecmp (a + n - 4, b + n - 4, 4) == 0;
}

/**
 * review_party_is_account:
 *
 * Returns: whether @party is the name of an account of the house rather than an address on a chain,
 *   which is 26 characters and longer
 */
gboolean
review_party_is_account (const char *party)
{
  return strlen (party) < 26;
}

/* A flow while it grows. */
typedef struct
{
  ReviewFlow *flow; /* (owned) */
  double amount;    /* NaN: a row does not say */
  double value;
  GPtrArray *labels; /* (owned): borrowed texts */
} Sum;

static void
sum_free (gpointer data)
{
  Sum *self = data;

  review_record_unref (self->flow);
  g_ptr_array_unref (self->labels);
  g_free (self);
}

/* What a row says of one transfer. */
typedef struct
{
  char *party; /* (owned) */
  const char *asset;
  const char *currency;
  gboolean out;
  gboolean requested;
} Move;

/* A secret stays out of sums that others may ask for. */
static const char *
get_party (const ReviewEvidence *row, const char *name)
{
  const ReviewField *field = review_fields_find (row->fields, name);

  return field != NULL && field->klass != REVIEW_CLASS_SECRET ? field->value : NULL;
}

/* Transactions, requests to withdraw, and transfers inside the house. */
static gboolean
read_move (const ReviewEvidence *row, Move *move)
{
  const char *direction = review_fields_get (row->fields, "direction");
  const char *event = review_fields_get (row->fields, "event");
  const char *party = get_party (row, "counterparty");

  *move = (Move){ .out = g_strcmp0 (direction, "in") != 0 };
  if (row->kind == REVIEW_EVIDENCE_EVENT && g_strcmp0 (event, "withdrawal_request") == 0)
    {
      party = get_party (row, "destination");
      move->requested = TRUE;
    }
  else if (row->kind != REVIEW_EVIDENCE_TRANSACTION
           && (row->kind != REVIEW_EVIDENCE_EVENT || g_strcmp0 (event, "internal_transfer") != 0))
    return FALSE;
  if (party == NULL || *party == '\0' || review_fields_is_true (row->fields, "failed"))
    return FALSE;
  move->party = review_party_key (party);
  move->asset = review_fields_get (row->fields, "asset");
  move->currency = review_fields_get (row->fields, "currency");
  return TRUE;
}

static Sum *
find_sum (GHashTable *sums, const Move *move)
{
  g_autofree char *key = g_strdup_printf (
      "%s\x1f%s\x1f%s\x1f%d%d", move->party, move->asset != NULL ? move->asset : "",
      move->currency != NULL ? move->currency : "", move->out, move->requested);
  Sum *sum = g_hash_table_lookup (sums, key);

  if (sum != NULL)
    return sum;
  sum = g_new0 (Sum, 1);
  sum->flow = review_record_new (&review_flow_type);
  sum->flow->party = g_strdup (move->party);
  sum->flow->asset = g_strdup (move->asset);
  sum->flow->currency = g_strdup (move->currency);
  sum->flow->out = move->out;
  sum->flow->requested = move->requested;
  sum->labels = g_ptr_array_new ();
  g_hash_table_insert (sums, g_steal_pointer (&key), sum);
  return sum;
}

static void
add_row (Sum *sum, const ReviewEvidence *row)
{
  sum->flow->transfers++;
  sum->amount += review_fields_get_number (row->fields, "amount");
  sum->value += review_fields_get_number (row->fields, "amount_ref");
  if (row->at != 0 && (sum->flow->first_at == 0 || row->at < sum->flow->first_at))
    sum->flow->first_at = row->at;
  sum->flow->last_at = MAX (sum->flow->last_at, row->at);
  if (row->label != NULL)
    g_ptr_array_add (sum->labels, row->label);
}

/* A decimal with at most @digits after the point and no zeros at its end; NULL for NaN. */
static char *
format_decimal (double value, int digits)
{
  char format[8], text[G_ASCII_DTOSTR_BUF_SIZE + 320];
  gsize len;

  if (!isfinite (value))
    return NULL;
  g_snprintf (format, sizeof format, "%%.%df", digits);
  g_ascii_formatd (text, sizeof text, format, value);
  len = strlen (text);
  while (len > 0 && text[len - 1] == '0')
    len--;
  if (len > 0 && text[len - 1] == '.')
    len--;
  return g_strndup (text, len);
}

static ReviewFlow *
finish_sum (Sum *sum)
{
  ReviewFlow *flow = sum->flow;

  flow->amount = format_decimal (sum->amount, 8);
  flow->value = format_decimal (sum->value, 2);
  g_ptr_array_add (sum->labels, NULL);
  flow->evidence = g_strdupv ((char **) sum->labels->pdata);
  return review_record_ref (flow);
}

static double
to_number (const char *decimal)
{
  return decimal != NULL ? g_ascii_strtod (decimal, NULL) : 0;
}

/* What is asked for first, then the largest value, then the most often; the name last, so that the
 * order is the same each time. */
static int
compare_flows (gconstpointer a, gconstpointer b)
{
  const ReviewFlow *x = *(ReviewFlow *const *) a, *y = *(ReviewFlow *const *) b;
  double more = to_number (y->value) - to_number (x->value);

  if (x->requested != y->requested)
    return x->requested ? -1 : 1;
  if (more > 0 || more < 0)
    return more > 0 ? 1 : -1;
  if (x->transfers != y->transfers)
    return x->transfers < y->transfers ? 1 : -1;
  more = to_number (y->amount) - to_number (x->amount);
  if (more > 0 || more < 0)
    return more > 0 ? 1 : -1;
  return strcmp (x->party, y->party) != 0 ? strcmp (x->party, y->party) : x->out - y->out;
}

/**
 * review_flows_from_evidence:
 * @evidence: (nullable): rows of one case, of any kind
 *
 * Rows whose other side is missing or masked, and those that failed, say nothing.
 *
 * Returns: (transfer full): (element-type ReviewFlow): from the side of the case's customer: what
 *   is asked for first, then the largest
 */
GPtrArray *
review_flows_from_evidence (GPtrArray *evidence)
{
  g_autoptr (GHashTable) sums = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, sum_free);
  GPtrArray *flows = review_records_new ();
  GHashTableIter iter;
  gpointer sum;

  for (guint i = 0; evidence != NULL && i < evidence->len; i++)
    {
      Move move;

      if (!read_move (evidence->pdata[i], &move))
        continue;
      add_row (find_sum (sums, &move), evidence->pdata[i]);
      g_free (move.party);
    }
  g_hash_table_iter_init (&iter, sums);
  while (g_hash_table_iter_next (&iter, NULL, &sum))
    g_ptr_array_add (flows, finish_sum (sum));
  g_ptr_array_sort (flows, compare_flows);
  return flows;
}
