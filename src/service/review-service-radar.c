/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From what is on record to the arrays of the radar: what ROCA said first of each case, what is
 * true, what people did, and every attribute by which errors may be alike. */
#define G_LOG_DOMAIN "review-service"
#include "review-service-radar.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

#include "review-store-cases.h"
#include "review-store-decisions.h"

#define LEVEL .95
#define STEP  50 /* cases between two looks at whether it is still wanted */

typedef struct
{
  ReviewService *service;
  const char *case_type;
  gint64 since;
  gint64 until;
  ReviewRadarSet *set;    /* (owned) */
  GHashTable *by_case;    /* (owned): case id to the row, plus one */
  GPtrArray *calls;       /* (owned): ReviewMeasuredCall */
  GPtrArray *steps;       /* (owned): of the row, its assessment's steps; NULL where it has none */
  ReviewRadarDetails now; /* of the case being read */
  gboolean has_sop;       /* without one, no clause is missing */
} Reader;

static void
free_records (gpointer records)
{
  if (records != NULL)
    g_ptr_array_unref (records);
}

static void
clear_reader (Reader *self)
{
  g_clear_pointer (&self->set, review_radar_set_free);
  g_clear_pointer (&self->by_case, g_hash_table_unref);
  g_clear_pointer (&self->calls, g_ptr_array_unref);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  review_radar_details_clear (&self->now);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, clear_reader)

static ReviewRadarSet *
set_new (void)
{
  ReviewRadarSet *self = g_new0 (ReviewRadarSet, 1);

  self->table = radar_table_new ();
  self->rows = g_ptr_array_new ();
  self->witnesses = g_array_new (FALSE, TRUE, sizeof (RadarWitness));
  self->pushes =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  radar_table_set_of_error (self->table, "cause");
  radar_table_set_of_error (self->table, "wrong_step");
  return self;
}

void
review_radar_set_free (ReviewRadarSet *self)
{
  g_clear_pointer (&self->measured, g_ptr_array_unref);
  radar_table_free (self->table);
  g_ptr_array_unref (self->rows);
  g_array_unref (self->witnesses);
  g_hash_table_unref (self->pushes);
  g_free (self);
}

static gboolean
read_lists (ReviewTx *tx, gpointer user_data, GError **error)
{
  Reader *r = user_data;

  r->set->measured = review_store_list_measured (tx, r->case_type, r->since, r->until, error);
  if (r->set->measured == NULL)
    return FALSE;
  r->calls = review_store_list_calls (tx, r->case_type, r->since, r->until, error);
  return r->calls != NULL;
}

/* Provisional truths were left out by the store; `unfit` is no fraud and no error. */
static gboolean
counts (const ReviewMeasured *one)
{
  return one->maturity != 0 && one->nature != REVIEW_NATURE_UNFIT && one->verdict != 0;
}

static gboolean
read_details (ReviewTx *tx, gpointer user_data, GError **error)
{
  ReviewRadarDetails *now = user_data;

  now->said = review_store_load_assessment (tx, now->one->assessment, error);
  if (now->said == NULL)
    return FALSE;
  now->values = review_store_load_values (tx, now->one->case_id, now->one->as_of, error);
  return now->values != NULL;
}

/*
 * review_radar_read_details:
 * @ret: what ROCA said of @one, and what rules know of it; whatever it had is let go of
 */
gboolean
review_radar_read_details (ReviewService *service,
                           const ReviewMeasured *one,
                           ReviewRadarDetails *ret,
                           GError **error)
{
  review_radar_details_clear (ret);
  ret->one = one;
  return review_store_read (service->store, read_details, ret, error);
}

void
review_radar_details_clear (ReviewRadarDetails *self)
{
  g_clear_pointer (&self->said, review_record_unref);
  g_clear_pointer (&self->values, review_record_unref);
}

static guint
add_row (Reader *r)
{
  const ReviewMeasured *one = r->now.one;
  gboolean drawn = one->from_look && one->pi > 0 && one->pi < 1;
  RadarCase row = { .blocks = one->verdict == REVIEW_VERDICT_BLOCK,
                    .positive = one->positive,
                    .risk = one->risk,
                    .cut = one->cut,
                    .weight = drawn ? 1 / one->pi : 1,
                    .cluster = one->cluster,
                    .at = one->as_of };
  RadarTable *table = r->set->table;
  guint n = radar_table_add (table, &row);

  g_ptr_array_add (r->set->rows, (gpointer) one);
  g_array_set_size (r->set->witnesses, n + 1);
  radar_table_set_text (table, n, "market", one->market);
  radar_table_set_text (table, n, "language", one->language);
  radar_table_set_text (table, n, "model", one->model);
  radar_table_set_text (table, n, "policy", one->policy);
  radar_table_set_text (table, n, "agent", one->agent);
  return n;
}

static void
add_push (ReviewRadarSet *set, guint row, const ReviewSignal *signal)
{
  GArray *pushes = g_hash_table_lookup (set->pushes, signal->feature);

  if (pushes == NULL)
    {
      pushes = g_array_new (FALSE, TRUE, sizeof (double));
      g_hash_table_insert (set->pushes, g_strdup (signal->feature), pushes);
    }
  if (isnan (signal->contribution))
    return;
  g_array_set_size (pushes, MAX (pushes->len, row + 1));
  g_array_index (pushes, double, row) = signal->contribution;
}

/*
 * review_radar_add_features:
 * @said: of the case of @row; another agent's names the features that it spoke of
 * @values: as the agent saw them
 *
 * All features where the agent is the house's own; of another only those that it spoke of.
 */
void
review_radar_add_features (ReviewService *service,
                           RadarTable *table,
                           guint row,
                           const ReviewAssessment *said,
                           const ReviewIntake *values)
{
  const ReviewAssessor *assessor = &service->assessor;
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) features =
      assessor->list_features != NULL
          ? assessor->list_features (assessor->self, values, review_service_get_policy (service),
                                     review_service_get_catalog (service))
          : NULL;

  for (guint i = 0; features != NULL && i < features->len; i++)
    {
      const ReviewFeatureValue *one = features->pdata[i];

      g_hash_table_add (known, one->name);
      radar_table_set_number (table, row, one->name, one->value);
    }
  for (guint i = 0; said->signals != NULL && i < said->signals->len; i++)
    {
      const ReviewSignal *signal = said->signals->pdata[i];

      if (signal->feature != NULL && !g_hash_table_contains (known, signal->feature))
        radar_table_set_number (table, row, signal->feature, signal->value);
    }
}

static void
add_features (Reader *r, guint row)
{
  review_radar_add_features (r->service, r->set->table, row, r->now.said, r->now.values);
  for (guint i = 0; r->now.said->signals != NULL && i < r->now.said->signals->len; i++)
    {
      const ReviewSignal *signal = r->now.said->signals->pdata[i];

      if (signal->feature != NULL)
        add_push (r->set, row, signal);
    }
}

static void
add_steps (Reader *r, guint row)
{
  RadarWitness *witness = &g_array_index (r->set->witnesses, RadarWitness, row);
  GPtrArray *steps = r->now.said->steps;

  for (guint i = 0; steps != NULL && i < steps->len; i++)
    {
      const ReviewStep *step = steps->pdata[i];

      if (step->clause != NULL && step->answer != 0)
        {
          g_autofree char *name = g_strconcat ("clause:", step->clause, NULL);

          radar_table_set_text (r->set->table, row, name,
                                review_enum_nick (&review_answers, step->answer));
        }
      if (r->has_sop && step->decisive && step->no_clause)
        witness->no_clause = TRUE;
    }
  g_ptr_array_add (r->steps, steps != NULL ? g_ptr_array_ref (steps) : NULL);
}

/* What the step is about, by a name that means the same in another case. */
static const char *
name_step (GPtrArray *steps, gint64 n)
{
  for (guint i = 0; steps != NULL && i < steps->len; i++)
    {
      const ReviewStep *step = steps->pdata[i];

      if (step->n == n)
        return step->clause != NULL     ? step->clause
               : step->features != NULL ? step->features[0]
                                        : NULL;
    }
  return NULL;
}

static void
add_call (Reader *r, guint row, const ReviewMeasuredCall *call, const ReviewMeasuredCall *before)
{
  RadarWitness *witness = &g_array_index (r->set->witnesses, RadarWitness, row);
  RadarTable *table = r->set->table;
  const RadarCase *one = radar_table_get (table, row);
  const ReviewCode *code = call->cause != NULL
                               ? review_catalog_find_code (review_service_get_catalog (r->service),
                                                           "root_cause", call->cause, r->case_type)
                               : NULL;
  guint8 said = call->choice == REVIEW_CHOICE_PASS    ? 1
                : call->choice == REVIEW_CHOICE_BLOCK ? 2
                                                      : 0;

  witness->escalated |= call->choice == REVIEW_CHOICE_ESCALATE;
  witness->no_clause |= r->has_sop && call->path == REVIEW_PATH_C;
  if (witness->first == 0)
    witness->first = said;
  else if (witness->second == 0 && before != NULL && strcmp (before->account, call->account) != 0)
    witness->second = said;
  if (call->cause == NULL || one->blocks == one->positive)
    return;
  witness->coded = TRUE;
  witness->missing_feature |= code != NULL && g_strcmp0 (code->fix, "feature") == 0;
  radar_table_set_text (table, row, "cause", call->cause);
  radar_table_set_text (table, row, "wrong_step", name_step (r->steps->pdata[row], call->step));
}

static void
add_calls (Reader *r)
{
  for (guint i = 0; i < r->calls->len; i++)
    {
      const ReviewMeasuredCall *call = r->calls->pdata[i];
      const ReviewMeasuredCall *before = i > 0 ? r->calls->pdata[i - 1] : NULL;
      guint row = GPOINTER_TO_UINT (g_hash_table_lookup (r->by_case, call->case_id));

      if (before != NULL && strcmp (before->case_id, call->case_id) != 0)
        before = NULL;
      if (row > 0)
        add_call (r, row - 1, call, before);
    }
}

/**
 * review_radar_set_read:
 * @since: µs
 * @until: µs; exclusive
 * @progress: (nullable): called for some of the cases; returns %FALSE to stop
 *
 * Returns: (transfer full): the cases of the type whose truth counts
 */
ReviewRadarSet *
review_radar_set_read (ReviewService *service,
                       const char *case_type,
                       gint64 since,
                       gint64 until,
                       ReviewProgressFunc progress,
                       gpointer user_data,
                       GError **error)
{
  g_auto (Reader)
      r = { .service = service, .case_type = case_type, .since = since, .until = until };

  r.set = set_new ();
  r.has_sop = review_catalog_find_sop (review_service_get_catalog (service), case_type) != NULL;
  r.by_case = g_hash_table_new (g_str_hash, g_str_equal);
  r.steps = g_ptr_array_new_with_free_func (free_records);
  if (!review_store_read (service->store, read_lists, &r, error))
    return NULL;
  for (guint i = 0; i < r.set->measured->len; i++)
    {
      const ReviewMeasured *one;
      guint row;

      if (i % STEP == 0 && progress != NULL && !progress (i, r.set->measured->len, user_data))
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                               "it is not wanted any more");
          return NULL;
        }
      one = r.set->measured->pdata[i];
      if (!counts (one))
        continue;
      if (!review_radar_read_details (service, one, &r.now, error))
        return NULL;
      row = add_row (&r);
      g_hash_table_insert (r.by_case, one->case_id, GUINT_TO_POINTER (row + 1));
      add_features (&r, row);
      add_steps (&r, row);
    }
  add_calls (&r);
  return g_steal_pointer (&r.set);
}

/**
 * review_radar_kind:
 * @label: %REVIEW_LABEL_FP or %REVIEW_LABEL_FN
 */
RadarKind
review_radar_kind (int label)
{
  return label == REVIEW_LABEL_FP ? RADAR_FP : RADAR_FN;
}

/**
 * review_radar_conditions:
 * @conditions: (element-type ReviewPatternCondition)
 *
 * Returns: (transfer full) (element-type RadarCondition): the same for the radar
 */
GPtrArray *
review_radar_conditions (GPtrArray *conditions)
{
  GPtrArray *list = radar_conditions_new ();

  for (guint i = 0; i < conditions->len; i++)
    {
      const ReviewPatternCondition *one = conditions->pdata[i];

      if (one->missing)
        g_ptr_array_add (list, radar_condition_new_missing (one->attribute));
      else if (one->equals != NULL)
        g_ptr_array_add (list, radar_condition_new_text (one->attribute, one->equals));
      else
        g_ptr_array_add (list, radar_condition_new_range (
                                   one->attribute, isnan (one->low) ? -INFINITY : one->low,
                                   isnan (one->high) ? INFINITY : one->high));
    }
  return list;
}

/**
 * review_radar_to_records:
 * @conditions: (element-type RadarCondition)
 *
 * Returns: (transfer full) (element-type ReviewPatternCondition): the same as it is kept
 */
GPtrArray *
review_radar_to_records (GPtrArray *conditions)
{
  GPtrArray *list = review_records_new ();

  for (guint i = 0; i < conditions->len; i++)
    {
      const RadarCondition *one = conditions->pdata[i];
      ReviewPatternCondition *record = review_record_new (&review_pattern_condition_type);

      record->attribute = g_strdup (one->attribute);
      record->equals = g_strdup (one->equals);
      record->missing = one->missing;
      record->low = isfinite (one->low) ? one->low : NAN;
      record->high = isfinite (one->high) ? one->high : NAN;
      g_ptr_array_add (list, record);
    }
  return list;
}

/**
 * review_radar_count:
 *
 * Returns: (transfer full): the pattern in the period
 */
ReviewPatternCount *
review_radar_count (const ReviewRadarSet *set,
                    const ReviewPattern *pattern,
                    gint64 since,
                    gint64 until)
{
  g_autoptr (GPtrArray) conditions = review_radar_conditions (pattern->conditions);
  RadarCount count =
      radar_count (set->table, review_radar_kind (pattern->label), conditions, since, until, LEVEL);
  ReviewPatternCount *record = review_record_new (&review_pattern_count_type);

  record->since = since;
  record->until = until;
  record->n = count.n;
  record->errors = count.errors;
  record->n_outside = count.n_outside;
  record->errors_outside = count.errors_outside;
  record->rate = count.rate;
  record->rate_outside = count.rate_outside;
  record->lift = count.lift;
  record->low = count.low;
  record->high = count.high;
  record->p = count.p;
  return record;
}

/**
 * review_radar_to_count:
 *
 * Returns: the figures as the radar takes them
 */
RadarCount
review_radar_to_count (const ReviewPatternCount *count)
{
  return (RadarCount){ (guint) count->n,
                       (guint) count->errors,
                       (guint) count->n_outside,
                       (guint) count->errors_outside,
                       count->rate,
                       count->rate_outside,
                       count->lift,
                       count->low,
                       count->high,
                       count->p };
}

static void
take_routing (ReviewPattern *pattern, const RadarRouting *routing)
{
  static const struct
  {
    ReviewPath path;
    const char *fix;
  } paths[] = { [RADAR_KEEP_SAMPLING] = { 0, NULL },
                [RADAR_PATH_A_WEIGHT] = { REVIEW_PATH_A, "weight" },
                [RADAR_PATH_A_FEATURE] = { REVIEW_PATH_A, "feature" },
                [RADAR_PATH_B] = { REVIEW_PATH_B, NULL },
                [RADAR_PATH_C] = { REVIEW_PATH_C, NULL } };

  pattern->suggested = paths[routing->path].path;
  g_free (pattern->fix);
  pattern->fix = g_strdup (paths[routing->path].fix);
  g_free (pattern->feature);
  pattern->feature = g_strdup (routing->path == RADAR_PATH_A_WEIGHT ? routing->feature : NULL);
  g_clear_pointer (&pattern->proofs, g_ptr_array_unref);
  pattern->proofs = review_records_new ();
  for (guint i = 0; i < routing->proofs->len; i++)
    {
      const RadarProof *proof = &g_array_index (routing->proofs, RadarProof, i);
      ReviewPatternProof *record = review_record_new (&review_pattern_proof_type);

      record->question = (int) proof->question;
      record->value = proof->value;
      record->other = proof->other;
      record->limit = proof->limit;
      record->p = proof->p;
      record->n = proof->n;
      record->yes = proof->yes;
      g_ptr_array_add (pattern->proofs, record);
    }
}

/**
 * review_radar_route:
 * @pattern: not handed on yet; gets the path that the tree suggests, with its evidence
 */
void
review_radar_route (const ReviewRadarSet *set, ReviewPattern *pattern)
{
  guint n = g_hash_table_size (set->pushes), rows = MAX (radar_table_get_n (set->table), 1), i = 0;
  g_autofree RadarPush *pushes = g_new0 (RadarPush, MAX (n, 1));
  g_autoptr (GPtrArray) conditions = review_radar_conditions (pattern->conditions);
  g_autoptr (RadarRouting) routing = NULL;
  RadarEvidence evidence = { .table = set->table,
                             .witnesses =
                                 (const RadarWitness *) (gconstpointer) set->witnesses->data,
                             .pushes = pushes,
                             .n_pushes = n,
                             .since = 0,
                             .until = G_MAXINT64 };
  GHashTableIter iter;
  gpointer name, values;

  g_hash_table_iter_init (&iter, set->pushes);
  while (g_hash_table_iter_next (&iter, &name, &values))
    {
      g_array_set_size (values, rows);
      pushes[i++] = (RadarPush){ name, (const double *) (gconstpointer) ((GArray *) values)->data };
    }
  routing = radar_route (&evidence, review_radar_kind (pattern->label), conditions);
  take_routing (pattern, routing);
}
