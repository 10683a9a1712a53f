/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "review-demo.h"
#include "review-service.h"

G_BEGIN_DECLS

/* What was generated of one case type. */
typedef struct
{
  const char *case_type; /* (static) */
  guint history;
  guint arriving;
  guint added;   /* of both; the others were in the store before */
  guint planted; /* cases that carry a planted error */
  guint positives;
  double oracle_auc; /* of the true probability, over history and arriving cases */
} ReviewDemoTally;

gboolean review_demo_intake (ReviewService *service,
                             const ReviewDemoOptions *options,
                             const char *case_type,
                             GCancellable *cancellable,
                             ReviewProgressFunc progress,
                             gpointer user_data,
                             ReviewDemoTally *ret_tally,
                             GError **error);

G_END_DECLS
