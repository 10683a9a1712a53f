/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Read as a whole while somebody looks: after events, and each minute, for a shift that is over by its
 * plan is nobody's event. Cases that are taken and left come in hundreds: they are one reading. */
#define G_LOG_DOMAIN "review-session"
#include "review-team.h"

#include "review-board-private.h"
#include "review-client-shift.h"
#include "review-error.h"
#include "review-role.h"
#include "review-session-private.h"

#define REFRESH_DELAY 800 /* ms */
#define REREAD        60  /* s */

struct _ReviewTeam
{
  ReviewBoard board;

  ReviewRoster *roster;    /* (owned) (nullable) */
  ReviewShiftList *shifts; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (ReviewTeam, review_team, REVIEW_TYPE_BOARD)

static void
review_team_finalize (GObject *object)
{
  ReviewTeam *self = REVIEW_TEAM (object);

  g_clear_pointer (&self->roster, review_record_unref);
  g_clear_pointer (&self->shifts, review_record_unref);
  G_OBJECT_CLASS (review_team_parent_class)->finalize (object);
}

static void
review_team_init (ReviewTeam *self)
{
}

ReviewTeam *
review_team_new (void)
{
  return g_object_new (REVIEW_TYPE_TEAM, NULL);
}

gboolean
review_team_may_see (ReviewTeam *self)
{
  return review_role_oversees (self->board.role) || self->board.role == REVIEW_ROLE_VENDOR_LEAD;
}

gboolean
review_team_may_plan (ReviewTeam *self)
{
  return self->board.role == REVIEW_ROLE_LEAD;
}

static void
roster_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewTeam) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewRoster) roster =
      review_client_finish_roster (REVIEW_CLIENT (source), result, &error);

  if (review_feed_is_stale (&self->board.feed, source, error))
    return;
  review_board_set_error (&self->board, error);
  if (roster != NULL)
    {
      if (roster->people == NULL)
        roster->people = review_records_new ();
      g_clear_pointer (&self->roster, review_record_unref);
      self->roster = g_steal_pointer (&roster);
    }
  review_board_tell (&self->board);
}

static void
shifts_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewTeam) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewShiftList) shifts =
      review_client_finish_shifts (REVIEW_CLIENT (source), result, &error);

  if (review_feed_is_stale (&self->board.feed, source, error) || shifts == NULL)
    return;
  if (shifts->items == NULL)
    shifts->items = review_records_new ();
  g_clear_pointer (&self->shifts, review_record_unref);
  self->shifts = g_steal_pointer (&shifts);
  review_board_tell (&self->board);
}

static void
read_anew (ReviewBoard *board)
{
  ReviewTeam *self = REVIEW_TEAM (board);

  review_client_get_roster_async (board->feed.client, board->feed.cancellable, roster_cb,
                                  g_object_ref (self));
  if (review_role_oversees (self->board.role))
    review_client_get_shifts_async (board->feed.client, board->feed.cancellable, shifts_cb,
                                    g_object_ref (self));
}

static gboolean
may_read (ReviewBoard *board)
{
  return review_team_may_see (REVIEW_TEAM (board));
}

static void
forget (ReviewBoard *board)
{
  ReviewTeam *self = REVIEW_TEAM (board);

  g_clear_pointer (&self->roster, review_record_unref);
  g_clear_pointer (&self->shifts, review_record_unref);
}

static void
take_event (ReviewBoard *board, const ReviewEvent *event)
{
  static const char *const kinds[] = { "shift", "handover", "queue", "waiting", NULL };

  if (g_strv_contains (kinds, event->kind))
    review_board_refresh (board);
}

static void
review_team_class_init (ReviewTeamClass *klass)
{
  ReviewBoardClass *board_class = REVIEW_BOARD_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = review_team_finalize;
  board_class->delay = REFRESH_DELAY;
  board_class->reread = REREAD;
  board_class->read = read_anew;
  board_class->may_read = may_read;
  board_class->forget = forget;
  board_class->take_event = take_event;
}

const ReviewRoster *
review_team_get_roster (ReviewTeam *self)
{
  return self->roster;
}

const ReviewPerson *
review_team_find (ReviewTeam *self, const char *account)
{
  for (guint i = 0; self->roster != NULL && i < self->roster->people->len; i++)
    {
      const ReviewPerson *one = self->roster->people->pdata[i];

      if (g_strcmp0 (one->account, account) == 0)
        return one;
    }
  return NULL;
}

const ReviewShiftList *
review_team_get_shifts (ReviewTeam *self)
{
  return self->shifts;
}

static GTask *
begin (ReviewTeam *self, gpointer tag, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, tag);
  if (self->board.feed.client != NULL)
    return task;
  g_task_return_new_error (task, REVIEW_ERROR, REVIEW_ERROR_OFFLINE, "there is no server");
  g_object_unref (task);
  return NULL;
}

/* Takes @record and @error: whatever came of it, what is shown is read anew. */
static void
end_act (GTask *task, gpointer record, GError *error)
{
  review_board_refresh (g_task_get_source_object (task));
  if (record != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  g_clear_pointer (&record, review_record_unref);
  g_object_unref (task);
}

static void
shift_cb (GObject *source, GAsyncResult *result, gpointer task)
{
  GError *error = NULL;
  ReviewShift *shift = review_client_finish_shift (REVIEW_CLIENT (source), result, &error);

  end_act (task, shift, error);
}

static void
absence_cb (GObject *source, GAsyncResult *result, gpointer task)
{
  GError *error = NULL;
  ReviewAbsence *absence = review_client_finish_absence (REVIEW_CLIENT (source), result, &error);

  end_act (task, absence, error);
}

static void
person_cb (GObject *source, GAsyncResult *result, gpointer task)
{
  GError *error = NULL;
  ReviewPerson *person = review_client_finish_person (REVIEW_CLIENT (source), result, &error);

  end_act (task, person, error);
}

void
review_team_plan_async (ReviewTeam *self,
                        const ReviewShiftRequest *request,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task = begin (self, review_team_plan_async, callback, user_data);

  if (task != NULL)
    review_client_plan_shift_async (self->board.feed.client, request, NULL, NULL, shift_cb, task);
}

void
review_team_cancel_shift_async (ReviewTeam *self,
                                const ReviewShift *shift,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task = begin (self, review_team_cancel_shift_async, callback, user_data);

  if (task != NULL)
    review_client_cancel_shift_async (self->board.feed.client, shift->id, shift->version, NULL,
                                      NULL, shift_cb, task);
}

void
review_team_say_absent_async (ReviewTeam *self,
                              const ReviewAbsenceRequest *request,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = begin (self, review_team_say_absent_async, callback, user_data);

  if (task != NULL)
    review_client_add_absence_async (self->board.feed.client, request, NULL, NULL, absence_cb,
                                     task);
}

void
review_team_end_absence_async (ReviewTeam *self,
                               const ReviewAbsence *absence,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = begin (self, review_team_end_absence_async, callback, user_data);

  if (task != NULL)
    review_client_cancel_absence_async (self->board.feed.client, absence->id, absence->version,
                                        NULL, NULL, absence_cb, task);
}

void
review_team_set_limit_async (ReviewTeam *self,
                             const char *account,
                             const ReviewLimitRequest *request,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = begin (self, review_team_set_limit_async, callback, user_data);

  if (task != NULL)
    review_client_set_limit_async (self->board.feed.client, account, request, NULL, NULL, person_cb,
                                   task);
}

gboolean
review_team_act_finish (ReviewTeam *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
