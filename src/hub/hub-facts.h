/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-case.h"
#include "review-condition.h"

G_BEGIN_DECLS

/* What rules may ask of a case: its own values and evidence, and, through @more, features and the
 * answers of clauses, which are ROCA's. Nothing is owned. */
typedef struct
{
  const ReviewIntake *intake;
  gint64 as_of;        /* flags of later rows are not read, but for the gates; 0: all are */
  ReviewFactFunc more; /* (nullable) */
  gpointer more_data;
} HubFacts;

/* 1: a screening match that is not cleared. A feature of this name wins over the rows. */
#define HUB_SCREENING_FACT "screening_hit"
/* Flag of an order of a court or an authority on the account. */
#define HUB_LEGAL_HOLD "legal_hold"
/* The case carries what the house's own block list holds. */
#define HUB_BLOCK_LIST_FACT "flag:list_block"

gboolean hub_facts_get (const char *name, ReviewFact *ret_fact, gpointer user_data);
gboolean hub_facts_has_match (const HubFacts *self);
gboolean hub_facts_has_legal_hold (const HubFacts *self);

G_END_DECLS
