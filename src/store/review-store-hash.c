/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hash of any record, over canonical bytes made from its member table: never over JSON. */
#define G_LOG_DOMAIN "review-store"
#include <math.h>

#include "review-canonical.h"
#include "review-store-fields.h"

static void add_record (ReviewCanonical *bytes, gconstpointer record);

#define MEMBER(c_type, record, member) \
  (*(c_type const *) (((const char *) (record)) + (member)->offset))

static void
add_list (ReviewCanonical *bytes, GPtrArray *list)
{
  review_canonical_add_int (bytes, list != NULL ? list->len : 0);
  for (guint i = 0; list != NULL && i < list->len; i++)
    add_record (bytes, list->pdata[i]);
}

static void
add_strings (ReviewCanonical *bytes, char **list)
{
  review_canonical_add_int (bytes, list != NULL ? g_strv_length (list) : 0);
  for (guint i = 0; list != NULL && list[i] != NULL; i++)
    review_canonical_add (bytes, list[i]);
}

/* As decimal text of 17 digits: enough for every double, and no float in the bytes. */
static void
add_double (ReviewCanonical *bytes, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  review_canonical_add (bytes,
                        isnan (value) ? NULL : g_ascii_formatd (text, sizeof text, "%.17g", value));
}

static void
add_text (ReviewCanonical *bytes, const ReviewText *text)
{
  review_canonical_add (bytes, text != NULL ? text->en : NULL);
  review_canonical_add (bytes, text != NULL ? text->zh_cn : NULL);
}

static void
add_member (ReviewCanonical *bytes, gconstpointer record, const ReviewMember *m)
{
  switch (m->kind)
    {
    case REVIEW_KIND_STRING:
    case REVIEW_KIND_JSON:
      review_canonical_add (bytes, MEMBER (char *, record, m));
      break;
    case REVIEW_KIND_INT:
      review_canonical_add_int (bytes, MEMBER (gint64, record, m));
      break;
    case REVIEW_KIND_TIME: /* in whole milliseconds, as records are kept and served */
      review_canonical_add_int (bytes, MEMBER (gint64, record, m) / 1000);
      break;
    case REVIEW_KIND_DOUBLE:
      add_double (bytes, MEMBER (double, record, m));
      break;
    case REVIEW_KIND_TEXT:
      add_text (bytes, MEMBER (ReviewText *, record, m));
      break;
    case REVIEW_KIND_STRINGS:
      add_strings (bytes, MEMBER (GStrv, record, m));
      break;
    case REVIEW_KIND_RECORD:
      add_record (bytes, MEMBER (gpointer, record, m));
      break;
    case REVIEW_KIND_RECORDS:
      add_list (bytes, MEMBER (GPtrArray *, record, m));
      break;
    case REVIEW_KIND_BOOLEAN:
    case REVIEW_KIND_ENUM:
    default:
      review_canonical_add_int (bytes, MEMBER (int, record, m));
      break;
    }
}

static void
add_record (ReviewCanonical *bytes, gconstpointer record)
{
  const ReviewRecord *self = record;

  review_canonical_add (bytes, self != NULL ? self->type->name : NULL);
  for (const ReviewMember *m = self != NULL ? self->type->members : NULL;
       m != NULL && m->name != NULL; m++)
    {
      review_canonical_add (bytes, m->name);
      add_member (bytes, record, m);
    }
}

static gboolean
is_set (gconstpointer record, const ReviewMember *m)
{
  switch (m->kind)
    {
    case REVIEW_KIND_INT:
    case REVIEW_KIND_TIME:
      return MEMBER (gint64, record, m) != 0;
    case REVIEW_KIND_DOUBLE:
      return !isnan (MEMBER (double, record, m));
    case REVIEW_KIND_RECORDS:
      return MEMBER (GPtrArray *, record, m) != NULL && MEMBER (GPtrArray *, record, m)->len > 0;
    case REVIEW_KIND_BOOLEAN:
    case REVIEW_KIND_ENUM:
      return MEMBER (int, record, m) != 0;
    case REVIEW_KIND_STRING:
    case REVIEW_KIND_TEXT:
    case REVIEW_KIND_STRINGS:
    case REVIEW_KIND_RECORD:
    case REVIEW_KIND_JSON:
    default:
      return MEMBER (gpointer, record, m) != NULL;
    }
}

static void
add_set_members (ReviewCanonical *bytes, gconstpointer record)
{
  const ReviewRecord *self = record;

  review_canonical_add (bytes, self->type->name);
  for (const ReviewMember *m = self->type->members; m->name != NULL; m++)
    {
      GPtrArray *list = m->kind == REVIEW_KIND_RECORDS ? MEMBER (GPtrArray *, record, m) : NULL;

      if (!is_set (record, m))
        continue;
      review_canonical_add (bytes, m->name);
      review_canonical_add_int (bytes, list != NULL ? list->len : 1);
      for (guint i = 0; list != NULL && i < list->len; i++)
        add_set_members (bytes, list->pdata[i]);
      if (m->kind == REVIEW_KIND_RECORD)
        add_set_members (bytes, MEMBER (gpointer, record, m));
      else if (list == NULL)
        add_member (bytes, record, m);
    }
  review_canonical_add (bytes, NULL);
}

/**
 * review_record_content_hash:
 * @record: any record
 *
 * A hash that stays when a later version of the program knows more members: only those that are
 * set count. For what is kept for years and checked again, as policies are.
 *
 * Returns: (transfer full): "2:" and SHA-256 of its canonical bytes, members by name
 */
char *
review_record_content_hash (gconstpointer record)
{
  g_autoptr (ReviewCanonical) bytes = review_canonical_new (2);
  g_autofree char *hash = NULL;

  add_set_members (bytes, record);
  hash = review_canonical_hash (bytes);
  return g_strconcat (REVIEW_CONTENT_HASH, hash, NULL);
}

/**
 * review_record_hash:
 * @record: (nullable): any record
 *
 * Returns: (transfer full) (nullable): SHA-256 of its canonical bytes, members by name
 */
char *
review_record_hash (gconstpointer record)
{
  g_autoptr (ReviewCanonical) bytes = NULL;

  if (record == NULL)
    return NULL;
  bytes = review_canonical_new (1);
  add_record (bytes, record);
  return review_canonical_hash (bytes);
}
