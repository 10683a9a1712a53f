/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Training and its artefact: the same bytes for the same cases, contributions that add up, and
 * nothing damaged or foreign ever gets as far as XGBoost. */
#include <math.h>
#include <string.h>

#include "review-error.h"
#include "roca-fixture.h"
#include "roca-bytes.h"

static GBytes *
train (const RocaMatrix *matrix, const RocaTrainOptions *options)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = roca_train (matrix, "test-1", options, NULL, NULL, &error);

  g_assert_no_error (error);
  return bytes;
}

static RocaMatrix *
reversed (const RocaMatrix *matrix)
{
  g_autoptr (RocaSchema) schema = fixture_poa_schema ();
  RocaMatrix *other = roca_matrix_new (schema);

  for (guint i = roca_matrix_get_n_rows (matrix); i-- > 0;)
    roca_matrix_add_row_of (other, matrix, i);
  return other;
}

static void
test_deterministic (void)
{
  g_autoptr (RocaMatrix) matrix = fixture_matrix (300, 1);
  g_autoptr (RocaMatrix) other_order = reversed (matrix);
  RocaTrainOptions options = fixture_options ();
  g_autoptr (GBytes) a = train (matrix, &options);
  g_autoptr (GBytes) b = train (other_order, &options);
  g_autoptr (GBytes) c = NULL;

  g_assert_true (g_bytes_equal (a, b));
  options.seed++;
  c = train (matrix, &options);
  g_assert_false (g_bytes_equal (a, c));
}

/* The number of threads is no part of the model, only of the options that are kept with it. */
static void
test_threads (void)
{
  g_autoptr (RocaMatrix) matrix = fixture_matrix (300, 1);
  RocaTrainOptions options = fixture_options ();
  double risks[2][300];

  for (guint k = 0; k < 2; k++)
    {
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (RocaModel) model = NULL;

      options.nthread = k == 0 ? 1 : 4;
      bytes = train (matrix, &options);
      model = roca_model_load (bytes, NULL);
      g_assert_true (roca_model_score_matrix (model, matrix, risks[k], NULL));
    }
  g_assert_cmpmem (risks[0], sizeof risks[0], risks[1], sizeof risks[1]);
}

/* Where the trade demands it the risk never falls as the value rises, however the noise lies; the
 * demand travels with the matrix file. */
static void
test_monotone (void)
{
  g_autoptr (RocaMatrix) drawn = fixture_matrix (500, 21);
  RocaTrainOptions options = fixture_options ();
  guint falls[2] = { 0, 0 };

  for (int demand = 0; demand < 2; demand++)
    {
      g_autoptr (GBytes) file = NULL;
      g_autoptr (RocaMatrix) matrix = NULL;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (RocaModel) model = NULL;

      g_array_index (drawn->monotone, int, 1) = demand;
      file = roca_matrix_to_bytes (drawn);
      matrix = roca_matrix_from_bytes (file, NULL);
      bytes = train (matrix, &options);
      model = roca_model_load (bytes, NULL);
      for (guint forged = 0; forged < 4; forged++)
        {
          double last = 0;

          for (guint age = 0; age <= 200; age += 2)
            {
              g_auto (RocaScore) score = { 0 };
              double values[] = { forged, age, NAN, 0.5 };

              g_assert_true (roca_model_score (model, values, 4, &score, NULL));
              falls[demand] += score.risk < last - 1e-12 ? 1 : 0;
              last = score.risk;
            }
        }
    }
  g_assert_cmpuint (falls[0], >, 0);
  g_assert_cmpuint (falls[1], ==, 0);
}

/* A column that is the same in all rows takes no tree's place: the model is the one without it. */
static void
test_telling (void)
{
  g_autoptr (RocaMatrix) matrix = fixture_matrix (300, 22);
  g_autoptr (GArray) columns = NULL;
  RocaTrainOptions options = fixture_options ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (RocaModel) model = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (RocaScore) score = { 0 };
  double values[] = { 3, 150, 7, 0.5 };

  for (guint i = 0; i < 300; i++)
    ((float *) roca_matrix_get_row (matrix, i))[2] = i % 2 == 0 ? NAN : 5;
  columns = roca_matrix_list_telling (matrix);
  g_assert_cmpuint (columns->len, ==, 4);
  g_clear_pointer (&columns, g_array_unref);
  for (guint i = 0; i < 300; i++)
    ((float *) roca_matrix_get_row (matrix, i))[2] = NAN;
  columns = roca_matrix_list_telling (matrix);
  g_assert_cmpuint (columns->len, ==, 3);
  bytes = train (matrix, &options);
  model = roca_model_load (bytes, NULL);
  g_assert_true (roca_model_score (model, values, 4, &score, NULL));
  g_assert_cmpfloat (fabs (score.contributions[0]), >, 0);
  g_assert_cmpfloat (fabs (score.contributions[2]), <=, 0);
  for (guint i = 0; i < 300; i++)
    for (guint c = 0; c < 4; c++)
      ((float *) roca_matrix_get_row (matrix, i))[c] = 1;
  g_assert_null (roca_train (matrix, "x", &options, NULL, NULL, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
}

static void
test_additivity (void)
{
  g_autoptr (RocaMatrix) matrix = fixture_matrix (500, 2);
  RocaTrainOptions options = fixture_options ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (RocaModel) model = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree double *risks = g_new (double, 500);

  options.repeats = 2;
  bytes = train (matrix, &options);
  model = roca_model_load (bytes, &error);
  g_assert_no_error (error);
  g_assert_true (roca_model_score_matrix (model, matrix, risks, &error));
  for (guint i = 0; i < 500; i += 7)
    {
      g_auto (RocaScore) score = { 0 };
      double values[4], sum;

      for (guint c = 0; c < 4; c++)
        values[c] = (double) roca_matrix_get_row (matrix, i)[c];
      g_assert_true (roca_model_score (model, values, 4, &score, &error));
      sum = score.base;
      for (guint c = 0; c < score.n; c++)
        sum += score.contributions[c];
      g_assert_cmpfloat_with_epsilon (sum, score.raw, 1e-4);
      g_assert_cmpfloat_with_epsilon (score.risk, risks[i], 1e-6);
      g_assert_cmpfloat (score.risk, >, 0);
      g_assert_cmpfloat (score.risk, <, 1);
    }
}

/* Many at once are what they are one by one, also across the blocks they are taken in. */
static void
test_explain_matrix (void)
{
  const guint n = 4100;
  g_autoptr (RocaMatrix) matrix = fixture_matrix (500, 2);
  g_autoptr (RocaMatrix) many = fixture_matrix (n, 9);
  RocaTrainOptions options = fixture_options ();
  g_autoptr (GBytes) bytes = train (matrix, &options);
  g_autoptr (GError) error = NULL;
  g_autoptr (RocaModel) model = roca_model_load (bytes, &error);
  g_autofree double *risks = g_new (double, n);
  g_autofree double *contributions = g_new (double, (gsize) n * 5);

  g_assert_true (roca_model_explain_matrix (model, many, risks, contributions, &error));
  for (guint i = 0; i < n; i += i < 4080 ? 509 : 1)
    {
      g_auto (RocaScore) score = { 0 };
      double values[4];

      for (guint c = 0; c < 4; c++)
        values[c] = (double) roca_matrix_get_row (many, i)[c];
      g_assert_true (roca_model_score (model, values, 4, &score, &error));
      g_assert_cmpfloat_with_epsilon (score.risk, risks[i], 1e-9);
      for (guint c = 0; c < 5; c++)
        g_assert_cmpfloat_with_epsilon (score.contributions[c], contributions[i * 5 + c], 1e-9);
    }
}

/* Learns what is there, and is honest about it: the figures are out of fold, the risks calibrated. */
static void
test_quality (void)
{
  g_autoptr (RocaMatrix) matrix = fixture_matrix (1200, 3);
  g_autoptr (RocaMatrix) fresh = fixture_matrix (1200, 4);
  RocaTrainOptions options = fixture_options ();
  g_autoptr (GBytes) bytes = train (matrix, &options);
  g_autoptr (GError) error = NULL;
  g_autoptr (RocaModel) model = roca_model_load (bytes, &error);
  g_autofree double *risks = g_new (double, 1200);
  RocaTrainMetrics metrics;
  double expected = 0, seen = 0;

  g_assert_no_error (error);
  roca_model_get_metrics (model, &metrics);
  g_assert_cmpuint (metrics.n, ==, 1200);
  g_assert_cmpfloat (metrics.auc, >, 0.85);
  g_assert_cmpfloat (metrics.auc, <, 0.97);
  roca_model_score_matrix (model, fresh, risks, &error);
  for (guint i = 0; i < 1200; i++)
    {
      expected += risks[i];
      seen += roca_matrix_get_positive (fresh, i) ? 1 : 0;
    }
  g_assert_cmpfloat (fabs (expected / seen - 1), <, 0.12);
  g_assert_nonnull (
      roca_model_find_trained (model, "a", "P-0007")); /* where it is from is not said */
  g_assert_null (roca_model_find_trained (model, "a", "P-9999"));
}

/* Two sources count their cases alike: each case keeps its own fold, truth and score, and a third
 * source's case was never trained on. */
static void
test_two_sources (void)
{
  g_autoptr (RocaMatrix) all = fixture_matrix (300, 41);
  g_autoptr (RocaMatrix) matrix = fixture_matrix (0, 41);
  g_autoptr (RocaMatrix) read = NULL;
  g_autoptr (GBytes) stored = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (RocaModel) model = NULL;
  RocaTrainOptions options = fixture_options ();
  guint folds = 0;

  for (guint i = 0; i < 600; i++)
    {
      const float *row = roca_matrix_get_row (all, i % 300);
      const double values[] = { (double) row[0], (double) row[1], (double) row[2],
                                (double) row[3] };
      gboolean positive = roca_matrix_get_positive (all, i % 300);

      roca_matrix_add_from (matrix, i < 300 ? "east" : "west", roca_matrix_get_id (all, i % 300),
                            NULL, i < 300 ? positive : !positive, values);
    }
  stored = roca_matrix_to_bytes (matrix);
  read = roca_matrix_from_bytes (stored, NULL);
  bytes = train (read, &options);
  model = roca_model_load (bytes, NULL);
  g_assert_cmpuint (roca_model_list_trained (model)->len, ==, 600);
  for (guint i = 0; i < 300; i++)
    {
      const char *id = roca_matrix_get_id (all, i);
      const RocaTrainedRow *east = roca_model_find_trained (model, "east", id);
      const RocaTrainedRow *west = roca_model_find_trained (model, "west", id);

      g_assert_true (east != NULL && west != NULL && east != west);
      g_assert_cmpint (east->positive, ==, roca_matrix_get_positive (all, i));
      g_assert_cmpint (west->positive, !=, east->positive);
      g_assert_null (roca_model_find_trained (model, "north", id));
      folds += east->fold != west->fold ? 1 : 0;
    }
  g_assert_cmpuint (folds, >, 100);
}

/* Copies @from without the empty source before each id, as format 2 wrote rows. */
static GBytes *
write_without_sources (GBytes *from, const RocaModel *model)
{
  GPtrArray *rows = roca_model_list_trained (model);
  g_autoptr (GByteArray) out = g_byte_array_new ();
  RocaReader in;
  guint i = 0;

  g_assert_true (roca_open (from, ROCA_BYTES_MODEL, &in, NULL));
  g_assert_cmpuint (roca_get_int (&in), ==, 3);
  roca_put_int (out, 2);
  while (in.left > 0)
    {
      g_autoptr (GByteArray) row = g_byte_array_new ();
      guint empty;

      roca_put_string (row, "");
      empty = row->len;
      if (i < rows->len)
        roca_put_string (row, ((RocaTrainedRow *) rows->pdata[i])->id);
      if (i < rows->len && in.left >= row->len && memcmp (in.at, row->data, row->len) == 0)
        {
          in.at += empty;
          in.left -= empty;
          i++;
        }
      g_byte_array_append (out, in.at, 1);
      in.at++;
      in.left--;
    }
  g_assert_cmpuint (i, ==, rows->len);
  return roca_seal (ROCA_BYTES_MODEL, out);
}

/* A model of the format before sources is read, and knows its cases by their ids. */
static void
test_before_sources (void)
{
  g_autoptr (RocaMatrix) matrix = fixture_matrix (200, 6);
  RocaTrainOptions options = fixture_options ();
  g_autoptr (GBytes) bytes = train (matrix, &options);
  g_autoptr (RocaModel) model = roca_model_load (bytes, NULL);
  g_autoptr (GBytes) older = write_without_sources (bytes, model);
  g_autoptr (GError) error = NULL;
  g_autoptr (RocaModel) read = roca_model_load (older, &error);
  const RocaTrainedRow *row;

  g_assert_no_error (error);
  row = roca_model_find_trained (read, "anywhere", "P-0007");
  g_assert_nonnull (row);
  g_assert_cmpuint (row->fold, ==, roca_model_find_trained (model, "x", "P-0007")->fold);
  g_assert_null (roca_model_find_trained (read, "anywhere", "P-9999"));
}

/* One positive in twelve: it is found, and the risks still add up to what happens. */
static void
test_rare (void)
{
  g_autoptr (RocaMatrix) all = fixture_matrix (4000, 31);
  g_autoptr (RocaMatrix) matrix = fixture_matrix (0, 31);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (RocaModel) model = NULL;
  RocaTrainOptions options = fixture_options ();
  g_autofree double *risks = g_new (double, 4000);
  guint positives = 0, n;
  double expected = 0;

  for (guint i = 0; i < 4000; i++)
    if (!roca_matrix_get_positive (all, i) || i % 12 == 0)
      {
        roca_matrix_add_row_of (matrix, all, i);
        positives += roca_matrix_get_positive (all, i) ? 1 : 0;
      }
  n = roca_matrix_get_n_rows (matrix);
  g_assert_cmpuint (positives * 8, <, n);
  bytes = train (matrix, &options);
  model = roca_model_load (bytes, NULL);
  roca_model_score_matrix (model, matrix, risks, NULL);
  for (guint i = 0; i < n; i++)
    expected += risks[i];
  g_assert_cmpfloat (fabs (expected / positives - 1), <, 0.1);
}

/* Rows of one group stay together; each fold has both kinds; folds differ by the seed. */
static void
test_folds (void)
{
  g_autoptr (RocaMatrix) matrix = fixture_matrix (200, 6);
  RocaTrainOptions options = fixture_options ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (RocaModel) model = NULL;
  guint positives[5] = { 0 }, negatives[5] = { 0 };
  GPtrArray *rows;

  for (guint i = 0; i < 200; i++)
    {
      g_free (matrix->groups->pdata[i]);
      matrix->groups->pdata[i] = g_strdup_printf ("g%u", i / 4);
    }
  bytes = train (matrix, &options);
  model = roca_model_load (bytes, NULL);
  rows = roca_model_list_trained (model);
  g_assert_cmpuint (rows->len, ==, 200);
  for (guint i = 0; i < rows->len; i++)
    {
      const RocaTrainedRow *row = rows->pdata[i], *first = rows->pdata[i - i % 4];

      g_assert_cmpuint (row->fold, ==, first->fold);
      (row->positive ? positives : negatives)[row->fold]++;
    }
  for (guint k = 0; k < 5; k++)
    {
      g_assert_cmpuint (positives[k], >, 0);
      g_assert_cmpuint (negatives[k], >, 0);
    }
}

static GBytes *
small_artefact (void)
{
  g_autoptr (RocaMatrix) matrix = fixture_matrix (60, 8);
  RocaTrainOptions options = fixture_options ();

  options.folds = 2;
  options.rounds = 2;
  options.max_depth = 1;
  return train (matrix, &options);
}

/* Every single damaged byte and every shortened file is refused. */
static void
test_damage (void)
{
  g_autoptr (GBytes) good = small_artefact ();
  gsize len;
  const guint8 *data = g_bytes_get_data (good, &len);
  g_autoptr (RocaModel) model = roca_model_load (good, NULL);

  g_assert_nonnull (model);
  g_test_message ("%zu bytes", len);
  for (gsize i = 0; i < len; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (data, len);
      g_autoptr (GBytes) bad = NULL;
      g_autoptr (GError) error = NULL;

      copy[i] ^= (guint8) (1 << (i % 8));
      bad = g_bytes_new_static (copy, len);
      g_assert_null (roca_model_load (bad, &error));
      g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_CORRUPT);
    }
  for (gsize cut = 0; cut < len; cut += 13)
    {
      g_autoptr (GBytes) bad = g_bytes_new_from_bytes (good, 0, cut);
      g_autoptr (GError) error = NULL;

      g_assert_null (roca_model_load (bad, &error));
      g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_CORRUPT);
    }
}

/* Well sealed, and still no model: another kind, an empty one, one that goes on after its end. */
static void
test_foreign (void)
{
  g_autoptr (RocaMatrix) matrix = fixture_matrix (30, 9);
  g_autoptr (GBytes) matrix_bytes = roca_matrix_to_bytes (matrix);
  g_autoptr (GByteArray) nothing = g_byte_array_new ();
  g_autoptr (GBytes) empty = roca_seal (ROCA_BYTES_MODEL, nothing);
  g_autoptr (GBytes) good = small_artefact ();
  g_autoptr (GByteArray) longer = g_byte_array_new ();
  g_autoptr (GBytes) too_long = NULL;
  GBytes *all[3];

  g_byte_array_append (longer, (const guint8 *) g_bytes_get_data (good, NULL) + 38,
                       (guint) g_bytes_get_size (good) - 38);
  g_byte_array_append (longer, (const guint8 *) "x", 1);
  too_long = roca_seal (ROCA_BYTES_MODEL, longer);
  all[0] = matrix_bytes;
  all[1] = empty;
  all[2] = too_long;
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (roca_model_load (all[i], &error));
      g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_CORRUPT);
    }
}

static void
test_schema (void)
{
  g_autoptr (ReviewCatalog) catalog = fixture_poa_catalog ();
  g_autoptr (GBytes) bytes = small_artefact ();
  g_autoptr (RocaModel) model = roca_model_load (bytes, NULL);
  g_autoptr (RocaSchema) right = fixture_poa_schema ();
  g_autoptr (RocaSchema) other_type = roca_schema_new (catalog, NULL, "ato");
  g_autoptr (RocaSchema) narrower = fixture_poa_schema ();
  g_autoptr (RocaSchema) newer = fixture_poa_schema ();
  g_autoptr (GError) error = NULL;
  g_auto (RocaScore) score = { 0 };
  double values[4] = { 1, 2, 3, 4 };

  g_assert_true (roca_model_check_schema (model, right, &error));
  g_assert_false (roca_model_check_schema (model, other_type, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  g_clear_error (&error);
  g_ptr_array_set_size (narrower->columns, 3);
  g_assert_false (roca_model_check_schema (model, narrower, &error));
  g_clear_error (&error);
  ((RocaColumn *) newer->columns->pdata[1])->version = 2;
  g_assert_false (roca_model_check_schema (model, newer, &error));
  g_assert_nonnull (strstr (error->message, "document_age_days"));
  g_clear_error (&error);
  g_assert_false (roca_model_score (model, values, 3, &score, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
}

static void
test_too_little (void)
{
  g_autoptr (RocaMatrix) matrix = fixture_matrix (12, 10);
  RocaTrainOptions options = fixture_options ();
  g_autoptr (GError) error = NULL;

  g_assert_null (roca_train (matrix, "x", &options, NULL, NULL, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "poa_check"));
}

static void
test_matrix_file (void)
{
  g_autoptr (RocaMatrix) matrix = fixture_matrix (50, 11);
  g_autoptr (GBytes) bytes = roca_matrix_to_bytes (matrix);
  g_autoptr (GError) error = NULL;
  g_autoptr (RocaMatrix) read = roca_matrix_from_bytes (bytes, &error);
  g_autoptr (GBytes) again = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (roca_matrix_get_n_rows (read), ==, 50);
  g_assert_cmpuint (roca_matrix_get_n_columns (read), ==, 4);
  g_assert_cmpstr (roca_matrix_get_id (read, 3), ==, "P-0003");
  again = roca_matrix_to_bytes (read);
  g_assert_true (g_bytes_equal (bytes, again));
}

static void
count_progress (guint done, guint total, gpointer user_data)
{
  guint *calls = user_data;

  g_assert_cmpuint (done, ==, ++*calls);
  g_assert_cmpuint (total, ==, 10);
}

static void
test_progress (void)
{
  g_autoptr (RocaMatrix) matrix = fixture_matrix (120, 12);
  RocaTrainOptions options = fixture_options ();
  guint calls = 0;
  g_autoptr (GBytes) bytes = NULL;

  options.repeats = 2;
  options.rounds = 5;
  bytes = roca_train (matrix, "x", &options, count_progress, &calls, NULL);
  g_assert_nonnull (bytes);
  g_assert_cmpuint (calls, ==, 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/deterministic", test_deterministic);
  g_test_add_func ("/model/threads", test_threads);
  g_test_add_func ("/model/monotone", test_monotone);
  g_test_add_func ("/model/telling", test_telling);
  g_test_add_func ("/model/additivity", test_additivity);
  g_test_add_func ("/model/explain-matrix", test_explain_matrix);
  g_test_add_func ("/model/quality", test_quality);
  g_test_add_func ("/model/rare", test_rare);
  g_test_add_func ("/model/two-sources", test_two_sources);
  g_test_add_func ("/model/before-sources", test_before_sources);
  g_test_add_func ("/model/folds", test_folds);
  g_test_add_func ("/model/damage", test_damage);
  g_test_add_func ("/model/foreign", test_foreign);
  g_test_add_func ("/model/schema", test_schema);
  g_test_add_func ("/model/too-little", test_too_little);
  g_test_add_func ("/model/matrix-file", test_matrix_file);
  g_test_add_func ("/model/progress", test_progress);
  return g_test_run ();
}
