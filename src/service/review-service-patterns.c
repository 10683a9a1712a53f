/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Patterns as people handle them: nominated by anybody, taken on by a senior or a lead, said to be
 * repaired by their owner. None of them closes one: only new data does. */
#define G_LOG_DOMAIN "review-service"
#include <string.h>

#include "review-service-campaigns.h"
#include "review-service-radar.h"
#include "review-store-audit.h"
#include "review-store-events.h"
#include "review-store-identity.h"
#include "review-store-patterns.h"

typedef struct
{
  const char *id;  /* (nullable) */
  gpointer answer; /* (owned) */
} Job;

/*
 * review_pattern_audit:
 * @act: #ReviewPatternAct
 *
 * The step in the pattern's history, its audit row and its event.
 */
gboolean
review_pattern_audit (ReviewTx *tx,
                      const ReviewUser *actor,
                      const ReviewPattern *before,
                      const ReviewPattern *after,
                      int act,
                      const char *reason,
                      GError **error)
{
  g_autoptr (ReviewPatternStep) step = review_record_new (&review_pattern_step_type);
  g_autofree char *object = g_strconcat ("pattern:", after->id, NULL);
  g_autofree char *action =
      g_strconcat ("pattern_", review_enum_nick (&review_pattern_acts, act), NULL);
  ReviewAuditEntry entry = { actor->id, action, object, NULL, reason, before, after };

  step->act = act;
  step->state = after->state;
  step->by = g_strdup (actor->id);
  step->at = REVIEW_WHOLE_MS (review_tx_get_now (tx));
  step->reason = g_strdup (reason);
  return review_store_add_pattern_step (tx, after->id, step, error)
         && review_audit_add (tx, &entry, error)
         && review_event_add (tx, "pattern", after->id, NULL, error);
}

static gboolean
list_patterns (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;
  g_autoptr (ReviewPatternList) list = review_record_new (&review_pattern_list_type);

  list->items = review_store_list_patterns (tx, NULL, error);
  if (list->items == NULL)
    return FALSE;
  job->answer = g_steal_pointer (&list);
  return TRUE;
}

/**
 * review_service_list_patterns:
 *
 * Returns: (transfer full): all patterns, what waits for somebody first
 */
ReviewPatternList *
review_service_list_patterns (ReviewService *self, GError **error)
{
  Job job = { 0 };

  return review_store_read (self->store, list_patterns, &job, error) ? job.answer : NULL;
}

static gboolean
load_pattern (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;

  job->answer = review_store_load_pattern (tx, job->id, error);
  return job->answer != NULL;
}

/**
 * review_service_get_pattern:
 *
 * Returns: (transfer full): the pattern with its history and the cases that may be shown
 */
ReviewPattern *
review_service_get_pattern (ReviewService *self, const char *id, GError **error)
{
  Job job = { .id = id };

  return review_store_read (self->store, load_pattern, &job, error) ? job.answer : NULL;
}

static gpointer
nominate (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewPatternNomination *request = write->body;
  g_autoptr (ReviewPattern) pattern = review_record_new (&review_pattern_type);

  pattern->case_type = g_strdup (request->case_type);
  pattern->label = request->label;
  pattern->conditions = review_records_new ();
  for (guint i = 0; i < request->conditions->len; i++)
    g_ptr_array_add (pattern->conditions, review_record_ref (request->conditions->pdata[i]));
  pattern->state = REVIEW_PATTERN_CANDIDATE;
  pattern->origin = REVIEW_PATTERN_BY_PERSON;
  pattern->nominated_by = g_strdup (write->call->user->id);
  pattern->found_at = REVIEW_WHOLE_MS (review_tx_get_now (tx));
  if (!review_store_add_pattern (tx, pattern, error)
      || !review_pattern_audit (tx, write->call->user, NULL, pattern, REVIEW_PATTERN_NOMINATE,
                                request->reason, error))
    return NULL;
  return g_steal_pointer (&pattern);
}

/**
 * review_service_nominate_pattern:
 * @request: what somebody thinks recurs, and why
 *
 * Returns: (transfer full): the candidate, without figures: the next scan counts, and only what
 *   follows the nomination confirms it; %NULL with %REVIEW_ERROR_CONFLICT when it is on record
 */
ReviewPattern *
review_service_nominate_pattern (ReviewService *self,
                                 const ReviewCall *call,
                                 const ReviewPatternNomination *request,
                                 GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "pattern_nominate",
                        .body = request,
                        .answer_type = &review_pattern_type,
                        .keep = REVIEW_KEEP_WRITE,
                        .run = nominate };

  if (review_catalog_find_type (review_service_get_catalog (self), request->case_type) == NULL)
    review_error_set_field (error, "case_type", "is none");
  else if (request->label != REVIEW_LABEL_FP && request->label != REVIEW_LABEL_FN)
    review_error_set_field (error, "label", "is FP or FN");
  else if (review_pattern_check_conditions (request->conditions, error)
           && review_service_check_text (request->reason, "reason", error))
    return review_service_run (&write, error);
  return NULL;
}

/*
 * review_pattern_load_in:
 * @states: bits of #ReviewPatternState
 * @own: only its owner may, or a lead
 *
 * Returns: (transfer full): the pattern in a state from which @write goes on
 */
ReviewPattern *
review_pattern_load_in (
    ReviewTx *tx, const ReviewWrite *write, guint states, gboolean own, GError **error)
{
  g_autoptr (ReviewPattern) pattern = review_store_load_pattern (tx, write->object, error);
  const ReviewUser *user = write->call->user;

  if (pattern == NULL)
    return NULL;
  if (pattern->version != write->call->version)
    review_error_refuse (error, REVIEW_ERROR_CONFLICT, "the pattern has changed since");
  else if ((states & (1u << pattern->state)) == 0)
    review_error_refuse (error, REVIEW_ERROR_CONFLICT, "the pattern is not in that state");
  else if (own && g_strcmp0 (pattern->owner, user->id) != 0 && user->role != REVIEW_ROLE_LEAD)
    review_error_refuse (error, REVIEW_ERROR_FORBIDDEN, "only its owner, or a lead");
  else
    return g_steal_pointer (&pattern);
  return NULL;
}

/*
 * review_pattern_finish:
 * @act: #ReviewPatternAct
 *
 * Returns: (transfer full): the pattern as it is on record now
 */
gpointer
review_pattern_finish (ReviewTx *tx,
                       const ReviewWrite *write,
                       const ReviewPattern *before,
                       ReviewPattern *after,
                       int act,
                       const char *reason,
                       GError **error)
{
  return review_store_put_pattern (tx, after, error)
                 && review_pattern_audit (tx, write->call->user, before, after, act, reason, error)
             ? review_store_load_pattern (tx, after->id, error)
             : NULL;
}

static gpointer
run (ReviewService *self,
     const ReviewCall *call,
     const char *operation,
     const char *pattern,
     gconstpointer body,
     ReviewWriteFunc func,
     GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = operation,
                        .object = pattern,
                        .body = body,
                        .answer_type = &review_pattern_type,
                        .keep = REVIEW_KEEP_WRITE,
                        .versioned = TRUE,
                        .run = func };

  return review_service_run (&write, error);
}

/* Who can carry a repair through: not an agent, nor somebody of another house. */
static gboolean
check_owner (ReviewTx *tx, const char *owner, GError **error)
{
  static const int roles[] = { REVIEW_ROLE_SENIOR, REVIEW_ROLE_LEAD, REVIEW_ROLE_MODEL,
                               REVIEW_ROLE_ADMIN, REVIEW_ROLE_QA };
  g_autoptr (ReviewUser) user = review_store_load_account (tx, owner, NULL);

  for (gsize i = 0; user != NULL && i < G_N_ELEMENTS (roles); i++)
    if (user->role == roles[i])
      return TRUE;
  review_error_set_field (error, "owner", "is nobody who can see to it");
  return FALSE;
}

static gpointer
accept (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewPatternAcceptance *request = write->body;
  g_autoptr (ReviewPattern) before =
      review_pattern_load_in (tx, write, 1u << REVIEW_PATTERN_CONFIRMED, FALSE, error);
  g_autoptr (ReviewPattern) after = NULL;

  if (before == NULL || !check_owner (tx, request->owner, error))
    return NULL;
  if (g_strcmp0 (before->nominated_by, write->call->user->id) == 0)
    {
      review_error_refuse (error, REVIEW_ERROR_FORBIDDEN, "it is one's own nomination");
      return NULL;
    }
  if (request->path != before->suggested
      && !review_service_check_text (request->reason, "reason", error))
    return NULL;
  after = review_record_copy (before);
  after->state = REVIEW_PATTERN_WORKING;
  after->path = request->path;
  after->overridden = request->path != before->suggested;
  g_free (after->owner);
  after->owner = g_strdup (request->owner);
  after->due = request->due;
  return review_pattern_finish (tx, write, before, after, REVIEW_PATTERN_ACCEPT, request->reason,
                                error);
}

/**
 * review_service_accept_pattern:
 * @request: path, owner and due time; another path than the suggested one needs a reason
 *
 * Takes on a pattern that the following period has confirmed; not one's own nomination.
 *
 * Returns: (transfer full): the pattern
 */
ReviewPattern *
review_service_accept_pattern (ReviewService *self,
                               const ReviewCall *call,
                               const char *pattern,
                               const ReviewPatternAcceptance *request,
                               GError **error)
{
  return run (self, call, "pattern_accept", pattern, request, accept, error);
}

static gpointer
repair (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewPatternActRequest *request = write->body;
  g_autoptr (ReviewPattern) before =
      review_pattern_load_in (tx, write, 1u << REVIEW_PATTERN_WORKING, TRUE, error);
  g_autoptr (ReviewPattern) after = NULL;
  ReviewPatternQuery *query;

  if (before == NULL)
    return NULL;
  if (before->query == NULL)
    {
      review_error_refuse (error, REVIEW_ERROR_CONFLICT, "it has no verification query yet");
      return NULL;
    }
  after = review_record_copy (before);
  after->state = REVIEW_PATTERN_REPAIRED;
  g_free (after->reference);
  after->reference = g_strdup (request->reference);
  query = review_record_copy (before->query);
  query->since = request->since != 0 ? request->since : REVIEW_WHOLE_MS (review_tx_get_now (tx));
  query->n = query->errors = query->cases = query->claims = 0;
  query->low = 0;
  query->high = 1;
  review_record_unref (after->query);
  after->query = query;
  return review_pattern_finish (tx, write, before, after, REVIEW_PATTERN_REPAIR, request->reason,
                                error);
}

/**
 * review_service_repair_pattern:
 * @request: what was done, the version that does it, and since when cases are assessed with it
 *
 * Says that a pattern is mended. New data has to show it.
 *
 * Returns: (transfer full): the pattern
 */
ReviewPattern *
review_service_repair_pattern (ReviewService *self,
                               const ReviewCall *call,
                               const char *pattern,
                               const ReviewPatternActRequest *request,
                               GError **error)
{
  return review_service_check_text (request->reason, "reason", error)
             ? run (self, call, "pattern_repair", pattern, request, repair, error)
             : NULL;
}

static gpointer
dismiss (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewPatternActRequest *request = write->body;
  g_autoptr (ReviewPattern) before = review_pattern_load_in (
      tx, write, 1u << REVIEW_PATTERN_CANDIDATE | 1u << REVIEW_PATTERN_CONFIRMED, FALSE, error);
  g_autoptr (ReviewPattern) after = NULL;

  if (before == NULL)
    return NULL;
  after = review_record_copy (before);
  after->state = REVIEW_PATTERN_DISMISSED;
  return review_pattern_finish (tx, write, before, after, REVIEW_PATTERN_DISMISS, request->reason,
                                error);
}

/**
 * review_service_dismiss_pattern:
 * @request: why
 *
 * Says that a pattern is none. One that is worked on is not dismissed: it is repaired, or it is not.
 *
 * Returns: (transfer full): the pattern
 */
ReviewPattern *
review_service_dismiss_pattern (ReviewService *self,
                                const ReviewCall *call,
                                const char *pattern,
                                const ReviewPatternActRequest *request,
                                GError **error)
{
  return review_service_check_text (request->reason, "reason", error)
             ? run (self, call, "pattern_dismiss", pattern, request, dismiss, error)
             : NULL;
}
