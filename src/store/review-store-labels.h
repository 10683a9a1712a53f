/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-store.h"

G_BEGIN_DECLS

gboolean review_store_log_labels (ReviewTx *tx,
                                  const char *case_id,
                                  gint64 *ret_corrections,
                                  GError **error);
gboolean review_store_is_agreed (ReviewTx *tx,
                                 const char *case_id,
                                 gboolean positive,
                                 const char *account,
                                 gboolean *ret,
                                 GError **error);

G_END_DECLS
