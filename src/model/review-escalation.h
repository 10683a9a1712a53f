/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-case.h"
#include "review-note.h"
#include "review-waiting.h"

G_BEGIN_DECLS

/* An escalation, as it is shown on the case and in the inbox of those who answer. Of one case there
 * may be several: an answer that sends it on, or a return, begins another one. */
typedef struct
{
  ReviewRecord parent;
  char *id;
  char *work_item;
  char *case_id;
  char *display_id;
  char *case_type;
  char *subject; /* masked */
  gint64 priority;
  char *value;
  char *currency;
  char *from;
  char *from_name;
  int to_role;        /* ReviewRole */
  char *reason_code;  /* of list escalation_reason */
  int recommendation; /* ReviewRecommendation */
  char *checked;
  char *rationale;
  gint64 at;
  gint64 due_at; /* when it goes up, or ought to be answered by the last who can */
  char *answer;  /* of list escalation_answer; NULL: none yet */
  char *guidance;
  char *answered_by;
  char *answered_by_name;
  gint64 answered_at;
  gint64 version; /* of the work item */
  int state;      /* ReviewWorkState of the work item */
  char *holder;   /* account that holds the lease */
  char *holder_name;
} ReviewEscalation;
REVIEW_DECLARE_RECORD (ReviewEscalation, review_escalation_type)

/* What came back to a person of a case that they had passed on, or decided. */
typedef struct
{
  ReviewRecord parent;
  char *id;
  int kind; /* ReviewFeedbackKind */
  char *work_item;
  char *case_id;
  char *display_id;
  char *case_type;
  int recommendation; /* ReviewRecommendation: the person's own; overturned: what they decided */
  int choice;         /* ReviewChoice that was made; unset: none */
  int basis;          /* ReviewBasis: overturned: what the second look rested on */
  char *guidance;
  char *by_name;
  gint64 at;
  gint64 read_at; /* 0: not yet */
} ReviewFeedback;
REVIEW_DECLARE_RECORD (ReviewFeedback, review_feedback_type)

/* What waits for a person beside the queue. */
typedef struct
{
  ReviewRecord parent;
  GPtrArray *escalations; /* ReviewEscalation that they may answer, the oldest first */
  GPtrArray *feedback;    /* ReviewFeedback, the newest first */
  GPtrArray *waiting;     /* ReviewWaiting: what came back, then what comes back soonest */
  GPtrArray *mentions;    /* ReviewMention in notes, the newest first */
} ReviewInboxPage;
REVIEW_DECLARE_RECORD (ReviewInboxPage, review_inbox_page_type)

G_END_DECLS
