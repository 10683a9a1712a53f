/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Campaigns: waves of alike cases that a lead decides as a group. */
#pragma once

#include "review-enums.h"

G_BEGIN_DECLS

/* Of a wave of alike cases. */
typedef enum
{
  REVIEW_CAMPAIGN_OPEN = 1,
  REVIEW_CAMPAIGN_DECIDING,   /* a lead's decision is being carried out, case by case */
  REVIEW_CAMPAIGN_RETRACTING, /* or taken back */
  REVIEW_CAMPAIGN_DECIDED,
  REVIEW_CAMPAIGN_DISMISSED /* it was none */
} ReviewCampaignState;
typedef enum
{
  REVIEW_CAMPAIGN_PLANNED = 1,
  REVIEW_CAMPAIGN_DONE,
  REVIEW_CAMPAIGN_TAKING_BACK,
  REVIEW_CAMPAIGN_TAKEN_BACK
} ReviewCampaignDecisionState;
typedef enum
{
  REVIEW_CAMPAIGN_CASE_PLANNED = 1,
  REVIEW_CAMPAIGN_CASE_DRAWN, /* stays in the queue, to be read singly */
  REVIEW_CAMPAIGN_CASE_EXCLUDED,
  REVIEW_CAMPAIGN_CASE_DECIDED,
  REVIEW_CAMPAIGN_CASE_RETRACTED
} ReviewCampaignOutcome;
/* Why the decision about a wave leaves a case of it alone. */
typedef enum
{
  REVIEW_EXCEPTION_BLIND = 1, /* a look that has to be made without knowing */
  REVIEW_EXCEPTION_DECIDED,
  REVIEW_EXCEPTION_KEY_USER,
  REVIEW_EXCEPTION_SCREENING,
  REVIEW_EXCEPTION_LEGAL_HOLD,
  REVIEW_EXCEPTION_SECOND_REVIEW,
  REVIEW_EXCEPTION_LEASED,
  REVIEW_EXCEPTION_WAITING,
  REVIEW_EXCEPTION_ESCALATED,
  REVIEW_EXCEPTION_OWN_WORK, /* the lead is kept from it */
  REVIEW_EXCEPTION_NEW_EVIDENCE,
  REVIEW_EXCEPTION_CONFLICT,    /* ROCA says the opposite of it */
  REVIEW_EXCEPTION_INCOMPLETE,  /* it wants more than the group's form says */
  REVIEW_EXCEPTION_UNQUALIFIED, /* whom it would go to may not take it */
  REVIEW_EXCEPTION_OVER_LIMIT   /* whom it would go to has as many as they may hold */
} ReviewCampaignException;

extern const ReviewEnum review_campaign_states, review_campaign_decision_states,
    review_campaign_outcomes, review_campaign_exceptions;

/* What the lead says of the whole group. Nothing in it is preselected. */
typedef struct
{
  ReviewRecord parent;
  int choice;        /* ReviewChoice: pass or block; nobody escalates a wave */
  char *disposition; /* of a block */
  int reasoning;     /* ReviewReasoning: what ROCA said of them, as a whole */
  char *rationale;   /* one for all; internal */
  char *customer_reason;
} ReviewCampaignForm;
REVIEW_DECLARE_RECORD (ReviewCampaignForm, review_campaign_form_type)

/* One decision about a group, and how far it has come. */
typedef struct
{
  ReviewRecord parent;
  char *id;
  gint64 n;
  int state; /* ReviewCampaignDecisionState */
  char *by;
  char *by_name;
  gint64 at;
  gint64 effective_at; /* until then it can be retracted; 0: it is still being carried out */
  double share;        /* of what was ready, to be read singly */
  char *seed;          /* of the lot that drew them */
  ReviewCampaignForm *form;
  gint64 planned; /* cases that are still to be decided */
  gint64 decided;
  gint64 drawn; /* cases that stay in the queue, to be read singly */
  gint64 excluded;
} ReviewCampaignDecision;
REVIEW_DECLARE_RECORD (ReviewCampaignDecision, review_campaign_decision_type)

/* An incident note, as people wrote it: never changed, the newest counts. */
typedef struct
{
  ReviewRecord parent;
  ReviewText *text; /* one language is enough */
  char *by;
  char *by_name;
  gint64 at;
} ReviewCampaignNote;
REVIEW_DECLARE_RECORD (ReviewCampaignNote, review_campaign_note_type)

typedef struct
{
  ReviewRecord parent;
  char *id;
  char *display_id; /* "WV-1" */
  char *case_type;
  int kind;  /* ReviewLinkKind that brought them together first */
  int state; /* ReviewCampaignState */
  gint64 version;
  gint64 opened_at; /* when it was noticed */
  gint64 last_at;   /* the newest of its cases was opened */
  gint64 members;   /* cases, without those that were taken out */
  gint64 customers;
  gint64 open;      /* cases of them that are not decided */
  gint64 to_review; /* cases that want another look, because one of the wave was overturned */
  char *value;      /* at stake in all of them, where they have one currency: decimal */
  char *currency;
  ReviewCampaignDecision *decision; /* the newest */
  ReviewCampaignNote *note;         /* the newest */
} ReviewCampaign;
REVIEW_DECLARE_RECORD (ReviewCampaign, review_campaign_type)

/* A case of a wave, as the person who decides about the group sees it. Nothing of ROCA. */
typedef struct
{
  ReviewRecord parent;
  char *case_id;
  char *work_item; /* NULL: it is no work */
  char *display_id;
  char *subject; /* masked */
  gint64 priority;
  gboolean key_user;
  char *value;
  char *currency;
  gint64 opened_at;
  int kind;      /* ReviewLinkKind by which it belongs */
  int exception; /* ReviewCampaignException: why the group's decision leaves it out; unset: it does
                  * not */
  int outcome;   /* ReviewCampaignOutcome of the newest decision; unset: it does not speak of it */
  char *decision;
  gint64 out_at; /* taken out by a person; 0: not */
  char *out_by_name;
  char *out_reason;
  gint64 review_at; /* another look is wanted since; 0: no */
} ReviewCampaignMember;
REVIEW_DECLARE_RECORD (ReviewCampaignMember, review_campaign_member_type)

typedef struct
{
  ReviewRecord parent;
  ReviewCampaign *campaign;
  GPtrArray *members; /* ReviewCampaignMember, the oldest first */
  gint64 ready;       /* cases that the group's decision would speak of */
  gint64 single;      /* of them: would be drawn, to be read singly */
  gint64 excluded;
} ReviewCampaignView;
REVIEW_DECLARE_RECORD (ReviewCampaignView, review_campaign_view_type)

typedef struct
{
  ReviewRecord parent;
  GPtrArray *items; /* ReviewCampaign, those that wait first, then the newest */
} ReviewCampaignList;
REVIEW_DECLARE_RECORD (ReviewCampaignList, review_campaign_list_type)

/* Taking a case out, saying that one was looked at again, or dismissing the wave. */
typedef struct
{
  ReviewRecord parent;
  char *case_id; /* NULL: about the wave */
  char *reason;
} ReviewCampaignAct;
REVIEW_DECLARE_RECORD (ReviewCampaignAct, review_campaign_act_type)

typedef struct
{
  ReviewRecord parent;
  ReviewText *text;
} ReviewCampaignNoteRequest;
REVIEW_DECLARE_RECORD (ReviewCampaignNoteRequest, review_campaign_note_request_type)

#define REVIEW_CAMPAIGN_MEMBERS_MAX 1000 /* that an answer lists */

/* Where the policy says nothing of `campaign_min`, `campaign_window_h`, `campaign_single_share`. */
#define REVIEW_CAMPAIGN_MIN          3
#define REVIEW_CAMPAIGN_WINDOW_HOURS 24
#define REVIEW_CAMPAIGN_SINGLE_SHARE 0.1

gboolean review_link_makes_campaign (int kind);
guint review_campaign_count_parties (GPtrArray *subjects, GPtrArray *households);
guint review_campaign_count_single (guint ready, double share);
void review_campaign_draw (GPtrArray *case_ids, const char *seed, double share);

G_END_DECLS
