/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The money of a case as a graph: who stands where, who paid whom. Made from a case's evidence,
 * and grown by what the server says of one party. Knows no widgets. */
#pragma once

#include "review-flows.h"
#include "review-decision.h"

G_BEGIN_DECLS

#define REVIEW_MONEY_CUSTOMER    "customer" /* id of the node that all goes around */
#define REVIEW_MONEY_MAX_PARTIES 400

typedef enum
{
  REVIEW_PARTY_CUSTOMER = 1,
  REVIEW_PARTY_ACCOUNT,
  REVIEW_PARTY_ADDRESS,
  REVIEW_PARTY_EXPOSURE /* no party: a category that screening connects an address with */
} ReviewPartyKind;

/* A node. Immutable from outside. */
typedef struct
{
  char *id;
  int kind;             /* ReviewPartyKind */
  gboolean destination; /* money is asked to go there */
  gboolean own_wallet;  /* evidence says that it is the customer's */
  char *alike;          /* (nullable): id of the party that it may be taken for */
  char *category;       /* (nullable): of an exposure */
  double share;         /* of an exposure, 0..1; NaN: not said */
  double hops;          /* of an exposure; NaN: not said */
  double payers;        /* customers who pay it; NaN: not said */
  guint hop;            /* steps from the customer */
  gboolean asked;       /* the server was asked for its neighbours */
  guint said;           /* flows that it said; the next page begins there */
  guint more;           /* those that it did not say yet */
  gint64 cases;         /* other cases that know of it */
  char **case_ids;      /* (nullable): display ids of some of them */
} ReviewParty;

/* An arrow: all flows one way between two parties. */
typedef struct
{
  guint from;
  guint to;
  gboolean requested; /* asked for, not made */
  gboolean told;      /* no transfer: a link that evidence names: @relation */
  char *relation;     /* (nullable): code of a told link */
  GPtrArray *flows;   /* ReviewFlow */
  gint64 transfers;
  double value; /* of all, in one currency; NaN: not known */
} ReviewPartyLink;

typedef struct _ReviewMoneyGraph ReviewMoneyGraph;

ReviewMoneyGraph *review_money_graph_new (const ReviewCaseView *view);
void review_money_graph_free (ReviewMoneyGraph *self);
guint review_money_graph_add_page (ReviewMoneyGraph *self, const ReviewFlowPage *page);
guint review_money_graph_get_n_parties (const ReviewMoneyGraph *self);
const ReviewParty *review_money_graph_get_party (const ReviewMoneyGraph *self, guint i);
const ReviewParty *review_money_graph_find_party (const ReviewMoneyGraph *self, const char *id);
guint review_money_graph_get_n_links (const ReviewMoneyGraph *self);
const ReviewPartyLink *review_money_graph_get_link (const ReviewMoneyGraph *self, guint i);
double review_money_graph_get_weight (const ReviewMoneyGraph *self, guint link);
guint review_money_graph_get_left_out (const ReviewMoneyGraph *self);
guint review_money_graph_get_masked (const ReviewMoneyGraph *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReviewMoneyGraph, review_money_graph_free)

G_END_DECLS
