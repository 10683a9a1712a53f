/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records: making, sharing, comparing and freeing values over their member tables. */
#define G_LOG_DOMAIN "review-model"
#include "review-record.h"

#include <math.h>
#include <string.h>

#define MEMBER(c_type, record, member) G_STRUCT_MEMBER (c_type, record, (member)->offset)

/**
 * review_record_new:
 * @type: table of the record's struct
 *
 * Returns: (transfer full): a record whose members are all absent (zero; NaN for doubles)
 */
gpointer
review_record_new (const ReviewRecordType *type)
{
  ReviewRecord *record = g_malloc0 (type->size);

  record->type = type;
  record->ref_count = 1;
  for (const ReviewMember *m = type->members; m->name != NULL; m++)
    if (m->kind == REVIEW_KIND_DOUBLE)
      MEMBER (double, record, m) = NAN;
  return record;
}

/**
 * review_record_ref:
 * @record: (nullable): a record
 *
 * Returns: (transfer full) (nullable): @record with one more reference; thread-safe
 */
gpointer
review_record_ref (gpointer record)
{
  if (record != NULL)
    g_atomic_int_inc (&((ReviewRecord *) record)->ref_count);
  return record;
}

static void
clear_member (gpointer record, const ReviewMember *m)
{
  switch (m->kind)
    {
    case REVIEW_KIND_STRING:
    case REVIEW_KIND_JSON:
      g_free (MEMBER (char *, record, m));
      break;
    case REVIEW_KIND_TEXT:
      review_text_free (MEMBER (ReviewText *, record, m));
      break;
    case REVIEW_KIND_STRINGS:
      g_strfreev (MEMBER (GStrv, record, m));
      break;
    case REVIEW_KIND_RECORD:
      review_record_unref (MEMBER (gpointer, record, m));
      break;
    case REVIEW_KIND_RECORDS:
      if (MEMBER (GPtrArray *, record, m) != NULL)
        g_ptr_array_unref (MEMBER (GPtrArray *, record, m));
      break;
    case REVIEW_KIND_INT:
    case REVIEW_KIND_DOUBLE:
    case REVIEW_KIND_BOOLEAN:
    case REVIEW_KIND_TIME:
    case REVIEW_KIND_ENUM:
    default:
      break;
    }
}

/**
 * review_record_unref:
 * @record: (nullable) (transfer full): a record; freed with the last reference
 */
void
review_record_unref (gpointer record)
{
  ReviewRecord *self = record;

  if (self == NULL || !g_atomic_int_dec_and_test (&self->ref_count))
    return;
  for (const ReviewMember *m = self->type->members; m->name != NULL; m++)
    clear_member (self, m);
  g_free (self);
}

static GPtrArray *
copy_records (GPtrArray *from)
{
  GPtrArray *to = NULL;

  if (from == NULL)
    return NULL;
  to = review_records_new ();
  for (guint i = 0; i < from->len; i++)
    g_ptr_array_add (to, review_record_ref (from->pdata[i]));
  return to;
}

static void
copy_member (gpointer to, gconstpointer from, const ReviewMember *m)
{
  switch (m->kind)
    {
    case REVIEW_KIND_STRING:
    case REVIEW_KIND_JSON:
      MEMBER (char *, to, m) = g_strdup (MEMBER (char *, from, m));
      break;
    case REVIEW_KIND_TEXT:
      MEMBER (ReviewText *, to, m) = review_text_copy (MEMBER (ReviewText *, from, m));
      break;
    case REVIEW_KIND_STRINGS:
      MEMBER (GStrv, to, m) = g_strdupv (MEMBER (GStrv, from, m));
      break;
    case REVIEW_KIND_RECORD:
      MEMBER (gpointer, to, m) = review_record_ref (MEMBER (gpointer, from, m));
      break;
    case REVIEW_KIND_RECORDS:
      MEMBER (GPtrArray *, to, m) = copy_records (MEMBER (GPtrArray *, from, m));
      break;
    case REVIEW_KIND_INT:
    case REVIEW_KIND_TIME:
      MEMBER (gint64, to, m) = MEMBER (gint64, from, m);
      break;
    case REVIEW_KIND_DOUBLE:
      MEMBER (double, to, m) = MEMBER (double, from, m);
      break;
    case REVIEW_KIND_BOOLEAN:
    case REVIEW_KIND_ENUM:
    default:
      MEMBER (int, to, m) = MEMBER (int, from, m);
      break;
    }
}

/**
 * review_record_copy:
 * @record: a record
 *
 * Returns: (transfer full): a new record with the same members, for its maker to change
 *   before handing it on; nested records are shared, since they are immutable
 */
gpointer
review_record_copy (gconstpointer record)
{
  const ReviewRecord *from = record;
  gpointer to = review_record_new (from->type);

  for (const ReviewMember *m = from->type->members; m->name != NULL; m++)
    copy_member (to, record, m);
  return to;
}

static gboolean
equal_strings (GStrv a, GStrv b)
{
  static const char *const none[] = { NULL };

  return g_strv_equal (a != NULL ? (const char *const *) a : none,
                       b != NULL ? (const char *const *) b : none);
}

static gboolean
equal_records (GPtrArray *a, GPtrArray *b)
{
  guint n = a != NULL ? a->len : 0;

  if (n != (b != NULL ? b->len : 0))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!review_record_equal (a->pdata[i], b->pdata[i]))
      return FALSE;
  return TRUE;
}

static gboolean
equal_text (const ReviewText *a, const ReviewText *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return g_strcmp0 (a->en, b->en) == 0 && g_strcmp0 (a->zh_cn, b->zh_cn) == 0;
}

static gboolean
equal_double (double a, double b)
{
  return isnan (a) ? isnan (b) : (!isnan (b) && !(a < b) && !(a > b));
}

static gboolean
equal_member (gconstpointer a, gconstpointer b, const ReviewMember *m)
{
  switch (m->kind)
    {
    case REVIEW_KIND_STRING:
    case REVIEW_KIND_JSON:
      return g_strcmp0 (MEMBER (char *, a, m), MEMBER (char *, b, m)) == 0;
    case REVIEW_KIND_TEXT:
      return equal_text (MEMBER (ReviewText *, a, m), MEMBER (ReviewText *, b, m));
    case REVIEW_KIND_STRINGS:
      return equal_strings (MEMBER (GStrv, a, m), MEMBER (GStrv, b, m));
    case REVIEW_KIND_RECORD:
      return review_record_equal (MEMBER (gpointer, a, m), MEMBER (gpointer, b, m));
    case REVIEW_KIND_RECORDS:
      return equal_records (MEMBER (GPtrArray *, a, m), MEMBER (GPtrArray *, b, m));
    case REVIEW_KIND_INT:
    case REVIEW_KIND_TIME:
      return MEMBER (gint64, a, m) == MEMBER (gint64, b, m);
    case REVIEW_KIND_DOUBLE:
      return equal_double (MEMBER (double, a, m), MEMBER (double, b, m));
    case REVIEW_KIND_BOOLEAN:
    case REVIEW_KIND_ENUM:
    default:
      return MEMBER (int, a, m) == MEMBER (int, b, m);
    }
}

/**
 * review_record_equal:
 * @a: (nullable): a record
 * @b: (nullable): a record
 *
 * Returns: whether both are absent, or of one type with equal members, in depth
 */
gboolean
review_record_equal (gconstpointer a, gconstpointer b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL
      || ((const ReviewRecord *) a)->type != ((const ReviewRecord *) b)->type)
    return FALSE;
  for (const ReviewMember *m = ((const ReviewRecord *) a)->type->members; m->name != NULL; m++)
    if (!equal_member (a, b, m))
      return FALSE;
  return TRUE;
}

/**
 * review_records_new:
 *
 * Returns: (transfer full): an empty array that owns a reference to each record in it
 */
GPtrArray *
review_records_new (void)
{
  return g_ptr_array_new_with_free_func (review_record_unref);
}

/**
 * review_text_new:
 * @en: (nullable): English
 * @zh_cn: (nullable): Simplified Chinese; a missing half stays missing and is shown as a gap
 *
 * Returns: (transfer full): a bilingual text
 */
ReviewText *
review_text_new (const char *en, const char *zh_cn)
{
  ReviewText *text = g_new0 (ReviewText, 1);

  text->en = g_strdup (en);
  text->zh_cn = g_strdup (zh_cn);
  return text;
}

ReviewText *
review_text_copy (const ReviewText *text)
{
  return text != NULL ? review_text_new (text->en, text->zh_cn) : NULL;
}

void
review_text_free (ReviewText *text)
{
  if (text == NULL)
    return;
  g_free (text->en);
  g_free (text->zh_cn);
  g_free (text);
}

/**
 * review_text_get:
 * @text: (nullable): a bilingual text
 * @language: `en` or `zh-CN` (anything that starts with "zh")
 *
 * Returns: (transfer none): the half in @language, the other where it is missing, or ""
 */
const char *
review_text_get (const ReviewText *text, const char *language)
{
  const char *first, *second;
  gboolean zh = language != NULL && g_str_has_prefix (language, "zh");

  if (text == NULL)
    return "";
  first = zh ? text->zh_cn : text->en;
  second = zh ? text->en : text->zh_cn;
  return first != NULL ? first : (second != NULL ? second : "");
}

/**
 * review_enum_nick:
 * @value: a member of @list, or 0 for unset
 *
 * Returns: (nullable) (transfer none): its name on the wire and in the store
 */
const char *
review_enum_nick (const ReviewEnum *list, int value)
{
  for (int i = 0; list->nicks[i] != NULL; i++)
    if (i + 1 == value)
      return list->nicks[i];
  return NULL;
}

/**
 * review_enum_value:
 * @nick: (nullable): a name
 *
 * Returns: its value, 0 when @nick is not a member of the closed list
 */
int
review_enum_value (const ReviewEnum *list, const char *nick)
{
  for (int i = 0; nick != NULL && list->nicks[i] != NULL; i++)
    if (strcmp (list->nicks[i], nick) == 0)
      return i + 1;
  return 0;
}
