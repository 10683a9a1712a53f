/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The handover at the end of a shift: every case that hangs on a person goes to another one with its
 * next step, and is theirs once they have accepted it. */
#pragma once

#include "review-enums.h"
#include "review-shift.h"

G_BEGIN_DECLS

/* How a case hangs on a person. */
typedef enum
{
  REVIEW_DESK_LEASED = 1,
  REVIEW_DESK_KEPT, /* returned, assigned or snoozed: it waits for them in the queue */
  REVIEW_DESK_WAITING_CUSTOMER,
  REVIEW_DESK_ON_HOLD,
  REVIEW_DESK_ESCALATED /* passed up, not answered */
} ReviewDeskKind;
typedef enum
{
  REVIEW_HANDOVER_OPEN = 1, /* a case of it is not accepted yet */
  REVIEW_HANDOVER_SETTLED,
  REVIEW_HANDOVER_WITHDRAWN
} ReviewHandoverState;
typedef enum
{
  REVIEW_HANDED_OPEN = 1,
  REVIEW_HANDED_ACCEPTED,
  REVIEW_HANDED_DECIDED, /* dropped out: it was decided or closed meanwhile */
  REVIEW_HANDED_TAKEN,   /* dropped out: a third person has it */
  REVIEW_HANDED_MOVED,   /* dropped out: it came back or went into another handover */
  REVIEW_HANDED_WITHDRAWN
} ReviewHandedState;

extern const ReviewEnum review_desk_kinds, review_handover_states, review_handed_states;

/* A case of a person who goes, as it is listed before it is handed over. */
typedef struct
{
  ReviewRecord parent;
  char *work_item;
  char *case_id;
  char *display_id;
  char *case_type;
  int kind; /* ReviewDeskKind */
  char *owner;
  char *owner_name;
  gboolean key_user;
  gint64 due_at;
  gint64 until; /* the lease, the customer's time or the hold ends, or it is kept so long */
} ReviewDeskCase;
REVIEW_DECLARE_RECORD (ReviewDeskCase, review_desk_case_type)

typedef struct
{
  ReviewRecord parent;
  GPtrArray *items; /* ReviewDeskCase, the soonest due first */
} ReviewDeskCases;
REVIEW_DECLARE_RECORD (ReviewDeskCases, review_desk_cases_type)

/* What is to be done next with one case. */
typedef struct
{
  ReviewRecord parent;
  char *work_item;
  char *step; /* of handover_step */
  char *note; /* in words; points to nobody */
} ReviewHandoverStep;
REVIEW_DECLARE_RECORD (ReviewHandoverStep, review_handover_step_type)

typedef struct
{
  ReviewRecord parent;
  char **accounts; /* whose cases, by a lead; NULL: one's own */
  gboolean team;   /* everybody's but the receiver's, by a lead */
  char *to;        /* NULL: whichever lead comes */
  char *step;      /* of the cases that @steps does not name; NULL: all are named */
  char *note;
  GPtrArray *steps; /* ReviewHandoverStep */
} ReviewHandoverRequest;
REVIEW_DECLARE_RECORD (ReviewHandoverRequest, review_handover_request_type)

typedef struct
{
  ReviewRecord parent;
  char *work_item;
  char *case_id;
  char *display_id;
  char *case_type;
  int kind; /* ReviewDeskKind, when it was handed over */
  char *owner;
  char *owner_name;
  gboolean key_user;
  gint64 due_at;
  char *step; /* NULL: nobody said, because the shift ended by itself */
  char *note;
  int state; /* ReviewHandedState */
  char *by;  /* who accepted it, or who has it */
  char *by_name;
  gint64 at;
} ReviewHandoverItem;
REVIEW_DECLARE_RECORD (ReviewHandoverItem, review_handover_item_type)

typedef struct
{
  ReviewRecord parent;
  char *id;
  int state; /* ReviewHandoverState */
  gint64 version;
  char *from;
  char *from_name;
  gboolean team;
  char *to;
  char *to_name;
  gint64 at;
  gint64 due_at; /* what is not accepted by then is red */
  gboolean red;
  gint64 open;
  gint64 accepted;
  gint64 dropped;
  GPtrArray *items; /* ReviewHandoverItem, the soonest due first */
} ReviewHandover;
REVIEW_DECLARE_RECORD (ReviewHandover, review_handover_type)

gboolean review_handover_waits_for (const ReviewHandover *self, const char *account, int role);

typedef struct
{
  ReviewRecord parent;
  GPtrArray *items; /* ReviewHandover: open ones first, then those of the last two days */
} ReviewHandoverList;
REVIEW_DECLARE_RECORD (ReviewHandoverList, review_handover_list_type)

/* Somebody to whom cases can be handed over. */
typedef struct
{
  ReviewRecord parent;
  char *account;
  char *name;
  int role;      /* ReviewRole */
  int standing;  /* ReviewStanding; never absent */
  gint64 end_at; /* of the shift that they are on, as planned; 0: it was not */
} ReviewReceiver;
REVIEW_DECLARE_RECORD (ReviewReceiver, review_receiver_type)

typedef struct
{
  ReviewRecord parent;
  GPtrArray *people; /* ReviewReceiver: those who are there first */
} ReviewReceivers;
REVIEW_DECLARE_RECORD (ReviewReceivers, review_receivers_type)

/* Accepting a handover, whole or by cases. */
typedef struct
{
  ReviewRecord parent;
  char **work_items; /* NULL: all that are open */
} ReviewHandoverAct;
REVIEW_DECLARE_RECORD (ReviewHandoverAct, review_handover_act_type)

G_END_DECLS
