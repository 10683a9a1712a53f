/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where no feature carries the deciding fact: what reviewers cited in the cases of a pattern is
 * collected and handed to the model team, which answers; when the feature arrives, by import or by an
 * extractor, the next scan asks whether it tells ROCA's errors from the rest. */
#define G_LOG_DOMAIN "review-service"
#include "review-service-features.h"

#include <math.h>
#include <string.h>

#include "radar-count.h"
#include "radar-separation.h"
#include "review-annotation.h"
#include "review-service-campaigns.h"
#include "review-service-radar.h"
#include "review-store-cases.h"
#include "review-store-decisions.h"
#include "review-store-patterns.h"

#define FEW   10 /* labelled cases that carry a feature before it has arrived */
#define LEVEL .95

typedef struct
{
  ReviewWrite write;             /* first: it is what the transaction gets */
  GPtrArray *cases;              /* (owned): ids of the errors in the slice */
  const char *id;                /* of the case that is read */
  ReviewFeatureRequest *request; /* (owned) */
  GHashTable *counted;           /* (owned): facts that the case has been counted for */
  GHashTable *examples;          /* (owned): kind of evidence to GPtrArray of ids in @cases */
} Collection;

static void
clear_collection (Collection *self)
{
  g_clear_pointer (&self->cases, g_ptr_array_unref);
  g_clear_pointer (&self->request, review_record_unref);
  g_clear_pointer (&self->counted, g_hash_table_unref);
  g_clear_pointer (&self->examples, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Collection, clear_collection)

static ReviewPatternFact *
find_fact (Collection *self, int kind)
{
  GPtrArray *facts = self->request->facts;
  ReviewPatternFact *one;

  for (guint i = 0; i < facts->len; i++)
    if (((ReviewPatternFact *) facts->pdata[i])->kind == kind)
      return facts->pdata[i];
  one = review_record_new (&review_pattern_fact_type);
  one->kind = kind;
  g_ptr_array_add (facts, one);
  return one;
}

/* Names of fields, never what is in them. */
static void
add_fields (ReviewPatternFact *fact, const ReviewEvidence *row)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  if (fact->fields != NULL)
    g_strv_builder_addv (names, (const char **) fact->fields);
  for (guint i = 0; row->fields != NULL && i < row->fields->len; i++)
    {
      const char *name = ((ReviewField *) row->fields->pdata[i])->name;

      if (fact->fields == NULL || !g_strv_contains ((const char *const *) fact->fields, name))
        g_strv_builder_add (names, name);
    }
  g_strfreev (fact->fields);
  fact->fields = g_strv_builder_end (names);
}

static void
add_citation (Collection *self, const ReviewEvidence *row)
{
  ReviewPatternFact *fact = find_fact (self, row->kind);
  GPtrArray *ids;

  fact->citations++;
  add_fields (fact, row);
  if (!g_hash_table_add (self->counted, fact))
    return;
  fact->cases++;
  ids = g_hash_table_lookup (self->examples, GINT_TO_POINTER (row->kind));
  if (ids == NULL)
    {
      ids = g_ptr_array_new ();
      g_hash_table_insert (self->examples, GINT_TO_POINTER (row->kind), ids);
    }
  if (ids->len < REVIEW_PATTERN_EXEMPLARS * 2) /* some may not be shown */
    g_ptr_array_add (ids, (gpointer) self->id);
}

static gboolean
read_citations (ReviewTx *tx, gpointer user_data, GError **error)
{
  Collection *self = user_data;
  g_autoptr (GPtrArray) texts = review_store_list_case_annotations (tx, self->id, error);
  g_autoptr (ReviewIntake) values = NULL;

  if (texts == NULL)
    return FALSE;
  if (texts->len == 0)
    return TRUE;
  values = review_store_load_values (tx, self->id, 0, error);
  if (values == NULL)
    return FALSE;
  g_hash_table_remove_all (self->counted);
  for (guint i = 0; values->evidence != NULL && i < texts->len; i++)
    {
      g_autoptr (GPtrArray) rows = review_annotation_list_rows (texts->pdata[i], values->evidence);

      for (guint j = 0; j < rows->len; j++)
        add_citation (self, rows->pdata[j]);
    }
  self->request->cited += g_hash_table_size (self->counted) > 0 ? 1 : 0;
  return TRUE;
}

static int
compare_facts (gconstpointer a, gconstpointer b)
{
  const ReviewPatternFact *x = *(const ReviewPatternFact *const *) a;
  const ReviewPatternFact *y = *(const ReviewPatternFact *const *) b;

  return x->cases != y->cases ? (x->cases < y->cases ? 1 : -1) : x->kind - y->kind;
}

/* The errors of the slice, since it was first looked at. */
static gboolean
list_errors (Collection *self, const ReviewPattern *pattern, GError **error)
{
  ReviewService *service = self->write.service;
  RadarKind kind = review_radar_kind (pattern->label);
  g_autoptr (GPtrArray) conditions = review_radar_conditions (pattern->conditions);
  g_autoptr (ReviewRadarSet) set = review_radar_set_read (
      service, pattern->case_type, pattern->found != NULL ? pattern->found->since : 0, G_MAXINT64,
      NULL, NULL, error);

  if (set == NULL)
    return FALSE;
  self->cases = g_ptr_array_new_with_free_func (g_free);
  for (guint row = 0; row < radar_table_get_n (set->table); row++)
    if (radar_table_is_error (set->table, row, kind)
        && radar_table_meets_all (set->table, row, conditions, TRUE))
      g_ptr_array_add (self->cases, g_strdup (((ReviewMeasured *) set->rows->pdata[row])->case_id));
  return TRUE;
}

static gboolean
collect (Collection *self, const ReviewPattern *pattern, GError **error)
{
  if (!list_errors (self, pattern, error))
    return FALSE;
  self->request = review_record_new (&review_feature_request_type);
  self->request->facts = review_records_new ();
  self->request->cases = self->cases->len;
  self->counted = g_hash_table_new (NULL, NULL);
  self->examples = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < self->cases->len; i++)
    {
      self->id = self->cases->pdata[i];
      if (!review_store_read (self->write.service->store, read_citations, self, error))
        return FALSE;
    }
  g_ptr_array_sort (self->request->facts, compare_facts);
  return TRUE;
}

static gboolean
keep_examples (ReviewTx *tx, Collection *self, const char *pattern, GError **error)
{
  GHashTableIter iter;
  gpointer kind, ids;

  if (!review_store_clear_fact_cases (tx, pattern, error))
    return FALSE;
  g_hash_table_iter_init (&iter, self->examples);
  while (g_hash_table_iter_next (&iter, &kind, &ids))
    if (!review_store_set_fact_cases (tx, pattern, GPOINTER_TO_INT (kind), ids, error))
      return FALSE;
  return TRUE;
}

static gpointer
ask (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  Collection *self = (Collection *) write;
  const ReviewPatternActRequest *body = write->body;
  ReviewFeatureRequest *request = self->request;
  g_autoptr (ReviewPattern) before =
      review_pattern_load_in (tx, write, 1u << REVIEW_PATTERN_WORKING, TRUE, error);
  g_autoptr (ReviewPattern) after = NULL;

  if (before == NULL)
    return NULL;
  if (before->path != REVIEW_PATH_A
      || (before->request != NULL && before->request->answered_at == 0))
    {
      review_error_refuse (error, REVIEW_ERROR_CONFLICT,
                           before->path != REVIEW_PATH_A ? "the pattern is not on path A"
                                                         : "a feature has been asked for");
      return NULL;
    }
  if (!keep_examples (tx, self, before->id, error))
    return NULL;
  request->reason = g_strdup (body->reason);
  request->asked_by = g_strdup (write->call->user->id);
  request->asked_by_name = g_strdup (write->call->user->name);
  request->asked_at = REVIEW_WHOLE_MS (review_tx_get_now (tx));
  after = review_record_copy (before);
  g_clear_pointer (&after->request, review_record_unref);
  after->request = g_steal_pointer (&self->request);
  return review_pattern_finish (tx, write, before, after, REVIEW_PATTERN_REQUEST, body->reason,
                                error);
}

/**
 * review_service_request_feature:
 * @request: why
 *
 * Collects which evidence reviewers cited in the pattern's errors, counted and with cases, and hands it
 * to the model team. May take a while.
 *
 * Returns: (transfer full): the pattern with its request; %NULL with %REVIEW_ERROR_CONFLICT when it is
 *   not worked on along path A, or an earlier request has no answer
 */
ReviewPattern *
review_service_request_feature (ReviewService *self,
                                const ReviewCall *call,
                                const char *pattern,
                                const ReviewPatternActRequest *request,
                                GError **error)
{
  g_auto (Collection) one = { .write = { .service = self,
                                         .call = call,
                                         .operation = "pattern_request",
                                         .object = pattern,
                                         .body = request,
                                         .answer_type = &review_pattern_type,
                                         .keep = REVIEW_KEEP_WRITE,
                                         .versioned = TRUE,
                                         .run = ask } };
  g_autoptr (ReviewPattern) now = NULL;

  if (!review_service_check_text (request->reason, "reason", error))
    return NULL;
  now = review_service_get_pattern (self, pattern, error);
  return now != NULL && collect (&one, now, error) ? review_service_run (&one.write, error) : NULL;
}

static gpointer
answer (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewFeatureAnswer *body = write->body;
  g_autoptr (ReviewPattern) before =
      review_pattern_load_in (tx, write, 1u << REVIEW_PATTERN_WORKING, FALSE, error);
  g_autoptr (ReviewPattern) after = NULL;
  ReviewFeatureRequest *request;

  if (before == NULL)
    return NULL;
  if (before->request == NULL || before->request->arrived_at != 0)
    {
      review_error_refuse (error, REVIEW_ERROR_CONFLICT, "no feature is asked for");
      return NULL;
    }
  after = review_record_copy (before);
  request = review_record_copy (before->request);
  review_record_unref (after->request);
  after->request = request;
  g_free (request->answer);
  request->answer = g_strdup (body->text);
  g_free (request->feature);
  request->feature = g_strdup (body->feature);
  g_free (request->answered_by);
  request->answered_by = g_strdup (write->call->user->id);
  g_free (request->answered_by_name);
  request->answered_by_name = g_strdup (write->call->user->name);
  request->answered_at = REVIEW_WHOLE_MS (review_tx_get_now (tx));
  return review_pattern_finish (tx, write, before, after, REVIEW_PATTERN_ANSWER, body->text, error);
}

/**
 * review_service_answer_feature:
 * @body: the answer, and the id of the feature that will carry the fact where there will be one
 *
 * May be given anew until the feature has arrived.
 *
 * Returns: (transfer full): the pattern
 */
ReviewPattern *
review_service_answer_feature (ReviewService *self,
                               const ReviewCall *call,
                               const char *pattern,
                               const ReviewFeatureAnswer *body,
                               GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "pattern_answer",
                        .object = pattern,
                        .body = body,
                        .answer_type = &review_pattern_type,
                        .keep = REVIEW_KEEP_WRITE,
                        .versioned = TRUE,
                        .run = answer };

  if (body->feature != NULL && (*body->feature == '\0' || strlen (body->feature) > 100))
    {
      review_error_set_field (error, "feature", "has 1 to 100 bytes");
      return NULL;
    }
  return review_service_check_text (body->text, "text", error) ? review_service_run (&write, error)
                                                               : NULL;
}

/*
 * review_radar_recheck_feature:
 * @pattern: worked on; where the feature that it waits for has arrived, its request gets the figures,
 *   and its path is retraining when the feature tells the errors from the rest with confidence
 *
 * Returns: whether it arrived just now
 */
gboolean
review_radar_recheck_feature (const ReviewRadarSet *set, ReviewPattern *pattern, gint64 now)
{
  g_autoptr (GPtrArray) conditions = NULL;
  ReviewFeatureRequest *request;
  RadarSeparation found;

  if (pattern->request == NULL || pattern->request->feature == NULL
      || pattern->request->arrived_at != 0)
    return FALSE;
  conditions = review_radar_conditions (pattern->conditions);
  found = radar_separate (set->table, review_radar_kind (pattern->label), conditions,
                          pattern->request->feature, 0, G_MAXINT64, LEVEL);
  if (found.known < FEW)
    return FALSE;
  request = review_record_copy (pattern->request);
  request->arrived_at = now;
  request->known = found.known;
  request->separation = found.auc;
  request->low = found.low;
  request->high = found.high;
  request->tells = found.low > .5 || found.high < .5;
  review_record_unref (pattern->request);
  pattern->request = request;
  if (request->tells)
    {
      g_free (pattern->fix);
      pattern->fix = g_strdup ("weight");
      g_free (pattern->feature);
      pattern->feature = g_strdup (request->feature);
    }
  return TRUE;
}
