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

ReviewFloor *review_floor_new (void);

ReviewBulkBoard *review_bulk_board_new (void);

ReviewReferrals *review_referrals_new (void);

ReviewScoreBoard *review_score_board_new (void);

ReviewGapBoard *review_gap_board_new (void);

ReviewPatternBoard *review_pattern_board_new (void);

ReviewHouse *review_house_new (void);

ReviewTeam *review_team_new (void);

ReviewHandoverDraft *review_handover_draft_new (ReviewShiftBoard *shifts, ReviewDesk *desk);

ReviewTodayBoard *review_today_board_new (void);

ReviewHubBoard *review_hub_board_new (void);
void review_hub_board_set_client (ReviewHubBoard *self, ReviewClient *client);
void review_hub_board_came_online (ReviewHubBoard *self);
void review_hub_board_set_user (ReviewHubBoard *self, ReviewUser *user);
void review_hub_board_take_event (ReviewHubBoard *self, const ReviewEvent *event);
void review_hub_board_reset (ReviewHubBoard *self);

ReviewModelBoard *review_model_board_new (void);

ReviewTrialBoard *review_trial_board_new (void);

G_END_DECLS
