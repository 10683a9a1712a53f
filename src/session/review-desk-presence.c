/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether somebody is there. A lease is kept for a person, not for a computer: where no window of
 * the app is active for a while, or nothing is pressed or moved for some minutes, the draft is saved
 * and the lease is left to run out. Who comes back has it renewed, or granted again while the case
 * is free. */
#define G_LOG_DOMAIN "review-session"
#include "review-desk-private.h"

#include "review-clock.h"

#define IDLE_TIME  (5 * REVIEW_MINUTE)
#define LEAVE_TIME (2 * REVIEW_MINUTE)

static void watch (ReviewDesk *self);

static gint64
time_to_leave (ReviewDesk *self, gint64 now)
{
  gint64 idle = self->last_activity + self->idle_time - now;
  gint64 left = self->left_at + self->leave_time - now;

  return self->attended ? idle : MIN (idle, left);
}

static void
go_away (ReviewDesk *self)
{
  self->away = TRUE;
  g_clear_handle_id (&self->lease_id, g_source_remove);
  if (review_desk_draft_is_dirty (self))
    review_desk_save_now (self);
  review_desk_notify (self);
}

static gboolean
presence_cb (gpointer user_data)
{
  ReviewDesk *self = user_data;

  self->presence_id = 0;
  if (!self->away && time_to_leave (self, g_get_monotonic_time ()) <= 0)
    go_away (self);
  else
    watch (self);
  return G_SOURCE_REMOVE;
}

/* Looks again when somebody could have been away for long enough. */
static void
watch (ReviewDesk *self)
{
  gint64 wait = time_to_leave (self, g_get_monotonic_time ());

  g_clear_handle_id (&self->presence_id, g_source_remove);
  if (!self->away)
    self->presence_id = g_timeout_add ((guint) MAX (wait / 1000, 10), presence_cb, self);
}

static void
come_back (ReviewDesk *self)
{
  self->away = FALSE;
  review_desk_lease_renew (self);
  watch (self);
  review_desk_notify (self);
}

void
review_desk_presence_start (ReviewDesk *self)
{
  self->attended = TRUE;
  self->last_activity = g_get_monotonic_time ();
  self->idle_time = IDLE_TIME;
  self->leave_time = LEAVE_TIME;
  watch (self);
}

void
review_desk_presence_stop (ReviewDesk *self)
{
  g_clear_handle_id (&self->presence_id, g_source_remove);
}

void
review_desk_note_activity (ReviewDesk *self)
{
  self->last_activity = g_get_monotonic_time ();
  if (self->away)
    come_back (self);
}

void
review_desk_set_attended (ReviewDesk *self, gboolean attended)
{
  if (self->attended == attended)
    return;
  self->attended = attended;
  if (attended)
    {
      review_desk_note_activity (self);
      return;
    }
  self->left_at = g_get_monotonic_time ();
  watch (self);
}

void
review_desk_set_patience (ReviewDesk *self, guint idle, guint inactive)
{
  self->idle_time = (gint64) idle * 1000;
  self->leave_time = (gint64) inactive * 1000;
  watch (self);
}

gboolean
review_desk_get_away (ReviewDesk *self)
{
  return self->away;
}

gint64
review_desk_get_lease_until (ReviewDesk *self)
{
  return self->lease_until;
}
