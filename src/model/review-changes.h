/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What differs between two values of one type, member by member. */
#pragma once

#include "review-record.h"

G_BEGIN_DECLS

/* One difference. Values are as on the wire; a member that is a record of its own (a condition) has
 * none, because a reader wants it in words. */
typedef struct
{
  ReviewRecord parent;
  char *path;   /* "types[ato].threshold_pass", "rules[r-3].when", "note" */
  char *list;   /* "types"; NULL: a member of the value itself */
  char *key;    /* "ato": which item of the list; NULL as above */
  char *member; /* "threshold_pass"; NULL: the item as a whole came or went */
  char *before; /* NULL: it was not there */
  char *after;  /* NULL: it is not there any more */
  gboolean added;
  gboolean removed;
} ReviewChange;
REVIEW_DECLARE_RECORD (ReviewChange, review_change_type)

GPtrArray *review_changes_between (gconstpointer before, gconstpointer after);

G_END_DECLS
