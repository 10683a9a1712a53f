/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Versions of an SOP, and clauses that people propose for its gaps. */
#define G_LOG_DOMAIN "review-model"
#include "review-sop.h"

#include "review-record-table.h"

static const ReviewMember review_sop_version_type_members[] = {
  REVIEW_M_STRING (ReviewSopVersion, version, REQ),
  REVIEW_M_TIME (ReviewSopVersion, published_at, REQ),
  REVIEW_M_STRING (ReviewSopVersion, author, OPT),
  REVIEW_M_STRING (ReviewSopVersion, approver, OPT),
  REVIEW_M_STRING (ReviewSopVersion, hash, OPT),
  REVIEW_M_BOOLEAN (ReviewSopVersion, in_force, OPT),
  REVIEW_M_INT (ReviewSopVersion, cases, OPT),
  REVIEW_M_INT (ReviewSopVersion, gaps, OPT),
  REVIEW_M_END,
};
TYPE (review_sop_version_type, ReviewSopVersion, "sop_version")

static const ReviewMember review_sop_version_list_type_members[] = {
  REVIEW_M_STRING (ReviewSopVersionList, case_type, REQ),
  REVIEW_M_RECORDS (ReviewSopVersionList, versions, review_sop_version_type, OPT),
  REVIEW_M_END,
};
TYPE (review_sop_version_list_type, ReviewSopVersionList, "sop_version_list")

static const ReviewMember review_sop_draft_type_members[] = {
  REVIEW_M_STRING (ReviewSopDraft, id, REQ),
  REVIEW_M_STRING (ReviewSopDraft, case_type, REQ),
  REVIEW_M_STRING (ReviewSopDraft, sop_version, REQ),
  REVIEW_M_STRING (ReviewSopDraft, feature, REQ),
  REVIEW_M_INT (ReviewSopDraft, step, REQ),
  REVIEW_M_ENUM (ReviewSopDraft, kind, review_clause_kinds, REQ),
  REVIEW_M_TEXT (ReviewSopDraft, text, REQ),
  REVIEW_M_STRING (ReviewSopDraft, case_id, OPT),
  REVIEW_M_STRING (ReviewSopDraft, case_display_id, OPT),
  REVIEW_M_STRING (ReviewSopDraft, author, REQ),
  REVIEW_M_STRING (ReviewSopDraft, author_name, OPT),
  REVIEW_M_TIME (ReviewSopDraft, at, REQ),
  REVIEW_M_TIME (ReviewSopDraft, withdrawn_at, OPT),
  REVIEW_M_END,
};
TYPE (review_sop_draft_type, ReviewSopDraft, "sop_draft")

static const ReviewMember review_sop_draft_request_type_members[] = {
  REVIEW_M_INT (ReviewSopDraftRequest, step, REQ),
  REVIEW_M_ENUM (ReviewSopDraftRequest, kind, review_clause_kinds, REQ),
  REVIEW_M_TEXT (ReviewSopDraftRequest, text, REQ),
  REVIEW_M_END,
};
TYPE (review_sop_draft_request_type, ReviewSopDraftRequest, "sop_draft_request")

static const ReviewMember review_sop_draft_list_type_members[] = {
  REVIEW_M_STRING (ReviewSopDraftList, work_item, REQ),
  REVIEW_M_RECORDS (ReviewSopDraftList, drafts, review_sop_draft_type, OPT),
  REVIEW_M_END,
};
TYPE (review_sop_draft_list_type, ReviewSopDraftList, "sop_draft_list")

static const ReviewMember review_gap_case_type_members[] = {
  REVIEW_M_STRING (ReviewGapCase, case_id, REQ),
  REVIEW_M_STRING (ReviewGapCase, display_id, REQ),
  REVIEW_M_END,
};
TYPE (review_gap_case_type, ReviewGapCase, "gap_case")

static const ReviewMember review_gap_type_members[] = {
  REVIEW_M_STRING (ReviewGap, case_type, REQ),
  REVIEW_M_STRING (ReviewGap, sop_version, OPT),
  REVIEW_M_STRING (ReviewGap, feature, REQ),
  REVIEW_M_INT (ReviewGap, cases, REQ),
  REVIEW_M_TIME (ReviewGap, first_at, OPT),
  REVIEW_M_TIME (ReviewGap, last_at, OPT),
  REVIEW_M_RECORDS (ReviewGap, examples, review_gap_case_type, OPT),
  REVIEW_M_RECORDS (ReviewGap, drafts, review_sop_draft_type, OPT),
  REVIEW_M_END,
};
TYPE (review_gap_type, ReviewGap, "gap")

static const ReviewMember review_gap_list_type_members[] = {
  REVIEW_M_RECORDS (ReviewGapList, items, review_gap_type, OPT),
  REVIEW_M_END,
};
TYPE (review_gap_list_type, ReviewGapList, "gap_list")

static const ReviewMember review_sop_publication_type_members[] = {
  REVIEW_M_STRING (ReviewSopPublication, base, REQ),
  REVIEW_M_TEXT (ReviewSopPublication, text, OPT),
  REVIEW_M_RECORD (ReviewSopPublication, applies_when, review_condition_type, OPT),
  REVIEW_M_RECORD (ReviewSopPublication, met_when, review_condition_type, OPT),
  REVIEW_M_STRING (ReviewSopPublication, code, OPT),
  REVIEW_M_STRING (ReviewSopPublication, reason, REQ),
  REVIEW_M_END,
};
TYPE (review_sop_publication_type, ReviewSopPublication, "sop_publication")
