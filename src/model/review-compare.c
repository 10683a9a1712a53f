/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a customer declared against what a document says, by the rules that ROCA reads them with:
 * names in any order and transliteration, addresses part by part, numbers character by character. */
#define G_LOG_DOMAIN "review-model"
#include "review-compare.h"

#include <math.h>
#include <string.h>

#include "review-address.h"
#include "review-likeness.h"
#include "review-mrz.h"

#define SAME_NAME 0.9 /* likeness from which two names are one */
#define MOST_MARK 256 /* characters that are compared one by one */

static ReviewCompared
compare_names (const char *a, const char *b)
{
  double likeness = review_name_likeness (a, b);

  if (isnan (likeness))
    return REVIEW_COMPARED_UNKNOWN;
  return likeness >= SAME_NAME ? REVIEW_COMPARED_OTHERWISE : REVIEW_COMPARED_DIFFERS;
}

static ReviewCompared
compare_codes (const char *a, const char *b)
{
  double distance = review_code_distance (a, b);

  if (isnan (distance))
    return REVIEW_COMPARED_UNKNOWN;
  return distance > 0 ? REVIEW_COMPARED_DIFFERS : REVIEW_COMPARED_OTHERWISE;
}

static ReviewCompared
compare_addresses (const char *a, const char *b)
{
  ReviewCompared parts[REVIEW_COMPARE_PARTS];
  ReviewCompared worst = REVIEW_COMPARED_UNKNOWN;

  review_compare_parts (a, b, parts);
  for (guint i = 0; i < REVIEW_COMPARE_PARTS; i++)
    worst = MAX (worst, parts[i]);
  return worst == REVIEW_COMPARED_SAME ? REVIEW_COMPARED_OTHERWISE : worst;
}

/**
 * review_compare:
 * @a: (nullable): a value, UTF-8
 * @b: (nullable): another
 *
 * Returns: whether the two say the same
 */
ReviewCompared
review_compare (ReviewCompareKind kind, const char *a, const char *b)
{
  if (a == NULL || b == NULL || *a == '\0' || *b == '\0')
    return REVIEW_COMPARED_UNKNOWN;
  if (strcmp (a, b) == 0)
    return REVIEW_COMPARED_SAME;
  switch (kind)
    {
    case REVIEW_COMPARE_NAME:
      return compare_names (a, b);
    case REVIEW_COMPARE_ADDRESS:
      return compare_addresses (a, b);
    case REVIEW_COMPARE_CODE:
    default:
      return compare_codes (a, b);
    }
}

/**
 * review_compare_parts:
 * @a: (nullable): an address
 * @b: (nullable): another
 * @ret_parts: (out): of street, number, city and postcode
 *
 * Compares two addresses part by part; language, order and abbreviations do not count.
 */
void
review_compare_parts (const char *a, const char *b, ReviewCompared ret_parts[REVIEW_COMPARE_PARTS])
{
  g_autoptr (ReviewAddress) first = review_address_parse (a != NULL ? a : "");
  g_autoptr (ReviewAddress) second = review_address_parse (b != NULL ? b : "");
  double differ[REVIEW_ADDRESS_PARTS];

  G_STATIC_ASSERT (REVIEW_COMPARE_PARTS == (int) REVIEW_ADDRESS_PARTS);
  review_address_compare (first, second, differ);
  for (guint i = 0; i < REVIEW_COMPARE_PARTS; i++)
    {
      if (isnan (differ[i]))
        ret_parts[i] = REVIEW_COMPARED_UNKNOWN;
      else
        ret_parts[i] = differ[i] > 0 ? REVIEW_COMPARED_DIFFERS : REVIEW_COMPARED_SAME;
    }
}

/* Lengths of the longest common subsequences of the ends of both. */
static guint16 *
measure_common (const gunichar *a, glong n, const gunichar *b, glong m)
{
  guint16 *table = g_new0 (guint16, (gsize) ((n + 1) * (m + 1)));

  for (glong i = n - 1; i >= 0; i--)
    for (glong k = m - 1; k >= 0; k--)
      table[i * (m + 1) + k] = a[i] == b[k]
                                   ? (guint16) (table[(i + 1) * (m + 1) + k + 1] + 1)
                                   : MAX (table[(i + 1) * (m + 1) + k], table[i * (m + 1) + k + 1]);
  return table;
}

/**
 * review_compare_mark:
 * @text: UTF-8
 * @other: what it is compared with
 *
 * Returns: (transfer full): for each character of @text "x" where @other does not have it at its
 *   place, "." where it does; NULL when one of them is too long to be compared so
 */
char *
review_compare_mark (const char *text, const char *other)
{
  g_autofree gunichar *a = NULL;
  g_autofree gunichar *b = NULL;
  g_autofree guint16 *common = NULL;
  GString *marks;
  glong n = 0, m = 0, k = 0;

  a = g_utf8_to_ucs4_fast (text, -1, &n);
  b = g_utf8_to_ucs4_fast (other, -1, &m);
  if (n > MOST_MARK || m > MOST_MARK)
    return NULL;
  common = measure_common (a, n, b, m);
  marks = g_string_new (NULL);
  for (glong i = 0; i < n; i++)
    {
      while (k < m && a[i] != b[k] && common[i * (m + 1) + k + 1] >= common[(i + 1) * (m + 1) + k]
             && common[i * (m + 1) + k + 1] > 0)
        k++;
      if (k < m && a[i] == b[k])
        k++, g_string_append_c (marks, '.');
      else
        g_string_append_c (marks, 'x');
    }
  return g_string_free (marks, FALSE);
}

static const ReviewEvidence *
find_zone (GPtrArray *evidence)
{
  for (guint i = 0; evidence != NULL && i < evidence->len; i++)
    {
      const ReviewEvidence *row = evidence->pdata[i];

      if (review_fields_get (row->fields, "mrz_1") != NULL)
        return row;
    }
  return NULL;
}

static char *
write_birth (const ReviewMrz *zone, gint64 reference)
{
  gint64 day = 0;
  g_autoptr (GDateTime) time = NULL;

  if (!review_mrz_get_birth (zone, reference, &day))
    return NULL;
  time = g_date_time_new_from_unix_utc (day / G_USEC_PER_SEC);
  return g_date_time_format (time, "%Y-%m-%d");
}

/**
 * review_zone_read:
 * @evidence: (nullable): rows; the first with fields "mrz_1" … is read
 *
 * Returns: (transfer full) (nullable): what the zone says; NULL where none can be read
 */
ReviewZone *
review_zone_read (GPtrArray *evidence)
{
  static const char *const names[] = { "mrz_1", "mrz_2", "mrz_3" };
  const ReviewEvidence *row = find_zone (evidence);
  const char *lines[G_N_ELEMENTS (names)] = { NULL };
  ReviewMrz zone;
  ReviewZone *self;
  guint n = 0;

  if (row == NULL)
    return NULL;
  for (; n < G_N_ELEMENTS (names) && review_fields_get (row->fields, names[n]) != NULL; n++)
    lines[n] = review_fields_get (row->fields, names[n]);
  if (!review_mrz_parse (lines, n, &zone, NULL))
    return NULL;
  self = g_new0 (ReviewZone, 1);
  self->name = g_strdup (zone.name);
  self->number = g_strdup (zone.number);
  self->birth = write_birth (&zone, row->at);
  for (guint bits = zone.failed; bits != 0; bits &= bits - 1)
    self->failed++;
  return self;
}

void
review_zone_free (ReviewZone *self)
{
  g_free (self->name);
  g_free (self->number);
  g_free (self->birth);
  g_free (self);
}
