/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole imports into a real store, with a sink that remembers: what comes out does not depend on
 * the order of files and rows; what is wrong is named; strict writes nothing. */
#include <math.h>
#include <string.h>

#include "ingest-helper.h"
#include "review-canonical.h"
#include "review-codec.h"
#include "review-error.h"
#include "review-import.h"

typedef struct
{
  char *folder;
  ReviewTestClock clock;
  ReviewStore *store;
  GHashTable *cases;  /* external id → JSON, as they were stored */
  GString *order;     /* external ids in the order in which they came */
  const char *refuse; /* (nullable): an id that check() does not like */
  const char *choke;  /* (nullable): an id that store() does not like */
  guint begun;
  ReviewImportSink sink;
} Fixture;

static gboolean
sink_check (gpointer self, const ReviewIntake *intake, GError **error)
{
  Fixture *f = self;

  if (g_strcmp0 (f->refuse, intake->external_id) != 0)
    return TRUE;
  review_error_set_field (error, "value", "is not to my liking");
  return FALSE;
}

static gboolean
sink_begin (gpointer self, ReviewTx *tx, GError **error)
{
  ((Fixture *) self)->begun++;
  return TRUE;
}

static gboolean
sink_store (gpointer self,
            ReviewTx *tx,
            const ReviewIntake *intake,
            ReviewImportOutcome *ret_outcome,
            GError **error)
{
  Fixture *f = self;
  g_autofree char *json = review_encode (intake);
  const char *known = g_hash_table_lookup (f->cases, intake->external_id);

  if (g_strcmp0 (f->choke, intake->external_id) == 0)
    {
      review_error_set_field (error, "evidence", "cannot be stored");
      return FALSE;
    }
  *ret_outcome = known == NULL               ? REVIEW_IMPORT_ADDED
                 : strcmp (known, json) == 0 ? REVIEW_IMPORT_UNCHANGED
                                             : REVIEW_IMPORT_EXTENDED;
  g_hash_table_replace (f->cases, g_strdup (intake->external_id), g_steal_pointer (&json));
  g_string_append_printf (f->order, "%s ", intake->external_id);
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
  f->cases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  f->order = g_string_new (NULL);
  f->sink = (ReviewImportSink){ sink_check, sink_begin, sink_store, f };
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  review_store_close (f->store);
  g_hash_table_unref (f->cases);
  g_string_free (f->order, TRUE);
  test_folder_remove (f->folder);
}

static ReviewImportReport *
import (Fixture *f,
        const ReviewMapping *mapping,
        gboolean strict,
        const char *const *files,
        GError **error)
{
  ReviewImportOptions options = {
    .mapping = mapping, .files = files, .strict = strict, .max_problems = 20, .sink = &f->sink
  };
  ReviewImportReport *report = NULL;

  review_import_run (f->store, &options, &report, error);
  return report;
}

static ReviewMapping *
parse_mapping (const char *json)
{
  g_autoptr (GError) error = NULL;
  ReviewMapping *mapping = review_mapping_parse (json, -1, &error);

  g_assert_no_error (error);
  return mapping;
}

static gboolean
count_staged (ReviewTx *tx, gpointer user_data, GError **error)
{
  return review_tx_get_int (tx, user_data, error,
                            "SELECT (SELECT COUNT(*) FROM import_case) + (SELECT COUNT(*) FROM "
                            "import_key) + (SELECT COUNT(*) FROM import_row) + (SELECT COUNT(*) "
                            "FROM import_link) + (SELECT COUNT(*) FROM import_count)",
                            "");
}

static void
assert_stage_empty (Fixture *f)
{
  gint64 n = -1;

  g_assert_true (review_store_read (f->store, count_staged, &n, NULL));
  g_assert_cmpint (n, ==, 0);
}

static void
assert_problem (const ReviewImportReport *report,
                guint n,
                const char *file,
                gint64 line,
                const char *column,
                const char *text)
{
  const ReviewImportProblem *p;

  g_assert_cmpuint (report->problems->len, >, n);
  p = report->problems->pdata[n];
  g_assert_cmpstr (p->file, ==, file);
  g_assert_cmpint (p->line, ==, line);
  g_assert_cmpstr (p->column, ==, column);
  g_assert_nonnull (strstr (p->message, text));
}

/* A hash over everything that was stored, in the order of the ids. */
static char *
hash_cases (Fixture *f)
{
  g_autoptr (GList) ids = g_list_sort (g_hash_table_get_keys (f->cases), (GCompareFunc) strcmp);
  g_autoptr (ReviewCanonical) bytes = review_canonical_new (1);

  for (GList *l = ids; l != NULL; l = l->next)
    review_canonical_add (bytes, g_hash_table_lookup (f->cases, l->data));
  review_canonical_add (bytes, f->order->str);
  return review_canonical_hash (bytes);
}

static const char mules[] =
    "{\"schema\":\"riskops-mapping/1\",\"source\":\"bank\",\"case_type\":\"mule\","
    "\"id_column\":\"id\",\"missing\":[\"NA\"],"
    "\"keys\":[{\"name\":\"mail\",\"column\":\"email\"}],"
    "\"files\":[{\"name\":\"accounts\",\"role\":\"cases\",\"match\":[\"accounts*\"]},"
    "{\"name\":\"moves\",\"role\":\"rows\",\"match\":[\"moves*\"],"
    "\"joins\":[{\"column\":\"src\"},{\"column\":\"dst\"}],"
    "\"evidence\":[{\"kind\":\"transaction\","
    "\"at\":{\"column\":\"time\",\"type\":\"time\",\"format\":\"unix_s\"},\"fields\":["
    "{\"name\":\"direction\",\"op\":\"direction\",\"from\":[\"src\"],\"to\":[\"dst\"]},"
    "{\"name\":\"counterparty\",\"op\":\"counterparty\",\"from\":[\"src\"],\"to\":[\"dst\"]},"
    "{\"name\":\"amount\",\"type\":\"amount\",\"column\":\"amount\",\"required\":true}]}]},"
    "{\"name\":\"logins\",\"role\":\"rows\",\"match\":[\"logins*\"],\"optional\":true,"
    "\"joins\":[{\"column\":\"user\",\"key\":\"mail\",\"lower\":true}],"
    "\"evidence\":[{\"kind\":\"login\",\"fields\":[{\"name\":\"ip\",\"column\":\"ip\"}]}]}],"
    "\"features\":[{\"id\":\"age\",\"value\":{\"column\":\"age\"},\"unit\":\"d\","
    "\"name\":{\"en\":\"Age\",\"zh-CN\":\"账龄\"}}],"
    "\"truth\":{\"column\":\"bad\",\"positive\":[\"1\"],\"negative\":[\"0\"],"
    "\"nature\":\"illicit_funds\"}}";

#define ACCOUNTS     "id,email,age,bad\nA,a@x.org,10,0\nB,B@x.org,NA,1\nC,c@x.org,3.5,NA\n"
#define ACCOUNTS_REV "id,email,age,bad\nC,c@x.org,3.5,NA\nB,B@x.org,NA,1\nA,a@x.org,10,0\n"
#define MOVES                                                                            \
  "src,dst,amount,time\nA,B,5,1600000000\nB,C,4.50,1600000100\nA,B,5,1600000000\nX,Y,1," \
  "1600000000\nA,A,1,1600000200\n"
#define MOVES_REV                                                                        \
  "src,dst,amount,time\nA,A,1,1600000200\nX,Y,1,1600000000\nA,B,5,1600000000\nB,C,4.50," \
  "1600000100\nA,B,5,1600000000\n"
#define LOGINS \
  "{\"user\":\"b@x.org\",\"ip\":\"10.0.0.1\"}\n{\"user\":\"C@X.ORG\",\"ip\":\"10.0.0.2\"}\n"

static void
test_joins (Fixture *f, gconstpointer data)
{
  g_autoptr (ReviewMapping) mapping = parse_mapping (mules);
  g_autofree char *accounts = test_write (f->folder, "accounts.csv", ACCOUNTS, -1);
  g_autofree char *moves = test_write_gzip (f->folder, "moves.csv.gz", MOVES, -1);
  g_autofree char *logins = test_write (f->folder, "logins.jsonl", LOGINS, -1);
  const char *files[] = { logins, moves, accounts, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewImportReport) report = import (f, mapping, FALSE, files, &error);
  g_autoptr (ReviewIntake) a = NULL;
  g_autoptr (ReviewIntake) b = NULL;
  g_autoptr (ReviewIntake) c = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (report->refused, ==, 0);
  g_assert_cmpint (report->rows, ==, 10);
  g_assert_cmpint (report->unmatched, ==, 1);
  g_assert_cmpint (report->added, ==, 3);
  g_assert_cmpint (report->evidence, ==, 9);
  g_assert_cmpuint (f->begun, ==, 1);
  a = review_decode (&review_intake_type, g_hash_table_lookup (f->cases, "A"), -1, NULL);
  b = review_decode (&review_intake_type, g_hash_table_lookup (f->cases, "B"), -1, NULL);
  c = review_decode (&review_intake_type, g_hash_table_lookup (f->cases, "C"), -1, NULL);
  g_assert_cmpuint (a->evidence->len, ==, 3);
  g_assert_cmpuint (b->evidence->len, ==, 4);
  g_assert_cmpuint (c->evidence->len, ==, 2);
  g_assert_cmpstr (
      review_fields_get (((ReviewEvidence *) a->evidence->pdata[0])->fields, "direction"), ==,
      "out");
  g_assert_cmpstr (((ReviewEvidence *) a->evidence->pdata[1])->external_id, ==, "copy 2");
  g_assert_cmpstr (
      review_fields_get (((ReviewEvidence *) a->evidence->pdata[2])->fields, "counterparty"), ==,
      "A");
  g_assert_cmpstr (review_fields_get (((ReviewEvidence *) b->evidence->pdata[0])->fields, "ip"), ==,
                   "10.0.0.1");
  g_assert_cmpstr (review_fields_get (((ReviewEvidence *) c->evidence->pdata[1])->fields, "amount"),
                   ==, "4.5");
  g_assert_cmpint (a->opened_at, ==, 1600000200 * REVIEW_SECOND);
  g_assert_cmpint (a->as_of, ==, a->opened_at);
  g_assert_false (a->truth->positive);
  g_assert_true (b->truth->positive);
  g_assert_cmpint (b->truth->nature, ==, REVIEW_NATURE_ILLICIT_FUNDS);
  g_assert_cmpint (b->truth->maturity, ==, REVIEW_MATURITY_CONFIRMED);
  g_assert_null (c->truth);
  g_assert_cmpfloat (((ReviewFeatureValue *) a->features->pdata[0])->value, ==, 10);
  g_assert_true (isnan (((ReviewFeatureValue *) b->features->pdata[0])->value));
  g_assert_cmpstr (f->order->str, ==, "A B C ");
  assert_stage_empty (f);
}

/* The same rows in other orders and in several files give the same cases, byte for byte. */
static void
test_order (Fixture *f, gconstpointer data)
{
  g_autoptr (ReviewMapping) mapping = parse_mapping (mules);
  g_autofree char *accounts = test_write (f->folder, "accounts.csv", ACCOUNTS, -1);
  g_autofree char *moves = test_write (f->folder, "moves.csv", MOVES, -1);
  g_autofree char *accounts2 = test_write (f->folder, "accounts2.csv", ACCOUNTS_REV, -1);
  g_autofree char *moves2 = test_write (
      f->folder, "moves2.csv", "time,amount,dst,src\n1600000200,1,A,A\n1600000000,5,B,A\n", -1);
  g_autofree char *moves3 = test_write (
      f->folder, "moves3.csv",
      "src;dst;amount;time\nB;C;4.50;1600000100\nX;Y;1;1600000000\nA;B;5;1600000000\n", -1);
  g_autofree char *logins = test_write (f->folder, "logins.jsonl", LOGINS, -1);
  const char *first[] = { accounts, moves, logins, NULL };
  const char *second[] = { moves3, logins, accounts2, moves2, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewImportReport) one = import (f, mapping, FALSE, first, &error);
  g_autofree char *hash = hash_cases (f);
  g_autofree char *again = NULL;
  g_autoptr (ReviewImportReport) two = NULL;

  g_assert_no_error (error);
  g_hash_table_remove_all (f->cases);
  g_string_truncate (f->order, 0);
  two = import (f, mapping, TRUE, second, &error);
  g_assert_no_error (error);
  again = hash_cases (f);
  g_assert_cmpstr (hash, ==, again);
  g_assert_cmpint (one->evidence, ==, two->evidence);
}

static void
test_repeat (Fixture *f, gconstpointer data)
{
  g_autoptr (ReviewMapping) mapping = parse_mapping (mules);
  g_autofree char *accounts = test_write (f->folder, "accounts.csv", ACCOUNTS, -1);
  g_autofree char *moves = test_write (f->folder, "moves.csv", MOVES, -1);
  const char *files[] = { accounts, moves, NULL };
  g_autoptr (ReviewImportReport) one = import (f, mapping, FALSE, files, NULL);
  g_autoptr (ReviewImportReport) two = import (f, mapping, FALSE, files, NULL);
  const char *twice[] = { accounts, moves, moves, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewImportReport) three = import (f, mapping, FALSE, twice, &error);

  g_assert_cmpint (one->added, ==, 3);
  g_assert_cmpint (two->added, ==, 0);
  g_assert_cmpint (two->unchanged, ==, 3);
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "given twice"));
  g_assert_cmpint (three->cases, ==, 0);
}

#define BAD_ACCOUNTS                   \
  "id,email,age,bad\nA,a@x.org,10,0\n" \
  "B,b@x.org,ten,1\n"                  \
  "C,c@x.org,3\n"                      \
  ",d@x.org,3,0\n"                     \
  "E,e@x.org,3,maybe\n"                \
  "F,\"f\"x,3,0\n"                     \
  "G,g@x.org,1,0\nG,g@x.org,2,0\n"     \
  "A,a@x.org,10,0\n"

#define BAD_MOVES                                                                 \
  "src,dst,amount,time\nA,B,5,1600000000\nA,B,five,1600000000\nA,B,5,yesterday\n" \
  ",,5,1600000000\nA,B,,1600000000\n"

static void
test_bad_rows (Fixture *f, gconstpointer data)
{
  g_autoptr (ReviewMapping) mapping = parse_mapping (mules);
  g_autofree char *accounts = test_write (f->folder, "accounts.csv", BAD_ACCOUNTS, -1);
  g_autofree char *moves = test_write (f->folder, "moves.csv", BAD_MOVES, -1);
  const char *files[] = { accounts, moves, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewImportReport) report = import (f, mapping, FALSE, files, &error);

  g_assert_no_error (error);
  assert_problem (report, 0, "accounts.csv", 3, "age", "\"ten\" is no number");
  assert_problem (report, 1, "accounts.csv", 4, NULL, "3 fields, 4 are expected");
  assert_problem (report, 2, "accounts.csv", 5, "id", "the id is empty");
  assert_problem (report, 3, "accounts.csv", 6, "bad", "neither a positive nor a negative");
  assert_problem (report, 4, "accounts.csv", 7, NULL, "quote");
  assert_problem (report, 5, "moves.csv", 3, "amount", "\"five\" is no amount");
  assert_problem (report, 6, "moves.csv", 4, "time", "\"yesterday\" is no time");
  assert_problem (report, 7, "moves.csv", 5, "src", "the key is empty");
  assert_problem (report, 8, "moves.csv", 6, "amount", "a value is required");
  assert_problem (report, 9, "accounts.csv", 8, "id", "\"G\" occurs more than once");
  assert_problem (report, 10, "accounts.csv", 9, "id", "\"G\" occurs more than once");
  g_assert_cmpint (report->refused, ==, 11);
  g_assert_cmpstr (f->order->str, ==, "A ");
  assert_stage_empty (f);
}

static void
test_strict (Fixture *f, gconstpointer data)
{
  g_autoptr (ReviewMapping) mapping = parse_mapping (mules);
  g_autofree char *accounts = test_write (f->folder, "accounts.csv", ACCOUNTS, -1);
  g_autofree char *bad = test_write (f->folder, "moves.csv", BAD_MOVES, -1);
  g_autofree char *good = test_write (f->folder, "moves2.csv", MOVES, -1);
  const char *with_bad[] = { accounts, bad, NULL };
  const char *without[] = { accounts, good, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewImportReport) one = import (f, mapping, TRUE, with_bad, &error);
  g_autoptr (ReviewImportReport) two = NULL;
  g_autoptr (ReviewImportReport) three = NULL;

  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "nothing was written"));
  g_assert_cmpint (one->refused, ==, 4);
  g_assert_cmpuint (f->begun, ==, 0);
  assert_stage_empty (f);

  g_clear_error (&error);
  f->refuse = "C";
  two = import (f, mapping, TRUE, without, &error);
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  assert_problem (two, 0, "accounts.csv", 4, "value", "is not to my liking");
  g_assert_cmpuint (g_hash_table_size (f->cases), ==, 0);

  g_clear_error (&error);
  f->refuse = NULL;
  three = import (f, mapping, TRUE, without, &error);
  g_assert_no_error (error);
  g_assert_cmpint (three->added, ==, 3);
}

/* A case that cannot be stored costs itself, not its batch. */
static void
test_choke (Fixture *f, gconstpointer data)
{
  g_autoptr (ReviewMapping) mapping = parse_mapping (mules);
  g_autofree char *accounts = test_write (f->folder, "accounts.csv", ACCOUNTS, -1);
  g_autofree char *moves = test_write (f->folder, "moves.csv", MOVES, -1);
  const char *files[] = { accounts, moves, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewImportReport) report = NULL;

  f->choke = "B";
  report = import (f, mapping, FALSE, files, &error);
  g_assert_no_error (error);
  assert_problem (report, 0, "accounts.csv", 3, "evidence", "cannot be stored");
  g_assert_cmpint (report->refused, ==, 1);
  g_assert_cmpint (report->cases, ==, 2);
}

static void
assert_whole_file (Fixture *f, const char *const *files, const char *text)
{
  g_autoptr (ReviewMapping) mapping = parse_mapping (mules);
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewImportReport) report = import (f, mapping, FALSE, files, &error);

  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, text));
  g_assert_cmpint (report->cases, ==, 0);
  g_assert_cmpuint (g_hash_table_size (f->cases), ==, 0);
  assert_stage_empty (f);
}

/* What is wrong with a file as a whole stops the import, and nothing is stored. */
static void
test_bad_files (Fixture *f, gconstpointer data)
{
  g_autofree char *accounts = test_write (f->folder, "accounts.csv", ACCOUNTS, -1);
  g_autofree char *moves = test_write (f->folder, "moves.csv", MOVES, -1);
  g_autofree char *no_column = test_write (f->folder, "moves2.csv", "src,dst,time\nA,B,1\n", -1);
  g_autofree char *empty = test_write (f->folder, "moves3.csv", "", 0);
  g_autofree char *strange = test_write (f->folder, "strange.csv", "x,y\n1,2\n", -1);
  g_autofree char *twins = test_write (f->folder, "moves4.csv", "src,src,dst,amount,time\n", -1);
  g_autoptr (GBytes) packed = test_gzip (MOVES, -1);
  g_autofree char *cut = test_write (f->folder, "moves.csv.gz", g_bytes_get_data (packed, NULL),
                                     (gssize) g_bytes_get_size (packed) - 6);

  assert_whole_file (f, (const char *[]){ accounts, NULL }, "\"moves\" is missing");
  assert_whole_file (f, (const char *[]){ accounts, no_column, NULL },
                     "moves2.csv: column \"amount\" is missing");
  assert_whole_file (f, (const char *[]){ accounts, empty, NULL }, "a header is expected");
  assert_whole_file (f, (const char *[]){ accounts, moves, strange, NULL }, "no file of the");
  assert_whole_file (f, (const char *[]){ accounts, twins, NULL }, "more than once");
  assert_whole_file (f, (const char *[]){ accounts, cut, NULL }, "cut off");
  assert_whole_file (f, (const char *[]){ accounts, "/nowhere/moves.csv", NULL }, "moves.csv");
}

/* Without names of its own a file is told by its columns. */
static void
test_by_columns (Fixture *f, gconstpointer data)
{
  g_autoptr (ReviewMapping) mapping = parse_mapping (mules);
  g_autofree char *a = test_write (f->folder, "one.csv", ACCOUNTS, -1);
  g_autofree char *b = test_write (f->folder, "two.csv", MOVES, -1);
  const char *files[] = { b, a, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewImportReport) report = import (f, mapping, FALSE, files, &error);

  g_assert_no_error (error);
  g_assert_cmpint (report->added, ==, 3);
}

#define CASE(id, extra)                                  \
  "{\"schema\":\"riskops-case/1\",\"external_id\":\"" id \
  "\",\"source\":\"s\",\"type\":\"t\"" extra "}\n"

static void
test_canonical (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewImportReport) report = NULL;
  const char *files[] = { NULL, NULL };

  g_string_append (text, CASE ("B", ""));
  g_string_append (text, "\n");
  g_string_append (text, CASE ("A", ",\"truth\":{\"positive\":true}"));
  g_string_append (text, CASE ("C", ",\"opened_at\":\"yesterday\""));
  g_string_append (text, CASE ("D", ",\"evidence\":[{\"kind\":\"rumour\"}]"));
  g_string_append (text, "{\"schema\":\"riskops-case/1\"\n");
  g_string_append (text, "{\"schema\":\"riskops-case/2\",\"external_id\":\"E\",\"source\":\"s\","
                         "\"type\":\"t\"}\n");
  g_string_append (text, CASE ("F", ",\"extra\":1"));
  g_string_append (text, CASE ("\xff", ""));
  g_string_append (text, CASE ("G", ",\"market\":\""));
  for (int i = 0; i < 10 * 1024 * 1024; i++)
    g_string_append_c (text, 'x');
  g_string_append (text, "\n");
  g_string_append (text, CASE ("H", ""));
  files[0] = path = test_write_gzip (f->folder, "cases.jsonl.gz", text->str, (gssize) text->len);
  report = import (f, NULL, FALSE, files, &error);
  g_assert_no_error (error);
  assert_problem (report, 0, "cases.jsonl.gz", 4, "opened_at", "an RFC 3339 time");
  assert_problem (report, 1, "cases.jsonl.gz", 5, "evidence[0].kind", "rumour");
  assert_problem (report, 2, "cases.jsonl.gz", 6, NULL, "not valid JSON");
  assert_problem (report, 3, "cases.jsonl.gz", 7, "schema", "is not riskops-case/1");
  assert_problem (report, 4, "cases.jsonl.gz", 8, "extra", "not a member");
  assert_problem (report, 5, "cases.jsonl.gz", 9, NULL, "not UTF-8");
  g_assert_cmpint (report->refused, ==, 8);
  g_assert_cmpstr (f->order->str, ==, "A B H ");
}

/* The shipped mapping over the shared data: every account, every transaction. */
static void
test_ethereum (Fixture *f, gconstpointer data)
{
  g_autofree char *labels = test_shared ("data/ethereum-raw-transactions/labels.csv");
  g_autofree char *normal = test_shared ("data/ethereum-raw-transactions/normal_txn.csv.gz");
  g_autofree char *tokens = test_shared ("data/ethereum-raw-transactions/erc20_txn.csv.gz");
  g_autofree char *map = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "data", "mappings",
                                           "ethereum-raw-transactions.json", NULL);
  const char *files[] = { tokens, labels, normal, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewMapping) mapping = review_mapping_load (map, &error);
  g_autoptr (ReviewImportReport) report = NULL;
  GHashTableIter iter;
  gpointer json;
  guint positive = 0;

  g_assert_no_error (error);
  if (labels == NULL)
    {
      g_test_skip ("the data is not beside this tree");
      return;
    }
  report = import (f, mapping, FALSE, files, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->rows, ==, 1497 + 35250 + 5878);
  g_assert_cmpint (report->empty, ==, 858);
  g_assert_cmpint (report->unmatched, ==, 0);
  g_assert_cmpint (report->added, ==, 1497);
  g_assert_cmpint (report->evidence, ==, 35250 + 5020);
  g_hash_table_iter_init (&iter, f->cases);
  while (g_hash_table_iter_next (&iter, NULL, &json))
    {
      positive += strstr (json, "\"positive\":true") != NULL;
      g_assert_null (strstr (json, "lockNumber"));
      g_assert_null (strstr (json, "gas"));
    }
  g_assert_cmpuint (positive, ==, 512);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/import/joins", test_joins);
  ADD ("/import/order", test_order);
  ADD ("/import/repeat", test_repeat);
  ADD ("/import/bad-rows", test_bad_rows);
  ADD ("/import/strict", test_strict);
  ADD ("/import/choke", test_choke);
  ADD ("/import/bad-files", test_bad_files);
  ADD ("/import/by-columns", test_by_columns);
  ADD ("/import/canonical", test_canonical);
  ADD ("/import/ethereum", test_ethereum);
  return g_test_run ();
}
