/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-catalog.h"
#include "review-policy.h"

G_BEGIN_DECLS

gboolean review_catalog_check (const ReviewCatalog *catalog,
                               const ReviewPolicy *policy,
                               GHashTable *origins,
                               GError **error);

G_END_DECLS
