/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one table of routes, and what happens to a request before its handler: who calls, may the
 * role, are key and version there, is the body what the route takes. Whatever no row allows is
 * refused. */
#define G_LOG_DOMAIN "review-server"
#include "review-routes.h"

#include <string.h>

#include "review-codec.h"
#include "review-error.h"
#include "review-handlers.h"
#include "review-json-check.h"
#include "review-problem.h"
#include "review-scan-job.h"
#include "review-training-job.h"
#ifdef REVIEW_PLANTED_FAULTS
#include "planted-faults.h"
#endif

#define R(role)     (1u << REVIEW_ROLE_##role)
#define DESIGNERS   (R (LEAD) | R (ADMIN))
#define ANALYSTS    (DESIGNERS | R (MODEL))
#define VENDOR      R (VENDOR_LEAD)
#define REVIEWERS   (R (BPO) | R (AGENT) | R (SENIOR) | R (LEAD))
#define READERS     (REVIEWERS | R (QA))
#define PICKERS     (R (SENIOR) | R (LEAD))
#define PEOPLE      (READERS | VENDOR | R (MODEL) | R (ADMIN))
#define EVERYONE    (PEOPLE | R (SERVICE))
#define WRITE       REVIEW_ROUTE_KEY
#define WRITE_SEEN  (REVIEW_ROUTE_KEY | REVIEW_ROUTE_VERSION)
#define MAX_SEGMENT 64 /* bytes of what stands for {}: a hash in hex */
#define EXPORTERS   (R (AGENT) | R (SENIOR) | R (LEAD) | R (QA))
#define OVERSEERS   (PICKERS | R (QA))
#define PROPOSERS   (PICKERS | R (AGENT))
#define LISTERS     (PROPOSERS | R (QA) | R (ADMIN))
#define AUTHORS     (R (AGENT) | R (SENIOR) | R (LEAD) | R (QA)) /* of clauses for the SOP */

/* The row's roles; an empty set is an array of negative size. */
#define ALLOW(roles) ((roles) + 0 * sizeof (char[(roles) != 0 ? 1 : -1]))

/* clang-format off */
static const ReviewApiRoute routes[] = {
  { "GET", "/v1/health", ALLOW (EVERYONE), REVIEW_ROUTE_OPEN, NULL, &review_health_type, "Whether the server is up, and how far its preparation is", review_handle_health },
  { "GET", "/v1/openapi", ALLOW (EVERYONE), 0, NULL, NULL, "This description", review_handle_openapi },
  { "GET", "/v1/session", ALLOW (EVERYONE), 0, NULL, &review_session_info_type, "Who one is", review_handle_get_session },
  { "POST", "/v1/session", ALLOW (PEOPLE), REVIEW_ROUTE_EXCHANGE, &review_session_request_type, &review_session_info_type, "Exchange the one-time token, or switch the local user; embedded mode only", review_handle_post_session },
  { "GET", "/v1/catalog", ALLOW (EVERYONE), 0, NULL, &review_catalog_type, "Case types, codes, SOPs with parameters filled in", review_handle_catalog },
  { "GET", "/v1/sops/{}", ALLOW (EVERYONE), 0, NULL, &review_sop_type, "The SOP of a case type", review_handle_sop },
  { "GET", "/v1/sops/{}/versions", ALLOW (EVERYONE), 0, NULL, &review_sop_version_list_type, "The versions of a case type's SOP, the newest first", review_handle_sop_versions },
  { "GET", "/v1/sops/{}/versions/{}", ALLOW (EVERYONE), 0, NULL, &review_sop_type, "A version of the SOP, by its name", review_handle_sop_version },
  { "POST", "/v1/cases", ALLOW (R (SERVICE) | R (ADMIN)), WRITE, &review_intake_type, &review_case_type, "Take a case in", review_handle_intake },
  { "GET", "/v1/cases/{}", ALLOW (READERS), 0, NULL, &review_case_view_type, "The case view of its newest work item", review_handle_case },
  { "GET", "/v1/cases/{}/values", ALLOW (R (SERVICE)), 0, NULL, &review_agent_view_type, "The case as an agent reads it", review_handle_values },
  { "POST", "/v1/cases/{}/assessments", ALLOW (R (SERVICE)), WRITE, &review_delivery_type, &review_assessment_type, "Deliver what another agent says of a case", review_handle_deliver },
  { "POST", "/v1/views", ALLOW (READERS), 0, &review_view_request_type, &review_view_page_type, "Fix a filter and an order of the queue; the first rows", review_handle_open_view },
  { "GET", "/v1/views/{}", ALLOW (READERS), REVIEW_ROUTE_QUERY, NULL, &review_view_page_type, "Rows of a view by position", review_handle_read_view },
  { "GET", "/v1/views/{}/work-items/{}", ALLOW (READERS), 0, NULL, &review_view_page_type, "The hundred rows of a view among which a work item is", review_handle_find_in_view },
  { "GET", "/v1/root-causes/{}", ALLOW (READERS), 0, NULL, &review_cause_counts_type, "How often each root cause was given lately in cases of a type; of a vendor, by its own people", review_handle_causes },
  { "GET", "/v1/filters", ALLOW (READERS), 0, NULL, &review_saved_filters_type, "The filters of the queue that one keeps", review_handle_get_filters },
  { "PUT", "/v1/filters", ALLOW (READERS), WRITE, &review_saved_filters_type, &review_saved_filters_type, "Keep filters, all at once; an older version is refused", review_handle_put_filters },
  { "POST", "/v1/work-items/take-next", ALLOW (REVIEWERS), WRITE, &review_take_request_type, &review_case_view_type, "Take the next case that one is qualified for", review_handle_take_next },
  { "GET", "/v1/work-items/{}", ALLOW (READERS), 0, NULL, &review_case_view_type, "The case view of a work item", review_handle_work_item },
  { "GET", "/v1/work-items/{}/related", ALLOW (READERS), 0, NULL, &review_related_type, "Other cases that share something with the work item's", review_handle_related },
  { "POST", "/v1/work-items/{}/look", ALLOW (READERS), 0, &review_look_request_type, &review_case_look_type, "Look at a related case; masked, nothing of ROCA, audited", review_handle_look },
  { "GET", "/v1/work-items/{}/notes", ALLOW (READERS), 0, NULL, &review_note_list_type, "What colleagues wrote beside the case and its customer", review_handle_notes },
  { "POST", "/v1/work-items/{}/notes", ALLOW (READERS), WRITE, &review_note_request_type, &review_note_type, "Write a note; it is never changed", review_handle_add_note },
  { "GET", "/v1/work-items/{}/sop-drafts", ALLOW (AUTHORS), 0, NULL, &review_sop_draft_list_type, "Clauses proposed for the SOP gaps that the case shows", review_handle_sop_drafts },
  { "POST", "/v1/work-items/{}/sop-drafts", ALLOW (AUTHORS), WRITE, &review_sop_draft_request_type, &review_sop_draft_type, "Propose a clause for a gap, with the case as its example; others approve it", review_handle_add_sop_draft },
  { "GET", "/v1/sop-gaps", ALLOW (OVERSEERS | ANALYSTS), 0, NULL, &review_gap_list_type, "What no clause covers, with cases that show it and clauses that are proposed; those that most cases show first", review_handle_sop_gaps },
  { "POST", "/v1/sop-drafts/{}/publish", ALLOW (R (LEAD)), WRITE, &review_sop_publication_type, &review_sop_version_type, "Make a proposed clause part of a new version of the SOP, which the next assessments follow; never one's own", review_handle_publish_sop_draft },
  { "POST", "/v1/sop-drafts/{}/withdraw", ALLOW (AUTHORS), WRITE, NULL, &review_sop_draft_type, "Take back a clause that one proposed oneself", review_handle_withdraw_sop_draft },
  { "POST", "/v1/work-items/{}/take", ALLOW (REVIEWERS), WRITE_SEEN, NULL, &review_case_view_type, "Take a certain work item: any (senior, lead), or one that one lost when the lease ran out, or that was returned to one", review_handle_take },
  { "POST", "/v1/work-items/{}/flows", ALLOW (REVIEWERS), 0, &review_flow_request_type, &review_flow_page_type, "Who else deals with a party of the case, as other cases know it; each look is audited", review_handle_flows },
  { "POST", "/v1/work-items/{}/lease", ALLOW (REVIEWERS), WRITE, NULL, &review_lease_type, "Renew the lease, or take the case again that ran out and is free", review_handle_lease },
  { "POST", "/v1/work-items/{}/release", ALLOW (REVIEWERS), WRITE_SEEN, &review_release_request_type, &review_work_item_type, "Put a work item back", review_handle_release },
  { "POST", "/v1/work-items/{}/export", ALLOW (EXPORTERS), WRITE, NULL, &review_case_view_type, "The case for a report on paper; audited", review_handle_export },
  { "PUT", "/v1/work-items/{}/draft", ALLOW (REVIEWERS), WRITE, &review_draft_type, &review_draft_type, "Keep a draft; an older revision is refused", review_handle_draft },
  { "POST", "/v1/work-items/{}/first-call", ALLOW (REVIEWERS), WRITE_SEEN, &review_first_call_type, &review_case_view_type, "Say what one thinks of a hidden case, before ROCA's verdict is shown", review_handle_first_call },
  { "POST", "/v1/work-items/{}/verdict", ALLOW (REVIEWERS), WRITE_SEEN, &review_verdict_request_type, &review_case_view_type, "Ask for ROCA's verdict of a case that is shown on demand", review_handle_verdict },
  { "POST", "/v1/work-items/{}/decision", ALLOW (REVIEWERS), WRITE_SEEN, &review_decide_request_type, &review_decision_type, "Decide; effective after ten seconds", review_handle_decide },
  { "POST", "/v1/decisions/{}/retract", ALLOW (REVIEWERS), WRITE_SEEN, NULL, &review_case_view_type, "Undo a decision before it is effective", review_handle_retract },
  { "POST", "/v1/work-items/{}/request", ALLOW (REVIEWERS), WRITE_SEEN, &review_information_request_type, &review_work_item_type, "Ask the customer for information", review_handle_request },
  { "POST", "/v1/work-items/{}/hold", ALLOW (REVIEWERS), WRITE_SEEN, &review_hold_request_type, &review_work_item_type, "Hold for a listed reason", review_handle_hold },
  { "POST", "/v1/work-items/{}/wake", ALLOW (REVIEWERS), WRITE_SEEN, NULL, &review_work_item_type, "End a hold before its time: one's own, or any (senior, lead)", review_handle_wake },
  { "GET", "/v1/requests", ALLOW (R (SERVICE)), 0, NULL, &review_outgoing_list_type, "Questions to customers that are out, for the system that carries them", review_handle_requests },
  { "POST", "/v1/requests/{}/answer", ALLOW (R (SERVICE)), WRITE, &review_customer_answer_type, &review_receipt_type, "Deliver what a customer answered; the case comes back with it", review_handle_customer_answer },
  { "POST", "/v1/work-items/{}/reveal", ALLOW (REVIEWERS), WRITE, &review_reveal_request_type, &review_revealed_type, "Open one masked field, with a listed reason; only for who holds the case", review_handle_reveal },
  { "POST", "/v1/work-items/{}/answer", ALLOW (PICKERS), WRITE_SEEN, &review_escalation_answer_type, &review_work_item_type, "Answer an escalation", review_handle_answer },
  { "GET", "/v1/inbox", ALLOW (REVIEWERS), 0, NULL, &review_inbox_page_type, "Escalations that wait for one, what came back to one, and one's own cases that wait", review_handle_inbox },
  { "GET", "/v1/today", ALLOW (PEOPLE), 0, NULL, &review_today_type, "What one is to know when the day begins: what waits, what changed, what is going to breach; each role its own", review_handle_today },
  { "GET", "/v1/attainment/{}", ALLOW (R (SENIOR) | R (LEAD) | R (QA)), 0, NULL, &review_attainment_type, "How the looks of so many days kept their time and what made them late; escalations needless and missed", review_handle_attainment },
  { "POST", "/v1/feedback/{}/read", ALLOW (REVIEWERS), WRITE, NULL, &review_feedback_type, "Say that one has read what came back", review_handle_mark_read },
  { "GET", "/v1/effects", ALLOW (PICKERS | R (ADMIN)), 0, NULL, &review_effect_list_type, "Commands to other systems that failed, or that nobody confirmed in time", review_handle_effects },
  { "POST", "/v1/effects/{}/retry", ALLOW (PICKERS | R (ADMIN)), WRITE_SEEN, NULL, &review_effect_type, "Send a command again", review_handle_retry_effect },
  { "POST", "/v1/effects/{}/confirm", ALLOW (PICKERS), WRITE_SEEN, &review_effect_act_type, &review_effect_type, "Confirm by hand, with a reason, what failed or is late; never what one decided oneself", review_handle_confirm_effect },
  { "POST", "/v1/effects/{}/report", ALLOW (R (SERVICE)), WRITE, &review_effect_report_type, &review_effect_type, "Say what came of a command; for the system that it was sent to", review_handle_report_effect },
  { "GET", "/v1/campaigns", ALLOW (OVERSEERS), 0, NULL, &review_campaign_list_type, "Waves of alike cases, those that wait for a lead first", review_handle_campaigns },
  { "GET", "/v1/campaigns/{}", ALLOW (OVERSEERS), 0, NULL, &review_campaign_view_type, "A wave with its cases, and what speaks against deciding any of them with the others", review_handle_campaign },
  { "POST", "/v1/campaigns/{}/check", ALLOW (R (LEAD)), 0, &review_campaign_form_type, &review_campaign_view_type, "What a decision would leave out of a wave, and why; decides nothing", review_handle_check_campaign },
  { "POST", "/v1/campaigns/{}/decision", ALLOW (R (LEAD)), WRITE_SEEN, &review_campaign_form_type, &review_campaign_view_type, "Decide about a wave: one row per case, a share of them read singly", review_handle_decide_campaign },
  { "POST", "/v1/campaigns/{}/retract", ALLOW (R (LEAD)), WRITE_SEEN, NULL, &review_campaign_view_type, "Undo one's decision about a wave before it is effective", review_handle_retract_campaign },
  { "POST", "/v1/campaigns/{}/take-out", ALLOW (R (LEAD)), WRITE_SEEN, &review_campaign_act_type, &review_campaign_view_type, "Take a case out of a wave, with the reason", review_handle_take_out },
  { "POST", "/v1/campaigns/{}/reviewed", ALLOW (R (LEAD)), WRITE_SEEN, &review_campaign_act_type, &review_campaign_view_type, "Say that a case of a wave was looked at again", review_handle_campaign_reviewed },
  { "POST", "/v1/campaigns/{}/dismiss", ALLOW (R (LEAD)), WRITE_SEEN, &review_campaign_act_type, &review_campaign_view_type, "Say that it is no wave, with the reason", review_handle_dismiss_campaign },
  { "POST", "/v1/campaigns/{}/note", ALLOW (R (LEAD)), WRITE_SEEN, &review_campaign_note_request_type, &review_campaign_view_type, "Write the incident note of a wave; earlier ones stay on record", review_handle_note_campaign },
  { "POST", "/v1/campaigns/{}/export", ALLOW (OVERSEERS), WRITE, NULL, &review_campaign_view_type, "A wave for an incident report on paper; audited", review_handle_export_campaign },
  { "GET", "/v1/list-entries", ALLOW (LISTERS), 0, NULL, &review_house_entry_list_type, "The house's block, allow and watch lists, values masked", review_handle_entries },
  { "POST", "/v1/list-entries", ALLOW (PROPOSERS), WRITE, &review_house_proposal_type, &review_house_entry_type, "Propose a value for a list; another person approves it", review_handle_propose_entry },
  { "POST", "/v1/list-entries/{}/open", ALLOW (PICKERS), WRITE, NULL, &review_house_entry_type, "An entry with its value, to be judged; audited", review_handle_open_entry },
  { "POST", "/v1/list-entries/{}/approve", ALLOW (PICKERS), WRITE_SEEN, &review_house_act_type, &review_house_entry_type, "Put an entry in force that another person proposed, by the hash of what was read", review_handle_approve_entry },
  { "POST", "/v1/list-entries/{}/end", ALLOW (PROPOSERS), WRITE_SEEN, &review_house_act_type, &review_house_entry_type, "Reject a proposal, take back one's own, or remove what is in force", review_handle_end_entry },
  { "POST", "/v1/list-entries/{}/keep", ALLOW (PICKERS), WRITE_SEEN, &review_house_act_type, &review_house_entry_type, "Say that an entry stays although the case it came from was overturned", review_handle_keep_entry },
  { "GET", "/v1/cases/{}/reopenings", ALLOW (OVERSEERS), 0, NULL, &review_reopening_list_type, "How often a case was looked at again, and how that ended", review_handle_reopenings },
  { "POST", "/v1/cases/{}/reopen", ALLOW (OVERSEERS), WRITE, &review_reopen_request_type, &review_reopening_type, "Have a case that is over looked at again: another person, a new round and clock", review_handle_reopen },
  { "GET", "/v1/overturns", ALLOW (OVERSEERS | R (ADMIN)), 0, NULL, &review_overturn_rates_type, "How many reopened cases ended otherwise, with their interval", review_handle_overturn_rates },
  { "GET", "/v1/cases/{}/referrals", ALLOW (PICKERS), 0, NULL, &review_referral_list_type, "Suspicious-transaction referrals beside a case, for those who may know", review_handle_referrals },
  { "POST", "/v1/cases/{}/referrals", ALLOW (PICKERS), WRITE, &review_referral_request_type, &review_referral_type, "Draft a suspicious-transaction referral", review_handle_draft_referral },
  { "GET", "/v1/referrals", ALLOW (PICKERS), 0, NULL, &review_referral_list_type, "All referrals, those that are not over first", review_handle_all_referrals },
  { "POST", "/v1/referrals/{}/export", ALLOW (PICKERS), WRITE, NULL, &review_referral_type, "A referral for paper; audited", review_handle_export_referral },
  { "POST", "/v1/referrals/{}/state", ALLOW (PICKERS), WRITE_SEEN, &review_referral_act_type, &review_referral_type, "Send a referral to compliance; filed or declined is a lead's to say", review_handle_move_referral },
  { "GET", "/v1/roster", ALLOW (OVERSEERS | VENDOR), 0, NULL, &review_roster_type, "Who works on cases: who is there, what hangs on them, what they may hold", review_handle_roster },
  { "GET", "/v1/shift", ALLOW (READERS), 0, NULL, &review_person_type, "One's own shift, and what hangs on one", review_handle_own_shift },
  { "POST", "/v1/shift/start", ALLOW (READERS), WRITE, NULL, &review_person_type, "Start one's shift: the planned one that is due, or one without a plan", review_handle_start_shift },
  { "POST", "/v1/shift/end", ALLOW (READERS), WRITE, NULL, &review_person_type, "End one's shift; what one has not handed over waits to be accepted by a lead", review_handle_end_shift },
  { "GET", "/v1/shifts", ALLOW (OVERSEERS), 0, NULL, &review_shift_list_type, "Shifts that are planned, and those of the last two days", review_handle_shifts },
  { "POST", "/v1/shifts", ALLOW (R (LEAD)), WRITE, &review_shift_request_type, &review_shift_type, "Plan a shift on the clock of those who come", review_handle_plan_shift },
  { "POST", "/v1/shifts/{}/cancel", ALLOW (R (LEAD)), WRITE_SEEN, NULL, &review_shift_type, "Cancel a plan that nobody has started", review_handle_cancel_shift },
  { "POST", "/v1/absences", ALLOW (READERS), WRITE, &review_absence_request_type, &review_absence_type, "Say that one is absent; of another, by a lead", review_handle_add_absence },
  { "POST", "/v1/absences/{}/cancel", ALLOW (READERS), WRITE_SEEN, NULL, &review_absence_type, "End an absence, or take it back", review_handle_cancel_absence },
  { "POST", "/v1/people/{}/limit", ALLOW (R (LEAD)), WRITE, &review_limit_request_type, &review_person_type, "Say how many cases a person may hold at once; 0: as the policy says", review_handle_set_limit },
  { "GET", "/v1/people/{}/cases", ALLOW (READERS), 0, NULL, &review_desk_cases_type, "What hangs on one (me), on another or on everybody (team; lead): what a handover would contain", review_handle_desk_cases },
  { "GET", "/v1/people/{}/receivers", ALLOW (READERS), 0, NULL, &review_receivers_type, "To whom what hangs on one (me), on another or on everybody (team; lead) can be handed over", review_handle_receivers },
  { "POST", "/v1/work-items/{}/assign", ALLOW (R (LEAD)), WRITE_SEEN, &review_assign_request_type, &review_work_item_type, "Give a case that waits to a person who is there, may have it and has room", review_handle_assign },
  { "POST", "/v1/work-items/{}/snooze", ALLOW (REVIEWERS), WRITE_SEEN, &review_snooze_request_type, &review_work_item_type, "Put off a case that one holds; it comes back to one, its clock runs on", review_handle_snooze },
  { "GET", "/v1/work-items/{}/colleagues", ALLOW (READERS), 0, NULL, &review_colleagues_type, "Who may be named in a note beside the case: those who may read it", review_handle_colleagues },
  { "POST", "/v1/mentions/{}/read", ALLOW (READERS), WRITE, NULL, &review_mention_type, "Say that one has read a note in which one is named", review_handle_read_mention },
  { "GET", "/v1/bulk", ALLOW (R (LEAD)), 0, NULL, &review_bulk_list_type, "Acts on many cases of the last thirty days", review_handle_bulks },
  { "POST", "/v1/bulk", ALLOW (R (LEAD)), WRITE, &review_bulk_request_type, &review_bulk_type, "Give many cases that wait to a person, or close them without a decision, with the reason", review_handle_begin_bulk },
  { "POST", "/v1/bulk/check", ALLOW (R (LEAD)), 0, &review_bulk_request_type, &review_bulk_type, "What such an act would leave alone, and why; does nothing", review_handle_check_bulk },
  { "GET", "/v1/bulk/{}", ALLOW (R (LEAD)), 0, NULL, &review_bulk_type, "An act on many cases, with what became of each", review_handle_bulk },
  { "GET", "/v1/handovers", ALLOW (READERS), 0, NULL, &review_handover_list_type, "Handovers that wait to be accepted, and those of the last two days", review_handle_handovers },
  { "POST", "/v1/handovers", ALLOW (READERS), WRITE, &review_handover_request_type, &review_handover_type, "Hand over what hangs on one, each case with its next step; of others, by a lead", review_handle_hand_over },
  { "GET", "/v1/handovers/{}", ALLOW (READERS), 0, NULL, &review_handover_type, "A handover, with what became of each case", review_handle_handover },
  { "POST", "/v1/handovers/{}/accept", ALLOW (READERS), WRITE_SEEN, &review_handover_act_type, &review_handover_type, "Accept a handover, whole or by cases; the receiver, or any lead", review_handle_accept_handover },
  { "POST", "/v1/handovers/{}/withdraw", ALLOW (READERS), WRITE_SEEN, NULL, &review_handover_type, "Take back a handover of which nothing was accepted", review_handle_withdraw_handover },
  { "GET", "/v1/labels", ALLOW (R (QA) | R (LEAD) | R (MODEL)), REVIEW_ROUTE_LINES | REVIEW_ROUTE_QUERY, NULL, &review_label_row_type, "The labels, one JSON object a line; with ?after=N what became known after entry N, corrections included", review_handle_labels },
  { "GET", "/v1/labels/card", ALLOW (R (QA) | R (LEAD) | R (MODEL)), REVIEW_ROUTE_QUERY, NULL, &review_label_card_type, "What the labels consist of: counts, versions, period, hash; ?after=N as there", review_handle_label_card },
  { "POST", "/v1/truths", ALLOW (R (SERVICE) | R (ADMIN)), WRITE, &review_truth_report_type, &review_truth_receipt_type, "Report what an appeal, a chargeback or an authority found out of a case", review_handle_truth },
  { "GET", "/v1/policies", ALLOW (ANALYSTS | R (SENIOR)), 0, NULL, &review_policy_list_type, "The versions of the policy, the newest first", review_handle_policies },
  { "POST", "/v1/policies", ALLOW (DESIGNERS), WRITE, &review_policy_type, &review_policy_version_type, "Draft a version; its name is the server's to give", review_handle_draft_policy },
  { "GET", "/v1/policies/{}", ALLOW (ANALYSTS | R (SENIOR)), 0, NULL, &review_policy_type, "A version of the policy; \"live\" is the one in force", review_handle_policy },
  { "POST", "/v1/policies/{}/approve", ALLOW (DESIGNERS), WRITE, NULL, &review_policy_version_type, "Approve a draft; never one's own", review_handle_approve_policy },
  { "POST", "/v1/policies/{}/live", ALLOW (DESIGNERS), WRITE, &review_policy_act_type, &review_policy_version_type, "Put an approved version in force, or a superseded one back", review_handle_policy_live },
  { "POST", "/v1/policies/{}/withdraw", ALLOW (DESIGNERS), WRITE, &review_policy_act_type, &review_policy_version_type, "Take back a version that was never in force", review_handle_withdraw_policy },
  { "GET", "/v1/hub", ALLOW (ANALYSTS | R (SENIOR)), 0, NULL, &review_hub_overview_type, "The policy in force and what is automated of each case type", review_handle_hub },
  { "GET", "/v1/hub/{}", ALLOW (ANALYSTS | R (SENIOR)), 0, NULL, &review_hub_view_type, "What any thresholds would do to a case type, measured on its history", review_handle_hub_type },
  { "POST", "/v1/hub/{}/backtest", ALLOW (ANALYSTS), 0, &review_backtest_request_type, &review_backtest_type, "History once more under another policy; keeps nothing", review_handle_backtest },
  { "GET", "/v1/patterns", ALLOW (OVERSEERS | ANALYSTS), 0, NULL, &review_pattern_list_type, "Recurring errors of ROCA, what waits for somebody first", review_handle_patterns },
  { "POST", "/v1/patterns", ALLOW (READERS | R (MODEL)), WRITE, &review_pattern_nomination_type, &review_pattern_type, "Nominate what seems to recur; the next scan counts it", review_handle_nominate_pattern },
  { "POST", "/v1/patterns/scan", ALLOW (PICKERS | R (MODEL) | R (ADMIN) | R (SERVICE)), WRITE, &review_pattern_scan_request_type, &review_pattern_scan_type, "Look for recurring errors in a period, and ask new data about those on record", review_handle_scan_patterns },
  { "GET", "/v1/pattern-scans", ALLOW (OVERSEERS | ANALYSTS), 0, NULL, &review_scan_job_list_type, "Searches for recurring errors in the background, the newest first", review_handle_scans },
  { "POST", "/v1/pattern-scans", ALLOW (PICKERS | R (MODEL) | R (ADMIN)), WRITE, &review_pattern_scan_request_type, &review_scan_job_type, "Look for recurring errors in the background", review_handle_ask_scan },
  { "POST", "/v1/pattern-scans/{}/cancel", ALLOW (PICKERS | R (MODEL) | R (ADMIN)), WRITE, NULL, &review_scan_job_type, "End a search; nothing of it is kept", review_handle_cancel_scan },
  { "GET", "/v1/patterns/{}", ALLOW (OVERSEERS | ANALYSTS), 0, NULL, &review_pattern_type, "A recurring error with its figures, evidence, history and cases that may be shown", review_handle_pattern },
  { "POST", "/v1/patterns/{}/accept", ALLOW (PICKERS), WRITE_SEEN, &review_pattern_acceptance_type, &review_pattern_type, "Take on a confirmed pattern: path, owner and due time; another path than the suggested one with a reason", review_handle_accept_pattern },
  { "POST", "/v1/patterns/{}/repair", ALLOW (OVERSEERS | ANALYSTS), WRITE_SEEN, &review_pattern_act_request_type, &review_pattern_type, "Say that a pattern is mended since a time; its owner or a lead. New data has to show it", review_handle_repair_pattern },
  { "POST", "/v1/patterns/{}/dismiss", ALLOW (PICKERS), WRITE_SEEN, &review_pattern_act_request_type, &review_pattern_type, "Say that a pattern is none, with a reason", review_handle_dismiss_pattern },
  { "POST", "/v1/patterns/{}/feature-request", ALLOW (OVERSEERS | ANALYSTS), WRITE_SEEN, &review_pattern_act_request_type, &review_pattern_type, "Ask the model team for a feature that carries the deciding fact, with what reviewers cited; its owner or a lead", review_handle_request_feature },
  { "POST", "/v1/patterns/{}/feature-answer", ALLOW (R (MODEL) | R (ADMIN)), WRITE_SEEN, &review_feature_answer_type, &review_pattern_type, "Answer it: which feature will carry the fact, or why none will", review_handle_answer_feature },
  { "GET", "/v1/scorecard/{}", ALLOW (OVERSEERS | ANALYSTS), 0, NULL, &review_scorecard_type, "How good ROCA, what it decides alone and the whole system were in so many days, with intervals, drift, money and time", review_handle_scorecard },
  { "GET", "/v1/scorecard/{}/{}", ALLOW (OVERSEERS | ANALYSTS), 0, NULL, &review_scorecard_type, "The scorecard of one case type", review_handle_scorecard },
  { "GET", "/v1/wide-bands", ALLOW (OVERSEERS | ANALYSTS), 0, NULL, &review_wide_band_list_type, "Human bands that were widened because a promise was not kept", review_handle_bands },
  { "POST", "/v1/wide-bands/{}/narrow", ALLOW (DESIGNERS), WRITE_SEEN, &review_wide_band_act_type, &review_wide_band_type, "Decide alone again, with a reason", review_handle_narrow_band },
  { "GET", "/v1/experiments", ALLOW (ANALYSTS | R (SENIOR)), 0, NULL, &review_experiment_list_type, "Policies that are or were on trial, the newest first", review_handle_experiments },
  { "POST", "/v1/experiments", ALLOW (DESIGNERS), WRITE, &review_experiment_request_type, &review_experiment_type, "Propose a version of the policy for a trial on one case type; plays history under it", review_handle_propose_experiment },
  { "GET", "/v1/experiments/{}", ALLOW (ANALYSTS | R (SENIOR)), 0, NULL, &review_experiment_type, "A trial, with what its cases show so far at any look", review_handle_experiment },
  { "POST", "/v1/experiments/{}/shadow", ALLOW (DESIGNERS), WRITE_SEEN, NULL, &review_experiment_type, "Let both policies read every case; the one in force decides", review_handle_shadow_experiment },
  { "POST", "/v1/experiments/{}/rollout", ALLOW (DESIGNERS), WRITE_SEEN, &review_experiment_act_type, &review_experiment_type, "Let the policy on trial decide a share of the cases", review_handle_roll_out_experiment },
  { "POST", "/v1/experiments/{}/promote", ALLOW (DESIGNERS), WRITE_SEEN, &review_experiment_act_type, &review_experiment_type, "Put the policy on trial in force; never one's own", review_handle_promote_experiment },
  { "POST", "/v1/experiments/{}/end", ALLOW (DESIGNERS), WRITE_SEEN, &review_experiment_act_type, &review_experiment_type, "End a trial, with a reason", review_handle_end_experiment },
  { "GET", "/v1/models/{}", ALLOW (ANALYSTS), 0, NULL, &review_model_list_type, "The versions of a case type's model, with what candidates are worth beside it, and the jobs that make them", review_handle_models },
  { "POST", "/v1/models/{}/candidates", ALLOW (ANALYSTS), WRITE, &review_training_request_type, &review_training_job_type, "Train a candidate in the background and compare it with the live model", review_handle_ask_candidate },
  { "POST", "/v1/training/{}/cancel", ALLOW (ANALYSTS), WRITE, NULL, &review_training_job_type, "End a training job", review_handle_cancel_training },
  { "POST", "/v1/models/{}/shadow", ALLOW (ANALYSTS), WRITE, NULL, &review_model_version_type, "Let a candidate read live cases beside the live model; it decides nothing", review_handle_shadow_model },
  { "POST", "/v1/models/{}/live", ALLOW (DESIGNERS), WRITE, &review_model_act_type, &review_model_version_type, "Let a candidate decide that passed its gate, or put a model back that was live", review_handle_model_live },
  { "POST", "/v1/models/{}/drop", ALLOW (ANALYSTS), WRITE, &review_model_act_type, &review_model_version_type, "Give a candidate up", review_handle_drop_model },
  { "PUT", "/v1/attachments/{}", ALLOW (R (SERVICE) | R (ADMIN)), WRITE | REVIEW_ROUTE_BYTES_IN, NULL, &review_attachment_type, "Take in a file that a customer handed in, under the hash of its bytes", review_handle_put_attachment },
  { "GET", "/v1/work-items/{}/attachments/{}", ALLOW (REVIEWERS), REVIEW_ROUTE_BYTES_OUT, NULL, NULL, "A file that the case names; only for who holds the lease", review_handle_attachment },
  { "GET", "/v1/events", ALLOW (PEOPLE), REVIEW_ROUTE_STREAM, NULL, &review_event_type, "Server-sent events; Last-Event-ID resumes", review_handle_events },
};
/* clang-format on */

/**
 * review_routes_get:
 * @ret_n: (out): number of rows
 *
 * Returns: (transfer none): the table
 */
const ReviewApiRoute *
review_routes_get (gsize *ret_n)
{
  *ret_n = G_N_ELEMENTS (routes);
  return routes;
}

/* TRUE if @path is what @pattern describes; @ret_params is then what stands for each "{}". */
static gboolean
match (const char *pattern, const char *path, GStrv *ret_params)
{
  g_autoptr (GStrvBuilder) params = g_strv_builder_new ();
  const char *hole;

  while ((hole = strstr (pattern, "{}")) != NULL)
    {
      gsize before = (gsize) (hole - pattern);
      gsize len = strncmp (pattern, path, before) == 0 ? strcspn (path + before, "/") : 0;
      g_autofree char *segment = NULL;

      if (len == 0 || len > MAX_SEGMENT)
        return FALSE;
      segment = g_strndup (path + before, len);
      g_strv_builder_add (params, segment);
      path += before + len;
      pattern = hole + 2;
    }
  if (strcmp (pattern, path) != 0)
    return FALSE;
  *ret_params = g_strv_builder_end (params);
  return TRUE;
}

/**
 * review_routes_find:
 * @ret_params: (out) (nullable): what stands for each "{}" in the pattern
 * @ret_allow: (out) (nullable): the methods that the path knows, when @method is not among them
 *
 * Returns: (nullable): the row; of two that fit, the first
 */
const ReviewApiRoute *
review_routes_find (const char *method, const char *path, GStrv *ret_params, char **ret_allow)
{
  g_autoptr (GString) allow = g_string_new (NULL);

  *ret_allow = NULL;
  *ret_params = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      if (!match (routes[i].pattern, path, ret_params))
        continue;
      if (strcmp (routes[i].method, method) == 0)
        return &routes[i];
      g_clear_pointer (ret_params, g_strfreev);
      g_string_append_printf (allow, "%s%s", allow->len > 0 ? ", " : "", routes[i].method);
    }
  if (allow->len > 0)
    *ret_allow = g_string_free (g_steal_pointer (&allow), FALSE);
  return NULL;
}

static void
send_problem (ReviewHttpRequest *http, const ReviewProblem *problem)
{
  char *json = review_encode (problem);
  g_autoptr (GBytes) body = g_bytes_new_take (json, strlen (json));

  if (problem->status == 401)
    review_http_request_add_header (http, "WWW-Authenticate", "Bearer");
  if (problem->status == 503)
    review_http_request_add_header (http, "Retry-After", "1");
  review_http_request_answer (http, (guint) problem->status, "application/problem+json", body);
}

static void
send_error (ReviewHttpRequest *http, const GError *error)
{
  g_autoptr (ReviewProblem) problem = review_problem_from_error (error);

  if (problem->status == 500)
    g_warning ("%s failed: %s", review_http_request_get_method (http), error->message);
  send_problem (http, problem);
}

/* An error that HTTP has a finer status for than our codes have. */
static void
refuse_cb (ReviewHttpRequest *http, guint status, const char *why, gpointer user_data)
{
  static const struct
  {
    guint status;
    ReviewErrorCode code;
  } codes[] = { { 404, REVIEW_ERROR_NOT_FOUND },
                { 401, REVIEW_ERROR_UNAUTHORIZED },
                { 413, REVIEW_ERROR_TOO_LARGE },
                { 500, REVIEW_ERROR_FAILED },
                { 503, REVIEW_ERROR_BUSY } };
  g_autoptr (GError) error = g_error_new_literal (REVIEW_ERROR, REVIEW_ERROR_SYNTAX, why);
  g_autoptr (ReviewProblem) problem = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (codes[i].status == status)
      error->code = (int) codes[i].code;
  problem = review_problem_from_error (error);
  problem->status = status;
  send_problem (http, problem);
}

/* The token of "Authorization: Bearer TOKEN". */
static const char *
get_token (const ReviewHttpRequest *http)
{
  const char *value = review_http_request_get_header (http, "authorization");
  gsize len;

  if (value == NULL || g_ascii_strncasecmp (value, "Bearer ", 7) != 0)
    return NULL;
  value += 7;
  len = strspn (value, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "-_");
  return len >= 16 && len <= 128 && value[len] == '\0' ? value : NULL;
}

/* On the I/O thread, before the body: only what needs no disk. */
static gboolean
admit_cb (ReviewHttpRequest *http, gpointer user_data)
{
  g_auto (GStrv) params = NULL;
  g_autofree char *allow = NULL;
  const ReviewApiRoute *route = review_routes_find (
      review_http_request_get_method (http), review_http_request_get_path (http), &params, &allow);

  if (allow != NULL)
    {
      review_http_request_add_header (http, "Allow", allow);
      refuse_cb (http, 405, "this path does not know the method", user_data);
      return FALSE;
    }
  if (route == NULL)
    {
      refuse_cb (http, 404, "there is no such path", user_data);
      return FALSE;
    }
  if ((route->flags & REVIEW_ROUTE_OPEN) == 0 && get_token (http) == NULL)
    {
      refuse_cb (http, 401, "a token is needed", user_data);
      return FALSE;
    }
  if ((route->flags & REVIEW_ROUTE_QUERY) == 0 && review_http_request_has_query (http))
    {
      refuse_cb (http, 400, "this path takes no parameters", user_data);
      return FALSE;
    }
  review_http_request_set_body_limit (http, route->body != NULL ? REVIEW_JSON_MAX_BODY : 0);
  if ((route->flags & REVIEW_ROUTE_BYTES_IN) != 0)
    {
      review_http_request_take_bytes (http);
      review_http_request_set_body_limit (http, REVIEW_ATTACHMENT_MAX_SIZE);
    }
  return TRUE;
}

/* Whose token it is. NULL without an error: the one-time token, where the route takes it. */
static ReviewUser *
authenticate (ReviewExchange *x, const ReviewApiRoute *route, GError **error)
{
  ReviewSessions *sessions = review_server_get_sessions (x->server);
  g_autofree char *id = NULL;

  if (sessions != NULL)
    {
      if ((route->flags & REVIEW_ROUTE_EXCHANGE) != 0
          && review_sessions_is_one_time (sessions, x->token))
        return NULL;
      id = review_sessions_find (sessions, x->token);
    }
  if (id != NULL)
    {
      ReviewUser *user = review_service_find_user (x->service, id, NULL);

      if (user == NULL)
        g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_UNAUTHORIZED,
                             "the user is not active");
      return user;
    }
  return review_service_authenticate (x->service, x->token, error);
}

static gboolean
check_role (const ReviewExchange *x, const ReviewApiRoute *route, GError **error)
{
  if (x->user == NULL || (route->roles & (1u << x->user->role)) != 0)
    return TRUE;
  g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_FORBIDDEN, "the role may not do this");
  return FALSE;
}

static gboolean
read_key (ReviewExchange *x, const ReviewApiRoute *route, GError **error)
{
  const char *key = review_http_request_get_header (x->http, "idempotency-key");
  gsize len;

  if ((route->flags & REVIEW_ROUTE_KEY) == 0)
    return TRUE;
  if (key == NULL)
    {
      g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_MISSING_KEY,
                           "Idempotency-Key: is required");
      return FALSE;
    }
  len = strspn (key, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "-_");
  if (len < 8 || len > 64 || key[len] != '\0')
    {
      review_error_set_field (error, "Idempotency-Key", "8 to 64 of A-Z, a-z, 0-9, - and _");
      return FALSE;
    }
  x->call.key = key;
  return TRUE;
}

/* If-Match: "17" */
static gboolean
read_version (ReviewExchange *x, const ReviewApiRoute *route, GError **error)
{
  const char *text = review_http_request_get_header (x->http, "if-match");
  gsize len = text != NULL ? strlen (text) : 0;
  g_autofree char *digits = NULL;
  guint64 version = 0;

  if ((route->flags & REVIEW_ROUTE_VERSION) == 0)
    return TRUE;
  if (text == NULL)
    {
      g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_MISSING_KEY, "If-Match: is required");
      return FALSE;
    }
  if (len > 2 && text[0] == '"' && text[len - 1] == '"')
    digits = g_strndup (text + 1, len - 2);
  if (digits == NULL || !g_ascii_string_to_unsigned (digits, 10, 1, G_MAXINT64, &version, NULL))
    {
      review_error_set_field (error, "If-Match", "a version in quotes");
      return FALSE;
    }
  x->call.version = (gint64) version;
  return TRUE;
}

static gboolean
read_body (ReviewExchange *x, const ReviewApiRoute *route, GError **error)
{
  gsize len;
  const char *bytes = g_bytes_get_data (review_http_request_get_body (x->http), &len);

  if (route->body == NULL)
    return TRUE;
  x->body = review_decode_limited (route->body, bytes != NULL ? bytes : "", (gssize) len,
                                   REVIEW_JSON_MAX_BODY, error);
  return x->body != NULL;
}

static gpointer
dispatch (ReviewExchange *x, const ReviewApiRoute *route, GError **error)
{
  if (!check_role (x, route, error) || !read_key (x, route, error)
      || !read_version (x, route, error) || !read_body (x, route, error))
    return NULL;
#ifdef REVIEW_PLANTED_FAULTS /* the tests' own build, which must be caught */
  return review_planted_handle (route, x, error);
#else
  return route->handle (x, error);
#endif
}

static void
send_record (ReviewHttpRequest *http, gpointer record)
{
  char *json = review_encode (record);
  g_autoptr (GBytes) body = g_bytes_new_take (json, strlen (json));

  review_http_request_answer (http, 200, "application/json", body);
  review_record_unref (record);
}

/* On a worker. */
static void
answer_cb (ReviewHttpRequest *http, gpointer user_data)
{
  g_auto (GStrv) params = NULL;
  g_autofree char *allow = NULL;
  const ReviewApiRoute *route = review_routes_find (
      review_http_request_get_method (http), review_http_request_get_path (http), &params, &allow);
  ReviewServer *server = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewUser) user = NULL;
  gpointer record = NULL;
  ReviewExchange x = {
    .server = server,
    .service = review_server_get_service (server),
    .http = http,
    .token = get_token (http),
    .param = params[0],
    .second = params[0] != NULL ? params[1] : NULL,
  };

  if ((route->flags & REVIEW_ROUTE_OPEN) == 0)
    x.user = x.call.user = user = authenticate (&x, route, &error);
  if (error == NULL)
    record = dispatch (&x, route, &error);
  g_clear_pointer (&x.body, review_record_unref);
  if (error != NULL)
    send_error (http, error);
  else if (record != NULL)
    send_record (http, record);
}

const ReviewHttpHandler review_routes_http_handler = {
  .admit = admit_cb,
  .answer = answer_cb,
  .refuse = refuse_cb,
};
