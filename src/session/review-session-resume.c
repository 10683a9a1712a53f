/* SPDX-License-Identifier: GPL-3.0-or-later */
/* After a crash of this program the user still holds a case, and the server has every word that was
 * saved: the first thing a new session does is to lay it on the desk again. */
#define G_LOG_DOMAIN "review-session"
#include "review-session-state.h"

#include <string.h>

/* The case that @answer shows to be held by the user, if any. */
static const ReviewQueueRow *
find_held (ReviewSession *self, const ReviewViewPage *answer)
{
  for (guint i = 0; answer->rows != NULL && i < answer->rows->len; i++)
    {
      const ReviewQueueRow *row = answer->rows->pdata[i];

      if (row->state == REVIEW_WORK_LEASED && g_strcmp0 (row->holder, self->user_id) == 0)
        return row;
    }
  return NULL;
}

static void
held_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewSession) self = user_data;
  g_autoptr (ReviewViewPage) answer =
      review_client_finish_view_page (REVIEW_CLIENT (source), result, NULL);
  const ReviewQueueRow *row = answer != NULL ? find_held (self, answer) : NULL;

  if (row != NULL && review_desk_get_state (self->desk) == REVIEW_DESK_EMPTY
      && !review_desk_get_busy (self->desk))
    review_desk_open_async (self->desk, row->work_item, NULL, NULL, NULL);
}

/* Once for each user who signs in. */
void
review_session_resume (ReviewSession *self)
{
  g_autoptr (ReviewViewRequest) held = review_record_new (&review_view_request_type);

  held->holder = REVIEW_HOLDER_MINE;
  if (self->resumed || !review_session_get_can_decide (self))
    return;
  self->resumed = TRUE;
  if (review_desk_get_work_item (self->desk) == NULL)
    review_client_new_view_async (self->client, held, self->cancellable, held_read_cb,
                                  g_object_ref (self));
}
