/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-catalog.h"
#include "review-store.h"

G_BEGIN_DECLS

gboolean review_store_put_types (ReviewTx *tx,
                                 const ReviewCaseType *type,
                                 GPtrArray *features,
                                 GError **error);
ReviewCatalog *
review_store_dup_catalog (ReviewStore *store, const ReviewCatalog *base, GError **error);
ReviewCatalog *
review_catalog_extend (const ReviewCatalog *base, const ReviewCaseType *type, GPtrArray *features);

G_END_DECLS
