/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is there: shifts planned and worked, absences, how many cases one person holds at once. */
#pragma once

#include "review-people.h"

G_BEGIN_DECLS

typedef enum
{
  REVIEW_SHIFT_PLANNED = 1,
  REVIEW_SHIFT_ON,
  REVIEW_SHIFT_ENDED,
  REVIEW_SHIFT_CANCELLED,
  REVIEW_SHIFT_MISSED /* its planned end has passed, and nobody started it */
} ReviewShiftState;
/* What a person is to the floor right now. */
typedef enum
{
  REVIEW_STANDING_ON = 1,  /* a shift of theirs is on */
  REVIEW_STANDING_PRESENT, /* without a shift, but at a desk lately */
  REVIEW_STANDING_OFF,
  REVIEW_STANDING_ABSENT
} ReviewStanding;

extern const ReviewEnum review_shift_states, review_standings;

/* Planned, worked, or both. */
typedef struct
{
  ReviewRecord parent;
  char *id;
  char *account;
  char *account_name;
  int state; /* ReviewShiftState */
  gint64 version;
  char *zone;      /* that it was planned in, "Europe/Berlin"; else the person's; NULL: neither */
  gint64 start_at; /* as planned; 0: it was not */
  gint64 end_at;
  gint64 started_at; /* 0: not yet */
  gint64 ended_at;
  char **case_types; /* what they take in it; NULL: all that they are qualified for */
  char *by_name;     /* who planned it */
} ReviewShift;
REVIEW_DECLARE_RECORD (ReviewShift, review_shift_type)

/* A plan is made in the clock of those who come: the server says which moments that means. */
typedef struct
{
  ReviewRecord parent;
  char *account;
  char *zone;  /* "Asia/Shanghai"; NULL: the person's, or UTC */
  char *start; /* on that clock: "2026-03-28T22:00" */
  char *end;
  char **case_types;
} ReviewShiftRequest;
REVIEW_DECLARE_RECORD (ReviewShiftRequest, review_shift_request_type)

typedef struct
{
  ReviewRecord parent;
  GPtrArray *items; /* ReviewShift, the earliest first */
} ReviewShiftList;
REVIEW_DECLARE_RECORD (ReviewShiftList, review_shift_list_type)

typedef struct
{
  ReviewRecord parent;
  char *id;
  char *account;
  char *account_name;
  char *reason; /* of absence_reason */
  gint64 from;
  gint64 until;
  char *by_name;
  gint64 at;
  gint64 version;
  gint64 cancelled_at; /* 0: it stands */
} ReviewAbsence;
REVIEW_DECLARE_RECORD (ReviewAbsence, review_absence_type)

typedef struct
{
  ReviewRecord parent;
  char *account; /* NULL: oneself */
  char *reason;
  gint64 from;
  gint64 until;
} ReviewAbsenceRequest;
REVIEW_DECLARE_RECORD (ReviewAbsenceRequest, review_absence_request_type)

typedef struct
{
  ReviewRecord parent;
  gint64 at_most; /* cases held at once; 0: what the policy says */
  char *reason;
} ReviewLimitRequest;
REVIEW_DECLARE_RECORD (ReviewLimitRequest, review_limit_request_type)

/* A person as the floor sees them. */
typedef struct
{
  ReviewRecord parent;
  char *account;
  char *name;
  int role; /* ReviewRole */
  char *vendor;
  char *language;
  char *zone;                /* the clock they live by; NULL: UTC */
  GPtrArray *qualifications; /* ReviewQualification: what they may take */
  int standing;              /* ReviewStanding */
  ReviewShift *shift;        /* that is on, or ended last; NULL: there was none lately */
  ReviewShift *next;         /* that is planned next */
  ReviewAbsence *absence;    /* that stands now, or comes next */
  gint64 leased;             /* cases that they hold now */
  gint64 kept;               /* that are kept for them: returned, assigned, snoozed */
  gint64 waiting;            /* that wait for a customer */
  gint64 on_hold;
  gint64 escalated; /* that they passed up and that nobody has answered */
  gint64 at_most;   /* that they may hold at once */
  gboolean limited; /* by a lead, for them alone */
  char *limit_reason;
  gint64 version; /* of the limit; for setting another */
} ReviewPerson;
REVIEW_DECLARE_RECORD (ReviewPerson, review_person_type)

typedef struct
{
  ReviewRecord parent;
  gint64 at;
  gboolean planned;  /* shifts are planned for somebody around now */
  GPtrArray *people; /* ReviewPerson, by name */
} ReviewRoster;
REVIEW_DECLARE_RECORD (ReviewRoster, review_roster_type)

/* A lead gives a case that waits to a person. */
typedef struct
{
  ReviewRecord parent;
  char *to;
  char *reason;
} ReviewAssignRequest;
REVIEW_DECLARE_RECORD (ReviewAssignRequest, review_assign_request_type)

/* One's own case comes back later and stays one's own; its clock does not stand still. */
typedef struct
{
  ReviewRecord parent;
  gint64 until;   /* 0: in @minutes */
  gint64 minutes; /* 0: at @until */
  char *note;     /* to oneself: the next step */
} ReviewSnoozeRequest;
REVIEW_DECLARE_RECORD (ReviewSnoozeRequest, review_snooze_request_type)

#define REVIEW_HELD_MAX 1000 /* of any limit */

/* Where the policy says nothing of `held_at_once`, `handover_grace_min`, `snooze_max_h`. */
#define REVIEW_HELD_AT_ONCE     20
#define REVIEW_HANDOVER_MINUTES 30
#define REVIEW_SNOOZE_HOURS     12

G_END_DECLS
