/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What notes and the inbox need of mentions. */
#pragma once

#include "review-service-private.h"

G_BEGIN_DECLS

gboolean review_service_is_withheld (ReviewService *self,
                                     ReviewTx *tx,
                                     const ReviewUser *user,
                                     const char *case_id,
                                     gboolean *ret,
                                     GError **error);
gboolean review_service_mention (ReviewService *self,
                                 ReviewTx *tx,
                                 const ReviewUser *author,
                                 const ReviewWork *work,
                                 ReviewNote *note,
                                 GError **error);
GPtrArray *review_service_list_mentions (ReviewService *self,
                                         ReviewTx *tx,
                                         const ReviewUser *user,
                                         GError **error);

G_END_DECLS
