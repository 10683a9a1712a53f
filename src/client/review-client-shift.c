/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shifts, handovers and moving over. */
#define G_LOG_DOMAIN "review-client"
#include "review-client-shift.h"

#include "review-client-private.h"

/** review_client_get_own_shift_async: ends with review_client_finish_person(). */
void
review_client_get_own_shift_async (ReviewClient *self, REVIEW_CALL_TAIL)
{
  review_call_get (self, g_strdup ("/v1/shift"), &review_person_type,
                   review_client_get_own_shift_async, cancellable, callback, user_data);
}

/**
 * review_client_act_on_shift_async:
 * @act: "start" or "end"
 *
 * Ends with review_client_finish_person(): OFF_DUTY while one is absent.
 */
void
review_client_act_on_shift_async (ReviewClient *self,
                                  const char *act,
                                  const char *key,
                                  REVIEW_CALL_TAIL)
{
  review_call_post (self, g_strconcat ("/v1/shift/", act, NULL), NULL, REVIEW_NO_VERSION, key,
                    &review_person_type, review_client_act_on_shift_async, cancellable, callback,
                    user_data);
}

/** review_client_get_roster_async: ends with review_client_finish_roster(). */
void
review_client_get_roster_async (ReviewClient *self, REVIEW_CALL_TAIL)
{
  review_call_get (self, g_strdup ("/v1/roster"), &review_roster_type,
                   review_client_get_roster_async, cancellable, callback, user_data);
}

/** review_client_get_shifts_async: planned and worked; ends with review_client_finish_shifts(). */
void
review_client_get_shifts_async (ReviewClient *self, REVIEW_CALL_TAIL)
{
  review_call_get (self, g_strdup ("/v1/shifts"), &review_shift_list_type,
                   review_client_get_shifts_async, cancellable, callback, user_data);
}

/**
 * review_client_plan_shift_async:
 *
 * Ends with review_client_finish_shift(): INVALID names `start`, `end` or `case_types`, CONFLICT when
 * another is planned then.
 */
void
review_client_plan_shift_async (ReviewClient *self,
                                const ReviewShiftRequest *request,
                                const char *key,
                                REVIEW_CALL_TAIL)
{
  review_call_post (self, g_strdup ("/v1/shifts"), request, REVIEW_NO_VERSION, key,
                    &review_shift_type, review_client_plan_shift_async, cancellable, callback,
                    user_data);
}

/** review_client_cancel_shift_async: ends with review_client_finish_shift(). */
void
review_client_cancel_shift_async (
    ReviewClient *self, const char *id, gint64 version, const char *key, REVIEW_CALL_TAIL)
{
  review_call_post (self, review_call_path ("/v1/shifts/", id, "/cancel"), NULL, version, key,
                    &review_shift_type, review_client_cancel_shift_async, cancellable, callback,
                    user_data);
}

/** review_client_add_absence_async: ends with review_client_finish_absence(). */
void
review_client_add_absence_async (ReviewClient *self,
                                 const ReviewAbsenceRequest *request,
                                 const char *key,
                                 REVIEW_CALL_TAIL)
{
  review_call_post (self, g_strdup ("/v1/absences"), request, REVIEW_NO_VERSION, key,
                    &review_absence_type, review_client_add_absence_async, cancellable, callback,
                    user_data);
}

/** review_client_cancel_absence_async: ends with review_client_finish_absence(). */
void
review_client_cancel_absence_async (
    ReviewClient *self, const char *id, gint64 version, const char *key, REVIEW_CALL_TAIL)
{
  review_call_post (self, review_call_path ("/v1/absences/", id, "/cancel"), NULL, version, key,
                    &review_absence_type, review_client_cancel_absence_async, cancellable, callback,
                    user_data);
}

/** review_client_set_limit_async: ends with review_client_finish_person(). */
void
review_client_set_limit_async (ReviewClient *self,
                               const char *account,
                               const ReviewLimitRequest *request,
                               const char *key,
                               REVIEW_CALL_TAIL)
{
  review_call_post (self, review_call_path ("/v1/people/", account, "/limit"), request,
                    REVIEW_NO_VERSION, key, &review_person_type, review_client_set_limit_async,
                    cancellable, callback, user_data);
}

/** review_client_get_receivers_async: ends with review_client_finish_receivers(). */
void
review_client_get_receivers_async (ReviewClient *self, const char *account, REVIEW_CALL_TAIL)
{
  review_call_get (self, review_call_path ("/v1/people/", account, "/receivers"),
                   &review_receivers_type, review_client_get_receivers_async, cancellable, callback,
                   user_data);
}

/** review_client_get_desk_cases_async: ends with review_client_finish_desk_cases(). */
void
review_client_get_desk_cases_async (ReviewClient *self, const char *account, REVIEW_CALL_TAIL)
{
  review_call_get (self, review_call_path ("/v1/people/", account, "/cases"),
                   &review_desk_cases_type, review_client_get_desk_cases_async, cancellable,
                   callback, user_data);
}

/** review_client_get_handovers_async: ends with review_client_finish_handovers(). */
void
review_client_get_handovers_async (ReviewClient *self, REVIEW_CALL_TAIL)
{
  review_call_get (self, g_strdup ("/v1/handovers"), &review_handover_list_type,
                   review_client_get_handovers_async, cancellable, callback, user_data);
}

/**
 * review_client_hand_over_async:
 *
 * Ends with review_client_finish_handover(): INVALID names `to` or `steps`.
 */
void
review_client_hand_over_async (ReviewClient *self,
                               const ReviewHandoverRequest *request,
                               const char *key,
                               REVIEW_CALL_TAIL)
{
  review_call_post (self, g_strdup ("/v1/handovers"), request, REVIEW_NO_VERSION, key,
                    &review_handover_type, review_client_hand_over_async, cancellable, callback,
                    user_data);
}

/**
 * review_client_act_on_handover_async:
 * @act: "accept", with @body, or "withdraw", without
 *
 * Ends with review_client_finish_handover(): CONFLICT when it is not as seen, or another has it.
 */
void
review_client_act_on_handover_async (ReviewClient *self,
                                     const char *id,
                                     const char *act,
                                     const ReviewHandoverAct *body,
                                     gint64 version,
                                     const char *key,
                                     REVIEW_CALL_TAIL)
{
  g_autofree char *after = g_strconcat ("/", act, NULL);

  review_call_post (self, review_call_path ("/v1/handovers/", id, after), body, version, key,
                    &review_handover_type, review_client_act_on_handover_async, cancellable,
                    callback, user_data);
}

/** review_client_assign_async: ends with review_client_finish_work_item(): INVALID names `to`. */
void
review_client_assign_async (ReviewClient *self,
                            const char *work_item,
                            const ReviewAssignRequest *request,
                            gint64 version,
                            const char *key,
                            REVIEW_CALL_TAIL)
{
  review_call_post (self, review_call_path ("/v1/work-items/", work_item, "/assign"), request,
                    version, key, &review_work_item_type, review_client_assign_async, cancellable,
                    callback, user_data);
}

/** review_client_snooze_async: ends with review_client_finish_work_item(): INVALID names `until`. */
void
review_client_snooze_async (ReviewClient *self,
                            const char *work_item,
                            const ReviewSnoozeRequest *request,
                            gint64 version,
                            const char *key,
                            REVIEW_CALL_TAIL)
{
  review_call_post (self, review_call_path ("/v1/work-items/", work_item, "/snooze"), request,
                    version, key, &review_work_item_type, review_client_snooze_async, cancellable,
                    callback, user_data);
}

/** review_client_get_colleagues_async: ends with review_client_finish_colleagues(). */
void
review_client_get_colleagues_async (ReviewClient *self, const char *work_item, REVIEW_CALL_TAIL)
{
  review_call_get (self, review_call_path ("/v1/work-items/", work_item, "/colleagues"),
                   &review_colleagues_type, review_client_get_colleagues_async, cancellable,
                   callback, user_data);
}

/** review_client_read_mention_async: ends with review_client_finish_mention(). */
void
review_client_read_mention_async (ReviewClient *self,
                                  const char *id,
                                  const char *key,
                                  REVIEW_CALL_TAIL)
{
  review_call_post (self, review_call_path ("/v1/mentions/", id, "/read"), NULL, REVIEW_NO_VERSION,
                    key, &review_mention_type, review_client_read_mention_async, cancellable,
                    callback, user_data);
}

/** review_client_check_bulk_async: does nothing; ends with review_client_finish_bulk(). */
void
review_client_check_bulk_async (ReviewClient *self,
                                const ReviewBulkRequest *request,
                                REVIEW_CALL_TAIL)
{
  review_call_post (self, g_strdup ("/v1/bulk/check"), request, REVIEW_NO_VERSION, NULL,
                    &review_bulk_type, review_client_check_bulk_async, cancellable, callback,
                    user_data);
}

/** review_client_begin_bulk_async: ends with review_client_finish_bulk(). */
void
review_client_begin_bulk_async (ReviewClient *self,
                                const ReviewBulkRequest *request,
                                const char *key,
                                REVIEW_CALL_TAIL)
{
  review_call_post (self, g_strdup ("/v1/bulk"), request, REVIEW_NO_VERSION, key, &review_bulk_type,
                    review_client_begin_bulk_async, cancellable, callback, user_data);
}

/** review_client_get_bulk_async: ends with review_client_finish_bulk(). */
void
review_client_get_bulk_async (ReviewClient *self, const char *id, REVIEW_CALL_TAIL)
{
  review_call_get (self, review_call_path ("/v1/bulk/", id, ""), &review_bulk_type,
                   review_client_get_bulk_async, cancellable, callback, user_data);
}
