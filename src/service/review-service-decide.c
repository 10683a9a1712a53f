/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deciding and taking it back within ten seconds. A decision is committed at once; what follows
 * from it waits for its time (review-service-settle.c). */
#define G_LOG_DOMAIN "review-service"
#include "review-annotation.h"
#include "review-form-rules.h"
#include "review-service-private.h"
#include "review-store-decisions.h"

static gboolean
set_conflict (GError **error, const char *text)
{
  g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT, text);
  return FALSE;
}

/* What the person had on screen must be what the server would show now. */
gboolean
review_look_check_seen (const ReviewLook *look, const ReviewSeen *seen, GError **error)
{
  gboolean visible = look->assessment != NULL && !look->blind;
  const ReviewSop *sop =
      review_catalog_find_sop (review_service_get_catalog (look->service), look->item_case->type);

  if (seen->active_ms < 0)
    {
      review_error_set_field (error, "seen.active_ms", "cannot be negative");
      return FALSE;
    }
  if (g_strcmp0 (seen->evidence_hash, look->evidence_hash) != 0)
    return set_conflict (error, "the evidence changed after it was read");
  if (g_strcmp0 (seen->assessment, visible ? look->assessment->id : NULL) != 0)
    return set_conflict (error, "ROCA's assessment changed after it was read");
  if (seen->verdict_visible && !visible)
    {
      review_error_set_field (error, "seen.verdict_visible", "the verdict was not shown");
      return FALSE;
    }
  if (seen->sop_version != NULL && sop != NULL && g_strcmp0 (seen->sop_version, sop->version) != 0)
    return set_conflict (error, "the SOP changed after it was read");
  return TRUE;
}

/* A hidden case is not decided without a first call. */
static gboolean
check_first_call (const ReviewLook *look, GError **error)
{
  if (look->mode != REVIEW_BLIND_HIDDEN || look->first_call != NULL)
    return TRUE;
  review_error_set_field (error, "first_call", "comes before the decision");
  return FALSE;
}

/* Not asking for the verdict is no way around a rule that wants an escalation. */
static gboolean
check_rule (const ReviewLook *look, const ReviewForm *form, GError **error)
{
  const ReviewGates *gates = look->assessment != NULL ? look->assessment->gates : NULL;

  if (!look->blind || form->choice == REVIEW_CHOICE_ESCALATE || gates == NULL
      || gates->escalation_rule == NULL || review_role_decides_key_users (look->user->role))
    return TRUE;
  review_error_set_field (error, "form.choice", "rule_needs_escalation: rule %s",
                          gates->escalation_rule);
  return FALSE;
}

static gboolean
check_form (const ReviewLook *look, const ReviewForm *form, GError **error)
{
  ReviewFormContext context = { .catalog = review_service_get_catalog (look->service),
                                .item_case = look->item_case,
                                .evidence = look->evidence,
                                .assessment = look->blind ? NULL : look->assessment,
                                .role = look->user->role,
                                .blind = look->blind };

  return review_form_validate (form, &context, error);
}

/* Who comes round to what ROCA says is no second source beside it. */
static gboolean
changed_mind (const ReviewLook *look, const ReviewForm *form)
{
  return look->first_call != NULL && review_first_call_differs (look->first_call, form->choice);
}

/* Whether an earlier annotation says the same: of anybody about the type word for word, or of the
 * same person nearly so. One's own about this case is no copy: it may come back and be decided. */
static gboolean
check_copy (const ReviewLook *look, const ReviewForm *form, GError **error)
{
  g_autofree char *folded =
      form->annotation != NULL ? review_annotation_fold (form->annotation) : g_strdup ("");
  g_autoptr (GPtrArray) own = NULL;
  gint64 found;

  if (*folded == '\0')
    return TRUE;
  found = review_store_count_annotations (look->tx, look->item_case, form->annotation, error);
  if (found < 0)
    return FALSE;
  own = review_store_list_annotations (look->tx, look->item_case, look->user->id, error);
  if (own == NULL)
    return FALSE;
  for (guint i = 0; found == 0 && i < own->len; i++)
    {
      g_autofree char *earlier = review_annotation_fold (own->pdata[i]);

      found = review_annotation_likeness (folded, earlier) >= REVIEW_ANNOTATION_COPY;
    }
  if (found == 0)
    return TRUE;
  review_error_set_field (error, "form.annotation", "annotation_copied");
  return FALSE;
}

static ReviewDecision *
make_decision (const ReviewLook *look, ReviewWrite *write, ReviewForm *form, GError **error)
{
  const ReviewDecideRequest *request = write->body;
  ReviewDecision *decision;
  gint64 n = review_store_next_decision (look->tx, look->item_case->id, error);

  if (n < 0)
    return NULL;
  decision = review_record_new (&review_decision_type);
  decision->id = review_tx_new_id (look->tx);
  decision->work_item = g_strdup (look->work->item->id);
  decision->case_id = g_strdup (look->item_case->id);
  decision->n = n;
  decision->actor = g_strdup (look->user->id);
  decision->actor_name = g_strdup (look->user->name);
  decision->decided_at = REVIEW_WHOLE_MS (review_tx_get_now (look->tx));
  decision->effective_at = decision->decided_at + REVIEW_UNDO_TIME;
  decision->stage = look->work->stage;
  decision->choice = form->choice;
  if (!look->blind)
    decision->label = review_form_label (form, look->assessment);
  decision->label_maturity = changed_mind (look, form)
                                 ? (int) REVIEW_MATURITY_PROVISIONAL
                                 : review_form_label_maturity (decision->label);
  decision->form = review_record_ref (form);
  decision->seen = review_record_ref (request->seen);
  decision->work_item_version = write->call->version + 1;
  return decision;
}

static gboolean
store_decision (ReviewTx *tx,
                ReviewWrite *write,
                const ReviewDecision *decision,
                const char *case_type,
                GError **error)
{
  ReviewMove move = { write->object, write->call->user->id, write->call->version,
                      decision->choice == REVIEW_CHOICE_ESCALATE ? REVIEW_WORK_ESCALATED
                                                                 : REVIEW_WORK_DECIDED };

  return review_store_move (tx, &move, error)
         && review_store_add_decision (tx, decision, TRUE, error)
         && review_store_add_annotation (tx, decision, case_type, error)
         && review_store_make_pending (tx, decision, error);
}

static gboolean
check_holder (ReviewTx *tx, const ReviewLook *look, GError **error)
{
  if (look->user->role == REVIEW_ROLE_SERVICE)
    {
      g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_FORBIDDEN,
                           "a machine never decides for a person");
      return FALSE;
    }
  if (look->holds)
    return TRUE;
  return set_conflict (error, "you do not hold this case any more");
}

static gpointer
decide (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewDecideRequest *request = write->body;
  const ReviewUser *user = write->call->user;
  ReviewScope scope = review_service_scope (user);
  g_autoptr (ReviewWork) work = review_store_load_work (tx, write->object, &scope, error);
  g_auto (ReviewLook) look = { 0 };
  g_autoptr (ReviewForm) form = review_form_trim (request->form);
  g_autoptr (ReviewDecision) decision = NULL;

  if (work == NULL || !review_look_init (&look, write->service, tx, user, work, error)
      || !check_holder (tx, &look, error) || !check_first_call (&look, error)
      || !review_look_check_seen (&look, request->seen, error) || !check_form (&look, form, error)
      || !check_rule (&look, form, error) || !check_copy (&look, form, error))
    return NULL;
  decision = make_decision (&look, write, form, error);
  if (decision == NULL || !store_decision (tx, write, decision, work->case_type, error)
      || !review_service_audit_case (tx, user, "decide", decision->case_id, decision->id, NULL,
                                     work->item, decision, error)
      || !review_service_note (tx, work, "queue", error))
    return NULL;
  return g_steal_pointer (&decision);
}

/**
 * review_service_decide:
 * @request: the form, checked against the closed lists, the rules of review-form-rules.h and earlier
 *   annotations, and what was seen
 *
 * Commits a decision of the lease's holder, effective in ten seconds. The label is computed.
 *
 * Returns: (transfer full): the decision; %NULL with %REVIEW_ERROR_INVALID naming the field, or
 *   %REVIEW_ERROR_CONFLICT when lease, version, evidence, assessment or SOP are not as seen
 */
ReviewDecision *
review_service_decide (ReviewService *self,
                       const ReviewCall *call,
                       const char *work_item,
                       const ReviewDecideRequest *request,
                       GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "decide",
                        .object = work_item,
                        .body = request,
                        .answer_type = &review_decision_type,
                        .versioned = TRUE,
                        .run = decide };

  if (request->form == NULL || request->seen == NULL)
    {
      review_error_set_field (error, request->form == NULL ? "form" : "seen", "is required");
      return NULL;
    }
  return review_service_run (&write, error);
}

/* The draft was kept; one is made from the decision where none had been saved. */
static gboolean
restore_draft (ReviewTx *tx, const ReviewDecision *decision, const char *account, GError **error)
{
  g_autoptr (ReviewDraft) kept = review_store_load_draft (tx, decision->work_item, account, NULL);
  g_autoptr (ReviewDraft) draft = NULL;

  if (kept != NULL)
    return TRUE;
  draft = review_record_new (&review_draft_type);
  draft->revision = 1;
  draft->form = review_record_ref (decision->form);
  return review_store_save_draft (tx, decision->work_item, account, draft, error);
}

static gpointer
retract (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewUser *user = write->call->user;
  ReviewScope scope = review_service_scope (user);
  g_autoptr (ReviewDecision) decision = review_store_load_decision (tx, write->object, error);
  g_autoptr (ReviewWork) work = NULL;

  if (decision == NULL)
    return NULL;
  work = review_store_load_work (tx, decision->work_item, &scope, error);
  if (work == NULL
      || !review_store_retract (tx, decision, user->id, write->call->version, REVIEW_LEASE_TIME,
                                error)
      || !restore_draft (tx, decision, user->id, error)
      || !review_service_audit_case (tx, user, "retract", decision->case_id, write->object, NULL,
                                     decision, NULL, error)
      || !review_service_note (tx, work, "queue", error))
    return NULL;
  return review_service_build_view (write->service, tx, user, decision->work_item, error);
}

/**
 * review_service_retract:
 * @call: its version is the decision's `work_item_version`
 * @decision: id of the caller's own decision, before it takes effect
 *
 * Returns: (transfer full): the case with lease and draft back; %NULL with
 *   %REVIEW_ERROR_CONFLICT when it has taken effect
 */
ReviewCaseView *
review_service_retract (ReviewService *self,
                        const ReviewCall *call,
                        const char *decision,
                        GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "retract",
                        .object = decision,
                        .answer_type = &review_case_view_type,
                        .keep = REVIEW_KEEP_WRITE,
                        .versioned = TRUE,
                        .run = retract };

  return review_service_run (&write, error);
}
