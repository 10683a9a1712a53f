/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The difference of two records over their member tables. Items of a list belong together when
 * their first member is the same: it is the name of each record that stands in a list. */
#define G_LOG_DOMAIN "review-model"
#include "review-changes.h"

#include <math.h>

#include "review-enums.h"
#include "review-record-table.h"

static const ReviewMember review_change_type_members[] = {
  REVIEW_M_STRING (ReviewChange, path, REQ),
  REVIEW_M_STRING (ReviewChange, list, OPT),
  REVIEW_M_STRING (ReviewChange, key, OPT),
  REVIEW_M_STRING (ReviewChange, member, OPT),
  REVIEW_M_STRING (ReviewChange, before, OPT),
  REVIEW_M_STRING (ReviewChange, after, OPT),
  REVIEW_M_BOOLEAN (ReviewChange, added, OPT),
  REVIEW_M_BOOLEAN (ReviewChange, removed, OPT),
  REVIEW_M_END,
};
TYPE (review_change_type, ReviewChange, "change")

#define MEMBER(c_type, record, member) G_STRUCT_MEMBER (c_type, record, (member)->offset)

static char *
number_text (double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  return isnan (value) ? NULL : g_strdup (g_ascii_dtostr (buffer, sizeof buffer, value));
}

static char *
whole_text (gint64 value)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, value);
}

/* A member as it is on the wire; NULL where it is absent or a record of its own. */
static char *
member_text (gconstpointer record, const ReviewMember *m)
{
  switch (m->kind)
    {
    case REVIEW_KIND_STRING:
    case REVIEW_KIND_JSON:
      return g_strdup (MEMBER (char *, record, m));
    case REVIEW_KIND_INT:
      return whole_text (MEMBER (gint64, record, m));
    case REVIEW_KIND_TIME:
      return MEMBER (gint64, record, m) != 0 ? whole_text (MEMBER (gint64, record, m)) : NULL;
    case REVIEW_KIND_DOUBLE:
      return number_text (MEMBER (double, record, m));
    case REVIEW_KIND_BOOLEAN:
      return g_strdup (MEMBER (gboolean, record, m) ? "true" : "false");
    case REVIEW_KIND_ENUM:
      return g_strdup (review_enum_nick (m->of, MEMBER (int, record, m)));
    case REVIEW_KIND_STRINGS:
      return MEMBER (GStrv, record, m) != NULL ? g_strjoinv (" ", MEMBER (GStrv, record, m)) : NULL;
    case REVIEW_KIND_TEXT:
      return MEMBER (ReviewText *, record, m) != NULL
                 ? g_strdup_printf ("%s / %s",
                                    review_text_get (MEMBER (ReviewText *, record, m), "en"),
                                    review_text_get (MEMBER (ReviewText *, record, m), "zh"))
                 : NULL;
    case REVIEW_KIND_RECORD:
    case REVIEW_KIND_RECORDS:
    default:
      return NULL;
    }
}

/* Where the comparison stands. */
typedef struct
{
  GPtrArray *changes; /* ReviewChange */
  const char *list;   /* NULL: at the top */
  const char *key;
} Place;

static ReviewChange *
add_change (const Place *place, const char *member)
{
  ReviewChange *change = review_record_new (&review_change_type);

  change->list = g_strdup (place->list);
  change->key = g_strdup (place->key);
  change->member = g_strdup (member);
  if (place->list == NULL)
    change->path = g_strdup (member);
  else
    change->path = g_strdup_printf ("%s[%s]%s%s", place->list, place->key,
                                    member != NULL ? "." : "", member != NULL ? member : "");
  g_ptr_array_add (place->changes, change);
  return change;
}

static char *
item_key (gconstpointer item)
{
  const ReviewRecordType *type = ((const ReviewRecord *) item)->type;
  g_autofree char *key = member_text (item, &type->members[0]);

  return key != NULL ? g_steal_pointer (&key) : g_strdup ("");
}

static gconstpointer
find_item (GPtrArray *list, const char *key)
{
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      g_autofree char *other = item_key (list->pdata[i]);

      if (g_str_equal (key, other))
        return list->pdata[i];
    }
  return NULL;
}

/* Items that both have, in another order: for rules the order is what is tried first. */
static gboolean
is_reordered (GPtrArray *before, GPtrArray *after)
{
  guint at = 0;

  for (guint i = 0; before != NULL && i < before->len; i++)
    {
      g_autofree char *key = item_key (before->pdata[i]);
      guint place = 0;

      if (find_item (after, key) == NULL)
        continue;
      while (find_item (after, key) != after->pdata[place])
        place++;
      if (place < at)
        return TRUE;
      at = place;
    }
  return FALSE;
}

static void compare (gconstpointer before, gconstpointer after, const Place *place);

/* Members of lists inside a list's item (certificates) count as one member. */
static void
compare_lists (GPtrArray *before, GPtrArray *after, const char *name, const Place *place)
{
  for (guint i = 0; before != NULL && i < before->len; i++)
    {
      g_autofree char *key = item_key (before->pdata[i]);
      Place inside = { place->changes, name, key };
      gconstpointer now = find_item (after, key);

      if (now != NULL)
        compare (before->pdata[i], now, &inside);
      else
        add_change (&inside, NULL)->removed = TRUE;
    }
  for (guint i = 0; after != NULL && i < after->len; i++)
    {
      g_autofree char *key = item_key (after->pdata[i]);
      Place inside = { place->changes, name, key };

      if (find_item (before, key) == NULL)
        add_change (&inside, NULL)->added = TRUE;
    }
  if (is_reordered (before, after))
    {
      Place whole = { place->changes, NULL, NULL };
      g_autofree char *order = g_strconcat (name, ".order", NULL);

      add_change (&whole, order);
    }
}

static gboolean
equal_lists (GPtrArray *a, GPtrArray *b)
{
  guint n = a != NULL ? a->len : 0;

  if (n != (b != NULL ? b->len : 0))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!review_record_equal (a->pdata[i], b->pdata[i]))
      return FALSE;
  return TRUE;
}

static void
compare_member (gconstpointer before,
                gconstpointer after,
                const ReviewMember *m,
                const Place *place)
{
  g_autofree char *was = NULL;
  g_autofree char *is = NULL;
  ReviewChange *change;

  if (m->kind == REVIEW_KIND_RECORDS)
    {
      GPtrArray *a = MEMBER (GPtrArray *, before, m), *b = MEMBER (GPtrArray *, after, m);

      if (place->list == NULL)
        compare_lists (a, b, m->name, place);
      else if (!equal_lists (a, b))
        add_change (place, m->name);
      return;
    }
  if (m->kind == REVIEW_KIND_RECORD)
    {
      if (!review_record_equal (MEMBER (gpointer, before, m), MEMBER (gpointer, after, m)))
        add_change (place, m->name);
      return;
    }
  was = member_text (before, m);
  is = member_text (after, m);
  if (g_strcmp0 (was, is) == 0)
    return;
  change = add_change (place, m->name);
  change->before = g_steal_pointer (&was);
  change->after = g_steal_pointer (&is);
}

static void
compare (gconstpointer before, gconstpointer after, const Place *place)
{
  for (const ReviewMember *m = ((const ReviewRecord *) before)->type->members; m->name != NULL; m++)
    compare_member (before, after, m, place);
}

/**
 * review_changes_between:
 * @before: a record
 * @after: a record of the same type
 *
 * Items of the lists in it are matched by their first member, so that a changed item is named by
 * its members; that items stand in another order is one change, "rules.order".
 *
 * Returns: (transfer full) (element-type ReviewChange): the differences in the order of the
 *   member table; empty when there are none
 */
GPtrArray *
review_changes_between (gconstpointer before, gconstpointer after)
{
  g_autoptr (GPtrArray) changes = review_records_new ();
  Place top = { changes, NULL, NULL };

  g_return_val_if_fail (((const ReviewRecord *) before)->type
                            == ((const ReviewRecord *) after)->type,
                        g_steal_pointer (&changes));
  compare (before, after, &top);
  return g_steal_pointer (&changes);
}
