/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report on time: of the looks that came in a window, which were late and by what; and on
 * escalations: which nothing required, and which were missing.
 *
 * An escalation is needless when nothing required it (no key user, no rule of the policy, no clause
 * of the SOP that escalates and applies) and it was decided as its escalator recommended. A first
 * decision of a junior is a missed escalation when a clause that escalates applied, or when another
 * person's truth on record contradicts it. Key users and rules are no part of it: a junior's decision
 * is refused there. */
#define G_LOG_DOMAIN "review-service"
#include <string.h>

#include "review-service-private.h"
#include "review-store-attainment.h"
#include "review-store-decisions.h"

/* A look while its rows are read. */
typedef struct
{
  char *id;                   /* (owned) (nullable) */
  ReviewTypeAttainment *type; /* (borrowed) */
  GArray *spells;             /* (owned): ReviewSpell */
  ReviewTrail trail;
  gint64 due_at, limit, paused, end;
} Look;

typedef struct
{
  ReviewService *service;
  ReviewTx *tx;
  ReviewAttainment *report; /* (owned) */
  gint64 now;
  Look look;
} Job;

static ReviewTypeAttainment *
find_type (ReviewAttainment *report, const char *case_type)
{
  ReviewTypeAttainment *one;

  for (guint i = 0; i < report->types->len; i++)
    if (strcmp (((ReviewTypeAttainment *) report->types->pdata[i])->case_type, case_type) == 0)
      return report->types->pdata[i];
  one = review_record_new (&review_type_attainment_type);
  one->case_type = g_strdup (case_type);
  one->causes = review_records_new ();
  g_ptr_array_add (report->types, one);
  return one;
}

static void
count_cause (ReviewTypeAttainment *type, int cause)
{
  ReviewCauseCount *one = NULL;

  for (guint i = 0; i < type->causes->len; i++)
    if (((ReviewCauseCount *) type->causes->pdata[i])->cause == cause)
      one = type->causes->pdata[i];
  if (one == NULL)
    {
      one = review_record_new (&review_cause_count_type);
      one->cause = cause;
      g_ptr_array_add (type->causes, one);
    }
  one->count++;
}

/* Waiting while nobody was there who may take it is not the queue's fault. */
static gboolean
find_absences (Job *job, GError **error)
{
  for (guint i = 0; i < job->look.spells->len; i++)
    {
      ReviewSpell *spell = &g_array_index (job->look.spells, ReviewSpell, i);
      gboolean there = TRUE;

      if (spell->cause != REVIEW_CAUSE_QUEUE_WAIT)
        continue;
      if (!review_store_was_anyone_there (job->tx, job->look.id, spell->from, spell->until, &there,
                                          error))
        return FALSE;
      if (!there)
        spell->cause = REVIEW_CAUSE_NO_QUALIFIED_PERSON;
    }
  return TRUE;
}

static ReviewVerdictOnTime
judge (const Look *look)
{
  return review_attainment_judge ((const ReviewSpell *) look->spells->data, look->spells->len,
                                  look->due_at, look->limit, look->paused);
}

static gboolean
end_look (Job *job, GError **error)
{
  Look *look = &job->look;
  ReviewVerdictOnTime verdict;
  ReviewSpell *last;

  if (look->id == NULL)
    return TRUE;
  last = &g_array_index (look->spells, ReviewSpell, look->spells->len - 1);
  last->until = MAX (last->from, look->end);
  verdict = judge (look);
  if (verdict.late || verdict.too_long)
    {
      if (!find_absences (job, error))
        return FALSE;
      verdict = judge (look);
    }
  look->type->late += verdict.late ? 1 : 0;
  look->type->too_long += verdict.too_long ? 1 : 0;
  if (verdict.cause != 0)
    count_cause (look->type, verdict.cause);
  g_clear_pointer (&look->id, g_free);
  return TRUE;
}

static void
begin_look (Job *job, const ReviewTraceRow *row)
{
  Look *look = &job->look;
  gboolean over = row->over && (!row->has_effects || row->confirmed_at != 0);

  look->id = g_strdup (row->work_item);
  look->type = find_type (job->report, row->case_type);
  look->type->looks++;
  look->type->open += over ? 0 : 1;
  g_array_set_size (look->spells, 0);
  look->trail = (ReviewTrail){ .cause = REVIEW_CAUSE_QUEUE_WAIT };
  look->due_at = row->due_at;
  look->paused = row->paused;
  look->limit = row->due_at - row->queued_at - row->paused;
  look->end = over ? row->confirmed_at : job->now; /* 0: with its last row */
  g_array_append_val (look->spells,
                      ((ReviewSpell){ REVIEW_CAUSE_QUEUE_WAIT, row->queued_at, row->queued_at }));
}

static gboolean
take_row (const ReviewTraceRow *row, gpointer user_data, GError **error)
{
  Job *job = user_data;
  Look *look = &job->look;
  ReviewSpell *last;

  if (g_strcmp0 (look->id, row->work_item) != 0)
    {
      if (!end_look (job, error))
        return FALSE;
      begin_look (job, row);
    }
  if (row->action == NULL)
    return TRUE;
  review_trail_follow (&look->trail, row->action, row->detail);
  last = &g_array_index (look->spells, ReviewSpell, look->spells->len - 1);
  last->until = row->at;
  if (look->trail.cause != last->cause)
    g_array_append_val (look->spells, ((ReviewSpell){ look->trail.cause, row->at, row->at }));
  return TRUE;
}

static gboolean
is_required (const Job *job, const ReviewCallRow *row, gboolean *ret_clause, GError **error)
{
  const ReviewSop *sop =
      review_catalog_find_sop (review_service_get_catalog (job->service), row->case_type);
  g_autoptr (ReviewAssessment) said = NULL;

  *ret_clause = FALSE;
  if (row->assessment == NULL)
    return review_priority_is_key_user (row->priority);
  said = review_store_load_assessment (job->tx, row->assessment, error);
  if (said == NULL)
    return FALSE;
  for (guint i = 0; sop != NULL && said->steps != NULL && i < said->steps->len; i++)
    {
      const ReviewStep *step = said->steps->pdata[i];
      const ReviewClause *clause =
          step->clause != NULL ? review_sop_find_clause (sop, step->clause) : NULL;

      *ret_clause = *ret_clause
                    || (clause != NULL && clause->kind == REVIEW_CLAUSE_ESCALATE
                        && step->answer == REVIEW_ANSWER_MET);
    }
  return *ret_clause || review_priority_is_key_user (row->priority)
         || (said->gates != NULL && said->gates->escalation_rule != NULL);
}

static gboolean
take_call (const ReviewCallRow *row, gpointer user_data, GError **error)
{
  Job *job = user_data;
  ReviewEscalationCounts *counts = job->report->escalations;
  gboolean clause = FALSE, required, agrees;
  GError *local = NULL;

  required = is_required (job, row, &clause, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (strcmp (row->choice, "escalate") != 0)
    {
      counts->decided++;
      counts->missed += clause || row->overturned ? 1 : 0;
      return TRUE;
    }
  agrees = g_strcmp0 (row->recommendation, row->outcome) == 0;
  counts->made++;
  counts->open += row->outcome == NULL ? 1 : 0;
  counts->needless += row->outcome != NULL && !required && agrees ? 1 : 0;
  counts->overruled +=
      row->outcome != NULL && !agrees && g_strcmp0 (row->recommendation, "undecided") != 0 ? 1 : 0;
  return TRUE;
}

static gboolean
read_report (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;
  ReviewAttainment *report = job->report;
  gboolean ok;

  job->tx = tx;
  job->now = review_tx_get_now (tx);
  report->until = job->now;
  report->since = job->now - report->since;
  job->look.spells = g_array_new (FALSE, FALSE, sizeof (ReviewSpell));
  ok = review_store_each_trace (tx, report->since, job->now + 1, take_row, job, error)
       && end_look (job, error)
       && review_store_each_call (tx, report->since, job->now + 1, take_call, job, error);
  g_clear_pointer (&job->look.id, g_free);
  g_array_unref (job->look.spells);
  return ok;
}

/**
 * review_service_measure_attainment:
 * @days: how far back the looks came that are counted
 *
 * Returns: (transfer full): by case type, how many were late and what made them late; and how often
 *   people escalated needlessly or did not where they should have
 */
ReviewAttainment *
review_service_measure_attainment (ReviewService *self, gint64 days, GError **error)
{
  g_autoptr (ReviewAttainment) report = review_record_new (&review_attainment_type);
  Job job = { .service = self, .report = report };

  report->since = days * REVIEW_DAY;
  report->types = review_records_new ();
  report->escalations = review_record_new (&review_escalation_counts_type);
  return review_store_read (self->store, read_report, &job, error) ? g_steal_pointer (&report)
                                                                   : NULL;
}
