/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads logins, session activity and security events as what they say about the person behind
 * them. */
#define G_LOG_DOMAIN "review-roca"
#include "roca-scene.h"

#include <math.h>
#include <string.h>

#include "review-clock.h"
#include "review-time.h"

gboolean
roca_row_is_event (const ReviewEvidence *row, const char *const *events)
{
  const char *event = review_fields_get (row->fields, "event");

  return row->kind == REVIEW_EVIDENCE_EVENT && event != NULL && g_strv_contains (events, event);
}

gboolean
roca_row_is_true (const ReviewEvidence *row, const char *field)
{
  return review_fields_is_true (row->fields, field);
}

/**
 * roca_scene_new:
 * @ledger: borrowed, has to outlive the scene
 * @request_event: (nullable): the event that asks for something; the newest is the moment in
 *   question. NULL, or without one: the ledger's as_of
 *
 * Returns: (transfer full): the scene
 */
RocaScene *
roca_scene_new (const RocaLedger *ledger, const char *request_event)
{
  RocaScene *self = g_new0 (RocaScene, 1);
  const char *const wanted[] = { request_event, NULL };

  self->ledger = ledger;
  self->at = ledger->as_of;
  self->visits = g_array_new (FALSE, FALSE, sizeof (RocaVisit));
  for (guint i = 0; i < ledger->rows->len; i++)
    {
      const ReviewEvidence *row = ledger->rows->pdata[i];

      RocaVisit visit;

      if (review_visit_read (row, &visit))
        g_array_append_val (self->visits, visit);
      else if (request_event != NULL && row->at != 0 && roca_row_is_event (row, wanted))
        self->at = row->at;
    }
  return self;
}

void
roca_scene_free (RocaScene *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->visits);
  g_free (self);
}

/**
 * roca_scene_hours:
 *
 * Returns: hours from @at to the moment in question; 0 for what came after it and was still known
 *   in time, NaN for what is undated
 */
double
roca_scene_hours (const RocaScene *self, gint64 at)
{
  double hours = roca_between (at, self->at, REVIEW_HOUR);

  return isnan (hours) ? NAN : fmax (0, hours);
}

gboolean
roca_scene_is_recent (const RocaScene *self, const ReviewEvidence *row, double hours)
{
  return roca_scene_hours (self, row->at) <= hours;
}

/**
 * roca_scene_records:
 * @reads: #RocaReads
 *
 * Returns: whether the data carries such rows at all: only then is what is not among them a
 *   "never"
 */
gboolean
roca_scene_records (const RocaScene *self, guint reads)
{
  for (guint i = 0; i < self->ledger->rows->len; i++)
    if (roca_ledger_row_is_read (self->ledger, self->ledger->rows->pdata[i], reads))
      return TRUE;
  return FALSE;
}

/**
 * roca_scene_count_results:
 * @event: an attempt, whose `result` says how it ended
 * @result: what counts
 * @is_it: FALSE: every other result counts, but @result does not
 *
 * Returns: how many of the last @hours ended so, 0 where there was none; NaN where there were some
 *   and none says how it ended
 */
double
roca_scene_count_results (
    const RocaScene *self, const char *event, const char *result, gboolean is_it, double hours)
{
  double count = 0;
  guint all = 0, said = 0;

  for (guint i = 0; i < self->ledger->rows->len; i++)
    {
      const ReviewEvidence *row = self->ledger->rows->pdata[i];
      const char *ended = review_fields_get (row->fields, "result");

      if (!roca_row_is_event (row, ROCA_EVENTS (event)) || !roca_scene_is_recent (self, row, hours))
        continue;
      all++;
      if (ended == NULL)
        continue;
      said++;
      count += (strcmp (ended, result) == 0) == is_it ? 1 : 0;
    }
  return all > 0 && said == 0 ? NAN : count;
}

/* How many of @events lie in the last @hours. */
double
roca_scene_count (const RocaScene *self, const char *const *events, double hours)
{
  double count = 0;

  for (guint i = 0; i < self->ledger->rows->len; i++)
    {
      const ReviewEvidence *row = self->ledger->rows->pdata[i];

      if (roca_row_is_event (row, events) && roca_scene_is_recent (self, row, hours))
        count++;
    }
  return count;
}

/* The newest dated row of @events, NULL without one. */
const ReviewEvidence *
roca_scene_newest (const RocaScene *self, const char *const *events)
{
  for (guint i = self->ledger->rows->len; i-- > 0;)
    {
      const ReviewEvidence *row = self->ledger->rows->pdata[i];

      if (row->at != 0 && roca_row_is_event (row, events))
        return row;
    }
  return NULL;
}

/* Hours since the newest of @events, at most a year; a year where there is none. */
double
roca_scene_hours_since (const RocaScene *self, const char *const *events)
{
  const ReviewEvidence *row = roca_scene_newest (self, events);

  return row != NULL ? fmin (ROCA_NEVER_HOURS, roca_scene_hours (self, row->at)) : ROCA_NEVER_HOURS;
}

/**
 * roca_scene_accounts:
 * @relation: "shared_device", "shared_network" or "shared_destination"
 *
 * The exit of a carrier, a relay or a satellite is shared by strangers: such an edge is left out.
 *
 * Returns: other accounts with the same thing; NaN where nobody looked
 */
double
roca_scene_accounts (const RocaScene *self, const char *relation)
{
  double most = NAN;

  for (guint i = 0; i < self->ledger->rows->len; i++)
    {
      const ReviewEvidence *row = self->ledger->rows->pdata[i];
      double accounts = review_fields_get_number (row->fields, "accounts");
      const char *kind = review_fields_get (row->fields, "network_kind");

      if (row->kind != REVIEW_EVIDENCE_GRAPH_EDGE || isnan (accounts)
          || g_strcmp0 (review_fields_get (row->fields, "relation"), relation) != 0)
        continue;
      if (kind != NULL
          && g_strv_contains (ROCA_EVENTS ("carrier_gateway", "relay", "satellite"), kind))
        accounts = 0;
      most = isnan (most) ? accounts : fmax (most, accounts);
    }
  return most;
}

/* Days from the opening of the account to the moment in question; NaN where it is not said. */
double
roca_scene_account_days (const RocaScene *self)
{
  const ReviewSubject *subject = self->ledger->intake->subject;
  const char *opened = review_fields_get (subject != NULL ? subject->profile : NULL, "opened_at");
  gint64 at = 0;

  if (opened == NULL || !review_time_parse (opened, &at))
    return NAN;
  return roca_between (at, self->at, REVIEW_DAY);
}

/* The newest visit that got in, NULL without one. */
const RocaVisit *
roca_scene_last (const RocaScene *self)
{
  for (guint i = self->visits->len; i-- > 0;)
    if (!ROCA_VISIT (self, i)->failed)
      return ROCA_VISIT (self, i);
  return NULL;
}

/* Whether @visit got in and belongs to the customer's past: a day to ninety days ago. */
gboolean
roca_scene_is_baseline (const RocaScene *self, const RocaVisit *visit)
{
  double hours = roca_scene_hours (self, visit->at);

  return !visit->failed && hours > ROCA_INCIDENT_HOURS && hours <= ROCA_BASELINE_DAYS * 24;
}
