/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-decision.h"
#include "review-truth-report.h"

G_BEGIN_DECLS

char *review_label_csv_header (void);
char *review_label_csv_row (const ReviewLabelRow *row);
char *review_label_studio_task (const ReviewLabelRow *row);
GPtrArray *review_truths_parse (const char *text, gsize len, GError **error);

G_END_DECLS
