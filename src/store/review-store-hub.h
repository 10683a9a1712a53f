/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-store.h"

G_BEGIN_DECLS

/* What the store knows of a case type without scoring anything. */
typedef struct
{
  char *model;             /* (owned) (nullable): version of the live one */
  gint64 assessed;         /* cases with an assessment */
  gint64 automatic;        /* of them, decided without a person */
  gint64 audits;           /* blind looks that were drawn */
  gint64 truths;           /* rows of truth */
  gint64 people;           /* who decided cases in the last day */
  double handling_minutes; /* mean active time on a case, lately; NaN: nobody decided any */
} ReviewTypeCounts;

gboolean review_store_count_type (ReviewTx *tx,
                                  const char *case_type,
                                  ReviewTypeCounts *ret_counts,
                                  GError **error);
void review_type_counts_clear (ReviewTypeCounts *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ReviewTypeCounts, review_type_counts_clear)

G_END_DECLS
