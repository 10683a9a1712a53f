/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-note.h"
#include "review-store-queue.h"
#include "review-store.h"

G_BEGIN_DECLS

/* Which notes beside a case a reader may see. */
typedef struct
{
  const ReviewScope *scope; /* a vendor's people see what their own vendor wrote */
  gboolean subject;         /* also those on the customer, from whatever case */
  const char *only;         /* (nullable): account: nothing but what it wrote itself */
} ReviewNoteFilter;

gboolean review_store_add_note (
    ReviewTx *tx, const ReviewNote *note, const char *subject, const char *vendor, GError **error);
GPtrArray *review_store_list_notes (ReviewTx *tx,
                                    const char *case_id,
                                    const ReviewNoteFilter *filter,
                                    GError **error);

G_END_DECLS
