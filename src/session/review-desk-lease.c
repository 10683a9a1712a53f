/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lease: kept alive while the desk has the case and somebody is there. A lost one takes no word away: the form stays,
 * submit goes. */
#define G_LOG_DOMAIN "review-session"
#include "review-desk-private.h"

#include <string.h>

#include "review-clock.h"
#include "review-error.h"

#define RENEW_MAX 60000 /* ms between renewals at most, so that a loss is noticed in time */
#define RENEW_MIN 1000
#define RETRY     3000 /* ms after a renewal that did not get through */

static gboolean
renew_cb (gpointer user_data)
{
  ReviewDesk *self = user_data;

  self->lease_id = 0;
  review_desk_lease_renew (self);
  return G_SOURCE_REMOVE;
}

static void
renew_in (ReviewDesk *self, gint64 milliseconds)
{
  g_clear_handle_id (&self->lease_id, g_source_remove);
  self->lease_id =
      g_timeout_add ((guint) CLAMP (milliseconds, RENEW_MIN, RENEW_MAX), renew_cb, self);
}

/* At a third of what is left, so that two failures still leave time. */
static void
renew_later (ReviewDesk *self)
{
  renew_in (self, (self->lease_until - review_desk_now (self)) / 3000);
}

static gboolean
is_held (const ReviewCaseView *view, gint64 now)
{
  return view->lease != NULL && view->lease->until > now;
}

/* Who holds what a view shows. */
void
review_desk_lease_read (ReviewDesk *self, const ReviewCaseView *view)
{
  gboolean had = self->lease_state == REVIEW_LEASE_MINE || self->lease_state == REVIEW_LEASE_LOST;
  gboolean held = is_held (view, review_desk_now (self));

  g_clear_handle_id (&self->lease_id, g_source_remove);
  if (held && self->user != NULL && strcmp (view->lease->user, self->user->id) == 0)
    {
      self->lease_state = REVIEW_LEASE_MINE;
      self->lease_until = view->lease->until;
      if (!self->away)
        renew_later (self);
    }
  else if (had)
    self->lease_state = REVIEW_LEASE_LOST;
  else
    self->lease_state = held ? REVIEW_LEASE_OTHER : REVIEW_LEASE_NONE;
}

void
review_desk_lease_stop (ReviewDesk *self)
{
  g_clear_handle_id (&self->lease_id, g_source_remove);
  self->lease_state = REVIEW_LEASE_NONE;
  self->lease_until = 0;
}

void
review_desk_lease_lost (ReviewDesk *self)
{
  if (self->view == NULL || self->lease_state != REVIEW_LEASE_MINE)
    return;
  g_clear_handle_id (&self->lease_id, g_source_remove);
  self->lease_state = REVIEW_LEASE_LOST;
  review_desk_check_form (self);
  review_desk_notify (self);
}

static void
renewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewDesk) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewLease) lease =
      review_client_finish_lease (REVIEW_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || (self->lease_state != REVIEW_LEASE_MINE && self->lease_state != REVIEW_LEASE_LOST))
    return;
  if (lease != NULL)
    {
      /* It had run out: the case was free, and has another version now. */
      if (self->lease_state == REVIEW_LEASE_LOST || self->lease_until <= review_desk_now (self))
        review_desk_reload (self);
      self->lease_state = REVIEW_LEASE_MINE;
      self->lease_until = lease->until;
      review_desk_forget_error (self, REVIEW_DESK_ACTION_LEASE);
      if (!self->away)
        renew_later (self);
      review_desk_check_form (self);
    }
  else if (g_error_matches (error, REVIEW_ERROR, REVIEW_ERROR_OFFLINE)
           || g_error_matches (error, REVIEW_ERROR, REVIEW_ERROR_BUSY)
           || g_error_matches (error, REVIEW_ERROR, REVIEW_ERROR_FAILED))
    renew_in (self, RETRY);
  else
    {
      review_desk_set_error (self, REVIEW_DESK_ACTION_LEASE, error);
      review_desk_lease_lost (self);
    }
  review_desk_notify (self);
}

void
review_desk_take_back (ReviewDesk *self)
{
  review_desk_lease_renew (self);
}

void
review_desk_lease_renew (ReviewDesk *self)
{
  if (self->client != NULL && self->view != NULL
      && (self->lease_state == REVIEW_LEASE_MINE || self->lease_state == REVIEW_LEASE_LOST))
    review_client_renew_lease_async (self->client, review_desk_get_work_item (self),
                                     self->case_cancellable, renewed_cb, g_object_ref (self));
}
