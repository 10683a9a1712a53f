/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A suggested mapping imports as it is, without one refused row; checked on small tables of each
 * kind and, where they are present, on the shared data sets. */
#include <string.h>

#include "ingest-helper.h"
#include "review-codec.h"
#include "review-error.h"
#include "review-import.h"
#include "review-json-flat.h"
#include "review-suggest.h"

typedef struct
{
  guint cases;
  guint positive;
  guint with_truth;
  gint64 evidence;
} Seen;

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
  Seen *seen = self;

  *ret_outcome = REVIEW_IMPORT_ADDED;
  seen->cases++;
  seen->with_truth += intake->truth != NULL;
  seen->positive += intake->truth != NULL && intake->truth->positive;
  seen->evidence += intake->evidence->len;
  return TRUE;
}

/* Suggests, writes and reads the mapping as a file would be, imports with it. */
static ReviewMapping *
suggest_and_import (const ReviewSuggestOptions *options, Seen *seen)
{
  char *folder = test_folder_new ();
  g_autofree char *uri = g_strdup_printf ("sqlite:%s/store.db", folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewStore) store =
      review_store_open (uri, REVIEW_STORE_DEFAULT, review_clock_system (), &error);
  g_autoptr (ReviewMapping) suggested = review_suggest_mapping (options, &error);
  g_autofree char *json = NULL;
  g_autofree char *laid_out = NULL;
  ReviewMapping *mapping;
  ReviewImportSink sink = { sink_check, NULL, sink_store, seen };
  ReviewImportOptions import = { .files = options->files, .max_problems = 5, .sink = &sink };
  g_autoptr (ReviewImportReport) report = NULL;

  g_assert_no_error (error);
  json = review_encode (suggested);
  laid_out = review_json_indent (json, &error);
  mapping = review_mapping_parse (laid_out, -1, &error);
  g_assert_no_error (error);
  import.mapping = mapping;
  review_import_run (store, &import, &report, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < report->problems->len; i++)
    {
      const ReviewImportProblem *p = report->problems->pdata[i];

      g_test_message ("%s:%d: %s: %s", p->file, (int) p->line, p->column, p->message);
    }
  g_assert_cmpint (report->refused, ==, 0);
  g_assert_cmpint (report->cases, ==, seen->cases);
  g_clear_pointer (&store, review_store_close);
  test_folder_remove (folder);
  return mapping;
}

static void
test_wide (void)
{
  char *folder = test_folder_new ();
  g_autoptr (GString) text = g_string_new ("Case No;Opened;Amount;isNew;Country;Note;Verdict\n");
  g_autofree char *path = NULL;
  Seen seen = { 0 };
  g_autoptr (ReviewMapping) mapping = NULL;
  const char *files[] = { NULL, NULL };
  ReviewSuggestOptions options = { files, "poa_check", "Case No", "Verdict", FALSE };

  for (int i = 0; i < 40; i++)
    g_string_append_printf (text, "K%d;2024-01-%02d 10:00:00;%d.50;%d;%s;note %d;%s\n", i,
                            1 + i % 28, i, i % 2, i % 3 == 0 ? "DE" : "FR", i,
                            i % 8 == 0   ? "refused"
                            : i % 5 == 0 ? "NA"
                                         : "fine");
  files[0] = path = test_write (folder, "wide.csv", text->str, -1);
  mapping = suggest_and_import (&options, &seen);
  g_assert_cmpuint (seen.cases, ==, 40);
  g_assert_cmpuint (seen.positive, ==, 5);
  g_assert_cmpuint (seen.with_truth, <, 40);
  g_assert_cmpstr (mapping->opened_at->format, ==, "%Y-%m-%d %H:%M:%S");
  /* the hour, Amount, isNew, DE, FR, and what Note looks like */
  g_assert_cmpuint (mapping->features->len, ==, 8);
  g_assert_cmpstr (mapping->type->prefix, ==, "PC");
  g_assert_cmpstr (mapping->truth->positive[0], ==, "refused");
  test_folder_remove (folder);
}

static const ReviewMappingValue *
feature (const ReviewMapping *mapping, const char *id)
{
  for (guint i = 0; i < mapping->features->len; i++)
    {
      const ReviewMappingFeature *f = mapping->features->pdata[i];

      if (strcmp (f->id, id) == 0)
        return f->value;
    }
  return NULL;
}

/* Addresses, places of the net and times become what a model can read; what was written after the
 * fact becomes nothing. Rows without an id are numbered. */
static void
test_registrations (void)
{
  char *folder = test_folder_new ();
  g_autoptr (GString) text = g_string_new ("ip,mail,born,when,LABEL_TIME,phone no,verdict\n");
  g_autofree char *path = NULL;
  Seen seen = { 0 };
  g_autoptr (ReviewMapping) mapping = NULL;
  const ReviewMappingValue *v;
  const char *files[] = { NULL, NULL };
  ReviewSuggestOptions options = { files, "sign_up", "#row", "verdict", FALSE };

  for (int i = 0; i < 60; i++)
    g_string_append_printf (text,
                            "10.0.0.%d,u%d@m%d.example,19%02d-01-02,2024-01-%02dT10:00:00Z,"
                            "2024-02-01T00:00:00Z,%d,%d\n",
                            i % 30, i % 40, i % 26, 70 + i % 20, 1 + i % 28, 4400000 + i % 30,
                            i % 9 == 0);
  files[0] = path = test_write (folder, "sign.csv", text->str, -1);
  mapping = suggest_and_import (&options, &seen);
  g_assert_cmpuint (seen.cases, ==, 60);
  g_assert_cmpstr (mapping->id_column, ==, "#row");
  g_assert_cmpstr (mapping->opened_at->column, ==, "when");
  v = feature (mapping, "mail_domain_share");
  g_assert_nonnull (v);
  g_assert_cmpint (v->op, ==, REVIEW_MAP_SHARE_BY);
  g_assert_cmpint (v->of->op, ==, REVIEW_MAP_DOMAIN_OF);
  v = feature (mapping, "ip_count_24h");
  g_assert_nonnull (v);
  g_assert_cmpint (v->op, ==, REVIEW_MAP_COUNT_BY);
  g_assert_cmpstr (v->window, ==, "24h");
  v = feature (mapping, "born_age");
  g_assert_nonnull (v);
  g_assert_cmpint (v->op, ==, REVIEW_MAP_AGE_DAYS);
  g_assert_nonnull (feature (mapping, "phone_no_count"));
  g_assert_null (feature (mapping, "ip_length"));
  g_assert_null (feature (mapping, "label_time_age"));
  test_folder_remove (folder);
}

/* Whole numbers are ids by their column's name, not by chance. */
static void
test_joined (void)
{
  char *folder = test_folder_new ();
  g_autoptr (GString) nodes = g_string_new ("nodeid,isFraud,init\n");
  g_autoptr (GString) moves = g_string_new ("sourceNodeId,targetNodeId,value,time\n");
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;
  Seen seen = { 0 };
  g_autoptr (ReviewMapping) mapping = NULL;
  const ReviewMappingFile *file;
  const char *files[] = { NULL, NULL, NULL };
  ReviewSuggestOptions options = { files, "mule", "nodeid", "isFraud", FALSE };

  for (int i = 0; i < 30; i++)
    g_string_append_printf (nodes, "%d,%d,%d.25\n", i, i % 7 == 0, i);
  for (int i = 0; i < 60; i++)
    g_string_append_printf (moves, "%d,%d,%d.5,%d\n", i % 30, (i * 7 + 1) % 30, i, i % 20);
  files[1] = a = test_write (folder, "nodes.csv", nodes->str, -1);
  files[0] = b = test_write_gzip (folder, "moves.csv.gz", moves->str, -1);
  mapping = suggest_and_import (&options, &seen);
  file = mapping->files->pdata[1];
  g_assert_cmpuint (file->joins->len, ==, 2);
  g_assert_cmpuint (seen.cases, ==, 30);
  g_assert_cmpuint (seen.positive, ==, 5);
  g_assert_cmpint (seen.evidence, >=, 110);
  g_assert_cmpstr (((ReviewMappingValue *) ((ReviewMappingEvidence *) file->evidence->pdata[0])
                        ->fields->pdata[0])
                       ->name,
                   ==, "direction");
  test_folder_remove (folder);
}

static void
test_no_header (void)
{
  char *folder = test_folder_new ();
  g_autofree char *path = test_write (folder, "plain.csv", "a,1,yes\nb,2,no\nc,3,no\n", -1);
  const char *files[] = { path, NULL };
  ReviewSuggestOptions options = { files, "plain", "c1", "c3", TRUE };
  Seen seen = { 0 };
  g_autoptr (ReviewMapping) mapping = suggest_and_import (&options, &seen);

  g_assert_cmpuint (seen.cases, ==, 3);
  g_assert_cmpuint (seen.positive, ==, 1);
  test_folder_remove (folder);
}

static void
test_json_lines (void)
{
  char *folder = test_folder_new ();
  g_autofree char *path = test_write (
      folder, "events.jsonl",
      "{\"key\":\"a\",\"bad\":true,\"x\":{\"n\":1}}\n"
      "{\"key\":\"b\",\"bad\":false,\"x\":{\"n\":2.5},\"t\":\"2024-01-01T00:00:00Z\"}\n",
      -1);
  const char *files[] = { path, NULL };
  ReviewSuggestOptions options = { files, "events", "key", "bad", FALSE };
  Seen seen = { 0 };
  g_autoptr (ReviewMapping) mapping = suggest_and_import (&options, &seen);

  g_assert_cmpuint (seen.cases, ==, 2);
  g_assert_cmpuint (seen.positive, ==, 1);
  g_assert_nonnull (feature (mapping, "x_n"));
  test_folder_remove (folder);
}

static void
assert_refused (const char *text, const char *id, const char *truth, const char *message)
{
  char *folder = test_folder_new ();
  g_autofree char *path = test_write (folder, "a.csv", text, -1);
  const char *files[] = { path, NULL };
  ReviewSuggestOptions options = { files, "t", id, truth, FALSE };
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewMapping) mapping = review_suggest_mapping (&options, &error);

  g_assert_null (mapping);
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, message));
  test_folder_remove (folder);
}

static void
test_refusals (void)
{
  assert_refused ("a,b\n1,0\n1,1\n", "a", "b", "is no id");
  assert_refused ("a,b\n1,0\n2,0\n", "a", "b", "fewer than two");
  assert_refused ("a,b\n1,0\n2,1\n", "z", "b", "no file has the column \"z\"");
}

static void
assert_shared (const char *folder,
               const char *const *names,
               const char *id,
               const char *truth,
               guint cases,
               guint positive)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  ReviewSuggestOptions options = { NULL, "shared_type", id, truth, FALSE };
  Seen seen = { 0 };
  g_autoptr (ReviewMapping) mapping = NULL;

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *part = g_build_filename ("data", folder, names[i], NULL);
      char *path = test_shared (part);

      if (path == NULL)
        {
          g_test_skip ("the data is not beside this tree");
          return;
        }
      g_ptr_array_add (files, path);
    }
  g_ptr_array_add (files, NULL);
  options.files = (const char *const *) files->pdata;
  mapping = suggest_and_import (&options, &seen);
  g_assert_cmpuint (seen.cases, ==, cases);
  g_assert_cmpuint (seen.positive, ==, positive);
}

static void
test_shared_transactions (void)
{
  assert_shared ("aws-fraud-detector",
                 (const char *[]){ "transaction_data_2K_coldstart.csv.gz", NULL }, "EVENT_ID",
                 "EVENT_LABEL", 1611, 95);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/suggest/wide", test_wide);
  g_test_add_func ("/suggest/joined", test_joined);
  g_test_add_func ("/suggest/registrations", test_registrations);
  g_test_add_func ("/suggest/no-header", test_no_header);
  g_test_add_func ("/suggest/json-lines", test_json_lines);
  g_test_add_func ("/suggest/refusals", test_refusals);
  g_test_add_func ("/suggest/shared-transactions", test_shared_transactions);
  return g_test_run ();
}
