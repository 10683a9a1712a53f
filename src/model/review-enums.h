/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-record.h"

G_BEGIN_DECLS

/* The closed lists that are code, not data. 0 is "unset" in each. The order of a list is
 * its order on the wire tables in review-enums.c; add at the end only. */

typedef enum
{
  REVIEW_EVIDENCE_EVENT = 1,
  REVIEW_EVIDENCE_TRANSACTION,
  REVIEW_EVIDENCE_LOGIN,
  REVIEW_EVIDENCE_DEVICE,
  REVIEW_EVIDENCE_DOCUMENT,
  REVIEW_EVIDENCE_GRAPH_EDGE,
  REVIEW_EVIDENCE_PROFILE,
  REVIEW_EVIDENCE_SCREENING
} ReviewEvidenceKind;

typedef enum
{
  REVIEW_VALUE_TEXT = 1,
  REVIEW_VALUE_NUMBER,
  REVIEW_VALUE_AMOUNT,
  REVIEW_VALUE_TIME,
  REVIEW_VALUE_BOOLEAN
} ReviewValueType;

typedef enum
{
  REVIEW_CLASS_OPEN = 1,
  REVIEW_CLASS_PERSONAL,
  REVIEW_CLASS_SECRET
} ReviewClass;

typedef enum
{
  REVIEW_CASE_NEW = 1,
  REVIEW_CASE_ASSESSED,
  REVIEW_CASE_NO_ASSESSMENT,
  REVIEW_CASE_QUEUED,
  REVIEW_CASE_LEASED,
  REVIEW_CASE_WAITING_CUSTOMER,
  REVIEW_CASE_ON_HOLD,
  REVIEW_CASE_ESCALATED,
  REVIEW_CASE_AUTO_DECIDED,
  REVIEW_CASE_DECIDED,
  REVIEW_CASE_SECOND_REVIEW,
  REVIEW_CASE_EFFECTS_PENDING,
  REVIEW_CASE_CLOSED,
  REVIEW_CASE_REOPENED
} ReviewCaseState;

typedef enum
{
  REVIEW_WORK_QUEUED = 1,
  REVIEW_WORK_LEASED,
  REVIEW_WORK_WAITING_CUSTOMER,
  REVIEW_WORK_ON_HOLD,
  REVIEW_WORK_ESCALATED,
  REVIEW_WORK_DECIDED,
  REVIEW_WORK_CLOSED
} ReviewWorkState;

typedef enum
{
  REVIEW_PURPOSE_SLA = 1,
  REVIEW_PURPOSE_AUDIT,
  REVIEW_PURPOSE_GOLD,
  REVIEW_PURPOSE_QA,
  REVIEW_PURPOSE_CALIBRATION,
  REVIEW_PURPOSE_SECOND_REVIEW
} ReviewPurpose;

typedef enum
{
  REVIEW_VERDICT_PASS = 1,
  REVIEW_VERDICT_BLOCK
} ReviewVerdict;

typedef enum
{
  REVIEW_ROUTE_AUTO_PASS = 1,
  REVIEW_ROUTE_AUTO_BLOCK,
  REVIEW_ROUTE_HUMAN,
  REVIEW_ROUTE_AUDIT,
  REVIEW_ROUTE_GOLD,
  REVIEW_ROUTE_NO_ASSESSMENT
} ReviewRoute;

typedef enum
{
  REVIEW_STEP_FACT = 1,
  REVIEW_STEP_INFERENCE,
  REVIEW_STEP_RULE
} ReviewStepKind;
typedef enum
{
  REVIEW_ANSWER_MET = 1,
  REVIEW_ANSWER_NOT_MET,
  REVIEW_ANSWER_UNKNOWN
} ReviewAnswer;
typedef enum
{
  REVIEW_DIRECTION_RAISES = 1,
  REVIEW_DIRECTION_LOWERS,
  REVIEW_DIRECTION_NEUTRAL
} ReviewDirection;
typedef enum
{
  REVIEW_CITATION_OK = 1,
  REVIEW_CITATION_MISSING,
  REVIEW_CITATION_CHANGED
} ReviewCitationStatus;

typedef enum
{
  REVIEW_CLAUSE_CHECK = 1,
  REVIEW_CLAUSE_ASK,
  REVIEW_CLAUSE_HOLD,
  REVIEW_CLAUSE_PASS,
  REVIEW_CLAUSE_BLOCK,
  REVIEW_CLAUSE_ESCALATE
} ReviewClauseKind;

typedef enum
{
  REVIEW_CHOICE_PASS = 1,
  REVIEW_CHOICE_BLOCK,
  REVIEW_CHOICE_ESCALATE
} ReviewChoice;
typedef enum
{
  REVIEW_RECOMMEND_PASS = 1,
  REVIEW_RECOMMEND_BLOCK,
  REVIEW_RECOMMEND_UNDECIDED
} ReviewRecommendation;
typedef enum
{
  REVIEW_REASONING_SOUND = 1,
  REVIEW_REASONING_FLAWED
} ReviewReasoning;
typedef enum
{
  REVIEW_STEP_MARK_RIGHT = 1,
  REVIEW_STEP_MARK_WRONG
} ReviewStepMarkKind;
typedef enum
{
  REVIEW_STAGE_FIRST = 1,
  REVIEW_STAGE_SECOND,
  REVIEW_STAGE_LEAD,
  REVIEW_STAGE_QA
} ReviewStage;
typedef enum
{
  REVIEW_LABEL_TP = 1,
  REVIEW_LABEL_TN,
  REVIEW_LABEL_FP,
  REVIEW_LABEL_FN
} ReviewLabel;
typedef enum
{
  REVIEW_MATURITY_PROVISIONAL = 1,
  REVIEW_MATURITY_CONFIRMED,
  REVIEW_MATURITY_MATURED
} ReviewMaturity;
typedef enum
{
  REVIEW_BASIS_ON_RECORD = 1,
  REVIEW_BASIS_NEW_EVIDENCE
} ReviewBasis;
typedef enum
{
  REVIEW_NATURE_THIRD_PARTY = 1,
  REVIEW_NATURE_FIRST_PARTY,
  REVIEW_NATURE_DECEIVED,
  REVIEW_NATURE_INELIGIBLE,
  REVIEW_NATURE_ILLICIT_FUNDS,
  REVIEW_NATURE_UNFIT
} ReviewNature;
typedef enum
{
  REVIEW_PATH_A = 1,
  REVIEW_PATH_B,
  REVIEW_PATH_C,
  REVIEW_PATH_D,
  REVIEW_PATH_E,
  REVIEW_PATH_N
} ReviewPath;
typedef enum
{
  REVIEW_EFFECT_REQUESTED = 1,
  REVIEW_EFFECT_CONFIRMED,
  REVIEW_EFFECT_FAILED,
  REVIEW_EFFECT_CANCELLED
} ReviewEffectState;
/* What another system answers to a command. */
typedef enum
{
  REVIEW_REPLY_ACCEPTED = 1, /* it will say later how it went */
  REVIEW_REPLY_CONFIRMED,
  REVIEW_REPLY_FAILED /* it did nothing, and says why */
} ReviewEffectReply;

typedef enum
{
  REVIEW_ROLE_BPO = 1,
  REVIEW_ROLE_VENDOR_LEAD,
  REVIEW_ROLE_AGENT,
  REVIEW_ROLE_SENIOR,
  REVIEW_ROLE_QA,
  REVIEW_ROLE_LEAD,
  REVIEW_ROLE_MODEL,
  REVIEW_ROLE_ADMIN,
  REVIEW_ROLE_SERVICE
} ReviewRole;
typedef enum
{
  REVIEW_QUALIFIED_TRAINING = 1,
  REVIEW_QUALIFIED_PRACTICE,
  REVIEW_QUALIFIED_CERTIFICATION,
  REVIEW_QUALIFIED_NESTING,
  REVIEW_QUALIFIED_LIMITED,
  REVIEW_QUALIFIED_CERTIFIED
} ReviewQualificationStage;

/* What a rule of the policy does to a case that it matches. */
typedef enum
{
  REVIEW_RULE_FORCE_HUMAN = 1,
  REVIEW_RULE_FORCE_BLOCK,
  REVIEW_RULE_REQUIRE_ESCALATION,
  REVIEW_RULE_RAISE_PRIORITY
} ReviewRuleEffect;
typedef enum
{
  REVIEW_POLICY_DRAFT = 1,
  REVIEW_POLICY_APPROVED,
  REVIEW_POLICY_LIVE,
  REVIEW_POLICY_SUPERSEDED,
  REVIEW_POLICY_WITHDRAWN
} ReviewPolicyState;
/* Whose gates a case of an experiment went through. */
typedef enum
{
  REVIEW_ARM_LIVE = 1, /* those of the policy that was in force when the experiment began */
  REVIEW_ARM_TRIED
} ReviewArm;
/* A trained model: made, compared with the live one in silence, in use, not any more. */
typedef enum
{
  REVIEW_MODEL_CANDIDATE = 1,
  REVIEW_MODEL_SHADOW,
  REVIEW_MODEL_LIVE,
  REVIEW_MODEL_RETIRED
} ReviewModelState;
/* How a candidate is made: from nothing, or by adding trees to the live model. */
typedef enum
{
  REVIEW_TRAINING_ANEW = 1,
  REVIEW_TRAINING_CONTINUED
} ReviewTrainingMethod;
typedef enum
{
  REVIEW_TRAINING_WAITING = 1,
  REVIEW_TRAINING_RUNNING,
  REVIEW_TRAINING_DONE,
  REVIEW_TRAINING_FAILED,
  REVIEW_TRAINING_CANCELLED
} ReviewTrainingState;
/* When a person who looks at a case is shown what ROCA says of it: with the case, when they ask for
 * it, or after their own first call. */
typedef enum
{
  REVIEW_BLIND_OPEN = 1,
  REVIEW_BLIND_ON_DEMAND,
  REVIEW_BLIND_HIDDEN
} ReviewBlindMode;
/* What comes back to a person of a case that they had passed on, or decided. */
typedef enum
{
  REVIEW_FEEDBACK_OVERRULED = 1,
  REVIEW_FEEDBACK_RETURNED,
  REVIEW_FEEDBACK_OVERTURNED /* their decision, when the case was looked at again */
} ReviewFeedbackKind;
/* Which threshold a certificate speaks of. */
typedef enum
{
  REVIEW_SIDE_PASS = 1,
  REVIEW_SIDE_BLOCK
} ReviewSide;
/* How near a case is to its time; the order of the queue begins with it. */
typedef enum
{
  REVIEW_BAND_BREACHED = 1,
  REVIEW_BAND_UNDER_20_MIN,
  REVIEW_BAND_UNDER_1_H,
  REVIEW_BAND_REST
} ReviewBand;
#define REVIEW_N_BANDS REVIEW_BAND_REST
/* Whose cases a view of the queue shows. */
typedef enum
{
  REVIEW_HOLDER_ANYONE = 1,
  REVIEW_HOLDER_MINE, /* the caller holds the lease */
  REVIEW_HOLDER_FREE  /* nobody does */
} ReviewHolder;

/* What two cases may share (review-link.h). */
typedef enum
{
  REVIEW_LINK_DEVICE = 1,
  REVIEW_LINK_ADDRESS,
  REVIEW_LINK_IP,
  REVIEW_LINK_DOCUMENT,
  REVIEW_LINK_SCAN,
  REVIEW_LINK_TEMPLATE,
  REVIEW_LINK_FACE,
  REVIEW_LINK_ACCOUNT,
  REVIEW_LINK_CONTACT,
  REVIEW_LINK_HOUSEHOLD
} ReviewLinkKind;
/* Why a link says nothing about guilt. */
typedef enum
{
  REVIEW_GUARD_GATEWAY = 1,
  REVIEW_GUARD_CROWD,
  REVIEW_GUARD_HOUSEHOLD
} ReviewLinkGuard;
typedef enum
{
  REVIEW_GRADE_STRONG = 1,
  REVIEW_GRADE_MODERATE,
  REVIEW_GRADE_WEAK
} ReviewLinkGrade;
/* How a case ended, as far as somebody who only hears of it may know. */
typedef enum
{
  REVIEW_OUTCOME_OPEN = 1,
  REVIEW_OUTCOME_PASSED,
  REVIEW_OUTCOME_BLOCKED,
  REVIEW_OUTCOME_ESCALATED,
  REVIEW_OUTCOME_CLOSED /* history that came without a decision */
} ReviewOutcome;
typedef enum
{
  REVIEW_NOTE_CASE = 1,
  REVIEW_NOTE_SUBJECT /* follows the customer to their next cases */
} ReviewNoteScope;

/* What happens to a work item; see review-work-steps.h. */
typedef enum
{
  REVIEW_ACT_TAKE = 1, /* by a person: the next one, or one that they choose */
  REVIEW_ACT_RELEASE,  /* put back, skipped, or its lease ran out */
  REVIEW_ACT_DECIDE,
  REVIEW_ACT_ESCALATE,
  REVIEW_ACT_RETRACT,         /* a decision, within its ten seconds */
  REVIEW_ACT_RETRACT_UP,      /* an escalation, likewise */
  REVIEW_ACT_ASK,             /* the customer */
  REVIEW_ACT_HOLD,            /* for a listed reason */
  REVIEW_ACT_ANSWER_CUSTOMER, /* the customer answered in time */
  REVIEW_ACT_LAPSE,           /* they did not: a machine ends it by the type's disposition */
  REVIEW_ACT_LAPSE_UP,        /* they did not: it goes to those who answer escalations */
  REVIEW_ACT_LAPSE_OVER,      /* of a look that measures: it is over without a decision */
  REVIEW_ACT_WAKE,            /* a hold is over */
  REVIEW_ACT_RETURN,          /* an escalation, with guidance */
  REVIEW_ACT_PASS_UP,         /* an escalation, to a lead or to compliance, or by itself */
  REVIEW_ACT_ANSWER_ASKED,    /* an escalation: the customer was asked */
  REVIEW_ACT_SETTLE,          /* a decision takes effect */
  REVIEW_ACT_DISPUTE,         /* a second review that contradicts the first goes to a lead */
  REVIEW_ACT_DECIDE_GROUP,    /* by a lead, with the others of its wave, while it waits */
  REVIEW_ACT_RETRACT_GROUP,   /* likewise, within the ten seconds: it waits again */
  REVIEW_ACT_SNOOZE,          /* by its holder: it comes back to them later */
  REVIEW_ACT_ASSIGN,          /* by a lead, to a person */
  REVIEW_ACT_CLOSE            /* by a lead, without a decision */
} ReviewWorkAct;
#define REVIEW_N_ACTS REVIEW_ACT_CLOSE

/* How a question to a customer ended. */
typedef enum
{
  REVIEW_REQUEST_ANSWERED = 1,
  REVIEW_REQUEST_UNANSWERED
} ReviewRequestOutcome;
/* How an answer of a customer was received. */
typedef enum
{
  REVIEW_RECEIVED_IN_TIME = 1, /* the case comes back with it */
  REVIEW_RECEIVED_LATE,        /* the time was over, the case is not decided: it is with people */
  REVIEW_RECEIVED_AGAIN,       /* another answer had ended the question: what is new was added */
  REVIEW_RECEIVED_CLOSED       /* the case is decided: kept with it, leads are told */
} ReviewReceived;
/* What the time of a look went into; see review-attainment.h. */
typedef enum
{
  REVIEW_CAUSE_QUEUE_WAIT = 1,
  REVIEW_CAUSE_NO_QUALIFIED_PERSON, /* it waited, and nobody who might take it was there */
  REVIEW_CAUSE_REVIEW_TIME,
  REVIEW_CAUSE_ESCALATION_WAIT,
  REVIEW_CAUSE_CORE_SYSTEM, /* decided, its effects not confirmed */
  REVIEW_CAUSE_CUSTOMER,
  REVIEW_CAUSE_HOLD
} ReviewCause;
#define REVIEW_N_CAUSES REVIEW_CAUSE_HOLD
/* What ended a hold. */
typedef enum
{
  REVIEW_WOKEN_TIME = 1,
  REVIEW_WOKEN_EVENT,
  REVIEW_WOKEN_MAXIMUM, /* what it waited for did not come in the longest time that is allowed */
  REVIEW_WOKEN_PERSON
} ReviewWoken;

extern const ReviewEnum review_evidence_kinds, review_value_types, review_classes,
    review_case_states, review_work_states, review_purposes, review_verdicts, review_routes,
    review_step_kinds, review_answers, review_directions, review_citation_statuses,
    review_clause_kinds, review_choices, review_recommendations, review_reasonings, review_stages,
    review_labels, review_maturities, review_bases, review_natures, review_paths,
    review_effect_states, review_roles, review_qualification_stages, review_rule_effects,
    review_policy_states, review_sides, review_link_kinds, review_link_guards, review_link_grades,
    review_outcomes, review_note_scopes, review_blind_modes, review_feedback_kinds, review_bands,
    review_holders, review_step_marks, review_work_acts, review_request_outcomes, review_received,
    review_woken, review_effect_replies, review_causes, review_arms, review_model_states,
    review_training_methods, review_training_states;

G_END_DECLS
