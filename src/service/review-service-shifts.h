/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files about shifts and handovers share. */
#pragma once

#include "review-service-private.h"
#include "review-store-desk.h"
#include "review-store-identity.h"
#include "review-store-shifts.h"

G_BEGIN_DECLS

#define REVIEW_KEPT_FOR (30 * REVIEW_MINUTE) /* a case that came back is a person's for so long */

gboolean review_service_find_desk (const ReviewUser *user,
                                   const char *account,
                                   const char **ret,
                                   GError **error);
int review_service_find_standing (ReviewTx *tx, const char *account, GError **error);
gboolean review_service_find_limit (
    ReviewService *self, ReviewTx *tx, const char *account, gint64 *ret, GError **error);
gboolean review_service_audit_person (ReviewTx *tx,
                                      const ReviewUser *actor,
                                      const char *action,
                                      const char *account,
                                      const char *ref,
                                      const char *reason,
                                      gconstpointer after,
                                      GError **error);
gboolean review_service_tell_person (ReviewTx *tx,
                                     const char *kind,
                                     const ReviewUser *person,
                                     GError **error);
ReviewPerson *review_service_build_person (
    ReviewService *self, ReviewTx *tx, const ReviewUser *user, GPtrArray *desk, GError **error);
/* A case that a lead gives to somebody. */
typedef struct
{
  const ReviewUser *by;
  const ReviewUser *to;
  const char *reason;
} ReviewGift;

gboolean review_service_find_room (
    ReviewService *self, ReviewTx *tx, const char *account, gint64 *ret, GError **error);
ReviewUser *review_service_load_assignee (ReviewTx *tx, const char *account, GError **error);
gboolean review_service_give (ReviewTx *tx,
                              const ReviewGift *gift,
                              const char *work_item,
                              gint64 version,
                              gboolean *ret_done,
                              GError **error);
ReviewUser *review_service_load_receiver (ReviewTx *tx, const char *account, GError **error);
gboolean review_service_hand_over_rest (ReviewService *self,
                                        ReviewTx *tx,
                                        const ReviewUser *from,
                                        GError **error);
gboolean review_service_end_shift (ReviewService *self,
                                   ReviewTx *tx,
                                   const ReviewUser *actor,
                                   const ReviewShift *shift,
                                   GError **error);

G_END_DECLS
