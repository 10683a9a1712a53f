/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Experiments, step by step: proposed with a back-test, in shadow, on a part of the cases, promoted. Who
 * proposed one never promotes it, what reaches a customer was approved by a second person before, and
 * an experiment that does harm stops by itself. */
#define G_LOG_DOMAIN "review-service"
#include <string.h>

#include "review-service-campaigns.h"
#include "review-service-private.h"
#include "review-service-trial.h"
#include "review-store-audit.h"
#include "review-store-events.h"
#include "review-store-policies.h"

#define REASON_CHANGED "policy_changed"

static gboolean
check_actor (const ReviewUser *user, GError **error)
{
  return user->role == REVIEW_ROLE_LEAD || user->role == REVIEW_ROLE_ADMIN
         || review_error_refuse (error, REVIEW_ERROR_FORBIDDEN,
                                 "experiments are for leads and administrators");
}

typedef struct
{
  ReviewService *service;
  const char *id;
  const char *version;
  gpointer answer; /* (owned) (nullable) */
  GPtrArray *ids;  /* (owned) (nullable) */
} Job;

static gboolean
list_experiments (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;
  g_autoptr (ReviewExperimentList) list = review_record_new (&review_experiment_list_type);

  list->items = review_store_list_experiments (tx, error);
  if (list->items == NULL)
    return FALSE;
  job->answer = g_steal_pointer (&list);
  return TRUE;
}

/**
 * review_service_list_experiments:
 *
 * Returns: (transfer full): the newest first, without steps and figures
 */
ReviewExperimentList *
review_service_list_experiments (ReviewService *self, GError **error)
{
  Job job = { .service = self };

  return review_store_read (self->store, list_experiments, &job, error) ? job.answer : NULL;
}

static ReviewExperiment *
load_measured (ReviewTx *tx, const char *id, GError **error)
{
  g_autoptr (ReviewExperiment) one = review_store_load_experiment (tx, id, error);

  return one != NULL && review_trial_measure (tx, one, error) ? g_steal_pointer (&one) : NULL;
}

static gboolean
read_experiment (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;

  job->answer = load_measured (tx, job->id, error);
  return job->answer != NULL;
}

/**
 * review_service_get_experiment:
 *
 * Returns: (transfer full): it, with its steps and what its cases show so far; %NULL with
 *   %REVIEW_ERROR_NOT_FOUND
 */
ReviewExperiment *
review_service_get_experiment (ReviewService *self, const char *id, GError **error)
{
  Job job = { .service = self, .id = id };

  return review_store_read (self->store, read_experiment, &job, error) ? job.answer : NULL;
}

static gboolean
note_step (ReviewTx *tx,
           const ReviewUser *actor,
           const ReviewExperiment *one,
           const char *action,
           const char *reason,
           GError **error)
{
  g_autofree char *object = g_strconcat ("experiment:", one->id, NULL);
  ReviewAuditEntry entry = { .actor = actor->id,
                             .action = action,
                             .object = object,
                             .ref = one->id,
                             .reason = reason,
                             .after = one };

  return review_store_add_experiment_step (tx, one, actor->id, reason, error)
         && review_audit_add (tx, &entry, error)
         && review_event_add (tx, "experiment", one->id, NULL, error);
}

static gboolean
read_tried (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;
  g_autoptr (ReviewPolicyVersion) version =
      review_store_load_policy_version (tx, job->version, error);

  if (version == NULL)
    return FALSE;
  if (version->state != REVIEW_POLICY_DRAFT && version->state != REVIEW_POLICY_APPROVED)
    return review_error_refuse (error, REVIEW_ERROR_CONFLICT,
                                "only a draft or an approved version can be tried");
  job->answer = review_store_load_policy (tx, job->version, error);
  return job->answer != NULL;
}

/* The version that is to be tried, where it may be. */
static ReviewPolicy *
find_tried (ReviewService *self, const ReviewExperimentRequest *request, GError **error)
{
  Job job = { .service = self, .version = request->policy };
  g_autoptr (ReviewPolicy) tried = NULL;

  if (review_catalog_find_type (review_service_get_catalog (self), request->case_type) == NULL)
    {
      review_error_set_field (error, "case_type", "there is no such type");
      return NULL;
    }
  if (!review_experiment_check_request (request, error)
      || !review_store_read (self->store, read_tried, &job, error))
    return NULL;
  tried = job.answer;
  return review_experiment_check_scope (review_service_get_policy (self), tried, request->case_type,
                                        error)
             ? g_steal_pointer (&tried)
             : NULL;
}

typedef struct
{
  ReviewWrite write;        /* first, so that one is the other */
  ReviewBacktest *backtest; /* (borrowed) */
} Proposal;

static gpointer
propose (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewUser *user = write->call->user;
  Job job = { .version = ((const ReviewExperimentRequest *) write->body)->policy };
  g_autoptr (ReviewExperiment) one = review_record_new (&review_experiment_type);

  if (!read_tried (tx, &job, error))
    return NULL;
  review_record_unref (job.answer);
  review_experiment_set_terms (one, write->body, ((Proposal *) write)->backtest);
  one->id = review_tx_new_id (tx);
  one->state = REVIEW_EXPERIMENT_PROPOSED;
  one->version = 1;
  one->share = 0;
  one->live = g_strdup (review_service_get_policy (write->service)->version);
  one->author = g_strdup (user->id);
  one->created_at = REVIEW_WHOLE_MS (review_tx_get_now (tx));
  if (!review_store_add_experiment (tx, one, error)
      || !note_step (tx, user, one, "experiment_propose", one->note, error))
    return NULL;
  return load_measured (tx, one->id, error);
}

/**
 * review_service_propose_experiment:
 * @request: a version of the policy that differs from the one in force for its case type only
 *
 * Plays history once more under both, and keeps that with the experiment. Nobody is routed by it yet.
 *
 * Returns: (transfer full): it; %NULL with %REVIEW_ERROR_INVALID naming what cannot be tried so
 */
ReviewExperiment *
review_service_propose_experiment (ReviewService *self,
                                   const ReviewCall *call,
                                   const ReviewExperimentRequest *request,
                                   GError **error)
{
  g_autoptr (ReviewPolicy) tried = NULL;
  g_autoptr (ReviewBacktestRequest) replay = review_record_new (&review_backtest_request_type);
  g_autoptr (ReviewBacktest) backtest = NULL;
  Proposal proposal = { .write = { .service = self,
                                   .call = call,
                                   .operation = "propose_experiment",
                                   .body = request,
                                   .answer_type = &review_experiment_type,
                                   .keep = REVIEW_KEEP_WRITE,
                                   .run = propose } };

  if (!check_actor (call->user, error))
    return NULL;
  tried = find_tried (self, request, error);
  if (tried == NULL)
    return NULL;
  replay->policy = g_steal_pointer (&tried);
  backtest = review_service_backtest (self, call->user, request->case_type, replay, error);
  if (backtest == NULL)
    return NULL;
  proposal.backtest = backtest;
  return review_service_run (&proposal.write, error);
}

/* The experiment at the version that the caller saw, measured. */
static ReviewExperiment *
begin (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  g_autoptr (ReviewExperiment) one = NULL;

  if (!check_actor (write->call->user, error))
    return NULL;
  one = load_measured (tx, write->object, error);
  if (one == NULL)
    return NULL;
  if (one->version != write->call->version)
    {
      review_error_refuse (error, REVIEW_ERROR_CONFLICT, "it changed meanwhile");
      return NULL;
    }
  return g_steal_pointer (&one);
}

static ReviewExperiment *
move (ReviewTx *tx,
      const ReviewUser *actor,
      const ReviewExperiment *seen,
      int state,
      double share,
      const char *action,
      const char *reason,
      GError **error)
{
  g_autoptr (ReviewExperiment) one = NULL;

  if (!review_store_move_experiment (tx, seen, state, share, error))
    return NULL;
  one = review_store_load_experiment (tx, seen->id, error);
  if (one == NULL || !note_step (tx, actor, one, action, reason, error))
    return NULL;
  return load_measured (tx, seen->id, error);
}

/* What the experiment began beside is still in force. */
static gboolean
check_live (ReviewTx *tx, const ReviewExperiment *one, GError **error)
{
  g_autofree char *live = review_store_find_live_policy (tx, error);

  if (live == NULL)
    return FALSE;
  return strcmp (live, one->live) == 0
         || review_error_refuse (error, REVIEW_ERROR_CONFLICT,
                                 "another policy went live since it was proposed");
}

static gboolean
check_state (const ReviewExperiment *one, int state, int or_state, GError **error)
{
  return one->state == state || one->state == or_state
         || review_error_refuse (error, REVIEW_ERROR_CONFLICT, "it is not at that step");
}

static gboolean
is_missing (const ReviewExperiment *one, const char *code)
{
  return one->missing != NULL && g_strv_contains ((const char *const *) one->missing, code);
}

static gpointer
start_shadow (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  g_autoptr (ReviewExperiment) one = begin (tx, write, error);

  if (one == NULL || !check_state (one, REVIEW_EXPERIMENT_PROPOSED, 0, error)
      || !check_live (tx, one, error))
    return NULL;
  return move (tx, write->call->user, one, REVIEW_EXPERIMENT_SHADOW, 0, "experiment_shadow", NULL,
               error);
}

static gboolean
check_ready (const ReviewExperiment *one, GError **error)
{
  if (is_missing (one, "policy_not_approved"))
    return review_error_refuse (error, REVIEW_ERROR_CONFLICT,
                                "the policy on trial is not approved");
  if (is_missing (one, "shadow_goes_on"))
    return review_error_refuse (error, REVIEW_ERROR_CONFLICT,
                                "shadow has not shown it to be better");
  if (is_missing (one, "too_few_cases"))
    return review_error_refuse (error, REVIEW_ERROR_CONFLICT,
                                "the policy on trial has decided too few cases");
  return TRUE;
}

static gpointer
roll_out (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewExperimentAct *act = write->body;
  g_autoptr (ReviewExperiment) one = begin (tx, write, error);

  if (one == NULL || !check_state (one, REVIEW_EXPERIMENT_SHADOW, REVIEW_EXPERIMENT_ROLLOUT, error))
    return NULL;
  if (!(act->share > 0 && act->share <= 1))
    {
      review_error_set_field (error, "share", "lies above 0 and is at most 1");
      return NULL;
    }
  if (!check_live (tx, one, error)
      || (one->state == REVIEW_EXPERIMENT_SHADOW && !check_ready (one, error)))
    return NULL;
  return move (tx, write->call->user, one, REVIEW_EXPERIMENT_ROLLOUT, act->share,
               "experiment_rollout", act->reason, error);
}

static gboolean
check_promoter (ReviewTx *tx, const ReviewExperiment *one, const ReviewUser *user, GError **error)
{
  g_autoptr (ReviewPolicyVersion) tried = review_store_load_policy_version (tx, one->tried, error);

  if (tried == NULL)
    return FALSE;
  return (strcmp (one->author, user->id) != 0 && g_strcmp0 (tried->author, user->id) != 0)
         || review_error_refuse (error, REVIEW_ERROR_FORBIDDEN, "nobody promotes their own work");
}

static gpointer
promote (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewExperimentAct *act = write->body;
  g_autoptr (ReviewExperiment) one = begin (tx, write, error);
  g_autoptr (ReviewExperiment) promoted = NULL;
  g_autoptr (ReviewPolicyAct) live = review_record_new (&review_policy_act_type);
  g_autoptr (ReviewPolicyVersion) version = NULL;
  ReviewWrite policy = *write;

  if (one == NULL || !check_promoter (tx, one, write->call->user, error)
      || !check_state (one, REVIEW_EXPERIMENT_ROLLOUT, 0, error) || !check_live (tx, one, error)
      || !check_ready (one, error))
    return NULL;
  if (review_trial_find_harm (one) != NULL)
    {
      review_error_refuse (error, REVIEW_ERROR_CONFLICT, "a guardrail is broken");
      return NULL;
    }
  promoted = move (tx, write->call->user, one, REVIEW_EXPERIMENT_PROMOTED, 0, "experiment_promote",
                   act->reason, error);
  if (promoted == NULL)
    return NULL;
  live->reason = g_strdup (act->reason);
  policy.object = one->tried;
  policy.body = live;
  version = review_service_put_policy_live (tx, &policy, error);
  return version != NULL ? g_steal_pointer (&promoted) : NULL;
}

static gpointer
end (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewExperimentAct *act = write->body;
  g_autoptr (ReviewExperiment) one = begin (tx, write, error);

  if (one == NULL)
    return NULL;
  if (!review_experiment_is_running (one)
      && !check_state (one, REVIEW_EXPERIMENT_PROPOSED, 0, error))
    return NULL;
  return move (tx, write->call->user, one, REVIEW_EXPERIMENT_ENDED, 0, "experiment_end",
               act->reason, error);
}

static ReviewExperiment *
run_step (ReviewService *self,
          const ReviewCall *call,
          const char *id,
          const char *operation,
          const ReviewExperimentAct *act,
          ReviewWriteFunc run,
          GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = operation,
                        .object = id,
                        .body = act,
                        .answer_type = &review_experiment_type,
                        .keep = REVIEW_KEEP_WRITE,
                        .versioned = TRUE,
                        .run = run };

  if (run == promote)
    write.committed = review_service_follow_policy;
  return review_service_run (&write, error);
}

/**
 * review_service_shadow_experiment:
 *
 * From now on both policies read every case of the type; the one in force decides.
 *
 * Returns: (transfer full): it; %NULL with %REVIEW_ERROR_CONFLICT when another one runs on the type,
 *   or its state or the policy in force does not allow it
 */
ReviewExperiment *
review_service_shadow_experiment (ReviewService *self,
                                  const ReviewCall *call,
                                  const char *id,
                                  GError **error)
{
  return run_step (self, call, id, "experiment_shadow", NULL, start_shadow, error);
}

/**
 * review_service_roll_out_experiment:
 * @act: with the share of the cases that the tried policy decides from now on
 *
 * Returns: (transfer full): it; %NULL with %REVIEW_ERROR_CONFLICT before shadow has shown it to be
 *   better, or while nobody has approved its policy
 */
ReviewExperiment *
review_service_roll_out_experiment (ReviewService *self,
                                    const ReviewCall *call,
                                    const char *id,
                                    const ReviewExperimentAct *act,
                                    GError **error)
{
  return run_step (self, call, id, "experiment_rollout", act, roll_out, error);
}

/**
 * review_service_promote_experiment:
 *
 * Puts the tried policy in force, with everything that this asks for.
 *
 * Returns: (transfer full): it; %NULL with %REVIEW_ERROR_FORBIDDEN for the author of experiment or
 *   policy, %REVIEW_ERROR_CONFLICT before enough cases are decided or where a guardrail is broken
 */
ReviewExperiment *
review_service_promote_experiment (ReviewService *self,
                                   const ReviewCall *call,
                                   const char *id,
                                   const ReviewExperimentAct *act,
                                   GError **error)
{
  return run_step (self, call, id, "experiment_promote", act, promote, error);
}

/**
 * review_service_end_experiment:
 * @act: with a reason
 *
 * Returns: (transfer full): it; it routes nobody any more
 */
ReviewExperiment *
review_service_end_experiment (ReviewService *self,
                               const ReviewCall *call,
                               const char *id,
                               const ReviewExperimentAct *act,
                               GError **error)
{
  return review_service_check_text (act->reason, "reason", error)
             ? run_step (self, call, id, "experiment_end", act, end, error)
             : NULL;
}

static const char *
find_reason (ReviewTx *tx, const ReviewExperiment *one, GError **error)
{
  g_autofree char *live = review_store_find_live_policy (tx, error);

  if (live == NULL)
    return NULL;
  return strcmp (live, one->live) != 0 ? REASON_CHANGED : review_trial_find_harm (one);
}

static gboolean
list_harmful (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;
  g_autoptr (GPtrArray) all = review_store_list_experiments (tx, error);
  GError *local = NULL;

  if (all == NULL)
    return FALSE;
  job->ids = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < all->len && local == NULL; i++)
    {
      ReviewExperiment *one = all->pdata[i];

      if (review_experiment_is_running (one) && review_trial_measure (tx, one, &local)
          && find_reason (tx, one, &local) != NULL)
        g_ptr_array_add (job->ids, g_strdup (one->id));
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
stop (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;
  g_autoptr (ReviewExperiment) one = load_measured (tx, job->id, error);
  g_autoptr (ReviewExperiment) stopped = NULL;
  GError *local = NULL;
  const char *reason;

  if (one == NULL)
    return FALSE;
  if (!review_experiment_is_running (one))
    return TRUE;
  reason = find_reason (tx, one, &local);
  if (reason != NULL)
    stopped = move (tx, review_service_system_user (), one, REVIEW_EXPERIMENT_STOPPED, 0,
                    "experiment_stop", reason, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* Stops what does harm, or compares with a policy that is not in force any more. */
gboolean
review_service_watch_experiments (ReviewService *self, GError **error)
{
  Job job = { .service = self };
  gboolean ok = review_store_read (self->store, list_harmful, &job, error);

  for (guint i = 0; ok && i < job.ids->len; i++)
    {
      job.id = job.ids->pdata[i];
      ok = review_service_write (self, stop, &job, error);
    }
  g_clear_pointer (&job.ids, g_ptr_array_unref);
  return ok;
}
