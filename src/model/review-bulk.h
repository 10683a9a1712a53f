/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One act of a lead on many cases that wait: given to a person, or closed without a decision. */
#pragma once

#include "review-campaign.h"

G_BEGIN_DECLS

typedef enum
{
  REVIEW_BULK_ASSIGN = 1,
  REVIEW_BULK_CLOSE
} ReviewBulkKind;
typedef enum
{
  REVIEW_BULK_RUNNING = 1, /* it is being carried out, case by case */
  REVIEW_BULK_OVER
} ReviewBulkState;
typedef enum
{
  REVIEW_BULK_CASE_PLANNED = 1,
  REVIEW_BULK_CASE_DONE,
  REVIEW_BULK_CASE_EXCLUDED
} ReviewBulkOutcome;

extern const ReviewEnum review_bulk_kinds, review_bulk_states, review_bulk_outcomes;

typedef struct
{
  ReviewRecord parent;
  int kind; /* ReviewBulkKind */
  char **work_items;
  char *to;     /* of an assignment */
  char *code;   /* of close_reason, where it closes */
  char *reason; /* in words */
} ReviewBulkRequest;
REVIEW_DECLARE_RECORD (ReviewBulkRequest, review_bulk_request_type)

typedef struct
{
  ReviewRecord parent;
  char *work_item;
  char *case_id;
  char *display_id;
  char *case_type;
  int outcome;   /* ReviewBulkOutcome */
  int exception; /* ReviewCampaignException: why it is left alone; unset: it is not */
} ReviewBulkItem;
REVIEW_DECLARE_RECORD (ReviewBulkItem, review_bulk_item_type)

typedef struct
{
  ReviewRecord parent;
  char *id; /* NULL: only looked at, nothing is planned */
  int kind;
  int state; /* ReviewBulkState */
  char *by;
  char *by_name;
  gint64 at;
  gint64 over_at;
  char *to;
  char *to_name;
  char *code;
  char *reason;
  gint64 planned; /* still to be done */
  gint64 done;
  gint64 excluded;
  GPtrArray *items; /* ReviewBulkItem, as they were named */
} ReviewBulk;
REVIEW_DECLARE_RECORD (ReviewBulk, review_bulk_type)

typedef struct
{
  ReviewRecord parent;
  GPtrArray *items; /* ReviewBulk without their cases, the newest first */
} ReviewBulkList;
REVIEW_DECLARE_RECORD (ReviewBulkList, review_bulk_list_type)

#define REVIEW_BULK_MAX 1000 /* cases of one act */

G_END_DECLS
