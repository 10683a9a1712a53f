/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions to the rows of a ledger. Each says "missing" where no row carries the field, so that
 * what was not looked at is never taken for what was not there. */
#define G_LOG_DOMAIN "review-roca"
#include "roca-rows.h"

#include <math.h>
#include <string.h>

#include "review-clock.h"
#include "review-time.h"

/**
 * roca_row_is:
 * @kind: ReviewEvidenceKind
 * @event: (nullable): what the row's `event` has to be
 */
gboolean
roca_row_is (const ReviewEvidence *row, int kind, const char *event)
{
  return row->kind == kind
         && (event == NULL || g_strcmp0 (review_fields_get (row->fields, "event"), event) == 0);
}

/**
 * roca_row_flag:
 *
 * Returns: 1 for "true", 0 for "false", NaN for anything else and for nothing
 */
double
roca_row_flag (const ReviewEvidence *row, const char *field)
{
  const char *value = review_fields_get (row->fields, field);

  if (g_strcmp0 (value, "true") == 0)
    return 1;
  return g_strcmp0 (value, "false") == 0 ? 0 : NAN;
}

static gboolean
carries (const ReviewEvidence *row, int kind, const char *event, const char *field)
{
  const char *value;

  if (!roca_row_is (row, kind, event))
    return FALSE;
  value = field != NULL ? review_fields_get (row->fields, field) : "-";
  return value != NULL && *value != '\0';
}

/**
 * roca_rows_latest:
 * @kind: ReviewEvidenceKind
 * @event: (nullable): of the row
 * @field: (nullable): that it has to carry
 *
 * Returns: (transfer none) (nullable): the newest such row
 */
const ReviewEvidence *
roca_rows_latest (const RocaLedger *ledger, int kind, const char *event, const char *field)
{
  for (guint i = ledger->rows->len; i-- > 0;)
    if (carries (ledger->rows->pdata[i], kind, event, field))
      return ledger->rows->pdata[i];
  return NULL;
}

/**
 * roca_rows_text:
 *
 * Returns: (transfer none) (nullable): @field of the newest row that carries it
 */
const char *
roca_rows_text (const RocaLedger *ledger, int kind, const char *event, const char *field)
{
  const ReviewEvidence *row = roca_rows_latest (ledger, kind, event, field);

  return row != NULL ? review_fields_get (row->fields, field) : NULL;
}

/**
 * roca_rows_number:
 *
 * Returns: @field of the newest row that carries it; NaN: none does
 */
double
roca_rows_number (const RocaLedger *ledger, int kind, const char *event, const char *field)
{
  const ReviewEvidence *row = roca_rows_latest (ledger, kind, event, field);

  return row != NULL ? review_fields_get_number (row->fields, field) : NAN;
}

/**
 * roca_day_parse:
 * @text: (nullable): YYYY-MM-DD, or a whole time in RFC 3339
 * @ret_day: (out): µs UTC
 *
 * Returns: FALSE where it is neither
 */
gboolean
roca_day_parse (const char *text, gint64 *ret_day)
{
  g_autofree char *whole = NULL;

  if (text == NULL)
    return FALSE;
  if (strlen (text) == strlen ("2026-11-20"))
    whole = g_strconcat (text, "T00:00:00.000Z", NULL);
  return review_time_parse (whole != NULL ? whole : text, ret_day);
}

/**
 * roca_rows_day:
 *
 * The day in @field of the newest row of @kind that carries it.
 */
gboolean
roca_rows_day (const RocaLedger *ledger, int kind, const char *field, gint64 *ret_day)
{
  return roca_day_parse (roca_rows_text (ledger, kind, NULL, field), ret_day);
}

/* The extreme of a function over rows; NaN where it is NaN for all. */
typedef double (*RowFunc) (const ReviewEvidence *row, const char *field);

static double
get_number (const ReviewEvidence *row, const char *field)
{
  return review_fields_get_number (row->fields, field);
}

static double
get_extreme (const RocaLedger *ledger,
             int kind,
             const char *event,
             const char *field,
             RowFunc get,
             double sign)
{
  double extreme = NAN;

  for (guint i = 0; i < ledger->rows->len; i++)
    if (roca_row_is (ledger->rows->pdata[i], kind, event))
      {
        double value = get (ledger->rows->pdata[i], field);

        if (!isnan (value) && (isnan (extreme) || sign * value > sign * extreme))
          extreme = value;
      }
  return extreme;
}

/**
 * roca_rows_flag:
 *
 * Returns: 1 where any row says that @field is true, 0 where one says that it is not and none
 *   that it is, NaN where none says
 */
double
roca_rows_flag (const RocaLedger *ledger, int kind, const char *event, const char *field)
{
  return get_extreme (ledger, kind, event, field, roca_row_flag, 1);
}

/**
 * roca_rows_most:
 *
 * Returns: the largest number in @field; NaN: there is none
 */
double
roca_rows_most (const RocaLedger *ledger, int kind, const char *event, const char *field)
{
  return get_extreme (ledger, kind, event, field, get_number, 1);
}

/**
 * roca_rows_least:
 *
 * Returns: the smallest number in @field; NaN: there is none
 */
double
roca_rows_least (const RocaLedger *ledger, int kind, const char *event, const char *field)
{
  return get_extreme (ledger, kind, event, field, get_number, -1);
}

/**
 * roca_rows_differ:
 * @usual: the value that @field has where nothing is special
 *
 * Returns: 1 where the newest row that carries @field says anything else, 0 where it says @usual,
 *   NaN where none says
 */
double
roca_rows_differ (
    const RocaLedger *ledger, int kind, const char *event, const char *field, const char *usual)
{
  const char *value = roca_rows_text (ledger, kind, event, field);

  if (value == NULL)
    return NAN;
  return strcmp (value, usual) != 0 ? 1 : 0;
}

/**
 * roca_rows_count:
 * @field: (nullable): whose value has to be @value
 * @value: (nullable): any, where NULL
 *
 * Returns: how many rows there are; 0 for none
 */
double
roca_rows_count (
    const RocaLedger *ledger, int kind, const char *event, const char *field, const char *value)
{
  guint n = 0;

  for (guint i = 0; i < ledger->rows->len; i++)
    {
      const ReviewEvidence *row = ledger->rows->pdata[i];

      if (carries (row, kind, event, field)
          && (value == NULL || g_strcmp0 (review_fields_get (row->fields, field), value) == 0))
        n++;
    }
  return n;
}

/**
 * roca_rows_count_links:
 * @relation: of graph edges: shared_face, shared_document, shared_device …
 * @since: µs UTC; older links do not count; 0: all
 *
 * A row is one linked account, or as many as its `accounts` says; `accounts` 0 says that it was
 * looked for and nothing found.
 *
 * Returns: other accounts; NaN where nobody looked
 */
double
roca_rows_count_links (const RocaLedger *ledger, const char *relation, gint64 since)
{
  double accounts = NAN;

  for (guint i = 0; i < ledger->rows->len; i++)
    {
      const ReviewEvidence *row = ledger->rows->pdata[i];
      double n = review_fields_get_number (row->fields, "accounts");

      if (row->kind != REVIEW_EVIDENCE_GRAPH_EDGE
          || g_strcmp0 (review_fields_get (row->fields, "relation"), relation) != 0)
        continue;
      accounts = isnan (accounts) ? 0 : accounts;
      if (row->at >= since)
        accounts += isnan (n) ? 1 : fmax (n, 0);
    }
  return accounts;
}

/**
 * roca_ledger_get_declared:
 * @field: what the customer declared
 *
 * Returns: (transfer none) (nullable): from the newest profile row that carries it, else from the
 *   customer's profile
 */
const char *
roca_ledger_get_declared (const RocaLedger *ledger, const char *field)
{
  const ReviewSubject *subject = ledger->intake->subject;
  const char *value = roca_rows_text (ledger, REVIEW_EVIDENCE_PROFILE, NULL, field);

  if (value == NULL && subject != NULL)
    value = review_fields_get (subject->profile, field);
  return value != NULL && *value != '\0' ? value : NULL;
}

/**
 * roca_ledger_get_submitted:
 *
 * Returns: µs UTC: when the newest document was handed in; without a dated one, as_of
 */
gint64
roca_ledger_get_submitted (const RocaLedger *ledger)
{
  const ReviewEvidence *row = roca_rows_latest (ledger, REVIEW_EVIDENCE_DOCUMENT, NULL, NULL);

  return row != NULL && row->at != 0 ? row->at : ledger->as_of;
}

/**
 * roca_sum_known:
 *
 * Returns: the sum of the values that are there; NaN where none is
 */
double
roca_sum_known (const double *values, guint n)
{
  double sum = NAN;

  for (guint i = 0; i < n; i++)
    if (!isnan (values[i]))
      sum = (isnan (sum) ? 0 : sum) + values[i];
  return sum;
}
