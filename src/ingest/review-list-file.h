/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-watchlist.h"

G_BEGIN_DECLS

/* How a screening list is written. */
typedef enum
{
  REVIEW_LIST_OFAC_SDN = 1, /* sdn.csv of the OFAC: entries with their own names */
  REVIEW_LIST_OFAC_ALT,     /* alt.csv of the OFAC: further names of entries */
  REVIEW_LIST_UN,           /* the UN's consolidated list, XML */
  REVIEW_LIST_LINES         /* one name or address per line */
} ReviewListFormat;

extern const ReviewEnum review_list_formats;

GPtrArray *
review_list_file_read (const char *path, int format, const char *list, int kind, GError **error);

G_END_DECLS
