/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The house's own lists: what is to be blocked, let be or watched when it comes again. */
#pragma once

#include "review-enums.h"

G_BEGIN_DECLS

/* The house's own lists. */
typedef enum
{
  REVIEW_HOUSE_BLOCK = 1,
  REVIEW_HOUSE_ALLOW,
  REVIEW_HOUSE_WATCH
} ReviewHouseList;
typedef enum
{
  REVIEW_ENTRY_PROPOSED = 1,
  REVIEW_ENTRY_LIVE,
  REVIEW_ENTRY_REJECTED,
  REVIEW_ENTRY_WITHDRAWN,
  REVIEW_ENTRY_EXPIRED,
  REVIEW_ENTRY_REMOVED
} ReviewEntryState;

extern const ReviewEnum review_house_lists, review_entry_states;

/* One value on a list. It is in force once a second person has approved what the first proposed. */
typedef struct
{
  ReviewRecord parent;
  char *id;
  char *display_id; /* "LE-12" */
  int list;         /* ReviewHouseList */
  int kind;         /* ReviewLinkKind of the value */
  char *value;      /* NULL: not shown to the reader */
  char *masked;     /* the value, so that only those who know it recognise it */
  char *source;     /* of account ids, which mean something only inside it */
  char *case_id;    /* that it comes from; NULL: from none */
  char *case_display_id;
  char *reason;
  gint64 expires_at; /* 0: never */
  int state;         /* ReviewEntryState */
  gint64 version;
  char *sha256; /* over what is approved: list, kind, value, source, case, reason, expiry */
  char *proposed_by;
  char *proposed_by_name;
  gint64 proposed_at;
  char *decided_by; /* who approved or rejected it, took it back or removed it last */
  char *decided_by_name;
  gint64 decided_at;
  char *decided_reason;
  gint64 hits; /* cases that carried it while it was in force */
  gint64 last_hit_at;
  gint64 review_at; /* wants another look since, because its case was overturned; 0: no */
} ReviewHouseEntry;
REVIEW_DECLARE_RECORD (ReviewHouseEntry, review_house_entry_type)

typedef struct
{
  ReviewRecord parent;
  GPtrArray *items; /* ReviewHouseEntry: those that wait for somebody first, then the newest */
} ReviewHouseEntryList;
REVIEW_DECLARE_RECORD (ReviewHouseEntryList, review_house_entry_list_type)

typedef struct
{
  ReviewRecord parent;
  int list; /* ReviewHouseList */
  int kind; /* ReviewLinkKind */
  char *value;
  char *case_id; /* id or display id of the case that it comes from; NULL: from none */
  char *reason;
  gint64 expires_at; /* 0: never; an allow entry needs one */
} ReviewHouseProposal;
REVIEW_DECLARE_RECORD (ReviewHouseProposal, review_house_proposal_type)

/* Approving carries the hash of what was read; everything else a reason. */
typedef struct
{
  ReviewRecord parent;
  char *sha256;
  char *reason;
} ReviewHouseAct;
REVIEW_DECLARE_RECORD (ReviewHouseAct, review_house_act_type)

/* Fields of the evidence row that a hit becomes; flags that the Decision Hub's rules can ask for. */
#define REVIEW_HOUSE_FLAG_BLOCK "list_block"
#define REVIEW_HOUSE_FLAG_ALLOW "list_allow"
#define REVIEW_HOUSE_FLAG_WATCH "list_watch"

char *review_house_entry_hash (const ReviewHouseEntry *self);
const char *review_house_list_flag (int list);

G_END_DECLS
