/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-condition.h"
#include "review-enums.h"

G_BEGIN_DECLS

/* One version of an SOP, as it went on record. */
typedef struct
{
  ReviewRecord parent;
  char *version; /* "v1" */
  gint64 published_at;
  char *author;
  char *approver;
  char *hash;        /* over the texts before parameters are filled in */
  gboolean in_force; /* the one that cases are read by now */
  gint64 cases;      /* assessed for the first time while it was in force */
  gint64 gaps;       /* of them, with a decisive step that no clause answered */
} ReviewSopVersion;
REVIEW_DECLARE_RECORD (ReviewSopVersion, review_sop_version_type)

typedef struct
{
  ReviewRecord parent;
  char *case_type;
  GPtrArray *versions; /* ReviewSopVersion, the newest first */
} ReviewSopVersionList;
REVIEW_DECLARE_RECORD (ReviewSopVersionList, review_sop_version_list_type)

/* What somebody proposes for a gap: a clause, with the case that shows the gap as its example. Never
 * changed; its author may withdraw it. */
typedef struct
{
  ReviewRecord parent;
  char *id;
  char *case_type;
  char *sop_version; /* in force when it was written */
  char *feature;     /* that no clause covers */
  gint64 step;       /* of the assessment that showed the gap */
  int kind;          /* ReviewClauseKind */
  ReviewText *text;  /* one half may be missing */
  char *case_id;     /* the example; NULL: somebody has yet to judge it blind */
  char *case_display_id;
  char *author;
  char *author_name;
  gint64 at;
  gint64 withdrawn_at; /* 0: it stands */
} ReviewSopDraft;
REVIEW_DECLARE_RECORD (ReviewSopDraft, review_sop_draft_type)

typedef struct
{
  ReviewRecord parent;
  gint64 step; /* of the assessment on screen; one that no clause covers */
  int kind;    /* ReviewClauseKind */
  ReviewText *text;
} ReviewSopDraftRequest;
REVIEW_DECLARE_RECORD (ReviewSopDraftRequest, review_sop_draft_request_type)

typedef struct
{
  ReviewRecord parent;
  char *work_item;
  GPtrArray *drafts; /* ReviewSopDraft for the gaps of its case, the newest first */
} ReviewSopDraftList;
REVIEW_DECLARE_RECORD (ReviewSopDraftList, review_sop_draft_list_type)

/* A case that shows a gap. */
typedef struct
{
  ReviewRecord parent;
  char *case_id;
  char *display_id;
} ReviewGapCase;
REVIEW_DECLARE_RECORD (ReviewGapCase, review_gap_case_type)

/* What no clause of a case type's SOP covers, with the cases that show it and what is proposed. */
typedef struct
{
  ReviewRecord parent;
  char *case_type;
  char *sop_version; /* in force now */
  char *feature;     /* that no clause covers */
  gint64 cases;
  gint64 first_at;
  gint64 last_at;
  GPtrArray *examples; /* ReviewGapCase: at most five that anybody may be shown */
  GPtrArray *drafts;   /* ReviewSopDraft that stand, the newest first */
} ReviewGap;
REVIEW_DECLARE_RECORD (ReviewGap, review_gap_type)

typedef struct
{
  ReviewRecord parent;
  GPtrArray *items; /* ReviewGap, those that most cases show first */
} ReviewGapList;
REVIEW_DECLARE_RECORD (ReviewGapList, review_gap_list_type)

/* A draft becomes a clause. What is left out is as the draft has it; without a condition the clause
 * applies to each case of which the feature is known. */
typedef struct
{
  ReviewRecord parent;
  char *base;       /* version of the SOP that was looked at */
  ReviewText *text; /* (nullable): as it is to read, both halves */
  ReviewCondition *applies_when;
  ReviewCondition *met_when; /* of a check */
  char *code;                /* of an ask, an escalation, a hold */
  char *reason;
} ReviewSopPublication;
REVIEW_DECLARE_RECORD (ReviewSopPublication, review_sop_publication_type)

#define REVIEW_SOP_GAP_EXAMPLES    5
#define REVIEW_SOP_DRAFT_MAX_CHARS 1000 /* of one half */

G_END_DECLS
