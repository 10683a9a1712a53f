/* SPDX-License-Identifier: GPL-3.0-or-later */
/* After a crash of this program the user still holds a case, and the server has every word that was
 * saved: the first thing a new session does is to lay it on the desk again. The next one may have
 * been taken ahead (review-desk-ahead.c): nothing is written on that yet, and it goes back to the
 * others instead of being held from them until its lease ends. */
#define G_LOG_DOMAIN "review-session"
#include "review-session-state.h"

#include <string.h>

#define MOST_HELD 4 /* cases that are looked at: one desk holds two at most */

typedef struct
{
  ReviewSession *session; /* (owned) */
  GPtrArray *held;        /* (owned): ReviewCaseView */
  guint reading;
} Resuming;

static void
resuming_free (Resuming *resuming)
{
  g_object_unref (resuming->session);
  g_ptr_array_unref (resuming->held);
  g_free (resuming);
}

/* (transfer full): the cases that @answer shows to be held by the user. */
static GPtrArray *
list_held (ReviewSession *self, const ReviewViewPage *answer)
{
  GPtrArray *held = g_ptr_array_new ();

  for (guint i = 0; answer->rows != NULL && i < answer->rows->len; i++)
    {
      ReviewQueueRow *row = answer->rows->pdata[i];

      if (row->state == REVIEW_WORK_LEASED && g_strcmp0 (row->holder, self->user_id) == 0)
        g_ptr_array_add (held, row);
    }
  return held;
}

static void
open_case (ReviewSession *self, const char *work_item)
{
  if (review_desk_get_state (self->desk) == REVIEW_DESK_EMPTY && !review_desk_get_busy (self->desk))
    review_desk_open_async (self->desk, work_item, NULL, NULL, NULL);
}

static void
put_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewWorkItem) item =
      review_client_finish_work_item (REVIEW_CLIENT (source), result, &error);

  if (item == NULL)
    g_debug ("a case taken ahead was not put back: %s", error->message);
}

/* The one that somebody worked on stays, or else the first. */
static void
sort_out (Resuming *resuming, ReviewClient *client)
{
  const ReviewCaseView *open = NULL;

  for (guint i = 0; i < resuming->held->len; i++)
    {
      const ReviewCaseView *view = resuming->held->pdata[i];

      if (open == NULL || (open->draft == NULL && view->draft != NULL))
        open = view;
    }
  for (guint i = 0; i < resuming->held->len; i++)
    {
      const ReviewCaseView *view = resuming->held->pdata[i];

      if (view != open && view->draft == NULL)
        review_client_release_async (client, view->work_item->id, view->work_item->version, NULL,
                                     NULL, NULL, put_back_cb, NULL);
    }
  if (open != NULL)
    open_case (resuming->session, open->work_item->id);
}

static void
case_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Resuming *resuming = user_data;
  ReviewCaseView *view = review_client_finish_case_view (REVIEW_CLIENT (source), result, NULL);

  if (view != NULL)
    g_ptr_array_add (resuming->held, view);
  if (--resuming->reading > 0)
    return;
  if (resuming->session->client == REVIEW_CLIENT (source))
    sort_out (resuming, REVIEW_CLIENT (source));
  resuming_free (resuming);
}

static void
held_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewSession) self = user_data;
  g_autoptr (ReviewViewPage) answer =
      review_client_finish_view_page (REVIEW_CLIENT (source), result, NULL);
  g_autoptr (GPtrArray) rows = answer != NULL ? list_held (self, answer) : NULL;
  Resuming *resuming;

  if (rows == NULL || rows->len == 0 || self->client != REVIEW_CLIENT (source))
    return;
  if (rows->len == 1)
    {
      open_case (self, ((ReviewQueueRow *) rows->pdata[0])->work_item);
      return;
    }
  resuming = g_new0 (Resuming, 1);
  resuming->session = g_object_ref (self);
  resuming->held = review_records_new ();
  resuming->reading = MIN (rows->len, MOST_HELD);
  for (guint i = 0; i < rows->len && i < MOST_HELD; i++)
    review_client_get_work_item_async (self->client, ((ReviewQueueRow *) rows->pdata[i])->work_item,
                                       self->cancellable, case_read_cb, resuming);
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
