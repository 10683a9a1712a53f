/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-store.h"

G_BEGIN_DECLS

/**
 * ReviewStaging:
 * What an import has read and not yet stored, in tables of the store: cases by their key, rows by
 * the keys that they name. Memory holds one batch. One import at a time uses it.
 */
typedef struct _ReviewStaging ReviewStaging;

/* A case or a row as it was staged. */
typedef struct
{
  char *key; /* of a case; NULL for a row */
  int spec;  /* of a row: index into the mapping's files */
  int file;  /* index into the import's files */
  gint64 line;
  char *body; /* of a listed case: its hash; see review_staging_load_body() */
} ReviewStaged;

ReviewStaging *review_staging_open (ReviewStore *store, GError **error);
void review_staging_free (ReviewStaging *self);
gboolean review_staging_add_case (ReviewStaging *self,
                                  const char *key,
                                  int file,
                                  gint64 line,
                                  const char *what,
                                  const char *body,
                                  GPtrArray *keys,
                                  GError **error);
gboolean review_staging_add_row (ReviewStaging *self,
                                 int spec,
                                 int file,
                                 gint64 line,
                                 const char *body,
                                 GPtrArray *links,
                                 GError **error);
gboolean review_staging_flush (ReviewStaging *self, GError **error);
gboolean review_staging_clear (ReviewStaging *self, GError **error);

gint64 review_staging_count_cases (ReviewTx *tx, GError **error);
gint64 review_staging_count_unmatched (ReviewTx *tx, GError **error);
GPtrArray *review_staging_list_conflicts (ReviewTx *tx, GError **error);
gboolean review_staging_drop_case (ReviewTx *tx, const char *key, GError **error);
GPtrArray *
review_staging_list_cases (ReviewTx *tx, const char *after, gint64 limit, GError **error);
char *review_staging_load_body (ReviewTx *tx, const ReviewStaged *staged, GError **error);
GPtrArray *
review_staging_list_rows (ReviewTx *tx, const char *case_key, gint64 limit, GError **error);

char *review_staging_pack (const char *const *values, guint n);
gboolean review_staging_unpack (char *body, const char **values, guint n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReviewStaging, review_staging_free)

G_END_DECLS
