/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Policy versions: who may bring one from draft to force, and in which steps. Bodies never change
 * and states only append; whoever wrote a version never approves it, and an approval holds for the
 * content that was approved. */
#define G_LOG_DOMAIN "review-service"
#include "review-error.h"
#include "review-service-private.h"

#include <math.h>
#include <string.h>

#include "review-store-audit.h"
#include "review-store-events.h"
#include "review-store-fields.h"
#include "review-store-policies.h"

#define MAX_NOTE 4000 /* characters of a note or a reason */

/* One write about a version, on its way. */
typedef struct
{
  ReviewTx *tx;
  ReviewWrite *write;
  gint64 seq;                   /* of the next state */
  ReviewPolicyVersion *version; /* (owned): as it stands */
  ReviewPolicy *policy;         /* (owned): its content */
} Step;

static void
clear_step (Step *self)
{
  g_clear_pointer (&self->version, review_record_unref);
  g_clear_pointer (&self->policy, review_record_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Step, clear_step)

static gboolean
is_in (const ReviewPolicyVersion *version, ReviewPolicyState a, ReviewPolicyState b)
{
  return version->state == (int) a || version->state == (int) b;
}

/* Routes name the roles too; a rule about who may do what does not hang on one table. */
static gboolean
check_actor (const ReviewUser *user, GError **error)
{
  return user->role == REVIEW_ROLE_LEAD || user->role == REVIEW_ROLE_ADMIN
         || review_error_refuse (error, REVIEW_ERROR_FORBIDDEN,
                                 "policies are for leads and administrators");
}

static gboolean
begin (Step *self, ReviewTx *tx, ReviewWrite *write, GError **error)
{
  self->tx = tx;
  self->write = write;
  if (!check_actor (write->call->user, error)
      || !review_store_lock_policies (tx, &self->seq, error))
    return FALSE;
  self->version = review_store_load_policy_version (tx, write->object, error);
  self->policy = self->version != NULL ? review_store_load_policy (tx, write->object, error) : NULL;
  return self->policy != NULL;
}

/* The new state with its audit row and its event; SOP texts carry the policy's numbers, so
 * everybody is told. */
static gpointer
finish (Step *self, ReviewPolicyState state, const char *action, const char *reason, GError **error)
{
  const ReviewUser *user = self->write->call->user;

  if (!review_store_add_policy_state (self->tx, self->seq, self->policy->version, state, user->id,
                                      reason, error)
      || !review_service_audit_policy (self->tx, user, action, self->policy, reason, error)
      || !review_event_add (self->tx, "policy", self->policy->version, "*", error))
    return NULL;
  return review_store_load_policy_version (self->tx, self->policy->version, error);
}

/**
 * review_service_check_policy:
 * @error: %REVIEW_ERROR_INVALID naming the wrong member
 *
 * Returns: whether @policy may be put in force, as far as its content goes
 */
gboolean
review_service_check_policy (ReviewService *self, const ReviewPolicy *policy, GError **error)
{
  ReviewAssessor assessor;

  g_mutex_lock (&self->lock);
  assessor = self->assessor;
  g_mutex_unlock (&self->lock);
  if (assessor.check_policy == NULL)
    return review_error_refuse (error, REVIEW_ERROR_FAILED, "nobody is there to check a policy");
  return assessor.check_policy (assessor.self, policy, review_service_get_catalog (self), error);
}

static gboolean
is_near (double a, double b)
{
  return (isnan (a) && isnan (b)) || fabs (a - b) <= 1e-9;
}

static gboolean
is_same_proof (const ReviewCertificate *a, const ReviewCertificate *b)
{
  return a->side == b->side && a->n == b->n && a->k == b->k && is_near (a->lambda, b->lambda)
         && is_near (a->target, b->target) && is_near (a->delta, b->delta)
         && is_near (a->bound, b->bound) && is_near (a->sensitivity, b->sensitivity)
         && g_strcmp0 (a->model, b->model) == 0 && g_strcmp0 (a->calibration, b->calibration) == 0;
}

/* What is in force was proven when it was drafted, and goes on as long as it stays as it is. */
static gboolean
is_in_force (const ReviewTypePolicy *live, const ReviewCertificate *one)
{
  for (guint i = 0;
       live != NULL && live->certified && live->certificates != NULL && i < live->certificates->len;
       i++)
    if (is_same_proof (live->certificates->pdata[i], one))
      return TRUE;
  return FALSE;
}

/* Each side that decides, against what the server can prove by itself of the type's live model. */
static gboolean
check_proof (ReviewService *self, const ReviewTypePolicy *type, const char *field, GError **error)
{
  const ReviewTypePolicy *live =
      review_policy_find_type (review_service_get_policy (self), type->case_type);
  g_autoptr (ReviewHubView) view = NULL;

  for (int side = REVIEW_SIDE_PASS; side <= REVIEW_SIDE_BLOCK; side++)
    {
      const ReviewCertificate *one = review_type_policy_find_certificate (type, side, NULL, NULL);
      const ReviewCertificate *today;

      if (!review_type_policy_decides (type, side) || (one != NULL && is_in_force (live, one)))
        continue;
      if (view == NULL)
        view = review_service_describe_hub_type (self, NULL, type->case_type, error);
      if (view == NULL)
        return FALSE;
      today = side == REVIEW_SIDE_PASS ? view->certificate_pass : view->certificate_block;
      if (one != NULL && today != NULL && is_same_proof (today, one))
        continue;
      review_error_set_field (error, field, "the certificate is not what can be proven today");
      return FALSE;
    }
  return TRUE;
}

/* Nobody is believed about a proof: what a draft claims, the server must find itself. */
static gboolean
check_proofs (ReviewService *self, const ReviewPolicy *policy, GError **error)
{
  for (guint i = 0; policy->types != NULL && i < policy->types->len; i++)
    {
      const ReviewTypePolicy *type = policy->types->pdata[i];
      g_autofree char *field = g_strdup_printf ("types[%u].certified", i);

      if (type->certified && !check_proof (self, type, field, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_version (GPtrArray *versions, const char *version)
{
  for (guint i = 0; version != NULL && i < versions->len; i++)
    if (strcmp (((ReviewPolicyVersion *) versions->pdata[i])->version, version) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
check_draft (const ReviewPolicy *policy, GPtrArray *versions, GError **error)
{
  if (!has_version (versions, policy->base))
    review_error_set_field (error, "base", "\"%s\" is no version",
                            policy->base != NULL ? policy->base : "");
  else if (policy->note != NULL && g_utf8_strlen (policy->note, -1) > MAX_NOTE)
    review_error_set_field (error, "note", "has at most %d characters", MAX_NOTE);
  else
    return TRUE;
  return FALSE;
}

static gpointer
draft (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  g_auto (Step) step = { .tx = tx, .write = write };
  g_autoptr (GPtrArray) versions = NULL;
  g_autofree char *version = NULL;

  if (!check_actor (write->call->user, error) || !review_store_lock_policies (tx, &step.seq, error))
    return NULL;
  versions = review_store_list_policies (tx, error);
  if (versions == NULL || !check_draft (write->body, versions, error))
    return NULL;
  version = review_service_next_policy (versions);
  step.policy = review_service_rename_policy (write->body, version, write->call->user->id);
  if (!review_store_add_policy (tx, step.policy, error))
    return NULL;
  return finish (&step, REVIEW_POLICY_DRAFT, "policy_draft", NULL, error);
}

/**
 * review_service_draft_policy:
 * @policy: complete; its version is ignored, its base is the version that it was made from
 *
 * Returns: (transfer full): the new draft, named by the server; %NULL with
 *   %REVIEW_ERROR_INVALID naming the member that keeps it from ever being in force, as where a row
 *   is called certified by other certificates than those in force or those that the server finds
 *   itself today; %REVIEW_ERROR_BUSY while it measures that type for the first time
 */
ReviewPolicyVersion *
review_service_draft_policy (ReviewService *self,
                             const ReviewCall *call,
                             const ReviewPolicy *policy,
                             GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "draft_policy",
                        .body = policy,
                        .answer_type = &review_policy_version_type,
                        .run = draft };

  if (!check_actor (call->user, error) || !review_service_check_policy (self, policy, error)
      || !check_proofs (self, policy, error))
    return NULL;
  return review_service_run (&write, error);
}

static gboolean
check_approver (const Step *step, GError **error)
{
  if (step->version->state != REVIEW_POLICY_DRAFT)
    return review_error_refuse (error, REVIEW_ERROR_CONFLICT, "only a draft can be approved");
  return g_strcmp0 (step->version->author, step->write->call->user->id) != 0
         || review_error_refuse (error, REVIEW_ERROR_FORBIDDEN, "nobody approves their own work");
}

static gpointer
approve (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  g_auto (Step) step = { 0 };

  if (!begin (&step, tx, write, error) || !check_approver (&step, error)
      || !review_service_check_policy (write->service, step.policy, error))
    return NULL;
  return finish (&step, REVIEW_POLICY_APPROVED, "policy_approve", NULL, error);
}

/**
 * review_service_approve_policy:
 *
 * A second person stands for a draft. The approval is bound to the content: it carries its hash.
 *
 * Returns: (transfer full): the version; %NULL with %REVIEW_ERROR_FORBIDDEN for its author,
 *   %REVIEW_ERROR_CONFLICT when it is no draft any more, %REVIEW_ERROR_INVALID when it no longer
 *   fits the catalogue
 */
ReviewPolicyVersion *
review_service_approve_policy (ReviewService *self,
                               const ReviewCall *call,
                               const char *version,
                               GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "approve_policy",
                        .object = version,
                        .answer_type = &review_policy_version_type,
                        .run = approve };

  return review_service_run (&write, error);
}

static gboolean
check_in_time (const Step *step, GError **error)
{
  gint64 now = review_tx_get_now (step->tx);

  if (step->policy->valid_from > now)
    return review_error_refuse (error, REVIEW_ERROR_CONFLICT, "the version is not valid yet");
  if (step->policy->valid_until != 0 && step->policy->valid_until <= now)
    return review_error_refuse (error, REVIEW_ERROR_CONFLICT, "the version is not valid any more");
  return TRUE;
}

static gboolean
check_approved (const Step *step, GError **error)
{
  g_autofree char *hash = review_record_content_hash (step->policy);
  gboolean approved = FALSE;

  if (!is_in (step->version, REVIEW_POLICY_APPROVED, REVIEW_POLICY_SUPERSEDED))
    return review_error_refuse (error, REVIEW_ERROR_CONFLICT,
                                "only an approved version, or one that was in force, can go live");
  if (!review_store_is_approved (step->tx, step->policy->version, hash, &approved, error))
    return FALSE;
  return approved || step->version->state == REVIEW_POLICY_SUPERSEDED
         || review_error_refuse (error, REVIEW_ERROR_CONFLICT,
                                 "this is not the content that was approved");
}

/* The version that is in force leaves it in the same transaction. */
static gboolean
supersede (Step *step, const char *reason, GError **error)
{
  g_autofree char *live = review_store_find_live_policy (step->tx, error);
  g_autoptr (ReviewPolicy) before = NULL;

  if (live == NULL)
    return FALSE;
  before = review_store_load_policy (step->tx, live, error);
  return before != NULL
         && review_store_add_policy_state (step->tx, step->seq, live, REVIEW_POLICY_SUPERSEDED,
                                           step->write->call->user->id, reason, error)
         && review_service_audit_policy (step->tx, step->write->call->user, "policy_supersede",
                                         before, reason, error)
         && review_store_lock_policies (step->tx, &step->seq, error);
}

/* The write about the version that is its object, within a transaction that may be another's. */
gpointer
review_service_put_policy_live (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewPolicyAct *act = write->body;
  g_auto (Step) step = { 0 };
  gboolean back;

  if (!begin (&step, tx, write, error) || !check_approved (&step, error))
    return NULL;
  back = step.version->state == REVIEW_POLICY_SUPERSEDED;
  if (!review_service_check_reason (act->reason, MAX_NOTE, back, error)
      || !check_in_time (&step, error)
      || !review_service_check_policy (write->service, step.policy, error)
      || !supersede (&step, act->reason, error))
    return NULL;
  return finish (&step, REVIEW_POLICY_LIVE, back ? "policy_put_back" : "policy_live", act->reason,
                 error);
}

/* After a commit that put another version in force. */
void
review_service_follow_policy (ReviewService *self)
{
  g_autoptr (GError) error = NULL;

  if (!review_service_reload_policy (self, &error))
    g_warning ("the new policy is not read yet: %s", error->message);
}

/**
 * review_service_make_policy_live:
 * @act: its reason is needed for a version that is put back
 *
 * Puts an approved version in force, or one that was in force before; the one that was superseded
 * by it can be put back. Cases that were assessed keep the version that they were assessed under.
 *
 * Returns: (transfer full): the version; %NULL with %REVIEW_ERROR_CONFLICT when its state or its
 *   validity does not allow it
 */
ReviewPolicyVersion *
review_service_make_policy_live (ReviewService *self,
                                 const ReviewCall *call,
                                 const char *version,
                                 const ReviewPolicyAct *act,
                                 GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "make_policy_live",
                        .object = version,
                        .body = act,
                        .answer_type = &review_policy_version_type,
                        .run = review_service_put_policy_live,
                        .committed = review_service_follow_policy };

  return review_service_run (&write, error);
}

static gboolean
check_withdrawer (const Step *step, GError **error)
{
  const ReviewUser *user = step->write->call->user;

  if (user->role != REVIEW_ROLE_ADMIN && g_strcmp0 (step->version->author, user->id) != 0)
    return review_error_refuse (error, REVIEW_ERROR_FORBIDDEN,
                                "its author or an administrator may");
  return is_in (step->version, REVIEW_POLICY_DRAFT, REVIEW_POLICY_APPROVED)
         || review_error_refuse (error, REVIEW_ERROR_CONFLICT,
                                 "it has been in force, or is withdrawn");
}

static gpointer
withdraw (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewPolicyAct *act = write->body;
  g_auto (Step) step = { 0 };

  if (!begin (&step, tx, write, error) || !check_withdrawer (&step, error)
      || !review_service_check_reason (act->reason, MAX_NOTE, TRUE, error))
    return NULL;
  return finish (&step, REVIEW_POLICY_WITHDRAWN, "policy_withdraw", act->reason, error);
}

/**
 * review_service_withdraw_policy:
 * @act: with a reason
 *
 * Takes back a draft or an approved version that was never in force.
 *
 * Returns: (transfer full): the version; %NULL with %REVIEW_ERROR_FORBIDDEN for others than its
 *   author and administrators, %REVIEW_ERROR_CONFLICT when its state does not allow it
 */
ReviewPolicyVersion *
review_service_withdraw_policy (ReviewService *self,
                                const ReviewCall *call,
                                const char *version,
                                const ReviewPolicyAct *act,
                                GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "withdraw_policy",
                        .object = version,
                        .body = act,
                        .answer_type = &review_policy_version_type,
                        .run = withdraw };

  return review_service_run (&write, error);
}
