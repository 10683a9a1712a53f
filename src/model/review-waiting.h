/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-case.h"

G_BEGIN_DECLS

#define REVIEW_WAITING_NOTE_MAX \
  500 /* characters of a note to colleagues beside a question, a hold or a handed-over case */

/* A question to the customer, as it is shown on the case. */
typedef struct
{
  ReviewRecord parent;
  char *id;
  char *account;
  char *account_name;
  char **codes;     /* of request_information */
  ReviewText *text; /* word for word what the customer reads */
  char *note;       /* to colleagues; never leaves the house */
  gint64 at;
  gint64 due_at;
  gint64 ended_at; /* 0: it is out */
  int outcome;     /* ReviewRequestOutcome */
  int delivery;    /* ReviewEffectState: how far it is on its way; 0: others carry it */
  gint64 delivery_at;
  char *delivery_detail; /* what the system that carries it said, in its words */
} ReviewCustomerRequest;
REVIEW_DECLARE_RECORD (ReviewCustomerRequest, review_customer_request_type)

/* A hold, as it is shown on the case. */
typedef struct
{
  ReviewRecord parent;
  char *id;
  char *account; /* whose hold it is */
  char *account_name;
  char *reason; /* of hold_reason */
  char *note;
  char *wake_on; /* of wake_event; NULL: time only */
  gint64 at;
  gint64 wake_at;  /* at the latest */
  gint64 woken_at; /* 0: it stands */
  int woken;       /* ReviewWoken */
} ReviewHold;
REVIEW_DECLARE_RECORD (ReviewHold, review_hold_type)

/* A case of one's own that waits, or that has come back and is kept for one. */
typedef struct
{
  ReviewRecord parent;
  char *work_item;
  char *case_id;
  char *display_id;
  char *case_type;
  char *subject; /* masked */
  int state;     /* ReviewWorkState: waits, or queued: it has come back */
  gint64 version;
  char **codes;  /* of a question */
  char *reason;  /* of a hold */
  char *wake_on; /* of a hold */
  char *note;
  gint64 at;              /* since when it waits, or when it came back */
  gint64 until;           /* due, wakes, or is kept for one */
  int outcome;            /* ReviewRequestOutcome of a question that ended */
  int woken;              /* ReviewWoken of a hold that ended */
  gint64 snoozed_until;   /* it comes back to one then; 0: it is not snoozed */
  char *assigned_by_name; /* a lead gave it to one, for @reason in their words; NULL: nobody did */
  /* Neither @codes nor @reason: one had put it off, and it has come back. */
} ReviewWaiting;
REVIEW_DECLARE_RECORD (ReviewWaiting, review_waiting_type)

/* A question that is out, as the system that carries it to the customer reads it. */
typedef struct
{
  ReviewRecord parent;
  char *id;
  char *case_id;
  char *external_id;
  char *source;
  char *case_type;
  char *language; /* of the customer */
  char **codes;
  ReviewText *text;
  gint64 at;
  gint64 due_at;
} ReviewOutgoing;
REVIEW_DECLARE_RECORD (ReviewOutgoing, review_outgoing_type)

typedef struct
{
  ReviewRecord parent;
  GPtrArray *requests; /* ReviewOutgoing, the oldest first */
} ReviewOutgoingList;
REVIEW_DECLARE_RECORD (ReviewOutgoingList, review_outgoing_list_type)

/* What a customer answered. */
typedef struct
{
  ReviewRecord parent;
  char *external_id;   /* the sender's own: the same one again changes nothing */
  gint64 at;           /* when the customer answered; 0: now */
  char *text;          /* in the customer's words; personal */
  GPtrArray *evidence; /* ReviewEvidence that came with it */
} ReviewCustomerAnswer;
REVIEW_DECLARE_RECORD (ReviewCustomerAnswer, review_customer_answer_type)

/* What became of an answer. */
typedef struct
{
  ReviewRecord parent;
  char *request;
  char *case_id;
  int received; /* ReviewReceived */
  gint64 rows;  /* of evidence that were new */
  gint64 at;
} ReviewReceipt;
REVIEW_DECLARE_RECORD (ReviewReceipt, review_receipt_type)

G_END_DECLS
