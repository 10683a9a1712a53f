/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-decision.h"
#include "review-store.h"

G_BEGIN_DECLS

/* When a person asked for ROCA's verdict. */
typedef struct
{
  gint64 at;  /* 0: never */
  int choice; /* ReviewChoice that they had made by then; unset: none */
} ReviewVerdictShown;

gboolean review_store_add_first_call (ReviewTx *tx,
                                      const char *work_item,
                                      const char *account,
                                      const char *assessment,
                                      const ReviewFirstCall *call,
                                      GError **error);
gboolean review_store_load_first_call (ReviewTx *tx,
                                       const char *work_item,
                                       const char *account,
                                       ReviewFirstCall **ret_call,
                                       GError **error);
gboolean review_store_add_verdict_shown (ReviewTx *tx,
                                         const char *work_item,
                                         const char *account,
                                         const char *assessment,
                                         const ReviewVerdictShown *reveal,
                                         GError **error);
gboolean review_store_load_verdict_shown (ReviewTx *tx,
                                          const char *work_item,
                                          const char *account,
                                          ReviewVerdictShown *ret_shown,
                                          GError **error);
gboolean review_store_has_blind_look (ReviewTx *tx,
                                      const char *case_id,
                                      const char *but_work_item,
                                      const char *account,
                                      gboolean *ret,
                                      GError **error);

G_END_DECLS
