/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-case.h"

G_BEGIN_DECLS

/* What two values are, and so by what rule they agree. */
typedef enum
{
  REVIEW_COMPARE_NAME,
  REVIEW_COMPARE_CODE, /* a number of a document, a date */
  REVIEW_COMPARE_ADDRESS
} ReviewCompareKind;

typedef enum
{
  REVIEW_COMPARED_UNKNOWN, /* one of them is missing, or the scripts cannot be compared */
  REVIEW_COMPARED_SAME,
  REVIEW_COMPARED_OTHERWISE, /* the same in another order, spelling or transliteration */
  REVIEW_COMPARED_DIFFERS
} ReviewCompared;

/* The parts of an address, in the order of review_compare_parts(). */
#define REVIEW_COMPARE_PARTS 4

/* What a machine-readable zone says. */
typedef struct
{
  char *name;   /* (owned): "ERIKSSON, ANNA MARIA" */
  char *number; /* (owned) */
  char *birth;  /* (owned) (nullable): "1974-08-12" */
  guint failed; /* how many of its check digits do not agree */
} ReviewZone;

ReviewCompared review_compare (ReviewCompareKind kind, const char *a, const char *b);
void
review_compare_parts (const char *a, const char *b, ReviewCompared ret_parts[REVIEW_COMPARE_PARTS]);
char *review_compare_mark (const char *text, const char *other);
ReviewZone *review_zone_read (GPtrArray *evidence);
void review_zone_free (ReviewZone *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReviewZone, review_zone_free)

G_END_DECLS
