/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-case.h"

G_BEGIN_DECLS

/* Bodies and answers of the API that are no part of the domain. */

typedef struct
{
  ReviewRecord parent;
  char *user;
} ReviewSessionRequest;
REVIEW_DECLARE_RECORD (ReviewSessionRequest, review_session_request_type)

typedef struct
{
  ReviewRecord parent;
  char *case_type;   /* NULL: all that the caller may see */
  char *text;        /* searched for; NULL: not */
  char **bands;      /* names of ReviewBand; NULL: all */
  char **states;     /* names of open ReviewWorkStates; NULL: all of them */
  gboolean key_user; /* only key users */
  int holder;        /* ReviewHolder; 0: anyone */
  char *language;    /* of the case; NULL: all */
  char *market;      /* NULL: all */
  char *min_value;   /* decimal, in the case's own currency; NULL: all */
} ReviewViewRequest;
REVIEW_DECLARE_RECORD (ReviewViewRequest, review_view_request_type)

/* A filter of the queue that a person keeps, under a name of their own. */
typedef struct
{
  ReviewRecord parent;
  char *name;
  ReviewViewRequest *filter;
} ReviewSavedFilter;
REVIEW_DECLARE_RECORD (ReviewSavedFilter, review_saved_filter_type)

/* All that a person keeps, in their order. */
typedef struct
{
  ReviewRecord parent;
  gint64 version;     /* 0: nothing was kept yet */
  GPtrArray *filters; /* ReviewSavedFilter */
} ReviewSavedFilters;
REVIEW_DECLARE_RECORD (ReviewSavedFilters, review_saved_filters_type)

typedef struct
{
  ReviewRecord parent;
  char *case_type;
  gint64 count;
} ReviewTypeCount;
REVIEW_DECLARE_RECORD (ReviewTypeCount, review_type_count_type)

typedef struct
{
  ReviewRecord parent;
  int choice; /* ReviewChoice in the form when the verdict was asked for; unset: none yet */
} ReviewVerdictRequest;
REVIEW_DECLARE_RECORD (ReviewVerdictRequest, review_verdict_request_type)

/* How many rows of a view are in a band; they come in the order of the bands. */
typedef struct
{
  ReviewRecord parent;
  int band; /* ReviewBand */
  gint64 count;
} ReviewBandCount;
REVIEW_DECLARE_RECORD (ReviewBandCount, review_band_count_type)

/* A view fixes the ordered ids once; rows are read by position. */
typedef struct
{
  ReviewRecord parent;
  char *view;
  gint64 generation;
  gint64 count;
  gint64 offset;
  GPtrArray *rows;   /* ReviewQueueRow */
  GPtrArray *counts; /* ReviewTypeCount: of the whole queue the caller may see, when it is opened */
  GPtrArray *bands;  /* ReviewBandCount: of the view, bands without rows left out */
} ReviewViewPage;
REVIEW_DECLARE_RECORD (ReviewViewPage, review_view_page_type)

typedef struct
{
  ReviewRecord parent;
  char *case_type; /* NULL: any */
} ReviewTakeRequest;
REVIEW_DECLARE_RECORD (ReviewTakeRequest, review_take_request_type)

typedef struct
{
  ReviewRecord parent;
  char *reason; /* skip reason code; NULL: put back unread */
} ReviewReleaseRequest;
REVIEW_DECLARE_RECORD (ReviewReleaseRequest, review_release_request_type)

typedef struct
{
  ReviewRecord parent;
  char **codes;
  char *template;
  gint64 due_at;
  char *note; /* to colleagues: what to look at in the answer */
} ReviewInformationRequest;
REVIEW_DECLARE_RECORD (ReviewInformationRequest, review_information_request_type)

typedef struct
{
  ReviewRecord parent;
  char *reason;
  gint64 wake_at; /* at the latest; 0: when the policy's longest time is over */
  char *wake_on;  /* code of wake_event that ends it before; NULL: time only */
  char *note;     /* to colleagues: the next step */
} ReviewHoldRequest;
REVIEW_DECLARE_RECORD (ReviewHoldRequest, review_hold_request_type)

/* One masked field is asked for, with a reason of the closed list. */
typedef struct
{
  ReviewRecord parent;
  char *evidence; /* label of the row, "E12"; NULL: the customer's profile */
  char *field;
  char *reason; /* code of reveal_reason */
} ReviewRevealRequest;
REVIEW_DECLARE_RECORD (ReviewRevealRequest, review_reveal_request_type)

typedef struct
{
  ReviewRecord parent;
  char *evidence; /* as asked for */
  char *field;
  char *value;
  gint64 at; /* µs UTC, of the audit row */
} ReviewRevealed;
REVIEW_DECLARE_RECORD (ReviewRevealed, review_revealed_type)

typedef struct
{
  ReviewRecord parent;
  char *answer; /* code of escalation_answer */
  char *guidance;
} ReviewEscalationAnswer;
REVIEW_DECLARE_RECORD (ReviewEscalationAnswer, review_escalation_answer_type)

typedef struct
{
  ReviewRecord parent;
  char *status; /* "ok", "preparing" */
  char *version;
  char *stage; /* of a preparation: "demo", "import", "features", "training", "assessing" */
  gint64 done;
  gint64 total;
} ReviewHealth;
REVIEW_DECLARE_RECORD (ReviewHealth, review_health_type)

/* The one line that `serve --embedded` writes to its standard output when it listens. */
typedef struct
{
  ReviewRecord parent;
  gint64 port; /* on 127.0.0.1 */
  char *token; /* one-time: POST /v1/session changes it for a session's */
} ReviewReady;
REVIEW_DECLARE_RECORD (ReviewReady, review_ready_type)

G_END_DECLS
