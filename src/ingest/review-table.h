/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-input.h"

G_BEGIN_DECLS

/* A column that every table has, unless one of its own is called so: the number of the row, from 1
 * (a header is none). For tables without an id. */
#define REVIEW_TABLE_ROW "#row"

/* A row of a table; valid until the next is asked for. */
typedef struct
{
  gint64 line;
  const char *const *values; /* of the bound columns, in their order; NULL: missing */
  const char *fault;         /* (nullable): why there are no values */
} ReviewTableRow;

/**
 * ReviewTable:
 * A file of rows with named columns: CSV with a header, CSV without one, or JSON Lines, where a
 * column is the path of a member (`event.actor.email`). Which of them a file is, is told by its
 * first character.
 */
typedef struct _ReviewTable ReviewTable;

ReviewTable *
review_table_open (const char *path, const char *const *columns, char delimiter, GError **error);
void review_table_free (ReviewTable *self);
GPtrArray *review_table_get_columns (const ReviewTable *self);
GPtrArray *review_table_list_paths (const char *path, GError **error);
gboolean review_table_is_json (const ReviewTable *self);
ReviewInput *review_table_get_input (const ReviewTable *self);
gboolean review_table_bind (ReviewTable *self,
                            GPtrArray *columns,
                            const char *const *missing,
                            GError **error);
gboolean
review_table_next (ReviewTable *self, ReviewTableRow *ret_row, gboolean *ret_end, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReviewTable, review_table_free)

G_END_DECLS
