/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-catalog.h"
#include "review-policy.h"

G_BEGIN_DECLS

/* What is wrong with one code or type: @member begins with a dot, @why says what. */
typedef struct
{
  const char *member;
  char *why; /* (owned) */
} ReviewCatalogFault;

gboolean review_catalog_check_commands (const ReviewCatalog *catalog,
                                        const ReviewPolicy *policy,
                                        const ReviewCode *code,
                                        ReviewCatalogFault *ret);
gboolean review_catalog_check_pass (const ReviewCatalog *catalog,
                                    const ReviewCaseType *type,
                                    ReviewCatalogFault *ret);

G_END_DECLS
