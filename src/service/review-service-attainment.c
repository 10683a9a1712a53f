/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report on time: of the looks that came in a window and are over, which were late and by what; of
 * those that are open, which are past their time; and on
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
#include "review-store-effects.h"

/* A look while its rows are read. */
typedef struct
{
  char *id;                   /* (owned) (nullable) */
  char *case_id;              /* (owned) (nullable) */
  char *display_id;           /* (owned) (nullable) */
  ReviewTypeAttainment *type; /* (borrowed) */
  ReviewDayAttainment *day;   /* (borrowed) */
  gint64 queued_at;
  GArray *spells; /* (owned): ReviewSpell */
  ReviewTrail trail;
  gint64 due_at, limit, paused, end;
  gboolean open;
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

/* Rows come type by type, and a look's id says when it was made: its day is one of the last. */
static ReviewDayAttainment *
find_day (ReviewAttainment *report, const char *case_type, gint64 at)
{
  gint64 start = at - at % REVIEW_DAY;
  ReviewDayAttainment *one;

  for (guint i = report->days->len; i > 0; i--)
    {
      one = report->days->pdata[i - 1];
      if (strcmp (one->case_type, case_type) != 0)
        break;
      if (one->day == start)
        return one;
    }
  one = review_record_new (&review_day_attainment_type);
  one->day = start;
  one->case_type = g_strdup (case_type);
  g_ptr_array_add (report->days, one);
  return one;
}

static ReviewFinding *
add_finding (Job *job, int kind, const char *work_item, const char *case_id, const char *display_id)
{
  ReviewFinding *one = review_record_new (&review_finding_type);

  one->kind = kind;
  one->work_item = g_strdup (work_item);
  one->case_id = g_strdup (case_id);
  one->display_id = g_strdup (display_id);
  g_ptr_array_add (job->report->findings, one);
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

static void
clear_look (Look *look)
{
  g_clear_pointer (&look->id, g_free);
  g_clear_pointer (&look->case_id, g_free);
  g_clear_pointer (&look->display_id, g_free);
}

/* A look that is over. */
static void
count_end (Look *look, const ReviewVerdictOnTime *verdict)
{
  look->type->late += verdict->late ? 1 : 0;
  look->type->too_long += verdict->too_long ? 1 : 0;
  look->day->late += verdict->late ? 1 : 0;
  look->day->too_long += verdict->too_long ? 1 : 0;
  if (verdict->cause != 0)
    count_cause (look->type, verdict->cause);
}

static void
count_look (Job *job, const ReviewVerdictOnTime *verdict, gint64 ended)
{
  Look *look = &job->look;
  int kind = look->open      ? REVIEW_FINDING_OPEN_LATE
             : verdict->late ? REVIEW_FINDING_LATE
                             : REVIEW_FINDING_TOO_LONG;
  ReviewFinding *one;

  if (look->open)
    look->type->open_late += verdict->late ? 1 : 0;
  else
    count_end (look, verdict);
  if (!verdict->late && (look->open || !verdict->too_long))
    return;
  one = add_finding (job, kind, look->id, look->case_id, look->display_id);
  one->case_type = g_strdup (look->type->case_type);
  one->cause = verdict->cause;
  one->at = look->queued_at;
  one->late_s = verdict->late ? (ended - look->due_at) / REVIEW_SECOND : 0;
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
  count_look (job, &verdict, last->until);
  clear_look (look);
  return TRUE;
}

static void
begin_look (Job *job, const ReviewTraceRow *row)
{
  Look *look = &job->look;
  gboolean over = row->over && (!row->has_effects || row->confirmed_at != 0);

  look->id = g_strdup (row->work_item);
  look->case_id = g_strdup (row->case_id);
  look->display_id = g_strdup (row->display_id);
  look->queued_at = row->queued_at;
  look->type = find_type (job->report, row->case_type);
  look->day = find_day (job->report, row->case_type, row->queued_at);
  look->day->looks++;
  look->type->looks++;
  look->open = !over;
  look->type->open += over ? 0 : 1;
  look->day->open += over ? 0 : 1;
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

/* What a case is behind: nothing, where somebody looks at it blind and might learn how it ended. */
static gboolean
add_call (Job *job, const ReviewCallRow *row, int kind, GError **error)
{
  gboolean hidden = FALSE;
  ReviewFinding *one;

  if (!review_store_is_in_blind_look (job->tx, row->case_id, &hidden, error))
    return FALSE;
  if (hidden)
    return TRUE;
  one = add_finding (job, kind, row->work_item, row->case_id, row->display_id);
  one->case_type = g_strdup (row->case_type);
  one->at = row->at;
  return TRUE;
}

static gboolean
take_escalation (Job *job, const ReviewCallRow *row, gboolean required, GError **error)
{
  ReviewEscalationCounts *counts = job->report->escalations;
  gboolean over = row->outcome != NULL;
  gboolean agrees = g_strcmp0 (row->recommendation, row->outcome) == 0;
  gboolean needless = over && !required && agrees;
  gboolean overruled = over && !agrees && g_strcmp0 (row->recommendation, "undecided") != 0;

  counts->made++;
  counts->open += over ? 0 : 1;
  counts->needless += needless ? 1 : 0;
  counts->overruled += overruled ? 1 : 0;
  return add_call (job, row,
                   !over       ? REVIEW_FINDING_ESCALATED
                   : needless  ? REVIEW_FINDING_NEEDLESS
                   : overruled ? REVIEW_FINDING_OVERRULED
                               : REVIEW_FINDING_ANSWERED,
                   error);
}

static gboolean
take_call (const ReviewCallRow *row, gpointer user_data, GError **error)
{
  Job *job = user_data;
  gboolean clause = FALSE, required;
  GError *local = NULL;

  required = is_required (job, row, &clause, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (strcmp (row->choice, "escalate") == 0)
    return take_escalation (job, row, required, error);
  job->report->escalations->decided++;
  if (!clause && !row->overturned)
    return TRUE;
  job->report->escalations->missed++;
  return add_call (job, row, REVIEW_FINDING_MISSED, error);
}

static int
compare_findings (gconstpointer a, gconstpointer b)
{
  const ReviewFinding *one = *(ReviewFinding *const *) a, *two = *(ReviewFinding *const *) b;

  return one->at == two->at ? strcmp (two->work_item, one->work_item) : one->at < two->at ? 1 : -1;
}

static void
keep_newest (ReviewAttainment *report)
{
  g_ptr_array_sort (report->findings, compare_findings);
  if (report->findings->len <= REVIEW_MAX_FINDINGS)
    return;
  report->left_off = (gint64) report->findings->len - REVIEW_MAX_FINDINGS;
  g_ptr_array_set_size (report->findings, REVIEW_MAX_FINDINGS);
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
  clear_look (&job->look);
  g_array_unref (job->look.spells);
  keep_newest (report);
  return ok;
}

/**
 * review_service_measure_attainment:
 * @days: how far back the looks came that are counted
 *
 * Returns: (transfer full): by case type and day, how many were late and what made them late; how
 *   often people escalated needlessly or did not where they should have; and the cases behind it
 */
ReviewAttainment *
review_service_measure_attainment (ReviewService *self, gint64 days, GError **error)
{
  g_autoptr (ReviewAttainment) report = review_record_new (&review_attainment_type);
  Job job = { .service = self, .report = report };

  report->since = days * REVIEW_DAY;
  report->types = review_records_new ();
  report->days = review_records_new ();
  report->findings = review_records_new ();
  report->escalations = review_record_new (&review_escalation_counts_type);
  return review_store_read (self->store, read_report, &job, error) ? g_steal_pointer (&report)
                                                                   : NULL;
}
