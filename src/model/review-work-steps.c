/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "review-model"
#include "review-work-steps.h"

/* Where nobody has it: among those who answer while its escalation is open, or else in the queue. */
#define REST 0

static const struct
{
  ReviewWorkAct act;
  ReviewWorkState from;
  int to; /* ReviewWorkState, or REST */
} steps[] = {
  { REVIEW_ACT_TAKE, REVIEW_WORK_QUEUED, REVIEW_WORK_LEASED },
  { REVIEW_ACT_TAKE, REVIEW_WORK_ESCALATED, REVIEW_WORK_LEASED },
  { REVIEW_ACT_RELEASE, REVIEW_WORK_LEASED, REST },
  { REVIEW_ACT_DECIDE, REVIEW_WORK_LEASED, REVIEW_WORK_DECIDED },
  { REVIEW_ACT_ESCALATE, REVIEW_WORK_LEASED, REVIEW_WORK_ESCALATED },
  { REVIEW_ACT_RETRACT, REVIEW_WORK_DECIDED, REVIEW_WORK_LEASED },
  { REVIEW_ACT_RETRACT_UP, REVIEW_WORK_ESCALATED, REVIEW_WORK_LEASED },
  { REVIEW_ACT_ASK, REVIEW_WORK_LEASED, REVIEW_WORK_WAITING_CUSTOMER },
  { REVIEW_ACT_HOLD, REVIEW_WORK_LEASED, REVIEW_WORK_ON_HOLD },
  { REVIEW_ACT_ANSWER_CUSTOMER, REVIEW_WORK_WAITING_CUSTOMER, REST },
  { REVIEW_ACT_LAPSE, REVIEW_WORK_WAITING_CUSTOMER, REVIEW_WORK_DECIDED },
  { REVIEW_ACT_LAPSE_UP, REVIEW_WORK_WAITING_CUSTOMER, REVIEW_WORK_ESCALATED },
  { REVIEW_ACT_LAPSE_OVER, REVIEW_WORK_WAITING_CUSTOMER, REVIEW_WORK_CLOSED },
  { REVIEW_ACT_WAKE, REVIEW_WORK_ON_HOLD, REST },
  { REVIEW_ACT_RETURN, REVIEW_WORK_ESCALATED, REVIEW_WORK_QUEUED },
  { REVIEW_ACT_RETURN, REVIEW_WORK_LEASED, REVIEW_WORK_QUEUED },
  { REVIEW_ACT_PASS_UP, REVIEW_WORK_ESCALATED, REVIEW_WORK_ESCALATED },
  { REVIEW_ACT_PASS_UP, REVIEW_WORK_LEASED, REVIEW_WORK_ESCALATED },
  { REVIEW_ACT_ANSWER_ASKED, REVIEW_WORK_ESCALATED, REVIEW_WORK_WAITING_CUSTOMER },
  { REVIEW_ACT_ANSWER_ASKED, REVIEW_WORK_LEASED, REVIEW_WORK_WAITING_CUSTOMER },
  { REVIEW_ACT_SETTLE, REVIEW_WORK_DECIDED, REVIEW_WORK_CLOSED },
  { REVIEW_ACT_DISPUTE, REVIEW_WORK_DECIDED, REVIEW_WORK_ESCALATED },
  { REVIEW_ACT_DECIDE_GROUP, REVIEW_WORK_QUEUED, REVIEW_WORK_DECIDED },
  { REVIEW_ACT_RETRACT_GROUP, REVIEW_WORK_DECIDED, REVIEW_WORK_QUEUED },
  { REVIEW_ACT_SNOOZE, REVIEW_WORK_LEASED, REVIEW_WORK_QUEUED },
  { REVIEW_ACT_ASSIGN, REVIEW_WORK_QUEUED, REVIEW_WORK_QUEUED },
  { REVIEW_ACT_CLOSE, REVIEW_WORK_QUEUED, REVIEW_WORK_CLOSED },
};

/**
 * review_work_step:
 * @state: a #ReviewWorkState
 * @act: a #ReviewWorkAct
 * @escalated: an escalation of the item has no answer yet
 *
 * Returns: the #ReviewWorkState after @act; 0: it is forbidden in @state
 */
int
review_work_step (int state, int act, gboolean escalated)
{
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if ((int) steps[i].act == act && (int) steps[i].from == state)
      {
        if (steps[i].to != REST)
          return steps[i].to;
        return escalated ? REVIEW_WORK_ESCALATED : REVIEW_WORK_QUEUED;
      }
  return 0;
}

/**
 * review_work_state_pauses:
 *
 * Returns: whether the handling clock stands in @state: a question to the customer is out, or a
 *   listed hold stands; in no other
 */
gboolean
review_work_state_pauses (int state)
{
  return state == REVIEW_WORK_WAITING_CUSTOMER || state == REVIEW_WORK_ON_HOLD;
}
