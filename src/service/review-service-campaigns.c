/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Campaigns as leads, seniors and QA see them; taking a case out, dismissing one that is none, and
 * the incident note. What is decided about them is in review-service-campaign-decide.c. */
#define G_LOG_DOMAIN "review-service"
#include "review-service-campaigns.h"

#include <string.h>

#include "review-personal-data.h"
#include "review-store-audit.h"
#include "review-store-events.h"

#define MAX_TEXT 4000 /* characters of a rationale, a reason or a note */

gboolean
review_service_check_lead (const ReviewUser *user, GError **error)
{
  if (user->role == REVIEW_ROLE_LEAD)
    return TRUE;
  g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_FORBIDDEN, "this is for leads");
  return FALSE;
}

/* A text that stands for many cases and is read by many: there, short enough, about nobody. */
gboolean
review_service_check_text (const char *text, const char *field, GError **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text != NULL ? text : ""));
  g_autofree char *personal = review_personal_data_find (stripped);

  if (*stripped == '\0')
    review_error_set_field (error, field, "is needed");
  else if (g_utf8_strlen (stripped, -1) > MAX_TEXT)
    review_error_set_field (error, field, "is longer than %d characters", MAX_TEXT);
  else if (personal != NULL)
    review_error_set_field (error, field, "points to a person: cite evidence ids instead");
  else
    return TRUE;
  return FALSE;
}

/* The audit row and the event of a write about a campaign. */
gboolean
review_service_audit_campaign (ReviewTx *tx,
                               const ReviewWrite *write,
                               const char *ref,
                               gconstpointer before,
                               gconstpointer after,
                               GError **error)
{
  g_autofree char *object = g_strconcat ("campaign:", write->object, NULL);
  ReviewAuditEntry entry = { .actor = write->call->user->id,
                             .action = write->operation,
                             .object = object,
                             .ref = ref,
                             .before = before,
                             .after = after };

  return review_audit_add (tx, &entry, error)
         && review_event_add (tx, "campaign", write->object, NULL, error);
}

/* What was found when the group was decided stands until it is decided again. */
static gboolean
is_settled (const ReviewCampaign *campaign)
{
  return campaign->state == REVIEW_CAMPAIGN_DECIDING || campaign->state == REVIEW_CAMPAIGN_DECIDED;
}

static gboolean
check_member (ReviewService *self,
              ReviewTx *tx,
              const ReviewUser *user,
              const ReviewCampaignForm *group,
              ReviewCampaignMember *member,
              GError **error)
{
  g_auto (ReviewCampaignCheck) check = { .service = self,
                                         .lead = user,
                                         .group = group,
                                         .case_id = member->case_id,
                                         .work_item = member->work_item };
  int exception = review_campaign_check_case (&check, tx, error);

  member->exception = MAX (exception, 0);
  return exception >= 0;
}

static gboolean
fill_members (ReviewService *self,
              ReviewTx *tx,
              const ReviewUser *user,
              const ReviewCampaignForm *group,
              ReviewCampaignView *view,
              GError **error)
{
  gboolean settled = is_settled (view->campaign);

  for (guint i = 0; i < view->members->len; i++)
    {
      ReviewCampaignMember *member = view->members->pdata[i];

      if (!settled)
        member->exception = 0;
      if (member->out_at == 0 && !(settled && member->outcome != 0)
          && !check_member (self, tx, user, group, member, error))
        return FALSE;
      /* Which look a hidden one is must not show by its absence. */
      if (member->exception == REVIEW_EXCEPTION_BLIND)
        g_clear_pointer (&member->work_item, g_free);
      if (member->out_at == 0)
        *(member->exception == 0 ? &view->ready : &view->excluded) += 1;
    }
  return TRUE;
}

/*
 * review_service_build_campaign:
 * @user: for whom the exceptions are looked for
 * @group: (nullable): what is to be decided
 *
 * Returns: (transfer full): the campaign with its cases, each checked for itself
 */
ReviewCampaignView *
review_service_build_campaign (ReviewService *self,
                               ReviewTx *tx,
                               const ReviewUser *user,
                               const char *id,
                               const ReviewCampaignForm *group,
                               GError **error)
{
  g_autoptr (ReviewCampaignView) view = review_record_new (&review_campaign_view_type);
  double share =
      review_service_parameter (self, "campaign_single_share", REVIEW_CAMPAIGN_SINGLE_SHARE);

  view->campaign = review_store_load_campaign (tx, id, error);
  if (view->campaign == NULL)
    return NULL;
  view->members = review_store_list_members (tx, id, error);
  if (view->members == NULL || !fill_members (self, tx, user, group, view, error))
    return NULL;
  view->single = review_campaign_count_single ((guint) view->ready, CLAMP (share, 0, 1));
  return g_steal_pointer (&view);
}

typedef struct
{
  ReviewService *service;
  const ReviewUser *user;
  const char *id;
  const ReviewCampaignForm *group; /* (nullable) */
  gpointer answer;                 /* (owned) */
} Job;

static gboolean
list_campaigns (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;
  g_autoptr (ReviewCampaignList) list = review_record_new (&review_campaign_list_type);

  list->items = review_store_list_campaigns (tx, error);
  if (list->items == NULL)
    return FALSE;
  job->answer = g_steal_pointer (&list);
  return TRUE;
}

/**
 * review_service_list_campaigns:
 *
 * Returns: (transfer full): the campaigns, those that wait for a lead first
 */
ReviewCampaignList *
review_service_list_campaigns (ReviewService *self, const ReviewUser *user, GError **error)
{
  Job job = { .service = self, .user = user };

  return review_store_read (self->store, list_campaigns, &job, error) ? job.answer : NULL;
}

static gboolean
read_campaign (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;

  job->answer =
      review_service_build_campaign (job->service, tx, job->user, job->id, job->group, error);
  return job->answer != NULL;
}

/**
 * review_service_get_campaign:
 * @group: (nullable): what is thought of being decided; %NULL: only what speaks against any decision
 *   is found
 *
 * Returns: (transfer full): the campaign with its cases and why some of them would be left out; %NULL
 *   with %REVIEW_ERROR_NOT_FOUND
 */
ReviewCampaignView *
review_service_get_campaign (ReviewService *self,
                             const ReviewUser *user,
                             const char *id,
                             const ReviewCampaignForm *group,
                             GError **error)
{
  Job job = { self, user, id, group, NULL };

  return review_store_read (self->store, read_campaign, &job, error) ? job.answer : NULL;
}

static gpointer
answer (ReviewTx *tx, ReviewWrite *write, const char *ref, gconstpointer after, GError **error)
{
  if (!review_service_audit_campaign (tx, write, ref, NULL, after, error))
    return NULL;
  return review_service_build_campaign (write->service, tx, write->call->user, write->object, NULL,
                                        error);
}

/* A write of a lead about a campaign, at the version that they saw, that leaves its state alone. */
static gboolean
keep_state (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  g_autoptr (ReviewCampaign) campaign = review_store_load_campaign (tx, write->object, error);

  return campaign != NULL
         && review_store_move_campaign (tx, write->object, write->call->version, campaign->state,
                                        campaign->state, error);
}

static ReviewCampaignView *
run (ReviewService *self,
     const ReviewCall *call,
     const char *operation,
     const char *campaign,
     gconstpointer body,
     ReviewWriteFunc func,
     GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = operation,
                        .object = campaign,
                        .body = body,
                        .answer_type = &review_campaign_view_type,
                        .keep = REVIEW_KEEP_WRITE,
                        .versioned = TRUE,
                        .run = func };

  return review_service_run (&write, error);
}

static gboolean
check_act (const ReviewUser *user, const ReviewCampaignAct *act, gboolean one, GError **error)
{
  if (!review_service_check_lead (user, error)
      || !review_service_check_text (act->reason, "reason", error))
    return FALSE;
  if (one == (act->case_id != NULL))
    return TRUE;
  review_error_set_field (error, "case_id", one ? "is required" : "is not expected");
  return FALSE;
}

static gpointer
take_out (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewCampaignAct *act = write->body;

  if (!keep_state (tx, write, error)
      || !review_store_take_out (tx, write->object, act, write->call->user->id, error)
      || !review_service_audit_case (tx, write->call->user, write->operation, act->case_id,
                                     write->object, act->reason, NULL, NULL, error))
    return NULL;
  return answer (tx, write, act->case_id, act, error);
}

/**
 * review_service_take_out:
 * @act: the case, and why it is none of the wave
 *
 * The case goes its own way and is not gathered again.
 *
 * Returns: (transfer full): the campaign without it
 */
ReviewCampaignView *
review_service_take_out (ReviewService *self,
                         const ReviewCall *call,
                         const char *campaign,
                         const ReviewCampaignAct *act,
                         GError **error)
{
  return check_act (call->user, act, TRUE, error)
             ? run (self, call, "campaign_take_out", campaign, act, take_out, error)
             : NULL;
}

static gpointer
mark_reviewed (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewCampaignAct *act = write->body;

  if (!keep_state (tx, write, error)
      || !review_store_mark_reviewed (tx, write->object, act->case_id, error)
      || !review_service_audit_case (tx, write->call->user, write->operation, act->case_id,
                                     write->object, act->reason, NULL, NULL, error))
    return NULL;
  return answer (tx, write, act->case_id, act, error);
}

/**
 * review_service_mark_campaign_reviewed:
 * @act: a case that wanted another look, and what came of it
 *
 * Returns: (transfer full): the campaign
 */
ReviewCampaignView *
review_service_mark_campaign_reviewed (ReviewService *self,
                                       const ReviewCall *call,
                                       const char *campaign,
                                       const ReviewCampaignAct *act,
                                       GError **error)
{
  return check_act (call->user, act, TRUE, error)
             ? run (self, call, "campaign_reviewed", campaign, act, mark_reviewed, error)
             : NULL;
}

/* Labels that come later are no cluster of a wave that was none. */
static gpointer
dismiss (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewCampaignAct *act = write->body;

  if (!review_store_move_campaign (tx, write->object, write->call->version, REVIEW_CAMPAIGN_OPEN,
                                   REVIEW_CAMPAIGN_DISMISSED, error)
      || review_tx_exec (tx, error, "UPDATE case_file SET campaign = NULL WHERE campaign = $1", "s",
                         write->object)
             < 0)
    return NULL;
  return answer (tx, write, NULL, act, error);
}

/**
 * review_service_dismiss_campaign:
 * @act: why it is no wave
 *
 * Its cases go their own ways.
 *
 * Returns: (transfer full): the campaign, dismissed
 */
ReviewCampaignView *
review_service_dismiss_campaign (ReviewService *self,
                                 const ReviewCall *call,
                                 const char *campaign,
                                 const ReviewCampaignAct *act,
                                 GError **error)
{
  return check_act (call->user, act, FALSE, error)
             ? run (self, call, "campaign_dismiss", campaign, act, dismiss, error)
             : NULL;
}

static gpointer
add_note (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewCampaignNoteRequest *request = write->body;

  if (!keep_state (tx, write, error)
      || !review_store_add_campaign_note (tx, write->object, write->call->user->id, request->text,
                                          error))
    return NULL;
  return answer (tx, write, NULL, request, error);
}

/**
 * review_service_note_campaign:
 * @request: what happened, in one language or both; replaces no word of an earlier note
 *
 * Returns: (transfer full): the campaign with its incident note
 */
ReviewCampaignView *
review_service_note_campaign (ReviewService *self,
                              const ReviewCall *call,
                              const char *campaign,
                              const ReviewCampaignNoteRequest *request,
                              GError **error)
{
  const ReviewText *text = request->text;

  if (!review_service_check_lead (call->user, error))
    return NULL;
  if (text == NULL || (text->en == NULL && text->zh_cn == NULL))
    {
      review_error_set_field (error, "text", "is needed");
      return NULL;
    }
  if ((text->en != NULL && !review_service_check_text (text->en, "text.en", error))
      || (text->zh_cn != NULL && !review_service_check_text (text->zh_cn, "text.zh-CN", error)))
    return NULL;
  return run (self, call, "campaign_note", campaign, request, add_note, error);
}

static gpointer
export_campaign (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  return answer (tx, write, NULL, NULL, error);
}

/**
 * review_service_export_campaign:
 *
 * The campaign for an incident report on paper, with an audit row.
 *
 * Returns: (transfer full): its view
 */
ReviewCampaignView *
review_service_export_campaign (ReviewService *self,
                                const ReviewCall *call,
                                const char *campaign,
                                GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "campaign_export",
                        .object = campaign,
                        .answer_type = &review_campaign_view_type,
                        .keep = REVIEW_KEEP_TAKE,
                        .run = export_campaign };

  return review_service_run (&write, error);
}
