/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-evidence-pane.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_TRANSACTIONS_PANE (review_transactions_pane_get_type ())
G_DECLARE_FINAL_TYPE (
    ReviewTransactionsPane, review_transactions_pane, REVIEW, TRANSACTIONS_PANE, ReviewEvidencePane)

G_END_DECLS
