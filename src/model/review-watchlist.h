/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-record.h"

G_BEGIN_DECLS

typedef enum
{
  REVIEW_LIST_NAMES = 1, /* of persons and organisations: matched by likeness */
  REVIEW_LIST_ADDRESSES  /* of wallets: matched exactly */
} ReviewListKind;

extern const ReviewEnum review_list_kinds;

/* One name, or one address, of an entry of a screening list. An entry has one row per name. */
typedef struct
{
  ReviewRecord parent;
  char *list;          /* "ofac-sdn" */
  int kind;            /* ReviewListKind */
  char *entry_id;      /* in the list */
  char *name;          /* as the list writes it */
  gboolean alias;      /* beside the entry's own name */
  char *programme;     /* (nullable): under which it is listed */
  char *date_of_birth; /* (nullable): "1971-05-02", or "1971" */
  char *nationality;   /* (nullable): as the list writes it */
} ReviewListEntry;
REVIEW_DECLARE_RECORD (ReviewListEntry, review_list_entry_type)

G_END_DECLS
