/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ReviewHandoverDraft: a handover as it is being written: whose cases, each with its next step and a
 * note, and to whom. It lives until it is submitted or dropped, whatever happens to the window. */
#pragma once

#include "review-board.h"
#include "review-handover.h"
#include "review-item.h"

G_BEGIN_DECLS

/* What stands in the way of submitting it. */
typedef enum
{
  REVIEW_HANDOVER_DRAFT_READY = 0,
  REVIEW_HANDOVER_DRAFT_READING,
  REVIEW_HANDOVER_DRAFT_NOTHING,   /* no case hangs on them */
  REVIEW_HANDOVER_DRAFT_STEP,      /* a case has no next step */
  REVIEW_HANDOVER_DRAFT_NOTE,      /* a next step is "as the note says", and there is none */
  REVIEW_HANDOVER_DRAFT_SUBMITTING /* it is on its way */
} ReviewHandoverDraftState;

/**
 * ReviewHandoverDraft:
 *
 * Signals:
 * - "changed": anything that the getters say is another now, but for what the setters were told
 */
#define REVIEW_TYPE_HANDOVER_DRAFT (review_handover_draft_get_type ())
G_DECLARE_FINAL_TYPE (
    ReviewHandoverDraft, review_handover_draft, REVIEW, HANDOVER_DRAFT, ReviewBoard)

/* Begins one, or goes on with it where it is of the same cases. @account: whose: "me", or for leads
 * another's or "team" */
void review_handover_draft_begin (ReviewHandoverDraft *self, const char *account);
void review_handover_draft_drop (ReviewHandoverDraft *self);
/* Whoever looked at it goes: it is dropped where they wrote nothing into it. */
void review_handover_draft_leave (ReviewHandoverDraft *self);
/* (nullable): as it was begun; NULL: there is none. */
const char *review_handover_draft_get_account (ReviewHandoverDraft *self);
/* Whether the person's shift ends with it. */
gboolean review_handover_draft_get_ends_shift (ReviewHandoverDraft *self);
ReviewHandoverDraftState review_handover_draft_get_state (ReviewHandoverDraft *self);
/* (transfer none): of #ReviewItem of ReviewDeskCase; the same object for the draft's life. */
GListModel *review_handover_draft_get_cases (ReviewHandoverDraft *self);
/* (transfer none) (nullable): once they are read. */
const ReviewReceivers *review_handover_draft_get_receivers (ReviewHandoverDraft *self);

/* (nullable): NULL: whichever lead comes next. */
const char *review_handover_draft_get_to (ReviewHandoverDraft *self);
void review_handover_draft_set_to (ReviewHandoverDraft *self, const char *account);
/* Of a case. */
const char *review_handover_draft_get_step (ReviewHandoverDraft *self, const char *work_item);
void
review_handover_draft_set_step (ReviewHandoverDraft *self, const char *work_item, const char *step);
const char *review_handover_draft_get_note (ReviewHandoverDraft *self, const char *work_item);
void
review_handover_draft_set_note (ReviewHandoverDraft *self, const char *work_item, const char *note);

/* Hands over, and ends the shift where it ends with it. What was written stays where it fails. */
void review_handover_draft_submit_async (ReviewHandoverDraft *self,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean review_handover_draft_submit_finish (ReviewHandoverDraft *self,
                                              GAsyncResult *result,
                                              GError **error);

/* Ends the person's shift at once where nothing is left that they have not handed over. Otherwise a
 * draft is begun with which it ends: "account" is not NULL then. */
void review_handover_draft_end_shift_async (ReviewHandoverDraft *self,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
gboolean review_handover_draft_end_shift_finish (ReviewHandoverDraft *self,
                                                 GAsyncResult *result,
                                                 GError **error);

G_END_DECLS
