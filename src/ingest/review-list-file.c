/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Screening lists as their publishers write them become entries. A line that is not as the format
 * has it stops the import: half a sanctions list is worse than yesterday's. */
#define G_LOG_DOMAIN "review-ingest"
#include "review-list-file.h"

#include <string.h>

#include "review-csv.h"
#include "review-error.h"
#include "review-lines.h"
#include "review-list-un.h"

#define DOS_END "\x1a" /* the last line of files that DOS programs wrote */

const ReviewEnum review_list_formats = {
  "list_formats", (const char *const[]){ "ofac-sdn", "ofac-alt", "un", "lines", NULL }
};

typedef struct
{
  const char *list;
  int kind;
  GPtrArray *entries; /* (owned) (element-type ReviewListEntry) */
} Reading;

static ReviewListEntry *
add_entry (Reading *self, const char *id, const char *name, gboolean alias)
{
  ReviewListEntry *entry = review_record_new (&review_list_entry_type);

  entry->list = g_strdup (self->list);
  entry->kind = self->kind;
  entry->entry_id = g_strdup (id);
  entry->name = g_strdup (name);
  entry->alias = alias;
  g_ptr_array_add (self->entries, entry);
  return entry;
}

/* "-0- " is nothing. */
static char *
dup_ofac (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  return *stripped == '\0' || strcmp (stripped, "-0-") == 0 ? NULL : g_steal_pointer (&stripped);
}

/* What stands after @label in the remarks, up to the semicolon or the end. */
static char *
find_remark (const char *remarks, const char *label)
{
  const char *p = remarks != NULL ? strstr (remarks, label) : NULL;

  if (p == NULL || (p != remarks && p[-1] != ' ') || g_str_has_suffix (remarks, label))
    return NULL;
  p += strlen (label);
  return g_strstrip (g_strndup (p, strcspn (p, ";.")));
}

/* "10 Dec 1948", "Dec 1948", "1948", "circa 1948": as far as it says something. */
static char *
parse_birth (const char *text)
{
  static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  guint n = g_strv_length (words);
  const char *year = n > 0 ? words[n - 1] : "";
  const char *month = n > 1 && strlen (words[n - 2]) == 3 ? strstr (months, words[n - 2]) : NULL;
  int day = n > 2 ? (int) g_ascii_strtoll (words[n - 3], NULL, 10) : 0;

  if (strlen (year) != 4 || strspn (year, "0123456789") != 4)
    return NULL;
  if (month == NULL || (month - months) % 3 != 0)
    return g_strdup (year);
  if (day < 1 || day > 31)
    return g_strdup_printf ("%s-%02d", year, (int) (month - months) / 3 + 1);
  return g_strdup_printf ("%s-%02d-%02d", year, (int) (month - months) / 3 + 1, day);
}

static gboolean
add_sdn (Reading *self, GPtrArray *fields)
{
  g_autofree char *id = dup_ofac (fields->pdata[0]);
  g_autofree char *name = dup_ofac (fields->pdata[1]);
  g_autofree char *remarks = dup_ofac (fields->pdata[11]);
  g_autofree char *birth = find_remark (remarks, "DOB ");
  ReviewListEntry *entry;

  if (id == NULL || name == NULL)
    return FALSE;
  entry = add_entry (self, id, name, FALSE);
  entry->programme = dup_ofac (fields->pdata[3]);
  entry->date_of_birth = birth != NULL ? parse_birth (birth) : NULL;
  entry->nationality = find_remark (remarks, "nationality ");
  return TRUE;
}

static gboolean
add_alt (Reading *self, GPtrArray *fields)
{
  g_autofree char *id = dup_ofac (fields->pdata[0]);
  g_autofree char *name = dup_ofac (fields->pdata[3]);

  if (id == NULL || name == NULL)
    return FALSE;
  add_entry (self, id, name, TRUE);
  return TRUE;
}

static gboolean
read_csv (Reading *self, const char *path, guint columns, GError **error)
{
  g_autoptr (ReviewInput) input = review_input_open (path, error);
  g_autoptr (ReviewCsv) csv = input != NULL ? review_csv_new (input, ',', error) : NULL;

  if (csv == NULL)
    return FALSE;
  for (;;)
    {
      ReviewCsvRecord record;
      gboolean end = FALSE;

      if (!review_csv_next (csv, &record, &end, error))
        return FALSE;
      if (end)
        return TRUE;
      if (record.fields != NULL && record.fields->len == 1
          && strcmp (record.fields->pdata[0], DOS_END) == 0)
        continue;
      if (record.fields != NULL && record.fields->len == columns
          && (columns == 12 ? add_sdn : add_alt) (self, record.fields))
        continue;
      g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID, "%s:%" G_GINT64_FORMAT ": %s", path,
                   record.line, record.fault != NULL ? record.fault : "is no row of this format");
      return FALSE;
    }
}

static gboolean
read_line (Reading *self, const char *path, const ReviewLine *line, GError **error)
{
  g_autofree char *text = g_strstrip (g_strndup (line->bytes, line->len));

  if (line->fault != NULL)
    {
      g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID, "%s:%" G_GINT64_FORMAT ": %s", path,
                   line->number, line->fault);
      return FALSE;
    }
  if (*text != '\0' && *text != '#')
    add_entry (self, text, text, FALSE);
  return TRUE;
}

static gboolean
read_lines (Reading *self, const char *path, GError **error)
{
  g_autoptr (ReviewInput) input = review_input_open (path, error);
  g_autoptr (ReviewLines) lines =
      input != NULL ? review_lines_new (input, REVIEW_LINES_LF, error) : NULL;

  if (lines == NULL)
    return FALSE;
  for (;;)
    {
      ReviewLine line;
      gboolean end = FALSE;

      if (!review_lines_next (lines, &line, &end, error))
        return FALSE;
      if (end)
        return TRUE;
      if (!read_line (self, path, &line, error))
        return FALSE;
    }
}

static gboolean
read_file (Reading *self, const char *path, int format, GError **error)
{
  switch (format)
    {
    case REVIEW_LIST_OFAC_SDN:
      return read_csv (self, path, 12, error);
    case REVIEW_LIST_OFAC_ALT:
      return read_csv (self, path, 5, error);
    case REVIEW_LIST_UN:
      return review_list_un_read (path, self->list, self->entries, error);
    default:
      return read_lines (self, path, error);
    }
}

/**
 * review_list_file_read:
 * @path: plain or gzip
 * @format: a ReviewListFormat
 * @list: the name under which its entries are kept
 * @kind: a ReviewListKind; only lines may be addresses
 *
 * Returns: (transfer full) (element-type ReviewListEntry): its entries, at least one; %NULL with
 *   INVALID naming the line when it is not as the format has it
 */
GPtrArray *
review_list_file_read (const char *path, int format, const char *list, int kind, GError **error)
{
  g_autoptr (GPtrArray) entries = review_records_new ();
  Reading self = { list, kind, entries };

  if (kind == REVIEW_LIST_ADDRESSES && format != REVIEW_LIST_LINES)
    {
      review_error_set_field (error, "kind", "addresses are given as lines");
      return NULL;
    }
  if (!read_file (&self, path, format, error))
    return NULL;
  if (entries->len > 0)
    return g_steal_pointer (&entries);
  g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID, "%s: the list has no entry", path);
  return NULL;
}
