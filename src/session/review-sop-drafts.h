/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "review-desk.h"
#include "review-people.h"
#include "review-sop.h"

G_BEGIN_DECLS

/**
 * ReviewSopDrafts:
 * Clauses that are proposed for the gaps of the open case, and the one being written: it lies here,
 * so that a window may be rebuilt around it. Follows the desk.
 *
 * Signal "changed": any of what the getters answer is different now.
 */
#define REVIEW_TYPE_SOP_DRAFTS (review_sop_drafts_get_type ())
G_DECLARE_FINAL_TYPE (ReviewSopDrafts, review_sop_drafts, REVIEW, SOP_DRAFTS, GObject)

ReviewSopDrafts *review_sop_drafts_new (ReviewDesk *desk);

/* (transfer none) (nullable): NULL while it is being read, could not be, or is not the user's. */
const ReviewSopDraftList *review_sop_drafts_get_list (ReviewSopDrafts *self);
/* Whether the user's role may propose clauses. */
gboolean review_sop_drafts_get_allowed (ReviewSopDrafts *self);
/* Whether @draft is the user's own, to be withdrawn by them. */
gboolean review_sop_drafts_is_own (ReviewSopDrafts *self, const ReviewSopDraft *draft);

/* The step whose gap the clause being written is for; 0: none is being written. */
gint64 review_sop_drafts_get_step (ReviewSopDrafts *self);
/* Opens the form for a step, or closes it with 0; what was written for a step is kept. */
void review_sop_drafts_set_step (ReviewSopDrafts *self, gint64 step);
/* ReviewClauseKind; 0: not chosen yet. */
int review_sop_drafts_get_kind (ReviewSopDrafts *self);
void review_sop_drafts_set_kind (ReviewSopDrafts *self, int kind);
/* @language: "en" or "zh-CN"; "" is none; never NULL. */
const char *review_sop_drafts_get_text (ReviewSopDrafts *self, const char *language);
void review_sop_drafts_set_text (ReviewSopDrafts *self, const char *language, const char *text);
gboolean review_sop_drafts_get_can_send (ReviewSopDrafts *self);
gboolean review_sop_drafts_get_sending (ReviewSopDrafts *self);
/* ReviewErrorCode of the last sending or withdrawing, 0: none; the text is kept. */
int review_sop_drafts_get_error (ReviewSopDrafts *self);

/* Sends what is written; sent again after a lost answer it is the same proposal. */
void review_sop_drafts_send (ReviewSopDrafts *self);
void review_sop_drafts_withdraw (ReviewSopDrafts *self, const char *draft);
void review_sop_drafts_take_event (ReviewSopDrafts *self, const ReviewEvent *event);

G_END_DECLS
