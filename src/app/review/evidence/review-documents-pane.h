/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-evidence-pane.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_DOCUMENTS_PANE (review_documents_pane_get_type ())
G_DECLARE_FINAL_TYPE (
    ReviewDocumentsPane, review_documents_pane, REVIEW, DOCUMENTS_PANE, ReviewEvidencePane)

G_END_DECLS
