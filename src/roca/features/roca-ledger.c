/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The evidence of one case in the form that features read: up to as_of, sorted by time and
 * content. What is not in the ledger cannot leak into a feature: fees, block numbers, the rows'
 * order and every absolute time are left behind here, or used as differences only. */
#define G_LOG_DOMAIN "review-roca"
#include "roca-ledger.h"

#include <math.h>
#include <string.h>

#include "review-clock.h"

static gint64
latest_evidence (const ReviewIntake *intake)
{
  gint64 latest = 0;

  for (guint i = 0; intake->evidence != NULL && i < intake->evidence->len; i++)
    latest = MAX (latest, ((const ReviewEvidence *) intake->evidence->pdata[i])->at);
  return latest;
}

/**
 * roca_intake_as_of:
 * @intake: a case as it arrived
 *
 * Returns: the time up to which evidence may be read: its own as_of, else when the case was
 *   opened, else the latest evidence
 */
gint64
roca_intake_as_of (const ReviewIntake *intake)
{
  if (intake->as_of != 0)
    return intake->as_of;
  return intake->opened_at != 0 ? intake->opened_at : latest_evidence (intake);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const ReviewEvidence *x = *(const ReviewEvidence *const *) a;
  const ReviewEvidence *y = *(const ReviewEvidence *const *) b;
  static const char *const content[] = {
    "direction", "amount",  "counterparty", "asset",         "hash",          "event",
    "device",    "result",  "network",      "country",       "session",       "channel",
    "relation",  "account", "entry_id",     "document_type", "document_side", NULL
  };
  int order = (x->at > y->at) - (x->at < y->at);

  if (order == 0)
    order = x->kind - y->kind;
  for (int i = 0; order == 0 && content[i] != NULL; i++)
    order = g_strcmp0 (review_fields_get (x->fields, content[i]),
                       review_fields_get (y->fields, content[i]));
  return order;
}

static gboolean
is_true (const ReviewEvidence *row, const char *field)
{
  return g_strcmp0 (review_fields_get (row->fields, field), "true") == 0;
}

static gboolean
is_own_address (const ReviewIntake *intake, const char *address)
{
  const char *subject = intake->subject != NULL ? intake->subject->external_id : NULL;

  return address != NULL
         && (g_ascii_strcasecmp (address, intake->external_id) == 0
             || (subject != NULL && g_ascii_strcasecmp (address, subject) == 0));
}

static void
add_move (RocaLedger *self, const ReviewEvidence *row)
{
  const char *direction = review_fields_get (row->fields, "direction");
  RocaMove move = { row };

  if (g_strcmp0 (direction, "in") != 0 && g_strcmp0 (direction, "out") != 0)
    return;
  move.counterparty = review_fields_get (row->fields, "counterparty");
  move.asset = review_fields_get (row->fields, "asset");
  move.at = row->at;
  move.amount = review_fields_get_number (row->fields, "amount");
  move.value = NAN;
  move.in = direction[0] == 'i';
  move.failed = is_true (row, "failed");
  move.token = is_true (row, "token");
  move.self = is_own_address (self->intake, move.counterparty);
  g_array_append_val (move.token ? self->tokens : self->moves, move);
}

/* The asset of most transactions; of equals the first by name. */
static const char *
main_asset (GArray *moves)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  const char *best = NULL;
  int best_count = 0;
  GHashTableIter iter;
  gpointer name, count;

  for (guint i = 0; i < moves->len; i++)
    {
      const char *asset = ROCA_MOVE (moves, i)->asset;

      if (asset != NULL)
        g_hash_table_insert (
            counts, (gpointer) asset,
            GINT_TO_POINTER (GPOINTER_TO_INT (g_hash_table_lookup (counts, asset)) + 1));
    }
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &name, &count))
    if (GPOINTER_TO_INT (count) > best_count
        || (GPOINTER_TO_INT (count) == best_count && strcmp (name, best) < 0))
      {
        best = name;
        best_count = GPOINTER_TO_INT (count);
      }
  return best;
}

/* Amounts of different assets cannot be added: either every value is in the reference currency,
 * or only rows of the main asset have one. */
static void
set_values (RocaLedger *self)
{
  gboolean reference = FALSE;
  const char *asset = main_asset (self->moves);

  for (guint i = 0; i < self->moves->len; i++)
    reference |=
        !isnan (review_fields_get_number (ROCA_MOVE (self->moves, i)->row->fields, "amount_ref"));
  self->currency = asset;
  for (guint i = 0; i < self->moves->len; i++)
    {
      RocaMove *move = ROCA_MOVE (self->moves, i);

      if (reference)
        move->value = review_fields_get_number (move->row->fields, "amount_ref");
      else if (asset == NULL || g_strcmp0 (move->asset, asset) == 0)
        move->value = move->amount;
      if (reference && !isnan (move->value))
        self->currency = review_fields_get (move->row->fields, "currency");
      if (!move->failed && !move->self && move->value > 0)
        g_array_append_val (move->in ? self->in : self->out, *move);
    }
}

/**
 * roca_ledger_new:
 * @intake: a case; borrowed, has to outlive the ledger
 * @as_of: rows after it do not exist here
 *
 * Returns: (transfer full): the ledger
 */
RocaLedger *
roca_ledger_new (const ReviewIntake *intake, gint64 as_of)
{
  RocaLedger *self = g_new0 (RocaLedger, 1);

  self->as_of = as_of;
  self->intake = intake;
  self->rows = g_ptr_array_new ();
  self->moves = g_array_new (FALSE, FALSE, sizeof (RocaMove));
  self->tokens = g_array_new (FALSE, FALSE, sizeof (RocaMove));
  self->in = g_array_new (FALSE, FALSE, sizeof (RocaMove));
  self->out = g_array_new (FALSE, FALSE, sizeof (RocaMove));
  for (guint i = 0; intake->evidence != NULL && i < intake->evidence->len; i++)
    if (((const ReviewEvidence *) intake->evidence->pdata[i])->at <= as_of)
      g_ptr_array_add (self->rows, intake->evidence->pdata[i]);
  g_ptr_array_sort (self->rows, compare_rows);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const ReviewEvidence *row = self->rows->pdata[i];
      const char *event = review_fields_get (row->fields, "event");

      if (row->kind == REVIEW_EVIDENCE_TRANSACTION)
        add_move (self, row);
      else if (row->kind == REVIEW_EVIDENCE_EVENT && g_strcmp0 (event, "withdrawal_request") == 0)
        self->request = row;
    }
  set_values (self);
  return self;
}

void
roca_ledger_free (RocaLedger *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->rows);
  g_array_unref (self->moves);
  g_array_unref (self->tokens);
  g_array_unref (self->in);
  g_array_unref (self->out);
  g_free (self);
}

static const char *const security_events[] = { "password_reset",
                                               "password_change",
                                               "2fa_reset",
                                               "2fa_change",
                                               "email_change",
                                               "phone_change",
                                               "api_key_created",
                                               "api_key_change",
                                               "passkey_removed",
                                               "allowlist_change",
                                               "passkey_added",
                                               "anti_phishing_change",
                                               NULL };

/* Events that more than one kind of feature looks at. */
static const struct
{
  const char *event;
  guint reads;
} event_sets[] = {
  { "new_device", ROCA_READS_LOGIN },
  { "session", ROCA_READS_EVENT | ROCA_READS_SESSION },
  { "token_reuse", ROCA_READS_EVENT | ROCA_READS_SESSION },
  { "push_prompt", ROCA_READS_EVENT | ROCA_READS_FACTOR },
  { "factor_check", ROCA_READS_EVENT | ROCA_READS_FACTOR },
  { "factor_code", ROCA_READS_EVENT | ROCA_READS_FACTOR },
  { "sim_change", ROCA_READS_EVENT | ROCA_READS_SIM },
  { "sim_check", ROCA_READS_EVENT | ROCA_READS_SIM },
  { "owner_report", ROCA_READS_EVENT | ROCA_READS_OWNER },
  { "owner_confirmation", ROCA_READS_EVENT | ROCA_READS_OWNER },
  { "channel_confirmation", ROCA_READS_EVENT | ROCA_READS_OWNER },
  { "trade", ROCA_READS_EVENT | ROCA_READS_LOSS },
  { "internal_transfer", ROCA_READS_EVENT | ROCA_READS_LOSS },
  { "gift_card", ROCA_READS_EVENT | ROCA_READS_LOSS },
  { "p2p_sale", ROCA_READS_EVENT | ROCA_READS_LOSS },
  { "liveness_check", ROCA_READS_EVENT | ROCA_READS_FACE },
  { "reset_2fa_request", ROCA_READS_EVENT | ROCA_READS_REQUEST },
  { "support_contact", ROCA_READS_EVENT | ROCA_READS_SUPPORT },
  { "knowledge_check", ROCA_READS_EVENT | ROCA_READS_SUPPORT },
};

static gboolean
row_names_destination (const RocaLedger *self, const ReviewEvidence *row)
{
  const char *destination =
      self->request != NULL ? review_fields_get (self->request->fields, "destination") : NULL;
  const char *counterparty = review_fields_get (row->fields, "counterparty");

  return row == self->request
         || (destination != NULL && counterparty != NULL
             && g_ascii_strcasecmp (destination, counterparty) == 0);
}

static guint
classify_event (const RocaLedger *self, const ReviewEvidence *row)
{
  const char *event = review_fields_get (row->fields, "event");

  if (row == self->request)
    return ROCA_READS_REQUEST;
  if (event != NULL && g_strv_contains (security_events, event))
    return ROCA_READS_SECURITY;
  for (guint i = 0; event != NULL && i < G_N_ELEMENTS (event_sets); i++)
    if (strcmp (event, event_sets[i].event) == 0)
      return event_sets[i].reads;
  return ROCA_READS_EVENT;
}

static guint
classify (const RocaLedger *self, const ReviewEvidence *row)
{
  static const guint sets[] = {
    [REVIEW_EVIDENCE_LOGIN] = ROCA_READS_LOGIN,
    [REVIEW_EVIDENCE_DEVICE] = ROCA_READS_LOGIN,
    [REVIEW_EVIDENCE_DOCUMENT] = ROCA_READS_DOCUMENT,
    [REVIEW_EVIDENCE_GRAPH_EDGE] = ROCA_READS_GRAPH,
    [REVIEW_EVIDENCE_SCREENING] = ROCA_READS_SCREENING,
    [REVIEW_EVIDENCE_PROFILE] = ROCA_READS_PROFILE,
  };
  guint set;

  if (row->kind == REVIEW_EVIDENCE_EVENT)
    return classify_event (self, row);
  if (row->kind != REVIEW_EVIDENCE_TRANSACTION)
    return row->kind > 0 && row->kind < (int) G_N_ELEMENTS (sets) ? sets[row->kind] : 0;
  if (is_true (row, "token"))
    return ROCA_READS_TOKEN;
  set = g_strcmp0 (review_fields_get (row->fields, "direction"), "in") == 0 ? ROCA_READS_IN
                                                                            : ROCA_READS_OUT;
  return set | (is_true (row, "failed") ? ROCA_READS_FAILED : 0);
}

/**
 * roca_ledger_row_is_read:
 * @row: one of the ledger's rows
 * @reads: #RocaReads of a feature
 *
 * Returns: whether a feature with @reads looked at @row
 */
gboolean
roca_ledger_row_is_read (const RocaLedger *self, const ReviewEvidence *row, guint reads)
{
  if ((reads & ROCA_READS_DESTINATION) != 0 && row_names_destination (self, row))
    return TRUE;
  return (classify (self, row) & reads) != 0;
}
