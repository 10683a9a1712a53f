/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cases are listed anew when something happens to one: what was written stays with the case it was
 * written for. What waits already in an earlier handover goes on in this one, with what was said of it
 * there. */
#define G_LOG_DOMAIN "review-session"
#include "review-handover-draft-private.h"

#include <string.h>

#include "review-client-shift.h"
#include "review-items.h"
#include "review-session-private.h"
#include "review-text.h"

#define REFRESH_DELAY 800 /* ms */
#define STEP_BY_NOTE  "other"

G_DEFINE_FINAL_TYPE (ReviewHandoverDraft, review_handover_draft, REVIEW_TYPE_BOARD)

/* What is usually to be done next with a case that hangs on a person so. */
static const char *const usual_steps[] = { [REVIEW_DESK_LEASED] = "reread",
                                           [REVIEW_DESK_KEPT] = "decide",
                                           [REVIEW_DESK_WAITING_CUSTOMER] = "chase_answer",
                                           [REVIEW_DESK_ON_HOLD] = "wait_hold",
                                           [REVIEW_DESK_ESCALATED] = "follow_escalation" };

static void
review_handover_draft_finalize (GObject *object)
{
  ReviewHandoverDraft *self = REVIEW_HANDOVER_DRAFT (object);

  g_clear_object (&self->shifts);
  g_clear_object (&self->desk);
  g_clear_object (&self->cases);
  g_clear_pointer (&self->receivers, review_record_unref);
  g_clear_pointer (&self->steps, g_hash_table_unref);
  g_clear_pointer (&self->notes, g_hash_table_unref);
  g_free (self->account);
  g_free (self->to);
  G_OBJECT_CLASS (review_handover_draft_parent_class)->finalize (object);
}

static void
review_handover_draft_init (ReviewHandoverDraft *self)
{
  self->cases = g_list_store_new (REVIEW_TYPE_ITEM);
  self->steps = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

ReviewHandoverDraft *
review_handover_draft_new (ReviewShiftBoard *shifts, ReviewDesk *desk)
{
  ReviewHandoverDraft *self = g_object_new (REVIEW_TYPE_HANDOVER_DRAFT, NULL);

  self->shifts = g_object_ref (shifts);
  self->desk = g_object_ref (desk);
  return self;
}

/* Where the case waits to be accepted; (transfer none) (nullable), valid while @ret_handover is. */
const ReviewHandoverItem *
review_handover_draft_find_handed (ReviewHandoverDraft *self,
                                   const char *work_item,
                                   ReviewItem **ret_handover)
{
  GListModel *handovers = review_shift_board_get_handovers (self->shifts);

  for (guint i = 0; i < g_list_model_get_n_items (handovers); i++)
    {
      g_autoptr (ReviewItem) item = g_list_model_get_item (handovers, i);
      const ReviewHandover *one = review_item_get_record (item);

      for (guint j = 0; one->state == REVIEW_HANDOVER_OPEN && j < one->items->len; j++)
        {
          const ReviewHandoverItem *handed = one->items->pdata[j];

          if (handed->state != REVIEW_HANDED_OPEN || strcmp (handed->work_item, work_item) != 0)
            continue;
          *ret_handover = g_steal_pointer (&item);
          return handed;
        }
    }
  return NULL;
}

static void
fill_in (ReviewHandoverDraft *self, const ReviewDeskCase *one)
{
  g_autoptr (ReviewItem) handover = NULL;
  const ReviewHandoverItem *before =
      review_handover_draft_find_handed (self, one->work_item, &handover);
  const char *step = before != NULL && before->step != NULL ? before->step : usual_steps[one->kind];

  if (g_hash_table_contains (self->steps, one->work_item))
    return;
  g_hash_table_insert (self->steps, g_strdup (one->work_item), g_strdup (step));
  if (before != NULL && before->note != NULL)
    g_hash_table_insert (self->notes, g_strdup (one->work_item), g_strdup (before->note));
}

static void
cases_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewHandoverDraft) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewDeskCases) list =
      review_client_finish_desk_cases (REVIEW_CLIENT (source), result, &error);

  if (review_feed_is_stale (&self->board.feed, source, error) || self->account == NULL)
    return;
  if (!self->refused)
    review_board_set_error (&self->board, error);
  for (guint i = 0; list != NULL && list->items != NULL && i < list->items->len; i++)
    fill_in (self, list->items->pdata[i]);
  if (list != NULL)
    review_items_update (self->cases, list->items);
  self->listed = self->listed || list != NULL;
  review_board_tell (&self->board);
}

static void
receivers_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewHandoverDraft) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewReceivers) list =
      review_client_finish_receivers (REVIEW_CLIENT (source), result, &error);
  gboolean there = FALSE;

  if (review_feed_is_stale (&self->board.feed, source, error) || list == NULL)
    return;
  if (list->people == NULL)
    list->people = review_records_new ();
  g_clear_pointer (&self->receivers, review_record_unref);
  self->receivers = g_steal_pointer (&list);
  for (guint i = 0; i < self->receivers->people->len; i++)
    there = there
            || g_strcmp0 (((ReviewReceiver *) self->receivers->people->pdata[i])->account, self->to)
                   == 0;
  if (!there) /* gone meanwhile */
    g_clear_pointer (&self->to, g_free);
  review_board_tell (&self->board);
}

static void
read_anew (ReviewBoard *board)
{
  ReviewHandoverDraft *self = REVIEW_HANDOVER_DRAFT (board);

  if (self->account == NULL)
    return;
  review_client_get_desk_cases_async (board->feed.client, self->account, board->feed.cancellable,
                                      cases_cb, g_object_ref (self));
  review_client_get_receivers_async (board->feed.client, self->account, board->feed.cancellable,
                                     receivers_cb, g_object_ref (self));
}

static void
clear (ReviewHandoverDraft *self)
{
  g_clear_pointer (&self->account, g_free);
  g_clear_pointer (&self->to, g_free);
  g_clear_pointer (&self->receivers, review_record_unref);
  g_hash_table_remove_all (self->steps);
  g_hash_table_remove_all (self->notes);
  self->ends_shift = self->written = self->listed = FALSE;
  self->board.busy = self->refused = FALSE;
  review_board_set_error (&self->board, NULL);
  review_items_update (self->cases, NULL);
}

/* Nothing of what one person wrote is shown to another. */
static void
forget (ReviewBoard *board)
{
  clear (REVIEW_HANDOVER_DRAFT (board));
}

static gboolean
may_read (ReviewBoard *board)
{
  return REVIEW_HANDOVER_DRAFT (board)->account != NULL;
}

static void
set_client (ReviewBoard *board, ReviewClient *client)
{
  REVIEW_BOARD_CLASS (review_handover_draft_parent_class)->set_client (board, client);
  if (client != NULL)
    read_anew (board);
}

static void
take_event (ReviewBoard *board, const ReviewEvent *event)
{
  static const char *const kinds[] = { "shift", "handover", "queue", "waiting", NULL };

  if (g_strv_contains (kinds, event->kind))
    review_board_read_soon (board);
}

static void
review_handover_draft_class_init (ReviewHandoverDraftClass *klass)
{
  ReviewBoardClass *board_class = REVIEW_BOARD_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = review_handover_draft_finalize;
  board_class->delay = REFRESH_DELAY;
  board_class->read = read_anew;
  board_class->may_read = may_read;
  board_class->forget = forget;
  board_class->set_client = set_client;
  board_class->take_event = take_event;
}

void
review_handover_draft_start (ReviewHandoverDraft *self, const char *account, gboolean ends_shift)
{
  gboolean same = g_strcmp0 (self->account, account) == 0;

  if (!same)
    clear (self);
  if (!same)
    self->account = g_strdup (account);
  self->ends_shift = ends_shift;
  review_board_tell (&self->board);
  if (self->board.feed.client != NULL)
    read_anew (&self->board);
}

void
review_handover_draft_begin (ReviewHandoverDraft *self, const char *account)
{
  g_return_if_fail (REVIEW_IS_HANDOVER_DRAFT (self));

  review_handover_draft_start (self, account, FALSE);
}

void
review_handover_draft_drop (ReviewHandoverDraft *self)
{
  g_return_if_fail (REVIEW_IS_HANDOVER_DRAFT (self));

  clear (self);
  review_board_tell (&self->board);
}

void
review_handover_draft_leave (ReviewHandoverDraft *self)
{
  g_return_if_fail (REVIEW_IS_HANDOVER_DRAFT (self));

  if (self->account != NULL && !self->written && !self->board.busy)
    review_handover_draft_drop (self);
}

const char *
review_handover_draft_get_account (ReviewHandoverDraft *self)
{
  return self->account;
}

gboolean
review_handover_draft_get_ends_shift (ReviewHandoverDraft *self)
{
  return self->ends_shift;
}

/* The receiver's own cases stay where they are. */
gboolean
review_handover_draft_goes (ReviewHandoverDraft *self, const ReviewDeskCase *one)
{
  return g_strcmp0 (one->owner, self->to) != 0;
}

ReviewHandoverDraftState
review_handover_draft_get_state (ReviewHandoverDraft *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->cases)), going = 0;
  ReviewHandoverDraftState state = REVIEW_HANDOVER_DRAFT_READY;

  if (self->board.busy)
    return REVIEW_HANDOVER_DRAFT_SUBMITTING;
  if (!self->listed)
    return REVIEW_HANDOVER_DRAFT_READING;
  for (guint i = 0; i < n && state == REVIEW_HANDOVER_DRAFT_READY; i++)
    {
      g_autoptr (ReviewItem) item = g_list_model_get_item (G_LIST_MODEL (self->cases), i);
      const ReviewDeskCase *one = review_item_get_record (item);
      const char *step = review_handover_draft_get_step (self, one->work_item);

      if (!review_handover_draft_goes (self, one))
        continue;
      going++;
      if (step == NULL)
        state = REVIEW_HANDOVER_DRAFT_STEP;
      else if (strcmp (step, STEP_BY_NOTE) == 0
               && review_text_is_blank (review_handover_draft_get_note (self, one->work_item)))
        state = REVIEW_HANDOVER_DRAFT_NOTE;
    }
  return going > 0 ? state : REVIEW_HANDOVER_DRAFT_NOTHING;
}

GListModel *
review_handover_draft_get_cases (ReviewHandoverDraft *self)
{
  return G_LIST_MODEL (self->cases);
}

const ReviewReceivers *
review_handover_draft_get_receivers (ReviewHandoverDraft *self)
{
  return self->receivers;
}

const char *
review_handover_draft_get_to (ReviewHandoverDraft *self)
{
  return self->to;
}

void
review_handover_draft_set_to (ReviewHandoverDraft *self, const char *account)
{
  char *to = g_strdup (account);

  g_free (self->to);
  self->to = to;
  self->written = TRUE;
}

const char *
review_handover_draft_get_step (ReviewHandoverDraft *self, const char *work_item)
{
  return g_hash_table_lookup (self->steps, work_item);
}

void
review_handover_draft_set_step (ReviewHandoverDraft *self, const char *work_item, const char *step)
{
  g_hash_table_insert (self->steps, g_strdup (work_item), g_strdup (step));
  self->written = TRUE;
}

const char *
review_handover_draft_get_note (ReviewHandoverDraft *self, const char *work_item)
{
  return g_hash_table_lookup (self->notes, work_item);
}

void
review_handover_draft_set_note (ReviewHandoverDraft *self, const char *work_item, const char *note)
{
  g_hash_table_insert (self->notes, g_strdup (work_item), g_strdup (note));
  self->written = TRUE;
}
