/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calls for what stands beside a case: related cases and notes. */
#pragma once

#include "review-client.h"
#include "review-note.h"
#include "review-related.h"

G_BEGIN_DECLS

void review_client_get_related_async (ReviewClient *self, const char *work_item, REVIEW_CALL_TAIL);
void review_client_look_async (ReviewClient *self,
                               const char *work_item,
                               const ReviewLookRequest *request,
                               REVIEW_CALL_TAIL);
void review_client_get_notes_async (ReviewClient *self, const char *work_item, REVIEW_CALL_TAIL);
void review_client_add_note_async (ReviewClient *self,
                                   const char *work_item,
                                   const ReviewNoteRequest *request,
                                   const char *key,
                                   REVIEW_CALL_TAIL);

REVIEW_CLIENT_FINISH (related, ReviewRelated, review_related_type)
REVIEW_CLIENT_FINISH (case_look, ReviewCaseLook, review_case_look_type)
REVIEW_CLIENT_FINISH (notes, ReviewNoteList, review_note_list_type)
REVIEW_CLIENT_FINISH (note, ReviewNote, review_note_type)

G_END_DECLS
