/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Handovers as they are served. */
#define G_LOG_DOMAIN "review-model"
#include "review-handover.h"

#include "review-record-table.h"

const ReviewEnum review_desk_kinds = { "desk_kinds",
                                       (const char *const[]){ "leased", "kept", "waiting_customer",
                                                              "on_hold", "escalated", NULL } };
const ReviewEnum review_handover_states = {
  "handover_states", (const char *const[]){ "open", "settled", "withdrawn", NULL }
};
const ReviewEnum review_handed_states = {
  "handed_states",
  (const char *const[]){ "open", "accepted", "decided", "taken", "moved", "withdrawn", NULL }
};

static const ReviewMember review_desk_case_type_members[] = {
  REVIEW_M_STRING (ReviewDeskCase, work_item, REQ),
  REVIEW_M_STRING (ReviewDeskCase, case_id, REQ),
  REVIEW_M_STRING (ReviewDeskCase, display_id, REQ),
  REVIEW_M_STRING (ReviewDeskCase, case_type, REQ),
  REVIEW_M_ENUM (ReviewDeskCase, kind, review_desk_kinds, REQ),
  REVIEW_M_STRING (ReviewDeskCase, owner, OPT),
  REVIEW_M_STRING (ReviewDeskCase, owner_name, OPT),
  REVIEW_M_BOOLEAN (ReviewDeskCase, key_user, OPT),
  REVIEW_M_TIME (ReviewDeskCase, due_at, OPT),
  REVIEW_M_TIME (ReviewDeskCase, until, OPT),
  REVIEW_M_END,
};
TYPE (review_desk_case_type, ReviewDeskCase, "desk_case")

static const ReviewMember review_desk_cases_type_members[] = {
  REVIEW_M_RECORDS (ReviewDeskCases, items, review_desk_case_type, OPT),
  REVIEW_M_END,
};
TYPE (review_desk_cases_type, ReviewDeskCases, "desk_cases")

static const ReviewMember review_handover_step_type_members[] = {
  REVIEW_M_STRING (ReviewHandoverStep, work_item, REQ),
  REVIEW_M_STRING (ReviewHandoverStep, step, REQ),
  REVIEW_M_STRING (ReviewHandoverStep, note, OPT),
  REVIEW_M_END,
};
TYPE (review_handover_step_type, ReviewHandoverStep, "handover_step")

static const ReviewMember review_handover_request_type_members[] = {
  REVIEW_M_STRINGS (ReviewHandoverRequest, accounts, OPT),
  REVIEW_M_BOOLEAN (ReviewHandoverRequest, team, OPT),
  REVIEW_M_STRING (ReviewHandoverRequest, to, OPT),
  REVIEW_M_STRING (ReviewHandoverRequest, step, OPT),
  REVIEW_M_STRING (ReviewHandoverRequest, note, OPT),
  REVIEW_M_RECORDS (ReviewHandoverRequest, steps, review_handover_step_type, OPT),
  REVIEW_M_END,
};
TYPE (review_handover_request_type, ReviewHandoverRequest, "handover_request")

static const ReviewMember review_handover_item_type_members[] = {
  REVIEW_M_STRING (ReviewHandoverItem, work_item, REQ),
  REVIEW_M_STRING (ReviewHandoverItem, case_id, REQ),
  REVIEW_M_STRING (ReviewHandoverItem, display_id, REQ),
  REVIEW_M_STRING (ReviewHandoverItem, case_type, REQ),
  REVIEW_M_ENUM (ReviewHandoverItem, kind, review_desk_kinds, REQ),
  REVIEW_M_STRING (ReviewHandoverItem, owner, OPT),
  REVIEW_M_STRING (ReviewHandoverItem, owner_name, OPT),
  REVIEW_M_BOOLEAN (ReviewHandoverItem, key_user, OPT),
  REVIEW_M_TIME (ReviewHandoverItem, due_at, OPT),
  REVIEW_M_STRING (ReviewHandoverItem, step, OPT),
  REVIEW_M_STRING (ReviewHandoverItem, note, OPT),
  REVIEW_M_ENUM (ReviewHandoverItem, state, review_handed_states, REQ),
  REVIEW_M_STRING (ReviewHandoverItem, by, OPT),
  REVIEW_M_STRING (ReviewHandoverItem, by_name, OPT),
  REVIEW_M_TIME (ReviewHandoverItem, at, OPT),
  REVIEW_M_END,
};
TYPE (review_handover_item_type, ReviewHandoverItem, "handover_item")

static const ReviewMember review_handover_type_members[] = {
  REVIEW_M_STRING (ReviewHandover, id, REQ),
  REVIEW_M_ENUM (ReviewHandover, state, review_handover_states, REQ),
  REVIEW_M_INT (ReviewHandover, version, REQ),
  REVIEW_M_STRING (ReviewHandover, from, REQ),
  REVIEW_M_STRING (ReviewHandover, from_name, OPT),
  REVIEW_M_BOOLEAN (ReviewHandover, team, OPT),
  REVIEW_M_STRING (ReviewHandover, to, OPT),
  REVIEW_M_STRING (ReviewHandover, to_name, OPT),
  REVIEW_M_TIME (ReviewHandover, at, REQ),
  REVIEW_M_TIME (ReviewHandover, due_at, OPT),
  REVIEW_M_BOOLEAN (ReviewHandover, red, OPT),
  REVIEW_M_INT (ReviewHandover, open, OPT),
  REVIEW_M_INT (ReviewHandover, accepted, OPT),
  REVIEW_M_INT (ReviewHandover, dropped, OPT),
  REVIEW_M_RECORDS (ReviewHandover, items, review_handover_item_type, OPT),
  REVIEW_M_END,
};
TYPE (review_handover_type, ReviewHandover, "handover")

static const ReviewMember review_handover_list_type_members[] = {
  REVIEW_M_RECORDS (ReviewHandoverList, items, review_handover_type, OPT),
  REVIEW_M_END,
};
TYPE (review_handover_list_type, ReviewHandoverList, "handover_list")

static const ReviewMember review_receiver_type_members[] = {
  REVIEW_M_STRING (ReviewReceiver, account, REQ),
  REVIEW_M_STRING (ReviewReceiver, name, REQ),
  REVIEW_M_ENUM (ReviewReceiver, role, review_roles, REQ),
  REVIEW_M_ENUM (ReviewReceiver, standing, review_standings, REQ),
  REVIEW_M_TIME (ReviewReceiver, end_at, OPT),
  REVIEW_M_END,
};
TYPE (review_receiver_type, ReviewReceiver, "receiver")

static const ReviewMember review_receivers_type_members[] = {
  REVIEW_M_RECORDS (ReviewReceivers, people, review_receiver_type, OPT),
  REVIEW_M_END,
};
TYPE (review_receivers_type, ReviewReceivers, "receivers")

static const ReviewMember review_handover_act_type_members[] = {
  REVIEW_M_STRINGS (ReviewHandoverAct, work_items, OPT),
  REVIEW_M_END,
};
TYPE (review_handover_act_type, ReviewHandoverAct, "handover_act")

/**
 * review_handover_waits_for:
 * @role: a #ReviewRole: of @account
 *
 * Returns: whether @account is who has to accept it: its receiver, or a lead where it names nobody or
 *   nobody has in time; never who made it
 */
gboolean
review_handover_waits_for (const ReviewHandover *self, const char *account, int role)
{
  return self->state == REVIEW_HANDOVER_OPEN && g_strcmp0 (self->from, account) != 0
         && (g_strcmp0 (self->to, account) == 0
             || (role == REVIEW_ROLE_LEAD && (self->to == NULL || self->red)));
}
