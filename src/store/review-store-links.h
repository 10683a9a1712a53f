/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-link.h"
#include "review-store-queue.h"
#include "review-store.h"

G_BEGIN_DECLS

/* What of the other cases counts: what the reader may see, as it was at a time. */
typedef struct
{
  const ReviewScope *scope;
  gint64 as_of; /* µs: nothing that came to be after it; 0: everything */
} ReviewLinkView;

/* Another case as somebody who only hears of it sees it. */
typedef struct
{
  char *id;
  char *display_id;
  char *type;
  char *subject;         /* id of the customer */
  char *subject_display; /* masked */
  char *work_item;       /* (nullable): newest look that is no blind one */
  gint64 opened_at;
  int outcome;          /* ReviewOutcome; of a case that waits for a blind look: open */
  gboolean established; /* its truth is confirmed, by more than its decision */
  int nature;           /* ReviewNature of that truth */
} ReviewLinkedCase;

void review_linked_case_free (gpointer linked);

gboolean
review_store_add_links (ReviewTx *tx, const char *case_id, GPtrArray *keys, GError **error);
gboolean
review_store_link_case (ReviewTx *tx, const ReviewCase *one, GPtrArray *evidence, GError **error);

GPtrArray *
review_store_list_links (ReviewTx *tx, const char *case_id, gint64 as_of, GError **error);
gboolean review_store_count_link (ReviewTx *tx,
                                  const ReviewLinkKey *key,
                                  const ReviewLinkView *view,
                                  gint64 *ret_customers,
                                  gboolean *ret_gateway,
                                  GError **error);
GPtrArray *review_store_list_sharing (ReviewTx *tx,
                                      const ReviewLinkKey *key,
                                      const ReviewLinkView *view,
                                      const char *except,
                                      gint64 limit,
                                      GError **error);
gboolean review_store_shares_link (
    ReviewTx *tx, const ReviewLinkKey *key, const char *case_id, gint64 as_of, GError **error);
GPtrArray *review_store_list_of_subject (ReviewTx *tx,
                                         const char *subject,
                                         const ReviewLinkView *view,
                                         const char *except,
                                         GError **error);
ReviewLinkedCase *review_store_load_linked (ReviewTx *tx, const char *case_id, GError **error);

G_END_DECLS
