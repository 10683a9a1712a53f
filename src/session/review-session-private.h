/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the session tells its queue, its desk and its board; no one outside this room includes it. */
#pragma once

#include "review-gap-board.h"
#include "review-client.h"
#include "review-hub-board.h"
#include "review-session.h"

G_BEGIN_DECLS

ReviewQueue *review_queue_new (void);
void review_queue_set_client (ReviewQueue *self, ReviewClient *client);
gint64 review_queue_get_generation (ReviewQueue *self);
void review_queue_reset (ReviewQueue *self);

ReviewDesk *review_desk_new (void);
void review_desk_set_client (ReviewDesk *self, ReviewClient *client);
ReviewClient *review_desk_get_client (ReviewDesk *self);
void review_desk_set_people (ReviewDesk *self, ReviewUser *user, ReviewCatalog *catalog);
void review_desk_came_online (ReviewDesk *self);
void review_desk_take_event (ReviewDesk *self, const ReviewEvent *event);
void review_desk_reset (ReviewDesk *self);
/* Saves the draft and puts the case back; ends with review_desk_leave_finish (). Without a case
 * it ends at once. */
void review_desk_leave_async (ReviewDesk *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean review_desk_leave_finish (ReviewDesk *self, GAsyncResult *result, GError **error);

ReviewInbox *review_inbox_new (void);
void review_inbox_set_client (ReviewInbox *self, ReviewClient *client);
void review_inbox_take_event (ReviewInbox *self, const ReviewEvent *event);
void review_inbox_reset (ReviewInbox *self);

ReviewEffectBoard *review_effect_board_new (ReviewDesk *desk);
void review_effect_board_set_client (ReviewEffectBoard *self, ReviewClient *client);
void review_effect_board_set_user (ReviewEffectBoard *self, const ReviewUser *user);
void review_effect_board_take_event (ReviewEffectBoard *self, const ReviewEvent *event);
ReviewShiftBoard *review_shift_board_new (void);
void review_shift_board_set_client (ReviewShiftBoard *self, ReviewClient *client);
void review_shift_board_set_user (ReviewShiftBoard *self, const ReviewUser *user);
void review_shift_board_take_event (ReviewShiftBoard *self, const ReviewEvent *event);

ReviewWaves *review_waves_new (void);
void review_waves_set_client (ReviewWaves *self, ReviewClient *client);
void review_waves_set_user (ReviewWaves *self, const ReviewUser *user);
void review_waves_take_event (ReviewWaves *self, const ReviewEvent *event);
void review_waves_reset (ReviewWaves *self);

ReviewFloor *review_floor_new (void);
void review_floor_set_client (ReviewFloor *self, ReviewClient *client);
void review_floor_set_user (ReviewFloor *self, const ReviewUser *user);

ReviewBulkBoard *review_bulk_board_new (void);
void review_bulk_board_set_client (ReviewBulkBoard *self, ReviewClient *client);
void review_bulk_board_reset (ReviewBulkBoard *self);
void review_bulk_board_take_event (ReviewBulkBoard *self, const ReviewEvent *event);

ReviewReferrals *review_referrals_new (void);
void review_referrals_set_client (ReviewReferrals *self, ReviewClient *client);
void review_referrals_set_user (ReviewReferrals *self, const ReviewUser *user);

ReviewScoreBoard *review_score_board_new (void);
void review_score_board_set_client (ReviewScoreBoard *self, ReviewClient *client);
void review_score_board_set_user (ReviewScoreBoard *self, const ReviewUser *user);

ReviewGapBoard *review_gap_board_new (void);
void review_gap_board_set_client (ReviewGapBoard *self, ReviewClient *client);
void review_gap_board_set_user (ReviewGapBoard *self, const ReviewUser *user);
void review_gap_board_refresh (ReviewGapBoard *self);
void review_gap_board_take_event (ReviewGapBoard *self, const ReviewEvent *event);

ReviewPatternBoard *review_pattern_board_new (void);
void review_pattern_board_set_client (ReviewPatternBoard *self, ReviewClient *client);
void review_pattern_board_set_user (ReviewPatternBoard *self, const ReviewUser *user);
void review_pattern_board_take_event (ReviewPatternBoard *self, const ReviewEvent *event);

ReviewHouse *review_house_new (void);
void review_house_set_client (ReviewHouse *self, ReviewClient *client);
void review_house_set_user (ReviewHouse *self, const ReviewUser *user);
void review_house_take_event (ReviewHouse *self, const ReviewEvent *event);
void review_house_reset (ReviewHouse *self);

ReviewTeam *review_team_new (void);
void review_team_set_client (ReviewTeam *self, ReviewClient *client);
void review_team_set_user (ReviewTeam *self, const ReviewUser *user);
void review_team_take_event (ReviewTeam *self, const ReviewEvent *event);

ReviewHandoverDraft *review_handover_draft_new (ReviewShiftBoard *shifts, ReviewDesk *desk);
void review_handover_draft_set_client (ReviewHandoverDraft *self, ReviewClient *client);
void review_handover_draft_set_user (ReviewHandoverDraft *self, const ReviewUser *user);
void review_handover_draft_take_event (ReviewHandoverDraft *self, const ReviewEvent *event);

ReviewTodayBoard *review_today_board_new (void);
void review_today_board_set_client (ReviewTodayBoard *self, ReviewClient *client);
void review_today_board_take_event (ReviewTodayBoard *self, const ReviewEvent *event);
void review_today_board_reset (ReviewTodayBoard *self);

ReviewHubBoard *review_hub_board_new (void);
void review_hub_board_set_client (ReviewHubBoard *self, ReviewClient *client);
void review_hub_board_came_online (ReviewHubBoard *self);
void review_hub_board_set_user (ReviewHubBoard *self, ReviewUser *user);
void review_hub_board_take_event (ReviewHubBoard *self, const ReviewEvent *event);
void review_hub_board_reset (ReviewHubBoard *self);

ReviewModelBoard *review_model_board_new (void);
void review_model_board_set_client (ReviewModelBoard *self, ReviewClient *client);
void review_model_board_set_user (ReviewModelBoard *self, const ReviewUser *user);
void review_model_board_take_event (ReviewModelBoard *self, const ReviewEvent *event);
void review_model_board_reset (ReviewModelBoard *self);

ReviewTrialBoard *review_trial_board_new (void);
void review_trial_board_set_client (ReviewTrialBoard *self, ReviewClient *client);
void review_trial_board_set_user (ReviewTrialBoard *self, const ReviewUser *user);
void review_trial_board_take_event (ReviewTrialBoard *self, const ReviewEvent *event);
void review_trial_board_reset (ReviewTrialBoard *self);

G_END_DECLS
