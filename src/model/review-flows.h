/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-case.h"

G_BEGIN_DECLS

/* All transfers one way between an account and a party, of one asset. Sums are rounded to eight
 * digits after the point; rows that failed are not among them. */
typedef struct
{
  ReviewRecord parent;
  char *party;        /* the other side: an address or an account, as review_party_key() has it */
  gboolean out;       /* the account pays the party */
  gboolean requested; /* asked for, and not made yet */
  char *asset;        /* NULL: only the value is known */
  gint64 transfers;
  char *amount; /* decimal, of @asset; NULL: not known */
  char *value;  /* decimal, of @currency, each at its own time's rate; NULL: not known */
  char *currency;
  gint64 first_at;
  gint64 last_at;
  char **evidence; /* labels of the rows, oldest first; only of the case that is open */
  gint64 cases;    /* other cases that know of it */
  char **case_ids; /* display ids of some of them */
} ReviewFlow;
REVIEW_DECLARE_RECORD (ReviewFlow, review_flow_type)

/* Whose flows: the body of a question. */
typedef struct
{
  ReviewRecord parent;
  char *party;
  gint64 offset;
} ReviewFlowRequest;
REVIEW_DECLARE_RECORD (ReviewFlowRequest, review_flow_request_type)

/* Flows between @party and others, the largest first. */
typedef struct
{
  ReviewRecord parent;
  char *party;
  gint64 count; /* of all */
  gint64 offset;
  GPtrArray *flows; /* ReviewFlow, from the side of @party */
} ReviewFlowPage;
REVIEW_DECLARE_RECORD (ReviewFlowPage, review_flow_page_type)

char *review_party_key (const char *party);
gboolean review_party_is_alike (const char *a, const char *b);
gboolean review_party_is_account (const char *party);
GPtrArray *review_flows_from_evidence (GPtrArray *evidence);

G_END_DECLS
