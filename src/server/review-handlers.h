/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-exchange.h"

G_BEGIN_DECLS

/* One per row of the route table: decoded body in, one call of the service, record out. */
gpointer review_handle_health (ReviewExchange *x, GError **error);
gpointer review_handle_openapi (ReviewExchange *x, GError **error);
gpointer review_handle_get_session (ReviewExchange *x, GError **error);
gpointer review_handle_post_session (ReviewExchange *x, GError **error);
gpointer review_handle_catalog (ReviewExchange *x, GError **error);
gpointer review_handle_sop (ReviewExchange *x, GError **error);
gpointer review_handle_intake (ReviewExchange *x, GError **error);
gpointer review_handle_case (ReviewExchange *x, GError **error);
gpointer review_handle_values (ReviewExchange *x, GError **error);
gpointer review_handle_deliver (ReviewExchange *x, GError **error);
gpointer review_handle_open_view (ReviewExchange *x, GError **error);
gpointer review_handle_find_in_view (ReviewExchange *x, GError **error);
gpointer review_handle_read_view (ReviewExchange *x, GError **error);
gpointer review_handle_take_next (ReviewExchange *x, GError **error);
gpointer review_handle_work_item (ReviewExchange *x, GError **error);
gpointer review_handle_related (ReviewExchange *x, GError **error);
gpointer review_handle_look (ReviewExchange *x, GError **error);
gpointer review_handle_notes (ReviewExchange *x, GError **error);
gpointer review_handle_add_note (ReviewExchange *x, GError **error);
gpointer review_handle_causes (ReviewExchange *x, GError **error);
gpointer review_handle_sop_versions (ReviewExchange *x, GError **error);
gpointer review_handle_sop_version (ReviewExchange *x, GError **error);
gpointer review_handle_sop_drafts (ReviewExchange *x, GError **error);
gpointer review_handle_add_sop_draft (ReviewExchange *x, GError **error);
gpointer review_handle_withdraw_sop_draft (ReviewExchange *x, GError **error);
gpointer review_handle_take (ReviewExchange *x, GError **error);
gpointer review_handle_flows (ReviewExchange *x, GError **error);
gpointer review_handle_lease (ReviewExchange *x, GError **error);
gpointer review_handle_release (ReviewExchange *x, GError **error);
gpointer review_handle_export (ReviewExchange *x, GError **error);
gpointer review_handle_get_filters (ReviewExchange *x, GError **error);
gpointer review_handle_put_filters (ReviewExchange *x, GError **error);
gpointer review_handle_draft (ReviewExchange *x, GError **error);
gpointer review_handle_attainment (ReviewExchange *x, GError **error);
gpointer review_handle_today (ReviewExchange *x, GError **error);
gpointer review_handle_scorecard (ReviewExchange *x, GError **error);
gpointer review_handle_inbox (ReviewExchange *x, GError **error);
gpointer review_handle_mark_read (ReviewExchange *x, GError **error);
gpointer review_handle_first_call (ReviewExchange *x, GError **error);
gpointer review_handle_verdict (ReviewExchange *x, GError **error);
gpointer review_handle_decide (ReviewExchange *x, GError **error);
gpointer review_handle_retract (ReviewExchange *x, GError **error);
gpointer review_handle_reveal (ReviewExchange *x, GError **error);
gpointer review_handle_answer (ReviewExchange *x, GError **error);
gpointer review_handle_put_attachment (ReviewExchange *x, GError **error);
gpointer review_handle_attachment (ReviewExchange *x, GError **error);
gpointer review_handle_effects (ReviewExchange *x, GError **error);
gpointer review_handle_retry_effect (ReviewExchange *x, GError **error);
gpointer review_handle_confirm_effect (ReviewExchange *x, GError **error);
gpointer review_handle_report_effect (ReviewExchange *x, GError **error);
gpointer review_handle_labels (ReviewExchange *x, GError **error);
gpointer review_handle_label_card (ReviewExchange *x, GError **error);
gpointer review_handle_truth (ReviewExchange *x, GError **error);
gpointer review_handle_events (ReviewExchange *x, GError **error);

/* review-handlers-waiting.c */
gpointer review_handle_request (ReviewExchange *x, GError **error);
gpointer review_handle_hold (ReviewExchange *x, GError **error);
gpointer review_handle_wake (ReviewExchange *x, GError **error);
gpointer review_handle_requests (ReviewExchange *x, GError **error);
gpointer review_handle_customer_answer (ReviewExchange *x, GError **error);

/* review-handlers-hub.c */
gpointer review_handle_policies (ReviewExchange *x, GError **error);
gpointer review_handle_draft_policy (ReviewExchange *x, GError **error);
gpointer review_handle_policy (ReviewExchange *x, GError **error);
gpointer review_handle_approve_policy (ReviewExchange *x, GError **error);
gpointer review_handle_policy_live (ReviewExchange *x, GError **error);
gpointer review_handle_withdraw_policy (ReviewExchange *x, GError **error);
gpointer review_handle_hub (ReviewExchange *x, GError **error);
gpointer review_handle_hub_type (ReviewExchange *x, GError **error);
gpointer review_handle_backtest (ReviewExchange *x, GError **error);
gpointer review_handle_bands (ReviewExchange *x, GError **error);
gpointer review_handle_narrow_band (ReviewExchange *x, GError **error);
gpointer review_handle_experiments (ReviewExchange *x, GError **error);
gpointer review_handle_experiment (ReviewExchange *x, GError **error);
gpointer review_handle_propose_experiment (ReviewExchange *x, GError **error);
gpointer review_handle_shadow_experiment (ReviewExchange *x, GError **error);
gpointer review_handle_roll_out_experiment (ReviewExchange *x, GError **error);
gpointer review_handle_promote_experiment (ReviewExchange *x, GError **error);
gpointer review_handle_end_experiment (ReviewExchange *x, GError **error);
gpointer review_handle_models (ReviewExchange *x, GError **error);
gpointer review_handle_ask_candidate (ReviewExchange *x, GError **error);
gpointer review_handle_cancel_training (ReviewExchange *x, GError **error);
gpointer review_handle_shadow_model (ReviewExchange *x, GError **error);
gpointer review_handle_model_live (ReviewExchange *x, GError **error);
gpointer review_handle_drop_model (ReviewExchange *x, GError **error);

/* review-handlers-waves.c */
gpointer review_handle_campaigns (ReviewExchange *x, GError **error);
gpointer review_handle_campaign (ReviewExchange *x, GError **error);
gpointer review_handle_check_campaign (ReviewExchange *x, GError **error);
gpointer review_handle_decide_campaign (ReviewExchange *x, GError **error);
gpointer review_handle_retract_campaign (ReviewExchange *x, GError **error);
gpointer review_handle_take_out (ReviewExchange *x, GError **error);
gpointer review_handle_campaign_reviewed (ReviewExchange *x, GError **error);
gpointer review_handle_dismiss_campaign (ReviewExchange *x, GError **error);
gpointer review_handle_note_campaign (ReviewExchange *x, GError **error);
gpointer review_handle_export_campaign (ReviewExchange *x, GError **error);
gpointer review_handle_entries (ReviewExchange *x, GError **error);
gpointer review_handle_propose_entry (ReviewExchange *x, GError **error);
gpointer review_handle_open_entry (ReviewExchange *x, GError **error);
gpointer review_handle_approve_entry (ReviewExchange *x, GError **error);
gpointer review_handle_end_entry (ReviewExchange *x, GError **error);
gpointer review_handle_keep_entry (ReviewExchange *x, GError **error);
gpointer review_handle_reopenings (ReviewExchange *x, GError **error);
gpointer review_handle_reopen (ReviewExchange *x, GError **error);
gpointer review_handle_overturn_rates (ReviewExchange *x, GError **error);
gpointer review_handle_referrals (ReviewExchange *x, GError **error);
gpointer review_handle_all_referrals (ReviewExchange *x, GError **error);
gpointer review_handle_export_referral (ReviewExchange *x, GError **error);
gpointer review_handle_draft_referral (ReviewExchange *x, GError **error);
gpointer review_handle_move_referral (ReviewExchange *x, GError **error);

/* review-handlers-shift.c */
gpointer review_handle_roster (ReviewExchange *x, GError **error);
gpointer review_handle_own_shift (ReviewExchange *x, GError **error);
gpointer review_handle_start_shift (ReviewExchange *x, GError **error);
gpointer review_handle_end_shift (ReviewExchange *x, GError **error);
gpointer review_handle_shifts (ReviewExchange *x, GError **error);
gpointer review_handle_plan_shift (ReviewExchange *x, GError **error);
gpointer review_handle_cancel_shift (ReviewExchange *x, GError **error);
gpointer review_handle_add_absence (ReviewExchange *x, GError **error);
gpointer review_handle_cancel_absence (ReviewExchange *x, GError **error);
gpointer review_handle_set_limit (ReviewExchange *x, GError **error);
gpointer review_handle_desk_cases (ReviewExchange *x, GError **error);
gpointer review_handle_receivers (ReviewExchange *x, GError **error);
gpointer review_handle_assign (ReviewExchange *x, GError **error);
gpointer review_handle_snooze (ReviewExchange *x, GError **error);
gpointer review_handle_colleagues (ReviewExchange *x, GError **error);
gpointer review_handle_read_mention (ReviewExchange *x, GError **error);
gpointer review_handle_bulks (ReviewExchange *x, GError **error);
gpointer review_handle_begin_bulk (ReviewExchange *x, GError **error);
gpointer review_handle_check_bulk (ReviewExchange *x, GError **error);
gpointer review_handle_bulk (ReviewExchange *x, GError **error);
gpointer review_handle_handovers (ReviewExchange *x, GError **error);
gpointer review_handle_hand_over (ReviewExchange *x, GError **error);
gpointer review_handle_handover (ReviewExchange *x, GError **error);
gpointer review_handle_accept_handover (ReviewExchange *x, GError **error);
gpointer review_handle_withdraw_handover (ReviewExchange *x, GError **error);

/* review-handlers-loop.c */
gpointer review_handle_patterns (ReviewExchange *x, GError **error);
gpointer review_handle_nominate_pattern (ReviewExchange *x, GError **error);
gpointer review_handle_scan_patterns (ReviewExchange *x, GError **error);
gpointer review_handle_scans (ReviewExchange *x, GError **error);
gpointer review_handle_ask_scan (ReviewExchange *x, GError **error);
gpointer review_handle_cancel_scan (ReviewExchange *x, GError **error);
gpointer review_handle_pattern (ReviewExchange *x, GError **error);
gpointer review_handle_accept_pattern (ReviewExchange *x, GError **error);
gpointer review_handle_repair_pattern (ReviewExchange *x, GError **error);
gpointer review_handle_dismiss_pattern (ReviewExchange *x, GError **error);
gpointer review_handle_request_feature (ReviewExchange *x, GError **error);
gpointer review_handle_answer_feature (ReviewExchange *x, GError **error);
gpointer review_handle_sop_gaps (ReviewExchange *x, GError **error);
gpointer review_handle_publish_sop_draft (ReviewExchange *x, GError **error);

G_END_DECLS
