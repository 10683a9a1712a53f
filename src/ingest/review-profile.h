/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Most different values of a column that are remembered. */
#define REVIEW_PROFILE_DISTINCT 24

/* Most different values of a column by which repetitions are told. */
#define REVIEW_PROFILE_SEEN 100000

/* What is known of a column after reading the whole file. */
typedef struct
{
  char *name;
  gint64 filled;       /* rows in which it holds something */
  gint64 ids;          /* of them: rows in which it holds an id of a case */
  gint64 own;          /* rows in which it equals the row's key (the first join found) */
  gboolean number;     /* every value is one */
  gboolean whole;      /* every value is a whole number */
  gboolean amount;     /* every value is an exact decimal */
  gboolean boolean;    /* every value reads as yes or no */
  gboolean words;      /* … and none of them is 0 or 1 */
  gboolean email;      /* every value is an e-mail address */
  gboolean ip;         /* every value is an IP address */
  gint64 repeated;     /* rows in which it holds what an earlier row held */
  const char *format;  /* (nullable): every value is a time of this format */
  GPtrArray *distinct; /* (element-type utf8): up to the limit */
  GArray *counts;      /* of gint64: how often each occurs */
  gboolean many;       /* there are more different values */
  GHashTable *seen;    /* hashes of the different values, up to a limit */
} ReviewColumnProfile;

typedef struct
{
  char *path;
  char *name; /* without its folder */
  gboolean json;
  gboolean no_header;
  gint64 rows;        /* read without fault */
  gint64 hollow;      /* in which nothing stands but ids */
  GPtrArray *columns; /* (element-type ReviewColumnProfile) */
} ReviewFileProfile;

extern const char *const review_profile_missing[];

ReviewFileProfile *
review_file_profile_new (const char *path, gboolean no_header, GHashTable *ids, GError **error);
void review_file_profile_free (ReviewFileProfile *self);
ReviewColumnProfile *review_file_profile_find (const ReviewFileProfile *self, const char *name);
gboolean review_file_profile_collect (const ReviewFileProfile *self,
                                      const char *column,
                                      GHashTable *values,
                                      GError **error);
gboolean review_file_profile_count_own (ReviewFileProfile *self, const char *key, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReviewFileProfile, review_file_profile_free)

G_END_DECLS
