/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first start on a small scale, with the real service, agent and training: cases arrive in
 * the queue with an assessment, an interrupted run is carried on without doubles, and no truth of
 * an arriving case is served. */
#include <glib/gstdio.h>
#include <string.h>

#include "hub-route.h"
#include "review-catalog-load.h"
#include "review-codec.h"
#include "review-data-resource.h"
#include "review-demo-intake.h"
#include "review-preparation.h"
#include "review-store-models.h"
#include "roca-assess.h"

#define START    G_GINT64_CONSTANT (1795000000000000)
#define HISTORY  160
#define ARRIVING 12

typedef struct
{
  char *folder;
  ReviewTestClock clock;
  ReviewStore *store;
  ReviewCatalog *catalog;
  ReviewPolicy *policy;
  ReviewService *service;
  GHashTable *models; /* case type → RocaModel */
  ReviewPreparationOptions options;
  GPtrArray *stages; /* codes in the order they began */
  GCancellable *cancellable;
  guint trained;
  guint cancel_at; /* cases of the demo stage; 0: never */
} Fixture;

static ReviewAssessment *
assess (gpointer self,
        const ReviewIntake *values,
        const ReviewPolicy *policy,
        const ReviewCatalog *catalog,
        double draw,
        GError **error)
{
  Fixture *f = self;
  RocaModel *model = g_hash_table_lookup (f->models, values->type);
  g_autoptr (RocaFacts) made = NULL;
  HubFacts facts = { values, values->as_of, roca_facts_get, NULL };
  ReviewAssessment *said;

  g_assert_null (values->truth);
  if (model == NULL)
    return NULL;
  said = roca_assess_with_facts (model, catalog, policy, values, values->as_of, &made, error);
  if (said == NULL)
    return NULL;
  facts.more_data = made;
  hub_route_intake (policy, &facts, draw, 0, said);
  return said;
}

static gboolean
put_model (ReviewTx *tx, gpointer user_data, GError **error)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  return review_store_put_model (tx, user_data, none, "u-model", error);
}

/* Trains in this process, on the same cases that the job has stored. */
static gboolean
train (ReviewService *service,
       const char *case_type,
       GCancellable *cancellable,
       ReviewProgressFunc progress,
       gpointer progress_data,
       gpointer user_data,
       GError **error)
{
  Fixture *f = user_data;
  g_autoptr (RocaSchema) schema = roca_schema_new (f->catalog, NULL, case_type);
  g_autoptr (RocaMatrix) matrix = roca_matrix_new (schema);
  g_autoptr (ReviewStoredModel) stored = review_stored_model_new ();
  RocaTrainOptions how;

  for (guint i = 0; i < HISTORY; i++)
    {
      g_autoptr (ReviewDemoCase) one = review_demo_make (&f->options.demo, case_type, i);

      roca_matrix_add_case (matrix, schema, one->intake, 0);
    }
  roca_train_options_init (&how);
  how.repeats = 1;
  how.folds = 2;
  how.rounds = 40;
  how.nthread = 1;
  stored->version = g_strconcat (case_type, "-test", NULL);
  stored->case_type = g_strdup (case_type);
  stored->artefact = roca_train (matrix, stored->version, &how, NULL, NULL, error);
  g_assert_nonnull (stored->artefact);
  g_hash_table_insert (f->models, g_strdup (case_type), roca_model_load (stored->artefact, error));
  g_assert_no_error (*error);
  f->trained++;
  return progress (1, 1, progress_data)
         && review_store_write (review_service_get_store (service), put_model, stored, error);
}

static void
note_progress (const char *stage, gint64 done, gint64 total, gpointer user_data)
{
  Fixture *f = user_data;
  guint n = f->stages->len;

  g_assert_cmpint (done, <=, MAX (total, 0));
  if (stage != NULL && (n == 0 || strcmp (f->stages->pdata[n - 1], stage) != 0))
    g_ptr_array_add (f->stages, g_strdup (stage));
  if (stage != NULL && f->cancel_at != 0 && strcmp (stage, "demo") == 0 && done >= f->cancel_at)
    g_cancellable_cancel (f->cancellable);
}

static void
open_service (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = g_strconcat ("sqlite:", f->folder, "/review.db", NULL);
  ReviewAssessor assessor = { assess, f };

  f->store = review_store_open (uri, REVIEW_STORE_DEFAULT, &f->clock.clock, &error);
  g_assert_no_error (error);
  f->service = review_service_new (f->store, f->catalog, f->policy);
  review_service_set_assessor (f->service, &assessor);
  g_assert_true (review_service_publish (f->service, &error));
  g_assert_true (review_service_ensure_local_users (f->service, &error));
  g_assert_no_error (error);
}

static void
close_service (Fixture *f)
{
  g_clear_pointer (&f->service, review_service_free);
  g_clear_pointer (&f->store, review_store_close);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  review_test_clock_init (&f->clock, START, 1);
  f->folder = g_dir_make_tmp ("review-preparation-XXXXXX", &error);
  review_catalog_load (review_data_get_resource (), &f->catalog, &f->policy, &error);
  g_assert_no_error (error);
  f->models =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) roca_model_unref);
  f->stages = g_ptr_array_new_with_free_func (g_free);
  f->cancellable = g_cancellable_new ();
  review_preparation_options_init (&f->options, START);
  f->options.demo.history = HISTORY;
  f->options.demo.arriving = ARRIVING;
  f->options.train = train;
  f->options.train_data = f;
  f->options.progress = note_progress;
  f->options.progress_data = f;
  open_service (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  close_service (f);
  g_hash_table_unref (f->models);
  g_ptr_array_unref (f->stages);
  g_object_unref (f->cancellable);
  review_record_unref (f->catalog);
  review_record_unref (f->policy);
  dir = g_dir_open (f->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (f->folder);
  g_free (f->folder);
}

typedef struct
{
  const char *sql;
  gint64 value;
} Question;

static gboolean
ask (ReviewTx *tx, gpointer user_data, GError **error)
{
  Question *question = user_data;

  return review_tx_get_int (tx, &question->value, error, question->sql, "");
}

static gint64
count (Fixture *f, const char *sql)
{
  Question question = { sql, -1 };
  g_autoptr (GError) error = NULL;

  review_store_read (f->store, ask, &question, &error);
  g_assert_no_error (error);
  return question.value;
}

static gboolean
is_needed (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  gboolean needed = FALSE;

  review_preparation_is_needed (f->service, &needed, &error);
  g_assert_no_error (error);
  return needed;
}

static guint
count_types (void)
{
  return g_strv_length ((char **) review_demo_list_types ());
}

/* What a whole run leaves behind. */
static void
check_prepared (Fixture *f)
{
  guint types = count_types ();

  g_assert_cmpint (count (f, "SELECT count(*) FROM case_file"), ==, types * (HISTORY + ARRIVING));
  g_assert_cmpint (count (f, "SELECT count(*) FROM case_file WHERE history = 1"), ==,
                   types * HISTORY);
  g_assert_cmpint (count (f, "SELECT count(*) FROM model WHERE state = 'live'"), ==, types);
  g_assert_cmpint (count (f, "SELECT count(*) FROM case_file WHERE state = 'new'"), ==, 0);
  g_assert_cmpint (count (f, "SELECT count(*) FROM assessment"), ==, types * ARRIVING);
  g_assert_cmpint (count (f, "SELECT count(*) FROM work_item WHERE state = 'queued'"), >, 0);
  /* Its clock runs since the case arrived: nothing has the whole limit left. */
  g_assert_cmpint (count (f, "SELECT count(*) FROM work_item WHERE due_at >= queued_at "
                             "+ 14400000000"),
                   ==, 0);
  g_assert_cmpint (count (f, "SELECT count(*) FROM work_item WHERE due_at <= queued_at"), ==, 0);
  /* The truth of an arriving case is not even stored. */
  g_assert_cmpint (count (f, "SELECT count(*) FROM truth t JOIN case_file c ON c.id = t.case_id "
                             "WHERE c.history = 0"),
                   ==, 0);
  g_assert_false (is_needed (f));
}

static void
test_whole (Fixture *f, gconstpointer data)
{
  static const char *const stages[] = { "demo", "training", "assessing" }; /* of each type */
  g_autoptr (GError) error = NULL;

  g_assert_true (is_needed (f));
  review_preparation_run (f->service, &f->options, NULL, &error);
  g_assert_no_error (error);
  check_prepared (f);
  g_assert_cmpuint (f->stages->len, ==, count_types () * G_N_ELEMENTS (stages));
  for (guint i = 0; i < f->stages->len; i++)
    g_assert_cmpstr (f->stages->pdata[i], ==, stages[i % G_N_ELEMENTS (stages)]);
  g_assert_cmpint (count (f, "SELECT count(*) FROM event WHERE kind = 'preparation'"), >, 6);
  /* A second run finds nothing to do. */
  review_preparation_run (f->service, &f->options, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (f->trained, ==, count_types ());
  check_prepared (f);
}

/* Cancelled in the middle, closed, opened later: carried on, nothing twice. */
static void
test_interrupted (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->cancel_at = 100;
  g_assert_false (review_preparation_run (f->service, &f->options, f->cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpint (count (f, "SELECT count(*) FROM case_file"), ==, 100);
  close_service (f);
  review_test_clock_advance (&f->clock, REVIEW_HOUR);
  open_service (f);
  g_assert_true (is_needed (f));
  f->cancel_at = 0;
  f->options.demo.now += REVIEW_HOUR;
  review_preparation_run (f->service, &f->options, NULL, &error);
  g_assert_no_error (error);
  check_prepared (f);
}

static void
test_thread (Fixture *f, gconstpointer data)
{
  ReviewPreparation *job;

  f->options.demo.history = 0;
  f->options.demo.arriving = 5;
  f->cancel_at = 1;
  job = review_preparation_start (f->service, &f->options);
  review_preparation_stop (job);
  review_preparation_stop (NULL);
  g_assert_cmpint (count (f, "SELECT count(*) FROM case_file"), <=, 5);
  g_assert_cmpuint (f->trained, <=, 1);
}

/* A store with cases of its own is left alone. */
static void
test_not_empty (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  ReviewDemoOptions few = { 99, START, 3, 2 };
  ReviewDemoTally tally;

  review_demo_intake (f->service, &few, "poa_review", NULL, NULL, NULL, &tally, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tally.added, ==, 5);
  g_assert_false (is_needed (f));
  review_demo_intake (f->service, &few, "poa_review", NULL, NULL, NULL, &tally, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tally.added, ==, 0);
  g_assert_cmpint (count (f, "SELECT count(*) FROM case_file"), ==, 5);
}

/* What a reviewer gets of each waiting case, as JSON, says nothing of the truth. */
static void
test_nothing_served (Fixture *f, gconstpointer data)
{
  static const char *const words[] = { "truth",    "\"positive\"", "probability", "planted",
                                       "scenario", "RC-W05",       "\"nature\"",  "RC-A06" };
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewUser) senior = NULL;
  g_autoptr (ReviewViewPage) page = NULL;
  g_autoptr (ReviewViewRequest) request = review_record_new (&review_view_request_type);

  review_preparation_run (f->service, &f->options, NULL, &error);
  g_assert_no_error (error);
  senior = review_service_find_user (f->service, "u-senior", &error);
  g_assert_no_error (error);
  page = review_service_open_view (f->service, senior, request, &error);
  g_assert_no_error (error);
  g_assert_cmpint (page->count, >, 0);
  for (guint i = 0; i < page->rows->len; i++)
    {
      const ReviewQueueRow *row = page->rows->pdata[i];
      g_autoptr (ReviewCaseView) view =
          review_service_get_work_item (f->service, senior, row->work_item, &error);
      g_autofree char *json = NULL;

      g_assert_no_error (error);
      json = review_encode (view);
      for (guint w = 0; w < G_N_ELEMENTS (words); w++)
        g_assert_null (strstr (json, words[w]));
    }
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/preparation/whole", test_whole);
  ADD ("/preparation/interrupted", test_interrupted);
  ADD ("/preparation/thread", test_thread);
  ADD ("/preparation/not-empty", test_not_empty);
  ADD ("/preparation/nothing-served", test_nothing_served);
  return g_test_run ();
}
