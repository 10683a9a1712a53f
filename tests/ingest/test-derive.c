/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Derivations: what is read from one text, lists of values, and what is counted over earlier rows
 * and never over later ones. */
#include <math.h>
#include <string.h>

#include "ingest-helper.h"
#include "review-codec.h"
#include "review-derive.h"
#include "review-error.h"
#include "review-import.h"
#include "review-list.h"

#define N_ROWS 300

static void
test_domain (void)
{
  static const struct
  {
    const char *text, *host, *domain;
  } cases[] = {
    { "ann@example.org", "example.org", "example.org" },
    { " Ann@Mail.Example.ORG ", "mail.example.org", "example.org" },
    { "\"a@b\"@example.org", "example.org", "example.org" },
    { "https://user:pw@shop.example.co.uk:8443/p?q=a@b#f", "shop.example.co.uk", "example.co.uk" },
    { "http://example.com", "example.com", "example.com" },
    { "www.example.com.", "www.example.com", "example.com" },
    { "example.com/path", "example.com", "example.com" },
    { "co.uk", "co.uk", "co.uk" },
    { "x.io", "x.io", "x.io" },
    { "a.b.company.com", "a.b.company.com", "company.com" },
    { "a@bücher.example", "bücher.example", "bücher.example" },
    { "root@localhost", "localhost", "localhost" },
    { "http://10.0.0.1:80/", "10.0.0.1", "10.0.0.1" },
    { "not a domain", NULL, NULL },
    { "a@", NULL, NULL },
    { "a@x..org", NULL, NULL },
    { "", NULL, NULL },
    { "http://[::1]/", NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *host = review_derive_host (cases[i].text);
      g_autofree char *domain = review_derive_domain (cases[i].text);

      g_assert_cmpstr (host, ==, cases[i].host);
      g_assert_cmpstr (domain, ==, cases[i].domain);
    }
}

static void
test_texts (void)
{
  g_assert_cmpfloat_with_epsilon (review_derive_digit_share ("ab12"), 0.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (review_derive_digit_share ("٣号"), 0.5, 1e-12);
  g_assert_true (isnan (review_derive_digit_share ("")));
  g_assert_cmpfloat_with_epsilon (review_derive_entropy ("aaaa"), 0, 1e-12);
  g_assert_cmpfloat_with_epsilon (review_derive_entropy ("abab"), 1, 1e-12);
  g_assert_cmpfloat_with_epsilon (review_derive_entropy ("多少多少"), 1, 1e-12);
  /* three of four: 2 - 3/4 log2 3 */
  g_assert_cmpfloat_with_epsilon (review_derive_entropy ("aaab"), 0.8112781244591328, 1e-12);
  g_assert_true (isnan (review_derive_entropy ("")));
}

static void
test_list (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autofree char *path =
      test_write (folder, "throwaway", "# a list\n\nMailinator.com\r\n evil.example \nexact\n", -1);
  g_autofree char *empty = test_write (folder, "empty", "# nothing\n", -1);
  g_autofree char *binary = test_write (folder, "binary", "a\nb\xff\n", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewList) list = review_list_load (path, &error);

  g_assert_no_error (error);
  g_assert_true (review_list_contains (list, "mailinator.com"));
  g_assert_true (review_list_contains (list, "MAILINATOR.com"));
  g_assert_true (review_list_contains (list, "joe@eu.mailinator.com"));
  g_assert_true (review_list_contains (list, "https://www.evil.example/x"));
  g_assert_true (review_list_contains (list, " exact "));
  g_assert_false (review_list_contains (list, "notmailinator.com"));
  g_assert_false (review_list_contains (list, "com"));
  g_assert_false (review_list_contains (list, "# a list"));
  g_assert_null (review_list_load (empty, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (review_list_load (binary, &error));
  g_assert_nonnull (strstr (error->message, "binary:2"));
  g_clear_error (&error);
  g_assert_null (review_list_load ("/does/not/exist", &error));
  g_assert_nonnull (error);
  test_folder_remove (g_steal_pointer (&folder));
}

static void
test_windows (void)
{
  static const char *const bad[] = { "",      "h",       "24", "0h", "-1h", "1.5h",
                                     "24 h",  "24hours", "1w", "1H", "All", "99999999999999999999d",
                                     "36526d" };
  gint64 window = 0;

  g_assert_true (review_mapping_parse_window ("24h", &window));
  g_assert_cmpint (window, ==, REVIEW_DAY);
  g_assert_true (review_mapping_parse_window ("90m", &window));
  g_assert_cmpint (window, ==, 90 * REVIEW_MINUTE);
  g_assert_true (review_mapping_parse_window ("1s", &window));
  g_assert_cmpint (window, ==, REVIEW_SECOND);
  g_assert_true (review_mapping_parse_window ("7d", &window));
  g_assert_cmpint (window, ==, 7 * REVIEW_DAY);
  g_assert_true (review_mapping_parse_window ("all", &window));
  g_assert_cmpint (window, ==, G_MAXINT64);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (review_mapping_parse_window (bad[i], &window));
}

/* An import into a store of its own; the cases by id, as JSON. */
typedef struct
{
  char *folder;
  ReviewTestClock clock;
  ReviewStore *store;
  GHashTable *cases;
  ReviewImportSink sink;
} Fixture;

static gboolean
sink_check (gpointer self, const ReviewIntake *intake, GError **error)
{
  return TRUE;
}

static gboolean
sink_store (gpointer self,
            ReviewTx *tx,
            const ReviewIntake *intake,
            ReviewImportOutcome *ret_outcome,
            GError **error)
{
  *ret_outcome = REVIEW_IMPORT_ADDED;
  g_hash_table_replace (((Fixture *) self)->cases, g_strdup (intake->external_id),
                        review_record_copy (intake));
  return TRUE;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *uri = NULL;
  g_autoptr (GError) error = NULL;

  f->folder = test_folder_new ();
  uri = g_strdup_printf ("sqlite:%s/store.db", f->folder);
  review_test_clock_init (&f->clock, 1700000000 * REVIEW_SECOND, 3);
  f->store = review_store_open (uri, REVIEW_STORE_DEFAULT, &f->clock.clock, &error);
  g_assert_no_error (error);
  f->cases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, review_record_unref);
  f->sink = (ReviewImportSink){ sink_check, NULL, sink_store, f };
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  review_store_close (f->store);
  g_hash_table_unref (f->cases);
  test_folder_remove (f->folder);
}

static ReviewImportReport *
import (Fixture *f, const char *mapping_json, ReviewImportOptions options, GError **error)
{
  g_autoptr (ReviewMapping) mapping = review_mapping_parse (mapping_json, -1, error);
  ReviewImportReport *report = NULL;

  g_assert_nonnull (mapping);
  g_hash_table_remove_all (f->cases);
  options.mapping = mapping;
  options.max_problems = 20;
  options.sink = &f->sink;
  review_import_run (f->store, &options, &report, error);
  return report;
}

static double
feature (Fixture *f, const char *id, guint n)
{
  const ReviewIntake *intake = g_hash_table_lookup (f->cases, id);

  g_assert_nonnull (intake);
  g_assert_cmpuint (n, <, intake->features->len);
  return ((ReviewFeatureValue *) intake->features->pdata[n])->value;
}

static const char *
field (GPtrArray *fields, const char *name)
{
  for (guint i = 0; i < fields->len; i++)
    if (strcmp (((ReviewField *) fields->pdata[i])->name, name) == 0)
      return ((ReviewField *) fields->pdata[i])->value;
  return NULL;
}

#define HEAD                                                                             \
  "{\"schema\":\"riskops-mapping/1\",\"source\":\"s\",\"case_type\":\"t\",\"id_column\"" \
  ":\"id\",\"missing\":[\"NA\"],"
#define TIMED                                                                               \
  "\"opened_at\":{\"column\":\"time\",\"type\":\"time\",\"format\":\"unix_s\"},\"files\":[" \
  "{\"name\":\"f\",\"role\":\"cases\"}],"
#define FEATURE(id, value) \
  "{\"id\":\"" id "\",\"name\":{\"en\":\"" id "\",\"zh-CN\":\"" id "\"},\"value\":{" value "}}"

/* Rows with few different keys and times, so that there are many ties. */
typedef struct
{
  int key, time, host;
} Row;

static Row *
make_rows (guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  Row *rows = g_new (Row, N_ROWS);

  for (int i = 0; i < N_ROWS; i++)
    rows[i] = (Row){ g_rand_int_range (rand, -1, 4), g_rand_int_range (rand, -1, 60) * 7,
                     g_rand_int_range (rand, 0, 3) };
  return rows;
}

/* A key of -1 and a negative time are missing. */
static char *
write_rows (Fixture *f, const char *name, const Row *rows, const int *order)
{
  GString *csv = g_string_new ("id,time,key,mail\n");
  char *path;

  for (int i = 0; i < N_ROWS; i++)
    {
      const Row *r = &rows[order != NULL ? order[i] : i];
      g_autofree char *time =
          r->time < 0 ? g_strdup ("NA") : g_strdup_printf ("%d", 1600000000 + r->time);
      g_autofree char *key = r->key < 0 ? g_strdup ("") : g_strdup_printf ("k%d", r->key);

      g_string_append_printf (csv, "%d,%s,%s,u%d@m%d.host%d.example\n",
                              order != NULL ? order[i] : i, time, key, i, i, r->host);
    }
  path = test_write (f->folder, name, csv->str, (gssize) csv->len);
  g_string_free (csv, TRUE);
  return path;
}

static const char counting[] = HEAD TIMED
    "\"features\":[" FEATURE ("all", "\"op\":\"count_by\",\"column\":\"key\",\"window\":\"all\"") "," FEATURE (
        "minute",
        "\"op\":\"count_by\",\"column\":\"key\",\"window\":\"1m\"") "," FEATURE ("share",
                                                                                 "\"op\":\"share_"
                                                                                 "by\",\"column\":"
                                                                                 "\"key\","
                                                                                 "\"window\":"
                                                                                 "\"70s\"") "," FEATURE ("host",
                                                                                                         "\"op\":\"count_by\",\"window\":\"2m\",\"of\":{\"op\":\"domain_of\","
                                                                                                         "\"column\":\"mail\"}") "]}";

/* The rule itself, row by row: earlier in time, or at the same time and earlier in the file. */
static gboolean
is_earlier (const Row *rows, int other, int self, int window)
{
  if (rows[other].time < 0 || rows[other].time < rows[self].time - window)
    return FALSE;
  return rows[other].time < rows[self].time
         || (rows[other].time == rows[self].time && other < self);
}

static void
assert_counts (Fixture *f, const Row *rows, int self)
{
  double all = 0, minute = 0, share = 0, whole = 0, host = 0;
  g_autofree char *id = g_strdup_printf ("%d", self);
  const ReviewIntake *intake = g_hash_table_lookup (f->cases, id);

  for (int i = 0; i < N_ROWS; i++)
    {
      gboolean same = rows[i].key == rows[self].key;

      all += same && is_earlier (rows, i, self, 1000000);
      minute += same && is_earlier (rows, i, self, 60);
      share += same && is_earlier (rows, i, self, 70);
      whole += is_earlier (rows, i, self, 70);
      host += rows[i].host == rows[self].host && is_earlier (rows, i, self, 120);
    }
  g_assert_nonnull (intake);
  if (rows[self].time < 0 || rows[self].key < 0)
    {
      g_assert_true (isnan (feature (f, id, 0)));
      g_assert_true (isnan (feature (f, id, 1)));
      g_assert_true (isnan (feature (f, id, 2)));
    }
  else
    {
      g_assert_cmpfloat (feature (f, id, 0), ==, all);
      g_assert_cmpfloat (feature (f, id, 1), ==, minute);
      if (whole > 0)
        g_assert_cmpfloat_with_epsilon (feature (f, id, 2), share / whole, 1e-9);
      else
        g_assert_true (isnan (feature (f, id, 2)));
    }
  if (rows[self].time < 0)
    g_assert_true (isnan (feature (f, id, 3)));
  else
    g_assert_cmpfloat (feature (f, id, 3), ==, host);
}

static void
test_counts (Fixture *f, gconstpointer data)
{
  g_autofree Row *rows = make_rows (5);
  g_autofree char *path = write_rows (f, "rows.csv", rows, NULL);
  const char *files[] = { path, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewImportReport) report =
      import (f, counting, (ReviewImportOptions){ .files = files }, &error);

  g_assert_no_error (error);
  g_assert_cmpint (report->refused, ==, 0);
  g_assert_cmpint (report->cases, ==, N_ROWS);
  for (int i = 0; i < N_ROWS; i++)
    assert_counts (f, rows, i);
}

/* Whatever happens to rows that come later, the counts of a row stay: other keys, other times that
 * are later still, another order. */
static void
test_counts_know_no_future (Fixture *f, gconstpointer data)
{
  g_autofree Row *rows = make_rows (6);
  g_autofree Row *other = g_memdup2 (rows, sizeof (Row) * N_ROWS);
  g_autofree int *order = g_new (int, N_ROWS);
  g_autofree char *before = write_rows (f, "before.csv", rows, NULL);
  g_autofree char *after = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  const char *files[] = { before, NULL };
  const int now = 210;
  g_autoptr (GHashTable) first = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewImportReport) report = NULL;
  g_autoptr (ReviewImportReport) again = NULL;
  guint compared = 0;

  report = import (f, counting, (ReviewImportOptions){ .files = files }, &error);
  g_assert_no_error (error);
  first = g_steal_pointer (&f->cases);
  f->cases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, review_record_unref);
  for (int i = 0; i < N_ROWS; i++)
    {
      order[i] = i;
      if (rows[i].time > now)
        other[i] = (Row){ g_rand_int_range (rand, -1, 4), g_rand_int_range (rand, now + 1, 900),
                          g_rand_int_range (rand, 0, 3) };
    }
  for (int i = N_ROWS - 1; i > 0; i--)
    {
      int k = g_rand_int_range (rand, 0, i + 1);

      /* rows of one time keep their order, since it decides */
      if (other[order[i]].time <= now || other[order[k]].time <= now)
        continue;
      int swap = order[i];
      order[i] = order[k];
      order[k] = swap;
    }
  files[0] = after = write_rows (f, "after.csv", other, order);
  again = import (f, counting, (ReviewImportOptions){ .files = files }, &error);
  g_assert_no_error (error);
  for (int i = 0; i < N_ROWS; i++)
    {
      g_autofree char *id = g_strdup_printf ("%d", i);
      const ReviewIntake *x = g_hash_table_lookup (first, id);

      if (rows[i].time > now)
        continue;
      for (guint n = 0; n < 3; n++)
        {
          double old = ((ReviewFeatureValue *) x->features->pdata[n])->value;

          g_assert_true (isnan (old) ? isnan (feature (f, id, n)) : old == feature (f, id, n));
          compared += !isnan (old);
        }
    }
  g_assert_cmpuint (compared, >, 100);
}

/* Evidence of a further file is counted by its own time; without times the order of rows decides. */
static void
test_counts_of_evidence (Fixture *f, gconstpointer data)
{
  static const char mapping[] = HEAD
      "\"files\":[{\"name\":\"c\",\"role\":\"cases\",\"match\":[\"c.csv\"]},"
      "{\"name\":\"e\",\"role\":\"rows\",\"match\":[\"e.csv\"],\"joins\":[{\"column\":\"who\"}],"
      "\"evidence\":[{\"kind\":\"login\",\"at\":{\"column\":\"t\",\"format\":\"unix_s\"},"
      "\"fields\":[{\"name\":\"ip\",\"column\":\"ip\"},{\"name\":\"n\",\"op\":\"count_by\","
      "\"column\":\"ip\",\"window\":\"1h\"}]}]}],\"profile\":[{\"name\":\"nth\",\"op\":"
      "\"count_by\",\"column\":\"group\",\"window\":\"all\"}]}";
  g_autofree char *c = test_write (f->folder, "c.csv", "id,group\nA,g\nB,h\nC,g\nD,g\n", -1);
  g_autofree char *e = test_write (f->folder, "e.csv",
                                   "who,ip,t\nA,1,1600003600\nB,1,1600000000\nA,1,1600007201\n"
                                   "A,2,1600000000\n",
                                   -1);
  const char *files[] = { e, c, NULL };
  static const char *const expected[] = { "0", "1", "0" }; /* of A, in the order of time */
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewImportReport) report =
      import (f, mapping, (ReviewImportOptions){ .files = files }, &error);
  const ReviewIntake *a = g_hash_table_lookup (f->cases, "A");
  const ReviewIntake *d = g_hash_table_lookup (f->cases, "D");

  g_assert_no_error (error);
  g_assert_cmpint (report->refused, ==, 0);
  g_assert_cmpuint (a->evidence->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpstr (field (((ReviewEvidence *) a->evidence->pdata[i])->fields, "n"), ==,
                     expected[i]);
  g_assert_cmpstr (field (a->subject->profile, "nth"), ==, "0");
  g_assert_cmpstr (field (d->subject->profile, "nth"), ==, "2");
}

static const char listing[] = HEAD
    "\"files\":[{\"name\":\"f\",\"role\":\"cases\"}],"
    "\"features\":[" FEATURE ("bad",
                              "\"op\":\"in_list\",\"column\":\"mail\",\"list\":\"bad.txt\"") "]}";

static void
test_lists_are_found (Fixture *f, gconstpointer data)
{
  g_autofree char *path =
      test_write (f->folder, "rows.csv", "id,mail\nA,a@x.example\nB,b@y.example\nC,\n", -1);
  const char *files[] = { path, NULL };
  g_autoptr (GHashTable) lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *elsewhere = test_write (f->folder, "other.txt", "y.example\n", -1);
  g_autofree char *beside = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewImportReport) report = NULL;

  report = import (f, listing, (ReviewImportOptions){ .files = files }, &error);
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "--list bad.txt=PATH"));
  g_assert_cmpint (report->cases, ==, 0);
  g_clear_error (&error);
  g_clear_pointer (&report, review_record_unref);

  g_hash_table_insert (lists, g_strdup ("bad.txt"), g_strdup (elsewhere));
  report = import (f, listing, (ReviewImportOptions){ .files = files, .lists = lists }, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (feature (f, "A", 0), ==, 0);
  g_assert_cmpfloat (feature (f, "B", 0), ==, 1);
  g_assert_true (isnan (feature (f, "C", 0)));
  g_clear_pointer (&report, review_record_unref);

  g_hash_table_insert (lists, g_strdup ("good.txt"), g_strdup (elsewhere));
  report = import (f, listing, (ReviewImportOptions){ .files = files, .lists = lists }, &error);
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  g_clear_error (&error);
  g_clear_pointer (&report, review_record_unref);

  beside = test_write (f->folder, "bad.txt", "x.example\n", -1);
  report =
      import (f, listing, (ReviewImportOptions){ .files = files, .folder = f->folder }, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (feature (f, "A", 0), ==, 1);
}

/* A table without ids: its rows have numbers. Rows without a truth can be passed over. */
static void
test_row_numbers (Fixture *f, gconstpointer data)
{
  static const char mapping[] =
      "{\"schema\":\"riskops-mapping/1\",\"source\":\"s\",\"case_type\":\"t\",\"id_column\":"
      "\"#row\",\"files\":[{\"name\":\"f\",\"role\":\"cases\"}],\"features\":[" FEATURE (
          "n", "\"column\":\"n\"") "],\"truth\":{\"column\":\"y\",\"positive\":[\"1\"]}}";
  g_autofree char *csv = test_write (f->folder, "rows.csv", "n,y\n7,1\n8\n9,\n7,0\n", -1);
  g_autofree char *json =
      test_write (f->folder, "rows.jsonl", "{\"n\":7,\"y\":\"1\"}\n\n{\"n\":9,\"y\":\"0\"}\n", -1);
  const char *files[] = { csv, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewImportReport) report =
      import (f, mapping, (ReviewImportOptions){ .files = files, .labelled = TRUE }, &error);

  g_assert_no_error (error);
  g_assert_cmpint (report->rows, ==, 4);
  g_assert_cmpint (report->refused, ==, 1);
  g_assert_cmpint (report->unlabelled, ==, 1);
  g_assert_cmpint (report->cases, ==, 2);
  g_assert_cmpfloat (feature (f, "1", 0), ==, 7);
  g_assert_cmpfloat (feature (f, "4", 0), ==, 7);
  g_clear_pointer (&report, review_record_unref);
  files[0] = json;
  report = import (f, mapping, (ReviewImportOptions){ .files = files }, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (feature (f, "2", 0), ==, 9);
}

/* The shipped mapping over the shared data: by it alone every row becomes a case, and the rows
 * without a label stay without a truth. */
static void
test_registrations (Fixture *f, gconstpointer data)
{
  g_autofree char *path =
      test_shared ("data/aws-fraud-detector/registration_data_2K_coldstart.csv.gz");
  g_autofree char *disposable =
      test_shared ("data/disposable-email-domains/disposable_email_blocklist.conf");
  g_autofree char *map = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "data", "mappings",
                                           "aws-registrations-coldstart.json", NULL);
  g_autofree char *json = NULL;
  g_autoptr (GHashTable) lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  const char *files[] = { path, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewImportReport) report = NULL;
  GHashTableIter iter;
  gpointer intake;
  guint unlabelled = 0;

  g_file_get_contents (map, &json, NULL, &error);
  g_assert_no_error (error);
  if (path == NULL || disposable == NULL)
    {
      g_autoptr (ReviewMapping) mapping = review_mapping_parse (json, -1, &error);

      g_assert_no_error (error);
      g_test_skip ("the data is not beside this tree");
      return;
    }
  g_hash_table_insert (lists, g_strdup ("disposable_email_blocklist.conf"),
                       g_steal_pointer (&disposable));
  report = import (f, json, (ReviewImportOptions){ .files = files, .lists = lists }, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->refused, ==, 0);
  g_assert_cmpint (report->cases, ==, 2000);
  g_hash_table_iter_init (&iter, f->cases);
  while (g_hash_table_iter_next (&iter, NULL, &intake))
    unlabelled += ((ReviewIntake *) intake)->truth == NULL;
  g_assert_cmpuint (unlabelled, ==, 801);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/derive/domain", test_domain);
  g_test_add_func ("/derive/texts", test_texts);
  g_test_add_func ("/derive/list", test_list);
  g_test_add_func ("/derive/windows", test_windows);
  ADD ("/derive/counts", test_counts);
  ADD ("/derive/counts-know-no-future", test_counts_know_no_future);
  ADD ("/derive/counts-of-evidence", test_counts_of_evidence);
  ADD ("/derive/lists-are-found", test_lists_are_found);
  ADD ("/derive/row-numbers", test_row_numbers);
  ADD ("/derive/registrations", test_registrations);
  return g_test_run ();
}
