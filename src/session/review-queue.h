/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ReviewQueue: the waiting work as a GListModel by position. The server fixes an ordered view;
 * pages of it are read when a row is asked for, so that a million rows are as cheap as ten. Events
 * bump it: the view is read anew, rows that did not change keep their objects, and the selection
 * stays on its case. Which case has which purpose (audit, gold …) is nowhere in it. */
#pragma once

#include <gio/gio.h>

#include "review-case.h"
#include "review-item.h"
#include "review-requests.h"

G_BEGIN_DECLS

#define REVIEW_QUEUE_PAGE 100 /* rows a call reads */

/**
 * ReviewQueue:
 *
 * GListModel of #ReviewItem of ReviewQueueRow. A row that has not arrived yet is a ReviewQueueRow
 * whose `work_item` is NULL (draw it empty); while somebody holds its item its page is read, and the
 * item says "changed" when it is there.
 *
 * Properties (explicit notify):
 * - "filter": #ReviewItem of a ReviewViewRequest: what the view shows; set with
 *   review_queue_set_filter()
 * - "filtered": boolean: it leaves anything out beside other case types
 * - "type-filter": string (nullable), read-write: case type id of the filter; NULL: all
 * - "loading": boolean: the first page of a view is on its way (draw the loading state only while
 *   the model is empty)
 * - "count": uint: rows of the view
 * - "total": int64: all waiting work the user may see, whatever the filter
 * - "counts": GListModel of #ReviewItem of ReviewTypeCount: of the whole queue, by case type
 * - "selected-id": string (nullable), read-write: work item of the selected row; survives a reload
 *   and a switch of language, also when its row is (not yet) in the model
 * - "selected": uint: its position, G_MAXUINT (GTK_INVALID_LIST_POSITION) while it is not known;
 *   notified after items-changed, so that a selection model can follow
 * - "bands": uint: grows when bands begin elsewhere: ask review_queue_get_band_at() again
 * - "error-code": int: #ReviewErrorCode of the last reading, 0: none
 *
 * What is new of a row that stays, or has arrived, is no items-changed: its ReviewItem says "changed", and nothing
 * that is selected, focused or scrolled moves.
 */
#define REVIEW_TYPE_QUEUE (review_queue_get_type ())
G_DECLARE_FINAL_TYPE (ReviewQueue, review_queue, REVIEW, QUEUE, GObject)

/* (transfer none): never NULL, never to be changed: copy it, change the copy, set that. */
const ReviewViewRequest *review_queue_get_filter (ReviewQueue *self);
/* @filter: (transfer none). Another one reads the view anew; the same one does nothing. */
void review_queue_set_filter (ReviewQueue *self, const ReviewViewRequest *filter);
gboolean review_queue_get_filtered (ReviewQueue *self);
/* Shows everything of the chosen case type again. */
void review_queue_clear_filter (ReviewQueue *self);
const char *review_queue_get_type_filter (ReviewQueue *self);
void review_queue_set_type_filter (ReviewQueue *self, const char *case_type);

/* The #ReviewBand whose first row is at @position, 0: none begins there; @ret_count: its rows. */
int review_queue_get_band_at (ReviewQueue *self, guint position, gint64 *ret_count);

/* The filters that the user keeps on the server: GListModel of #ReviewItem of ReviewSavedFilter, the
 * same object for the queue's life. Read with the first view. */
GListModel *review_queue_get_saved (ReviewQueue *self);
/* Keeps the filter under @name (another one of that name goes), or forgets the one of that name.
 * What another desk of the same person kept in between is read and stays. */
void review_queue_save_filter (ReviewQueue *self, const char *name);
void review_queue_forget_filter (ReviewQueue *self, const char *name);

gboolean review_queue_get_loading (ReviewQueue *self);
gint64 review_queue_get_total (ReviewQueue *self);
GListModel *review_queue_get_counts (ReviewQueue *self);
/* @case_type: (nullable): NULL: all. Waiting work of a type, for the filter chips. */
gint64 review_queue_get_count_of (ReviewQueue *self, const char *case_type);
int review_queue_get_error_code (ReviewQueue *self);

const char *review_queue_get_selected_id (ReviewQueue *self);
void review_queue_set_selected_id (ReviewQueue *self, const char *work_item);
guint review_queue_get_selected (ReviewQueue *self);
/* Selects the row at @position (G_MAXUINT: none); one that has not arrived, as soon as it has. */
void review_queue_select (ReviewQueue *self, guint position);
/* Moves the selection by @step rows (`J`: 1, `K`: -1), inside the list. */
void review_queue_move (ReviewQueue *self, int step);

/* (transfer none) (nullable): the row at @position when it has been read; reads nothing. */
const ReviewQueueRow *review_queue_peek (ReviewQueue *self, guint position);

/* Reads the view anew soon; events do it by themselves. Calls within a short time become one, and
 * the time is the longer the longer the server takes to fix a view: of a million rows it does not
 * fix one for every event. What is on screen is read again at once. */
void review_queue_refresh (ReviewQueue *self);

G_END_DECLS
