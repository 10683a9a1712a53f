/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-service.h"
#include "review-store-wide-bands.h"

G_BEGIN_DECLS

typedef enum
{
  REVIEW_BAND_LEAVES, /* what was said stands */
  REVIEW_BAND_TAKES,  /* a person decides */
  REVIEW_BAND_HOLDS   /* nobody has room: it waits undecided */
} ReviewBandAnswer;

gboolean review_service_ask_band (ReviewService *self,
                                  ReviewTx *tx,
                                  const char *case_type,
                                  const ReviewAssessment *said,
                                  ReviewBandAnswer *ret_answer,
                                  char **ret_band,
                                  GError **error);
gboolean
review_service_hold_case (ReviewTx *tx, const char *band_id, const char *case_id, GError **error);
ReviewDriftSide *review_service_watch_side (ReviewService *self,
                                            ReviewTx *tx,
                                            const char *case_type,
                                            int side,
                                            gint64 since,
                                            GError **error);
gboolean review_service_watch_bands (ReviewService *self, GError **error);
gboolean review_service_drip_bands (ReviewService *self, GError **error);

G_END_DECLS
