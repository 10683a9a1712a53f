/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-enums.h"

G_BEGIN_DECLS

typedef struct
{
  ReviewRecord parent;
  char *case_type;
  char *language; /* "*": any */
  int stage;      /* ReviewQualificationStage */
  gint64 since;
} ReviewQualification;
REVIEW_DECLARE_RECORD (ReviewQualification, review_qualification_type)

typedef struct
{
  ReviewRecord parent;
  char *id;
  char *name; /* as shown: "L. Chen" */
  int role;   /* ReviewRole */
  char *language;
  char *vendor;
  char *zone;                /* "Europe/Berlin": the clock they live by; NULL: UTC */
  GPtrArray *qualifications; /* ReviewQualification */
} ReviewUser;
REVIEW_DECLARE_RECORD (ReviewUser, review_user_type)

/* Answer to the exchange of a token: who one is, and, in embedded mode, who one may be. */
typedef struct
{
  ReviewRecord parent;
  char *token;
  ReviewUser *user;
  GPtrArray *local_users; /* ReviewUser; embedded mode only */
  gboolean embedded;
} ReviewSessionInfo;
REVIEW_DECLARE_RECORD (ReviewSessionInfo, review_session_info_type)

/* A line of the server's event stream. */
typedef struct
{
  ReviewRecord parent;
  gint64 seq;
  gint64 at;
  char *kind;   /* queue, case, decision, training, demo, … */
  char *object; /* id it is about */
  char *text;
  gint64 done; /* progress of long work */
  gint64 total;
} ReviewEvent;
REVIEW_DECLARE_RECORD (ReviewEvent, review_event_type)

/* application/problem+json */
typedef struct
{
  ReviewRecord parent;
  char *type;
  char *title;
  gint64 status;
  char *detail;
  char *code;  /* stable, for the client's translation */
  char *field; /* the wrong member, where there is one */
} ReviewProblem;
REVIEW_DECLARE_RECORD (ReviewProblem, review_problem_type)

G_END_DECLS
