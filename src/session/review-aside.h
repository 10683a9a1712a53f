/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "review-desk.h"
#include "review-note.h"
#include "review-people.h"
#include "review-related.h"

G_BEGIN_DECLS

/**
 * ReviewAside:
 * What stands beside the open case: related cases, and notes on it and on its customer. It follows
 * the desk; what is typed as a note lies here, so that a window may be rebuilt around it.
 *
 * Signal "changed": any of what the getters answer is different now.
 */
#define REVIEW_TYPE_ASIDE (review_aside_get_type ())
G_DECLARE_FINAL_TYPE (ReviewAside, review_aside, REVIEW, ASIDE, GObject)

ReviewAside *review_aside_new (ReviewDesk *desk);

/* (transfer none) (nullable): NULL while it is being read, or could not be. */
const ReviewRelated *review_aside_get_related (ReviewAside *self);
const ReviewNoteList *review_aside_get_notes (ReviewAside *self);
/* ReviewErrorCode of the last reading, 0: none. */
int review_aside_get_related_error (ReviewAside *self);
int review_aside_get_notes_error (ReviewAside *self);

/* (transfer none) (nullable): who may be named in a note here; NULL until they are read, which the first
 * asking does. */
const ReviewColleagues *review_aside_get_colleagues (ReviewAside *self);

/* The note being written. "" is none; never NULL. @scope: ReviewNoteScope, of the case at first. */
const char *review_aside_get_draft (ReviewAside *self);
void review_aside_set_draft (ReviewAside *self, const char *text);
int review_aside_get_scope (ReviewAside *self);
void review_aside_set_scope (ReviewAside *self, int scope);
gboolean review_aside_get_sending (ReviewAside *self);
/* ReviewErrorCode of the last sending, 0: none; the text is kept. */
int review_aside_get_send_error (ReviewAside *self);

/* Sends what is written; it stays in the draft until the server has it. Sent again after a lost
 * answer it is the same note. */
void review_aside_send_note (ReviewAside *self);

void review_aside_reload (ReviewAside *self);
void review_aside_take_event (ReviewAside *self, const ReviewEvent *event);

G_END_DECLS
