/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-people.h"
#include "review-store.h"

G_BEGIN_DECLS

/* Who may see an event: @vendor NULL is in-house only; "*" is everybody. */
gboolean review_event_add (
    ReviewTx *tx, const char *kind, const char *object, const char *vendor, GError **error);
gboolean review_event_add_for (
    ReviewTx *tx, const char *kind, const char *object, const char *account, GError **error);
gboolean
review_event_add_whole (ReviewTx *tx, const ReviewEvent *event, const char *vendor, GError **error);
GPtrArray *review_event_list (ReviewTx *tx,
                              gint64 after,
                              gint64 limit,
                              gboolean vendor_only,
                              const char *vendor,
                              const char *account,
                              gint64 *ret_last,
                              GError **error);

G_END_DECLS
