/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-input.h"

G_BEGIN_DECLS

/* One record of a table, or the reason why there is none. Valid until the next is asked for. */
typedef struct
{
  gint64 line;       /* where it begins, from 1 */
  GPtrArray *fields; /* (unowned) (element-type utf8): NULL when there is a fault */
  const char *fault; /* (nullable) */
} ReviewCsvRecord;

/**
 * ReviewCsv:
 * CSV by RFC 4180 (libcsv, strict): quotes only around whole fields and doubled inside, line
 * breaks inside quotes, LF, CR LF or CR between records. Blanks belong to their field. A record
 * that breaks the rules is handed out as a fault; reading goes on with the line after the one on
 * which it began, so that one stray quote does not swallow the rest of the file.
 */
typedef struct _ReviewCsv ReviewCsv;

ReviewCsv *review_csv_new (ReviewInput *input, char delimiter, GError **error);
void review_csv_free (ReviewCsv *self);
gboolean
review_csv_next (ReviewCsv *self, ReviewCsvRecord *ret_record, gboolean *ret_end, GError **error);
char review_csv_get_delimiter (const ReviewCsv *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReviewCsv, review_csv_free)

G_END_DECLS
