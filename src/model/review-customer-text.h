/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-catalog.h"
#include "review-decision.h"

G_BEGIN_DECLS

ReviewText *review_customer_text_compose (const ReviewCatalog *catalog,
                                          const char *case_type,
                                          const char *const *codes,
                                          gint64 due_at);
ReviewText *review_customer_text_notice (const ReviewCatalog *catalog,
                                         const char *case_type,
                                         const ReviewForm *form,
                                         const char **ret_code);

G_END_DECLS
