/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-profile.h"
#include "review-suggest.h"

G_BEGIN_DECLS

/* A mapping while it is being suggested. */
typedef struct
{
  const ReviewSuggestOptions *options;
  ReviewMapping *mapping;
  ReviewFileProfile *cases;          /* (owned) */
  const ReviewColumnProfile *opened; /* (unowned) (nullable): when a case was opened */
  GHashTable *ids;                   /* (owned) */
} ReviewSuggestion;

gboolean review_suggest_has_word (const char *name, const char *const *words);
ReviewMappingValue *review_suggest_value (const char *name, const char *column, int type);
char *review_suggest_id (const char *column, GHashTable *taken);
int review_suggest_type (const ReviewColumnProfile *c);
ReviewMappingValue *review_suggest_field (const ReviewColumnProfile *c, GHashTable *taken);
GHashTable *review_suggest_names (void);
void review_suggest_cases (ReviewSuggestion *s);

G_END_DECLS
