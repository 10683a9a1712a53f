/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-watchlist.h"

G_BEGIN_DECLS

/* From here on a name is shown as a match, and as a strong one; 1 is exact. */
#define SCREENING_WEAK   0.86
#define SCREENING_STRONG 0.93

/**
 * ScreeningIndex:
 * Every name and address of the lists in force, to be found by what is like it. Immutable and
 * reference-counted; threads may share it.
 */
typedef struct _ScreeningIndex ScreeningIndex;

typedef struct
{
  const ReviewListEntry *entry; /* (unowned): the index's */
  double score;                 /* 0 to 1 */
} ScreeningMatch;

ScreeningIndex *screening_index_new (GPtrArray *entries);
ScreeningIndex *screening_index_ref (ScreeningIndex *self);
void screening_index_unref (ScreeningIndex *self);
guint screening_index_get_size (const ScreeningIndex *self);
GArray *screening_index_match_name (const ScreeningIndex *self, const char *name);
const ReviewListEntry *screening_index_match_address (const ScreeningIndex *self,
                                                      const char *address);
double screening_name_likeness (const char *a, const char *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScreeningIndex, screening_index_unref)

G_END_DECLS
