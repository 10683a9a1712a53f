/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Helpers that the typed functions of this room share. */
#pragma once

#include "review-enums.h"
#include "review-store.h"

G_BEGIN_DECLS

gboolean review_rows_end (GError **error, GError *local);
GPtrArray *review_rows_read_ids (ReviewRows *rows, GError **error);
int review_rows_get_enum (ReviewRows *self, int column, const ReviewEnum *list);
void review_store_set_not_found (GError **error);
gint64 review_store_rank_value (const char *value);

G_END_DECLS
