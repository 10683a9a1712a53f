/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What families ask of rows that are not transactions: documents, checks, screening, links. */
#pragma once

#include "roca-ledger.h"

G_BEGIN_DECLS

gboolean roca_row_is (const ReviewEvidence *row, int kind, const char *event);
double roca_row_flag (const ReviewEvidence *row, const char *field);

const ReviewEvidence *
roca_rows_latest (const RocaLedger *ledger, int kind, const char *event, const char *field);
const char *
roca_rows_text (const RocaLedger *ledger, int kind, const char *event, const char *field);
double roca_rows_number (const RocaLedger *ledger, int kind, const char *event, const char *field);
gboolean roca_rows_day (const RocaLedger *ledger, int kind, const char *field, gint64 *ret_day);
double roca_rows_flag (const RocaLedger *ledger, int kind, const char *event, const char *field);
double roca_rows_differ (
    const RocaLedger *ledger, int kind, const char *event, const char *field, const char *usual);
double roca_rows_most (const RocaLedger *ledger, int kind, const char *event, const char *field);
double roca_rows_least (const RocaLedger *ledger, int kind, const char *event, const char *field);
double roca_rows_count (
    const RocaLedger *ledger, int kind, const char *event, const char *field, const char *value);
double roca_rows_count_links (const RocaLedger *ledger, const char *relation, gint64 since);
const char *roca_ledger_get_declared (const RocaLedger *ledger, const char *field);
gint64 roca_ledger_get_submitted (const RocaLedger *ledger);
gboolean roca_day_parse (const char *text, gint64 *ret_day);
double roca_sum_known (const double *values, guint n);

G_END_DECLS
