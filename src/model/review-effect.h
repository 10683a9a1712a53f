/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-policy.h"

G_BEGIN_DECLS

/* A command to another system that follows a decision, and how far it has come. */
typedef struct
{
  ReviewRecord parent;
  char *id;
  char *decision;
  char *kind; /* code of list effect */
  char *target;
  int state;             /* ReviewEffectState */
  gint64 at;             /* since when it is in this state */
  gint64 n;              /* its place among the decision's, from 1 */
  char **after;          /* kinds of the same decision that are confirmed before it is sent */
  GPtrArray *parameters; /* ReviewParameter: as they were when the decision took effect */
  gint64 version;
  gint64 round;       /* 1; one more for each time that a person sends it again */
  gint64 attempts;    /* of this round */
  gint64 sent_at;     /* last; 0: never */
  gint64 accepted_at; /* the other system has it, and has not said how it went; 0: no */
  gint64 next_at;     /* when it is sent, or asked about, next; 0: it waits for @after */
  char *reason;       /* why it is where it is: "unreachable", "refused", "overdue"; "lasting": what
                       * no command undoes; "reopened", "overturned": why it was cancelled */
  char *detail;       /* what the other system said, in its words; of a lasting one, its kind */
  char *by;           /* account that confirmed it by hand */
  char *by_name;
  char *note;         /* that person's reason */
  ReviewText *notice; /* what the customer reads, where the command is to tell them */
  gboolean simulated; /* no real system ever heard of it */
} ReviewEffect;
REVIEW_DECLARE_RECORD (ReviewEffect, review_effect_type)

/* What is sent to the other system. Its bytes are the codec's: members in this order, no spaces. */
typedef struct
{
  ReviewRecord parent;
  char *id; /* of the effect: the same command again is the same id */
  gint64 round;
  char *kind;
  char *target;
  GPtrArray *parameters; /* ReviewParameter */
  gint64 requested_at;
  char *case_id;
  char *case_type;
  char *external_id; /* of the case in its source */
  char *source;
  char *subject; /* external id of the customer */
  char *notice;  /* code of list customer_notice */
  ReviewText *customer_text;
  char *language; /* the customer's, where it is known */
  char **codes;   /* of a question: of list request_information */
  gint64 due_at;  /* of a question: until when an answer is awaited */
} ReviewCommandOut;
REVIEW_DECLARE_RECORD (ReviewCommandOut, review_command_out_type)

/* What the other system answers, at once or later. */
typedef struct
{
  ReviewRecord parent;
  int state;    /* ReviewEffectReply */
  char *reason; /* in its words; at most REVIEW_EFFECT_MAX_REASON characters are kept */
} ReviewEffectReport;
REVIEW_DECLARE_RECORD (ReviewEffectReport, review_effect_report_type)

/* Not a command: a person undoes what was done, and confirms it. */
#define REVIEW_EFFECT_BY_HAND "by_hand"

#define REVIEW_EFFECT_MAX_REASON 200
#define REVIEW_EFFECT_ASK_AGAIN \
  ((gint64) 10 * 60 * 1000000) /* µs: about what was accepted and not heard of since */
#define REVIEW_EFFECT_LATE_AFTER ((gint64) 15 * 60 * 1000000) /* µs */

/* Confirming by hand: how one knows. */
typedef struct
{
  ReviewRecord parent;
  char *reason;
} ReviewEffectAct;
REVIEW_DECLARE_RECORD (ReviewEffectAct, review_effect_act_type)

/* An effect that needs somebody, with the case that it is of. */
typedef struct
{
  ReviewRecord parent;
  ReviewEffect *effect;
  char *case_id;
  char *display_id;
  char *case_type;
  gint64 priority;
  char *value;
  char *currency;
  char *decided_by_name;
  gboolean own; /* the reader decided: they may send it again, and not confirm it by hand */
} ReviewEffectRow;
REVIEW_DECLARE_RECORD (ReviewEffectRow, review_effect_row_type)

typedef struct
{
  ReviewRecord parent;
  GPtrArray *rows; /* ReviewEffectRow: failed first, then late, the oldest first */
  gint64 failed;
  gint64 late;
} ReviewEffectList;
REVIEW_DECLARE_RECORD (ReviewEffectList, review_effect_list_type)

gboolean review_effect_is_late (const ReviewEffect *self, gint64 now);
gboolean review_effect_may_confirm (const ReviewEffect *self, gint64 now);

G_END_DECLS
