/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Helpers that the typed functions of this room share. */
#pragma once

#include "review-enums.h"
#include "review-store.h"

G_BEGIN_DECLS

gboolean review_rows_end (GError **error, GError *local);
/* Reads the present row. (transfer full): a record; %NULL on error */
typedef gpointer (*ReviewRowsReadFunc) (ReviewRows *rows, GError **error);
gboolean
review_rows_read_first (ReviewRows *rows, ReviewRowsReadFunc read, gpointer *ret, GError **error);
gpointer review_rows_read_only (ReviewRows *rows, ReviewRowsReadFunc read, GError **error);
GPtrArray *review_rows_read_all (ReviewRows *rows, ReviewRowsReadFunc read, GError **error);
GPtrArray *review_rows_read_ids (ReviewRows *rows, GError **error);
int review_rows_get_enum (ReviewRows *self, int column, const ReviewEnum *list);
void review_store_set_not_found (GError **error);
gint64 review_store_rank_value (const char *value);

/* Of case_file c: nobody has yet to judge it without what ROCA says, nor is tested with it. What was
 * said of the others shows in no example and in no count. */
#define REVIEW_NOT_BLIND                                                                  \
  "NOT EXISTS (SELECT 1 FROM work_item w WHERE w.case_id = c.id AND (w.purpose = 'gold' " \
  "OR (w.state <> 'closed' AND (w.blind IN ('hidden', 'on_demand') "                      \
  "OR w.purpose IN ('audit', 'calibration')))))"

G_END_DECLS
