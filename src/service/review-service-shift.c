/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shifts: planned in the clock of those who come, started with one act, ended with one act or by
 * themselves when nobody works in them any more; and absences. Whoever ends a shift leaves nothing
 * behind: what they have not handed over goes into a handover that any lead has to accept. */
#define G_LOG_DOMAIN "review-service"
#include <string.h>

#include "review-service-campaigns.h"
#include "review-service-shifts.h"
#include "review-store-waiting.h"
#include "review-time.h"

#define LONGEST_PLAN    (16 * REVIEW_HOUR)
#define LONGEST_ABSENCE (366 * REVIEW_DAY)
#define QUIET           (30 * REVIEW_MINUTE) /* without an act, before a shift ends itself */

static ReviewPerson *
show_person (ReviewTx *tx, ReviewWrite *write, const ReviewUser *user, GError **error)
{
  g_autoptr (GPtrArray) desk = review_store_list_desk (tx, user->id, error);

  return desk != NULL ? review_service_build_person (write->service, tx, user, desk, error) : NULL;
}

/* The planned one that is due, or one without a plan. */
static ReviewShift *
open_shift (ReviewTx *tx, const ReviewUser *user, GError **error)
{
  g_autoptr (ReviewShift) due = NULL;
  g_autoptr (ReviewShift) fresh = NULL;

  if (!review_store_find_shift (tx, user->id, REVIEW_SHIFT_THAT_IS_DUE, &due, error))
    return NULL;
  if (due != NULL)
    return review_store_start_shift (tx, due->id, error)
               ? review_store_load_shift (tx, due->id, error)
               : NULL;
  fresh = review_record_new (&review_shift_type);
  fresh->id = review_tx_new_id (tx);
  fresh->account = g_strdup (user->id);
  fresh->zone = g_strdup (user->zone);
  fresh->started_at = review_tx_get_now (tx);
  return review_store_add_shift (tx, fresh, user->id, error)
             ? review_store_load_shift (tx, fresh->id, error)
             : NULL;
}

static gpointer
start (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewUser *user = write->call->user;
  g_autoptr (ReviewShift) on = NULL;
  g_autoptr (ReviewAbsence) absence = NULL;

  if (!review_store_find_shift (tx, user->id, REVIEW_SHIFT_THAT_IS_ON, &on, error)
      || !review_store_find_absence (tx, user->id, TRUE, &absence, error))
    return NULL;
  if (on != NULL)
    return show_person (tx, write, user, error);
  if (absence != NULL)
    {
      review_error_refuse (error, REVIEW_ERROR_OFF_DUTY, "you are absent: end that first");
      return NULL;
    }
  on = open_shift (tx, user, error);
  return on != NULL
                 && review_service_audit_person (tx, user, write->operation, user->id, on->id, NULL,
                                                 on, error)
                 && review_service_tell_person (tx, "shift", user, error)
             ? show_person (tx, write, user, error)
             : NULL;
}

/**
 * review_service_start_shift:
 *
 * Starts the caller's shift: the planned one that is due, or one without a plan. One that is on stays
 * as it is.
 *
 * Returns: (transfer full): the caller; %NULL with %REVIEW_ERROR_OFF_DUTY while they are absent
 */
ReviewPerson *
review_service_start_shift (ReviewService *self, const ReviewCall *call, GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "shift_start",
                        .answer_type = &review_person_type,
                        .keep = REVIEW_KEEP_WRITE,
                        .run = start };

  return review_service_run (&write, error);
}

/*
 * review_service_end_shift:
 * @shift: that is on
 *
 * What the person has not handed over yet goes into a handover of its own.
 */
gboolean
review_service_end_shift (ReviewService *self,
                          ReviewTx *tx,
                          const ReviewUser *actor,
                          const ReviewShift *shift,
                          GError **error)
{
  g_autoptr (ReviewUser) user = review_store_load_account (tx, shift->account, NULL);
  g_autoptr (ReviewShift) after = NULL;

  if (!review_store_end_shift (tx, shift->id, error))
    return FALSE;
  after = review_store_load_shift (tx, shift->id, error);
  if (after == NULL
      || !review_service_audit_person (tx, actor, "shift_end", shift->account, shift->id, NULL,
                                       after, error))
    return FALSE;
  /* Of an account that was disabled meanwhile the leases have ended with it. */
  return user == NULL
         || (review_service_hand_over_rest (self, tx, user, error)
             && review_service_tell_person (tx, "shift", user, error));
}

static gpointer
end (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewUser *user = write->call->user;
  g_autoptr (ReviewShift) on = NULL;

  if (!review_store_find_shift (tx, user->id, REVIEW_SHIFT_THAT_IS_ON, &on, error))
    return NULL;
  if (on == NULL)
    {
      review_error_refuse (error, REVIEW_ERROR_CONFLICT, "no shift of yours is on");
      return NULL;
    }
  return review_service_end_shift (write->service, tx, user, on, error)
             ? show_person (tx, write, user, error)
             : NULL;
}

/**
 * review_service_finish_shift:
 *
 * Ends the caller's shift. Cases that they hold go back to the queue, and with all others that hang
 * on them into a handover, where they have made none of them.
 *
 * Returns: (transfer full): the caller; %NULL with %REVIEW_ERROR_CONFLICT when no shift is on
 */
ReviewPerson *
review_service_finish_shift (ReviewService *self, const ReviewCall *call, GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "shift_end",
                        .answer_type = &review_person_type,
                        .keep = REVIEW_KEEP_WRITE,
                        .run = end };

  return review_service_run (&write, error);
}

/* Its time is over and nobody works in it: somebody forgot to end it. */
gboolean
review_service_end_overrun (ReviewTx *tx, gpointer user_data, GError **error)
{
  ReviewTurn *turn = user_data;
  g_autoptr (ReviewShift) shift = review_store_load_shift (tx, turn->id, error);
  gboolean works = FALSE;

  if (shift == NULL
      || !review_store_is_on_duty (tx, shift->account, review_tx_get_now (tx) - QUIET, &works,
                                   error))
    return FALSE;
  return works || shift->state != REVIEW_SHIFT_ON
         || review_service_end_shift (turn->service, tx, review_service_system_user (), shift,
                                      error);
}

/* The moments that the plan's clock times mean: all of what they may. @shift has its zone. */
static gboolean
read_plan (ReviewTx *tx, const ReviewShiftRequest *request, ReviewShift *shift, GError **error)
{
  if (!review_time_parse_wall (request->start, shift->zone, REVIEW_WALL_EARLIER, &shift->start_at))
    review_error_set_field (error, "start", "is no time of that zone: 2026-03-28T22:00");
  else if (!review_time_parse_wall (request->end, shift->zone, REVIEW_WALL_LATER, &shift->end_at))
    review_error_set_field (error, "end", "is no time of that zone: 2026-03-29T06:00");
  else if (shift->end_at <= shift->start_at || shift->end_at - shift->start_at > LONGEST_PLAN)
    review_error_set_field (error, "end", "is not within sixteen hours of the start");
  else if (shift->end_at <= review_tx_get_now (tx))
    review_error_set_field (error, "end", "lies in the past");
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_types (ReviewService *self, char **types, GError **error)
{
  for (guint i = 0; types != NULL && types[i] != NULL; i++)
    if (review_catalog_find_type (review_service_get_catalog (self), types[i]) == NULL)
      {
        review_error_set_field (error, "case_types", "there is no type '%s'", types[i]);
        return FALSE;
      }
  return TRUE;
}

/* (transfer full): somebody who works on cases. */
static ReviewUser *
load_worker (ReviewTx *tx, const char *account, GError **error)
{
  g_autoptr (ReviewUser) user = review_store_load_account (tx, account, error);

  if (user == NULL)
    return NULL;
  if (review_role_may_decide (user->role))
    return g_steal_pointer (&user);
  review_error_set_field (error, "account", "works on no cases");
  return NULL;
}

static gpointer
plan (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewShiftRequest *request = write->body;
  const ReviewUser *lead = write->call->user;
  g_autoptr (ReviewUser) user = load_worker (tx, request->account, error);
  g_autoptr (ReviewShift) shift = review_record_new (&review_shift_type);
  gboolean taken = FALSE;

  if (user == NULL)
    return NULL;
  shift->zone = g_strdup (request->zone != NULL ? request->zone
                          : user->zone != NULL  ? user->zone
                                                : "UTC");
  if (!read_plan (tx, request, shift, error)
      || !check_types (write->service, request->case_types, error)
      || !review_store_has_shift_between (tx, user->id, shift->start_at, shift->end_at, &taken,
                                          error))
    return NULL;
  if (taken)
    {
      review_error_refuse (error, REVIEW_ERROR_CONFLICT, "another shift is planned then");
      return NULL;
    }
  shift->id = review_tx_new_id (tx);
  shift->account = g_strdup (user->id);
  shift->case_types = request->case_types != NULL && request->case_types[0] != NULL
                          ? g_strdupv (request->case_types)
                          : NULL;
  if (!review_store_add_shift (tx, shift, lead->id, error)
      || !review_service_audit_person (tx, lead, write->operation, user->id, shift->id, NULL,
                                       request, error)
      || !review_service_tell_person (tx, "shift", user, error))
    return NULL;
  return review_store_load_shift (tx, shift->id, error);
}

/**
 * review_service_plan_shift:
 * @call: a lead's
 * @request: for whom, from when to when on the clock of @request's zone, or of the person's where it
 *   names none
 *
 * Where clocks are set back and a time comes twice, the shift starts with the first and ends with the
 * second; a time that a clock set forward leaves out is refused.
 *
 * Returns: (transfer full): the shift
 */
ReviewShift *
review_service_plan_shift (ReviewService *self,
                           const ReviewCall *call,
                           const ReviewShiftRequest *request,
                           GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "shift_plan",
                        .body = request,
                        .answer_type = &review_shift_type,
                        .keep = REVIEW_KEEP_WRITE,
                        .run = plan };

  return review_service_run (&write, error);
}

static gpointer
cancel (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewUser *lead = write->call->user;
  g_autoptr (ReviewShift) before = review_store_load_shift (tx, write->object, error);
  g_autoptr (ReviewUser) user =
      before != NULL ? review_store_load_account (tx, before->account, error) : NULL;

  return user != NULL && review_store_cancel_shift (tx, write->object, write->call->version, error)
                 && review_service_audit_person (tx, lead, write->operation, user->id,
                                                 write->object, NULL, NULL, error)
                 && review_service_tell_person (tx, "shift", user, error)
             ? review_store_load_shift (tx, write->object, error)
             : NULL;
}

/**
 * review_service_cancel_shift:
 * @call: a lead's; its version is the shift's
 *
 * Returns: (transfer full): the shift, cancelled; %NULL with %REVIEW_ERROR_CONFLICT when somebody
 *   started it
 */
ReviewShift *
review_service_cancel_shift (ReviewService *self,
                             const ReviewCall *call,
                             const char *shift,
                             GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "shift_cancel",
                        .object = shift,
                        .answer_type = &review_shift_type,
                        .keep = REVIEW_KEEP_WRITE,
                        .versioned = TRUE,
                        .run = cancel };

  return review_service_run (&write, error);
}

static gboolean
list_shifts (ReviewTx *tx, gpointer user_data, GError **error)
{
  GPtrArray **list = user_data;

  *list = review_store_list_shifts (tx, error);
  return *list != NULL;
}

/**
 * review_service_list_shifts:
 *
 * Returns: (transfer full): planned shifts and those of the last two days
 */
ReviewShiftList *
review_service_list_shifts (ReviewService *self, GError **error)
{
  g_autoptr (ReviewShiftList) list = review_record_new (&review_shift_list_type);

  return review_store_read (self->store, list_shifts, &list->items, error) ? g_steal_pointer (&list)
                                                                           : NULL;
}

static gboolean
check_absence (ReviewTx *tx,
               ReviewWrite *write,
               const ReviewAbsenceRequest *request,
               GError **error)
{
  if (!review_service_check_code (write->service, "absence_reason", request->reason, NULL, "reason",
                                  error))
    return FALSE;
  if (request->until <= request->from || request->until - request->from > LONGEST_ABSENCE)
    review_error_set_field (error, "until", "is not within a year of the start");
  else if (request->until <= review_tx_get_now (tx))
    review_error_set_field (error, "until", "lies in the past");
  else
    return TRUE;
  return FALSE;
}

/* Only a lead says it of others. */
static gboolean
check_own (const ReviewUser *user, const char *account, GError **error)
{
  return user->role == REVIEW_ROLE_LEAD || strcmp (user->id, account) == 0
         || review_error_refuse (error, REVIEW_ERROR_FORBIDDEN, "it is another person's");
}

static gpointer
add_absence (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewAbsenceRequest *request = write->body;
  const ReviewUser *by = write->call->user;
  const char *account = request->account != NULL ? request->account : by->id;
  g_autoptr (ReviewUser) user = NULL;
  g_autoptr (ReviewAbsence) absence = review_record_new (&review_absence_type);

  if (!check_own (by, account, error) || (user = load_worker (tx, account, error)) == NULL
      || !check_absence (tx, write, request, error))
    return NULL;
  absence->id = review_tx_new_id (tx);
  absence->account = g_strdup (account);
  absence->reason = g_strdup (request->reason);
  absence->from = request->from;
  absence->until = request->until;
  if (!review_store_add_absence (tx, absence, by->id, error)
      || !review_service_audit_person (tx, by, write->operation, account, absence->id,
                                       request->reason, request, error)
      || !review_service_tell_person (tx, "shift", user, error))
    return NULL;
  return review_store_load_absence (tx, absence->id, error);
}

/**
 * review_service_add_absence:
 * @request: from when to when, why; for oneself, or by a lead for anybody
 *
 * Nobody takes a case while they are absent, and nothing comes back to them. What they hold stays
 * theirs until they hand it over or its lease runs out.
 *
 * Returns: (transfer full): the absence
 */
ReviewAbsence *
review_service_add_absence (ReviewService *self,
                            const ReviewCall *call,
                            const ReviewAbsenceRequest *request,
                            GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "absence",
                        .body = request,
                        .answer_type = &review_absence_type,
                        .keep = REVIEW_KEEP_WRITE,
                        .run = add_absence };

  return review_service_run (&write, error);
}

static gpointer
cancel_absence (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewUser *by = write->call->user;
  g_autoptr (ReviewAbsence) before = review_store_load_absence (tx, write->object, error);
  g_autoptr (ReviewUser) user = NULL;

  if (before == NULL || !check_own (by, before->account, error)
      || (user = review_store_load_account (tx, before->account, error)) == NULL
      || !review_store_cancel_absence (tx, write->object, write->call->version, error)
      || !review_service_audit_person (tx, by, write->operation, user->id, write->object, NULL,
                                       NULL, error)
      || !review_service_tell_person (tx, "shift", user, error))
    return NULL;
  return review_store_load_absence (tx, write->object, error);
}

/**
 * review_service_cancel_absence:
 * @call: its version is the absence's
 *
 * Returns: (transfer full): the absence; %NULL with %REVIEW_ERROR_CONFLICT when it is over
 */
ReviewAbsence *
review_service_cancel_absence (ReviewService *self,
                               const ReviewCall *call,
                               const char *absence,
                               GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "absence_cancel",
                        .object = absence,
                        .answer_type = &review_absence_type,
                        .keep = REVIEW_KEEP_WRITE,
                        .versioned = TRUE,
                        .run = cancel_absence };

  return review_service_run (&write, error);
}
