/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Searches for recurring errors that go on in the background. */
#pragma once

#include "review-enums.h"
#include "review-pattern.h"

G_BEGIN_DECLS

typedef struct
{
  ReviewRecord parent;
  char *id;
  char *case_type;
  int state; /* ReviewTrainingState */
  char *asked_by;
  char *asked_by_name;
  gint64 asked_at;
  gint64 done; /* cases of @total that are read */
  gint64 total;
  char *error; /* of one that failed */
  ReviewPatternScanRequest *request;
  ReviewPatternScan *scan; /* (nullable): what it found */
} ReviewScanJob;
REVIEW_DECLARE_RECORD (ReviewScanJob, review_scan_job_type)

typedef struct
{
  ReviewRecord parent;
  GPtrArray *items; /* ReviewScanJob, the newest first */
} ReviewScanJobList;
REVIEW_DECLARE_RECORD (ReviewScanJobList, review_scan_job_list_type)

gboolean review_scan_job_is_open (const ReviewScanJob *self);

G_END_DECLS
