/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-evidence-panes.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_EVIDENCE_WINDOW (review_evidence_window_get_type ())
G_DECLARE_FINAL_TYPE (
    ReviewEvidenceWindow, review_evidence_window, REVIEW, EVIDENCE_WINDOW, AdwWindow)

ReviewEvidenceWindow *review_evidence_window_new (const ReviewPaneKind *kind,
                                                  ReviewSession *session);
const char *review_evidence_window_get_id (ReviewEvidenceWindow *self);
gboolean review_evidence_window_show_evidence (ReviewEvidenceWindow *self, const char *label);
void review_evidence_window_save (ReviewEvidenceWindow *self);

G_END_DECLS
