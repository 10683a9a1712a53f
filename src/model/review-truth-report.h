/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Truth that comes from elsewhere, and what a set of labels consists of. */
#pragma once

#include "review-case.h"
#include "review-enums.h"

G_BEGIN_DECLS

/* What another system found out of a case: an appeal, a chargeback, an authority. */
typedef struct
{
  ReviewRecord parent;
  char *source; /* of the case, with @type and @external_id */
  char *type;
  char *external_id;
  ReviewTruth *truth; /* its own source is needed */
} ReviewTruthReport;
REVIEW_DECLARE_RECORD (ReviewTruthReport, review_truth_report_type)

typedef struct
{
  ReviewRecord parent;
  char *case_id;
  gboolean added;     /* not: it was known */
  gint64 corrections; /* labels that turned with it */
} ReviewTruthReceipt;
REVIEW_DECLARE_RECORD (ReviewTruthReceipt, review_truth_receipt_type)

/* How many rows of a set say the same. */
typedef struct
{
  ReviewRecord parent;
  char *name;
  gint64 n;
} ReviewLabelCount;
REVIEW_DECLARE_RECORD (ReviewLabelCount, review_label_count_type)

/* What a set of labels is: the card that goes with an export. */
typedef struct
{
  ReviewRecord parent;
  gint64 after; /* entries up to it are left out; 0: none is */
  gint64 until; /* the last entry: where the next export goes on */
  gint64 at;
  gint64 rows;
  gint64 cases;
  gint64 corrections;
  gint64 unfit;      /* not in the headline: unreadable or incomplete is no fraud */
  gint64 trainable;  /* with a truth that is more than one person's word against ROCA's */
  GPtrArray *labels; /* ReviewLabelCount: of the truth that counts */
  GPtrArray *maturities;
  GPtrArray *streams;
  GPtrArray *types;
  GPtrArray *models;
  GPtrArray *policies;
  double least_pi; /* NaN: no rows */
  double weight;   /* sum of 1 / pi: cases that the rows stand for */
  gint64 first_at; /* of the decisions */
  gint64 last_at;
  char *sha256; /* over the rows as JSON Lines */
} ReviewLabelCard;
REVIEW_DECLARE_RECORD (ReviewLabelCard, review_label_card_type)

char *review_label_csv_field (const char *text);

G_END_DECLS
