/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "review-model"
#include "review-scan-job.h"

#include "review-record-table.h"

static const ReviewMember review_scan_job_type_members[] = {
  REVIEW_M_STRING (ReviewScanJob, id, REQ),
  REVIEW_M_STRING (ReviewScanJob, case_type, REQ),
  REVIEW_M_ENUM (ReviewScanJob, state, review_training_states, REQ),
  REVIEW_M_STRING (ReviewScanJob, asked_by, REQ),
  REVIEW_M_STRING (ReviewScanJob, asked_by_name, OPT),
  REVIEW_M_TIME (ReviewScanJob, asked_at, REQ),
  REVIEW_M_INT (ReviewScanJob, done, REQ),
  REVIEW_M_INT (ReviewScanJob, total, REQ),
  REVIEW_M_STRING (ReviewScanJob, error, OPT),
  REVIEW_M_RECORD (ReviewScanJob, request, review_pattern_scan_request_type, REQ),
  REVIEW_M_RECORD (ReviewScanJob, scan, review_pattern_scan_type, OPT),
  REVIEW_M_END,
};
TYPE (review_scan_job_type, ReviewScanJob, "scan_job")

static const ReviewMember review_scan_job_list_type_members[] = {
  REVIEW_M_RECORDS (ReviewScanJobList, items, review_scan_job_type, OPT),
  REVIEW_M_END,
};
TYPE (review_scan_job_list_type, ReviewScanJobList, "scan_job_list")

/** review_scan_job_is_open: Returns: whether it waits or runs. */
gboolean
review_scan_job_is_open (const ReviewScanJob *self)
{
  return self->state == REVIEW_TRAINING_WAITING || self->state == REVIEW_TRAINING_RUNNING;
}
