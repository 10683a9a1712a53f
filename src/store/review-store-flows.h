/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-flows.h"
#include "review-store-queue.h"

G_BEGIN_DECLS

#define REVIEW_STORE_FLOWS_PAGE 50

/* Whose flows are asked for, and as what. */
typedef struct
{
  const char *party;        /* as review_party_key() has it */
  const char *case_id;      /* the case that is open: its own rows are not told again */
  const ReviewScope *scope; /* cases that the reader may see */
  gint64 as_of;             /* µs; flows that went on after it are left out. 0: all */
  gint64 offset;
} ReviewFlowQuestion;

gboolean
review_store_write_flows (ReviewTx *tx, const ReviewCase *one, GPtrArray *evidence, GError **error);
gboolean review_store_is_near (ReviewTx *tx,
                               const ReviewFlowQuestion *question,
                               gboolean *ret_near,
                               GError **error);
ReviewFlowPage *
review_store_ask_flows (ReviewTx *tx, const ReviewFlowQuestion *question, GError **error);

G_END_DECLS
