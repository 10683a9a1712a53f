/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Users, sessions, events and errors as they travel. */
#define G_LOG_DOMAIN "review-model"
#include "review-people.h"

#include "review-record-table.h"

static const ReviewMember review_qualification_type_members[] = {
  REVIEW_M_STRING (ReviewQualification, case_type, REQ),
  REVIEW_M_STRING (ReviewQualification, language, OPT),
  REVIEW_M_ENUM (ReviewQualification, stage, review_qualification_stages, REQ),
  REVIEW_M_TIME (ReviewQualification, since, OPT),
  REVIEW_M_END,
};
TYPE (review_qualification_type, ReviewQualification, "qualification")

static const ReviewMember review_user_type_members[] = {
  REVIEW_M_STRING (ReviewUser, id, REQ),
  REVIEW_M_STRING (ReviewUser, name, REQ),
  REVIEW_M_ENUM (ReviewUser, role, review_roles, REQ),
  REVIEW_M_STRING (ReviewUser, language, OPT),
  REVIEW_M_STRING (ReviewUser, vendor, OPT),
  REVIEW_M_STRING (ReviewUser, zone, OPT),
  REVIEW_M_RECORDS (ReviewUser, qualifications, review_qualification_type, OPT),
  REVIEW_M_END,
};
TYPE (review_user_type, ReviewUser, "user")

static const ReviewMember review_session_info_type_members[] = {
  REVIEW_M_STRING (ReviewSessionInfo, token, OPT),
  REVIEW_M_RECORD (ReviewSessionInfo, user, review_user_type, REQ),
  REVIEW_M_RECORDS (ReviewSessionInfo, local_users, review_user_type, OPT),
  REVIEW_M_BOOLEAN (ReviewSessionInfo, embedded, OPT),
  REVIEW_M_END,
};
TYPE (review_session_info_type, ReviewSessionInfo, "session_info")

static const ReviewMember review_event_type_members[] = {
  REVIEW_M_INT (ReviewEvent, seq, REQ),     REVIEW_M_TIME (ReviewEvent, at, OPT),
  REVIEW_M_STRING (ReviewEvent, kind, REQ), REVIEW_M_STRING (ReviewEvent, object, OPT),
  REVIEW_M_STRING (ReviewEvent, text, OPT), REVIEW_M_INT (ReviewEvent, done, OPT),
  REVIEW_M_INT (ReviewEvent, total, OPT),   REVIEW_M_END,
};
TYPE (review_event_type, ReviewEvent, "event")

static const ReviewMember review_problem_type_members[] = {
  REVIEW_M_STRING (ReviewProblem, type, OPT),
  REVIEW_M_STRING (ReviewProblem, title, OPT),
  REVIEW_M_INT (ReviewProblem, status, REQ),
  REVIEW_M_STRING (ReviewProblem, detail, OPT),
  REVIEW_M_STRING (ReviewProblem, code, REQ),
  REVIEW_M_STRING (ReviewProblem, field, OPT),
  REVIEW_M_END,
};
TYPE (review_problem_type, ReviewProblem, "problem")
