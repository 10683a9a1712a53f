/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases as they arrive: once, again, extended; any text; streamed; the as-of rule. */
#define G_LOG_DOMAIN "test-intake"
#include <math.h>
#include <string.h>

#include "review-store-cases.h"
#include "review-store-fields.h"
#include "review-store-models.h"
#include "store-fixture.h"

static void
add_row (ReviewIntake *intake, const char *external_id, gint64 at, const char *value)
{
  ReviewEvidence *row = review_record_new (&review_evidence_type);
  ReviewField *field = review_record_new (&review_field_type);

  field->name = g_strdup ("note");
  field->value = g_strdup (value);
  field->type = REVIEW_VALUE_TEXT;
  field->klass = REVIEW_CLASS_PERSONAL;
  row->kind = REVIEW_EVIDENCE_EVENT;
  row->external_id = g_strdup (external_id);
  row->at = at;
  row->fields = review_records_new ();
  g_ptr_array_add (row->fields, field);
  g_ptr_array_add (intake->evidence, row);
}

static ReviewIntake *
make_intake (const char *id, gboolean with_truth)
{
  ReviewIntake *intake = review_record_new (&review_intake_type);
  ReviewFeatureValue *feature = review_record_new (&review_feature_value_type);
  ReviewFeatureValue *missing = review_record_new (&review_feature_value_type);

  intake->schema = g_strdup (REVIEW_INTAKE_SCHEMA);
  intake->external_id = g_strdup (id);
  intake->source = g_strdup ("test");
  intake->type = g_strdup ("poa_review");
  intake->value = g_strdup ("12.50");
  intake->as_of = FIXTURE_START;
  intake->evidence = review_records_new ();
  intake->features = review_records_new ();
  feature->name = g_strdup ("ratio");
  feature->value = 1.0 / 3;
  missing->name = g_strdup ("unknown");
  missing->value = NAN;
  g_ptr_array_add (intake->features, feature);
  g_ptr_array_add (intake->features, missing);
  add_row (intake, "late", FIXTURE_START - REVIEW_HOUR, "second");
  add_row (intake, "early", FIXTURE_START - REVIEW_DAY, "first");
  add_row (intake, "undated", 0, "zeroth");
  if (with_truth)
    {
      intake->truth = review_record_new (&review_truth_type);
      intake->truth->positive = TRUE;
      intake->truth->maturity = REVIEW_MATURITY_MATURED;
    }
  return intake;
}

typedef struct
{
  const ReviewIntake *intake;
  gboolean history, arrives;
  ReviewPutOutcome outcome;
  char *id;
  const char *sql;
  gint64 n;
  gint64 as_of;
  ReviewIntake *values;
} Job;

static gboolean
put (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;
  ReviewIntakePut args = { .intake = job->intake,
                           .prefix = "PA",
                           .actor = "u-test",
                           .history = job->history,
                           .arrives = job->arrives };

  return review_store_put_intake (tx, &args, &job->outcome, &job->id, error);
}

/* Stores it; returns the case's id. */
static char *
store_as (Fixture *f,
          const ReviewIntake *intake,
          gboolean history,
          gboolean arrives,
          ReviewPutOutcome outcome)
{
  Job job = { .intake = intake, .history = history, .arrives = arrives };
  g_autoptr (GError) error = NULL;

  review_store_write (f->store, put, &job, &error);
  g_assert_no_error (error);
  g_assert_cmpint (job.outcome, ==, outcome);
  return job.id;
}

static char *
store (Fixture *f, const ReviewIntake *intake, gboolean history, ReviewPutOutcome outcome)
{
  return store_as (f, intake, history, FALSE, outcome);
}

static gboolean
count (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;

  return review_tx_get_int (tx, &job->n, error, job->sql, "");
}

static void
expect (Fixture *f, const char *sql, gint64 n)
{
  Job job = { .sql = sql };
  g_autoptr (GError) error = NULL;

  review_store_read (f->store, count, &job, &error);
  g_assert_no_error (error);
  g_assert_cmpint (job.n, ==, n);
}

static gboolean
load (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;

  job->values = review_store_load_values (tx, job->id, job->as_of, error);
  return job->values != NULL;
}

static ReviewIntake *
load_values (Fixture *f, char *id, gint64 as_of)
{
  Job job = { .id = id, .as_of = as_of };
  g_autoptr (GError) error = NULL;

  review_store_read (f->store, load, &job, &error);
  g_assert_no_error (error);
  return job.values;
}

static void
test_round_trip (Fixture *f, gconstpointer data)
{
  g_autoptr (ReviewIntake) intake = make_intake ("a", FALSE);
  g_autofree char *id = store (f, intake, FALSE, REVIEW_PUT_ADDED);
  g_autoptr (ReviewIntake) values = load_values (f, id, 0);
  const ReviewEvidence *rows[3];

  g_assert_cmpint (values->evidence->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    rows[i] = values->evidence->pdata[i];
  g_assert_cmpstr (review_fields_get (rows[0]->fields, "note"), ==, "zeroth");
  g_assert_cmpstr (review_fields_get (rows[1]->fields, "note"), ==, "first");
  g_assert_cmpstr (review_fields_get (rows[2]->fields, "note"), ==, "second");
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *label = g_strdup_printf ("E%u", i + 1);
      g_autofree char *hash = review_evidence_hash (rows[i]);

      g_assert_cmpstr (rows[i]->label, ==, label);
      g_assert_cmpstr (rows[i]->sha256, ==, hash);
    }
  g_assert_true (((ReviewFeatureValue *) values->features->pdata[0])->value == 1.0 / 3);
  g_assert_true (isnan (((ReviewFeatureValue *) values->features->pdata[1])->value));
  g_assert_cmpint (values->as_of, ==, FIXTURE_START);
}

static void
test_again (Fixture *f, gconstpointer data)
{
  g_autoptr (ReviewIntake) intake = make_intake ("a", FALSE);
  g_autofree char *first = store (f, intake, FALSE, REVIEW_PUT_ADDED);
  g_autofree char *second = store (f, intake, FALSE, REVIEW_PUT_UNCHANGED);
  g_autofree char *third = NULL;

  g_assert_cmpstr (first, ==, second);
  expect (f, "SELECT COUNT(*) FROM audit", 1);
  add_row (intake, "new", FIXTURE_START + REVIEW_HOUR, "third");
  third = store (f, intake, FALSE, REVIEW_PUT_EXTENDED);
  g_assert_cmpstr (first, ==, third);
  g_free (store (f, intake, FALSE, REVIEW_PUT_UNCHANGED));
  expect (f, "SELECT COUNT(*) FROM case_file", 1);
  expect (f, "SELECT COUNT(*) FROM evidence", 4);
  expect (f, "SELECT COUNT(*) FROM feature_set", 1);
  expect (f, "SELECT COUNT(*) FROM case_file WHERE stale = 1", 1);
}

/* The same row with other content is another row; the first one stays as it was. */
static void
test_changed_row (Fixture *f, gconstpointer data)
{
  g_autoptr (ReviewIntake) first = make_intake ("a", FALSE);
  g_autoptr (ReviewIntake) second = make_intake ("a", FALSE);
  ReviewEvidence *row = second->evidence->pdata[0];
  ReviewField *field = row->fields->pdata[0];

  g_free (store (f, first, FALSE, REVIEW_PUT_ADDED));
  g_free (field->value);
  field->value = g_strdup ("changed");
  g_free (store (f, second, FALSE, REVIEW_PUT_EXTENDED));
  expect (f, "SELECT COUNT(*) FROM evidence WHERE external_id = 'late'", 2);
}

/* What comes later changes nothing that was read before. */
static void
test_as_of (Fixture *f, gconstpointer data)
{
  g_autoptr (ReviewIntake) intake = make_intake ("a", FALSE);
  g_autofree char *id = store (f, intake, FALSE, REVIEW_PUT_ADDED);
  g_autoptr (ReviewIntake) before = load_values (f, id, FIXTURE_START);
  g_autoptr (ReviewIntake) after = NULL;

  add_row (intake, "new", FIXTURE_START + 1, "third");
  g_free (store (f, intake, FALSE, REVIEW_PUT_EXTENDED));
  after = load_values (f, id, FIXTURE_START);
  g_assert_true (review_record_equal (before, after));
}

static void
test_history_and_work (Fixture *f, gconstpointer data)
{
  g_autoptr (ReviewIntake) intake = make_intake ("h", TRUE);

  g_free (store (f, intake, TRUE, REVIEW_PUT_ADDED));
  expect (f, "SELECT COUNT(*) FROM case_file WHERE state = 'closed' AND stale = 0", 1);
  g_free (store (f, intake, TRUE, REVIEW_PUT_UNCHANGED));
  g_free (store_as (f, intake, FALSE, TRUE, REVIEW_PUT_EXTENDED));
  expect (f, "SELECT COUNT(*) FROM case_file WHERE state = 'new' AND stale = 1", 1);
  g_free (store_as (f, intake, FALSE, TRUE, REVIEW_PUT_UNCHANGED));
  expect (f, "SELECT COUNT(*) FROM truth", 1);
}

static gboolean
check_each (const char *case_id, const ReviewIntake *values, gpointer user_data, GError **error)
{
  GString *seen = user_data;

  g_assert_true (values->truth->positive);
  g_string_append (seen, values->external_id);
  return strcmp (values->external_id, "t3") != 0;
}

static void
test_stream (Fixture *f, gconstpointer data)
{
  static const char *const wanted[] = { "t1", "t3", "t4", "none", NULL };
  ReviewCaseFilter filter = { .case_type = "poa_review",
                              .external_ids = wanted,
                              .with_truth = TRUE };
  g_autoptr (GString) seen = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *name = g_strdup_printf ("t%u", i);
      g_autoptr (ReviewIntake) intake = make_intake (name, i != 5);

      g_free (store (f, intake, TRUE, REVIEW_PUT_ADDED));
    }
  g_assert_true (review_store_each_case (f->store, &filter, check_each, seen, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (seen->str, ==, "t1t3");
  g_assert_cmpint (review_store_count_cases (f->store, NULL, NULL), ==, 6);
  g_assert_cmpint (review_store_count_cases (f->store, "ato", NULL), ==, 0);
}

/* Whatever a customer writes comes back byte for byte, and does nothing else. */
static void
keep_text (Fixture *f, const char *text, guint n)
{
  g_autofree char *name = g_strdup_printf ("n%u", n);
  g_autoptr (ReviewIntake) intake = make_intake (name, FALSE);
  g_autofree char *id = NULL;
  g_autoptr (ReviewIntake) values = NULL;

  add_row (intake, "text", FIXTURE_START, text);
  id = store (f, intake, FALSE, REVIEW_PUT_ADDED);
  values = load_values (f, id, 0);
  g_assert_cmpstr (
      review_fields_get (((ReviewEvidence *) values->evidence->pdata[3])->fields, "note"), ==,
      text);
}

static void
test_naughty_strings (Fixture *f, gconstpointer data)
{
  static const char *const own[] = { "",
                                     "\"",
                                     "\\",
                                     "\\\"],[",
                                     "null",
                                     "\n\t\x01\x1f",
                                     "]",
                                     "客户",
                                     "\xf0\x9f\x92\xa9",
                                     "'; DROP TABLE evidence; --",
                                     "\\u0041" };
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "shared", "suites",
                                                 "naughty-strings", "blns.txt", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  for (; n < G_N_ELEMENTS (own); n++)
    keep_text (f, own[n], n);
  if (g_file_get_contents (path, &text, NULL, NULL))
    lines = g_strsplit (text, "\n", -1);
  else
    g_test_message ("the list of naughty strings is not here: only our own were tried");
  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    if (g_utf8_validate (lines[i], -1, NULL) && lines[i][0] != '#')
      keep_text (f, lines[i], n++);
  expect (f, "SELECT COUNT(*) FROM case_file", n);
}

static void
test_damaged_fields (void)
{
  static const char *const bad[] = { "",
                                     "[",
                                     "[[]]",
                                     "[[\"a\"]]",
                                     "[[\"a\",1,2,\"b]]",
                                     "[[\"a\",1,2,\"b\"]",
                                     "[[\"a\",1,2,\"b\"]]x",
                                     "{}",
                                     "[[null,1,2,\"b\"]]",
                                     "[[\"a\\" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (review_fields_unpack (bad[i], &error));
      g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_CORRUPT);
    }
}

static gboolean
put_model (ReviewTx *tx, gpointer user_data, GError **error)
{
  g_autoptr (ReviewStoredModel) model = review_stored_model_new ();
  g_autoptr (GPtrArray) training = g_ptr_array_new_with_free_func (review_training_row_free);

  model->version = g_strdup (user_data);
  model->case_type = g_strdup ("poa_review");
  model->artefact = g_bytes_new ("\0model", 6);
  g_ptr_array_add (training, review_training_row_new ("test", "t1", 3));
  return review_store_put_model (tx, model, training, "u-model", error);
}

static gboolean
check_model (ReviewTx *tx, gpointer user_data, GError **error)
{
  g_autoptr (ReviewStoredModel) model = review_store_load_live_model (tx, "poa_review", error);
  gboolean seen = FALSE, unseen = TRUE;

  if (model == NULL)
    return FALSE;
  g_assert_cmpstr (model->version, ==, user_data);
  g_assert_true (review_store_is_trained_on (tx, model->version, "test", "t1", &seen, error));
  g_assert_true (review_store_is_trained_on (tx, model->version, "test", "t2", &unseen, error));
  g_assert_true (seen);
  g_assert_false (unseen);
  return TRUE;
}

static gboolean
damage_model (ReviewTx *tx, gpointer user_data, GError **error)
{
  g_autoptr (GBytes) other = g_bytes_new ("\0modeL", 6);

  return review_tx_exec (tx, error, "UPDATE model SET artefact = $1", "b", other) > 0;
}

static void
test_models (Fixture *f, gconstpointer data)
{
  static char first[] = "m1", second[] = "m2";
  g_autoptr (GError) error = NULL;

  g_assert_false (review_store_read (f->store, check_model, first, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (review_store_write (f->store, put_model, first, &error));
  g_assert_true (review_store_read (f->store, check_model, first, &error));
  g_assert_true (review_store_write (f->store, put_model, second, &error));
  g_assert_true (review_store_read (f->store, check_model, second, &error));
  g_assert_false (review_store_write (f->store, put_model, first, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT);
  g_clear_error (&error);
  expect (f, "SELECT COUNT(*) FROM model WHERE state = 'live'", 1);
  g_assert_true (review_store_write (f->store, damage_model, NULL, &error));
  g_assert_false (review_store_read (f->store, check_model, second, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_CORRUPT);
}

#define ADD(name, func) \
  g_test_add ("/intake/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("round-trip", test_round_trip);
  ADD ("again", test_again);
  ADD ("changed-row", test_changed_row);
  ADD ("as-of", test_as_of);
  ADD ("history-and-work", test_history_and_work);
  ADD ("stream", test_stream);
  ADD ("naughty-strings", test_naughty_strings);
  ADD ("models", test_models);
  g_test_add_func ("/intake/damaged-fields", test_damaged_fields);
  return g_test_run ();
}
