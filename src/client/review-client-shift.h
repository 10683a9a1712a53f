/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calls for shifts, handovers and moving over. */
#pragma once

#include "review-bulk.h"
#include "review-client.h"
#include "review-handover.h"
#include "review-note.h"
#include "review-shift.h"

G_BEGIN_DECLS

void review_client_get_own_shift_async (ReviewClient *self, REVIEW_CALL_TAIL);
void review_client_act_on_shift_async (ReviewClient *self,
                                       const char *act,
                                       const char *key,
                                       REVIEW_CALL_TAIL);
void review_client_get_roster_async (ReviewClient *self, REVIEW_CALL_TAIL);
void review_client_get_shifts_async (ReviewClient *self, REVIEW_CALL_TAIL);
void review_client_plan_shift_async (ReviewClient *self,
                                     const ReviewShiftRequest *request,
                                     const char *key,
                                     REVIEW_CALL_TAIL);
void review_client_cancel_shift_async (
    ReviewClient *self, const char *id, gint64 version, const char *key, REVIEW_CALL_TAIL);
void review_client_add_absence_async (ReviewClient *self,
                                      const ReviewAbsenceRequest *request,
                                      const char *key,
                                      REVIEW_CALL_TAIL);
void review_client_cancel_absence_async (
    ReviewClient *self, const char *id, gint64 version, const char *key, REVIEW_CALL_TAIL);
void review_client_set_limit_async (ReviewClient *self,
                                    const char *account,
                                    const ReviewLimitRequest *request,
                                    const char *key,
                                    REVIEW_CALL_TAIL);
void review_client_get_receivers_async (ReviewClient *self, const char *account, REVIEW_CALL_TAIL);
void review_client_get_desk_cases_async (ReviewClient *self, const char *account, REVIEW_CALL_TAIL);
void review_client_get_handovers_async (ReviewClient *self, REVIEW_CALL_TAIL);
void review_client_hand_over_async (ReviewClient *self,
                                    const ReviewHandoverRequest *request,
                                    const char *key,
                                    REVIEW_CALL_TAIL);
void review_client_act_on_handover_async (ReviewClient *self,
                                          const char *id,
                                          const char *act,
                                          const ReviewHandoverAct *body,
                                          gint64 version,
                                          const char *key,
                                          REVIEW_CALL_TAIL);
void review_client_assign_async (ReviewClient *self,
                                 const char *work_item,
                                 const ReviewAssignRequest *request,
                                 gint64 version,
                                 const char *key,
                                 REVIEW_CALL_TAIL);
void review_client_snooze_async (ReviewClient *self,
                                 const char *work_item,
                                 const ReviewSnoozeRequest *request,
                                 gint64 version,
                                 const char *key,
                                 REVIEW_CALL_TAIL);
void
review_client_get_colleagues_async (ReviewClient *self, const char *work_item, REVIEW_CALL_TAIL);
void review_client_read_mention_async (ReviewClient *self,
                                       const char *id,
                                       const char *key,
                                       REVIEW_CALL_TAIL);
void review_client_check_bulk_async (ReviewClient *self,
                                     const ReviewBulkRequest *request,
                                     REVIEW_CALL_TAIL);
void review_client_begin_bulk_async (ReviewClient *self,
                                     const ReviewBulkRequest *request,
                                     const char *key,
                                     REVIEW_CALL_TAIL);
void review_client_get_bulk_async (ReviewClient *self, const char *id, REVIEW_CALL_TAIL);

REVIEW_CLIENT_FINISH (person, ReviewPerson, review_person_type)
REVIEW_CLIENT_FINISH (roster, ReviewRoster, review_roster_type)
REVIEW_CLIENT_FINISH (shifts, ReviewShiftList, review_shift_list_type)
REVIEW_CLIENT_FINISH (shift, ReviewShift, review_shift_type)
REVIEW_CLIENT_FINISH (absence, ReviewAbsence, review_absence_type)
REVIEW_CLIENT_FINISH (receivers, ReviewReceivers, review_receivers_type)
REVIEW_CLIENT_FINISH (desk_cases, ReviewDeskCases, review_desk_cases_type)
REVIEW_CLIENT_FINISH (handovers, ReviewHandoverList, review_handover_list_type)
REVIEW_CLIENT_FINISH (handover, ReviewHandover, review_handover_type)
REVIEW_CLIENT_FINISH (colleagues, ReviewColleagues, review_colleagues_type)
REVIEW_CLIENT_FINISH (mention, ReviewMention, review_mention_type)
REVIEW_CLIENT_FINISH (bulk, ReviewBulk, review_bulk_type)

G_END_DECLS
