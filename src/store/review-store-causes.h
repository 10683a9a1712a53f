/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-store.h"

G_BEGIN_DECLS

GPtrArray *review_store_count_causes (
    ReviewTx *tx, const char *case_type, const char *vendor, gint64 since, GError **error);

G_END_DECLS
