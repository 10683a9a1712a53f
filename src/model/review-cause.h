/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-catalog.h"

G_BEGIN_DECLS

#define REVIEW_CAUSE_DAYS 30 /* decisions of so many days count towards "frequent" */

/* How often a root cause was given lately. */
typedef struct
{
  ReviewRecord parent;
  char *code;
  gint64 n;
} ReviewRootCauseCount;
REVIEW_DECLARE_RECORD (ReviewRootCauseCount, review_root_cause_count_type)

typedef struct
{
  ReviewRecord parent;
  char *case_type;
  gint64 since;      /* decisions that took effect from then on were counted */
  GPtrArray *counts; /* ReviewRootCauseCount, the most frequent first */
} ReviewCauseCounts;
REVIEW_DECLARE_RECORD (ReviewCauseCounts, review_cause_counts_type)

gint64 review_cause_counts_get (const ReviewCauseCounts *self, const char *code);
void review_root_causes_sort (GPtrArray *codes, const ReviewCauseCounts *counts, int reasoning);

G_END_DECLS
