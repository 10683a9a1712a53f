/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Entries of the house's own lists. */
#define G_LOG_DOMAIN "review-model"
#include "review-house-list.h"

#include "review-canonical.h"
#include "review-record-table.h"

const ReviewEnum review_house_lists = { "house_lists",
                                        (const char *const[]){ "block", "allow", "watch", NULL } };
const ReviewEnum review_entry_states = {
  "entry_states",
  (const char *const[]){ "proposed", "live", "rejected", "withdrawn", "expired", "removed", NULL }
};

static const ReviewMember review_house_entry_type_members[] = {
  REVIEW_M_STRING (ReviewHouseEntry, id, REQ),
  REVIEW_M_STRING (ReviewHouseEntry, display_id, REQ),
  REVIEW_M_ENUM (ReviewHouseEntry, list, review_house_lists, REQ),
  REVIEW_M_ENUM (ReviewHouseEntry, kind, review_link_kinds, REQ),
  REVIEW_M_STRING (ReviewHouseEntry, value, OPT),
  REVIEW_M_STRING (ReviewHouseEntry, masked, OPT),
  REVIEW_M_STRING (ReviewHouseEntry, source, OPT),
  REVIEW_M_STRING (ReviewHouseEntry, case_id, OPT),
  REVIEW_M_STRING (ReviewHouseEntry, case_display_id, OPT),
  REVIEW_M_STRING (ReviewHouseEntry, reason, REQ),
  REVIEW_M_TIME (ReviewHouseEntry, expires_at, OPT),
  REVIEW_M_ENUM (ReviewHouseEntry, state, review_entry_states, REQ),
  REVIEW_M_INT (ReviewHouseEntry, version, REQ),
  REVIEW_M_STRING (ReviewHouseEntry, sha256, REQ),
  REVIEW_M_STRING (ReviewHouseEntry, proposed_by, REQ),
  REVIEW_M_STRING (ReviewHouseEntry, proposed_by_name, OPT),
  REVIEW_M_TIME (ReviewHouseEntry, proposed_at, REQ),
  REVIEW_M_STRING (ReviewHouseEntry, decided_by, OPT),
  REVIEW_M_STRING (ReviewHouseEntry, decided_by_name, OPT),
  REVIEW_M_TIME (ReviewHouseEntry, decided_at, OPT),
  REVIEW_M_STRING (ReviewHouseEntry, decided_reason, OPT),
  REVIEW_M_INT (ReviewHouseEntry, hits, OPT),
  REVIEW_M_TIME (ReviewHouseEntry, last_hit_at, OPT),
  REVIEW_M_TIME (ReviewHouseEntry, review_at, OPT),
  REVIEW_M_END,
};
TYPE (review_house_entry_type, ReviewHouseEntry, "house_entry")

static const ReviewMember review_house_entry_list_type_members[] = {
  REVIEW_M_RECORDS (ReviewHouseEntryList, items, review_house_entry_type, OPT),
  REVIEW_M_END,
};
TYPE (review_house_entry_list_type, ReviewHouseEntryList, "house_entry_list")

static const ReviewMember review_house_proposal_type_members[] = {
  REVIEW_M_ENUM (ReviewHouseProposal, list, review_house_lists, REQ),
  REVIEW_M_ENUM (ReviewHouseProposal, kind, review_link_kinds, REQ),
  REVIEW_M_STRING (ReviewHouseProposal, value, REQ),
  REVIEW_M_STRING (ReviewHouseProposal, case_id, OPT),
  REVIEW_M_STRING (ReviewHouseProposal, reason, REQ),
  REVIEW_M_TIME (ReviewHouseProposal, expires_at, OPT),
  REVIEW_M_END,
};
TYPE (review_house_proposal_type, ReviewHouseProposal, "house_proposal")

static const ReviewMember review_house_act_type_members[] = {
  REVIEW_M_STRING (ReviewHouseAct, sha256, OPT),
  REVIEW_M_STRING (ReviewHouseAct, reason, OPT),
  REVIEW_M_END,
};
TYPE (review_house_act_type, ReviewHouseAct, "house_act")

/**
 * review_house_entry_hash:
 * @self: with its value
 *
 * Returns: (transfer full): the hash of everything that an approval is about
 */
char *
review_house_entry_hash (const ReviewHouseEntry *self)
{
  g_autoptr (ReviewCanonical) bytes = review_canonical_new (1);

  review_canonical_add (bytes, review_enum_nick (&review_house_lists, self->list));
  review_canonical_add (bytes, review_enum_nick (&review_link_kinds, self->kind));
  review_canonical_add (bytes, self->value);
  review_canonical_add (bytes, self->source);
  review_canonical_add (bytes, self->case_id);
  review_canonical_add (bytes, self->reason);
  review_canonical_add_int (bytes, self->expires_at);
  return review_canonical_hash (bytes);
}

/**
 * review_house_list_flag:
 * @list: #ReviewHouseList
 *
 * Returns: (transfer none): the field that is true in the evidence of a case with such a hit
 */
const char *
review_house_list_flag (int list)
{
  static const char *const flags[] = { NULL, REVIEW_HOUSE_FLAG_BLOCK, REVIEW_HOUSE_FLAG_ALLOW,
                                       REVIEW_HOUSE_FLAG_WATCH };

  return flags[list];
}
