/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases that were over and are looked at once more, by another person. */
#pragma once

#include "review-enums.h"

G_BEGIN_DECLS

/* Why a case that was over is looked at once more. */
typedef enum
{
  REVIEW_REOPEN_APPEAL = 1,
  REVIEW_REOPEN_NEW_EVIDENCE,
  REVIEW_REOPEN_QA,
  REVIEW_REOPEN_AUTHORITY,
  REVIEW_REOPEN_CHARGEBACK,
  REVIEW_REOPEN_LIST_REMOVAL
} ReviewReopenTrigger;
typedef enum
{
  REVIEW_REOPENED_UPHELD = 1,
  REVIEW_REOPENED_OVERTURNED
} ReviewReopenOutcome;

extern const ReviewEnum review_reopen_triggers, review_reopen_outcomes;

typedef struct
{
  ReviewRecord parent;
  int trigger;  /* ReviewReopenTrigger */
  int basis;    /* ReviewBasis: only a reversal on record counts against who decided */
  char *reason; /* internal */
} ReviewReopenRequest;
REVIEW_DECLARE_RECORD (ReviewReopenRequest, review_reopen_request_type)

typedef struct
{
  ReviewRecord parent;
  char *id;
  char *case_id;
  char *work_item; /* the new look */
  gint64 round;
  int trigger; /* ReviewReopenTrigger */
  int basis;   /* ReviewBasis */
  char *reason;
  char *by;
  char *by_name;
  gint64 at;
  char *decision; /* that stood before */
  int choice;     /* ReviewChoice of it */
  char *after;    /* decision of the new round; NULL: none yet */
  int outcome;    /* ReviewReopenOutcome; unset: not decided yet */
  gint64 decided_at;
} ReviewReopening;
REVIEW_DECLARE_RECORD (ReviewReopening, review_reopening_type)

typedef struct
{
  ReviewRecord parent;
  GPtrArray *items; /* ReviewReopening, the oldest first */
} ReviewReopeningList;
REVIEW_DECLARE_RECORD (ReviewReopeningList, review_reopening_list_type)

/* How often a second look of one kind ended otherwise. */
typedef struct
{
  ReviewRecord parent;
  int trigger; /* ReviewReopenTrigger; unset: all of them */
  int basis;   /* ReviewBasis */
  gint64 n;    /* cases that were decided again */
  gint64 overturned;
  double rate; /* NaN: none was decided */
  double low;  /* Wilson, 95 % */
  double high;
} ReviewOverturnRate;
REVIEW_DECLARE_RECORD (ReviewOverturnRate, review_overturn_rate_type)

typedef struct
{
  ReviewRecord parent;
  GPtrArray *rows; /* ReviewOverturnRate: per basis all triggers first, then each that occurred */
  GPtrArray
      *cases;      /* ReviewFinding: those behind the rows, the newest first, REVIEW_MAX_FINDINGS at
                     * most; NULL: not for this reader */
  gint64 left_off; /* cases that are not among them; one with a blind look counts for neither */
} ReviewOverturnRates;
REVIEW_DECLARE_RECORD (ReviewOverturnRates, review_overturn_rates_type)

G_END_DECLS
