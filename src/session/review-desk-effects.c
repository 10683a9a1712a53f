/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a decision set in motion, and the decisions that can still be undone. */
#define G_LOG_DOMAIN "review-session"
#include "review-desk-private.h"

#include <string.h>

#include "review-items.h"

#define SETTLE_GRACE 1500 /* ms after a decision has taken effect */

void
review_undo_free (ReviewUndo *undo)
{
  review_record_unref (undo->decision);
  review_record_unref (undo->form);
  g_free (undo->display_id);
  g_free (undo->case_type);
  g_free (undo->key);
  g_free (undo);
}

/* (nullable): the newest decision that can still be undone. */
ReviewUndo *
review_desk_undo_top (ReviewDesk *self)
{
  return g_queue_peek_head (&self->undo);
}

/* Decisions take effect in the order in which they were made, so the oldest go first. */
void
review_desk_undo_expire (ReviewDesk *self)
{
  gint64 now = review_desk_now (self);
  ReviewUndo *oldest = g_queue_peek_tail (&self->undo);

  while (oldest != NULL && oldest->decision->effective_at <= now)
    {
      review_undo_free (g_queue_pop_tail (&self->undo));
      oldest = g_queue_peek_tail (&self->undo);
    }
}

void
review_desk_effects_set (ReviewDesk *self, GPtrArray *effects)
{
  if (review_items_update (self->effects, effects))
    g_object_notify (G_OBJECT (self), "effects");
}

static void
effects_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewDesk) self = user_data;
  g_autoptr (ReviewCaseView) view =
      review_client_finish_case_view (REVIEW_CLIENT (source), result, NULL);
  const ReviewDecision *last = review_desk_get_last_decision (self);
  g_autoptr (GPtrArray) effects = NULL;

  if (view == NULL || last == NULL || strcmp (view->work_item->id, last->work_item) != 0)
    return;
  effects = review_records_new ();
  for (guint i = 0; view->effects != NULL && i < view->effects->len; i++)
    {
      ReviewEffect *effect = view->effects->pdata[i];

      if (effect->decision == NULL || strcmp (effect->decision, last->id) == 0)
        g_ptr_array_add (effects, review_record_ref (effect));
    }
  review_desk_effects_set (self, effects);
  /* What has an effect can no longer be undone, also before the next second is counted. */
  review_desk_undo_expire (self);
  if (last->effective_at > review_desk_now (self))
    review_desk_effects_watch (self, (guint) ((last->effective_at - review_desk_now (self)) / 1000)
                                         + SETTLE_GRACE);
  review_desk_notify (self);
}

static gboolean
effects_cb (gpointer user_data)
{
  ReviewDesk *self = user_data;
  const ReviewDecision *last = review_desk_get_last_decision (self);

  self->effects_id = 0;
  if (self->client != NULL && last != NULL)
    review_client_get_work_item_async (self->client, last->work_item, NULL, effects_read_cb,
                                       g_object_ref (self));
  return G_SOURCE_REMOVE;
}

/* Reads the effects of the last decision in a while. */
void
review_desk_effects_watch (ReviewDesk *self, guint milliseconds)
{
  if (self->last_decision == NULL)
    return;
  g_clear_handle_id (&self->effects_id, g_source_remove);
  self->effects_id = g_timeout_add (milliseconds, effects_cb, self);
}
