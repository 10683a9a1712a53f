/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ReviewWaves: waves of alike cases for those who may see them, and the lead's decision about one:
 * what is filled in, what the server would leave out, and what was done. */
#pragma once

#include "review-board.h"
#include "review-campaign.h"
#include "review-item.h"

G_BEGIN_DECLS

/**
 * ReviewWaves:
 *
 * Signals:
 * - "changed": anything that the getters say is another now
 */
#define REVIEW_TYPE_WAVES (review_waves_get_type ())
G_DECLARE_FINAL_TYPE (ReviewWaves, review_waves, REVIEW, WAVES, ReviewBoard)

/* (transfer none): of #ReviewItem of ReviewCampaign; the same object for its life. */
GListModel *review_waves_get_campaigns (ReviewWaves *self);
/* (transfer none): of #ReviewItem of ReviewCampaignMember of the opened wave; the same object. */
GListModel *review_waves_get_members (ReviewWaves *self);
guint review_waves_get_waiting (ReviewWaves *self);
gboolean review_waves_get_loaded (ReviewWaves *self);
/* (nullable): id of the wave that is looked at. */
const char *review_waves_get_selected (ReviewWaves *self);
void review_waves_select (ReviewWaves *self, const char *id);
/* (transfer none) (nullable): the wave, once it is read. */
const ReviewCampaignView *review_waves_get_view (ReviewWaves *self);
/* (transfer none): what is filled in for the wave that is looked at. */
const ReviewCampaignForm *review_waves_get_form (ReviewWaves *self);
void review_waves_set_choice (ReviewWaves *self, int choice);
void review_waves_set_disposition (ReviewWaves *self, const char *code);
void review_waves_set_reasoning (ReviewWaves *self, int reasoning);
void review_waves_set_rationale (ReviewWaves *self, const char *text);
/* (nullable): what keeps the group from being decided: "choice", "disposition", "reasoning",
 * "rationale", "ready", "state", "role"; NULL: nothing does. */
const char *review_waves_get_unmet (ReviewWaves *self);
void review_waves_decide (ReviewWaves *self);
gboolean review_waves_get_can_undo (ReviewWaves *self);
void review_waves_undo (ReviewWaves *self);
void review_waves_take_out (ReviewWaves *self, const char *case_id, const char *reason);
void review_waves_mark_reviewed (ReviewWaves *self, const char *case_id, const char *reason);
void review_waves_dismiss (ReviewWaves *self, const char *reason);
void review_waves_write_note (ReviewWaves *self, const char *en, const char *zh_cn);
gboolean review_waves_get_may_decide (ReviewWaves *self);

G_END_DECLS
