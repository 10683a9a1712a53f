/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a look kept its time, and what made it late. Pure: from what the audit rows say happened.
 *
 * Two clocks. A look is late on ours when it ended after its due time, which moves with every pause;
 * it is late for the customer when it took longer than its limit all in all. A look that is late on
 * ours names the longest of what our clock runs for; one that is late for the customer only, the
 * longer of what it was paused for. One look has one cause, so the counts add up.
 *
 * Attainment is of looks that are over: how many of them were in time. One that is open is in time or
 * late only when it ends; those that are past their time already are counted and listed apart. */
#pragma once

#include "review-case.h"

G_BEGIN_DECLS

/* A stretch of a look's life. @until: of one that goes on, the time of the report. */
typedef struct
{
  int cause; /* ReviewCause that it counts for */
  gint64 from;
  gint64 until;
} ReviewSpell;

/* Where a look is while its audit rows are read in order. */
typedef struct
{
  int cause; /* ReviewCause that runs; 0: it is over */
  gboolean escalated;
  gboolean was_escalated; /* before the decision that may still be retracted */
} ReviewTrail;

void review_trail_follow (ReviewTrail *self, const char *action, const char *detail);

typedef struct
{
  gboolean late;     /* on our clock */
  gboolean too_long; /* for the customer */
  int cause;         /* ReviewCause; 0: neither */
} ReviewVerdictOnTime;

ReviewVerdictOnTime review_attainment_judge (
    const ReviewSpell *spells, gsize n, gint64 due_at, gint64 limit, gint64 paused);

typedef struct
{
  ReviewRecord parent;
  int cause; /* ReviewCause */
  gint64 count;
} ReviewCauseCount;
REVIEW_DECLARE_RECORD (ReviewCauseCount, review_cause_count_type)

typedef struct
{
  ReviewRecord parent;
  char *case_type;
  gint64 looks;      /* that came in the window */
  gint64 open;       /* of them, not over yet */
  gint64 open_late;  /* of those, past their time already */
  gint64 late;       /* of those that are over, on our clock */
  gint64 too_long;   /* likewise, for the customer; includes most late ones */
  GPtrArray *causes; /* ReviewCauseCount: one for each look that was late or too long */
} ReviewTypeAttainment;
REVIEW_DECLARE_RECORD (ReviewTypeAttainment, review_type_attainment_type)

/* The looks that came on one day. */
typedef struct
{
  ReviewRecord parent;
  gint64 day; /* when it began, UTC */
  char *case_type;
  gint64 looks;
  gint64 open; /* of them, not over yet */
  gint64 late;
  gint64 too_long;
} ReviewDayAttainment;
REVIEW_DECLARE_RECORD (ReviewDayAttainment, review_day_attainment_type)

/* Which of the report's numbers a case is behind. */
typedef enum
{
  REVIEW_FINDING_LATE = 1,
  REVIEW_FINDING_TOO_LONG, /* for the customer only */
  REVIEW_FINDING_NEEDLESS, /* an escalation */
  REVIEW_FINDING_OVERRULED,
  REVIEW_FINDING_MISSED,
  REVIEW_FINDING_OPEN_LATE, /* not over yet, and past its time */
  REVIEW_FINDING_ESCALATED, /* without an end yet */
  REVIEW_FINDING_ANSWERED,  /* an escalation that is over, neither needless nor overruled */
  REVIEW_FINDING_UPHELD,    /* by a second look at a case that was over */
  REVIEW_FINDING_OVERTURNED /* likewise */
} ReviewFindingKind;

extern const ReviewEnum review_finding_kinds;

typedef struct
{
  ReviewRecord parent;
  int kind; /* ReviewFindingKind */
  char *work_item;
  char *case_id;
  char *display_id;
  char *case_type;
  int cause;     /* ReviewCause, of late, too long, and open late */
  gint64 at;     /* when the look came, the decision took effect, or the case was decided again */
  gint64 late_s; /* s: after the due time, of late and open late */
  int trigger;   /* ReviewReopenTrigger, of upheld and overturned */
  int basis;     /* ReviewBasis, likewise */
} ReviewFinding;
REVIEW_DECLARE_RECORD (ReviewFinding, review_finding_type)

typedef struct
{
  ReviewRecord parent;
  gint64 made;      /* by people, in the window */
  gint64 open;      /* of them without an end yet */
  gint64 overruled; /* decided against the recommendation */
  gint64 needless;  /* nothing required it, and it was decided as recommended */
  gint64 decided;   /* first decisions of juniors without an escalation, in the window */
  gint64 missed;    /* of them, with an escalating clause that applied, or overturned on record */
} ReviewEscalationCounts;
REVIEW_DECLARE_RECORD (ReviewEscalationCounts, review_escalation_counts_type)

#define REVIEW_MAX_FINDINGS 1000

typedef struct
{
  ReviewRecord parent;
  gint64 since;
  gint64 until;
  GPtrArray *types; /* ReviewTypeAttainment */
  GPtrArray *days;  /* ReviewDayAttainment: by type, the oldest first */
  ReviewEscalationCounts *escalations;
  GPtrArray *findings; /* ReviewFinding, the newest first; REVIEW_MAX_FINDINGS at most */
  gint64 left_off;     /* findings that are not among them */
} ReviewAttainment;
REVIEW_DECLARE_RECORD (ReviewAttainment, review_attainment_type)

G_END_DECLS
