/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  REVIEW_CITES_NOTHING,
  REVIEW_CITES_EVIDENCE, /* at least one row of the case */
  REVIEW_CITES_UNKNOWN   /* a row that the case does not have */
} ReviewCites;

ReviewCites review_annotation_cites (const char *text, GPtrArray *evidence);
GPtrArray *review_annotation_list_rows (const char *text, GPtrArray *evidence);
char *review_annotation_fold (const char *text);
double review_annotation_likeness (const char *one, const char *other);

#define REVIEW_ANNOTATION_COPY 0.9 /* likeness from which a text is a copy of another */

G_END_DECLS
