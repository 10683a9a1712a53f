/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ReviewHouse: the house's block, allow and watch lists: what is on them, who proposed and who
 * approved it. */
#pragma once

#include "review-board.h"
#include "review-house-list.h"
#include "review-item.h"

G_BEGIN_DECLS

/**
 * ReviewHouse:
 *
 * Signals:
 * - "changed": anything that the getters say is another now
 */
#define REVIEW_TYPE_HOUSE (review_house_get_type ())
G_DECLARE_FINAL_TYPE (ReviewHouse, review_house, REVIEW, HOUSE, ReviewBoard)

/* (transfer none): of #ReviewItem of ReviewHouseEntry; the same object for its life. */
GListModel *review_house_get_entries (ReviewHouse *self);
guint review_house_get_waiting (ReviewHouse *self);
gboolean review_house_get_loaded (ReviewHouse *self);
const char *review_house_get_selected (ReviewHouse *self);
void review_house_select (ReviewHouse *self, const char *id);
/* (transfer none) (nullable): the entry that is looked at. */
const ReviewHouseEntry *review_house_get_entry (ReviewHouse *self);
/* (nullable): its value, once it was opened. */
const char *review_house_get_value (ReviewHouse *self);
gboolean review_house_get_may_propose (ReviewHouse *self);
gboolean review_house_get_may_open (ReviewHouse *self);
/* Approving takes another person than who proposed it, who has read the value. */
gboolean review_house_get_may_approve (ReviewHouse *self);
gboolean review_house_get_may_end (ReviewHouse *self);
gboolean review_house_get_may_keep (ReviewHouse *self);
gboolean review_house_is_own (ReviewHouse *self);
void review_house_propose (ReviewHouse *self, const ReviewHouseProposal *proposal);
void review_house_open (ReviewHouse *self);
void review_house_approve (ReviewHouse *self);
void review_house_end (ReviewHouse *self, const char *reason);
void review_house_keep (ReviewHouse *self, const char *reason);

G_END_DECLS
