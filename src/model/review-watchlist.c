/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Entries of screening lists. */
#define G_LOG_DOMAIN "review-model"
#include "review-watchlist.h"

#include "review-record-table.h"

const ReviewEnum review_list_kinds = { "list_kinds",
                                       (const char *const[]){ "names", "addresses", NULL } };

static const ReviewMember review_list_entry_type_members[] = {
  REVIEW_M_STRING (ReviewListEntry, list, REQ),
  REVIEW_M_ENUM (ReviewListEntry, kind, review_list_kinds, REQ),
  REVIEW_M_STRING (ReviewListEntry, entry_id, REQ),
  REVIEW_M_STRING (ReviewListEntry, name, REQ),
  REVIEW_M_BOOLEAN (ReviewListEntry, alias, OPT),
  REVIEW_M_STRING (ReviewListEntry, programme, OPT),
  REVIEW_M_STRING (ReviewListEntry, date_of_birth, OPT),
  REVIEW_M_STRING (ReviewListEntry, nationality, OPT),
  REVIEW_M_END,
};
TYPE (review_list_entry_type, ReviewListEntry, "list_entry")
