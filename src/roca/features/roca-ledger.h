/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "roca-features.h"

G_BEGIN_DECLS

/* A transaction as the features see it. */
typedef struct
{
  const ReviewEvidence *row;
  const char *counterparty; /* (nullable) */
  const char *asset;        /* (nullable) */
  gint64 at;
  double amount; /* in @asset; NaN: missing */
  double value;  /* comparable between rows: reference currency, or the main asset; NaN: unknown */
  gboolean in;
  gboolean failed;
  gboolean token;
  gboolean self;
} RocaMove;

/* A case's evidence up to as_of, sorted by time and content, so that the order in which rows
 * came has no meaning. */
typedef struct
{
  gint64 as_of;
  const ReviewIntake *intake;
  GPtrArray *rows;               /* ReviewEvidence, all kinds, oldest first */
  GArray *moves;                 /* RocaMove: every transaction that is no token transfer */
  GArray *tokens;                /* RocaMove: token transfers */
  GArray *in;                    /* RocaMove: succeeded, to the account, value above zero */
  GArray *out;                   /* RocaMove: succeeded, from the account, value above zero */
  const char *currency;          /* (nullable): of RocaMove.value */
  const ReviewEvidence *request; /* (nullable): the newest withdrawal request */
} RocaLedger;

/* A family of features: definitions and the one function that computes them all. */
typedef struct
{
  const RocaFeatureDef *defs;
  guint n;
  void (*fill) (const RocaLedger *ledger, double *values);
} RocaFamily;

extern const RocaFamily roca_family_amounts, roca_family_timing, roca_family_counterparties,
    roca_family_balance, roca_family_tokens, roca_family_request, roca_family_security,
    roca_family_graph, roca_family_ato_access, roca_family_ato_control, roca_family_ato_loss,
    roca_family_reset_proof, roca_family_reset_setting;
extern const RocaFamily roca_family_identity_document, roca_family_applicant,
    roca_family_address_document;

RocaLedger *roca_ledger_new (const ReviewIntake *intake, gint64 as_of);
void roca_ledger_free (RocaLedger *self);
gboolean roca_ledger_row_is_read (const RocaLedger *self, const ReviewEvidence *row, guint reads);

/* Summary of a series; every member is NaN where the series is too short to have it. */
typedef struct
{
  guint n;
  double sum;
  double mean;
  double median;
  double std; /* of the sample: n - 1 */
  double min;
  double max;
  double cv;   /* std / mean */
  double gini; /* 0 all equal, towards 1 all in one */
} RocaSummary;

void roca_summarise (GArray *series, RocaSummary *ret_summary);
double roca_ratio (double a, double b);
double roca_share (guint part, guint whole);
GArray *roca_values (GArray *moves);
GArray *roca_gaps (GArray *moves, double unit);
double roca_between (gint64 earlier, gint64 later, gint64 unit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RocaLedger, roca_ledger_free)

#define ROCA_MOVE(moves, i) (&g_array_index ((moves), RocaMove, (i)))

G_END_DECLS
