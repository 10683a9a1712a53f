/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes to lines to records to rows: gzip whole and broken, long and foreign lines, quoting. */
#include <string.h>

#include "ingest-helper.h"
#include "review-csv.h"
#include "review-error.h"
#include "review-json-flat.h"
#include "review-lines.h"
#include "review-table.h"

#define FIELD  "|"
#define RECORD "\n"

/* Every record as one text: fields with |, records with line ends, faults as !line. */
static char *
dump (const char *path, char delimiter, GError **error)
{
  g_autoptr (ReviewInput) input = review_input_open (path, error);
  g_autoptr (ReviewCsv) csv = input != NULL ? review_csv_new (input, delimiter, error) : NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean end = FALSE;

  while (csv != NULL)
    {
      ReviewCsvRecord record;

      if (!review_csv_next (csv, &record, &end, error))
        return NULL;
      if (end)
        return g_string_free (g_steal_pointer (&out), FALSE);
      g_string_append_printf (out, record.fault != NULL ? "!%d" : "%d:", (int) record.line);
      for (guint i = 0; record.fault == NULL && i < record.fields->len; i++)
        g_string_append_printf (out, "%s%s", i > 0 ? FIELD : "", (char *) record.fields->pdata[i]);
      g_string_append (out, RECORD);
    }
  return NULL;
}

static void
assert_dump (const char *bytes, gssize len, char delimiter, const char *expected)
{
  char *folder = test_folder_new ();
  g_autofree char *path = test_write (folder, "a.csv", bytes, len);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = dump (path, delimiter, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
  test_folder_remove (folder);
}

static void
test_quoting (void)
{
  assert_dump ("a,b\n1,2\n", -1, ',', "1:a|b\n2:1|2\n");
  assert_dump ("a,b\r\n1,2\r\n", -1, ',', "1:a|b\n2:1|2\n");
  assert_dump ("a,b\r1,2", -1, ',', "1:a|b\n2:1|2\n");
  assert_dump ("\"a,1\",b\n", -1, ',', "1:a,1|b\n");
  assert_dump ("\"say \"\"ha\"\"\",b\n", -1, ',', "1:say \"ha\"|b\n");
  assert_dump ("\"two\nlines\",b\nc,d\n", -1, ',', "1:two\nlines|b\n3:c|d\n");
  assert_dump ("\"two\r\nlines\",b\r\nc,d\r\n", -1, ',', "1:two\r\nlines|b\n3:c|d\n");
  assert_dump ("a,\"\",\n", -1, ',', "1:a||\n");
  assert_dump (" a , b \n", -1, ',', "1: a | b \n");
  assert_dump ("\n\na,b\n\nc,d\n", -1, ',', "3:a|b\n5:c|d\n");
  assert_dump ("", 0, ',', "");
  assert_dump ("a", 1, ',', "1:a\n");
  assert_dump ("\xef\xbb\xbf"
               "a,b\n",
               -1, ',', "1:a|b\n");
  assert_dump ("名,ü\n", -1, ',', "1:名|ü\n");
}

/* What is wrong is one record, with its line; the next line is read on. */
static void
test_broken_quoting (void)
{
  assert_dump ("a,b\n1,2\"x\n3,4\n", -1, ',', "1:a|b\n!2\n3:3|4\n");
  assert_dump ("a,b\n\"1\"x,2\n3,4\n", -1, ',', "1:a|b\n!2\n3:3|4\n");
  assert_dump ("a,b\n\"1,2\n3,4\n5,6\n", -1, ',', "1:a|b\n!2\n3:3|4\n4:5|6\n");
  assert_dump ("a\n\"x", -1, ',', "1:a\n!2\n");
}

static void
test_bad_bytes (void)
{
  static const char nul[] = "a,b\n1,\0"
                            "2\n3,4\n";

  assert_dump (nul, sizeof nul - 1, ',', "1:a|b\n!2\n3:3|4\n");
  assert_dump ("a,b\n1,\xff\xfe\n3,4\n", -1, ',', "1:a|b\n!2\n3:3|4\n");
  assert_dump ("a,b\n1,\xed\xa0\x80\n3,4\n", -1, ',', "1:a|b\n!2\n3:3|4\n");
}

static void
test_long_line (void)
{
  g_autoptr (GString) text = g_string_new ("a,b\n1,");

  for (int i = 0; i < 10 * 1024 * 1024 / 16; i++)
    g_string_append (text, "0123456789abcdef");
  g_string_append (text, "\n3,4\n");
  assert_dump (text->str, (gssize) text->len, ',', "1:a|b\n!2\n3:3|4\n");
}

/* A quoted field of many lines that never ends costs one record, not the file. */
static void
test_endless_quote (void)
{
  g_autoptr (GString) text = g_string_new ("a,b\n\"x,y\n");
  g_autofree char *path = NULL;
  g_autofree char *out = NULL;
  char *folder = test_folder_new ();
  g_auto (GStrv) lines = NULL;

  for (int i = 0; i < 3000; i++)
    g_string_append_printf (text, "%d,%d\n", i, i);
  path = test_write (folder, "a.csv", text->str, -1);
  out = dump (path, ',', NULL);
  lines = g_strsplit (out, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3003);
  g_assert_cmpstr (lines[1], ==, "!2");
  g_assert_cmpstr (lines[2], ==, "3:0|0");
  g_assert_cmpstr (lines[3001], ==, "3002:2999|2999");
  test_folder_remove (folder);
}

static void
test_delimiters (void)
{
  assert_dump ("a;b;c\n1,5;2;3\n", -1, 0, "1:a|b|c\n2:1,5|2|3\n");
  assert_dump ("a\tb\n1\t2\n", -1, 0, "1:a|b\n2:1|2\n");
  assert_dump ("a,b\n\"x;y;z;w\",2\n", -1, 0, "1:a|b\n2:x;y;z;w|2\n");
  assert_dump ("only\n1\n", -1, 0, "1:only\n2:1\n");
}

/* A CR LF that the end of a read piece parts is one line end, in and outside quotes. */
static void
test_piece_ends (void)
{
  for (gsize pad = 65530; pad < 65540; pad++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *path = NULL;
      g_autofree char *out = NULL;
      g_autofree char *tail = NULL;
      char *folder = test_folder_new ();

      g_string_append_c (text, '"');
      for (gsize i = 0; i < pad; i++)
        g_string_append_c (text, 'x');
      g_string_append (text, "\r\ny\"\r\nlast,1\r\n");
      path = test_write (folder, "a.csv", text->str, -1);
      out = dump (path, ',', NULL);
      g_assert_nonnull (out);
      tail = g_strdup (out + 2 + pad);
      g_assert_cmpstr (tail, ==, "\r\ny\n3:last|1\n");
      test_folder_remove (folder);
    }
}

/* Whatever bytes come, reading ends, and each record begins on a later line than the one before. */
static void
test_random_bytes (void)
{
  static const char alphabet[] = "a1,;\"\"\"\n\n\r \xc3\xa9\xff";
  g_autoptr (GRand) rand = g_rand_new_with_seed (77);
  char *folder = test_folder_new ();

  for (int turn = 0; turn < 600; turn++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *path = NULL;
      g_autoptr (ReviewInput) input = NULL;
      g_autoptr (ReviewCsv) csv = NULL;
      gint32 n = g_rand_int_range (rand, 0, 200);
      gint64 last = 0;
      gboolean end = FALSE;

      for (gint32 i = 0; i < n; i++)
        g_string_append_c (text, alphabet[g_rand_int_range (rand, 0, (gint32) sizeof alphabet)]);
      path = test_write (folder, "random.csv", text->str, (gssize) text->len);
      input = review_input_open (path, NULL);
      csv = review_csv_new (input, turn % 2 == 0 ? ',' : '\0', NULL);
      g_assert_nonnull (csv);
      for (;;)
        {
          ReviewCsvRecord record;

          g_assert_true (review_csv_next (csv, &record, &end, NULL));
          if (end)
            break;
          g_assert_cmpint (record.line, >, last);
          g_assert_true ((record.fault != NULL) == (record.fields == NULL));
          last = record.line;
        }
    }
  test_folder_remove (folder);
}

static void
assert_unreadable (const char *path, int code, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *out = dump (path, ',', &error);

  g_assert_null (out);
  g_assert_error (error, REVIEW_ERROR, code);
  g_assert_nonnull (strstr (error->message, text));
}

static void
test_gzip_files (void)
{
  char *folder = test_folder_new ();
  g_autoptr (GBytes) one = test_gzip ("a,b\n", -1);
  g_autoptr (GBytes) two = test_gzip ("1,2\n", -1);
  g_autoptr (GByteArray) both = g_byte_array_new ();
  g_autofree char *path = NULL;
  g_autofree char *out = NULL;
  g_autofree char *cut = NULL;
  g_autofree char *bad = NULL;
  g_autofree char *tail = NULL;

  g_byte_array_append (both, g_bytes_get_data (one, NULL), (guint) g_bytes_get_size (one));
  g_byte_array_append (both, g_bytes_get_data (two, NULL), (guint) g_bytes_get_size (two));
  path = test_write (folder, "two.gz", (char *) both->data, both->len);
  out = dump (path, ',', NULL);
  g_assert_cmpstr (out, ==, "1:a|b\n2:1|2\n");

  cut = test_write (folder, "cut.gz", (char *) both->data, both->len - 5);
  assert_unreadable (cut, REVIEW_ERROR_SYNTAX, "cut off");
  g_byte_array_append (both, (const guint8 *) "junk", 4);
  tail = test_write (folder, "tail.gz", (char *) both->data, both->len);
  assert_unreadable (tail, REVIEW_ERROR_SYNTAX, "follows the gzip data");
  for (guint i = 12; i < 18; i++)
    both->data[i] ^= 0x5a;
  bad = test_write (folder, "bad.gz", (char *) both->data, both->len);
  assert_unreadable (bad, REVIEW_ERROR_SYNTAX, "damaged");
  test_folder_remove (folder);
}

static void
test_unusable_files (void)
{
  char *folder = test_folder_new ();
  g_autofree char *utf16 = test_write (folder, "utf16.csv",
                                       "\xff\xfe"
                                       "a\0,\0b\0\n\0",
                                       10);

  assert_unreadable (utf16, REVIEW_ERROR_SYNTAX, "UTF-16");
  assert_unreadable (folder, REVIEW_ERROR_FAILED, "folder");
  assert_unreadable ("/nowhere/at/all.csv", REVIEW_ERROR_FAILED, "all.csv");
  test_folder_remove (folder);
}

/* The suite's CSV file; a checkout that turned the CR LF of a *_crlf file into LF is undone. */
static char *
copy_spectrum (const char *folder, const char *name)
{
  g_autofree char *part = g_strdup_printf ("suites/csv-spectrum/csvs/%s.csv", name);
  g_autofree char *path = test_shared (part);
  g_autofree char *text = NULL;
  gsize len;
  g_autoptr (GString) copy = NULL;

  g_assert_true (g_file_get_contents (path, &text, &len, NULL));
  copy = g_string_new_len (text, (gssize) len);
  if (g_str_has_suffix (name, "_crlf") && strchr (copy->str, '\r') == NULL)
    g_string_replace (copy, "\n", "\r\n", 0);
  return test_write (folder, "copy.csv", copy->str, (gssize) copy->len);
}

/* A JSON suite's answer as one text: the values of each object, by the header's names. */
static void
assert_spectrum (const char *name)
{
  char *folder = test_folder_new ();
  g_autofree char *path = copy_spectrum (folder, name);
  g_autofree char *json_part = g_strdup_printf ("suites/csv-spectrum/json/%s.json", name);
  g_autofree char *json_path = test_shared (json_part);
  g_autofree char *json = NULL;
  g_autofree char *wrapped = NULL;
  g_autoptr (GHashTable) texts = NULL;
  g_autoptr (ReviewTable) table = NULL;
  g_autoptr (GError) error = NULL;
  ReviewTableRow row;
  gboolean end = FALSE;
  guint n = 0, cells = 0;

  g_assert_true (g_file_get_contents (json_path, &json, NULL, NULL));
  wrapped = g_strdup_printf ("{\"rows\":%s%s%s}", json[0] == '{' ? "[" : "", json,
                             json[0] == '{' ? "]" : "");
  texts = review_json_flatten (wrapped, strlen (wrapped), 1 << 20, &error);
  g_assert_no_error (error);
  table = review_table_open (path, NULL, ',', &error);
  g_assert_no_error (error);
  g_assert_true (review_table_bind (table, review_table_get_columns (table), NULL, NULL));
  for (;; n++)
    {
      g_assert_true (review_table_next (table, &row, &end, &error));
      if (end)
        break;
      g_assert_null (row.fault);
      for (guint i = 0; i < review_table_get_columns (table)->len; i++, cells++)
        {
          g_autofree char *key = g_strdup_printf (
              "rows.%u.%s", n, (char *) review_table_get_columns (table)->pdata[i]);

          g_assert_cmpstr (row.values[i] != NULL ? row.values[i] : "", ==,
                           g_hash_table_lookup (texts, key));
        }
    }
  g_assert_cmpuint (cells, ==, g_hash_table_size (texts));
  test_folder_remove (folder);
}

static void
test_spectrum (void)
{
  /* location_coordinates is Latin-1 in the suite and refused as such: test_spectrum_latin1 */
  static const char *const names[] = { "comma_in_quotes", "empty",  "empty_crlf",
                                       "escaped_quotes",  "json",   "newlines",
                                       "newlines_crlf",   "simple", "quotes_and_newlines",
                                       "simple_crlf",     "utf8" };
  g_autofree char *there = test_shared ("suites/csv-spectrum/csvs/simple.csv");

  for (guint i = 0; there != NULL && i < G_N_ELEMENTS (names); i++)
    assert_spectrum (names[i]);
  if (there == NULL)
    g_test_skip ("the suite is not beside this tree");
}

static void
test_spectrum_latin1 (void)
{
  g_autofree char *path = test_shared ("suites/csv-spectrum/csvs/location_coordinates.csv");
  g_autofree char *out = NULL;

  if (path == NULL)
    {
      g_test_skip ("the suite is not beside this tree");
      return;
    }
  out = dump (path, ',', NULL);
  g_assert_nonnull (strstr (out, "!2\n"));
}

static void
test_table (void)
{
  char *folder = test_folder_new ();
  g_autofree char *path = test_write (folder, "a.csv", "id,x,y\n1,NA,2\n2,3\n4,5,6\n", -1);
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();
  g_autoptr (ReviewTable) table = review_table_open (path, NULL, 0, NULL);
  static const char *const missing[] = { "NA", NULL };
  g_autoptr (GError) error = NULL;
  ReviewTableRow row;
  gboolean end;

  g_ptr_array_add (columns, (char *) "y");
  g_ptr_array_add (columns, (char *) "x");
  g_assert_true (review_table_bind (table, columns, missing, NULL));
  g_assert_true (review_table_next (table, &row, &end, NULL));
  g_assert_cmpstr (row.values[0], ==, "2");
  g_assert_null (row.values[1]);
  g_assert_true (review_table_next (table, &row, &end, NULL));
  g_assert_cmpstr (row.fault, ==, "the row has 2 fields, 3 are expected");
  g_assert_cmpint (row.line, ==, 3);
  g_assert_true (review_table_next (table, &row, &end, NULL));
  g_assert_cmpstr (row.values[1], ==, "5");
  review_table_free (g_steal_pointer (&table));

  table = review_table_open (path, NULL, 0, NULL);
  g_ptr_array_add (columns, (char *) "z");
  g_assert_false (review_table_bind (table, columns, NULL, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "a.csv: column \"z\" is missing"));
  test_folder_remove (folder);
}

static void
test_json_table (void)
{
  char *folder = test_folder_new ();
  g_autofree char *path =
      test_write (folder, "a.jsonl",
                  "{\"a\":{\"b\":1.5},\"c\":[true,\"x\"],\"n\":null}\n\n{\"a\":1,\"a\":2}\n"
                  "[1]\n{\"a\":{\"b\":12345678901}}\n",
                  -1);
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();
  g_autoptr (ReviewTable) table = review_table_open (path, NULL, 0, NULL);
  ReviewTableRow row;
  gboolean end;

  g_ptr_array_add (columns, (char *) "a.b");
  g_ptr_array_add (columns, (char *) "c.0");
  g_ptr_array_add (columns, (char *) "n");
  g_assert_true (review_table_is_json (table));
  g_assert_true (review_table_bind (table, columns, NULL, NULL));
  g_assert_true (review_table_next (table, &row, &end, NULL));
  g_assert_cmpstr (row.values[0], ==, "1.5");
  g_assert_cmpstr (row.values[1], ==, "true");
  g_assert_null (row.values[2]);
  g_assert_true (review_table_next (table, &row, &end, NULL));
  g_assert_cmpint (row.line, ==, 3);
  g_assert_nonnull (strstr (row.fault, "duplicate member"));
  g_assert_true (review_table_next (table, &row, &end, NULL));
  g_assert_cmpstr (row.fault, ==, "an object is expected");
  g_assert_true (review_table_next (table, &row, &end, NULL));
  g_assert_cmpstr (row.values[0], ==, "12345678901");
  g_assert_true (review_table_next (table, &row, &end, NULL));
  g_assert_true (end);
  test_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/quoting", test_quoting);
  g_test_add_func ("/csv/broken-quoting", test_broken_quoting);
  g_test_add_func ("/csv/bad-bytes", test_bad_bytes);
  g_test_add_func ("/csv/long-line", test_long_line);
  g_test_add_func ("/csv/endless-quote", test_endless_quote);
  g_test_add_func ("/csv/delimiters", test_delimiters);
  g_test_add_func ("/csv/piece-ends", test_piece_ends);
  g_test_add_func ("/csv/random-bytes", test_random_bytes);
  g_test_add_func ("/csv/gzip", test_gzip_files);
  g_test_add_func ("/csv/unusable", test_unusable_files);
  g_test_add_func ("/csv/spectrum", test_spectrum);
  g_test_add_func ("/csv/spectrum-latin1", test_spectrum_latin1);
  g_test_add_func ("/table/csv", test_table);
  g_test_add_func ("/table/json", test_json_table);
  return g_test_run ();
}
