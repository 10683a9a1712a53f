/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the rows of an import to the graph of transfers between accounts, and from there to evidence
 * of the cases: which rings, chains and fans an account is part of. What is found is what could be
 * seen at the case's as_of. Memory holds the transfers and each account's name once. */
#define G_LOG_DOMAIN "review-ingest"
#include "review-import-graph.h"

#include <math.h>
#include <string.h>

#include "review-clock.h"
#include "review-time.h"
#include "review-transfers.h"

struct _ReviewImportGraph
{
  GHashTable *accounts; /* name → number + 1 */
  GArray *transfers;    /* ReviewTransfer; NULL once the graph is made */
  GPtrArray *names;     /* by number, borrowed from @accounts */
  ReviewTransfers *graph;
};

ReviewImportGraph *
review_import_graph_new (void)
{
  ReviewImportGraph *self = g_new0 (ReviewImportGraph, 1);

  self->accounts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->transfers = g_array_new (FALSE, FALSE, sizeof (ReviewTransfer));
  self->names = g_ptr_array_new ();
  return self;
}

void
review_import_graph_free (ReviewImportGraph *self)
{
  if (self == NULL)
    return;
  review_transfers_free (self->graph);
  g_array_unref (self->transfers);
  g_ptr_array_unref (self->names);
  g_hash_table_unref (self->accounts);
  g_free (self);
}

static guint
number_account (ReviewImportGraph *self, char *name)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->accounts, name));

  if (number > 0)
    {
      g_free (name);
      return number - 1;
    }
  g_ptr_array_add (self->names, name);
  g_hash_table_insert (self->accounts, name, GUINT_TO_POINTER (self->names->len));
  return self->names->len - 1;
}

/**
 * review_import_graph_add:
 * @spec: how a row says who paid whom
 * @ret_column: (out) (transfer none): the column that an error is about
 *
 * Takes the row's transfer. One without an account, an amount or a time says nothing and is passed
 * over.
 *
 * Returns: %FALSE with INVALID when a value is of another type
 */
gboolean
review_import_graph_add (ReviewImportGraph *self,
                         const ReviewMappingTransfers *spec,
                         const ReviewMappingRow *row,
                         const char **ret_column,
                         GError **error)
{
  g_autofree char *from = NULL, *to = NULL, *amount = NULL, *at = NULL;
  ReviewTransfer transfer = { 0 };

  if (!review_mapping_value_make (spec->from, row, &from, ret_column, error)
      || !review_mapping_value_make (spec->to, row, &to, ret_column, error)
      || !review_mapping_value_make (spec->amount, row, &amount, ret_column, error)
      || !review_mapping_value_make (spec->at, row, &at, ret_column, error))
    return FALSE;
  if (from == NULL || to == NULL || amount == NULL || at == NULL
      || !review_time_parse (at, &transfer.at))
    return TRUE;
  transfer.amount = g_ascii_strtod (amount, NULL);
  transfer.from = number_account (self, g_steal_pointer (&from));
  transfer.to = number_account (self, g_steal_pointer (&to));
  g_array_append_val (self->transfers, transfer);
  return TRUE;
}

static void
add_field (ReviewEvidence *row, const char *name, int type, int klass, char *value)
{
  ReviewField *field = review_record_new (&review_field_type);

  field->name = g_strdup (name);
  field->value = value;
  field->type = type;
  field->klass = klass;
  g_ptr_array_add (row->fields, field);
}

static void
add_number (ReviewEvidence *row, const char *name, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (text, sizeof text, "%.6g", value);
  add_field (row, name, REVIEW_VALUE_NUMBER, REVIEW_CLASS_OPEN, g_strdup (text));
}

static ReviewEvidence *
add_edge (ReviewIntake *intake, gint64 at, const char *relation)
{
  ReviewEvidence *row = review_record_new (&review_evidence_type);

  row->kind = REVIEW_EVIDENCE_GRAPH_EDGE;
  row->at = at;
  row->fields = review_records_new ();
  add_field (row, "relation", REVIEW_VALUE_TEXT, REVIEW_CLASS_OPEN, g_strdup (relation));
  g_ptr_array_add (intake->evidence, row);
  return row;
}

static void
add_pattern (const ReviewImportGraph *self,
             ReviewIntake *intake,
             const ReviewTransferPattern *pattern)
{
  static const char *const relations[] = {
    [REVIEW_TRANSFER_RING] = "ring",
    [REVIEW_TRANSFER_FAN_IN] = "fan_in",
    [REVIEW_TRANSFER_FAN_OUT] = "fan_out",
    [REVIEW_TRANSFER_PAYEE_FAN_IN] = "payee_fan_in",
    [REVIEW_TRANSFER_PAYER_FAN_OUT] = "payer_fan_out",
    [REVIEW_TRANSFER_CHAIN] = "chain",
  };
  ReviewEvidence *row = add_edge (intake, pattern->until, relations[pattern->kind]);

  add_number (row, "accounts", pattern->accounts);
  add_number (row, "kept", pattern->kept);
  add_number (row, "hours", (double) (pattern->until - pattern->from) / (double) REVIEW_HOUR);
  if (pattern->kind == REVIEW_TRANSFER_RING)
    add_field (row, "in_order", REVIEW_VALUE_BOOLEAN, REVIEW_CLASS_OPEN,
               g_strdup (pattern->in_order ? "true" : "false"));
  if (pattern->counterparty != G_MAXUINT)
    add_field (row, "counterparty", REVIEW_VALUE_TEXT, REVIEW_CLASS_PERSONAL,
               g_strdup (self->names->pdata[pattern->counterparty]));
}

/**
 * review_import_graph_describe:
 * @intake: a case whose external id is an account, with its as_of; receives evidence
 *
 * Adds a row for each pattern that the account is part of, and one that says that the graph was
 * looked at. A case that no transfer names gets nothing.
 */
void
review_import_graph_describe (ReviewImportGraph *self, ReviewIntake *intake)
{
  guint account = GPOINTER_TO_UINT (g_hash_table_lookup (self->accounts, intake->external_id));
  ReviewTransferLimits limits;
  g_autoptr (GArray) patterns = NULL;

  if (self->transfers->len == 0 || account == 0)
    return;
  if (self->graph == NULL)
    self->graph = review_transfers_new ((ReviewTransfer *) (void *) self->transfers->data,
                                        self->transfers->len, self->names->len);
  review_transfer_limits_init (&limits);
  patterns = review_transfers_find (self->graph, &limits, account - 1, intake->as_of);
  add_edge (intake, intake->as_of, "transfer_graph");
  for (guint i = 0; i < patterns->len; i++)
    add_pattern (self, intake, &g_array_index (patterns, ReviewTransferPattern, i));
}
