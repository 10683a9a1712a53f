/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "review-catalog.h"
#include "review-policy.h"

G_BEGIN_DECLS

/* Where the parts of the data lie inside a resource; a directory has the same two folders. */
#define REVIEW_DATA_PREFIX "/org/riskops/Review/"

/* Whether @fact is a feature or case value that cases of @case_type may carry. */
typedef gboolean (*ReviewFactKnownFunc) (const char *case_type,
                                         const char *fact,
                                         gpointer user_data);

gboolean review_catalog_load (GResource *resource,
                              ReviewCatalog **ret_catalog,
                              ReviewPolicy **ret_policy,
                              GError **error);
gboolean review_catalog_load_directory (const char *directory,
                                        ReviewCatalog **ret_catalog,
                                        ReviewPolicy **ret_policy,
                                        GError **error);
gboolean review_catalog_check_facts (const ReviewCatalog *catalog,
                                     ReviewFactKnownFunc known,
                                     gpointer user_data,
                                     GError **error);
ReviewCatalog *review_catalog_expand (const ReviewCatalog *catalog, const ReviewPolicy *policy);
ReviewSop *review_sop_expand (const ReviewSop *sop, const ReviewPolicy *policy);
char *review_sop_hash (const ReviewSop *sop);

G_END_DECLS
