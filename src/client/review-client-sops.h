/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calls about SOPs: versions, and clauses that people propose. */
#pragma once

#include "review-client.h"
#include "review-sop.h"

G_BEGIN_DECLS

void
review_client_get_sop_versions_async (ReviewClient *self, const char *case_type, REVIEW_CALL_TAIL);
void review_client_get_sop_version_async (ReviewClient *self,
                                          const char *case_type,
                                          const char *version,
                                          REVIEW_CALL_TAIL);
void
review_client_get_sop_drafts_async (ReviewClient *self, const char *work_item, REVIEW_CALL_TAIL);
void review_client_add_sop_draft_async (ReviewClient *self,
                                        const char *work_item,
                                        const ReviewSopDraftRequest *request,
                                        const char *key,
                                        REVIEW_CALL_TAIL);
void review_client_withdraw_sop_draft_async (ReviewClient *self,
                                             const char *draft,
                                             const char *key,
                                             REVIEW_CALL_TAIL);

void review_client_get_sop_gaps_async (ReviewClient *self, REVIEW_CALL_TAIL);
void review_client_publish_sop_draft_async (ReviewClient *self,
                                            const char *draft,
                                            const ReviewSopPublication *publication,
                                            const char *key,
                                            REVIEW_CALL_TAIL);

REVIEW_CLIENT_FINISH (sop_gaps, ReviewGapList, review_gap_list_type)
REVIEW_CLIENT_FINISH (sop_version, ReviewSopVersion, review_sop_version_type)
REVIEW_CLIENT_FINISH (sop_versions, ReviewSopVersionList, review_sop_version_list_type)
REVIEW_CLIENT_FINISH (sop_drafts, ReviewSopDraftList, review_sop_draft_list_type)
REVIEW_CLIENT_FINISH (sop_draft, ReviewSopDraft, review_sop_draft_type)

G_END_DECLS
