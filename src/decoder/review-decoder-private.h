/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-decoder.h"

G_BEGIN_DECLS

/* One run of the decoder. */
typedef struct
{
  const char *program;
  const char *bubblewrap; /* (nullable): without it, run as it is */
  GBytes *file;           /* (nullable): only ask whether it can be confined */
  gint64 time_limit;      /* µs */
} ReviewDecoderRun;

ReviewDocument *
review_decoder_run (const ReviewDecoderRun *run, GCancellable *cancellable, GError **error);

G_END_DECLS
