/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-decision.h"

G_BEGIN_DECLS

/* One thing that the case shares with others. */
typedef struct
{
  ReviewRecord parent;
  int kind;         /* ReviewLinkKind */
  char *evidence;   /* label of the row of this case that carries it; NULL: the customer's own id */
  gint64 customers; /* who share it, as far as the reader may see */
  int guard;        /* ReviewLinkGuard: why it says nothing; unset: nothing speaks against it */
} ReviewLink;
REVIEW_DECLARE_RECORD (ReviewLink, review_link_type)

/* Another case that shares something with this one. In a blind look nothing of how it ended. */
typedef struct
{
  ReviewRecord parent;
  char *case_id;
  char *work_item; /* by which it can be opened; NULL: it never was work */
  char *display_id;
  char *type;
  char *subject; /* masked */
  gboolean same_subject;
  gint64 opened_at;
  int grade;            /* ReviewLinkGrade */
  GPtrArray *links;     /* ReviewLink, the strongest first */
  int outcome;          /* ReviewOutcome */
  gboolean established; /* a truth is confirmed: harmless, or of @nature */
  int nature;           /* ReviewNature */
} ReviewRelatedCase;
REVIEW_DECLARE_RECORD (ReviewRelatedCase, review_related_case_type)

/* What a case is related to, as one reader may see it. */
typedef struct
{
  ReviewRecord parent;
  char *work_item;
  gboolean outcomes_hidden;
  gint64 count;      /* related cases, also those that @cases leaves out */
  gint64 weak;       /* of them: linked weakly only */
  GPtrArray *cases;  /* ReviewRelatedCase, the strongest first */
  GPtrArray *crowds; /* ReviewLink: shared by so many that their cases are not listed */
  gint64 earlier;    /* cases of the same customer that were opened before */
} ReviewRelated;
REVIEW_DECLARE_RECORD (ReviewRelated, review_related_type)

/* Which of the related cases somebody looks at. */
typedef struct
{
  ReviewRecord parent;
  char *case_id;
} ReviewLookRequest;
REVIEW_DECLARE_RECORD (ReviewLookRequest, review_look_request_type)

/* A related case as somebody sees it who only looks: masked, without anything that ROCA says of it,
 * and without how it ended where the reader's own case, or this one, is still to be judged blind. */
typedef struct
{
  ReviewRecord parent;
  char *work_item; /* from which the reader looks */
  gint64 server_time;
  gboolean outcome_hidden;
  ReviewRelatedCase *related;
  ReviewCase *item_case; /* "case" on the wire */
  GPtrArray *evidence;   /* ReviewEvidence, oldest first */
  GPtrArray *decisions;  /* ReviewDecision, oldest first */
} ReviewCaseLook;
REVIEW_DECLARE_RECORD (ReviewCaseLook, review_case_look_type)

#define REVIEW_RELATED_MAX 50 /* related cases that an answer lists */

G_END_DECLS
