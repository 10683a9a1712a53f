/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scan: looks for recurring errors in one period, asks the next one about those that wait, and new
 * data about those that were repaired or closed. The figures are made outside of any transaction;
 * what became of a pattern meanwhile makes the scan fail, and it is repeated. */
#define G_LOG_DOMAIN "review-service"
#include <math.h>
#include <string.h>

#include "review-service-radar.h"
#include "review-store-patterns.h"

#define DAY      ((gint64) 24 * REVIEW_HOUR)
#define SEARCHED (56 * DAY)
#define FOLLOWS  (7 * DAY)
#define ALPHA    .05

/* A pattern with what the scan makes of it. */
typedef struct
{
  ReviewPattern *before;                           /* (owned) (nullable): as it is on record */
  ReviewPattern *pattern;                          /* (owned) */
  int acts[2];                                     /* ReviewPatternAct; 0: none */
  int states[2];                                   /* ReviewPatternState that each led to */
  const char *cases[REVIEW_PATTERN_EXEMPLARS * 2]; /* (borrowed): ids, of a new one */
  guint n_cases;
} Plan;

typedef struct
{
  ReviewWrite write; /* first: it is what the transaction gets */
  const ReviewPatternScanRequest *request;
  GPtrArray *known;          /* (owned): ReviewPattern of the type */
  ReviewRadarSet *set;       /* (owned) */
  RadarTable *claims;        /* (owned) (nullable): where a pattern was repaired */
  GPtrArray *plans;          /* (owned): Plan */
  ReviewPatternScan *answer; /* (owned) */
  guint candidates;          /* that the following period is asked about */
} Scan;

static void
free_plan (gpointer data)
{
  Plan *self = data;

  g_clear_pointer (&self->before, review_record_unref);
  g_clear_pointer (&self->pattern, review_record_unref);
  g_free (self);
}

static void
clear_scan (Scan *self)
{
  g_clear_pointer (&self->known, g_ptr_array_unref);
  g_clear_pointer (&self->plans, g_ptr_array_unref);
  g_clear_pointer (&self->set, review_radar_set_free);
  g_clear_pointer (&self->claims, radar_table_free);
  g_clear_pointer (&self->answer, review_record_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scan, clear_scan)

static gboolean
read_known (ReviewTx *tx, gpointer user_data, GError **error)
{
  Scan *scan = user_data;

  scan->known = review_store_list_patterns (tx, scan->answer->case_type, error);
  return scan->known != NULL;
}

static void
act (Plan *plan, int what, int state)
{
  guint i = plan->acts[0] != 0 ? 1 : 0;

  plan->acts[i] = what;
  plan->states[i] = plan->pattern->state = state;
}

/* What the period that follows says of a candidate. */
static void
ask_following (Scan *scan, Plan *plan)
{
  ReviewPattern *pattern = plan->pattern;
  RadarCount later;
  RadarAnswer answer;

  g_clear_pointer (&pattern->later, review_record_unref);
  pattern->later = review_radar_count (
      scan->set, pattern,
      pattern->origin == REVIEW_PATTERN_BY_PERSON ? pattern->found_at : pattern->found->until,
      scan->answer->until);
  later = review_radar_to_count (pattern->later);
  answer = radar_confirm (&later, pattern->found->lift, ALPHA / MAX (scan->candidates, 1));
  if (answer == RADAR_HOLDS)
    {
      act (plan, REVIEW_PATTERN_CONFIRM, REVIEW_PATTERN_CONFIRMED);
      review_radar_route (scan->set, pattern);
      scan->answer->confirmed++;
    }
  else if (answer == RADAR_GONE)
    {
      act (plan, REVIEW_PATTERN_REFUTE, REVIEW_PATTERN_DISMISSED);
      scan->answer->refuted++;
    }
}

static void
set_query (ReviewPattern *pattern)
{
  RadarCount found = review_radar_to_count (pattern->found);
  RadarQuery query = radar_query_new (&found, ALPHA);

  if (pattern->query != NULL || isnan (query.limit))
    return;
  pattern->query = review_record_new (&review_pattern_query_type);
  pattern->query->limit = query.limit;
  pattern->query->alpha = query.alpha;
  pattern->query->low = 0;
  pattern->query->high = 1;
}

/* What cases since the repair, or since the pattern was closed, say of it. */
static RadarAnswer
ask_query (Scan *scan, ReviewPattern *pattern)
{
  ReviewPatternQuery *query = review_record_copy (pattern->query);
  RadarQuery limits = { query->limit, query->alpha };
  RadarCount later;
  RadarAnswer answer;
  gboolean said_no_more = FALSE;

  g_clear_pointer (&pattern->later, review_record_unref);
  pattern->later = review_radar_count (scan->set, pattern, query->since, scan->answer->until);
  later = review_radar_to_count (pattern->later);
  answer = radar_verify (&later, &limits, &query->low, &query->high);
  query->n = pattern->later->n;
  query->errors = pattern->later->errors;
  if (pattern->state == REVIEW_PATTERN_REPAIRED)
    said_no_more = review_radar_verify_claims (scan->claims, pattern, query, scan->answer->until);
  review_record_unref (pattern->query);
  pattern->query = query;
  return answer == RADAR_TOO_FEW && said_no_more ? RADAR_GONE : answer;
}

static void
ask_repaired (Scan *scan, Plan *plan)
{
  RadarAnswer answer = ask_query (scan, plan->pattern);

  if (answer == RADAR_GONE)
    {
      act (plan, REVIEW_PATTERN_PASS, REVIEW_PATTERN_CLOSED);
      plan->pattern->query->since = scan->answer->until;
      scan->answer->closed++;
    }
  else if (answer == RADAR_HOLDS)
    {
      act (plan, REVIEW_PATTERN_FAIL, REVIEW_PATTERN_WORKING);
      scan->answer->failed++;
    }
}

static void
ask_closed (Scan *scan, Plan *plan)
{
  if (ask_query (scan, plan->pattern) != RADAR_HOLDS)
    return;
  act (plan, REVIEW_PATTERN_REOPEN, REVIEW_PATTERN_WORKING);
  plan->pattern->reopened++;
  review_radar_route (scan->set, plan->pattern);
  scan->answer->reopened++;
}

static void
ask_candidate (Scan *scan, Plan *plan)
{
  ReviewPattern *pattern = plan->pattern;

  if (pattern->found == NULL)
    pattern->found = review_radar_count (scan->set, pattern, scan->answer->since,
                                         MIN (scan->answer->split, pattern->found_at));
  set_query (pattern);
  if (!isnan (pattern->found->lift))
    ask_following (scan, plan);
}

static void
plan_known (Scan *scan, const ReviewPattern *known)
{
  Plan *plan;

  if (known->state == REVIEW_PATTERN_DISMISSED)
    return;
  plan = g_new0 (Plan, 1);
  plan->before = review_record_ref ((gpointer) known);
  plan->pattern = review_record_copy (known);
  g_ptr_array_add (scan->plans, plan);
  if (known->state == REVIEW_PATTERN_CANDIDATE)
    ask_candidate (scan, plan);
  else if (known->state == REVIEW_PATTERN_CONFIRMED)
    review_radar_route (scan->set, plan->pattern);
  else if (known->state == REVIEW_PATTERN_WORKING
           && review_radar_recheck_feature (scan->set, plan->pattern,
                                            REVIEW_WHOLE_MS (scan->answer->until)))
    act (plan, REVIEW_PATTERN_ARRIVE, REVIEW_PATTERN_WORKING);
  else if (known->state == REVIEW_PATTERN_REPAIRED)
    ask_repaired (scan, plan);
  else if (known->state == REVIEW_PATTERN_CLOSED)
    ask_closed (scan, plan);
}

/* Whether the errors of the finding are those of a pattern on record: the same up to a shifted
 * edge. */
static gboolean
is_known (const Scan *scan, const RadarFinding *finding, const RadarOptions *options)
{
  const RadarTable *table = scan->set->table;

  for (guint i = 0; i < scan->known->len; i++)
    {
      const ReviewPattern *known = scan->known->pdata[i];
      g_autoptr (GPtrArray) conditions = review_radar_conditions (known->conditions);
      guint both = 0, either = finding->n_rows;

      if (review_radar_kind (known->label) != finding->kind)
        continue;
      for (guint row = 0; row < radar_table_get_n (table); row++)
        {
          gint64 at = radar_table_get (table, row)->at;

          if (at >= scan->answer->since && at < scan->answer->split
              && radar_table_is_error (table, row, finding->kind)
              && radar_table_meets_all (table, row, conditions, TRUE))
            {
              gboolean found = radar_table_meets_all (table, row, finding->conditions, TRUE);

              both += found ? 1 : 0;
              either += found ? 0 : 1;
            }
        }
      if (either > 0 && (double) both / either > options->jaccard)
        return TRUE;
    }
  return FALSE;
}

static void
plan_finding (Scan *scan, const RadarFinding *finding, gint64 now)
{
  Plan *plan = g_new0 (Plan, 1);
  ReviewPattern *pattern = plan->pattern = review_record_new (&review_pattern_type);

  g_ptr_array_add (scan->plans, plan);
  pattern->case_type = g_strdup (scan->answer->case_type);
  pattern->label = finding->kind == RADAR_FP ? REVIEW_LABEL_FP : REVIEW_LABEL_FN;
  pattern->conditions = review_radar_to_records (finding->conditions);
  pattern->origin = REVIEW_PATTERN_BY_RADAR;
  pattern->found_at = now;
  pattern->q = finding->q;
  pattern->found =
      review_radar_count (scan->set, pattern, scan->answer->since, scan->answer->split);
  for (guint i = 0; i < finding->n_rows && plan->n_cases < G_N_ELEMENTS (plan->cases); i++)
    plan->cases[plan->n_cases++] =
        ((const ReviewMeasured *) scan->set->rows->pdata[finding->rows[i]])->case_id;
  act (plan, REVIEW_PATTERN_FIND, REVIEW_PATTERN_CANDIDATE);
  set_query (pattern);
}

static void
search (Scan *scan, GPtrArray *found, RadarKind kind, const RadarOptions *options)
{
  guint64 tried = 0;
  g_autoptr (GPtrArray) list = radar_search (scan->set->table, kind, options, scan->answer->since,
                                             scan->answer->split, &tried);
  gint64 now = review_clock_now (review_store_get_clock (scan->write.service->store));

  scan->answer->tried += (gint64) tried;
  for (guint i = 0; i < list->len; i++)
    {
      const RadarFinding *finding = list->pdata[i];

      scan->answer->found++;
      if (is_known (scan, finding, options))
        scan->answer->known++;
      else
        {
          plan_finding (scan, finding, now);
          g_ptr_array_add (found, scan->plans->pdata[scan->plans->len - 1]);
        }
    }
}

/* How many candidates there are is known before the first of them is asked about. */
static void
make_plans (Scan *scan)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  RadarOptions options;

  radar_options_init (&options);
  search (scan, found, RADAR_FP, &options);
  search (scan, found, RADAR_FN, &options);
  scan->candidates = found->len;
  for (guint i = 0; i < scan->known->len; i++)
    scan->candidates +=
        ((ReviewPattern *) scan->known->pdata[i])->state == REVIEW_PATTERN_CANDIDATE ? 1 : 0;
  for (guint i = 0; i < found->len; i++)
    ask_following (scan, found->pdata[i]);
  for (guint i = 0; i < scan->known->len; i++)
    plan_known (scan, scan->known->pdata[i]);
}

static gboolean
carry_out (ReviewTx *tx, const Plan *plan, GError **error)
{
  ReviewPattern *pattern = plan->pattern;

  if (plan->before == NULL)
    {
      if (!review_store_add_pattern (tx, pattern, error)
          || !review_store_set_exemplars (tx, pattern->id, plan->cases, plan->n_cases, error))
        return FALSE;
    }
  else if (review_record_equal (plan->before, pattern))
    return TRUE;
  else if (!review_store_put_pattern (tx, pattern, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (plan->acts) && plan->acts[i] != 0; i++)
    {
      int now = pattern->state;
      gboolean ok;

      pattern->state = plan->states[i];
      ok = review_pattern_audit (tx, review_service_system_user (), plan->before, pattern,
                                 plan->acts[i], NULL, error);
      pattern->state = now;
      if (!ok)
        return FALSE;
    }
  return TRUE;
}

static gpointer
run_scan (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  Scan *scan = (Scan *) write;

  for (guint i = 0; i < scan->plans->len; i++)
    if (!carry_out (tx, scan->plans->pdata[i], error))
      return NULL;
  return review_record_ref (scan->answer);
}

static gboolean
fill_times (Scan *scan, gint64 now, GError **error)
{
  const ReviewPatternScanRequest *request = scan->request;
  ReviewPatternScan *answer = scan->answer = review_record_new (&review_pattern_scan_type);

  answer->case_type = g_strdup (request->case_type);
  answer->until = request->until != 0 ? request->until : now;
  answer->split = request->split != 0 ? request->split : answer->until - FOLLOWS;
  answer->since = request->since != 0 ? request->since : MAX (answer->split - SEARCHED, 1);
  if (answer->since < answer->split && answer->split <= answer->until)
    return TRUE;
  review_error_set_field (error, "split", "lies between since and until");
  return FALSE;
}

/* From when on cases are needed: of the periods, and of what is on record. */
static gint64
find_since (const Scan *scan)
{
  gint64 since = scan->answer->since;

  for (guint i = 0; i < scan->known->len; i++)
    {
      const ReviewPattern *known = scan->known->pdata[i];

      if (known->state == REVIEW_PATTERN_CANDIDATE && known->found != NULL)
        since = MIN (since, known->found->until);
      if (known->query != NULL && known->query->since != 0)
        since = MIN (since, known->query->since);
    }
  return since;
}

/* What ROCA says of all cases since the first of the repaired patterns was found. */
static gboolean
read_claims (Scan *scan, GError **error)
{
  gint64 since = G_MAXINT64;

  for (guint i = 0; i < scan->known->len; i++)
    {
      const ReviewPattern *known = scan->known->pdata[i];

      if (known->state == REVIEW_PATTERN_REPAIRED && known->found != NULL)
        since = MIN (since, known->found->since);
    }
  if (since == G_MAXINT64)
    return TRUE;
  scan->claims = review_radar_read_claims (scan->write.service, scan->answer->case_type, since,
                                           scan->answer->until, error);
  return scan->claims != NULL;
}

/**
 * review_service_scan_patterns:
 * @request: case type and periods
 * @progress: (nullable): called now and then; returns %FALSE to stop
 *
 * Looks for recurring errors, and asks new data about those on record. May take a while.
 *
 * Returns: (transfer full): what was found and what changed; %NULL with %REVIEW_ERROR_NOT_FOUND for a
 *   type that there is not, with %G_IO_ERROR_CANCELLED where @progress stopped it
 */
ReviewPatternScan *
review_service_scan_patterns (ReviewService *self,
                              const ReviewCall *call,
                              const ReviewPatternScanRequest *request,
                              ReviewProgressFunc progress,
                              gpointer user_data,
                              GError **error)
{
  g_auto (Scan) scan = { .write = { .service = self,
                                    .call = call,
                                    .operation = "pattern_scan",
                                    .body = request,
                                    .answer_type = &review_pattern_scan_type,
                                    .keep = REVIEW_KEEP_WRITE,
                                    .run = run_scan },
                         .request = request };

  if (review_catalog_find_type (review_service_get_catalog (self), request->case_type) == NULL)
    {
      review_error_refuse (error, REVIEW_ERROR_NOT_FOUND, "there is no such object");
      return NULL;
    }
  if (!fill_times (&scan, review_clock_now (review_store_get_clock (self->store)), error)
      || !review_store_read (self->store, read_known, &scan, error))
    return NULL;
  scan.set = review_radar_set_read (self, request->case_type, find_since (&scan),
                                    scan.answer->until, progress, user_data, error);
  if (scan.set == NULL || !read_claims (&scan, error))
    return NULL;
  scan.answer->cases = radar_table_get_n (scan.set->table);
  scan.plans = g_ptr_array_new_with_free_func (free_plan);
  make_plans (&scan);
  return review_service_run (&scan.write, error);
}
