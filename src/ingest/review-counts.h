/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-mapping-value.h"
#include "review-tally.h"

G_BEGIN_DECLS

ReviewCounts *
review_counts_new (const ReviewMapping *mapping, const ReviewMappingFile *file, ReviewTally *tally);
void review_counts_free (ReviewCounts *self);
gboolean review_counts_is_empty (const ReviewCounts *self);
gboolean review_counts_stage (
    const ReviewCounts *self, const ReviewMappingRow *row, int file, gint64 line, GError **error);
double review_counts_get (const ReviewCounts *self,
                          const ReviewMappingValue *value,
                          int file,
                          gint64 line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReviewCounts, review_counts_free)

G_END_DECLS
