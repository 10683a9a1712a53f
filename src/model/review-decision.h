/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-assessment.h"
#include "review-effect.h"
#include "review-escalation.h"
#include "review-waiting.h"

G_BEGIN_DECLS

/* A step of the reasoning chain that the person says is right or wrong. */
typedef struct
{
  ReviewRecord parent;
  gint64 n; /* number of the step */
  int mark; /* ReviewStepMarkKind */
} ReviewStepMark;
REVIEW_DECLARE_RECORD (ReviewStepMark, review_step_mark_type)

/* What a reviewer has filled in: the body of a draft and of a decision. Nothing in it is
 * preselected: every member starts unset. */
typedef struct
{
  ReviewRecord parent;
  int choice; /* ReviewChoice */
  char *disposition;
  char **reason_codes;
  char *rationale;       /* internal; of an escalation: why */
  char *customer_reason; /* its own field, never the internal one */
  int recommendation;    /* ReviewRecommendation: escalation only */
  char *checked;         /* escalation only: what was checked */
  int reasoning;         /* ReviewReasoning */
  char *root_cause;      /* code of the closed list */
  int path;              /* ReviewPath */
  char **features;       /* features that misled ROCA */
  gint64 step;           /* number of the step that misled, 0: none */
  GPtrArray *step_marks; /* ReviewStepMark, by number; a step without one was not judged */
  char *marked;          /* id of the assessment whose steps were marked */
  char *clause;
  char *annotation;
  char *annotation_language;
  char **sop_refs;
} ReviewForm;
REVIEW_DECLARE_RECORD (ReviewForm, review_form_type)

typedef struct
{
  ReviewRecord parent;
  gint64 revision;
  gint64 saved_at;
  ReviewForm *form;
} ReviewDraft;
REVIEW_DECLARE_RECORD (ReviewDraft, review_draft_type)

/* What was on screen; stored with the decision. */
typedef struct
{
  ReviewRecord parent;
  char *assessment;
  char *evidence_hash;
  char *sop_version;
  gboolean verdict_visible;
  gint64 active_ms;
} ReviewSeen;
REVIEW_DECLARE_RECORD (ReviewSeen, review_seen_type)

typedef struct
{
  ReviewRecord parent;
  ReviewForm *form;
  ReviewSeen *seen;
} ReviewDecideRequest;
REVIEW_DECLARE_RECORD (ReviewDecideRequest, review_decide_request_type)

typedef struct
{
  ReviewRecord parent;
  char *id;
  char *work_item;
  char *case_id;
  gint64 n;
  char *actor;
  char *actor_name;
  gint64 decided_at;
  gint64 effective_at; /* decided_at + 10 s: until then it can be retracted */
  gint64 retracted_at; /* 0: stands */
  int stage;           /* ReviewStage */
  int choice;          /* ReviewChoice */
  int label;           /* ReviewLabel, computed; unset for an escalation or without a verdict */
  int label_maturity;  /* ReviewMaturity */
  ReviewForm *form;
  ReviewSeen *seen;
  gint64 work_item_version; /* after the decision: what a retraction carries */
  char *supersedes;
  char *campaign; /* id of the wave that was decided as a group; NULL: decided singly */
} ReviewDecision;
REVIEW_DECLARE_RECORD (ReviewDecision, review_decision_type)

typedef struct
{
  ReviewRecord parent;
  char *work_item;
  char *user;
  char *user_name;
  gint64 until;
} ReviewLease;
REVIEW_DECLARE_RECORD (ReviewLease, review_lease_type)

/* How far a look has gone with asking the customer, and what the policy allows of waiting. */
typedef struct
{
  ReviewRecord parent;
  gint64 asked;        /* requests of this look so far */
  gint64 at_most;      /* `max_requests` */
  gint64 wait_hours;   /* `customer_wait_h`: the due time unless another is given */
  gint64 hold_hours;   /* `hold_max_h`: how long a hold may last */
  gint64 snooze_hours; /* `snooze_max_h`: how far a case may be put off; 0: unknown */
} ReviewAsking;
REVIEW_DECLARE_RECORD (ReviewAsking, review_asking_type)

/* What a person said of a case before they were shown what ROCA says: never changed, never taken
 * back. */
typedef struct
{
  ReviewRecord parent;
  int choice; /* ReviewRecommendation */
  gint64 at;
  ReviewSeen *seen;
} ReviewFirstCall;
REVIEW_DECLARE_RECORD (ReviewFirstCall, review_first_call_type)

/* Everything the case view needs, in one answer. */
typedef struct
{
  ReviewRecord parent;
  gint64 server_time;
  ReviewCase *item_case; /* "case" on the wire */
  ReviewWorkItem *work_item;
  GPtrArray *evidence; /* ReviewEvidence, oldest first */
  char *evidence_hash;
  ReviewAssessment *assessment; /* NULL: no model, no number; or hidden in a blind look */
  ReviewLease *lease;
  ReviewDraft *draft;
  GPtrArray *decisions; /* ReviewDecision, oldest first */
  GPtrArray *effects;   /* ReviewEffect */
  ReviewAsking *asking;
  gboolean blind;              /* nothing of ROCA is shown now */
  int blind_mode;              /* ReviewBlindMode of this look: what ends @blind */
  ReviewFirstCall *first_call; /* the reader's own; NULL: not made */
  GPtrArray *escalations;      /* ReviewEscalation of this look, the oldest first */
  GPtrArray *requests;         /* ReviewCustomerRequest, the oldest first */
  GPtrArray *holds;            /* ReviewHold, the oldest first */
} ReviewCaseView;
REVIEW_DECLARE_RECORD (ReviewCaseView, review_case_view_type)

const ReviewAssessment *review_case_view_get_assessment (const ReviewCaseView *self);

/* One line of the label export: what one person decided, beside what counts as true of the case. */
typedef struct
{
  ReviewRecord parent;
  gint64 seq;          /* of the entry in the log of labels */
  gboolean correction; /* an earlier entry of the decision said the opposite */
  int stream;          /* ReviewPurpose of the look */
  int truth_label;     /* ReviewLabel by the truth that counts; unset without a verdict */
  int truth_maturity;  /* ReviewMaturity: trains from confirmed on */
  char *truth_source;
  int basis;  /* ReviewBasis of it */
  int nature; /* ReviewNature; `unfit` stays out of the headline */
  char *typology;
  char *policy; /* by which the case was routed */
  char *case_id;
  char *external_id;
  char *source;
  char *type;
  char *decision;
  gint64 decided_at;
  gint64 effective_at;
  char *actor;
  int choice;
  int verdict;
  double risk;
  char *model;
  char *assessment;
  int label;
  int label_maturity;
  int reasoning;
  char *root_cause;
  int path;
  char **features;
  gint64 step;
  GPtrArray *step_marks; /* ReviewStepMark on the steps of @assessment */
  char *clause;
  char *annotation;
  char *annotation_language;
  double pi;
  int route;
  int blind;      /* ReviewBlindMode of the look */
  int first_call; /* ReviewRecommendation, before ROCA's verdict was shown; unset: none was made */
  gint64 first_call_at;
  gboolean changed_mind;    /* @choice is another than a @first_call of pass or block */
  gboolean verdict_visible; /* when it was decided */
  gint64 verdict_shown_at;  /* when the person asked for the verdict; 0: never */
  int verdict_shown_after;  /* ReviewChoice that they had made by then; unset: none */
  char *cluster_id;         /* alike cases, which count as one; NULL: none */
  gboolean as_group;        /* decided with the others of its campaign, not read singly */
} ReviewLabelRow;
REVIEW_DECLARE_RECORD (ReviewLabelRow, review_label_row_type)

int review_form_get_mark (const ReviewForm *self, gint64 step);
gint64 review_form_first_wrong (const ReviewForm *self);
void review_form_set_mark (ReviewForm *self, gint64 step, int mark);
gboolean review_first_call_differs (const ReviewFirstCall *self, int choice);
ReviewLabel review_label_compute (ReviewVerdict verdict, gboolean positive);

G_END_DECLS
