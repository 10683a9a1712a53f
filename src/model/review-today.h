/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person is to know when their day begins. Every figure carries the sample that it rests on,
 * and is the length of a list that can be opened. What a role has no part in is absent. */
#pragma once

#include "review-attainment.h"
#include "review-reopening.h"

G_BEGIN_DECLS

/* What can wait for somebody. */
typedef enum
{
  REVIEW_TODAY_HANDOVERS = 1, /* to accept; urgent: nobody did in time */
  REVIEW_TODAY_ESCALATIONS,   /* in one's inbox; urgent: not answered in time */
  REVIEW_TODAY_EFFECTS,       /* that failed or are late; urgent: failed */
  REVIEW_TODAY_WAVES,         /* not decided; urgent: with cases to look at again */
  REVIEW_TODAY_ENTRIES,   /* of the house's lists that one may judge; urgent: to look at again */
  REVIEW_TODAY_POLICIES,  /* drafts of others that one may approve */
  REVIEW_TODAY_REFERRALS, /* drafted or sent; urgent: sent */
  REVIEW_TODAY_REOPENED,  /* cases that are looked at again; urgent: appeals */
  REVIEW_TODAY_FINDS,     /* audits of the last seven days that contradict the machine */
  REVIEW_TODAY_PEOPLE,    /* people whose accuracy is below the target, beyond doubt */
  REVIEW_TODAY_WAITING,   /* one's own cases that wait; urgent: that came back */
  REVIEW_TODAY_FEEDBACK   /* that one has not read */
} ReviewTodayKind;

/* Where a share lies against what is usual. */
typedef enum
{
  REVIEW_LEVEL_INSIDE = 1,
  REVIEW_LEVEL_BELOW,
  REVIEW_LEVEL_ABOVE
} ReviewLevel;

typedef enum
{
  REVIEW_RATE_AUTOMATION = 1, /* of the cases that came, those that ROCA decides alone */
  REVIEW_RATE_BLOCK,          /* of people's decisions, the blocks */
  REVIEW_RATE_APPEAL          /* appeals that came, to people's decisions */
} ReviewTodayRateKind;

typedef enum
{
  REVIEW_LIVE_POLICY = 1,
  REVIEW_LIVE_MODEL,
  REVIEW_LIVE_CALIBRATION,
  REVIEW_LIVE_SOP
} ReviewLiveKind;

extern const ReviewEnum review_today_kinds, review_levels, review_today_rate_kinds,
    review_live_kinds;

typedef struct
{
  ReviewRecord parent;
  int kind; /* ReviewTodayKind */
  gint64 count;
  gint64 urgent; /* of them */
  gint64 since;  /* the oldest of them; 0: there is none, or none has a time */
} ReviewTodayCount;
REVIEW_DECLARE_RECORD (ReviewTodayCount, review_today_count_type)

/* A case behind a figure that has no page of its own. */
typedef struct
{
  ReviewRecord parent;
  int kind; /* ReviewTodayKind: of which count it is a part */
  char *case_id;
  char *work_item; /* its newest look */
  char *display_id;
  char *case_type;
  char *value;
  char *currency;
  char *state; /* of a referral, or the trigger of a reopening */
  int machine; /* ReviewChoice that was taken without a person; unset: not of that kind */
  int person;  /* ReviewChoice of who looked; unset: likewise */
  gint64 at;
} ReviewTodayItem;
REVIEW_DECLARE_RECORD (ReviewTodayItem, review_today_item_type)

typedef struct
{
  ReviewRecord parent;
  gint64 at;   /* when the hour begins */
  gint64 due;  /* waiting cases that are due in it */
  double late; /* cases that are likely to pass their due time in it; NaN: nothing to say it by */
  double late_low; /* with the ends of the intervals of arrivals and handling time */
  double late_high;
} ReviewTodayHour;
REVIEW_DECLARE_RECORD (ReviewTodayHour, review_today_hour_type)

/* Waiting work of a type, as the queue's list shows it to the reader, and what comes of it. */
typedef struct
{
  ReviewRecord parent;
  char *case_type;
  gint64 waiting;
  gint64 breached;
  gint64 minutes_20;
  gint64 hour_1;
  gint64 people;     /* that may take the type */
  gint64 people_on;  /* of them, at work */
  double share_on;   /* of their time, in people, that falls to this type */
  gint64 arrivals;   /* looks that came in @hours_seen */
  double hours_seen; /* back to which arrivals are counted */
  gint64 handled;    /* decisions that the handling time is taken from */
  double minutes;    /* mean of the time from taking to deciding; NaN: too few */
  gint64 needed;     /* people with whom 19 of 20 arrivals are done in time; 0: not known */
  GPtrArray *hours;  /* ReviewTodayHour */
} ReviewTodayType;
REVIEW_DECLARE_RECORD (ReviewTodayType, review_today_type_type)

/* A share since @since of the whole, against the four weeks before. */
typedef struct
{
  ReviewRecord parent;
  int kind;        /* ReviewTodayRateKind */
  char *case_type; /* NULL: all types */
  gint64 n;
  gint64 hits;
  double rate; /* NaN: of nothing */
  double low;  /* Wilson, 95 % */
  double high;
  gint64 before_n;
  double before_rate; /* NaN: likewise */
  double band_low;    /* NaN: too little to say what is usual */
  double band_high;
  int level; /* ReviewLevel; unset: not judged */
} ReviewTodayRate;
REVIEW_DECLARE_RECORD (ReviewTodayRate, review_today_rate_type)

/* Something that replaced an earlier version. */
typedef struct
{
  ReviewRecord parent;
  int kind; /* ReviewLiveKind */
  char *version;
  char *case_type; /* NULL: of all types */
  gint64 at;
} ReviewTodayVersion;
REVIEW_DECLARE_RECORD (ReviewTodayVersion, review_today_version_type)

/* How often a person decided as it was established by something other than themselves. */
typedef struct
{
  ReviewRecord parent;
  char *account;
  char *name;
  gint64 n;
  gint64 right;
  double rate; /* NaN: of nothing, or of too little to show */
  double low;  /* Wilson, 95 % */
  double high;
  gint64 more; /* decisions that are still needed before it is shown */
  double target;
} ReviewTodayAccuracy;
REVIEW_DECLARE_RECORD (ReviewTodayAccuracy, review_today_accuracy_type)

typedef struct
{
  ReviewRecord parent;
  gint64 at;
  gint64 since;        /* what changed is counted from here: the reader's last time at work */
  GPtrArray *counts;   /* ReviewTodayCount: one for each kind that is the role's business */
  GPtrArray *items;    /* ReviewTodayItem */
  GPtrArray *types;    /* ReviewTodayType */
  GPtrArray *rates;    /* ReviewTodayRate */
  GPtrArray *versions; /* ReviewTodayVersion, the newest first */
  gint64 audited;      /* audits that were read in the last seven days */
  gint64 measured;     /* people whose accuracy could be judged */
  GPtrArray *people;   /* ReviewTodayAccuracy: below the target, by name */
  ReviewTodayAccuracy *corridor; /* the reader's own; NULL: they decide no cases */
  ReviewAttainment *attainment;  /* of seven days */
  ReviewOverturnRates *overturns;
} ReviewToday;
REVIEW_DECLARE_RECORD (ReviewToday, review_today_type)

ReviewToday *review_today_hold_still (const ReviewToday *self);
const ReviewTodayCount *review_today_find_count (const ReviewToday *self, int kind);

G_END_DECLS
