/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-attainment.h"
#include "review-bulk.h"
#include "review-wide-band.h"
#include "review-campaign.h"
#include "review-catalog.h"
#include "review-cause.h"
#include "review-decision.h"
#include "review-delivery.h"
#include "review-experiment.h"
#include "review-flows.h"
#include "review-handover.h"
#include "review-pattern.h"
#include "review-people.h"
#include "review-house-list.h"
#include "review-hub.h"
#include "review-truth-report.h"
#include "review-note.h"
#include "review-policy.h"
#include "review-referral.h"
#include "review-related.h"
#include "review-reopening.h"
#include "review-requests.h"
#include "review-role.h"
#include "review-shift.h"
#include "review-scorecard.h"
#include "review-sop.h"
#include "review-store.h"
#include "review-today.h"

G_BEGIN_DECLS

/**
 * ReviewService:
 * What happens: intake, queue, decision, label, identity. Knows no HTTP. Thread-safe; every
 * function may block on the disk, so the server calls it from its worker pool. Each write is one
 * transaction with its audit row, its event and its idempotency row.
 *
 * Objects that the caller may not see are NOT_FOUND, in the same words as objects that are absent.
 */
typedef struct _ReviewService ReviewService;

/**
 * ReviewCall:
 * Who calls, and how a write is told apart from its repetition. @user is borrowed. @key is the
 * Idempotency-Key (NULL: internal caller, no replay). @version is that of If-Match (0: none).
 * Where a function takes a version and gets none, it fails with MISSING_KEY.
 */
typedef struct
{
  const ReviewUser *user;
  const char *key;
  gint64 version;
} ReviewCall;

/**
 * ReviewAssessor:
 * ROCA and the Decision Hub as the service sees them. @assess gets the case as it was at
 * @values->as_of (truth is never set) and returns what ROCA says together with its route, or NULL
 * without an error when there is no model for the type. @draw is uniform in [0, 1) and fixed for
 * the case: the lot of the blind audit. @check_policy (nullable) says whether a policy may be put
 * in force, as %REVIEW_ERROR_INVALID naming the wrong member where it may not; @check_features
 * (nullable) says the same of the features that a case brings. @route (nullable) sends what another
 * agent said through the same gates. @describe and @backtest (nullable) measure a type's history
 * under the live model; @models_changed (nullable): another model is live. @list_features (nullable)
 * returns the features that the case has at @values->as_of, as #ReviewFeatureValue. Called from
 * several threads.
 */
typedef struct
{
  ReviewAssessment *(*assess) (gpointer self,
                               const ReviewIntake *values,
                               const ReviewPolicy *policy,
                               const ReviewCatalog *catalog,
                               double draw,
                               GError **error);
  gpointer self;
  gboolean (*check_policy) (gpointer self,
                            const ReviewPolicy *policy,
                            const ReviewCatalog *catalog,
                            GError **error);
  void (*route) (gpointer self,
                 const ReviewIntake *values,
                 const ReviewPolicy *policy,
                 const ReviewCatalog *catalog,
                 double draw,
                 ReviewAssessment *assessment);
  ReviewHubView *(*describe) (gpointer self,
                              ReviewService *service,
                              const char *case_type,
                              GError **error);
  ReviewBacktest *(*backtest) (gpointer self,
                               ReviewService *service,
                               const char *case_type,
                               const ReviewBacktestRequest *request,
                               GError **error);
  gboolean (*check_features) (gpointer self,
                              const ReviewIntake *values,
                              const ReviewCatalog *catalog,
                              GError **error);
  GPtrArray *(*list_features) (gpointer self,
                               const ReviewIntake *values,
                               const ReviewPolicy *policy,
                               const ReviewCatalog *catalog);
  void (*models_changed) (gpointer self);
} ReviewAssessor;

/* Called after a commit that made events, from the thread that wrote; must not block. */
typedef void (*ReviewServiceNotify) (gint64 seq, gpointer user_data);

#define REVIEW_UNDO_TIME  (10 * REVIEW_SECOND)
#define REVIEW_LEASE_TIME (10 * REVIEW_MINUTE)

ReviewService *
review_service_new (ReviewStore *store, ReviewCatalog *catalog, ReviewPolicy *policy);
void review_service_free (ReviewService *self);
ReviewStore *review_service_get_store (ReviewService *self);
const ReviewCatalog *review_service_get_catalog (const ReviewService *self);
const ReviewPolicy *review_service_get_policy (ReviewService *self);
void review_service_set_assessor (ReviewService *self, const ReviewAssessor *assessor);
void
review_service_set_notify (ReviewService *self, ReviewServiceNotify notify, gpointer user_data);
gboolean review_service_publish (ReviewService *self, GError **error);

/* Identity (review-service-identity.c) */
const ReviewUser *review_service_system_user (void);
gboolean review_service_ensure_local_users (ReviewService *self, GError **error);
GPtrArray *review_service_list_users (ReviewService *self, gboolean local_only, GError **error);
ReviewUser *review_service_find_user (ReviewService *self, const char *id, GError **error);
gboolean review_service_put_user (ReviewService *self,
                                  const ReviewUser *actor,
                                  const ReviewUser *user,
                                  GError **error);
gboolean review_service_disable_user (ReviewService *self,
                                      const ReviewUser *actor,
                                      const char *id,
                                      GError **error);
char *review_service_issue_token (ReviewService *self,
                                  const char *user_id,
                                  gint64 lifetime,
                                  GError **error);
ReviewUser *review_service_authenticate (ReviewService *self, const char *token, GError **error);
gboolean review_service_revoke_token (ReviewService *self, const char *token, GError **error);
gboolean review_role_is_junior (int role);

/* Intake (review-service-intake.c) */
typedef enum
{
  REVIEW_INTAKE_AUTO = 0, /* with truth: history, closed; without: arrives */
  REVIEW_INTAKE_ARRIVES   /* arrives as work although its truth is known */
} ReviewIntakeMode;

typedef enum
{
  REVIEW_INTAKE_ADDED = 1, /* a new case */
  REVIEW_INTAKE_EXTENDED,  /* known case, new evidence or values */
  REVIEW_INTAKE_UNCHANGED  /* the same again: nothing added */
} ReviewIntakeOutcome;

ReviewCase *review_service_intake (ReviewService *self,
                                   const ReviewCall *call,
                                   const ReviewIntake *intake,
                                   GError **error);
gboolean
review_service_check_intake (ReviewService *self, const ReviewIntake *intake, GError **error);
/* Bulk: many intakes in the caller's write transaction, one audit row and no event each. */
gboolean review_service_intake_in (ReviewService *self,
                                   ReviewTx *tx,
                                   const ReviewUser *actor,
                                   const ReviewIntake *intake,
                                   ReviewIntakeMode mode,
                                   ReviewIntakeOutcome *ret_outcome,
                                   char **ret_case_id,
                                   GError **error);

/* Files of customers (review-service-attachments.c) */
ReviewAttachment *review_service_put_attachment (
    ReviewService *self, const ReviewCall *call, const char *sha256, GBytes *bytes, GError **error);
ReviewAttachment *review_service_put_attachment_in (ReviewTx *tx,
                                                    const ReviewUser *actor,
                                                    GBytes *bytes,
                                                    GError **error);
GBytes *review_service_open_attachment (ReviewService *self,
                                        const ReviewUser *user,
                                        const char *work_item,
                                        const char *sha256,
                                        GError **error);

/* Screening lists (review-service-screen.c) */
gint64 review_service_screen_open (ReviewService *self, const ReviewUser *actor, GError **error);
gboolean review_service_put_list (ReviewService *self,
                                  const ReviewUser *actor,
                                  const char *list,
                                  const char *part,
                                  GPtrArray *entries,
                                  const char *sha256,
                                  GError **error);

/* Assessment (review-service-assess.c) */
gboolean review_service_assess_case (ReviewService *self, const char *case_id, GError **error);
typedef gboolean (*ReviewProgressFunc) (gint64 done, gint64 total, gpointer user_data);
gint64 review_service_assess_pending (ReviewService *self,
                                      const char *case_type,
                                      gint64 limit,
                                      ReviewProgressFunc progress,
                                      gpointer user_data,
                                      GError **error);

/* Policy versions: draft, approved by another person, live, superseded; or withdrawn
 * (review-service-policy.c) */
ReviewPolicyList *
review_service_list_policies (ReviewService *self, const ReviewUser *user, GError **error);
ReviewPolicy *review_service_load_policy (ReviewService *self,
                                          const ReviewUser *user,
                                          const char *version,
                                          GError **error);
ReviewPolicyVersion *review_service_draft_policy (ReviewService *self,
                                                  const ReviewCall *call,
                                                  const ReviewPolicy *policy,
                                                  GError **error);
ReviewPolicyVersion *review_service_approve_policy (ReviewService *self,
                                                    const ReviewCall *call,
                                                    const char *version,
                                                    GError **error);
ReviewPolicyVersion *review_service_make_policy_live (ReviewService *self,
                                                      const ReviewCall *call,
                                                      const char *version,
                                                      const ReviewPolicyAct *act,
                                                      GError **error);
ReviewPolicyVersion *review_service_withdraw_policy (ReviewService *self,
                                                     const ReviewCall *call,
                                                     const char *version,
                                                     const ReviewPolicyAct *act,
                                                     GError **error);
gboolean
review_service_check_policy (ReviewService *self, const ReviewPolicy *policy, GError **error);

/* Agents of other houses (review-service-agents.c) */
ReviewAgentView *
review_service_read_for_agent (ReviewService *self, const char *case_id, GError **error);
ReviewAssessment *review_service_deliver (ReviewService *self,
                                          const ReviewCall *call,
                                          const char *case_id,
                                          const ReviewDelivery *delivery,
                                          GError **error);

/* The Decision Hub's page (review-service-hub.c) */
ReviewHubOverview *
review_service_describe_hub (ReviewService *self, const ReviewUser *user, GError **error);
ReviewHubView *review_service_describe_hub_type (ReviewService *self,
                                                 const ReviewUser *user,
                                                 const char *case_type,
                                                 GError **error);
ReviewBacktest *review_service_backtest (ReviewService *self,
                                         const ReviewUser *user,
                                         const char *case_type,
                                         const ReviewBacktestRequest *request,
                                         GError **error);

/* Queue (review-service-views.c, review-service-queue.c) */
ReviewViewPage *review_service_open_view (ReviewService *self,
                                          const ReviewUser *user,
                                          const ReviewViewRequest *request,
                                          GError **error);
ReviewViewPage *review_service_find_in_view (ReviewService *self,
                                             const ReviewUser *user,
                                             const char *view_id,
                                             const char *work_item,
                                             GError **error);
ReviewViewPage *review_service_read_view (ReviewService *self,
                                          const ReviewUser *user,
                                          const char *view,
                                          gint64 offset,
                                          gint64 limit,
                                          GError **error);
ReviewSavedFilters *
review_service_get_filters (ReviewService *self, const ReviewUser *user, GError **error);
ReviewSavedFilters *review_service_save_filters (ReviewService *self,
                                                 const ReviewCall *call,
                                                 const ReviewSavedFilters *filters,
                                                 GError **error);
ReviewCaseView *review_service_take_next (ReviewService *self,
                                          const ReviewCall *call,
                                          const ReviewTakeRequest *request,
                                          GError **error);
ReviewCaseView *review_service_take (ReviewService *self,
                                     const ReviewCall *call,
                                     const char *work_item,
                                     GError **error);
ReviewLease *review_service_renew_lease (ReviewService *self,
                                         const ReviewCall *call,
                                         const char *work_item,
                                         GError **error);
ReviewWorkItem *review_service_release (ReviewService *self,
                                        const ReviewCall *call,
                                        const char *work_item,
                                        const ReviewReleaseRequest *request,
                                        GError **error);

/* The case on the desk (review-service-case.c, review-service-export.c, review-service-draft.c) */
ReviewCaseView *review_service_get_work_item (ReviewService *self,
                                              const ReviewUser *user,
                                              const char *work_item,
                                              GError **error);
ReviewCaseView *review_service_get_case (ReviewService *self,
                                         const ReviewUser *user,
                                         const char *case_id,
                                         GError **error);
ReviewCaseView *review_service_export_case (ReviewService *self,
                                            const ReviewCall *call,
                                            const char *work_item,
                                            GError **error);
ReviewDraft *review_service_save_draft (ReviewService *self,
                                        const ReviewCall *call,
                                        const char *work_item,
                                        const ReviewDraft *draft,
                                        GError **error);

/* Beside the case (review-service-related.c, review-service-look.c, review-service-notes.c) */
ReviewCaseLook *review_service_look_at (ReviewService *self,
                                        const ReviewUser *user,
                                        const char *work_item,
                                        const ReviewLookRequest *request,
                                        GError **error);
ReviewRelated *review_service_get_related (ReviewService *self,
                                           const ReviewUser *user,
                                           const char *work_item,
                                           GError **error);
ReviewNoteList *review_service_list_notes (ReviewService *self,
                                           const ReviewUser *user,
                                           const char *work_item,
                                           GError **error);
ReviewNote *review_service_add_note (ReviewService *self,
                                     const ReviewCall *call,
                                     const char *work_item,
                                     const ReviewNoteRequest *request,
                                     GError **error);

/* What waits beside the queue (review-service-inbox.c) */
ReviewInboxPage *
review_service_read_inbox (ReviewService *self, const ReviewUser *user, GError **error);
ReviewFeedback *review_service_mark_read (ReviewService *self,
                                          const ReviewCall *call,
                                          const char *feedback,
                                          GError **error);

/* The report on time and escalations (review-service-attainment.c) */
ReviewAttainment *
review_service_measure_attainment (ReviewService *self, gint64 days, GError **error);

/* Blind looks (review-service-blind.c) */
ReviewCaseView *review_service_make_first_call (ReviewService *self,
                                                const ReviewCall *caller,
                                                const char *work_item,
                                                const ReviewFirstCall *call,
                                                GError **error);
ReviewCaseView *review_service_show_verdict (ReviewService *self,
                                             const ReviewCall *caller,
                                             const char *work_item,
                                             const ReviewVerdictRequest *request,
                                             GError **error);

/* Along the money (review-service-flows.c) */
ReviewFlowPage *review_service_ask_flows (ReviewService *self,
                                          const ReviewUser *user,
                                          const char *work_item,
                                          const ReviewFlowRequest *request,
                                          GError **error);

/* Waiting (review-service-waiting.c, review-service-customer.c) */
ReviewWorkItem *review_service_request_information (ReviewService *self,
                                                    const ReviewCall *call,
                                                    const char *work_item,
                                                    const ReviewInformationRequest *request,
                                                    GError **error);
ReviewWorkItem *review_service_hold (ReviewService *self,
                                     const ReviewCall *call,
                                     const char *work_item,
                                     const ReviewHoldRequest *request,
                                     GError **error);
ReviewWorkItem *review_service_wake (ReviewService *self,
                                     const ReviewCall *call,
                                     const char *work_item,
                                     GError **error);
ReviewOutgoingList *review_service_list_outgoing (ReviewService *self, GError **error);
ReviewReceipt *review_service_receive_answer (ReviewService *self,
                                              const ReviewCall *call,
                                              const char *request,
                                              const ReviewCustomerAnswer *answer,
                                              GError **error);

/* Shifts, who is there, how much they may hold (review-service-shift.c, review-service-roster.c) */
ReviewRoster *
review_service_get_roster (ReviewService *self, const ReviewUser *user, GError **error);
ReviewPerson *
review_service_get_person (ReviewService *self, const ReviewUser *user, GError **error);
ReviewDeskCases *review_service_list_desk (ReviewService *self,
                                           const ReviewUser *user,
                                           const char *account,
                                           GError **error);
ReviewPerson *review_service_set_limit (ReviewService *self,
                                        const ReviewCall *call,
                                        const char *account,
                                        const ReviewLimitRequest *request,
                                        GError **error);
ReviewPerson *
review_service_start_shift (ReviewService *self, const ReviewCall *call, GError **error);
ReviewPerson *
review_service_finish_shift (ReviewService *self, const ReviewCall *call, GError **error);
ReviewShiftList *review_service_list_shifts (ReviewService *self, GError **error);
ReviewShift *review_service_plan_shift (ReviewService *self,
                                        const ReviewCall *call,
                                        const ReviewShiftRequest *request,
                                        GError **error);
ReviewShift *review_service_cancel_shift (ReviewService *self,
                                          const ReviewCall *call,
                                          const char *shift,
                                          GError **error);
ReviewAbsence *review_service_add_absence (ReviewService *self,
                                           const ReviewCall *call,
                                           const ReviewAbsenceRequest *request,
                                           GError **error);
ReviewAbsence *review_service_cancel_absence (ReviewService *self,
                                              const ReviewCall *call,
                                              const char *absence,
                                              GError **error);

/* Cases that wait for one person (review-service-assign.c) */
ReviewWorkItem *review_service_assign (ReviewService *self,
                                       const ReviewCall *call,
                                       const char *work_item,
                                       const ReviewAssignRequest *request,
                                       GError **error);
ReviewWorkItem *review_service_snooze (ReviewService *self,
                                       const ReviewCall *call,
                                       const char *work_item,
                                       const ReviewSnoozeRequest *request,
                                       GError **error);

/* Acts on many cases (review-service-bulk.c) */
ReviewBulk *review_service_check_bulk (ReviewService *self,
                                       const ReviewUser *user,
                                       const ReviewBulkRequest *request,
                                       GError **error);
ReviewBulk *review_service_begin_bulk (ReviewService *self,
                                       const ReviewCall *call,
                                       const ReviewBulkRequest *request,
                                       GError **error);
ReviewBulk *review_service_get_bulk (ReviewService *self, const char *id, GError **error);
ReviewBulkList *review_service_list_bulk (ReviewService *self, GError **error);

/* Colleagues named in notes (review-service-mentions.c) */
ReviewColleagues *review_service_list_colleagues (ReviewService *self,
                                                  const ReviewUser *user,
                                                  const char *work_item,
                                                  GError **error);
ReviewMention *review_service_read_mention (ReviewService *self,
                                            const ReviewCall *call,
                                            const char *mention,
                                            GError **error);

/* Handing over (review-service-handover.c, review-service-accept.c, review-service-receivers.c) */
ReviewHandover *review_service_hand_over (ReviewService *self,
                                          const ReviewCall *call,
                                          const ReviewHandoverRequest *request,
                                          GError **error);
ReviewHandover *review_service_get_handover (ReviewService *self,
                                             const ReviewUser *user,
                                             const char *id,
                                             GError **error);
ReviewHandoverList *
review_service_list_handovers (ReviewService *self, const ReviewUser *user, GError **error);
ReviewHandover *review_service_accept_handover (ReviewService *self,
                                                const ReviewCall *call,
                                                const char *handover,
                                                const ReviewHandoverAct *act,
                                                GError **error);
ReviewHandover *review_service_withdraw_handover (ReviewService *self,
                                                  const ReviewCall *call,
                                                  const char *handover,
                                                  GError **error);

ReviewReceivers *review_service_list_receivers (ReviewService *self,
                                                const ReviewUser *user,
                                                const char *account,
                                                GError **error);

/* Decision (review-service-decide.c, review-service-answers.c) */
ReviewDecision *review_service_decide (ReviewService *self,
                                       const ReviewCall *call,
                                       const char *work_item,
                                       const ReviewDecideRequest *request,
                                       GError **error);
ReviewCaseView *review_service_retract (ReviewService *self,
                                        const ReviewCall *call,
                                        const char *decision,
                                        GError **error);
/* How many masked fields one person may have opened within an hour. */
ReviewRevealed *review_service_reveal (ReviewService *self,
                                       const ReviewCall *call,
                                       const char *work_item,
                                       const ReviewRevealRequest *request,
                                       GError **error);
ReviewWorkItem *review_service_answer_escalation (ReviewService *self,
                                                  const ReviewCall *call,
                                                  const char *work_item,
                                                  const ReviewEscalationAnswer *answer,
                                                  GError **error);

/* Effects: what the courier does (review-service-deliver.c), and what people and the other system do
 * (review-service-effects.c) */
typedef struct
{
  const char *effect;
  int reply;          /* ReviewEffectReply; 0: none came */
  const char *reason; /* (nullable): in the other system's words */
  gint64 wait;        /* µs after which it wants to be asked again; 0: it does not say */
  gboolean simulated;
} ReviewDelivered;

GPtrArray *review_service_list_due_commands (ReviewService *self, gint64 limit, GError **error);
gboolean review_service_file_delivery (ReviewService *self,
                                       const ReviewDelivered *delivered,
                                       GError **error);
ReviewEffect *review_service_report_effect (ReviewService *self,
                                            const ReviewCall *call,
                                            const char *effect,
                                            const ReviewEffectReport *report,
                                            GError **error);
ReviewEffect *review_service_retry_effect (ReviewService *self,
                                           const ReviewCall *call,
                                           const char *effect,
                                           GError **error);
ReviewEffect *review_service_confirm_effect (ReviewService *self,
                                             const ReviewCall *call,
                                             const char *effect,
                                             const ReviewEffectAct *act,
                                             GError **error);
ReviewEffectList *
review_service_list_effects (ReviewService *self, const ReviewUser *user, GError **error);
gboolean review_service_count_effects (ReviewService *self,
                                       const ReviewUser *user,
                                       gint64 *ret_failed,
                                       gint64 *ret_late,
                                       GError **error);

/* Campaigns (review-service-campaigns.c, review-service-campaign-decide.c) */
ReviewCampaignList *
review_service_list_campaigns (ReviewService *self, const ReviewUser *user, GError **error);
ReviewCampaignView *review_service_get_campaign (ReviewService *self,
                                                 const ReviewUser *user,
                                                 const char *id,
                                                 const ReviewCampaignForm *group,
                                                 GError **error);
ReviewCampaignView *review_service_decide_campaign (ReviewService *self,
                                                    const ReviewCall *call,
                                                    const char *campaign,
                                                    const ReviewCampaignForm *form,
                                                    GError **error);
ReviewCampaignView *review_service_retract_campaign (ReviewService *self,
                                                     const ReviewCall *call,
                                                     const char *campaign,
                                                     GError **error);
ReviewCampaignView *review_service_take_out (ReviewService *self,
                                             const ReviewCall *call,
                                             const char *campaign,
                                             const ReviewCampaignAct *act,
                                             GError **error);
ReviewCampaignView *review_service_mark_campaign_reviewed (ReviewService *self,
                                                           const ReviewCall *call,
                                                           const char *campaign,
                                                           const ReviewCampaignAct *act,
                                                           GError **error);
ReviewCampaignView *review_service_dismiss_campaign (ReviewService *self,
                                                     const ReviewCall *call,
                                                     const char *campaign,
                                                     const ReviewCampaignAct *act,
                                                     GError **error);
ReviewCampaignView *review_service_note_campaign (ReviewService *self,
                                                  const ReviewCall *call,
                                                  const char *campaign,
                                                  const ReviewCampaignNoteRequest *request,
                                                  GError **error);
ReviewCampaignView *review_service_export_campaign (ReviewService *self,
                                                    const ReviewCall *call,
                                                    const char *campaign,
                                                    GError **error);

/* The house's own lists (review-service-house.c) */
ReviewHouseEntryList *review_service_list_entries (ReviewService *self, GError **error);
ReviewHouseEntry *review_service_propose_entry (ReviewService *self,
                                                const ReviewCall *call,
                                                const ReviewHouseProposal *proposal,
                                                GError **error);
ReviewHouseEntry *review_service_open_entry (ReviewService *self,
                                             const ReviewCall *call,
                                             const char *entry,
                                             GError **error);
ReviewHouseEntry *review_service_approve_entry (ReviewService *self,
                                                const ReviewCall *call,
                                                const char *entry,
                                                const ReviewHouseAct *act,
                                                GError **error);
ReviewHouseEntry *review_service_end_entry (ReviewService *self,
                                            const ReviewCall *call,
                                            const char *entry,
                                            const ReviewHouseAct *act,
                                            GError **error);
ReviewHouseEntry *review_service_keep_entry (ReviewService *self,
                                             const ReviewCall *call,
                                             const char *entry,
                                             const ReviewHouseAct *act,
                                             GError **error);

/* Once more (review-service-reopen.c), and beside the case (review-service-referrals.c) */
ReviewReopening *review_service_reopen (ReviewService *self,
                                        const ReviewCall *call,
                                        const char *case_id,
                                        const ReviewReopenRequest *request,
                                        GError **error);
ReviewReopeningList *
review_service_list_reopenings (ReviewService *self, const char *case_id, GError **error);
ReviewOverturnRates *
review_service_get_overturn_rates (ReviewService *self, const ReviewUser *reader, GError **error);
ReviewReferralList *review_service_list_referrals (ReviewService *self,
                                                   const ReviewUser *user,
                                                   const char *case_id,
                                                   GError **error);
ReviewReferral *review_service_draft_referral (ReviewService *self,
                                               const ReviewCall *call,
                                               const char *case_id,
                                               const ReviewReferralRequest *request,
                                               GError **error);
ReviewReferral *review_service_export_referral (ReviewService *self,
                                                const ReviewCall *call,
                                                const char *referral,
                                                GError **error);
ReviewReferral *review_service_move_referral (ReviewService *self,
                                              const ReviewCall *call,
                                              const char *referral,
                                              const ReviewReferralAct *act,
                                              GError **error);

/* Labels, events, SOPs (review-service-labels.c, review-service-events.c) */
typedef gboolean (*ReviewLabelFunc) (const ReviewLabelRow *row, gpointer user_data, GError **error);
gboolean review_service_export_labels (ReviewService *self,
                                       const ReviewUser *user,
                                       gint64 after,
                                       ReviewLabelFunc func,
                                       gpointer user_data,
                                       GError **error);
GPtrArray *review_service_list_events (ReviewService *self,
                                       const ReviewUser *user,
                                       gint64 after,
                                       gint64 limit,
                                       gint64 *ret_last,
                                       GError **error);
gint64 review_service_last_event (ReviewService *self, GError **error);
gboolean review_service_post_event (ReviewService *self,
                                    const char *kind,
                                    const char *object,
                                    const char *text,
                                    gint64 done,
                                    gint64 total,
                                    GError **error);
ReviewCatalog *review_service_dup_expanded_catalog (ReviewService *self);
ReviewSop *review_service_get_sop (ReviewService *self, const char *case_type, GError **error);

/* What the day begins with (review-service-today.c) */
ReviewToday *
review_service_read_today (ReviewService *self, const ReviewUser *user, GError **error);

/* How good all of it is (review-service-scorecard.c) */
ReviewScorecard *review_service_get_scorecard (ReviewService *self,
                                               gint64 days,
                                               const char *case_type,
                                               GError **error);

/* Bands that were widened (review-service-wide-bands.c) */
ReviewWideBandList *review_service_list_bands (ReviewService *self, GError **error);
ReviewWideBand *review_service_narrow_band (ReviewService *self,
                                            const ReviewCall *call,
                                            const char *id,
                                            const ReviewWideBandAct *act,
                                            GError **error);

/* Policies on trial (review-service-experiments.c) */
ReviewExperimentList *review_service_list_experiments (ReviewService *self, GError **error);
ReviewExperiment *
review_service_get_experiment (ReviewService *self, const char *id, GError **error);
ReviewExperiment *review_service_propose_experiment (ReviewService *self,
                                                     const ReviewCall *call,
                                                     const ReviewExperimentRequest *request,
                                                     GError **error);
ReviewExperiment *review_service_shadow_experiment (ReviewService *self,
                                                    const ReviewCall *call,
                                                    const char *id,
                                                    GError **error);
ReviewExperiment *review_service_roll_out_experiment (ReviewService *self,
                                                      const ReviewCall *call,
                                                      const char *id,
                                                      const ReviewExperimentAct *act,
                                                      GError **error);
ReviewExperiment *review_service_promote_experiment (ReviewService *self,
                                                     const ReviewCall *call,
                                                     const char *id,
                                                     const ReviewExperimentAct *act,
                                                     GError **error);
ReviewExperiment *review_service_end_experiment (ReviewService *self,
                                                 const ReviewCall *call,
                                                 const char *id,
                                                 const ReviewExperimentAct *act,
                                                 GError **error);

/* Frequent root causes (review-service-causes.c) */
ReviewCauseCounts *review_service_count_causes (ReviewService *self,
                                                const ReviewUser *user,
                                                const char *case_type,
                                                GError **error);

/* Versions and drafts of SOPs (review-service-sops.c) */
ReviewSopVersionList *
review_service_list_sop_versions (ReviewService *self, const char *case_type, GError **error);
ReviewSop *review_service_get_sop_version (ReviewService *self,
                                           const char *case_type,
                                           const char *version,
                                           GError **error);
ReviewSopDraftList *review_service_list_sop_drafts (ReviewService *self,
                                                    const ReviewUser *user,
                                                    const char *work_item,
                                                    GError **error);
ReviewSopDraft *review_service_add_sop_draft (ReviewService *self,
                                              const ReviewCall *call,
                                              const char *work_item,
                                              const ReviewSopDraftRequest *request,
                                              GError **error);
ReviewGapList *review_service_list_sop_gaps (ReviewService *self, GError **error);
ReviewSopVersion *review_service_publish_sop_draft (ReviewService *self,
                                                    const ReviewCall *call,
                                                    const char *draft,
                                                    const ReviewSopPublication *request,
                                                    GError **error);
ReviewSopDraft *review_service_withdraw_sop_draft (ReviewService *self,
                                                   const ReviewCall *call,
                                                   const char *draft,
                                                   GError **error);

/* Truth from elsewhere, and the card of an export (review-service-truths.c) */
ReviewTruthReceipt *review_service_report_truth (ReviewService *self,
                                                 const ReviewCall *call,
                                                 const ReviewTruthReport *report,
                                                 GError **error);
ReviewLabelCard *review_service_describe_labels (ReviewService *self,
                                                 const ReviewUser *user,
                                                 gint64 after,
                                                 GError **error);

/* Recurring errors (review-service-scan.c, review-service-patterns.c) */
ReviewPatternScan *review_service_scan_patterns (ReviewService *self,
                                                 const ReviewCall *call,
                                                 const ReviewPatternScanRequest *request,
                                                 ReviewProgressFunc progress,
                                                 gpointer user_data,
                                                 GError **error);
ReviewPatternList *review_service_list_patterns (ReviewService *self, GError **error);
ReviewPattern *review_service_get_pattern (ReviewService *self, const char *id, GError **error);
ReviewPattern *review_service_nominate_pattern (ReviewService *self,
                                                const ReviewCall *call,
                                                const ReviewPatternNomination *request,
                                                GError **error);
ReviewPattern *review_service_accept_pattern (ReviewService *self,
                                              const ReviewCall *call,
                                              const char *pattern,
                                              const ReviewPatternAcceptance *request,
                                              GError **error);
ReviewPattern *review_service_repair_pattern (ReviewService *self,
                                              const ReviewCall *call,
                                              const char *pattern,
                                              const ReviewPatternActRequest *request,
                                              GError **error);
ReviewPattern *review_service_dismiss_pattern (ReviewService *self,
                                               const ReviewCall *call,
                                               const char *pattern,
                                               const ReviewPatternActRequest *request,
                                               GError **error);

/* The timer job: call it about every second (review-service-settle.c). */
gboolean review_service_settle (ReviewService *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReviewService, review_service_free)

G_END_DECLS
