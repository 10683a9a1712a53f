/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Searches for recurring errors that people ask for and do not wait for. */
#pragma once

#include <gio/gio.h>

#include "review-scan-job.h"
#include "review-service.h"

G_BEGIN_DECLS

ReviewScanJobList *review_service_list_scans (ReviewService *self, GError **error);
ReviewScanJob *review_service_ask_scan (ReviewService *self,
                                        const ReviewCall *call,
                                        const ReviewPatternScanRequest *request,
                                        GError **error);
ReviewScanJob *review_service_cancel_scan (ReviewService *self,
                                           const ReviewCall *call,
                                           const char *job,
                                           GError **error);
gboolean review_service_run_scan (ReviewService *self, GCancellable *stopping, GError **error);

G_END_DECLS
