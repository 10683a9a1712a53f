/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A lead decides about a wave. Every case is looked at for itself before: what the group's form
 * cannot answer for is left out and says why. The decision is planned in one transaction, with the
 * lot that draws the cases to be read singly, and carried out by the timer job in small ones; a
 * server that is killed in between goes on. No case takes effect before the last one is decided. */
#define G_LOG_DOMAIN "review-service"
#include <string.h>

#include "review-form-rules.h"
#include "review-service-campaigns.h"
#include "review-store-blind.h"
#include "review-store-decisions.h"
#include "review-store-escalations.h"
#include "review-store-events.h"

#define BATCH     25         /* cases that one transaction decides */
#define HELD_BACK REVIEW_DAY /* while a group is being decided; ends with the last case */

/* What a look was made for, and what else is under way, before anything of it is read. */
static gboolean
find_open_blind (ReviewTx *tx, const char *case_id, gboolean *ret, GError **error)
{
  gint64 n = 0;

  if (!review_tx_get_int (tx, &n, error,
                          "SELECT COUNT(*) FROM work_item WHERE case_id = $1 AND state NOT IN "
                          "('decided', 'closed') AND (blind = 'hidden' OR purpose NOT IN ('sla', "
                          "'second_review'))",
                          "s", case_id))
    return FALSE;
  *ret = n > 0;
  return TRUE;
}

static int
exception_of_state (const ReviewWork *work)
{
  static const int of_state[] = { 0,
                                  [REVIEW_WORK_LEASED] = REVIEW_EXCEPTION_LEASED,
                                  [REVIEW_WORK_WAITING_CUSTOMER] = REVIEW_EXCEPTION_WAITING,
                                  [REVIEW_WORK_ON_HOLD] = REVIEW_EXCEPTION_WAITING,
                                  [REVIEW_WORK_ESCALATED] = REVIEW_EXCEPTION_ESCALATED,
                                  [REVIEW_WORK_DECIDED] = REVIEW_EXCEPTION_DECIDED,
                                  [REVIEW_WORK_CLOSED] = REVIEW_EXCEPTION_DECIDED };

  return of_state[work->item->state];
}

static gboolean
has_legal_hold (GPtrArray *evidence, const ReviewCase *item_case)
{
  gboolean held = item_case->subject != NULL
                  && review_fields_is_true (item_case->subject->profile, "legal_hold");

  for (guint i = 0; !held && i < evidence->len; i++)
    {
      const ReviewEvidence *row = evidence->pdata[i];

      held =
          row->kind == REVIEW_EVIDENCE_PROFILE && review_fields_is_true (row->fields, "legal_hold");
    }
  return held;
}

/* Of the case itself, whoever has it. */
static int
exception_of_case (const ReviewLook *look)
{
  if (review_priority_is_key_user (look->item_case->priority))
    return REVIEW_EXCEPTION_KEY_USER;
  if (review_evidence_has_open_match (look->evidence))
    return REVIEW_EXCEPTION_SCREENING;
  if (has_legal_hold (look->evidence, look->item_case))
    return REVIEW_EXCEPTION_LEGAL_HOLD;
  return look->work->item->purpose == REVIEW_PURPOSE_SECOND_REVIEW ? REVIEW_EXCEPTION_SECOND_REVIEW
                                                                   : 0;
}

/* What the lead was kept from before: their own decision, their own escalation. */
static gboolean
find_outside (
    ReviewTx *tx, const ReviewUser *lead, const ReviewLook *look, int *ret, GError **error)
{
  gint64 kept = 0, stale = 0;

  if (!review_tx_get_int (tx, &kept, error,
                          "SELECT COUNT(*) FROM work_exclusion WHERE work_item = $1 "
                          "AND account = $2",
                          "ss", look->work->item->id, lead->id)
      || !review_tx_get_int (tx, &stale, error, "SELECT stale FROM case_file WHERE id = $1", "s",
                             look->item_case->id))
    return FALSE;
  /* Where there is no model nothing is ever assessed: people decide without a number. */
  *ret = kept > 0                                ? REVIEW_EXCEPTION_OWN_WORK
         : stale > 0 && look->assessment != NULL ? REVIEW_EXCEPTION_NEW_EVIDENCE
                                                 : 0;
  return TRUE;
}

/* The group's form as that of one of its cases. */
static ReviewForm *
make_form (const ReviewLook *look, const ReviewCampaignForm *group)
{
  ReviewForm *form = review_record_new (&review_form_type);

  form->choice = group->choice;
  form->disposition = g_strdup (group->disposition);
  form->rationale = g_strdup (group->rationale);
  form->customer_reason = g_strdup (group->customer_reason);
  if (look->assessment != NULL && !look->blind)
    form->reasoning = group->reasoning;
  return form;
}

static int
exception_of_form (const ReviewLook *look, const ReviewCampaignForm *group)
{
  ReviewFormContext context = { .catalog = review_service_get_catalog (look->service),
                                .item_case = look->item_case,
                                .evidence = look->evidence,
                                .assessment = look->blind ? NULL : look->assessment,
                                .role = look->user->role,
                                .blind = look->blind };
  g_autoptr (ReviewForm) form = make_form (look, group);
  g_autoptr (GPtrArray) unmet = NULL;
  int verdict = context.assessment != NULL ? context.assessment->verdict : 0;

  if (verdict != 0 && (verdict == REVIEW_VERDICT_BLOCK) != (group->choice == REVIEW_CHOICE_BLOCK))
    return REVIEW_EXCEPTION_CONFLICT;
  unmet = review_form_check (form, &context);
  return unmet->len > 0 ? REVIEW_EXCEPTION_INCOMPLETE : 0;
}

/*
 * review_campaign_check_case:
 * @work_item: (nullable): the newest look with effects
 * @group: (nullable): what is to be decided; %NULL: only what speaks against any decision is found
 * @ret_look: (out): the case as @lead sees it, where the exception is 0; clear it in any case
 *
 * Returns: #ReviewCampaignException for which the group's decision leaves the case alone; 0: none;
 *   -1 on error
 */
int
review_campaign_check_case (ReviewCampaignCheck *self, ReviewTx *tx, GError **error)
{
  gboolean blind = FALSE;
  int exception = 0;

  if (!find_open_blind (tx, self->case_id, &blind, error))
    return -1;
  if (blind)
    return REVIEW_EXCEPTION_BLIND;
  if (self->work_item == NULL)
    return REVIEW_EXCEPTION_DECIDED;
  self->work = review_store_load_work (tx, self->work_item, NULL, error);
  if (self->work == NULL
      || !review_look_init (&self->look, self->service, tx, self->lead, self->work, error))
    return -1;
  if (exception_of_state (self->work) == REVIEW_EXCEPTION_DECIDED)
    return REVIEW_EXCEPTION_DECIDED;
  exception = exception_of_case (&self->look);
  if (exception == 0)
    exception = exception_of_state (self->work);
  if (exception == 0 && !find_outside (tx, self->lead, &self->look, &exception, error))
    return -1;
  return exception == 0 && self->group != NULL ? exception_of_form (&self->look, self->group)
                                               : exception;
}

void
review_campaign_check_clear (ReviewCampaignCheck *self)
{
  review_look_clear (&self->look);
  g_clear_pointer (&self->work, review_work_free);
}

static gboolean
check_group (ReviewService *self,
             const ReviewCampaign *campaign,
             const ReviewCampaignForm *form,
             GError **error)
{
  if (form->choice != REVIEW_CHOICE_PASS && form->choice != REVIEW_CHOICE_BLOCK)
    review_error_set_field (error, "choice", "pass or block: a wave is not escalated");
  else if (form->choice == REVIEW_CHOICE_PASS && form->disposition != NULL)
    review_error_set_field (error, "disposition", "unexpected_disposition");
  else if (form->reasoning == 0)
    review_error_set_field (error, "reasoning", "needs_reasoning");
  else
    return form->choice == REVIEW_CHOICE_PASS
           || review_service_check_code (self, "disposition", form->disposition,
                                         campaign->case_type, "disposition", error);
  return FALSE;
}

static ReviewCampaignDecision *
make_plan (ReviewTx *tx, ReviewWrite *write)
{
  ReviewCampaignDecision *plan = review_record_new (&review_campaign_decision_type);
  guint8 bytes[16];
  GString *seed = g_string_new (NULL);

  review_clock_random (review_tx_get_clock (tx), bytes, sizeof bytes);
  for (guint i = 0; i < sizeof bytes; i++)
    g_string_append_printf (seed, "%02x", bytes[i]);
  plan->id = review_tx_new_id (tx);
  plan->by = g_strdup (write->call->user->id);
  plan->seed = g_string_free (seed, FALSE);
  plan->share = CLAMP (review_service_parameter (write->service, "campaign_single_share",
                                                 REVIEW_CAMPAIGN_SINGLE_SHARE),
                       0, 1);
  plan->form = review_record_ref ((gpointer) write->body);
  return plan;
}

/* Which of the ready cases are read singly; (element-type utf8), a set. */
static GHashTable *
draw (const ReviewCampaignView *view, const ReviewCampaignDecision *plan)
{
  g_autoptr (GPtrArray) ready = g_ptr_array_new ();
  GHashTable *drawn = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < view->members->len; i++)
    {
      const ReviewCampaignMember *member = view->members->pdata[i];

      if (member->exception == 0 && member->out_at == 0)
        g_ptr_array_add (ready, member->case_id);
    }
  review_campaign_draw (ready, plan->seed, plan->share);
  for (guint i = 0; i < ready->len; i++)
    g_hash_table_add (drawn, ready->pdata[i]);
  return drawn;
}

/* Who decided about the group does not read its sample. */
static gboolean
plan_cases (ReviewTx *tx,
            const ReviewCampaignView *view,
            const ReviewCampaignDecision *plan,
            GError **error)
{
  g_autoptr (GHashTable) drawn = draw (view, plan);

  for (guint i = 0; i < view->members->len; i++)
    {
      const ReviewCampaignMember *member = view->members->pdata[i];
      gboolean single = g_hash_table_contains (drawn, member->case_id);
      int outcome = member->exception != 0 ? REVIEW_CAMPAIGN_CASE_EXCLUDED
                    : single               ? REVIEW_CAMPAIGN_CASE_DRAWN
                                           : REVIEW_CAMPAIGN_CASE_PLANNED;

      if (member->out_at != 0)
        continue;
      if (!review_store_add_plan_item (tx, plan->id, member->case_id, member->work_item, outcome,
                                       member->exception, error)
          || (single
              && !review_store_exclude (tx, member->work_item, plan->by, "campaign_sample", error)))
        return FALSE;
    }
  return TRUE;
}

static gpointer
decide (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewUser *lead = write->call->user;
  g_autoptr (ReviewCampaignView) view =
      review_service_build_campaign (write->service, tx, lead, write->object, write->body, error);
  g_autoptr (ReviewCampaignDecision) plan = NULL;

  if (view == NULL || !check_group (write->service, view->campaign, write->body, error))
    return NULL;
  if (view->ready == 0)
    {
      g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT,
                           "no case of the campaign can be decided with the group");
      return NULL;
    }
  plan = make_plan (tx, write);
  if (!review_store_move_campaign (tx, write->object, write->call->version, REVIEW_CAMPAIGN_OPEN,
                                   REVIEW_CAMPAIGN_DECIDING, error)
      || !review_store_add_plan (tx, write->object, plan, error)
      || !plan_cases (tx, view, plan, error)
      || !review_service_audit_campaign (tx, write, plan->id, NULL, plan, error))
    return NULL;
  return review_service_build_campaign (write->service, tx, lead, write->object, NULL, error);
}

/**
 * review_service_decide_campaign:
 * @call: a lead's; its version is the campaign's as it was seen
 * @form: for the whole group: pass, or block with its disposition, and one rationale
 *
 * Plans a decision for every case that nothing speaks against, but for those that the lot draws to be
 * read singly; the timer job carries it out within a second or so. The cases take effect together, ten
 * seconds after the last one was decided.
 *
 * Returns: (transfer full): the campaign, being decided; %NULL with %REVIEW_ERROR_CONFLICT when it is
 *   not as seen or nothing is left to decide
 */
ReviewCampaignView *
review_service_decide_campaign (ReviewService *self,
                                const ReviewCall *call,
                                const char *campaign,
                                const ReviewCampaignForm *form,
                                GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "campaign_decide",
                        .object = campaign,
                        .body = form,
                        .answer_type = &review_campaign_view_type,
                        .keep = REVIEW_KEEP_WRITE,
                        .versioned = TRUE,
                        .run = decide };

  if (!review_service_check_lead (call->user, error)
      || !review_service_check_text (form->rationale, "rationale", error))
    return NULL;
  return review_service_run (&write, error);
}

static gpointer
retract (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewUser *lead = write->call->user;
  g_autoptr (ReviewCampaign) campaign = review_store_load_campaign (tx, write->object, error);
  const ReviewCampaignDecision *plan = campaign != NULL ? campaign->decision : NULL;
  gint64 now = review_tx_get_now (tx);

  if (campaign == NULL)
    return NULL;
  if (plan == NULL || strcmp (plan->by, lead->id) != 0
      || (plan->state == REVIEW_CAMPAIGN_DONE && plan->effective_at <= now))
    {
      g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT,
                           "it has taken effect, or is another person's");
      return NULL;
    }
  if (!review_store_move_campaign (tx, write->object, write->call->version, campaign->state,
                                   REVIEW_CAMPAIGN_RETRACTING, error)
      || !review_store_set_plan_state (tx, plan->id, REVIEW_CAMPAIGN_TAKING_BACK, 0, error)
      || !review_store_hold_plan (tx, plan->id, now + HELD_BACK, error)
      || !review_service_audit_campaign (tx, write, plan->id, plan, NULL, error))
    return NULL;
  return review_service_build_campaign (write->service, tx, lead, write->object, NULL, error);
}

/**
 * review_service_retract_campaign:
 * @call: of the lead who decided; its version is the campaign's
 *
 * Takes a decision about a group back, while it is carried out and for ten seconds afterwards: every
 * case of it waits in the queue again.
 *
 * Returns: (transfer full): the campaign, being taken back; %NULL with %REVIEW_ERROR_CONFLICT when it
 *   has taken effect
 */
ReviewCampaignView *
review_service_retract_campaign (ReviewService *self,
                                 const ReviewCall *call,
                                 const char *campaign,
                                 GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "campaign_retract",
                        .object = campaign,
                        .answer_type = &review_campaign_view_type,
                        .keep = REVIEW_KEEP_WRITE,
                        .versioned = TRUE,
                        .run = retract };

  return review_service_check_lead (call->user, error) ? review_service_run (&write, error) : NULL;
}

/* A group that is being decided, or taken back: one transaction's worth of it. */
typedef struct
{
  ReviewService *service;
  const char *id;
  GPtrArray *ids; /* (owned) (nullable) */
  ReviewCampaign *campaign;
  ReviewUser *lead;
  gboolean more;
} Run;

static ReviewDecision *
make_decision (ReviewTx *tx, const Run *run, const ReviewLook *look, GError **error)
{
  gint64 n = review_store_next_decision (tx, look->item_case->id, error);
  ReviewDecision *decision;

  if (n < 0)
    return NULL;
  decision = review_record_new (&review_decision_type);
  decision->id = review_tx_new_id (tx);
  decision->work_item = g_strdup (look->work->item->id);
  decision->case_id = g_strdup (look->item_case->id);
  decision->n = n;
  decision->actor = g_strdup (run->lead->id);
  decision->actor_name = g_strdup (run->lead->name);
  decision->decided_at = REVIEW_WHOLE_MS (review_tx_get_now (tx));
  decision->effective_at = decision->decided_at + REVIEW_UNDO_TIME;
  decision->stage = REVIEW_STAGE_LEAD;
  decision->form = make_form (look, run->campaign->decision->form);
  decision->choice = decision->form->choice;
  decision->campaign = g_strdup (run->id);
  decision->seen = review_record_new (&review_seen_type);
  decision->seen->evidence_hash = g_strdup (look->evidence_hash);
  decision->work_item_version = look->work->item->version + 1;
  if (look->blind || look->assessment == NULL)
    return decision;
  decision->seen->assessment = g_strdup (look->assessment->id);
  decision->seen->verdict_visible = TRUE;
  decision->label = review_form_label (decision->form, look->assessment);
  decision->label_maturity = review_form_label_maturity (decision->label);
  return decision;
}

static gboolean
store_decision (ReviewTx *tx,
                const Run *run,
                const ReviewDecision *decision,
                gboolean *ret_done,
                GError **error)
{
  g_autofree char *reason = g_strconcat ("campaign:", run->id, NULL);

  if (!review_store_decide_queued (tx, decision->work_item, run->lead->id, ret_done, error))
    return FALSE;
  return !*ret_done
         || (review_store_add_decision (tx, decision, TRUE, error)
             && review_store_make_pending (tx, decision, error)
             && review_service_audit_case (tx, run->lead, "decide", decision->case_id, decision->id,
                                           reason, NULL, decision, error));
}

/* The case may have changed since the lead decided: it is looked at once more. */
static gboolean
decide_case (ReviewTx *tx, Run *run, const ReviewCampaignItem *item, GError **error)
{
  const ReviewCampaignDecision *plan = run->campaign->decision;
  g_auto (ReviewCampaignCheck) check = { .service = run->service,
                                         .lead = run->lead,
                                         .group = plan->form,
                                         .case_id = item->case_id,
                                         .work_item = item->work_item };
  int exception = review_campaign_check_case (&check, tx, error);
  g_autoptr (ReviewDecision) decision = NULL;
  gboolean done = FALSE;

  if (exception < 0)
    return FALSE;
  if (exception == 0)
    {
      decision = make_decision (tx, run, &check.look, error);
      if (decision == NULL || !store_decision (tx, run, decision, &done, error))
        return FALSE;
    }
  if (exception == 0 && !done)
    exception = REVIEW_EXCEPTION_LEASED;
  return review_store_set_plan_item (tx, plan->id, item->case_id,
                                     done ? REVIEW_CAMPAIGN_CASE_DECIDED
                                          : REVIEW_CAMPAIGN_CASE_EXCLUDED,
                                     exception, done ? decision->id : NULL, error);
}

static gboolean
undo_case (ReviewTx *tx, Run *run, const ReviewCampaignItem *item, GError **error)
{
  gboolean done = FALSE;

  return review_store_undo_queued (tx, item->decision, run->lead->id, &done, error)
         && (!done
             || review_service_audit_case (tx, run->lead, "retract", item->case_id, item->decision,
                                           NULL, NULL, NULL, error))
         && review_store_set_plan_item (tx, run->campaign->decision->id, item->case_id,
                                        REVIEW_CAMPAIGN_CASE_RETRACTED, 0, NULL, error);
}

/* The last case is decided, or back in the queue: all of them take effect together, or none. */
static gboolean
finish (ReviewTx *tx, Run *run, gboolean undone, GError **error)
{
  const ReviewCampaignDecision *plan = run->campaign->decision;
  gint64 effective_at = undone ? 0 : review_tx_get_now (tx) + REVIEW_UNDO_TIME;

  return (undone ? review_tx_exec (tx, error,
                                   "DELETE FROM work_exclusion WHERE account = $2 AND reason = "
                                   "'campaign_sample' AND work_item IN (SELECT work_item FROM "
                                   "campaign_item WHERE plan = $1)",
                                   "ss", plan->id, run->lead->id)
                       >= 0
                 : review_store_hold_plan (tx, plan->id, effective_at, error))
         && review_store_set_plan_state (tx, plan->id,
                                         undone ? REVIEW_CAMPAIGN_TAKEN_BACK : REVIEW_CAMPAIGN_DONE,
                                         effective_at, error)
         && review_store_move_campaign (tx, run->id, run->campaign->version, run->campaign->state,
                                        undone ? REVIEW_CAMPAIGN_OPEN : REVIEW_CAMPAIGN_DECIDED,
                                        error);
}

static gboolean
run_batch (ReviewTx *tx, Run *run, gboolean undo, GError **error)
{
  const ReviewCampaignDecision *plan = run->campaign->decision;
  g_autoptr (GPtrArray) items = review_store_list_plan_items (
      tx, plan->id, undo ? REVIEW_CAMPAIGN_CASE_DECIDED : REVIEW_CAMPAIGN_CASE_PLANNED, BATCH,
      error);

  if (items == NULL)
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    if (!(undo ? undo_case : decide_case) (tx, run, items->pdata[i], error))
      return FALSE;
  run->more = items->len == BATCH;
  if (!undo && !review_store_hold_plan (tx, plan->id, review_tx_get_now (tx) + HELD_BACK, error))
    return FALSE;
  return (run->more || finish (tx, run, undo, error))
         && review_event_add (tx, "queue", NULL, "*", error)
         && review_event_add (tx, "campaign", run->id, NULL, error);
}

static gboolean
run_some (ReviewTx *tx, gpointer user_data, GError **error)
{
  Run *run = user_data;
  gboolean ok;

  run->more = FALSE;
  run->campaign = review_store_load_campaign (tx, run->id, error);
  if (run->campaign == NULL)
    return FALSE;
  run->lead = run->campaign->decision != NULL
                  ? review_store_load_account (tx, run->campaign->decision->by, error)
                  : NULL;
  ok = run->lead != NULL
       && (run->campaign->state == REVIEW_CAMPAIGN_DECIDING     ? run_batch (tx, run, FALSE, error)
           : run->campaign->state == REVIEW_CAMPAIGN_RETRACTING ? run_batch (tx, run, TRUE, error)
                                                                : TRUE);
  g_clear_pointer (&run->campaign, review_record_unref);
  g_clear_pointer (&run->lead, review_record_unref);
  return ok;
}

static gboolean
list_unfinished (ReviewTx *tx, gpointer user_data, GError **error)
{
  Run *run = user_data;

  run->ids = review_store_list_unfinished (tx, error);
  return run->ids != NULL;
}

/*
 * review_service_run_campaigns:
 *
 * Carries out what leads decided about groups, or took back, to its end. One that fails stays for the
 * next round.
 */
gboolean
review_service_run_campaigns (ReviewService *self, GError **error)
{
  Run run = { .service = self };

  if (!review_store_read (self->store, list_unfinished, &run, error))
    return FALSE;
  for (guint i = 0; i < run.ids->len; i++)
    {
      g_autoptr (GError) local = NULL;

      run.id = run.ids->pdata[i];
      while (review_service_write (self, run_some, &run, &local) && run.more)
        ;
      if (local != NULL)
        g_message ("campaign %s is not decided: %s", run.id, local->message);
    }
  g_ptr_array_unref (run.ids);
  return TRUE;
}
