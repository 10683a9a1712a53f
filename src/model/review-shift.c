/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shifts, absences and the roster as they are served. */
#define G_LOG_DOMAIN "review-model"
#include "review-shift.h"

#include "review-record-table.h"

const ReviewEnum review_shift_states = {
  "shift_states", (const char *const[]){ "planned", "on", "ended", "cancelled", "missed", NULL }
};
const ReviewEnum review_standings = { "standings", (const char *const[]){ "on", "present", "off",
                                                                          "absent", NULL } };

static const ReviewMember review_shift_type_members[] = {
  REVIEW_M_STRING (ReviewShift, id, REQ),
  REVIEW_M_STRING (ReviewShift, account, REQ),
  REVIEW_M_STRING (ReviewShift, account_name, OPT),
  REVIEW_M_ENUM (ReviewShift, state, review_shift_states, REQ),
  REVIEW_M_INT (ReviewShift, version, REQ),
  REVIEW_M_STRING (ReviewShift, zone, OPT),
  REVIEW_M_TIME (ReviewShift, start_at, OPT),
  REVIEW_M_TIME (ReviewShift, end_at, OPT),
  REVIEW_M_TIME (ReviewShift, started_at, OPT),
  REVIEW_M_TIME (ReviewShift, ended_at, OPT),
  REVIEW_M_STRINGS (ReviewShift, case_types, OPT),
  REVIEW_M_STRING (ReviewShift, by_name, OPT),
  REVIEW_M_END,
};
TYPE (review_shift_type, ReviewShift, "shift")

static const ReviewMember review_shift_request_type_members[] = {
  REVIEW_M_STRING (ReviewShiftRequest, account, REQ),
  REVIEW_M_STRING (ReviewShiftRequest, zone, OPT),
  REVIEW_M_STRING (ReviewShiftRequest, start, REQ),
  REVIEW_M_STRING (ReviewShiftRequest, end, REQ),
  REVIEW_M_STRINGS (ReviewShiftRequest, case_types, OPT),
  REVIEW_M_END,
};
TYPE (review_shift_request_type, ReviewShiftRequest, "shift_request")

static const ReviewMember review_shift_list_type_members[] = {
  REVIEW_M_RECORDS (ReviewShiftList, items, review_shift_type, OPT),
  REVIEW_M_END,
};
TYPE (review_shift_list_type, ReviewShiftList, "shift_list")

static const ReviewMember review_absence_type_members[] = {
  REVIEW_M_STRING (ReviewAbsence, id, REQ),
  REVIEW_M_STRING (ReviewAbsence, account, REQ),
  REVIEW_M_STRING (ReviewAbsence, account_name, OPT),
  REVIEW_M_STRING (ReviewAbsence, reason, REQ),
  REVIEW_M_TIME (ReviewAbsence, from, REQ),
  REVIEW_M_TIME (ReviewAbsence, until, REQ),
  REVIEW_M_STRING (ReviewAbsence, by_name, OPT),
  REVIEW_M_TIME (ReviewAbsence, at, OPT),
  REVIEW_M_INT (ReviewAbsence, version, REQ),
  REVIEW_M_TIME (ReviewAbsence, cancelled_at, OPT),
  REVIEW_M_END,
};
TYPE (review_absence_type, ReviewAbsence, "absence")

static const ReviewMember review_absence_request_type_members[] = {
  REVIEW_M_STRING (ReviewAbsenceRequest, account, OPT),
  REVIEW_M_STRING (ReviewAbsenceRequest, reason, REQ),
  REVIEW_M_TIME (ReviewAbsenceRequest, from, REQ),
  REVIEW_M_TIME (ReviewAbsenceRequest, until, REQ),
  REVIEW_M_END,
};
TYPE (review_absence_request_type, ReviewAbsenceRequest, "absence_request")

static const ReviewMember review_limit_request_type_members[] = {
  REVIEW_M_INT (ReviewLimitRequest, at_most, REQ),
  REVIEW_M_STRING (ReviewLimitRequest, reason, REQ),
  REVIEW_M_END,
};
TYPE (review_limit_request_type, ReviewLimitRequest, "limit_request")

static const ReviewMember review_person_type_members[] = {
  REVIEW_M_STRING (ReviewPerson, account, REQ),
  REVIEW_M_STRING (ReviewPerson, name, REQ),
  REVIEW_M_ENUM (ReviewPerson, role, review_roles, REQ),
  REVIEW_M_STRING (ReviewPerson, vendor, OPT),
  REVIEW_M_STRING (ReviewPerson, language, OPT),
  REVIEW_M_STRING (ReviewPerson, zone, OPT),
  REVIEW_M_RECORDS (ReviewPerson, qualifications, review_qualification_type, OPT),
  REVIEW_M_ENUM (ReviewPerson, standing, review_standings, REQ),
  REVIEW_M_RECORD (ReviewPerson, shift, review_shift_type, OPT),
  REVIEW_M_RECORD (ReviewPerson, next, review_shift_type, OPT),
  REVIEW_M_RECORD (ReviewPerson, absence, review_absence_type, OPT),
  REVIEW_M_INT (ReviewPerson, leased, OPT),
  REVIEW_M_INT (ReviewPerson, kept, OPT),
  REVIEW_M_INT (ReviewPerson, waiting, OPT),
  REVIEW_M_INT (ReviewPerson, on_hold, OPT),
  REVIEW_M_INT (ReviewPerson, escalated, OPT),
  REVIEW_M_INT (ReviewPerson, at_most, OPT),
  REVIEW_M_BOOLEAN (ReviewPerson, limited, OPT),
  REVIEW_M_STRING (ReviewPerson, limit_reason, OPT),
  REVIEW_M_INT (ReviewPerson, version, OPT),
  REVIEW_M_END,
};
TYPE (review_person_type, ReviewPerson, "person")

static const ReviewMember review_roster_type_members[] = {
  REVIEW_M_TIME (ReviewRoster, at, REQ),
  REVIEW_M_BOOLEAN (ReviewRoster, planned, OPT),
  REVIEW_M_RECORDS (ReviewRoster, people, review_person_type, OPT),
  REVIEW_M_END,
};
TYPE (review_roster_type, ReviewRoster, "roster")

static const ReviewMember review_assign_request_type_members[] = {
  REVIEW_M_STRING (ReviewAssignRequest, to, REQ),
  REVIEW_M_STRING (ReviewAssignRequest, reason, REQ),
  REVIEW_M_END,
};
TYPE (review_assign_request_type, ReviewAssignRequest, "assign_request")

static const ReviewMember review_snooze_request_type_members[] = {
  REVIEW_M_TIME (ReviewSnoozeRequest, until, OPT),
  REVIEW_M_INT (ReviewSnoozeRequest, minutes, OPT),
  REVIEW_M_STRING (ReviewSnoozeRequest, note, OPT),
  REVIEW_M_END,
};
TYPE (review_snooze_request_type, ReviewSnoozeRequest, "snooze_request")
