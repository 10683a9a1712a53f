/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  REVIEW_MRZ_TD1 = 1, /* cards: three lines of 30 */
  REVIEW_MRZ_TD2,     /* larger cards: two lines of 36 */
  REVIEW_MRZ_TD3      /* passports: two lines of 44 */
} ReviewMrzFormat;

/* The check digits of a machine-readable zone. */
typedef enum
{
  REVIEW_MRZ_NUMBER = 1 << 0,
  REVIEW_MRZ_BIRTH = 1 << 1,
  REVIEW_MRZ_EXPIRY = 1 << 2,
  REVIEW_MRZ_OPTIONAL = 1 << 3, /* TD3 only */
  REVIEW_MRZ_COMPOSITE = 1 << 4
} ReviewMrzCheck;

/* A machine-readable zone, read. Fillers are left out, dates stay YYMMDD. */
typedef struct
{
  ReviewMrzFormat format;
  char type[3];
  char state[4];
  char name[48]; /* "ERIKSSON, ANNA MARIA" */
  char number[24];
  char nationality[4];
  char birth[7];
  char sex[2];
  char expiry[7];
  guint checks; /* ReviewMrzCheck: those that the format has */
  guint failed; /* ReviewMrzCheck: those that do not agree with what they check */
} ReviewMrz;

int review_mrz_check_digit (const char *text, gsize n);
gboolean
review_mrz_parse (const char *const *lines, guint n_lines, ReviewMrz *ret_mrz, GError **error);
gboolean review_mrz_get_birth (const ReviewMrz *self, gint64 reference, gint64 *ret_day);
gboolean review_mrz_get_expiry (const ReviewMrz *self, gint64 reference, gint64 *ret_day);

G_END_DECLS
